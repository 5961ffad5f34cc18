"""Notifications about stages: what waits for whom, and what has become of the money."""

from uuid import UUID

from models.contracts.contract import Contract, ContractSide
from models.contracts.telling import people_of
from models.demands.demand import Demand
from models.escrow.cases import StageCase
from models.money import Money, shown_money
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import NotificationKind as K
from models.notifications.telling import notify

A, R = ContractSide.AWARDER, ContractSide.RECEIVER


async def tell_to_fund(contract: Contract, demand: Demand) -> None:
    """Tells the awarder that the work begins once the first stage is paid in."""
    await _tell_of(contract, demand, K.STAGE_TO_FUND, A, by=None)


async def tell_lacking(case: StageCase, money: Money) -> None:
    """Tells the awarder what a supplement wants to be paid in."""
    await _tell(case, K.STAGE_TO_FUND, A, by=None, amount=shown_money(money))


async def tell_funded(case: StageCase) -> None:
    """Tells both sides that the money is there, so that the work can begin."""
    await _forget(case, K.STAGE_TO_FUND, A)
    await _tell(case, K.STAGE_FUNDED, A, R, by=None, amount=shown_money(case.stage.amount))


async def tell_submitted(case: StageCase, *, by: UUID) -> None:
    """Tells the awarder that work waits for them, and until when."""
    await _forget(case, K.REWORK_REQUESTED, R)
    at = case.stage.auto_accepts_at
    assert at is not None
    await _tell(case, K.WORK_SUBMITTED, A, by=by, at=at.isoformat())


async def tell_rework(case: StageCase, *, by: UUID) -> None:
    """Tells the receiver that something has to be done better."""
    await _forget(case, K.WORK_SUBMITTED, A)
    await _tell(case, K.REWORK_REQUESTED, R, by=by)


async def tell_accepted(case: StageCase, *, by: UUID | None) -> None:
    """Tells the receiver that the work is accepted."""
    await _forget(case, K.WORK_SUBMITTED, A)
    await _tell(case, K.WORK_ACCEPTED, R, by=by)


async def tell_released(case: StageCase, money: Money, *, by: UUID | None) -> None:
    """Tells the receiver what was released; of what the clock has done, both sides."""
    sides = (R,) if by else (A, R)
    await _tell(case, K.STAGE_RELEASED, *sides, by=by, amount=shown_money(money))


async def tell_refund_requested(case: StageCase, reason: str, *, by: UUID) -> None:
    """Tells the receiver that the awarder wants the money back."""
    await _tell(case, K.REFUND_REQUESTED, R, by=by, reason=reason)


async def tell_refund_withdrawn(case: StageCase, *, by: UUID) -> None:
    """Tells the receiver that the awarder does not want the money back any more."""
    await _forget(case, K.REFUND_REQUESTED, R)
    await _tell(case, K.REFUND_WITHDRAWN, R, by=by)


async def tell_refunded(case: StageCase, money: Money, *, by: UUID | None) -> None:
    """Tells both sides that money goes back."""
    await _forget(case, K.REFUND_REQUESTED, R)
    await _tell(case, K.STAGE_REFUNDED, A, R, by=by, amount=shown_money(money))


async def tell_idle(case: StageCase) -> None:
    """Tells both sides that nothing has happened to the money for long."""
    await _tell(
        case, K.ESCROW_IDLE, A, R, by=None, amount=shown_money(Money(case.stage.held_minor, case.stage.currency))
    )


async def tell_completed(contract: Contract, demand: Demand) -> None:
    """Tells both sides that the contract is over."""
    await _tell_of(contract, demand, K.CONTRACT_COMPLETED, A, R, by=None)


async def _forget(case: StageCase, kind: K, side: ContractSide) -> None:
    """What a side was asked for, and has done or need not do any more, is no news to it."""
    await mark_read_about(case.stage.id, kind, readers=await people_of(case.contract, case.demand, side))


async def _tell(case: StageCase, kind: K, *sides: ContractSide, by: UUID | None, **facts: str) -> None:
    subject = ("stage", case.stage.id)
    await _tell_of(case.contract, case.demand, kind, *sides, subject=subject, by=by, stage=case.stage.title, **facts)


async def _tell_of(
    contract: Contract,
    demand: Demand,
    kind: K,
    *sides: ContractSide,
    by: UUID | None,
    subject: tuple[str, UUID] | None = None,
    **facts: str,
) -> None:
    told = {contract.party_of(side): await people_of(contract, demand, side) for side in sides}
    subject = subject or ("contract", contract.id)
    await notify(told, kind, subject=subject, by=by, demand=demand.title, **facts)
