"""Parties: members, invitations and roles, profiles, and what ends a party; staff."""

from datetime import timedelta
from typing import Any

import pytest

from models.accounts import invitations, members
from models.accounts.parties import Invitation, MemberRole, PartyKind
from models.accounts.sessions import viewer_with
from models.changes import StoredEvent
from models.mail import Mail
from models.notifications.inviting import invite_member
from tests.support.api.behind import verify
from tests.support.api.client import Client
from tests.support.api.server import Server
from tests.support.domain.inside import MOMENT, START, refused, somebody, standing_time
from tests.support.domain.market import (
    PASSWORD,
    Person,
    colleague,
    draft,
    enterprise,
    grant,
    invited,
    person,
    published,
    saved,
    submitted,
)
from tests.support.domain.membership import INVITATIONS, invitation_of, news_of

# Who may do what is decided over rows that the ORM reads alike; what takes turns or locks is tried on both.
pytestmark = pytest.mark.anywhere

SENT = "query ($id: ID!) { node(id: $id) { ... on Party { invitations { id email } } } }"


async def invitations_of(owner: Person, *, by: Person | None = None) -> Any:
    """The open invitations of the party, the latest first."""
    return (await (by or owner).ask(SENT, id=owner.party))["node"]["invitations"]


# ---------- parties and members


async def test_an_invitation_answers_the_same_for_a_known_and_an_unknown_address(server: Server) -> None:
    owner, known = await enterprise(server.url), await person(server.url)
    told = await owner.do("inviteMember", partyId=owner.party, email=known.email, role="MEMBER")
    unknown = await owner.do("inviteMember", partyId=owner.party, email="later@example.org", role="MEMBER")
    assert told == unknown
    assert len(told["members"]) == 1


async def test_nobody_joins_without_accepting_and_nobody_else_can_accept(server: Server) -> None:
    owner, guest, stranger = await enterprise(server.url), await person(server.url), await person(server.url)
    for one in (owner, guest, stranger):
        await verify(server.url, one.email)
    await owner.do("inviteMember", partyId=owner.party, email=guest.email.upper(), role="MANAGER")
    (shown,) = (await guest.ask(INVITATIONS))["viewer"]["invitations"]
    assert (shown["email"], shown["role"], shown["party"]["id"]) == (guest.email, "MANAGER", owner.party)
    given = {"invitationId": shown["id"]}
    for other in (stranger, owner):
        assert await other.refused("acceptInvitation", **given) == "NOT_FOUND"
        assert await other.refused("declineInvitation", **given) == "NOT_FOUND"
    assert await stranger.refused("revokeInvitation", **given) == "NOT_FOUND"
    assert await guest.refused("revokeInvitation", **given) == "NOT_ALLOWED"
    party = await guest.do("acceptInvitation", **given)
    assert [member["role"] for member in party["members"]] == ["OWNER", "MANAGER"]
    assert await guest.refused("acceptInvitation", **given) == "NOT_FOUND"
    assert await owner.refused("inviteMember", partyId=owner.party, email=guest.email, role="OWNER") == (
        "ALREADY_MEMBER"
    )


async def test_an_address_counts_once_it_is_verified(server: Server) -> None:
    owner, later = await enterprise(server.url), Person(server.url)
    await owner.do("inviteMember", partyId=owner.party, email=later.email, role="OWNER")
    (invitation,) = await invitations_of(owner)
    session = await later.do("signUp", email=later.email, password=PASSWORD, name="Later")
    later.client = Client(server.url, session["token"])
    assert (await later.ask(INVITATIONS))["viewer"]["invitations"] == []
    node = "query ($id: ID!) { node(id: $id) { id } }"
    assert (await later.ask(node, id=invitation["id"]))["node"] is None
    for operation in ("acceptInvitation", "declineInvitation"):
        # Whether there is such an invitation is nothing that somebody who only claims the address can find out.
        for id in (invitation["id"], owner.party):
            assert await later.refused(operation, invitationId=id) == "EMAIL_NOT_VERIFIED"
    with pytest.raises(AssertionError, match="EMAIL_NOT_VERIFIED"):
        server.run("grant", later.email, "ADMINISTRATOR")
    assert server.run("vouch", later.email.upper()) == f"{later.email} counts as verified.\n"
    assert len((await later.do("acceptInvitation", invitationId=await invitation_of(later)))["members"]) == 2


async def test_owners_see_invitations_and_end_them_and_the_invited_decline(server: Server) -> None:
    owner, manager = await enterprise(server.url), await person(server.url)
    await manager.do("acceptInvitation", invitationId=await invited(manager, owner, "MANAGER"))
    guests = [await person(server.url) for _ in range(2)]
    ids = [await invited(guest, owner) for guest in guests]
    shown = await invitations_of(owner)
    assert [each["email"] for each in shown] == [guest.email for guest in reversed(guests)]
    assert await invitations_of(owner, by=manager) is None
    assert await manager.refused("revokeInvitation", invitationId=ids[0]) == "NOT_FOUND"
    await owner.do("revokeInvitation", invitationId=ids[0])
    await guests[1].do("declineInvitation", invitationId=ids[1])
    assert await invitations_of(owner) == []
    for guest, id in zip(guests, ids, strict=True):
        assert await guest.refused("acceptInvitation", invitationId=id) == "NOT_FOUND"


@pytest.mark.parametrize("ends", ["removeMember", "changeMemberRole"])
async def test_an_invitation_ends_with_the_right_of_the_one_who_sent_it(server: Server, ends: str) -> None:
    owner = await enterprise(server.url)
    second, accomplice = await colleague(owner, "OWNER"), await person(server.url)
    invitation = await invited(accomplice, second, "OWNER")
    given = {"role": "MANAGER"} if ends == "changeMemberRole" else {}
    await owner.do(ends, partyId=owner.party, userId=second.user, **given)
    assert await invitations_of(owner) == []
    assert (await accomplice.ask(INVITATIONS))["viewer"]["invitations"] == []
    assert await accomplice.refused("acceptInvitation", invitationId=invitation) == "NOT_FOUND"


@pytest.mark.usefixtures("database")
async def test_an_invitation_expires_after_fourteen_days() -> None:
    with standing_time() as time:
        owner, guest = await somebody(), await somebody(is_verified=True)
        team = await members.create_party(name="Team", kind=PartyKind.TEAM, by=owner)
        sent = await invitations.invite_member(team, email=guest.user.email, role=MemberRole.MEMBER, by=owner)
        time.now = sent.expires_at - MOMENT
        assert await invitations.invitations_to(guest.user) == [sent]
        time.now = sent.expires_at
        assert sent.expires_at == START + timedelta(days=14)
        assert await invitations.invitations_to(guest.user) == await invitations.invitations_from([team.id]) == []
        async with refused("NOT_FOUND"):
            await invitations.accept_invitation(sent.id, by=guest)
        again = await invitations.invite_member(team, email=guest.user.email, role=MemberRole.MEMBER, by=owner)
        await invitations.accept_invitation(again.id, by=guest)
    assert await Invitation.all().count() == 0


async def test_roles_change_by_an_owner_and_members_and_owners_are_told(server: Server) -> None:
    owner = await enterprise(server.url, "Acme")
    member = await colleague(owner)
    assert await news_of(owner) == ["Ada has joined Acme"]
    given = {"partyId": owner.party, "userId": member.user}
    assert await member.refused("changeMemberRole", **given, role="OWNER") == "NOT_ALLOWED"
    assert await owner.refused("changeMemberRole", **given | {"userId": owner.user}, role="MEMBER") == "LAST_OWNER"
    assert await owner.refused("changeMemberRole", **given | {"userId": owner.party}, role="MEMBER") == "NOT_FOUND"
    changed = await owner.do("changeMemberRole", **given, role="OWNER")
    assert [each["role"] for each in changed["members"]] == ["OWNER", "OWNER"]
    assert await news_of(member) == ["Your role in Acme has changed", "You are invited to join a party"]
    await member.do("changeMemberRole", **given | {"userId": owner.user}, role="MEMBER")
    assert await owner.refused("inviteMember", partyId=owner.party, email="x@example.org", role="MEMBER") == (
        "NOT_ALLOWED"
    )


# ---------- closing a party


async def test_a_party_ends_when_nothing_runs(server: Server) -> None:
    owner = await enterprise(server.url, "Acme")
    member, other = await colleague(owner, "MANAGER"), await enterprise(server.url)
    given = {"partyId": owner.party, "password": PASSWORD, "reason": "We stop."}
    assert await member.refused("closeParty", **given) == "NOT_ALLOWED"
    assert await owner.refused("closeParty", **given | {"password": "not my password"}) == "WRONG_CREDENTIALS"
    assert await owner.refused("closeParty", **given, expectedVersion=2) == "CONFLICT"
    alone = await person(server.url)
    assert await alone.refused("closeParty", partyId=alone.party, password=PASSWORD) == "NOT_ALLOWED"
    demand, theirs = await published(owner), await published(other)
    assert await owner.refused("closeParty", **given) == "STILL_RUNNING"
    await owner.do("cancelDemand", demandId=demand)
    application = await submitted(owner, theirs)
    assert await owner.refused("closeParty", **given) == "STILL_RUNNING"
    await owner.do("withdrawBid", applicantId=application["id"])
    drafted, begun = await draft(owner), await saved(owner, theirs)
    await owner.do("inviteMember", partyId=owner.party, email="late@example.org", role="MEMBER")
    closed = await owner.do("closeParty", **given)
    assert closed["closedAt"] is not None
    # What was stays readable, drafts have ended, and nothing new begins.
    assert await owner.version(drafted["id"]) == drafted["version"] + 1
    shown = "query ($id: ID!) { node(id: $id) { ... on Applicant { state } } }"
    assert (await owner.ask(shown, id=begun["id"]))["node"]["state"] == "WITHDRAWN"
    assert await invitations_of(owner) == []
    assert "Acme was closed" in await news_of(member)
    offer = {"demandId": theirs, "price": {"amount": "1", "currency": "USD"}, "proposal": "Us.", "stages": []}
    tried = {
        "closeParty": given,
        "draftDemand": {**BRIEF, "partyId": owner.party},
        "saveBid": {**offer, "partyId": owner.party},
        "askQuestion": {"demandId": theirs, "partyId": owner.party, "body": "May we?"},
        "describeParty": {"partyId": owner.party, "summary": "Back again."},
        "inviteMember": {"partyId": owner.party, "email": "x@example.org", "role": "MEMBER"},
        "changeMemberRole": {"partyId": owner.party, "userId": member.user, "role": "OWNER"},
    }
    answers = {operation: await owner.refused(operation, **sent) for operation, sent in tried.items()}
    assert answers == dict.fromkeys(tried, "PARTY_CLOSED")
    await member.do("removeMember", partyId=owner.party, userId=member.user)


async def test_an_individual_party_stays_with_one_member(server: Server) -> None:
    ada = await person(server.url)
    assert await ada.refused("inviteMember", partyId=ada.party, email="x@example.org", role="MEMBER") == "NOT_ALLOWED"
    assert await ada.refused("removeMember", partyId=ada.party, userId=ada.user) == "LAST_OWNER"
    assert await ada.refused("createParty", name="Another me", kind="INDIVIDUAL") == "INVALID_INPUT"


@pytest.mark.parametrize("role", ["OWNER", "MANAGER", "MEMBER"])
async def test_what_each_role_may_do(server: Server, role: str) -> None:
    """The matrix "Who may act for a party" of the rules."""
    owner, other = await enterprise(server.url), await person(server.url)
    actor = await colleague(owner, role)
    leads, owns = role != "MEMBER", role == "OWNER"
    draft = await actor.do("draftDemand", **BRIEF, partyId=owner.party)
    other_demand = await published(other)
    application = await saved(actor, other_demand)
    version = application["version"]
    tried = {
        "publishDemand": await actor.act("publishDemand", demandId=draft["id"], expectedVersion=draft["version"]),
        "submitBid": await actor.act("submitBid", applicantId=application["id"], expectedVersion=version),
        "withdrawBid": await actor.act("withdrawBid", applicantId=application["id"]),
        "describeParty": await actor.act("describeParty", partyId=owner.party, summary="We build."),
        "inviteMember": await actor.act("inviteMember", partyId=owner.party, email="x@example.org", role="MEMBER"),
        "removeMember": await actor.act("removeMember", partyId=owner.party, userId=owner.user),
    }
    expected = {name: leads for name in tried} | {"inviteMember": owns, "removeMember": owns}
    assert {name: answer.get("code") for name, answer in tried.items()} == {
        name: None if may else "NOT_ALLOWED" for name, may in expected.items()
    }


BRIEF = {"title": "T", "description": "D", "skills": [], "audience": ["TEAM"], "deadlineAt": "2100-01-01T00:00:00Z"}


async def test_the_last_owner_stays_and_everyone_else_may_leave(server: Server) -> None:
    owner = await enterprise(server.url)
    manager, second = await colleague(owner, "MANAGER"), await colleague(owner, "OWNER")
    left = await manager.do("removeMember", partyId=owner.party, userId=manager.user)
    assert left["members"] is None
    await second.do("removeMember", partyId=owner.party, userId=owner.user)
    assert await second.refused("removeMember", partyId=owner.party, userId=second.user) == "LAST_OWNER"
    assert await second.refused("removeMember", partyId=owner.party, userId=owner.user) == "NOT_FOUND"
    assert await owner.refused("describeParty", partyId=owner.party, name="Mine again") == "NOT_ALLOWED"


async def test_eb13_a_profile_changes_on_its_present_version_only(server: Server) -> None:
    owner = await enterprise(server.url, "Acme")
    party = await owner.do("describeParty", partyId=owner.party, skills=[" C++ ", "c++", "Go"], summary="We build. ")
    assert (party["skills"], party["summary"], party["name"], party["version"]) == (
        ["c++", "go"],
        "We build.",
        "Acme",
        2,
    )
    answer = await owner.act("describeParty", partyId=owner.party, name="Other", expectedVersion=1)
    assert (answer["code"], answer["currentVersion"]) == ("CONFLICT", 2)
    assert await owner.refused("describeParty", partyId=owner.party, name=None) == "INVALID_INPUT"
    cleared = await owner.do("describeParty", partyId=owner.party, summary=None, expectedVersion=2)
    assert (cleared["summary"], cleared["name"], cleared["version"]) == (None, "Acme", 3)


async def test_a_party_that_lost_can_be_closed_and_the_one_that_won_cannot(server: Server) -> None:
    awarder, winner, loser = [await enterprise(server.url, name) for name in ("Acme", "Winner", "Loser")]
    demand = await published(awarder)
    won, lost = await submitted(winner, demand, "2000.00"), await submitted(loser, demand, "2500.00")
    await awarder.do("closeBidding", demandId=demand)
    assert await loser.refused("closeParty", partyId=loser.party, password=PASSWORD) == "STILL_RUNNING"
    (candidate,) = [each for each in await awarder.candidates(demand) if each["applicant"]["id"] == won["id"]]
    given = {"reason": "The best.", "justification": "It is.", "expectedVersion": await awarder.version(demand)}
    award = await awarder.do("awardDemand", candidateId=candidate["id"], **given)
    await winner.do("acceptAward", awardId=award["id"])
    assert await winner.refused("closeParty", partyId=winner.party, password=PASSWORD) == "STILL_RUNNING"
    await loser.do("closeParty", partyId=loser.party, password=PASSWORD)
    assert [each["applicant"]["id"] for each in await awarder.candidates(demand)] == [won["id"]]
    shown = "query ($id: ID!) { node(id: $id) { ... on Applicant { state } } }"
    assert (await loser.ask(shown, id=lost["id"]))["node"]["state"] == "WITHDRAWN"


async def test_a_party_that_is_not_verified_learns_why_and_waits_again_once_it_has_changed(server: Server) -> None:
    staff, party, member = await person(server.url), await enterprise(server.url, "Vague"), await person(server.url)
    given, waiting = {"partyId": party.party}, "{ viewer { partiesToVerify(first: 200) { edges { node { id } } } } }"
    seen = "query ($id: ID!) { node(id: $id) { ... on Party { verificationRefusal version } } }"

    async def is_waiting() -> bool:
        edges = (await staff.ask(waiting))["viewer"]["partiesToVerify"]["edges"]
        return party.party in [edge["node"]["id"] for edge in edges]

    assert await party.refused("refuseVerification", **given, reason="I may not.") == "NOT_ALLOWED"
    await verify(server.url, staff.email)
    await grant(server, staff, "RESOURCE_MANAGER")
    assert await is_waiting()
    assert await staff.refused("refuseVerification", **given, reason=" ") == "INVALID_INPUT"
    assert await staff.refused("refuseVerification", **given, reason="Late.", expectedVersion=9) == "CONFLICT"
    assert await staff.refused("refuseVerification", partyId=staff.party, reason="Mine.") == "NOT_ALLOWED"
    assert (await party.ask(seen, id=party.party))["node"] == {"verificationRefusal": None, "version": 1}
    await staff.do("refuseVerification", **given, reason="No register has it.", expectedVersion=1)
    assert not await is_waiting()
    assert (await party.ask(seen, id=party.party))["node"]["verificationRefusal"] == "No register has it."
    for other in (staff, member):
        assert (await other.ask(seen, id=party.party))["node"]["verificationRefusal"] is None
    news = "{ viewer { notifications(first: 5) { edges { node { kind title body } } } } }"
    (told,) = [edge["node"] for edge in (await party.ask(news))["viewer"]["notifications"]["edges"]]
    assert (told["kind"], told["title"]) == ("VERIFICATION_REFUSED", "Vague was not verified")
    assert "No register has it." in told["body"]
    await party.do("describeParty", **given, summary="Register: HRB 1.")
    assert await is_waiting()
    await staff.do("verifyParty", **given)
    assert await staff.refused("refuseVerification", **given, reason="After all.") == "WRONG_STATE"


async def test_staff_roles_come_from_the_command_line_and_parties_are_verified_once(server: Server) -> None:
    staff, party = await person(server.url), await enterprise(server.url)
    assert await staff.refused("verifyParty", partyId=party.party) == "NOT_ALLOWED"
    await verify(server.url, staff.email)
    assert server.run("grant", staff.email.upper(), "ADMINISTRATOR") == f"{staff.email} is now ADMINISTRATOR.\n"
    await grant(server, staff, "ADMINISTRATOR")
    verified = await staff.do("verifyParty", partyId=party.party, note="Register extract.")
    assert verified["verifiedAt"] is not None
    assert await staff.do("verifyParty", partyId=party.party) == verified
    assert await staff.refused("verifyParty", partyId=staff.party) == "NOT_ALLOWED"
    with pytest.raises(AssertionError, match="Nobody signed up"):
        server.run("grant", "nobody@example.org", "EXPERT")


@pytest.mark.usefixtures("database")
async def test_nobody_belongs_to_more_parties_than_a_list_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_PARTIES", 2)
    owner, user = await somebody(), await somebody(is_verified=True)
    await members.create_party(name="Team", kind=PartyKind.TEAM, by=user)
    async with refused("TOO_MANY_PARTIES"):
        await members.create_party(name="Another", kind=PartyKind.TEAM, by=user)
    team = await members.create_party(name="Team", kind=PartyKind.TEAM, by=owner)
    sent = await invitations.invite_member(team, email=user.user.email, role=MemberRole.MEMBER, by=owner)
    async with refused("TOO_MANY_PARTIES"):
        await invitations.accept_invitation(sent.id, by=user)
    assert await invitations.invitations_to(user.user) == [sent]


@pytest.mark.usefixtures("database")
async def test_an_invitation_is_told_to_the_invited_alone() -> None:
    founder, stranger, known = await somebody(), await somebody(is_verified=True), await somebody(is_verified=True)
    team = await members.create_party(name="Team", kind=PartyKind.TEAM, by=founder)
    claimed = (await somebody()).user.email
    async with refused("NOT_ALLOWED"):
        await invite_member(team, email=known.user.email, role=MemberRole.MEMBER, by=stranger)
    owner = await viewer_with(founder.session_id)
    for address in (known.user.email, claimed, "unknown@example.org"):
        await invite_member(team, email=address, role=MemberRole.MEMBER, by=owner)
    assert [event.stream for event in await StoredEvent.all()] == [f"user:{known.user.id}"]
    # An address that somebody only claims gets the same mail as one that nobody has.
    mails = await Mail.filter(kind="INVITED_BY_MAIL").order_by("address")
    assert {mail.address for mail in mails} == {claimed, "unknown@example.org"}
