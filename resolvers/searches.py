"""Saved searches: a user's own, and what is heard of them live."""

import strawberry

from models.accounts.viewer import Viewer
from models.pages import Page
from models.searches.events import SEARCHES, SearchMatched
from models.searches.search import SavedSearch, searches_of
from realtime.groups import Feed
from realtime.log import cursor_of
from resolvers.context import Info, viewer_in
from resolvers.live import Told, telling


class SearchPage:
    """A page of searches and the place from which to follow on."""

    def __init__(self, cursor: str, page: Page[SavedSearch]) -> None:
        self.cursor = cursor
        self.page = page


async def searches_of_viewer(
    root: strawberry.Parent[Viewer], first: int | None = None, after: str | None = None
) -> SearchPage:
    # The cursor first: what comes to fit meanwhile is then counted, and told once more.
    cursor = await cursor_of(SEARCHES.stream(root.user.id))
    return SearchPage(cursor, await searches_of(root.user.id, first=first, after=after))


def saved_searches(info: Info, after: str | None = None) -> Feed:
    """What comes to fit the viewer's own searches."""
    user = viewer_in(info).user.id
    gathering = info.context.gathering

    async def fits(told: Told) -> bool:
        if not isinstance(told.event, SearchMatched):
            return True
        # What was deleted since is not told any more.
        search = await gathering.row(SavedSearch, told.event.search)
        return search is not None and search.deleted_at is None

    return Feed(SEARCHES.stream(user), after, scope=user, settles_roles=True, tell=telling(SEARCHES), fits=fits)
