"""Facts about payments that have consequences in other areas."""

from dataclasses import dataclass

from models.facts import Fact
from models.payments.payment import Payment


@dataclass(frozen=True, slots=True)
class PaymentSettled(Fact):
    """The provider has confirmed a payment, or it has failed or was cancelled; its state says which. It is locked."""

    payment: Payment
