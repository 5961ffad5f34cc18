"""Converting what a customer sends: a DOCX, as a template for the professional to go on from."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from documents.fields import as_json
from documents.imports.results import Refusal, UploadRefused
from documents.imports.upload import convert
from models.errors import Refused
from models.limits import Limit, count, uncount

# Less than an operation may take, with what comes before and after.
LONGEST = 15.0
# By one user: each takes seconds of a processor.
LOOKS = Limit("template request", 30, timedelta(hours=24))

# Why a document is not taken; `part` is the name of a part, relation or field of the file.
REFUSED: dict[Refusal, Callable[[str], Refused]] = {
    Refusal.TOO_LARGE: lambda _: Refused("FILE_TOO_LARGE", "A document can have at most 10 MB."),
    Refusal.NOT_A_DOCX: lambda _: Refused("WRONG_TYPE", "This is no DOCX document: save it as one in Word."),
    Refusal.ENCRYPTED: lambda _: Refused("DOCUMENT_ENCRYPTED", "The document has a password: remove it first."),
    Refusal.ZIP_BOMB: lambda _: Refused("DOCUMENT_TOO_LARGE", "The document unpacks to far more than it may have."),
    Refusal.DUPLICATE_PART: lambda part: Refused(
        "DOCUMENT_DAMAGED", "The document has two parts of one name: {part}.", part=part
    ),
    Refusal.DAMAGED: lambda _: Refused("DOCUMENT_DAMAGED", "The document cannot be read: save it again in Word."),
    Refusal.UNKNOWN_PART: lambda part: Refused(
        "DOCUMENT_HAS_STRANGE_PART", "The document contains something that is no text: {part}.", part=part
    ),
    Refusal.MACRO: lambda _: Refused("DOCUMENT_HAS_MACRO", "The document contains macros: save it without them."),
    Refusal.EMBEDDED_OBJECT: lambda part: Refused(
        "DOCUMENT_HAS_OBJECT", "The document contains an embedded object: {part}.", part=part
    ),
    Refusal.DTD: lambda part: Refused(
        "DOCUMENT_HAS_DTD", "The document declares a type of its own in {part}: save it again in Word.", part=part
    ),
    Refusal.OUTSIDE_RELATION: lambda part: Refused(
        "DOCUMENT_REACHES_OUT", "The document loads something from outside of it: {part}.", part=part
    ),
    Refusal.ACTIVE_FIELD: lambda part: Refused(
        "DOCUMENT_HAS_ACTIVE_FIELD", "The document contains a field that does something: {part}.", part=part
    ),
    Refusal.TOO_COMPLEX: lambda _: Refused(
        "DOCUMENT_TOO_COMPLEX", "The document takes too long to read: simplify it, or divide it."
    ),
}


@dataclass(frozen=True, slots=True)
class Converted:
    """What the conversion has made of a document: a source in Typst, what is filled in there, and what was lost.

    `blanks` has the fields that it found, in the form of documents/fields.py, and the keys of its placeholders and
    selections and the texts of its prompts.
    """

    source: str
    blanks: dict[str, Any] = field(default_factory=dict)
    findings: Sequence[dict[str, Any]] = ()


async def converted(document: bytes, *, by: UUID) -> Converted:
    """Converts a document of this user, in a process that can be killed; refuses one that is no harmless DOCX.

    It counts against what the user may have converted in a day (RATE_LIMITED), unless it was refused at a glance.
    """
    await count(LOOKS, by)
    try:
        made = await convert(document, limit=LONGEST)
    except UploadRefused as error:
        if error.code is not Refusal.TOO_COMPLEX:
            await uncount(LOOKS, by)
        raise REFUSED[error.code](error.detail) from error
    blanks = {
        "fields": as_json(made.fields),
        "placeholders": list(made.placeholders),
        "selections": list(made.selections),
        "prompts": [asdict(each) for each in made.prompts],
    }
    findings = [{"kind": each.kind.value, "where": each.where, "text": each.text} for each in made.findings]
    return Converted(made.source, blanks, findings)
