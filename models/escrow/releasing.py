"""Releasing: what is held for accepted work goes to the receiver, less the platform's fee, whole or in parts."""

from datetime import datetime
from uuid import UUID

from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide, ContractStage, StageState
from models.decisions import decide
from models.errors import Refused
from models.escrow.cases import MACHINE, StageAction, StageCase
from models.escrow.completing import end_if_settled
from models.escrow.fees import fee_of
from models.escrow.keeping import keep_stage
from models.escrow.paying_out import pay_out_if_ready
from models.escrow.telling import tell_released
from models.inputs import Checks
from models.ledger.account import PostingKind, fees, of_party, of_stage
from models.ledger.transfers import About, Line, transfer
from models.money import Money, MoneyGiven, check_money, major

K = PostingKind


async def release_stage(
    stage: ContractStage,
    *,
    expected_amount: MoneyGiven,
    expected_version: int,
    amount: MoneyGiven | None = None,
    by: Viewer,
) -> ContractStage:
    """Releases what is held for a stage whose work was accepted, or a part of it.

    Refuses with WRONG_AMOUNT if what is held is not what the caller expects.
    """
    checks, currency = Checks(), stage.currency
    expected = check_money(checks, "expectedAmount", expected_amount, currency)
    part = check_money(checks, "amount", amount, currency) if amount else expected
    checks.refuse()
    assert expected is not None
    assert part is not None
    action = StageAction.RELEASE
    async with decide(MACHINE, action, stage.id, expected_version=expected_version, by=by) as decision:
        case = decision.case
        check_held(case.stage, expected)
        if part > expected:
            raise Refused("WRONG_AMOUNT", "Only {held} is held.", held=major(expected, currency), currency=currency)
        await release(case, part, at=decision.at, by=by.user.id, side=ContractSide.AWARDER)
        await end_if_settled(case, at=decision.at, by=by.user.id)
    return case.stage


def check_held(stage: ContractStage, expected: int) -> None:
    """Refuses what was decided on another amount than is held."""
    if stage.held_minor != expected:
        raise Refused(
            "WRONG_AMOUNT",
            "What is held for the stage is {held}: look at it again.",
            held=major(stage.held_minor, stage.currency),
            currency=stage.currency,
        )


async def release(
    case: StageCase, minor: int, *, at: datetime, by: UUID | None, side: ContractSide | None, is_clock: bool = False
) -> None:
    """Releases an amount of what is held for a stage; the caller has locked it and knows that it may."""
    stage, source = case.stage, case.stage.state
    fee = await pay_receiver(case, minor, at=at, by=by)
    stage.state = StageState.PARTLY_RELEASED if stage.held_minor else StageState.RELEASED
    if stage.state is StageState.RELEASED:
        stage.settled_at = at
        # What was refunded before makes it a division.
        stage.state = StageState.SETTLED if stage.refunded_minor else StageState.RELEASED
    await keep_stage(
        case,
        "RELEASED",
        at=at,
        by=by,
        source=source,
        side=side,
        is_clock=is_clock,
        amount=str(major(minor, stage.currency)),
        fee=str(major(fee, stage.currency)),
        currency=stage.currency,
    )
    await tell_released(case, Money(minor, stage.currency), by=by)


async def pay_receiver(case: StageCase, minor: int, *, at: datetime, by: UUID | None) -> int:
    """Moves an amount from a stage to its receiver, and the fee on from there; returns the fee."""
    stage, currency = case.stage, case.stage.currency
    fee = fee_of(minor, stage.released_minor, case.contract.fee_basis_points)
    receiver = of_party(case.contract.receiver_id, currency)
    stage.released_minor += minor
    stage.fee_minor += fee
    lines = [
        Line(of_stage(stage.id, currency), K.RELEASED, -minor),
        Line(receiver, K.RELEASED, minor),
        Line(receiver, K.FEE, -fee),
        Line(fees(currency), K.FEE, fee),
    ]
    await transfer(f"release:{stage.id}:{stage.released_minor}", lines, About(at, by, stage.id))
    await pay_out_if_ready(case.contract.receiver_id, currency, at=at)
    return fee
