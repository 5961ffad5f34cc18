"""Real contract templates of others, and values to fill them with."""

import json
import random
from typing import Any

from documents.fields import Field, FieldType, Option
from documents.imports.results import Known, KnownOption, KnownSelection
from tests.support.sources import ROOT

FOLDER = ROOT / "tests/data/contracts"
NAMES = (
    "amendment",
    "independent-contractor-agreement",
    "mutual-nda",
    "professional-services-agreement",
    "statement-of-work",
)
TYPES = {"string": FieldType.TEXT, "boolean": FieldType.TEXT, "enum": FieldType.CHOICE, "date": FieldType.DATE}
# Pieces of values: what would be markup, quotation marks, and several scripts.
WORDS = [
    *(
        "Überlingen",
        "Договор",
        "Σύμβαση",
        "软件开发",
        "#read()",
        "*bold*",
        "_it_",
        "$x$",
        "--",
        "“q”",
        "[a]",
        "{b}",
        "@ref",
    ),
    *("Smith & Sons", "<tag>", "O'Neil", "C:\\temp", "50%", "a/b", "~", "№7", "½", "€"),
]


def docx_of(name: str) -> bytes:
    return (FOLDER / name / "template.docx").read_bytes()


def metadata_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name / "metadata.json").read_text(encoding="utf-8"))
    return found


def groups_of(name: str) -> list[dict[str, Any]]:
    path = FOLDER / name / "selections.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["groups"] if path.exists() else []
    return found


def known_of(name: str) -> Known:
    """What the metadata says of a template."""
    fields = [_field(each) for each in metadata_of(name)["fields"]]
    return Known(tuple(fields), tuple(_selection(each) for each in groups_of(name)))


def _field(given: dict[str, Any]) -> Field:
    options = tuple(Option(each.upper(), each.capitalize()) for each in given.get("options", ()))
    return Field(given["name"], given["description"][:300], TYPES[given["type"]], options=options)


def _selection(given: dict[str, Any]) -> KnownSelection:
    options = tuple(KnownOption(f"OPTION_{place}", each["marker"]) for place, each in enumerate(given["options"]))
    return KnownSelection(given["id"], given["type"] == "radio", options, given.get("cellContext", ""))


def steering(name: str) -> set[str]:
    """The fields that do nothing but tick an option."""
    triggers = [option["trigger"] for each in groups_of(name) for option in each["options"]]
    return {each["field"] for each in triggers if isinstance(each, dict)}


def values_for(fields: tuple[Field, ...], number: int) -> dict[str, Any]:
    """Values that can be told apart when they are read back."""
    return {each.key: _value(each, random.Random(f"{number} {each.key}")) for each in fields}


def _value(field: Field, rolled: random.Random) -> Any:
    match field.type:
        case FieldType.DATE:
            return f"20{rolled.randint(26, 60)}-{rolled.randint(1, 12):02}-{rolled.randint(1, 28):02}"
        case FieldType.CHOICE:
            return rolled.choice(field.options).value
        case FieldType.SELECTION:
            return [each.value for each in field.options if rolled.random() < 0.5]
    return " ".join([*rolled.sample(WORDS, 3), f"{field.key[:20]}{rolled.randint(1000, 9999)}"])


def printed(value: Any) -> str | None:
    """A canonical value as it is printed; None for what is a tick."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and "date" in value:
        year, month, day = value["date"].split("-")
        months = "January February March April May June July August September October November December"
        return f"{int(day)} {months.split()[int(month) - 1]} {year}"
    return None
