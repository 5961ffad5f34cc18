"""The terms that an operator may set: the time people are given, the default currency, what guessing costs."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Terms:
    """Set once, before the first request."""

    least_window: timedelta = timedelta(0)
    amendment_window: timedelta = timedelta(hours=48)
    award_working_days: int = 3
    currency: str = "USD"
    # Argon2id as RFC 9106 recommends it for servers with little memory to spare.
    hash_memory_kib: int = 65_536
    hash_passes: int = 3


_terms = Terms()


def terms() -> Terms:
    return _terms


def use_terms(given: Terms) -> None:
    global _terms
    _terms = given
