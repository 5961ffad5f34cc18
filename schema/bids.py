"""The GraphQL types of bids, applicants and awards."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.bids import saving
from models.contracts.contract import ContractState
from models.database.telling import Each, Parts, member, whole_member
from models.demands import applicants, awards, drafts
from models.demands.applicants import BidState
from models.demands.applications import ApplicantAction
from models.demands.awards import AwardAction, AwardState, ContractKind
from resolvers import bids, contracts, interviews, messages, workbench
from resolvers.bids import BidAction
from schema.accounts import Party
from schema.base import Node, batched, field, given, identified, shows
from schema.demands import Demand
from schema.files import Attachment
from schema.money import Money, money_in
from schema.pages import Connection
from schema.refusals import FieldProblem
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.contracts import Contract
    from schema.interviews import Interview
    from schema.messages import Conversation
    from schema.workbench import Candidate

strawberry.enum(
    BidState,
    description=(
        "DRAFT: nothing was submitted yet. NEEDS_CONFIRMATION: the demand was amended; call `confirmBid`, or "
        "`submitBid` with a new draft. LAPSED: not submitted or confirmed by the deadline, or the demand was "
        "cancelled. INVALIDATED: by staff. NOT_SELECTED: the selection ended without it."
    ),
)
strawberry.enum(
    ApplicantAction,
    description=(
        "What a viewer may do with an application now. SAVE: `saveBid`; SUBMIT: `submitBid`, for a draft that is "
        "complete; CONFIRM: `confirmBid`."
    ),
)
strawberry.enum(BidAction, description="What a viewer may do with a bid now. Use ApplicantAction instead.")
strawberry.enum(
    AwardState,
    description=(
        "LAPSED: not answered in time. REVOKED: taken back before an answer. VOIDED: it was accepted, but then the "
        "demand was cancelled."
    ),
)
strawberry.enum(
    ContractState,
    description=(
        "NEGOTIATING: not approved by both sides yet. READY_TO_SIGN: both approved the same terms. PARTLY_EXECUTED: "
        "one side has executed them. EFFECTIVE: both have. SUPERSEDED: a version that another one has replaced."
    ),
)
strawberry.enum(AwardAction, description="What a viewer may do with an award now.")
strawberry.enum(
    ContractKind,
    description="B2B: a team or an enterprise does the work. B2C: an individual does.",
)


@strawberry.type(description="A stage of payment that a bid proposes.")
@shows(bids.BidStage)
class BidStage:
    title: str = field("What is delivered in this stage, up to 200 characters.")
    amount: Money = field("What is paid for the stage. All stages add up to the price.")
    due_after_days: int | None = field("Days from the start of the work; null if it is not stated.")


PRICE = money_in(lambda row: f"{row}.price_minor", lambda row: f"{row}.currency")


def _stage_told(bid: str) -> Parts:
    amount = money_in(lambda item: whole_member(item, "amount"), lambda _: f"{bid}.currency")
    return Parts({"title": member("title"), "amount": amount, "due_after_days": member("due_after_days")})


@strawberry.type(description="A submitted version of an application's bid, which never changes.")
@shows(applicants.Bid)
class Bid(Node):
    id: ID = identified("bid")
    number: int = field("The number of this version: 1, 2 and so on within the application.")
    state: BidState = batched(
        "The state of the application; SUBMITTED for a former version, as it was when it was replaced.",
        bids.states_of,
        is_alike=True,
    )
    version: int = batched("The `version` of the application.", bids.versions_of, differs=Differs.BY_ROLE)
    price: Money = field("The total price of the work.", told=PRICE)
    duration_days: int | None = field("The duration of the work in days; null if it is not stated.")
    proposal: str = field("The text of the offer.", weight=4)
    stages: list[BidStage] = field(
        "The proposed stages of payment, in order; may be empty.", bids.stages_of, told=Each("stages", _stage_told)
    )
    attachments: list[Attachment] = batched(
        "The files attached to this version, in order.", bids.files_of, is_alike=True
    )
    submitted_at: datetime | None = field("When this version was submitted.")
    actions: list[BidAction] = batched(
        "What the viewer may do now.",
        bids.actions_of_bids,
        differs=Differs.BY_ROLE,
        deprecated=(
            "Use `actions` of the Applicant, which are those of the draft, too. Deprecated on 2026-11-27, removed "
            "after 2027-05-31."
        ),
    )


@strawberry.type(
    description=(
        "The draft of an application's next bid, which may be unfinished. It stands beside what was submitted, and "
        "only the party itself sees that there is one."
    )
)
@shows(drafts.BidDraft)
class BidDraft(Node):
    id: ID = identified("draft")
    number: int = batched("The number of the version that it becomes when it is submitted.", bids.numbers_of)
    price: Money | None = field("The total price of the work; null if none was written yet.")
    duration_days: int | None = field("The duration of the work in days; null if it is not stated.")
    proposal: str | None = field("The text of the offer; null if none was written yet.", weight=4)
    stages: list[BidStage] = field(
        "The proposed stages of payment, in order; may be empty or unfinished.", bids.stages_of
    )
    attachments: list[Attachment] = batched("The files attached to the draft, in order.", bids.files_of_each_draft)
    saved_at: datetime = field("When it was last saved.")
    problems: list[FieldProblem] = batched(
        "What it lacks before it can be submitted, by the paths of the input of `saveBid`; empty if it is complete.",
        bids.problems_of_drafts,
    )


@strawberry.type(
    description=(
        "A party's application to a demand, with its draft and all submitted versions of its bid. While bids are "
        "sealed, only the party itself sees it."
    )
)
@shows(applicants.Applicant)
class Applicant(Node):
    id: ID = identified("applicant")
    state: BidState = field("The state of the application. A draft beside a submitted bid does not change it.")
    version: int = batched(
        "Increases with each change of the application. Pass it as `expectedVersion`. For others than the party "
        "itself, it does not increase with changes of the draft.",
        bids.versions_of_applicants,
        differs=Differs.BY_ROLE,
    )
    actions: list[ApplicantAction] = batched(
        "What the viewer may do now.", bids.actions_of_applicants, differs=Differs.BY_ROLE
    )
    party: Party = batched("The party that applies.", bids.parties_of, is_alike=True)
    applied_at: datetime = field(
        "When a bid was first submitted; before that, when the draft was created.", bids.applied_at
    )
    withdrawn_at: datetime | None = field("When the application was withdrawn; null if it was not.")
    bid: Bid | None = batched(
        "What was submitted and counts; null before the first submission, and if the viewer may not see it.",
        bids.bids_of,
        differs=Differs.BY_ROLE,
    )
    draft: BidDraft | None = batched(
        "The draft of the next bid; null if there is none, and for everyone but the party itself.",
        bids.drafts_of_applicants,
        differs=Differs.BY_USER,
    )
    demand: Demand = batched("The demand that the party applied to.", bids.demands_of, is_alike=True)
    award: Annotated["Award", strawberry.lazy("schema.bids")] | None = batched(
        "The latest offer made to this applicant; null if there was none.",
        bids.awards_of_applicants,
        differs=Differs.BY_ROLE,
    )
    candidate: Annotated["Candidate", strawberry.lazy("schema.workbench")] | None = batched(
        "The candidate at the workbench that it has become; null for the applicant's side, and while bids are sealed.",
        workbench.candidates_of_applicants,
        differs=Differs.BY_ROLE,
    )
    interviews: Connection[Annotated["Interview", strawberry.lazy("schema.interviews")]] = batched(
        "The interviews with this applicant, the oldest first. Empty unless the viewer is on one of the two sides.",
        interviews.interviews_of_applicants,
        differs=Differs.BY_ROLE,
    )
    conversation: Annotated["Conversation", strawberry.lazy("schema.messages")] | None = batched(
        "The conversation about the application; null if it was not opened, or if the viewer does not take part in it.",
        messages.conversations_of_applicants,
        differs=Differs.BY_ROLE,
    )
    bid_history: list[Bid] = batched(
        "Every submitted version of the bid that the viewer may see, the oldest first, at most 200.",
        bids.histories_of,
        differs=Differs.BY_ROLE,
    )


@strawberry.type(description="An offer of a demand to one candidate. A demand has at most one live offer.")
@shows(awards.Award)
class Award(Node):
    id: ID = identified("award")
    state: AwardState = field("The state of the offer.")
    version: int = field("Increases with each change by a user, not by the clock. Pass it as `expectedVersion`.")
    price: Money = field("The price of the bid at the time of the offer.")
    kind: ContractKind = field("Determined by the kind of the applicant's party, and fixed with the offer.")
    offered_at: datetime = field("When the offer was made.")
    lapses_at: datetime = field("When the offer lapses if nobody answers it.")
    answered_at: datetime | None = field("When the offer was answered, lapsed, or was revoked; null while it is open.")
    demand: Demand = batched("The demand that is offered.", bids.demands_of, is_alike=True)
    actions: list[AwardAction] = batched("What the viewer may do now.", bids.actions_of_awards, differs=Differs.BY_ROLE)
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] | None = batched(
        "The contract that it has become; null if there is none, and for everyone but its two sides.",
        contracts.contracts_of_awards,
        differs=Differs.BY_ROLE,
    )
    contract_state: ContractState | None = batched(
        "The state of that contract, which the resource manager sees, too.",
        contracts.states_of_awards,
        differs=Differs.BY_ROLE,
    )
    candidate: Annotated["Candidate", strawberry.lazy("schema.workbench")] | None = batched(
        "The candidate that it was offered to; null for the applicant's side.",
        workbench.candidates_of_awards,
        differs=Differs.BY_ROLE,
    )


given(
    bids.ApplicationFilter,
    "ApplicationFilter",
    "The conditions that one of the viewer's applications has to meet. Omitted ones are not checked.",
    states="The application is in one of these states.",
    has_unread_messages="True: its conversation has messages that the viewer has not read. False: it has none.",
)
given(
    saving.StageGiven,
    "BidStageInput",
    "A stage of payment.",
    title="What is delivered in this stage, up to 200 characters; may be empty in an unfinished draft.",
    amount="What is paid for the stage, in the currency of the bid; may be zero in an unfinished draft.",
    due_after_days="Days from the start of the work, up to 3,650.",
)
