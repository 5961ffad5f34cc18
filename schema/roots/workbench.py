"""The workbench: what the awarder does with candidates, and what they follow."""

from collections.abc import AsyncIterator
from typing import Any

import strawberry
from strawberry import ID

from resolvers import live, workbench
from resolvers.context import Info
from schema.base import act, feed
from schema.bids import Award
from schema.live import BidArrival, PresenceShown, WorkbenchEvent
from schema.workbench import Candidate, EliminationOutcome, Remark


async def _bid_arrivals(info: Info, demand_id: ID, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = await live.bid_arrivals(info, demand_id, after)
    return
    yield


async def _presence(info: Info, demand_id: ID) -> AsyncIterator[Any]:
    async for people in live.presence(info, demand_id):
        yield PresenceShown(people=people)  # type: ignore[arg-type] # models stand for their types


async def _workbench(info: Info, demand_id: ID, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = await live.workbench(info, demand_id, after)
    return
    yield


@strawberry.type
class WorkbenchMutations:
    """What can be done: workbench."""

    add_remark = act(
        workbench.add_remark,
        Remark,
        "Notes something on a candidate.",
        body="The text, up to 5,000 characters.",
        scope="Who may read it.",
    )
    edit_remark = act(
        workbench.edit_remark,
        Remark,
        "Changes one's own remark.",
        remark_id="The remark.",
        body="The text, up to 5,000 characters.",
    )
    delete_remark = act(workbench.delete_remark, Remark, "Deletes one's own remark.", remark_id="The remark.")
    place_alternative = act(
        workbench.place_alternative,
        Candidate,
        "Makes a candidate an alternative, or moves it among them.",
        rank="Its place, from 1; null or past the end: the last.",
        expected_version="The candidate's version; another one is refused with CONFLICT.",
    )
    drop_alternative = act(workbench.drop_alternative, Candidate, "Takes a candidate off the alternatives.")
    eliminate_candidates = act(
        workbench.eliminate_candidates,
        EliminationOutcome,
        "Eliminates several candidates, with an outcome for each.",
        candidate_ids="The candidates, at most 200.",
        note="More about the reason.",
    )
    restore_candidate = act(workbench.restore_candidate, Candidate, "Brings an eliminated candidate back.")
    mark_candidate_read = act(
        workbench.mark_candidate_read,
        Candidate,
        "Notes that the viewer has read the candidate's present bid.",
    )
    award_demand = act(
        workbench.award_demand,
        Award,
        "Offers the demand to a candidate.",
        justification="Needed unless the candidate ranks first.",
        expected_version="The demand's version; another one is refused with CONFLICT.",
    )
    revoke_award = act(workbench.revoke_award, Award, "Takes back an offer that was not answered yet.")


@strawberry.type
class WorkbenchSubscriptions:
    """What can be followed: workbench."""

    bid_arrivals: AsyncIterator[BidArrival] = feed("The bids on a demand as they come.", _bid_arrivals)
    presence: AsyncIterator[PresenceShown] = feed(
        "Who is at a workbench, at once and after every change; whoever follows this is there.", _presence
    )
    workbench: AsyncIterator[WorkbenchEvent] = feed("Everything that moves at a workbench, in one order.", _workbench)
