"""The fields of templates: definitions, and the values that they accept (CO-8)."""

from typing import Any

import pytest

from documents.canonical import canonical
from documents.fields import MOST_FIELDS, Field, FieldError, FieldType, Option, as_json, fields_from
from documents.values import checked

pytestmark = pytest.mark.anywhere

OPTIONS = (Option("NET", "Net"), Option("GROSS", "Gross"))
ROWS = Field("rows", "Rows", FieldType.ROWS, columns=(Field("title", "Title"), Field("on", "On", FieldType.DATE)))
FIELDS = (
    Field("scope", "Scope", max_length=20, hint="What is to be made."),
    Field("days", "Days", FieldType.NUMBER, decimals=1, least="1", most="365"),
    Field("fee", "Fee", FieldType.MONEY, least="0"),
    Field("start", "Start", FieldType.DATE),
    Field("owner", "Owner", FieldType.PARTY),
    Field("basis", "Basis", FieldType.CHOICE, options=OPTIONS),
    Field("taxes", "Taxes", FieldType.SELECTION, is_required=False, options=OPTIONS),
    ROWS,
)
SENT: dict[str, Any] = {
    **{"scope": " Zu\u0308rich\r\n\u200bA\tB ", "days": "012.50", "fee": "1200 EUR", "start": "2028-02-29"},
    **{"owner": "AWARDER", "basis": "NET", "taxes": ["GROSS", "NET"]},
    "rows": [{"title": "One", "on": "2026-11-28"}],
}


def faults(fields: tuple[Field, ...], values: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(FieldError) as refused:
        checked(fields, values)
    return {each.path: str(each.why) for each in refused.value.faults}


def test_values_have_one_canonical_form() -> None:
    found = checked(FIELDS, SENT)
    assert found == {
        "scope": "Zürich\nA B",
        "days": {"number": "12.5"},
        "fee": {"amount": "1200.00", "currency": "EUR"},
        "start": {"date": "2028-02-29"},
        "owner": {"party": "AWARDER"},
        "basis": {"value": "NET", "label": "Net"},
        "taxes": [{"value": "NET", "label": "Net"}, {"value": "GROSS", "label": "Gross"}],
        "rows": [{"title": "One", "on": {"date": "2026-11-28"}}],
    }
    assert canonical(found) == canonical(checked(FIELDS, {**SENT, "days": "12.5", "fee": "1200.00 eur"}))


def test_an_optional_value_can_be_left_out_or_blank() -> None:
    optional = (Field("note", "Note", is_required=False), Field("by", "By", FieldType.DATE, is_required=False))
    for sent in ({}, {"note": None, "by": " "}, {"note": "\u200b", "by": ""}):
        assert checked(optional, sent) == {"note": None, "by": None}


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        *[("scope", value, "MISSING") for value in (None, "", " \n", "\u200b")],
        *[("scope", value, "WRONG_SHAPE") for value in (["a"], {"a": "b"}, 7, True)],
        *[
            ("scope", value, "UNPRINTABLE")
            for value in ("a\x00b", "a\u202eb", "\ud800", "\ue000", "\U000e0041", "\uffff")
        ],
        *[("scope", value, "TOO_LONG") for value in ("a" * 21, "a" * 1_000_000)],
        *[("days", value, "NOT_A_NUMBER") for value in ("ten", "1e3", "NaN", "١٢", "1,5", "+5", "--5", "9" * 16)],
        *[
            ("days", value, why)
            for value, why in (("0.5", "TOO_SMALL"), ("366", "TOO_LARGE"), ("1.25", "TOO_MANY_DECIMALS"))
        ],
        *[("fee", value, "NOT_A_CURRENCY") for value in ("1200", "1200 XXX", "1200 EURO", "1200 €", "EUR 1200")],
        *[("fee", value, "TOO_MANY_DECIMALS") for value in ("1.005 EUR", "1.5 JPY")],
        *[("fee", value, why) for value, why in (("-1 EUR", "TOO_SMALL"), ("a EUR", "NOT_A_NUMBER"))],
        *[
            ("start", value, "NOT_A_DATE")
            for value in ("2026-02-29", "28.11.2026", "20261128", "2026-W48-6", "0000-01-01")
        ],
        ("owner", "awarder", "NOT_AN_OPTION"),
        ("basis", "Net", "NOT_AN_OPTION"),
        ("rows", "One", "WRONG_SHAPE"),
        ("other", "x", "UNKNOWN"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path_and_a_reason(key: str, value: object, why: str) -> None:
    assert faults(FIELDS, {**SENT, key: value}) == {key: why}


def test_all_faults_are_named_at_once() -> None:
    sent = {"fee": "x", "taxes": ["NET", "NET", "X", 1], "rows": [{"title": "", "more": "x"}, "row"]}
    assert faults(FIELDS, {**SENT, **sent, "scope": None}) == {
        "scope": "MISSING",
        "fee": "NOT_A_CURRENCY",
        "taxes.1": "TWICE",
        "taxes.2": "NOT_AN_OPTION",
        "taxes.3": "WRONG_SHAPE",
        "rows.0.more": "UNKNOWN",
        "rows.0.title": "MISSING",
        "rows.0.on": "MISSING",
        "rows.1": "WRONG_SHAPE",
    }
    assert faults((ROWS,), {"rows": [{}] * 51}) == {"rows": "TOO_MANY"}


def test_definitions_come_back_from_their_json() -> None:
    assert fields_from(as_json(FIELDS)) == FIELDS
    assert as_json(FIELDS[3:4]) == [{"key": "start", "label": "Start", "type": "DATE"}]


@pytest.mark.parametrize(
    ("change", "path", "why"),
    [
        ({"key": "Fee"}, "0.key", "BAD_KEY"),
        ({"key": "fee\n"}, "0.key", "BAD_KEY"),
        ({"type": "HTML"}, "0.type", "BAD_TYPE"),
        ({"type": ["TEXT"]}, "0.type", "BAD_TYPE"),
        ({"label": " "}, "0.label", "MISSING"),
        ({"label": 7}, "0.label", "WRONG_SHAPE"),
        ({"label": "a\u202eb"}, "0.label", "UNPRINTABLE"),
        ({"isRequired": "yes"}, "0.isRequired", "WRONG_SHAPE"),
        ({"script": "x"}, "0.script", "UNKNOWN"),
        ({"maxLength": 10**9}, "0.maxLength", "TOO_LARGE"),
        ({"maxLength": True}, "0.maxLength", "WRONG_SHAPE"),
        ({"least": "one"}, "0.least", "NOT_A_NUMBER"),
        ({"type": "CHOICE"}, "0.options", "HAS_NO_OPTIONS"),
        ({"type": "CHOICE", "options": ["a"]}, "0.options.0", "WRONG_SHAPE"),
        ({"type": "CHOICE", "options": [{"value": "A", "label": "a"}] * 2}, "0.options.1.value", "TWICE"),
        ({"type": "ROWS"}, "0.columns", "HAS_NO_COLUMNS"),
        ({"type": "ROWS", "columns": [{"key": "a", "label": "A", "type": "TEX"}]}, "0.columns.0.type", "BAD_TYPE"),
        ({"type": "ROWS", "columns": as_json((ROWS,))}, "0.columns.0.type", "BAD_TYPE"),
    ],
)
def test_a_wrong_definition_is_refused(change: dict[str, Any], path: str, why: str) -> None:
    with pytest.raises(FieldError) as refused:
        fields_from([{"key": "fee", "label": "Fee", "type": "TEXT", **change}])
    assert (path, why) in [(each.path, str(each.why)) for each in refused.value.faults]


@pytest.mark.parametrize("json", [None, {}, "[]", [7], [{}] * (MOST_FIELDS + 1), as_json(FIELDS[:1]) * 2])
def test_what_is_no_list_of_definitions_is_refused(json: object) -> None:
    with pytest.raises(FieldError):
        fields_from(json)
