"""The values of a template's fields: which are accepted, and their canonical form."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from iso4217 import Currency

from documents.fields import (
    LONGEST_TEXT,
    MOST_OPTIONS,
    NUMBER,
    UNPRINTABLE,
    ContractParty,
    Fault,
    Field,
    FieldError,
    FieldType,
    Why,
    characters_in,
)

Value = str | list["Value"] | dict[str, "Value"] | None
# From 1900 to 8999, as elsewhere.
DAY = re.compile(r"(19|[2-8][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
# Nobody sees these, and programs put them into what is copied.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def checked(fields: Sequence[Field], values: Mapping[str, object]) -> dict[str, Value]:
    """The values in canonical form, with a key for each field; raises FieldError with all faults.

    A client sends texts, lists of texts for SELECTION, and lists of dicts for ROWS. Of a field that is not required,
    the value can be left out, None, or blank; the result then has None, and an empty list for SELECTION and ROWS. The
    canonical forms:

    | type | sent | canonical |
    | --- | --- | --- |
    | TEXT | any text | the text in NFC, with single line breaks and without blanks at its ends |
    | NUMBER | `12.50` | `{"number": "12.5"}` |
    | MONEY | `1200.00 EUR` | `{"amount": "1200.00", "currency": "EUR"}`, with the currency's decimals |
    | DATE | `2026-11-24` | `{"date": "2026-11-24"}` |
    | PARTY | `AWARDER` or `RECEIVER` | `{"party": "AWARDER"}` |
    | CHOICE | an option's value | `{"value": ..., "label": ...}` |
    | SELECTION | values of options | a list of those, in the order of the options |
    | ROWS | dicts | a list of dicts with a key for each column |
    """
    faults: list[Fault] = []
    found = _checked(fields, values, "", faults)
    if faults:
        raise FieldError(faults)
    return found


def _checked(fields: Sequence[Field], values: Mapping[str, object], path: str, faults: list[Fault]) -> dict[str, Value]:
    known = {each.key for each in fields}
    faults.extend(Fault(f"{path}{key}"[:200], Why.UNKNOWN, {}) for key in values if key not in known)
    return {each.key: _value(each, values.get(each.key), f"{path}{each.key}", faults) for each in fields}


def _value(field: Field, given: object, path: str, faults: list[Fault]) -> Value:
    is_list = field.type in (FieldType.SELECTION, FieldType.ROWS)
    if given is None or (isinstance(given, str) and not given.strip()) or (is_list and given == []):
        if field.is_required:
            faults.append(Fault(path, Why.MISSING, {}))
        return [] if is_list else None
    if not isinstance(given, list if is_list else str):
        faults.append(Fault(path, Why.WRONG_SHAPE, {}))
        return None
    return READERS[field.type](field, given, path, faults)


def as_printed(given: str) -> str:
    """A text as documents take it: with single line breaks, and without what nobody sees."""
    return UNSEEN.sub("", given.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def _text(field: Field, given: str, path: str, faults: list[Fault]) -> Value:
    if len(given) > 4 * LONGEST_TEXT:  # would take long to normalize
        faults.append(Fault(path, Why.TOO_LONG, {"most": field.max_length, "length": len(given)}))
        return None
    text = as_printed(given)
    if UNPRINTABLE.search(text):
        faults.append(Fault(path, Why.UNPRINTABLE, {"characters": characters_in(text)}))
        return None
    text = unicodedata.normalize("NFC", text).strip()
    if not text and field.is_required:
        faults.append(Fault(path, Why.MISSING, {}))
    if len(text) > field.max_length:
        faults.append(Fault(path, Why.TOO_LONG, {"most": field.max_length, "length": len(text)}))
    return text or None


def _number(field: Field, given: str, path: str, faults: list[Fault]) -> Value:
    number = _decimal(field, given, field.decimals, path, faults)
    return None if number is None else {"number": f"{number:f}"}


def _money(field: Field, given: str, path: str, faults: list[Fault]) -> Value:
    amount, _, code = given.strip().partition(" ")
    currency = None
    with suppress(ValueError):
        currency = Currency(code.strip().upper()) if code.isascii() else None
    if currency is None or currency.exponent is None:
        faults.append(Fault(path, Why.NOT_A_CURRENCY, {}))
        return None
    number = _decimal(field, amount, currency.exponent, path, faults)
    return None if number is None else {"amount": f"{number:.{currency.exponent}f}", "currency": currency.code}


def _decimal(field: Field, given: str, decimals: int, path: str, faults: list[Fault]) -> Decimal | None:
    """A number without zeros at its end."""
    if not NUMBER.fullmatch(given.strip()):
        faults.append(Fault(path, Why.NOT_A_NUMBER, {}))
        return None
    number = Decimal(given.strip())
    number = number.to_integral_value() if number == number.to_integral_value() else number.normalize()
    if -int(number.as_tuple().exponent) > decimals:
        faults.append(Fault(path, Why.TOO_MANY_DECIMALS, {"decimals": decimals}))
    elif field.least is not None and number < Decimal(field.least):
        faults.append(Fault(path, Why.TOO_SMALL, {"least": field.least}))
    elif field.most is not None and number > Decimal(field.most):
        faults.append(Fault(path, Why.TOO_LARGE, {"most": field.most}))
    return number + 0  # no negative zero


def _day(_: Field, given: str, path: str, faults: list[Fault]) -> Value:
    text = given.strip()
    if DAY.fullmatch(text):
        with suppress(ValueError):
            return {"date": date.fromisoformat(text).isoformat()}
    faults.append(Fault(path, Why.NOT_A_DATE, {}))
    return None


def _party(_: Field, given: str, path: str, faults: list[Fault]) -> Value:
    if given.strip() in list(ContractParty):
        return {"party": given.strip()}
    faults.append(Fault(path, Why.NOT_AN_OPTION, {"options": ", ".join(ContractParty)}))
    return None


def _choice(field: Field, given: str, path: str, faults: list[Fault]) -> Value:
    for each in field.options:
        if each.value == given.strip():
            return {"value": each.value, "label": each.label}
    faults.append(Fault(path, Why.NOT_AN_OPTION, {"options": ", ".join(each.value for each in field.options)}))
    return None


def _selection(field: Field, given: list[object], path: str, faults: list[Fault]) -> Value:
    known = {each.value for each in field.options}
    seen: set[object] = set()
    for place, each in enumerate(given[: MOST_OPTIONS + 1]):
        if not isinstance(each, str):
            faults.append(Fault(f"{path}.{place}", Why.WRONG_SHAPE, {}))
        elif each not in known:
            faults.append(Fault(f"{path}.{place}", Why.NOT_AN_OPTION, {"options": ", ".join(sorted(known))}))
        elif each in seen:
            faults.append(Fault(f"{path}.{place}", Why.TWICE, {}))
        else:
            seen.add(each)
    return [{"value": each.value, "label": each.label} for each in field.options if each.value in seen]


def _rows(field: Field, given: list[object], path: str, faults: list[Fault]) -> Value:
    if len(given) > field.most_rows:
        faults.append(Fault(path, Why.TOO_MANY, {"most": field.most_rows, "count": len(given)}))
        return None
    found: list[Value] = []
    for place, each in enumerate(given):
        if isinstance(each, dict) and all(isinstance(key, str) for key in each):
            found.append(_checked(field.columns, each, f"{path}.{place}.", faults))
        else:
            faults.append(Fault(f"{path}.{place}", Why.WRONG_SHAPE, {}))
    return found


READERS: dict[FieldType, Callable[[Field, Any, str, list[Fault]], Value]] = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _day,
    FieldType.PARTY: _party,
    FieldType.CHOICE: _choice,
    FieldType.SELECTION: _selection,
    FieldType.ROWS: _rows,
}
