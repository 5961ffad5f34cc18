"""Demands: finding, changing and ending them, and following the market."""

from collections.abc import AsyncIterator
from functools import partial

import strawberry

from models.demands import closing, drafting, ending
from models.demands.search import FilterGiven
from realtime.groups import Feed
from resolvers import demands, live
from resolvers.context import Info
from resolvers.demands import least_bidding_seconds
from schema.base import feed, field
from schema.demands import (
    MARKET,
    AmendmentPreview,
    BiddingDemand,
    Criterion,
    Demand,
    DemandConnection,
    criteria_in,
    default_criteria,
    find_demands,
)
from schema.live import MarketEvent
from schema.mutations import act


def _market(info: Info, filter: FilterGiven | None = None, after: str | None = None) -> Feed:
    return live.market(info, criteria_in(filter), after)


_amending = partial(
    act,
    title="A short title, up to 200 characters.",
    description="The full description, up to 20,000 characters.",
    skills="The skills that the work needs. They are stored in lower case.",
    budget="What the awarder means to spend. Null clears it.",
    duration_days="The expected duration of the work in days, up to 3,650. Null clears it.",
    audience="The kinds of party that may bid.",
    bidding="Whether bids are sealed until the deadline. It cannot be changed after the demand is published.",
    is_bid_count_public="Whether everyone may see the number of bids.",
    criteria="The criteria that bids are ranked by.",
    attachment_ids="All files of the demand, at most 20: ids of uploads, and of attachments to keep.",
)


@strawberry.type
class DemandQueries:
    """Queries about demands."""

    demand: Demand | None = field("A demand; null if it does not exist or the viewer may not see it.", demands.demand)
    demands: DemandConnection = field(
        "Published demands, of every state unless the filter says otherwise.", find_demands, weight=500, told=MARKET
    )
    default_criteria: list[Criterion] = field(
        "The platform's criteria, by which bids are ranked unless a demand has its own.", default_criteria
    )
    least_bidding_seconds: int = field(
        "The least time that a demand leaves bidders, in seconds: a deadline that is set now has to be later than this "
        "from now, or is refused with DEADLINE_TOO_SOON.",
        least_bidding_seconds,
    )


@strawberry.type
class DemandMutations:
    """Mutations of demands."""

    draft_demand = act(
        demands.draft_demand,
        BiddingDemand,
        "Creates a draft of a demand. Every member of the party may; only its members see it until it is published.",
        title="A short title, up to 200 characters.",
        description="The full description, up to 20,000 characters.",
        skills="The skills that the work needs. They are stored in lower case.",
        audience="The kinds of party that may bid.",
        budget="What the awarder means to spend. Bids have to be in its currency.",
        duration_days="The expected duration of the work in days, up to 3,650.",
        deadline_at="When bidding ends. It is needed before the demand is published.",
        bidding="Defaults to OPEN. It can be changed until the demand is published.",
        is_bid_count_public="Whether everyone may see the number of bids. Defaults to true.",
        criteria="The criteria that bids are ranked by. Defaults to those of the platform.",
        attachment_ids="Ids of uploads to attach, at most 20.",
    )
    publish_demand = act(
        drafting.publish_demand,
        BiddingDemand,
        "Publishes a draft and opens it for bids. Only owners and managers may; refused with INCOMPLETE without a "
        "deadline and an audience.",
    )
    amend_demand = _amending(
        demands.amend_demand,
        BiddingDemand,
        "Changes a DRAFT or OPEN demand; omitted fields stay as they are. A material change of an OPEN one moves all "
        "submitted bids to NEEDS_CONFIRMATION and may extend the deadline.",
    )
    preview_amendment = _amending(
        demands.preview_amendment,
        AmendmentPreview,
        "What `amendDemand` would change with the same input, and whether bidders would have to confirm. It changes "
        "nothing, and refuses what `amendDemand` refuses, but for the files.",
        is_repeatable=True,
    )
    extend_deadline = act(
        drafting.extend_deadline,
        BiddingDemand,
        "Moves the deadline. Only owners and managers may; once a bid was submitted it can only move later "
        "(DEADLINE_EARLIER).",
        deadline_at="When bidding ends. It has to lie in the future.",
    )
    close_bidding = act(
        closing.close_bidding,
        BiddingDemand,
        "Ends OPEN bidding before its deadline. Only owners and managers may; refused with SEALED for sealed "
        "bidding, with NO_BIDS without a submitted bid that needs no confirmation, and with UNCONFIRMED until "
        "`closableAt` while a bid needs it.",
    )
    reopen_bidding = act(
        closing.reopen_bidding,
        BiddingDemand,
        "Opens the demand for bids again, which is possible once. Refused with ALREADY_REOPENED, and with "
        "ALREADY_OPENED after sealed bids were opened.",
        deadline_at="When bidding ends. It has to lie in the future.",
    )
    cancel_demand = act(
        ending.cancel_demand,
        BiddingDemand,
        "Cancels a demand for good, until the work starts. Only owners and managers may; every applicant is notified.",
        reason="The reason, up to 2,000 characters. Required once there are bids.",
    )
    conclude_without_award = act(
        ending.conclude_without_award,
        BiddingDemand,
        "Ends the selection without an award, and the demand becomes FAILED. Only owners and managers may, while "
        "it is SELECTING.",
    )
    suspend_demand = act(
        ending.suspend_demand,
        BiddingDemand,
        "Suspends an OPEN or SELECTING demand; its deadline is paused. Only its resource manager and administrators "
        "may.",
    )
    resume_demand = act(
        ending.resume_demand,
        BiddingDemand,
        "Resumes a suspended demand; the deadline moves by the time that it was suspended. Only its resource manager "
        "and administrators may.",
    )
    assign_manager = act(
        demands.assign_manager,
        BiddingDemand,
        "Assigns a resource manager to a demand. Administrators assign any resource manager, and these themselves; "
        "refused with CONFLICT_OF_INTEREST for members of the awarder or an applicant.",
        user_id="The id of the User to assign. Defaults to the viewer.",
    )


@strawberry.type
class DemandSubscriptions:
    """Subscriptions to the market."""

    market: AsyncIterator[MarketEvent] = feed(
        "Published demands that match the filter, as they change. A demand that no longer is in one of the filter's "
        "`states` is still reported. Needs no sign-in.",
        _market,
    )
