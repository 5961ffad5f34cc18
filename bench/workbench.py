"""What acts and pages of a workbench cost among 50 and among 5,000 candidates: python -m bench.workbench.

Each act is done in turns on both demands, in one database (PostgreSQL) and through one server. What counts is the CPU
time of the server and of the database together. A page costs what is shown, so the ratio should be near 1.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil

from bench.halls import Hall, store
from models.accounts.parties import Party, PartyKind
from models.clock import now
from models.demands.applicants import Applicant, BidState, live_key
from models.demands.demand import Demand
from models.demands.drafts import BidDraft
from models.ids import new_id
from schema.kinds import identify
from tests.support.api.client import Client, Events
from tests.support.api.server import Server
from tests.support.api.services import Postgres

RUNS = int(os.environ.get("BENCH_ROUNDS", "40"))
SIZES = (50, 5_000)
PAGE = 20
SKILLS = ("python", "graphql", "postgresql", "redis", "linux")
KEPT = 5  # alternatives
DOCUMENTS = Path(__file__).parent.parent / "tests" / "operations"
VERSION = "query ($id: ID!) { demand(id: $id) { version } }"
MERIT = """query ($id: ID!, $after: String) { demand(id: $id) { ... on BiddingDemand { workbench {
  candidates(first: 20, after: $after) { edges { node { id score { rank total } } } pageInfo { endCursor } } } } } }"""
CLOSE = "mutation ($input: CloseBiddingInput!) { closeBidding(input: $input) { __typename } }"
SUBMIT = "mutation ($input: SubmitBidInput!) { submitBid(input: $input) { __typename } }"
AWARD = """mutation ($input: AwardDemandInput!) {
  awardDemand(input: $input) { __typename ... on Award { id version } ... on Refusal { code message } } }"""
REVOKE = "mutation ($input: RevokeAwardInput!) { revokeAward(input: $input) { __typename } }"
WEIGHTS = [{"key": "price_fit", "weight": 5_000}, {"key": "delivery_time", "weight": 5_000}]


@dataclass
class Place:
    """A demand with that many candidates, and the drafts that can still be submitted."""

    size: int
    id: str
    drafts: list[str]
    candidates: list[dict[str, Any]] = field(default_factory=list)
    middle: str | None = None
    events: Events | None = None


def document(name: str) -> str:
    """An operation of the front end, with the fragments that it needs."""
    text = re.sub(
        r"#.*", "", "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.graphql")))
    )
    parts = re.split(r"^(?=(?:query|mutation|subscription|fragment) )", text, flags=re.MULTILINE)
    named = {part.split("(")[0].split()[1]: part for part in parts if part.strip()}
    wanted, found = [name], list[str]()
    for each in wanted:
        found.append(named[each])
        wanted += [other for other in re.findall(r"\.\.\.(\w+)", named[each]) if other not in wanted and other != "on"]
    return "\n".join(found)


def prepared(hall: Hall) -> list[Place]:
    """The rows of both demands, of one awarder; the token of `drafting` is that of who submits all drafts."""
    awarder, home = hall.user("hostile")
    drafting, _ = hall.user("drafting")
    places = []
    for size in SIZES:
        key = hall.demand(awarder, home, "A description.")
        demand: Any = hall.rows[Demand][-1]
        demand.bid_count, demand.skills = size, list(SKILLS[:3])
        for number in range(size):
            hall.bid(key, number)
            party: Any = hall.rows[Party][-1]
            party.skills = hall.dice.sample(SKILLS, 2)
        drafts = [identify("applicant", draft(hall, key, drafting, number)) for number in range(RUNS + 1)]
        places.append(Place(size, identify("demand", key), drafts))
    return places


def draft(hall: Hall, demand: UUID, user: UUID, number: int) -> UUID:
    at = now()
    party = hall.add(Party(id=new_id(), kind=PartyKind.TEAM, name=f"Drafting {number}", created_at=at))
    hall.joins(user, party)
    key = hall.add(
        Applicant(
            id=new_id(),
            demand_id=demand,
            party_id=party,
            state=BidState.DRAFT,
            applied_at=at,
            live_key=live_key(demand, party),
        )
    )
    proposal = "We have done this before. " * 20
    offer = {"price_minor": hall.dice.randrange(100_000, 900_000), "currency": "USD", "duration_days": 60}
    hall.add(BidDraft(id=new_id(), applicant_id=key, proposal=proposal, stages=[], saved_at=at, **offer))
    return key


class Bench:
    """The server, the database and the clients of one run."""

    def __init__(self, server: Server, postgres: Postgres, named: dict[str, str]) -> None:
        self.programs = (psutil.Process(server.pid), psutil.Process(postgres.pid))
        self.awarder: Client = server.client(named["hostile"])
        self.bidder: Client = server.client(named["drafting"])

    def spent(self) -> tuple[float, float]:
        """Milliseconds of CPU that the server and the database have used."""
        server, postgres = [
            sum(sum(each.cpu_times()[:2]) for each in (program, *program.children(recursive=True)))
            for program in self.programs
        ]
        return server * 1_000, postgres * 1_000

    async def compare(self, title: str, places: list[Place], act: Callable[[Place, int], Awaitable[object]]) -> None:
        totals = {place.size: [0.0, 0.0] for place in places}
        for run in range(RUNS + 1):
            for place in places:
                before = self.spent()
                await act(place, run)
                if run:  # the first one warms up
                    for number, (later, earlier) in enumerate(zip(self.spent(), before, strict=True)):
                        totals[place.size][number] += later - earlier
        few, many = [[each / RUNS for each in totals[size]] for size in SIZES]
        print(
            f"  {title:44} {few[0]:6.1f} ({few[1]:5.1f}) ms   {many[0]:6.1f} ({many[1]:5.1f}) ms   "
            f"{sum(many) / max(sum(few), 0.001):5.2f} times",
            flush=True,
        )

    async def page(self, place: Place, _: int) -> None:
        await self.awarder.query(MERIT, id=place.id)

    async def deep(self, place: Place, _: int) -> None:
        await self.awarder.query(MERIT, id=place.id, after=place.middle)

    async def filtered(self, place: Place, _: int) -> None:
        await self.awarder.query(self.workbench, demandId=place.id, first=PAGE, filter={"isUnread": True})

    async def screen(self, place: Place, _: int) -> None:
        await self.awarder.query(self.workbench, demandId=place.id, first=PAGE)

    async def tried(self, place: Place, _: int) -> None:
        await self.awarder.query(self.trying, demandId=place.id, weights=WEIGHTS)

    async def place(self, place: Place, run: int) -> None:
        kept = place.candidates[run % KEPT]
        given = {"candidateId": kept["id"], "rank": run % KEPT + 1, "expectedVersion": kept["version"]}
        moved = (await self.awarder.query(self.placing, input=given))["placeAlternative"]
        assert moved["__typename"] == "Candidate", moved
        kept["version"] = moved["version"]

    async def submit(self, place: Place, run: int) -> None:
        given = {"applicantId": place.drafts[run], "expectedVersion": 1}
        answer = (await self.bidder.query(SUBMIT, input=given))["submitBid"]
        assert answer["__typename"] == "Applicant", answer
        assert place.events is not None
        await place.events.next()

    async def award(self, place: Place, _: int) -> None:
        given = {"candidateId": place.candidates[0]["id"], "reason": "Good.", "justification": "So it is."}
        version = (await self.awarder.query(VERSION, id=place.id))["demand"]["version"]
        made = (await self.awarder.query(AWARD, input={**given, "expectedVersion": version}))["awardDemand"]
        assert made["__typename"] == "Award", made
        await self.awarder.query(REVOKE, input={"awardId": made["id"], "reason": "Another one."})

    async def run(self, places: list[Place]) -> None:
        self.workbench, self.placing = document("Workbench"), document("PlaceAlternative")
        self.trying = document("WhatIf").replace("weights: $weights", f"weights: $weights, first: {PAGE}")
        print(f"{'CPU of the server (and of PostgreSQL)':46} {SIZES[0]:>16} {SIZES[1]:>18} candidates")
        for place in places:
            await self.look_through(place)
        await self.compare("a page of 20 in order of merit", places, self.page)
        await self.compare(f"a page of {PAGE} from the middle", places, self.deep)
        await self.compare("the front end's document, 20", places, self.screen)
        await self.compare("the same, of what is unread", places, self.filtered)
        await self.compare("what if, 20", places, self.tried)
        await self.compare(f"placeAlternative among {KEPT}", places, self.place)
        async with self.awarder.connect() as connection:
            for place in places:
                place.events = await connection.subscribe(document("BidArrivals"), demandId=place.id)
            await asyncio.sleep(1)
            await self.compare("submitBid with a follower who shows scores", places, self.submit)
        for place in places:
            await self.awarder.query(CLOSE, input={"demandId": place.id})
        await self.compare("an award, and its revocation", places, self.award)

    async def look_through(self, place: Place) -> None:
        """Walks to the middle, and keeps some candidates as alternatives."""
        while len(place.candidates) < place.size // 2:
            answer = await self.awarder.query(
                "query ($id: ID!, $after: String) { demand(id: $id) { ... on BiddingDemand { workbench { candidates("
                "first: 25, after: $after) { edges { node { id version } } pageInfo { endCursor } } } } } }",
                id=place.id,
                after=place.middle,
            )
            found = answer["demand"]["workbench"]["candidates"]
            place.candidates += [edge["node"] for edge in found["edges"]]
            place.middle = found["pageInfo"]["endCursor"]
        for run in range(KEPT):
            await self.place(place, run)


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bidhall-") as directory, Postgres() as postgres:
        url, hall = await postgres.create(), Hall()
        places: list[Place] = []
        await store(url, hall, lambda: places.extend(prepared(hall)))
        limits = {"LOG_LEVEL": "WARNING", "MAX_SOCKETS": "1000"}
        with Server(Path(directory), DATABASE_URL=url, **limits) as server:
            await Bench(server, postgres, hall.named).run(places)


if __name__ == "__main__":
    asyncio.run(main())
