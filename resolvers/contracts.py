"""Contracts: what they show, and following one live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import strawberry
from tortoise.expressions import Q

from documents.canonical import canonical, printed_code
from models.accounts.parties import Party, close_to
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.contracts import checking
from models.contracts.cases import MACHINE, ContractAction, ContractCase, cases_of
from models.contracts.checking import DocumentCheck
from models.contracts.contract import (
    Approval,
    Contract,
    ContractSide,
    ContractStage,
    ContractState,
    ContractVersion,
    ExecutionMode,
    ExecutionState,
    SigningAuthority,
    stages_of,
)
from models.contracts.events import CONTRACT
from models.contracts.execution import AnyExecution, ContractFile, Signable
from models.contracts.supplement import Supplement
from models.contracts.tasks import ContractWait
from models.contracts.terms import (
    TermsChange,
    differences,
    minor_of,
    terms_in,
    total_of,
)
from models.contracts.versions import versions_of
from models.database.fetching import by_column, by_key, with_relation
from models.demands.awards import Award
from models.demands.demand import LISTED
from models.files.file import File
from models.ids import Ref
from models.money import Money
from models.pages import Page, Window, list_size, page_of
from models.sides import Side
from models.templates.template import TemplateVersion
from models.waiting import waits_for, waits_of
from realtime.groups import Feed
from resolvers import access
from resolvers.context import Info
from resolvers.finding import node
from resolvers.live import showing, snapshot, unseen

MOST_COPIES = 20


@dataclass(frozen=True)
class ContractFilter:
    """The conditions for the viewer's own contracts; None is no condition."""

    states: list[ContractState] | None = None
    waits_for_me: bool | None = None


async def contract(info: Info, id: Ref) -> Contract | None:
    return await node(id, info.context.viewer) if id.kind == "contract" else None


async def document_check(sha256: str) -> DocumentCheck:
    return await checking.document_check(sha256)


class Executing:
    """How far one side is with executing the present version of a contract, or a supplement."""

    def __init__(self, contract: Contract, side: ContractSide, execution: AnyExecution | None) -> None:
        self.contract = contract
        self.side = side
        self.execution = execution
        self.party_id = contract.party_of(side)

    @property
    def mode(self) -> ExecutionMode | None:
        return self.execution.mode if self.execution else None

    @property
    def state(self) -> ExecutionState:
        return self.execution.state if self.execution else ExecutionState.PENDING

    @property
    def executed_at(self) -> datetime | None:
        return self.execution.executed_at if self.execution else None


class VersionStage:
    """A stage as a version of the terms has it."""

    def __init__(self, said: dict[str, Any], currency: str) -> None:
        self.title: str = said["title"]
        self.amount = Money(minor_of(said["amount"], currency), currency)
        self.acceptance_terms: str | None = said["acceptanceTerms"]
        self.due_on = date.fromisoformat(said["dueOn"]) if said["dueOn"] else None


class Effective:
    """The effective terms of a contract at an instant."""

    def __init__(self, terms: dict[str, Any], as_of: datetime) -> None:
        self.total = total_of(terms)
        self.stages = [VersionStage(each, self.total.currency) for each in terms["stages"]]
        self.terms = canonical(terms).decode()
        self.as_of = as_of


async def _cases(contracts: Sequence[Contract]) -> list[ContractCase]:
    return await cases_of(contracts)


async def parties_of_side(things: Sequence[Any], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - public
    found = await by_key(Party, {each.party_id for each in things})
    return [found[each.party_id] for each in things]


async def awarders_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - public
    found = await by_key(Party, {each.awarder_id for each in contracts})
    return [found[each.awarder_id] for each in contracts]


async def receivers_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - public
    found = await by_key(Party, {each.receiver_id for each in contracts})
    return [found[each.receiver_id] for each in contracts]


async def awards_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[Award]:  # noqa: ARG001 - seen with the contract
    found = await by_key(Award, {each.award_id for each in contracts})
    return [found[each.award_id] for each in contracts]


async def actions_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[ContractAction]]:
    cases = await _cases(contracts)
    for case in cases:
        if viewer is not None and Side.ASSIGNEE in case.sides(viewer):
            case.is_close = bool(await close_to(viewer.user.id, {case.contract.awarder_id, case.contract.receiver_id}))
    return [MACHINE.actions(case, viewer) for case in cases]


async def lacks_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[str]]:  # noqa: ARG001 - seen with the contract
    return [case.lacks for case in await _cases(contracts)]


async def executions_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[Executing]]:  # noqa: ARG001 - seen with the contract
    """Both sides, in the order in which they execute."""
    return [executing(case.signable) for case in await _cases(contracts)]


def executing(of: Signable) -> list[Executing]:
    """Both sides, in the order in which they execute."""
    made, first = {each.side: each for each in of.executions}, of.contract.signs_first
    return [Executing(of.contract, side, made.get(side)) for side in (first, first.other)]


async def signers_of(things: Sequence[Executing], *, viewer: Viewer | None) -> list[User | None]:  # noqa: ARG001 - seen with the contract
    found = await by_key(User, {each.execution.signer_id for each in things if each.execution})
    return [found[each.execution.signer_id] if each.execution else None for each in things]


async def files_of_executions(things: Sequence[Executing], *, viewer: Viewer | None) -> list[File | None]:  # noqa: ARG001 - seen with the contract
    found = await by_key(File, {each.execution.file_id for each in things if each.execution})
    return [found[each.execution.file_id] if each.execution else None for each in things]


async def notes_of(things: Sequence[Executing], *, viewer: Viewer | None) -> list[str | None]:
    """What was said of the scan of a side, for its own members."""
    return [
        each.execution.note if each.execution and viewer and viewer.acts_for(each.party_id) else None for each in things
    ]


async def approvals_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[Approval]]:  # noqa: ARG001 - seen with the contract
    return [list(case.approvals) for case in await _cases(contracts)]


async def users_of(things: Sequence[Any], *, viewer: Viewer | None) -> list[User]:  # noqa: ARG001 - seen with the contract
    keys = [getattr(each, "user_id", None) or each.made_by_id for each in things]
    found = await by_key(User, set(keys))
    return [found[key] for key in keys]


async def documents_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[File]:  # noqa: ARG001 - seen with the contract
    """The present document, with the signatures that it has."""
    keys = [case.signable.present_file for case in await _cases(contracts)]
    found = await by_key(File, set(keys))
    return [found[key] for key in keys]


async def copies_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the contract
    """The copies to print of each present version, the latest first."""
    rows = await by_column(ContractFile, "contract_id", [each.id for each in contracts], also="role = 'PRINT'")
    files = await by_key(File, {row.file_id for row in rows})
    return [
        sorted(
            (files[row.file_id] for row in rows if (row.contract_id, row.number) == (each.id, each.version)),
            key=lambda file: file.id,
            reverse=True,
        )[:MOST_COPIES]
        for each in contracts
    ]


def code_of(root: strawberry.Parent[Contract | Supplement]) -> str:
    return printed_code(root.digest)


async def terms_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[str]:  # noqa: ARG001 - seen with the contract
    return [case.version_row.terms for case in await _cases(contracts)]


async def stages_of_contracts(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[ContractStage]]:  # noqa: ARG001 - seen with the contract
    found = await stages_of([each.id for each in contracts])
    return [found[each.id] for each in contracts]


async def versions_of_contracts(
    contracts: Sequence[Contract],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the contract
    first: int | None = None,
) -> list[list[ContractVersion]]:
    found = await versions_of([each.id for each in contracts], most=list_size(first))
    return [found[each.id] for each in contracts]


async def files_of_versions(versions: Sequence[ContractVersion], *, viewer: Viewer | None) -> list[File]:  # noqa: ARG001 - seen with the contract
    found = await by_key(File, {each.file_id for each in versions})
    return [found[each.file_id] for each in versions]


async def templates_of_versions(versions: Sequence[ContractVersion], *, viewer: Viewer | None) -> list[TemplateVersion]:  # noqa: ARG001 - seen with the contract
    found = await by_key(TemplateVersion, {each.template_version_id for each in versions})
    return [found[each.template_version_id] for each in versions]


def changes_of(root: strawberry.Parent[ContractVersion]) -> list[TermsChange]:
    return [] if root.former is None else differences(terms_in(root.former.terms), terms_in(root.terms))


def total_of_version(root: strawberry.Parent[ContractVersion]) -> Money:
    return total_of(terms_in(root.terms))


def stages_of_version(root: strawberry.Parent[ContractVersion]) -> list[VersionStage]:
    terms = terms_in(root.terms)
    return [VersionStage(each, terms["total"]["currency"]) for each in terms["stages"]]


async def states_of_versions(versions: Sequence[ContractVersion], *, viewer: Viewer | None) -> list[ContractState]:  # noqa: ARG001 - seen with the contract
    found = await by_key(Contract, {each.contract_id for each in versions})
    return [
        found[each.contract_id].state if each.number == found[each.contract_id].version else ContractState.SUPERSEDED
        for each in versions
    ]


async def contracts_of(things: Sequence[Any], *, viewer: Viewer | None) -> list[Contract]:  # noqa: ARG001 - seen with the contract
    found = await by_key(Contract, {each.contract_id for each in things})
    return [found[each.contract_id] for each in things]


async def contracts_of_awards(awards: Sequence[Award], *, viewer: Viewer | None) -> list[Contract | None]:
    found = await _by_award(awards)
    return [
        found[each.id] if each.id in found and access.may_see_contract(viewer, found[each.id]) else None
        for each in awards
    ]


async def states_of_awards(awards: Sequence[Award], *, viewer: Viewer | None) -> list[ContractState | None]:
    found, demands = await _by_award(awards), await by_key(LISTED, {each.demand_id for each in awards})
    return [
        found[each.id].state
        if each.id in found and access.may_see_state_of_contract(viewer, demands[each.demand_id], found[each.id])
        else None
        for each in awards
    ]


async def _by_award(awards: Sequence[Award]) -> dict[UUID, Contract]:
    return {each.award_id: each for each in await by_column(Contract, "award_id", [award.id for award in awards])}


async def waits_of_contracts(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[ContractWait]]:  # noqa: ARG001 - seen with the contract
    return await waits_of(contracts)


async def contracts_of_viewer(
    root: strawberry.Parent[Viewer],
    filter: ContractFilter | None = None,
    first: int | None = None,
    after: str | None = None,
) -> Page[Contract]:
    parties = list(root.roles)
    query = Contract.filter(state__in=filter.states) if filter and filter.states else Contract.all()
    sides = [
        (Q(awarder_id=each) if side is ContractSide.AWARDER else Q(receiver_id=each), side)
        for each in parties
        for side in ContractSide
    ]
    is_so = filter.waits_for_me if filter else None
    among = [of if is_so is None else of & waits_for(side, is_so=is_so) for of, side in sides]
    return await page_of(query, ("-id",), Window(first, after), order="CONTRACTS", shape=(UUID,), among=among)


async def signers_of_parties(parties: Sequence[Party], *, viewer: Viewer | None) -> list[list[User] | None]:
    """The managers whom owners have authorized to sign, for the members of the party."""
    shown = [each.id for each in parties if access.may_see_members(viewer, each)]
    found: dict[UUID, list[User]] = {party: [] for party in shown}
    rows = await by_column(SigningAuthority, "party_id", shown, sorting="authorized_at, id")
    for row in await with_relation(rows, "user"):
        found[row.party_id].append(row.user)
    return [found.get(each.id) for each in parties]


def cursor_of(root: strawberry.Parent[Contract]) -> str:
    return snapshot(root)


async def follow(info: Info, id: Ref, after: str | None = None) -> Feed:
    """Everything that happens to a contract, while the viewer is on one of its sides."""
    found = await contract(info, id)
    if found is None:
        raise unseen("contract")
    watched = found

    async def may_follow(follower: Viewer | None) -> bool:
        viewer = await info.context.present(follower)
        return viewer is not None and access.may_see_contract(viewer, watched)

    return Feed(
        watched.stream,
        after,
        scope=info.context.viewer is not None and info.context.viewer.acts_for(watched.awarder_id),
        settles_roles=False,
        show=showing(CONTRACT),
        key=watched.id,
        permission_versions=info.context.gathering.joined(CONTRACT.permission_versions),
        may_follow=may_follow,
    )
