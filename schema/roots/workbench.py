"""The workbench: what the awarder does with candidates, and what they follow."""

from collections.abc import AsyncIterator

import strawberry

from models.workbench import alternatives, awards, elimination, reading, remarks
from resolvers import live, workbench
from schema.base import act, feed
from schema.bids import Award
from schema.live import BidArrival, PresenceShown, WorkbenchEvent, presence
from schema.workbench import Candidate, EliminationOutcome, Remark


@strawberry.type
class WorkbenchMutations:
    """What can be done: workbench."""

    add_remark = act(
        remarks.add_remark,
        Remark,
        "Notes something on a candidate.",
        body="The text, up to 5,000 characters.",
        scope="Who may read it.",
    )
    edit_remark = act(
        remarks.edit_remark,
        Remark,
        "Changes one's own remark.",
        remark_id="The remark.",
        body="The text, up to 5,000 characters.",
    )
    delete_remark = act(remarks.delete_remark, Remark, "Deletes one's own remark.", remark_id="The remark.")
    place_alternative = act(
        alternatives.place_alternative,
        Candidate,
        "Makes a candidate an alternative, or moves it among them.",
        rank="Its place, from 1; null or past the end: the last.",
        expected_version="The candidate's version; another one is refused with CONFLICT.",
    )
    drop_alternative = act(alternatives.drop_alternative, Candidate, "Takes a candidate off the alternatives.")
    eliminate_candidates = act(
        workbench.eliminate_candidates,
        EliminationOutcome,
        "Eliminates several candidates, with an outcome for each.",
        candidate_ids="The candidates, at most 200.",
        note="More about the reason.",
    )
    restore_candidate = act(elimination.restore_candidate, Candidate, "Brings an eliminated candidate back.")
    mark_candidate_read = act(
        reading.mark_candidate_read,
        Candidate,
        "Notes that the viewer has read the candidate's present bid.",
    )
    award_demand = act(
        awards.award_demand,
        Award,
        "Offers the demand to a candidate.",
        justification="Needed unless the candidate ranks first.",
        expected_version="The demand's version; another one is refused with CONFLICT.",
    )
    revoke_award = act(awards.revoke_award, Award, "Takes back an offer that was not answered yet.")


@strawberry.type
class WorkbenchSubscriptions:
    """What can be followed: workbench."""

    bid_arrivals: AsyncIterator[BidArrival] = feed("The bids on a demand as they come.", live.bid_arrivals)
    presence: AsyncIterator[PresenceShown] = presence(
        "Who is at a workbench, at once and after every change; whoever follows this is there.", live.presence
    )
    workbench: AsyncIterator[WorkbenchEvent] = feed(
        "Everything that moves at a workbench, in one order.", live.workbench
    )
