"""What stands in the way of an invoice: said before it is tried, and refused in the same words by whoever tries it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.contracts.contract import ContractSide
from models.errors import Refused

SELLER, BUYER = ContractSide.RECEIVER, ContractSide.AWARDER
SIDES: Mapping[str, ContractSide] = {"seller": SELLER, "buyer": BUYER}


class ObstaclePlace(StrEnum):
    """Where an obstacle can be removed."""

    TAX_DETAILS = "TAX_DETAILS"
    STAGES = "STAGES"
    REQUEST = "REQUEST"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way: why, which side has to remove it, and where; None where nobody can."""

    refusal: Refused
    side: ContractSide | None = None
    place: ObstaclePlace | None = None

    @property
    def code(self) -> str:
        return self.refusal.code


class Obstructed(Refused):
    """Something stands in the way, and this is all of it; the code is that of the first."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        first = obstacles[0].refusal
        super().__init__(first.code, first.template, **first.facts)  # type: ignore[arg-type] # no fact is named like an option
        self.obstacles = list(obstacles)

    @property
    def message(self) -> str:
        return " ".join(each.refusal.message for each in self.obstacles)


def no_details(of: ContractSide, *, by: ContractSide) -> Obstacle:
    """That a side has not described its taxes at all, said to that side or to the other one."""
    if of is by:
        said = Refused(
            "TAX_DETAILS_MISSING",
            "You have not filled in your tax details yet: the name in law, the address, and the VAT number or another "
            "tax number.",
        )
    elif of is SELLER:
        said = Refused("TAX_DETAILS_MISSING", "The contractor has not described its taxes yet: it has to do so first.")
    else:
        said = Refused("TAX_DETAILS_MISSING", "The client has not described its taxes yet: it has to do so first.")
    return Obstacle(said, of, ObstaclePlace.TAX_DETAILS)


def no_detail(need: str, *, by: ContractSide) -> Obstacle:
    """That one detail is missing, by its path in the data; `seller.vatNumber|seller.taxNumber` is one of the two."""
    of = SIDES[need.split(".")[0]]
    named = "|".join(each.split(".")[1] for each in need.split("|"))
    said = (_OWN if of is by else _OTHERS[of])[named]()
    return Obstacle(said, of, ObstaclePlace.TAX_DETAILS)


def nothing_to_invoice() -> Obstacle:
    said = Refused("NOTHING_TO_INVOICE", "Nothing of this stage was released that was not invoiced yet.")
    return Obstacle(said, place=ObstaclePlace.STAGES)


def nothing_left(left: Decimal, currency: str) -> Obstacle:
    """That less is left of a stage than was asked for."""
    said = Refused(
        "MORE_THAN_RELEASED",
        "Of this stage, {left} can be invoiced: no more was released and not invoiced yet.",
        left=left,
        currency=currency,
    )
    return Obstacle(said, place=ObstaclePlace.STAGES)


def requested_before(*, by: ContractSide) -> Obstacle:
    """That a request waits for an answer of the seller."""
    if by is BUYER:
        said = Refused("INVOICE_REQUESTED", "An invoice on this stage is asked for already: wait for it.")
    else:
        said = Refused(
            "INVOICE_REQUESTED", "The client has asked for an invoice on this stage: issue that one, or reject it."
        )
    return Obstacle(said, SELLER, ObstaclePlace.REQUEST)


def not_agreed() -> Obstacle:
    """That the seller issues its invoices itself: the buyer alone is told."""
    said = Refused(
        "SELF_BILLING_NOT_AGREED",
        "The contractor has not agreed that clients issue its invoices: ask for an invoice instead.",
    )
    return Obstacle(said, SELLER, ObstaclePlace.TAX_DETAILS)


Missing = Mapping[str, Callable[[], Refused]]

_OWN: Missing = {
    "vatNumber": lambda: Refused("TAX_DETAILS_MISSING", "The law wants your VAT number: add it to your tax details."),
    "taxNumber": lambda: Refused("TAX_DETAILS_MISSING", "The law wants your tax number: add it to your tax details."),
    "vatNumber|taxNumber": lambda: Refused(
        "TAX_DETAILS_MISSING",
        "The law wants your VAT number or another tax number: add one of them to your tax details.",
    ),
}
_OF_SELLER: Missing = {
    "vatNumber": lambda: Refused(
        "TAX_DETAILS_MISSING", "The law wants the VAT number of the contractor, whose tax details lack it."
    ),
    "taxNumber": lambda: Refused(
        "TAX_DETAILS_MISSING", "The law wants the tax number of the contractor, whose tax details lack it."
    ),
    "vatNumber|taxNumber": lambda: Refused(
        "TAX_DETAILS_MISSING",
        "The law wants the VAT number or another tax number of the contractor, whose tax details lack both.",
    ),
}
_OF_BUYER: Missing = {
    "vatNumber": lambda: Refused(
        "TAX_DETAILS_MISSING", "The law wants the VAT number of the client, whose tax details lack it."
    ),
    "taxNumber": lambda: Refused(
        "TAX_DETAILS_MISSING", "The law wants the tax number of the client, whose tax details lack it."
    ),
    "vatNumber|taxNumber": lambda: Refused(
        "TAX_DETAILS_MISSING",
        "The law wants the VAT number or another tax number of the client, whose tax details lack both.",
    ),
}
_OTHERS: Mapping[ContractSide, Missing] = {SELLER: _OF_SELLER, BUYER: _OF_BUYER}
