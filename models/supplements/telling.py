"""Notifications about supplements: what waits for whom, and what has become of it."""

from collections.abc import Iterable
from uuid import UUID

from models.accounts.parties import MemberRole, Membership, Party
from models.contracts.contract import Contract, ContractSide
from models.contracts.supplement import Supplement, SupplementState
from models.contracts.telling import people_of, signers_of
from models.demands.demand import Demand
from models.notifications.kinds import NotificationKind as K
from models.notifications.telling import notify
from models.supplements.cases import SupplementCase


async def tell_drafted(supplement: Supplement, contract: Contract, demand: Demand, *, name: str, by: UUID) -> None:
    """Tells those who can propose it for their side that a colleague has drafted it."""
    await _tell_leads(supplement, contract, demand, K.SUPPLEMENT_DRAFTED, by=by, name=name)


async def tell_proposed(supplement: Supplement, contract: Contract, demand: Demand, *, by: UUID) -> None:
    """Tells the other side that there is a supplement to approve."""
    party = await Party.get(id=contract.party_of(supplement.side))
    other = supplement.side.other
    await _tell(supplement, contract, demand, K.SUPPLEMENT_PROPOSED, [other], by=by, party=party.name)


async def tell_turn(
    supplement: Supplement, contract: Contract, demand: Demand, side: ContractSide, *, by: UUID | None
) -> None:
    """Tells those who may sign for a side that it is its turn."""
    await _tell_signers(supplement, contract, demand, side, K.SUPPLEMENT_TO_SIGN, by=by)


async def tell_inconsistent(
    supplement: Supplement, contract: Contract, demand: Demand, side: ContractSide, reason: str
) -> None:
    """Tells a side that what it has handed in does not match, which nobody of the staff says in their own name."""
    await _tell(supplement, contract, demand, K.SUPPLEMENT_INCONSISTENT, [side], by=None, reason=reason)


async def tell_reminder(case: SupplementCase, demand: Demand) -> None:
    """Reminds those for whom a supplement waits that it expires."""
    supplement, contract, turn = case.supplement, case.contract, case.turn
    kind = K.SUPPLEMENT_EXPIRING
    match supplement.state:
        case SupplementState.DRAFT:
            await _tell_leads(supplement, contract, demand, kind, by=None, at=_expiry(supplement))
        case SupplementState.PROPOSED:
            other = supplement.side.other
            await _tell(supplement, contract, demand, kind, [other], by=None, at=_expiry(supplement))
        case _:
            assert turn is not None
            await _tell_signers(supplement, contract, demand, turn, kind, by=None)


async def tell_settled(supplement: Supplement, contract: Contract, demand: Demand, *, by: UUID | None) -> None:
    """Tells both sides what has become of it; of a draft, its own side alone."""
    sides = list(ContractSide) if supplement.proposed_at else [supplement.side]
    reason = {"reason": supplement.end_reason} if supplement.end_reason else {}
    await _tell(supplement, contract, demand, SETTLED[supplement.state], sides, by=by, **reason)


SETTLED = {
    SupplementState.ACTIVE: K.SUPPLEMENT_ACTIVE,
    SupplementState.REJECTED: K.SUPPLEMENT_REJECTED,
    SupplementState.CANCELLED: K.SUPPLEMENT_CANCELLED,
    SupplementState.EXPIRED: K.SUPPLEMENT_EXPIRED,
    SupplementState.STALE: K.SUPPLEMENT_STALE,
}


async def _tell_leads(
    supplement: Supplement, contract: Contract, demand: Demand, kind: K, *, by: UUID | None, **facts: str
) -> None:
    party, roles = contract.party_of(supplement.side), [MemberRole.OWNER, MemberRole.MANAGER]
    leads = await Membership.filter(party_id=party, role__in=roles).values_list("user_id", flat=True)
    users = [each for each in await people_of(contract, demand, supplement.side) if each in {*leads}]
    subject = ("supplement", supplement.id)
    await notify({party: users}, kind, subject=subject, by=by, demand=demand.title, **facts)


async def _tell_signers(
    supplement: Supplement, contract: Contract, demand: Demand, side: ContractSide, kind: K, *, by: UUID | None
) -> None:
    told = {contract.party_of(side): await signers_of(contract, demand, side)}
    subject, at = ("supplement", supplement.id), _expiry(supplement)
    await notify(told, kind, subject=subject, by=by, demand=demand.title, at=at)


async def _tell(
    supplement: Supplement,
    contract: Contract,
    demand: Demand,
    kind: K,
    sides: Iterable[ContractSide],
    *,
    by: UUID | None,
    **facts: str,
) -> None:
    told = {contract.party_of(side): await people_of(contract, demand, side) for side in sides}
    await notify(told, kind, subject=("supplement", supplement.id), by=by, demand=demand.title, **facts)


def _expiry(supplement: Supplement) -> str:
    assert supplement.expires_at is not None
    return supplement.expires_at.isoformat()
