"""Accounts: signing up, in and out, passwords and sessions."""

import asyncio
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from models.accounts import hashing, sessions, users
from models.accounts.sessions import Session, sign_in, sign_up, viewer_of
from models.accounts.users import FailedSignIn, User, check_password
from models.accounts.viewer import SessionEnded
from models.clock import clock, now
from models.errors import Refused
from models.inputs import Checks
from tests.support.api.client import Client
from tests.support.api.server import Server
from tests.support.domain.market import (
    PASSWORD,
    Person,
    person,
)

# Who may do what is decided over rows that the ORM reads alike; what takes turns or locks is tried on both.
pytestmark = pytest.mark.anywhere

ME = "{ viewer { user { id } } }"
SESSIONS = "{ viewer { sessions { id isCurrent userAgent } } }"


async def is_out(token: str, url: str) -> bool:
    """Whether the token is refused."""
    answer = await Client(url, token).post(ME)
    return [error["extensions"]["code"] for error in answer.get("errors", [])] == ["UNAUTHENTICATED"]


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


COMMON = "Many people have this password, so it is tried first: choose another."
OWN = "Must not be your email address or your name."


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("password123", COMMON),
        ("PassWord123", COMMON),
        ("1q2w3e4r5t", COMMON),
        ("olivia.hart-1990", OWN),
        ("Hart, Olivia!", OWN),
        ("{email}", OWN),
        ("{local}2026", OWN),
    ],
)
async def test_a_password_that_is_tried_first_is_refused_wherever_one_is_set(
    server: Server, password: str, said: str
) -> None:
    """NIST SP 800-63B: what many people have, and what is known of the user."""
    new = Person(server.url)
    password = password.format(email=new.email.upper(), local=new.email.partition("@")[0])
    given = {"email": new.email, "name": "Olivia Hart"}
    answer = await new.act("signUp", **given, password=password)
    assert answer["fields"] == [{"path": "password", "message": said}]
    assert await new.refused("signIn", email=new.email, password=password) == "WRONG_CREDENTIALS"
    new.client.token = (await new.do("signUp", **given, password=PASSWORD))["token"]
    answer = await new.act("changePassword", current=PASSWORD, next=password)
    assert answer["fields"] == [{"path": "next", "message": said}]
    await new.do("signIn", email=new.email, password=PASSWORD)


def test_a_password_says_by_its_code_why_it_is_refused() -> None:
    checks = Checks()
    for password in ("short", "password123", "ada@example.org", "Zoë Ŵ. 1990", "9#a!8$2^7&1", PASSWORD):
        check_password(checks, password, password, own=("ada@example.org", "Zoë Ŵ", "A"))
    assert [(each.path, each.code) for each in checks.problems] == [
        ("short", "BAD_PASSWORD"),
        ("password123", "COMMON_PASSWORD"),
        ("ada@example.org", "OWN_PASSWORD"),
        ("Zoë Ŵ. 1990", "OWN_PASSWORD"),
    ]


@pytest.mark.usefixtures("database")
async def test_a_password_from_before_that_is_tried_first_still_signs_in() -> None:
    await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    user = await User.get()
    user.password_hash = await hashing.password_hash("password123")
    await user.save(update_fields=["password_hash"])
    assert (await sign_in(email="ada@example.org", password="password123", origin="here")).user == user


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


async def test_signing_in_names_what_was_left_out(server: Server) -> None:
    answer = await Person(server.url).act("signIn", email=" ", password="")
    assert [field["path"] for field in answer["fields"]] == ["email", "password"]


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
    hashing._nobodys_hash.cache_clear()
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
