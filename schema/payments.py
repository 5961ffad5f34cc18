"""The GraphQL types of payments, and of accounts of receivers."""

from datetime import datetime

import strawberry
from strawberry import ID

from models.payments import payment
from models.payments.failures import PaymentFailure
from models.payments.payment import PaymentKind, PaymentState, PayoutAccountState
from resolvers import payments
from schema.base import Node, batched, field, identified, shows
from schema.money import Money
from schema.sharing import Differs

strawberry.enum(PaymentKind, description="Which way the money of a payment goes.")
strawberry.enum(PaymentState, description="The state of a payment. It only moves from PENDING to another one.")
strawberry.enum(PaymentFailure, description="Why a payment has failed. More reasons may be added.")
strawberry.enum(PayoutAccountState, description="Whether a party can be paid out.")


@strawberry.type(description="The account of a party at the payment provider, to which it is paid out.")
@shows(payment.PayoutAccount)
class PayoutAccount(Node):
    id: ID = identified("payout_account")
    state: PayoutAccountState = field("Whether the party can be paid out.")
    url: str | None = field(
        "Where an owner or manager completes the account, in a browser; only in the answer of `startOnboarding`, and "
        "good once, for some minutes.",
        differs=Differs.BY_USER,
    )


@strawberry.type(
    description=(
        "Money that the payment provider moves. What it says becomes true here once its notice was looked up, which "
        "may take a moment: ask again while it is PENDING."
    )
)
@shows(payment.Payment)
class Payment(Node):
    id: ID = identified("payment")
    kind: PaymentKind = field("Which way the money goes.")
    state: PaymentState = field("The state of the payment.")
    amount: Money = field("How much is moved.")
    checkout_url: str | None = field(
        "Where to pay, in a browser; null unless the viewer is an owner or manager of the payer, once it is "
        "settled, and once it is not wanted any more.",
        payments.checkout_url_of,
        differs=Differs.BY_USER,
    )
    made_at: datetime = field("When it was asked for.")
    settled_at: datetime | None = field("When it succeeded, failed or was cancelled; null while it is pending.")
    account: PayoutAccount | None = batched(
        "The account to which it is paid out; null for other payments, and unless the viewer is a member of the party.",
        payments.accounts_of_payments,
        differs=Differs.BY_USER,
    )
    failure: str | None = field(
        "Why it failed, as the payment provider says it; null unless it has, and the viewer is a member of the party "
        "that it is from or to.",
        payments.failure_of,
        differs=Differs.BY_USER,
        weight=2,
    )
    failure_kind: PaymentFailure | None = field(
        "Why it failed, of the reasons that are known; null where `failure` is, but not where the provider says "
        "nothing.",
        payments.failure_kind_of,
        differs=Differs.BY_USER,
    )
