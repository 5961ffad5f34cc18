"""Reconciling: what has moved at the provider, compared with the payments and the ledger, over a range of time."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.database import instant_in_database, rows, uuid_of
from models.database.fetching import by_column, by_key
from models.payments.payment import DifferenceKind, Payment, PaymentDifference, PaymentKind, PaymentState
from models.payments.provider import Movement, Provider, key_in, ours
from models.payments.settling import shown_amount

BATCH = 200
# Both sides write down their own time: what moved at the edge of the range is looked for beyond it.
MARGIN = timedelta(days=1)

# What has come in for each payment, by the ledger: negative for what has gone out.
CAME_IN = (
    "SELECT j.payment_id AS payment, a.currency AS currency, MIN(j.at) AS at, -SUM(p.amount_minor) AS minor "
    "FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id JOIN ledger_journal j ON j.id = p.journal_id "
    "WHERE a.kind = 'OUTSIDE' AND j.at >= ? AND j.at < ? GROUP BY j.payment_id, a.currency"
)

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
    """Every difference between what moved at the provider, the payments that were settled from `start` to `end`, and
    the ledger.

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
    settled = await Payment.filter(
        provider=provider.name, state=PaymentState.SUCCEEDED, settled_at__gte=start, settled_at__lt=end
    ).order_by("settled_at", "id")
    listed += [_missing_there(each) for each in settled if each.id not in moved]
    listed += await _compared_with_ledger(start, end, settled)
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


def _missing_there(payment: Payment) -> Listed:
    here = shown_amount(payment.amount_minor, payment.currency)
    return Listed(K.MISSING_THERE, payment.id, payment.provider_ref or "", here, "")


async def _compared_with_ledger(start: datetime, end: datetime, settled: Sequence[Payment]) -> list[Listed]:
    """Payments that the ledger does not have as they are, and what it has of none that has succeeded."""
    range_ = instant_in_database(start - MARGIN), instant_in_database(end + MARGIN)
    came_in = {row["payment"] and uuid_of(row["payment"]): row for row in await rows(CAME_IN, *range_)}
    listed = []
    for payment in settled:
        # One without a stage that comes in belongs to nobody's contract, and is not in the ledger.
        if payment.stage_id is None and payment.kind is not PaymentKind.PAY_OUT:
            continue
        row, sign = came_in.get(payment.id), 1 if payment.kind is PaymentKind.PAY_IN else -1
        here = shown_amount(payment.amount_minor, payment.currency)
        there = shown_amount(sign * int(row["minor"]), row["currency"]) if row else ""
        if here != there:
            listed.append(Listed(K.OTHER_LEDGER, payment.id, payment.provider_ref or "", here, there))
    payments = await by_key(Payment, {key for key in came_in if key is not None})
    for key, row in came_in.items():
        payment_of_row = payments.get(key) if key else None
        if payment_of_row is None or payment_of_row.state is not PaymentState.SUCCEEDED:
            here = payment_of_row.state.value if payment_of_row else ""
            there = shown_amount(int(row["minor"]), row["currency"])
            listed.append(Listed(K.OTHER_LEDGER, key, str(key or ""), here, there))
    return listed


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
