"""What is stored of candidates and parties, compared with what demands, bids, parties and reviews say."""

from dataclasses import astuple

from models.accounts.parties import Party
from models.database import rows
from models.demands.applicants import BidState
from models.demands.candidates import LAST, Candidate, CandidateWords
from models.demands.demand import Demand
from models.money import digits
from models.ordering import CRITERIA, ORDERING_VERSION, Brief, Entry, order
from models.reviews.counting import counted_of
from models.reviews.rating import sums_of
from models.reviews.review import KeyRating, Review
from models.words import words_of


async def check_measures() -> int:
    """Fails unless each standing candidate is stored as it would be computed now; returns how many are ranked."""
    known, ranked = {each.candidate_id: each for each in await CandidateWords.all()}, 0
    for demand in await Demand.all():
        query = Candidate.filter(demand_id=demand.id, is_standing=True).select_related("applicant__party")
        standing = await query.order_by("merit_key", "arrived_at", "id")
        if not standing:
            continue
        bids = {each.id: await each.applicant.bids.filter(number=each.applicant.submitted_number) for each in standing}
        for each in standing:
            party, (bid,) = each.applicant.party, bids[each.id]
            assert set(known[each.id].party_words.split()) == set(words_of(party.name, *party.skills))
            assert set(known[each.id].bid_words.split()) == set(words_of(bid.proposal))
            assert each.ordering_version == ORDERING_VERSION
        if demand.is_sealed:
            for each in standing:
                assert (each.merit_key, each.price_key) == (LAST, LAST)
                assert [getattr(each, criterion.key) for criterion in CRITERIA] == [None] * len(CRITERIA)
            continue
        brief = Brief(
            budget_low=demand.budget_low,
            budget_high=demand.budget_high,
            currency_digits=digits(demand.currency),
            duration_days=demand.duration_days,
            skills=frozenset(demand.skills),
            prices_open=True,
        )
        entries = [_entry(each, bids[each.id][0]) for each in standing if _is_ranked(each)]
        fresh = order(brief, entries, demand.weights)
        assert [(each.id, each.points) for each in fresh] == [
            (str(each.id), -each.merit_key) for each in standing if each.merit_key < LAST
        ]
        measured = {each.id: {part.key: part for part in each.contributions} for each in fresh}
        for each in standing:
            assert each.price_key == bids[each.id][0].price_minor
            for key, part in measured.get(str(each.id), {}).items():
                stored = getattr(each, key)
                assert (stored is None) is part.is_missing
                assert stored is None or stored / 1_000_000 == part.normalized
        ranked += len(fresh)
    return ranked


async def check_ratings() -> None:
    """Fails unless each party that was reviewed has the ratings that its published reviews add up to (RP-4)."""
    for party in await Party.filter(id__in=[each.subject_id for each in await Review.all()]):
        whole, by_key = sums_of(await counted_of(party))
        assert (party.rating_total, party.rating_parts, party.rating_count) == astuple(whole)
        kept = await KeyRating.filter(party_id=party.id)
        assert {each.key: (each.total, each.parts, each.count) for each in kept} == {
            key: astuple(each) for key, each in by_key.items()
        }


async def forget_measures() -> None:
    """Leaves the candidates as a former version left them."""
    await rows(f"UPDATE candidate SET ordering_version = 0, merit_key = {LAST}, price_key = {LAST}, price_fit = 7")
    await rows("DELETE FROM candidate_words")


def _is_ranked(candidate: Candidate) -> bool:
    return candidate.applicant.state is not BidState.NEEDS_CONFIRMATION


def _entry(candidate: Candidate, bid) -> Entry:  # type: ignore[no-untyped-def] # a row
    party = candidate.applicant.party
    return Entry(
        id=str(candidate.id),
        arrived_at=candidate.arrived_at,
        price=bid.price_minor,
        duration_days=bid.duration_days,
        skills=frozenset(party.skills),
        rating_total=party.rating_total,
        rating_count=party.rating_count,
        is_verified=party.verified_at is not None,
        rating_parts=party.rating_parts,
    )
