"""The GraphQL types of demands."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import ID

from models.accounts.parties import PartyKind
from models.accounts.viewer import Viewer
from models.database.telling import Parts, Statement, as_stored, lacking
from models.demands import amendment, drafting, search, versions
from models.demands import demand as tables
from models.demands.demand import Bidding, DemandAction, DemandState
from models.demands.search import DemandOrder
from models.pages import Window
from models.pending import PendingPage
from resolvers import bids, demands, questions, workbench
from resolvers.demands import DemandPage
from resolvers.telling import Listed
from schema.accounts import Party, User
from schema.base import Node, batched, field, given, identified, shows
from schema.files import Attachment
from schema.money import Money, money_in
from schema.pages import Connection, Edge, PageInfo, edges_of
from schema.sharing import Differs

if TYPE_CHECKING:
    from models.ordering import Goal
    from schema.bids import Applicant
    from schema.questions import QuestionConnection
    from schema.workbench import Workbench

strawberry.enum(
    DemandState,
    description=(
        "DRAFT: seen by the awarder alone. OPEN: takes bids. SELECTING: bidding has ended. FAILED: concluded without "
        "an award. SUSPENDED: held by staff."
    ),
)
strawberry.enum(
    Bidding,
    description=(
        "OPEN: the awarder reads bids as they arrive. SEALED: nobody but the applicant reads a bid before the deadline."
    ),
)
strawberry.enum(
    DemandAction,
    description=(
        "What a viewer may do with a demand now. APPLY: `saveBid`; ASK: `askQuestion`; CONCLUDE: "
        "`concludeWithoutAward`."
    ),
)
strawberry.enum(
    DemandOrder,
    description=(
        "NEWEST: the latest publication first. CLOSING_SOON: the earliest deadline first. BUDGET: the largest first, "
        "grouped by currency."
    ),
)


@strawberry.interface(description="A call for work. BiddingDemand is its only kind so far.")
class Demand(Node):
    id: ID = field("Opaque and stable. `node` loads the object by it.")
    title: str = field("A short title, up to 200 characters.")
    description: str = field("The full description, up to 20,000 characters.", weight=20)
    skills: list[str] = field("The skills that the work needs, in lower case.")
    state: DemandState = field("The state of the demand.")
    version: int = field("Increases with each change by a user, not by the clock. Pass it as `expectedVersion`.")
    awarder: Party = field("The party that published the demand, and awards it.")
    attachments: list[Attachment] = field("The attached files, in order.")
    published_at: datetime | None = field("When the demand was published; null for a draft.")
    deadline_at: datetime | None = field(
        "When bidding ends: the first instant at which bids are refused. Null in a draft that has no deadline yet."
    )
    actions: list[DemandAction] = field("What the viewer may do with the demand now.", differs=Differs.BY_ROLE)


@strawberry.type(description="The range that the awarder means to spend.")
class Budget:
    low: Money | None = field("The lower bound; null if there is none.")
    high: Money | None = field("The upper bound; null if there is none.")


@strawberry.type(description="A criterion that bids are ranked by, with its weight.")
class Criterion:
    key: str = field("The stable name: price_fit, delivery_time, skill_coverage, track_record or verification.")
    weight: int = field("In basis points. All weights of a demand add up to 10,000.")
    goal: Annotated["Goal", strawberry.lazy("schema.workbench")] = field(
        "Whether a higher or a lower raw value is better."
    )


def _budget(root: strawberry.Parent[tables.Demand | versions.DemandVersion]) -> Budget | None:
    return Budget(low=root.low, high=root.high) if root.low or root.high else None  # type: ignore[arg-type]


def _criteria(root: strawberry.Parent[tables.Demand | versions.DemandVersion]) -> list[Criterion]:
    return [Criterion(key=key, weight=weight, goal=goal) for key, weight, goal in workbench.criteria_of(root)]


def default_criteria() -> list[Criterion]:
    return [Criterion(key=key, weight=weight, goal=goal) for key, weight, goal in workbench.default_criteria()]


def _audience(root: strawberry.Parent[tables.Demand | versions.DemandVersion]) -> list[PartyKind]:
    return [PartyKind(kind) for kind in root.audience]


def _audience_told(_: Statement, demand: str) -> str:
    return as_stored(f"{demand}.audience")


def _bound(column: str) -> Parts:
    return money_in(
        lambda demand: f"{demand}.{column}",
        lambda demand: f"{demand}.currency",
        lacks=lambda demand: lacking(f"{demand}.{column}"),
    )


BUDGET = Parts(
    {"low": _bound("budget_low"), "high": _bound("budget_high")},
    lacks=lambda demand: lacking(f"{demand}.budget_low", f"{demand}.budget_high"),
)


@strawberry.type(description="A field that differs between two versions of a demand, with its values as text.")
@shows(versions.FieldChange)
class FieldChange:
    field_: str = field(
        "The field: title, description, skills, budget.low, budget.high, currency, durationDays, audience, "
        "isBidCountPublic, criteria, deadlineAt, attachments, or, of a draft, bidding.",
        lambda root: root.field,
        name="field",
    )
    from_: str | None = field("The value before; null if there was none.", lambda root: root.source, name="from")
    to: str | None = field("The value from this version on; null if there is none.", lambda root: root.target)


@strawberry.type(description="What an amendment would change. Nothing of it is stored.")
@shows(amendment.AmendmentPreview)
class AmendmentPreview:
    changes: list[FieldChange] = field("What would differ; empty if nothing would.", weight=40)
    is_material: bool = field("Whether bidders would have to confirm their submitted bids.")
    deadline_at: datetime | None = field(
        "When bidding would end: a material change leaves bidders enough time. Null in a draft without a deadline."
    )


@strawberry.type(description="What a published demand asked for from a certain time on. A version never changes.")
@shows(versions.DemandVersion)
class DemandVersion:
    number: int = field("1, 2 and so on. Version 1 is the one that was published, or the earliest one that is known.")
    published_at: datetime = field("Since when the demand asked for this.")
    is_material: bool = field("Whether bidders had to confirm their bids because of it.")
    changes: list[FieldChange] = field("What differs from the version before; empty for version 1.", weight=40)
    title: str = field("The title in this version.")
    description: str = field("The full description in this version.", weight=20)
    skills: list[str] = field("The skills that the work needed.")
    budget: Budget | None = field("What the awarder meant to spend; null if it was not stated.", _budget)
    currency: str = field("ISO 4217 code of the currency that bids had to be in.")
    duration_days: int | None = field("The expected duration of the work in days; null if it was not stated.")
    audience: list[PartyKind] = field("The kinds of party that could bid.", _audience)
    is_bid_count_public: bool = field("Whether everyone could see the number of bids.")
    criteria: list[Criterion] = field("The criteria that bids were ranked by.", _criteria)
    deadline_at: datetime = field("When bidding was to end.")
    attachments: list[Attachment] = batched(
        "The files of this version, in order.", demands.files_of_versions, is_alike=True
    )


@strawberry.type(description="A demand that is awarded to one of several bids.")
@shows(tables.Demand)
class BiddingDemand(Demand):
    id: ID = identified("demand")
    awarder: Party = batched("The party that published the demand, and awards it.", demands.awarders_of, is_alike=True)
    description: str = batched(
        "The full description, up to 20,000 characters.", demands.descriptions_of, is_alike=True, weight=20
    )
    actions: list[DemandAction] = field(
        "What the viewer may do with the demand now.", demands.demand_actions, differs=Differs.BY_ROLE
    )
    attachments: list[Attachment] = batched("The attached files, in order.", demands.files_of, is_alike=True)
    bidding: Bidding = field("Whether the awarder can read bids before the deadline.")
    audience: list[PartyKind] = field("The kinds of party that may bid.", _audience, told=_audience_told)
    budget: Budget | None = field("What the awarder means to spend; null if it is not stated.", _budget, told=BUDGET)
    currency: str = field("ISO 4217 code of the currency that bids have to be in.")
    duration_days: int | None = field("The expected duration of the work in days; null if it is not stated.")
    is_bid_count_public: bool = field(
        "Whether everyone may see the number of bids. While bids are sealed, only the awarder's team and the resource "
        "manager do."
    )
    bid_count: int | None = field(
        "The number of submitted bids that were not withdrawn, lapsed or invalidated; null if the viewer may not see "
        "it.",
        demands.bid_count_of,
        differs=Differs.BY_ROLE,
    )
    criteria: list[Criterion] = field("The criteria that bids are ranked by.", _criteria)
    award_working_days: int = field(
        "How many working days there would be to answer an award that was offered now; the platform sets it. "
        "`Award.lapsesAt` says until when an offer that was made can be answered.",
        demands.award_working_days,
    )
    history: Connection[DemandVersion] = batched(
        "Every version since the demand was published, the latest first. Empty for a draft.",
        demands.histories_of,
        is_alike=True,
    )
    closed_at: datetime | None = field("When bidding ended; null while it has not.")
    closable_at: datetime | None = field(
        "Where bids wait for their confirmation after an amendment: when their bidders had enough time for it, so that "
        "`closeBidding` becomes possible; it can be past. Null if none waits, for SEALED bidding, and if the viewer "
        "may not see the workbench.",
        demands.closable_at_of,
        differs=Differs.BY_ROLE,
    )
    opened_at: datetime | None = field(
        "When sealed bids were opened; null before that, for OPEN bidding, and if the viewer may not know how many "
        "bids there are.",
        demands.opened_at_of,
        differs=Differs.BY_ROLE,
    )
    resource_manager: User | None = batched(
        "The member of staff in charge of the demand; null if nobody is, or if the viewer may not see the workbench.",
        demands.managers_of,
        differs=Differs.BY_ROLE,
    )
    my_applicants: list[Annotated["Applicant", strawberry.lazy("schema.bids")]] = batched(
        "The latest application of each of the viewer's parties, drafts included, the latest first. Empty for the "
        "awarder's team.",
        bids.applications_to,
        differs=Differs.BY_USER,
    )
    questions: Annotated["QuestionConnection", strawberry.lazy("schema.questions")] = batched(
        "Public questions and answers, the oldest first. Hidden questions are shown to staff and to the party that "
        "asked.",
        questions.questions_of,
        differs=Differs.BY_USER,
    )
    workbench: Annotated["Workbench", strawberry.lazy("schema.workbench")] | None = field(
        "The workbench; null unless the viewer is in the awarder's team or the resource manager.",
        workbench.workbench_of,
        differs=Differs.BY_USER,
    )


def _edges(root: strawberry.Parent[DemandPage]) -> Any:
    return edges_of(root.page)


async def _total(root: strawberry.Parent[DemandPage]) -> int:
    return await root.page.total()


def _page_info(root: strawberry.Parent[DemandPage]) -> Any:
    return root.page


@strawberry.type(description="A page of demands.")
@shows(DemandPage)
class DemandConnection:
    cursor: str = field("Pass it as `after` to the subscription `market` to follow on from this page without a gap.")
    edges: list[Edge[Demand]] = field("The rows of this page, in order.", _edges)
    page_info: PageInfo = field("The position of this page in the list.", _page_info)
    total_count: int = field("The number of rows in the whole list.", _total, weight=200)


given(
    drafting.BudgetGiven,
    "BudgetInput",
    "A range of money. Both bounds may be omitted.",
    low="The lower bound in major units, such as euros.",
    high="The upper bound in major units, such as euros.",
    currency="ISO 4217 code. Bids have to be in this currency.",
)
given(
    drafting.WeightGiven,
    "CriterionWeightInput",
    "A criterion with its weight.",
    key="price_fit, delivery_time, skill_coverage, track_record or verification.",
    weight="In basis points. All weights have to add up to 10,000.",
)


given(
    search.FilterGiven,
    "DemandFilter",
    "The conditions that a demand has to meet. Omitted ones are not checked.",
    text="Words that all have to occur in the demand, each as a whole, up to 500 characters. A text without a word "
    "finds nothing.",
    skills="The demand needs all of these skills.",
    states="The demand is in one of these states.",
    audience="The demand is open to at least one of these kinds of party.",
    budget_at_least=(
        "The budget is in this currency, and reaches this amount: its upper bound is not lower, or it has only a lower "
        "bound."
    ),
    closes_before="The deadline is earlier than this.",
    is_text_unfinished="True while somebody types the text: of its last word, the beginning is enough, if it has at "
    "least three characters.",
)


given(
    search.OwnFilter,
    "OwnDemandFilter",
    "The conditions that a party's own demand has to meet. Omitted ones are not checked.",
    states="The demand is in one of these states.",
    has_unread_bids="True: the viewer has not read the current version of a standing bid. False: they have read all.",
)
given(
    search.ManagedFilter,
    "ManagedDemandFilter",
    "The conditions that a managed demand has to meet. Omitted ones are not checked.",
    states="The demand is in one of these states.",
    text="Words that all have to occur in the demand, each as a whole, up to 500 characters. A text without a word "
    "finds nothing.",
    is_text_unfinished="True while somebody types the text: of its last word, the beginning is enough, if it has at "
    "least three characters.",
)
strawberry.enum(
    search.ManagedOrder,
    name="ManagedDemandOrder",
    description="DEADLINE: the earliest deadline first. NEWEST: the latest publication first.",
)


def criteria_in(filter: search.FilterGiven | None) -> search.DemandCriteria:
    """The domain's form of a filter; refuses an invalid one."""
    return search.criteria_of(**vars(filter)) if filter else search.DemandCriteria()


async def find_demands(
    filter: search.FilterGiven | None = None,
    order: DemandOrder | None = None,
    first: int | None = None,
    after: str | None = None,
) -> DemandPage:
    return await demands.find_demands(criteria_in(filter), order or search.DemandOrder.NEWEST, Window(first, after))


def _listing(
    _root: None,
    _viewer: Viewer | None,
    filter: search.FilterGiven | None = None,
    order: DemandOrder | None = None,
    first: int | None = None,
    after: str | None = None,
) -> PendingPage | None:
    return search.pending(criteria_in(filter), order or search.DemandOrder.NEWEST, Window(first, after))


MARKET = Listed(tables.Demand, _listing, demands.LISTED_MARKET)
