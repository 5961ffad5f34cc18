"""Elimination: removing candidates from the selection and restoring them; both reasons stay on record (WB-2)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change
from models.decisions import decide
from models.demands.candidates import MACHINE, Candidate, CandidateAction, EliminationReason, Standing
from models.demands.demand import locked
from models.demands.facts import CandidateEliminated
from models.demands.recorded import Recorded
from models.errors import Refusal
from models.facts import follow_up
from models.inputs import Checks, reason_in
from models.workbench.alternatives import close_up
from models.workbench.standings import move

# By the keys of candidates: the versions that a decision about them is based on.
Versions = Mapping[UUID, int]
NO_VERSIONS: Versions = {}


async def eliminate_candidates(
    candidates: Sequence[Candidate],
    *,
    reason: EliminationReason,
    note: str | None,
    expected_versions: Versions = NO_VERSIONS,
    by: Viewer,
) -> list[Candidate | Refusal]:
    """Eliminates as many of the candidates as possible; returns one outcome for each, in the given order (WB-12).

    The reason OTHER needs a note (WB-11). A candidate of another version than expected is refused alone (EB-13).
    """
    checks = Checks()
    note = checks.optional("note", note, most=2_000)
    if reason is EliminationReason.OTHER and note is None:
        checks.wrong("note", "Say what the reason is.", "REQUIRED")
    checks.refuse()
    return await _each(candidates, lambda key: _eliminate(key, reason, note, by, expected_versions.get(key)))


async def restore_candidate(
    candidate: Candidate, *, reason: str, expected_version: int | None = None, by: Viewer
) -> Candidate:
    """Brings an eliminated candidate back; the reason stays on record."""
    return await _restore(candidate.id, reason_in(reason), by, expected_version)


async def restore_candidates(
    candidates: Sequence[Candidate], *, reason: str, expected_versions: Versions = NO_VERSIONS, by: Viewer
) -> list[Candidate | Refusal]:
    """Brings back as many of the candidates as possible; returns one outcome for each, in the given order (WB-12)."""
    reason = reason_in(reason)
    return await _each(candidates, lambda key: _restore(key, reason, by, expected_versions.get(key)))


async def _each(
    candidates: Sequence[Candidate], decide_on: Callable[[UUID], Awaitable[Candidate]]
) -> list[Candidate | Refusal]:
    outcomes: list[Candidate | Refusal] = []
    async with change():
        # Demands are locked in sorted order, so that two bulk decisions cannot deadlock.
        for demand_id in sorted({candidate.demand_id for candidate in candidates}):
            with suppress(Refusal):  # it is raised again below, as the outcome of each candidate of that demand
                await locked(demand_id)
        for candidate in candidates:
            try:
                outcomes.append(await decide_on(candidate.id))
            except Refusal as refusal:  # raised before anything was written for this candidate
                outcomes.append(refusal)
    return outcomes


async def _eliminate(
    candidate_id: UUID, reason: EliminationReason, note: str | None, by: Viewer, expected_version: int | None = None
) -> Candidate:
    action = CandidateAction.ELIMINATE
    async with decide(MACHINE, action, candidate_id, expected_version=expected_version, by=by) as decision:
        candidate, demand = decision.case.candidate, decision.case.demand
        how: dict[str, Any] = {"by": by.user.id, "action": Recorded.ELIMINATED, "reason": note, "cause": reason.value}
        if candidate.standing is Standing.ALTERNATIVE:
            await close_up(demand, candidate, decision.target, **how)
        else:
            await move(candidate, demand, decision.target, rank=None, **how)
        await follow_up(CandidateEliminated(demand, candidate, by.user.id))
    return candidate


async def _restore(candidate_id: UUID, reason: str, by: Viewer, expected_version: int | None = None) -> Candidate:
    action = CandidateAction.RESTORE
    async with decide(MACHINE, action, candidate_id, expected_version=expected_version, by=by) as decision:
        candidate, demand = decision.case.candidate, decision.case.demand
        how: dict[str, Any] = {"by": by.user.id, "action": Recorded.RESTORED, "reason": reason}
        await move(candidate, demand, decision.target, rank=None, **how)
    return candidate
