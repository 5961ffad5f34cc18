"""How much of a stage can still be invoiced: what was released, or all of it where the contract allows that (IN-2)."""

from models.changes import stamp
from models.contracts.contract import BINDING, SETTLED_STAGES, Contract, ContractStage
from models.contracts.effective import effective_terms
from models.invoices.invoice import Invoice

# The field of a contract that says whether it allows billing ahead, and its value if it does.
FIELD, YES = "billing_ahead", "YES"


async def open_minor(stage: ContractStage, contract: Contract) -> int:
    """What can still be invoiced of a stage; negative if more was invoiced. The caller has locked the stage."""
    return await limit_of(stage, contract) - await invoiced_minor(stage)


async def invoiced_minor(stage: ContractStage) -> int:
    """What was invoiced of a stage, and not credited."""
    return sum(each.left_minor for each in await Invoice.filter(stage_id=stage.id))


async def limit_of(stage: ContractStage, contract: Contract) -> int:
    """What the invoices on a stage can add up to."""
    if stage.state not in SETTLED_STAGES and await allows_ahead(contract):
        return int(stage.amount_minor)
    return int(stage.released_minor)


async def allows_ahead(contract: Contract) -> bool:
    """Whether work can be invoiced before it is paid, by the effective terms."""
    if contract.state not in BINDING:
        return False
    effective = await effective_terms(contract, stamp())
    value = effective.terms["fields"].get(FIELD) if effective is not None else None
    return isinstance(value, dict) and value.get("value") == YES
