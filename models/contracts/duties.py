"""Duties that outlast a contract: until when its two sides can write to each other about it."""

from datetime import datetime, timedelta

from models.clock import months_after, now
from models.contracts.contract import ENDED, Contract, ContractState

# At least so long: for invoices, reviews, and money that is still on its way.
SETTLING = timedelta(days=90)
# How a contract ends that has bound both sides.
OUTLASTED = frozenset({ContractState.COMPLETED, ContractState.TERMINATED})


def duties_end(contract: Contract) -> datetime | None:
    """When nothing is owed any more; None while the contract goes on, and if it never bound anybody."""
    return ends_at(contract.state, contract.ended_at, contract.warranty_months)


def warranty_ends(contract: Contract) -> datetime | None:
    """Until when defects are corrected, at the latest; None while the contract goes on, and without a warranty."""
    if contract.state not in OUTLASTED or contract.ended_at is None or not contract.warranty_months:
        return None
    return months_after(contract.ended_at, contract.warranty_months)


def ends_at(state: ContractState, ended_at: datetime | None, warranty_months: int | None) -> datetime | None:
    """The same of its columns. A warranty begins with an acceptance, so with the end of the contract at the latest."""
    if state not in OUTLASTED or ended_at is None:
        return None
    return max(ended_at + SETTLING, months_after(ended_at, warranty_months or 0))


def are_over(contract: Contract) -> bool:
    """Whether its sides have nothing more to write to each other."""
    return have_ended(contract.state, contract.ended_at, contract.warranty_months)


def have_ended(state: ContractState, ended_at: datetime | None, warranty_months: int | None) -> bool:
    """The same of its columns."""
    until = ends_at(state, ended_at, warranty_months)
    return state in ENDED and (until is None or now() >= until)
