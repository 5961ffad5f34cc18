"""Alternatives: candidates on the awarder's own shortlist, ranked 1..n (WB-3)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.database.fetching import by_column
from models.database.writing import Write, updated
from models.decisions import decide
from models.demands.candidates import MACHINE, Candidate, CandidateAction, Standing
from models.demands.demand import Demand
from models.demands.recorded import Recorded
from models.errors import invalid
from models.inputs import Checks
from models.workbench.standings import move, tell_standing

# Which candidates are alternatives, and their order.
IS_ALTERNATIVE = f"is_standing = TRUE AND standing = '{Standing.ALTERNATIVE}'"
BY_RANK = ("alternative_rank", "arrived_at", "id")


async def place_alternative(
    candidate: Candidate, *, expected_version: int, rank: int | None = None, by: Viewer
) -> Candidate:
    """Makes the candidate an alternative, or moves it to another rank; a rank beyond the end means the last one."""
    if rank is not None and rank < 1:
        raise invalid("rank", "Must be {least} or greater.", "OUT_OF_RANGE", least=1)
    action = CandidateAction.PLACE_ALTERNATIVE
    async with decide(MACHINE, action, candidate.id, expected_version=expected_version, by=by) as decision:
        candidate, demand = decision.case.candidate, decision.case.demand
        await insert(candidate, demand, rank=rank, by=by.user.id, action=Recorded.PLACED)
    return candidate


async def drop_alternative(
    candidate: Candidate, *, reason: str | None = None, expected_version: int | None = None, by: Viewer
) -> Candidate:
    """Removes the candidate from the alternatives; it becomes undecided again."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    action = CandidateAction.DROP_ALTERNATIVE
    async with decide(MACHINE, action, candidate.id, expected_version=expected_version, by=by) as decision:
        candidate, demand = decision.case.candidate, decision.case.demand
        await close_up(demand, candidate, decision.target, by=by.user.id, reason=reason, action=Recorded.DROPPED)
    return candidate


async def insert(
    candidate: Candidate,
    demand: Demand,
    *,
    rank: int | None,
    by: UUID | None,
    action: Recorded,
    **facts: object,
) -> None:
    """Inserts the candidate at a rank and moves the others down."""
    others = [other for other in await alternatives_of(demand.id) if other.id != candidate.id]
    place = len(others) if rank is None else min(rank - 1, len(others))
    moved = _renumbered(others[:place], 1) + _renumbered(others[place:], place + 2)
    how: dict[str, Any] = {"by": by, "action": action, "reason": None, "texts": None, **facts}
    await move(candidate, demand, Standing.ALTERNATIVE, rank=place + 1, also=_written(moved), **how)
    _tell(moved, demand)


async def close_up(
    demand: Demand,
    candidate: Candidate,
    target: Standing,
    *,
    by: UUID | None,
    reason: str | None = None,
    texts: Mapping[str, str | None] | None = None,
    action: Recorded = Recorded.DROPPED,
    also: Sequence[Write] = (),
    **facts: object,
) -> None:
    """Moves an alternative to another standing and closes the gap in the ranks. `also` is written with it."""
    others = [other for other in await alternatives_of(demand.id) if other.id != candidate.id]
    moved = _renumbered(others, 1)
    how: dict[str, Any] = {"by": by, "action": action, "reason": reason, "texts": texts, **facts}
    await move(candidate, demand, target, rank=None, also=[*also, *_written(moved)], **how)
    _tell(moved, demand)


async def alternatives_of(demand: UUID, *, most: int | None = None) -> list[Candidate]:
    """The alternatives, by rank, or the first of them. A bid that no longer stands is none."""
    return await by_column(
        Candidate,
        "demand_id",
        [demand],
        also=IS_ALTERNATIVE,
        sorting=", ".join(BY_RANK),
        most=most,
    )


def _renumbered(alternatives: Sequence[Candidate], first: int) -> list[Candidate]:
    """Gives the alternatives the ranks from the first on; returns those that had another."""
    moved = []
    for rank, other in enumerate(alternatives, start=first):
        if other.alternative_rank != rank:
            other.alternative_rank = rank
            moved.append(other)
    return moved


def _written(moved: Sequence[Candidate]) -> list[Write]:
    return [updated(other, "alternative_rank") for other in moved]


def _tell(moved: Sequence[Candidate], demand: Demand) -> None:
    for other in moved:
        tell_standing(other, demand, Standing.ALTERNATIVE, by=None, reason=None)
