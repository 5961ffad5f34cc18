"""The GraphQL types of the workbench."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import ID

from models import errors, journal, ordering
from models.accounts.viewer import Viewer
from models.database.telling import Composed
from models.demands import candidates
from models.demands.candidates import CandidateAction, EliminationReason, RemarkScope, Standing
from models.demands.drafting import WeightGiven
from models.demands.recorded import Recorded
from models.ordering import Goal
from models.pages import Page, Window
from models.pending import PendingPage
from models.workbench import comparison, overview, remarks, telling
from models.workbench.comparison import Unit
from models.workbench.overview import CandidateOrder
from resolvers import bids, finding, interviews, workbench
from resolvers.context import Info
from resolvers.once import Outcomes
from resolvers.telling import Listed
from schema.accounts import User
from schema.base import Node, batched, field, identified, shows
from schema.bids import Applicant, Award
from schema.demands import BiddingDemand, Criterion
from schema.pages import Connection
from schema.records import RecordedEntry
from schema.refusals import Conflict, InvalidInput, Refused, value_of
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.interviews import Interview

strawberry.enum(Goal, description="HIGHER: a higher raw value is better. LOWER: a lower one is.")
strawberry.enum(Standing, description="The awarder's decision about a candidate so far. SELECTED: an offer was made.")
strawberry.enum(CandidateAction, description="What a viewer may do with a candidate now.")
strawberry.enum(EliminationReason, description="The kind of reason for an elimination.")
strawberry.enum(RemarkScope, description="TEAM: every member of the awarder can read it. PRIVATE: only its author can.")
strawberry.enum(
    CandidateOrder,
    description=(
        "MERIT: the highest score first. ARRIVAL: the earliest first. PRICE: the lowest first. ALTERNATIVES: by rank, "
        "then the others."
    ),
)

strawberry.enum(Unit, name="ComparisonUnit", description="What the values of a row are.")


@strawberry.type(description="A note about a candidate by a member of the awarder. Applicants and staff never see it.")
@shows(remarks.Remark)
class Remark(Node):
    id: ID = identified("remark")
    body: str = field("The text; empty after the remark was deleted.", weight=5)
    scope: RemarkScope = field("Who may read the remark.")
    author: User = batched("The user who wrote it.", workbench.authors_of, is_alike=True)
    created_at: datetime = field("When the remark was written.")
    edited_at: datetime | None = field("When the remark was last edited; null if it never was.")
    version: int = field("Increases with each change. Pass it as `expectedVersion`.")
    candidate: "Candidate" = batched(
        "The candidate that the remark is about.", workbench.candidates_of_remarks, is_alike=True
    )


@strawberry.type(description="What one criterion contributes to a score.")
@shows(ordering.Contribution)
class Contribution:
    key: str = field("The stable name of the criterion.")
    weight: int = field("The weight of the criterion in basis points.")
    raw: Decimal | None = field(
        "The value before scaling: a price, days, the number of matching skills, an average, or 1 or 0; null if it is "
        "unknown."
    )
    normalized: float = field("The value scaled to 0 to 1. Higher is better.")
    contribution: float = field("The weight times the scaled value. All contributions add up to the total.")
    is_missing: bool = field("Whether the value is unknown, so that the neutral value 0.5 was used.")
    counted: Decimal | None = field(
        "The value that is compared with `best` and `worst`: `raw`, but of ratings the average together with five "
        "assumed ratings of 3, to two decimals, also where there are none yet. Null if it is unknown."
    )
    best: Decimal | None = field(
        "The value that gets 1, in the unit of `raw`, as each better one does: the low end of the budget, or else 0; "
        "half of the days that the demand asks for; all of its skills; a rating of 5; or 1. Null if the demand gives "
        "no scale: then the value counts as unknown for everybody."
    )
    worst: Decimal | None = field(
        "The value that gets 0, as each worse one does: twice the high end of the budget; twice the days; no skill; a "
        "rating of 1; or 0. Between `best` and `worst`, `normalized` is in proportion, rounded down to six decimals."
    )
    missing_skills: list[str] = field(
        "Of skill_coverage: the skills that the demand needs and the party does not have, in alphabetical order. Empty "
        "for other criteria."
    )


@strawberry.type(
    description=(
        "A candidate's score with its explanation. It depends on the demand and this candidate, never on other "
        "candidates."
    )
)
@shows(ordering.Scored)
class Score:
    rank: int = field("1 is the best. Eliminated candidates keep their ranks.")
    total: float = field("The sum of all contributions, from 0 to 1. Several candidates can have the same.")
    points: Decimal = field(
        "The same with all of its ten decimals, computed in integers, which decide: the candidate with more points "
        "ranks before the other. Of two with the same points, the one with the earlier `arrivedAt` does; of two that "
        "arrived in the same microsecond, the one with the lower internal key, which only `rank` tells.",
        lambda root: ordering.exact_share_of(root.points),
    )
    contributions: list[Contribution] = field("What each criterion contributes.")


@strawberry.type(
    description=(
        "An applicant as the awarder's team sees it. Applicants never see candidates; nobody does while bids are "
        "sealed."
    )
)
@shows(candidates.Candidate)
class Candidate(Node):
    id: ID = identified("candidate")
    standing: Standing = field("The awarder's decision about it so far.")
    alternative_rank: int | None = field("The rank among the alternatives, from 1; null unless it is one.")
    is_unread: bool | None = field(
        "Whether the viewer has not read the current version of its bid. In an event: true if it is a new or revised "
        "bid, false in CandidateRead, null in all others, which do not speak of it.",
        workbench.unread_at,
        differs=Differs.NOT,
        asks=False,
    )
    arrived_at: datetime = field("When its bid was first submitted.")
    version: int = field("Increases with each decision about the candidate. Pass it as `expectedVersion`.")
    actions: list[CandidateAction] = batched(
        "What the viewer may do with the candidate now.", workbench.actions_of_candidates, differs=Differs.BY_ROLE
    )
    decision: Annotated["SelectionEntry", strawberry.lazy("schema.workbench")] | None = batched(
        "The entry of the selection record that gave it its standing: who decided, when and why; null if nobody "
        "decided yet. When others move, its `alternativeRank` can change without an entry.",
        workbench.decisions_of,
        differs=Differs.BY_ROLE,
    )
    score: Score | None = batched(
        "Its score and rank; null if its bid needs confirmation and is not ranked.", workbench.scores_of, is_alike=True
    )
    applicant: Applicant = batched("The application, with its bid.", bids.applicants_of, is_alike=True)
    former: list["Candidate"] = batched(
        "What the same party did before it applied again, the latest first, at most 200. Bids that ended while they "
        "were sealed are never shown.",
        workbench.formers_of,
        is_alike=True,
    )
    remarks: Connection[Remark] = batched(
        "The remarks that the viewer may read, the oldest first. Empty for staff.",
        workbench.remarks_of,
        differs=Differs.BY_USER,
    )
    remark_count: int = batched(
        "The number of remarks that the viewer may read; 0 for staff.",
        workbench.remark_counts_of,
        differs=Differs.BY_USER,
    )
    interviews: Connection[Annotated["Interview", strawberry.lazy("schema.interviews")]] = batched(
        "The interviews with the candidate, the oldest first. Empty unless the viewer is in the awarder's team.",
        interviews.interviews_of_candidates,
        differs=Differs.BY_ROLE,
    )


@strawberry.type(description="The number of candidates with one standing.")
class StandingCount:
    standing: Standing = field("The standing that is counted.")
    count: int = field("The number of candidates that have it.")


@strawberry.type(description="A candidate's rank under weights that were only tried.")
class OrderedCandidate:
    candidate: Candidate = field("The candidate whose rank it is.")
    rank: int = field("1 is the best.")
    total: float = field("The total score under these weights, from 0 to 1.")
    points: Decimal = field("The same with all of its ten decimals, as in `Score.points`.")


@strawberry.type(description="What one candidate has in a row of a comparison.")
@shows(comparison.Cell)
class ComparisonCell:
    value: Decimal | None = field("The value in the unit of the row; null if it is unknown.")
    text: str | None = field("What the value stands for, such as the names of the skills; null if it says all.")
    is_missing: bool = field("Whether the value is unknown.")
    is_best: bool = field(
        "Whether it is the best known value of the row. Several cells can share it; none is best where all known "
        "values are the same."
    )


@strawberry.type(description="What candidates are compared by, with a cell for each of them.")
@shows(comparison.Row)
class ComparisonRow:
    key: str = field(
        "The stable name of the row: `rank`, `total`, `price`, `duration`, `skills` (how many of those that the demand "
        "asks for), `rating`, `rating_count`, or the key of a criterion."
    )
    unit: Unit = field("What the values are.")
    goal: Goal | None = field("Which values are better; null if none is.")
    cells: list[ComparisonCell] = field("One cell for each candidate, in the order of the candidates.")


@strawberry.type(description="Candidates side by side, with the same rows for each.")
@shows(comparison.Comparison)
class Comparison:
    candidates: list[Candidate] = field("The candidates, in the order of the ids.")
    rows: list[ComparisonRow] = field("What they are compared by.")


@strawberry.type(description="An entry of the selection record. Each entry contains the digest of the one before.")
@shows(journal.Entry)
class SelectionEntry(RecordedEntry):
    action: str = field(f"What was done: {', '.join(Recorded)}. Later releases may add others.")
    candidate: Candidate | None = batched(
        "The candidate that it concerns; null if it concerns the whole demand.", workbench.subjects_of, is_alike=True
    )


async def _candidates(
    root: strawberry.Parent[finding.Workbench],
    info: Info,
    filter: "CandidateFilter | None" = None,
    order: CandidateOrder | None = None,
    first: int | None = None,
    after: str | None = None,
) -> Page[Any]:
    wanted = filter or CandidateFilter()
    return await workbench.candidates_of(
        root, info, **vars(wanted), order=_or_merit(order), window=Window(first, after)
    )


def _listing(
    place: finding.Workbench,
    viewer: Viewer | None,
    filter: "CandidateFilter | None" = None,
    order: CandidateOrder | None = None,
    first: int | None = None,
    after: str | None = None,
) -> PendingPage | None:
    wanted = filter or CandidateFilter()
    return workbench.listing_of(place, viewer, **vars(wanted), order=_or_merit(order), window=Window(first, after))


def _or_merit(order: CandidateOrder | None) -> CandidateOrder:
    return order or overview.CandidateOrder.MERIT


async def _standings(root: strawberry.Parent[finding.Workbench]) -> list[StandingCount]:
    return [StandingCount(standing=standing, count=count) for standing, count in await workbench.standings_of(root)]


def _criteria(root: strawberry.Parent[finding.Workbench]) -> list[Criterion]:
    return [Criterion(key=key, weight=weight, goal=goal) for key, weight, goal in workbench.criteria_of_workbench(root)]


async def _ordering(
    root: strawberry.Parent[finding.Workbench], weights: list[WeightGiven], first: int | None = None
) -> list[OrderedCandidate]:
    return [
        OrderedCandidate(
            candidate=candidate,  # type: ignore[arg-type]
            rank=tried.rank,
            total=tried.total,
            points=ordering.exact_share_of(tried.points),
        )
        for candidate, tried in await workbench.ordering(root, weights, first)
    ]


@strawberry.type(
    description=(
        "The awarder's side of a demand: the candidates, their order, and the decisions. For the awarder's team and "
        "the resource manager."
    )
)
@shows(finding.Workbench)
class Workbench(Node):
    id: ID = identified("workbench")
    demand: BiddingDemand = field("The demand whose workbench it is.")
    cursor: str = field(
        "Pass it as `after` to `workbench` or `bidArrivals` to follow on from this snapshot without a gap.",
        workbench.cursor_of,
    )
    standings: list[StandingCount] = field(
        "The number of candidates with each standing.", _standings, weight=100, told=Composed(telling.standings)
    )
    criteria: list[Criterion] = field(
        "The criteria that candidates are ranked by.", _criteria, told=Composed(telling.criteria)
    )
    alternatives: list[Candidate] = field(
        "The alternatives, ordered by rank, at most 200.", workbench.alternatives_of, weight=100
    )
    candidates: Connection[Candidate] = field(
        "The candidates whose bids stand. Empty while bids are sealed.",
        _candidates,
        weight=500,
        told=Listed(candidates.Candidate, _listing, owned_by=frozenset({"demand_id"})),
    )
    gone: list[Candidate] = field(
        "The candidates whose bids no longer stand, as they were withdrawn, have lapsed or were struck out: "
        "`applicant.state` says which. The latest to arrive first, at most 200. Those that ended while they were "
        "sealed are never shown.",
        workbench.gone_of,
        weight=100,
    )
    award: Award | None = batched(
        "The live offer, or else the latest one; null if there was none.", workbench.awards_of
    )
    ordering: list[OrderedCandidate] = field(
        "The ranking under other weights, the best first, at most 500. Nothing is stored.",
        _ordering,
        weight=1_000,
    )
    comparison: Comparison = field(
        "2 to 6 different candidates of this workbench side by side. Refused with NOT_FOUND if one of them cannot be "
        "seen. Nothing is stored.",
        workbench.comparison_of,
        weight=200,
    )
    record: Connection[SelectionEntry] = field(
        "The selection record, the first entry first unless `order` says otherwise.", workbench.record_of
    )
    record_length: int = field("The number of entries in the selection record.", workbench.record_length)
    record_digest: str = field(
        "The digest of the last entry; empty if there is none. With it, anyone can verify an export of the record.",
        workbench.record_digest,
    )
    first_broken_seq: int | None = batched(
        "The `seq` of the first entry that was tampered with; null if the record is intact.",
        workbench.first_broken_seqs_of,
        weight=1_000,
    )


@strawberry.input(description="The conditions that a candidate has to meet. Omitted ones are not checked.")
class CandidateFilter:
    standings: list[Standing] | None = strawberry.field(
        default=None, description="The candidate has one of these standings."
    )
    is_unread: bool | None = strawberry.field(
        default=None, description="True: the viewer has not read the current bid. False: the viewer has."
    )
    text: str | None = strawberry.field(
        default=None,
        description=(
            "Words that all have to occur in the party's name, its skills or the proposal, up to 500 characters."
        ),
    )


CandidateResult = Annotated[
    Candidate | InvalidInput | Conflict | Refused,
    strawberry.union("CandidateResult", description="The candidate, or why nothing was done with it."),
]


@strawberry.type(description="The outcome for one of several candidates.")
class CandidateOutcome:
    candidate_id: ID = field("The id as it was sent.")
    result: CandidateResult = field("The candidate in its new state, or why nothing was done with it.")


def _outcomes(root: strawberry.Parent[Outcomes], info: Info) -> list[CandidateOutcome]:
    return [CandidateOutcome(candidate_id=ID(ref.text), result=_result(found, info)) for ref, found in root]


def _result(found: Any, info: Info) -> Any:
    # A refusal is an exception: the executor would raise it here, and lose all other outcomes.
    return value_of(found, info.context.locale) if isinstance(found, errors.Refusal) else found


@strawberry.type(description="The outcome for each candidate.")
@shows(Outcomes)
class EliminationOutcome:
    outcomes: list[CandidateOutcome] = field("One outcome for each candidate, in the order of the ids.", _outcomes)


@strawberry.type(description="The outcome for each of several candidates.")
@shows(Outcomes)
class CandidateOutcomes:
    outcomes: list[CandidateOutcome] = field("One outcome for each candidate, in the order of the ids.", _outcomes)
