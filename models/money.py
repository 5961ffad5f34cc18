"""Amounts: whole numbers of a currency's minor unit inside, decimals outside."""

from dataclasses import dataclass
from decimal import Decimal

from iso4217 import Currency

from models.inputs import Checks

MOST_MINOR_UNITS = 10**15


@dataclass(frozen=True)
class MoneyGiven:
    """An amount as somebody sent it: nothing about it has been checked."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that stands: minor units of an ISO 4217 currency."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """In major units, with exactly as many decimals as the currency has."""
        return major(self.minor, self.currency)


def digits(currency: str) -> int:
    """Decimals of a currency (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD."""
    return Currency(currency).exponent or 0


def major(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-digits(currency))


def check_currency(checks: Checks, path: str, code: str) -> str | None:
    """The code if it is a currency of ISO 4217 that can be paid in, else None and a problem."""
    try:
        known = Currency(code.upper()) if code.isascii() else None
    except ValueError:
        known = None
    if known is None or known.exponent is None:
        checks.wrong(path, "Is no currency code of ISO 4217, such as USD, EUR or JPY.")
        return None
    return known.code


def check_minor(checks: Checks, path: str, amount: Decimal, currency: str) -> int | None:
    """The amount in minor units; None and a problem where the currency has fewer decimals, or it is beyond bounds."""
    places = digits(currency)
    scaled = amount.scaleb(places)
    if scaled != scaled.to_integral_value():
        checks.wrong(path, f"{currency} has {places} decimals; this amount has more.")
    elif abs(scaled) > MOST_MINOR_UNITS:
        checks.wrong(path, "Is larger than any amount that can be handled here.")
    else:
        return int(scaled)
    return None


def check_price(checks: Checks, path: str, amount: Decimal, currency: str) -> int | None:
    """Like check_minor, for an amount that has to be more than zero (EB-8)."""
    minor = check_minor(checks, path, amount, currency)
    if minor is not None and minor <= 0:
        checks.wrong(path, "Has to be more than zero.")
        return None
    return minor
