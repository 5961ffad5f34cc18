"""The workbench at a glance: pages of candidates by an index, their scores, and their order under other weights."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.database import (
    any_of,
    fetched,
    instant_in_database,
    key_in_database,
    list_in_database,
    placeholders,
    reader,
    rows,
    uuid_of,
)
from models.database.fetching import Shape, keep
from models.database.telling import Statement, flags
from models.demands.candidates import LAST, Candidate, Standing
from models.demands.demand import Demand
from models.errors import InvalidInput
from models.ordering import NEUTRAL, Scored, problems_of, share_of, terms_of
from models.pacing import one_computation
from models.pages import Cursors, Key, Page, Window, cut, ends_of
from models.pending import PendingPage
from models.words import Asked
from models.workbench.sources import JOINED, SOURCE, sources_in

SHOWN = Shape(Candidate)
# The keys in cursors: a place in the order, then the time of arrival and the key of the candidate.
SHAPE = (int, datetime, UUID)
STANDING = "c.demand_id = ? AND c.is_standing = TRUE"
RANKED = f"{STANDING} AND c.merit_key < {LAST}"
BEST = (
    f"SELECT c.id FROM candidate c WHERE {RANKED} AND c.standing <> 'ELIMINATED' "
    "ORDER BY c.merit_key, c.arrived_at, c.id LIMIT 1"
)
RANK_AND_BEST = (
    f"SELECT (SELECT COUNT(*) FROM candidate c WHERE {STANDING} AND (c.merit_key, c.arrived_at, c.id) <= "
    f"(CAST(? AS BIGINT), ?, ?)) AS rank, ({BEST}) AS best"
)
UNREAD = (
    "COALESCE((SELECT r.bid_number FROM read_mark r WHERE r.candidate_id = {row}.id AND r.user_id = {reader}), 0) "
    "{sign} "
    "COALESCE((SELECT a.submitted_number FROM applicant a WHERE a.id = {row}.applicant_id), 0)"
)
HAVING = "EXISTS (SELECT 1 FROM candidate_words w WHERE w.candidate_id = c.id AND {})"
# The ranks of those candidates that are asked for and ranked, given where they are found and which of them they are.
# Those that stand before each are counted from the one that is asked for and stands before it.
RANKS = f"""
WITH asked AS (
  SELECT c.id, c.demand_id, c.merit_key, c.arrived_at, LAG(c.merit_key) OVER better AS former_key,
    LAG(c.arrived_at) OVER better AS former_arrival, LAG(c.id) OVER better AS former_id
  FROM {{found}} c WHERE c.is_standing = TRUE AND c.merit_key < {LAST} AND {{which}}
  WINDOW better AS (PARTITION BY c.demand_id ORDER BY c.merit_key, c.arrived_at, c.id)),
counted AS (
  SELECT asked.*, (SELECT COUNT(*) FROM candidate c
    WHERE c.demand_id = asked.demand_id AND c.is_standing = TRUE
      AND (c.merit_key, c.arrived_at, c.id) <= (asked.merit_key, asked.arrived_at, asked.id)
      AND (c.merit_key, c.arrived_at, c.id) > (COALESCE(asked.former_key, -{LAST}),
        COALESCE(asked.former_arrival, asked.arrived_at), COALESCE(asked.former_id, asked.id))) AS further
  FROM asked)
SELECT id, merit_key, CAST(SUM(further) OVER better AS BIGINT) AS rank
FROM counted WINDOW better AS (PARTITION BY demand_id ORDER BY merit_key, arrived_at, id)"""
# Those of candidates in the table.
RANKS_OF = RANKS.replace("{found}", "candidate")
# The same with what they are measured by.
SCORES = f"""
WITH ranks AS ({RANKS_OF})
SELECT ranks.rank, ranks.merit_key, {SOURCE} FROM ranks JOIN candidate c ON c.id = ranks.id {JOINED}"""


class CandidateOrder(StrEnum):
    """The order of the candidates; those without a value for it come last, by arrival."""

    MERIT = "MERIT"
    ARRIVAL = "ARRIVAL"
    PRICE = "PRICE"
    ALTERNATIVES = "ALTERNATIVES"


@dataclass(frozen=True, slots=True)
class CandidateCriteria:
    """The conditions for showing a candidate; None is no condition, nor is an empty tuple but for `words`."""

    standings: tuple[Standing, ...] = ()
    is_unread: bool | None = None
    words: Asked = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A candidate's rank under weights that were only tried; points as in Scored."""

    candidate: UUID
    rank: int
    points: int

    @property
    def total(self) -> float:
        return share_of(self.points)


class Ranked(NamedTuple):
    """A candidate's rank and points."""

    rank: int
    points: int


class Stretch(NamedTuple):
    """A part of an order that an index has in order: by a column of the candidate, or by a place that all share."""

    place: str | int
    condition: str = "TRUE"


STRETCHES = {
    CandidateOrder.MERIT: (Stretch("c.merit_key"),),
    CandidateOrder.ARRIVAL: (Stretch(0),),
    CandidateOrder.PRICE: (Stretch("c.price_key"),),
    CandidateOrder.ALTERNATIVES: (
        Stretch("c.alternative_rank", "c.standing = 'ALTERNATIVE'"),
        Stretch(LAST, "c.standing <> 'ALTERNATIVE'"),
    ),
}


class Text(NamedTuple):
    """A text of SQL for candidates `c`, with its values."""

    text: str
    values: tuple[object, ...]


async def shown(
    demand: Demand, criteria: CandidateCriteria, sorting: CandidateOrder, window: Window, *, user: UUID
) -> Page[Candidate]:
    """One page of the candidates that stand and match, read forward; none while bids are sealed (EB-3).

    `user` is the one whose read marks count.
    """
    window = window.sized()
    low, _ = ends_of(window, sorting.value, SHAPE)
    if demand.is_sealed:
        return Page.empty()
    among, stretches = _matching(demand, criteria, user), STRETCHES[sorting]
    found = await _walked(among, stretches, low, window.most + 1)
    part, has_next, _ = cut(len(found), window)
    has_previous = await _precede(among, stretches, low)
    kept = SHOWN.made(found[part])
    keep(SHOWN, kept)
    places = [(row["place"], each) for row, each in zip(found[part], kept, strict=True)]
    return Page(kept, Cursors(sorting.value, places, _key_of), has_next, has_previous, partial(_count, among))


def pending(
    demand: Demand, criteria: CandidateCriteria, sorting: CandidateOrder, window: Window, *, user: UUID
) -> PendingPage | None:
    """The same page before it is read; None while bids are sealed."""
    window = window.sized()
    low, _ = ends_of(window, sorting.value, SHAPE)
    if demand.is_sealed or window.first is None:
        return None
    among, stretches = _matching(demand, criteria, user), STRETCHES[sorting]
    walk = _walk(among, stretches, low, window.most + 1)
    columns, before = ("place", "arrived_at", "id"), partial(_precede, among, stretches, low)
    return walk and PendingPage(SHOWN, *walk, columns, SHAPE, sorting.value, window.most, reader, before)


async def _precede(among: Text, stretches: Sequence[Stretch], low: Key | None) -> bool:
    """Whether others precede those behind the key."""
    return low is not None and bool(await _walked(among, stretches, low, 1, is_backwards=True))


def _key_of(at: tuple[int, Candidate]) -> Key:
    place, candidate = at
    return place, candidate.arrived_at, candidate.id


def unread_told(statement: Statement, candidate: str) -> str:
    """Whether the reader has not read the current bid, as JSON; guests have nothing to read."""
    is_read = UNREAD.format(row=candidate, reader=statement.of_reader(), sign="<")
    return flags(f"{statement.given(lambda asking: asking.reader is not None)} AND {is_read}")


async def counts_of(demand: Demand) -> dict[Standing, int]:
    """How many candidates have each standing; none while bids are sealed."""
    counts = dict.fromkeys(Standing, 0)
    if not demand.is_sealed:
        counting = f"SELECT c.standing, COUNT(*) AS number FROM candidate c WHERE {STANDING} GROUP BY c.standing"
        for row in await rows(counting, key_in_database(demand.id), by=reader()):
            counts[Standing(row["standing"])] = row["number"]
    return counts


async def ranks_of(candidates: Collection[UUID], *, by: BaseDBAsyncClient | None = None) -> dict[UUID, Ranked]:
    """Rank and points of those that are ranked, whatever their standing; `by` is the connection that reads them."""
    if not candidates:
        return {}
    found = await fetched(RANKS_OF.format(which=any_of("c.id")), list_in_database(candidates), by=by)
    return {uuid_of(row["id"]): Ranked(row["rank"], -row["merit_key"]) for row in found}


async def scores_of(candidates: Collection[UUID]) -> dict[UUID, Scored]:
    """The score of each candidate that is ranked, with its explanation."""
    if not candidates:
        return {}
    found = await fetched(SCORES.format(which=any_of("c.id")), list_in_database(candidates), by=reader())
    sources = await sources_in(found)
    terms = {weights: terms_of(weights) for weights in {source.weights for source in sources}}
    return {
        each.candidate: Scored(
            each.entry.id, row["rank"], -row["merit_key"], each.brief, each.entry, terms[each.weights]
        )
        for each, row in zip(sources, found, strict=True)
    }


async def rank_and_best(candidate: Candidate, demand: Demand) -> tuple[int | None, UUID | None]:
    """The rank of a candidate as it is stored, None if it is not ranked; and the candidate that ranks first
    among those not eliminated."""
    values = candidate.merit_key, instant_in_database(candidate.arrived_at), key_in_database(candidate.id)
    key = key_in_database(demand.id)
    (found,) = await rows(RANK_AND_BEST, key, *values, key)
    is_ranked = candidate.is_standing and candidate.merit_key < LAST
    return found["rank"] if is_ranked else None, found["best"] and UUID(str(found["best"]))


async def what_if(demand: Demand, weights: Sequence[tuple[str, int]], *, first: int) -> list[Tried]:
    """The best candidates under other weights, in the order of their ranks; nothing is stored."""
    if problems := problems_of("weights", weights):
        raise InvalidInput(problems)
    if demand.is_sealed:
        return []
    # The keys are those of criteria, by which the columns are named.
    points = " + ".join(f"CAST(? AS BIGINT) * COALESCE(c.{key}, {NEUTRAL})" for key, _ in weights)
    async with one_computation():
        found = await rows(
            f"SELECT c.id, {points} AS points FROM candidate c WHERE {RANKED} "
            "ORDER BY points DESC, c.arrived_at, c.id LIMIT ?",
            *(weight for _, weight in weights),
            key_in_database(demand.id),
            first,
            by=reader(),
        )
    return [Tried(UUID(str(row["id"])), rank, row["points"]) for rank, row in enumerate(found, start=1)]


def _matching(demand: Demand, criteria: CandidateCriteria, user: UUID) -> Text:
    conditions, values = [STANDING], [key_in_database(demand.id)]
    if criteria.standings:
        conditions.append(f"c.standing IN ({placeholders(criteria.standings)})")
        values += [standing.value for standing in criteria.standings]
    if criteria.is_unread is not None:
        conditions.append(UNREAD.format(row="c", reader="?", sign="<" if criteria.is_unread else ">="))
        values.append(key_in_database(user))
    if criteria.words is not None:
        # No word at all occurs nowhere. Words have no signs that LIKE has a meaning for.
        found = ["(w.party_words LIKE ? OR w.bid_words LIKE ?)" for _ in criteria.words] or ["FALSE"]
        conditions.append(HAVING.format(" AND ".join(found)))
        values += [f"% {word} %" for word in criteria.words for _ in range(2)]
    return Text(" AND ".join(conditions), tuple(values))


async def _walked(
    among: Text, stretches: Sequence[Stretch], low: Key | None, limit: int, *, is_backwards: bool = False
) -> Sequence[Any]:
    """The first rows behind the key in order, or before it in reverse order, each with its place."""
    walk = _walk(among, stretches, low, limit, is_backwards=is_backwards)
    return [] if walk is None else await fetched(walk.text, *walk.values, by=reader())


def _walk(
    among: Text, stretches: Sequence[Stretch], low: Key | None, limit: int, *, is_backwards: bool = False
) -> Text | None:
    """The statement that finds them, with its values; None if there can be none."""
    way, parts, values = "DESC" if is_backwards else "ASC", [], list[object]()
    for number, stretch in enumerate(stretches):
        rest = _rest_of(stretch, low, is_backwards=is_backwards)
        if rest is None:
            continue
        sorting = [column for column in (stretch.place, "c.arrived_at", "c.id") if isinstance(column, str)]
        parts.append(
            f"SELECT * FROM (SELECT {SHOWN.columns_of('c')}, {stretch.place} AS place FROM candidate c "
            f"WHERE {among.text} AND {stretch.condition} AND {rest.text} "
            f"ORDER BY {', '.join(f'{column} {way}' for column in sorting)} LIMIT {limit}) AS stretch{number}"
        )
        values += [*among.values, *rest.values]
    if not parts:
        return None
    whole = f"{' UNION ALL '.join(parts)} ORDER BY place {way}, arrived_at {way}, id {way} LIMIT {limit}"
    return Text(whole, tuple(values))


def _rest_of(stretch: Stretch, low: Key | None, *, is_backwards: bool) -> Text | None:
    """The condition for the rows of a stretch behind the key, or before it; None if there can be none."""
    if low is None:
        return Text("TRUE", ())
    place, arrived_at, key = low
    assert isinstance(place, int)
    assert isinstance(arrived_at, datetime)
    assert isinstance(key, UUID)
    sign, last = "<" if is_backwards else ">", (instant_in_database(arrived_at), key_in_database(key))
    if isinstance(stretch.place, str):
        return Text(f"({stretch.place}, c.arrived_at, c.id) {sign} (CAST(? AS BIGINT), ?, ?)", (place, *last))
    if place == stretch.place:
        return Text(f"(c.arrived_at, c.id) {sign} (?, ?)", last)
    return Text("TRUE", ()) if (stretch.place < place) is is_backwards else None


async def _count(among: Text) -> int:
    (counted,) = await rows(f"SELECT COUNT(*) AS number FROM candidate c WHERE {among.text}", *among.values)
    return int(counted["number"])
