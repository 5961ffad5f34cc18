"""Disputes about stages, with what both sides say and propose, and what was ruled."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.functions import Count
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.contracts.contract import Contract, ContractSide, ContractStage, StageState
from models.database.fetching import by_column
from models.files.file import File
from models.ids import new_id
from models.money import Money


class DisputeState(StrEnum):
    """The state of a dispute."""

    OPENED = "OPENED"
    ANSWERED = "ANSWERED"
    NEGOTIATING = "NEGOTIATING"
    MEDIATION = "MEDIATION"
    RULED = "RULED"
    SETTLED = "SETTLED"
    WITHDRAWN = "WITHDRAWN"
    DEFAULTED = "DEFAULTED"


S = DisputeState
ENDED = frozenset({S.RULED, S.SETTLED, S.WITHDRAWN, S.DEFAULTED})


class Dispute(Model):
    """A dispute about what is held for a stage. While it is open, nothing else happens to that money (ES-6)."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    stage: fields.ForeignKeyRelation[ContractStage] = fields.ForeignKeyField(
        "models.ContractStage", related_name="disputes", on_delete=fields.OnDelete.RESTRICT
    )
    stage_id: UUID
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="disputes", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    # Who opened it; null if nobody did, because the money lay idle.
    side: ContractSide | None = fields.CharEnumField(ContractSide, max_length=8, null=True)  # type: ignore[assignment] # the ORM types a nullable enum so
    opened_by_id: UUID | None = fields.UUIDField(null=True)
    opened_at = fields.DatetimeField()
    reason: str | None = fields.TextField(null=True)
    # The state of the stage before, to which it goes back if the dispute is withdrawn.
    stage_state = fields.CharEnumField(StageState, max_length=20)
    state = fields.CharEnumField(DisputeState, max_length=12)
    version = fields.IntField(default=1)
    # How long the present state lasts; the others are null, or over.
    answers_by: datetime | None = fields.DatetimeField(null=True)
    negotiates_until: datetime | None = fields.DatetimeField(null=True)
    mediates_until: datetime | None = fields.DatetimeField(null=True)
    ended_at: datetime | None = fields.DatetimeField(null=True)
    # Why it was withdrawn, or what the ruling rests on.
    end_reason: str | None = fields.TextField(null=True)
    # What each side got of what was held; null while it is open, and if it was withdrawn.
    to_receiver_minor: int | None = fields.BigIntField(null=True)
    to_awarder_minor: int | None = fields.BigIntField(null=True)
    # The stage, until it has ended: a stage has one open dispute at most.
    live_key: UUID | None = fields.UUIDField(null=True, unique=True)

    class Meta:
        table = "dispute"
        indexes = (Index(fields=("stage_id", "id")), Index(fields=("contract_id", "id")))

    @property
    def due_at(self) -> datetime | None:
        """When it moves by itself."""
        match self.state:
            case S.OPENED:
                return self.answers_by
            case S.ANSWERED | S.NEGOTIATING:
                return self.negotiates_until
        return None


class DisputeStatement(Model):
    """What somebody has said for a side. It never changes (ES-13)."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    dispute: fields.ForeignKeyRelation[Dispute] = fields.ForeignKeyField(
        "models.Dispute", related_name="statements", on_delete=fields.OnDelete.RESTRICT
    )
    dispute_id: UUID
    number = fields.IntField()
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="dispute_statements", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="dispute_statements", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    body = fields.TextField()
    made_at = fields.DatetimeField()

    class Meta:
        table = "dispute_statement"
        unique_together = (("dispute", "number"),)


class DisputeFile(Model):
    """A file that is part of a statement."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    dispute: fields.ForeignKeyRelation[Dispute] = fields.ForeignKeyField(
        "models.Dispute", related_name="files", on_delete=fields.OnDelete.RESTRICT
    )
    dispute_id: UUID
    statement: fields.ForeignKeyRelation[DisputeStatement] = fields.ForeignKeyField(
        "models.DisputeStatement", related_name="files", on_delete=fields.OnDelete.RESTRICT
    )
    statement_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="dispute_files", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    place = fields.IntField()

    class Meta:
        table = "dispute_file"
        unique_together = (("statement", "file"),)
        indexes = (Index(fields=("file_id",)),)


class Settlement(Model):
    """A side's proposal to divide what is held. What it says never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    dispute: fields.ForeignKeyRelation[Dispute] = fields.ForeignKeyField(
        "models.Dispute", related_name="settlements", on_delete=fields.OnDelete.RESTRICT
    )
    dispute_id: UUID
    number = fields.IntField()
    side = fields.CharEnumField(ContractSide, max_length=8)
    proposed_by_id = fields.UUIDField()
    proposed_at = fields.DatetimeField()
    to_receiver_minor = fields.BigIntField()
    to_awarder_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    note: str | None = fields.TextField(null=True)
    # The SHA-256 of all that in canonical JSON (RFC 8785): what the other side accepts.
    digest = fields.CharField(max_length=64)
    voided_at: datetime | None = fields.DatetimeField(null=True)
    accepted_at: datetime | None = fields.DatetimeField(null=True)
    accepted_by_id: UUID | None = fields.UUIDField(null=True)
    # The dispute, until a newer one voids it: one stands at a time.
    live_key: UUID | None = fields.UUIDField(null=True, unique=True)

    class Meta:
        table = "settlement"
        unique_together = (("dispute", "number"),)

    @property
    def to_receiver(self) -> Money:
        return Money(self.to_receiver_minor, self.currency)

    @property
    def to_awarder(self) -> Money:
        return Money(self.to_awarder_minor, self.currency)


async def statements_of(disputes: Collection[UUID]) -> dict[UUID, list[DisputeStatement]]:
    """What was said in each dispute, in order."""
    found: dict[UUID, list[DisputeStatement]] = {key: [] for key in disputes}
    for each in await by_column(DisputeStatement, "dispute_id", found, sorting="number"):
        found[each.dispute_id].append(each)
    return found


async def statement_counts(disputes: Collection[UUID]) -> dict[UUID, dict[UUID, int]]:
    """How many statements each party has made in each dispute."""
    found: dict[UUID, dict[UUID, int]] = {key: {} for key in disputes}
    if not disputes:
        return found
    said = DisputeStatement.filter(dispute_id__in=list(disputes)).annotate(made=Count("id"))
    for key, party, made in await said.group_by("dispute_id", "party_id").values_list("dispute_id", "party_id", "made"):
        found[key][party] = made
    return found


async def standing_settlements(disputes: Collection[UUID]) -> dict[UUID, Settlement]:
    """The settlement that stands, or was accepted, in each dispute that has one."""
    found = await by_column(Settlement, "dispute_id", disputes, also="voided_at IS NULL")
    return {each.dispute_id: each for each in found}


async def latest_disputes(stages: Sequence[UUID]) -> dict[UUID, Dispute]:
    """The open dispute about each stage, or else the last one."""
    found = await by_column(Dispute, "stage_id", stages, sorting="id")
    return {each.stage_id: each for each in found}
