"""The state table of contracts: who may do what in which state, with the signatures and approvals that there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Protocol
from uuid import UUID

from models.accounts.parties import MemberRole, close_to
from models.accounts.viewer import Viewer
from models.contracts.contract import (
    BINDING,
    UNDECIDED_STAGES,
    UNSETTLED,
    Approval,
    Contract,
    ContractSide,
    ContractState,
    ContractVersion,
    SigningAuthority,
    StageState,
    present_versions,
    stages_of,
)
from models.contracts.execution import ContractFile, Execution, Signable
from models.contracts.terms import missing_in, terms_in
from models.database.fetching import by_column
from models.database.reading import Columns
from models.demands.demand import DEMAND, Demand, demand_in
from models.errors import Refused
from models.ids import shown
from models.locks import Lock
from models.sides import Side, Sides, sides
from models.states import Machine, Move
from models.work.item import WorkItem
from models.work.item import partial as partiality
from models.work.item import sides_of as sides_of_item


class ContractAction(StrEnum):
    """What somebody may do with a contract."""

    REVISE = "REVISE"
    APPROVE_TERMS = "APPROVE_TERMS"
    SIGN = "SIGN"
    REFUSE = "REFUSE"
    LODGE_SCAN = "LODGE_SCAN"
    VERIFY_SCAN = "VERIFY_SCAN"
    REJECT_SCAN = "REJECT_SCAN"
    PROPOSE_TERMINATION = "PROPOSE_TERMINATION"
    ACCEPT_TERMINATION = "ACCEPT_TERMINATION"
    DECLINE_TERMINATION = "DECLINE_TERMINATION"


S, A = ContractState, ContractAction


@dataclass(slots=True)
class ContractCase:
    """A contract with its present version, what each side has approved and executed of it, and who may sign it."""

    contract: Contract
    version_row: ContractVersion
    approvals: Sequence[Approval]
    executions: Sequence[Execution]
    # The managers who may sign, each with the party.
    signers: frozenset[tuple[UUID, UUID]]
    # The work of the staff while a scan waits to be compared.
    item: WorkItem | None = None
    # The states of its stages, while it binds both sides.
    stages: Sequence[StageState] = ()
    # Where it is locked for a decision: the demand, and whether who decides is too close to a party (EB-9).
    demand: Demand | None = None
    is_close: bool = False

    @property
    def state(self) -> ContractState:
        return self.contract.state

    @property
    def version(self) -> int:
        return self.contract.version

    @property
    def approved(self) -> frozenset[ContractSide]:
        """The sides that have approved the present version."""
        return frozenset(each.side for each in self.approvals if each.digest == self.contract.digest)

    @property
    def executed(self) -> frozenset[ContractSide]:
        """The sides that have executed the present version."""
        return self.signable.executed

    @property
    def turn(self) -> ContractSide | None:
        """The side that has to execute next; None if both have."""
        return self.signable.turn

    @property
    def signable(self) -> Signable:
        """The present version, as something that both sides execute."""
        contract, present = self.contract, self.version_row
        return Signable(
            contract=contract,
            name=f"{contract.number}-v{contract.version}",
            title=f"contract {contract.number}, version {contract.version}",
            said={
                "contract": {"id": str(shown(contract.id)), "number": contract.number, "version": contract.version},
                "terms": {"sha256": contract.digest},
                "document": {"sha256": present.file_sha256},
            },
            terms=present.terms,
            digest=contract.digest,
            template_version=present.template_version_id,
            file=present.file_id,
            pages=present.pages,
            places=present.places,
            executions=self.executions,
            key=f"{contract.id}:{contract.version}",
            execution_row=partial(Execution, contract_id=contract.id, number=contract.version),
            file_row=partial(ContractFile, contract_id=contract.id, number=contract.version),
        )

    @property
    def lacks(self) -> list[str]:
        """What is missing in the terms before they can be approved, by the paths of the input (CO-8)."""
        return missing_in(terms_in(self.version_row.terms))

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this contract."""
        contract = self.contract
        held = set(sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id))
        if viewer is not None and (side := side_in(frozenset(held))) is not None:
            party = contract.party_of(side)
            is_authorized = viewer.roles.get(party) is MemberRole.MANAGER and (party, viewer.user.id) in self.signers
            if viewer.roles.get(party) is MemberRole.OWNER or is_authorized:
                held.add(Side.SIGNER)
        elif self.item is not None:
            held |= sides_of_item(self.item, viewer) & {Side.ASSIGNEE}
        return frozenset(held)


def side_in(held: Sides) -> ContractSide | None:
    """The side of the contract that somebody with these sides is on."""
    if Side.AWARDER in held:
        return ContractSide.AWARDER
    return ContractSide.RECEIVER if Side.OTHER in held else None


async def cases_of(contracts: Sequence[Contract]) -> list[ContractCase]:
    """The contracts as the state table looks at them, with a few statements for all of them."""
    keys = [each.id for each in contracts]
    versions = await present_versions(contracts)
    approvals = await by_column(Approval, "contract_id", keys)
    executions = await by_column(Execution, "contract_id", keys, also="live_key IS NOT NULL")
    parties = {party for each in contracts for party in (each.awarder_id, each.receiver_id)}
    authorized = await by_column(SigningAuthority, "party_id", parties)
    signers = frozenset((each.party_id, each.user_id) for each in authorized)
    items = await items_of(contracts)
    stages = await stages_of([each.id for each in contracts if each.state in BINDING])
    return [
        ContractCase(
            each,
            versions[each.id],
            [one for one in approvals if (one.contract_id, one.number) == (each.id, each.version)],
            [one for one in executions if (one.contract_id, one.number) == (each.id, each.version)],
            signers,
            items.get(each.id),
            [stage.state for stage in stages.get(each.id, ())],
        )
        for each in contracts
    ]


async def items_of(contracts: Sequence[Contract]) -> dict[UUID, WorkItem]:
    """The open work item of each contract whose scan waits to be compared."""
    waiting = [each.id for each in contracts if each.state is ContractState.VERIFYING_OFFLINE]
    found = await by_column(WorkItem, "subject_id", waiting, also="live_key IS NOT NULL") if waiting else []
    return {each.subject_id: each for each in found}


async def case_of(contract: Contract) -> ContractCase:
    return (await cases_of([contract]))[0]


_CONTRACT = Columns(Contract, "c")
# The demand first: what becomes of a contract moves its demand, and ending the demand ends its contract.
_LOCK = Lock("contract c JOIN demand d ON d.id = c.demand_id WHERE c.id = ?", DEMAND, _CONTRACT)


async def contract_held(contract: UUID, by: Viewer) -> tuple[ContractCase, Viewer]:
    """The contract, which nobody can change until the commit, and who decides, with their rights after that.

    Who may sign is read after the rights: whoever takes that away locks the same rows (see `signers`).
    """
    row, by = await _LOCK.hold(contract, by)
    case = await _held(row)
    if case.item is not None and Side.ASSIGNEE in case.sides(by):
        case.is_close = bool(await close_to(by.user.id, {case.contract.awarder_id, case.contract.receiver_id}))
    return case, by


async def locked(contract: UUID) -> ContractCase:
    """The same for the clock, and for what follows from something else."""
    return await _held(await _LOCK.take(contract))


async def _held(row: dict[str, object]) -> ContractCase:
    demand = demand_in(row)
    contract = _CONTRACT.in_row(row)
    # Locked against being taken away: an authority is there until the signature that rests on it has committed.
    parties = [contract.awarder_id, contract.receiver_id]
    authorized = await SigningAuthority.filter(party_id__in=parties).order_by("id").select_for_update()
    case = await case_of(contract)
    if case.item is not None:
        # After its contract, by everybody: taking it from the queue, or putting it back, locks no contract.
        case.item = await WorkItem.select_for_update().get(id=case.item.id)
    case.demand = demand
    case.signers = frozenset((each.party_id, each.user_id) for each in authorized)
    return case


def _is_complete(case: ContractCase, _: Sides) -> Refused | None:
    if case.lacks:
        return Refused("INCOMPLETE", "The terms lack what the law wants in them: see what is missing.")
    return None


def _has_not_approved(case: ContractCase, held: Sides) -> Refused | None:
    if side_in(held) in case.approved:
        return Refused("NOT_YOUR_TURN", "Your side has approved this version: the other side has to answer.")
    return None


def _other_has_approved(case: ContractCase, held: Sides) -> Refused | None:
    side = side_in(held)
    if side is None or side.other not in case.approved:
        return Refused("WRONG_STATE", "The other side has not approved this version yet.")
    return None


def _has_not_executed(case: ContractCase, held: Sides) -> Refused | None:
    if side_in(held) in case.executed:
        return Refused("ALREADY_SIGNED", "Your side has executed this version: the other side has to do so, too.")
    return None


class Executing(Protocol):
    """The case of something that both sides execute, in order."""

    @property
    def turn(self) -> ContractSide | None: ...


def is_their_turn(case: Executing, held: Sides) -> Refused | None:
    if side_in(held) is not case.turn:
        return Refused("NOT_YOUR_TURN", "The other side signs first: wait until it has.")
    return None


def _other_has_executed(case: ContractCase, _: Sides) -> Refused | None:
    if not case.executed:
        return Refused("WRONG_STATE", "The other side has not executed this version yet.")
    return None


def _nobody_has_proposed(case: ContractCase, _: Sides) -> Refused | None:
    if case.contract.termination_by is not None:
        return Refused("WRONG_STATE", "A termination is proposed already: answer that.")
    return None


def _somebody_has_proposed(case: ContractCase, _: Sides) -> Refused | None:
    return None if case.contract.termination_by is not None else Refused("WRONG_STATE", "No termination is proposed.")


def _other_has_proposed(case: ContractCase, held: Sides) -> Refused | None:
    if case.contract.termination_by is side_in(held):
        return Refused("NOT_YOUR_TURN", "Your side has proposed this: the other side has to answer.")
    return None


def _nothing_is_undecided(case: ContractCase, _: Sides) -> Refused | None:
    if waiting := sorted({each.value for each in case.stages if each in UNDECIDED_STAGES}):
        return Refused(
            "STAGE_UNDECIDED",
            "A stage is {states}: accept or send back the work, and settle the dispute, first.",
            states=waiting,
        )
    return None


def _is_impartial(case: ContractCase, _: Sides) -> Refused | None:
    return partiality() if case.is_close else None


_LEADS = frozenset({Side.AWARDER_LEAD, Side.OTHER_LEAD})
_SIGNERS = frozenset({Side.SIGNER})
_OPEN = frozenset({S.DRAFT, S.NEGOTIATING})
_SIGNING = frozenset({S.READY_TO_SIGN, S.PARTLY_EXECUTED})
_APPROVING = (_has_not_approved, _is_complete)
_EXECUTING = (_has_not_executed, is_their_turn)
_VERIFYING = frozenset({S.VERIFYING_OFFLINE})
_FAILED = frozenset({S.CONSISTENCY_FAILED})
_STAFF = frozenset({Side.ASSIGNEE})

MACHINE: Machine[ContractState, ContractAction, ContractCase] = Machine(
    "contract",
    [
        Move(A.REVISE, UNSETTLED, S.NEGOTIATING, _LEADS),
        Move(A.APPROVE_TERMS, _OPEN, S.READY_TO_SIGN, _LEADS, (*_APPROVING, _other_has_approved)),
        Move(A.APPROVE_TERMS, _OPEN, S.NEGOTIATING, _LEADS, _APPROVING),
        Move(A.SIGN, frozenset({S.READY_TO_SIGN}), S.PARTLY_EXECUTED, _SIGNERS, _EXECUTING),
        Move(A.SIGN, frozenset({S.PARTLY_EXECUTED}), S.EFFECTIVE, _SIGNERS, _EXECUTING),
        # What was handed in last does not count: the side executes again.
        Move(A.SIGN, _FAILED, S.EFFECTIVE, _SIGNERS, (*_EXECUTING, _other_has_executed)),
        Move(A.SIGN, _FAILED, S.PARTLY_EXECUTED, _SIGNERS, _EXECUTING),
        Move(A.LODGE_SCAN, _SIGNING | _VERIFYING | _FAILED, S.VERIFYING_OFFLINE, _SIGNERS, _EXECUTING),
        Move(A.VERIFY_SCAN, _VERIFYING, S.EFFECTIVE, _STAFF, (_is_impartial, _other_has_executed)),
        Move(A.VERIFY_SCAN, _VERIFYING, S.PARTLY_EXECUTED, _STAFF, (_is_impartial,)),
        Move(A.REJECT_SCAN, _VERIFYING, S.CONSISTENCY_FAILED, _STAFF, (_is_impartial,)),
        Move(A.PROPOSE_TERMINATION, BINDING, None, _SIGNERS, (_nobody_has_proposed,)),
        Move(
            A.ACCEPT_TERMINATION,
            BINDING,
            S.TERMINATED,
            _SIGNERS,
            (_somebody_has_proposed, _other_has_proposed, _nothing_is_undecided),
        ),
        Move(A.DECLINE_TERMINATION, BINDING, None, _SIGNERS, (_somebody_has_proposed,)),
        Move(A.REFUSE, UNSETTLED, S.REFUSED, _LEADS),
    ],
    hold=contract_held,
)
