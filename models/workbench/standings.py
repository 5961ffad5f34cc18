"""Changing a candidate's standing: the step that all decisions on the workbench share."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from models.changes import record
from models.database.writing import Write, updated, write
from models.demands.candidates import Candidate, Standing
from models.demands.demand import Demand, book_of
from models.demands.events import StandingChanged
from models.demands.recorded import Recorded
from models.journal import enter, reason_of

# What the selection record calls the decisions that `move` writes.
DECISIONS = frozenset(
    {Recorded.PLACED, Recorded.DROPPED, Recorded.ELIMINATED, Recorded.RESTORED, Recorded.AWARDED, Recorded.RETURNED}
)


async def move(
    candidate: Candidate,
    demand: Demand,
    target: Standing,
    *,
    rank: int | None,
    by: UUID | None,
    action: Recorded,
    reason: str | None = None,
    texts: Mapping[str, str | None] | None = None,
    also: Sequence[Write] = (),
    **facts: object,
) -> None:
    """Writes a decision: standing, version, selection record and event (EB-13). `also` is written with it."""
    assert action in DECISIONS
    source, former = candidate.standing, candidate.alternative_rank
    candidate.standing, candidate.alternative_rank = target, rank
    candidate.version += by is not None
    await write(*also, updated(candidate, "standing", "alternative_rank", "former_rank", "version"))
    entry = await enter(
        book_of(demand.id),
        action,
        by=by,
        subject=candidate.id,
        reason=reason,
        texts=texts,
        source=source.value,
        target=target.value,
        rank=rank,
        former=former,
        **facts,
    )
    tell_standing(candidate, demand, source, by=by, reason=reason_of(entry))


def tell_standing(
    candidate: Candidate, demand: Demand, source: Standing, *, by: UUID | None, reason: str | None
) -> None:
    """Records the candidate's current standing on the workbench's stream."""
    event = StandingChanged(candidate.id, source, candidate.standing, reason)
    record(demand.stream, event, by=by)
