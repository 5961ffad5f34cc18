"""What is made of documents before a decision is taken: the conversion of what a customer sends, and previews."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from documents.binding import ACCEPTANCE_DAYS, MOST_ACCEPTANCE_DAYS, is_binding
from documents.checking import Checked, check_template
from documents.fields import Field, as_json
from documents.press import RenderingTooSlow, TemplateFaulty, TextNotPrintable
from models.accounts.viewer import Viewer
from models.errors import Bytes, Refused, invalid, not_found
from models.files.file import File
from models.files.names import harmless
from models.files.store import keep_made, whole
from models.inputs import Checks
from models.pressing import not_printable, press
from models.templates.fields import FieldGiven, checked_fields
from models.templates.reading import cases_of
from models.templates.request import MACHINE, A, TemplateRequest
from models.templates.template import TemplatePurpose
from models.text import is_storable

LARGEST_SOURCE = 500_000
# Of each of the two documents that a template is tried with: less than an operation may take.
LONGEST = 8.0
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A template that compiles, with its preview, for a request as it was then."""

    source: str
    fields: list[Any]
    preview: UUID


async def press_template(
    request: TemplateRequest, upload: UUID, given: Sequence[FieldGiven], *, unused: Collection[str] = (), by: Viewer
) -> Delivered:
    """Compiles what the professional has uploaded, with made-up values, and keeps the preview.

    Refuses whoever could not deliver it, a source that is no text or too large, one that does not compile
    (TEMPLATE_FAULTY), takes too long (TOO_SLOW) or has characters that no font has (NOT_PRINTABLE); fields that are
    never printed, and those that the law wants and are missing.
    """
    (case,) = await cases_of([request], by)
    MACHINE.check(A.DELIVER, case, by)
    fields = checked_fields(given)
    source = await _source_in(await own_upload(upload, by, most=LARGEST_SOURCE))
    checked = await _checked(source, fields, request)
    _check_use(request, checked, fields)
    _check_mapped(request, fields, unused)
    name = harmless(f"{request.name}.pdf")
    preview = await keep_made(checked.preview.pdf, name=name, media_type=PDF, by=by)
    return Delivered(source, as_json(fields), preview.id)


async def own_upload(upload: UUID, by: Viewer, *, most: int) -> File:
    """An upload of this user that is not attached yet; refuses one that is larger by its declared size."""
    file = await File.get_or_none(id=upload, owner_id=by.user.id)
    if file is None:
        raise not_found("upload")
    if file.byte_size > most:
        raise Refused("FILE_TOO_LARGE", "A file can have at most {most} here.", most=Bytes(most))
    return file


async def _source_in(file: File) -> str:
    try:
        source = (await whole(file)).decode("utf-8-sig")
    except UnicodeDecodeError:
        source = "\0"
    if not is_storable(source):
        raise Refused("NOT_A_SOURCE", "The source of a template has to be a text in UTF-8.")
    return unicodedata.normalize("NFC", source.replace("\r\n", "\n"))


async def _checked(source: str, fields: Sequence[Field], request: TemplateRequest) -> Checked:
    try:
        return await check_template(
            press(),
            source,
            fields,
            kind=request.kind.value,
            name=request.name,
            language=request.language,
            limit=LONGEST,
        )
    except TemplateFaulty as error:
        raise Refused("TEMPLATE_FAULTY", "The template does not compile: {message}", message=str(error)) from error
    except TextNotPrintable as error:
        raise not_printable(error) from error
    except RenderingTooSlow as error:
        raise Refused("TOO_SLOW", "Making the document took too long: try again, or use a simpler template.") from error


def _check_use(request: TemplateRequest, checked: Checked, fields: Sequence[Field]) -> None:
    checks = Checks()
    for place, field in enumerate(fields):
        if field.key in checked.unused:
            checks.wrong(f"fields.{place}", "The template asks for this and never prints it.", "NEVER_PRINTED")
        if field.key == ACCEPTANCE_DAYS and request.purpose is TemplatePurpose.AGREEMENT and not is_binding(field):
            checks.wrong(
                f"fields.{place}",
                "This key says in how many working days submitted work is examined: it takes whole numbers, from at "
                "least 1 to at most {most}.",
                "NOT_BINDING",
                most=MOST_ACCEPTANCE_DAYS,
            )
    if checked.lacking and request.purpose is TemplatePurpose.AGREEMENT:
        lacking = ", ".join(checked.lacking)
        checks.wrong("fields", "A contract of this kind needs these required fields: {keys}.", "LACKING", keys=lacking)
    checks.refuse()


def _check_mapped(request: TemplateRequest, fields: Sequence[Field], unused: Collection[str]) -> None:
    """Every place in the customer's document that somebody fills in is a field, or is said to be unused."""
    known = {field.key for field in fields} | set(unused)
    left = [each["key"] for each in request.conversion.get("fields", ()) if each["key"] not in known]
    if left:
        raise invalid(
            "fields",
            "The document asks for these, too: make them fields, or say that they are unused: {keys}.",
            "NOT_MAPPED",
            keys=", ".join(left),
        )
