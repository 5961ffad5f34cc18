"""Notifications about disputes: what waits for whom, and what has become of the money."""

from datetime import datetime
from uuid import UUID

from models.accounts.parties import Party
from models.contracts.contract import ContractSide
from models.contracts.telling import people_of
from models.disputes.cases import DisputeCase, respondent_of, silence_loses
from models.disputes.dividing import fee_on
from models.money import Money, shown_money
from models.notifications.kinds import NotificationKind as K
from models.notifications.telling import notify


async def tell_opened(case: DisputeCase) -> None:
    """Tells the other side that there is a dispute, until when to answer, and what becomes of it without an answer."""
    dispute, other = case.dispute, respondent_of(case.dispute)
    assert other is not None
    if silence_loses(dispute, case.stage):
        fact = {"amount": shown_money(Money(case.stage.held_minor, case.stage.currency))}
    else:
        fact = {"party": (await Party.get(id=case.contract.party_of(other.other))).name}
    await _tell(case, K.DISPUTE_OPENED, other, by=dispute.opened_by_id, at=_text(dispute.answers_by), **fact)


async def tell_statement(case: DisputeCase, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side that there is something to read."""
    await _tell(case, K.DISPUTE_STATEMENT, side.other, by=by)


async def tell_proposed(case: DisputeCase, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side what it would get."""
    settlement = case.settlement
    assert settlement is not None
    theirs = settlement.to_receiver if side.other is ContractSide.RECEIVER else settlement.to_awarder
    await _tell(case, K.SETTLEMENT_PROPOSED, side.other, by=by, **_part(case, side.other, theirs.minor))


async def tell_mediation(case: DisputeCase) -> None:
    """Tells both sides that a mediator decides unless they agree before."""
    await _tell(case, K.DISPUTE_IN_MEDIATION, *ContractSide, by=None, at=_text(case.dispute.mediates_until))


async def tell_settled(case: DisputeCase, *, by: UUID) -> None:
    await _tell_division(case, K.DISPUTE_SETTLED, by=by)


async def tell_ruled(case: DisputeCase) -> None:
    """Tells both sides, in nobody's name (ST-3)."""
    await _tell_division(case, K.DISPUTE_RULED, by=None)


async def tell_defaulted(case: DisputeCase) -> None:
    await _tell_division(case, K.DISPUTE_DEFAULTED, by=None)


async def tell_withdrawn(case: DisputeCase, side: ContractSide, *, by: UUID) -> None:
    """Tells the other side that the stage goes on."""
    await _tell(case, K.DISPUTE_WITHDRAWN, side.other, by=by)


async def _tell_division(case: DisputeCase, kind: K, *, by: UUID | None) -> None:
    """Tells each side what it gets."""
    dispute = case.dispute
    parts = {ContractSide.RECEIVER: dispute.to_receiver_minor, ContractSide.AWARDER: dispute.to_awarder_minor}
    for side, minor in parts.items():
        await _tell(case, kind, side, by=by, **_part(case, side, minor or 0))


def _part(case: DisputeCase, side: ContractSide, minor: int) -> dict[str, str]:
    """What a side gets of what was held; of what the receiver is paid, the fee and what is left of it, too."""
    fee = fee_on(minor, case.dispute, case.stage, case.contract) if side is ContractSide.RECEIVER else 0
    parts = {"amount": minor, "fee": fee, "net": minor - fee} if fee else {"amount": minor}
    return {name: shown_money(Money(part, case.stage.currency)) for name, part in parts.items()}


async def _tell(case: DisputeCase, kind: K, *sides: ContractSide, by: UUID | None, **facts: str) -> None:
    contract, demand = case.contract, case.stage_case.demand
    told = {contract.party_of(side): await people_of(contract, demand, side) for side in sides}
    subject = ("dispute", case.dispute.id)
    await notify(told, kind, subject=subject, by=by, demand=demand.title, stage=case.stage.title, **facts)


def _text(at: datetime | None) -> str:
    assert at is not None
    return at.isoformat()
