"""Mail addresses: verification, changes, and resetting a password."""

import argparse
import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from email.message import EmailMessage

import pytest

import main
from models.accounts import addresses, resetting, sessions
from models.accounts.addresses import MOST_TO_ADDRESS, AddressToken
from models.accounts.sessions import sign_up, viewer_with
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.errors import Refused
from models.ids import new_id
from models.mail import Mail
from settings import BadSettings, read
from tests.support.api.client import Closed, Socket
from tests.support.api.postoffice import PostOffice, text_of
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.inside import refused, somebody, standing_time
from tests.support.domain.market import PASSWORD, Person, enterprise, person

# Letters and tokens are the same everywhere; what takes turns or compares times is tried on both.
pytestmark = pytest.mark.anywhere

NEXT = "another correct horse"
VERIFIED = "{ viewer { user { email emailVerifiedAt } } }"


@pytest.fixture(scope="module")
async def office() -> AsyncIterator[PostOffice]:
    async with PostOffice() as office:
        yield office


@pytest.fixture(scope="module")
async def server(
    databases: Postgres | Sqlite, template: str, office: PostOffice, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """A server that sends its mails to the post office."""
    url = await databases.create(template)
    given = {"SMTP_URL": office.url, "MAIL_FROM": "Bidhall <post@bidhall.example>", "WEB_URL": "https://market.example"}
    with Server(tmp_path_factory.mktemp("server"), DATABASE_URL=url, **given) as running:
        yield running
    await databases.drop(url)


async def mail_to(office: PostOffice, address: str, number: int = 1) -> EmailMessage:
    """The mail with this number to the address, once it has arrived."""
    count = 0
    while len(found := [mail for to, mail in office.received if to == address]) < number:
        count = len(office.received)
        await office.wait_for(count + 1)
    return found[number - 1]


def token_in(mail: EmailMessage) -> str:
    found = re.search(r"https://market\.example/(?:verify-email|reset-password)#token=(\S+)", text_of(mail))
    assert found
    return found[1]


async def verified(office: PostOffice, server: Server) -> Person:
    """A new user with a verified address."""
    somebody = await person(server.url)
    await somebody.do("verifyEmail", token=token_in(await mail_to(office, somebody.email)))
    return somebody


@pytest.mark.everywhere
async def test_a_mail_at_sign_up_lets_its_reader_verify_the_address(server: Server, office: PostOffice) -> None:
    one, guest = await person(server.url), Person(server.url)
    mail = await mail_to(office, one.email)
    assert mail["Subject"] == "Confirm your email address"
    assert (await one.ask(VERIFIED))["viewer"]["user"] == {"email": one.email, "emailVerifiedAt": None}
    assert await guest.refused("verifyEmail", token="x" * 43) == "BAD_TOKEN"
    # The link works in another browser too, which gets no data of the user.
    shown = await guest.do("verifyEmail", token=token_in(mail))
    assert (shown["id"], shown["email"], shown["emailVerifiedAt"]) == (one.user, None, None)
    since = (await one.ask(VERIFIED))["viewer"]["user"]["emailVerifiedAt"]
    assert since is not None
    # A second press says the same, and changes nothing.
    assert (await one.do("verifyEmail", token=token_in(mail)))["emailVerifiedAt"] == since
    assert "sendVerification" in await one.ask("mutation { sendVerification { __typename } }")
    assert [to for to in office.tried if to == one.email] == [one.email]


async def test_news_is_mailed_once_the_address_is_verified(server: Server, office: PostOffice) -> None:
    owner, one = await enterprise(server.url, "Acme"), await verified(office, server)
    await one.do("chooseLocale", language="zh", timeZone="Asia/Shanghai")
    await owner.do("inviteMember", partyId=owner.party, email=one.email, role="MEMBER")
    assert (await mail_to(office, one.email, 2))["Subject"] == "邀请您加入一个主体"
    await owner.do("inviteMember", partyId=owner.party, email="nobody.yet@example.org", role="MEMBER")
    unknown = await mail_to(office, "nobody.yet@example.org")
    assert (unknown["Subject"], unknown["List-Unsubscribe"]) == ("You are invited to Bidhall", None)


async def test_a_forgotten_password_is_reset_once_and_ends_every_session(server: Server, office: PostOffice) -> None:
    one, guest = await verified(office, server), Person(server.url)
    other = await guest.do("signIn", email=one.email, password=PASSWORD)
    asked = await guest.do("requestPasswordReset", email=f" {one.email.upper()} ")
    assert asked["email"] == one.email
    token = token_in(await mail_to(office, one.email, 2))
    assert await guest.refused("resetPassword", token=token, password="short") == "INVALID_INPUT"
    for guessed in ("password123", one.email):
        assert await guest.refused("resetPassword", token=token, password=guessed) == "INVALID_INPUT"
    assert await guest.refused("resetPassword", token=token + "x", password=NEXT) == "BAD_TOKEN"
    async with Socket(server.ws_url) as socket:
        await socket.initialize(other["token"])
        assert (await guest.do("resetPassword", token=token, password=NEXT))["endedSessionCount"] == 2
        assert (await socket.closed()).code == 4401
    assert await guest.refused("resetPassword", token=token, password=NEXT) == "BAD_TOKEN"
    assert "errors" in await one.client.post("{ viewer { user { id } } }")
    assert await guest.refused("signIn", email=one.email, password=PASSWORD) == "WRONG_CREDENTIALS"
    assert (await guest.do("signIn", email=one.email, password=NEXT))["token"]
    assert (await mail_to(office, one.email, 3))["Subject"] == "Your password was changed"


async def test_whether_anybody_has_an_address_shows_nowhere(server: Server, office: PostOffice) -> None:
    one, guest = await verified(office, server), Person(server.url)
    before = len(office.tried)
    answers = [await guest.act("requestPasswordReset", email=email) for email in ("none@example.org", one.email)]
    assert answers == [
        {"__typename": "ResetRequest", "email": "none@example.org"},
        {"__typename": "ResetRequest", "email": one.email},
    ]
    await mail_to(office, one.email, 2)
    assert office.tried[before:] == [one.email]
    assert await guest.refused("requestPasswordReset", email="no address") == "INVALID_INPUT"


async def test_an_address_changes_once_the_new_one_is_verified(server: Server, office: PostOffice) -> None:
    one, other = await verified(office, server), await verified(office, server)
    former = one.email
    assert await one.refused("changeEmail", email="new@example.org", password=NEXT) == "WRONG_CREDENTIALS"
    await one.do("changeEmail", email="New@example.org", password=PASSWORD)
    assert (await one.ask(VERIFIED))["viewer"]["user"]["email"] == former
    mail = await mail_to(office, "new@example.org")
    assert (await one.do("verifyEmail", token=token_in(mail)))["email"] == "new@example.org"
    told = await mail_to(office, former, 2)
    assert (told["Subject"], "new@example.org" in text_of(told)) == ("Your email address was changed", True)
    await one.do("signIn", email="new@example.org", password=PASSWORD)
    # Another user's address stays theirs, and only its owner learns that it is taken.
    assert "code" not in await one.act("changeEmail", email=other.email, password=PASSWORD)
    assert await one.refused("verifyEmail", token=token_in(await mail_to(office, other.email, 2))) == "ADDRESS_TAKEN"
    assert (await one.ask(VERIFIED))["viewer"]["user"]["email"] == "new@example.org"


async def test_a_closed_socket_is_final(server: Server, office: PostOffice) -> None:
    one, guest = await verified(office, server), Person(server.url)
    await guest.do("requestPasswordReset", email=one.email)
    token = token_in(await mail_to(office, one.email, 2))
    await guest.do("resetPassword", token=token, password=NEXT)
    async with Socket(server.ws_url) as socket:
        with pytest.raises(Closed):
            await socket.initialize(one.client.token)


@pytest.mark.usefixtures("database")
async def test_asking_for_mails_is_limited_whether_or_not_anybody_has_the_address() -> None:
    one = await somebody()
    with standing_time():
        for email in (one.user.email, "nobody@example.org"):
            for _ in range(5):
                await resetting.request_password_reset(email=email, origin="here")
            async with refused("RATE_LIMITED"):
                await resetting.request_password_reset(email=email, origin="here")
        assert await Mail.all().count() == 10
        # From many origins at once, the address gets only its limit of mails, and the answers do not show it.
        for number in range(2 * MOST_TO_ADDRESS):
            await resetting.request_password_reset(email="nobody@example.org", origin=f"place {number}")
        assert await Mail.filter(address="nobody@example.org").count() <= MOST_TO_ADDRESS


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_many_who_ask_for_mails_at_once_are_as_limited_as_one_by_one() -> None:
    asked = [resetting.request_password_reset(email="ada@example.org", origin="here") for _ in range(25)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["RATE_LIMITED"] * 20
    assert await Mail.filter(address="ada@example.org").count() == 5
    elsewhere = [resetting.request_password_reset(email="bob@example.org", origin=f"place {n}") for n in range(25)]
    assert await asyncio.gather(*elsewhere) == ["bob@example.org"] * 25
    assert await Mail.filter(address="bob@example.org").count() == MOST_TO_ADDRESS


async def queued(kind: str, address: str) -> Mail:
    """The last mail of the kind to the address in the outbox."""
    return (await Mail.filter(kind=kind, address=address).order_by("-created_at", "-id"))[0]


async def issued(kind: str, address: str) -> str:
    """The token that the last mail of the kind to the address is sent with."""
    made = await addresses.issue(await queued(kind, address))
    assert made is not None
    return made.token


async def owner_of_account() -> Viewer:
    """A user with a verified address and the usual password."""
    session = await sign_up(email="ada@example.org", password=PASSWORD, name="Ada")
    await addresses.verify_address(await issued("VERIFY_ADDRESS", "ada@example.org"))
    return await viewer_with(session.id)


async def asks_to_move(who: Viewer, email: str, password: str = PASSWORD) -> None:
    await addresses.change_address(email=email, password=password, origin=new_id().hex, by=await viewer_again(who))


async def viewer_again(who: Viewer) -> Viewer:
    assert who.session_id is not None
    return await viewer_with(who.session_id)


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_a_token_is_kept_as_a_hash_and_only_for_its_time() -> None:
    with standing_time() as time:
        one = await owner_of_account()
        await resetting.request_password_reset(email=one.user.email, origin="here")
        mail = await queued("RESET_PASSWORD", one.user.email)
        issued = await addresses.issue(mail)
        assert issued
        [row] = await AddressToken.filter(purpose="RESET")
        assert issued.token not in str(dict(row))
        time.now = issued.expires_at
        events = await StoredEvent.all().count()
        async with refused("BAD_TOKEN"):
            await resetting.reset_password(token=issued.token, password=NEXT)
        # The mail is sent again: both tokens are valid until one is used.
        first, second = [await addresses.issue(mail) for _ in range(2)]
        assert first
        assert second
        assert await resetting.reset_password(token=first.token, password=NEXT) == 1
        async with refused("BAD_TOKEN"):
            await resetting.reset_password(token=second.token, password=NEXT)
        assert await StoredEvent.all().count() == events + 1
        await resetting.request_password_reset(email="nobody@example.org", origin="here")
        assert await addresses.issue(await queued("RESET_PASSWORD", "nobody@example.org")) is None


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("recovery", ["changePassword", "resetPassword", "changeEmail"])
async def test_nothing_pending_survives_a_recovery(recovery: str) -> None:
    """A thief who knew the password asked for everything: a token that was sent, and mails that still wait."""
    one = await owner_of_account()
    email = one.user.email
    await resetting.request_password_reset(email=email, origin="thief")
    stolen = {"RESET_PASSWORD": await issued("RESET_PASSWORD", email)}
    await asks_to_move(one, "thief@example.org")
    stolen["CHANGE_ADDRESS"] = await issued("CHANGE_ADDRESS", "thief@example.org")
    waiting = [await queued("RESET_PASSWORD", email), await queued("CHANGE_ADDRESS", "thief@example.org")]
    match recovery:
        case "changePassword":
            await sessions.change_password(current=PASSWORD, next=NEXT, by=await viewer_again(one))
        case "resetPassword":
            await resetting.request_password_reset(email=email, origin="owner")
            token = await issued("RESET_PASSWORD", email)
            await resetting.reset_password(token=token, password=NEXT)
        case "changeEmail":
            await asks_to_move(one, "new@example.org")
            await addresses.verify_address(await issued("CHANGE_ADDRESS", "new@example.org"))
    # What has proven the new address is kept, and proves nothing else.
    assert [each.address for each in await AddressToken.all()] == ["new@example.org"] * (recovery == "changeEmail")
    async with refused("BAD_TOKEN"):
        await addresses.verify_address(stolen["CHANGE_ADDRESS"])
    async with refused("BAD_TOKEN"):
        await resetting.reset_password(token=stolen["RESET_PASSWORD"], password="a thief's password")
    # The thief's own mail server has answered 451 until now: the mail that is sent again proves nothing either.
    assert [await addresses.issue(mail) for mail in waiting] == [None, None]
    user = await User.get()
    assert (user.email, user.epoch) == (email if recovery != "changeEmail" else "new@example.org", 1)


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_a_link_confirms_once_however_often_it_is_opened_while_its_address_is_the_users() -> None:
    with standing_time() as time:
        one = await owner_of_account()
        await asks_to_move(one, "first@example.org")
        first = await issued("CHANGE_ADDRESS", "first@example.org")
        moved = await addresses.verify_address(first)
        time.now += timedelta(minutes=1)
        both = await asyncio.gather(*(addresses.verify_address(first) for _ in range(2)))
        assert {(each.email, each.email_verified_at, each.epoch) for each in both} == {
            ("first@example.org", moved.email_verified_at, 1)
        }
        assert await Mail.filter(kind="ADDRESS_CHANGED").count() == 1
        # It does not bring that address back once there is another one.
        await asks_to_move(await viewer_again(one), "second@example.org")
        await addresses.verify_address(await issued("CHANGE_ADDRESS", "second@example.org"))
        async with refused("BAD_TOKEN"):
            await addresses.verify_address(first)
        assert (await User.get()).email == "second@example.org"


@pytest.mark.usefixtures("database")
async def test_a_new_request_ends_the_one_before() -> None:
    one = await owner_of_account()
    await asks_to_move(one, "mistyped@example.org")
    mistyped = await issued("CHANGE_ADDRESS", "mistyped@example.org")
    await asks_to_move(one, "right@example.org")
    async with refused("BAD_TOKEN"):
        await addresses.verify_address(mistyped)
    assert await addresses.issue(await queued("CHANGE_ADDRESS", "mistyped@example.org")) is None
    for _ in range(2):
        await resetting.request_password_reset(email=one.user.email, origin="here")
    former, latest = await Mail.filter(kind="RESET_PASSWORD").order_by("created_at")
    first, second = await addresses.issue(former), await addresses.issue(latest)
    assert first
    assert second
    assert await addresses.issue(former) is None
    async with refused("BAD_TOKEN"):
        await resetting.reset_password(token=first.token, password=NEXT)
    await addresses.verify_address(await issued("CHANGE_ADDRESS", "right@example.org"))
    assert (await User.get()).email == "right@example.org"


@pytest.mark.usefixtures("database")
async def test_an_address_is_not_moved_with_a_password_that_was_changed_meanwhile() -> None:
    one = await owner_of_account()
    await sessions.change_password(current=PASSWORD, next=NEXT, by=one)
    former = User(id=one.user.id, password_hash=one.user.password_hash, email=one.user.email)
    # Its password was checked before the change; only under the lock it turns out to be the former one.
    stale = Viewer(former, one.session_id, one.roles, one.staff, one.expires_at)
    async with refused("WRONG_CREDENTIALS"):
        await addresses.change_address(email="thief@example.org", password=PASSWORD, origin="thief", by=stale)
    assert await Mail.filter(kind="CHANGE_ADDRESS").count() == 0


@pytest.mark.usefixtures("database")
async def test_a_changed_password_is_told_by_mail_where_the_address_is_verified() -> None:
    one = await owner_of_account()
    await sessions.change_password(current=PASSWORD, next=NEXT, by=one)
    other = await sign_up(email="bob@example.org", password=PASSWORD, name="Bob")
    await sessions.change_password(current=PASSWORD, next=NEXT, by=await viewer_with(other.id))
    assert [mail.address for mail in await Mail.filter(kind="PASSWORD_CHANGED")] == ["ada@example.org"]


def test_production_asks_for_a_decision_about_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.delenv("SMTP_URL", raising=False)
    with pytest.raises(BadSettings) as refusal:
        main.serve(read(), argparse.Namespace())
    assert str(refusal.value) == "SMTP_URL: production needs a mail server, or the word none for no mail at all"
    for url, is_good in (("none", True), ("smtp://post.example?starttls=required", True), ("post.example", False)):
        monkeypatch.setenv("SMTP_URL", url)
        with contextlib.nullcontext() if is_good else pytest.raises(BadSettings, match="SMTP_URL"):
            read()
