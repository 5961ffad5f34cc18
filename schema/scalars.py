"""The scalars: ids, decimal numbers and instants, as they arrive and as they are sent."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLID, GraphQLScalarType, IntValueNode, StringValueNode, ValueNode
from strawberry import ID
from strawberry.types.scalar import ScalarDefinition

from models.ids import Ref
from schema.kinds import ref


class Unreadable(ValueError):
    """The text is not of the scalar's form. The message says what the form is, and not what the text was."""


DAY = re.compile(r"(19|[2-8][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?")


def _parse_decimal(value: object) -> Decimal:
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value)
    raise Unreadable('A Decimal is a string such as "1250.00": at most 18 digits before the point and 6 after it.')


def _show_decimal(value: Decimal) -> str:
    return format(value, "f")


def _parse_instant(value: object) -> datetime:
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = None
        if found is not None and found.tzinfo is not None and 1970 <= found.year <= 9000:
            return found.astimezone(UTC)
    raise Unreadable('A DateTime is ISO 8601 with its offset, from 1970 to 9000, such as "2026-01-31T12:00:00Z".')


def _parse_day(value: object) -> date:
    if isinstance(value, str) and DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise Unreadable('A Date is a day of a calendar as YYYY-MM-DD, from 1900 to 8999, such as "2026-01-31".')


def _show_instant(value: datetime) -> str:
    # Most are in UTC already. All end with +00:00 then.
    return f"{(value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat()[:-6]}Z"


def _show_instants(values: Sequence[datetime]) -> list[str]:
    return [f"{(value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat()[:-6]}Z" for value in values]


# For executor/, which shows all instants of a field at once.
_show_instant.of_all = _show_instants  # type: ignore[attr-defined]


def _parse_id(value: object) -> Ref:
    if isinstance(value, str):
        return ref(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return ref(str(value))
    raise GraphQLError("ID cannot represent value")


def _ids() -> ScalarDefinition:
    """GraphQL's own scalar ID, with input parsed into a Ref."""
    # graphql-core refuses a second scalar of this name, so this is a copy of its own with other parsers.
    scalar = object.__new__(GraphQLScalarType)
    vars(scalar).update(vars(GraphQLID))
    vars(scalar).update(parse_value=_parse_id, coerce_input_value=_parse_id)
    for way in ("parse_literal", "coerce_input_literal"):
        vars(scalar)[way] = _read_id
    return ScalarDefinition("ID", None, None, None, None, None, implementation=scalar)


def _read_id(node: ValueNode, *_: object) -> Ref:
    if isinstance(node, StringValueNode | IntValueNode):
        return ref(node.value)
    raise GraphQLError("ID cannot represent a non-string and non-integer value", node)


_ID = _ids()

SCALARS: dict[object, Any] = {
    # Ids are parsed on the way in and made on the way out: the layers below know no GraphQL names.
    ID: _ID,
    Ref: _ID,
    Decimal: strawberry.scalar(
        name="Decimal",
        description=(
            'An exact decimal number as a string, such as "1250.00", never with an exponent. Input has at most 18 '
            "digits before and 6 after the point."
        ),
        specified_by_url="https://www.w3.org/TR/xmlschema11-2/#decimal",
        serialize=_show_decimal,
        parse_value=_parse_decimal,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="An instant in ISO 8601. Input needs a UTC offset; output is always in UTC.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=_show_instant,
        parse_value=_parse_instant,
    ),
    date: strawberry.scalar(
        name="Date",
        description='A day, whatever the time zone, in ISO 8601: YYYY-MM-DD, such as "2026-01-31".',
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=date.isoformat,
        parse_value=_parse_day,
    ),
}
