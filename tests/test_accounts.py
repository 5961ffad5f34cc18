"""Accounts: signing in and out, passwords and sessions, parties, members, invitations and staff."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from models.accounts import hashing, invitations, members, sessions, users
from models.accounts.parties import Invitation, MemberRole, PartyKind
from models.accounts.sessions import Session, sign_in, sign_up, viewer_of, viewer_with
from models.accounts.users import FailedSignIn, User
from models.accounts.viewer import SessionEnded
from models.changes import StoredEvent
from models.clock import clock, now
from models.errors import Refused
from models.mail import Mail
from models.notifications.inviting import invite_member
from tests.support.api.behind import verify
from tests.support.api.client import Client
from tests.support.api.server import Server
from tests.support.domain.inside import MOMENT, START, refused, somebody, standing_time
from tests.support.domain.market import (
    INBOX,
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

# Who may do what is decided over rows that the ORM reads alike; what takes turns or locks is tried on both.
pytestmark = pytest.mark.anywhere

APPLICATIONS = "{ viewer { applications { edges { node { id } } } } }"
ME = "{ viewer { user { id } } }"
INVITATIONS = "{ viewer { invitations { id role email expiresAt party { id } } } }"
SENT = "query ($id: ID!) { node(id: $id) { ... on Party { invitations { id email } } } }"
SESSIONS = "{ viewer { sessions { id isCurrent userAgent } } }"


async def is_out(token: str, url: str) -> bool:
    """Whether the token is refused."""
    answer = await Client(url, token).post(ME)
    return [error["extensions"]["code"] for error in answer.get("errors", [])] == ["UNAUTHENTICATED"]


async def invitations_of(owner: Person, *, by: Person | None = None) -> Any:
    """The open invitations of the party, the latest first."""
    return (await (by or owner).ask(SENT, id=owner.party))["node"]["invitations"]


async def news_of(somebody: Person) -> list[str]:
    """The titles of their notifications, the latest first."""
    return [edge["node"]["title"] for edge in (await somebody.ask(INBOX))["viewer"]["notifications"]["edges"]]


async def invitation_of(somebody: Person) -> str:
    (invitation,) = (await somebody.ask(INVITATIONS))["viewer"]["invitations"]
    return str(invitation["id"])


# ---------- passwords and sessions


@pytest.mark.everywhere
async def test_signing_up_gives_an_individual_party_and_a_session(server: Server) -> None:
    ada = Person(server.url)
    session = await ada.do("signUp", email=f" {ada.email.upper()} ", password=PASSWORD, name=" Ada ")
    assert session["viewer"]["user"]["email"] == ada.email
    assert [(party["name"], party["kind"]) for party in session["viewer"]["parties"]] == [("Ada", "INDIVIDUAL")]
    assert await ada.refused("signUp", email=ada.email, password=PASSWORD, name="Eve") == "ADDRESS_TAKEN"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"password": "too short"}, "password"),
        ({"password": "p" * 257}, "password"),
        ({"password": "a password\0"}, "password"),
        ({"email": "nobody"}, "email"),
        ({"email": "ada@.org"}, "email"),
        ({"email": "ada@org."}, "email"),
        ({"email": "a\0a@example.org"}, "email"),
        ({"email": "ß" * 200 + "@example.org"}, "email"),
        ({"name": " "}, "name"),
        ({"name": "n" * 251}, "name"),
        ({"name": "\u200b\u3164"}, "name"),
        ({"email": "a,b@t.example"}, "email"),
        ({"language": "tlh"}, "language"),
        ({"timeZone": "localtime"}, "timeZone"),
        ({"name": "A\0da"}, "name"),
    ],
)
async def test_signing_up_names_the_field_that_is_wrong(server: Server, changes: dict[str, str], path: str) -> None:
    ada = Person(server.url)
    answer = await ada.act("signUp", **{"email": ada.email, "password": PASSWORD, "name": "Ada", **changes})
    assert {field["path"] for field in answer["fields"]} == {path}
    assert await ada.refused("signIn", email=ada.email, password=PASSWORD) == "WRONG_CREDENTIALS"


async def test_half_a_surrogate_pair_is_refused_at_the_edge(server: Server) -> None:
    ada = Person(server.url)
    document = '{ demands(filter: { text: "\\ud800" }) { cursor } }'
    assert (await ada.client.post(document))["errors"][0]["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"


@pytest.mark.usefixtures("database")
async def test_only_hashes_of_passwords_and_tokens_are_kept() -> None:
    session = await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    user, kept = await User.get(), await Session.get()
    assert user.password_hash.startswith("$argon2id$")
    assert PasswordHasher().verify(user.password_hash, PASSWORD)
    assert session.token is not None
    assert session.token not in str(vars(kept))
    assert len(kept.token_hash) == 64
    assert (await viewer_of(session.token)).user == user


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(server: Server) -> None:
    ada = await person(server.url)
    wrong = await ada.act("signIn", email=ada.email, password="another password")
    unknown = await ada.act("signIn", email="nobody@example.org", password="another password")
    assert wrong == unknown
    assert wrong["code"] == "WRONG_CREDENTIALS"


@pytest.mark.usefixtures("database")
async def test_an_unknown_address_costs_as_much_hashing_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            verified.append(str(hash)[: len("$argon2id$v=19$m=47104,t=2,p=1$")])
            return super().verify(hash, password)  # type: ignore[return-value]

    counting = Counting()
    monkeypatch.setattr(hashing, "hasher", lambda: counting)
    await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    hashing._nobodys_hash()
    for address in ("ada@example.org", "nobody@example.org"):
        with pytest.raises(Refused, match="WRONG_CREDENTIALS"):
            await sign_in(email=address, password="another password", origin="here")
    assert len(verified) == 2
    assert verified[0] == verified[1]


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_nobody_asks_for_one_address_after_the_other_whether_it_has_an_account() -> None:
    given = {"password": PASSWORD, "name": "Ada", "origin": "here"}
    await sign_up(email="ada@example.org", **given)
    start = now()
    for _ in range(users.ATTEMPTS_OF_PAIR):
        with pytest.raises(Refused, match="ADDRESS_TAKEN"):
            await sign_up(email="ADA@example.org", **given)
    with pytest.raises(Refused, match="RATE_LIMITED"):
        await sign_up(email="ada@example.org", **given)
    # One origin cannot keep another away, and a new account counts for nothing.
    with pytest.raises(Refused, match="ADDRESS_TAKEN"):
        await sign_up(email="ada@example.org", **{**given, "origin": "there"})
    assert await users.FailedSignIn.filter(origin="here").count() == users.ATTEMPTS_OF_PAIR
    await sign_up(email="bob@example.org", **given)
    assert await users.FailedSignIn.filter(origin="here").count() == users.ATTEMPTS_OF_PAIR
    others = [users.FailedSignIn(email=f"{n}@example.org", origin="here", at=now()) for n in range(90)]
    await users.FailedSignIn.bulk_create(others)
    with pytest.raises(Refused, match="RATE_LIMITED"):
        await sign_up(email="cleo@example.org", **given)
    with clock(lambda: start + users.ATTEMPT_WINDOW + timedelta(seconds=1)):
        await sign_up(email="cleo@example.org", **given)


@pytest.mark.usefixtures("database")
async def test_failed_sign_ins_are_limited_by_address_and_origin_for_a_while() -> None:
    await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    start = now()
    for _ in range(users.ATTEMPTS_OF_PAIR):
        with pytest.raises(Refused, match="WRONG_CREDENTIALS"):
            await sign_in(email="ADA@example.org", password="another password", origin="here")
    with pytest.raises(Refused, match="RATE_LIMITED"):
        await sign_in(email="ada@example.org", password=PASSWORD, origin="here")
    assert await FailedSignIn.all().count() == users.ATTEMPTS_OF_PAIR
    assert await sign_in(email="ada@example.org", password=PASSWORD, origin="elsewhere")
    with clock(lambda: start + users.ATTEMPT_WINDOW + timedelta(minutes=1)):
        assert await sign_in(email="ada@example.org", password=PASSWORD, origin="here")
    assert await FailedSignIn.all().count() == 0


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_many_sign_ins_at_once_are_as_limited_as_one_by_one() -> None:
    await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    guesses = [sign_in(email="ada@example.org", password=f"guess number {n}", origin="here") for n in range(25)]
    answers = await asyncio.gather(*guesses, return_exceptions=True)
    codes = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert len(codes) == 25
    assert codes.count("WRONG_CREDENTIALS") == users.ATTEMPTS_OF_PAIR
    assert await FailedSignIn.all().count() == users.ATTEMPTS_OF_PAIR


@pytest.mark.usefixtures("database")
async def test_a_session_ends_at_its_expiry() -> None:
    session = await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    with clock(lambda: session.expires_at - timedelta(microseconds=1)):
        assert (await viewer_of(session.token or "")).session_id == session.id
    with clock(lambda: session.expires_at), pytest.raises(SessionEnded, match="expired"):
        await viewer_of(session.token or "")


async def test_signing_out_ends_the_session_and_no_other(server: Server) -> None:
    ada = await person(server.url)
    other = await ada.do("signIn", email=ada.email, password=PASSWORD)
    document = "mutation { signOut { ... on Session { id token } } }"
    assert (await Client(server.url, other["token"]).query(document))["signOut"] == {"id": other["id"], "token": None}
    assert await is_out(other["token"], server.url)
    assert (await ada.ask(ME))["viewer"]["user"]["id"] == ada.user


async def test_a_revoked_session_opens_nothing_and_is_listed_no_more(server: Server) -> None:
    ada = await person(server.url)
    other = await ada.do("signIn", email=ada.email, password=PASSWORD)
    listed = (await ada.ask(SESSIONS))["viewer"]["sessions"]
    assert [(each["id"] == other["id"], each["isCurrent"]) for each in listed] == [(True, False), (False, True)]
    stranger = await person(server.url)
    assert await stranger.refused("revokeSession", sessionId=other["id"]) == "NOT_FOUND"
    await ada.do("revokeSession", sessionId=other["id"])
    assert await is_out(other["token"], server.url)
    assert [each["isCurrent"] for each in (await ada.ask(SESSIONS))["viewer"]["sessions"]] == [True]


async def test_a_new_password_ends_all_other_sessions(server: Server) -> None:
    ada = await person(server.url)
    other = await ada.do("signIn", email=ada.email, password=PASSWORD)
    assert await ada.refused("changePassword", current="not my password", next="a new password") == "WRONG_CREDENTIALS"
    assert await ada.refused("changePassword", current=PASSWORD, next="short") == "INVALID_INPUT"
    assert not await is_out(other["token"], server.url)
    await ada.do("changePassword", current=PASSWORD, next="a new password")
    assert await is_out(other["token"], server.url)
    assert (await ada.ask(ME))["viewer"]["user"]["id"] == ada.user
    assert await ada.refused("signIn", email=ada.email, password=PASSWORD) == "WRONG_CREDENTIALS"
    await ada.do("signIn", email=ada.email, password="a new password")


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_a_sign_in_under_way_does_not_outlive_the_password_that_it_came_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    viewer = await viewer_of(session.token or "")
    checked = sessions.user_with

    async def and_meanwhile(*given: str, **named: str) -> User:
        user = await checked(*given, **named)
        await sessions.change_password(current=PASSWORD, next="a new password", by=viewer)
        return user

    monkeypatch.setattr(sessions, "user_with", and_meanwhile)
    with pytest.raises(Refused, match="WRONG_CREDENTIALS"):
        await sign_in(email="ada@example.org", password=PASSWORD, origin="here")
    assert await Session.filter(revoked_at=None).count() == 1


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


async def test_one_mailbox_is_one_account_whose_password_is_one_however_both_are_typed(server: Server) -> None:
    guest = Person(server.url)
    given = {"name": "Harborline\u200b\nLogistics \u202e", "password": "Zu\u0308rich-Passwort-e\u0301"}
    made = await guest.do("signUp", email="jan@bu\u0308cher.example", **given)
    assert (made["viewer"]["user"]["email"], made["viewer"]["user"]["name"]) == (
        "jan@bücher.example",
        "Harborline Logistics",
    )
    for host in ("bücher.example", "BÜCHER.example", "xn--bcher-kva.example"):
        assert await guest.refused("signUp", email=f"jan@{host}", **given) == "ADDRESS_TAKEN"
        await guest.do("signIn", email=f"jan@{host}", password="Zürich-Passwort-é")
    other = await guest.do("signUp", email="jan@bucher.example", **given)
    assert other["viewer"]["user"]["id"] != made["viewer"]["user"]["id"]


# ---------- conflicts and staff


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
    assert [member["role"] for member in (await _members(inviting))] == ["OWNER"]


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


async def _members(owner: Person) -> list[dict[str, object]]:
    found = await owner.ask("query ($id: ID!) { node(id: $id) { ... on Party { members { role } } } }", id=owner.party)
    members: list[dict[str, object]] = found["node"]["members"]
    return members


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
