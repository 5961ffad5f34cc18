"""What an active supplement does to its contract: the stages and the total by the effective terms."""

from models.contracts.contract import Contract, StageState, stages_of
from models.contracts.drafting import SAID, stages_in
from models.contracts.keeping import keep
from models.contracts.terms import minor_of
from models.database.writing import Write, inserted, updated
from models.supplements.facts import SupplementActive
from models.supplements.terms import content_of


async def restate_contract(active: SupplementActive) -> None:
    """Gives the contract the stages and the total that it has from now on; its versions stay as they are.

    A stage that was removed is CANCELLED, and a changed one stays the same thing.
    """
    contract, supplement = active.contract, active.supplement
    content = content_of(supplement)
    contract.total_minor = minor_of(content["total"]["amount"], contract.currency)
    await keep(
        contract,
        "SUPPLEMENTED",
        by=active.by,
        source=contract.state,
        also=tuple(await _stages_restated(contract, content["stages"])),
        supplement=supplement.number,
        content=supplement.digest,
    )


async def _stages_restated(contract: Contract, said: list[dict[str, object]]) -> list[Write]:
    present = {each.number: each for each in (await stages_of([contract.id]))[contract.id]}
    writes = []
    for stage in stages_in(contract, said):
        former = present.pop(stage.number, None)
        if former is None:
            writes.append(inserted(stage))
        elif any(getattr(former, name) != getattr(stage, name) for name in SAID):
            stage.id, stage.version = former.id, former.version + 1
            writes.append(updated(stage, *SAID, "version"))
    for former in present.values():
        if former.state is not StageState.CANCELLED:
            former.state, former.version = StageState.CANCELLED, former.version + 1
            writes.append(updated(former, "state", "version"))
    return writes
