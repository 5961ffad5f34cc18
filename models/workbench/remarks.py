"""Remarks: notes on a candidate by the awarder's team, for the whole team or private (WB-1)."""

from collections.abc import Sequence
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record, write_last
from models.database import any_of, key_in_database, list_in_database, rows
from models.database.fetching import by_column
from models.database.writing import inserted
from models.decisions import decide
from models.demands.candidates import MACHINE, Candidate, CandidateAction, RemarkScope
from models.demands.demand import Demand, locked
from models.demands.events import AboutRemark, RemarkAdded, RemarkDeleted, RemarkEdited
from models.errors import check_version, not_allowed, not_found
from models.ids import new_id
from models.inputs import Checks


class Remark(Model):
    """A team member's note on a candidate. A deleted remark keeps its row, without the text."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    candidate: fields.ForeignKeyRelation[Candidate] = fields.ForeignKeyField(
        "models.Candidate", related_name="remarks", on_delete=fields.OnDelete.RESTRICT
    )
    candidate_id: UUID
    author: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="remarks", on_delete=fields.OnDelete.RESTRICT
    )
    author_id: UUID
    scope = fields.CharEnumField(RemarkScope, max_length=8)
    body = fields.TextField()
    version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "remark"
        indexes = (Index(fields=("candidate_id", "id")),)


# Those that a user may read who reads those of the team.
READABLE = f"deleted_at IS NULL AND (scope = '{RemarkScope.TEAM}' OR author_id = ?)"


async def add_remark(candidate: Candidate, *, body: str, scope: RemarkScope, by: Viewer) -> Remark:
    body = _checked(body)
    async with decide(MACHINE, CandidateAction.REMARK, candidate.id, by=by) as decision:
        remark = Remark(candidate=candidate, author=by.user, scope=scope, body=body, created_at=decision.at)
        write_last(inserted(remark))
        _tell(decision.case.demand, RemarkAdded, remark, by)
    return remark


async def edit_remark(remark: Remark, *, body: str, expected_version: int | None = None, by: Viewer) -> Remark:
    body = _checked(body)
    async with change() as running:
        remark, demand = await _own(remark, expected_version, by)
        remark.body, remark.edited_at = body, running.at
        remark.version += 1
        await remark.save(update_fields=["body", "edited_at", "version"])
        _tell(demand, RemarkEdited, remark, by)
    return remark


async def delete_remark(remark: Remark, *, expected_version: int | None = None, by: Viewer) -> Remark:
    async with change() as running:
        remark, demand = await _own(remark, expected_version, by)
        remark.body, remark.deleted_at = "", running.at
        remark.version += 1
        await remark.save(update_fields=["body", "deleted_at", "version"])
        _tell(demand, RemarkDeleted, remark, by)
    return remark


async def remarks_of(candidates: Sequence[UUID], reader: UUID) -> dict[UUID, list[Remark]]:
    """The remarks on each candidate that the reader may see, oldest first."""
    found: dict[UUID, list[Remark]] = {candidate: [] for candidate in candidates}
    for remark in await by_column(Remark, "candidate_id", candidates, also=READABLE, given=[reader]):
        found[remark.candidate_id].append(remark)
    return found


async def remark_counts_of(candidates: Sequence[UUID], reader: UUID) -> dict[UUID, int]:
    """How many remarks on each candidate the reader may see."""
    counted = await rows(
        f"SELECT candidate_id, COUNT(*) AS number FROM remark WHERE {any_of('candidate_id')} AND {READABLE} "
        "GROUP BY candidate_id",
        list_in_database(candidates),
        key_in_database(reader),
    )
    return dict.fromkeys(candidates, 0) | {UUID(str(row["candidate_id"])): row["number"] for row in counted}


def _checked(body: str) -> str:
    checks = Checks()
    body = checks.text("body", body, most=5_000)
    checks.refuse()
    return body


async def _own(remark: Remark, expected_version: int | None, by: Viewer) -> tuple[Remark, Demand]:
    candidate = await Candidate.get(id=remark.candidate_id)
    demand = await locked(candidate.demand_id)
    by = await as_of_now(by)
    remark = await Remark.get(id=remark.id)
    if remark.author_id != by.user.id:
        raise not_allowed("Only the author of a remark can edit or delete it.")
    if not by.acts_for(demand.awarder_id) or remark.deleted_at is not None:
        raise not_found("remark")
    check_version(remark.version, expected_version)
    return remark, demand


def _tell(demand: Demand, event: type[AboutRemark], remark: Remark, by: Viewer) -> None:
    record(demand.stream, event(remark.id, remark.candidate_id, remark.scope, remark.author_id), by=by.user.id)
