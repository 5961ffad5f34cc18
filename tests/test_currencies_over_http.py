"""Money over the API in currencies without decimals, with two and with three: the smallest amounts and the largest."""

from decimal import Decimal
from typing import Any

import pytest

from models.money import digits
from tests.support.api.server import Server
from tests.support.domain.contracting import Agreed, contracted
from tests.support.domain.market import Person, enterprise, person, published, submitted
from tests.support.domain.paying import sandbox_of
from tests.support.waiting import until

pytestmark = pytest.mark.anywhere
CURRENCIES = ("JPY", "EUR", "KWD")
MONEY = "{ amount currency }"
STAGES = f"""query ($id: ID!) {{ contract(id: $id) {{ feeBasisPoints total {MONEY} stages {{ id
  contract {{ id }} version state amount {MONEY} lacking {MONEY} funded {MONEY}
  released {MONEY} fee {MONEY} refunded {MONEY} held {MONEY} }} }} }}"""
STATEMENT = f"""query ($party: ID!, $currency: String!) {{ statement(partyId: $party, currency: $currency) {{
  balance {MONEY} lines(first: 20) {{ edges {{ node {{ kind amount {MONEY} balanceAfter {MONEY} }} }} }} }} }}"""
FUND = f"""mutation ($input: FundStageInput!) {{ fundStage(input: $input) {{
  ... on Payment {{ amount {MONEY} checkoutUrl }} }} }}"""
# In minor units: a fee of the parts is none and 2, and 5 % of the whole is 1.5, which is rounded away from zero (ES-8).
WHOLE, PART, REST, FEE = 30, 9, 21, 2


def shown(minor: int, currency: str) -> str:
    """So many minor units, with all decimals of the currency."""
    return f"{Decimal(minor).scaleb(-digits(currency)):f}"


class Deal:
    """A contract of one stage in a currency, effective, at a server with the sandbox."""

    def __init__(self, server: Server, both: Agreed, currency: str) -> None:
        self.server, self.awarder, self.receiver, self.currency = server, both.awarder, both.receiver, currency
        self.contract = both.contract["id"]

    def money(self, minor: int) -> dict[str, str]:
        return {"amount": shown(minor, self.currency), "currency": self.currency}

    async def stage(self) -> dict[str, Any]:
        (found,) = (await self.awarder.ask(STAGES, id=self.contract))["contract"]["stages"]
        assert found.pop("contract") == {"id": self.contract}
        return dict(found)

    async def act(self, operation: str, by: Person, **given: Any) -> dict[str, Any]:
        stage = await self.stage()
        versions = (
            {}
            if operation in ("submitWork", "requestRefund", "answerRefund")
            else {"expectedVersion": stage["version"]}
        )
        return await by.act(operation, stageId=stage["id"], **{**versions, **given})

    async def fund(self, minor: int = WHOLE) -> None:
        stage = await self.stage()
        given = {"stageId": stage["id"], "expectedVersion": stage["version"], "expectedAmount": self.money(minor)}
        payment = (await self.awarder.ask(FUND, input=given))["fundStage"]
        assert payment["amount"] == self.money(minor)
        sandbox = sandbox_of(self.server)
        await sandbox.press(payment["checkoutUrl"].rpartition("/")[2], "SUCCEEDED")
        await until(lambda: self._is("FUNDED"))

    async def _is(self, state: str) -> bool:
        return (await self.stage())["state"] == state

    async def release(self, held: int, part: int) -> dict[str, Any]:
        given = {"expectedAmount": self.money(held), "amount": self.money(part)}
        return await self.act("releaseStage", self.awarder, **given)

    async def work(self) -> None:
        await self.act("submitWork", self.receiver, note="Here it is.")
        await self.act("acceptWork", self.awarder)


async def deal(server: Server, currency: str, minor: int = WHOLE) -> Deal:
    awarder, bidder, price = await enterprise(server.url), await person(server.url), shown(minor, currency)
    demand = await published(awarder, budget={"low": price, "high": price, "currency": currency})
    await submitted(bidder, demand, price, currency=currency)
    await awarder.do("closeBidding", demandId=demand, expectedVersion=await awarder.version(demand))
    (candidate,) = await awarder.candidates(demand)
    given = {"candidateId": candidate["id"], "expectedVersion": await awarder.version(demand)}
    award = await awarder.do("awardDemand", reason="The best.", **given)
    limit = {"liability_cap": f"{shown(1_000, currency)} {currency}"}
    both = Agreed(awarder, bidder, await contracted(awarder, bidder, award, **limit))
    await both.approve()
    await both.sign()
    return Deal(server, both, currency)


@pytest.mark.parametrize("currency", CURRENCIES)
async def test_es8_the_smallest_amounts_keep_their_decimals_and_their_fee(server: Server, currency: str) -> None:
    made = await deal(server, currency)
    await made.fund()
    await made.work()
    await made.release(WHOLE, PART)
    stage = await made.stage()
    assert (stage["released"], stage["fee"]) == (made.money(PART), made.money(0))
    await made.release(REST, REST)
    stage = await made.stage()
    assert (stage["state"], stage["released"], stage["fee"]) == ("RELEASED", made.money(WHOLE), made.money(FEE))
    statement = (await made.receiver.ask(STATEMENT, party=made.receiver.party, currency=currency))["statement"]
    assert statement["balance"] == made.money(WHOLE - FEE)
    assert [edge["node"] for edge in statement["lines"]["edges"]] == [
        {"kind": kind, "amount": made.money(minor), "balanceAfter": made.money(after)}
        for kind, minor, after in (
            ("FEE", -FEE, WHOLE - FEE),
            ("RELEASED", REST, WHOLE),
            ("RELEASED", PART, PART),
        )
    ]


@pytest.mark.parametrize("currency", CURRENCIES)
async def test_es10_another_amount_currency_or_number_of_decimals_moves_nothing(server: Server, currency: str) -> None:
    made = await deal(server, currency)
    before = await made.stage()
    too_fine = shown(WHOLE, currency) + ("1" if digits(currency) else ".1")
    for amount, path in (
        (too_fine, "expectedAmount.amount"),
        ("0", "expectedAmount.amount"),
        ("-1", "expectedAmount.amount"),
    ):
        answer = await made.act("fundStage", made.awarder, expectedAmount={"amount": amount, "currency": currency})
        assert [each["path"] for each in answer["fields"]] == [path]
    answer = await made.act(
        "fundStage", made.awarder, expectedAmount={"amount": shown(WHOLE, currency), "currency": "CHF"}
    )
    assert [each["path"] for each in answer["fields"]] == ["expectedAmount.currency"]
    answer = await made.act("fundStage", made.awarder, expectedAmount=made.money(10**15 + 1))
    assert [each["path"] for each in answer["fields"]] == ["expectedAmount.amount"]
    assert (await made.act("fundStage", made.awarder, expectedAmount=made.money(10**15)))["code"] == "WRONG_AMOUNT"
    assert await made.stage() == before


@pytest.mark.parametrize("amount", ["1e2", "1E2", "0x1F", "NaN", "Infinity", "1_000", " 1", "+1", "1.", ".5", "9" * 19])
async def test_an_amount_in_another_form_than_plain_digits_is_no_decimal(server: Server, amount: str) -> None:
    awarder = await enterprise(server.url)
    given = {"stageId": "x", "expectedVersion": 1, "expectedAmount": {"amount": amount, "currency": "EUR"}}
    document = "mutation ($input: FundStageInput!) { fundStage(input: $input) { __typename } }"
    answer = await awarder.client.post(document, {"input": given})
    assert answer.get("data") is None
    assert "A Decimal is a string such as" in answer["errors"][0]["message"]


@pytest.mark.parametrize("currency", CURRENCIES)
async def test_the_largest_amount_is_released_to_the_last_unit(server: Server, currency: str) -> None:
    """10^15 minor units: no double is between such an amount and an API that sends numbers as text."""
    most = 10**15
    made = await deal(server, currency, most)
    await made.fund(most)
    await made.work()
    await made.release(most, most - 1)
    assert (await made.stage())["held"] == made.money(1)
    await made.release(1, 1)
    assert (await made.stage())["fee"] == made.money(most // 20)
    statement = (await made.receiver.ask(STATEMENT, party=made.receiver.party, currency=currency))["statement"]
    assert statement["balance"] == made.money(most - most // 20)


@pytest.mark.parametrize("currency", CURRENCIES)
async def test_es9_a_refund_returns_what_was_paid_to_the_last_decimal(server: Server, currency: str) -> None:
    made = await deal(server, currency)
    await made.fund()
    await made.act("requestRefund", made.awarder, reason="Too late.")
    await made.act("answerRefund", made.receiver, agree=True)
    stage = await made.stage()
    assert (stage["state"], stage["refunded"], stage["held"]) == ("REFUNDED", made.money(WHOLE), made.money(0))
