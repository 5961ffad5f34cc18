"""Signing a contract: in order, by somebody who may sign at that moment, with their password, and only once (CO-6).

The signature is made before the decision, of the file that the decision then finds, or it is thrown away.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from models.accounts.parties import Party
from models.accounts.users import check_own_password
from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.approving import check_digest, side_for
from models.contracts.cases import MACHINE, ContractAction, ContractCase, case_of, contract_held
from models.contracts.contract import Contract, ContractSide, ContractState
from models.contracts.executing import with_signature
from models.contracts.facts import ContractEffective
from models.contracts.keeping import begin_waiting, keep
from models.contracts.signatures import Signature, make_signature
from models.contracts.signers import authority_of
from models.contracts.telling import tell_effective, tell_turn
from models.database.writing import Write
from models.errors import Conflict, not_allowed
from models.facts import follow_up
from models.sides import Side


async def sign_contract(
    contract: Contract, party: Party, *, digest: str, password: str, origin: str = "", by: Viewer
) -> Contract:
    """Signs the version of this digest for a side; the contract is effective once both have executed it (CO-4).

    Signing it again changes nothing. Refuses the digest of another version (STALE), whoever may not sign for the party
    at this moment, and a side whose turn it is not.
    """
    case = await case_of(contract)
    side = side_for(case, party, by)
    check_digest(contract, digest)
    is_done = side in case.executed
    if is_done:
        check_may_sign(case, by)
    else:
        MACHINE.check(ContractAction.SIGN, case, by)
    await check_own_password(by.user, password, session=by.session_id, origin=origin)
    if not is_done:
        await _decide(case, party, digest, await make_signature(case.signable, side, party, by), by)
    return await Contract.get(id=contract.id)


def check_may_sign(case: ContractCase, by: Viewer) -> None:
    """Refuses whoever may not sign for their party at this moment; who may can repeat a signature."""
    if Side.SIGNER not in case.sides(by):
        raise not_allowed("You are not allowed to do this.")


async def _decide(case: ContractCase, party: Party, digest: str, signature: Signature, by: Viewer) -> None:
    async with change():
        case, by = await contract_held(case.contract.id, by)
        contract, at, source = case.contract, stamp(), case.state
        side = side_for(case, party, by)
        check_digest(contract, digest)
        if side in case.executed:
            return
        target = MACHINE.check(ContractAction.SIGN, case, by)
        if not signature.is_for(case.signable, await authority_of(party, by)):
            raise Conflict(contract.version)
        also = await with_signature(case.signable, side, signature, by=by)
        facts = {"evidence": signature.evidence_sha256, "pdf": signature.sha256}
        await execute(case, target, source, side, "SIGNED", by=by.user.id, at=at, also=also, **facts)


async def execute(
    case: ContractCase,
    target: ContractState,
    source: ContractState,
    side: ContractSide,
    action: str,
    *,
    by: UUID | None,
    at: datetime,
    also: tuple[Write, ...],
    **facts: Any,
) -> None:
    """A side has executed: the contract is effective, or waits for the other side. The caller has locked it."""
    contract, demand = case.contract, case.demand
    assert demand is not None
    contract.state = target
    if target is ContractState.EFFECTIVE:
        contract.effective_at = at
    begin_waiting(contract, at)
    await keep(contract, action, by=by, source=source, side=side, also=also, **facts)
    if target is ContractState.EFFECTIVE:
        await follow_up(ContractEffective(demand, contract, by))
        await tell_effective(contract, demand, by=by)
    else:
        await tell_turn(contract, demand, side.other, by=by)
