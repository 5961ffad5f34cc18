"""Invoices, credit notes, their files, and the tax details of parties."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from documents.invoicing.invoice import DocumentKind, Treatment
from models.accounts.parties import Party
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.database.fetching import by_column
from models.files.file import File
from models.ids import new_id
from models.invoices.details import TaxDetails, details_in
from models.money import Money


class InvoiceState(StrEnum):
    """The state of an invoice; it has a number since it was ISSUED."""

    REQUESTED = "REQUESTED"
    REJECTED = "REJECTED"
    ISSUED = "ISSUED"
    DELIVERED = "DELIVERED"
    PARTLY_CREDITED = "PARTLY_CREDITED"
    CREDITED = "CREDITED"


class InvoiceFileRole(StrEnum):
    """What a file is to an invoice, or to a credit note."""

    DOCUMENT = "DOCUMENT"
    STRUCTURED = "STRUCTURED"


S = InvoiceState
# What counts against what was released (IN-2), as far as it was not credited.
COUNTED = frozenset({S.ISSUED, S.DELIVERED, S.PARTLY_CREDITED, S.CREDITED})


class TaxProfile(Model):
    """The tax details of a party, for its next invoices. Each invoice keeps those that it was made with."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.OneToOneRelation[Party] = fields.OneToOneField(
        "models.Party", related_name="tax_profile", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    details_json: dict[str, Any] = fields.JSONField()
    # Whether buyers may issue invoices in its name.
    agrees_to_self_billing = fields.BooleanField(default=False)
    version = fields.IntField(default=1)
    described_at = fields.DatetimeField()

    class Meta:
        table = "tax_profile"

    @property
    def details(self) -> TaxDetails:
        return details_in(self.details_json)


class Invoice(Model):
    """An invoice on a stage of a contract: what it says never changes once it has a number."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="invoices", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    stage: fields.ForeignKeyRelation[ContractStage] = fields.ForeignKeyField(
        "models.ContractStage", related_name="invoices", on_delete=fields.OnDelete.RESTRICT
    )
    stage_id: UUID
    # The receiver of the contract, and its awarder.
    seller: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="invoices_sold", on_delete=fields.OnDelete.RESTRICT
    )
    seller_id: UUID
    buyer: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="invoices_bought", on_delete=fields.OnDelete.RESTRICT
    )
    buyer_id: UUID
    # Of who issues it.
    side = fields.CharEnumField(ContractSide, max_length=8)
    kind = fields.CharEnumField(DocumentKind, max_length=24)
    state = fields.CharEnumField(InvoiceState, max_length=20)
    version = fields.IntField(default=1)
    currency = fields.CharField(max_length=3)
    gross_minor = fields.BigIntField()
    credited_minor = fields.BigIntField(default=0)
    # The tax details that the buyer gave with its request; null if those of its profile count.
    buyer_details_json: dict[str, Any] | None = fields.JSONField(null=True)
    requested_at: datetime | None = fields.DatetimeField(null=True)
    requested_by_id: UUID | None = fields.UUIDField(null=True)
    rejected_at: datetime | None = fields.DatetimeField(null=True)
    reject_reason = fields.TextField(null=True)
    # All of these since it is issued: the content is canonical JSON (RFC 8785), with the tax details of both sides.
    number = fields.CharField(max_length=24, null=True)
    treatment = fields.CharEnumField(Treatment, max_length=16, null=True)
    net_minor: int | None = fields.BigIntField(null=True)
    tax_minor: int | None = fields.BigIntField(null=True)
    withheld_minor: int | None = fields.BigIntField(null=True)
    content = fields.TextField(null=True)
    digest = fields.CharField(max_length=64, null=True)
    issued_on: date | None = fields.DateField(null=True)
    issued_at: datetime | None = fields.DatetimeField(null=True)
    issued_by_id: UUID | None = fields.UUIDField(null=True)
    # When the other side first read it.
    delivered_at: datetime | None = fields.DatetimeField(null=True)
    # When its documents were made of the content.
    pressed_at: datetime | None = fields.DatetimeField(null=True)
    # The stage while it is requested, then null: one request at a time.
    live_key = fields.CharField(max_length=40, null=True, unique=True)

    class Meta:
        table = "invoice"
        unique_together = (("seller", "number"),)
        indexes = (
            Index(fields=("stage_id",)),
            Index(fields=("contract_id", "id")),
            Index(fields=("seller_id", "id")),
            Index(fields=("buyer_id", "id")),
        )

    @property
    def gross(self) -> Money:
        return Money(self.gross_minor, self.currency)

    @property
    def net(self) -> Money | None:
        return None if self.net_minor is None else Money(self.net_minor, self.currency)

    @property
    def tax(self) -> Money | None:
        return None if self.tax_minor is None else Money(self.tax_minor, self.currency)

    @property
    def withheld(self) -> Money | None:
        return None if self.withheld_minor is None else Money(self.withheld_minor, self.currency)

    @property
    def credited(self) -> Money:
        return Money(self.credited_minor, self.currency)

    @property
    def left_minor(self) -> int:
        """What of it was not credited."""
        return self.gross_minor - self.credited_minor if self.state in COUNTED else 0


class CreditNote(Model):
    """What corrects an invoice, wholly or in part. It never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    invoice: fields.ForeignKeyRelation[Invoice] = fields.ForeignKeyField(
        "models.Invoice", related_name="credit_notes", on_delete=fields.OnDelete.RESTRICT
    )
    invoice_id: UUID
    # That of the invoice, whose series the number is in.
    seller: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="credit_notes", on_delete=fields.OnDelete.RESTRICT
    )
    seller_id: UUID
    number = fields.CharField(max_length=24)
    currency = fields.CharField(max_length=3)
    net_minor = fields.BigIntField()
    tax_minor = fields.BigIntField()
    gross_minor = fields.BigIntField()
    withheld_minor: int | None = fields.BigIntField(null=True)
    reason = fields.TextField()
    content = fields.TextField()
    digest = fields.CharField(max_length=64)
    issued_on: date = fields.DateField()
    issued_at = fields.DatetimeField()
    # Null if it follows from a refund that nobody made.
    issued_by_id: UUID | None = fields.UUIDField(null=True)
    pressed_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "credit_note"
        unique_together = (("seller", "number"),)
        indexes = (Index(fields=("invoice_id",)),)

    @property
    def gross(self) -> Money:
        return Money(self.gross_minor, self.currency)

    @property
    def net(self) -> Money:
        return Money(self.net_minor, self.currency)

    @property
    def tax(self) -> Money:
        return Money(self.tax_minor, self.currency)


class InvoiceFile(Model):
    """A file that was made of an invoice, or of a credit note: the document for people, or the one for machines."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    invoice: fields.ForeignKeyRelation[Invoice] = fields.ForeignKeyField(
        "models.Invoice", related_name="files", on_delete=fields.OnDelete.RESTRICT
    )
    invoice_id: UUID
    # Null for the files of the invoice itself.
    credit_note: fields.ForeignKeyNullableRelation[CreditNote] = fields.ForeignKeyField(
        "models.CreditNote", related_name="files", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    credit_note_id: UUID | None
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="invoice_files", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    role = fields.CharEnumField(InvoiceFileRole, max_length=10)
    sha256 = fields.CharField(max_length=64)

    class Meta:
        table = "invoice_file"
        unique_together = (("invoice", "file"),)
        indexes = (Index(fields=("file_id",)),)


async def invoices_on(contracts: Collection[UUID]) -> dict[UUID, list[Invoice]]:
    """The invoices on each contract, in the order in which they were asked for or issued."""
    found: dict[UUID, list[Invoice]] = {key: [] for key in contracts}
    for invoice in await by_column(Invoice, "contract_id", contracts, sorting="id"):
        found[invoice.contract_id].append(invoice)
    return found


async def credit_notes_on(invoices: Collection[UUID]) -> dict[UUID, list[CreditNote]]:
    """The credit notes to each invoice, in order."""
    found: dict[UUID, list[CreditNote]] = {key: [] for key in invoices}
    for note in await by_column(CreditNote, "invoice_id", invoices, sorting="id"):
        found[note.invoice_id].append(note)
    return found
