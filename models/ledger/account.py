"""Accounts and postings: whose money is where, and every movement of it, in minor units and never deleted."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.ids import new_id


class AccountKind(StrEnum):
    """What an account stands for."""

    # The world outside, by way of the payment provider: what has come in and not gone out again, negated.
    OUTSIDE = "OUTSIDE"
    # What the platform has earned.
    FEE = "FEE"
    # What a party can dispose of.
    PARTY = "PARTY"
    # What is held for a stage of a contract.
    STAGE = "STAGE"
    # What is on its way out, until the provider says what became of it.
    CLEARING = "CLEARING"


class PostingKind(StrEnum):
    """Why an amount was moved."""

    PAID_IN = "PAID_IN"
    FUNDED = "FUNDED"
    RELEASED = "RELEASED"
    FEE = "FEE"
    REFUNDED = "REFUNDED"
    PAID_OUT = "PAID_OUT"


# The namespace of the keys of accounts (RFC 9562, version 5).
NAMES = UUID("b1d6f6b2-61c5-4d0b-9a39-5a8d4a0c2f11")
# Everybody's transfers touch these, so no row has their balance: it is the sum of their postings.
SUMMED = frozenset({AccountKind.OUTSIDE, AccountKind.FEE})


@dataclass(frozen=True, slots=True)
class Account:
    """Which account: one for each kind, owner and currency. Its row is made with its first posting."""

    kind: AccountKind
    # A party, a stage or a payment, by the kind; None for those of the platform.
    owner: UUID | None
    currency: str

    @property
    def id(self) -> UUID:
        """The key of its row, which is known before there is one."""
        return uuid5(NAMES, f"{self.kind.value}:{self.owner}:{self.currency}")

    @property
    def is_summed(self) -> bool:
        return self.kind in SUMMED


def outside(currency: str) -> Account:
    return Account(AccountKind.OUTSIDE, None, currency)


def fees(currency: str) -> Account:
    return Account(AccountKind.FEE, None, currency)


def of_party(party: UUID, currency: str) -> Account:
    return Account(AccountKind.PARTY, party, currency)


def of_stage(stage: UUID, currency: str) -> Account:
    return Account(AccountKind.STAGE, stage, currency)


def of_payment(payment: UUID, currency: str) -> Account:
    return Account(AccountKind.CLEARING, payment, currency)


class AccountRow(Model):
    """An account with its balance, which no transfer makes negative (ES-12)."""

    id = fields.UUIDField(primary_key=True)
    kind = fields.CharEnumField(AccountKind, max_length=8)
    owner_id: UUID | None = fields.UUIDField(null=True)
    currency = fields.CharField(max_length=3)
    # Zero for those that are summed.
    balance_minor = fields.BigIntField(default=0)

    class Meta:
        table = "ledger_account"
        unique_together = (("id", "currency"),)
        indexes = (Index(fields=("owner_id",)),)


class Journal(Model):
    """A transfer: two postings or more that add up to zero. It is written after them, and seals them."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    # Of the command: the same one has an effect once.
    key = fields.CharField(max_length=120, unique=True)
    stage_id: UUID | None = fields.UUIDField(null=True)
    payment_id: UUID | None = fields.UUIDField(null=True)
    # None for the clock, and for what a payment provider has said.
    by_id: UUID | None = fields.UUIDField(null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "ledger_journal"
        indexes = (Index(fields=("stage_id", "at")),)


class Posting(Model):
    """One side of a transfer: an amount that came to an account, or went from it (negative)."""

    id = fields.BigIntField(primary_key=True)
    journal: fields.ForeignKeyRelation[Journal] = fields.ForeignKeyField(
        "models.Journal", related_name="postings", on_delete=fields.OnDelete.RESTRICT
    )
    journal_id: UUID
    account: fields.ForeignKeyRelation[AccountRow] = fields.ForeignKeyField(
        "models.AccountRow", related_name="postings", on_delete=fields.OnDelete.RESTRICT
    )
    account_id: UUID
    kind = fields.CharEnumField(PostingKind, max_length=8)
    currency = fields.CharField(max_length=3)
    amount_minor = fields.BigIntField()
    # Null for accounts that are summed.
    balance_after_minor: int | None = fields.BigIntField(null=True)

    class Meta:
        table = "ledger_posting"
        indexes = (Index(fields=("journal_id",)), Index(fields=("account_id", "id")))
