"""Funding a stage over the API of a running server: the provider that is away, the server that is killed, retries."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from models import database as orm
from models.clock import now
from models.payments.payment import Payment, PaymentState
from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.stripe_desk import SECRET, WEBHOOK_SECRET, StripeDesk
from tests.support.domain.contracting import agreed
from tests.support.domain.market import Person
from tests.support.domain.paying import base_of, differences, settled
from tests.support.waiting import until

STAGES = "query ($id: ID!) { contract(id: $id) { stages { id version state funded { amount currency } } } }"
FUND = """mutation ($input: FundStageInput!) { fundStage(input: $input) {
  __typename ... on Payment { id state amount { amount currency } checkoutUrl }
  ... on Refusal { code } ... on Refused { retryAfterSeconds } } }"""


CURSOR = "query ($id: ID!) { contract(id: $id) { cursor } }"
FEED = """subscription ($id: ID!, $after: String) { contract(id: $id, after: $after) { event {
  ... on StageChanged { stage { payments { state checkoutUrl } } } } } }"""


class Funding:
    """A stage of 3000.00 that waits for money, at a server whose provider is the stand-in."""

    def __init__(self, server: Server, desk: StripeDesk, awarder: Person, receiver: Person, contract: str) -> None:
        self.server, self.desk, self.awarder, self.receiver, self.contract = server, desk, awarder, receiver, contract

    async def stage(self) -> dict[str, Any]:
        (found,) = (await self.awarder.ask(STAGES, id=self.contract))["contract"]["stages"]
        return dict(found)

    async def fund(self, key: str) -> dict[str, Any]:
        stage = await self.stage()
        given = {"stageId": stage["id"], "expectedVersion": stage["version"], "idempotencyKey": key}
        money = {"amount": "3000.00", "currency": stage["funded"]["currency"]}
        answer = await self.awarder.ask(FUND, input={**given, "expectedAmount": money})
        return dict(answer["fundStage"])

    async def pay(self) -> Payment:
        """The payer pays, and the event of it arrives over HTTP."""
        (payment,) = await Payment.all()
        self.desk.pay(payment.provider_ref)
        body, signed = self.desk.event("checkout.session.completed", payment.provider_ref)
        async with http_client() as client:
            door = f"{base_of(self.server)}/payments/notices/stripe"
            answer = await client.post(door, content=body, headers={"Stripe-Signature": signed})
            assert answer.status_code == 204
        return await settled(payment)


@pytest.fixture
async def funding(databases: Postgres | Sqlite, template: str, tmp_path: Path) -> AsyncIterator[Funding]:
    url = await databases.create(template)
    with StripeDesk() as desk:
        keys = {"STRIPE_SECRET_KEY": SECRET, "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET, "STRIPE_URL": desk.url}
        with Server(tmp_path, DATABASE_URL=url, PAYMENTS="stripe", **keys) as server:
            both = await agreed(server)
            await both.sign()
            await orm.connect(url)
            yield Funding(server, desk, both.awarder, both.receiver, both.contract["id"])
            await orm.disconnect()
    await databases.drop(url)


async def test_es3_a_stage_is_funded_once_the_event_of_its_payment_has_come(funding: Funding) -> None:
    found = await funding.fund("a")
    assert (found["state"], found["amount"]["amount"]) == ("PENDING", "3000.00")
    (session,) = funding.desk.of("checkout.session")
    assert found["checkoutUrl"] == f"https://checkout.stripe.com/c/pay/{session['id']}"
    assert (await funding.stage())["state"] == "AWAITING_FUNDS"
    assert (await funding.pay()).state is PaymentState.SUCCEEDED
    stage = await funding.stage()
    assert (stage["state"], stage["funded"]["amount"]) == ("FUNDED", "3000.00")
    read = "query ($id: ID!) { node(id: $id) { ... on Payment { state checkoutUrl } } }"
    for side in (funding.awarder, funding.receiver):
        assert (await side.ask(read, id=found["id"]))["node"] == {"state": "SUCCEEDED", "checkoutUrl": None}
    assert await differences() == []


async def test_whoever_follows_the_contract_hears_where_to_pay(funding: Funding) -> None:
    """Only the payer's side is told the address; the other one hears that there is something to pay."""
    cursor = (await funding.awarder.ask(CURSOR, id=funding.contract))["contract"]["cursor"]
    url = (await funding.fund("a"))["checkoutUrl"]
    for side, shown in ((funding.awarder, url), (funding.receiver, None)):
        async with side.client.subscribe(FEED, id=funding.contract, after=cursor) as events:
            begun, opened = [(await events.next())["contract"]["event"]["stage"]["payments"] for _ in range(2)]
        assert begun == opened == [{"state": "PENDING", "checkoutUrl": shown}]


async def test_a_provider_that_is_away_loses_nothing_and_the_same_key_goes_on(funding: Funding) -> None:
    funding.desk.mishaps.append("500")
    refused = await funding.fund("a")
    assert refused == {"__typename": "Refused", "code": "PROVIDER_UNAVAILABLE", "retryAfterSeconds": 5}
    (begun,) = await Payment.all()
    assert (begun.state, begun.provider_ref) == (PaymentState.PENDING, None)
    await Payment.filter(id=begun.id).update(due_at=now())
    found = await funding.fund("a")
    (session,) = funding.desk.of("checkout.session")
    assert found["checkoutUrl"] == f"https://checkout.stripe.com/c/pay/{session['id']}"
    assert {key for method, path, key in funding.desk.calls if path == "/v1/checkout/sessions"} == {begun.key}
    assert await Payment.all().count() == 1


@pytest.mark.heavy
async def test_es5_parallel_requests_with_one_key_and_with_many_begin_one_payment(funding: Funding) -> None:
    found = await asyncio.gather(*(funding.fund(f"key {number % 3}") for number in range(30)))
    assert {each["__typename"] for each in found} == {"Payment"}
    assert len({(each["id"], each["checkoutUrl"]) for each in found}) == 1
    assert len(funding.desk.of("checkout.session")) == 1
    assert await Payment.all().count() == 1


async def test_es2_a_server_that_is_killed_while_it_asks_the_provider_has_asked_once(funding: Funding) -> None:
    funding.desk.mishaps.append("held")
    asking = asyncio.create_task(funding.fund("a"))
    await until(funding.desk.is_holding.is_set)
    funding.server.kill()
    funding.desk.release.set()
    with pytest.raises(ConnectionError):
        await asking
    (begun,) = await Payment.all()
    assert (begun.state, begun.provider_ref) == (PaymentState.PENDING, None)
    await Payment.filter(id=begun.id).update(due_at=now())
    funding.server.start()
    found = await funding.fund("a")
    (session,) = funding.desk.of("checkout.session")
    assert found["checkoutUrl"] == f"https://checkout.stripe.com/c/pay/{session['id']}"
    await funding.pay()
    assert (await funding.stage())["funded"]["amount"] == "3000.00"
    assert await differences() == []
