"""How much of a stage can still be invoiced: what was released, or all of it where the contract allows that (IN-2)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from models.changes import stamp
from models.contracts.contract import BINDING, SETTLED_STAGES, Contract, ContractStage
from models.contracts.effective import effective_terms_of
from models.contracts.terms import Terms
from models.database.fetching import by_column
from models.invoices.invoice import Invoice

# The field of a contract that says whether it allows billing ahead, and its value if it does.
FIELD, YES = "billing_ahead", "YES"


async def open_minor(stage: ContractStage, contract: Contract) -> int:
    """What can still be invoiced of a stage; negative if more was invoiced. The caller has locked the stage."""
    (left,) = await open_minors([stage], {contract.id: contract}, at=stamp())
    return left


async def open_minors(
    stages: Sequence[ContractStage], contracts: Mapping[UUID, Contract], *, at: datetime
) -> list[int]:
    """The same of many stages, whose contracts are given by their keys, with a few statements."""
    invoiced = dict.fromkeys((each.id for each in stages), 0)
    for each in await by_column(Invoice, "stage_id", list(invoiced)):
        invoiced[each.stage_id] += each.left_minor
    limits = await _limits_of(stages, contracts, at=at)
    return [limits[each.id] - invoiced[each.id] for each in stages]


async def invoiced_minor(stage: ContractStage) -> int:
    """What was invoiced of a stage, and not credited."""
    return sum(each.left_minor for each in await Invoice.filter(stage_id=stage.id))


async def limit_of(stage: ContractStage, contract: Contract) -> int:
    """What the invoices on a stage can add up to."""
    return (await _limits_of([stage], {contract.id: contract}, at=stamp()))[stage.id]


async def _limits_of(
    stages: Sequence[ContractStage], contracts: Mapping[UUID, Contract], *, at: datetime
) -> dict[UUID, int]:
    unsettled = {each.contract_id for each in stages if each.state not in SETTLED_STAGES}
    ahead = await _allowing_ahead([contracts[key] for key in unsettled if contracts[key].state in BINDING], at)
    return {
        each.id: each.amount_minor
        if each.contract_id in ahead and each.state not in SETTLED_STAGES
        else each.released_minor
        for each in stages
    }


async def _allowing_ahead(contracts: Collection[Contract], at: datetime) -> set[UUID]:
    """The contracts by whose effective terms work can be invoiced before it is paid."""
    if not contracts:
        return set()
    found = zip(contracts, await effective_terms_of(list(contracts), at), strict=True)
    return {contract.id for contract, effective in found if effective is not None and _allows(effective.terms)}


def _allows(terms: Terms) -> bool:
    value = terms["fields"].get(FIELD)
    return isinstance(value, dict) and value.get("value") == YES
