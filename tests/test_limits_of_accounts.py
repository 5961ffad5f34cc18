"""Limits of what people do with accounts: by network and by user, for all workers together, and when to try again."""

import itertools
from datetime import timedelta

import pytest

from models.accounts import resetting, sessions, users
from models.accounts.sessions import sign_in, sign_up, viewer_of
from models.accounts.users import FailedSignIn, User
from models.clock import clock, now
from models.errors import Refused
from models.limits import CountedAct
from models.retention import forget_leftovers, leftovers_of
from models.terms import Terms
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, enterprise, person

pytestmark = pytest.mark.anywhere


@pytest.mark.usefixtures("database")
async def test_sign_ups_are_limited_by_network_for_an_hour_and_say_when_to_retry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A stranger elsewhere keeps nobody from signing up."""
    monkeypatch.setattr(sessions, "terms", lambda: Terms(sign_ups_an_hour=3))
    start = now()
    with clock(lambda: start):
        for number in range(3):
            await sign_up(email=f"ada{number}@example.org", password=PASSWORD, name="Ada", origin="here")
    with clock(lambda: start + timedelta(minutes=20)):
        for _ in range(2):
            with pytest.raises(Refused, match="RATE_LIMITED") as refused:
                await sign_up(email="eve@example.org", password=PASSWORD, name="Eve", origin="here")
            assert refused.value.retry_after_seconds == 40 * 60
        assert not await User.exists(email="eve@example.org")
        await sign_up(email="bob@example.org", password=PASSWORD, name="Bob", origin="there")
    with clock(lambda: start + timedelta(hours=1)):
        await sign_up(email="eve@example.org", password=PASSWORD, name="Eve", origin="here")
    (acts,) = [each for each in leftovers_of(timedelta(days=7)) if each.table is CountedAct]
    assert await forget_leftovers(acts, start + timedelta(hours=24, minutes=30)) == 1
    assert await CountedAct.all().count() == 1  # the first three made room for the next


async def test_who_is_limited_learns_when_to_retry(server: Server) -> None:
    somebody = await person(server.url)
    document = """mutation ($input: SignInInput!) { signIn(input: $input) {
      ... on Refused { code retryAfterSeconds } } }"""
    given = {"email": somebody.email, "password": "another password"}
    answers = [(await somebody.ask(document, input=given))["signIn"] for _ in range(users.ATTEMPTS_OF_PAIR + 1)]
    assert answers[-2] == {"code": "WRONG_CREDENTIALS", "retryAfterSeconds": None}
    assert answers[-1]["code"] == "RATE_LIMITED"
    assert 800 < answers[-1]["retryAfterSeconds"] <= 900


@pytest.mark.usefixtures("database")
async def test_a_stranger_in_the_same_network_keeps_no_known_device_from_signing_in() -> None:
    """Neither by failures for that address, nor by those for others; and a known device guesses no more than others."""
    given = {"email": "ada@example.org", "password": PASSWORD, "origin": "office"}
    former = (await sign_up(**given, name="Ada")).token
    others = (await sign_up(**{**given, "email": "eve@example.org"}, name="Eve")).token
    for email in ("ada@example.org", *(f"{number}@example.org" for number in range(90))):
        number = users.ATTEMPTS_OF_PAIR if email == given["email"] else 1
        await FailedSignIn.bulk_create([FailedSignIn(email=email, origin="office", at=now()) for _ in range(number)])
    for token in (None, "nonsense", others):
        with pytest.raises(Refused, match="RATE_LIMITED"):
            await sign_in(**given, former_token=token)
    session = await sign_in(**{**given, "email": "ADA@example.org"}, former_token=former)
    by = await viewer_of(str(session.token))
    await sessions.revoke_session((await viewer_of(str(former))).session_id, by=by)
    wrong = {**given, "password": "another password"}
    for _ in range(users.ATTEMPTS_OF_PAIR):
        with pytest.raises(Refused, match="WRONG_CREDENTIALS"):
            await sign_in(**wrong, former_token=former)
    with pytest.raises(Refused, match="RATE_LIMITED"):
        await sign_in(**given, former_token=former)
    assert await sessions.change_password(current=PASSWORD, next="a third password", origin="office", by=by)


async def test_a_session_guesses_passwords_as_seldom_as_a_network_does(server: Server) -> None:
    """And the session goes on."""
    thief = await enterprise(server.url)
    wrong = "another password"
    ways = {
        "changePassword": {"current": wrong, "next": "a third password"},
        "changeEmail": {"email": "eve@example.org", "password": wrong},
        "closeParty": {"partyId": thief.party, "password": wrong, "expectedVersion": 99},
    }
    for _, (way, given) in zip(range(users.ATTEMPTS_OF_PAIR), itertools.cycle(ways.items()), strict=False):
        assert await thief.refused(way, **given) == "WRONG_CREDENTIALS"
    for way, given in ways.items():
        right = {name: PASSWORD if value == wrong else value for name, value in given.items()}
        assert await thief.refused(way, **right) == "RATE_LIMITED"
    assert (await thief.ask("{ viewer { user { id } } }"))["viewer"]["user"]["id"] == thief.user


@pytest.mark.usefixtures("database")
async def test_an_attempt_that_was_not_checked_is_no_failure() -> None:
    await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    for _ in range(2 * users.ATTEMPTS_OF_PAIR):
        with pytest.raises(Refused, match="RATE_LIMITED"):
            await sign_in(email="ada@example.org", password=PASSWORD, origin="here", has_left=lambda: True)
    assert await FailedSignIn.all().count() == 0


async def test_invitations_are_limited_by_user_and_address(server: Server) -> None:
    owner = await enterprise(server.url)
    given = {"partyId": owner.party, "email": "later@example.org", "role": "MEMBER"}
    for _ in range(5):
        await owner.do("inviteMember", **given)
    assert await owner.refused("inviteMember", **{**given, "email": " LATER@example.org"}) == "RATE_LIMITED"
    await owner.do("inviteMember", **{**given, "email": "another@example.org"})


@pytest.mark.usefixtures("database")
async def test_resets_are_limited_by_network() -> None:
    for _ in range(resetting.RESETS.most):
        with pytest.raises(Refused, match="BAD_TOKEN"):
            await resetting.reset_password(token="nonsense", password="a new password", origin="here")
    with pytest.raises(Refused, match="RATE_LIMITED"):
        await resetting.reset_password(token="nonsense", password="a new password", origin="here")
    with pytest.raises(Refused, match="BAD_TOKEN"):
        await resetting.reset_password(token="nonsense", password="a new password", origin="there")
