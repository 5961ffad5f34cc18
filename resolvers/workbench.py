"""The workbench: candidates in order, remarks, alternatives, elimination, awards and the selection record."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import strawberry

from models import books
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.books import RecordOrder
from models.database.fetching import by_column, by_key, with_relation
from models.database.marks import Right
from models.database.telling import Composed, Many, One
from models.demands.applicants import Applicant
from models.demands.awards import Award
from models.demands.candidates import MACHINE as CANDIDATES
from models.demands.candidates import Candidate, CandidateAction, CandidateCase, EliminationReason, Standing
from models.demands.demand import Demand, book_of
from models.demands.drafting import WeightGiven
from models.demands.versions import DemandVersion
from models.errors import Refusal, invalid, not_found
from models.ids import NOBODY, Ref
from models.inputs import Checks
from models.journal import Entry, recheck
from models.kinds import KINDS
from models.ordering import CRITERIA, DEFAULT_WEIGHTS, Scored
from models.pages import Page, Window, list_size, pages
from models.pending import PendingPage
from models.words import checked_words
from models.workbench import alternatives, comparison, elimination, former, overview, reading, record, remarks, telling
from models.workbench.comparison import LEAST, MOST, Comparison
from models.workbench.overview import CandidateCriteria, CandidateOrder, Tried
from models.workbench.remarks import Remark
from resolvers import access
from resolvers.bids import demands_of
from resolvers.context import Info, viewer_in
from resolvers.finding import Workbench, seen
from resolvers.live import snapshot
from resolvers.once import Outcomes
from resolvers.telling import Reference, decided_by, told

T = TypeVar("T")

MOST_AT_ONCE = 200
MOST_ORDERED = 500


async def workbench_of(root: strawberry.Parent[Demand], info: Info) -> Workbench | None:
    return Workbench(root) if access.may_see_workbench(info.context.viewer, root) else None


def cursor_of(root: strawberry.Parent[Workbench]) -> str:
    return snapshot(root.demand)


async def _with_candidates(found: Iterable[tuple[UUID, T]]) -> list[tuple[Candidate, T]]:
    """The candidates with these keys, in their order, without those that have left since they were found."""
    pairs = list(found)
    there = await by_key(Candidate, [key for key, _ in pairs])
    return [(there[key], more) for key, more in pairs if key in there]


async def candidates_of(
    root: strawberry.Parent[Workbench],
    info: Info,
    standings: list[Standing] | None,
    is_unread: bool | None,
    text: str | None,
    order: CandidateOrder,
    window: Window,
) -> Page[Candidate]:
    by, criteria = viewer_in(info), _criteria_of(standings, is_unread, text)
    return await overview.shown(root.demand, criteria, order, window, user=by.user.id)


def listing_of(
    place: Workbench,
    viewer: Viewer | None,
    standings: list[Standing] | None,
    is_unread: bool | None,
    text: str | None,
    order: CandidateOrder,
    window: Window,
) -> PendingPage | None:
    """The same page before it is read."""
    if viewer is None:
        return None
    criteria = _criteria_of(standings, is_unread, text)
    return overview.pending(place.demand, criteria, order, window, user=viewer.user.id)


def _criteria_of(standings: list[Standing] | None, is_unread: bool | None, text: str | None) -> CandidateCriteria:
    checks = Checks()
    words = checked_words(checks, "filter.text", text or "")
    checks.refuse()
    return CandidateCriteria(tuple(standings or ()), is_unread, words)


async def standings_of(root: strawberry.Parent[Workbench]) -> list[tuple[Standing, int]]:
    return list((await overview.counts_of(root.demand)).items())


@told(Many(Candidate, "demand_id", alternatives.IS_ALTERNATIVE, sorting=alternatives.BY_RANK))
async def alternatives_of(root: strawberry.Parent[Workbench], first: int | None = None) -> list[Candidate]:
    return await alternatives.alternatives_of(root.demand.id, most=list_size(first))


async def gone_of(root: strawberry.Parent[Workbench], first: int | None = None) -> list[Candidate]:
    return await former.gone_from(root.demand.id, most=list_size(first))


def criteria_of(root: strawberry.Parent[Demand | DemandVersion]) -> list[tuple[str, int, Any]]:
    return _with_goals(root.weights)


def default_criteria() -> list[tuple[str, int, Any]]:
    return _with_goals(DEFAULT_WEIGHTS)


def _with_goals(weights: Sequence[tuple[str, int]]) -> list[tuple[str, int, Any]]:
    goals = {criterion.key: criterion.goal for criterion in CRITERIA}
    return [(key, weight, goals[key]) for key, weight in weights]


def criteria_of_workbench(root: strawberry.Parent[Workbench]) -> list[tuple[str, int, Any]]:
    return criteria_of(root.demand)


# They rise with time.
_LATEST = "(SELECT a.id FROM award a WHERE a.demand_id = {here}.id ORDER BY a.id DESC LIMIT 1)"


@told(One(Award, f"{{there}}.id = {_LATEST}"))
async def awards_of(places: Sequence[Workbench], *, viewer: Viewer | None) -> list[Award | None]:  # noqa: ARG001 - seen with the place
    """The live award of each, or else the latest one."""
    latest: dict[UUID, Award] = {}
    for award in await by_column(Award, "demand_id", [place.id for place in places]):
        latest[award.demand_id] = award
    return [latest.get(place.id) for place in places]


async def ordering(
    root: strawberry.Parent[Workbench], weights: list[WeightGiven], first: int | None = None
) -> list[tuple[Candidate, Tried]]:
    given, size = [(weight.key, weight.weight) for weight in weights], list_size(first, most=MOST_ORDERED)
    found = await overview.what_if(root.demand, given, first=size)
    return await _with_candidates((tried.candidate, tried) for tried in found)


async def comparison_of(root: strawberry.Parent[Workbench], info: Info, candidate_ids: list[Ref]) -> Comparison:
    """The comparison of candidates that the viewer could see one by one (WB-19)."""
    keys = dict.fromkeys(id.of("candidate") for id in candidate_ids)
    if not LEAST <= len(keys) <= MOST or len(keys) < len(candidate_ids):
        raise invalid("candidateIds", "Must name {least} to {most} bidders.", "OUT_OF_RANGE", least=LEAST, most=MOST)
    shown = await seen("candidate", [key for key in keys if key], info.context.viewer)
    found = [shown[key] for key in keys if key in shown and shown[key].demand_id == root.id]
    if len(found) < len(keys):
        raise not_found(KINDS["candidate"].word)
    return await comparison.compare(found)


async def record_of(
    root: strawberry.Parent[Workbench],
    info: Info,
    order: RecordOrder | None = None,
    candidate_id: Ref | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Page[Entry]:
    if not access.may_see_record(info.context.viewer, root.demand):
        return Page.empty()
    # An id of another kind concerns no entry, like one of another demand.
    candidate = None if candidate_id is None else candidate_id.of("candidate") or NOBODY
    window = Window(first, after, last, before)
    return await books.entries_of(book_of(root.id), order or RecordOrder.OLDEST, window, subject=candidate)


async def decisions_of(candidates: Sequence[Candidate], *, viewer: Viewer | None) -> list[Entry | None]:
    demands = await demands_of(candidates, viewer=viewer)
    shown = [
        candidate
        for candidate, demand in zip(candidates, demands, strict=True)
        if access.may_see_record(viewer, demand)
    ]
    found = await record.decisions_of(shown) if shown else {}
    return [found.get(candidate.id) for candidate in candidates]


async def record_length(root: strawberry.Parent[Workbench]) -> int:
    return (await books.end_of(book_of(root.id)))[0]


async def record_digest(root: strawberry.Parent[Workbench]) -> str:
    return (await books.end_of(book_of(root.id)))[1]


async def first_broken_seqs_of(places: Sequence[Workbench], *, viewer: Viewer | None) -> list[int | None]:  # noqa: ARG001 - seen with the place
    return [await recheck(book_of(place.id)) for place in places]


@told(Composed(telling.scores))
async def scores_of(candidates: Sequence[Candidate], *, viewer: Viewer | None) -> list[Scored | None]:  # noqa: ARG001 - seen with the candidate
    scores = await overview.scores_of({candidate.id for candidate in candidates})
    return [scores.get(candidate.id) for candidate in candidates]


async def unread_at(root: strawberry.Parent[Candidate], info: Info) -> bool | None:
    """Whether the viewer has not read the current bid; in an event, what the event says of it, or None."""
    if info.context.is_shared:
        # All followers share this value: it describes the event, not a user's read marks.
        return root.unread_in_event

    [found] = await _unread_of_all([root], info)
    return found


async def _unread_of_all(candidates: Sequence[Candidate], info: Info) -> list[bool | None]:
    if info.context.is_shared:
        return [candidate.unread_in_event for candidate in candidates]
    return await info.context.batches.load("unread", candidates, partial(unread_of, viewer=info.context.viewer))


# For executor/, which calls it for all candidates of a level, and for edge/tellable.py.
unread_at.for_all = _unread_of_all  # type: ignore[attr-defined]
unread_at.told = overview.unread_told  # type: ignore[attr-defined]


async def unread_of(candidates: Sequence[Candidate], *, viewer: Viewer | None) -> list[bool]:
    if viewer is None:
        return [False for _ in candidates]
    read = await reading.read_numbers([candidate.id for candidate in candidates], viewer.user.id)
    found = await by_key(Applicant, {candidate.applicant_id for candidate in candidates})
    return [
        read.get(candidate.id, 0) < (found[candidate.applicant_id].submitted_number or 0) for candidate in candidates
    ]


async def formers_of(
    candidates: Sequence[Candidate],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the candidate
    first: int | None = None,
) -> list[list[Candidate]]:
    found = await former.formers_of(candidates, most=list_size(first))
    return [found[candidate.id] for candidate in candidates]


@decided_by("demand_id", "standing", is_standing=lambda candidate: f"{candidate}.is_standing")
async def actions_of_candidates(
    candidates: Sequence[Candidate], *, viewer: Viewer | None
) -> list[list[CandidateAction]]:
    demands = await demands_of(candidates, viewer=viewer)
    return [
        CANDIDATES.actions(CandidateCase(candidate, demand), viewer)
        for candidate, demand in zip(candidates, demands, strict=True)
    ]


async def may_read_remarks(candidates: Sequence[Any], *, viewer: Viewer | None) -> list[bool]:
    """On which of the candidates the viewer may read remarks."""
    return [access.may_see_remarks(viewer, demand) for demand in await demands_of(candidates, viewer=viewer)]


@told(Many(Remark, "candidate_id", remarks.READABLE, Right(may_read_remarks, ("demand_id",)), "REMARKS"))
async def remarks_of(
    candidates: Sequence[Candidate],
    *,
    viewer: Viewer | None,
    first: int | None = None,
    after: str | None = None,
) -> list[Page[Remark]]:
    readable = await _with_remarks(candidates, viewer)
    found = await remarks.remarks_of(readable, viewer.user.id) if viewer else {}
    lists, window = [found.get(candidate.id, []) for candidate in candidates], Window(first, after)
    return await pages(lists, lambda remark: (str(remark.id),), window, order="REMARKS", shape=(str,))


async def remark_counts_of(candidates: Sequence[Candidate], *, viewer: Viewer | None) -> list[int]:
    readable = await _with_remarks(candidates, viewer)
    found = await remarks.remark_counts_of(readable, viewer.user.id) if viewer and readable else {}
    return [found.get(candidate.id, 0) for candidate in candidates]


async def _with_remarks(candidates: Sequence[Candidate], viewer: Viewer | None) -> list[UUID]:
    """The candidates whose remarks the viewer may read."""
    readable = await may_read_remarks(candidates, viewer=viewer)
    return [candidate.id for candidate, may_read in zip(candidates, readable, strict=True) if may_read]


authors_of = Reference(User, "author_id")


candidates_of_remarks = Reference(Candidate, "candidate_id")


async def subjects_of(entries: Sequence[Entry], *, viewer: Viewer | None) -> list[Candidate | None]:  # noqa: ARG001 - seen with the record
    found = await by_key(Candidate, {entry.subject_id for entry in entries if entry.subject_id})
    return [found.get(entry.subject_id) if entry.subject_id else None for entry in entries]


async def may_see_candidates(things: Sequence[Any], *, viewer: Viewer | None) -> list[bool]:
    """Of which of the awards the viewer may see the candidate."""
    return [
        access.may_see_candidate_of(viewer, demand, has_ended_sealed=award.has_ended_sealed)
        for award, demand in zip(things, await demands_of(things, viewer=viewer), strict=True)
    ]


def _has_ended_sealed(award: str) -> str:
    return f"(SELECT a.has_ended_sealed FROM applicant a WHERE a.id = {award}.applicant_id)"


@told(
    One(
        Candidate,
        "{there}.id = {here}.candidate_id AND {there}.demand_id = {here}.demand_id",
        Right(may_see_candidates, ("demand_id",), conditions=(("has_ended_sealed", _has_ended_sealed),)),
    )
)
async def candidates_of_awards(things: Sequence[Award], *, viewer: Viewer | None) -> list[Candidate | None]:
    demands = await demands_of(things, viewer=viewer)
    found = await by_key(Candidate, {award.candidate_id for award in things})
    await with_relation(found.values(), "applicant")
    return [
        found[award.candidate_id] if access.may_see_candidate(viewer, demand, found[award.candidate_id]) else None
        for award, demand in zip(things, demands, strict=True)
    ]


async def candidates_of_applicants(things: Sequence[Applicant], *, viewer: Viewer | None) -> list[Candidate | None]:
    demands = await demands_of(things, viewer=viewer)
    seen = [
        each.id
        for each, demand in zip(things, demands, strict=True)
        if access.may_see_candidate_of(viewer, demand, has_ended_sealed=each.has_ended_sealed)
    ]
    found = {each.applicant_id: each for each in await by_column(Candidate, "applicant_id", seen)}
    return [found.get(each.id) for each in things]


async def eliminate_candidates(
    info: Info,
    candidate_ids: list[Ref],
    reason: EliminationReason,
    note: str | None = None,
    expected_versions: list[int] | None = None,
) -> Outcomes:
    by, versions = viewer_in(info), _versions(candidate_ids, expected_versions)
    eliminate = partial(elimination.eliminate_candidates, reason=reason, note=note, expected_versions=versions, by=by)
    return await _on_each(candidate_ids, eliminate, by)


async def restore_candidates(
    info: Info, candidate_ids: list[Ref], reason: str, expected_versions: list[int] | None = None
) -> Outcomes:
    by, versions = viewer_in(info), _versions(candidate_ids, expected_versions)
    restore = partial(elimination.restore_candidates, reason=reason, expected_versions=versions, by=by)
    return await _on_each(candidate_ids, restore, by)


def _versions(ids: list[Ref], versions: list[int] | None) -> dict[UUID, int]:
    """The expected version of each candidate, by its key."""
    if versions is None:
        return {}
    if len(versions) != len(ids):
        raise invalid("expectedVersions", "Must name as many versions as bidders.", "WRONG_LENGTH")
    keyed = zip((id.of("candidate") for id in ids), versions, strict=True)
    return {key: version for key, version in keyed if key}


async def mark_candidates_read(info: Info, candidate_ids: list[Ref]) -> Outcomes:
    by = viewer_in(info)
    return await _on_each(candidate_ids, lambda found: reading.mark_candidates_read(found, by=by), by)


async def _on_each(
    ids: list[Ref], act: Callable[[Sequence[Candidate]], Awaitable[Sequence[Candidate | Refusal]]], by: Viewer
) -> Outcomes:
    """Acts on those that the viewer may see; the others are unknown, and do not stop it (WB-12)."""
    if not 1 <= len(ids) <= MOST_AT_ONCE:
        raise invalid(
            "candidateIds", "Must name {least} to {most} bidders.", "OUT_OF_RANGE", least=1, most=MOST_AT_ONCE
        )
    keys = [id.of("candidate") for id in ids]
    shown = await seen("candidate", {key for key in keys if key}, by)
    found = [shown.get(key) if key else None for key in keys]
    outcomes = iter(await act([candidate for candidate in found if candidate]))
    return Outcomes(
        (id, next(outcomes) if candidate else not_found(KINDS["candidate"].word))
        for id, candidate in zip(ids, found, strict=True)
    )
