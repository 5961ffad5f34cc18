"""The documents of invoices, made after they were issued: the same bytes whenever that is, of what is stored.

An invoice has its number in the transaction that issues it, where nothing may wait for the press. Its documents are
made by whoever asks for them first, or else by the clock.
"""

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from documents.invoicing.invoice import DocumentKind, Line, Tax, Treatment, invoice_in
from documents.invoicing.invoice import Invoice as Said
from documents.press import TextNotPrintable
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import change, record, stamp
from models.clock import now
from models.contracts.contract import Contract
from models.contracts.events import InvoiceChanged
from models.database.writing import inserted, updated, write
from models.due import reschedule
from models.files.attaching import attach
from models.files.file import File
from models.files.store import keep_made
from models.invoices.details import TaxDetails
from models.invoices.invoice import CreditNote, Invoice, InvoiceFile, InvoiceFileRole
from models.invoices.keeping import MOVE
from models.loading import loaded
from models.pressing import not_printable, press

PDF, XML = "application/pdf", "application/xml"


@dataclass(frozen=True, slots=True)
class _Made:
    file: File
    role: InvoiceFileRole
    sha256: str


async def press_documents(invoice_id: UUID) -> int:
    """Makes the documents of an invoice and of its credit notes that there are not yet; returns how many it made.

    Call it outside of changes: it waits for the press, and for the store.
    """
    invoice = await Invoice.get(id=invoice_id)
    documents: list[Invoice | CreditNote] = [invoice]
    documents += await CreditNote.filter(invoice_id=invoice.id).order_by("id")
    made = 0
    for each in documents:
        if each.content is not None and each.pressed_at is None:
            made += await _press(invoice, each)
    return made


async def check_printable(details: TaxDetails) -> None:
    """Refuses tax details with characters that no font has, before a document needs them."""
    await loaded("documents.invoicing.page")
    from documents.invoicing.page import job_of

    party = details.party("")
    line = Line(1, "1", "1", "0", "1")
    days = {"issued_on": "2000-01-01", "performed_on": None}
    said = Said(
        **days,  # type: ignore[arg-type] # of these fields
        kind=DocumentKind.INVOICE,
        number="1",
        currency="JPY",
        language="en",
        seller=party,
        buyer=party,
        contract="1",
        lines=(line,),
        tax_rule=Tax(Treatment.STANDARD, "0.00"),
        net="1",
        tax="0",
        gross="1",
    )
    try:
        await press().sheet(job_of(said, None))
    except TextNotPrintable as error:
        raise not_printable(error) from error


async def _press(invoice: Invoice, document: Invoice | CreditNote) -> int:
    owner = await User.get(id=document.issued_by_id or invoice.issued_by_id)
    by = Viewer(owner, None, {}, frozenset(), now())
    made = await _made(document, by)
    async with change():
        present = await Invoice.select_for_update().get(id=invoice.id)
        fresh = present if isinstance(document, Invoice) else await CreditNote.get(id=document.id)
        if fresh.pressed_at is not None:
            # Somebody else was faster: what was made here is deleted after a while, as what nobody attaches.
            return 0
        fresh.pressed_at = stamp()
        await attach([each.file.id for each in made], by=by, most=2)
        credit_note = None if isinstance(document, Invoice) else document.id
        rows = [
            inserted(
                InvoiceFile(
                    invoice_id=invoice.id,
                    credit_note_id=credit_note,
                    file_id=each.file.id,
                    role=each.role,
                    sha256=each.sha256,
                )
            )
            for each in made
        ]
        for row in rows:
            await write(row)
        await write(updated(fresh, "pressed_at"))
        await _reschedule(invoice.id)
        contract = await Contract.get(id=invoice.contract_id)
        record(contract.stream, InvoiceChanged(contract.id, invoice.id), by=None)
    return 1


async def _made(document: Invoice | CreditNote, by: Viewer) -> Sequence[_Made]:
    pdf, xml = await _printed(str(document.content))
    found = [await _kept(pdf, f"{document.number}.pdf", PDF, InvoiceFileRole.DOCUMENT, by)]
    if xml is not None:
        found.append(await _kept(xml, f"{document.number}.xml", XML, InvoiceFileRole.STRUCTURED, by))
    return found


async def _printed(content: str) -> tuple[bytes, bytes | None]:
    await loaded("documents.invoicing.page")
    from documents.invoicing.page import printed

    try:
        return await printed(press(), invoice_in(json.loads(content)))
    except TextNotPrintable as error:
        # Tax details were tried before; a reason was not, and must not keep what it is about from being printed.
        shown = content.translate(dict.fromkeys(map(ord, error.characters), "?"))
        return await printed(press(), invoice_in(json.loads(shown)))


async def _kept(data: bytes, name: str, media_type: str, role: InvoiceFileRole, by: Viewer) -> _Made:
    file = await keep_made(data, name=name, media_type=media_type, by=by)
    return _Made(file, role, await asyncio.to_thread(lambda: hashlib.sha256(data).hexdigest()))


async def _reschedule(invoice: UUID) -> None:
    """The time since when the next of its documents is due."""
    waiting = await CreditNote.filter(invoice_id=invoice, pressed_at=None).order_by("issued_at").first()
    first = await Invoice.get_or_none(id=invoice, pressed_at=None)
    times = [each.issued_at for each in (first, waiting) if each is not None and each.issued_at is not None]
    await reschedule(MOVE, invoice, min(times) if times else None)
