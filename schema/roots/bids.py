"""Bids, and the answers to awards."""

import strawberry

from models.bids import saving, submission, withdrawal
from models.workbench import awards
from resolvers import bids
from schema.bids import Applicant, Award
from schema.mutations import act

READ_VERSION = (
    "The number of the DemandVersion that the decision is based on, from the demand's `history`. If the demand was "
    "materially amended since, the mutation is refused with STALE. Omitted, it is not asked what was read."
)


@strawberry.type
class BidMutations:
    """Mutations of bids."""

    save_bid = act(
        bids.save_bid,
        Applicant,
        "Writes the draft of a bid as a whole; it may be unfinished. What was submitted goes on counting until "
        "`submitBid` puts the draft in its place.",
        price="The total price, in the demand's currency; null if none is written yet.",
        proposal="The text of the offer, up to 20,000 characters; null if none is written yet.",
        stages="The stages of payment, at most 50. If there are any, they have to add up to the price in the end.",
        duration_days="The duration of the work in days, up to 3,650; null if it is not stated.",
        attachment_ids=(
            "All files of the draft, at most 20: ids of uploads, and of attachments to keep. Omitted, the files stay "
            "as they are; a new draft has those of the submitted bid."
        ),
        applicant_id=(
            "The id of the Applicant whose bid this revises. If it has ended meanwhile, the mutation is refused with "
            "WRONG_STATE; omitted, a new application begins where the party has none."
        ),
        expected_version=(
            "The `version` of the Applicant that this draft is based on; 0 says that the party has no active "
            "application yet. If another version is stored, or one at all, the mutation is refused with CONFLICT. "
            "Omitted, the draft replaces whatever is stored."
        ),
    )
    discard_draft = act(
        saving.discard_draft,
        Applicant,
        "Throws away the draft beside a submitted bid, which stays as it is. Every member of the applicant may, while "
        "the demand is OPEN.",
    )
    confirm_bid = act(
        submission.confirm_bid,
        Applicant,
        "Lets a submitted bid that needs confirmation after an amendment count again, unchanged; a draft stays beside "
        "it. Only owners and managers of the applicant may, while the demand is OPEN.",
        demand_version=READ_VERSION,
    )
    submit_bid = act(
        submission.submit_bid,
        Applicant,
        "Puts the draft in the place of what was submitted, in one step; refused with INCOMPLETE while it has "
        "`problems`. Only owners and managers of the applicant may, while the demand is OPEN.",
        expected_version=(
            "The `version` of the application. If it has changed since, the mutation is refused with CONFLICT."
        ),
        demand_version=READ_VERSION,
    )
    withdraw_bid = act(
        withdrawal.withdraw_bid,
        Applicant,
        "Withdraws an application. Only owners and managers of the applicant may, until the demand is offered to it; "
        "whoever else stays in reserve may at any time.",
    )
    invalidate_bid = act(
        withdrawal.invalidate_bid,
        Applicant,
        "Invalidates a bid that staff can see, and tells the applicant why; an award of it ends. Only the demand's "
        "resource manager and administrators may, until the work on it has begun.",
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
