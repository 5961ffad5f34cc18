"""Sending: what was begun reaches the provider once, whoever is killed meanwhile, and its outcome is asked for."""

import asyncio
import random
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from models.changes import change, tried_again
from models.clock import now
from models.contracts.contract import ContractStage
from models.database import AWAY, instant_in_database, rows
from models.errors import Refusal, Refused
from models.facts import follow_up
from models.payments.accounts import account_to_pay
from models.payments.facts import CheckoutOpened
from models.payments.failures import REFUSED
from models.payments.locking import payment_locked
from models.payments.notices import take_next
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.payments.provider import Handed, Provider, ours
from models.payments.reaching import LONGEST_CALL, reached
from models.payments.settling import give_up, settle
from models.platform import platform

GLANCE = 0.5
LANES = 4
# How long a worker may hold a claimed payment; then another one repeats the call, because the first may have died.
HELD = timedelta(seconds=2 * LONGEST_CALL)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)
# Notices say when something has happened. This is for those that never arrive.
FIRST_LOOK, LONGEST_BETWEEN_LOOKS = timedelta(minutes=1), timedelta(hours=1)
# How long somebody who began a payment waits while another worker sends it.
MOST_GLANCES, SHORT_GLANCE = 100, 0.1
IS_DUE = "SELECT 1 AS one FROM payment WHERE due_at <= ? AND provider = ? AND state = 'PENDING' LIMIT 1"
TOO_LATE = "The provider could not be reached in time."

log = structlog.get_logger(__name__)


async def send_payments() -> None:
    """Runs until cancelled: sends payments, asks for their outcome, and takes notices; several at once."""
    busy = asyncio.Event()
    async with asyncio.TaskGroup() as lanes:
        for number in range(LANES):
            lanes.create_task(_lane(busy, leads=number == 0))


async def _lane(busy: asyncio.Event, *, leads: bool) -> None:
    """Does one thing after the other. The first lane polls; the others help while there is something to do."""
    while True:
        if not leads:
            await busy.wait()
        try:
            did = await take_next() or await send_next()
        except AWAY as error:
            log.warning("payments_wait", error=repr(error))
            did = False
        except Exception:
            log.exception("payment_failed")
            did = False
        if did:
            busy.set()
        else:
            busy.clear()
            if leads:
                await asyncio.sleep(GLANCE)


async def send_next() -> bool:
    """Sends the next payment that is due, or asks what has become of it; False if none is due."""
    payment = await _claim_next(ours())
    if payment is None:
        return False
    if _is_forgotten(payment, ours(), now()):
        # In a change of its own: a claim locks the payment alone, and this its stage before.
        await tried_again(lambda: give_up(payment.id, PaymentState.CANCELLED, TOO_LATE))
        return True
    try:
        await advance(payment)
    except Refusal as refusal:
        await _put_off(payment, str(refusal))
    except Exception as error:
        await _put_off(payment, type(error).__name__)
        raise
    return True


async def checkout(payment: UUID) -> Payment:
    """Asks the provider for a payment that was begun, and returns it with where to pay, or as it is if it is settled.

    Refuses with PROVIDER_UNAVAILABLE if the provider does not answer; the payment stays begun, and is sent by its key
    later. Call it outside of changes.
    """
    for _ in range(MOST_GLANCES):
        row = await Payment.get(id=payment)
        if row.is_settled or row.provider_ref is not None:
            return row
        if _is_forgotten(row, ours(), now()):
            return await give_up(row.id, PaymentState.CANCELLED, TOO_LATE)
        if await _claim(row):
            try:
                return await advance(await Payment.get(id=payment))
            except Refusal as refusal:
                await _put_off(row, str(refusal))
                raise
        # Somebody else has claimed it just now.
        await asyncio.sleep(SHORT_GLANCE)
    raise Refused(
        "PROVIDER_UNAVAILABLE",
        "The payment provider does not answer. Nothing is lost: try again.",
        retry_after_seconds=5,
    )


async def advance(payment: Payment) -> Payment:
    """Does the next step of a claimed payment: sends it, or asks what has become of it."""
    provider = ours()
    ref: str | None = payment.provider_ref
    if ref is None:
        goes_to = await _goes_to(payment, provider)
        ref = await _known_there(payment, provider, goes_to)
        if ref is None:
            handed = await _hand_over(payment, provider, goes_to)
            ref = handed.id
            if ref is None:
                why = handed.failure or REFUSED
                return await tried_again(lambda: give_up(payment.id, PaymentState.FAILED, why))
            sent = await tried_again(lambda: _store(payment.id, handed))
            if payment.kind is PaymentKind.PAY_IN:
                return sent
    if payment.called_off_at is not None:
        await reached(provider.cancel_payment(ref))
    found = await reached(provider.look_up(ref))
    if found is None:
        await _put_off(payment, "The provider does not know it.")
        return payment
    settled = await tried_again(lambda: settle(payment.id, found, object_ref=ref))
    if not settled.is_settled:
        await _look_later(settled)
    return settled


async def _hand_over(payment: Payment, provider: Provider, goes_to: str) -> Handed:
    ref, minor, currency, key = str(payment.id), payment.amount_minor, payment.currency, payment.key
    match payment.kind:
        case PaymentKind.PAY_IN:
            title, back = await _about(payment)
            return await reached(provider.start_payment(ref, minor, currency, key=key, title=title, back=back))
        case PaymentKind.REFUND:
            return await reached(provider.refund(goes_to, minor, currency, ref=ref, key=key))
        case PaymentKind.PAY_OUT:
            return await reached(provider.pay_out(goes_to, minor, currency, ref=ref, key=key))


async def _goes_to(payment: Payment, provider: Provider) -> str:
    """The provider's id of the payment that is returned, or of the account that is paid out to."""
    if payment.kind is PaymentKind.REFUND:
        found = (await Payment.get(id=payment.original_id)).provider_ref
    elif payment.kind is PaymentKind.PAY_OUT:
        found = (await account_to_pay(payment.party_id, provider)).provider_ref
    else:
        return ""
    assert found is not None
    return found


async def _known_there(payment: Payment, provider: Provider, goes_to: str) -> str | None:
    """The provider's id of a payment that it was asked for already, although nobody here knows that: not sent again.

    Its answer was lost longer ago than it knows keys, or this is a restored backup from before it was asked.
    """
    known = await reached(provider.find_asked(payment.kind.value, payment.key, goes_to))
    if known is not None:
        return (await tried_again(lambda: _store(payment.id, known))).provider_ref
    if now() - payment.made_at < timedelta(hours=provider.keeps_keys_hours) or payment.kind is PaymentKind.PAY_IN:
        return None
    return await reached(_found_among_movements(payment, provider))


async def _found_among_movements(payment: Payment, provider: Provider) -> str | None:
    async for movement in provider.list_movements(payment.made_at, now()):
        if movement.ref == str(payment.id):
            return movement.object_id
    return None


async def _about(payment: Payment) -> tuple[str, str]:
    """What the payer reads at the provider, and where their browser goes afterwards."""
    if payment.stage_id is None:
        return platform().name, platform().home
    stage = await ContractStage.get(id=payment.stage_id)
    return f"{stage.number}. {stage.title}", platform().page_of("contract", stage.contract_id)


async def _store(payment: UUID, handed: Handed) -> Payment:
    """Stores what the provider answered, unless a notice was faster."""
    async with change() as running:
        row = await payment_locked(payment)
        if not row.is_settled and row.provider_ref in (None, handed.id):
            row.provider_ref, row.checkout_url, row.attempts = handed.id, handed.url, 0
            is_called_off = row.called_off_at is not None
            row.due_at = running.at if is_called_off else running.at + FIRST_LOOK
            await row.save(update_fields=["provider_ref", "checkout_url", "attempts", "due_at"])
            if row.checkout_url and not is_called_off:
                await follow_up(CheckoutOpened(row))
        return row


async def _claim_next(provider: Provider) -> Payment | None:
    # Asked all the time: without a transaction, and without the ORM, which leaves work for the garbage collector.
    if not await rows(IS_DUE, instant_in_database(now()), provider.name):
        return None
    async with change() as running:
        due = Payment.filter(due_at__lte=now(), provider=provider.name, state=PaymentState.PENDING)
        row = await due.order_by("due_at", "id").select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.due_at, row.attempts = running.at + HELD, row.attempts + 1
        await row.save(update_fields=["due_at", "attempts"])
        return row


async def _claim(payment: Payment) -> bool:
    """Claims one payment that waits to be sent, even before it is due if nobody has tried yet."""
    at = now()
    waiting = Payment.filter(id=payment.id, attempts=payment.attempts, state=PaymentState.PENDING, provider_ref=None)
    if payment.attempts:
        waiting = waiting.filter(due_at__lte=at)
    return await waiting.update(due_at=at + HELD, attempts=payment.attempts + 1) == 1


def _is_forgotten(payment: Payment, provider: Provider, at: datetime) -> bool:
    """Whether a payment never came to where the payer could pay it, and its key may no longer be known there."""
    is_old = at - payment.made_at >= timedelta(hours=provider.keeps_keys_hours)
    return payment.kind is PaymentKind.PAY_IN and payment.provider_ref is None and is_old


async def _put_off(payment: Payment, why: str) -> None:
    """Schedules the next attempt with exponential back-off, unless another worker has taken it over."""
    row = await Payment.get(id=payment.id)
    pause = min(FIRST_PAUSE * 2 ** min(max(row.attempts - 1, 0), 10), LONGEST_PAUSE) * random.uniform(0.75, 1.25)
    log.info("payment_put_off", payment=str(row.id), attempts=row.attempts, why=why)
    async with change() as running:
        mine = Payment.filter(id=row.id, attempts=row.attempts, state=PaymentState.PENDING)
        mine = mine.filter(called_off_at=row.called_off_at)
        await mine.update(due_at=running.at + pause)


async def _look_later(payment: Payment) -> None:
    """Schedules when to ask again what has become of a payment whose notice has not come."""
    pause = min(FIRST_LOOK * 2 ** min(payment.attempts, 10), LONGEST_BETWEEN_LOOKS)
    async with change() as running:
        mine = Payment.filter(id=payment.id, state=PaymentState.PENDING, called_off_at=payment.called_off_at)
        await mine.update(due_at=running.at + pause)


async def waiting() -> tuple[int, float]:
    """How many payments are not settled, and for how many seconds the first of them has been due for its next step."""
    pending = Payment.filter(due_at__not_isnull=True)
    first = await pending.order_by("due_at").first()
    late = (now() - first.due_at).total_seconds() if first and first.due_at else 0.0
    return await pending.count(), max(0.0, late)
