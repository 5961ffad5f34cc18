"""The workbench: decisions about candidates, and following them live."""

from collections.abc import AsyncIterator

import strawberry

from models.workbench import alternatives, awards, elimination, reading, remarks
from resolvers import live, workbench
from schema.base import feed
from schema.bids import Award
from schema.live import BidArrival, PresenceShown, WorkbenchEvent, presence
from schema.mutations import act
from schema.workbench import Candidate, CandidateOutcomes, EliminationOutcome, Remark


@strawberry.type
class WorkbenchMutations:
    """Mutations of the workbench."""

    add_remark = act(
        remarks.add_remark,
        Remark,
        "Adds a remark to a candidate. Every member of the awarder may; applicants never see it.",
        body="The text, up to 5,000 characters.",
        scope="Who may read the remark.",
    )
    edit_remark = act(
        remarks.edit_remark,
        Remark,
        "Edits one of the viewer's own remarks.",
        remark_id="The id of a Remark.",
        body="The text, up to 5,000 characters.",
    )
    delete_remark = act(
        remarks.delete_remark, Remark, "Deletes one of the viewer's own remarks.", remark_id="The id of a Remark."
    )
    place_alternative = act(
        alternatives.place_alternative,
        Candidate,
        "Makes a candidate an alternative, or moves it to another rank; the others make room. Only owners and "
        "managers of the awarder may.",
        rank="The rank, from 1. Null or a rank past the end means the last one.",
        expected_version=(
            "The `version` of the candidate. If it has changed since, the mutation is refused with CONFLICT."
        ),
    )
    drop_alternative = act(
        alternatives.drop_alternative,
        Candidate,
        "Makes an alternative UNDECIDED again; the others close the gap. Only owners and managers of the awarder may.",
    )
    eliminate_candidates = act(
        workbench.eliminate_candidates,
        EliminationOutcome,
        "Eliminates candidates, each with an outcome of its own: one refusal does not stop the others. Only owners "
        "and managers of the awarder may.",
        reason="The kind of reason. It is kept on record.",
        candidate_ids="The ids of up to 200 Candidates.",
        note="More about the reason, up to 2,000 characters; required for OTHER. It is kept on record.",
        expected_versions=(
            "The `version` of each candidate, in the order of the ids. One that has changed since is refused with "
            "CONFLICT, and the others are not."
        ),
    )
    restore_candidate = act(
        elimination.restore_candidate,
        Candidate,
        "Makes an eliminated candidate UNDECIDED again. Only owners and managers of the awarder may, until the award.",
    )
    restore_candidates = act(
        workbench.restore_candidates,
        CandidateOutcomes,
        "Makes eliminated candidates UNDECIDED again, each with an outcome of its own: one refusal does not stop the "
        "others. Only owners and managers of the awarder may, until the award.",
        candidate_ids="The ids of up to 200 Candidates.",
        expected_versions=(
            "The `version` of each candidate, in the order of the ids. One that has changed since is refused with "
            "CONFLICT, and the others are not."
        ),
    )
    mark_candidate_read = act(
        reading.mark_candidate_read,
        Candidate,
        "Records that the viewer has read the current version of the candidate's bid. Every member of the awarder may.",
    )
    mark_candidates_read = act(
        workbench.mark_candidates_read,
        CandidateOutcomes,
        "Records for several candidates that the viewer has read the current version of their bids, each with an "
        "outcome of its own. Every member of the awarder may.",
        candidate_ids="The ids of up to 200 Candidates.",
    )
    award_demand = act(
        awards.award_demand,
        Award,
        "Offers a SELECTING demand to a candidate at the price of its bid. Only owners and managers of the awarder "
        "may; refused with BID_NOT_CONFIRMED or BID_GONE if the bid cannot win.",
        justification=(
            "Why this candidate, up to 5,000 characters. Required unless it ranks first among those not eliminated."
        ),
        expected_version="The `version` of the demand. If it has changed since, the mutation is refused with CONFLICT.",
    )
    revoke_award = act(
        awards.revoke_award,
        Award,
        "Revokes an offer that was not answered yet; the applicant is notified. Only owners and managers of the "
        "awarder may.",
    )


@strawberry.type
class WorkbenchSubscriptions:
    """Subscriptions to the workbench."""

    bid_arrivals: AsyncIterator[BidArrival] = feed(
        "Changes among the bids on a demand, in order; only the number while bids are sealed. For the awarder's team "
        "and the resource manager.",
        live.bid_arrivals,
    )
    presence: AsyncIterator[PresenceShown] = presence(
        "Who follows this subscription now: sent at once and after every change. Following it makes the viewer "
        "present.",
        live.presence,
    )
    workbench: AsyncIterator[WorkbenchEvent] = feed(
        "Everything that happens at a workbench, in order. For the awarder's team and the resource manager.",
        live.workbench,
    )
