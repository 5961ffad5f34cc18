"""Calling off: a payment that is not wanted any more cannot be paid once the provider has heard of it."""

from datetime import datetime

from tortoise.queryset import QuerySet

from models.payments.locking import payment_locked
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.payments.settling import give_up

UNWANTED = "It was not wanted any more."


async def call_off(payments: QuerySet[Payment], *, at: datetime) -> None:
    """Calls off those of the payments that wait for their payer, within the running change.

    The provider is told after the commit, as often as it takes. Until it has confirmed that, a payment is pending, and
    one that was paid meanwhile settles like any other.
    """
    waiting = payments.filter(kind=PaymentKind.PAY_IN, state=PaymentState.PENDING, called_off_at=None)
    # Demands are locked by key.
    for (key,) in await waiting.order_by("stage__contract__demand_id", "id").values_list("id"):
        row = await payment_locked(key)
        if row.is_settled or row.called_off_at is not None:
            continue
        if row.provider_ref is None and not row.attempts:
            await give_up(row.id, PaymentState.CANCELLED, UNWANTED)
            continue
        row.called_off_at = row.due_at = at
        await row.save(update_fields=["called_off_at", "due_at"])
