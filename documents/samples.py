"""Made-up terms, with which a template is tried before there is a contract."""

from collections.abc import Sequence
from dataclasses import replace

from documents.canonical import canonical
from documents.fields import LONGEST_TEXT, Field, FieldType
from documents.parties import PARTY_DATA
from documents.values import Value, checked

SAMPLES = {
    FieldType.NUMBER: "7",
    FieldType.MONEY: "1234.00 EUR",
    FieldType.DATE: "2030-01-31",
    FieldType.PARTY: "AWARDER",
}
DATA = {
    "address": "1 Sample Street\nSample Town",
    "registration": "Sample Register 123",
    "representative": "Sam Sample",
    "seal": "Round seal with the name of the company",
    "identity": "Passport X0000000",
}


def sample_terms(
    fields: Sequence[Field], *, kind: str, name: str, language: str = "en", is_complete: bool = True
) -> bytes:
    """Canonical terms in which each field has its label or a typical value; only required ones if not `is_complete`."""
    values = {each.key: _sample(each) for each in fields if is_complete or each.is_required}
    parties = {
        side: {"name": f"Sample {side.title()}", **{key: DATA[key] for key in keys if key != "name"}}
        for side, keys in PARTY_DATA[kind].items()
    }
    stages = [
        {"number": number, "title": title, "amount": amount, "acceptanceTerms": "It works.", "dueOn": due}
        for number, title, amount, due in ((1, "First", "1000.00", "2030-02-01"), (2, "Second", "234.00", "2030-03-01"))
    ]
    total = {"amount": "1234.00", "currency": "EUR"}
    return canonical(
        {
            "form": 1,
            "template": {"id": "sample", "name": name, "version": 1, "sha256": "0" * 64},
            "contract": {"number": "C-0000-000000", "version": 1},
            "base": {"number": "C-0000-000000", "version": 1, "sha256": "0" * 64, "total": total, "stages": stages},
            "supplement": {"number": 1, "rationale": "A sample."},
            "kind": kind,
            "language": language,
            "parties": parties,
            "total": total,
            "stages": stages,
            "fields": _accepted(fields, values),
        }
    )


def _accepted(fields: Sequence[Field], values: dict[str, object]) -> dict[str, Value]:
    """The values in canonical form; limits of numbers and required fields are not asked about here."""
    return checked([_lenient(each) for each in fields], values)


def _lenient(field: Field) -> Field:
    columns = tuple(_lenient(each) for each in field.columns)
    return replace(field, is_required=False, least=None, most=None, max_length=LONGEST_TEXT, columns=columns)


def _sample(field: Field) -> object:
    match field.type:
        case FieldType.TEXT:
            return field.label
        case FieldType.CHOICE:
            return field.options[0].value
        case FieldType.SELECTION:
            return [each.value for each in field.options]
        case FieldType.ROWS:
            return [{each.key: _sample(each) for each in field.columns}] * 2
    return SAMPLES[field.type]
