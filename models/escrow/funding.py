"""Funding: the awarder pays a stage in, and the provider says when the money is there."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from models.accounts.viewer import Viewer
from models.contracts.contract import BINDING, ContractStage, ContractState, StageState, stages_of
from models.contracts.facts import ContractEffective, ContractPerforming
from models.contracts.keeping import keep
from models.database.writing import updated, write
from models.decisions import decide
from models.errors import Refused
from models.escrow.cases import MACHINE, StageAction, StageCase, stage_locked, stages_locked
from models.escrow.completing import end_if_settled
from models.escrow.keeping import keep_stage, note_of, tell_changed
from models.escrow.telling import tell_funded, tell_lacking, tell_to_fund
from models.facts import follow_up
from models.inputs import Checks
from models.ledger.account import PostingKind, of_party, of_payment, of_stage, outside
from models.ledger.transfers import About, Line, transfer
from models.money import Money, MoneyGiven, check_money, major
from models.payments.beginning import begin
from models.payments.calling_off import call_off
from models.payments.facts import CheckoutOpened, PaymentSettled
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.supplements.facts import SupplementActive

K, S = PostingKind, StageState
ENDED = frozenset({S.RELEASED, S.REFUNDED, S.SETTLED, S.CANCELLED})


def missing_of(stage: ContractStage) -> int:
    """What has to be paid in until a stage is funded in full."""
    missing: int = stage.amount_minor - (stage.funded_minor - stage.refunded_minor)
    return missing


def lacking_of(stage: ContractStage) -> int:
    """What has to be paid in yet: nothing where no money comes in any more."""
    return 0 if stage.state in ENDED else max(missing_of(stage), 0)


async def fund_stage(
    stage: ContractStage, *, expected_amount: MoneyGiven, expected_version: int, by: Viewer
) -> Payment:
    """Begins to pay in what a stage lacks. A payment that waits for its payer already is the same one.

    Refuses with WRONG_AMOUNT if what is missing is not what the caller expects. The stage is funded once the payment
    provider says so.
    """
    action, checks = StageAction.FUND, Checks()
    async with decide(MACHINE, action, stage.id, expected_version=expected_version, by=by) as decision:
        # What lacks nothing cannot be funded, whatever is expected: that is said first.
        expected = check_money(checks, "expectedAmount", expected_amount, stage.currency)
        checks.refuse()
        row, awarder = decision.case.stage, decision.case.contract.awarder_id
        missing = Money(missing_of(row), row.currency)
        if missing.minor != expected:
            raise Refused(
                "WRONG_AMOUNT",
                "What the stage lacks is {missing}.",
                missing=missing.amount,
                currency=missing.currency,
            )
        former = await Payment.filter(stage_id=row.id, kind=PaymentKind.PAY_IN).order_by("id")
        for each in former:
            is_wanted = each.state is PaymentState.PENDING and each.called_off_at is None
            if is_wanted and each.amount_minor == missing.minor:
                return each
        key = f"fund:{row.id}:{len(former)}"
        payment = await begin(PaymentKind.PAY_IN, missing, key=key, party=awarder, stage=row.id, by=decision.by.user.id)
        tell_changed(decision.case, by=by.user.id)
    return payment


async def settle_funding(settled: PaymentSettled) -> None:
    """Funds the stage that was paid for; what a stage does not take goes back at once."""
    payment = settled.payment
    if payment.kind is not PaymentKind.PAY_IN or payment.stage_id is None:
        return
    case = await stage_locked(payment.stage_id)
    if payment.state is not PaymentState.SUCCEEDED:
        tell_changed(case, by=None)
        return
    stage = case.stage
    if _takes_money(case) and payment.amount_minor <= missing_of(stage):
        await _fund(case, payment)
    else:
        await _return(case, payment)


async def show_checkout(opened: CheckoutOpened) -> None:
    """Whoever follows the contract hears where to pay."""
    if opened.payment.stage_id is not None:
        tell_changed(await stage_locked(opened.payment.stage_id), by=None)


async def _fund(case: StageCase, payment: Payment) -> None:
    assert payment.settled_at is not None
    stage, currency, minor, at = case.stage, payment.currency, payment.amount_minor, payment.settled_at
    source = stage.state
    payer = of_party(payment.party_id, currency)
    lines = [
        *_paid_in(payment),
        Line(payer, K.FUNDED, -minor),
        Line(of_stage(stage.id, currency), K.FUNDED, minor),
    ]
    await transfer(f"payment:{payment.id}", lines, About(at, None, stage.id, payment.id))
    stage.funded_minor += minor
    if not missing_of(stage):
        stage.state = S.FUNDED
    amount = str(major(minor, currency))
    await keep_stage(case, "FUNDED", at=at, by=None, source=source, side=None, amount=amount, currency=currency)
    await call_off_overtaken([case], at=at)
    if stage.state is S.FUNDED:
        await tell_funded(case)
        await _begin_work(case)


async def call_off_overtaken(cases: Sequence[StageCase], *, at: datetime) -> set[UUID | None]:
    """Calls off payments of stages that were begun for another amount than is missing now, or of which none is.

    Returns the stages that they were for.
    """
    waiting = await Payment.filter(
        stage_id__in=[case.stage.id for case in cases], kind=PaymentKind.PAY_IN, state=PaymentState.PENDING
    )
    wanted: dict[UUID | None, int] = {case.stage.id: missing_of(case.stage) for case in cases if _takes_money(case)}
    overtaken = [each for each in waiting if wanted.get(each.stage_id) != each.amount_minor]
    if overtaken:
        await call_off(Payment.filter(id__in=[each.id for each in overtaken]), at=at)
    return {each.stage_id for each in overtaken}


def _takes_money(case: StageCase) -> bool:
    return case.stage.state is S.AWAITING_FUNDS and case.contract.state in BINDING


async def _return(case: StageCase, payment: Payment) -> None:
    """Sends back what came in too late, or twice."""
    assert payment.settled_at is not None
    currency, minor, at = payment.currency, payment.amount_minor, payment.settled_at
    refund = await begin(
        PaymentKind.REFUND,
        payment.amount,
        key=f"return:{payment.id}",
        party=payment.party_id,
        stage=case.stage.id,
        original=payment.id,
        by=None,
    )
    lines = [
        *_paid_in(payment),
        Line(of_party(payment.party_id, currency), K.REFUNDED, -minor),
        Line(of_payment(refund.id, currency), K.REFUNDED, minor),
    ]
    await transfer(f"payment:{payment.id}", lines, About(at, None, case.stage.id, payment.id))
    amount = str(major(minor, currency))
    await note_of(
        case, "PAYMENT_RETURNED", by=None, source=case.stage.state, side=None, amount=amount, currency=currency
    )
    tell_changed(case, by=None)


def _paid_in(payment: Payment) -> list[Line]:
    minor, currency = payment.amount_minor, payment.currency
    return [
        Line(outside(currency), K.PAID_IN, -minor),
        Line(of_party(payment.party_id, currency), K.PAID_IN, minor),
    ]


async def _begin_work(case: StageCase) -> None:
    contract = case.contract
    if contract.state is not ContractState.EFFECTIVE:
        return
    contract.state = ContractState.PERFORMING
    await keep(contract, "PERFORMING", by=None, source=ContractState.EFFECTIVE)
    await follow_up(ContractPerforming(case.demand, contract))


async def await_funds(effective: ContractEffective) -> None:
    """The stages of a contract that is effective wait for money."""
    contract = effective.contract
    stages = (await stages_of([contract.id]))[contract.id]
    for stage in stages:
        stage.state, stage.version = S.AWAITING_FUNDS, stage.version + 1
    await write(*(updated(stage, "state", "version") for stage in stages))
    for stage in stages:
        tell_changed(StageCase(stage, contract), by=None)
    await tell_to_fund(contract, effective.demand)


async def await_changed_funds(active: SupplementActive) -> None:
    """New stages wait for money, and changed ones for what they lack; what is paid in already is funded (CO-9)."""
    at = active.supplement.activated_at
    assert at is not None
    cases = await stages_locked(active.contract, active.demand)
    sources = {case.stage.id: case.stage.state for case in cases}
    for case in cases:
        stage, source = case.stage, case.stage.state
        lacks = missing_of(stage)
        if stage.state is S.PLANNED or (stage.state is S.FUNDED and lacks):
            stage.state = S.AWAITING_FUNDS
        elif stage.state is S.AWAITING_FUNDS and not lacks:
            stage.state = S.FUNDED
        if stage.state is not source:
            await keep_stage(case, "RESTATED", at=at, by=None, source=source, side=None)
            if stage.state is S.FUNDED:
                await _begin_work(case)
    overtaken = await call_off_overtaken(cases, at=at)
    awaited = [case for case in cases if _takes_money(case)]
    for case in awaited:
        source, is_next = sources[case.stage.id], case is awaited[0]
        if source is S.FUNDED or (source is S.PLANNED and is_next) or case.stage.id in overtaken:
            await tell_lacking(case, Money(missing_of(case.stage), case.stage.currency))
    # It may have taken away the last one that was not settled.
    await end_if_settled(cases[-1], at=at, by=active.by)
