"""Topics: what conversations are about, as far as the rules of talking ask; not every kind has a demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.demands.demand import Demand, DemandState

OVER = frozenset({DemandState.COMPLETED, DemandState.FAILED, DemandState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Topic:
    """The title that people know it by, whether it has come to its end, and who of the staff looks after it."""

    title: str | None = None
    is_over: bool = False
    manager: UUID | None = None


async def topics_of(demands: Sequence[UUID | None]) -> list[Topic]:
    """What each conversation is about, given its demand where it has one; those without are never over."""
    found = {each.id: each for each in await Demand.filter(id__in=[key for key in demands if key is not None])}
    about = {key: Topic(each.title, each.state in OVER, each.resource_manager_id) for key, each in found.items()}
    return [about[key] if key is not None else Topic() for key in demands]
