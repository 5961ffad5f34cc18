"""Reconciling: what has moved at the provider, compared with the payments here, over a range of time."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.database.fetching import by_column, by_key
from models.payments.payment import DifferenceKind, Payment, PaymentDifference, PaymentState
from models.payments.provider import Movement, Provider, key_in, ours
from models.payments.settling import shown_amount

BATCH = 200
# Both sides write down their own time: what moved at the edge of the range is looked for beyond it.
MARGIN = timedelta(days=1)

K = DifferenceKind


@dataclass(frozen=True, slots=True)
class Listed:
    """A difference: what is said here and there about one object."""

    kind: DifferenceKind
    payment: UUID | None
    object_ref: str
    here: str
    there: str


async def reconcile(start: datetime, end: datetime) -> list[Listed]:
    """Every difference between the provider's movements and the payments that were settled from `start` to `end`.

    Those that were noted in that time, because a payment could not be settled, are among them. Changes nothing.
    """
    provider = ours()
    # The object by which each payment has moved.
    moved: dict[UUID, str] = {}
    listed: list[Listed] = []
    async for batch in _in_batches(provider.list_movements(start - MARGIN, end + MARGIN)):
        payments = await _meant(batch, provider)
        for movement in batch:
            differences = _compared(movement, payments, moved)
            if start <= movement.at < end:
                listed += differences
    listed += await _missing_there(start, end, provider, moved)
    known = {(each.kind, each.object_ref) for each in listed}
    noted = PaymentDifference.filter(provider=provider.name, noted_at__gte=start, noted_at__lt=end).order_by("id")
    listed += [
        Listed(each.kind, each.payment_id, each.object_ref, each.here, each.there)
        for each in await noted
        if (each.kind, each.object_ref) not in known
    ]
    return listed


def _compared(movement: Movement, payments: dict[str, Payment], moved: dict[UUID, str]) -> list[Listed]:
    ref, there = movement.object_id, shown_amount(movement.minor, movement.currency)
    payment = payments.get(ref) or payments.get(movement.ref or "")
    if payment is None or moved.setdefault(payment.id, ref) != ref:
        return [Listed(K.MISSING_HERE, None, ref, "", f"{movement.kind} {there}")]
    here, found = shown_amount(payment.amount_minor, payment.currency), []
    if movement.kind != payment.kind:
        found.append(Listed(K.OTHER_KIND, payment.id, ref, payment.kind.value, movement.kind))
    if movement.currency != payment.currency:
        found.append(Listed(K.OTHER_CURRENCY, payment.id, ref, here, there))
    elif movement.minor != payment.amount_minor:
        found.append(Listed(K.OTHER_AMOUNT, payment.id, ref, here, there))
    if payment.state is not PaymentState.SUCCEEDED:
        found.append(Listed(K.OTHER_STATE, payment.id, ref, payment.state.value, PaymentState.SUCCEEDED.value))
    return found


async def _missing_there(start: datetime, end: datetime, provider: Provider, moved: dict[UUID, str]) -> list[Listed]:
    settled = Payment.filter(
        provider=provider.name, state=PaymentState.SUCCEEDED, settled_at__gte=start, settled_at__lt=end
    )
    return [
        Listed(K.MISSING_THERE, each.id, each.provider_ref or "", shown_amount(each.amount_minor, each.currency), "")
        for each in await settled.order_by("settled_at", "id")
        if each.id not in moved
    ]


async def _meant(batch: Sequence[Movement], provider: Provider) -> dict[str, Payment]:
    """The payments that these movements are about, by the provider's id, and by ours."""
    ours_there = await by_column(Payment, "provider_ref", [each.object_id for each in batch])
    refs = {key for each in batch if (key := key_in(each.ref)) is not None}
    found = [*ours_there, *(await by_key(Payment, refs)).values()]
    meant = [each for each in found if each.provider == provider.name]
    return {str(each.id): each for each in meant} | {each.provider_ref: each for each in meant if each.provider_ref}


async def _in_batches(movements: AsyncIterator[Movement]) -> AsyncIterator[list[Movement]]:
    batch: list[Movement] = []
    async for movement in movements:
        batch.append(movement)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
