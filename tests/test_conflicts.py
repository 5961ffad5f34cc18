"""Conflicts of interest under concurrency, and those that sealed bidding hides until its opening (EB-9, RM-8)."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from models.accounts.invitations import accept_invitation
from models.accounts.members import change_member_role
from models.accounts.parties import Invitation, MemberRole, Membership, Party
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.bids.submission import submit_bid
from models.changes import StoredEvent
from models.clock import now
from models.clockwork import catch_up
from models.demands.applicants import Applicant, BidState
from models.demands.demand import Bidding, Demand, DemandState
from models.demands.ending import assign_manager
from models.errors import Refused
from models.journal import Entry, first_broken
from models.notifications.kinds import Notification
from tests.support.domain.inside import DAY, START, applied, drafted, opened, party_of, refused, somebody, standing_time

pytestmark = pytest.mark.usefixtures("database")
ROUNDS = 8
CONFLICT = "CONFLICT_OF_INTEREST"


async def invited(user: Viewer, owner: Viewer, role: MemberRole = MemberRole.MEMBER) -> Invitation:
    party, at = await party_of(owner), now()
    return await Invitation.create(
        party=party, email=user.user.email, role=role, invited_by_id=owner.user.id, invited_at=at
    )


async def member_of(owner: Viewer, user: Viewer) -> None:
    await Membership.create(party=await party_of(owner), user=user.user, role=MemberRole.MEMBER, joined_at=now())


async def at_once(*verbs: Coroutine[Any, Any, Any]) -> list[str]:
    """What became of verbs that ran at the same time, in any order: OK, or the code of the refusal."""
    answers = await asyncio.gather(*verbs, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, Refused):
            raise answer
    return sorted(answer.code if isinstance(answer, Refused) else "OK" for answer in answers)


async def told(user: Viewer) -> list[str]:
    return [each.kind for each in await Notification.filter(user_id=user.user.id).order_by("id")]


async def test_eb9_of_two_sides_that_one_user_joins_at_once_one_refuses() -> None:
    for _ in range(ROUNDS):
        awarder, bidder, user = await somebody(), await somebody(), await somebody(is_verified=True)
        await applied(bidder, await opened(awarder))
        invitations = [await invited(user, awarder), await invited(user, bidder)]
        assert await at_once(*(accept_invitation(each.id, by=user) for each in invitations)) == [CONFLICT, "OK"]
        assert await Membership.filter(user_id=user.user.id).count() == 2


async def test_rm8_of_managing_a_demand_and_joining_its_applicant_at_once_one_is_refused() -> None:
    administrator = await somebody(StaffRole.ADMINISTRATOR)
    for number in range(ROUNDS):
        manager, awarder, bidder = await somebody(StaffRole.RESOURCE_MANAGER), await somebody(), await somebody()
        demand = await opened(awarder)
        await applied(bidder, demand)
        # Of joining the awarder, too: nobody manages a demand of a party that they belong to.
        invitation = await invited(manager, bidder if number % 2 else awarder)
        verbs = [
            assign_manager(demand, manager.user.id, by=manager if number % 4 < 2 else administrator),
            accept_invitation(invitation.id, by=manager),
        ]
        assert await at_once(*(verbs if number % 8 < 4 else verbs[::-1])) == [CONFLICT, "OK"]
        manages = (await Demand.get(id=demand.id)).resource_manager_id == manager.user.id
        assert manages != await Membership.exists(party_id=invitation.party_id, user_id=manager.user.id)


async def test_rm8_of_managing_a_demand_and_bidding_on_it_at_once_one_is_refused() -> None:
    for number in range(ROUNDS):
        manager, awarder = await somebody(StaffRole.RESOURCE_MANAGER), await somebody()
        demand = await opened(awarder)
        draft = await drafted(manager, demand)
        verbs = [
            assign_manager(demand, manager.user.id, by=manager),
            submit_bid(draft, expected_version=draft.version, by=manager),
        ]
        assert await at_once(*(verbs if number % 2 else verbs[::-1])) == [CONFLICT, "OK"]
        manages = (await Demand.get(id=demand.id)).resource_manager_id is not None
        assert manages == ((await Applicant.get(id=draft.id)).state is BidState.DRAFT)


async def test_eb9_of_joining_the_awarder_and_submitting_at_once_one_is_refused() -> None:
    for _ in range(ROUNDS):
        awarder, bidder = await somebody(), await somebody(is_verified=True)
        draft = await drafted(bidder, await opened(awarder))
        invitation = await invited(bidder, awarder)
        verbs = (
            submit_bid(draft, expected_version=draft.version, by=bidder),
            accept_invitation(invitation.id, by=bidder),
        )
        outcome = await at_once(*verbs)
        # Joining took the draft back, or the bid came first and kept its applicant out.
        application = await Applicant.get(id=draft.id)
        came_first = application.state is BidState.SUBMITTED
        assert outcome in ([[CONFLICT, "OK"]] if came_first else [["CONFLICT", "OK"], ["NOT_ALLOWED", "OK"]]), outcome
        assert application.state is (BidState.SUBMITTED if came_first else BidState.WITHDRAWN)
        assert await told(bidder) == ([] if came_first else ["BID_TAKEN_BACK"])


async def test_parties_that_draft_and_submit_on_many_demands_at_once_never_wait_for_each_other_in_a_circle() -> None:
    """A draft locks its demand and refers to its party; a bid locks its party and then its demand."""
    bidders = [await somebody() for _ in range(4)]
    awarder = await somebody()
    for _ in range(2):
        demands, drafts = [await opened(awarder) for _ in bidders], []
        for number, bidder in enumerate(bidders):
            drafts += [(await drafted(bidder, each), bidder) for each in demands if each is not demands[number]]
        verbs = [submit_bid(draft, expected_version=draft.version, by=bidder) for draft, bidder in drafts]
        verbs += [drafted(bidder, demand) for bidder, demand in zip(bidders, demands, strict=True)]
        assert await at_once(*verbs) == ["OK"] * len(verbs)


async def test_rm8_a_manager_whose_party_has_a_sealed_bid_leaves_at_the_opening_and_the_bid_stays() -> None:
    with standing_time() as time:
        awarder, manager = await somebody(), await somebody(StaffRole.RESOURCE_MANAGER)
        demand = await opened(awarder, bidding=Bidding.SEALED)
        bid = await applied(manager, demand)
        await applied(await somebody(), demand)
        # As if nobody had applied: neither the answer nor anything that follows differs (EB-3).
        await assign_manager(demand, manager.user.id, by=manager)
        assert await told(manager) == []
        assert set(await told(awarder)) == {"BID_ARRIVED"}
        time.now = START + 7 * DAY
        await catch_up()
        present = await Demand.get(id=demand.id)
    assert (present.state, present.resource_manager_id, present.bid_count) == (DemandState.SELECTING, None, 2)
    assert present.opened_at is not None
    assert (await Applicant.get(id=bid.id)).state is BidState.SUBMITTED
    assert (await told(manager))[-1] == (await told(awarder))[-1] == "MANAGER_LEFT"
    (left,) = await Entry.filter(book=f"demand:{demand.id}", action="MANAGER_LEFT")
    assert (left.actor_id, left.subject_id) == (None, manager.user.id)
    assert await first_broken(left.book) is None


async def test_rm8_where_bids_can_be_read_the_assignment_is_refused() -> None:
    awarder, manager = await somebody(), await somebody(StaffRole.RESOURCE_MANAGER)
    demand = await opened(awarder)
    await applied(manager, demand)
    async with refused(CONFLICT):
        await assign_manager(demand, manager.user.id, by=manager)
    sealed = await opened(manager, bidding=Bidding.SEALED)
    async with refused(CONFLICT):  # their own party is the awarder, which is no secret
        await assign_manager(sealed, manager.user.id, by=manager)


async def test_eb9_parties_that_became_affiliates_while_bids_were_sealed_lose_the_bid_at_the_opening() -> None:
    with standing_time() as time:
        awarder, bidder, both = await somebody(), await somebody(), await somebody()
        for owner in (awarder, bidder):
            await member_of(owner, both)
        demand = await opened(awarder, bidding=Bidding.SEALED)
        bid = await applied(bidder, demand)
        party, theirs = await party_of(awarder), await party_of(bidder)
        before = await StoredEvent.filter(stream=demand.stream).count()
        async with refused(CONFLICT):  # their own owner may know that they applied
            await change_member_role(theirs, both.user.id, role=MemberRole.MANAGER, by=bidder)
        # The awarder's must not learn it: the role is given, and nothing shows.
        await change_member_role(party, both.user.id, role=MemberRole.MANAGER, by=awarder)
        assert await StoredEvent.filter(stream=demand.stream).count() == before
        assert [kind for kind in await told(bidder) if kind.startswith("BID")] == []
        time.now = START + 7 * DAY
        await catch_up()
        present = await Demand.get(id=demand.id)
    assert (present.opened_at is not None, present.bid_count) == (True, 0)
    assert (await Applicant.get(id=bid.id)).state is BidState.INVALIDATED
    assert "BID_INVALIDATED" in await told(bidder)
    # One of the awarder's side hears it as such, not as the applicant that they are too.
    assert "BID_INVALIDATED" not in await told(both)
    kinds = [event.kind for event in await StoredEvent.filter(stream=demand.stream).order_by("seq")]
    assert kinds[-2:] == ["bids.opened", "bid.withdrawn"]


async def test_eb9_a_party_is_joined_once() -> None:
    owner, user = await somebody(), await somebody(is_verified=True)
    invitation = await invited(user, owner)
    assert await at_once(*(accept_invitation(invitation.id, by=user) for _ in range(4))) == ["NOT_FOUND"] * 3 + ["OK"]
    again = await invited(user, owner)
    async with refused("ALREADY_MEMBER"):
        await accept_invitation(again.id, by=user)
    assert await Party.filter(id=invitation.party_id, roster=1).exists()
