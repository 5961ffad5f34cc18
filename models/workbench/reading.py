"""Read marks of candidates: which version of each bid a member of the awarder's team has read."""

from collections.abc import Sequence
from itertools import chain
from uuid import UUID

from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record
from models.database import key_in_database, rows
from models.database.fetching import by_column
from models.demands.applicants import Applicant
from models.demands.candidates import Candidate, ReadMark
from models.demands.demand import Demand
from models.demands.events import CandidateRead
from models.errors import Refusal, not_allowed
from models.ids import new_id


async def mark_candidate_read(candidate: Candidate, *, by: Viewer) -> Candidate:
    """Records that the viewer has read the current version, and tells their other clients; it only moves forward."""
    (outcome,) = await mark_candidates_read([candidate], by=by)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


async def mark_candidates_read(candidates: Sequence[Candidate], *, by: Viewer) -> list[Candidate | Refusal]:
    """Does so for each of the candidates; returns one outcome for each, in the given order (WB-12)."""
    async with change():
        demands = await Demand.in_bulk({candidate.demand_id for candidate in candidates}, "id")
        by = await as_of_now(by)
        outcomes: list[Candidate | Refusal] = [
            candidate
            if by.acts_for(demands[candidate.demand_id].awarder_id)
            else not_allowed("Only the client's team can mark bids as read.")
            for candidate in candidates
        ]
        readable = {each.id: each for each in outcomes if isinstance(each, Candidate)}
        for key in await _move_marks([*readable.values()], by.user.id):
            record(demands[readable[key].demand_id].stream, CandidateRead(key, by.user.id), by=by.user.id)
    return outcomes


async def _move_marks(candidates: Sequence[Candidate], reader: UUID) -> list[UUID]:
    """Moves the marks of those of which the reader has not read the current version; returns their keys."""
    applications = Applicant.filter(id__in=[candidate.applicant_id for candidate in candidates])
    numbers = dict(await applications.values_list("id", "submitted_number"))
    # In the order of the keys: two such statements at once cannot deadlock.
    marks = sorted((candidate.id, number) for candidate in candidates if (number := numbers[candidate.applicant_id]))
    if not marks:
        return []
    me = key_in_database(reader)
    moved = await rows(
        "INSERT INTO read_mark (id, candidate_id, user_id, bid_number) "
        f"VALUES {', '.join(['(?, ?, ?, ?)'] * len(marks))} "
        "ON CONFLICT (candidate_id, user_id) DO UPDATE SET bid_number = excluded.bid_number "
        "WHERE read_mark.bid_number < excluded.bid_number RETURNING candidate_id",
        *chain.from_iterable(
            (key_in_database(new_id()), key_in_database(candidate), me, number) for candidate, number in marks
        ),
    )
    return [UUID(str(row["candidate_id"])) for row in moved]


async def read_numbers(candidates: Sequence[UUID], reader: UUID) -> dict[UUID, int]:
    """The latest version of each candidate's bid that the reader has read."""
    marks = await by_column(ReadMark, "candidate_id", candidates, also="user_id = ?", given=[reader])
    return {mark.candidate_id: mark.bid_number for mark in marks}
