"""Plays one tender through the server: published, bid on by all bidders at once, followed live, then compared."""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from tests.replay.crowd import Crowd, Refusal, agreed
from tests.replay.expected import ACCEPTED, LATE, Course, course, merit, outcome
from tests.replay.files import Offer, Tender
from tests.support.api.client import Events
from tests.support.waiting import PATIENCE

WINDOW = 6.0
"""Seconds that sealed bidding stays open."""

SEEN = "id arrivedAt applicant { party { name } bid { state price { amount currency } } }"
FEED = f"""subscription ($id: ID!, $after: String) {{ workbench(demandId: $id, after: $after) {{
  cursor event {{ __typename
    ... on BidArrived {{ bidCount candidate {{ {SEEN} }} }} ... on BidRevised {{ candidate {{ {SEEN} }} }}
    ... on BidWithdrawn {{ bidCount candidate {{ id }} }} ... on BidCountChanged {{ bidCount }}
    ... on BidsOpened {{ bidCount }} }} }} }}"""
PAGE = f"""query ($id: ID!, $order: CandidateOrder!, $first: Int!, $after: String) {{ demand(id: $id) {{
  ... on BiddingDemand {{ bidCount workbench {{ cursor candidates(order: $order, first: $first, after: $after) {{
    edges {{ node {{ {SEEN} score {{ rank total }} }} }} pageInfo {{ hasNextPage endCursor }} }} }} }} }} }}"""
PEEK = f"""query ($id: ID!, $applicant: ID!, $bid: ID!) {{
  applicant: node(id: $applicant) {{ id }} bid: node(id: $bid) {{ id }}
  demand(id: $id) {{ ... on BiddingDemand {{ bidCount workbench {{ cursor award {{ id }} standings {{ count }}
    alternatives {{ id }} candidates {{ edges {{ node {{ {SEEN} }} }} }} }} }} }} }}"""
ORDERS = ("ARRIVAL", "PRICE", "MERIT", "ALTERNATIVES")
MOST_ROWS = 200
Seen = dict[str, Any]


@dataclass(slots=True)
class Sent:
    """The answer to an offer, with the instants before and after it on the client's clock."""

    answer: str
    sent_at: datetime
    answered_at: datetime


@dataclass(slots=True)
class Report:
    """The result of one tender; `differences` describes everything unexpected."""

    tender: Tender
    answers: Counter[str] = field(default_factory=Counter)
    events: int = 0
    sealed_looks: int = 0
    differences: list[str] = field(default_factory=list)

    def same(self, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            self.differences.append(f"{self.tender.name}: {what}: {found!r}, not {wanted!r}")


async def play(crowd: Crowd, tender: Tender, *, window: float = WINDOW) -> Report:
    """Plays the whole tender: all bidders bid at once, and everything is compared at the end."""
    report = Report(tender)
    async with opened(crowd, tender, report, window) as stage:
        if stage is not None:
            await stage.send(range(len(tender.offers)))
            if tender.is_sealed:
                await stage.look_at_the_seal()
            await stage.compare()
    return report


@asynccontextmanager
async def opened(crowd: Crowd, tender: Tender, report: Report, window: float = WINDOW) -> AsyncIterator["Stage | None"]:
    """The tender, published and followed; None if the file's data makes no valid demand."""
    try:
        demand, deadline = await publish(crowd, tender, window)
    except Refusal as refusal:
        report.answers[str(refusal)] += len(tender.offers)
        report.same("answers", {str(refusal)}, {outcome(tender, offer) for offer in tender.offers})
        yield None
        return
    stage = Stage(crowd, tender, report, demand, deadline)
    start = (await stage.page("ARRIVAL"))["workbench"]["cursor"]
    async with crowd.awarder.client.subscribe(FEED, id=demand, after=start) as feed:
        stage.feed, stage.cursor = feed, start
        yield stage


async def publish(crowd: Crowd, tender: Tender, window: float) -> tuple[str, datetime]:
    """The id and deadline of the new demand. The bidders exist already, so that bidding can be short."""
    made = await agreed(
        crowd.awarder,
        "draftDemand",
        partyId=crowd.awarder.party,
        title=tender.title,
        description=tender.description,
        skills=list(tender.skills),
        budget={"low": tender.budget_low, "high": tender.budget_high, "currency": tender.currency},
        audience=["ENTERPRISE"],
        bidding="SEALED" if tender.is_sealed else "OPEN",
    )
    await asyncio.gather(*map(crowd.bidder, tender.offers), return_exceptions=True)
    deadline = datetime.now(UTC) + timedelta(seconds=window if tender.is_sealed else 3_600)
    made = await crowd.awarder.do(
        "extendDeadline", demandId=made["id"], deadlineAt=deadline.isoformat(), expectedVersion=made["version"]
    )
    await crowd.awarder.do("publishDemand", demandId=made["id"], expectedVersion=made["version"])
    return made["id"], deadline


class Stage:
    """A published tender while it is played: what was sent, and what the follower received."""

    feed: Events
    cursor: str

    def __init__(self, crowd: Crowd, tender: Tender, report: Report, demand: str, deadline: datetime) -> None:
        self.crowd = crowd
        self.tender = tender
        self.report = report
        self.demand = demand
        self.deadline = deadline
        self.sent: dict[int, Sent] = {}
        self.applications: dict[str, Seen] = {}
        self.heard: list[Seen] = []

    async def send(self, places: Iterable[int]) -> None:
        """Sends the offers: all bidders concurrently, each bidder's rows one after the other."""
        rows: dict[str, list[int]] = defaultdict(list)
        for place in places:
            rows[self.tender.offers[place].bidder or f"nobody {place}"].append(place)
        async with asyncio.TaskGroup() as group:
            for row in rows.values():
                group.create_task(self._send_each(row))

    async def _send_each(self, places: list[int]) -> None:
        for place in places:
            start = datetime.now(UTC)
            try:
                await self._bid(self.tender.offers[place])
                answer = ACCEPTED
            except Refusal as refusal:
                answer = str(refusal)
            self.sent[place] = Sent(answer, start, datetime.now(UTC))

    async def _bid(self, offer: Offer) -> None:
        bidder = await self.crowd.bidder(offer)
        former = self.applications.get(offer.bidder)
        saved = await agreed(
            bidder.person,
            "saveBid",
            demandId=self.demand,
            partyId=bidder.party,
            price={"amount": offer.amount, "currency": offer.currency},
            proposal="As it stands in the file.",
            stages=[],
            expectedVersion=former and former["version"],
        )
        given = {"applicantId": saved["id"], "expectedVersion": saved["version"]}
        made = await agreed(bidder.person, "submitBid", **given)
        self.applications[offer.bidder] = made
        if offer.is_withdrawn:
            await bidder.person.do("withdrawBid", applicantId=made["id"], expectedVersion=made["version"])
            del self.applications[offer.bidder]

    async def look_at_the_seal(self) -> None:
        """EB-3: while bids are sealed, the awarder sees their number, others see nothing, and nobody can read one."""
        becomes, everyone = course(self.tender, self.answers()), dict(self.applications)
        if not everyone:
            return
        name, made = next(iter(everyone.items()))
        owner = (await self.crowd.bidder(self._offer_of(name))).person
        ids = {"id": self.demand, "applicant": made["id"], "bid": made["bid"]["id"]}
        viewers = (self.crowd.awarder, self.crowd.other_than(owner), self.crowd.guest)
        answers = [(await viewer.client.post(PEEK, ids))["data"] for viewer in viewers]
        heard = self.feed.unread()
        if datetime.now(UTC) >= self.deadline:
            return
        self.report.sealed_looks += 1
        for answer in answers:
            self.report.same("sealed nodes", (answer["applicant"], answer["bid"]), (None, None))
        count, *hidden = [answer["demand"]["bidCount"] for answer in answers]
        bench, *closed = [answer["demand"]["workbench"] for answer in answers]
        self.report.same("sealed count", (count, hidden), (len(becomes.standing), [None, None]))
        self.report.same("sealed workbench", (bench["candidates"]["edges"], closed), ([], [None, None]))
        text = json.dumps([answers, heard])
        secrets = [each for offer in self.tender.offers for each in (offer.bidder, offer.amount) if len(each) > 3]
        self.report.same("sealed secrets", [secret for secret in secrets if secret in text], [])

    async def compare(self, *, first: int = MOST_ROWS) -> None:
        """Compares the answers, the live events and fresh queries with what the file says."""
        tender, report = self.tender, self.report
        answers = self.answers()
        becomes = course(tender, answers)
        report.answers.update(answers)
        report.same("answers", answers, [self._right_answer(place) for place in range(len(answers))])
        if tender.is_sealed:
            await self._hear_until(lambda: self._has_heard("BidsOpened" if becomes.standing else "BiddingClosed"))
        shown = await self.page("ARRIVAL")
        await self._hear_until(lambda: self.cursor == shown["workbench"]["cursor"])
        report.events = len(self.heard)
        report.same("events", Counter(event["__typename"] for event in self.heard), becomes.kinds(tender))
        report.same("number of bids", shown["bidCount"], len(becomes.standing))
        found = {order: await self.all(order, first) for order in ORDERS}
        self._compare_live(found["ARRIVAL"], becomes)
        self._compare_orders(found, becomes)

    def _compare_live(self, arrival: list[Seen], becomes: Course) -> None:
        """The number, prices and order that the follower knows are those of a fresh query."""
        live: dict[str, Seen] = {}
        count = 0
        for event in self.heard:
            kind = event["__typename"]
            if kind in ("BidArrived", "BidRevised"):
                live[event["candidate"]["id"]] = event["candidate"]
            if kind == "BidWithdrawn":
                del live[event["candidate"]["id"]]
            if kind in ("BidArrived", "BidWithdrawn"):
                count += 1 if kind == "BidArrived" else -1
                self.report.same("count in an event", event["bidCount"], count)
        counted = [event["bidCount"] for event in self.heard if event["__typename"] == "BidCountChanged"]
        if self.tender.is_sealed:
            self.report.same("last count", counted[-1:], [len(becomes.standing)] if counted else [])
            self.report.same("steps of the count", {abs(a - b) for a, b in pairwise([0, *counted])} - {1}, set())
        else:
            self.report.same("live candidates", list(live.values()), [without_score(each) for each in arrival])

    def _compare_orders(self, found: dict[str, list[Seen]], becomes: Course) -> None:
        arrival = found["ARRIVAL"]
        self.report.same("bids", {name_of(each): price_of(each) for each in arrival}, becomes.prices(self.tender))
        self.report.same("candidates", len(arrival), len(becomes.standing))
        states = {each["applicant"]["bid"]["state"] for each in arrival}
        self.report.same("states", states - {"SUBMITTED"}, set())
        self._compare_with_clock(arrival, becomes)
        # Sorting keeps the order of equals: ties go to who arrived first.
        by_price = sorted(arrival, key=lambda each: becomes.standing.get(name_of(each), 0))
        self.report.same("order by price", ids_of(found["PRICE"]), ids_of(by_price))
        self.report.same("order without alternatives", ids_of(found["ALTERNATIVES"]), ids_of(arrival))
        ranked = merit(self.tender, [(each["id"], name_of(each), each["arrivedAt"]) for each in arrival], becomes)
        shown = [(each["id"], each["score"]["rank"], each["score"]["total"]) for each in found["MERIT"]]
        self.report.same("order by merit", shown, [(each.id, each.rank, each.total) for each in ranked])

    def _compare_with_clock(self, arrival: list[Seen], becomes: Course) -> None:
        """A bid that was answered before another one was sent comes first."""
        latest = datetime.min.replace(tzinfo=UTC)
        for each in arrival:
            if (place := becomes.places.get(name_of(each))) is not None:
                sent = self.sent[place]
                self.report.same(f"{name_of(each)} is listed too late", sent.answered_at < latest, False)
                latest = max(latest, sent.sent_at)

    def answers(self) -> list[str]:
        return [self.sent[place].answer for place in range(len(self.tender.offers))]

    def _right_answer(self, place: int) -> str:
        """Whether the answer is the expected one. If the deadline passed meanwhile, either answer is right (EB-1)."""
        sent, right = self.sent[place], outcome(self.tender, self.tender.offers[place])
        if right != ACCEPTED or sent.answered_at < self.deadline:
            return right
        if sent.sent_at >= self.deadline:
            return LATE[0]
        return sent.answer if sent.answer in LATE else right

    def _offer_of(self, name: str) -> Offer:
        return next(offer for offer in self.tender.offers if offer.bidder == name)

    def _has_heard(self, kind: str) -> bool:
        return bool(self.heard) and self.heard[-1]["__typename"] == kind

    async def _hear_until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            left = (self.deadline - datetime.now(UTC)).total_seconds() if self.tender.is_sealed else 0
            told = (await self.feed.next(max(left, 0) + PATIENCE))["workbench"]
            self.cursor = told["cursor"]
            self.heard.append(told["event"])

    async def page(self, order: str, first: int = MOST_ROWS, after: str | None = None) -> Seen:
        """The demand with one page of its candidates, as the awarder sees them."""
        asked = {"id": self.demand, "order": order, "first": first, "after": after}
        found: Seen = (await self.crowd.awarder.ask(PAGE, **asked))["demand"]
        return found

    async def all(self, order: str, first: int) -> list[Seen]:
        walk = Walk(self, order, first)
        while walk.goes_on:
            await walk.step()
        return walk.seen


class Walk:
    """A reader of all candidates in one order, page by page."""

    def __init__(self, stage: Stage, order: str, first: int) -> None:
        self.order = order
        self.seen: list[Seen] = []
        self.goes_on = True
        self._stage = stage
        self._first = first
        self._after: str | None = None

    async def step(self) -> None:
        found = (await self._stage.page(self.order, self._first, self._after))["workbench"]["candidates"]
        self.seen += [edge["node"] for edge in found["edges"]]
        self.goes_on, self._after = found["pageInfo"]["hasNextPage"], found["pageInfo"]["endCursor"]


def name_of(candidate: Seen) -> str:
    return str(candidate["applicant"]["party"]["name"])


def price_of(candidate: Seen) -> tuple[str, str]:
    price = candidate["applicant"]["bid"]["price"]
    return price["amount"], price["currency"]


def ids_of(candidates: list[Seen]) -> list[str]:
    return [each["id"] for each in candidates]


def without_score(candidate: Seen) -> Seen:
    return {key: value for key, value in candidate.items() if key != "score"}
