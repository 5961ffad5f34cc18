"""Consequences: the table that lists, for every area, which verbs follow from which fact."""

from models.accounts.facts import (
    InvitationsEnded,
    LocaleChosen,
    MemberJoined,
    MemberLeft,
    PartyChanged,
    PartyClosing,
    RoleChanged,
    VerificationRefused,
)
from models.bids.confirmation import ask_for_confirmation
from models.bids.conflicts import (
    exclude_affiliates,
    refuse_both_sides,
    refuse_leading_both_sides,
    refuse_partial_manager,
    take_back_drafts_of_lead,
    take_back_drafts_of_member,
)
from models.bids.ending import end_bids, end_bids_in_reserve, tell_those_in_reserve
from models.bids.revisions import tell_of_reopening, tell_of_resumption, tell_of_revision
from models.bids.saving import lapse_drafts
from models.bids.withdrawal import end_applications, lapse_what_is_unconfirmed
from models.contracts.ending import end_contract_of_bid, end_contract_of_demand
from models.contracts.facts import (
    ContractCompleted,
    ContractEffective,
    ContractEnded,
    ContractPerforming,
    ContractTerminated,
)
from models.contracts.signers import end_signing_of_member, end_signing_of_role
from models.demands.conflicts import leave_as_manager
from models.demands.ending import end_demands
from models.demands.facts import (
    AwardAccepted,
    AwardEnded,
    BiddingBegan,
    BiddingEnded,
    BiddingOpened,
    BidInvalidated,
    BidLeft,
    BidSubmitted,
    CandidateEliminated,
    DemandChanged,
    DemandEnded,
    DemandResumed,
    DemandRevised,
    ManagerAssigned,
)
from models.disputes.facts import DisputeOpened
from models.disputes.opening import open_by_objection, open_for_idle_money
from models.escrow.ending import return_excess, settle_terminated
from models.escrow.facts import RefundObjected, StageIdle, StageRefunded
from models.escrow.funding import await_changed_funds, await_funds, settle_funding, show_checkout
from models.escrow.paying_out import check_nothing_left, pay_out_what_waits, settle_payout
from models.escrow.refunding import settle_refund
from models.facts import Consequences, after
from models.interviews.ending import (
    end_interviews_of_bid,
    end_interviews_of_candidate,
    end_interviews_of_demand,
    end_interviews_of_others,
    leave_interviews,
)
from models.invoices.crediting import credit_reduced, credit_refunded, credit_unreleased
from models.messages.conversations import open_conversation_of_dispute
from models.notifications.inviting import (
    forget_invitations,
    tell_of_closing,
    tell_of_refusal,
    tell_of_role,
    tell_owners,
)
from models.notifications.timing import time_by_zone
from models.payments.facts import AccountCompleted, CheckoutOpened, PaymentSettled
from models.payments.telling import tell_of_failure, tell_of_payout
from models.reviews.counting import count_again, uncount_of_lead, uncount_of_member
from models.reviews.facts import ReviewPublished
from models.reviews.offering import offer_reviews_of_completed, offer_reviews_of_terminated
from models.reviews.telling import tell_published
from models.reviews.ties import keep_ties_of_lead, keep_ties_of_member
from models.searches.matching import look_through_again, look_through_searches
from models.supplements.activating import restate_contract
from models.supplements.ending import cancel_supplements
from models.supplements.facts import SupplementActive
from models.templates.desk import cancel_requests, requeue_request, take_request
from models.work.facts import WorkLetGo, WorkTaken
from models.workbench.awards import contract_demand, reopen_selection, void_award_of_bid, void_live
from models.workbench.contracts import (
    begin_demand,
    bind_demand,
    cancel_demand_of_contract,
    complete_demand,
    void_award_of_contract,
)
from models.workbench.measuring import measure_again, measure_bid, measure_ended, measure_opened, measure_party

# The verbs run in this order, in the transaction of the fact. If one refuses, the fact is rolled back too.
CONSEQUENCES: Consequences = dict(
    [
        after(InvitationsEnded, forget_invitations),
        after(LocaleChosen, time_by_zone),
        after(MemberJoined, refuse_both_sides, take_back_drafts_of_member, tell_owners, uncount_of_member),
        after(VerificationRefused, tell_of_refusal),
        after(
            RoleChanged,
            refuse_leading_both_sides,
            take_back_drafts_of_lead,
            end_signing_of_role,
            keep_ties_of_lead,
            tell_of_role,
            uncount_of_lead,
        ),
        after(MemberLeft, leave_interviews, end_signing_of_member, keep_ties_of_member),
        after(PartyChanged, measure_party),
        after(PartyClosing, end_demands, end_applications, check_nothing_left, cancel_requests, tell_of_closing),
        after(ManagerAssigned, refuse_partial_manager),
        after(DemandChanged, ask_for_confirmation, measure_again),
        after(DemandRevised, look_through_again, tell_of_revision),
        after(BiddingBegan, look_through_searches, tell_of_reopening),
        after(DemandResumed, tell_of_resumption),
        after(BiddingEnded, lapse_drafts, lapse_what_is_unconfirmed),
        after(BiddingOpened, leave_as_manager, exclude_affiliates, measure_opened),
        after(DemandEnded, end_contract_of_demand, void_live, end_bids, measure_ended, end_interviews_of_demand),
        after(BidSubmitted, measure_bid),
        after(BidInvalidated, end_contract_of_bid, void_award_of_bid),
        after(BidLeft, end_interviews_of_bid),
        after(CandidateEliminated, end_interviews_of_candidate),
        after(AwardAccepted, contract_demand, tell_those_in_reserve),
        after(AwardEnded, reopen_selection),
        after(WorkTaken, take_request),
        after(WorkLetGo, requeue_request),
        after(ContractEffective, bind_demand, await_funds, end_bids_in_reserve, end_interviews_of_others),
        after(ContractPerforming, begin_demand),
        after(ContractCompleted, complete_demand, offer_reviews_of_completed),
        after(ContractEnded, void_award_of_contract),
        # What a stage no longer takes goes back before its amount changes.
        after(SupplementActive, return_excess, restate_contract, await_changed_funds, credit_reduced),
        # Reviews are offered last: what was released has to be settled by then.
        after(
            ContractTerminated,
            settle_terminated,
            cancel_supplements,
            credit_unreleased,
            cancel_demand_of_contract,
            offer_reviews_of_terminated,
        ),
        after(AccountCompleted, pay_out_what_waits),
        after(CheckoutOpened, show_checkout),
        after(PaymentSettled, settle_funding, settle_refund, settle_payout, tell_of_failure, tell_of_payout),
        after(StageRefunded, credit_refunded),
        after(RefundObjected, open_by_objection),
        after(StageIdle, open_for_idle_money),
        after(DisputeOpened, open_conversation_of_dispute),
        after(ReviewPublished, count_again, tell_published),
    ]
)
