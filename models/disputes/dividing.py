"""Dividing what is held between the receiver and the awarder, all of it, which settles the stage."""

from datetime import datetime
from uuid import UUID

from models.contracts.contract import Contract, ContractSide, ContractStage, StageState
from models.disputes.cases import DisputeCase
from models.disputes.dispute import Dispute
from models.errors import Refused
from models.escrow.facts import StageRefunded
from models.escrow.fees import fee_of
from models.escrow.keeping import keep_stage
from models.escrow.refunding import pay_back
from models.escrow.releasing import pay_receiver
from models.facts import follow_up
from models.inputs import Checks
from models.money import MoneyGiven, check_minor, major


def check_part(checks: Checks, path: str, given: MoneyGiven, currency: str) -> int:
    """The minor units of a part of what is held, which can be nothing; records a problem, and returns 0."""
    if given.currency.upper() != currency:
        checks.wrong(f"{path}.currency", "Must be in {currency}.", "OTHER_CURRENCY", currency=currency)
        return 0
    minor = check_minor(checks, f"{path}.amount", given.amount, currency)
    if minor is not None and minor < 0:
        checks.wrong(f"{path}.amount", "Must not be less than zero.", "NEGATIVE")
    return minor or 0


def check_whole(case: DisputeCase, to_receiver: int, to_awarder: int) -> None:
    """Refuses a division of anything else than exactly what is held (ES-6, ES-13)."""
    held = case.stage.held_minor
    if to_receiver + to_awarder != held:
        currency = case.stage.currency
        raise Refused(
            "WRONG_AMOUNT",
            "Both amounts together must be what is held: {held}.",
            held=major(held, currency),
            currency=currency,
        )


def fee_on(to_receiver: int, dispute: Dispute, stage: ContractStage, contract: Contract) -> int:
    """The platform's fee on a part of what is held, or was held, as `divide` takes it from the receiver (ES-8)."""
    before = stage.released_minor - (dispute.to_receiver_minor or 0)
    return fee_of(to_receiver, before, contract.fee_basis_points)


async def divide(
    case: DisputeCase,
    to_receiver: int,
    to_awarder: int,
    action: str,
    *,
    at: datetime,
    by: UUID | None,
    side: ContractSide | None,
    is_clock: bool = False,
) -> None:
    """Pays both sides their parts; the caller holds the dispute, and calls `end_if_settled` once it is kept."""
    stage_case, stage, dispute = case.stage_case, case.stage, case.dispute
    # Nobody of the staff is named where the parties could read it (ST-3).
    author = by if side else None
    source = stage.state
    if to_receiver:
        await pay_receiver(stage_case, to_receiver, at=at, by=author)
    if to_awarder:
        await pay_back(stage_case, to_awarder, at=at, by=author)
    dispute.to_receiver_minor, dispute.to_awarder_minor = to_receiver, to_awarder
    stage.state, stage.settled_at = _settled(case), at
    stage.refund_reason = stage.former_state = None  # type: ignore[assignment] # the ORM types a nullable enum so
    await keep_stage(
        stage_case,
        action,
        at=at,
        by=by,
        source=source,
        side=side,
        is_clock=is_clock,
        receiver=str(major(to_receiver, stage.currency)),
        awarder=str(major(to_awarder, stage.currency)),
        currency=stage.currency,
    )
    if to_awarder:
        await follow_up(StageRefunded(stage_case, to_awarder, author, at))


def _settled(case: DisputeCase) -> StageState:
    """The state of a stage of which nothing is held any more: what was paid before counts, too."""
    if not case.stage.refunded_minor:
        return StageState.RELEASED
    return StageState.SETTLED if case.stage.released_minor else StageState.REFUNDED
