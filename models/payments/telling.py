"""Notifications about payments: those that did not go through, and what has become of payouts."""

from models.accounts.parties import LEADS, Membership, Party, inbox, users_of
from models.changes import record
from models.money import shown_money
from models.notifications.events import PayoutSettled
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.payments.facts import PaymentSettled
from models.payments.payment import Payment, PaymentKind, PaymentState


async def tell_of_failure(fact: PaymentSettled) -> None:
    """Tells the owners and managers of the party that a payment from it, or a refund to it, has failed."""
    payment = fact.payment
    if payment.state is PaymentState.FAILED and payment.kind is not PaymentKind.PAY_OUT:
        await _tell(payment, NotificationKind.PAYMENT_FAILED)


async def tell_of_payout(fact: PaymentSettled) -> None:
    """Tells the owners and managers what has become of a payout; everybody who follows the statement hears of it."""
    payment = fact.payment
    if payment.kind is not PaymentKind.PAY_OUT:
        return
    is_paid = payment.state is PaymentState.SUCCEEDED
    await _tell(payment, NotificationKind.PAYOUT_PAID if is_paid else NotificationKind.PAYOUT_FAILED)
    for user in await users_of([payment.party_id]):
        record(inbox(user), PayoutSettled(payment.id), by=None)


async def _tell(payment: Payment, kind: NotificationKind) -> None:
    party = await Party.get(id=payment.party_id)
    leads = await Membership.filter(party_id=party.id, role__in=list(LEADS)).values_list("user_id", flat=True)
    # What failed is tried again at its stage, and a payout where the money of the party is.
    subject = ("stage", payment.stage_id) if payment.stage_id else ("payment", payment.id)
    await notify(
        {party.id: leads}, kind, subject=subject, by=None, party=party.name, amount=shown_money(payment.amount)
    )
