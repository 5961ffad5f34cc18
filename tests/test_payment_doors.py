"""Payments through a running server: the checkout page, the door for notices, and processes that are killed."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models import database as orm
from models.accounts.parties import Party
from models.clock import now
from models.payments.payment import Payment, PaymentNotice, PaymentState, PayoutAccount
from models.payments.provider import close_provider, use_provider
from providers.sandbox import Manners, Sandbox
from providers.stripe import Stripe
from tests.support.api.client import http_client
from tests.support.api.server import Server, main
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.stripe_desk import SECRET, WEBHOOK_SECRET, StripeDesk, signature
from tests.support.domain.inside import somebody
from tests.support.domain.market import person
from tests.support.domain.paying import (
    base_of,
    begun,
    differences,
    due,
    paid_out,
    press,
    sandbox_of,
    sent,
    settled,
    token_in,
)
from tests.support.waiting import until

FAILING = [("FAILED", "FAILED", "PAYOUT_FAILED")]
PAYOUT = "{ id state amount { amount currency } account { id state } madeAt settledAt failure failureKind }"
CROSS_SITE = {"Sec-Fetch-Site": "cross-site"}
# Bodies that a provider can sign, and that are no notices.
ODD = (
    b"",
    b"null",
    b"[]",
    b"{",
    b"{}",
    b'{"id": "evt_1"}',
    b'{"id": "evt_1", "object": "a\\ud800"}',
    b'{"id": "evt_1", "object": "a\\u0000"}',
    b"[" * 100_000,
    b"\xff\xfe",
)


@pytest.fixture
async def sandbox(server: Server) -> AsyncIterator[Sandbox]:
    await orm.connect(server.environment["DATABASE_URL"])
    made = sandbox_of(server)
    use_provider(made)
    yield made
    made.behave(Manners())
    use_provider(None)
    await orm.disconnect()


@pytest.fixture
def desk() -> Iterator[StripeDesk]:
    with StripeDesk() as running:
        yield running


@pytest.fixture
async def with_stripe(
    databases: Postgres | Sqlite, template: str, tmp_path: Path, desk: StripeDesk
) -> AsyncIterator[Server]:
    """A server that uses the stand-in, on a database of its own; not started."""
    url = await databases.create(template)
    server = Server(tmp_path, DATABASE_URL=url, **stripe_at(desk))
    await orm.connect(url)
    use_provider(Stripe(SECRET, WEBHOOK_SECRET, url=desk.url))
    yield server
    if server.is_running():
        server.stop()
    await close_provider()
    use_provider(None)
    await orm.disconnect()
    await databases.drop(url)


def stripe_at(desk: StripeDesk) -> dict[str, str]:
    return {
        "PAYMENTS": "stripe",
        "LOG_LEVEL": "DEBUG",
        "STRIPE_SECRET_KEY": SECRET,
        "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "STRIPE_URL": desk.url,
    }


@pytest.mark.parametrize(
    ("act", "said", "state"),
    [
        ("pay", "It was paid.", PaymentState.SUCCEEDED),
        ("fail", "It has failed.", PaymentState.FAILED),
        ("cancel", "It was cancelled.", PaymentState.CANCELLED),
    ],
)
@pytest.mark.usefixtures("sandbox")
async def test_es9_a_payer_decides_on_the_checkout_page_and_a_notice_over_http_settles_it(
    act: str, said: str, state: PaymentState
) -> None:
    payment = await sent(await due(await begun(await somebody(), 123_456)))
    page = await press(payment.checkout_url, act)
    assert said in page
    assert "1,234.56 EUR" in page
    assert "<form" not in page
    assert (await settled(payment)).state is state
    assert await differences() == []


@pytest.mark.parametrize(
    "manners",
    [Manners(repeats=3), Manners(twice=True), Manners(delay_seconds=0.3), Manners(reorders=True, twice=True)],
    ids=["repeated", "twice", "late", "reordered"],
)
async def test_es9_notices_of_every_manner_settle_once(sandbox: Sandbox, manners: Manners) -> None:
    sandbox.behave(manners)
    payment = await sent(await due(await begun(await somebody())))
    await press(payment.checkout_url, "pay")
    assert (await settled(payment)).state is PaymentState.SUCCEEDED
    expected = 2 if manners.twice else 1
    taken = PaymentNotice.filter(object_ref=payment.provider_ref, taken_at__not_isnull=True)
    await until(lambda: _counts(taken, expected))
    assert await differences() == []


async def _counts(query: Any, expected: int) -> bool:
    return await query.count() == expected


async def test_a_notice_that_is_dropped_is_made_good_by_asking(sandbox: Sandbox) -> None:
    sandbox.behave(Manners(drops=True))
    payment = await sent(await due(await begun(await somebody())))
    await press(payment.checkout_url, "pay")
    assert (await settled(await due(payment))).state is PaymentState.SUCCEEDED
    assert await PaymentNotice.filter(object_ref=payment.provider_ref).count() == 0


@pytest.mark.usefixtures("sandbox")
async def test_the_checkout_page_runs_nothing_and_takes_no_form_of_another_site() -> None:
    payment = await sent(await due(await begun(await somebody())))
    url = payment.checkout_url
    async with http_client() as client:
        shown = await client.get(url)
        policy = shown.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "<script" not in shown.text
        form = {"token": token_in(shown.text), "act": "pay"}
        for wrong, headers in (
            (form, CROSS_SITE),
            (form, {"Sec-Fetch-Site": "same-site"}),
            ({**form, "token": "0" * 64}, {}),
            ({"act": "pay"}, {}),
            ({**form, "act": "steal"}, {}),
        ):
            assert (await client.post(url, data=wrong, headers=headers)).status_code == 403
        assert (await client.post(url, json=form)).status_code == 415
        assert (await client.get(url + "x")).status_code == 404
        assert (await client.post(url + "x", data=form)).status_code == 404
        assert token_in((await client.get(url)).text) == form["token"]
    assert (await Payment.get(id=payment.id)).state is PaymentState.PENDING


async def test_the_door_takes_signed_notices_alone_and_each_once(server: Server, sandbox: Sandbox) -> None:
    door, before = f"{base_of(server)}/payments/notices/sandbox", await PaymentNotice.all().count()
    body = json.dumps({"id": "a notice", "object": "payin_of_nobody"}).encode()
    signed = sandbox.headers_of(body)
    async with http_client() as client:
        for forged in ({}, {**signed, "Sandbox-Signature": signed["sandbox-signature"][:-1] + "x"}):
            forged.pop("sandbox-signature", None)
            answer = await client.post(door, content=body, headers=forged)
            assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_SIGNATURE")
        assert (await client.post(door, content=body + b" ", headers=signed)).status_code == 400
        for odd in ODD:
            assert (await client.post(door, content=odd, headers=sandbox.headers_of(odd))).status_code == 400, odd[:20]
        assert (await client.post(door, content=b"x" * 500_001, headers=signed)).status_code == 413
        assert (await client.get(door)).status_code == 405
        assert (await client.post(door.replace("sandbox", "stripe"), content=body)).status_code in (404, 405)
        assert await PaymentNotice.all().count() == before
        for _ in range(3):
            answer = await client.post(door, content=body, headers=signed)
            assert (answer.status_code, answer.content) == (204, b"")
    assert await PaymentNotice.all().count() == before + 1
    await until(lambda: PaymentNotice.exists(notice="a notice", taken_at__not_isnull=True))


@pytest.mark.usefixtures("sandbox")
async def test_the_sandbox_outlives_its_server(server: Server) -> None:
    payment = await sent(await due(await begun(await somebody())))
    server.kill()
    server.start()
    await press(payment.checkout_url, "pay")
    assert (await settled(payment)).state is PaymentState.SUCCEEDED


@pytest.mark.usefixtures("sandbox")
async def test_a_receiver_completes_an_account_once_staff_have_verified_the_party(server: Server) -> None:
    anna = await person(server.url, "Receiving Anna")
    assert await anna.refused("startOnboarding", partyId=anna.party) == "PARTY_NOT_VERIFIED"
    await Party.filter(name="Receiving Anna").update(verified_at=datetime.now(UTC))
    document = """mutation ($id: ID!) { startOnboarding(input: {partyId: $id}) {
      ... on PayoutAccount { id state url } } }"""
    account = (await anna.ask(document, id=anna.party))["startOnboarding"]
    assert account["state"] == "PENDING"
    before = (await anna.ask("{ viewer { notifications(first: 1) { cursor } } }"))["viewer"]["notifications"]["cursor"]
    await press(account["url"], "complete")
    news = """subscription ($after: String) { notifications(after: $after) { event { __typename
      ... on PayoutAccountChanged { party { id payoutAccount { id state } } } } } }"""
    async with anna.client.subscribe(news, after=before) as events:
        told = (await events.next())["notifications"]["event"]
    found = {"id": anna.party, "payoutAccount": {"id": account["id"], "state": "ACTIVE"}}
    assert told == {"__typename": "PayoutAccountChanged", "party": found}
    read = "query ($id: ID!) { node(id: $id) { ... on Party { id payoutAccount { id state } } } }"
    assert (await anna.ask(read, id=anna.party))["node"] == found
    bert = await person(server.url)
    assert (await bert.ask(read, id=anna.party))["node"] == {"id": anna.party, "payoutAccount": None}
    assert await bert.refused("startOnboarding", partyId=anna.party) == "NOT_ALLOWED"


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(("pays_out", "state", "kind"), [("SUCCEEDED", "SUCCEEDED", "PAYOUT_PAID"), *FAILING])
async def test_es9_a_party_reads_what_was_paid_out_to_it_and_hears_of_it(
    server: Server, sandbox: Sandbox, pays_out: str, state: str, kind: str
) -> None:
    anna, bert = await person(server.url, f"Paid {kind}"), await person(server.url)
    await Party.filter(name=f"Paid {kind}").update(verified_at=datetime.now(UTC))
    party = (await Party.get(name=f"Paid {kind}")).id
    begin = "mutation ($id: ID!) { startOnboarding(input: {partyId: $id}) { ... on PayoutAccount { id url } } }"
    account = (await anna.ask(begin, id=anna.party))["startOnboarding"]
    await press(account["url"], "complete")
    await until(lambda: PayoutAccount.exists(party_id=party, state="ACTIVE"))
    newest = "{ viewer { notifications(first: 1) { cursor } } }"
    before = (await anna.ask(newest))["viewer"]["notifications"]["cursor"]
    sandbox.behave(Manners(pays_out=pays_out))
    payment = await settled(await due(await paid_out(party, 3_000)))
    news = f"""subscription ($after: String) {{ notifications(after: $after) {{ event {{ __typename
      ... on NotificationAdded {{ notification {{ kind }} }} ... on PayoutSettled {{ payment {PAYOUT} }} }} }} }}"""
    async with anna.client.subscribe(news, after=before) as events:
        told = [(await events.next())["notifications"]["event"] for _ in range(2)]
    found = {
        "id": told[1]["payment"]["id"],
        "state": state,
        "amount": {"amount": "30.00", "currency": "EUR"},
        "account": {"id": account["id"], "state": "ACTIVE"},
        "madeAt": told[1]["payment"]["madeAt"],
        "settledAt": told[1]["payment"]["settledAt"],
        "failure": "Refused in the sandbox." if state == "FAILED" else None,
        "failureKind": "DECLINED" if state == "FAILED" else None,
    }
    assert datetime.fromisoformat(found["madeAt"]) == payment.made_at
    assert datetime.fromisoformat(found["settledAt"]) == payment.settled_at
    assert told == [
        {"__typename": "NotificationAdded", "notification": {"kind": kind}},
        {"__typename": "PayoutSettled", "payment": found},
    ]
    listed = f"query ($party: ID!) {{ payouts(partyId: $party) {{ totalCount edges {{ node {PAYOUT} }} }} }}"
    assert (await anna.ask(listed, party=anna.party))["payouts"] == {"totalCount": 1, "edges": [{"node": found}]}
    assert (await bert.ask(listed, party=anna.party))["payouts"] == {"totalCount": 0, "edges": []}


async def test_what_was_committed_when_the_server_was_killed_is_sent_once(
    with_stripe: Server, desk: StripeDesk
) -> None:
    with_stripe.start()
    with_stripe.kill()
    payment = await due(await begun(await somebody()))
    assert desk.calls == []
    with_stripe.start()
    found = await sent(payment)
    assert [each["id"] for each in desk.of("checkout.session")] == [found.provider_ref]
    assert [key for method, _, key in desk.calls if method == "POST"] == [payment.key]


async def test_a_server_that_is_killed_before_it_stores_the_answer_sends_the_same_key_again(
    with_stripe: Server, desk: StripeDesk
) -> None:
    desk.mishaps.append("held")
    with_stripe.start()
    payment = await due(await begun(await somebody()))
    await until(desk.is_holding.is_set)
    (made,) = desk.of("checkout.session")
    with_stripe.kill()
    desk.release.set()
    assert (await Payment.get(id=payment.id)).provider_ref is None
    await due(payment)
    with_stripe.start()
    assert (await sent(payment)).provider_ref == made["id"]
    assert len(desk.of("checkout.session")) == 1
    assert [key for method, _, key in desk.calls if method == "POST"] == [payment.key] * 2


async def test_an_event_over_http_settles_what_the_killed_server_never_heard_of(
    with_stripe: Server, desk: StripeDesk
) -> None:
    desk.mishaps.append("held")
    with_stripe.start()
    payment = await due(await begun(await somebody()))
    await until(desk.is_holding.is_set)
    with_stripe.kill()
    desk.release.set()
    (made,) = desk.of("checkout.session")
    desk.pay(made["id"])
    with_stripe.start()
    body, signed = desk.event("checkout.session.completed", made["id"])
    door = f"{base_of(with_stripe)}/payments/notices/stripe"
    async with http_client() as client:
        forged = {"Stripe-Signature": signature(body, secret="whsec_other")}
        assert (await client.post(door, content=body, headers=forged)).status_code == 400
        assert (await client.post(door, content=body, headers={"Stripe-Signature": signed})).status_code == 204
    found = await settled(payment)
    assert (found.state, found.provider_ref) == (PaymentState.SUCCEEDED, made["id"])
    log = with_stripe.log()
    assert SECRET not in log
    assert WEBHOOK_SECRET not in log


async def test_two_servers_send_each_payment_once(with_stripe: Server, desk: StripeDesk, tmp_path: Path) -> None:
    olga = await somebody()
    payments = [await begun(olga) for _ in range(20)]
    await Payment.all().update(due_at=now())
    with with_stripe, Server(tmp_path, DATABASE_URL=with_stripe.environment["DATABASE_URL"], **stripe_at(desk)):
        for payment in payments:
            await sent(payment)
    keys = [key for method, _, key in desk.calls if method == "POST"]
    assert sorted(keys) == sorted(payment.key for payment in payments)
    assert len(desk.of("checkout.session")) == 20


async def test_reconciling_prints_each_difference_and_fails(server: Server, sandbox: Sandbox) -> None:
    payment = await sent(await due(await begun(await somebody(), 700)))
    sandbox.behave(Manners(shift=-1))
    await press(payment.checkout_url, "pay")
    await until(lambda: _is_noted(payment))
    ended = main("reconcile", "2026-01-01", "2126-01-01", env=server.environment, zygote=server.zygote)
    assert ended.returncode == 3
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    said = {"payment": str(payment.id), "object": payment.provider_ref}
    assert [list(each.items()) for each in found if each["object"] == payment.provider_ref] == [
        list({"kind": "OTHER_AMOUNT", **said, "here": "7.00 EUR", "there": "6.99 EUR"}.items()),
        list({"kind": "OTHER_STATE", **said, "here": "FAILED", "there": "SUCCEEDED"}.items()),
    ]
    assert ended.stderr.splitlines()[-1] == f"Differences between payments and provider: {len(found)}."
    agreed = main("reconcile", "2020-01-01", "2020-01-02", env=server.environment, zygote=server.zygote)
    assert (agreed.returncode, agreed.stdout) == (0, "")
    assert agreed.stderr.splitlines()[-1] == "Payments and provider agree."
    wrong = main("reconcile", "2020-01-02", "2020-01-01", env=server.environment, zygote=server.zygote)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr.splitlines()[-1] == "FROM has to be before TO."


async def _is_noted(payment: Payment) -> bool:
    return any(each[1] == payment.id for each in await differences())


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ENVIRONMENT": "production", "PAYMENTS": "sandbox"}, "SANDBOX_IN_PRODUCTION=true"),
        ({"PAYMENTS": "stripe"}, "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET"),
        ({"PAYMENTS": "cash"}, "PAYMENTS: "),
        ({"SANDBOX_MANNERS": "drops=perhaps"}, "takes true or false"),
        ({"SANDBOX_MANNERS": "smiles=true"}, "knows no smiles"),
    ],
)
def test_a_server_does_not_start_with_settings_that_move_no_money(
    server: Server, given: dict[str, str], said: str
) -> None:
    ended = main("schema", env={**server.environment, **given}, zygote=server.zygote)
    assert ended.returncode == 1
    assert said in ended.stderr
