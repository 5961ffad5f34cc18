"""Following a contract: a snapshot and the events after it are what a new query shows, whatever happens."""

import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.contracting import contracted, terms_of
from tests.support.domain.market import PASSWORD, Person, enterprise, published, submitted

CONTRACT = """id number state version digest total { amount currency } terms language signsFirst missing actions
  approvals { side user { id } approvedAt } executions { side mode state executedAt signer { id } document { id } }
  document { id } copies { id } stages { id number title state amount { amount } version } expiresAt effectiveAt endedAt
  endReason terminationBy terminationReason versions { number state digest madeAt changes { path from to } }
  effectiveTerms { total { amount } stages { title } }"""
QUERY = f"query ($id: ID!) {{ contract(id: $id) {{ cursor {CONTRACT} }} }}"
FEED = f"""subscription ($id: ID!, $after: String) {{ contract(id: $id, after: $after) {{
  cursor event {{ __typename ... on ContractChanged {{ contract {{ {CONTRACT} }} }} }} }} }}"""


@pytest.fixture(scope="module")
async def url(databases: Postgres | Sqlite, template: str) -> AsyncIterator[str]:
    database = await databases.create(template)
    async with serving(database) as served:
        yield served
    await databases.drop(database)


PAST_PRINTING = ("EFFECTIVE", "PERFORMING", "COMPLETED", "TERMINATED", "REFUSED", "EXPIRED")


class Walk:
    """A contract, and two who do at random what they may."""

    def __init__(self, sides: list[Person], contract: dict[str, Any], dice: random.Random) -> None:
        self.sides, self.contract, self.dice = sides, contract, dice
        self.done: list[str] = []

    async def fresh(self, who: Person) -> dict[str, Any]:
        found: dict[str, Any] = (await who.ask(QUERY, id=self.contract["id"]))["contract"]
        del found["cursor"]
        return found

    async def step(self) -> bool:
        """Does one thing that somebody may do now; returns whether there was one."""
        able = []
        for who in self.sides:
            at = await self.fresh(who)
            prints = [] if at["state"] in PAST_PRINTING else ["PRINT"]
            able += [(who, action) for action in [*at["actions"], *prints]]
        # The rare ones end the walk.
        ways = [each for each in able if each[1] not in ("REFUSE", "ACCEPT_TERMINATION", "LODGE_SCAN")]
        ending = [each for each in able if each[1] in ("REFUSE", "ACCEPT_TERMINATION")]
        if not able:
            return False
        who, action = self.dice.choice(ending if ending and (not ways or self.dice.random() < 0.06) else ways)
        await self._do(who, action)
        self.done.append(action)
        return True

    async def _do(self, who: Person, action: str) -> None:
        at = await self.fresh(who)
        given: dict[str, Any] = {"contractId": at["id"]}
        side = {**given, "partyId": who.party}
        match action:
            case "PRINT":
                await who.do("printContract", **given)
            case "REVISE":
                terms = await terms_of(who, "B2B", services=f"Revision {self.dice.random()}")
                del terms["templateVersionId"]
                await who.do("reviseContract", **given, expectedVersion=at["version"], **terms)
            case "APPROVE_TERMS":
                await who.do("approveTerms", **side, digest=at["digest"])
            case "SIGN":
                await who.do("signContract", **side, digest=at["digest"], password=PASSWORD)
            case "REFUSE":
                await who.do("refuseContract", **side, reason="No.")
            case "PROPOSE_TERMINATION":
                await who.do("proposeTermination", **side, reason="Enough.")
            case "ACCEPT_TERMINATION":
                await who.do("acceptTermination", **side)
            case "DECLINE_TERMINATION":
                await who.do("declineTermination", **side)
            case _:
                raise AssertionError(action)


@pytest.mark.parametrize("seed", range(3))
async def test_a_snapshot_and_the_events_after_it_are_what_a_new_query_shows(url: str, seed: int) -> None:
    awarder, receiver = await enterprise(url, "The House"), await enterprise(url, "The Firm")
    demand = await published(awarder)
    await submitted(receiver, demand)
    await awarder.do("closeBidding", demandId=demand)
    (candidate,) = await awarder.candidates(demand)
    given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await awarder.version(demand)}
    drafted = await contracted(awarder, receiver, await awarder.do("awardDemand", **given))
    walk = Walk([awarder, receiver], drafted, random.Random(seed))
    cursor = (await awarder.ask(QUERY, id=drafted["id"]))["contract"]["cursor"]
    async with (
        awarder.client.subscribe(FEED, id=drafted["id"], after=cursor) as heard_here,
        receiver.client.subscribe(FEED, id=drafted["id"], after=cursor) as heard_there,
    ):
        for _ in range(12):
            if not await walk.step():
                break
            for follower, events in ((awarder, heard_here), (receiver, heard_there)):
                told = (await events.message())["payload"]["data"]["contract"]
                assert told["event"]["contract"] == await walk.fresh(follower), walk.done
    assert len({*walk.done}) > 2
