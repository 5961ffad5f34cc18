"""Payments: becoming somebody who can be paid out, and what was."""

import strawberry

from models.payments import accounts
from resolvers import payments
from schema.base import field
from schema.mutations import act
from schema.pages import Connection
from schema.payments import Payment, PayoutAccount


@strawberry.type
class PaymentQueries:
    """Queries about payments."""

    payouts: Connection[Payment] = field(
        "What was paid out to a party of the viewer, and what could not be, the latest first. An empty page for any "
        "other party.",
        payments.payouts,
    )


@strawberry.type
class PaymentMutations:
    """Mutations of payments."""

    start_onboarding = act(
        accounts.start_onboarding,
        PayoutAccount,
        "Leads an owner or manager of a verified party to the payment provider, where they complete its account; can "
        "be repeated. Refused with PARTY_NOT_VERIFIED, and with PROVIDER_UNAVAILABLE while the provider does not "
        "answer.",
        is_retryable=False,
    )
