"""Elimination: out of the selection with a reason, and back again with another; both stay on record (WB-2)."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from models.accounts.parties import Viewer
from models.changes import change
from models.demands.candidates import Candidate, CandidateAction, EliminationReason, Standing
from models.demands.demand import locked
from models.errors import Refusal
from models.inputs import Checks
from models.interviews.ending import end_interviews
from models.workbench.alternatives import close_up
from models.workbench.standings import check_move, move, reachable


async def eliminate_candidates(
    candidates: Sequence[Candidate], *, reason: EliminationReason, note: str | None, by: Viewer
) -> list[Candidate | Refusal]:
    """Eliminates each that can be; one outcome a candidate, in the order given (WB-12)."""
    checks = Checks()
    note = checks.optional("note", note, most=2_000)
    checks.refuse()
    outcomes: list[Candidate | Refusal] = []
    async with change():
        # Demands are locked in sorted order: two bulk eliminations never wait for each other in a circle.
        for demand_id in sorted({candidate.demand_id for candidate in candidates}):
            with suppress(Refusal):  # it becomes the outcome of each of that demand's candidates
                await locked(demand_id)
        for candidate in candidates:
            try:
                outcomes.append(await _eliminate(candidate.id, candidate.demand_id, reason, note, by))
            except Refusal as refusal:  # raised before anything of this candidate was written
                outcomes.append(refusal)
    return outcomes


async def restore_candidate(
    candidate: Candidate, *, reason: str, expected_version: int | None, by: Viewer
) -> Candidate:
    """Brings an eliminated candidate back; the reason stays on record."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    async with change():
        demand = await locked(candidate.demand_id)
        candidate = await reachable(candidate.id, demand)
        target = check_move(CandidateAction.RESTORE, candidate, demand, by=by, expected_version=expected_version)
        await move(candidate, demand, target, rank=None, by=by.user.id, action="RESTORED", reason=reason)
    return candidate


async def _eliminate(
    candidate_id: UUID, demand_id: UUID, reason: EliminationReason, note: str | None, by: Viewer
) -> Candidate:
    demand = await locked(demand_id)
    candidate = await reachable(candidate_id, demand)
    target = check_move(CandidateAction.ELIMINATE, candidate, demand, by=by, expected_version=None)
    if candidate.standing is Standing.ALTERNATIVE:
        await close_up(demand, candidate, target, by=by.user.id, action="ELIMINATED", reason=note, cause=reason.value)
    else:
        await move(
            candidate, demand, target, rank=None, by=by.user.id, action="ELIMINATED", reason=note, cause=reason.value
        )
    await end_interviews(applicant=candidate.applicant_id, by=by.user.id)
    return candidate
