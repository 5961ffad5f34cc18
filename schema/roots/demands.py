"""Demands: finding them, their life by hand, and the market as it moves."""

from collections.abc import AsyncIterator

import strawberry

from models.demands import closing, drafting, ending
from models.demands.search import FilterGiven
from realtime.groups import Feed
from resolvers import demands, live
from resolvers.context import Info
from schema.base import act, feed, field
from schema.demands import BiddingDemand, Demand, DemandConnection, criteria_in, find_demands
from schema.live import MarketEvent


def _market(info: Info, filter: FilterGiven | None = None, after: str | None = None) -> Feed:
    return live.market(info, criteria_in(filter), after)


@strawberry.type
class DemandQueries:
    """What can be asked: demands."""

    demand: Demand | None = field("A demand; null where there is none that the viewer may see.", demands.demand)
    demands: DemandConnection = field("Published demands.", find_demands)


@strawberry.type
class DemandMutations:
    """What can be done: demands."""

    draft_demand = act(
        demands.draft_demand,
        BiddingDemand,
        "Begins a demand that nobody else sees yet.",
        title="What is asked for, in a line.",
        description="What is asked for, in full.",
        skills="What is needed.",
        audience="Which kinds of party may bid.",
        budget="What it may cost; its currency is the one that bids are made in.",
        duration_days="How long the work should take.",
        deadline_at="Until when bids are taken.",
        bidding="OPEN unless said otherwise.",
        is_bid_count_public="Whether everyone may know how many bids there are: true unless said otherwise.",
        criteria="What bids are ordered by; the platform's own unless said otherwise.",
        attachment_ids="Uploads that say more of it, at most 20.",
    )
    publish_demand = act(drafting.publish_demand, BiddingDemand, "Opens a demand for bids.")
    amend_demand = act(
        demands.amend_demand,
        BiddingDemand,
        "Changes a demand; what is left out stays. A material change asks every bidder to confirm.",
        title="What is asked for, in a line.",
        description="What is asked for, in full.",
        skills="What is needed.",
        budget="What it may cost; null: not said.",
        duration_days="How long the work should take; null: not said.",
        audience="Which kinds of party may bid.",
        is_bid_count_public="Whether everyone may know how many bids there are.",
        criteria="What bids are ordered by.",
        attachment_ids="All of its files from now on: uploads, and attachments that it has.",
    )
    extend_deadline = act(
        drafting.extend_deadline,
        BiddingDemand,
        "Moves the deadline; never earlier once bids are in.",
        deadline_at="Until when bids are taken.",
    )
    close_bidding = act(
        closing.close_bidding, BiddingDemand, "Ends OPEN bidding before the deadline, with a bid in at least."
    )
    reopen_bidding = act(
        closing.reopen_bidding,
        BiddingDemand,
        "Takes bids again; once, and never after sealed bids were opened.",
        deadline_at="Until when bids are taken.",
    )
    cancel_demand = act(
        ending.cancel_demand,
        BiddingDemand,
        "Ends a demand for good.",
        reason="Why; needed once bids are in.",
    )
    conclude_without_award = act(
        ending.conclude_without_award, BiddingDemand, "Ends the selection because nobody is suitable."
    )
    suspend_demand = act(ending.suspend_demand, BiddingDemand, "Holds a demand; staff only.")
    resume_demand = act(ending.resume_demand, BiddingDemand, "Lets a suspended demand go on; staff only.")
    assign_manager = act(
        demands.assign_manager,
        BiddingDemand,
        "Puts a resource manager in charge of a demand; staff only.",
        user_id="The manager; the viewer unless said otherwise.",
    )


@strawberry.type
class DemandSubscriptions:
    """What can be followed: demands."""

    market: AsyncIterator[MarketEvent] = feed("The market as it moves: published, amended, closed.", _market)
