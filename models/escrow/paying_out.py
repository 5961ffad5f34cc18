"""Paying out: what a party can dispose of goes to its account at the provider, once that is ready."""

from datetime import datetime
from uuid import UUID

from models.accounts.facts import PartyClosing
from models.accounts.parties import Party, lock_parties
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, stamp
from models.errors import Refused, not_allowed, not_found
from models.inputs import Checks
from models.ledger.account import Account, AccountKind, AccountRow, PostingKind, of_party, of_payment, outside
from models.ledger.transfers import About, Line, transfer, transfer_last
from models.money import Money, check_currency, major
from models.payments.accounts import account_to_pay
from models.payments.beginning import begin
from models.payments.calling_off import call_off
from models.payments.facts import AccountCompleted, PaymentSettled
from models.payments.locking import payment_locked
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.payments.provider import ours, provider_or_none

K = PostingKind


async def request_payout(party: Party, *, currency: str, by: Viewer) -> Payment:
    """Pays out all that a party can dispose of in a currency; returns the first of the payments that begin.

    What could not go back to it is tried again by the way it was paid (ES-9); the rest goes to its account. Refuses
    with NOTHING_TO_PAY_OUT, and with PAYOUTS_NOT_READY if there is no account for that.
    """
    checks = Checks()
    code = check_currency(checks, "currency", currency)
    checks.refuse()
    assert code is not None
    async with change():
        if party.id not in await lock_parties(party.id):
            raise not_found("party")
        if not (await as_of_now(by)).leads(party.id):
            raise not_allowed("Only owners and managers of a party decide about its money.")
        again = await _send_back_again(party.id, code, at=stamp(), by=by.user.id)
        if again:
            await pay_out_if_ready(party.id, code, at=stamp(), by=by.user.id)
            return again[0]
        await account_to_pay(party.id, ours())
        payment = await _pay_out(party.id, code, at=stamp(), by=by.user.id)
        if payment is None:
            raise Refused("NOTHING_TO_PAY_OUT", "There is nothing to pay out in {currency}.", currency=code)
    return payment


async def _send_back_again(party: UUID, currency: str, *, at: datetime, by: UUID) -> list[Payment]:
    """Begins refunds anew that did not go through, as far as the party still has their money."""
    refunds = Payment.filter(party_id=party, currency=currency, kind=PaymentKind.REFUND, provider=ours().name)
    failed = await refunds.filter(state=PaymentState.FAILED).order_by("id")
    sent = {each.key for each in await Payment.filter(key__in=[_again(each) for each in failed])}
    failed = [each for each in failed if _again(each) not in sent]
    # What came in is locked before the account that it is returned from, as decisions about its stage do.
    originals = Payment.filter(id__in=[each.original_id for each in failed])
    for original in await originals.order_by("stage__contract__demand_id", "id").values_list("id", flat=True):
        await payment_locked(original)  # type: ignore[arg-type] # one column
    account, begun = of_party(party, currency), []
    for each in failed:
        minor, key = each.amount_minor, _again(each)
        if minor > await _balance_of(account):
            continue
        refund = await begin(
            PaymentKind.REFUND,
            each.amount,
            key=key,
            party=party,
            stage=each.stage_id,
            original=each.original_id,
            by=by,
        )
        lines = [Line(account, K.REFUNDED, -minor), Line(of_payment(refund.id, currency), K.REFUNDED, minor)]
        await transfer(f"refund:{refund.id}", lines, About(at, by, each.stage_id, refund.id))
        begun.append(refund)
    return begun


def _again(failed: Payment) -> str:
    """The key of the payment that sends a refund anew."""
    return f"again:{failed.id}"


async def pay_out_if_ready(party: UUID, currency: str, *, at: datetime, by: UUID | None = None) -> None:
    """Pays out what a party can dispose of, if it has an account for that; else the money waits for it."""
    provider = provider_or_none()
    if provider is None or provider.step_in(currency) is None:
        return
    try:
        await account_to_pay(party, provider)
    except Refused:
        return
    await _pay_out(party, currency, at=at, by=by)


async def pay_out_what_waits(completed: AccountCompleted) -> None:
    """Pays out what has waited for the account of the party."""
    party, at = completed.account.party_id, stamp()
    waiting = AccountRow.filter(kind=AccountKind.PARTY, owner_id=party, balance_minor__gt=0).order_by("currency")
    for row in await waiting:
        await pay_out_if_ready(party, row.currency, at=at)


async def check_nothing_left(closing: PartyClosing) -> None:
    """Refuses to close a party that can still be paid out, or that money is on its way to; calls off its pages."""
    party, provider = closing.party.id, provider_or_none()
    async for row in AccountRow.filter(kind=AccountKind.PARTY, owner_id=party, balance_minor__gt=0).order_by(
        "currency"
    ):
        # Nobody can move less than that.
        if row.balance_minor >= ((provider and provider.step_in(row.currency)) or 1):
            raise Refused(
                "MONEY_LEFT",
                "The party can dispose of {left}: have that paid out first.",
                left=major(row.balance_minor, row.currency),
                currency=row.currency,
            )
    under_way = [PaymentKind.REFUND, PaymentKind.PAY_OUT]
    if await Payment.exists(party_id=party, kind__in=under_way, state=PaymentState.PENDING):
        raise Refused("STILL_RUNNING", "A refund or a payout to the party is under way: wait for its end.")
    # What is paid in before the provider hears of it goes back: no stage of a party that ends waits for it.
    await call_off(Payment.filter(party_id=party), at=stamp())


async def _pay_out(party: UUID, currency: str, *, at: datetime, by: UUID | None) -> Payment | None:
    account = of_party(party, currency)
    balance, step = await _balance_of(account), ours().step_in(currency) or 1
    minor = balance - balance % step
    if minor <= 0:
        return None
    # A ledger that was restored comes to the same key: what was paid out before is found by it.
    number = await Payment.filter(party_id=party, kind=PaymentKind.PAY_OUT, currency=currency).count()
    key = f"payout:{party}:{currency}:{number}"
    payment = await begin(PaymentKind.PAY_OUT, Money(minor, currency), key=key, party=party, by=by)
    lines = [Line(account, K.PAID_OUT, -minor), Line(of_payment(payment.id, currency), K.PAID_OUT, minor)]
    await transfer(f"payout:{payment.id}", lines, About(at, by, None, payment.id))
    return payment


async def _balance_of(account: Account) -> int:
    """What is in an account, which is locked then."""
    row = await AccountRow.select_for_update().get_or_none(id=account.id)
    return row.balance_minor if row else 0


async def settle_payout(settled: PaymentSettled) -> None:
    """What was paid out has left; what could not be paid out is the party's again."""
    payment = settled.payment
    if payment.kind is not PaymentKind.PAY_OUT:
        return
    assert payment.settled_at is not None
    currency, minor = payment.currency, payment.amount_minor
    is_out = payment.state is PaymentState.SUCCEEDED
    to = outside(currency) if is_out else of_party(payment.party_id, currency)
    lines = [Line(of_payment(payment.id, currency), K.PAID_OUT, -minor), Line(to, K.PAID_OUT, minor)]
    transfer_last(f"paid-out:{payment.id}", lines, About(payment.settled_at, None, None, payment.id))
