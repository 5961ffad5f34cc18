"""Payments, the notices about them, differences to what the provider says, and accounts of receivers."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.contracts.contract import ContractStage
from models.ids import new_id
from models.money import Money
from models.payments.failures import PaymentFailure, failure_in


class PaymentKind(StrEnum):
    """Which way the money goes: from a payer to the platform, back to them, or to a receiver."""

    PAY_IN = "PAY_IN"
    REFUND = "REFUND"
    PAY_OUT = "PAY_OUT"


class PaymentState(StrEnum):
    """The state of a payment; it only moves from PENDING to another one."""

    PENDING = "PENDING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class PayoutAccountState(StrEnum):
    """Whether a party can be paid out."""

    PENDING = "PENDING"
    ACTIVE = "ACTIVE"
    RESTRICTED = "RESTRICTED"


class DifferenceKind(StrEnum):
    """In what the provider and this platform differ about a payment."""

    MISSING_HERE = "MISSING_HERE"
    MISSING_THERE = "MISSING_THERE"
    OTHER_KIND = "OTHER_KIND"
    OTHER_AMOUNT = "OTHER_AMOUNT"
    OTHER_CURRENCY = "OTHER_CURRENCY"
    OTHER_STATE = "OTHER_STATE"
    OTHER_LEDGER = "OTHER_LEDGER"


class Payment(Model):
    """Money that the provider was asked to move, or will be as soon as it answers."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharEnumField(PaymentKind, max_length=8)
    stage: fields.ForeignKeyNullableRelation[ContractStage] = fields.ForeignKeyField(
        "models.ContractStage", related_name="payments", on_delete=fields.OnDelete.RESTRICT, null=True
    )
    stage_id: UUID | None
    # Who pays, or who is paid.
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="payments", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    state = fields.CharEnumField(PaymentState, max_length=9, default=PaymentState.PENDING)
    provider = fields.CharField(max_length=20)
    # Its id there; null until the provider has it.
    provider_ref = fields.CharField(max_length=255, null=True)
    # Of a refund: the payment that it returns.
    original: fields.ForeignKeyNullableRelation["Payment"] = fields.ForeignKeyField(
        "models.Payment", related_name="refunds", on_delete=fields.OnDelete.RESTRICT, null=True
    )
    original_id: UUID | None
    checkout_url: str | None = fields.TextField(null=True)
    # The provider does what has the same key only once.
    key = fields.CharField(max_length=200, unique=True)
    made_by_id: UUID | None = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()
    settled_at: datetime | None = fields.DatetimeField(null=True)
    # Why it has failed: in the words of the provider, and as one of the reasons that are known.
    failure = fields.CharField(max_length=500, null=True)
    failure_kind: PaymentFailure | None = fields.CharEnumField(PaymentFailure, max_length=24, null=True)  # type: ignore[assignment] # the ORM types a nullable enum so
    # When to ask the provider next: to do it, or what has become of it. A worker moves this on when it claims the
    # payment. Null once it is settled.
    due_at: datetime | None = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    # Since when it is not wanted any more: the provider is told, and says then whether it was paid before.
    called_off_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "payment"
        unique_together = (("provider", "provider_ref"),)
        indexes = (
            Index(fields=("due_at",)),
            Index(fields=("stage_id", "id")),
            Index(fields=("party_id", "id")),
            Index(fields=("settled_at",)),
            Index(fields=("original_id",)),
        )

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_settled(self) -> bool:
        return self.state is not PaymentState.PENDING

    def end(self, state: PaymentState, at: datetime, failure: str | None) -> None:
        """Settles it; `failure` is why, if it has failed or was cancelled."""
        self.state, self.settled_at, self.due_at = state, at, None
        self.failure = failure and failure[:500]
        self.failure_kind = failure_in(failure or "") if state is PaymentState.FAILED else None


class PaymentNotice(Model):
    """A notice of the provider, stored once however often it is sent. What it is about is looked up."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    provider = fields.CharField(max_length=20)
    notice = fields.CharField(max_length=255)
    object_ref = fields.CharField(max_length=255)
    received_at = fields.DatetimeField()
    # When to look up what it is about; null once that was done.
    due_at: datetime | None = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    taken_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "payment_notice"
        unique_together = (("provider", "notice"),)
        indexes = (Index(fields=("due_at",)), Index(fields=("taken_at",)))


class PaymentDifference(Model):
    """Something that the provider says otherwise than this platform. An operator has to look into it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    provider = fields.CharField(max_length=20)
    kind = fields.CharEnumField(DifferenceKind, max_length=16)
    payment: fields.ForeignKeyNullableRelation[Payment] = fields.ForeignKeyField(
        "models.Payment", related_name="differences", on_delete=fields.OnDelete.RESTRICT, null=True
    )
    payment_id: UUID | None
    # What the provider calls it; for what is missing there, our id.
    object_ref = fields.CharField(max_length=255)
    here = fields.CharField(max_length=80)
    there = fields.CharField(max_length=80)
    noted_at = fields.DatetimeField()

    class Meta:
        table = "payment_difference"
        unique_together = (("provider", "object_ref", "kind", "there"),)
        indexes = (Index(fields=("payment_id",)),)


class PayoutAccount(Model):
    """The account of a party at the provider, to which it is paid out."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="payout_accounts", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    provider = fields.CharField(max_length=20)
    provider_ref = fields.CharField(max_length=255, null=True)
    state = fields.CharEnumField(PayoutAccountState, max_length=10, default=PayoutAccountState.PENDING)
    made_at = fields.DatetimeField()
    # Where the party completes it; set where it was asked for, and never stored: it is good once, and not for long.
    url: str | None = None

    class Meta:
        table = "payout_account"
        unique_together = (("party", "provider"), ("provider", "provider_ref"))
