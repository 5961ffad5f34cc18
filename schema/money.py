"""Amounts of money."""

from decimal import Decimal

import strawberry

from models import money
from schema.base import field, given, shows


@strawberry.type(description="An exact amount in one currency.")
@shows(money.Money)
class Money:
    amount: Decimal = field("In major units, such as euros, with all decimals that the currency has.")
    currency: str = field("ISO 4217 code, such as USD.")


given(
    money.MoneyGiven,
    "MoneyInput",
    'An exact amount, such as { amount: "1250.00", currency: "USD" }.',
    amount="In major units, such as euros.",
    currency="ISO 4217 code.",
)
