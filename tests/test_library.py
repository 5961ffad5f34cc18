"""The templates of the platform: they number their clauses, and take each number and date from a field (CO-8)."""

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from documents.checking import check_template
from documents.fields import Field, FieldType, as_json
from documents.parties import lacking, missing
from documents.press import Press
from documents.samples import sample_terms
from documents.standard import LibraryTemplate, Purpose, library
from tests.support.api.server import ROOT
from tests.support.documents.pdfs import closed_up, text_of

pytestmark = pytest.mark.anywhere

TEMPLATES = [(each, kind) for each in library() for kind in each.kinds]
NUMERALS = r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|sixty|ninety|hundred|percent)\b"


@pytest.fixture(scope="module")
async def press() -> AsyncIterator[Press]:
    press = Press()
    yield press
    await press.close()


def named(template: LibraryTemplate | str) -> str:
    return template if isinstance(template, str) else template.key


def test_the_library_has_a_template_for_each_purpose_and_kind() -> None:
    assert [each.key for each in library()] == [
        *("services", "work", "contractor", "supplement", "confidentiality", "rights")
    ]
    for kind in ("B2B", "B2C"):
        assert {each.purpose for each in library() if kind in each.kinds} == set(Purpose)
    assert len({each.version for each in library()}) == len(library())


def test_the_front_end_says_what_each_agreement_of_the_library_is_for() -> None:
    """By the keys, which stay when a template is named anew."""
    text = (ROOT / "web/src/templates/names.ts").read_text(encoding="utf-8")
    (told,) = re.findall(r"const agreements\b.*? = \{\n(.*?)\n\};", text, re.DOTALL)
    assert re.findall(r"^  (\w+): msg`", told, re.MULTILINE) == [
        each.key for each in library() if each.purpose is Purpose.AGREEMENT
    ]


def test_hints_say_what_a_value_means_and_not_how_a_program_sends_it() -> None:
    """On a screen, an amount and its currency have fields of their own."""
    hints = [field.hint for template in library() for field in template.fields]
    assert any(hints)
    assert [hint for hint in hints if re.search(r"\d [A-Z]{3}\b|[A-Z_]{4,}", hint)] == []


@pytest.mark.parametrize(("template", "kind"), TEMPLATES, ids=named)
async def test_a_template_prints_each_of_its_fields(press: Press, template: LibraryTemplate, kind: str) -> None:
    """Each with all values and with the required ones alone."""
    checked = await check_template(press, template.source, template.fields, kind=kind, name=template.name)
    assert checked.unused == ()
    text = closed_up(text_of(checked.preview.pdf))
    terms = json.loads(sample_terms(template.fields, kind=kind, name=template.name))
    assert [each for each in words_in(terms["fields"]) if closed_up(each) not in text] == []
    assert "\u2013" not in text
    if template.purpose == Purpose.AGREEMENT:
        assert checked.lacking == ()


@pytest.mark.parametrize("template", [each for each in library() if each.purpose == Purpose.AGREEMENT], ids=named)
def test_a_template_says_what_the_escrow_does(template: LibraryTemplate) -> None:
    """ES-3, ES-4, ES-7: paid in before the work on a stage begins, held, and released by the client that has accepted.

    Only what is accepted by silence is released by itself; nothing is due later.
    """
    source = " ".join(template.source.split())
    assert "pays the amount of a stage in before the work on that stage begins" in source
    assert "When the Client has accepted a stage, it releases what is held for that stage to the Contractor" in source
    assert "acceptance alone does not release it" in source
    assert re.search(r"does not answer (in that time|within the time of this clause) is accepted", source)
    assert "accepted because the Client did not answer in time is released by the platform itself" in source
    assert " is due " not in source
    assert not re.search(r"paid for (a|that) stage", json.dumps(as_json(template.fields)))


@pytest.mark.parametrize("template", [each for each in library() if each.purpose == Purpose.AGREEMENT], ids=named)
def test_in1_the_amounts_of_a_template_include_the_tax(template: LibraryTemplate) -> None:
    """IN-1: what is released is the gross amount of an invoice, so no tax comes on top of what was agreed."""
    source = " ".join(template.source.split())
    assert source.count("These amounts include value added tax where it is due.") == source.count("#stages()") == 1
    assert "without value added tax" not in source


@pytest.mark.parametrize(("template", "kind"), TEMPLATES, ids=named)
async def test_every_number_and_date_comes_from_a_field(press: Press, template: LibraryTemplate, kind: str) -> None:
    """The text taken apart: without clause numbers, footer and the values of the terms no digit is left."""
    assert re.findall(r"[0-9]|" + NUMERALS, re.sub(r"#[^\n]*?\)", "", template.source)) == []
    terms = sample_terms(template.fields, kind=kind, name=template.name)
    made = await press.render(template.source, terms)
    text = re.sub(r"Contract C-0000-000000, version 1:.*\s+Page \d/\d\s+Code [0-9A-Z-]{19}", "", text_of(made.pdf))
    clauses = re.findall(r"^(\d+)\.(?:(\d+))?\s+[A-Z]", text, re.MULTILINE)
    assert [int(major) for major, minor in clauses if not minor] == [*range(1, 1 + len(set(dict(clauses))))]
    assert len(set(clauses)) == len(clauses)
    text = re.sub(r"^\d+\.\d*\s+(?=[A-Z])|clauses? \d+", "", text, flags=re.MULTILINE)
    for each in sorted(numbers_in(json.loads(terms)), key=len, reverse=True):
        text = re.sub(rf"(?<!\d){re.escape(each)}(?!\d)", "", text)
    assert re.findall(r".{0,20}\d.{0,20}", text) == []


def words_in(value: Any) -> list[str]:
    """The texts that values are printed with."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict) and "label" in value:
        return [value["label"]]
    if isinstance(value, dict) and not {"date", "number", "amount", "party"} & set(value):
        return [word for each in value.values() for word in words_in(each)]
    return [word for each in value for word in words_in(each)] if isinstance(value, list) else []


def numbers_in(value: Any) -> set[str]:
    """What the terms say with digits, as it is printed."""
    if isinstance(value, int):
        return {str(value)}
    if isinstance(value, dict):
        return {each for one in value.values() for each in numbers_in(one)}
    if isinstance(value, list):
        return {each for one in value for each in numbers_in(one)}
    if not isinstance(value, str):
        return set()
    day, amount = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value), re.fullmatch(r"\d+\.\d\d", value)
    if day:
        month = ("January", "February", "March")[int(day[2]) - 1]
        return {f"{int(day[3])}{space}{month}{space}{day[1]}" for space in (" ", "\u00a0")}
    return {f"{float(value):,.2f}"} if amount else {*re.findall(r"[0-9A-Z-]*[0-9][0-9A-Z-]*", value), value}


def test_a_template_of_the_kind_b2c_needs_withholding_and_rights() -> None:
    """CO-8."""
    rights, optional = Field("rights_clause", "Rights"), Field("withholding", "Withholding", is_required=False)
    assert lacking("B2C", [rights]) == lacking("B2C", [rights, optional]) == ("withholding",)
    assert lacking("B2B", [rights]) == ()


@pytest.mark.parametrize(
    ("kind", "side", "name"),
    [
        *[
            ("B2B", side, name)
            for side in ("awarder", "receiver")
            for name in ("registration", "representative", "seal")
        ],
        *[("B2C", "awarder", "registration"), ("B2C", "receiver", "identity"), ("B2C", "receiver", "address")],
    ],
)
def test_data_that_the_kind_requires_is_missed(kind: str, side: str, name: str) -> None:
    """CO-8."""
    fields = [Field(each, each, FieldType.TEXT) for each in ("withholding", "rights_clause")]
    terms = json.loads(sample_terms(fields, kind=kind, name="X"))
    assert missing(terms) == ()
    terms["parties"][side][name] = " "
    assert missing(terms) == (f"parties.{side}.{name}",)
    terms["fields"] = {}
    needed = ("fields.withholding", "fields.rights_clause") if kind == "B2C" else ()
    assert missing(terms) == (f"parties.{side}.{name}", *needed)
    assert missing(terms, is_agreement=False) == (f"parties.{side}.{name}",)
