"""Measuring candidates: what the order and the filters need of each is stored beside it, and renewed with its causes.

A candidate's points depend on its demand, its bid and its party alone (WB-8). Whoever changes one of these changes the
row first and then measures: the candidates' rows are locked before their sources are read, so the second of two changes
that meet sees the first one.
"""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from models.accounts.facts import PartyChanged
from models.accounts.parties import Party
from models.changes import change, write_last
from models.database import is_postgres, key_in_database, placeholders, rows, run_each
from models.database.writing import Write, updated
from models.demands.applicants import Applicant, Bid
from models.demands.candidates import LAST, Candidate
from models.demands.facts import BiddingOpened, BidSubmitted, DemandChanged, DemandEnded
from models.ids import new_id
from models.ordering import CRITERIA, ORDERING_VERSION, measures_of, points_of
from models.pacing import Pace
from models.words import words_of
from models.workbench.sources import Source, source_of, sources_of

AT_ONCE = 500
KEYS = tuple(criterion.key for criterion in CRITERIA)
COLUMNS = ("ordering_version", "merit_key", "price_key", *KEYS)
MEASURE = f"UPDATE candidate SET {', '.join(f'{column} = ?' for column in COLUMNS)} WHERE id = ?"
KEEP_WORDS = (
    "INSERT INTO candidate_words (id, candidate_id, party_words, bid_words) VALUES (?, ?, ?, ?) ON CONFLICT "
    "(candidate_id) DO UPDATE SET party_words = excluded.party_words, bid_words = excluded.bid_words"
)
OF_PARTY = "c.applicant_id IN (SELECT id FROM applicant WHERE party_id = ?)"
PARTY_WORDS = f"""
UPDATE candidate_words SET party_words = ?
WHERE candidate_id IN (SELECT c.id FROM candidate c WHERE c.is_standing = TRUE AND {OF_PARTY})"""


async def measure_bid(submitted: BidSubmitted) -> None:
    """Measures the candidate of a bid."""
    candidate, party = submitted.candidate, submitted.party
    candidate.update_from_dict(dict(zip(COLUMNS, _columns(source_of(submitted)), strict=True)))
    words = _listed(party.name, *party.skills), _listed(submitted.bid.proposal)
    write_last(updated(candidate, *COLUMNS), _words_kept(candidate.id, *words))


async def measure_again(changed: DemandChanged) -> None:
    """Measures the candidates by what the demand asks for now."""
    await _measure_those("c.demand_id = ?", changed.demand.id)


async def measure_opened(opened: BiddingOpened) -> None:
    """Measures the candidates whose prices are open from now on (EB-3)."""
    await _measure_those("c.demand_id = ?", opened.demand.id)


async def measure_ended(ended: DemandEnded) -> None:
    """Ranks the bids that needed confirmation, too, when they have ended with their demand."""
    await _measure_those("c.demand_id = ?", ended.demand.id)


async def measure_party(changed: PartyChanged) -> None:
    """Measures the party's candidates on all demands, and keeps its words with them."""
    party = changed.party
    await _measure_those(OF_PARTY, party.id)
    await rows(PARTY_WORDS, _listed(party.name, *party.skills), key_in_database(party.id))


async def measure_all(*, only_outdated: bool = False) -> tuple[int, int]:
    """Measures all candidates, or those that another version of the ordering measured, a batch in each transaction.

    Returns how many there were, and of how many something else was stored. Safe while a server runs.
    """
    condition = f"c.ordering_version <> {ORDERING_VERSION}" if only_outdated else "TRUE"
    count = changed = 0
    async for keys in _batches(condition):
        async with change():
            held = await _held(f"c.id IN ({placeholders(keys)})", *keys)
            count += len(held)
            changed += await _measure(held)
            await _keep_words(held)
    return count, changed


async def _batches(condition: str) -> AsyncIterator[list[UUID]]:
    last: list[UUID] = []
    while True:
        after = "AND c.id > ?" if last else ""
        found = await rows(
            f"SELECT c.id FROM candidate c WHERE c.is_standing = TRUE AND {condition} {after} "
            f"ORDER BY c.id LIMIT {AT_ONCE}",
            *map(key_in_database, last[-1:]),
        )
        if not found:
            return
        last = [UUID(str(row["id"])) for row in found]
        yield last


async def _measure_those(condition: str, key: UUID) -> None:
    held = await _held(condition, key)
    for start in range(0, len(held), AT_ONCE):
        await _measure(held[start : start + AT_ONCE])


async def _held(condition: str, *keys: UUID) -> list[UUID]:
    """Locks the standing candidates in the order of their keys: two changes that meet cannot deadlock over them."""
    lock = "FOR NO KEY UPDATE" if is_postgres() else ""
    found = await rows(
        f"SELECT c.id FROM candidate c WHERE c.is_standing = TRUE AND {condition} ORDER BY c.id {lock}",
        *map(key_in_database, keys),
    )
    return [UUID(str(row["id"])) for row in found]


async def _measure(candidates: Sequence[UUID]) -> int:
    """Stores what differs from what is stored; returns of how many candidates."""
    stored = await Candidate.filter(id__in=list(candidates)).values_list("id", *COLUMNS)
    former = {key: tuple(values) for key, *values in stored}
    found = [(source.candidate, _columns(source)) for source in await sources_of(candidates)]
    differing = [(*values, key_in_database(key)) for key, values in found if former[key] != values]
    await run_each(MEASURE, differing)
    return len(differing)


def _columns(source: Source) -> tuple[int | None, ...]:
    """The values of COLUMNS; while prices are sealed, nothing is measured at all."""
    if not source.brief.prices_open:
        return (ORDERING_VERSION, LAST, LAST, *(None for _ in KEYS))
    measures, price = measures_of(source.brief, source.entry), source.entry.price
    merit = -points_of(measures, source.weights) if source.is_ranked else LAST
    return (ORDERING_VERSION, merit, LAST if price is None else price, *(measures[key] for key in KEYS))


async def _keep_words(candidates: Sequence[UUID]) -> None:
    found = await Candidate.filter(id__in=list(candidates)).values_list("id", "applicant_id")
    applicants = await Applicant.in_bulk({applicant for _, applicant in found}, "id")
    parties = await Party.in_bulk({applicant.party_id for applicant in applicants.values()}, "id")
    bids = await Bid.filter(applicant_id__in=[*applicants]).values_list("applicant_id", "number", "proposal")
    proposals = {(applicant, number): proposal for applicant, number, proposal in bids}
    kept, pace = [], Pace()
    for key, applicant in ((key, applicants[applicant]) for key, applicant in found):
        await pace.keep()
        party, proposal = parties[applicant.party_id], proposals[applicant.id, applicant.submitted_number]
        words = _listed(party.name, *party.skills), _listed(proposal)
        kept.append(_words_kept(key, *words).values)
    await run_each(KEEP_WORDS, kept)


def _words_kept(candidate: UUID, party_words: str, bid_words: str) -> Write:
    return Write(KEEP_WORDS, (key_in_database(new_id()), key_in_database(candidate), party_words, bid_words))


def _listed(*texts: str) -> str:
    """The words of the texts, each between two spaces."""
    return f" {' '.join(words_of(*texts))} "
