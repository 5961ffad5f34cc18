"""What an active supplement does to its contract: the stages and the total by the effective terms."""

from documents.binding import ACCEPTANCE_DAYS, WARRANTY_MONTHS, acceptance_days_in, warranty_months_in
from models.contracts.contract import SETTLED_STAGES, Contract, StageState
from models.contracts.keeping import keep
from models.contracts.stages import restated
from models.contracts.terms import minor_of
from models.database.writing import Write, updated
from models.supplements.facts import SupplementActive
from models.supplements.terms import content_of


async def restate_contract(active: SupplementActive) -> None:
    """Gives the contract the stages and the total that it has from now on; its versions stay as they are.

    A stage that was removed is CANCELLED, unless its money went back, and a changed one stays the same thing. Work that
    waits for an answer keeps its time, whatever the time is from now on (ES-7).
    """
    contract, supplement = active.contract, active.supplement
    content = content_of(supplement)
    contract.total_minor = minor_of(content["total"]["amount"], contract.currency)
    changed = {each["key"]: each["to"] for each in content["changes"]}
    if ACCEPTANCE_DAYS in changed:
        contract.acceptance_working_days = acceptance_days_in(changed)
    if WARRANTY_MONTHS in changed:
        contract.warranty_months = warranty_months_in(changed)
    await keep(
        contract,
        "SUPPLEMENTED",
        by=active.by,
        source=contract.state,
        # Who signs last makes it active.
        side=contract.signs_first.other,
        also=tuple(await _stages_restated(contract, content["stages"])),
        supplement=supplement.number,
        content=supplement.digest,
    )


async def _stages_restated(contract: Contract, said: list[dict[str, object]]) -> list[Write]:
    writes, gone = await restated(contract, said)
    for each in gone:
        if each.state not in SETTLED_STAGES:
            each.state, each.version = StageState.CANCELLED, each.version + 1
            writes.append(updated(each, "state", "version"))
    return writes
