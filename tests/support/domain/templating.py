"""Requests for templates in the tests' own process, where the clock can be set: a customer, and two professionals."""

import io
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.accounts.members import create_party
from models.accounts.parties import Party, PartyKind
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change
from models.clock import clock
from models.clockwork import catch_up
from models.demands.awards import ContractKind
from models.files.store import keep_made, use_store
from models.templates import desk, requesting
from models.templates.converting import Converted
from models.templates.drafting import Delivered
from models.templates.request import TemplateRequest
from models.templates.requesting import DOCX
from models.work import claiming
from models.work.item import WorkItem
from providers.storage import storage_at
from tests.support.domain.inside import somebody

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOURCE = """#title[Our terms]
#parties()
= Fee
The fee is #f("fee");.
#signatures()
"""
CONVERTED = Converted(SOURCE, {"fields": [], "placeholders": [], "selections": [], "prompts": []})
FEE = {"key": "fee", "label": "Fee", "type": "MONEY"}
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(*paragraphs: str, **parts: str) -> bytes:
    """A DOCX document with these paragraphs; `parts` are more files in it."""
    body = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>',
        **parts,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


class TemplateDesk:
    """A customer with a request, and the staff, at a time that the test sets."""

    def __init__(self) -> None:
        self.at = MONDAY
        self.customer: Viewer
        self.party: Party
        self.professional: Viewer
        self.other: Viewer
        self.administrator: Viewer

    async def requested(self, days: int = 1, **given: Any) -> TemplateRequest:
        upload = await keep_made(docx("The fee is {fee}."), name="ours.docx", media_type=DOCX, by=self.customer)
        given = {"name": "Our terms", "kind": ContractKind.B2B, **given}
        return await requesting.request_template(
            self.party, upload=upload.id, days=days, prepared=CONVERTED, by=self.customer, **given
        )

    async def item(self, request: TemplateRequest) -> WorkItem:
        return await WorkItem.get(subject_id=request.id)

    async def claimed(self, request: TemplateRequest, by: Viewer | None = None) -> WorkItem:
        item = await self.item(request)
        return await claiming.claim_work_item(item, expected_version=item.version, by=by or self.professional)

    async def now(self, request: TemplateRequest) -> TemplateRequest:
        """The request as it is at the time that is set: what is due by then was done."""
        await catch_up()
        return await TemplateRequest.get(id=request.id)

    async def ask(self, request: TemplateRequest) -> TemplateRequest:
        version = (await self.now(request)).version
        return await desk.ask_template_info(request, question="Net?", expected_version=version, by=self.professional)

    async def answer(self, request: TemplateRequest) -> TemplateRequest:
        version = (await self.now(request)).version
        return await desk.give_template_info(request, answer="Yes.", expected_version=version, by=self.customer)

    async def deliver(self, request: TemplateRequest, by: Viewer | None = None) -> TemplateRequest:
        """Delivers what nobody has compiled."""
        by = by or self.professional
        preview = await keep_made(b"%PDF-1.7", name="preview.pdf", media_type="application/pdf", by=by)
        version = (await self.now(request)).version
        made = Delivered(SOURCE, [FEE], preview.id)
        return await desk.deliver_template(request, expected_version=version, prepared=made, by=by)

    async def review(self, request: TemplateRequest, changes: str | None = None) -> TemplateRequest:
        version = (await self.now(request)).version
        return await desk.answer_template(
            request, is_approved=changes is None, changes=changes, expected_version=version, by=self.customer
        )


@asynccontextmanager
async def template_desk(folder: Path) -> AsyncIterator[TemplateDesk]:
    use_store(storage_at(f"file://{folder}"))
    made = TemplateDesk()
    with clock(lambda: made.at):
        made.customer, made.professional, made.other, made.administrator = (
            await somebody(),
            await somebody(StaffRole.PROFESSIONAL),
            await somebody(StaffRole.PROFESSIONAL),
            await somebody(StaffRole.ADMINISTRATOR),
        )
        made.party = await create_party(name="Acme", kind=PartyKind.ENTERPRISE, by=made.customer)
        async with change():
            made.customer = await as_of_now(made.customer)
        yield made
