"""Events of saved searches, and the place where they are followed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class SearchMatched(Event):
    """A demand newly matches a saved search, which then has `new_count` unread matches."""

    kind: ClassVar[str] = "search.matched"
    search: UUID
    demand: UUID
    new_count: int


# One stream per user; its key is the user's.
SEARCHES = Place("searches", (SearchMatched,))
