"""The GraphQL types of questions about demands."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.questions import events
from models.questions import question as tables
from models.questions.question import QuestionAction, QuestionState
from resolvers import bids, questions
from resolvers.questions import QuestionPage
from schema.accounts import Party
from schema.base import Node, batched, field, identified, shows
from schema.demands import BiddingDemand
from schema.live import ResyncRequired, key_in_event, tells, thing
from schema.pages import Edge, PageInfo, edges_of
from schema.sharing import Differs

strawberry.enum(
    QuestionState, description="WITHDRAWN: gone for everyone. HIDDEN: only staff and the party that asked can see it."
)
strawberry.enum(QuestionAction, description="What a viewer may do with a question now.")


@strawberry.type(description="An earlier answer that was corrected.")
@shows(tables.FormerAnswer)
class FormerAnswer:
    body: str = field("The text of the earlier answer.", weight=5)
    answered_at: datetime = field("When this answer was given.")


@strawberry.type(description="A public question about a demand, with its answer. Who asked stays anonymous.")
@shows(tables.Question)
class Question(Node):
    id: ID = identified("question")
    body: str = field("The text of the question.", weight=5)
    asked_at: datetime = field("When the question was asked.")
    state: QuestionState = field("The state of the question.")
    version: int = field("Increases with each change. Pass it as `expectedVersion`.")
    answer: str | None = field("The current answer of the awarder; null if there is none yet.", weight=5)
    answered_at: datetime | None = field("When the question was first answered; null if it was not.")
    corrected_at: datetime | None = field("When the answer was last corrected; null if it never was.")
    former_answers: list[FormerAnswer] = batched(
        "The answers before the corrections, the oldest first, at most 200.", questions.formers_of, is_alike=True
    )
    hidden_reason: str | None = field("Why the question is hidden; null if it is not.")
    is_mine: bool = field("Whether one of the viewer's parties asked it.", questions.is_mine, differs=Differs.BY_USER)
    asker: Party | None = batched(
        "The party that asked; null unless the viewer is the demand's resource manager or an administrator.",
        questions.askers_of,
        differs=Differs.BY_USER,
    )
    demand: BiddingDemand = batched("The demand that the question is about.", bids.demands_of, is_alike=True)
    actions: list[QuestionAction] = batched(
        "What the viewer may do with the question now.", questions.actions_of_questions, differs=Differs.BY_USER
    )


def _edges(root: strawberry.Parent[QuestionPage]) -> Any:
    return edges_of(root.page)


def _page_info(root: strawberry.Parent[QuestionPage]) -> Any:
    return root.page


@strawberry.type(description="A page of questions.")
@shows(QuestionPage)
class QuestionConnection:
    cursor: str = field("Pass it as `after` to the subscription `questions` to follow on from this page without a gap.")
    edges: list[Edge[Question]] = field("The rows of this page, in order.", _edges)
    page_info: PageInfo = field("The position of this page in the list.", _page_info)
    total_count: int = batched(
        "The number of questions that the viewer may read.", questions.totals_of, differs=Differs.BY_USER
    )


@strawberry.type(description="A question was asked.")
@tells(events.QuestionAsked)
class QuestionAsked:
    question: Question = thing("question", "The question in its current state.")


@strawberry.type(description="A question was answered, or its answer was corrected.")
@tells(events.QuestionAnswered)
class QuestionAnswered:
    question: Question = thing("question", "The question in its current state.")


@strawberry.type(description="A question was withdrawn by the party that asked it.")
@tells(events.QuestionWithdrawn)
class QuestionWithdrawn:
    question_id: ID = key_in_event("question", "question", "The id of the withdrawn question.")


@strawberry.type(description="An improper question was hidden.")
@tells(events.QuestionHidden)
class QuestionHidden:
    question_id: ID = key_in_event("question", "question", "The id of the hidden question.")


@strawberry.type(description="A hidden question is shown again.")
@tells(events.QuestionRestored)
class QuestionRestored:
    question: Question = thing("question", "The question in its current state.")


QuestionHappening = Annotated[
    QuestionAsked | QuestionAnswered | QuestionWithdrawn | QuestionHidden | QuestionRestored | ResyncRequired,
    strawberry.union("QuestionHappening", description="What can happen to the questions about a demand."),
]


@strawberry.type(description="An event about a question.")
class QuestionEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    event: QuestionHappening = field("What happened.")
