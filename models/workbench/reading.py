"""Read marks of candidates: which version of each bid a member of the awarder's team has read."""

from collections.abc import Sequence
from uuid import UUID

from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record
from models.demands.candidates import Candidate, ReadMark
from models.demands.demand import Demand
from models.demands.events import CandidateRead
from models.errors import not_allowed


async def mark_candidate_read(candidate: Candidate, *, by: Viewer) -> Candidate:
    """Records that the viewer has read the current version, and tells their other clients; it only moves forward."""
    async with change():
        demand = await Demand.get(id=candidate.demand_id)
        by = await as_of_now(by)
        if not by.acts_for(demand.awarder_id):
            raise not_allowed("Only the awarder's team can mark candidates as read.")
        await candidate.fetch_related("applicant")
        number = candidate.applicant.submitted_number or 0
        await ReadMark.bulk_create([ReadMark(candidate=candidate, user=by.user, bid_number=0)], ignore_conflicts=True)
        behind = ReadMark.filter(candidate_id=candidate.id, user_id=by.user.id, bid_number__lt=number)
        if await behind.update(bid_number=number):
            record(demand.stream, CandidateRead(candidate.id, by.user.id), by=by.user.id)
    return candidate


async def numbers_read(demand: UUID, reader: UUID) -> dict[UUID, int]:
    """The latest version that the reader has read of each bid on a demand."""
    marks = ReadMark.filter(candidate__demand_id=demand, user_id=reader)
    return dict(await marks.values_list("candidate_id", "bid_number"))


async def read_numbers(candidates: Sequence[UUID], reader: UUID) -> dict[UUID, int]:
    """The latest version of each candidate's bid that the reader has read."""
    marks = await ReadMark.filter(candidate_id__in=list(candidates), user_id=reader)
    return {mark.candidate_id: mark.bid_number for mark in marks}
