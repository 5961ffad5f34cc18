"""The terms that an operator can set: time limits, the default currency, and the cost of password hashing."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms in force; set once, before the first request."""

    least_window: timedelta = timedelta(0)
    amendment_window: timedelta = timedelta(hours=48)
    award_working_days: int = 3
    currency: str = "USD"
    # Argon2id with the parameters that RFC 9106 recommends for servers with little memory.
    hash_memory_kib: int = 65_536
    hash_passes: int = 3
    # From one network.
    sign_ups_an_hour: int = 60


_terms = Terms()


def terms() -> Terms:
    return _terms


def use_terms(given: Terms) -> None:
    global _terms
    _terms = given
