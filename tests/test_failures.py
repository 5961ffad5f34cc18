"""Why payments fail: codes of providers, and what this platform says itself."""

import pytest

from models.payments.failures import MOVED_OTHERWISE, REFUSED, PaymentFailure, failure_in


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        # As they come from providers/stripe.py: what a refund says, and a code of a call that was refused.
        ("lost_or_stolen_card", "CARD_UNUSABLE"),
        ("charge_for_pending_refund_disputed", "DISPUTED"),
        ("declined", "DECLINED"),
        ("unknown", "OTHER"),
        ("Stripe refused it: account_closed.", "ACCOUNT_CLOSED"),
        ("Stripe refused it: insufficient_capabilities_for_transfer.", "ACCOUNT_RESTRICTED"),
        ("Stripe refused it: invalid_account_number.", "ACCOUNT_UNKNOWN"),
        ("Stripe refused it: charge_already_refunded.", "ALREADY_REFUNDED"),
        ("Stripe refused it: card_declined.", "DECLINED"),
        ("Stripe refused it: CardError.", "DECLINED"),
        ("There is no payment to refund.", "OTHER"),
        # From providers/sandbox.py.
        ("Refused in the sandbox.", "DECLINED"),
        ("The sandbox was told to refuse.", "DECLINED"),
        ("Not as much can be refunded.", "OTHER"),
        (MOVED_OTHERWISE, "OTHER_AMOUNT"),
        (REFUSED, "DECLINED"),
        ("", "OTHER"),
    ],
)
def test_a_failure_is_known_by_its_code(said: str, failure: str) -> None:
    assert failure_in(said) is PaymentFailure(failure)
