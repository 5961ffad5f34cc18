"""Contracts and what belongs to them: versions of their terms, stages, approvals, and who may sign."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.database.fetching import by_column
from models.demands.applicants import Applicant
from models.demands.awards import Award, ContractKind
from models.demands.demand import Demand
from models.files.file import File
from models.ids import new_id
from models.money import Money
from models.places import WithHead
from models.templates.template import TemplateVersion


class ContractState(StrEnum):
    """The state of a contract; SUPERSEDED is that of a version of its terms which another one has replaced."""

    DRAFT = "DRAFT"
    NEGOTIATING = "NEGOTIATING"
    READY_TO_SIGN = "READY_TO_SIGN"
    PARTLY_EXECUTED = "PARTLY_EXECUTED"
    VERIFYING_OFFLINE = "VERIFYING_OFFLINE"
    CONSISTENCY_FAILED = "CONSISTENCY_FAILED"
    EFFECTIVE = "EFFECTIVE"
    PERFORMING = "PERFORMING"
    COMPLETED = "COMPLETED"
    TERMINATED = "TERMINATED"
    REFUSED = "REFUSED"
    EXPIRED = "EXPIRED"
    SUPERSEDED = "SUPERSEDED"


class ContractSide(StrEnum):
    """One of the two parties of a contract: the one that awarded, or the one that received the award."""

    AWARDER = "AWARDER"
    RECEIVER = "RECEIVER"

    @property
    def other(self) -> "ContractSide":
        return ContractSide.RECEIVER if self is ContractSide.AWARDER else ContractSide.AWARDER


class ExecutionMode(StrEnum):
    """How a party executes a contract: by a signature here, or on paper."""

    ONLINE = "ONLINE"
    OFFLINE = "OFFLINE"


class ExecutionState(StrEnum):
    """How far a party is with executing the present version."""

    PENDING = "PENDING"
    LODGED = "LODGED"
    VERIFIED = "VERIFIED"
    EXECUTED = "EXECUTED"
    FAILED = "FAILED"


class StageState(StrEnum):
    """The state of a stage of payment."""

    PLANNED = "PLANNED"
    AWAITING_FUNDS = "AWAITING_FUNDS"
    FUNDED = "FUNDED"
    SUBMITTED = "SUBMITTED"
    REWORK = "REWORK"
    ACCEPTED = "ACCEPTED"
    PARTLY_RELEASED = "PARTLY_RELEASED"
    RELEASED = "RELEASED"
    REFUND_REQUESTED = "REFUND_REQUESTED"
    REFUNDED = "REFUNDED"
    DISPUTED = "DISPUTED"
    SETTLED = "SETTLED"
    CANCELLED = "CANCELLED"


class ContractFileRole(StrEnum):
    """What a file is to a contract."""

    UNSIGNED = "UNSIGNED"
    SIGNED = "SIGNED"
    PRINT = "PRINT"
    SCAN = "SCAN"


S = ContractState
# Before both have executed the same version.
UNSETTLED = frozenset(
    {S.DRAFT, S.NEGOTIATING, S.READY_TO_SIGN, S.PARTLY_EXECUTED, S.VERIFYING_OFFLINE, S.CONSISTENCY_FAILED}
)
# While it waits for a side to execute it.
EXECUTING = frozenset({S.READY_TO_SIGN, S.PARTLY_EXECUTED, S.CONSISTENCY_FAILED})
# While it binds both sides.
BINDING = frozenset({S.EFFECTIVE, S.PERFORMING})
# Stages of which nothing more will happen.
SETTLED_STAGES = frozenset({StageState.RELEASED, StageState.REFUNDED, StageState.SETTLED, StageState.CANCELLED})
# Stages about which somebody has to decide before their contract can be terminated (CO-11).
UNDECIDED_STAGES = frozenset({StageState.SUBMITTED, StageState.DISPUTED})
# Once it is over, with or without having bound anybody.
ENDED = frozenset({S.COMPLETED, S.TERMINATED, S.REFUSED, S.EXPIRED})


class Contract(Model):
    """A contract between the awarder of a demand and the party that accepted its award."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    award: fields.OneToOneRelation[Award] = fields.OneToOneField(
        "models.Award", related_name="contract", on_delete=fields.OnDelete.RESTRICT
    )
    award_id: UUID
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="contracts", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    applicant: fields.ForeignKeyRelation[Applicant] = fields.ForeignKeyField(
        "models.Applicant", related_name="contracts", on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
    # Both sides, copied from the demand and the application, where they never change.
    awarder: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="contracts_awarded", on_delete=fields.OnDelete.RESTRICT
    )
    awarder_id: UUID
    receiver: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="contracts_received", on_delete=fields.OnDelete.RESTRICT
    )
    receiver_id: UUID
    number = fields.CharField(max_length=20, unique=True)
    kind = fields.CharEnumField(ContractKind, max_length=3)
    state = fields.CharEnumField(ContractState, max_length=20)
    # That of the terms: each revision makes another one. Approvals and signatures are for one version's digest.
    version = fields.IntField(default=1)
    digest = fields.CharField(max_length=64)
    total_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    # The platform's fee on each release, in hundredths of a percent: that of the day on which it was drafted (ES-8).
    fee_basis_points = fields.SmallIntField(db_default=500)
    # After how many working days its terms accept submitted work; null if they do not say it (ES-7).
    acceptance_working_days = fields.SmallIntField(null=True)
    # For how many months its terms give a warranty; null if they do not say it.
    warranty_months = fields.SmallIntField(null=True)
    # BCP 47: of the document, for its dates and amounts.
    language = fields.CharField(max_length=16)
    # Who executes first; the other side executes last.
    signs_first = fields.CharEnumField(ContractSide, max_length=8)
    # Whether the present terms lack what this side can say, before anybody can approve them (CO-8).
    awarder_lacks = fields.BooleanField(default=False, db_default=False)
    receiver_lacks = fields.BooleanField(default=False, db_default=False)
    drafted_by_id = fields.UUIDField()
    drafted_at = fields.DatetimeField()
    # When it expires unless somebody approves, or signs; null while it waits for the staff, and once it is settled.
    expires_at: datetime | None = fields.DatetimeField(null=True)
    # When those whom it waits for are reminded of that, once.
    reminds_at: datetime | None = fields.DatetimeField(null=True)
    effective_at: datetime | None = fields.DatetimeField(null=True)
    ended_at: datetime | None = fields.DatetimeField(null=True)
    end_reason = fields.TextField(null=True)
    # A termination that one side has proposed and the other one has not answered.
    termination_by = fields.CharEnumField(ContractSide, max_length=8, null=True)
    termination_reason = fields.TextField(null=True)
    termination_at: datetime | None = fields.DatetimeField(null=True)

    head_seq: int | None
    head_epoch: str | None

    class Meta:
        table = "contract"
        manager = WithHead("contract", "contract")
        indexes = (
            Index(fields=("demand_id", "id")),
            Index(fields=("awarder_id", "id")),
            Index(fields=("receiver_id", "id")),
        )

    @property
    def stream(self) -> str:
        return stream_of(self.id)

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    def party_of(self, side: ContractSide) -> UUID:
        return self.awarder_id if side is ContractSide.AWARDER else self.receiver_id

    def lacks(self, side: ContractSide) -> bool:
        return self.awarder_lacks if side is ContractSide.AWARDER else self.receiver_lacks

    def side_of(self, party: UUID) -> ContractSide | None:
        """The side that a party is on; None if it is neither."""
        return next((side for side in ContractSide if self.party_of(side) == party), None)


class ContractVersion(Model):
    """The terms of a contract from a certain time on, with the document that was made of them. It never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="versions", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    number = fields.IntField()
    template_version: fields.ForeignKeyRelation[TemplateVersion] = fields.ForeignKeyField(
        "models.TemplateVersion", related_name="contract_versions", on_delete=fields.OnDelete.RESTRICT
    )
    template_version_id: UUID
    # Canonical JSON (RFC 8785), whose SHA-256 is the digest.
    terms = fields.TextField()
    digest = fields.CharField(max_length=64)
    # The unsigned PDF, its SHA-256, and how many pages it has.
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="contract_versions", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    file_sha256 = fields.CharField(max_length=64)
    pages = fields.IntField()
    # Where each side signs, in points: page, left, bottom, right and top, by the side.
    places: dict[str, list[float]] = fields.JSONField()
    side = fields.CharEnumField(ContractSide, max_length=8)
    made_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="contract_versions", on_delete=fields.OnDelete.RESTRICT
    )
    made_by_id: UUID
    made_at = fields.DatetimeField()
    # The version before, set where both were read.
    former: "ContractVersion | None" = None

    class Meta:
        table = "contract_version"
        unique_together = (("contract", "number"),)
        indexes = (Index(fields=("digest",)),)


class ContractStage(Model):
    """A stage of payment by the present terms of a contract: what the escrow will hold money for."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="stages", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    number = fields.IntField()
    title = fields.CharField(max_length=200)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    acceptance_terms = fields.TextField(null=True)
    due_on = fields.DateField(null=True)
    state = fields.CharEnumField(StageState, max_length=20)
    version = fields.IntField(default=1)
    # What was paid in for it, released to the receiver, and refunded to the awarder; the fee is part of what was
    # released. The database itself keeps ES-2.
    funded_minor = fields.BigIntField(default=0, db_default=0)
    released_minor = fields.BigIntField(default=0, db_default=0)
    refunded_minor = fields.BigIntField(default=0, db_default=0)
    fee_minor = fields.BigIntField(default=0, db_default=0)
    # Where the stage goes back to when a request for a refund, or a dispute, ends without a settlement.
    former_state = fields.CharEnumField(StageState, max_length=20, null=True)
    submitted_at: datetime | None = fields.DatetimeField(null=True)
    accepted_at: datetime | None = fields.DatetimeField(null=True)
    # When submitted work is accepted by the clock (ES-7).
    auto_accepts_at: datetime | None = fields.DatetimeField(null=True)
    refund_reason: str | None = fields.TextField(null=True)
    # When a refund is made because the receiver has said nothing; null if it waits for an answer.
    refunds_at: datetime | None = fields.DatetimeField(null=True)
    # When something last happened while money is held, and how often that it lies idle was said since then (ES-11).
    moved_at: datetime | None = fields.DatetimeField(null=True)
    idle_told = fields.SmallIntField(default=0, db_default=0)
    settled_at: datetime | None = fields.DatetimeField(null=True)
    # What each side has withdrawn a dispute about, which it cannot open again (ES-13).
    awarder_ground = fields.CharField(max_length=60, null=True)
    receiver_ground = fields.CharField(max_length=60, null=True)

    class Meta:
        table = "contract_stage"
        unique_together = (("contract", "number"),)

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def held_minor(self) -> int:
        """What is in escrow: paid in, and neither released nor refunded."""
        left: int = self.funded_minor - self.released_minor - self.refunded_minor
        return left


class Approval(Model):
    """A side's approval of one version of the terms."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="approvals", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    number = fields.IntField()
    side = fields.CharEnumField(ContractSide, max_length=8)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="approvals", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    digest = fields.CharField(max_length=64)
    approved_at = fields.DatetimeField()

    class Meta:
        table = "contract_approval"
        unique_together = (("contract", "number", "side"),)


class SigningAuthority(Model):
    """A manager whom an owner of the party has authorized to sign its contracts."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="signing_authorities", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="signing_authorities", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    authorized_by_id = fields.UUIDField()
    authorized_at = fields.DatetimeField()

    class Meta:
        table = "signing_authority"
        unique_together = (("party", "user"),)


class NumberSeries(Model):
    """The last number that was given in a series, such as that of the contracts of a year."""

    name = fields.CharField(max_length=40, primary_key=True)
    last_number = fields.IntField()

    class Meta:
        table = "number_series"


def stream_of(contract: UUID) -> str:
    """The name of the contract's stream, which both sides follow."""
    return f"contract:{contract}"


def book_of(contract: UUID) -> str:
    """The name of the contract's journal."""
    return f"contract:{contract}"


async def stages_of(contracts: Sequence[UUID]) -> dict[UUID, list[ContractStage]]:
    """The stages of each contract, in order."""
    found: dict[UUID, list[ContractStage]] = {key: [] for key in contracts}
    for stage in await by_column(ContractStage, "contract_id", contracts, sorting="number"):
        found[stage.contract_id].append(stage)
    return found


async def present_versions(contracts: Sequence[Contract]) -> dict[UUID, ContractVersion]:
    """The present version of each contract, by the contract's key."""
    numbers = {each.id: each.version for each in contracts}
    found = await by_column(ContractVersion, "contract_id", list(numbers))
    return {each.contract_id: each for each in found if each.number == numbers[each.contract_id]}
