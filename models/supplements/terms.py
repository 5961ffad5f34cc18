"""What a supplement says: the stages and fields of the effective terms that change, on what they stand, and why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.fields import fields_from
from models.contracts.contract import Contract, ContractStage, ContractVersion, StageState
from models.contracts.supplement import Supplement
from models.contracts.terms import (
    FORM,
    MOST_STAGES,
    FieldGiven,
    StageGiven,
    Terms,
    acceptance_in,
    days_in,
    due_in,
    minor_of,
    missing_in,
    stage_in,
    terms_in,
    text_in,
    title_in,
    values_in,
)
from models.errors import Refused
from models.ids import Ref, shown
from models.inputs import Checks
from models.money import Money, check_price, major, shown_money
from models.templates.template import Template, TemplateVersion

LONGEST_RATIONALE = 2_000
# The states of stages that a supplement can change (CO-9): a dispute, or a request for a refund, is settled first.
S = StageState
CHANGEABLE = frozenset({S.PLANNED, S.AWAITING_FUNDS, S.FUNDED, S.SUBMITTED, S.REWORK, S.ACCEPTED, S.PARTLY_RELEASED})
# Those of which more than the money that was paid in can be asked for.
RAISABLE = frozenset({S.PLANNED, S.AWAITING_FUNDS, S.FUNDED})


@dataclass(frozen=True)
class StageChangeGiven:
    """What changes of a stage, as the client sent it; None leaves it as it is."""

    stage_id: Ref
    title: str | None = None
    amount: Decimal | None = None
    acceptance_terms: str | None = None
    due_on: date | None = None
    remove: bool = False


@dataclass(frozen=True)
class ChangesGiven:
    """What changes of the effective terms: stages, further ones, and fields of the contract's template."""

    stages: list[StageChangeGiven] | None = None
    add_stages: list[StageGiven] | None = None
    fields: list[FieldGiven] | None = None


@dataclass(frozen=True, slots=True)
class SupplementGiven:
    """A supplement as the client sent it; `fields` are those of the template for supplements."""

    rationale: str
    changes: ChangesGiven
    fields: Sequence[FieldGiven] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a supplement stands on and nobody can choose."""

    contract: Contract
    version: ContractVersion
    # The definitions of the contract's own fields are in this one.
    contract_template: TemplateVersion
    effective: Terms
    active: Sequence[Supplement]
    # All that the contract has, removed ones too.
    stages: Sequence[ContractStage]
    template: Template
    template_version: TemplateVersion
    number: int

    @property
    def base(self) -> Terms:
        return base_of(self.contract, self.version, self.effective, self.active)


def base_of(contract: Contract, version: ContractVersion, effective: Terms, active: Sequence[Supplement]) -> Terms:
    """The effective terms that a supplement changes, named by all hashes that they come from."""
    return {
        "number": contract.number,
        "version": version.number,
        "sha256": version.digest,
        "supplements": [{"number": each.number, "sha256": each.digest} for each in active],
        "total": effective["total"],
        "stages": effective["stages"],
    }


def built(ground: Ground, given: SupplementGiven) -> Terms:
    """The content of a supplement; refuses with INVALID_INPUT, naming every field that is wrong."""
    checks = Checks()
    effective, version = ground.effective, ground.template_version
    rationale = text_in(checks, "rationale", given.rationale, most=LONGEST_RATIONALE)
    stages = _stages(checks, ground, given.changes)
    changes = _changed_fields(checks, ground, given.changes.fields or ())
    values = values_in(checks, fields_from(version.fields_json), given.fields, ground.contract.currency)
    checks.refuse()
    if stages == effective["stages"] and not changes and not any(values.values()):
        raise Refused("UNCHANGED", "This changes nothing: say what is different from the effective terms.")
    total = sum(Decimal(each["amount"]) for each in stages)
    return {
        "form": FORM,
        "template": {
            "id": str(shown(version.id)),
            "name": ground.template.name,
            "version": version.number,
            "sha256": version.sha256,
            "language": ground.template.language,
        },
        "contract": {"number": ground.contract.number, "version": ground.version.number},
        "base": ground.base,
        "supplement": {"number": ground.number, "rationale": rationale},
        "subject": effective["subject"],
        "kind": effective["kind"],
        "language": effective["language"],
        "signsFirst": effective["signsFirst"],
        "parties": effective["parties"],
        "total": {"amount": f"{total:f}", "currency": ground.contract.currency},
        "stages": stages,
        "changes": changes,
        "fields": values,
    }


def _stages(checks: Checks, ground: Ground, given: ChangesGiven) -> list[Terms]:
    """The stages from then on. A stage keeps its number, and no other stage ever gets it."""
    rows, currency = {each.id: each for each in ground.stages}, ground.contract.currency
    stages: dict[int, Terms] = {each["number"]: each for each in ground.effective["stages"]}
    agreed = days_in(ground.effective["stages"])
    seen: set[int] = set()
    for place, change in enumerate(given.stages or ()):
        path = f"changes.stages.{place}"
        row = rows.get(key) if (key := change.stage_id.of("stage")) else None
        if row is None or row.number not in {*stages, *seen}:
            checks.wrong(f"{path}.stageId", "The effective terms have no such stage.", "UNKNOWN")
        elif row.number in seen:
            checks.wrong(f"{path}.stageId", "Contains the same value twice.", "REPEATED")
        elif row.state not in CHANGEABLE:
            checks.wrong(
                f"{path}.stageId", "This stage is {state}: it stays as it is.", "NOT_CHANGEABLE", state=row.state.value
            )
        else:
            seen.add(row.number)
            _change(checks, path, stages, row.number, change, currency, agreed)
            _check_money(checks, path, row, change, stages.get(row.number))
    last = max((each.number for each in ground.stages), default=0)
    for place, stage in enumerate(given.add_stages or ()):
        number = last + place + 1
        stages[number] = stage_in(checks, f"changes.addStages.{place}", stage, number, currency, agreed)
    if not 1 <= len(stages) <= MOST_STAGES:
        checks.wrong("changes.stages", "Must have {least} to {most} stages.", "OUT_OF_RANGE", least=1, most=MOST_STAGES)
    return list(stages.values())


def _change(
    checks: Checks,
    path: str,
    stages: dict[int, Terms],
    number: int,
    change: StageChangeGiven,
    currency: str,
    agreed: Collection[str],
) -> None:
    said = dict(stages[number])
    if change.title is not None:
        said["title"] = title_in(checks, f"{path}.title", change.title)
    if change.amount is not None:
        minor = check_price(checks, f"{path}.amount", change.amount, currency) or 0
        said["amount"] = f"{major(minor, currency):f}"
    if change.acceptance_terms is not None:
        said["acceptanceTerms"] = acceptance_in(checks, f"{path}.acceptanceTerms", change.acceptance_terms)
    if change.due_on is not None:
        said["dueOn"] = due_in(checks, f"{path}.dueOn", change.due_on, agreed)
    if not change.remove:
        stages[number] = said
        return
    if said != stages[number]:
        checks.wrong(path, "A stage that is removed cannot be changed.", "CONTRADICTORY")
    del stages[number]


def _check_money(checks: Checks, path: str, row: ContractStage, change: StageChangeGiven, said: Terms | None) -> None:
    """Refuses what the money of a stage does not allow (CO-9)."""
    if said is None:
        if row.released_minor:
            checks.wrong(path, "Money of this stage was released: it cannot be removed.", "NOT_CHANGEABLE")
    elif change.amount is not None:
        minor = minor_of(said["amount"], row.currency)
        if minor < row.released_minor:
            released = Money(row.released_minor, row.currency)
            checks.wrong(
                f"{path}.amount",
                "{amount} of this stage was released.",
                "LESS_THAN_RELEASED",
                released=shown_money(released),
                amount=released.amount,
                currency=released.currency,
            )
        elif minor > row.amount_minor and row.state not in RAISABLE:
            checks.wrong(
                f"{path}.amount",
                "The work of this stage was submitted: add another stage instead.",
                "NOT_RAISABLE",
            )


def _changed_fields(checks: Checks, ground: Ground, given: Sequence[FieldGiven]) -> list[Terms]:
    """What the fields of the contract that change said before, and say from then on."""
    before, wanted = ground.effective["fields"], {each.key for each in given}
    definitions = [each for each in fields_from(ground.contract_template.fields_json) if each.key in wanted]
    values = values_in(checks, definitions, given, ground.contract.currency, path="changes.fields")
    after = {**ground.effective, "fields": {**before, **values}}
    for path in missing_in(after):
        checks.wrong(f"changes.{path}", "Is required by the template.", "MISSING")
    return [
        {"key": each.key, "label": each.label, "from": before.get(each.key), "to": values[each.key]}
        for each in definitions
        if each.key in values and values[each.key] != before.get(each.key)
    ]


def touched(content: Terms) -> set[int]:
    """The numbers of the stages that a supplement changes or removes."""
    after = {each["number"]: each for each in content["stages"]}
    return {each["number"] for each in content["base"]["stages"] if after.get(each["number"]) != each}


def holds_on(content: Terms, ground: Terms, stages: Sequence[ContractStage]) -> bool:
    """Whether a supplement still stands on these effective terms, and all stages that it touches can change so."""
    rows = {each.number: each for each in stages}
    after = {each["number"]: each["amount"] for each in content["stages"]}
    return content["base"] == ground and all(
        _can_become(rows.get(number), after.get(number)) for number in touched(content)
    )


def _can_become(row: ContractStage | None, amount: str | None) -> bool:
    if row is None or row.state not in CHANGEABLE:
        return False
    if amount is None:
        return not row.released_minor
    minor = minor_of(amount, row.currency)
    return minor >= row.released_minor and (minor <= row.amount_minor or row.state in RAISABLE)


def content_of(supplement: Supplement) -> Terms:
    return terms_in(supplement.content)
