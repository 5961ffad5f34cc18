"""The workbench, as the awarder's team sees it."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import ID

from models import errors, journal, ordering
from models.demands import candidates
from models.demands.candidates import CandidateAction, EliminationReason, RemarkScope, Standing
from models.demands.drafting import WeightGiven
from models.ordering import Goal
from models.pages import Page
from models.workbench import overview, remarks
from models.workbench.overview import CandidateOrder
from resolvers import bids, finding, interviews, workbench
from resolvers.context import Info
from resolvers.once import Outcomes
from schema.accounts import User
from schema.base import Conflict, Connection, InvalidInput, Node, Refused, batched, field, identified, shows
from schema.bids import Applicant, Award
from schema.demands import Criterion
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.interviews import Interview

strawberry.enum(Goal, description="Which raw values of a criterion are better.")
strawberry.enum(Standing, description="What the awarder thinks of a candidate so far.")
strawberry.enum(CandidateAction, description="What a viewer may do with a candidate.")
strawberry.enum(EliminationReason, description="Why a candidate was eliminated.")
strawberry.enum(RemarkScope, description="TEAM: the awarder's team reads it; PRIVATE: its author.")
strawberry.enum(
    CandidateOrder,
    description="MERIT: by score; ARRIVAL: the first first; PRICE: the lowest first; ALTERNATIVES: by rank.",
)


@strawberry.type(description="A note of the awarder's team on a candidate; no applicant ever sees one.")
@shows(remarks.Remark)
class Remark(Node):
    """A remark."""

    id: ID = identified("remark")
    body: str = field("The text; empty once it was deleted.")
    scope: RemarkScope = field("Who reads it.")
    author: User = batched("Who wrote it.", workbench.authors_of, is_alike=True)
    created_at: datetime = field("When it was written.")
    edited_at: datetime | None = field("When it was last edited.")
    version: int = field("Rises with each change; goes into `expectedVersion`.")
    candidate: "Candidate" = batched("Whom it is about.", workbench.candidates_of_remarks, is_alike=True)


@strawberry.type(description="What one criterion added to a score.")
@shows(ordering.Contribution)
class Contribution:
    """A criterion's part."""

    key: str = field("The criterion.")
    weight: int = field("Basis points.")
    raw: Decimal | None = field("The value as it is: a price, days, skills that match, an average, 1 or 0.")
    normalized: float = field("The value between 0 and 1, higher is better.")
    contribution: float = field("Weight times normalized value; all of them add up to the total.")
    is_missing: bool = field("Whether the value is unknown and the neutral one was taken.")


@strawberry.type(description="Where a candidate stands by merit, and why.")
@shows(ordering.Scored)
class Score:
    """A score; it depends on the demand and the candidate, never on the other candidates."""

    rank: int = field("1 is the best; eliminated candidates keep theirs.")
    total: float = field("Between 0 and 1.")
    contributions: list[Contribution] = field("What each criterion added.")


@strawberry.type(description="The workbench's own record of an applicant.")
@shows(candidates.Candidate)
class Candidate(Node):
    """A candidate."""

    id: ID = identified("candidate")
    standing: Standing = field("What the awarder thinks of it so far.")
    alternative_rank: int | None = field("Its place among the alternatives, from 1.")
    is_unread: bool = field(
        "Whether the viewer has not read its present bid; in an event, whether the event is unread news.",
        workbench.unread_at,
        differs=Differs.NOT,
    )
    arrived_at: datetime = field("When its bid was first submitted.")
    version: int = field("Rises with each decision on it; goes into `expectedVersion`.")
    actions: list[CandidateAction] = batched(
        "What the viewer may do next.", workbench.actions_of_candidates, differs=Differs.BY_ROLE
    )
    score: Score | None = batched(
        "Its place by merit; null while it is not ranked.", workbench.scores_of, is_alike=True
    )
    applicant: Applicant = batched("Who applied, and with what.", bids.applicants_of, is_alike=True)
    remarks: Connection[Remark] = batched(
        "What was noted, the oldest first.", workbench.remarks_of, differs=Differs.BY_USER
    )
    interviews: Connection[Annotated["Interview", strawberry.lazy("schema.interviews")]] = batched(
        "The interviews with it, the oldest first; for the awarder's team.",
        interviews.interviews_of_candidates,
        differs=Differs.BY_ROLE,
    )


@strawberry.type(description="How many candidates have a standing.")
class StandingCount:
    """A standing and its number."""

    standing: Standing = field("What the awarder thinks of all of these.")
    count: int = field("How many candidates have it.")


@strawberry.type(description="A candidate's place under weights that were only tried out.")
class OrderedCandidate:
    """A place in a what-if."""

    candidate: Candidate = field("Whose place it is.")
    rank: int = field("1 is the best.")
    total: float = field("Between 0 and 1.")


@strawberry.type(description="What somebody typed for an entry of the selection record; it may be forgotten later.")
@shows(journal.Text)
class RecordText:
    """A text of an entry."""

    name: str = field("What the text is, as in `reason` or `justification`.")
    digest: str = field("sha256 of the salt's bytes and the text in UTF-8; the entry's canonical form holds it.")
    salt: str | None = field("16 random bytes in hexadecimal digits; null once the text was forgotten.")
    text: str | None = field("The text as it was typed; null once it was forgotten.")


@strawberry.type(description="One entry of the selection record; entries are chained by their digests.")
@shows(journal.Entry)
class SelectionEntry:
    """What was decided, by whom and why."""

    seq: int = field("1, 2, ... without gaps.")
    action: str = field("What was done, as in ELIMINATED.")
    actor: User | None = batched("Who did it; null: the clock.", workbench.actors_of)
    candidate: Candidate | None = batched("Whom it concerns; null: the demand as a whole.", workbench.subjects_of)
    reason: str | None = field("Why.", workbench.reason_of)
    texts: list[RecordText] = field("What somebody typed for it, by name.", workbench.texts_of)
    occurred_at: datetime = field("When.", lambda root: root.at)
    canonical: str = batched(
        "The entry's canonical form, facts and predecessor's digest included: the text that the digest is taken of.",
        workbench.canonicals_of,
    )
    digest: str = field("sha256 of the canonical form in UTF-8, in hexadecimal digits.")


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
        root,
        info,
        standings=wanted.standings,
        is_unread=wanted.is_unread,
        text=wanted.text,
        order=order or overview.CandidateOrder.MERIT,
        first=first,
        after=after,
    )


async def _standings(root: strawberry.Parent[finding.Workbench], info: Info) -> list[StandingCount]:
    return [
        StandingCount(standing=standing, count=count) for standing, count in await workbench.standings_of(root, info)
    ]


def _criteria(root: strawberry.Parent[finding.Workbench]) -> list[Criterion]:
    return [Criterion(key=key, weight=weight, goal=goal) for key, weight, goal in workbench.criteria_of_workbench(root)]


async def _ordering(
    root: strawberry.Parent[finding.Workbench], info: Info, weights: list[WeightGiven]
) -> list[OrderedCandidate]:
    return [
        OrderedCandidate(candidate=candidate, rank=scored.rank, total=scored.total)  # type: ignore[arg-type]
        for candidate, scored in await workbench.ordering(root, info, weights)
    ]


@strawberry.type(description="The awarder's side of a demand: who applied, in which order and why, what was decided.")
@shows(finding.Workbench)
class Workbench(Node):
    """One screen."""

    id: ID = identified("workbench")
    cursor: str = field(
        "Goes into `after` of the subscriptions on this demand: nothing falls between.", workbench.cursor_of
    )
    standings: list[StandingCount] = field("How many candidates have each standing.", _standings)
    criteria: list[Criterion] = field("What candidates are ordered by.", _criteria)
    alternatives: list[Candidate] = field("The alternatives in their order.", workbench.alternatives_of)
    candidates: Connection[Candidate] = field("Who applied; nobody while bids are sealed.", _candidates)
    award: Award | None = batched("The live award, or else the last one.", workbench.awards_of)
    ordering: list[OrderedCandidate] = field("The order under other weights; nothing is stored.", _ordering)
    record: Connection[SelectionEntry] = field("The selection record.", workbench.record_of)
    record_length: int = field("How many entries the record has.", workbench.record_length)
    record_digest: str = field(
        "The last entry's digest, empty without one: whoever keeps it can check an export without us.",
        workbench.record_digest,
    )
    first_broken_seq: int | None = field(
        "The first entry of the record that was tampered with; null: it is intact.",
        workbench.first_broken_seq,
    )


@strawberry.input(description="What a candidate must have to be shown; what is left out asks nothing.")
class CandidateFilter:
    """The filter of the workbench."""

    standings: list[Standing] | None = strawberry.field(default=None, description="Any of these standings.")
    is_unread: bool | None = strawberry.field(default=None, description="Read or unread by the viewer.")
    text: str | None = strawberry.field(
        default=None, description="Words that all have to be in the name, the skills or the proposal."
    )


CandidateResult = Annotated[
    Candidate | InvalidInput | Conflict | Refused,
    strawberry.union("CandidateResult", description="What became of one candidate."),
]


@strawberry.type(description="What became of one of several candidates.")
class CandidateOutcome:
    """A candidate's outcome."""

    candidate_id: ID = field("The id as it was given.")
    result: CandidateResult = field("The candidate as it is now, or why it was not done.")


def _outcomes(root: strawberry.Parent[Outcomes]) -> list[CandidateOutcome]:
    return [CandidateOutcome(candidate_id=ID(ref.text), result=_result(found)) for ref, found in root]


def _result(found: Any) -> Any:
    # An exception must not stand in a result as it is: the executor would raise it, and lose all the others.
    return Refused(code=found.code, message=found.message) if isinstance(found, errors.Refusal) else found


@strawberry.type(description="What became of each of several candidates, in the order in which they were named.")
@shows(Outcomes)
class EliminationOutcome:
    """The answer to an act on several candidates."""

    outcomes: list[CandidateOutcome] = field("One a candidate.", _outcomes)
