"""Signing a supplement, as contracts are signed; with the second execution it is part of the effective terms (CO-9).

The signature is made before the decision, of the file that the decision then finds, or it is thrown away.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from models.accounts.parties import Party
from models.accounts.users import check_own_password
from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.approving import side_for
from models.contracts.contract import ContractSide
from models.contracts.executing import with_signature
from models.contracts.signatures import Signature, make_signature
from models.contracts.signers import authority_of
from models.contracts.signing import check_may_sign
from models.contracts.supplement import Supplement, SupplementState
from models.database.writing import Write
from models.errors import Conflict
from models.facts import follow_up
from models.supplements.approving import check_digest
from models.supplements.cases import MACHINE, SupplementAction, SupplementCase, case_of, supplement_held
from models.supplements.ending import end
from models.supplements.facts import SupplementActive
from models.supplements.keeping import begin_waiting, keep, stop_waiting
from models.supplements.telling import tell_settled, tell_turn
from models.supplements.terms import content_of, touched


async def sign_supplement(
    supplement: Supplement, party: Party, *, digest: str, password: str, origin: str = "", by: Viewer
) -> Supplement:
    """Signs the supplement of this digest for a side; it is active once both have executed it.

    Signing it again changes nothing. Refuses another digest (STALE), whoever may not sign for the party at this moment,
    and a side whose turn it is not. If the effective terms are not those any more that it stands on, or a stage that it
    touches cannot change, it becomes STALE instead.
    """
    case = await case_of(supplement)
    side = side_for(case.contract_case, party, by)
    check_digest(supplement, digest)
    is_done = side in case.executed
    if is_done:
        check_may_sign(case.contract_case, by)
    target = case.state if is_done else MACHINE.check(SupplementAction.SIGN, case, by)
    await check_own_password(by.user, password, session=by.session_id, origin=origin)
    if not is_done:
        is_stale = target is SupplementState.STALE
        made = None if is_stale else await make_signature(case.signable, side, party, by)
        await _decide(case, party, digest, made, by)
    return await Supplement.get(id=supplement.id)


async def _decide(case: SupplementCase, party: Party, digest: str, made: Signature | None, by: Viewer) -> None:
    async with change():
        case, by = await supplement_held(case.supplement.id, by)
        supplement, at = case.supplement, stamp()
        side = side_for(case.contract_case, party, by)
        check_digest(supplement, digest)
        if side in case.executed:
            return
        target = MACHINE.check(SupplementAction.SIGN, case, by)
        if target is SupplementState.STALE:
            await end(case, target, by=by.user.id, side=side)
            return
        if made is None or not made.is_for(case.signable, await authority_of(party, by)):
            raise Conflict(supplement.version)
        also = await with_signature(case.signable, side, made, by=by)
        facts = {"evidence": made.evidence_sha256, "pdf": made.sha256}
        await execute(case, target, side, "SIGNED", by=by.user.id, at=at, also=also, **facts)


async def execute(
    case: SupplementCase,
    target: SupplementState,
    side: ContractSide,
    action: str,
    *,
    by: UUID | None,
    at: datetime,
    also: tuple[Write, ...],
    **facts: Any,
) -> None:
    """A side has executed: the supplement is active, or waits for the other side. The caller has locked it."""
    supplement, contract, source = case.supplement, case.contract, case.state
    supplement.state = target
    if target is SupplementState.ACTIVE:
        supplement.activated_at = at
        stop_waiting(supplement)
    else:
        begin_waiting(supplement, at)
    await keep(supplement, contract, action, by=by, source=source, side=side, also=also, **facts)
    if target is SupplementState.ACTIVE:
        numbers = sorted(touched(content_of(supplement)))
        await follow_up(SupplementActive(case.demand, contract, supplement, numbers, by))
        await tell_settled(supplement, contract, case.demand, by=by)
    else:
        await tell_turn(supplement, contract, case.demand, side.other, by=by)
