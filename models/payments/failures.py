"""Why payments fail, of what providers say in words and codes of their own."""

import re
from enum import StrEnum


class PaymentFailure(StrEnum):
    """A reason that those can act on whose money it is; OTHER where the provider gives none that is known."""

    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    ACCOUNT_RESTRICTED = "ACCOUNT_RESTRICTED"
    ACCOUNT_UNKNOWN = "ACCOUNT_UNKNOWN"
    HOLDER_MISMATCH = "HOLDER_MISMATCH"
    CARD_UNUSABLE = "CARD_UNUSABLE"
    CURRENCY_NOT_SUPPORTED = "CURRENCY_NOT_SUPPORTED"
    INSUFFICIENT_FUNDS = "INSUFFICIENT_FUNDS"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    DISPUTED = "DISPUTED"
    ALREADY_REFUNDED = "ALREADY_REFUNDED"
    OTHER_AMOUNT = "OTHER_AMOUNT"
    DECLINED = "DECLINED"
    OTHER = "OTHER"


# What this platform says itself where a payment ends without a word of the provider.
MOVED_OTHERWISE = "The provider has moved another amount than was asked for. Its operator has to send that back."
REFUSED = "The provider refused it."

_F = PaymentFailure
_SAID = {MOVED_OTHERWISE: _F.OTHER_AMOUNT, REFUSED: _F.DECLINED}
# Stripe: why refunds and payouts fail, https://docs.stripe.com/api/refunds/object#refund_object-failure_reason and
# https://docs.stripe.com/api/payouts/failures, and why calls are refused, https://docs.stripe.com/error-codes.
# The sandbox says in words that it refuses.
_CODES = {
    _F.ACCOUNT_CLOSED: "account_closed",
    _F.ACCOUNT_RESTRICTED: "account_frozen bank_account_restricted bank_ownership_changed debit_not_authorized "
    "insufficient_capabilities_for_transfer transfers_not_allowed payouts_not_allowed",
    _F.ACCOUNT_UNKNOWN: "no_account invalid_account_number invalid_account_number_length account_invalid "
    "account_number_invalid",
    _F.HOLDER_MISMATCH: "incorrect_account_holder_name incorrect_account_holder_address "
    "incorrect_account_holder_tax_id",
    _F.CARD_UNUSABLE: "lost_or_stolen_card expired_or_canceled_card expired_card unsupported_card",
    _F.CURRENCY_NOT_SUPPORTED: "invalid_currency",
    _F.INSUFFICIENT_FUNDS: "insufficient_funds balance_insufficient",
    _F.LIMIT_EXCEEDED: "amount_too_large payouts_limit_exceeded",
    _F.DISPUTED: "charge_for_pending_refund_disputed refund_disputed_payment charge_disputed",
    _F.ALREADY_REFUNDED: "charge_already_refunded",
    _F.DECLINED: "declined card_declined could_not_process refused refuse",
}
_BY_CODE = {code: failure for failure, codes in _CODES.items() for code in codes.split()}


def failure_in(said: str) -> PaymentFailure:
    """The reason in what is kept of a payment that failed: a word that is a code, rather than that it was refused."""
    if said in _SAID:
        return _SAID[said]
    found = [_BY_CODE[word] for word in re.findall(r"[a-z_]+", said.lower()) if word in _BY_CODE]
    return next((each for each in found if each is not _F.DECLINED), found[0] if found else _F.OTHER)
