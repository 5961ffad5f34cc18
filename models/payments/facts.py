"""Facts about payments that have consequences in other areas."""

from dataclasses import dataclass

from models.facts import Fact
from models.payments.payment import Payment, PayoutAccount


@dataclass(frozen=True, slots=True)
class CheckoutOpened(Fact):
    """The provider has said where a payment can be paid. It is locked, and its stage before it."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class PaymentSettled(Fact):
    """The provider has confirmed a payment, or it has failed or was cancelled; its state says which.

    It is locked, and its stage before it.
    """

    payment: Payment


@dataclass(frozen=True, slots=True)
class AccountCompleted(Fact):
    """A party can be paid out from now on: the provider says that its account is complete. The account is locked."""

    account: PayoutAccount
