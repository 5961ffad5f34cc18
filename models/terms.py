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
    # Argon2id in one lane, with the memory that OWASP recommends, and one pass more.
    hash_memory_kib: int = 47_104
    hash_passes: int = 2
    # From one network.
    sign_ups_an_hour: int = 60
    # How long a contract waits for an approval, and then for the signatures.
    approval_working_days: int = 10
    signing_working_days: int = 10
    # Of each release, borne by the receiver, in hundredths of a percent; a contract keeps that of its draft (ES-8).
    fee_basis_points: int = 500
    # When submitted work is accepted by the clock where no terms say it (ES-7), and when silence agrees to a refund.
    acceptance_working_days: int = 10
    refund_silence_days: int = 7
    # When it is said that money lies idle, and when a mediator is called (ES-11).
    idle_days: int = 60
    idle_mediation_days: int = 90
    # How long a dispute waits for the answer, for both sides to agree, and for the ruling of a mediator.
    dispute_answer_working_days: int = 5
    dispute_negotiation_working_days: int = 10
    dispute_mediation_working_days: int = 21


_terms = Terms()


def terms() -> Terms:
    return _terms


def use_terms(given: Terms) -> None:
    global _terms
    _terms = given
