"""Saved searches, and what they have found and told."""

from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.clockwork import catch_up
from models.demands.search import FilterGiven
from models.notifications.kinds import Notification
from models.searches.saving import (
    save_search,
)
from models.searches.search import SavedSearch, SearchHit, SearchTask

EVERYTHING = FilterGiven()
PAYMENT = FilterGiven(text="payment")


async def saved(by: Viewer, filter: FilterGiven = PAYMENT, name: str = "Payments", **more: Any) -> SavedSearch:
    return await save_search(name=name, filter=filter, by=by, **more)


async def all_told() -> None:
    """Lets the clock make every move that is due."""
    while await catch_up():
        pass
    assert await SearchTask.all().count() == 0


async def hits(search: SavedSearch) -> list[UUID]:
    rows = await SearchHit.filter(search_id=search.id).order_by("id")
    assert (await SavedSearch.get(id=search.id)).new_count == len(rows)
    return [row.demand_id for row in rows]


async def news(of: Viewer) -> list[tuple[UUID, str]]:
    """The demands that the user was notified of, each with the name of a search."""
    rows = await Notification.filter(user_id=of.user.id, kind="SEARCH_MATCHED").order_by("id")
    assert {row.subject_type for row in rows} <= {"demand"}
    return [(row.subject_id, row.facts["name"]) for row in rows]
