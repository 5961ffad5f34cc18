"""The GraphQL types of invoices and credit notes."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from documents.invoicing.invoice import DocumentKind, Treatment
from documents.invoicing.structured import WhyNot
from models.contracts.contract import ContractSide
from models.invoices import invoice as tables
from models.invoices.cases import InvoiceAction
from models.invoices.invoice import InvoiceState
from resolvers import invoices
from schema.accounts import Party
from schema.base import Node, batched, field, identified, shows
from schema.escrow import Stage
from schema.files import Attachment
from schema.invoicing import ExpectedInvoice, Obstacle
from schema.money import Money
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.contracts import Contract

strawberry.enum(InvoiceState, description="The state of an invoice.")
strawberry.enum(InvoiceAction, description="What a viewer may do with an invoice now.")
strawberry.enum(Treatment, name="TaxTreatment", description="How a supply is taxed.")
strawberry.enum(WhyNot, name="WhyNotStructured", description="Why EN 16931 cannot say what a document says.")

_WHY_NOT = "Why there is no `structured` file; null if there is one, and before the document is issued."
_PDF = "The PDF/A-3 for people, with `structured` inside; null until it was made, shortly after the issue."
_XML = "EN 16931 as XML (Factur-X), for machines; null where that standard cannot say it: see `whyNotStructured`."


@strawberry.type(description="What corrects an invoice, wholly or in part. It never changes.")
@shows(tables.CreditNote)
class CreditNote(Node):
    id: ID = identified("credit_note")
    number: str = field("Its number in a series without gaps, such as CN-2026-000123.")
    net: Money = field("The part of `gross` without tax.")
    tax: Money = field("The tax in `gross`.")
    gross: Money = field("What is credited in all.")
    reason: str = field("Why it is credited.", weight=2)
    issued_on: date = field("The day of issue, in the calendar's time zone.")
    issued_at: datetime = field("When it was issued.")
    invoice: "Invoice" = batched("The invoice that it corrects.", invoices.invoices_of_notes, is_alike=True)
    document: Attachment | None = batched(_PDF, invoices.documents_of, is_alike=True)
    structured: Attachment | None = batched(_XML, invoices.structured_of, is_alike=True)
    why_not_structured: WhyNot | None = field(_WHY_NOT, invoices.why_not_structured, asks=False)


@strawberry.type(
    description=(
        "An invoice on a stage of a contract, or a request for one. What it says never changes once it has a number. "
        "Only members of the two parties see it."
    )
)
@shows(tables.Invoice)
class Invoice(Node):
    id: ID = identified("invoice")
    number: str | None = field("Its number in a series without gaps, such as INV-2026-000123; null until it is issued.")
    kind: DocumentKind = field("Which document it is, by the rules of the seller's country.")
    state: InvoiceState = field("The state of the invoice.")
    version: int = field("Increases with each change of its state. Pass it as `expectedVersion`.")
    side: ContractSide = field("The side that issues it.")
    treatment: Treatment | None = field("How it is taxed; null until it is issued.")
    net: Money | None = field("The part of `gross` without tax; null until it is issued.")
    tax: Money | None = field("The tax in `gross`; null until it is issued.")
    gross: Money = field("What is invoiced in all: what was paid, with the tax in it.")
    withheld: Money | None = field("What the buyer withholds of `gross`, on a WITHHOLDING_STATEMENT; otherwise null.")
    credited: Money = field("How much of `gross` was credited.")
    issued_on: date | None = field("The day of issue, in the calendar's time zone; null until it is issued.")
    issued_at: datetime | None = field("When it was issued; null until it is.")
    requested_at: datetime | None = field("When the buyer asked for it; null if it was issued without a request.")
    rejected_at: datetime | None = field("When the seller rejected the request; null if it did not.")
    reject_reason: str | None = field("Why the seller rejected the request.", weight=2)
    delivered_at: datetime | None = field("When the other side first downloaded it; null if it has not.")
    digest: str | None = field("The SHA-256 of `terms`, in hexadecimal; null until it is issued.")
    terms: str | None = field(
        "What it says as canonical JSON (RFC 8785), with the tax details of both sides as they were; null until it is "
        "issued.",
        lambda root: root.content,
        weight=10,
    )
    seller: Party = batched("The party that did the work.", invoices.sellers_of, is_alike=True)
    buyer: Party = batched("The party that pays.", invoices.buyers_of, is_alike=True)
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] = batched(
        "The contract that it is issued on.", invoices.contracts_of, is_alike=True
    )
    stage: Stage = batched("The stage of payment.", invoices.stages_of_invoices, is_alike=True)
    credit_notes: list[CreditNote] = batched(
        "What corrects it, the first one first.", invoices.credit_notes_of, is_alike=True
    )
    document: Attachment | None = batched(_PDF, invoices.documents_of, is_alike=True)
    structured: Attachment | None = batched(_XML, invoices.structured_of, is_alike=True)
    why_not_structured: WhyNot | None = field(_WHY_NOT, invoices.why_not_structured, asks=False)
    obstacles: list[Obstacle] | None = batched(
        "All that keeps it from being issued now, while it is REQUESTED; empty if nothing does. Null in other states, "
        "and for all but owners and managers of the two parties.",
        invoices.obstacles_of_invoices,
        differs=Differs.BY_USER,
    )
    expected: ExpectedInvoice | None = batched(
        "What it would state if it were issued now, while it is REQUESTED. Null in other states, while tax details or "
        "rules stand in its way, and for all but owners and managers of the two parties.",
        invoices.expected_of,
        differs=Differs.BY_USER,
    )
    actions: list[InvoiceAction] = batched(
        "What the viewer may do with the invoice now.", invoices.actions_of, differs=Differs.BY_USER
    )
