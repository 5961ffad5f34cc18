"""Finding: one thing of a demand by its key, in one statement with what decides who may see it."""

from typing import Any
from uuid import UUID

from models.database import key_in_database, rows
from models.database.reading import Columns
from models.demands.applicants import Applicant
from models.demands.candidates import Candidate
from models.demands.demand import Demand

_APPLICANT, _CANDIDATE = Columns(Applicant, "a"), Columns(Candidate, "c")
# What decides who may see the things of a demand.
_DEMAND = Columns(Demand, "d", only=("id", "awarder_id", "resource_manager_id", "bidding", "published_at", "opened_at"))


async def applicant_with_demand(key: UUID) -> tuple[Applicant, Demand] | None:
    """The application, and its demand with what decides who may see it alone; None if there is none."""
    row = await _row(
        f"SELECT {_APPLICANT.listed}, {_DEMAND.listed} FROM applicant a JOIN demand d ON d.id = a.demand_id "
        "WHERE a.id = ?",
        key,
    )
    return (_APPLICANT.in_row(row), _DEMAND.in_row(row)) if row else None


async def candidate_with_demand(key: UUID) -> tuple[Candidate, Demand] | None:
    """The same of a candidate, which has its application."""
    row = await _row(
        f"SELECT {_CANDIDATE.listed}, {_APPLICANT.listed}, {_DEMAND.listed} FROM candidate c "
        "JOIN applicant a ON a.id = c.applicant_id JOIN demand d ON d.id = c.demand_id WHERE c.id = ?",
        key,
    )
    if row is None:
        return None
    found = _CANDIDATE.in_row(row)
    found.applicant = _APPLICANT.in_row(row)
    return found, _DEMAND.in_row(row)


async def _row(statement: str, key: UUID) -> dict[str, Any] | None:
    found = await rows(statement, key_in_database(key))
    return found[0] if found else None
