"""Settling: what the provider says becomes true here, forward only; what cannot be is kept as a difference."""

from uuid import UUID

from models.changes import change, stamp
from models.clock import now
from models.database.writing import inserted, write_one
from models.facts import follow_up
from models.money import major
from models.payments.facts import PaymentSettled
from models.payments.failures import MOVED_OTHERWISE
from models.payments.locking import payment_locked
from models.payments.payment import DifferenceKind, Payment, PaymentDifference, PaymentKind, PaymentState
from models.payments.provider import Found

Difference = tuple[DifferenceKind, str, str]
# What changes of a payment when it ends.
ENDED = ("state", "settled_at", "due_at", "failure", "failure_kind")


async def settle(payment: UUID, found: Found, *, object_ref: str) -> Payment:
    """Takes over what the provider says about a payment, under its id there, and follows up PaymentSettled.

    A state never goes back, and a payment of another kind, amount or currency never settles: it is noted for an
    operator, once, and the payment stays as it is. One that has come in so has failed: it can be paid anew, and what
    came is the operator's to send back.
    """
    async with change():
        row = await payment_locked(payment)
        at = stamp()
        if row.provider_ref not in (None, object_ref):
            # Done twice there. The one that is known here is what counts here.
            await note(row, object_ref, DifferenceKind.MISSING_HERE, "", shown_of(found), provider=row.provider)
            return row
        differences = differences_of(row, found)
        for kind, here, there in differences:
            await note(row, object_ref, kind, here, there, provider=row.provider)
        has_come = found.kind == row.kind == PaymentKind.PAY_IN and found.state == PaymentState.SUCCEEDED
        if row.is_settled or (differences and not has_come):
            return row
        state, failure = (
            (PaymentState.FAILED, MOVED_OTHERWISE) if differences else (PaymentState(found.state), found.failure)
        )
        row.provider_ref = object_ref
        if state is not PaymentState.PENDING:
            row.end(state, at, failure)
        await row.save(update_fields=["provider_ref", *ENDED])
        if row.is_settled:
            await follow_up(PaymentSettled(row))
    return row


async def give_up(payment: UUID, state: PaymentState, why: str) -> Payment:
    """Ends a payment that the provider will never do, or that it never heard of: none of its money has moved."""
    async with change():
        row = await payment_locked(payment)
        if not row.is_settled:
            row.end(state, stamp(), why)
            await row.save(update_fields=list(ENDED))
            await follow_up(PaymentSettled(row))
    return row


def differences_of(payment: Payment, found: Found) -> list[Difference]:
    """In what the two differ. A payment that is pending on one side is only late."""
    kinds, here = DifferenceKind, shown_amount(payment.amount_minor, payment.currency)
    differences: list[Difference] = []
    if found.kind != payment.kind:
        differences.append((kinds.OTHER_KIND, payment.kind, found.kind))
    if found.currency != payment.currency:
        differences.append((kinds.OTHER_CURRENCY, here, shown_amount(found.minor, found.currency)))
    elif found.minor != payment.amount_minor:
        differences.append((kinds.OTHER_AMOUNT, here, shown_amount(found.minor, found.currency)))
    if payment.is_settled and found.state not in (payment.state, PaymentState.PENDING):
        differences.append((kinds.OTHER_STATE, payment.state, found.state))
    return differences


async def note(
    payment: Payment | None, object_ref: str, kind: DifferenceKind, here: str, there: str, *, provider: str
) -> None:
    """Notes a difference, once."""
    difference = PaymentDifference(
        provider=provider,
        kind=kind,
        payment_id=payment.id if payment else None,
        object_ref=object_ref,
        here=here,
        there=there,
        noted_at=now(),
    )
    await write_one(inserted(difference, unless_there=True))


def shown_of(found: Found) -> str:
    return f"{found.state} {shown_amount(found.minor, found.currency)}"


def shown_amount(minor: int, currency: str) -> str:
    return f"{major(minor, currency):f} {currency}"
