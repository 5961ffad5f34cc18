"""Templates of a market's awarder: a published one, and requests in several states, with the work that they make."""

from typing import Any
from uuid import UUID

from models.accounts.parties import Party
from models.accounts.sessions import viewer_of
from models.demands.awards import ContractKind
from models.files.store import keep_made
from models.ids import key_of, opaque
from models.templates import desk, requesting
from models.templates.converting import Converted
from models.templates.drafting import Delivered
from models.templates.request import TemplateRequest
from models.templates.requesting import DOCX
from models.templates.template import Template, TemplateVersion
from models.work import claiming
from models.work.item import WorkItem
from tests.support.domain.market import Person
from tests.support.domain.templating import FEE

PDF = "application/pdf"
OPTION = {"value": "NET", "label": "Net"}
ROWS = {"key": "rows", "label": "Rows", "type": "ROWS", "columns": [FEE, {**FEE, "key": "how", "type": "CHOICE"}]}
ROWS["columns"][1]["options"] = [OPTION]
BLANKS = {"fields": [FEE], "placeholders": ["fee"], "selections": ["fee"], "prompts": [{"key": "fee", "text": "Fee"}]}
FINDING = {"kind": "HEADER", "where": "Page 1", "text": "mark-finding"}


class Templated:
    """The acts of the awarder's owner and of the professional; each request has a mark in whatever it contains."""

    def __init__(self, owner: Person, professional: Person) -> None:
        self.owner = owner
        self.professional = professional

    async def requested(self, mark: str, template: Template | None = None) -> TemplateRequest:
        by, key = await viewer_of(str(self.owner.client.token)), key_of("Party", self.owner.party)
        upload = await keep_made(f"PK {mark}".encode(), name=f"{mark}.docx", media_type=DOCX, by=by)
        converted = Converted(f"= {mark}", BLANKS, [FINDING])
        return await requesting.request_template(
            await Party.get(id=key),
            name=f"{mark}-name",
            kind=ContractKind.B2B,
            upload=upload.id,
            notes=f"{mark}-notes",
            template=template,
            prepared=converted,
            by=by,
        )

    async def claim(self, request: TemplateRequest) -> WorkItem:
        by, item = await viewer_of(str(self.professional.client.token)), await WorkItem.get(subject_id=request.id)
        return await claiming.claim_work_item(item, expected_version=item.version, by=by)

    async def deliver(self, request: TemplateRequest, mark: str) -> None:
        by = await viewer_of(str(self.professional.client.token))
        preview = await keep_made(f"%PDF- {mark}".encode(), name=f"{mark}.pdf", media_type=PDF, by=by)
        made = Delivered(f"= {mark}-source", [FEE, ROWS], preview.id)
        await desk.deliver_template(request, note=mark, prepared=made, by=by, **await _latest(request))

    async def ask(self, request: TemplateRequest, question: str) -> None:
        by = await viewer_of(str(self.professional.client.token))
        await desk.ask_template_info(request, question=question, by=by, **await _latest(request))

    async def answer(self, request: TemplateRequest, answer: str) -> None:
        by = await viewer_of(str(self.owner.client.token))
        file = await keep_made(f"%PDF- {answer}".encode(), name=f"{answer}.pdf", media_type=PDF, by=by)
        await desk.give_template_info(request, answer=answer, attachment_ids=[file.id], by=by, **await _latest(request))

    async def review(self, request: TemplateRequest, changes: str | None = None) -> None:
        by, is_approved = await viewer_of(str(self.owner.client.token)), changes is None
        await desk.answer_template(request, is_approved=is_approved, changes=changes, by=by, **await _latest(request))


async def _latest(request: TemplateRequest) -> dict[str, Any]:
    return {"expected_version": (await TemplateRequest.get(id=request.id)).version}


async def template_things(made: Any) -> None:
    """Fills a market with templates, and notes who may see them."""
    acts = Templated(made.people["owner"], made.people["professional"])
    first = await Template.filter(party_id=None).first()
    made.note("library template", "everybody", id=opaque("Template", first.id))
    published = await acts.requested("mark-published")
    await acts.claim(published)
    await acts.deliver(published, "mark-published")
    await acts.review(published)
    template = await Template.get(party_id__isnull=False)
    made.note("template of a party", "owner", "mark-published-source", id=opaque("Template", template.id))
    version = await TemplateVersion.get(template_id=template.id)
    made.note("template of a party", "owner", id=opaque("TemplateVersion", version.id))
    made.note("ended request", "owner", id=opaque("TemplateRequest", published.id))
    asked = await acts.requested("mark-asked", template)
    await acts.claim(asked)
    await acts.ask(asked, "mark-asked-question")
    await acts.answer(asked, "mark-asked-answer")
    await acts.deliver(asked, "mark-asked-delivered")
    await acts.review(asked, "mark-asked-changes")
    await acts.ask(asked, "mark-asked-again")
    marks = ("name", "notes", "question", "answer", "delivered", "changes", "again")
    made.note("template request", "owner", *(f"mark-asked-{each}" for each in marks), "mark-finding")
    for request in (asked, claimed := await acts.requested("mark-claimed")):
        made.note("template request", "owner", id=opaque("TemplateRequest", request.id))
    item = await acts.claim(claimed)
    made.note("work item", "owner", id=opaque("WorkItem", item.id))
    waiting = await acts.requested("mark-waiting")
    made.note("ended request", "owner", "mark-waiting-notes", id=opaque("TemplateRequest", waiting.id))
    made.note("staff member", "owner", id=opaque("StaffMember", _key(made.people["professional"])))
    for request, row in ((asked, "template request"), (published, "ended request")):
        async for file in request.files.all():
            made.files[opaque("Upload", file.file_id)] = row
    owner = await viewer_of(str(made.people["owner"].client.token))
    await desk.cancel_template_request(waiting, reason="mark-waiting-reason", expected_version=1, by=owner)


def _key(person: Person) -> UUID:
    key = key_of("User", person.user)
    assert key is not None
    return key
