"""Supplements to contracts: proposing them, and what they show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models import books
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.books import RecordOrder
from models.clock import now
from models.contracts.contract import Contract
from models.contracts.effective import effective_terms_of
from models.contracts.executing import Copy
from models.contracts.supplement import Supplement, SupplementFile, supplement_book_of
from models.contracts.terms import FieldGiven, TermsChange, differences, total_of
from models.database.fetching import by_column, by_key
from models.files.file import File
from models.ids import Ref
from models.journal import Entry, recheck
from models.money import Money
from models.pages import Page, Window, list_size
from models.supplements import offline, proposing
from models.supplements.cases import MACHINE, SupplementAction, cases_of, is_close
from models.supplements.proposing import Made
from models.supplements.terms import ChangesGiven, SupplementGiven, content_of
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.contract_records import entries_for
from resolvers.contracts import MOST_COPIES, Effective, Executing, VersionStage, executing
from resolvers.finding import find


async def prepare_supplement(
    info: Info, contract_id: Ref, rationale: str, changes: ChangesGiven, fields: list[FieldGiven] | None = None
) -> Made:
    by = viewer_in(info)
    given = SupplementGiven(rationale, changes, fields or ())
    return await proposing.prepare_supplement(await find(Contract, contract_id, by), given, by=by)


async def propose_supplement(
    info: Info,
    contract_id: Ref,
    rationale: str,  # noqa: ARG001 - what is prepared has it
    changes: ChangesGiven,  # noqa: ARG001
    prepared: Made,
    fields: list[FieldGiven] | None = None,  # noqa: ARG001
) -> Supplement:
    by = viewer_in(info)
    return await proposing.propose_supplement(await find(Contract, contract_id, by), prepared, by=by)


# ---------- executing on paper


async def prepare_copy(info: Info, supplement_id: Ref) -> Copy:
    by = viewer_in(info)
    return await offline.prepare_supplement_copy(await find(Supplement, supplement_id, by), by=by)


async def print_supplement(info: Info, supplement_id: Ref, prepared: Copy) -> Supplement:
    by = viewer_in(info)
    return await offline.print_supplement(await find(Supplement, supplement_id, by), prepared, by=by)


# ---------- what a supplement shows

# Numbers of a contract have no gaps, and these rows alone are read.
LATEST = (
    "number > (SELECT MAX(latest.number) FROM supplement latest WHERE latest.contract_id = supplement.contract_id) - ?"
)


async def supplements_of(
    contracts: Sequence[Contract], *, viewer: Viewer | None, first: int | None = None
) -> list[list[Supplement]]:
    """The latest supplements, as far as the viewer sees them: drafts of the other side are left out."""
    found: dict[UUID, list[Supplement]] = {each.id: [] for each in contracts}
    known = {each.id: each for each in contracts}
    most = list_size(first)
    for supplement in await by_column(Supplement, "contract_id", found, also=LATEST, given=(most,), sorting="number"):
        if access.may_see_supplement(viewer, known[supplement.contract_id], supplement):
            found[supplement.contract_id].append(supplement)
    return [found[each.id] for each in contracts]


async def effective_of(
    contracts: Sequence[Contract],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the contract
    as_of: datetime | None = None,
) -> list[Effective | None]:
    found = await effective_terms_of(contracts, as_of or now())
    return [Effective(each.terms, each.as_of) if each else None for each in found]


async def actions_of(supplements: Sequence[Supplement], *, viewer: Viewer | None) -> list[list[SupplementAction]]:
    cases = await cases_of(supplements)
    for case in cases:
        case.is_close = viewer is not None and await is_close(case, viewer)
    return [MACHINE.actions(case, viewer) for case in cases]


async def executions_of(supplements: Sequence[Supplement], *, viewer: Viewer | None) -> list[list[Executing]]:  # noqa: ARG001 - seen with the supplement
    """Both sides, in the order in which they execute."""
    return [executing(case.signable) for case in await cases_of(supplements)]


async def documents_of(supplements: Sequence[Supplement], *, viewer: Viewer | None) -> list[File]:  # noqa: ARG001 - seen with the supplement
    """The document, with the signatures that it has."""
    keys = [case.signable.present_file for case in await cases_of(supplements)]
    found = await by_key(File, set(keys))
    return [found[key] for key in keys]


async def copies_of(supplements: Sequence[Supplement], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the supplement
    """The copies to print, the latest first."""
    keys = [each.id for each in supplements]
    rows = await by_column(SupplementFile, "supplement_id", keys, also="role = 'PRINT'", sorting="id DESC")
    files = await by_key(File, {row.file_id for row in rows})
    return [[files[row.file_id] for row in rows if row.supplement_id == key][:MOST_COPIES] for key in keys]


async def drafters_of(supplements: Sequence[Supplement], *, viewer: Viewer | None) -> list[User]:  # noqa: ARG001 - seen with the supplement
    found = await by_key(User, {each.drafted_by_id for each in supplements})
    return [found[each.drafted_by_id] for each in supplements]


async def approvers_of(supplements: Sequence[Supplement], *, viewer: Viewer | None) -> list[User | None]:  # noqa: ARG001 - seen with the supplement
    found = await by_key(User, {each.approved_by_id for each in supplements if each.approved_by_id})
    return [found[each.approved_by_id] if each.approved_by_id else None for each in supplements]


async def record_of(
    root: strawberry.Parent[Supplement],
    info: Info,
    order: RecordOrder | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Page[Entry]:
    contract = await Contract.get(id=root.contract_id)
    book, window = supplement_book_of(root.id), Window(first, after, last, before)
    return await entries_for(info.context.viewer, contract, book, order, window)


async def record_length(root: strawberry.Parent[Supplement]) -> int:
    return (await books.end_of(supplement_book_of(root.id)))[0]


async def record_digest(root: strawberry.Parent[Supplement]) -> str:
    return (await books.end_of(supplement_book_of(root.id)))[1]


async def first_broken_seqs_of(supplements: Sequence[Supplement], *, viewer: Viewer | None) -> list[int | None]:  # noqa: ARG001 - seen with the supplement
    return [await recheck(supplement_book_of(each.id)) for each in supplements]


def total_after(root: strawberry.Parent[Supplement]) -> Money:
    return total_of(content_of(root))


def stages_after(root: strawberry.Parent[Supplement]) -> list[VersionStage]:
    content = content_of(root)
    return [VersionStage(each, content["total"]["currency"]) for each in content["stages"]]


def changes_of(root: strawberry.Parent[Supplement]) -> list[TermsChange]:
    """What differs from the effective terms that it stands on; a stage is named by its number."""
    content = content_of(root)
    before, after = ({"total": each["total"], **_by_number(each["stages"])} for each in (content["base"], content))
    before["fields"] = {each["key"]: each["from"] for each in content["changes"]}
    after["fields"] = {each["key"]: each["to"] for each in content["changes"]}
    return differences(before, after)


def _by_number(stages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    said = ("title", "amount", "acceptanceTerms", "dueOn")
    return {"stages": {str(each["number"]): {name: each[name] for name in said} for each in stages}}
