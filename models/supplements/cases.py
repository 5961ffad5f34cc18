"""The state table of supplements: who may do what in which state, and on which terms they stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from uuid import UUID

from models.accounts.parties import close_to
from models.accounts.viewer import Viewer
from models.changes import stamp
from models.contracts.cases import ContractCase, contract_held, is_their_turn, locked, side_in
from models.contracts.cases import cases_of as contract_cases_of
from models.contracts.contract import BINDING, Contract, ContractSide, ContractStage, stages_of
from models.contracts.effective import folded
from models.contracts.execution import Signable
from models.contracts.supplement import (
    PENDING,
    Supplement,
    SupplementExecution,
    SupplementFile,
    SupplementState,
    active_supplements,
)
from models.contracts.terms import Terms, terms_in
from models.database.fetching import by_column, by_key
from models.demands.demand import Demand
from models.errors import Refused
from models.ids import shown
from models.sides import Side, Sides
from models.states import Machine, Move, wrong_state
from models.supplements.terms import base_of, content_of, holds_on
from models.work.item import WorkItem
from models.work.item import partial as partiality
from models.work.item import sides_of as sides_of_item


class SupplementAction(StrEnum):
    """What somebody may do with a supplement."""

    APPROVE = "APPROVE"
    SIGN = "SIGN"
    LODGE_SCAN = "LODGE_SCAN"
    VERIFY_SCAN = "VERIFY_SCAN"
    REJECT_SCAN = "REJECT_SCAN"
    REJECT = "REJECT"
    CANCEL = "CANCEL"


S, A = SupplementState, SupplementAction
# While it waits for a side to execute it.
SIGNING = frozenset({S.READY_TO_SIGN, S.PARTLY_EXECUTED})


@dataclass(slots=True)
class SupplementCase:
    """A supplement with its contract, what was executed of it, and the present effective terms."""

    supplement: Supplement
    contract_case: ContractCase
    executions: Sequence[SupplementExecution]
    # All stages of the contract.
    stages: Sequence[ContractStage]
    # The effective terms, as a supplement that is proposed now would name them.
    base: Terms
    # Whether the contract has another supplement that both sides deal with.
    has_pending: bool
    # The work of the staff while a scan waits to be compared.
    item: WorkItem | None = None
    # Where it is locked for a decision: whether who decides is too close to a party (EB-9).
    is_close: bool = False

    @property
    def state(self) -> SupplementState:
        return self.supplement.state

    @property
    def version(self) -> int:
        return self.supplement.version

    @property
    def contract(self) -> Contract:
        return self.contract_case.contract

    @property
    def demand(self) -> Demand:
        """The demand, once it is locked for a decision."""
        assert self.contract_case.demand is not None
        return self.contract_case.demand

    @property
    def is_binding(self) -> bool:
        return self.contract.state in BINDING

    @property
    def is_fresh(self) -> bool:
        """Whether it still stands on the effective terms, and the stages that it touches can still change."""
        return holds_on(content_of(self.supplement), self.base, self.stages)

    @property
    def approved(self) -> frozenset[ContractSide]:
        """The sides that have approved it."""
        theirs = {self.supplement.side} if self.supplement.proposed_at else set()
        others = {self.supplement.side.other} if self.supplement.approved_at else set()
        return frozenset(theirs | others)

    @property
    def executed(self) -> frozenset[ContractSide]:
        """The sides that have executed it."""
        return self.signable.executed

    @property
    def turn(self) -> ContractSide | None:
        """The side that has to execute next; None if both have."""
        return self.signable.turn

    @property
    def is_compared(self) -> bool:
        """Whether a scan waits to be compared."""
        return self.signable.lodged is not None

    @property
    def signable(self) -> Signable:
        """The supplement, as something that both sides execute."""
        supplement, contract = self.supplement, self.contract
        return Signable(
            contract=contract,
            name=f"{contract.number}-S{supplement.number}",
            title=f"supplement {supplement.number} to contract {contract.number}",
            said={
                "contract": {"id": str(shown(contract.id)), "number": contract.number, "version": contract.version},
                "supplement": {"id": str(shown(supplement.id)), "number": supplement.number},
                "terms": {"sha256": supplement.digest},
                "document": {"sha256": supplement.file_sha256},
            },
            terms=supplement.content,
            digest=supplement.digest,
            template_version=supplement.template_version_id,
            file=supplement.file_id,
            pages=supplement.pages,
            places=supplement.places,
            executions=self.executions,
            key=str(supplement.id),
            execution_row=partial(SupplementExecution, supplement_id=supplement.id),
            file_row=partial(SupplementFile, supplement_id=supplement.id),
        )

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to the contract, or to the scan that waits to be compared."""
        held = self.contract_case.sides(viewer)
        if self.item is None or side_in(held) is not None:
            return held
        return held | (sides_of_item(self.item, viewer) & {Side.ASSIGNEE})


async def cases_of(supplements: Sequence[Supplement]) -> list[SupplementCase]:
    """The supplements as the state table looks at them, with a few statements for all of them."""
    contracts = await by_key(Contract, {each.contract_id for each in supplements})
    cases = {each.contract.id: each for each in await contract_cases_of(list(contracts.values()))}
    return await _with(supplements, cases)


async def case_of(supplement: Supplement) -> SupplementCase:
    return (await cases_of([supplement]))[0]


async def items_of(supplements: Sequence[Supplement]) -> dict[UUID, WorkItem]:
    """The open work item of each supplement of which a scan waits to be compared."""
    waiting = [each.id for each in supplements if each.state in SIGNING]
    found = await by_column(WorkItem, "subject_id", waiting, also="live_key IS NOT NULL")
    return {each.subject_id: each for each in found}


async def items_by_contract(contracts: Collection[UUID]) -> dict[UUID, WorkItem]:
    """The same by the contract: one supplement at a time is pending."""
    pending = await by_column(Supplement, "contract_id", contracts, also="live_key IS NOT NULL")
    items = await items_of(pending)
    return {each.contract_id: items[each.id] for each in pending if each.id in items}


async def _with(supplements: Sequence[Supplement], contracts: dict[UUID, ContractCase]) -> list[SupplementCase]:
    executions = await by_column(
        SupplementExecution, "supplement_id", [each.id for each in supplements], also="live_key IS NOT NULL"
    )
    stages, active = await stages_of(list(contracts)), await active_supplements(list(contracts))
    others = await by_column(Supplement, "contract_id", list(contracts), also="live_key IS NOT NULL")
    pending = {each.contract_id: each.id for each in others if each.state in PENDING}
    items = await items_of(supplements)
    bases = {
        key: base_of(
            case.contract,
            case.version_row,
            folded(terms_in(case.version_row.terms), map(content_of, active[key])),
            active[key],
        )
        for key, case in contracts.items()
    }
    return [
        SupplementCase(
            each,
            contracts[each.contract_id],
            [one for one in executions if one.supplement_id == each.id],
            stages[each.contract_id],
            bases[each.contract_id],
            pending.get(each.contract_id, each.id) != each.id,
            items.get(each.id),
        )
        for each in supplements
    ]


async def supplement_held(supplement: UUID, by: Viewer) -> tuple[SupplementCase, Viewer]:
    """The supplement, which nobody can change until the commit, and who decides, with their rights after that.

    Its contract is locked before it: what becomes of one depends on the other, and on the other supplements.
    """
    found = await Supplement.get(id=supplement)
    contract, by = await contract_held(found.contract_id, by)
    case = await _held(supplement, contract)
    case.is_close = await is_close(case, by)
    return case, by


async def is_close(case: SupplementCase, viewer: Viewer) -> bool:
    """Whether who has to compare a scan is too close to one of the parties (EB-9)."""
    parties = {case.contract.awarder_id, case.contract.receiver_id}
    return Side.ASSIGNEE in case.sides(viewer) and bool(await close_to(viewer.user.id, parties))


async def locked_supplement(supplement: UUID) -> SupplementCase:
    """The same for the clock, and for what follows from something else."""
    found = await Supplement.get(id=supplement)
    return await _held(supplement, await locked(found.contract_id))


async def _held(supplement: UUID, case: ContractCase) -> SupplementCase:
    found = await Supplement.select_for_update().get(id=supplement)
    stamp()
    made = (await _with([found], {case.contract.id: case}))[0]
    if made.item is not None:
        # After its supplement, by everybody: taking it from the queue, or putting it back, locks no supplement.
        made.item = await WorkItem.select_for_update().get(id=made.item.id)
    return made


def _binds(case: SupplementCase, _: Sides) -> Refused | None:
    if not case.is_binding:
        return wrong_state("contract", case.contract.state, BINDING)
    return None


def _is_theirs(case: SupplementCase, held: Sides) -> Refused | None:
    if side_in(held) is not case.supplement.side:
        return Refused("NOT_ALLOWED", "The other side has proposed this supplement: only they can do this.")
    return None


def _is_the_others(case: SupplementCase, held: Sides) -> Refused | None:
    if side_in(held) is case.supplement.side:
        return Refused("NOT_YOUR_TURN", "Your side has proposed this supplement: the other side has to answer.")
    return None


def _is_alone(case: SupplementCase, _: Sides) -> Refused | None:
    return already_pending() if case.has_pending else None


def _is_fresh(case: SupplementCase, _: Sides) -> Refused | None:
    # Never shown: there is a row without this condition.
    return None if case.is_fresh else Refused("STALE", "The effective terms are others by now.")


def _has_not_executed(case: SupplementCase, held: Sides) -> Refused | None:
    if side_in(held) in case.executed:
        return Refused("ALREADY_SIGNED", "Your side has executed this supplement: the other side has to do so, too.")
    return None


def _is_not_compared(case: SupplementCase, _: Sides) -> Refused | None:
    if case.is_compared:
        return Refused("WRONG_STATE", "The scan of your side waits to be compared: wait, or hand in another one.")
    return None


def _is_compared(case: SupplementCase, _: Sides) -> Refused | None:
    return None if case.is_compared else Refused("WRONG_STATE", "No scan of this party waits to be compared.")


def _is_impartial(case: SupplementCase, _: Sides) -> Refused | None:
    return partiality() if case.is_close else None


def already_pending() -> Refused:
    return Refused("SUPPLEMENT_PENDING", "Another supplement to this contract waits: one is dealt with at a time.")


_LEADS = frozenset({Side.AWARDER_LEAD, Side.OTHER_LEAD})
_MEMBERS = frozenset({Side.AWARDER, Side.OTHER})
_SIGNERS = frozenset({Side.SIGNER})
_DRAFT, _PROPOSED = frozenset({S.DRAFT}), frozenset({S.PROPOSED})
_READY, _PARTLY = frozenset({S.READY_TO_SIGN}), frozenset({S.PARTLY_EXECUTED})
_PROPOSING = (_binds, _is_theirs, _is_alone)
_AGREEING = (_binds, _is_the_others)
_EXECUTING = (_binds, _has_not_executed, is_their_turn)
_SIGNING = (*_EXECUTING, _is_not_compared)
_COMPARING = (_binds, _is_compared, _is_impartial)
_STAFF = frozenset({Side.ASSIGNEE})

# What stands on other terms than the effective ones becomes STALE, whatever else would have become of it.
MACHINE: Machine[SupplementState, SupplementAction, SupplementCase] = Machine(
    "supplement",
    [
        Move(A.APPROVE, _DRAFT, S.PROPOSED, _LEADS, (*_PROPOSING, _is_fresh)),
        Move(A.APPROVE, _DRAFT, S.STALE, _LEADS, _PROPOSING),
        Move(A.APPROVE, _PROPOSED, S.READY_TO_SIGN, _LEADS, (*_AGREEING, _is_fresh)),
        Move(A.APPROVE, _PROPOSED, S.STALE, _LEADS, _AGREEING),
        Move(A.SIGN, _READY, S.PARTLY_EXECUTED, _SIGNERS, (*_SIGNING, _is_fresh)),
        Move(A.SIGN, _PARTLY, S.ACTIVE, _SIGNERS, (*_SIGNING, _is_fresh)),
        Move(A.SIGN, SIGNING, S.STALE, _SIGNERS, _SIGNING),
        Move(A.LODGE_SCAN, SIGNING, None, _SIGNERS, (*_EXECUTING, _is_fresh)),
        Move(A.LODGE_SCAN, SIGNING, S.STALE, _SIGNERS, _EXECUTING),
        Move(A.VERIFY_SCAN, _READY, S.PARTLY_EXECUTED, _STAFF, (*_COMPARING, _is_fresh)),
        Move(A.VERIFY_SCAN, _PARTLY, S.ACTIVE, _STAFF, (*_COMPARING, _is_fresh)),
        Move(A.VERIFY_SCAN, SIGNING, S.STALE, _STAFF, _COMPARING),
        Move(A.REJECT_SCAN, SIGNING, None, _STAFF, _COMPARING),
        Move(A.REJECT, PENDING, S.REJECTED, _LEADS, (_is_the_others,)),
        Move(A.CANCEL, _DRAFT, S.CANCELLED, _MEMBERS, (_is_theirs,)),
        Move(A.CANCEL, PENDING, S.CANCELLED, _LEADS, (_is_theirs,)),
    ],
    hold=supplement_held,
)
