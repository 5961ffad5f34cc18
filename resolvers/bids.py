"""Bids: saving a draft, and loading applications, drafts, bids and awards in batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import strawberry
from tortoise.expressions import Q

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.bids import saving
from models.bids.saving import Offer, StageGiven
from models.database.fetching import by_column, by_key
from models.database.marks import Right
from models.database.telling import One, Statement, words
from models.demands.applicants import Applicant, Bid, BidState, first_versions_of, latest_applications, versions_of_bids
from models.demands.applications import MACHINE as BIDS
from models.demands.applications import ApplicantAction, cases_of, version_seen
from models.demands.attachments import files_of_bids, files_of_drafts
from models.demands.awards import MACHINE as AWARDS
from models.demands.awards import Award, AwardAction, AwardCase
from models.demands.demand import LISTED, Demand
from models.demands.drafts import BidDraft, drafts_of, problems_of
from models.errors import FieldProblem
from models.files.file import File
from models.ids import Ref
from models.messages.reading import with_unread
from models.money import Money, MoneyGiven
from models.pages import Page, Window, list_size, page_of
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.files.uploads import files_named
from resolvers.finding import find
from resolvers.telling import Reference, told


class BidAction(StrEnum):
    """What somebody may do with a bid, in the words from before a draft stood beside it."""

    EDIT = "EDIT"
    SUBMIT = "SUBMIT"
    WITHDRAW = "WITHDRAW"
    INVALIDATE = "INVALIDATE"


FORMER_WORDS = {
    ApplicantAction.SAVE: BidAction.EDIT,
    ApplicantAction.SUBMIT: BidAction.SUBMIT,
    ApplicantAction.CONFIRM: BidAction.SUBMIT,
    ApplicantAction.WITHDRAW: BidAction.WITHDRAW,
    ApplicantAction.INVALIDATE: BidAction.INVALIDATE,
}


@dataclass(frozen=True)
class ApplicationFilter:
    """The conditions for the viewer's own applications; None is no condition."""

    states: list[BidState] | None = None
    has_unread_messages: bool | None = None


async def save_bid(
    info: Info,
    demand_id: Ref,
    party_id: Ref,
    price: MoneyGiven | None = None,
    proposal: str | None = None,
    stages: list[StageGiven] | None = None,
    duration_days: int | None = None,
    attachment_ids: list[Ref] | None = None,
    applicant_id: Ref | None = None,
    expected_version: int | None = None,
) -> Applicant:
    by = viewer_in(info)
    demand = await find(Demand, demand_id, by)
    party = await find(Party, party_id, by)
    revised = None if applicant_id is None else await find(Applicant, applicant_id, by)
    attachments = None if attachment_ids is None else await files_named(attachment_ids, by)
    offer = Offer(price, duration_days, proposal, stages or (), attachments)
    return await saving.save_bid(demand, party, offer, revised=revised, expected_version=expected_version, by=by)


async def applications_of_viewer(
    root: strawberry.Parent[Viewer],
    filter: ApplicationFilter | None = None,
    first: int | None = None,
    after: str | None = None,
) -> Page[Applicant]:
    parties = list(root.roles)
    # A member of the awarder too is on its side: the application is not theirs to see (EB-9).
    query = Applicant.exclude(demand__awarder_id__in=parties)
    if filter and filter.states:
        query = query.filter(state__in=filter.states)
    if filter and filter.has_unread_messages is not None:
        query = with_unread(query, filter.has_unread_messages, root.user.id)
    among = [Q(party_id=party) for party in parties]
    return await page_of(query, ("-id",), Window(first, after), order="APPLICATIONS", shape=(UUID,), among=among)


async def applications_to(demands: Sequence[Demand], *, viewer: Viewer | None) -> list[list[Applicant]]:
    """The latest application of each of the viewer's parties; none for the awarder's side (EB-9)."""
    open_to = [demand.id for demand in demands if viewer and not viewer.acts_for(demand.awarder_id)]
    found = await latest_applications(open_to, viewer.roles if viewer else ())
    return [found.get(demand.id, []) for demand in demands]


parties_of = Reference(Party, "party_id")


async def demands_of(things: Sequence[Any], *, viewer: Viewer | None) -> list[Demand]:  # noqa: ARG001 - seen with the thing
    found = await by_key(LISTED, {thing.demand_id for thing in things})
    return [found[thing.demand_id] for thing in things]


async def may_read_bids(applicants: Sequence[Any], *, viewer: Viewer | None) -> list[bool]:
    """Of which of the applications the viewer may see what was submitted and counts."""
    return [
        applicant.submitted_number is not None and access.may_see_application(viewer, demand, applicant)
        for applicant, demand in zip(applicants, await demands_of(applicants, viewer=viewer), strict=True)
    ]


_READING = Right(may_read_bids, ("demand_id", "submitted_number", "has_ended_sealed"), parties=("party_id",))
_SUBMITTED = "{there}.applicant_id = {here}.id AND {there}.number = {here}.submitted_number"


@told(One(Bid, _SUBMITTED, _READING))
async def bids_of(applicants: Sequence[Applicant], *, viewer: Viewer | None) -> list[Bid | None]:
    """What was submitted and counts, where the viewer may see it."""
    versions = await _versions(applicants, viewer)
    return [seen[-1] if seen else None for seen in versions]


async def histories_of(
    applicants: Sequence[Applicant], *, viewer: Viewer | None, first: int | None = None
) -> list[list[Bid]]:
    return await _versions(applicants, viewer, most=list_size(first))


async def _versions(applicants: Sequence[Applicant], viewer: Viewer | None, *, most: int = 0) -> list[list[Bid]]:
    """The submitted version of each application, and the first `most` ones where the viewer may see former ones."""
    demands = await demands_of(applicants, viewer=viewer)
    whole: list[UUID] = []
    submitted: list[tuple[UUID, int]] = []
    for applicant, demand in zip(applicants, demands, strict=True):
        if most and access.may_see_former_versions(viewer, demand, applicant):
            whole.append(applicant.id)
        elif applicant.submitted_number is not None and access.may_see_application(viewer, demand, applicant):
            submitted.append((applicant.id, applicant.submitted_number))
    found = await versions_of_bids(submitted) + await first_versions_of(whole, most=most)
    seen: dict[UUID, list[Bid]] = {applicant.id: [] for applicant in applicants}
    for bid in found:
        seen[bid.applicant_id].append(bid)
    return [seen[applicant.id] for applicant in applicants]


async def drafts_of_applicants(applicants: Sequence[Applicant], *, viewer: Viewer | None) -> list[BidDraft | None]:
    """The draft of each application of the viewer's own; nobody else sees that there is one (EB-5)."""
    demands = await demands_of(applicants, viewer=viewer)
    own = {
        applicant.id
        for applicant, demand in zip(applicants, demands, strict=True)
        if access.may_see_all_versions(viewer, demand, applicant)
    }
    found = await drafts_of(own) if own else {}
    return [found.get(applicant.id) for applicant in applicants]


applicants_of = Reference(Applicant, "applicant_id")


async def files_of(bids: Sequence[Bid], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the bid
    found = await files_of_bids([bid.id for bid in bids])
    return [found[bid.id] for bid in bids]


async def files_of_each_draft(drafts: Sequence[BidDraft], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the draft
    found = await files_of_drafts([draft.id for draft in drafts])
    return [found[draft.id] for draft in drafts]


async def numbers_of(drafts: Sequence[BidDraft], *, viewer: Viewer | None) -> list[int]:
    return [applicant.next_number for applicant in await applicants_of(drafts, viewer=viewer)]


async def problems_of_drafts(drafts: Sequence[BidDraft], *, viewer: Viewer | None) -> list[list[FieldProblem]]:
    demands = await demands_of(await applicants_of(drafts, viewer=viewer), viewer=viewer)
    return [problems_of(draft, demand) for draft, demand in zip(drafts, demands, strict=True)]


def _state_told(_: Statement, row: str) -> str:
    state = f"CASE WHEN {row}.number = a.submitted_number THEN a.state ELSE '{BidState.SUBMITTED}' END"
    return words(f"(SELECT {state} FROM applicant a WHERE a.id = {row}.applicant_id)")


@told(_state_told)
async def states_of(bids: Sequence[Bid], *, viewer: Viewer | None) -> list[BidState]:
    """The application's state for its current version; a former version was SUBMITTED until it was replaced."""
    found = await applicants_of(bids, viewer=viewer)
    return [
        applicant.state if bid.number == applicant.submitted_number else BidState.SUBMITTED
        for bid, applicant in zip(bids, found, strict=True)
    ]


async def versions_of(bids: Sequence[Bid], *, viewer: Viewer | None) -> list[int]:
    return await versions_of_applicants(await applicants_of(bids, viewer=viewer), viewer=viewer)


async def versions_of_applicants(applicants: Sequence[Applicant], *, viewer: Viewer | None) -> list[int]:
    demands = await demands_of(applicants, viewer=viewer)
    return [
        version_seen(applicant, is_own=access.may_see_all_versions(viewer, demand, applicant))
        for applicant, demand in zip(applicants, demands, strict=True)
    ]


async def actions_of_applicants(
    applicants: Sequence[Applicant], *, viewer: Viewer | None
) -> list[list[ApplicantAction]]:
    cases = await cases_of(applicants, await demands_of(applicants, viewer=viewer))
    return [BIDS.actions(case, viewer) for case in cases]


async def actions_of_bids(bids: Sequence[Bid], *, viewer: Viewer | None) -> list[list[BidAction]]:
    applicants = await applicants_of(bids, viewer=viewer)
    actions = await actions_of_applicants(applicants, viewer=viewer)
    return [
        list(dict.fromkeys(FORMER_WORDS[action] for action in found if action in FORMER_WORDS))
        if bid.number == applicant.submitted_number
        else []
        for bid, applicant, found in zip(bids, applicants, actions, strict=True)
    ]


def applied_at(root: strawberry.Parent[Applicant]) -> Any:
    return root.arrived_at or root.applied_at


class BidStage:
    """One stage of payment, with its amount as money."""

    def __init__(self, title: str, amount: Money, due_after_days: int | None) -> None:
        self.title = title
        self.amount = amount
        self.due_after_days = due_after_days


def stages_of(root: strawberry.Parent[Any]) -> list[BidStage]:
    return [
        BidStage(stage["title"], Money(stage["amount"], root.currency), stage["due_after_days"])
        for stage in root.stages
    ]


async def awards_of_applicants(applicants: Sequence[Applicant], *, viewer: Viewer | None) -> list[Award | None]:
    demands = await demands_of(applicants, viewer=viewer)
    latest: dict[UUID, Award] = {}
    for award in await by_column(Award, "applicant_id", [each.id for each in applicants]):
        latest[award.applicant_id] = award
    return [
        latest.get(applicant.id) if access.may_see_award(viewer, demand, applicant) else None
        for applicant, demand in zip(applicants, demands, strict=True)
    ]


async def actions_of_awards(things: Sequence[Award], *, viewer: Viewer | None) -> list[list[AwardAction]]:
    demands = await demands_of(things, viewer=viewer)
    applicants = await applicants_of(things, viewer=viewer)
    return [
        AWARDS.actions(AwardCase(award, demand, applicant.party_id), viewer)
        for award, demand, applicant in zip(things, demands, applicants, strict=True)
    ]
