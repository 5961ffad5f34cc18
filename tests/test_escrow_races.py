"""Races for the money of a stage: whoever comes at once, and whoever is cut off, every cent has one place."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from models.changes import change, stamp
from models.clock import clock, now
from models.contracts.contract import ContractStage
from models.contracts.terminating import accept_termination, propose_termination
from models.database import is_postgres, rows
from models.errors import Conflict, Refusal
from models.escrow.cases import stage_locked
from models.escrow.funding import fund_stage, missing_of
from models.escrow.paying_out import request_payout
from models.escrow.refunding import refund
from models.escrow.releasing import release_stage
from models.escrow.working import accept_work, request_rework
from models.ledger.account import Journal
from models.ledger.auditing import audit
from models.payments.beginning import begin
from models.payments.calling_off import call_off
from models.payments.locking import payment_locked
from models.payments.payment import Payment, PaymentKind
from models.payments.sending import checkout, send_next
from models.payments.settling import settle
from tests.support.domain.escrowing import Escrow, escrow, money
from tests.support.domain.inside import is_awaited
from tests.support.waiting import until

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Escrow]:
    async with escrow(tmp_path) as found:
        yield found


async def accepted(made: Escrow) -> ContractStage:
    await made.funded(1)
    await made.submitted(1)
    return await made.accepted(1)


def release(made: Escrow, stage: ContractStage, minor: int) -> asyncio.Task[ContractStage]:
    held = money(stage.held_minor)
    version = stage.version
    work = release_stage(stage, expected_amount=held, amount=money(minor), expected_version=version, by=made.awarder)
    return asyncio.create_task(work)


async def test_es5_two_hundred_releases_at_once_have_one_effect(made: Escrow) -> None:
    stage = await accepted(made)
    journals = await Journal.all().count()
    found = await asyncio.gather(*(release(made, stage, 40_000) for _ in range(200)), return_exceptions=True)
    assert sum(isinstance(each, ContractStage) for each in found) == 1
    assert {type(each) for each in found} == {ContractStage, Conflict}
    assert await made.sums(1) == (100_000, 40_000, 0, 60_000)
    assert (await made.balance(made.receiver), await made.balance()) == (38_000, 2_000)
    assert await Journal.all().count() == journals + 1
    assert await audit() == []


async def test_releases_of_two_stages_at_once_lose_nothing(made: Escrow) -> None:
    """Both move the account of the same receiver, and the fee."""
    await made.funded(2)
    first = await accepted(made)
    await made.submitted(2)
    second = await made.accepted(2)
    await asyncio.gather(release(made, first, 100_000), release(made, second, 200_000))
    assert await made.states() == ["RELEASED", "RELEASED"]
    assert (await made.present()).state == "COMPLETED"
    assert (await made.balance(made.receiver), await made.balance()) == (285_000, 15_000)
    assert await audit() == []


async def test_accepting_and_asking_for_rework_at_once_is_one_of_both(made: Escrow) -> None:
    await made.funded(1)
    stage = await made.submitted(1)
    accepting = accept_work(stage, expected_version=stage.version, by=made.awarder)
    sending_back = request_rework(stage, note="Better.", by=made.awarder)
    found = await asyncio.gather(accepting, sending_back, return_exceptions=True)
    assert sum(isinstance(each, Refusal) for each in found) == 1
    state = (await made.stage(1)).state
    assert state == ("ACCEPTED" if isinstance(found[0], ContractStage) else "REWORK")


async def test_a_notice_and_a_termination_at_once_leave_no_cent_behind(made: Escrow) -> None:
    deal, payment = made.deal.made, await made.begun(1)
    await propose_termination(await made.present(), deal.house, reason="Over.", by=deal.awarder)

    await asyncio.gather(made.pays(payment), accept_termination(await made.present(), deal.firm, by=deal.receiver))
    assert (await made.present()).state == "TERMINATED"
    assert await Payment.filter(kind=PaymentKind.REFUND).count() == 1
    await made.confirmed()
    assert (await made.outside(), await made.balance(made.awarder)) == (0, 0)
    assert await audit() == []


async def unsent(made: Escrow) -> Payment:
    """A payment for the first stage of which the provider has not heard."""
    stage = await made.stage(1)
    given = {"expected_amount": money(missing_of(stage)), "expected_version": stage.version}
    return await fund_stage(stage, **given, by=made.awarder)


async def paid(made: Escrow) -> Callable[[], Awaitable[object]]:
    payment = await made.begun(1)
    return lambda: made.pays(payment)


async def opened(made: Escrow) -> Callable[[], Awaitable[object]]:
    payment = await unsent(made)
    return lambda: checkout(payment.id)


async def forgotten(made: Escrow) -> Callable[[], Awaitable[object]]:
    begun_at = now() - timedelta(hours=made.till.sandbox.keeps_keys_hours)
    with clock(lambda: begun_at):
        await unsent(made)
    return send_next


async def called_off(made: Escrow) -> Callable[[], Awaitable[object]]:
    payment = await unsent(made)

    async def close() -> None:
        async with change():
            await call_off(Payment.filter(party_id=payment.party_id), at=stamp())

    return close


@pytest.mark.parametrize("prepared", [paid, opened, forgotten, called_off])
async def test_whatever_becomes_of_a_payment_waits_for_a_decision_about_its_stage_before_it_holds_the_payment(
    made: Escrow, prepared: Callable[[Escrow], Awaitable[Callable[[], Awaitable[object]]]]
) -> None:
    """The decision then calls the payment off. If the other change held that, the database would abort one of both."""
    work, stage, is_held = await prepared(made), await made.stage(1), asyncio.Event()

    async def decide() -> None:
        async with change():
            await stage_locked(stage.id)
            is_held.set()
            if is_postgres():
                await until(is_awaited)
            await call_off(Payment.filter(stage_id=stage.id), at=stamp())

    async def meanwhile() -> None:
        await is_held.wait()
        await work()

    with capture_logs() as logs:
        await asyncio.gather(decide(), meanwhile())
    assert [line for line in logs if line["event"] in ("change_aborted", "payment_failed")] == []
    (payment,) = await Payment.all()
    assert payment.is_settled or payment.called_off_at is not None
    assert await audit() == []


async def test_two_payments_of_a_stage_that_come_in_at_once_fund_it_once(made: Escrow) -> None:
    """What comes in first calls the other one off, which waits for the stage then."""
    stage, first = await made.stage(1), await made.begun(1)
    async with change():
        second = await begin(first.kind, first.amount, key="again", party=first.party_id, stage=stage.id, by=None)
    second = await checkout(second.id)
    for each in (first, second):
        await made.till.sandbox.press(each.provider_ref, "SUCCEEDED")
    is_held = asyncio.Event()

    async def hold() -> None:
        async with change():
            await stage_locked(stage.id)
            is_held.set()
            if is_postgres():
                await until(are_awaited)

    async def settled(payment: Payment) -> None:
        found = await made.till.sandbox.look_up(payment.provider_ref)
        await is_held.wait()
        await settle(payment.id, found, object_ref=payment.provider_ref)

    await asyncio.gather(hold(), settled(first), settled(second))
    assert [each.state async for each in Payment.filter(id__in=[first.id, second.id])] == ["SUCCEEDED", "SUCCEEDED"]
    assert (await made.stage(1)).state == "FUNDED"
    await made.confirmed()
    assert (await made.sums(1), await made.outside()) == ((100_000, 0, 0, 100_000), 100_000)
    assert await audit() == []


async def are_awaited() -> bool:
    return len(await rows("SELECT 1 AS one FROM pg_locks WHERE NOT granted")) > 1


async def failed_refund(made: Escrow, minor: int) -> ContractStage:
    """The first stage, of which so much could not go back: it is its payer's, who can have it sent anew."""
    stage = await accepted(made)
    made.till.behave(refunds="FAILED")
    async with change() as running:
        await refund(await stage_locked(stage.id), minor, at=running.at, by=None, side=None)
    await made.confirmed()
    made.till.behave()
    return stage


async def test_who_has_a_refund_sent_anew_waits_for_a_decision_about_its_stage_before_they_hold_their_money(
    made: Escrow,
) -> None:
    """The decision holds what came in, and returns a rest to the payer's account. Held the other way round, the
    database would abort one of both.
    """
    stage, is_held = await failed_refund(made, 40_000), asyncio.Event()
    paid = await Payment.get(kind=PaymentKind.PAY_IN)
    made.till.sandbox.step_in = lambda _: 10  # type: ignore[method-assign]

    async def decide() -> None:
        async with change() as running:
            case = await stage_locked(stage.id)
            await payment_locked(paid.id)
            is_held.set()
            if is_postgres():
                await until(is_awaited)
            await refund(case, 50_005, at=running.at, by=None, side=None)

    async def meanwhile() -> Payment:
        await is_held.wait()
        return await request_payout(made.deal.made.house, currency="USD", by=made.awarder)

    _, again = await asyncio.gather(decide(), meanwhile())
    assert (again.kind, again.original_id, again.amount_minor) == (PaymentKind.REFUND, paid.id, 40_000)
    assert await made.balance(made.awarder) == 5
    await made.confirmed()
    assert (await made.sums(1), await made.outside()) == ((100_000, 0, 90_005, 9_995), 10_000)


async def test_a_release_that_is_cut_off_anywhere_is_whole_or_never_was(made: Escrow) -> None:
    """At later and later steps of the loop, until it ends before."""
    stage, steps, ended = await accepted(made), 0, 0
    while stage.held_minor and ended < 3:
        before = await made.sums(1)
        work = release(made, stage, 1_000)
        for _ in range(steps):
            await asyncio.sleep(0)
        work.cancel()
        (told,) = await asyncio.gather(work, return_exceptions=True)
        ended += isinstance(told, ContractStage)
        after = await made.sums(1)
        assert after in (before, (before[0], before[1] + 1_000, 0, before[3] - 1_000))
        assert isinstance(told, asyncio.CancelledError) or after != before
        assert await audit() == []
        stage = await made.stage(1)
        # On a busy machine the loop turns often while the database answers.
        steps += 2 + steps // 8
    assert ended == 3 or not stage.held_minor
