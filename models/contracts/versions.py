"""Versions of a contract's terms, each with the one before it."""

from collections.abc import Collection
from uuid import UUID

from models.contracts.contract import ContractVersion
from models.database.fetching import by_column


async def versions_of(contracts: Collection[UUID], *, most: int) -> dict[UUID, list[ContractVersion]]:
    """The latest versions of each contract, the latest first; each knows the one before it, if that was read."""
    found: dict[UUID, list[ContractVersion]] = {key: [] for key in contracts}
    for version in await by_column(ContractVersion, "contract_id", found, sorting="number DESC"):
        others = found[version.contract_id]
        if others:
            others[-1].former = version
        others.append(version)
    return {key: few[:most] for key, few in found.items()}
