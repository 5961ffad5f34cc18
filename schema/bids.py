"""The GraphQL types of bids, applicants and awards."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.bids import submission
from models.demands import applicants, awards
from models.demands.applicants import BidAction, BidState
from models.demands.awards import AwardAction, AwardState, ContractKind
from resolvers import bids, interviews, messages, workbench
from schema.accounts import Party
from schema.base import Node, batched, field, given, identified, shows
from schema.demands import Demand
from schema.files import Attachment
from schema.money import Money
from schema.pages import Connection
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.interviews import Interview
    from schema.messages import Conversation
    from schema.workbench import Candidate

strawberry.enum(
    BidState,
    description=(
        "NEEDS_CONFIRMATION: there is a newer draft, or the demand was amended; call `submitBid`. LAPSED: not "
        "submitted or confirmed by the deadline. INVALIDATED: by staff."
    ),
)
strawberry.enum(BidAction, description="What a viewer may do with a bid now.")
strawberry.enum(
    AwardState,
    description=(
        "LAPSED: not answered in time. REVOKED: taken back before an answer. VOIDED: it was accepted, but then the "
        "demand was cancelled."
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


@strawberry.type(description="One version of an application's bid. A submitted version never changes.")
@shows(applicants.Bid)
class Bid(Node):
    id: ID = identified("bid")
    number: int = field("The number of this version: 1, 2 and so on within the application.")
    state: BidState = batched(
        "The state of the application; of a former version, the state when it was replaced.",
        bids.states_of,
        is_alike=True,
    )
    version: int = batched(
        "Increases with each change of the application. Pass it as `expectedVersion`.", bids.versions_of, is_alike=True
    )
    price: Money = field("The total price of the work.")
    duration_days: int | None = field("The duration of the work in days; null if it is not stated.")
    proposal: str = field("The text of the offer.", weight=4)
    stages: list[BidStage] = field("The proposed stages of payment, in order; may be empty.", bids.stages_of)
    attachments: list[Attachment] = batched(
        "The files attached to this version, in order.", bids.files_of, is_alike=True
    )
    submitted_at: datetime | None = field("When this version was submitted; null for a draft.")
    actions: list[BidAction] = batched("What the viewer may do now.", bids.actions_of_bids, differs=Differs.BY_ROLE)


@strawberry.type(
    description=(
        "A party's application to a demand, with all versions of its bid. While bids are sealed, only the party itself "
        "sees it."
    )
)
@shows(applicants.Applicant)
class Applicant(Node):
    id: ID = identified("applicant")
    party: Party = batched("The party that applies.", bids.parties_of, is_alike=True)
    applied_at: datetime = field(
        "When a bid was first submitted; before that, when the draft was created.", bids.applied_at
    )
    withdrawn_at: datetime | None = field("When the application was withdrawn; null if it was not.")
    bid: Bid | None = batched(
        "The latest version that the viewer may see: for the applicant the draft if there is one, for others what was "
        "submitted.",
        bids.bids_of,
        differs=Differs.BY_ROLE,
    )
    demand: Demand = batched("The demand that the party applied to.", bids.demands_of, is_alike=True)
    award: Annotated["Award", strawberry.lazy("schema.bids")] | None = batched(
        "The latest offer made to this applicant; null if there was none.",
        bids.awards_of_applicants,
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
        "Every version of the bid that the viewer may see, the oldest first, at most 200.",
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
    submission.StageGiven,
    "BidStageInput",
    "A stage of payment.",
    title="What is delivered in this stage, up to 200 characters.",
    amount="What is paid for the stage, in the currency of the bid.",
    due_after_days="Days from the start of the work, up to 3,650.",
)
