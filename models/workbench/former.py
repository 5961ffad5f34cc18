"""Former candidates: what a party that applies again has done before (EB-17)."""

from collections.abc import Sequence
from uuid import UUID

from models.demands.applicants import Applicant
from models.demands.candidates import Candidate


async def formers_of(candidates: Sequence[Candidate], *, most: int) -> dict[UUID, list[Candidate]]:
    """The earlier candidates of the same party on the same demand, the latest first.

    What ended while bids were sealed is left out: nobody but its own side ever sees it.
    """
    applicants = await Applicant.in_bulk({each.applicant_id for each in candidates}, "id")
    others = Candidate.filter(
        demand_id__in={each.demand_id for each in candidates},
        applicant__party_id__in={each.party_id for each in applicants.values()},
        applicant__live_key=None,
        applicant__has_ended_sealed=False,
    )
    gone = await others.order_by("-arrived_at", "-id").select_related("applicant")

    def before(candidate: Candidate) -> list[Candidate]:
        place = (candidate.demand_id, applicants[candidate.applicant_id].party_id)
        return [
            each
            for each in gone
            if (each.demand_id, each.applicant.party_id) == place
            and (each.arrived_at, each.id) < (candidate.arrived_at, candidate.id)
        ][:most]

    return {candidate.id: before(candidate) for candidate in candidates}
