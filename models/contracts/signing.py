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
from models.contracts.contract import (
    Contract,
    ContractFile,
    ContractFileRole,
    ContractSide,
    ContractState,
    Execution,
    ExecutionMode,
    ExecutionState,
    execution_key,
)
from models.contracts.drafting import voiding
from models.contracts.facts import ContractEffective
from models.contracts.keeping import begin_waiting, keep
from models.contracts.signatures import Signable, Signature, file_to_sign, make_signature
from models.contracts.telling import tell_effective, tell_turn
from models.database.writing import Write, inserted, write
from models.errors import Conflict, not_allowed
from models.facts import follow_up
from models.files.attaching import attach
from models.ids import shown
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
        await _decide(case, party, digest, await make_signature(_signable(case), side, party, by), by)
    return await Contract.get(id=contract.id)


def check_may_sign(case: ContractCase, by: Viewer) -> None:
    """Refuses whoever may not sign for their party at this moment; who may can repeat a signature."""
    if Side.SIGNER not in case.sides(by):
        raise not_allowed("You are not allowed to do this: {action}.", action="sign")


def _signable(case: ContractCase) -> Signable:
    contract = case.contract
    return Signable(
        name=f"{contract.number}-v{contract.version}",
        title=f"contract {contract.number}, version {contract.version}",
        said={
            "contract": {"id": str(shown(contract.id)), "number": contract.number, "version": contract.version},
            "terms": {"sha256": contract.digest},
            "document": {"sha256": case.version_row.file_sha256},
        },
        file=case.version_row.file_id,
        places=case.version_row.places,
        executions=case.executions,
    )


async def _decide(case: ContractCase, party: Party, digest: str, signature: Signature, by: Viewer) -> None:
    async with change():
        case, by = await contract_held(case.contract.id, by)
        contract, at, source = case.contract, stamp(), case.state
        side = side_for(case, party, by)
        check_digest(contract, digest)
        if side in case.executed:
            return
        target = MACHINE.check(ContractAction.SIGN, case, by)
        if signature.base != file_to_sign(_signable(case)):
            raise Conflict(contract.version)
        await attach([signature.file.id], by=by, most=1)
        execution = Execution(
            contract_id=contract.id,
            number=contract.version,
            side=side,
            mode=ExecutionMode.ONLINE,
            state=ExecutionState.EXECUTED,
            digest=contract.digest,
            signer_id=by.user.id,
            file_id=signature.file.id,
            made_at=signature.at,
            executed_at=signature.at,
            evidence=signature.evidence,
            live_key=execution_key(contract.id, contract.version, side),
        )
        file = ContractFile(
            contract_id=contract.id,
            file_id=signature.file.id,
            number=contract.version,
            role=ContractFileRole.SIGNED,
            sha256=signature.sha256,
        )
        facts: dict[str, Any] = {
            "evidence": signature.evidence_sha256,
            "pdf": signature.sha256,
        }
        # Before, in a statement of its own: one that writes both in no order would find two that count.
        await write(*voiding([each for each in case.executions if each.side is side]))
        also = (inserted(execution), inserted(file))
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
