"""Payments: becoming somebody who can be paid out."""

import strawberry

from models.payments import accounts
from schema.mutations import act
from schema.payments import PayoutAccount


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
