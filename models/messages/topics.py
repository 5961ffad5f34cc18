"""Topics: what the rules need to know about the subject of a conversation; not every kind has a demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.database.fetching import by_key
from models.demands.demand import LISTED, DemandState

OVER = frozenset({DemandState.COMPLETED, DemandState.FAILED, DemandState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Topic:
    """The title for users, whether it is over, and the resource manager who is assigned to it."""

    title: str | None = None
    is_over: bool = False
    manager: UUID | None = None


async def topics_of(demands: Sequence[UUID | None]) -> list[Topic]:
    """The topic of each conversation, given its demand or None; a topic without a demand is never over."""
    found = await by_key(LISTED, {key for key in demands if key is not None})
    about = {key: topic_of(each.title, each.state, each.resource_manager_id) for key, each in found.items()}
    return [about[key] if key is not None else Topic() for key in demands]


def topic_of(title: str, state: DemandState, manager: UUID | str | None) -> Topic:
    """The topic of conversations about a demand."""
    return Topic(title, state in OVER, None if manager is None else UUID(str(manager)))
