"""Playing the demonstration: people call the domain's verbs at chosen times in the past."""

from datetime import datetime, timedelta
from decimal import Decimal

from demo.cast import CROWD, PARTIES, PASSWORD, PEOPLE, address
from models.accounts import invitations, members, sessions
from models.accounts.parties import Party, PartyKind, roles_of
from models.accounts.users import User, grant, staff_roles, vouch
from models.accounts.viewer import Viewer
from models.bids import saving, submission
from models.bids.saving import Offer, StageGiven
from models.clock import now
from models.clockwork import catch_up
from models.demands import drafting
from models.demands.applicants import Applicant
from models.demands.awards import Award, AwardState
from models.demands.candidates import Candidate
from models.demands.demand import Bidding, Demand
from models.demands.drafting import Brief
from models.due import next_due
from models.money import MoneyGiven

BETWEEN_ACTS = timedelta(minutes=4)


class Past:
    """Replays past days; `instant` is the current time of the replay."""

    def __init__(self, present: datetime) -> None:
        self.present = present
        self.instant = present - timedelta(days=365)

    async def at(self, *, days_ago: float) -> None:
        """Advances the replay to that time; each due move happens at its own time."""
        until = self.present - timedelta(days=days_ago)
        while (due := await next_due()) is not None and due <= until:
            self.instant = due
            await catch_up()
        self.instant = until

    async def act(self, key: str) -> Viewer:
        """The viewer for a person, a few minutes after the previous act."""
        self.instant += BETWEEN_ACTS
        return await somebody(key)

    async def arrive(self, key: str) -> None:
        person = PEOPLE.get(key) or CROWD[key]
        session = await sessions.sign_up(email=address(key), password=PASSWORD, name=person.name)
        by = await self.act(key)
        await sessions.revoke_session(session.id, by=by)
        await vouch(address(key))
        if person.staff:
            await grant(address(key), person.staff)
        if person.skills:
            await describe(await own_party(by), person.skills, person.summary, by=by)

    async def found(self, key: str) -> Party:
        given = PARTIES[key]
        party = await members.create_party(name=given.name, kind=given.kind, by=await self.act(given.owner))
        owner = await self.act(given.owner)
        await describe(party, given.skills, given.summary, by=owner)
        for member, role in given.members:
            invitation = await invitations.invite_member(party, email=address(member), role=role, by=owner)
            await invitations.accept_invitation(invitation.id, by=await self.act(member))
        return party

    async def draft(
        self, who: str, party: str, brief: Brief, *, runs_days: float, bidding: Bidding = Bidding.OPEN
    ) -> Demand:
        by = await self.act(who)
        deadline = self.instant + timedelta(days=runs_days)
        return await drafting.draft_demand(await party_of(party), brief, deadline_at=deadline, bidding=bidding, by=by)

    async def publish(
        self, who: str, party: str, brief: Brief, *, runs_days: float, bidding: Bidding = Bidding.OPEN
    ) -> Demand:
        demand = await self.draft(who, party, brief, runs_days=runs_days, bidding=bidding)
        return await drafting.publish_demand(demand, expected_version=demand.version, by=await self.act(who))

    async def save(
        self, who: str, demand: Demand, price: int, days: int, says: str, *, party: str | None = None
    ) -> Applicant:
        """Saves a draft bid; the price is in whole major units, paid in three stages."""
        by = await self.act(who)
        offer = offer_of(demand, price, days, says)
        return await saving.save_bid(demand, await party_of(party or who), offer, by=by)

    async def bid(
        self, who: str, demand: Demand, price: int, days: int, says: str, *, party: str | None = None
    ) -> Applicant:
        saved = await self.save(who, demand, price, days, says, party=party)
        return await submission.submit_bid(saved, expected_version=saved.version, by=await self.act(who))


def offer_of(demand: Demand, price: int, days: int, says: str) -> Offer:
    begin, build = Decimal(price) * 20 / 100, Decimal(price) * 50 / 100
    return Offer(
        MoneyGiven(Decimal(price), demand.currency),
        days,
        says,
        [
            StageGiven("Design agreed", begin, days // 5),
            StageGiven("Built and tested", build, days * 4 // 5),
            StageGiven("In service", price - begin - build, days),
        ],
    )


async def somebody(key: str) -> Viewer:
    """A viewer without a session for a person in the demonstration."""
    user = await User.get(email=address(key))
    expires_at = now() + sessions.LIFETIME
    return Viewer(user, None, await roles_of(user.id), await staff_roles(user.id), expires_at)


async def describe(party: Party, skills: tuple[str, ...], summary: str, *, by: Viewer) -> None:
    await members.describe_party(party, name=None, skills=list(skills), summary=summary, expected_version=None, by=by)


async def party_of(key: str) -> Party:
    """The party with this key; for a person's key, their individual party."""
    if key in PARTIES:
        return await Party.get(name=PARTIES[key].name, kind=PARTIES[key].kind)
    return await own_party(await somebody(key))


async def own_party(viewer: Viewer) -> Party:
    return await Party.get(id__in=list(viewer.roles), kind=PartyKind.INDIVIDUAL)


async def demand_of(brief: Brief) -> Demand | None:
    """The first demand created from this brief."""
    return await Demand.filter(title=brief.title).order_by("id").first()


async def candidate_of(demand: Demand, party: str) -> Candidate:
    applicant = await Applicant.filter(demand_id=demand.id, party_id=(await party_of(party)).id).order_by("-id").first()
    assert applicant is not None
    return await Candidate.get(applicant_id=applicant.id)


async def award_of(demand: Demand) -> Award:
    """The offer that is waiting for an answer."""
    return await Award.get(demand_id=demand.id, state=AwardState.OFFERED)


async def version_of(demand: Demand) -> int:
    return (await Demand.get(id=demand.id)).version
