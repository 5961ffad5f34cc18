"""Escrow: stages are funded, worked, accepted, released and refunded, and every cent is somewhere at all times."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from models.accounts.facts import PartyClosing
from models.accounts.parties import MemberRole
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.changes import change
from models.clockwork import catch_up
from models.contracts.contract import ContractSide, ContractStage
from models.contracts.terminating import accept_termination, propose_termination
from models.demands.demand import Demand
from models.errors import InvalidInput, Refused, parameters_of
from models.escrow.ending import settle_stage
from models.escrow.funding import fund_stage, lacking_of
from models.escrow.paying_out import check_nothing_left, request_payout
from models.escrow.refunding import withdraw_refund
from models.escrow.releasing import release_stage
from models.escrow.submission import submissions_of
from models.escrow.working import accept_work, submit_work
from models.files.file import File
from models.files.store import keep_made
from models.ledger.account import Journal
from models.ledger.auditing import audit
from models.ledger.statements import lines_of, statement_of
from models.money import MoneyGiven
from models.notifications.kinds import Notification
from models.pages import Window
from models.payments.beginning import begin
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.payments.sending import checkout
from models.refusals.wording import Locale, said
from models.terms import terms, use_terms
from resolvers.escrow import (
    contracts_of_lines,
    payments_of_lines,
    payments_of_stages,
    stages_of_lines,
    submissions_of_stages,
)
from resolvers.finding import readable
from tests.support.domain.deal import colleague, deal, entries, stages
from tests.support.domain.disputing import Quarrel
from tests.support.domain.escrowing import Escrow, escrow, money
from tests.support.domain.inside import Time, refused, somebody
from tests.support.domain.supplementing import amending, further

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Escrow]:
    async with escrow(tmp_path) as found:
        yield found


async def told(made: Escrow, kind: str) -> set[object]:
    about = [made.contract, *await ContractStage.filter(contract_id=made.contract).values_list("id", flat=True)]
    return {row.user_id for row in await Notification.filter(subject_id__in=about, kind=kind)}


async def test_stages_wait_for_money_once_their_contract_is_effective(made: Escrow) -> None:
    assert await made.states() == ["AWAITING_FUNDS", "AWAITING_FUNDS"]
    assert await made.actions(1, made.awarder) == ["FUND"]
    assert await made.actions(1, made.receiver) == []
    assert await told(made, "STAGE_TO_FUND") == {made.awarder.user.id}


async def test_es3_work_starts_when_the_first_stage_is_funded_and_each_stage_needs_its_own_money(made: Escrow) -> None:
    async with refused("WRONG_STATE"):
        await made.submitted(1)
    await made.funded(1)
    assert await made.states() == ["FUNDED", "AWAITING_FUNDS"]
    assert (await made.present()).state == "PERFORMING"
    assert (await Demand.get(id=made.deal.made.demand.id)).state == "IN_PROGRESS"
    assert await made.sums(1) == (100_000, 0, 0, 100_000)
    await made.submitted(1)
    async with refused("WRONG_STATE"):
        await made.submitted(2)


async def test_the_last_settled_stage_completes_the_contract_and_the_demand(made: Escrow) -> None:
    await made.done(1)
    assert (await made.present()).state == "PERFORMING"
    await made.done(2)
    assert await made.states() == ["RELEASED", "RELEASED"]
    contract = await made.present()
    assert (contract.state, contract.ended_at is not None) == ("COMPLETED", True)
    assert (await Demand.get(id=made.deal.made.demand.id)).state == "COMPLETED"
    # ES-8: five percent of 3000.00, borne by the receiver.
    assert (await made.balance(made.receiver), await made.balance()) == (285_000, 15_000)
    assert (await made.balance(made.awarder), await made.outside()) == (0, 300_000)
    assert await told(made, "CONTRACT_COMPLETED") == {made.awarder.user.id, made.receiver.user.id}
    actions = [action for action, _ in await entries(made.contract)]
    first = ["FUNDED", "PERFORMING", "SUBMITTED", "ACCEPTED", "RELEASED"]
    assert actions[-10:] == [*first, "FUNDED", "SUBMITTED", "ACCEPTED", "RELEASED", "COMPLETED"]


async def test_es8_the_fees_of_parts_add_up_to_the_fee_of_the_whole(made: Escrow) -> None:
    await made.funded(1)
    await made.submitted(1)
    await made.accepted(1)
    # 5 % of 0.03 is 0.0015; of 1000.00 it is 50.00, in however many parts.
    fees = []
    for part in (3, 7, 33_333, 66_657):
        fees.append((await made.released(1, part)).fee_minor)
    assert fees == [0, 1, 1_667, 5_000]
    assert (await made.balance(), await made.balance(made.receiver)) == (5_000, 95_000)
    assert (await made.stage(1)).state == "RELEASED"


@pytest.mark.parametrize("rate", [0, 100, 10_000])
async def test_es8_a_contract_keeps_the_rate_that_it_was_drafted_with(made: Escrow, rate: int) -> None:
    await made.funded(1)
    await made.submitted(1)
    await made.accepted(1)
    await made.released(1, 60_000)
    before = terms()
    use_terms(replace(before, fee_basis_points=rate))
    try:
        stage = await made.released(1)
        other = await amending()
    finally:
        use_terms(before)
    assert stage.fee_minor == 5_000
    assert await made.balance(made.receiver) == 95_000
    assert ((await made.present()).fee_basis_points, other.contract.fee_basis_points) == (500, rate)
    assert await audit() == []


@pytest.mark.usefixtures("time")
async def test_es8_a_revised_contract_keeps_the_rate_of_its_draft() -> None:
    made = await deal()
    contract = await made.drafted()
    before = terms()
    use_terms(replace(before, fee_basis_points=700))
    try:
        contract = await made.revised(contract, stages=stages("1500.00", "1500.00"))
    finally:
        use_terms(before)
    assert (contract.version, contract.fee_basis_points) == (2, 500)


async def test_es4_nobody_accepts_their_own_work_and_members_move_no_money(made: Escrow) -> None:
    member = await colleague(made.deal.made.house, MemberRole.MEMBER)
    stage = await made.stage(1)
    for by in (made.receiver, member):
        async with refused("NOT_ALLOWED"):
            await fund_stage(stage, expected_amount=money(100_000), expected_version=stage.version, by=by)
    await made.funded(1)
    stage = await made.submitted(1)
    for by in (made.receiver, member):
        async with refused("NOT_ALLOWED"):
            await accept_work(stage, expected_version=stage.version, by=by)
    async with refused("NOT_ALLOWED"):
        await submit_work(stage, note="Mine.", by=made.awarder)
    await made.accepted(1)
    stage = await made.stage(1)
    async with refused("NOT_ALLOWED"):
        await release_stage(stage, expected_amount=money(100_000), expected_version=stage.version, by=made.receiver)
    assert await made.sums(1) == (100_000, 0, 0, 100_000)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (MoneyGiven(Decimal("999.99"), "USD"), "WRONG_AMOUNT"),
        (MoneyGiven(Decimal("1000.00"), "EUR"), "INVALID_INPUT"),
        (MoneyGiven(Decimal("1000.001"), "USD"), "INVALID_INPUT"),
        (MoneyGiven(Decimal("-1000.00"), "USD"), "INVALID_INPUT"),
    ],
)
async def test_es10_another_amount_or_currency_than_the_contract_has_is_refused(
    made: Escrow, given: MoneyGiven, code: str
) -> None:
    async with refused(code):
        await made.begun(1, expected_amount=given)
    assert await Payment.all().count() == 0


async def test_the_amount_that_a_refusal_names_is_written_as_its_reader_does(made: Escrow) -> None:
    with pytest.raises(Refused) as raised:
        await made.begun(1, expected_amount=money(99_999))
    assert said(raised.value, Locale("de")) == "Der Etappe fehlen 1.000\u00a0$."
    assert said(raised.value, Locale("en")) == "What the stage lacks is $1,000."
    assert str(raised.value) == "WRONG_AMOUNT: What the stage lacks is 1000.00 USD."


async def test_a_decision_on_a_former_version_is_refused(made: Escrow) -> None:
    """EB-13."""
    await made.funded(1)
    stage = await made.submitted(1)
    async with refused("CONFLICT"):
        await accept_work(stage, expected_version=stage.version - 1, by=made.awarder)
    await made.accepted(1)
    stage = await made.stage(1)
    async with refused("CONFLICT"):
        await release_stage(stage, expected_amount=money(100_000), expected_version=stage.version - 1, by=made.awarder)
    async with refused("WRONG_AMOUNT"):
        await release_stage(stage, expected_amount=money(99_999), expected_version=stage.version, by=made.awarder)
    assert await made.sums(1) == (100_000, 0, 0, 100_000)


async def test_a_payment_that_waits_for_its_payer_is_the_same_one(made: Escrow) -> None:
    first = await made.begun(1)
    assert (await made.begun(1)).id == first.id
    await made.pays(first, "CANCELLED")
    assert (await made.stage(1)).state == "AWAITING_FUNDS"
    second = await made.begun(1)
    assert second.id != first.id
    await made.pays(second)
    assert (await made.stage(1)).state == "FUNDED"
    async with refused("WRONG_STATE"):
        await made.begun(1, expected_amount=money(100_000))


async def test_es2_what_came_twice_goes_back_at_once(made: Escrow) -> None:
    first = await made.begun(1)
    second = await _another(first)
    await made.pays(first)
    await made.pays(second)
    assert await made.sums(1) == (100_000, 0, 0, 100_000)
    refund = await Payment.get(kind=PaymentKind.REFUND)
    assert (refund.original_id, refund.amount_minor, refund.state) == (second.id, 100_000, PaymentState.PENDING)
    await made.confirmed()
    assert (await made.outside(), await made.balance(made.awarder)) == (100_000, 0)


async def _another(like: Payment) -> Payment:
    async with change():
        payment = await begin(
            PaymentKind.PAY_IN, like.amount, key="twice", party=like.party_id, stage=like.stage_id, by=None
        )
    return await checkout(payment.id)


async def test_rework_is_submitted_again_and_stays_on_record(made: Escrow) -> None:
    await made.funded(1)
    await made.submitted(1, note="First.")
    stage = await made.reworked(1)
    assert (stage.state, stage.auto_accepts_at) == ("REWORK", None)
    assert await told(made, "REWORK_REQUESTED") == {made.receiver.user.id}
    # What was asked of the client is done.
    assert not await Notification.exists(kind="WORK_SUBMITTED", read_at=None)
    await made.submitted(1, note="Second.")
    found = (await submissions_of([stage.id]))[stage.id]
    assert [(each.number, each.note, each.rework_note) for each in found] == [
        (1, "First.", "The colours."),
        (2, "Second.", None),
    ]


async def test_es7_silence_accepts_and_releases_and_each_rework_starts_the_time_anew(made: Escrow, time: Time) -> None:
    await made.funded(1)
    first = (await made.submitted(1)).auto_accepts_at
    assert first is not None
    assert first - time.now == timedelta(days=14)  # ten working days
    time.now += timedelta(days=5)
    await made.reworked(1)
    time.now = first
    assert await settle_stage((await made.stage(1)).id) == 0
    again = (await made.submitted(1)).auto_accepts_at
    assert again == first + timedelta(days=14)
    time.now = again - timedelta(microseconds=1)
    assert await catch_up() == 0
    time.now = again
    version = (await made.stage(1)).version
    assert await catch_up() == 1
    stage = await made.stage(1)
    assert (stage.state, stage.version, stage.released_minor) == ("RELEASED", version, 100_000)
    assert await catch_up() == 0
    assert await told(made, "STAGE_RELEASED") == {made.awarder.user.id, made.receiver.user.id}


async def test_a_refund_that_the_receiver_agrees_to_goes_back_by_the_way_it_came(made: Escrow) -> None:
    """ES-2 and ES-9: it counts from its command on, and waits until the provider confirms it."""
    await made.funded(1)
    await made.refund_requested(1)
    assert await made.actions(1, made.receiver) == ["AGREE_REFUND", "OBJECT_REFUND", "OPEN_DISPUTE"]
    assert await made.actions(1, made.awarder) == ["WITHDRAW_REFUND", "OPEN_DISPUTE"]
    stage = await made.refund_answered(1, agree=True)
    assert (stage.state, await made.sums(1)) == ("REFUNDED", (100_000, 0, 100_000, 0))
    assert lacking_of(stage) == 0
    refund = await Payment.get(kind=PaymentKind.REFUND)
    paid = await Payment.get(kind=PaymentKind.PAY_IN)
    assert (refund.original_id, refund.state, await made.outside()) == (paid.id, PaymentState.PENDING, 100_000)
    await made.confirmed()
    assert (await made.outside(), await made.balance(made.awarder)) == (0, 0)
    assert (await Payment.get(id=refund.id)).state == PaymentState.SUCCEEDED


async def test_es9_a_refund_that_failed_is_tried_again_by_the_way_it_came(made: Escrow) -> None:
    """Its money is the payer's meanwhile, who needs no account to be paid out."""
    house = made.deal.made.house
    await made.funded(1)
    await made.refund_requested(1)
    made.till.behave(refunds="FAILED")
    await made.refund_answered(1, agree=True)
    await made.confirmed()
    failed = await Payment.get(kind=PaymentKind.REFUND)
    assert (failed.state, await made.balance(made.awarder), await made.outside()) == ("FAILED", 100_000, 100_000)
    made.till.behave()
    again = await request_payout(house, currency="USD", by=made.awarder)
    assert (again.kind, again.original_id, again.amount_minor) == ("REFUND", failed.original_id, 100_000)
    async with refused("PAYOUTS_NOT_READY"):
        await request_payout(house, currency="USD", by=made.awarder)
    assert (await made.balance(made.awarder), await made.outside()) == (0, 100_000)
    await made.confirmed()
    assert ((await Payment.get(id=again.id)).state, await made.outside()) == ("SUCCEEDED", 0)
    assert await Payment.filter(kind=PaymentKind.REFUND).count() == 2


async def test_a_party_that_is_owed_money_is_not_closed(made: Escrow) -> None:
    """Its account could not be completed any more, and its money never leave."""
    firm, house = made.deal.made.firm, made.deal.made.house
    await made.done(1)
    async with refused("MONEY_LEFT"):
        await check_nothing_left(PartyClosing(firm, made.receiver.user.id))
    async with change():
        await check_nothing_left(PartyClosing(house, made.awarder.user.id))


async def test_es9_a_party_is_closed_once_its_refund_has_arrived(made: Escrow) -> None:
    house = made.deal.made.house
    await made.funded(1)
    await made.refund_requested(1)
    await made.refund_answered(1, agree=True)
    async with refused("STILL_RUNNING"):
        await check_nothing_left(PartyClosing(house, made.awarder.user.id))
    await made.confirmed()
    async with change():
        await check_nothing_left(PartyClosing(house, made.awarder.user.id))


async def test_a_party_whose_page_was_left_behind_is_closed_and_the_page_is_cancelled(made: Escrow) -> None:
    """The sandbox's page would last for longer than the party."""
    house, payment = made.deal.made.house, await made.begun(2)
    async with change():
        await check_nothing_left(PartyClosing(house, made.awarder.user.id))
    await made.till.settle_all()
    page = await made.till.sandbox.find(payment.provider_ref)
    assert page is not None
    assert (page.state, (await Payment.get(id=payment.id)).state) == ("CANCELLED", PaymentState.CANCELLED)


@pytest.mark.parametrize("state", ["FUNDED", "REWORK"])
async def test_a_refund_that_nobody_has_answered_can_be_taken_back(made: Escrow, time: Time, state: str) -> None:
    """ES-11: the time of money that lies idle begins anew; silence agrees to nothing any more."""
    await made.funded(1)
    if state == "REWORK":
        await made.submitted(1)
        await made.reworked(1)
    before = await made.refund_requested(1)
    async with refused("NOT_ALLOWED"):
        await withdraw_refund(before, by=made.receiver)
    time.now += timedelta(days=6)
    await withdraw_refund(before, by=made.awarder)
    stage = await made.stage(1)
    assert (stage.state, stage.refund_reason, stage.refunds_at, stage.former_state) == (state, None, None, None)
    assert stage.version == before.version + 1
    assert stage.moved_at == time.now
    assert await made.sums(1) == (100_000, 0, 0, 100_000)
    assert await told(made, "REFUND_WITHDRAWN") == {made.receiver.user.id}
    assert (await entries(made.contract))[-1][0] == "REFUND_WITHDRAWN"
    async with refused("WRONG_STATE"):
        await withdraw_refund(stage, by=made.awarder)
    async with refused("WRONG_STATE"):
        await made.refund_answered(1, agree=True)
    time.now += timedelta(days=30)
    assert await catch_up() == 0
    assert (await made.stage(1)).version == stage.version


async def test_silence_agrees_to_a_refund_if_nothing_was_ever_submitted(made: Escrow, time: Time) -> None:
    await made.funded(1)
    stage = await made.refund_requested(1)
    assert stage.refunds_at == time.now + timedelta(days=7)
    time.now = stage.refunds_at - timedelta(microseconds=1)
    assert await catch_up() == 0
    time.now = stage.refunds_at
    assert await catch_up() == 1
    assert await made.states() == ["REFUNDED", "AWAITING_FUNDS"]
    await made.funded(2)
    await made.submitted(2)
    await made.reworked(2)
    assert (await made.refund_requested(2)).refunds_at is None


async def test_es11_money_that_lies_idle_is_said_twice(made: Escrow, time: Time) -> None:
    await made.funded(1)
    funded, both = time.now, {made.awarder.user.id, made.receiver.user.id}
    time.now = funded + timedelta(days=60)
    assert await catch_up() == 1
    assert await told(made, "ESCROW_IDLE") == both
    assert (await made.stage(1)).idle_told == 1
    time.now = funded + timedelta(days=89)
    assert await catch_up() == 0
    await made.submitted(1)
    assert (await made.stage(1)).idle_told == 0


async def test_co9_a_supplement_refunds_the_excess_of_a_funded_stage_once(made: Escrow) -> None:
    await made.funded(1)
    await made.deal.active(await made.deal.change(1, amount=Decimal("600.00")))
    assert (await made.stage(1)).state == "FUNDED"
    assert await made.sums(1) == (100_000, 0, 40_000, 60_000)
    assert await Payment.filter(kind=PaymentKind.REFUND).values_list("amount_minor", flat=True) == [40_000]
    await made.confirmed()
    assert await made.outside() == 60_000


async def test_co9_three_supplements_in_a_row_on_released_funded_and_planned_stages(made: Escrow) -> None:
    await made.funded(2)
    await made.done(1)
    async with refused("INVALID_INPUT"):
        await made.deal.proposed(await made.deal.change(1, amount=Decimal("1500.00")))
    # Raised, the second stage lacks what is missing, and has the same money still.
    await made.deal.active(await made.deal.change(2, amount=Decimal("2500.00")))
    assert (await made.stage(2)).state == "AWAITING_FUNDS"
    assert (await made.begun(2)).amount_minor == 50_000
    await made.deal.active(await made.deal.change(2, amount=Decimal("1500.00")))
    assert (await made.stage(2)).state == "FUNDED"
    assert await made.sums(2) == (200_000, 0, 50_000, 150_000)
    await made.deal.active(await made.deal.change(2, title="The rest"))
    assert await made.sums(2) == (200_000, 0, 50_000, 150_000)
    assert (await made.present()).total_minor == 250_000


async def asked(made: Escrow) -> list[tuple[object, object, object]]:
    """Who was asked to pay in what, after a supplement, and for which stage."""
    found = await Notification.filter(user_id=made.awarder.user.id, kind="STAGE_TO_FUND").order_by("id")
    return [(row.user_id, row.facts["stage"], row.facts["amount"]) for row in found if "stage" in row.facts]


async def test_co9_the_payer_hears_what_a_raised_stage_lacks(made: Escrow) -> None:
    """ES-3: the work of the stage waits for that money again."""
    await made.funded(1)
    await made.deal.active(await made.deal.change(1, title="All of it"))
    assert await asked(made) == []
    await made.deal.active(await made.deal.change(1, amount=Decimal("1200.00")))
    assert await asked(made) == [(made.awarder.user.id, "All of it", "200.00 USD")]
    assert await made.actions(1, made.awarder) == ["FUND"]
    await made.funded(1)
    assert await made.sums(1) == (120_000, 0, 0, 120_000)


async def test_co9_the_payer_hears_of_a_further_stage_if_it_is_the_next_one_to_be_paid(made: Escrow) -> None:
    await made.deal.active(add_stages=further("Third", "10.00"))
    assert await asked(made) == []
    await made.funded(1)
    await made.funded(2)
    await made.funded(3)
    await made.deal.active(add_stages=further("Fourth", "20.00"))
    assert await asked(made) == [(made.awarder.user.id, "Fourth", "20.00 USD")]
    assert await made.actions(4, made.awarder) == ["FUND"]


async def test_co9_the_payer_hears_of_the_amount_that_takes_the_place_of_a_page(made: Escrow) -> None:
    await made.begun(2)
    title = (await made.stage(2)).title
    await made.deal.active(await made.deal.change(2, amount=Decimal("1500.00")))
    assert await asked(made) == [(made.awarder.user.id, title, "1500.00 USD")]


async def test_a_removed_stage_gives_its_money_back(made: Escrow) -> None:
    """CO-9: what was paid in for a stage that is no more goes back."""
    await made.funded(2)
    await made.deal.active(await made.deal.change(2, remove=True))
    assert (await made.stage(2)).state == "REFUNDED"
    assert await made.sums(2) == (200_000, 0, 200_000, 0)


async def test_a_stage_is_not_reduced_below_what_was_released_nor_removed_then(made: Escrow) -> None:
    await made.funded(1)
    await made.submitted(1)
    await made.accepted(1)
    await made.released(1, 30_000)
    for wrong in ({"amount": Decimal("299.99")}, {"amount": Decimal("1000.01")}, {"remove": True}):
        async with refused("INVALID_INPUT"):
            await made.deal.proposed(await made.deal.change(1, **wrong))
    with pytest.raises(InvalidInput) as raised:
        await made.deal.proposed(await made.deal.change(1, amount=Decimal("299.99")))
    (problem,) = raised.value.fields
    assert said(problem, Locale("es")) == "Ya se liberaron 300\u00a0US$ de esta etapa."
    assert parameters_of(problem.facts) == {"released": "300.00 USD", "amount": "300.00", "currency": "USD"}
    await made.deal.active(await made.deal.change(1, amount=Decimal("300.00")))
    assert (await made.stage(1)).state == "SETTLED"
    assert await made.sums(1) == (100_000, 30_000, 70_000, 0)


async def test_a_supplement_that_removes_the_last_open_stage_completes_the_contract(made: Escrow) -> None:
    await made.done(1)
    await made.funded(2)
    await made.deal.active(await made.deal.change(2, remove=True))
    assert await made.states() == ["RELEASED", "REFUNDED"]
    assert (await made.present()).state == "COMPLETED"
    assert (await Demand.get(id=made.deal.made.demand.id)).state == "COMPLETED"


async def end_proposed(made: Escrow) -> None:
    deal = made.deal.made
    await propose_termination(await made.present(), deal.house, reason="Over.", by=deal.awarder)


async def end_accepted(made: Escrow) -> None:
    await accept_termination(await made.present(), made.deal.made.firm, by=made.receiver)


async def test_co11_termination_settles_what_is_held(made: Escrow) -> None:
    """What was accepted is the receiver's, and what was not begun goes back."""
    await made.funded(1)
    await made.funded(2)
    await made.submitted(1)
    await end_proposed(made)
    async with refused("STAGE_UNDECIDED") as refusal:
        await end_accepted(made)
    assert said(refusal.value, Locale("de")).startswith("Eine Etappe ist eingereicht: ")
    assert said(refusal.value, Locale()).startswith("A stage is submitted: ")
    await made.accepted(1)
    await end_accepted(made)
    assert await made.states() == ["RELEASED", "REFUNDED"]
    assert (await made.present()).state == "TERMINATED"
    await made.confirmed()
    assert (await made.balance(made.receiver), await made.balance(), await made.outside()) == (95_000, 5_000, 100_000)


async def test_money_that_comes_after_the_end_goes_back(made: Escrow) -> None:
    payment = await made.begun(1)
    await end_proposed(made)
    await end_accepted(made)
    await made.pays(payment)
    assert (await made.stage(1)).state == "CANCELLED"
    assert await made.sums(1) == (0, 0, 0, 0)
    await made.confirmed()
    assert (await made.outside(), await made.balance(made.awarder)) == (0, 0)
    assert "PAYMENT_RETURNED" in [action for action, _ in await entries(made.contract)]


async def test_every_transfer_is_written_once_whatever_is_repeated(made: Escrow) -> None:
    await made.done(1)
    before = await Journal.all().count()
    stage = await made.stage(1)
    async with refused("WRONG_STATE"):
        await release_stage(stage, expected_amount=money(100_000), expected_version=stage.version, by=made.awarder)
    assert await settle_stage(stage.id) == 0
    assert await Journal.all().count() == before
    assert await made.states() == ["RELEASED", "AWAITING_FUNDS"]


async def test_a_line_of_a_statement_leads_to_its_contract_for_those_who_see_that(made: Escrow) -> None:
    await made.done(1)
    account = await statement_of(made.deal.made.firm.id, "USD")
    assert account is not None
    lines = (await lines_of(account, Window(None, None, None, None))).rows
    shown = await contracts_of_lines(lines, viewer=made.receiver)
    assert [each and each.id for each in shown] == [made.contract] * len(lines)
    assert [each and each.number for each in await stages_of_lines(lines, viewer=made.receiver)] == [1] * len(lines)
    assert await contracts_of_lines(lines, viewer=await somebody()) == [None] * len(lines)


async def test_a_line_of_a_statement_says_by_which_payment_it_went(made: Escrow) -> None:
    """ES-9: what a payer gets back is no payout, and goes where it came from."""
    await made.funded(1)
    await made.refund_requested(1)
    await made.refund_answered(1, agree=True)
    await made.confirmed()
    account = await statement_of(made.deal.made.house.id, "USD")
    assert account is not None
    lines = (await lines_of(account, Window(None, None, None, None))).rows
    kinds = [each and each.kind.value for each in await payments_of_lines(lines, viewer=made.awarder)]
    moved = [each.kind.value for each in lines]
    out = ["PAID_OUT", "REFUNDED", "FUNDED", "PAID_IN"]
    assert list(zip(moved, kinds, strict=True)) == list(zip(out, ["REFUND"] * 2 + ["PAY_IN"] * 2, strict=True))
    assert await payments_of_lines(lines, viewer=await somebody()) == [None] * 4


async def test_work_and_payments_are_for_both_sides_and_work_for_the_mediator_of_a_dispute(
    made: Escrow, time: Time
) -> None:
    """Whoever of the staff sees the contract for something else sees neither."""
    quarrel = Quarrel(made, await somebody(StaffRole.MEDIATOR))
    professional = await somebody(StaffRole.PROFESSIONAL)
    file = await keep_made(b"%PDF- The work.", name="work.pdf", media_type="application/pdf", by=made.receiver)
    await made.funded(1)
    await made.submitted(1, attachment_ids=[file.id])
    await quarrel.opened()
    await quarrel.said(ContractSide.AWARDER)
    time.now += timedelta(days=15)
    await catch_up()
    stage, file = await made.stage(1), await File.get(id=file.id)

    async def seen(by: Viewer) -> tuple[int, int, int]:
        (work,), (paid,) = (
            await submissions_of_stages([stage], viewer=by),
            await payments_of_stages([stage], viewer=by),
        )
        return len(work), len(await readable([file], by)), len(paid)

    assert await seen(quarrel.mediator) == (0, 0, 0)
    await quarrel.claimed()
    assert await seen(quarrel.mediator) == (1, 1, 0)
    assert [await seen(by) for by in (made.awarder, made.receiver, professional)] == [(1, 1, 1), (1, 1, 1), (0, 0, 0)]
