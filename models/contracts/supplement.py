"""Supplements to contracts, their executions and files: what the effective terms of a contract depend on (CO-9)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User
from models.contracts.contract import Contract, ContractSide
from models.contracts.execution import AnyExecution, AnyFile
from models.database.fetching import by_column
from models.files.file import File
from models.ids import new_id
from models.templates.template import TemplateVersion


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


S = SupplementState
# While both sides deal with it. A contract has at most one such supplement.
PENDING = frozenset({S.PROPOSED, S.READY_TO_SIGN, S.PARTLY_EXECUTED})
UNDECIDED = PENDING | {S.DRAFT}


class Supplement(Model):
    """A change of an effective contract: its content never changes, and counts from its activation on."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="supplements", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    # Given when it is drafted: one that was never proposed is left out.
    number = fields.IntField()
    state = fields.CharEnumField(SupplementState, max_length=20)
    version = fields.IntField(default=1)
    # Of who proposes it.
    side = fields.CharEnumField(ContractSide, max_length=8)
    rationale = fields.TextField()
    template_version: fields.ForeignKeyRelation[TemplateVersion] = fields.ForeignKeyField(
        "models.TemplateVersion", related_name="supplements", on_delete=fields.OnDelete.RESTRICT
    )
    template_version_id: UUID
    # What is signed: canonical JSON (RFC 8785), and its SHA-256.
    content = fields.TextField()
    digest = fields.CharField(max_length=64)
    # The unsigned PDF, its SHA-256, and how many pages it has.
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="supplements", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    file_sha256 = fields.CharField(max_length=64)
    pages = fields.IntField()
    # Where each side signs, in points: page, left, bottom, right and top, by the side.
    places: dict[str, list[float]] = fields.JSONField()
    drafted_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="supplements", on_delete=fields.OnDelete.RESTRICT
    )
    drafted_by_id: UUID
    drafted_at = fields.DatetimeField()
    # Since when the other side sees it; null for a draft, and for one that ended as a draft.
    proposed_at: datetime | None = fields.DatetimeField(null=True)
    # When the other side approved it.
    approved_at: datetime | None = fields.DatetimeField(null=True)
    approved_by_id: UUID | None = fields.UUIDField(null=True)
    # When it expires unless somebody approves, or signs; null once it is settled.
    expires_at: datetime | None = fields.DatetimeField(null=True)
    # When those whom it waits for are reminded of that, once.
    reminds_at: datetime | None = fields.DatetimeField(null=True)
    activated_at: datetime | None = fields.DatetimeField(null=True)
    # When it ended without being active.
    ended_at: datetime | None = fields.DatetimeField(null=True)
    end_reason = fields.TextField(null=True)
    # The contract while it is pending, its contract and side while it is a draft, then null: one of each at a time.
    live_key = fields.CharField(max_length=80, null=True, unique=True)

    class Meta:
        table = "supplement"
        unique_together = (("contract", "number"),)
        indexes = (Index(fields=("digest",)),)


class SupplementExecution(AnyExecution):
    """A side's execution of a supplement: signed here, or a scan of what was signed on paper."""

    supplement: fields.ForeignKeyRelation[Supplement] = fields.ForeignKeyField(
        "models.Supplement", related_name="executions", on_delete=fields.OnDelete.RESTRICT
    )
    supplement_id: UUID
    signer: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="supplement_executions", on_delete=fields.OnDelete.RESTRICT
    )
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="supplement_executions", on_delete=fields.OnDelete.RESTRICT
    )

    class Meta:
        table = "supplement_execution"
        indexes = (Index(fields=("supplement_id", "id")),)


class SupplementFile(AnyFile):
    """A file of a supplement: what the platform made of its content, or a scan."""

    supplement: fields.ForeignKeyRelation[Supplement] = fields.ForeignKeyField(
        "models.Supplement", related_name="files", on_delete=fields.OnDelete.RESTRICT
    )
    supplement_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="supplement_files", on_delete=fields.OnDelete.RESTRICT
    )

    class Meta:
        table = "supplement_file"
        unique_together = (("supplement", "file"),)
        indexes = (Index(fields=("file_id",)), Index(fields=("sha256",)))


def supplement_book_of(supplement: UUID) -> str:
    """The name of a supplement's journal."""
    return f"supplement:{supplement}"


async def active_supplements(contracts: Collection[UUID]) -> dict[UUID, list[Supplement]]:
    """The active supplements of each contract, in the order in which they became so."""
    found: dict[UUID, list[Supplement]] = {key: [] for key in contracts}
    rows = await by_column(
        Supplement, "contract_id", found, also="activated_at IS NOT NULL", sorting="activated_at, number"
    )
    for supplement in rows:
        found[supplement.contract_id].append(supplement)
    return found
