"""Approving, rejecting and cancelling supplements: both sides approve the same digest, or nothing changes."""

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.approving import side_for
from models.contracts.supplement import UNDECIDED, Supplement, SupplementState
from models.decisions import Decision, decide
from models.errors import Refused
from models.inputs import Checks, reason_in
from models.supplements.cases import MACHINE, SupplementAction, SupplementCase, supplement_held
from models.supplements.ending import end
from models.supplements.keeping import begin_waiting, keep, live_key_of
from models.supplements.telling import tell_proposed, tell_turn


async def approve_supplement(supplement: Supplement, party: Party, *, digest: str, by: Viewer) -> Supplement:
    """Approves the supplement of this digest for a side: a draft is proposed by it, a proposal can be signed then.

    Repeating it changes nothing. If the supplement stands on other terms than the effective ones, it becomes STALE.
    """
    async with change():
        case, by = await supplement_held(supplement.id, by)
        found, at, source = case.supplement, stamp(), case.state
        side = side_for(case.contract_case, party, by)
        check_digest(found, digest)
        if side in case.approved and found.state in UNDECIDED:
            return found
        target = MACHINE.check(SupplementAction.APPROVE, case, by)
        if target is SupplementState.STALE:
            await end(case, target, by=by.user.id, side=side)
            return found
        found.state = target
        if target is SupplementState.PROPOSED:
            found.proposed_at = at
        else:
            found.approved_at, found.approved_by_id = at, by.user.id
        begin_waiting(found, at)
        found.live_key = live_key_of(found)
        await keep(found, case.contract, "APPROVED", by=by.user.id, source=source, side=side)
        if target is SupplementState.PROPOSED:
            await tell_proposed(found, case.contract, case.demand, by=by.user.id)
        else:
            await tell_turn(found, case.contract, case.demand, case.contract.signs_first, by=by.user.id)
    return found


async def reject_supplement(
    supplement: Supplement, party: Party, *, reason: str, expected_version: int | None = None, by: Viewer
) -> Supplement:
    """Ends a supplement that the other side has proposed, also after signatures, until it is active."""
    reason = reason_in(reason)
    action = SupplementAction.REJECT
    async with decide(MACHINE, action, supplement.id, expected_version=expected_version, by=by) as decision:
        await _end(decision, party, reason)
    return decision.case.supplement


async def cancel_supplement(
    supplement: Supplement,
    party: Party,
    *,
    reason: str | None = None,
    expected_version: int | None = None,
    by: Viewer,
) -> Supplement:
    """Takes back a supplement of one's own side, until it is active; a draft, any member may."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    action = SupplementAction.CANCEL
    async with decide(MACHINE, action, supplement.id, expected_version=expected_version, by=by) as decision:
        await _end(decision, party, reason)
    return decision.case.supplement


async def _end(decision: Decision[SupplementCase, SupplementState], party: Party, reason: str | None) -> None:
    case, by = decision.case, decision.by
    side = side_for(case.contract_case, party, by)
    await end(case, decision.target, by=by.user.id, side=side, reason=reason)


def check_digest(supplement: Supplement, digest: str) -> None:
    """Refuses a decision about something else than what the supplement says."""
    if digest.lower() != supplement.digest:
        raise Refused("STALE", "This supplement is not the one that was read: read it first.")
