"""Supplements to a contract, as far as its effective terms depend on them (CO-9)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.contracts.contract import Contract, ContractSide
from models.ids import new_id


class SupplementState(StrEnum):
    """The state of a supplement; ACTIVE ones are part of the effective terms."""

    DRAFT = "DRAFT"
    PROPOSED = "PROPOSED"
    READY_TO_SIGN = "READY_TO_SIGN"
    PARTLY_EXECUTED = "PARTLY_EXECUTED"
    ACTIVE = "ACTIVE"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    STALE = "STALE"


class Supplement(Model):
    """A change of an effective contract, which has terms of its own once it is active. The contract never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="supplements", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    number = fields.IntField()
    state = fields.CharEnumField(SupplementState, max_length=20)
    version = fields.IntField(default=1)
    side = fields.CharEnumField(ContractSide, max_length=8)
    rationale = fields.TextField()
    # What is signed, as canonical JSON, and its SHA-256.
    content = fields.TextField()
    digest = fields.CharField(max_length=64)
    # The effective terms from its activation on, as canonical JSON.
    terms = fields.TextField(null=True)
    proposed_by_id = fields.UUIDField()
    proposed_at = fields.DatetimeField()
    activated_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "supplement"
        unique_together = (("contract", "number"),)
