"""Bids, applicants and awards, as the world sees them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.bids import submission
from models.demands import applicants, awards
from models.demands.applicants import BidAction, BidState
from models.demands.awards import AwardAction, AwardState, ContractKind
from resolvers import bids, interviews, workbench
from schema.accounts import Party
from schema.base import Connection, Money, Node, batched, field, given, identified, shows
from schema.demands import Demand
from schema.files import Attachment
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.interviews import Interview
    from schema.workbench import Candidate

strawberry.enum(
    BidState,
    description="Where an application stands. NEEDS_CONFIRMATION: a newer draft or an amended demand; submit again.",
)
strawberry.enum(BidAction, description="What a viewer may do with a bid.")
strawberry.enum(AwardState, description="Where an offer stands.")
strawberry.enum(AwardAction, description="What a viewer may do with an award.")
strawberry.enum(
    ContractKind,
    description="B2B: the work is done by a team or an enterprise; B2C: by an individual.",
)


@strawberry.type(description="One stage of payment that a bid proposes.")
@shows(bids.BidStage)
class BidStage:
    """A stage."""

    title: str = field("What is delivered.")
    amount: Money = field("What is paid for it; all stages add up to the price.")
    due_after_days: int | None = field("Days from the start of the work; null: not said.")


@strawberry.type(description="One version of an application's bid.")
@shows(applicants.Bid)
class Bid(Node):
    """A bid; a submitted version never changes."""

    id: ID = identified("bid")
    number: int = field("1, 2, ...: the version of this application's bid.")
    state: BidState = batched("Where the application stands.", bids.states_of, is_alike=True)
    version: int = batched(
        "Rises with each change of the application; goes into `expectedVersion`.", bids.versions_of, is_alike=True
    )
    price: Money = field("What all of the work costs.")
    duration_days: int | None = field("How long the work takes, in days; null: not said.")
    proposal: str = field("What is offered, in words.")
    stages: list[BidStage] = field("The stages of payment that are proposed.", bids.stages_of)
    attachments: list[Attachment] = batched("The files of this version, in order.", bids.files_of, is_alike=True)
    submitted_at: datetime | None = field("When it was submitted; null: a draft.")
    actions: list[BidAction] = batched("What the viewer may do next.", bids.actions_of_bids, differs=Differs.BY_ROLE)


@strawberry.type(description="A party's application to a demand.")
@shows(applicants.Applicant)
class Applicant(Node):
    """An application."""

    id: ID = identified("applicant")
    party: Party = batched("Who applies.", bids.parties_of, is_alike=True)
    applied_at: datetime = field("When it was first submitted; of a draft, when it was begun.", bids.applied_at)
    withdrawn_at: datetime | None = field("When it was withdrawn.")
    bid: Bid | None = batched("The latest version that the viewer may see.", bids.bids_of, differs=Differs.BY_ROLE)
    demand: Demand = batched("What it applies to.", bids.demands_of, is_alike=True)
    award: Annotated["Award", strawberry.lazy("schema.bids")] | None = batched(
        "The offer that came of it, the latest first.", bids.awards_of_applicants, differs=Differs.BY_ROLE
    )
    interviews: Connection[Annotated["Interview", strawberry.lazy("schema.interviews")]] = batched(
        "The interviews with it, the oldest first; empty for everyone but the two sides.",
        interviews.interviews_of_applicants,
        differs=Differs.BY_ROLE,
    )
    bid_history: list[Bid] = batched(
        "Every version that the viewer may see, the oldest first.", bids.histories_of, differs=Differs.BY_ROLE
    )


@strawberry.type(description="An offer of the demand to one candidate.")
@shows(awards.Award)
class Award(Node):
    """An award."""

    id: ID = identified("award")
    state: AwardState = field("Where the offer stands.")
    version: int = field("Rises with each change by hand; goes into `expectedVersion`.")
    price: Money = field("The price of the bid.")
    kind: ContractKind = field("Follows from the two parties, and is frozen with the award.")
    offered_at: datetime = field("When it was offered.")
    lapses_at: datetime = field("When it lapses unless it is answered.")
    answered_at: datetime | None = field("When it was answered, lapsed or was taken back.")
    demand: Demand = batched("What is awarded.", bids.demands_of, is_alike=True)
    actions: list[AwardAction] = batched(
        "What the viewer may do next.", bids.actions_of_awards, differs=Differs.BY_ROLE
    )
    candidate: Annotated["Candidate", strawberry.lazy("schema.workbench")] | None = batched(
        "Who it was offered to; null for the applicant.", workbench.candidates_of_awards, differs=Differs.BY_ROLE
    )


given(
    submission.StageGiven,
    "BidStageInput",
    "One stage of payment.",
    title="What is delivered.",
    amount="What is paid for it, in the currency of the bid.",
    due_after_days="Days from the start of the work.",
)
