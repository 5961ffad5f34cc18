"""Money: integers in a currency's minor unit inside, decimals in major units outside."""

from dataclasses import dataclass
from decimal import Decimal

from iso4217 import Currency

from models.inputs import Checks

MOST_MINOR_UNITS = 10**15
# The currencies that do not have two decimals. Stored amounts mean what they say only with the decimals that they were
# stored with, so a row never changes, and stays when ISO 4217 withdraws its currency.
DECIMALS = {
    **dict.fromkeys(["BIF", "BYR", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"], 0),
    **dict.fromkeys(["VND", "VUV", "XAF", "XOF", "XPF"], 0),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}


@dataclass(frozen=True)
class MoneyGiven:
    """An amount as the client sent it, not yet checked."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Money:
    """A checked amount, in minor units of an ISO 4217 currency."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly as many decimals as the currency has."""
        return major(self.minor, self.currency)


def digits(currency: str) -> int:
    """The number of decimals of a currency, withdrawn ones included: 2 for USD and HRK, 0 for JPY, 3 for KWD."""
    return DECIMALS.get(currency, 2)


def major(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-digits(currency))


def majors(minor: str, currency: str) -> str:
    """The same in SQL, as JSON, given the names of the columns."""
    cases = " ".join(
        f"WHEN {currency} IN ({', '.join(repr(each) for each in _with(places))}) THEN {decimals(minor, places)}"
        for places in sorted({*DECIMALS.values()})
    )
    return f"'\"' || CASE {cases} ELSE {decimals(minor, 2)} END || '\"'"


def _with(places: int) -> list[str]:
    return [code for code, decimals in DECIMALS.items() if decimals == places]


def decimals(value: str, places: int) -> str:
    """A whole number in SQL as a text with so many decimals."""
    if not places:
        return f"CAST({value} AS TEXT)"
    unit = 10**places
    return f"CAST({value} / {unit} AS TEXT) || '.' || substr(CAST({unit} + {value} % {unit} AS TEXT), 2)"


def check_currency(checks: Checks, path: str, code: str) -> str | None:
    """Returns the code of an ISO 4217 currency that has a minor unit; otherwise records a problem, returns None."""
    try:
        known = Currency(code.upper()) if code.isascii() else None
    except ValueError:
        known = None
    if known is None or known.exponent is None:
        checks.wrong(path, "Must be an ISO 4217 currency code, such as USD, EUR or JPY.", "NOT_A_CURRENCY")
        return None
    return known.code


def check_minor(checks: Checks, path: str, amount: Decimal, currency: str) -> int | None:
    """Returns the amount in minor units; records a problem and returns None for too many decimals or digits."""
    places = digits(currency)
    scaled = amount.scaleb(places)
    if scaled != scaled.to_integral_value():
        checks.wrong(
            path,
            "{currency} has {decimals} decimals; this amount has more.",
            "TOO_MANY_DECIMALS",
            currency=currency,
            decimals=places,
        )
    elif abs(scaled) > MOST_MINOR_UNITS:
        checks.wrong(path, "Exceeds the largest supported amount.", "TOO_LARGE")
    else:
        return int(scaled)
    return None


def check_price(checks: Checks, path: str, amount: Decimal, currency: str) -> int | None:
    """Like check_minor, for an amount that must be greater than zero (EB-8)."""
    minor = check_minor(checks, path, amount, currency)
    if minor is not None and minor <= 0:
        checks.wrong(path, "Must be greater than zero.", "NOT_POSITIVE")
        return None
    return minor


def check_money(checks: Checks, path: str, given: MoneyGiven, currency: str) -> int | None:
    """Returns the minor units of an amount that must be greater than zero and in this currency (ES-10)."""
    if given.currency.upper() != currency:
        checks.wrong(f"{path}.currency", "Must be in {currency}.", "OTHER_CURRENCY", currency=currency)
        return None
    return check_price(checks, f"{path}.amount", given.amount, currency)


def rounded(numerator: int, denominator: int) -> int:
    """The quotient in whole minor units, halves away from zero: the one rule by which amounts are rounded (IN-1)."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


def share(minor: int, basis_points: int) -> int:
    """So many hundredths of a percent of an amount."""
    return rounded(minor * basis_points, 10_000)


def shown_money(money: Money) -> str:
    """An amount as text, such as `1250.00 EUR`."""
    return f"{money.amount} {money.currency}"
