"""Pages of lists, as in the Relay specification."""

from typing import Any, Generic, TypeVar

import strawberry

from models.pages import Page
from schema.base import field, shows

T = TypeVar("T")


@strawberry.type(description="The position of a page in its list.")
class PageInfo:
    has_next_page: bool = field(
        "Whether there are rows after this page, when paging forward; after `before`, when paging back from it."
    )
    has_previous_page: bool = field(
        "Whether there are rows before this page, when paging back; before `after`, when paging forward from it."
    )
    start_cursor: str | None = field("The cursor of the first edge; null if the page is empty.")
    end_cursor: str | None = field(
        "The cursor of the last edge; null if the page is empty. Pass it as `after` to get the next page."
    )


def edges_of(page: Page[Any]) -> Any:
    return [Edge(cursor=cursor, node=row) for row, cursor in zip(page.rows, page.cursors, strict=True)]


def page_info_of(page: Page[Any]) -> PageInfo:
    return PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=page.cursors[0] if page.cursors else None,
        end_cursor=page.cursors[-1] if page.cursors else None,
    )


async def _total(root: strawberry.Parent[Page[Any]]) -> int:
    return await root.total()


def _edges(root: strawberry.Parent[Page[Any]]) -> Any:
    return edges_of(root)


def _page_info(root: strawberry.Parent[Page[Any]]) -> PageInfo:
    return page_info_of(root)


@strawberry.type(description="One row of a page with its cursor.")
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
