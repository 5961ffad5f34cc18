"""The expected results of a file: which offers are refused, with which code, and which bids stand in the end.

The rows of one bidder are sent one after the other, in the order of the file. The first accepted row is a bid, and
later ones revise it. A row that is marked as withdrawn is withdrawn after it was submitted; a row after that is a new
application. A refused row changes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from iso4217 import Currency

from models.ordering import Brief, Entry, Scored, order
from tests.replay.files import Offer, Tender

ACCEPTED = "accepted"
LATE = ("saveBid DEADLINE_PASSED", "submitBid DEADLINE_PASSED")
MOST_MINOR = 10**15
LONGEST_NAME = 250


def outcome(tender: Tender, offer: Offer) -> str:
    """The expected answer to an offer: accepted, or the operation that refuses it and the code."""
    if exponent(tender.currency) is None:
        return "draftDemand INVALID_INPUT"
    if not 1 <= len(offer.bidder) <= LONGEST_NAME:
        return "createParty INVALID_INPUT"
    if exponent(offer.currency) is None:
        return "saveBid INVALID_INPUT"
    if offer.currency != tender.currency:
        return "saveBid CURRENCY_MISMATCH"
    amount = minor(offer.amount, offer.currency)
    is_price = amount == amount.to_integral_value() and 0 < amount <= MOST_MINOR
    return ACCEPTED if is_price else "saveBid INVALID_INPUT"


def minor(amount: str, currency: str) -> Decimal:
    """In minor units; a fraction where the currency has none."""
    return Decimal(amount).scaleb(exponent(currency) or 0)


def exponent(code: str) -> int | None:
    """Decimals of a currency; None if ISO 4217 does not know it, or nothing can be paid in it."""
    try:
        return Currency(code).exponent
    except ValueError:
        return None


@dataclass(slots=True)
class Course:
    """The expected course of a tender: the final prices in minor units, and the row of each bidder's first bid."""

    arrived: int = 0
    revised: int = 0
    withdrawn: int = 0
    standing: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def kinds(self, tender: Tender) -> Counter[str]:
        """How many events of each kind a follower receives, up to the end of sealed bidding."""
        if not tender.is_sealed:
            heard = {"BidArrived": self.arrived, "BidRevised": self.revised, "BidWithdrawn": self.withdrawn}
        else:
            counted = {"BidCountChanged": self.arrived + self.withdrawn}
            opened = int(bool(self.standing))
            # Closing and opening are entries of the record, too.
            heard = {**counted, "BiddingClosed": 1, "BidsOpened": opened, "RecordEntryAdded": 1 + opened}
        return Counter({kind: count for kind, count in heard.items() if count})

    def prices(self, tender: Tender) -> dict[str, tuple[str, str]]:
        """The final prices as they are shown, with all decimals of the currency."""
        digits = exponent(tender.currency) or 0
        return {name: (str(Decimal(price).scaleb(-digits)), tender.currency) for name, price in self.standing.items()}


def course(tender: Tender, answers: Sequence[str]) -> Course:
    """The course that follows from the answers to the offers, one for each."""
    becomes = Course()
    for place, (offer, answer) in enumerate(zip(tender.offers, answers, strict=True)):
        if answer == ACCEPTED:
            if offer.bidder in becomes.standing:
                becomes.revised += 1
            else:
                becomes.arrived += 1
                becomes.places[offer.bidder] = place
            becomes.standing[offer.bidder] = int(minor(offer.amount, offer.currency))
        # A draft that comes too late takes nothing from what was submitted (EB-5).
        if answer == ACCEPTED and offer.is_withdrawn and becomes.standing.pop(offer.bidder, None) is not None:
            becomes.withdrawn += 1
    return becomes


def merit(tender: Tender, candidates: Sequence[tuple[str, str, str]], becomes: Course) -> list[Scored]:
    """The candidates by merit, each an id, a bidder and an instant of arrival."""
    skills = {offer.bidder: offer.skills for offer in tender.offers}
    ends = (tender.budget_low, tender.budget_high)
    low, high = (None if end is None else int(minor(end, tender.currency)) for end in ends)
    brief = Brief(low, high, exponent(tender.currency) or 0, None, known(tender.skills), prices_open=True)
    entries = [
        Entry(
            id=id,
            arrived_at=datetime.fromisoformat(arrived_at),
            price=becomes.standing.get(name),
            duration_days=None,
            skills=known(skills.get(name, ())),
            rating_total=0,
            rating_count=0,
            is_verified=False,
        )
        for id, name, arrived_at in candidates
    ]
    return order(brief, entries)


def known(skills: Sequence[str]) -> frozenset[str]:
    return frozenset(skill.strip().casefold() for skill in skills)
