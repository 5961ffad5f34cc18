"""The escrow: paying stages in, work and its submissions, and the statements of parties."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from models.accounts.parties import Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.contracts.contract import Contract, ContractStage
from models.database.fetching import by_column, by_key, with_relation
from models.escrow import cases, funding, working
from models.escrow.cases import StageAction, stage_cases_of
from models.escrow.keeping import idle_from
from models.escrow.submission import Submission, SubmissionAttachment, submissions_of
from models.files.file import File
from models.ids import Ref
from models.inputs import Checks
from models.ledger.account import AccountRow
from models.ledger.statements import StatementLine, lines_of, statement_of
from models.money import Money, check_currency
from models.pages import Page, Window, list_size
from models.payments.payment import Payment
from models.payments.sending import checkout
from models.terms import terms
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.files.uploads import files_named
from resolvers.finding import find, seen, works_seen

# ---------- acting


async def submit_work(info: Info, stage_id: Ref, note: str, attachment_ids: list[Ref] | None = None) -> ContractStage:
    by = viewer_in(info)
    stage = await find(ContractStage, stage_id, by)
    files = await files_named(attachment_ids or [], by)
    return await working.submit_work(stage, note=note, attachment_ids=files, by=by)


async def to_checkout(payment: Payment) -> Payment:
    """The payment with where to pay it, which the provider is asked for once it is committed."""
    return await checkout(payment.id)


# ---------- stages


def funded_of(root: strawberry.Parent[ContractStage]) -> Money:
    return Money(root.funded_minor, root.currency)


def released_of(root: strawberry.Parent[ContractStage]) -> Money:
    return Money(root.released_minor, root.currency)


def refunded_of(root: strawberry.Parent[ContractStage]) -> Money:
    return Money(root.refunded_minor, root.currency)


def held_of(root: strawberry.Parent[ContractStage]) -> Money:
    return Money(root.held_minor, root.currency)


def fee_of(root: strawberry.Parent[ContractStage]) -> Money:
    return Money(root.fee_minor, root.currency)


def lacking_of(root: strawberry.Parent[ContractStage]) -> Money:
    return Money(funding.lacking_of(root), root.currency)


def refund_silence_days(_root: strawberry.Parent[ContractStage]) -> int:
    return terms().refund_silence_days


def dispute_answer_working_days(_root: strawberry.Parent[ContractStage]) -> int:
    return terms().dispute_answer_working_days


def idle_reminds_at(root: strawberry.Parent[ContractStage]) -> datetime | None:
    """When both sides are told that the money lies idle, if nothing happens with it before."""
    return None if root.idle_told else idle_from(root)


def idle_ends_at(root: strawberry.Parent[ContractStage]) -> datetime | None:
    """When a mediator is called, once both sides were told that the money lies idle."""
    return idle_from(root) if root.idle_told else None


async def actions_of(stages: Sequence[ContractStage], *, viewer: Viewer | None) -> list[list[StageAction]]:
    return cases.actions_of(await stage_cases_of(stages), viewer)


async def submissions_of_stages(
    stages: Sequence[ContractStage], *, viewer: Viewer | None, first: int | None = None
) -> list[list[Submission]]:
    shown = await works_seen({each.contract_id for each in stages}, viewer)
    found = await submissions_of([each.id for each in stages if each.contract_id in shown])
    return [found.get(each.id, [])[::-1][: list_size(first)] for each in stages]


async def payments_of_stages(
    stages: Sequence[ContractStage], *, viewer: Viewer | None, first: int | None = None
) -> list[list[Payment]]:
    contracts = await by_key(Contract, {each.contract_id for each in stages})
    by_stage = {each.id: contracts[each.contract_id] for each in stages}
    found: dict[UUID, list[Payment]] = {each.id: [] for each in stages}
    for each in await by_column(Payment, "stage_id", list(found), sorting="id DESC"):
        if each.stage_id is not None and access.may_see_payment(viewer, each, by_stage[each.stage_id]):
            found[each.stage_id].append(each)
    return [found[each.id][: list_size(first)] for each in stages]


async def files_of_submissions(submissions: Sequence[Submission], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the stage
    found: dict[UUID, list[File]] = {each.id: [] for each in submissions}
    rows = await by_column(SubmissionAttachment, "submission_id", list(found), sorting="place")
    for row in await with_relation(rows, "file"):
        found[row.submission_id].append(row.file)
    return [found[each.id] for each in submissions]


async def submitters_of(submissions: Sequence[Submission], *, viewer: Viewer | None) -> list[User]:  # noqa: ARG001 - seen with the stage
    found = await by_key(User, {each.submitted_by_id for each in submissions})
    return [found[each.submitted_by_id] for each in submissions]


def fee_basis_points() -> int:
    return terms().fee_basis_points


def acceptance_working_days() -> int:
    return terms().acceptance_working_days


def idle_days() -> int:
    return terms().idle_days


def idle_mediation_days() -> int:
    return terms().idle_mediation_days


# ---------- statements


async def statement(info: Info, party_id: Ref, currency: str) -> AccountRow | None:
    by = viewer_in(info)
    party = await find(Party, party_id, by)
    checks = Checks()
    code = check_currency(checks, "currency", currency)
    checks.refuse()
    assert code is not None
    return await statement_of(party.id, code) if access.may_see_members(by, party) else None


def balance_of(root: strawberry.Parent[AccountRow]) -> Money:
    return Money(root.balance_minor, root.currency)


async def lines_of_statement(
    root: strawberry.Parent[AccountRow],
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Page[StatementLine]:
    return await lines_of(root, Window(first, after, last, before))


async def stages_of_lines(lines: Sequence[StatementLine], *, viewer: Viewer | None) -> list[ContractStage | None]:
    found = await seen("stage", {each.stage_id for each in lines if each.stage_id}, viewer)
    return [found.get(each.stage_id) if each.stage_id else None for each in lines]


async def contracts_of_lines(lines: Sequence[StatementLine], *, viewer: Viewer | None) -> list[Contract | None]:
    stages = await by_key(ContractStage, {each.stage_id for each in lines if each.stage_id})
    found = await seen("contract", {each.contract_id for each in stages.values()}, viewer)
    return [found.get(stages[each.stage_id].contract_id) if each.stage_id else None for each in lines]


async def payments_of_lines(lines: Sequence[StatementLine], *, viewer: Viewer | None) -> list[Payment | None]:
    found = await seen("payment", {each.payment_id for each in lines if each.payment_id}, viewer)
    return [found.get(each.payment_id) if each.payment_id else None for each in lines]
