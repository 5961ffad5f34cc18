"""Bids and the answers to awards."""

import strawberry

from models.bids import submission, withdrawal
from models.workbench import awards
from resolvers import bids
from schema.base import act
from schema.bids import Applicant, Award


@strawberry.type
class BidMutations:
    """What can be done: bids."""

    save_bid = act(
        bids.save_bid,
        Applicant,
        "Makes the draft of a bid, or a new draft version of what was submitted: what was submitted then needs "
        "confirmation, is not ranked and lapses at the deadline, until submitBid makes the new version count.",
        price="What all of the work costs, in the demand's currency.",
        proposal="What is offered, in words.",
        stages="The stages of payment; they add up to the price, or there are none.",
        duration_days="How long the work takes.",
        attachment_ids="All files of it, at most 20: uploads, and attachments that it has; left out, they stay.",
    )
    submit_bid = act(
        submission.submit_bid,
        Applicant,
        "Makes the latest version the one that counts.",
        expected_version="The bid's version; another one is refused with CONFLICT.",
    )
    withdraw_bid = act(withdrawal.withdraw_bid, Applicant, "Ends an application; possible until the award.")
    invalidate_bid = act(withdrawal.invalidate_bid, Applicant, "Strikes a bid out; staff only.")
    accept_award = act(awards.accept_award, Award, "Takes the offer; a contract follows.")
    decline_award = act(awards.decline_award, Award, "Refuses the offer.")
