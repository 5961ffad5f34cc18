"""What contracts have released: without it nobody reviews anybody, and what released too little does not count."""

from collections.abc import Collection
from uuid import UUID

from models.database import any_of, list_in_database, rows, uuid_of
from models.money import digits

# In units of the currency (RP-4).
LEAST_UNITS = 10

RELEASED = "SELECT contract_id, SUM(released_minor) AS released FROM contract_stage WHERE {} GROUP BY contract_id"


async def released_of(contracts: Collection[UUID]) -> dict[UUID, int]:
    """What was released of each contract, in minor units; contracts without stages are left out."""
    found = await rows(RELEASED.format(any_of("contract_id")), list_in_database(contracts))
    return {uuid_of(row["contract_id"]): int(row["released"]) for row in found}


def least_of(currency: str) -> int:
    """The least amount whose review counts, in minor units."""
    return int(LEAST_UNITS * 10 ** digits(currency))


def counts(released: int, currency: str) -> bool:
    """Whether so much was released that a review counts."""
    return released >= least_of(currency)
