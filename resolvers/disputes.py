"""Disputes in the API: statements with their files, and what belongs to a dispute."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from models.accounts.parties import Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.database.fetching import by_column, by_key, with_relation
from models.disputes import answering, cases
from models.disputes.cases import DisputeAction
from models.disputes.dispute import (
    Dispute,
    DisputeFile,
    DisputeState,
    DisputeStatement,
    Settlement,
    latest_disputes,
    standing_settlements,
    statements_of,
)
from models.disputes.dividing import fee_on
from models.files.file import File
from models.ids import Ref
from models.messages.conversations import Conversation
from models.messages.topics import mediators_of
from models.money import Money
from models.pages import list_size
from resolvers.context import Info, viewer_in
from resolvers.files.uploads import files_named
from resolvers.finding import find, seen


class Ruling:
    """How a mediator has divided what was held, and why."""

    def __init__(self, dispute: Dispute, stage: ContractStage, contract: Contract) -> None:
        currency, receiver = stage.currency, dispute.to_receiver_minor or 0
        fee = fee_on(receiver, dispute, stage, contract)
        self.to_receiver = Money(receiver, currency)
        self.fee, self.net = Money(fee, currency), Money(receiver - fee, currency)
        self.to_awarder = Money(dispute.to_awarder_minor or 0, currency)
        self.reason = dispute.end_reason or ""
        self.ruled_at = dispute.ended_at


async def answer_dispute(
    info: Info, dispute_id: Ref, party_id: Ref, body: str, attachment_ids: list[Ref] | None = None
) -> Dispute:
    by = viewer_in(info)
    dispute, party = await find(Dispute, dispute_id, by), await find(Party, party_id, by)
    files = await files_named(attachment_ids or [], by)
    return await answering.answer_dispute(dispute, party, body=body, attachment_ids=files, by=by)


# ---------- what a dispute shows


async def actions_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[list[DisputeAction]]:
    return await cases.actions_of(disputes, viewer)


async def openers_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[Party | None]:  # noqa: ARG001 - seen with the dispute
    return await _parties_of(disputes, [each.side for each in disputes])


async def respondents_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[Party | None]:  # noqa: ARG001 - seen with the dispute
    return await _parties_of(disputes, [cases.respondent_of(each) for each in disputes])


async def _parties_of(disputes: Sequence[Dispute], sides: Sequence[ContractSide | None]) -> list[Party | None]:
    contracts = await by_key(Contract, {each.contract_id for each in disputes})
    keys = [
        contracts[each.contract_id].party_of(side) if side else None for each, side in zip(disputes, sides, strict=True)
    ]
    found = await by_key(Party, {key for key in keys if key})
    return [found[key] if key else None for key in keys]


async def mediators_of_disputes(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[User | None]:  # noqa: ARG001 - takes part with both sides
    claimed = await mediators_of([each.id for each in disputes])
    found = await by_key(User, {key for key in claimed.values() if key})
    return [found[key] if (key := claimed.get(each.id)) else None for each in disputes]


async def subjects_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[Any]:
    found = await seen("stage", {each.stage_id for each in disputes}, viewer)
    return [found.get(each.stage_id) for each in disputes]


async def held_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[Money | None]:  # noqa: ARG001 - seen with the dispute
    stages = await by_key(ContractStage, {each.stage_id for each in disputes})
    return [
        Money(stages[each.stage_id].held_minor, stages[each.stage_id].currency) if each.live_key else None
        for each in disputes
    ]


async def silences_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[bool]:  # noqa: ARG001 - seen with the dispute
    stages = await by_key(ContractStage, {each.stage_id for each in disputes})
    return [cases.silence_loses(each, stages[each.stage_id]) for each in disputes]


async def statements_of_disputes(
    disputes: Sequence[Dispute],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the dispute
    first: int | None = None,
) -> list[list[DisputeStatement]]:
    found = await statements_of([each.id for each in disputes])
    return [found[each.id][: list_size(first)] for each in disputes]


async def parties_of_statements(statements: Sequence[DisputeStatement], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - seen with the dispute
    found = await by_key(Party, {each.party_id for each in statements})
    return [found[each.party_id] for each in statements]


async def users_of_statements(statements: Sequence[DisputeStatement], *, viewer: Viewer | None) -> list[User]:  # noqa: ARG001 - seen with the dispute
    found = await by_key(User, {each.user_id for each in statements})
    return [found[each.user_id] for each in statements]


async def files_of_statements(statements: Sequence[DisputeStatement], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the dispute
    found: dict[UUID, list[File]] = {each.id: [] for each in statements}
    rows = await by_column(DisputeFile, "statement_id", list(found), sorting="place")
    for row in await with_relation(rows, "file"):
        found[row.statement_id].append(row.file)
    return [found[each.id] for each in statements]


async def settlements_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[Settlement | None]:  # noqa: ARG001 - seen with the dispute
    found = await standing_settlements([each.id for each in disputes])
    return [found.get(each.id) for each in disputes]


async def proposers_of(settlements: Sequence[Settlement], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - seen with the dispute
    disputes = await by_key(Dispute, {each.dispute_id for each in settlements})
    contracts = await by_key(Contract, {each.contract_id for each in disputes.values()})
    keys = [contracts[disputes[each.dispute_id].contract_id].party_of(each.side) for each in settlements]
    found = await by_key(Party, set(keys))
    return [found[key] for key in keys]


async def fees_of_settlements(settlements: Sequence[Settlement], *, viewer: Viewer | None) -> list[Money]:  # noqa: ARG001 - seen with the dispute
    fees = await _fees_on(settlements)
    return [Money(fee, each.currency) for each, fee in zip(settlements, fees, strict=True)]


async def nets_of_settlements(settlements: Sequence[Settlement], *, viewer: Viewer | None) -> list[Money]:  # noqa: ARG001 - seen with the dispute
    fees = await _fees_on(settlements)
    return [Money(each.to_receiver_minor - fee, each.currency) for each, fee in zip(settlements, fees, strict=True)]


async def _fees_on(settlements: Sequence[Settlement]) -> list[int]:
    """The platform's fee on what the receiver would be paid, or was paid, in minor units."""
    disputes = await by_key(Dispute, {each.dispute_id for each in settlements})
    stages = await by_key(ContractStage, {each.stage_id for each in disputes.values()})
    contracts = await by_key(Contract, {each.contract_id for each in disputes.values()})
    about = [disputes[each.dispute_id] for each in settlements]
    return [
        fee_on(each.to_receiver_minor, dispute, stages[dispute.stage_id], contracts[dispute.contract_id])
        for each, dispute in zip(settlements, about, strict=True)
    ]


async def rulings_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[Ruling | None]:  # noqa: ARG001 - seen with the dispute
    ruled = [each for each in disputes if each.state is DisputeState.RULED]
    stages = await by_key(ContractStage, {each.stage_id for each in ruled})
    contracts = await by_key(Contract, {each.contract_id for each in ruled})
    found = {each.id: Ruling(each, stages[each.stage_id], contracts[each.contract_id]) for each in ruled}
    return [found.get(each.id) for each in disputes]


async def conversations_of(disputes: Sequence[Dispute], *, viewer: Viewer | None) -> list[Conversation | None]:
    found = await by_column(Conversation, "dispute_id", [each.id for each in disputes])
    shown = await seen("conversation", {each.id for each in found}, viewer)
    keys = {each.dispute_id: each.id for each in found}
    return [shown.get(keys[each.id]) if each.id in keys else None for each in disputes]


def withdrawn_for(root: strawberry.Parent[Dispute]) -> str | None:
    """Why it was withdrawn; the reason of a ruling stands in the ruling."""
    return root.end_reason if root.state is DisputeState.WITHDRAWN else None


# ---------- where disputes are shown


async def disputes_of_stages(stages: Sequence[ContractStage], *, viewer: Viewer | None) -> list[Dispute | None]:
    latest = await latest_disputes([each.id for each in stages])
    shown = await seen("dispute", {each.id for each in latest.values()}, viewer)
    return [shown.get(latest[each.id].id) if each.id in latest else None for each in stages]


async def disputes_of_conversations(
    conversations: Sequence[Conversation], *, viewer: Viewer | None
) -> list[Dispute | None]:
    shown = await seen("dispute", {each.dispute_id for each in conversations if each.dispute_id}, viewer)
    return [shown.get(each.dispute_id) if each.dispute_id else None for each in conversations]
