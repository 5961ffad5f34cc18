"""Affiliates: whoever is too close to the awarder cannot apply (EB-9)."""

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import (
    colleague,
    enterprise,
    grant,
    invited,
    person,
    published,
    saved,
    submitted,
)
from tests.support.domain.membership import invitation_of, members_of, news_of

# Who may do what is decided over rows that the ORM reads alike; what takes turns or locks is tried on both.
pytestmark = pytest.mark.anywhere

APPLICATIONS = "{ viewer { applications { edges { node { id } } } } }"


async def test_eb9_whoever_is_too_close_to_the_awarder_cannot_apply(server: Server) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    member = await colleague(awarder)
    alone = (await member.ask("{ viewer { parties { id kind } } }"))["viewer"]["parties"]
    member.party = next(party["id"] for party in alone if party["kind"] == "INDIVIDUAL")
    affiliate = (await awarder.do("createParty", name="Sister", kind="TEAM"))["id"]
    offer = {"demandId": demand, "price": {"amount": "1", "currency": "USD"}, "proposal": "Us.", "stages": []}
    for who, party in ((awarder, awarder.party), (awarder, affiliate), (member, member.party)):
        assert await who.refused("saveBid", **offer, partyId=party) == "CONFLICT_OF_INTEREST"
    assert await awarder.candidates(demand) == []


async def test_eb9_a_common_member_who_decides_for_neither_is_on_the_awarders_side_alone(server: Server) -> None:
    awarder, team = await enterprise(server.url), await enterprise(server.url, "Team")
    both = await colleague(awarder)
    await both.do("acceptInvitation", invitationId=await invited(both, team))
    demand = await published(awarder)
    application = await submitted(team, demand)
    assert application["bid"]["state"] == "SUBMITTED"
    assert len(await both.candidates(demand)) == 1
    offer = {"demandId": demand, "price": {"amount": "1", "currency": "USD"}, "proposal": "Us.", "stages": []}
    assert await both.refused("saveBid", **offer, partyId=team.party) == "CONFLICT_OF_INTEREST"
    assert await both.refused("withdrawBid", applicantId=application["id"]) == "NOT_ALLOWED"
    assert (await both.ask(APPLICATIONS))["viewer"]["applications"]["edges"] == []
    await awarder.do("cancelDemand", demandId=demand, reason="We build it ourselves.")
    assert "was cancelled" in (await news_of(team))[0]
    assert [title for title in await news_of(both) if "cancelled" in title] == []


@pytest.mark.parametrize("side", ["awarder", "applicant"])
@pytest.mark.parametrize("role", ["OWNER", "MEMBER"])
async def test_eb9_joining_is_refused_where_it_would_make_a_conflict(server: Server, side: str, role: str) -> None:
    awarder, bidder = await enterprise(server.url), await enterprise(server.url, "Bidder")
    await submitted(bidder, await published(awarder))
    inviting, of = (awarder, bidder) if side == "awarder" else (bidder, awarder)
    joining = of if role == "OWNER" else await colleague(of)
    invitation = await invited(joining, inviting)
    assert await joining.refused("acceptInvitation", invitationId=invitation) == "CONFLICT_OF_INTEREST"
    assert await invitation_of(joining) == invitation
    assert [member["role"] for member in (await members_of(inviting))] == ["OWNER"]


async def test_eb9_joining_the_awarder_takes_a_drafted_bid_back_and_tells_the_drafter(server: Server) -> None:
    awarder, drafter = await enterprise(server.url), await enterprise(server.url, "Bidder")
    demand = await published(awarder)
    application = await saved(drafter, demand)
    await drafter.do("acceptInvitation", invitationId=await invited(drafter, awarder))
    assert (await news_of(drafter))[0] == "Your draft for “A payment service” was taken back"
    assert (await drafter.ask(APPLICATIONS))["viewer"]["applications"]["edges"] == []
    assert await drafter.refused("withdrawBid", applicantId=application["id"]) == "NOT_FOUND"
    assert await awarder.candidates(demand) == []
    assert [title for title in await news_of(awarder) if "draft" in title] == []


async def test_eb9_a_role_that_makes_affiliates_is_refused_and_ends_drafts(server: Server) -> None:
    awarder, team = await enterprise(server.url), await enterprise(server.url, "Team")
    both = await colleague(awarder)
    await both.do("acceptInvitation", invitationId=await invited(both, team))
    demand, other = await published(awarder), await published(awarder)
    application = await submitted(team, demand)
    begun = await saved(team, other)
    for owner in (awarder, team):
        given = {"partyId": owner.party, "userId": both.user, "role": "MANAGER"}
        assert await owner.refused("changeMemberRole", **given) == "CONFLICT_OF_INTEREST"
    await team.do("withdrawBid", applicantId=application["id"])
    await awarder.do("changeMemberRole", partyId=awarder.party, userId=both.user, role="MANAGER")
    shown = "query ($id: ID!) { node(id: $id) { ... on Applicant { state } } }"
    assert (await team.ask(shown, id=begun["id"]))["node"]["state"] == "WITHDRAWN"
    assert (await news_of(team))[0] == "Your draft for “A payment service” was taken back"
    assert [title for title in await news_of(awarder) if "draft" in title] == []


async def test_eb9_joining_is_possible_once_the_application_is_over(server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await enterprise(server.url, "Bidder")
    application = await submitted(bidder, await published(awarder))
    invitation = await invited(bidder, awarder)
    assert await bidder.refused("acceptInvitation", invitationId=invitation) == "CONFLICT_OF_INTEREST"
    await bidder.do("withdrawBid", applicantId=application["id"])
    assert len((await bidder.do("acceptInvitation", invitationId=invitation))["members"]) == 2


async def test_eb9_the_resource_manager_of_a_demand_cannot_apply_to_it_nor_join_who_did(server: Server) -> None:
    awarder, bidder, manager = await enterprise(server.url), await enterprise(server.url), await person(server.url)
    await grant(server, manager, "RESOURCE_MANAGER")
    demand = await published(awarder)
    await manager.do("assignManager", demandId=demand)
    offer = {"demandId": demand, "price": {"amount": "1", "currency": "USD"}, "proposal": "Me.", "stages": []}
    assert await manager.refused("saveBid", **offer, partyId=manager.party) == "CONFLICT_OF_INTEREST"
    await submitted(bidder, demand)
    for party in (bidder, awarder):
        given = {"invitationId": await invited(manager, party)}
        assert await manager.refused("acceptInvitation", **given) == "CONFLICT_OF_INTEREST"
    second = await published(awarder)
    await submitted(manager, second)
    assert await manager.refused("assignManager", demandId=second) == "CONFLICT_OF_INTEREST"
