"""Demands, as the world sees them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import ID

from models.accounts.parties import PartyKind
from models.demands import demand as tables
from models.demands import drafting, search
from models.demands.demand import Bidding, DemandAction, DemandState
from models.demands.search import DemandOrder
from resolvers import demands, questions, workbench
from resolvers.demands import DemandPage
from schema.accounts import Party, User
from schema.base import (
    Edge,
    Money,
    Node,
    PageInfo,
    batched,
    edges_of,
    field,
    given,
    identified,
    page_info_of,
    shows,
)
from schema.files import Attachment
from schema.sharing import Differs

if TYPE_CHECKING:
    from models.ordering import Goal
    from schema.questions import QuestionConnection
    from schema.workbench import Workbench

strawberry.enum(DemandState, description="Where a demand stands.")
strawberry.enum(Bidding, description="OPEN: bids are read as they come; SEALED: by nobody before the deadline.")
strawberry.enum(DemandAction, description="What a viewer may do with a demand.")
strawberry.enum(
    DemandOrder,
    description="NEWEST: by publication; CLOSING_SOON: by deadline; BUDGET: the largest first, a currency at a time.",
)


@strawberry.interface(description="A call for work of any kind.")
class Demand(Node):
    """What all demands have."""

    id: ID = field("Opaque and stable; `node` finds the object by it.")
    title: str = field("What is asked for, in a line.")
    description: str = field("What is asked for, in full.")
    skills: list[str] = field("What is needed, in lower case.")
    state: DemandState = field("Where it stands.")
    version: int = field("Rises with each change by hand; goes into `expectedVersion`.")
    awarder: Party = field("The party that asks.")
    attachments: list[Attachment] = field("The files that say more of it, in order.")
    published_at: datetime | None = field("When it went public; null: a draft.")
    deadline_at: datetime | None = field("Until when bids are taken: the first instant at which they no longer are.")
    actions: list[DemandAction] = field("What the viewer may do next.", differs=Differs.BY_ROLE)


@strawberry.type(description="What the awarder means to spend.")
class Budget:
    """A range."""

    low: Money | None = field("The low end.")
    high: Money | None = field("The high end.")


@strawberry.type(description="What bids are ordered by, and how much it weighs.")
class Criterion:
    """One criterion of a demand."""

    key: str = field("Stable name.")
    weight: int = field("Basis points; all weights of a demand add up to 10,000.")
    goal: Annotated["Goal", strawberry.lazy("schema.workbench")] = field("Which end is better.")


def _budget(root: strawberry.Parent[tables.Demand]) -> Budget | None:
    return Budget(low=root.low, high=root.high) if root.low or root.high else None  # type: ignore[arg-type]


def _criteria(root: strawberry.Parent[tables.Demand]) -> list[Criterion]:
    return [Criterion(key=key, weight=weight, goal=goal) for key, weight, goal in workbench.criteria_of(root)]


def _audience(root: strawberry.Parent[tables.Demand]) -> list[PartyKind]:
    return tables.audience_of(root)


@strawberry.type(description="A demand that is awarded to the best of several bids.")
@shows(tables.Demand)
class BiddingDemand(Demand):
    """Enterprise bidding."""

    id: ID = identified("demand")
    awarder: Party = batched("The party that asks.", demands.awarders_of, is_alike=True)
    actions: list[DemandAction] = field("What the viewer may do next.", demands.demand_actions, differs=Differs.BY_ROLE)
    attachments: list[Attachment] = batched("The files that say more of it, in order.", demands.files_of, is_alike=True)
    bidding: Bidding = field("Whether bids can be read before the deadline.")
    audience: list[PartyKind] = field("Which kinds of party may bid.", _audience)
    budget: Budget | None = field("What the awarder means to spend; null: not said.", _budget)
    currency: str = field("The currency that bids are made in.")
    duration_days: int | None = field("How long the work should take, in days; null: not said.")
    is_bid_count_public: bool = field("Whether everyone may know how many bids there are.")
    bid_count: int | None = field(
        "How many bids stand; null where the viewer may not know it.", demands.bid_count_of, differs=Differs.BY_ROLE
    )
    criteria: list[Criterion] = field("What bids are ordered by.", _criteria)
    closed_at: datetime | None = field("When bidding ended.")
    opened_at: datetime | None = field("When sealed bids were opened.")
    resource_manager: User | None = batched(
        "Who of the staff looks after it; null for whoever has no place at the workbench.",
        demands.managers_of,
        differs=Differs.BY_ROLE,
    )
    questions: Annotated["QuestionConnection", strawberry.lazy("schema.questions")] = batched(
        "What was asked about it and answered, the oldest first.", questions.questions_of, differs=Differs.BY_USER
    )
    workbench: Annotated["Workbench", strawberry.lazy("schema.workbench")] | None = field(
        "The awarder's side; null for whoever has no place at it.", workbench.workbench_of, differs=Differs.BY_USER
    )


def _edges(root: strawberry.Parent[DemandPage]) -> Any:
    return edges_of(root.page)


def _page_info(root: strawberry.Parent[DemandPage]) -> PageInfo:
    return page_info_of(root.page)


@strawberry.type(description="A page of demands.")
@shows(DemandPage)
class DemandConnection:
    """A page, and where the market goes on from it."""

    cursor: str = field("Goes into `after` of the subscription `market`: nothing falls between.")
    edges: list[Edge[Demand]] = field("The rows in order.", _edges)
    page_info: PageInfo = field("Where the page stands in the list.", _page_info)


given(
    drafting.BudgetGiven,
    "BudgetInput",
    "A range of money; both ends may be left open.",
    low="The low end, in major units.",
    high="The high end, in major units.",
    currency="ISO 4217 code: the currency that bids are made in.",
)
given(
    drafting.WeightGiven,
    "CriterionWeightInput",
    "A criterion and its weight.",
    key="The criterion: price_fit, delivery_time, skill_coverage, track_record or verification.",
    weight="Basis points; all weights together are 10,000.",
)


given(
    search.FilterGiven,
    "DemandFilter",
    "What a demand must have to be listed; what is left out asks nothing.",
    text="Words that all have to be in it.",
    skills="Skills that it all needs.",
    states="Any of these states.",
    audience="Open to any of these.",
    budget_at_least="The high end of the budget reaches this, in this currency.",
    closes_before="The deadline is earlier.",
)


def criteria_in(filter: search.FilterGiven | None) -> search.DemandCriteria:
    """The domain's form of a filter; refuses one that makes no sense."""
    return search.criteria_of(**vars(filter)) if filter else search.DemandCriteria()


async def find_demands(
    filter: search.FilterGiven | None = None,
    order: DemandOrder | None = None,
    first: int | None = None,
    after: str | None = None,
) -> DemandPage:
    return await demands.find_demands(criteria_in(filter), order or search.DemandOrder.NEWEST, first=first, after=after)
