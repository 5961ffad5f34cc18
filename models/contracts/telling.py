"""Notifications about contracts: what waits for whom, and what has become of it."""

from uuid import UUID

from models.accounts.parties import MemberRole, Membership, Party, members_to_tell
from models.contracts.cases import ContractCase
from models.contracts.contract import Contract, ContractSide, ContractState, SigningAuthority
from models.contracts.tasks import ContractTask, waits_of_terms
from models.demands.applicants import applicants_to_tell
from models.demands.demand import Demand
from models.notifications.kinds import NotificationKind as K
from models.notifications.telling import notify


async def tell_drafted(contract: Contract, demand: Demand, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side that there are terms to approve."""
    await _tell_other(contract, demand, K.CONTRACT_DRAFTED, side, by=by)


async def tell_revised(contract: Contract, demand: Demand, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side that there are other terms, which nobody has approved."""
    await _tell_other(contract, demand, K.CONTRACT_REVISED, side, by=by)


async def tell_approved(contract: Contract, demand: Demand, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side that only its approval is missing."""
    await _tell_other(contract, demand, K.CONTRACT_APPROVED, side, by=by)


async def tell_turn(contract: Contract, demand: Demand, side: ContractSide, *, by: UUID | None) -> None:
    """Tells those who may sign for a side that it is its turn."""
    await _tell_signers(contract, demand, K.CONTRACT_TO_SIGN, side, by=by, at=_expiry(contract))


async def tell_reminder(case: ContractCase, demand: Demand) -> None:
    """Reminds each side for which a contract waits that it expires, and of what that side can do before."""
    contract = case.contract
    for wait in waits_of_terms(case):
        assert wait.side is not None
        tell = _tell_signers if wait.task is ContractTask.SIGN else _tell
        await tell(contract, demand, K.CONTRACT_EXPIRING, wait.side, by=None, at=_expiry(contract), task=wait.task)


async def tell_inconsistent(contract: Contract, demand: Demand, side: ContractSide, reason: str) -> None:
    """Tells a side that what it has handed in does not match, which nobody of the staff says in their own name."""
    await _tell(contract, demand, K.CONTRACT_INCONSISTENT, side, by=None, reason=reason)


async def tell_effective(contract: Contract, demand: Demand, *, by: UUID | None) -> None:
    """Tells both sides that the contract binds them."""
    await _tell(contract, demand, K.CONTRACT_EFFECTIVE, *ContractSide, by=by)


async def tell_proposed(contract: Contract, demand: Demand, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side that it can agree to end the contract."""
    reason = contract.termination_reason or ""
    await _tell_other(contract, demand, K.TERMINATION_PROPOSED, side, by=by, reason=reason)


async def tell_declined(contract: Contract, demand: Demand, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side that the contract goes on."""
    await _tell_other(contract, demand, K.TERMINATION_DECLINED, side, by=by)


async def tell_terminated(contract: Contract, demand: Demand, *, by: UUID) -> None:
    """Tells both sides that the contract is over."""
    await _tell(contract, demand, K.CONTRACT_TERMINATED, *ContractSide, by=by)


async def tell_ended(contract: Contract, demand: Demand, *, by: UUID | None) -> None:
    """Tells both sides that there will be no contract; who has refused knows."""
    if contract.state is ContractState.EXPIRED:
        await _tell(contract, demand, K.CONTRACT_EXPIRED, *ContractSide, by=by)
    else:
        reason = contract.end_reason or ""
        await _tell(contract, demand, K.CONTRACT_REFUSED, *ContractSide, by=by, reason=reason)


async def _tell_other(
    contract: Contract, demand: Demand, kind: K, side: ContractSide, *, by: UUID, **facts: str
) -> None:
    party = await Party.get(id=contract.party_of(side))
    await _tell(contract, demand, kind, side.other, by=by, party=party.name, **facts)


async def _tell_signers(
    contract: Contract, demand: Demand, kind: K, side: ContractSide, *, by: UUID | None, **facts: str
) -> None:
    """Notifies those who may sign for a side."""
    told = {contract.party_of(side): await signers_of(contract, demand, side)}
    await notify(told, kind, subject=("contract", contract.id), by=by, demand=demand.title, **facts)


async def _tell(
    contract: Contract, demand: Demand, kind: K, *sides: ContractSide, by: UUID | None, **facts: str
) -> None:
    """Notifies everyone who acts for these sides."""
    told = {contract.party_of(side): await people_of(contract, demand, side) for side in sides}
    await notify(told, kind, subject=("contract", contract.id), by=by, demand=demand.title, **facts)


async def people_of(contract: Contract, demand: Demand, side: ContractSide) -> list[UUID]:
    """Everyone who hears of a contract for a side."""
    party = contract.party_of(side)
    if side is ContractSide.AWARDER:
        return (await members_to_tell([party]))[party]
    return (await applicants_to_tell(demand, [party]))[party]


async def signers_of(contract: Contract, demand: Demand, side: ContractSide) -> list[UUID]:
    """Those of them who may sign it."""
    party = contract.party_of(side)
    authorized = await SigningAuthority.filter(party_id=party).values_list("user_id", flat=True)
    owners = await Membership.filter(party_id=party, role=MemberRole.OWNER).values_list("user_id", flat=True)
    able = {*authorized, *owners}
    return [user for user in await people_of(contract, demand, side) if user in able]


def _expiry(contract: Contract) -> str:
    assert contract.expires_at is not None
    return contract.expires_at.isoformat()
