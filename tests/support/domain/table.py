"""A demand with its bidders and workbench, through a running server or in the tests' own process."""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from models.accounts import sessions
from models.accounts.parties import Party, PartyKind
from models.accounts.viewer import Viewer
from models.bids.saving import Offer, save_bid
from models.bids.submission import submit_bid
from models.clock import now
from models.demands.applicants import Applicant
from models.demands.demand import Bidding, Demand
from models.demands.drafting import Brief, draft_demand, publish_demand
from models.money import MoneyGiven
from tests.support.api.server import Server
from tests.support.domain.inside import LASTING, party_of
from tests.support.domain.market import Person, enterprise, person, published, submitted

RECORD = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench {
  record(first: 200) { edges { node { action reason actor { id } candidate { id } } } } } } } }"""


_numbers = itertools.count(1)


@dataclass
class Table:
    """A demand with its awarder, bidders and candidates, in the order of arrival."""

    awarder: Person
    demand: str
    bidders: list[Person] = field(default_factory=list)
    applications: list[dict[str, Any]] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)

    async def ranks(self) -> list[str]:
        """The alternatives in their order; fails unless their ranks are 1..n (WB-3)."""
        found = (await self.awarder.workbench(self.demand))["workbench"]["alternatives"]
        assert [each["alternativeRank"] for each in found] == list(range(1, len(found) + 1))
        return [each["id"] for each in found]

    async def candidate(self, id: str) -> dict[str, Any]:
        (found,) = [each for each in await self.awarder.candidates(self.demand) if each["id"] == id]
        return found

    async def place(self, id: str, rank: int | None = None) -> dict[str, Any]:
        version = (await self.candidate(id))["version"]
        return await self.awarder.do("placeAlternative", candidateId=id, rank=rank, expectedVersion=version)

    async def eliminate(self, *ids: str) -> list[dict[str, Any]]:
        answer = await self.awarder.do("eliminateCandidates", candidateIds=list(ids), reason="PRICE", note="Too dear.")
        return list(answer["outcomes"])

    async def cursor(self) -> str:
        return str((await self.awarder.workbench(self.demand))["workbench"]["cursor"])

    async def record(self) -> list[dict[str, Any]]:
        found = (await self.awarder.ask(RECORD, id=self.demand))["demand"]["workbench"]["record"]
        return [edge["node"] for edge in found["edges"]]


async def table(server: Server, *prices: str, **changes: Any) -> Table:
    awarder = await enterprise(server.url)
    made = Table(awarder, await published(awarder, **changes))
    for number, price in enumerate(prices):
        made.bidders.append(await person(server.url, f"Bidder {number}"))
        made.applications.append(await submitted(made.bidders[-1], made.demand, price))
    made.candidates = [each["id"] for each in await awarder.candidates(made.demand, order="ARRIVAL")]
    return made


async def someone(name: str) -> Viewer:
    """A new user in this process."""
    address = f"{name}{next(_numbers)}@example.org"
    session = await sessions.sign_up(email=address, password="correct horse battery", name=name)
    assert session.token
    # Longer than any story that is told by a clock of its own.
    await sessions.Session.filter(id=session.id).update(expires_at=now() + LASTING)
    return await sessions.viewer_of(session.token)


async def demand_of(awarder: Viewer, *, hours: int = 1, bidding: Bidding = Bidding.OPEN) -> Demand:
    """A demand in this process that is open for bids for that many hours."""
    brief = Brief("A service", "Build it.", ["python"], audience=list(PartyKind))
    home, deadline = await party_of(awarder), now() + timedelta(hours=hours)
    demand = await draft_demand(home, brief, deadline_at=deadline, bidding=bidding, by=awarder)
    return await publish_demand(demand, expected_version=None, by=awarder)


async def bid_on(demand: Demand, bidder: Viewer, amount: int = 100, *, party: Party | None = None) -> Applicant:
    offer = Offer(MoneyGiven(Decimal(amount), demand.currency), None, "All of it.", [])
    applicant = await save_bid(demand, party or await party_of(bidder), offer, by=bidder)
    return await submit_bid(applicant, expected_version=None, by=bidder)
