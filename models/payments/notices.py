"""Notices: stored once before they are answered, then looked up; what they say themselves does not count."""

import random
from collections.abc import Mapping
from datetime import timedelta

from models.changes import change, tried_again
from models.clock import now
from models.database import instant_in_database, rows
from models.database.writing import inserted, write_one
from models.errors import Refusal
from models.payments.accounts import settle_account
from models.payments.payment import DifferenceKind, Payment, PaymentNotice
from models.payments.provider import Found, Provider, key_in, ours, provider_or_none
from models.payments.reaching import LONGEST_CALL, reached
from models.payments.settling import note, settle, shown_of

HELD = timedelta(seconds=2 * LONGEST_CALL)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
MOST_IN_ID = 255
IS_WAITING = "SELECT 1 AS one FROM payment_notice WHERE due_at <= ? AND provider = ? LIMIT 1"


async def receive(provider: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Stores a notice of this provider, once; False if it has no such signature, and nothing is stored then."""
    present = provider_or_none()
    if present is None or present.name != provider:
        return False
    notice = await present.read_notice(headers, body)
    if notice is None or not (_is_id(notice.id) and _is_id(notice.object_id)):
        return False
    at = now()
    row = PaymentNotice(provider=provider, notice=notice.id, object_ref=notice.object_id, received_at=at, due_at=at)
    await write_one(inserted(row, unless_there=True))
    return True


def _is_id(said: str) -> bool:
    return 0 < len(said) <= MOST_IN_ID and said.isprintable()


async def take_next() -> bool:
    """Looks up what the next notice is about, and settles it; False if no notice waits."""
    provider = ours()
    # Asked all the time: without a transaction, and without the ORM, which leaves work for the garbage collector.
    if not await rows(IS_WAITING, instant_in_database(now()), provider.name):
        return False
    async with change() as running:
        waiting = PaymentNotice.filter(due_at__lte=now(), provider=provider.name).order_by("due_at", "id")
        notice = await waiting.select_for_update(skip_locked=True).first()
        if notice is None:
            return False
        pause = min(FIRST_PAUSE * 2 ** min(notice.attempts, 10), LONGEST_PAUSE) * random.uniform(0.75, 1.25)
        notice.due_at, notice.attempts = running.at + max(HELD, pause), notice.attempts + 1
        await notice.save(update_fields=["due_at", "attempts"])
    try:
        found = await reached(provider.look_up(notice.object_ref))
    except Refusal:
        return False  # it is due again later
    if found is not None:
        await tried_again(lambda: take(notice.object_ref, found, provider))
    await PaymentNotice.filter(id=notice.id).update(due_at=None, taken_at=now())
    return True


async def take(object_ref: str, found: Found, provider: Provider) -> None:
    """Takes over what the provider says about one of its objects; what it says of none of ours is noted."""
    if found.kind == "ACCOUNT":
        await settle_account(object_ref, found, provider)
        return
    payment = await payment_of(object_ref, found.ref, provider)
    if payment is not None:
        await settle(payment.id, found, object_ref=object_ref)
    elif found.ref is not None:
        await note(None, object_ref, DifferenceKind.MISSING_HERE, "", shown_of(found), provider=provider.name)


async def payment_of(object_ref: str, ref: str | None, provider: Provider) -> Payment | None:
    """The payment that the provider means: by its id there, or by ours, where its answer to us was lost."""
    known = await Payment.get_or_none(provider=provider.name, provider_ref=object_ref)
    if known is not None or ref is None:
        return known
    key = key_in(ref)
    return None if key is None else await Payment.get_or_none(id=key, provider=provider.name)
