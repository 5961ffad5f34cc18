"""What becomes of a user's saved searches, and where that is followed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class SearchMatched(Event):
    """A demand came to fit a search, of which its user has not looked at `new_count` by then."""

    kind: ClassVar[str] = "search.matched"
    search: UUID
    demand: UUID
    new_count: int


# A user's own: the key is that of the user.
SEARCHES = Place("searches", (SearchMatched,))
