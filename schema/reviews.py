"""The GraphQL types of reviews, of what they add up to, and of the record of a party."""

from datetime import date, datetime
from decimal import Decimal

import strawberry
from strawberry import ID

from models.reviews import record, review, writing
from models.reviews.cases import ReviewAction
from models.reviews.review import ReviewDirection, ReviewedWorkKind
from resolvers import reviews
from schema.accounts import Party
from schema.base import Node, batched, field, given, identified, shows
from schema.money import Money
from schema.sharing import Differs

strawberry.enum(ReviewDirection, description="Whom a review is about.")
strawberry.enum(ReviewAction, description="What a viewer may do with a review now.")
strawberry.enum(ReviewedWorkKind, description="What sort of work a review is about.")


@strawberry.type(description="The average of a party on one of the keys that reviews have points for.")
@shows(review.KeyRating)
class KeyRating:
    key: str = field(
        "QUALITY, COMMUNICATION, SCHEDULE or EXPERTISE of a receiver; BRIEF, COMMUNICATION or PAYMENT of an awarder."
    )
    average: Decimal | None = field("From 1 to 5, with two decimals.", reviews.average_on_key)
    count: int = field("The number of reviews that count; of one pair of parties within a year they count as one.")


@strawberry.type(
    description=(
        "What the settled contracts of a party say of it. Contracts with affiliates, and those that paid less than 10 "
        "units of their currency, do not count. Shares are from 0 to 1."
    )
)
@shows(record.WorkRecord)
class WorkRecord:
    completed_count: int = field("How many contracts were completed, on either side.")
    on_time_share: float = field(
        "Of the settled contracts in which the party did the work, the share in which nothing was handed in after its "
        "day; 1 if there are none."
    )
    repeat_share: float = field("The share of the settled contracts that were with a party it had more than one with.")
    disputed_share: float = field("The share of the settled contracts that had a dispute which nobody withdrew.")
    open_count: int = field("How many contracts are running now, on either side.")


@strawberry.type(description="The points of a review on one key.")
@shows(reviews.ReviewScore)
class ReviewScore:
    key: str = field("What the points are for; see KeyRating.")
    points: int = field("From 1 to 5.")


@strawberry.type(description="What a review is about, as far as both sides let it be shown.")
@shows(reviews.ReviewedWork)
class ReviewedWork:
    title: str = field("The title of the demand.")
    kind: ReviewedWorkKind = field("What sort of work it was.")
    ended_on: date | None = field("The day on which it ended.")
    is_amount_shown: bool = field("Whether both sides let the amount be shown.")
    amount: Money | None = field("What was paid for it; null unless both sides let it be shown.")


@strawberry.type(
    description=(
        "What one side of a contract says of the other once it has ended. Only its author's party sees it until both "
        "sides have reviewed each other, or 14 days after the end; then everybody does. It does not change."
    )
)
@shows(review.Review)
class Review(Node):
    id: ID = identified("review")
    version: int = field("Increases when it is published and when it is answered.")
    direction: ReviewDirection = field("Whom it is about.")
    author: Party = batched("The party that wrote it.", reviews.authors_of, is_alike=True)
    subject: Party = batched("The party that it is about.", reviews.subjects_of, is_alike=True)
    scores: list[ReviewScore] = field("The points on each key.", reviews.scores_of)
    average: Decimal = field("The mean of the points, with two decimals.", reviews.average_of_scores)
    body: str = field("What it says.", weight=5)
    submitted_at: datetime = field("When it was written.")
    published_at: datetime | None = field("Since when everybody can read it; null while it is hidden.")
    answer: str | None = field("What its subject has answered; null if they have not.", weight=5)
    answered_at: datetime | None = field("When its subject answered; null if they have not.")
    work: ReviewedWork = batched("What it is about.", reviews.works_of, is_alike=True)
    actions: list[ReviewAction] = field(
        "What the viewer may do with the review now.", reviews.actions_of, differs=Differs.BY_USER
    )


@strawberry.type(
    description="That a party of the viewer's can review the other side of work that has ended. It goes once it has."
)
@shows(review.DueReview)
class DueReview(Node):
    id: ID = identified("due_review")
    subject: Party = batched("The party to review.", reviews.subjects_of, is_alike=True)
    work: Node = batched("The Contract. Its id is the `workId` of `writeReview`.", reviews.works_due, is_alike=True)
    title: str = batched("The title of the demand.", reviews.titles_due, is_alike=True)
    ended_at: datetime = field("When the work ended.")
    closes_at: datetime = field("Until when it can be reviewed.")


given(
    writing.ScoreGiven,
    "ReviewScoreInput",
    "The points that a review gives on one key.",
    key=(
        "An awarder gives points on QUALITY, COMMUNICATION, SCHEDULE and EXPERTISE; a receiver on BRIEF, COMMUNICATION "
        "and PAYMENT."
    ),
    points="From 1 to 5.",
)
