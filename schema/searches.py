"""Saved searches, as the world sees them: their user alone."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.accounts.parties import PartyKind
from models.demands.demand import DemandState
from models.demands.search import DemandOrder
from models.searches import events
from models.searches import search as tables
from resolvers.searches import SearchPage
from schema.base import Edge, Money, Node, PageInfo, edges_of, field, identified, page_info_of, shows
from schema.demands import Demand
from schema.live import ResyncRequired, tells, thing


def _states(root: strawberry.Parent[tables.SavedSearch]) -> list[DemandState]:
    return list(root.criteria.states)


def _audience(root: strawberry.Parent[tables.SavedSearch]) -> list[PartyKind]:
    return list(root.criteria.audience)


def _filter(root: strawberry.Parent[tables.SavedSearch]) -> Any:
    return root


@strawberry.type(description="The filter of a saved search; what is null or empty asks nothing.")
@shows(tables.SavedSearch)
class SavedFilter:
    """A DemandFilter that was kept."""

    text: str | None = field("Words that all have to be in it.")
    skills: list[str] = field("Skills that it all needs, in lower case.")
    states: list[DemandState] = field("Any of these states.", _states)
    audience: list[PartyKind] = field("Open to any of these.", _audience)
    budget_at_least: Money | None = field("The high end of the budget reaches this, in this currency.")
    closes_before: datetime | None = field("The deadline is earlier.")


@strawberry.type(description="What a user looks for on the market; nobody else learns that it exists.")
@shows(tables.SavedSearch)
class SavedSearch(Node):
    """A search that goes on."""

    id: ID = identified("search")
    name: str = field("What its user calls it; empty once it was deleted.")
    filter: SavedFilter = field("What a demand must have to fit.", _filter)
    order: DemandOrder | None = field("What its user wants to see first; null: not said.")
    is_alerting: bool = field("Whether its user is notified of what comes to fit.")
    version: int = field("Rises with each change by hand; goes into `expectedVersion`.")
    created_at: datetime = field("When it was saved.")
    new_count: int = field("How many demands came to fit since its user last marked it read.")
    last_matched_at: datetime | None = field("When a demand last came to fit; null: not yet.")


def _edges(root: strawberry.Parent[SearchPage]) -> Any:
    return edges_of(root.page)


def _page_info(root: strawberry.Parent[SearchPage]) -> PageInfo:
    return page_info_of(root.page)


@strawberry.type(description="A page of saved searches.")
@shows(SearchPage)
class SavedSearchConnection:
    """A page, and where the searches go on from it."""

    cursor: str = field("Goes into `after` of the subscription `savedSearches`: nothing falls between.")
    edges: list[Edge[SavedSearch]] = field("The rows in order.", _edges)
    page_info: PageInfo = field("Where the page stands in the list.", _page_info)


@strawberry.type(description="A demand came to fit a saved search: it was published, amended or reopened.")
@tells(events.SearchMatched)
class SearchMatched:
    """A demand that is news."""

    saved_search: SavedSearch = thing("search", "The search as it is now.")
    demand: Demand = thing("demand", "The demand as it is now.")
    new_count: int = field("How many were new to its user after this.")


SavedSearchHappening = Annotated[
    SearchMatched | ResyncRequired,
    strawberry.union("SavedSearchHappening", description="What becomes of a user's saved searches."),
]


@strawberry.type(description="Something that became of the viewer's saved searches.")
class SavedSearchEvent:
    """An event with its place."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    event: SavedSearchHappening = field("What happened.")
