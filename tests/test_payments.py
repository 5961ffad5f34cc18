"""Payments: begun in a change, sent once, settled forward only, whatever the provider and its notices do."""

import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.changes import change
from models.database import rows
from models.errors import Refused
from models.money import Money
from models.notifications.kinds import Notification
from models.payments import sending
from models.payments.beginning import begin
from models.payments.notices import receive, take_next
from models.payments.payment import Payment, PaymentKind, PaymentNotice, PaymentState
from models.payments.sending import checkout, send_next
from providers.sandbox import TABLES, Sandbox
from tests.support.domain.inside import Time, party_of, somebody
from tests.support.domain.paying import Till, differences, till

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Till]:
    with till(tmp_path) as made:
        yield made


async def state_of(payment: Payment) -> PaymentState:
    return (await Payment.get(id=payment.id)).state


async def test_es9_a_payment_is_begun_sent_paid_and_settled_once(counter: Till) -> None:
    olga = await somebody()
    begun = await counter.begun(olga, 120_000)
    assert (begun.state, begun.provider_ref, begun.checkout_url) == (PaymentState.PENDING, None, None)
    sent = await checkout(begun.id)
    assert sent.checkout_url == f"http://127.0.0.1:1/sandbox/checkout/{sent.provider_ref}"
    await counter.sandbox.press(sent.provider_ref, "SUCCEEDED")
    assert await counter.hear() == 1
    settled = await Payment.get(id=begun.id)
    assert (settled.state, settled.amount) == (PaymentState.SUCCEEDED, Money(120_000, "EUR"))
    assert settled.settled_at is not None
    assert settled.due_at is None
    assert await differences() == []


async def test_the_same_key_is_the_same_payment_and_another_input_is_refused(counter: Till) -> None:
    olga = await somebody()
    first = await counter.begun(olga, 500, key="once")
    again = await counter.begun(olga, 500, key="once")
    assert again.id == first.id
    with pytest.raises(Refused, match="IDEMPOTENCY_MISMATCH"):
        await counter.begun(olga, 501, key="once")
    assert await Payment.all().count() == 1


async def test_what_was_rolled_back_never_reaches_the_provider(counter: Till) -> None:
    olga = await somebody()

    async def fail() -> None:
        async with change():
            await counter.begun(olga)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert not await send_next()
    assert await Payment.all().count() == 0


@pytest.mark.parametrize(
    ("manners", "notices"),
    [({"repeats": 3}, 1), ({"twice": True}, 2), ({"reorders": True, "twice": True, "repeats": 2}, 2)],
)
async def test_notices_that_repeat_or_come_twice_settle_once(
    counter: Till, manners: dict[str, object], notices: int
) -> None:
    counter.behave(**manners)
    olga = await somebody()
    payment = await counter.paid(olga)
    assert payment.state is PaymentState.SUCCEEDED
    assert await PaymentNotice.filter(due_at=None).count() == await PaymentNotice.all().count() == notices
    assert await differences() == []


async def test_a_notice_that_is_dropped_is_made_good_by_asking(counter: Till, time: Time) -> None:
    counter.behave(drops=True)
    payment = await counter.paid(await somebody())
    assert payment.state is PaymentState.PENDING
    time.now += sending.FIRST_LOOK
    assert await send_next()
    assert await state_of(payment) is PaymentState.SUCCEEDED


async def test_a_late_notice_of_an_older_state_moves_nothing_back(counter: Till) -> None:
    olga = await somebody()
    payment = await counter.paid(olga)
    body = f'{{"id": "late", "object": "{payment.provider_ref}"}}'.encode()
    assert await receive("sandbox", counter.sandbox.headers_of(body), body)
    assert await take_next()
    assert await state_of(payment) is PaymentState.SUCCEEDED
    assert await differences() == []


@pytest.mark.parametrize("manners", [{"shift": -1}, {"shift": 1}, {"currency": "USD"}])
async def test_es9_another_amount_or_currency_never_settles_and_is_noted_once(
    counter: Till, manners: dict[str, object]
) -> None:
    counter.behave(**manners, twice=True)
    payment = await counter.paid(await somebody(), 1_000)
    assert payment.state is PaymentState.FAILED
    kind = "OTHER_CURRENCY" if "currency" in manners else "OTHER_AMOUNT"
    there = f"{(1_000 + int(str(manners.get('shift', 0)))) / 100:.2f} {manners.get('currency', 'EUR')}"
    assert set(await differences()) == {
        (kind, payment.id, "10.00 EUR", there),
        ("OTHER_STATE", payment.id, "FAILED", "SUCCEEDED"),
    }


async def test_a_page_of_the_sandbox_can_be_paid_for_a_day(counter: Till, time: Time) -> None:
    sent = await checkout((await counter.begun(await somebody())).id)
    time.now += timedelta(days=1) - timedelta(seconds=1)
    assert await counter.hear() == 0
    time.now += timedelta(seconds=1)
    await counter.sandbox.press(sent.provider_ref, "SUCCEEDED")
    assert await counter.hear() == 1
    assert await state_of(sent) is PaymentState.CANCELLED
    page = await counter.sandbox.find(sent.provider_ref)
    assert page is not None
    assert page.state == "CANCELLED"


async def test_a_page_that_expires_unheard_is_made_good_by_asking(counter: Till, time: Time) -> None:
    counter.behave(drops=True)
    sent = await checkout((await counter.begun(await somebody())).id)
    time.now += timedelta(days=1)
    await counter.settle_all()
    assert await state_of(sent) is PaymentState.CANCELLED


async def test_a_file_of_an_older_sandbox_gets_what_it_lacks(tmp_path: Path) -> None:
    """Its payments stay, and their pages last for a day from now on."""
    with sqlite3.connect(tmp_path / "old.sqlite3") as base:
        base.executescript(TABLES)
        base.execute("INSERT INTO setting VALUES ('key', 'k')")
        base.execute(
            "INSERT INTO thing (id, kind, state, minor, currency, ref, key, asked) "
            "VALUES ('payin_1', 'PAY_IN', 'PENDING', 5, 'EUR', 'r', 'k', '')"
        )
        base.execute("PRAGMA user_version = 1")
    for _ in range(2):
        old = Sandbox(tmp_path / "old.sqlite3", server="http://127.0.0.1:1", notices="http://127.0.0.1:1/")
        page = await old.find("payin_1")
        assert page is not None
        assert page.state == "PENDING"
    late = Sandbox(
        tmp_path / "old.sqlite3", server="", notices="", clock=lambda: datetime.now(UTC).timestamp() + 86_401
    )
    page = await late.find("payin_1")
    assert page is not None
    assert page.state == "CANCELLED"


async def test_an_answer_that_was_lost_is_made_good_by_the_notice(counter: Till) -> None:
    counter.behave(answers="LOST")
    begun = await counter.begun(await somebody())
    with pytest.raises(Refused, match="PROVIDER_UNAVAILABLE"):
        await checkout(begun.id)
    assert (await Payment.get(id=begun.id)).provider_ref is None
    counter.behave()
    (there,) = [row async for row in counter.things()]
    await counter.sandbox.press(there, "SUCCEEDED")
    await counter.hear()
    settled = await Payment.get(id=begun.id)
    assert (settled.state, settled.provider_ref) == (PaymentState.SUCCEEDED, there)


@pytest.mark.parametrize("answers", ["LOST", "AWAY"])
async def test_what_the_provider_did_not_answer_is_sent_again_by_its_key(
    counter: Till, time: Time, answers: str
) -> None:
    counter.behave(answers=answers)
    begun = await counter.begun(await somebody())
    with pytest.raises(Refused, match="PROVIDER_UNAVAILABLE") as refused:
        await checkout(begun.id)
    assert refused.value.retry_after_seconds == 5
    counter.behave()
    assert not await send_next()
    time.now += sending.LONGEST_PAUSE
    assert await send_next()
    sent = await Payment.get(id=begun.id)
    assert sent.checkout_url is not None
    assert [row async for row in counter.things()] == [sent.provider_ref]


async def test_a_payment_that_the_provider_refuses_fails_and_its_owner_hears_of_it(counter: Till) -> None:
    counter.behave(answers="REFUSES")
    olga = await somebody()
    failed = await checkout((await counter.begun(olga)).id)
    assert (failed.state, failed.failure) == (PaymentState.FAILED, "The sandbox was told to refuse.")
    (told,) = await Notification.filter(user_id=olga.id)
    assert (told.kind, told.facts["amount"]) == ("PAYMENT_FAILED", "10.00 EUR")


async def test_many_workers_send_one_payment_once(counter: Till) -> None:
    begun = await counter.begun(await somebody())
    sent = await asyncio.gather(*(checkout(begun.id) for _ in range(20)))
    assert len({each.provider_ref for each in sent}) == 1
    assert len([row async for row in counter.things()]) == 1


async def test_a_payment_whose_key_the_provider_has_forgotten_is_not_sent_again(counter: Till, time: Time) -> None:
    counter.behave(answers="AWAY")
    begun = await counter.begun(await somebody())
    with pytest.raises(Refused, match="PROVIDER_UNAVAILABLE"):
        await checkout(begun.id)
    counter.behave()
    time.now += timedelta(hours=counter.sandbox.keeps_keys_hours)
    assert (await checkout(begun.id)).state is PaymentState.CANCELLED
    assert [row async for row in counter.things()] == []


async def test_es9_refunds_go_back_by_the_same_way_and_never_exceed_what_came_in(counter: Till) -> None:
    olga = await somebody()
    paid = await counter.paid(olga, 1_000)
    first = await counter.refund(paid, 600)
    with pytest.raises(Refused, match="REFUND_EXCEEDS_PAYMENT"):
        await counter.refund(paid, 401)
    second = await counter.refund(paid, 400)
    await counter.settle_all()
    assert [await state_of(each) for each in (first, second)] == [PaymentState.SUCCEEDED] * 2
    assert {row.original_id for row in await Payment.filter(kind=PaymentKind.REFUND)} == {paid.id}
    with pytest.raises(Refused, match="REFUND_EXCEEDS_PAYMENT"):
        await counter.refund(paid, 1)
    assert await Payment.all().count() == 3


async def test_es9_a_refund_whose_answer_was_lost_is_looked_for_before_it_is_sent_again(
    counter: Till, time: Time
) -> None:
    paid = await counter.paid(await somebody(), 1_000)
    refund = await counter.refund(paid, 700)
    counter.behave(answers="LOST", drops=True)
    assert await send_next()
    assert await state_of(refund) is PaymentState.PENDING
    counter.behave()
    time.now += timedelta(hours=counter.sandbox.keeps_keys_hours + 1)
    assert await send_next()
    assert await state_of(refund) is PaymentState.SUCCEEDED
    assert len([row async for row in counter.things()]) == 2


async def test_es9_only_a_payment_that_came_in_is_refunded(counter: Till) -> None:
    olga, eve = await somebody(), await somebody()
    pending = await counter.begun(olga)
    with pytest.raises(Refused, match="WRONG_STATE"):
        await counter.refund(pending, 1)
    paid = await counter.paid(olga)
    paid.party_id = (await party_of(eve)).id
    with pytest.raises(Refused, match="WRONG_STATE"):
        await counter.refund(paid, 1)
    assert await Payment.filter(kind=PaymentKind.REFUND).count() == 0


@pytest.mark.parametrize("minor", [0, -1])
async def test_a_payment_is_of_more_than_nothing(counter: Till, minor: int) -> None:
    olga = await somebody()
    with pytest.raises(Refused, match="AMOUNT_NOT_PAYABLE"):
        await counter.begun(olga, minor)
    assert await Payment.all().count() == 0


@pytest.mark.usefixtures("counter")
async def test_nobody_is_paid_out_without_a_complete_account() -> None:
    party = await party_of(olga := await somebody())
    async with change():
        with pytest.raises(Refused, match="PAYOUTS_NOT_READY"):
            await begin(PaymentKind.PAY_OUT, Money(1, "EUR"), key="out", party=party.id, by=olga.id)
    assert await Payment.all().count() == 0


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE payment SET amount_minor = 1",
        "UPDATE payment SET currency = 'USD'",
        "UPDATE payment SET state = 'PENDING'",
        "UPDATE payment SET state = 'FAILED'",
        "DELETE FROM payment",
    ],
)
async def test_the_database_itself_refuses_to_rewrite_a_payment(counter: Till, act: str) -> None:
    paid = await counter.paid(await somebody())
    with pytest.raises(Exception, match=r"never|stays"):  # each driver has a class of its own for it
        await rows(act)
    (row,) = await Payment.all()
    assert (row.state, row.amount_minor, row.currency) == (paid.state, 1_000, "EUR")


@pytest.mark.parametrize("forged", ["", "t=1,v1=00", "v1=", "t=²,v1=0"])
async def test_a_notice_with_a_false_signature_stores_nothing(counter: Till, forged: str) -> None:
    body = b'{"id": "n", "object": "payin_1"}'
    assert not await receive("sandbox", {"sandbox-signature": forged}, body)
    signed = counter.sandbox.headers_of(body)
    assert not await receive("sandbox", signed, body + b" ")
    assert not await receive("stripe", signed, body)
    assert await PaymentNotice.all().count() == 0


async def test_a_notice_of_an_unknown_object_is_harmless(counter: Till, time: Time) -> None:
    body = b'{"id": "n", "object": "payin_1"}'
    assert await receive("sandbox", counter.sandbox.headers_of(body), body)
    assert await take_next()
    (row,) = await PaymentNotice.all()
    assert row.taken_at == time.now
    assert await differences() == []
