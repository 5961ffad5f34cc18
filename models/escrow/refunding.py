"""Refunds: the awarder asks for what is held, the receiver answers, and the money goes back by the way it came."""

from datetime import datetime, timedelta
from uuid import UUID

from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide, ContractStage, StageState
from models.database.fetching import by_column
from models.decisions import decide
from models.errors import Refused
from models.escrow.cases import MACHINE, StageAction, StageCase, stage_locked
from models.escrow.completing import end_if_settled
from models.escrow.facts import RefundObjected, StageRefunded
from models.escrow.keeping import keep_stage, tell_changed
from models.escrow.telling import tell_refund_requested, tell_refund_withdrawn, tell_refunded
from models.facts import follow_up
from models.inputs import Checks, reason_in
from models.ledger.account import PostingKind, of_party, of_payment, of_stage, outside
from models.ledger.transfers import About, Line, transfer, transfer_last
from models.money import Money, major
from models.payments.beginning import begin
from models.payments.facts import PaymentSettled
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.payments.provider import ours
from models.terms import terms

K = PostingKind
MOST_IN_REASON = 2_000
COUNTED = [PaymentState.PENDING, PaymentState.SUCCEEDED]


async def request_refund(stage: ContractStage, *, reason: str, by: Viewer) -> ContractStage:
    """Asks the receiver to agree that what is held goes back.

    If no work was ever submitted, silence agrees, after a number of days.
    """
    reason = reason_in(reason)
    async with decide(MACHINE, StageAction.REQUEST_REFUND, stage.id, by=by) as decision:
        case, row = decision.case, decision.case.stage
        row.former_state, row.state, row.refund_reason = row.state, decision.target, reason
        if row.submitted_at is None:
            row.refunds_at = decision.at + timedelta(days=terms().refund_silence_days)
        side = ContractSide.AWARDER
        await keep_stage(
            case, "REFUND_REQUESTED", at=decision.at, by=by.user.id, source=decision.source, side=side, reason=reason
        )
        await tell_refund_requested(case, reason, by=by.user.id)
    return case.stage


async def withdraw_refund(stage: ContractStage, *, by: Viewer) -> ContractStage:
    """Takes back a request that the receiver has not answered: the stage goes on from where it was."""
    async with decide(MACHINE, StageAction.WITHDRAW_REFUND, stage.id, by=by) as decision:
        case = decision.case
        case.stage.state = decision.target
        _forget(case.stage)
        side = ContractSide.AWARDER
        await keep_stage(case, "REFUND_WITHDRAWN", at=decision.at, by=by.user.id, source=decision.source, side=side)
        await tell_refund_withdrawn(case, by=by.user.id)
    return case.stage


async def answer_refund(stage: ContractStage, *, agree: bool, note: str | None = None, by: Viewer) -> ContractStage:
    """Agrees that what is held goes back to the awarder, or objects: then there is a dispute about it."""
    checks = Checks()
    note = checks.text("note", note or "", most=MOST_IN_REASON, least=int(not agree))
    checks.refuse()
    action = StageAction.AGREE_REFUND if agree else StageAction.OBJECT_REFUND
    async with decide(MACHINE, action, stage.id, by=by) as decision:
        case = decision.case
        case.stage.refunds_at = None
        if agree:
            held = case.stage.held_minor
            await refund(case, held, at=decision.at, by=by.user.id, side=ContractSide.RECEIVER, reason=note or None)
            await end_if_settled(case, at=decision.at, by=by.user.id)
        else:
            await follow_up(RefundObjected(case, note, decision.by, decision.at))
    return case.stage


async def refund(
    case: StageCase,
    minor: int,
    *,
    at: datetime,
    by: UUID | None,
    side: ContractSide | None,
    reason: str | None = None,
    is_clock: bool = False,
) -> None:
    """Refunds what is held for a stage; the caller has locked it and knows that it may."""
    stage, source = case.stage, case.stage.state
    await pay_back(case, minor, at=at, by=by)
    if not stage.held_minor:
        stage.state = StageState.SETTLED if stage.released_minor else StageState.REFUNDED
        stage.settled_at = at
        # A supplement can take away a stage whose work waits for an answer.
        stage.auto_accepts_at = None
    _forget(stage)
    await keep_stage(
        case,
        "REFUNDED",
        at=at,
        by=by,
        source=source,
        side=side,
        reason=reason,
        is_clock=is_clock,
        amount=str(major(minor, stage.currency)),
        currency=stage.currency,
    )
    await tell_refunded(case, Money(minor, stage.currency), by=by)
    await follow_up(StageRefunded(case, minor, by, at))


def _forget(stage: ContractStage) -> None:
    stage.refund_reason = stage.refunds_at = None
    stage.former_state = None  # type: ignore[assignment] # the ORM types a nullable enum so


async def pay_back(case: StageCase, minor: int, *, at: datetime, by: UUID | None) -> None:
    """Moves an amount from a stage on its way to who paid it, by the ways they paid, the latest first (ES-9).

    It waits in an account of its own until the provider confirms it, and counts as refunded at once (ES-2). What the
    provider cannot move, such as the last decimal of three, is theirs to dispose of until it adds up.
    """
    stage, left = case.stage, minor
    step = ours().step_in(stage.currency) or 1
    for original, free in await _refundable(stage.id):
        part = min(left, free)
        if not part:
            continue
        left -= part
        if payable := part - part % step:
            stage.refunded_minor += payable
            await _send_back(case, original, payable, at=at, by=by)
        if rest := part % step:
            stage.refunded_minor += rest
            await _keep_back(case, original, rest, at=at, by=by)
    if left:
        raise Refused("REFUND_EXCEEDS_PAYMENT", "That is more than came in and was not refunded yet.")


async def _refundable(stage: UUID) -> list[tuple[Payment, int]]:
    """The payments that came in for a stage, the latest first, with what was not returned of each."""
    paid = await Payment.filter(stage_id=stage, kind=PaymentKind.PAY_IN, state=PaymentState.SUCCEEDED).order_by("-id")
    refunds = await by_column(Payment, "original_id", [each.id for each in paid])
    free = {each.id: each.amount_minor for each in paid}
    for each in refunds:
        if each.state in COUNTED and each.original_id is not None:
            free[each.original_id] -= each.amount_minor
    return [(each, free[each.id]) for each in paid]


async def _send_back(case: StageCase, original: Payment, minor: int, *, at: datetime, by: UUID | None) -> None:
    stage, currency = case.stage, case.stage.currency
    payment = await begin(
        PaymentKind.REFUND,
        Money(minor, currency),
        key=f"refund:{original.id}:{stage.refunded_minor}",
        party=original.party_id,
        stage=stage.id,
        original=original.id,
        by=by,
    )
    lines = [
        Line(of_stage(stage.id, currency), K.REFUNDED, -minor),
        Line(of_payment(payment.id, currency), K.REFUNDED, minor),
    ]
    await transfer(f"refund:{payment.id}", lines, About(at, by, stage.id, payment.id))


async def _keep_back(case: StageCase, original: Payment, minor: int, *, at: datetime, by: UUID | None) -> None:
    stage, currency = case.stage, case.stage.currency
    lines = [
        Line(of_stage(stage.id, currency), K.REFUNDED, -minor),
        Line(of_party(original.party_id, currency), K.REFUNDED, minor),
    ]
    await transfer(f"keep:{stage.id}:{stage.refunded_minor}", lines, About(at, by, stage.id))


async def settle_refund(settled: PaymentSettled) -> None:
    """Moves what was on its way back out of here; what could not go back stays with who paid it."""
    payment = settled.payment
    if payment.kind is not PaymentKind.REFUND:
        return
    assert payment.settled_at is not None
    currency, minor = payment.currency, payment.amount_minor
    party = of_party(payment.party_id, currency)
    lines = [Line(of_payment(payment.id, currency), K.REFUNDED, -minor), Line(party, K.REFUNDED, minor)]
    if payment.state is PaymentState.SUCCEEDED:
        lines += [Line(party, K.PAID_OUT, -minor), Line(outside(currency), K.PAID_OUT, minor)]
    about = About(payment.settled_at, None, payment.stage_id, payment.id)
    transfer_last(f"refunded:{payment.id}", lines, about)
    if payment.stage_id is not None:
        tell_changed(await stage_locked(payment.stage_id), by=None)
