"""The fields of a template: what is asked for; `values.py` says which values are accepted."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
# What would change how the text beside it reads, has no meaning that others know, or cannot be stored.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\uffff]"
    "|[\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
MOST_FIELDS, MOST_OPTIONS, MOST_COLUMNS, MOST_ROWS = 400, 100, 12, 200
LONGEST_LABEL, LONGEST_TEXT, USUAL_TEXT = 300, 20_000, 2_000


class FieldType(StrEnum):
    """What kind of value a field takes."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    MONEY = "MONEY"
    DATE = "DATE"
    PARTY = "PARTY"
    CHOICE = "CHOICE"
    SELECTION = "SELECTION"
    ROWS = "ROWS"


class ContractParty(StrEnum):
    """The values of a field of the type PARTY."""

    AWARDER = "AWARDER"
    RECEIVER = "RECEIVER"


class Why(StrEnum):
    """What is wrong with a value, or with the definition of a field; in brackets the facts that come with it."""

    MISSING = "MISSING"
    UNKNOWN = "UNKNOWN"  # there is no such field
    WRONG_SHAPE = "WRONG_SHAPE"  # a list instead of a text, for example
    UNPRINTABLE = "UNPRINTABLE"  # [characters]
    TOO_LONG = "TOO_LONG"  # [most, length], in characters
    TOO_MANY = "TOO_MANY"  # [most, count]
    NOT_A_NUMBER = "NOT_A_NUMBER"
    TOO_MANY_DECIMALS = "TOO_MANY_DECIMALS"  # [decimals]
    TOO_SMALL = "TOO_SMALL"  # [least]
    TOO_LARGE = "TOO_LARGE"  # [most]
    NOT_A_CURRENCY = "NOT_A_CURRENCY"
    NOT_A_DATE = "NOT_A_DATE"
    NOT_AN_OPTION = "NOT_AN_OPTION"  # [options]
    TWICE = "TWICE"
    BAD_KEY = "BAD_KEY"  # of a definition: small letters, digits and _
    BAD_TYPE = "BAD_TYPE"  # of a definition
    HAS_NO_OPTIONS = "HAS_NO_OPTIONS"  # of a definition
    HAS_NO_COLUMNS = "HAS_NO_COLUMNS"  # of a definition


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, at a path such as `fee` or `deliverables.0.title`."""

    path: str
    why: Why
    facts: Mapping[str, str | int]


class FieldError(ValueError):
    """Values or definitions that are not accepted, with all their faults, in the order of the fields."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(f"{each.path}: {each.why}" for each in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: the value that a client sends, and the words that are printed."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """What a template asks for.

    `options` are for CHOICE and SELECTION, `columns` (without ROWS) for ROWS. `max_length` is for TEXT, in characters;
    `decimals` for NUMBER; `least` and `most` for NUMBER and MONEY, as decimal numbers. `most_rows` is for ROWS.
    """

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    is_required: bool = True
    hint: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    max_length: int = USUAL_TEXT
    decimals: int = 0
    least: str | None = None
    most: str | None = None
    most_rows: int = 50


# The attributes of a field in JSON, and those of them that are left out where they have their default.
NAMES = {
    **{"key": "key", "label": "label", "type": "type", "isRequired": "is_required", "hint": "hint"},
    **{"options": "options", "columns": "columns", "maxLength": "max_length", "decimals": "decimals"},
    **{"least": "least", "most": "most", "mostRows": "most_rows"},
}
USUAL = Field("", "")


def as_json(fields: Sequence[Field]) -> list[object]:
    """The definitions as JSON, without the attributes that have their default, for `fields_from`."""
    return [
        {
            name: _plain(getattr(each, attribute))
            for name, attribute in NAMES.items()
            if name in ("key", "label", "type") or getattr(each, attribute) != getattr(USUAL, attribute)
        }
        for each in fields
    ]


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        of_options = [{"value": each.value, "label": each.label} for each in value if isinstance(each, Option)]
        return of_options or as_json(value)
    return str(value) if isinstance(value, StrEnum) else value


def fields_from(json: object) -> tuple[Field, ...]:
    """The definitions that JSON gives; raises FieldError for whatever is wrong with them."""
    faults: list[Fault] = []
    fields = tuple(_fields_in(json, "", faults, MOST_FIELDS))
    if faults:
        raise FieldError(faults)
    return fields


def _fields_in(json: object, path: str, faults: list[Fault], most: int) -> Iterator[Field]:
    if not isinstance(json, list):
        faults.append(Fault(path.rstrip("."), Why.WRONG_SHAPE, {}))
        return
    if len(json) > most:
        faults.append(Fault(path.rstrip("."), Why.TOO_MANY, {"most": most, "count": len(json)}))
        return
    keys: set[str] = set()
    for place, each in enumerate(json):
        field = _field_in(each, f"{path}{place}", faults)
        if field is not None and field.key in keys:
            faults.append(Fault(f"{path}{place}.key", Why.TWICE, {}))
        if field is not None:
            keys.add(field.key)
            yield field


def _field_in(json: object, path: str, faults: list[Fault]) -> Field | None:
    """A definition; None if its faults leave nothing that could be used."""
    if not isinstance(json, dict):
        faults.append(Fault(path, Why.WRONG_SHAPE, {}))
        return None
    before = len(faults)
    faults.extend(Fault(f"{path}.{name}", Why.UNKNOWN, {}) for name in json if name not in NAMES)
    given = {NAMES[name]: value for name, value in json.items() if name in NAMES}
    key, label, kind = (given.pop(name, None) for name in ("key", "label", "type"))
    if not isinstance(key, str) or not KEY.fullmatch(key):
        faults.append(Fault(f"{path}.key", Why.BAD_KEY, {}))
    if kind not in list(FieldType):
        faults.append(Fault(f"{path}.type", Why.BAD_TYPE, {}))
    faults.extend(_faults_of_label(label, f"{path}.label"))
    faults.extend(_faults_of_rest(given, path))
    if len(faults) > before:
        return None
    given["hint"] = _label(given.get("hint", ""))
    options = tuple(_options_in(given.pop("options", None), f"{path}.options", faults))
    columns = tuple(_fields_in(given.pop("columns", []), f"{path}.columns.", faults, MOST_COLUMNS))
    field = Field(str(key), _label(str(label)), FieldType(str(kind)), options=options, columns=columns, **given)
    if field.type in (FieldType.CHOICE, FieldType.SELECTION) and not options:
        faults.append(Fault(f"{path}.options", Why.HAS_NO_OPTIONS, {}))
    if field.type == FieldType.ROWS and not columns:
        faults.append(Fault(f"{path}.columns", Why.HAS_NO_COLUMNS, {}))
    faults.extend(
        Fault(f"{path}.columns.{place}.type", Why.BAD_TYPE, {})
        for place, each in enumerate(columns)
        if each.type == FieldType.ROWS
    )
    return field


def _faults_of_label(label: object, path: str) -> Iterator[Fault]:
    if not isinstance(label, str):
        yield Fault(path, Why.WRONG_SHAPE, {})
    elif not label.strip():
        yield Fault(path, Why.MISSING, {})
    elif len(label) > LONGEST_LABEL:
        yield Fault(path, Why.TOO_LONG, {"most": LONGEST_LABEL, "length": len(label)})
    elif UNPRINTABLE.search(label):
        yield Fault(path, Why.UNPRINTABLE, {"characters": characters_in(label)})


def _faults_of_rest(given: dict[str, object], path: str) -> Iterator[Fault]:
    """The faults of what is neither key, label nor type, options and columns."""
    named = {attribute: name for name, attribute in NAMES.items()}
    limits = {"max_length": (1, LONGEST_TEXT), "decimals": (0, 9), "most_rows": (1, MOST_ROWS)}
    for attribute, value in given.items():
        place = f"{path}.{named[attribute]}"
        match attribute:
            case "is_required" if not isinstance(value, bool):
                yield Fault(place, Why.WRONG_SHAPE, {})
            case "hint" if value != "":
                yield from _faults_of_label(value, place)
            case "least" | "most" if not isinstance(value, str) or not NUMBER.fullmatch(value):
                yield Fault(place, Why.NOT_A_NUMBER, {})
            case "max_length" | "decimals" | "most_rows":
                least, most = limits[attribute]
                if not isinstance(value, int) or isinstance(value, bool):
                    yield Fault(place, Why.WRONG_SHAPE, {})
                elif value < least:
                    yield Fault(place, Why.TOO_SMALL, {"least": least})
                elif value > most:
                    yield Fault(place, Why.TOO_LARGE, {"most": most})


def _options_in(json: object, path: str, faults: list[Fault]) -> Iterator[Option]:
    if json is None:
        return
    if not isinstance(json, list) or len(json) > MOST_OPTIONS:
        faults.append(Fault(path, Why.WRONG_SHAPE, {}))
        return
    values: set[str] = set()
    for place, each in enumerate(json):
        if not isinstance(each, dict) or set(each) != {"value", "label"} or not isinstance(each["value"], str):
            faults.append(Fault(f"{path}.{place}", Why.WRONG_SHAPE, {}))
            continue
        if not re.fullmatch(r"[A-Za-z0-9_]{1,60}", each["value"]):
            faults.append(Fault(f"{path}.{place}.value", Why.BAD_KEY, {}))
        if each["value"] in values:
            faults.append(Fault(f"{path}.{place}.value", Why.TWICE, {}))
        values.add(each["value"])
        faults.extend(_faults_of_label(each["label"], f"{path}.{place}.label"))
        yield Option(each["value"], _label(str(each["label"])))


def _label(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def characters_in(text: str) -> str:
    """The characters that cannot be printed, by their numbers, such as U+202E."""
    return ", ".join(f"U+{ord(each):04X}" for each in sorted(set(UNPRINTABLE.findall(text)))[:10])
