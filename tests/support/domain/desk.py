"""An interview's two sides in the tests' own process, where the clock can be set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from models.accounts.viewer import Viewer
from models.clock import clock
from models.clockwork import catch_up
from models.demands.applicants import Applicant
from models.demands.demand import Demand
from models.interviews import arranging
from models.interviews.interview import Interview, Media, Participant, Presence
from models.interviews.slots import SlotGiven
from tests.support.domain.table import bid_on, demand_of, someone

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Desk:
    """An awarder, a bidder and their demand, at a time that the test sets."""

    def __init__(self) -> None:
        self.at = START
        self.host: Viewer
        self.guest: Viewer
        self.demand: Demand
        self.applicant: Applicant

    async def propose(self, *slots: SlotGiven, **given: Any) -> Interview:
        given = {"topic": "Plans", "media": Media.VIDEO, "time_zone": "Europe/Berlin", "hosts": [], **given}
        return await arranging.propose_interview(self.applicant, slots=slots, by=self.host, **given)

    async def scheduled(self, begin: timedelta = timedelta(hours=1), lasting: float = 60) -> Interview:
        interview = await self.propose(self.slot(begin, lasting))
        return await arranging.accept_slot(interview, starts_at=self.at + begin, by=self.guest)

    def slot(self, begin: timedelta, lasting: float = 60) -> SlotGiven:
        return SlotGiven(self.at + begin, self.at + begin + timedelta(minutes=lasting))

    async def pass_(self, **time: float) -> int:
        self.at += timedelta(**time)
        return await catch_up()

    async def people(self, interview: Interview) -> dict[str, Presence]:
        found = await Participant.filter(interview_id=interview.id)
        return {person.role.value: person.presence for person in found}


@asynccontextmanager
async def desk_with_a_bid() -> AsyncIterator[Desk]:
    """An awarder and a bidder who has applied to their demand."""
    made = Desk()
    with clock(lambda: made.at):
        made.host, made.guest = await someone("host"), await someone("guest")
        made.demand = await demand_of(made.host, hours=24 * 60)
        made.applicant = await bid_on(made.demand, made.guest)
        yield made
