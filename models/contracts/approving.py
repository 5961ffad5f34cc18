"""Approving the terms of a contract, and refusing it: both sides approve the same digest, or nobody is bound."""

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.cases import MACHINE, ContractAction, ContractCase, contract_held, side_in
from models.contracts.contract import Approval, Contract, ContractSide, ContractState
from models.contracts.ending import end
from models.contracts.keeping import begin_waiting, keep
from models.contracts.telling import tell_approved, tell_turn
from models.database.writing import inserted
from models.decisions import decide
from models.errors import Refused, not_allowed
from models.inputs import reason_in


async def approve_terms(contract: Contract, party: Party, *, digest: str, by: Viewer) -> Contract:
    """Approves the version of this digest for a side; once both have, it can be signed. Repeating it changes nothing.

    Refuses the digest of another version (STALE), and terms that lack what the law wants in them (CO-8).
    """
    async with change():
        case, by = await contract_held(contract.id, by)
        contract, at, source = case.contract, stamp(), case.state
        side = side_for(case, party, by)
        check_digest(contract, digest)
        if side in case.approved and contract.state in APPROVED_IN:
            return await Contract.get(id=contract.id)
        contract.state = MACHINE.check(ContractAction.APPROVE_TERMS, case, by)
        begin_waiting(contract, at)
        approval = Approval(
            contract_id=contract.id,
            number=contract.version,
            side=side,
            user_id=by.user.id,
            digest=contract.digest,
            approved_at=at,
        )
        await keep(contract, "APPROVED", by=by.user.id, source=source, side=side, also=(inserted(approval),))
        assert case.demand is not None
        if contract.state is ContractState.READY_TO_SIGN:
            await tell_turn(contract, case.demand, contract.signs_first, by=by.user.id)
        else:
            await tell_approved(contract, case.demand, side, by=by.user.id)
    return await Contract.get(id=contract.id)


# Where an approval of the present version still says something.
APPROVED_IN = frozenset({ContractState.NEGOTIATING, ContractState.READY_TO_SIGN})


async def refuse_contract(
    contract: Contract, party: Party, *, reason: str, expected_version: int | None = None, by: Viewer
) -> Contract:
    """Ends a contract that is not effective yet; its award ends, too, and another candidate can be awarded."""
    reason = reason_in(reason)
    action = ContractAction.REFUSE
    async with decide(MACHINE, action, contract.id, expected_version=expected_version, by=by) as decision:
        side = side_for(decision.case, party, decision.by)
        await end(decision.case, decision.target, by=by.user.id, side=side, reason=reason)
    return await Contract.get(id=contract.id)


def side_for(case: ContractCase, party: Party, by: Viewer) -> ContractSide:
    """The side of this party; refuses whoever does not act for it in this contract (CO-6)."""
    side = case.contract.side_of(party.id)
    if side is None or side is not side_in(case.sides(by)):
        raise not_allowed("You do not act for this party in this contract.")
    return side


def check_digest(contract: Contract, digest: str) -> None:
    """Refuses a decision about other terms than the present ones."""
    if digest.lower() != contract.digest:
        raise Refused(
            "STALE", "These are not the present terms: read version {version} first.", version=contract.version
        )
