"""The schema keeps what was released: only what was announced in time, or is a listed exception, may break clients."""

import re
from datetime import UTC, date, datetime

import pytest

from tests.support.api.releases import breaking, vague
from tests.support.api.server import ROOT

pytestmark = pytest.mark.anywhere

ANNOUNCED = (
    'type Query { a: Int b: Int @deprecated(reason: "Use a. Deprecated on 2027-01-01, removed after 2027-07-31.") }'
)


def test_nothing_breaks_the_released_schema_but_the_listed_exceptions() -> None:
    """If it fails, deprecate what you removed instead, or list it in docs/deprecation.md with its reason."""
    section = (ROOT / "docs" / "deprecation.md").read_text("utf-8").partition("## Exceptions")[2].partition("\n## ")[0]
    listed = [row.replace("`", "") for row in re.findall(r"^\| ([^|]*\.) \|", section, re.MULTILINE)]
    released, current = ((ROOT / f"schema{name}.graphql").read_text("utf-8") for name in (".released", ""))
    assert sorted(listed) == breaking(released, current, datetime.now(UTC).date())


def test_every_deprecation_says_what_to_use_and_until_when() -> None:
    assert vague((ROOT / "schema.graphql").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("reason", "is_vague"),
    [
        ("Use a. Deprecated on 2027-01-01, removed after 2027-07-31.", False),
        ("Use a. Deprecated on 2027-01-01, removed after 2027-06-30.", True),  # less than six months
        ("Use a.", True),
        ("No longer supported", True),
    ],
)
def test_a_deprecation_leaves_six_months(reason: str, is_vague: bool) -> None:
    schema = f'type Query {{ a: Int b(c: Int @deprecated(reason: "{reason}")): Int }}'
    assert vague(schema) == ([reason] if is_vague else [])


def test_what_was_announced_can_be_removed_after_its_day_and_not_before() -> None:
    assert breaking(ANNOUNCED, "type Query { a: Int }", date(2027, 7, 31)) == ["Field Query.b was removed."]
    assert breaking(ANNOUNCED, "type Query { a: Int }", date(2027, 8, 1)) == []
    assert breaking(ANNOUNCED, "type Query { b: Int }", date(2027, 8, 1)) == ["Field Query.a was removed."]


def test_what_is_added_breaks_nothing() -> None:
    released = "type Query { a(b: Int): E } enum E { X } union U = T type T { u: U }"
    current = (
        "type Query { a(b: Int, c: Int): E d: Int } enum E { X Y } union U = T | S type T { u: U } type S { u: U }"
    )
    assert breaking(released, current, date(2027, 1, 1)) == []
