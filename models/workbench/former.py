"""Candidates whose bids no longer stand, and what a party that applies again has done before (EB-17)."""

from collections.abc import Sequence
from uuid import UUID

from models.database import any_of, key_in_database, list_in_database
from models.database.fetching import by_column, by_key, with_relation
from models.demands.applicants import Applicant
from models.demands.candidates import Candidate


async def formers_of(candidates: Sequence[Candidate], *, most: int) -> dict[UUID, list[Candidate]]:
    """The earlier candidates of the same party on the same demand, the latest first.

    What ended while bids were sealed is left out: nobody but its own side ever sees it.
    """
    applicants = await by_key(Applicant, {each.applicant_id for each in candidates})
    gone = await by_column(
        Candidate,
        "demand_id",
        {each.demand_id for each in candidates},
        also=f"applicant_id IN (SELECT a.id FROM applicant a WHERE {any_of('a.party_id')} AND a.live_key IS NULL "
        "AND NOT a.has_ended_sealed)",
        given=[list_in_database({each.party_id for each in applicants.values()})],
        sorting="arrived_at DESC, id DESC",
    )
    await with_relation(gone, "applicant")

    def before(candidate: Candidate) -> list[Candidate]:
        place = (candidate.demand_id, applicants[candidate.applicant_id].party_id)
        return [
            each
            for each in gone
            if (each.demand_id, each.applicant.party_id) == place
            and (each.arrived_at, each.id) < (candidate.arrived_at, candidate.id)
        ][:most]

    return {candidate.id: before(candidate) for candidate in candidates}


async def gone_from(demand: UUID, *, most: int) -> list[Candidate]:
    """The candidates of a demand whose bids no longer stand, the latest to arrive first.

    What ended while bids were sealed is left out, as above.
    """
    return await by_column(
        Candidate,
        "demand_id",
        [demand],
        also="NOT is_standing AND applicant_id IN "
        "(SELECT a.id FROM applicant a WHERE a.demand_id = ? AND NOT a.has_ended_sealed)",
        given=[key_in_database(demand)],
        sorting="arrived_at DESC, id DESC",
        most=most,
    )
