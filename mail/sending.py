"""Sending: takes due mails from the outbox and hands them to a carrier, each mail in one worker."""

import asyncio
import random
from email.message import EmailMessage
from typing import Protocol
from uuid import UUID

import structlog

from mail.letters import Letterhead, letter
from mail.settling import settle
from models.accounts.addresses import PURPOSES, issue
from models.clock import now
from models.database import AWAY
from models.interviews.calendar import calendar_for
from models.mail import Mail, claim, drop_due, mark_refused, mark_sent, put_back, put_off
from models.text import wire_address

GLANCE = 0.5
LANES = 4
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

log = structlog.get_logger(__name__)


class Carrier(Protocol):
    """Sends one mail; returns SENT, REFUSED, DROPPED, LATER or AWAY, and what the mail server said."""

    async def send(self, address: str, message: EmailMessage) -> tuple[str, str]:
        """Sends the message to one address."""


async def deliver_mails(carrier: Carrier, letterhead: Letterhead) -> None:
    """Runs until cancelled. Sends several mails at once, so that a slow server does not delay all of them."""
    busy = asyncio.Event()
    async with asyncio.TaskGroup() as lanes:
        for number in range(LANES):
            lanes.create_task(_lane(carrier, letterhead, busy, leads=number == 0))


async def drop_mails(why: str) -> None:
    """Runs until cancelled. Instead of being sent, mails are kept with the reason."""
    while True:
        try:
            await drop_due(why)
        except AWAY as error:
            log.warning("mailing_waits", error=repr(error))
        await asyncio.sleep(GLANCE)


async def _lane(carrier: Carrier, letterhead: Letterhead, busy: asyncio.Event, *, leads: bool) -> None:
    """Sends one mail after the other. The first lane polls for due mails; the others help while there are some."""
    pause = FIRST_PAUSE
    while True:
        if not leads:
            await busy.wait()
        try:
            became = await send_next(carrier, letterhead)
        except AWAY as error:
            log.warning("mailing_waits", error=repr(error))
            became = "AWAY"
        except Exception:
            log.exception("mailing_failed")
            became = "AWAY"
        if became == "AWAY":
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            continue
        pause = FIRST_PAUSE
        if became is not None:
            busy.set()
        else:
            busy.clear()
            if leads:
                await asyncio.sleep(GLANCE)


async def send_next(carrier: Carrier, letterhead: Letterhead) -> str | None:
    """Sends the next due mail and returns its result; None if none is due."""
    claimed = await claim()
    if not claimed:
        return None
    mails = await settle(claimed, letterhead.may_see)
    if not mails:
        return "DROPPED"
    leader = mails[0]
    became, said = await _send(mails, carrier, letterhead)
    match became:
        case "SENT":
            await mark_sent(mails)
        case "REFUSED":
            log.warning("mail_refused", mail=str(leader.id), kind=leader.kind, said=said)
            await mark_refused(mails, said)
        case "DROPPED":
            await mark_refused(mails, said)
        case "LATER":
            log.info("mail_put_off", mail=str(leader.id), attempts=leader.attempts, said=said)
            await put_off(mails, said, chance=random.random())
        case _:
            log.warning("mail_server_away", said=said)
            await put_back(mails, said)
    return became


async def _send(mails: list[Mail], carrier: Carrier, letterhead: Letterhead) -> tuple[str, str]:
    leader, issued, calendar = mails[0], None, None
    if leader.kind in PURPOSES:
        issued = await issue(leader)
        if issued is None:
            return "DROPPED", "No user needs this mail any more."
    if leader.calendar is not None:
        assert leader.user_id is not None
        calendar = await calendar_for(UUID(leader.facts["subject_id"]), leader.calendar, leader.user_id)
    try:
        message = letter(mails, letterhead, issued=issued, calendar=calendar, at=now())
    except ValueError as error:
        return "REFUSED", str(error)
    return await carrier.send(wire_address(leader.address), message)
