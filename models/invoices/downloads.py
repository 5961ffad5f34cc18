"""Reading an invoice: each download stands in the journal of its contract; the first by the other side delivers it."""

from typing import Any

from models.accounts.viewer import Viewer
from models.changes import change, record, stamp
from models.contracts.cases import side_in
from models.contracts.contract import Contract
from models.contracts.events import InvoiceChanged
from models.contracts.keeping import note
from models.database.writing import updated, write
from models.files.file import File
from models.invoices.invoice import Invoice, InvoiceFile, InvoiceState
from models.sides import sides


async def log_invoice_download(file: File, *, by: Viewer | None) -> None:
    """Writes down who downloads a file, if it is one of an invoice."""
    row = await InvoiceFile.get_or_none(file_id=file.id)
    if row is None:
        return
    async with change():
        invoice = await Invoice.select_for_update().get(id=row.invoice_id)
        at = stamp()
        contract = await Contract.get(id=invoice.contract_id)
        side = side_in(sides(by, awarder=contract.awarder_id, other=contract.receiver_id))
        who = by.user.id if by else None
        told: dict[str, Any] = {"invoice": invoice.number, "file": row.role.value, "sha256": row.sha256}
        await note(contract, "INVOICE_DOWNLOADED", by=who, side=side, **told)
        is_first = side is invoice.side.other and row.credit_note_id is None and invoice.delivered_at is None
        if is_first:
            invoice.delivered_at, invoice.version = at, invoice.version + 1
            if invoice.state is InvoiceState.ISSUED:
                invoice.state = InvoiceState.DELIVERED
            await write(updated(invoice, "delivered_at", "version", "state"))
            record(contract.stream, InvoiceChanged(contract.id, invoice.id), by=who)
