"""Bids, and the answers to awards."""

import strawberry

from models.bids import submission, withdrawal
from models.workbench import awards
from resolvers import bids
from schema.base import act
from schema.bids import Applicant, Award


@strawberry.type
class BidMutations:
    """Mutations of bids."""

    save_bid = act(
        bids.save_bid,
        Applicant,
        "Saves the draft of a bid. A draft of a submitted bid moves it to NEEDS_CONFIRMATION: it is not ranked and "
        "lapses at the deadline, unless `submitBid` submits the new version.",
        price="The total price, in the demand's currency.",
        proposal="The text of the offer, up to 20,000 characters.",
        stages="The stages of payment, at most 50. They have to add up to the price; an empty list is allowed.",
        duration_days="The duration of the work in days, up to 3,650; null if it is not stated.",
        attachment_ids=(
            "All files of the bid, at most 20: ids of uploads, and of attachments to keep. Omitted, the files stay as "
            "they are."
        ),
    )
    submit_bid = act(
        submission.submit_bid,
        Applicant,
        "Submits the latest version of the bid, or confirms it after an amendment. Only owners and managers of the "
        "applicant may, while the demand is OPEN.",
        expected_version=(
            "The `version` of the bid. If the application has changed since, the mutation is refused with CONFLICT."
        ),
    )
    withdraw_bid = act(
        withdrawal.withdraw_bid,
        Applicant,
        "Withdraws an application. Only owners and managers of the applicant may, until the demand is awarded.",
    )
    invalidate_bid = act(
        withdrawal.invalidate_bid,
        Applicant,
        "Invalidates a bid and tells the applicant why. Only the demand's resource manager and administrators may, "
        "until the award.",
    )
    accept_award = act(
        awards.accept_award,
        Award,
        "Accepts the offer, and the demand becomes CONTRACTED. Only owners and managers of the applicant may; refused "
        "with AWARD_LAPSED after `lapsesAt`.",
    )
    decline_award = act(
        awards.decline_award,
        Award,
        "Declines the offer, so that the next candidate can be awarded. Only owners and managers of the applicant may.",
    )
