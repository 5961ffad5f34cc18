"""Notifications about payments: those that did not go through."""

from models.accounts.parties import LEADS, Membership, Party
from models.money import major
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.payments.facts import PaymentSettled
from models.payments.payment import PaymentState


async def tell_of_failure(fact: PaymentSettled) -> None:
    """Tells the owners and managers of the party that a payment from or to it has failed."""
    payment = fact.payment
    if payment.state is not PaymentState.FAILED:
        return
    party = await Party.get(id=payment.party_id)
    leads = await Membership.filter(party_id=party.id, role__in=list(LEADS)).values_list("user_id", flat=True)
    amount = f"{major(payment.amount_minor, payment.currency)} {payment.currency}"
    subject = ("party", party.id)
    await notify(
        {party.id: leads}, NotificationKind.PAYMENT_FAILED, subject=subject, by=None, party=party.name, amount=amount
    )
