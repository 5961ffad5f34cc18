"""Questions on demands, as the world sees them."""

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
from schema.base import Edge, Node, PageInfo, batched, edges_of, field, identified, page_info_of, shows
from schema.demands import BiddingDemand
from schema.live import ResyncRequired, key_in_event, tells, thing
from schema.sharing import Differs

strawberry.enum(QuestionState, description="Where a question stands.")
strawberry.enum(QuestionAction, description="What a viewer may do with a question.")


@strawberry.type(description="An answer that another one took the place of.")
@shows(tables.FormerAnswer)
class FormerAnswer:
    """What everyone was told before."""

    body: str = field("What it said.")
    answered_at: datetime = field("When it was given.")


@strawberry.type(description="What somebody wants to know about a demand, and the answer; everyone reads both.")
@shows(tables.Question)
class Question(Node):
    """A question; who asked stays unnamed."""

    id: ID = identified("question")
    body: str = field("What is asked.")
    asked_at: datetime = field("When it was asked.")
    state: QuestionState = field("Where it stands.")
    version: int = field("Rises with each change; goes into `expectedVersion`.")
    answer: str | None = field("What the awarder says; null: nothing yet.")
    answered_at: datetime | None = field("When it was first answered.")
    corrected_at: datetime | None = field("When the answer was last corrected; null: never.")
    former_answers: list[FormerAnswer] = batched(
        "What was answered before, the oldest first.", questions.formers_of, is_alike=True
    )
    hidden_reason: str | None = field("Why it is hidden: whoever sees it in spite of that is told.")
    is_mine: bool = field("Whether a party of the viewer's asked it.", questions.is_mine, differs=Differs.BY_USER)
    asker: Party | None = batched(
        "Who asked; null for everybody but staff.", questions.askers_of, differs=Differs.BY_USER
    )
    demand: BiddingDemand = batched("What it is about.", bids.demands_of, is_alike=True)
    actions: list[QuestionAction] = batched(
        "What the viewer may do next.", questions.actions_of_questions, differs=Differs.BY_USER
    )


def _edges(root: strawberry.Parent[QuestionPage]) -> Any:
    return edges_of(root.page)


def _page_info(root: strawberry.Parent[QuestionPage]) -> PageInfo:
    return page_info_of(root.page)


@strawberry.type(description="A page of questions.")
@shows(QuestionPage)
class QuestionConnection:
    """A page, and where the questions go on from it."""

    cursor: str = field("Goes into `after` of the subscription `questions`: nothing falls between.")
    edges: list[Edge[Question]] = field("The rows in order.", _edges)
    page_info: PageInfo = field("Where the page stands in the list.", _page_info)


@strawberry.type(description="Somebody asked.")
@tells(events.QuestionAsked)
class QuestionAsked:
    """A new question."""

    question: Question = thing("question", "The question as it is now.")


@strawberry.type(description="A question was answered, or its answer was corrected.")
@tells(events.QuestionAnswered)
class QuestionAnswered:
    """An answer."""

    question: Question = thing("question", "The question as it is now.")


@strawberry.type(description="Whoever asked took the question back.")
@tells(events.QuestionWithdrawn)
class QuestionWithdrawn:
    """A question that is gone."""

    question_id: ID = key_in_event("question", "question", "The question that is gone.")


@strawberry.type(description="An improper question was taken out of sight.")
@tells(events.QuestionHidden)
class QuestionHidden:
    """A question that is gone for most."""

    question_id: ID = key_in_event("question", "question", "The question that is out of sight.")


QuestionHappening = Annotated[
    QuestionAsked | QuestionAnswered | QuestionWithdrawn | QuestionHidden | ResyncRequired,
    strawberry.union("QuestionHappening", description="What becomes of questions on a demand."),
]


@strawberry.type(description="Something that became of a question.")
class QuestionEvent:
    """An event with its place."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    event: QuestionHappening = field("What happened.")
