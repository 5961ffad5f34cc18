"""Moving a candidate from one standing to another: the step that every decision on the workbench shares."""

from collections.abc import Mapping
from uuid import UUID

from models.accounts.parties import Viewer
from models.changes import record
from models.demands.candidates import MACHINE, WHILE_DEMAND_IS, Candidate, CandidateAction, Standing
from models.demands.demand import Demand, book_of, parts_in
from models.errors import Refused, check_version, not_found
from models.journal import enter, reason_of


async def reachable(candidate_id: UUID, demand: Demand) -> Candidate:
    """The candidate under the demand's lock; refuses one whose bid is sealed or no longer stands."""
    candidate = await Candidate.get(id=candidate_id)
    if demand.is_sealed:
        raise not_found("candidate")
    if not candidate.is_standing:
        raise Refused("BID_GONE", "This bid was withdrawn, lapsed or invalidated: it can no longer be decided on.")
    return candidate


def check_move(
    action: CandidateAction, candidate: Candidate, demand: Demand, *, by: Viewer, expected_version: int | None
) -> Standing:
    """The standing that the action leads to."""
    target = MACHINE.check(action, candidate.standing, parts_in(demand, by))
    if demand.state not in WHILE_DEMAND_IS[action]:
        raise Refused("WRONG_STATE", f"The demand is {demand.state}: candidates stay as they are.")
    check_version(candidate.version, expected_version)
    return target


async def move(
    candidate: Candidate,
    demand: Demand,
    target: Standing,
    *,
    rank: int | None,
    by: UUID | None,
    action: str,
    reason: str | None = None,
    texts: Mapping[str, str | None] | None = None,
    **facts: object,
) -> None:
    """Writes the decision down: standing, version, selection record and event (EB-13)."""
    source, candidate.standing, candidate.alternative_rank = candidate.standing, target, rank
    candidate.version += by is not None
    await candidate.save()
    entry = await enter(
        book_of(demand.id),
        action,
        by=by,
        subject=candidate.id,
        reason=reason,
        texts=texts,
        source=source.value,
        target=target.value,
        rank=rank,
        **facts,
    )
    tell_standing(candidate, demand, source, by=by, reason=reason_of(entry))


def tell_standing(
    candidate: Candidate, demand: Demand, source: Standing, *, by: UUID | None, reason: str | None
) -> None:
    """Tells the workbench where the candidate stands now."""
    record(
        demand.stream,
        "standing.changed",
        by=by,
        candidate=str(candidate.id),
        source=source.value,
        target=candidate.standing.value,
        reason=reason,
    )
