"""Saved searches, which only their user can see."""

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
from schema.base import Node, field, identified, shows
from schema.demands import Demand
from schema.live import ResyncRequired, tells, thing
from schema.money import Money
from schema.pages import Edge, PageInfo, edges_of


def _states(root: strawberry.Parent[tables.SavedSearch]) -> list[DemandState]:
    return list(root.criteria.states)


def _audience(root: strawberry.Parent[tables.SavedSearch]) -> list[PartyKind]:
    return list(root.criteria.audience)


def _filter(root: strawberry.Parent[tables.SavedSearch]) -> Any:
    return root


@strawberry.type(description="The filter of a saved search. Conditions that are null or empty are not checked.")
@shows(tables.SavedSearch)
class SavedFilter:
    text: str | None = field("Words that all have to occur in the demand, each as a whole.")
    skills: list[str] = field("The demand needs all of these skills; lower case.")
    states: list[DemandState] = field("The demand is in one of these states.", _states)
    audience: list[PartyKind] = field("The demand is open to one of these kinds of party.", _audience)
    budget_at_least: Money | None = field(
        "The budget is in this currency, and reaches this amount: its upper bound is not lower, or it has only a lower "
        "bound."
    )
    closes_before: datetime | None = field("The deadline is earlier than this.")


@strawberry.type(
    description="A filter of the market that a user saved, to be notified of new matches. Only that user can see it."
)
@shows(tables.SavedSearch)
class SavedSearch(Node):
    id: ID = identified("search")
    name: str = field("A name of the user's choice. Empty once the search is deleted.")
    filter: SavedFilter = field("The conditions that a demand has to meet.", _filter)
    order: DemandOrder | None = field("The sort order for showing the results; null if none was given.")
    is_alerting: bool = field("Whether new matches also become notifications.")
    version: int = field("Increases with each change by the user. Pass it as `expectedVersion`.")
    created_at: datetime = field("When it was saved.")
    new_count: int = field("How many new matches there were since the user last marked the search as read.")
    last_matched_at: datetime | None = field("The time of the latest match; null if there was none.")


def _edges(root: strawberry.Parent[SearchPage]) -> Any:
    return edges_of(root.page)


async def _total(root: strawberry.Parent[SearchPage]) -> int:
    return await root.page.total()


def _page_info(root: strawberry.Parent[SearchPage]) -> Any:
    return root.page


@strawberry.type(description="A page of saved searches.")
@shows(SearchPage)
class SavedSearchConnection:
    cursor: str = field("Pass it as `after` to the subscription `savedSearches`, and no match is missed.")
    edges: list[Edge[SavedSearch]] = field("The rows of this page, in order.", _edges)
    page_info: PageInfo = field("The position of this page in the list.", _page_info)
    total_count: int = field("The number of rows in the whole list.", _total)


@strawberry.type(description="A demand newly matches a saved search: it was published, amended, extended or reopened.")
@tells(events.SearchMatched)
class SearchMatched:
    saved_search: SavedSearch = thing("search", "The search as it is now.")
    demand: Demand = thing("demand", "The demand as it is now.")
    new_count: int = field("`newCount` of the search after this match.")


SavedSearchHappening = Annotated[
    SearchMatched | ResyncRequired,
    strawberry.union("SavedSearchHappening", description="The events of the viewer's saved searches."),
]


@strawberry.type(description="An event of the viewer's saved searches.")
class SavedSearchEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    event: SavedSearchHappening = field("What happened.")
