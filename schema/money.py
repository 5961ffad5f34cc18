"""Amounts of money."""

from decimal import Decimal

import strawberry

from models import money
from models.database.marks import Writing
from models.database.telling import Parts, words
from schema.base import field, given, shows


@strawberry.type(description="An exact amount in one currency.")
@shows(money.Money)
class Money:
    amount: Decimal = field("In major units, such as euros, with all decimals that the currency has.")
    currency: str = field("ISO 4217 code, such as USD.")


def money_in(minor: Writing, currency: Writing, *, lacks: Writing | None = None) -> Parts:
    """How money is told, given how its amount in minor units, its currency, and whether it lacks are written in SQL."""
    return Parts(
        {
            "amount": lambda row: money.majors(minor(row), currency(row)),
            "currency": lambda row: words(currency(row)),
        },
        lacks,
    )


given(
    money.MoneyGiven,
    "MoneyInput",
    'An exact amount, such as { amount: "1250.00", currency: "USD" }.',
    amount="In major units, such as euros.",
    currency="ISO 4217 code.",
)
