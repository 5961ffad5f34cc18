"""Pages of lists, as in the Relay specification."""

from typing import Any, Generic, TypeVar

import strawberry

from models.pages import Page
from schema.base import field, shows

T = TypeVar("T")


def _start_cursor(root: strawberry.Parent[Page[Any]]) -> str | None:
    return root.cursors[0] if root.cursors else None


def _end_cursor(root: strawberry.Parent[Page[Any]]) -> str | None:
    return root.cursors[-1] if root.cursors else None


@strawberry.type(description="The position of a page in its list.")
@shows(Page)
class PageInfo:
    has_next_page: bool = field(
        "Whether there are rows after this page, when paging forward; after `before`, when paging back from it.",
        lambda root: root.has_next,
    )
    has_previous_page: bool = field(
        "Whether there are rows before this page, when paging back; before `after`, when paging forward from it.",
        lambda root: root.has_previous,
    )
    start_cursor: str | None = field("The cursor of the first edge; null if the page is empty.", _start_cursor)
    end_cursor: str | None = field(
        "The cursor of the last edge; null if the page is empty. Pass it as `after` to get the next page.", _end_cursor
    )


class Row:
    """A row of a page at its place."""

    __slots__ = ("_page", "_place", "node")

    def __init__(self, page: Page[Any], place: int, node: Any) -> None:
        self._page = page
        self._place = place
        self.node = node

    @property
    def cursor(self) -> str:
        return self._page.cursors[self._place]


def edges_of(page: Page[Any]) -> Any:
    return [Row(page, place, row) for place, row in enumerate(page.rows)]


async def _total(root: strawberry.Parent[Page[Any]]) -> int:
    return await root.total()


def _edges(root: strawberry.Parent[Page[Any]]) -> Any:
    return edges_of(root)


def _page_info(root: strawberry.Parent[Page[Any]]) -> Any:
    return root


@strawberry.type(description="One row of a page with its cursor.")
@shows(Row)
class Edge(Generic[T]):
    cursor: str = field("The position of the row. Pass it as `after` to continue behind it.")
    node: T = field("The row itself.")


@strawberry.type(
    description="A page of a list. Paging by cursor neither skips nor repeats rows when others are added or removed."
)
@shows(Page)
class Connection(Generic[T]):
    edges: list[Edge[T]] = field("The rows of this page, in order.", _edges)
    page_info: PageInfo = field("The position of this page in the list.", _page_info)
    total_count: int = field("The number of rows in the whole list.", _total)
