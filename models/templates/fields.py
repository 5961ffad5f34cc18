"""The fields that a professional defines for a template, as a client sends them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.fields import USUAL, USUAL_TEXT, Field, FieldError, FieldType, Option, as_json, fields_from
from models.errors import FieldProblem
from models.inputs import Checks

# What documents/fields.py says of a definition, in the words of refusals.
WORDS = {
    each.code: each
    for each in (
        FieldProblem("", "Must not be empty.", "MISSING"),
        FieldProblem("", "Contains characters that cannot be printed: {characters}.", "UNPRINTABLE"),
        FieldProblem("", "Can have at most {most} characters; this has {length}.", "TOO_LONG"),
        FieldProblem("", "Can have at most {most} items; this has {count}.", "TOO_MANY"),
        FieldProblem("", "Must be a decimal number.", "NOT_A_NUMBER"),
        FieldProblem("", "Must be at least {least}.", "TOO_SMALL"),
        FieldProblem("", "Must be at most {most}.", "TOO_LARGE"),
        FieldProblem("", "Contains the same value twice.", "TWICE"),
        FieldProblem("", "Must begin with a small letter, and have only small letters, digits and _.", "BAD_KEY"),
        FieldProblem("", "Is no type that a field can have here.", "BAD_TYPE"),
        FieldProblem("", "Needs options to choose from.", "HAS_NO_OPTIONS"),
        FieldProblem("", "Needs columns.", "HAS_NO_COLUMNS"),
        FieldProblem("", "Does not have the form that is needed here.", "WRONG_SHAPE"),
    )
}


@dataclass(frozen=True)
class OptionGiven:
    """What can be chosen, as the client sent it."""

    value: str
    label: str


@dataclass(frozen=True)
class ColumnGiven:
    """A column of a field that has rows, as the client sent it."""

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    is_required: bool = True
    options: list[OptionGiven] | None = None
    max_length: int = USUAL_TEXT
    decimals: int = 0


@dataclass(frozen=True)
class FieldGiven:
    """A field of a template, as the client sent it."""

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    is_required: bool = True
    hint: str = ""
    options: list[OptionGiven] | None = None
    columns: list[ColumnGiven] | None = None
    max_length: int = USUAL_TEXT
    decimals: int = 0
    least: str | None = None
    most: str | None = None
    most_rows: int = USUAL.most_rows


def checked_fields(given: Sequence[FieldGiven]) -> tuple[Field, ...]:
    """The fields in their normal form; refuses whatever is wrong with any of them."""
    try:
        return fields_from(as_json([_field(each) for each in given]))
    except FieldError as error:
        checks = Checks()
        for fault in error.faults:
            path, facts = f"fields.{fault.path}".rstrip("."), dict(fault.facts)
            checks.problems.append(replace(WORDS[fault.why.value], path=path, facts=facts))
        checks.refuse()
        raise


def _field(given: FieldGiven) -> Field:
    return Field(
        *(given.key, given.label, given.type, given.is_required, given.hint),
        options=_options(given.options),
        columns=tuple(map(_column, given.columns or ())),
        max_length=given.max_length,
        decimals=given.decimals,
        least=given.least,
        most=given.most,
        most_rows=given.most_rows,
    )


def _column(given: ColumnGiven) -> Field:
    return Field(
        *(given.key, given.label, given.type, given.is_required),
        options=_options(given.options),
        max_length=given.max_length,
        decimals=given.decimals,
    )


def _options(given: Sequence[OptionGiven] | None) -> tuple[Option, ...]:
    return tuple(Option(each.value, each.label) for each in given or ())
