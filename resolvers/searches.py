"""Saved searches in the API: the viewer's own, and the feed of their matches."""

import strawberry

from models.accounts.viewer import Viewer
from models.pages import Page, Window
from models.searches.events import SEARCHES, SearchMatched
from models.searches.search import SavedSearch, searches_of
from realtime.groups import Feed
from realtime.log import cursor_of
from resolvers.context import Info, viewer_in
from resolvers.live import LiveEvent, showing


class SearchPage:
    """A page of saved searches, with the cursor to follow them from."""

    def __init__(self, cursor: str, page: Page[SavedSearch]) -> None:
        self.cursor = cursor
        self.page = page


async def searches_of_viewer(
    root: strawberry.Parent[Viewer], first: int | None = None, after: str | None = None
) -> SearchPage:
    # The cursor is read first: a match in between is counted, and delivered as well.
    cursor = await cursor_of(SEARCHES.stream(root.user.id))
    return SearchPage(cursor, await searches_of(root.user.id, Window(first, after)))


def saved_searches(info: Info, after: str | None = None) -> Feed:
    """New matches of the viewer's own saved searches."""
    user = viewer_in(info).user.id
    gathering = info.context.gathering

    async def fits(shown: LiveEvent) -> bool:
        if not isinstance(shown.event, SearchMatched):
            return True
        # A match of a search that was deleted since is not delivered.
        search = await gathering.row(SavedSearch, shown.event.search)
        return search is not None and search.deleted_at is None

    return Feed(SEARCHES.stream(user), after, scope=user, settles_roles=True, show=showing(SEARCHES), fits=fits)
