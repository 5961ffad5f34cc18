"""What an import gives: the source of a template, its fields, what was found in it, and why it can be refused."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from documents.fields import Field, as_json, fields_from

MOST_BYTES = 10 * 1024 * 1024


class Refusal(StrEnum):
    """Why an upload is not converted."""

    TOO_LARGE = "TOO_LARGE"  # more than 10 MiB
    NOT_A_DOCX = "NOT_A_DOCX"
    ENCRYPTED = "ENCRYPTED"
    ZIP_BOMB = "ZIP_BOMB"  # unpacks to more than 40 MiB, a hundredfold, or too many parts
    DUPLICATE_PART = "DUPLICATE_PART"  # two parts whose names differ in case at most
    DAMAGED = "DAMAGED"  # an archive or XML that cannot be read
    UNKNOWN_PART = "UNKNOWN_PART"
    MACRO = "MACRO"
    EMBEDDED_OBJECT = "EMBEDDED_OBJECT"
    DTD = "DTD"
    OUTSIDE_RELATION = "OUTSIDE_RELATION"  # anything but a hyperlink that leads out of the file
    ACTIVE_FIELD = "ACTIVE_FIELD"  # a field such as DDE or INCLUDETEXT
    TOO_COMPLEX = "TOO_COMPLEX"  # takes too long, or too much memory


class UploadRefused(Exception):
    """This upload is not converted; `detail` is the name of the part, relation or field, or empty."""

    def __init__(self, code: Refusal, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class FindingKind(StrEnum):
    """What a professional has to look at."""

    HEADER = "HEADER"  # left out
    FOOTER = "FOOTER"  # left out
    TEXT_BOX = "TEXT_BOX"  # left out
    HIDDEN_TEXT = "HIDDEN_TEXT"  # left out, as in print
    TRACKED_CHANGE = "TRACKED_CHANGE"  # accepted: text is what was deleted, or inserted
    COMMENT = "COMMENT"  # left out
    IMAGE = "IMAGE"  # left out
    DRAWING = "DRAWING"  # left out
    LINK = "LINK"  # became its text
    OUTSIDE_TEMPLATE = "OUTSIDE_TEMPLATE"  # the file that Word would take styles from: left out, text is where it is
    FIELD = "FIELD"  # computed by Word: became the text that it showed last
    MERGE_FIELD = "MERGE_FIELD"  # became a placeholder
    CHECKBOX = "CHECKBOX"  # of a form: became an empty box
    CONTENT_CONTROL = "CONTENT_CONTROL"  # became its text
    NUMBER_FORMAT = "NUMBER_FORMAT"  # numbered with digits instead
    DRAFTING_NOTE = "DRAFTING_NOTE"  # left out
    LONG_HEADING = "LONG_HEADING"  # became a paragraph: where is the first, and text is how many there are
    DANGLING_REFERENCE = "DANGLING_REFERENCE"  # refers to a clause number that there is not


@dataclass(frozen=True, slots=True)
class Finding:
    """What conversion changed or lost: `where` is a part of the file or the text before it, `text` what was there."""

    kind: FindingKind
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class KnownOption:
    """An option of a selection that is expected: the value, and a text that its paragraph contains."""

    value: str
    marker: str


@dataclass(frozen=True, slots=True)
class KnownSelection:
    """A selection that is expected; `context` is a text of the same table cell, where a marker alone is ambiguous."""

    key: str
    is_choice: bool
    options: tuple[KnownOption, ...]
    context: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a template before: fields by the keys of its placeholders, and its selections."""

    fields: tuple[Field, ...] = ()
    selections: tuple[KnownSelection, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text in brackets that asks for something, and the key of the field that takes its place."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """A template that was made of a DOCX, for a professional to correct.

    Each placeholder, selection and prompt of the file has a field in `fields`; `unused` has the keys of known fields,
    and of known options as `selection.value`, that the file has no place for. `clauses` are the numbers that Word
    shows, in their order.
    """

    source: str
    fields: tuple[Field, ...]
    placeholders: tuple[str, ...]
    selections: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    unused: tuple[str, ...]
    clauses: tuple[str, ...]
    findings: tuple[Finding, ...]


def known_as_json(known: Known) -> dict[str, Any]:
    """What is known, as `known_from` reads it."""
    return {"fields": as_json(known.fields), "selections": [asdict(each) for each in known.selections]}


def known_from(given: dict[str, Any]) -> Known:
    """What is known, from JSON."""
    selections = (
        KnownSelection(**{**each, "options": tuple(KnownOption(**option) for option in each["options"])})
        for each in given["selections"]
    )
    return Known(fields_from(given["fields"]), tuple(selections))
