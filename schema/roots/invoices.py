"""Invoices on what was released: describing taxes, asking, issuing, rejecting and crediting."""

import strawberry

from models.invoices import crediting, issuing, requesting
from resolvers import invoices
from schema.accounts import Party
from schema.base import field
from schema.invoices import CreditNote, Invoice
from schema.invoicing import Obstructed
from schema.mutations import act
from schema.pages import Connection

_STAGE = "The id of a Stage of a contract."
_DETAILS = "The tax details. They are checked, and tried in print."


@strawberry.type
class InvoiceQueries:
    """Queries about invoices."""

    invoices: Connection[Invoice] = field(
        "The invoices of a party of the viewer, as seller and as buyer, with requests for some; the latest first. An "
        "empty page for any other party.",
        invoices.invoices,
    )


@strawberry.type
class InvoiceMutations:
    """Mutations of invoices."""

    describe_taxes = act(
        invoices.describe_taxes,
        Party,
        "Sets the tax details of a party, for its next invoices. Its owners and managers may.",
        beforehand=invoices.prepare_description,
        details=_DETAILS,
        agrees_to_self_billing="Whether buyers may issue invoices in this party's name; omitted, it stays as it is.",
        expected_version="The `version` of the profile that was read, or 0 if there was none.",
    )
    request_invoice = act(
        invoices.request_invoice,
        Invoice,
        "Asks the receiver of a contract for an invoice on all of a stage that can be invoiced: what was released and "
        "not invoiced yet. Owners and managers of the awarder may, whatever the receiver still has to do for it.",
        beforehand=invoices.prepare_request,
        refusals=(Obstructed,),
        stage_id=_STAGE,
        buyer_tax_details="The tax details of the awarder for this invoice; without them, those of its profile count.",
    )
    issue_invoice = act(
        issuing.issue_invoice,
        Invoice,
        "Issues the invoice that was asked for: it gets its number, and never changes again. Owners and managers of "
        "the receiver may. Refused with everything in `Invoice.obstacles`, such as MORE_THAN_RELEASED.",
        afterwards=invoices.press_answer,
        refusals=(Obstructed,),
    )
    invoice_stage = act(
        issuing.invoice_stage,
        Invoice,
        "Issues an invoice on a stage without a request. Which document it is follows from the rules of the seller's "
        "country and from the viewer's side: an invoice of the receiver, or a self-billed invoice or a statement of "
        "withheld tax of the awarder. Refused with everything that stands in the way: see `Contract.invoicing`.",
        afterwards=invoices.press_answer,
        refusals=(Obstructed,),
        stage_id=_STAGE,
        amount="How much of it, with the tax in it; without an amount, all that can be invoiced.",
    )
    reject_invoice = act(
        requesting.reject_invoice,
        Invoice,
        "Rejects what was asked for; it never gets a number. Owners and managers of the receiver may.",
        reason="The reason, up to 2,000 characters. The awarder reads it.",
    )
    credit_invoice = act(
        crediting.credit_invoice,
        CreditNote,
        "Credits an amount of an invoice, with the tax in it, by a credit note. Owners and managers of the side that "
        "has issued the invoice may, and never beyond it. What goes back to the awarder from escrow is credited of "
        "itself.",
        afterwards=invoices.press_answer,
        amount="How much of it, with the tax in it.",
        reason="The reason, up to 2,000 characters. The credit note says it.",
    )
