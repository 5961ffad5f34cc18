"""The rows of the stages of payment, as the terms say them from now on."""

from collections.abc import Sequence

from models.contracts.contract import Contract, ContractStage, StageState, stages_of
from models.contracts.terms import Terms, minor_of
from models.database.writing import Write, inserted, updated

# What the terms say of a stage.
SAID = ("title", "amount_minor", "acceptance_terms", "due_on")


def stages_in(contract: Contract, said: Sequence[Terms]) -> list[ContractStage]:
    """The stages of payment that terms have, as rows that are not stored yet."""
    return [
        ContractStage(
            contract_id=contract.id,
            number=each["number"],
            title=each["title"],
            amount_minor=minor_of(each["amount"], contract.currency),
            currency=contract.currency,
            acceptance_terms=each["acceptanceTerms"],
            due_on=each["dueOn"],
            state=StageState.PLANNED,
        )
        for each in said
    ]


async def restated(contract: Contract, said: Sequence[Terms]) -> tuple[list[Write], list[ContractStage]]:
    """What the stages need to be as these terms say, and the present ones that the terms do not have.

    A stage of the same number stays the same thing.
    """
    present = {each.number: each for each in (await stages_of([contract.id]))[contract.id]}
    writes = []
    for stage in stages_in(contract, said):
        former = present.pop(stage.number, None)
        if former is None:
            writes.append(inserted(stage))
        elif any(getattr(former, name) != getattr(stage, name) for name in SAID):
            stage.id, stage.version = former.id, former.version + 1
            writes.append(updated(stage, *SAID, "version"))
    return writes, list(present.values())
