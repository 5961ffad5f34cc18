"""Consequences: the table that lists, for every area, which verbs follow from which fact."""

from models.accounts.facts import MemberJoined, MemberLeft
from models.bids.confirmation import ask_for_confirmation
from models.bids.conflicts import refuse_both_sides, refuse_partial_manager
from models.bids.withdrawal import lapse_what_is_unconfirmed
from models.demands.facts import (
    AwardAccepted,
    AwardEnded,
    BiddingBegan,
    BiddingEnded,
    BidLeft,
    CandidateEliminated,
    DemandChanged,
    DemandEnded,
    DemandRevised,
    ManagerAssigned,
)
from models.facts import Consequences, after
from models.interviews.ending import (
    end_interviews_of_bid,
    end_interviews_of_candidate,
    end_interviews_of_demand,
    leave_interviews,
)
from models.searches.matching import look_through_again, look_through_searches
from models.workbench.awards import contract_demand, reopen_selection, void_live

# The verbs run in this order, in the transaction of the fact. If one refuses, the fact is rolled back too.
CONSEQUENCES: Consequences = dict(
    [
        after(MemberJoined, refuse_both_sides),
        after(MemberLeft, leave_interviews),
        after(ManagerAssigned, refuse_partial_manager),
        after(DemandChanged, ask_for_confirmation),
        after(DemandRevised, look_through_again),
        after(BiddingBegan, look_through_searches),
        after(BiddingEnded, lapse_what_is_unconfirmed),
        after(DemandEnded, void_live, end_interviews_of_demand),
        after(BidLeft, end_interviews_of_bid),
        after(CandidateEliminated, end_interviews_of_candidate),
        after(AwardAccepted, contract_demand),
        after(AwardEnded, reopen_selection),
    ]
)
