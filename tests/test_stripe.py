"""Stripe: its own library against a stand-in of the endpoints that it uses."""

import json
import logging
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from models.accounts.viewer import Viewer
from models.changes import change
from models.clock import now
from models.errors import Refused
from models.payments import reaching
from models.payments.accounts import start_onboarding
from models.payments.calling_off import call_off
from models.payments.notices import receive, take_next
from models.payments.payment import (
    Payment,
    PaymentNotice,
    PaymentState,
    PayoutAccount,
    PayoutAccountState,
)
from models.payments.provider import close_provider, ours, use_provider
from models.payments.reconciling import Listed, reconcile
from models.payments.sending import checkout, send_next
from providers.stripe import Stripe
from settings import Settings
from tests.support.api.stripe_desk import SECRET, WEBHOOK_SECRET, StripeDesk, signature
from tests.support.domain.inside import party_of, somebody
from tests.support.domain.paying import begun, differences, paid_out, refunded, verified

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
async def desk() -> AsyncIterator[StripeDesk]:
    with StripeDesk() as running:
        use_provider(Stripe(SECRET, WEBHOOK_SECRET, url=running.url))
        yield running
        await close_provider()
        use_provider(None)


async def hear(desk: StripeDesk, kind: str, thing: str, *, id: str | None = None) -> None:
    """Hands over an event, and takes it."""
    body, signed = desk.event(kind, thing, id=id)
    assert await receive("stripe", {"stripe-signature": signed}, body)
    while await take_next():
        pass


async def paid(desk: StripeDesk, by: Viewer, minor: int = 1_000, currency: str = "EUR") -> Payment:
    sent = await checkout((await begun(by, minor, currency)).id)
    desk.pay(sent.provider_ref)
    await hear(desk, "checkout.session.completed", sent.provider_ref)
    return await Payment.get(id=sent.id)


async def due_again(payment: Payment) -> Payment:
    """Makes a payment due now, and does its next step."""
    await Payment.filter(id=payment.id).update(due_at=now())
    assert await send_next()
    return await Payment.get(id=payment.id)


async def active(desk: StripeDesk, by: Viewer) -> PayoutAccount:
    """The account of the user's party, which is complete."""
    account = await start_onboarding(await verified(by), by=by)
    desk.complete(account.provider_ref)
    await hear(desk, "account.updated", account.provider_ref)
    return await PayoutAccount.get(id=account.id)


async def test_es9_a_payment_leads_to_a_checkout_session_and_its_event_settles_it(desk: StripeDesk) -> None:
    payment = await paid(desk, await somebody(), 120_000)
    (session,) = desk.of("checkout.session")
    assert (session["amount_total"], session["currency"]) == (120_000, "eur")
    assert session["metadata"] == {"payment": str(payment.id)} == desk.of("payment_intent")[0]["metadata"]
    assert payment.checkout_url == f"https://checkout.stripe.com/c/pay/{session['id']}"
    assert payment.state is PaymentState.SUCCEEDED
    assert [call for call in desk.calls if call[0] == "POST"] == [("POST", "/v1/checkout/sessions", payment.key)]
    assert await differences() == []


@pytest.mark.parametrize(
    ("minor", "currency", "there"),
    [(500, "JPY", 500), (1_230, "KWD", 1_230), (1_999, "EUR", 1_999), (7, "ISK", 700), (300, "MGA", 3)],
)
async def test_amounts_are_as_stripe_counts_them(desk: StripeDesk, minor: int, currency: str, there: int) -> None:
    payment = await paid(desk, await somebody(), minor, currency)
    assert desk.of("checkout.session")[0]["amount_total"] == there
    assert (payment.state, payment.amount_minor) == (PaymentState.SUCCEEDED, minor)
    assert await differences() == []


@pytest.mark.parametrize(
    ("minor", "currency", "code"),
    [(1_234, "KWD", "AMOUNT_NOT_PAYABLE"), (101, "MGA", "AMOUNT_NOT_PAYABLE"), (1, "IQD", "CURRENCY_NOT_PAYABLE")],
)
async def test_what_stripe_cannot_move_exactly_is_refused_before_it_is_asked(
    desk: StripeDesk, minor: int, currency: str, code: str
) -> None:
    olga = await somebody()
    with pytest.raises(Refused, match=code):
        await begun(olga, minor, currency)
    assert desk.calls == []
    assert await Payment.all().count() == 0


async def test_an_amount_that_stripe_reports_otherwise_never_settles(desk: StripeDesk) -> None:
    desk.pays = 999
    payment = await paid(desk, await somebody())
    assert payment.state is PaymentState.FAILED
    assert await differences() == [("OTHER_AMOUNT", payment.id, "10.00 EUR", "9.99 EUR")]


@pytest.mark.parametrize(
    ("act", "kind", "state"),
    [
        (StripeDesk.fail, "checkout.session.async_payment_failed", PaymentState.FAILED),
        (StripeDesk.expire, "checkout.session.expired", PaymentState.CANCELLED),
    ],
)
async def test_a_payment_that_fails_or_is_never_made_ends(
    desk: StripeDesk, act: object, kind: str, state: PaymentState
) -> None:
    sent = await checkout((await begun(await somebody())).id)
    act(desk, sent.provider_ref)  # type: ignore[operator] # a method
    await hear(desk, kind, sent.provider_ref)
    assert (await Payment.get(id=sent.id)).state is state


async def called_off(payment: Payment) -> Payment:
    """Calls a payment off, and does its next step."""
    async with change():
        await call_off(Payment.filter(id=payment.id), at=now())
    return await due_again(payment)


async def test_a_payment_that_is_called_off_expires_its_session(desk: StripeDesk) -> None:
    sent = await checkout((await begun(await somebody())).id)
    assert (await called_off(sent)).state is PaymentState.CANCELLED
    assert desk.things[sent.provider_ref]["status"] == "expired"
    assert desk.calls[-2][:2] == ("POST", f"/v1/checkout/sessions/{sent.provider_ref}/expire")


async def test_a_session_that_was_paid_cannot_be_expired_and_settles(desk: StripeDesk) -> None:
    sent = await checkout((await begun(await somebody())).id)
    desk.pay(sent.provider_ref)
    assert (await called_off(sent)).state is PaymentState.SUCCEEDED
    assert desk.things[sent.provider_ref]["status"] == "complete"
    assert await differences() == []


async def test_events_that_repeat_or_come_late_settle_once(desk: StripeDesk) -> None:
    payment = await paid(desk, await somebody())
    for _ in range(3):
        await hear(desk, "checkout.session.completed", payment.provider_ref, id="evt_same")
    desk.expire(payment.provider_ref)  # which Stripe never says of what was paid
    await hear(desk, "checkout.session.expired", payment.provider_ref)
    assert (await Payment.get(id=payment.id)).state is PaymentState.SUCCEEDED
    assert await PaymentNotice.all().count() == 3
    assert await differences() == [("OTHER_STATE", payment.id, "SUCCEEDED", "CANCELLED")]


async def test_a_false_signature_stores_nothing(desk: StripeDesk) -> None:
    body, signed = desk.event("checkout.session.completed", "cs_1")
    stale = signature(body, at=now().timestamp() - 301)
    for forged in (signature(body, secret="whsec_other"), stale, "", "t=1,v1=", signed.replace("v1", "v0")):
        assert not await receive("stripe", {"stripe-signature": forged}, body)
    assert not await receive("stripe", {}, body)
    assert not await receive("stripe", {"stripe-signature": signed}, body + b" ")
    for odd in (b"", b"null", b"[]", b"{", b"{}", b'{"id": "evt_1"}', b"[" * 100_000, b"\xff\xfe"):
        assert not await receive("stripe", {"stripe-signature": signature(odd)}, odd), odd[:20]
    assert await PaymentNotice.all().count() == 0


async def test_events_about_things_of_others_are_harmless(desk: StripeDesk) -> None:
    others = {"object": "balance"}, {"id": "ch_0", "object": "charge"}, {"id": "cs_0", "object": "checkout.session"}
    for other in others:
        desk.things["other"] = other
        await hear(desk, "x.updated", "other")
    assert await PaymentNotice.filter(due_at=None).count() == 3
    assert await differences() == []


@pytest.mark.parametrize("mishap", ["500", "429", "lost"])
async def test_a_call_without_an_answer_is_repeated_with_its_key(desk: StripeDesk, mishap: str) -> None:
    payment = await begun(await somebody())
    desk.mishaps.append(mishap)
    with pytest.raises(Refused, match="PROVIDER_UNAVAILABLE"):
        await checkout(payment.id)
    sent = await due_again(payment)
    assert [key for method, _, key in desk.calls if method == "POST"] == [payment.key] * 2
    assert [each["id"] for each in desk.of("checkout.session")] == [sent.provider_ref]
    assert sent.checkout_url is not None


async def test_a_call_that_takes_too_long_is_repeated_with_its_key(
    desk: StripeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    payment = await begun(await somebody())
    desk.mishaps.append("held")
    with monkeypatch.context() as patch:
        patch.setattr(reaching, "LONGEST_CALL", 0.5)
        with pytest.raises(Refused, match="PROVIDER_UNAVAILABLE"):
            await checkout(payment.id)
    desk.release.set()
    sent = await due_again(payment)
    assert [each["id"] for each in desk.of("checkout.session")] == [sent.provider_ref]


async def test_a_refusal_for_good_fails_the_payment(desk: StripeDesk) -> None:
    desk.mishaps.append("402")
    failed = await checkout((await begun(await somebody())).id)
    assert (failed.state, failed.failure) == (PaymentState.FAILED, "Stripe refused it: card_declined.")
    assert desk.of("checkout.session") == []


async def test_the_stand_in_keeps_keys_as_stripe_does(desk: StripeDesk) -> None:
    provider = ours()
    asked = {"key": "same", "title": "A", "back": "https://a.example/"}
    first = await provider.start_payment("1", 100, "EUR", **asked)
    assert await provider.start_payment("1", 100, "EUR", **asked) == first
    with pytest.raises(OSError, match="IdempotencyError 400"):
        await provider.start_payment("1", 101, "EUR", **asked)
    assert len(desk.of("checkout.session")) == 1


async def test_es9_a_refund_returns_a_part_of_the_payment_once(desk: StripeDesk) -> None:
    payment = await paid(desk, await somebody())
    refund = await refunded(payment, 400)
    desk.mishaps += [*[""] * 3, "lost"]
    assert await send_next()
    done = await due_again(refund)
    assert done.state is PaymentState.SUCCEEDED
    (made,) = desk.of("refund")
    assert (made["amount"], made["metadata"]) == (400, {"payment": str(refund.id), "key": refund.key})
    assert done.provider_ref == made["id"]


async def test_only_a_verified_party_is_onboarded_and_paid_out_once_its_account_is_complete(desk: StripeDesk) -> None:
    olga = await somebody()
    payer = await paid(desk, olga, 5_000)
    anna = await somebody()
    (party,) = anna.roles
    with pytest.raises(Refused, match="PARTY_NOT_VERIFIED"):
        await start_onboarding(await party_of(anna), by=anna)
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        await start_onboarding(await verified(anna), by=olga)
    assert desk.of("account") == []
    account = await start_onboarding(await party_of(anna), by=anna)
    again = await start_onboarding(await party_of(anna), by=anna)
    assert account.provider_ref == again.provider_ref
    assert account.url != again.url
    with pytest.raises(Refused, match="PAYOUTS_NOT_READY"):
        await paid_out(party, 3_000)
    desk.complete(account.provider_ref)
    await hear(desk, "account.updated", account.provider_ref)
    out = await paid_out(party, 3_000)
    assert await send_next()
    (transfer,) = desk.of("transfer")
    assert (transfer["amount"], transfer["destination"]) == (3_000, account.provider_ref)
    assert (await Payment.get(id=out.id)).state is PaymentState.SUCCEEDED
    assert (await Payment.get(id=payer.id)).state is PaymentState.SUCCEEDED


async def test_an_account_can_be_restricted_again(desk: StripeDesk) -> None:
    account = await active(desk, await somebody())
    assert account.state is PayoutAccountState.ACTIVE
    desk.complete(account.provider_ref, active=False)
    await hear(desk, "account.updated", account.provider_ref)
    assert (await PayoutAccount.get(id=account.id)).state is PayoutAccountState.RESTRICTED


async def test_a_transfer_that_the_balance_does_not_cover_yet_waits(desk: StripeDesk) -> None:
    anna = await somebody()
    await active(desk, anna)
    out = await paid_out((await party_of(anna)).id, 3_000)
    assert await send_next()
    assert (await Payment.get(id=out.id)).state is PaymentState.PENDING
    await paid(desk, await somebody(), 5_000)
    desk.keys.clear()  # as Stripe does after a day
    assert (await due_again(out)).state is PaymentState.SUCCEEDED
    assert len(desk.of("transfer")) == 1


async def test_reconciling_lists_every_difference_with_its_kind(desk: StripeDesk) -> None:
    olga = await somebody()
    agreed = await paid(desk, olga, 1_000)
    start, end = now() - timedelta(hours=1), now() + timedelta(hours=1)
    assert await reconcile(start, end) == []
    # Paid, and nobody has heard of it yet.
    unheard = await checkout((await begun(olga, 2_000)).id)
    desk.pay(unheard.provider_ref)
    # Made by hand at Stripe.
    stray = desk._keep("ch", "charge", amount=70, currency="usd", metadata={})
    desk._move("charge", stray, 70)
    # Settled here, and moved otherwise there, and not at all.
    other = await paid(desk, olga, 3_000)
    (charge,) = [each for each in desk.of("charge") if each["metadata"] == {"payment": str(other.id)}]
    charge |= {"amount": 2_999, "currency": "eur"}
    coined = await paid(desk, olga, 4_000)
    (charge,) = [each for each in desk.of("charge") if each["metadata"] == {"payment": str(coined.id)}]
    charge["currency"] = "usd"
    gone = await paid(desk, olga, 5_000)
    desk.moved = [each for each in desk.moved if desk.things[each["source"]]["metadata"] != {"payment": str(gone.id)}]
    listed = await reconcile(start, now() + timedelta(hours=1))
    assert {(each.kind.value, each.payment, each.here, each.there) for each in listed} == {
        ("OTHER_STATE", unheard.id, "PENDING", "SUCCEEDED"),
        ("MISSING_HERE", None, "", "PAY_IN 0.70 USD"),
        ("OTHER_AMOUNT", other.id, "30.00 EUR", "29.99 EUR"),
        ("OTHER_CURRENCY", coined.id, "40.00 EUR", "40.00 USD"),
        ("MISSING_THERE", gone.id, "50.00 EUR", ""),
    }
    assert all(isinstance(each, Listed) and each.object_ref for each in listed)
    assert (await Payment.get(id=agreed.id)).state is PaymentState.SUCCEEDED
    assert (await Payment.get(id=unheard.id)).state is PaymentState.PENDING


async def test_movements_are_read_page_by_page(desk: StripeDesk) -> None:
    olga = await somebody()
    payment = await paid(desk, olga, 1_000)
    (charge,) = desk.of("charge")
    for _ in range(250):
        desk._move("stripe_fee", charge, -1)
    start, end = now() - timedelta(hours=1), now() + timedelta(hours=1)
    assert await reconcile(start, end) == []
    assert len([path for _, path, _ in desk.calls if path == "/v1/balance_transactions"]) == 3
    assert payment.state is PaymentState.SUCCEEDED


async def test_no_secret_is_in_logs_errors_or_the_settings(
    desk: StripeDesk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    provider = ours()
    said = [repr(provider), str(provider)]
    with capture_logs() as logged:
        for mishap in ("500", "429", "402", "lost"):
            desk.mishaps.append(mishap)
            try:
                await checkout((await begun(await somebody())).id)
            except Refused as refused:
                said.append(repr(refused) + str(refused) + str(refused.__cause__) + str(refused.__context__))
        wrong = Stripe("sk_live_" + "w" * 32, WEBHOOK_SECRET, url=desk.url)
        with pytest.raises(OSError, match="AuthenticationError 401") as away:
            await wrong.start_payment("1", 1, "EUR", key="k", title="t", back="https://a.example")
        await wrong.close()
        said.append(repr(away.value))
    for name, value in {"STRIPE_SECRET_KEY": SECRET, "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PAYMENTS", "stripe")
    settings = Settings()
    said += [repr(settings), str(settings), settings.model_dump_json(), json.dumps(logged, default=repr), caplog.text]
    assert logged
    for text in said:
        assert not re.search("never-to-be-seen|nor-this-one|w{32}", text)


async def test_what_was_asked_for_under_a_key_is_found_however_long_ago(desk: StripeDesk) -> None:
    """A restored backup does not know it, and Stripe forgets keys."""
    payer, receiver = await somebody(), await somebody()
    party = await verified(receiver)
    account = await start_onboarding(party, by=receiver)
    desk.complete(account.provider_ref)
    await hear(desk, "account.updated", account.provider_ref)
    original = await paid(desk, payer)
    refund, payout = await refunded(original, 300), await paid_out(party.id, 500)
    while await send_next():
        pass
    desk.keys.clear()
    goes_to = {refund.id: original.provider_ref, payout.id: account.provider_ref}
    for each in (refund, payout):
        sent = await Payment.get(id=each.id)
        found = await ours().find_asked(each.kind.value, each.key, goes_to[each.id])
        assert (found and found.id, sent.state) == (sent.provider_ref, PaymentState.SUCCEEDED)
        assert await ours().find_asked(each.kind.value, "another", goes_to[each.id]) is None
    assert await ours().find_asked("PAY_IN", original.key, "") is None
