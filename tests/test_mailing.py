"""Mail: none lost and none sent twice, whatever the mail server does; and what a letter looks like."""

import asyncio
import contextvars
import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from mail.letters import letter
from mail.sending import deliver_mails, drop_mails, send_next
from models import mail
from models.accounts.invitations import revoke_invitation
from models.accounts.members import create_party
from models.accounts.parties import Invitation, MemberRole, PartyKind
from models.accounts.users import User
from models.changes import change
from models.clock import clock, now
from models.database import is_postgres
from models.ids import new_id, opaque
from models.mail import HELD, LONGEST_PAUSE, PATIENCE, Mail, claim, post
from models.notifications.inviting import invite_member
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.notifications.timing import next_digest
from providers.mail import Log, server_at
from providers.smtp import Smtp
from tests.support.api import postoffice
from tests.support.api.postoffice import PostOffice, text_of
from tests.support.domain.inside import START, Time, somebody
from tests.support.waiting import until

# How a letter looks and what a mail server answers is the same everywhere; the queue is tried on both.
pytestmark = [pytest.mark.anywhere, pytest.mark.usefixtures("database", "time")]
K = NotificationKind


async def everything(_user: User, _kind: str, keys: set[UUID]) -> set[UUID]:
    """What these mails are about are keys of nothing."""
    return keys


LETTERHEAD = replace(postoffice.LETTERHEAD, may_see=everything)


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with PostOffice() as office:
        yield office


@cache
def carrier(office: PostOffice) -> Smtp:
    # Reading the authorities that a connection is checked against takes longer than a mail.
    return Smtp(server_at(office.url), LETTERHEAD.sender)


async def invite(address: str = "ada@example.org", key: str = "", party: str = "Acme") -> None:
    async with change():
        facts = {"party": party, "inviter": "Bo"}
        await post(address, "INVITED_BY_MAIL", facts=facts, language="en", zone="UTC", key=key or str(new_id()))


async def reader(language: str = "en", zone: str = "UTC"):  # type: ignore[no-untyped-def]
    """A user with a verified address."""
    user = (await somebody()).user
    user.email_verified_at, user.language, user.time_zone = now(), language, zone
    await user.save()
    return user


async def send_all(office: PostOffice) -> list[str]:
    """The result of each mail that is due now."""
    became = []
    while (one := await send_next(carrier(office), LETTERHEAD)) is not None:
        became.append(one)
        if one == "AWAY":
            break
    return became


async def test_the_mail_of_an_invitation_leads_to_it_and_is_not_sent_once_it_has_ended(office: PostOffice) -> None:
    owner = await somebody()
    team = await create_party(name="Team", kind=PartyKind.TEAM, by=owner)
    for name in ("kept", "revoked"):
        await invite_member(team, email=f"{name}@example.org", role=MemberRole.MEMBER, by=owner)
    await revoke_invitation(await Invitation.get(email="revoked@example.org"), by=owner)
    assert sorted(await send_all(office)) == ["DROPPED", "SENT"]
    [(address, mail)] = office.received
    assert address == "kept@example.org"
    # Its reader may have no account yet, and signs up where the link leads.
    assert text_of(mail).count("https://market.example/invitations") == 1


async def test_a_mail_has_what_mails_need(office: PostOffice) -> None:
    user, demand = await reader("de", "Europe/Berlin"), new_id()
    facts = {"demand": "A <portal> & more", "at": "2030-03-05T18:00:00+00:00"}
    async with change():
        await notify([user.id], K.AWARD_OFFERED, subject=("award", demand), by=None, **facts)
    assert await send_all(office) == ["SENT"]
    [(address, got)] = office.received
    [row] = await Mail.all()
    assert address == got["To"] == user.email
    assert got["From"] == LETTERHEAD.sender
    assert got["Subject"] == "„A <portal> & more“ wird Ihnen angeboten"
    assert got["Message-ID"] == f"<{row.id}@bidhall.example>"
    assert got["Date"].datetime == START
    assert (got["Auto-Submitted"], got["Content-Language"]) == ("auto-generated", "de")
    assert (got["List-Unsubscribe"] or "").startswith("<https://api.example/unsubscribe?token=")
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert got.get_content_type() == "multipart/alternative"
    text, page = text_of(got), got.get_body(("html",))
    assert "5. März 2030, 19:00 MEZ" in text
    assert f"https://market.example/open/{opaque('Award', demand)}" in text
    assert page is not None
    assert "A &lt;portal&gt; &amp; more" in page.get_content()
    assert "<portal>" not in page.get_content()
    assert (row.due_at, row.sent_at, row.attempts) == (None, START, 1)
    assert await send_all(office) == []


async def test_nothing_is_sent_that_does_not_commit(office: PostOffice) -> None:
    async def breaks_down() -> None:
        async with change():
            await invite()
            # Another worker looks meanwhile; where there is one writer at a time, it waits for the end of this.
            looking.append(asyncio.create_task(send_all(office), context=contextvars.Context()))
            await asyncio.sleep(0.1)
            raise ZeroDivisionError

    looking: list[asyncio.Task[list[str]]] = []
    with pytest.raises(ZeroDivisionError):
        await breaks_down()
    assert (await looking[0], await send_all(office), office.tried) == ([], [], [])


@pytest.mark.everywhere
async def test_one_key_is_one_mail(office: PostOffice) -> None:
    for _ in range(2):
        await invite(key="once")
    assert await send_all(office) == ["SENT"]
    await invite(key="once")
    assert await send_all(office) == []


async def test_what_people_wrote_adds_no_header(office: PostOffice) -> None:
    await invite(party="Acme”\r\nBcc: eve@example.org\r\n\r\nbody")
    assert await send_all(office) == ["SENT"]
    [(address, got)] = office.received
    assert (address, got["Bcc"], office.tried) == ("ada@example.org", None, ["ada@example.org"])
    # What a stranger wrote is no part of the subject: it stands in the text, as a quotation that it cannot end.
    assert got["Subject"] == "You are invited to Bidhall"
    assert "It calls itself “Acme' Bcc: eve@example.org body”," in text_of(got)
    for wrong in ("ada@example.org>,<eve@example.org", '"ada@example.org', "a,eve@example.org"):
        await invite(wrong)
    assert await send_all(office) == ["REFUSED"] * 3
    assert len(office.received) == 1


async def test_a_server_that_is_down_delays_and_loses_nothing(office: PostOffice) -> None:
    await office.close()
    for number in range(3):
        await invite(f"ada{number}@example.org")
    assert await send_all(office) == ["AWAY"]
    assert {mail.attempts for mail in await Mail.all()} == {0}
    await office.open()
    assert await send_all(office) == ["SENT"] * 3
    assert sorted(address for address, _ in office.received) == [f"ada{number}@example.org" for number in range(3)]


async def test_a_server_that_is_closing_is_away_and_not_the_mails_fault(office: PostOffice) -> None:
    await invite()
    office.data = lambda _: "421 closing"
    assert await send_all(office) == ["AWAY"]
    office.data = lambda _: None
    assert await send_all(office) == ["SENT"]


async def test_greylisting_is_waited_out_with_longer_and_longer_pauses(office: PostOffice, time: Time) -> None:
    await invite()
    office.rcpt = lambda _: "451 greylisted, come back"
    pauses = []
    for _ in range(12):
        assert await send_all(office) == ["LATER"]
        [row] = await Mail.all()
        assert row.due_at is not None
        assert await send_all(office) == []
        pauses.append(row.due_at - time.now)
        time.now = row.due_at
    assert timedelta(seconds=20) < pauses[0] < timedelta(seconds=40)
    assert all(former <= later * 1.7 for former, later in itertools.pairwise(pauses))
    assert max(pauses) <= LONGEST_PAUSE * 1.25
    office.rcpt = lambda _: None
    assert await send_all(office) == ["SENT"]
    assert len(office.received) == 1


async def test_a_mail_that_is_put_off_for_days_is_kept_and_given_up(office: PostOffice, time: Time) -> None:
    await invite()
    office.data = lambda _: "452 full"
    assert await send_all(office) == ["LATER"]
    time.now += PATIENCE + timedelta(seconds=1)
    assert await send_all(office) == ["LATER"]
    [row] = await Mail.all()
    assert (row.due_at, row.sent_at, row.refused_at) == (None, None, time.now)
    assert (row.failure or "").startswith("Given up: SMTPDataError")


@pytest.mark.parametrize("place", ["rcpt", "data"])
async def test_a_refusal_for_good_is_kept_and_not_repeated(office: PostOffice, time: Time, place: str) -> None:
    await invite("nobody@example.org")
    await invite("ada@example.org")
    setattr(office, place, lambda address: "550 no such user" if "nobody" in address else None)
    assert sorted(await send_all(office)) == ["REFUSED", "SENT"]
    time.now += timedelta(days=1)
    assert await send_all(office) == []
    refused = await Mail.get(address="nobody@example.org")
    assert (refused.due_at, refused.sent_at, refused.refused_at) == (None, None, START)
    assert "550" in (refused.failure or "")
    assert office.tried.count("nobody@example.org") == 1


async def test_a_server_that_dies_in_the_middle_gets_the_mail_again_with_the_same_name(
    office: PostOffice, time: Time
) -> None:
    await invite()
    office.data = lambda _: PostOffice.CUT
    assert await send_all(office) == ["LATER"]
    assert office.received == []
    time.now += timedelta(hours=1)
    # Accepted, but the answer was lost: the sender cannot know, so the repeat must be recognizable.
    office.data = lambda _: PostOffice.CUT_AFTER
    assert await send_all(office) == ["LATER"]
    time.now += timedelta(hours=1)
    office.data = lambda _: None
    assert await send_all(office) == ["SENT"]
    names = {got["Message-ID"] for _, got in office.received}
    assert (len(office.received), len(names)) == (2, 1)


@pytest.mark.everywhere
async def test_a_worker_that_dies_leaves_its_mail_to_another_after_a_while(office: PostOffice, time: Time) -> None:
    await invite()
    [dead] = await claim()
    assert await send_all(office) == []
    time.now += HELD
    assert await send_all(office) == ["SENT"]
    # If the first one was still alive after all, it changes nothing more.
    await mail.put_off([dead], "late", chance=0.5)
    await mail.mark_refused([dead], "late")
    row = await Mail.get(id=dead.id)
    assert (row.sent_at, row.refused_at, row.failure) == (time.now, None, None)


async def settled() -> None:
    """Waits until the mails that the server accepted are marked as sent."""

    async def all_sent() -> bool:
        return not await Mail.filter(sent_at=None).exists()

    await until(all_sent)


@pytest.mark.everywhere
async def test_two_workers_send_each_mail_once_and_a_slow_server_holds_up_few(office: PostOffice) -> None:
    for number in range(40):
        await invite(f"ada{number}@example.org")
    office.slow = 0.02
    workers = [asyncio.create_task(deliver_mails(carrier(office), LETTERHEAD)) for _ in range(2)]
    try:
        await office.wait_for(40)
        await settled()
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    assert sorted(address for address, _ in office.received) == sorted(f"ada{n}@example.org" for n in range(40))
    assert office.most_at_once > 1


@pytest.mark.everywhere
async def test_a_bundle_of_too_many_is_put_off_without_waiting_for_another_worker(time: Time) -> None:
    if not is_postgres():
        pytest.skip("There is one writer at a time anyway.")
    for number in range(mail.MOST_AT_ONCE):
        await Mail.create(**bundled(f"sent {number}"), sent_at=time.now)
    first, second = [await Mail.create(**bundled(name), due_at=time.now) for name in ("first", "second")]
    async with change():
        await Mail.filter(id=second.id).select_for_update().first()
        assert await asyncio.create_task(claim(), context=contextvars.Context()) == []
    assert (await Mail.get(id=first.id)).due_at == time.now + mail.WINDOW
    assert (await Mail.get(id=second.id)).due_at == time.now


def bundled(key: str) -> dict[str, Any]:
    """A mail of one bundle."""
    text = {"kind": "DEMAND_CLOSED", "facts": {}, "language": "en", "time_zone": "UTC"}
    return {**text, "key": key, "bundle": "b", "address": "a@example.org", "created_at": now()}


async def test_many_pieces_of_news_are_gathered_into_one_mail(office: PostOffice, time: Time) -> None:
    user = await reader("es")
    for number in range(9):
        async with change():
            facts = {"demand": f"Portal {number}", "reason": "No."}
            await notify([user.id], K.DEMAND_CANCELLED, subject=("demand", new_id()), by=None, **facts)
        await send_all(office)
        time.now += timedelta(seconds=1)
    assert len(office.received) == mail.MOST_AT_ONCE
    time.now = START + mail.WINDOW
    assert await send_all(office) == ["SENT"]
    gathered = office.received[-1][1]
    assert gathered["Subject"] == "5 novedades para usted"
    assert [f"«Portal {number}»" in text_of(gathered) for number in range(9)] == [False] * 4 + [True] * 5
    assert await Mail.filter(sent_at=None).count() == 0
    assert await send_all(office) == []


async def test_who_prefers_a_digest_gets_one_mail_in_their_morning(office: PostOffice, time: Time) -> None:
    user = await reader("en", "America/New_York")
    for number in range(3):
        async with change():
            facts = {"demand": "A portal", "party": f"Bidder {number}"}
            await notify([user.id], K.BID_ARRIVED, subject=("demand", new_id()), by=None, **facts)
    assert await send_all(office) == []
    time.now = START.replace(hour=12, minute=59, second=59)
    assert await send_all(office) == []
    time.now = START.replace(hour=13)
    assert await send_all(office) == ["SENT"]
    [(_, got)] = office.received
    assert got["Subject"] == "3 pieces of news for you"
    assert all(f"Bidder {number} has submitted a bid." in text_of(got) for number in range(3))


def test_the_morning_is_eight_oclock_also_when_the_clocks_change() -> None:
    before = START.replace(year=2030, month=3, day=30, hour=12)  # the night before summer time begins in Berlin
    assert next_digest(before, "Europe/Berlin").isoformat() == "2030-03-31T06:00:00+00:00"
    assert next_digest(before - timedelta(days=1), "Europe/Berlin").isoformat() == "2030-03-30T07:00:00+00:00"


async def test_a_refused_digest_is_refused_as_a_whole(office: PostOffice, time: Time) -> None:
    user = await reader()
    for _ in range(2):
        async with change():
            facts = {"demand": "A portal", "party": "Bea"}
            await notify([user.id], K.BID_ARRIVED, subject=("demand", new_id()), by=None, **facts)
    time.now += timedelta(days=1)
    office.data = lambda _: "554 no"
    assert await send_all(office) == ["REFUSED"]
    assert [row.refused_at for row in await Mail.all()] == [time.now] * 2


async def test_a_mail_that_came_too_late_is_not_sent(office: PostOffice, time: Time) -> None:
    async with change():
        await post("ada@example.org", "PASSWORD_RESET", facts={}, language="en", zone="UTC", key="k", expires_at=START)
    await invite()
    assert await send_all(office) == ["SENT"]
    assert office.tried == ["ada@example.org"]
    assert (await Mail.get(key="k")).refused_at == time.now


async def test_where_mail_is_turned_off_none_is_claimed_and_each_is_kept_with_the_reason() -> None:
    await post("a@example.org", "VERIFY", facts={}, language="en", zone="UTC", key="a")
    dropping = asyncio.create_task(drop_mails("Mail is turned off."))
    await until(lambda: Mail.filter(refused_at__not_isnull=True).exists())
    dropping.cancel()
    (kept,) = await Mail.all()
    assert (kept.failure, kept.attempts, kept.due_at, kept.sent_at) == ("Mail is turned off.", 0, None, None)


async def test_an_address_in_any_script_gets_its_mail(office: PostOffice) -> None:
    await invite("用户@例子.example")
    assert await send_all(office) == ["SENT"]
    assert office.received[0][0] == "用户@xn--fsqu00a.example"


async def test_a_mail_server_that_knows_no_other_scripts_gets_the_domain_in_ascii(office: PostOffice) -> None:
    office.knows_scripts = False
    await invite("jan@bu\u0308cher.example")
    await invite("a,b@t.example")
    assert await send_all(office) == ["SENT", "REFUSED"]
    assert office.tried == ["jan@xn--bcher-kva.example"]
    assert office.received[0][1]["To"] == "jan@xn--bcher-kva.example"


def test_a_letter_is_lines_of_ascii_whatever_it_says() -> None:
    row = Mail(
        id=new_id(), key="k", address="ada@example.org", kind="DEMAND_CLOSED", language="zh", time_zone="UTC",
        facts={"demand": "极" * 120}, created_at=START,
    )  # fmt: skip
    with clock(lambda: START):
        raw = letter([row], LETTERHEAD, issued=None, at=now()).as_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()
    assert "极" * 120 in message_from_bytes(raw, policy=default)["Subject"].replace(" ", "")


@pytest.mark.parametrize("url", ["http://host", "smtp://", "smtp://host/path", "smtp://h?starttls=no", "smtp://h?x=1"])
def test_what_is_no_mail_server_is_no_url_of_one(url: str) -> None:
    with pytest.raises(ValueError, match=r"form|StartTls|parameter"):
        server_at(url)


async def test_without_a_mail_server_a_mail_is_one_line_of_the_log_with_its_link() -> None:
    message, link = EmailMessage(), f"https://market.example/verify-email#token={'x' * 80}"
    message["Subject"] = "Confirm your email address"
    message.set_content(f"Open this link to show that this address is yours: {link}\n", cte="quoted-printable")
    with capture_logs() as logged:
        assert await Log().send("ada@example.org", message) == ("SENT", "logged")
    [line] = logged
    assert (line["event"], line["to"], line["link"]) == ("mail", "ada@example.org", link)
