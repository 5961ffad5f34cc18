"""Beginning a payment: its row, in the change that needs it. The provider is asked after the commit."""

from datetime import timedelta
from uuid import UUID

from models.changes import change
from models.database.writing import inserted, write
from models.errors import Refused
from models.money import Money, major
from models.payments.accounts import account_to_pay
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.payments.provider import Provider, ours

# Whoever began a payment and waits for where to pay asks the provider themselves; after this time somebody else does.
HEAD_START = timedelta(seconds=15)


async def begin(
    kind: PaymentKind,
    amount: Money,
    *,
    key: str,
    party: UUID,
    stage: UUID | None = None,
    original: UUID | None = None,
    by: UUID | None,
) -> Payment:
    """Begins a payment of a party, within the running change; with a key that was used before, returns that payment.

    Refuses another payment under the same key (IDEMPOTENCY_MISMATCH), an amount or currency that the provider cannot
    move (AMOUNT_NOT_PAYABLE, CURRENCY_NOT_PAYABLE), a refund of more than came in (REFUND_EXCEEDS_PAYMENT, ES-9), and
    to pay out who has no account for it (PAYOUTS_NOT_READY).
    """
    provider = ours()
    async with change() as running:
        wanted = Payment(
            kind=kind,
            stage_id=stage,
            party_id=party,
            amount_minor=amount.minor,
            currency=amount.currency,
            provider=provider.name,
            original_id=original,
            key=key,
            made_by_id=by,
            made_at=running.at,
            due_at=running.at + (HEAD_START if kind is PaymentKind.PAY_IN else timedelta()),
        )
        if (former := await Payment.get_or_none(key=key)) is not None:
            return _same(former, wanted)
        check_payable(provider, amount)
        if kind is PaymentKind.REFUND:
            await _check_refund(wanted)
        if kind is PaymentKind.PAY_OUT:
            await account_to_pay(party, provider)
        # Another change may have begun it just now: this waits for it.
        await write(inserted(wanted, unless_there=True))
        return _same(await Payment.get(key=key), wanted)


def check_payable(provider: Provider, amount: Money) -> None:
    """Refuses an amount that the provider cannot move exactly, before anything is asked of it."""
    step = provider.step_in(amount.currency)
    if step is None:
        raise Refused("CURRENCY_NOT_PAYABLE", "The payment provider moves no {currency}.", currency=amount.currency)
    if amount.minor <= 0 or amount.minor % step:
        raise Refused(
            "AMOUNT_NOT_PAYABLE",
            "The payment provider moves {currency} in multiples of {step} alone, and more than nothing.",
            currency=amount.currency,
            step=major(step, amount.currency),
        )


def _same(former: Payment, wanted: Payment) -> Payment:
    said = ("kind", "stage_id", "party_id", "amount_minor", "currency", "original_id")
    if any(getattr(former, name) != getattr(wanted, name) for name in said):
        raise Refused("IDEMPOTENCY_MISMATCH", "This idempotencyKey was already used with another input: use a new one.")
    return former


async def _check_refund(wanted: Payment) -> None:
    """A refund goes to who paid, by the way they paid, and never exceeds what came in (ES-9)."""
    original = await Payment.select_for_update().get(id=wanted.original_id)
    said = ("party_id", "currency", "provider")
    is_same_way = all(getattr(original, name) == getattr(wanted, name) for name in said)
    if original.kind is not PaymentKind.PAY_IN or original.state is not PaymentState.SUCCEEDED or not is_same_way:
        raise Refused("WRONG_STATE", "Only a payment that has come in is refunded, to who paid it.")
    counted = [PaymentState.PENDING, PaymentState.SUCCEEDED]
    refunds = await Payment.filter(original_id=original.id, state__in=counted)
    if sum(each.amount_minor for each in refunds) + wanted.amount_minor > original.amount_minor:
        raise Refused("REFUND_EXCEEDS_PAYMENT", "That is more than came in and was not refunded yet.")
