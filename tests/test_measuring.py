"""Stored measures: what the order and the filters need of each candidate is as it would be computed now (WB-8)."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from models.accounts.facts import PartyChanged
from models.accounts.members import describe_party, verify_party
from models.accounts.parties import PartyKind, lock_parties
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.bids.saving import Offer, save_bid
from models.bids.submission import confirm_bid, submit_bid
from models.bids.withdrawal import invalidate_bid, withdraw_bid
from models.changes import change
from models.clockwork import catch_up
from models.demands.amendment import amend_demand
from models.demands.applicants import COUNTED, Applicant, BidState
from models.demands.candidates import Candidate, EliminationReason, Standing
from models.demands.closing import close_bidding, reopen_bidding
from models.demands.demand import Bidding, Demand, DemandState
from models.demands.drafting import Brief, BudgetGiven, WeightGiven
from models.demands.ending import cancel_demand, conclude_without_award
from models.errors import Refusal
from models.facts import follow_up
from models.money import MoneyGiven
from models.ordering import DEFAULT_WEIGHTS
from models.workbench.alternatives import place_alternative
from models.workbench.awards import award_demand, decline_award
from models.workbench.elimination import eliminate_candidates, restore_candidate
from models.workbench.measuring import measure_all
from tests.support.domain.inside import DAY, Time, applied, opened, party_of, somebody
from tests.support.domain.measured import check_measures, forget_measures

pytestmark = pytest.mark.usefixtures("database")

STEPS = 80
SKILLS = ("python", "postgresql", "graphql", "c++", "redis")


@dataclass
class Story:
    """Two demands of one awarder, one with sealed bids, and parties that apply to both."""

    dice: random.Random
    time: Time
    awarder: Viewer
    staff: Viewer
    bidders: list[Viewer]
    demands: list[Demand]
    refused: int = 0
    done: dict[str, int] = field(default_factory=dict)

    async def go(self, steps: int) -> None:
        acts: list[Callable[[], Awaitable[object]]] = [
            *(self.bid,) * 8,
            *(self.confirm,) * 3,
            *(self.describe,) * 3,
            *(self.decide,) * 4,
            self.withdraw,
            self.verify,
            self.rate,
            self.amend,
        ]
        for _ in range(steps):
            self.time.now += DAY / 24
            act = self.dice.choice(acts)
            try:
                await act()
            except Refusal:
                self.refused += 1
            else:
                self.done[act.__name__] = self.done.get(act.__name__, 0) + 1
            await check_measures()

    async def demand(self) -> Demand:
        return await Demand.get(id=self.dice.choice(self.demands).id)

    async def bid(self) -> None:
        bidder, amount = self.dice.choice(self.bidders), Decimal(self.dice.randint(1, 12_000))
        proposal = " ".join(self.dice.choices(("We", "know", "C++", "and", "Łódź", "国际物流", "well."), k=5))
        offer = Offer(MoneyGiven(amount, "USD"), self.dice.choice((None, 10, 60, 200)), proposal, [])
        draft = await save_bid(await self.demand(), await party_of(bidder), offer, by=bidder)
        if self.dice.random() < 0.8:
            await submit_bid(draft, expected_version=draft.version, by=bidder)

    async def confirm(self) -> None:
        for applicant in await Applicant.filter(state=BidState.NEEDS_CONFIRMATION).limit(2):
            await confirm_bid(applicant, expected_version=applicant.version, by=await self.owner(applicant))

    async def withdraw(self) -> None:
        applicant = self.dice.choice(await Applicant.filter(state__in=COUNTED) or [None])
        if applicant is not None and self.dice.random() < 0.5:
            await withdraw_bid(applicant, by=await self.owner(applicant))
        elif applicant is not None:
            await invalidate_bid(applicant, reason="A test.", by=self.staff)

    async def describe(self) -> None:
        bidder = self.dice.choice(self.bidders)
        skills = self.dice.sample(SKILLS, self.dice.randint(0, 4))
        name = self.dice.choice((None, "Łódź & sons", "Ada"))
        given = {"name": name, "skills": skills, "summary": None, "expected_version": None}
        await describe_party(await party_of(bidder), **given, by=bidder)

    async def verify(self) -> None:
        await verify_party(await party_of(self.dice.choice(self.bidders)), by=self.staff)

    async def rate(self) -> None:
        await rated(self.dice.choice(self.bidders), self.dice.randint(1, 5))

    async def amend(self) -> None:
        weights = [WeightGiven("price_fit", 2_500), WeightGiven("skill_coverage", 7_500)]
        low = Decimal(self.dice.randint(1, 900))
        brief = self.dice.choice(
            (
                Brief(skills=self.dice.sample(SKILLS, 3)),
                Brief(budget=BudgetGiven(low, 9 * low, "USD")),
                Brief(duration_days=self.dice.randint(5, 90)),
                Brief(criteria=weights),
                Brief(criteria=[WeightGiven(*each) for each in DEFAULT_WEIGHTS], clears=frozenset({"budget"})),
                Brief(title="Another title"),
            )
        )
        await amend_demand(await self.demand(), brief, expected_version=None, by=self.awarder)

    async def decide(self) -> None:
        candidate = self.dice.choice(await Candidate.filter(is_standing=True) or [None])
        if candidate is None:
            return
        if candidate.standing is Standing.ELIMINATED:
            await restore_candidate(candidate, reason="A second look.", by=self.awarder)
        elif self.dice.random() < 0.6:
            await place_alternative(candidate, expected_version=candidate.version, rank=1, by=self.awarder)
        else:
            given = {"reason": EliminationReason.PRICE, "note": None}
            await eliminate_candidates([candidate], **given, by=self.awarder)

    async def owner(self, applicant: Applicant) -> Viewer:
        return next(each for each in self.bidders if applicant.party_id in each.roles)


async def rated(bidder: Viewer, stars: int) -> None:
    async with change():
        (party,) = (await lock_parties((await party_of(bidder)).id)).values()
        party.rating_total, party.rating_count = party.rating_total + stars, party.rating_count + 1
        await party.save(update_fields=["rating_total", "rating_count"])
        await follow_up(PartyChanged(party))


async def test_wb8_what_is_stored_is_what_would_be_computed_after_each_step(time: Time) -> None:
    awarder, staff = await somebody(), await somebody(StaffRole.ADMINISTRATOR)
    demands = [await opened(awarder, bidding=bidding, lasts=90 * DAY) for bidding in Bidding]
    story = Story(random.Random(1), time, awarder, staff, [await somebody() for _ in range(5)], demands)
    await story.go(STEPS)
    assert set(story.done) == {"bid", "confirm", "describe", "decide", "withdraw", "verify", "rate", "amend"}
    plain, sealed = demands
    await close_bidding(await Demand.get(id=plain.id), by=story.awarder)
    await check_measures()
    given = {"expected_version": (await Demand.get(id=plain.id)).version, "deadline_at": time.now + 90 * DAY}
    await reopen_bidding(await Demand.get(id=plain.id), **given, by=awarder)
    story.demands = [plain]
    await story.go(20)
    time.now += 200 * DAY
    await catch_up()
    await check_measures()
    assert not (await Demand.get(id=sealed.id)).is_sealed
    for demand in demands:
        found = await Demand.get(id=demand.id)
        best = await Candidate.filter(demand_id=demand.id, is_standing=True).order_by("merit_key").first()
        if found.state is DemandState.SELECTING and best is not None and best.standing is Standing.UNDECIDED:
            offered = {"reason": "The best.", "justification": "So it is.", "expected_version": found.version}
            award = await award_demand(best, **offered, by=awarder)
            applicant = await Applicant.get(id=award.applicant_id)
            await decline_award(award, by=await story.owner(applicant))
    await story.describe()
    await conclude_without_award(await Demand.get(id=plain.id), reason="No more.", by=awarder)
    # Parties change after the end, too; `database` checks once more.
    await story.rate()


@pytest.mark.usefixtures("time")
async def test_eb6_a_bid_that_needs_confirmation_is_ranked_again_when_its_demand_is_cancelled() -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    await applied(bidder, demand)
    await amend_demand(demand, Brief(skills=["redis"]), expected_version=None, by=awarder)
    assert await check_measures() == 0
    await cancel_demand(await Demand.get(id=demand.id), reason="No more.", by=awarder)
    assert await check_measures() == 1


async def test_eb3_nothing_of_a_sealed_bid_is_measured_until_it_is_opened(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=Bidding.SEALED)
    await applied(bidder, demand)
    await rated(bidder, 5)
    await measure_all()
    assert await check_measures() == 0
    time.now += 8 * DAY
    await catch_up()
    assert await check_measures() == 1


@pytest.mark.usefixtures("time")
async def test_what_a_former_version_left_is_measured_in_batches_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.workbench.measuring.AT_ONCE", 2)
    awarder, bidders = await somebody(), [await somebody() for _ in range(5)]
    demand = await opened(awarder)
    for bidder in bidders:
        await applied(bidder, demand)
    assert await measure_all() == (5, 0)
    await forget_measures()
    assert await measure_all(only_outdated=True) == (5, 5)
    assert await check_measures() == 5
    assert await measure_all(only_outdated=True) == (0, 0)


@pytest.mark.usefixtures("time")
async def test_wb8_changes_of_a_party_and_a_demand_at_once_leave_what_both_say() -> None:
    awarder, bidders = await somebody(), [await somebody() for _ in range(4)]
    demand = await opened(awarder)
    for bidder in bidders:
        await applied(bidder, demand)

    async def describe(bidder: Viewer, skill: str) -> None:
        given = {"name": None, "skills": [skill], "summary": None, "expected_version": None}
        await describe_party(await party_of(bidder), **given, by=bidder)

    async def amend(skill: str) -> None:
        brief = Brief(skills=[skill], audience=list(PartyKind))
        await amend_demand(demand, brief, expected_version=None, by=awarder)

    for number in range(6):
        skill = SKILLS[number % len(SKILLS)]
        acts = [*(describe(bidder, skill) for bidder in bidders), amend(skill), measure_all(), amend(SKILLS[0])]
        random.Random(number).shuffle(acts)
        await asyncio.gather(*acts)
        await check_measures()
