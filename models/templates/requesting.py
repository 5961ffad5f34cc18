"""Requesting a template that is made of a party's own document (CO-10)."""

from dataclasses import dataclass
from uuid import UUID

from models.accounts.parties import Party, check_open, lock_parties
from models.accounts.users import check_locale
from models.accounts.viewer import Viewer, as_of_now
from models.calendar import calendar
from models.changes import change, stamp
from models.demands.awards import ContractKind
from models.errors import Refused, not_allowed
from models.files.attaching import attach
from models.files.media import ENDINGS
from models.files.store import whole
from models.inputs import Checks
from models.journal import enter
from models.notifications.wording import written
from models.templates.converting import Converted, converted
from models.templates.drafting import own_upload
from models.templates.request import ENDED, FileRole, S, TemplateFile, TemplateRequest, book_of
from models.templates.template import MOST_IN_NAME, Template, TemplatePurpose
from models.work.item import WorkItemKind
from models.work.keeping import open_item

DOCX = ENDINGS["docx"]
LARGEST = 10_000_000
MOST_DAYS = 3
MOST_OPEN = 10
MOST_IN_NOTES = 5_000


async def look_at(party: Party, upload: UUID, *, by: Viewer) -> Converted:
    """Converts what a party wants a template of, outside of changes.

    Refuses whoever may not request anything for the party, another type than DOCX (WRONG_TYPE), a document that is too
    large by its declared size (FILE_TOO_LARGE), one that is no harmless document (DOCUMENT_...), and a user who has
    had too many converted (RATE_LIMITED).
    """
    await _check_room(party, by)
    file = await own_upload(upload, by, most=LARGEST)
    if file.media_type != DOCX:
        raise Refused("WRONG_TYPE", "A template is made of a DOCX document: choose one.")
    return await converted(await whole(file), by=by.user.id)


async def request_template(
    party: Party,
    *,
    name: str,
    kind: ContractKind,
    upload: UUID,
    notes: str | None = None,
    days: int = MOST_DAYS,
    purpose: TemplatePurpose = TemplatePurpose.AGREEMENT,
    language: str = "en",
    template: Template | None = None,
    prepared: Converted,
    by: Viewer,
) -> TemplateRequest:
    """Puts a request into the queue of the professionals; due on that working day (CO-10)."""
    words = words_of(party, name=name, kind=kind, notes=notes, days=days, language=language, template=template)
    async with change():
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        await _check_room(party, by)
        at = stamp()
        request = await TemplateRequest.create(
            party=party,
            requester=by.user,
            template=template,
            name=words.name,
            kind=kind,
            purpose=purpose if template is None else template.purpose,
            language=words.language if template is None else template.language,
            notes=words.notes,
            days=days,
            state=S.QUEUED,
            submitted_at=at,
            converted=prepared.source,
            conversion=prepared.blanks,
            findings=list(prepared.findings),
        )
        await attach([upload], by=by, most=1)
        await TemplateFile.create(template_request=request, file_id=upload, role=FileRole.SOURCE, place=0)
        due_at = calendar().due(at, days)
        await enter(book_of(request.id), "REQUESTED", by=by.user.id, target=S.QUEUED.value)
        await open_item(
            WorkItemKind.TEMPLATE_REQUEST, request.id, party=party.id, title=words.name, priority=days, due_at=due_at
        )
    return request


@dataclass(frozen=True, slots=True)
class Words:
    """What the requester says of the template, in its normal form."""

    name: str
    notes: str | None
    language: str


def words_of(
    party: Party,
    *,
    name: str,
    kind: ContractKind,
    notes: str | None,
    days: int,
    language: str,
    template: Template | None,
) -> Words:
    """Checks a request before its document is looked at, which takes long and is counted."""
    checks = Checks()
    words = Words(
        checks.line("name", name, most=MOST_IN_NAME),
        checks.optional("notes", notes, most=MOST_IN_NOTES),
        _language(checks, language),
    )
    checks.whole("days", days, most=MOST_DAYS)
    if template is not None and (template.party_id != party.id or template.kind is not kind):
        checks.wrong("templateId", "Must be a template of this party and kind.", "OF_ANOTHER")
    checks.refuse()
    return words


def _language(checks: Checks, given: str) -> str:
    """The language in which documents are written that comes closest, such as pt for pt-BR."""
    tag, _ = check_locale(checks, given, None)
    return written(tag or "en")


async def _check_room(party: Party, by: Viewer) -> None:
    if not by.leads(party.id):
        raise not_allowed("Only an owner or manager can request a template for a party.")
    check_open(party)
    if await TemplateRequest.filter(party_id=party.id).exclude(state__in=list(ENDED)).count() >= MOST_OPEN:
        raise Refused(
            "TOO_MANY_REQUESTS", "A party can have at most {most} open requests for templates.", most=MOST_OPEN
        )
