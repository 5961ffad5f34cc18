"""Questions: what a party wants to know before it bids, the public answer, and the state table (CM-2)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.accounts.parties import Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.database import placeholders
from models.demands.demand import Demand, DemandState, locked_with
from models.errors import Refused, not_found
from models.ids import NOBODY, new_id
from models.lists import Among, Lists
from models.pages import Page, Window
from models.sides import Side, Sides, sides
from models.states import Machine, Move, asking_after


class QuestionState(StrEnum):
    """The state of a question."""

    UNANSWERED = "UNANSWERED"
    ANSWERED = "ANSWERED"
    WITHDRAWN = "WITHDRAWN"
    HIDDEN = "HIDDEN"


class QuestionAction(StrEnum):
    """What somebody may do with a question."""

    ANSWER = "ANSWER"
    WITHDRAW = "WITHDRAW"
    HIDE = "HIDE"
    RESTORE = "RESTORE"


S, A = QuestionState, QuestionAction
READABLE = frozenset({S.UNANSWERED, S.ANSWERED})
ENDED = frozenset({DemandState.COMPLETED, DemandState.FAILED, DemandState.CANCELLED})


class Question(Model):
    """A party's question about a demand, with the answer that everyone can read."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="questions", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="questions", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    asker: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="questions", on_delete=fields.OnDelete.RESTRICT
    )
    asker_id: UUID
    state = fields.CharEnumField(QuestionState, max_length=10)
    version = fields.IntField(default=1)
    body = fields.TextField()
    asked_at = fields.DatetimeField()
    answer = fields.TextField(null=True)
    answerer_id = fields.UUIDField(null=True)
    answered_at = fields.DatetimeField(null=True)
    corrected_at = fields.DatetimeField(null=True)
    hidden_reason = fields.TextField(null=True)

    class Meta:
        table = "question"
        indexes = (
            Index(fields=("demand_id", "id")),
            Index(fields=("demand_id", "asker_id", "asked_at")),
            Index(fields=("state", "id")),
        )


class FormerAnswer(Model):
    """An answer that was replaced by a later one."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    question: fields.ForeignKeyRelation[Question] = fields.ForeignKeyField(
        "models.Question", related_name="former_answers", on_delete=fields.OnDelete.RESTRICT
    )
    question_id: UUID
    body = fields.TextField()
    answerer_id = fields.UUIDField()
    answered_at = fields.DatetimeField()

    class Meta:
        table = "former_answer"
        indexes = (Index(fields=("question_id", "id")),)


ON_DEMANDS = Lists(Question, "demand_id", ("id",), "QUESTIONS", (UUID,))
EARLIER = Lists(FormerAnswer, "question_id", ("id",), "FORMER_ANSWERS", (UUID,))


def book_of(question: Question) -> str:
    """The name of a question's journal; it contains who asked, so the API never shows it."""
    return f"question:{question.id}"


@dataclass(slots=True)
class QuestionCase:
    """A question with its demand."""

    question: Question
    demand: Demand

    @property
    def state(self) -> QuestionState:
        return self.question.state

    @property
    def version(self) -> int:
        return self.question.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this question; the other side is the party that asked."""
        awarder, manager = self.demand.awarder_id, self.demand.resource_manager_id
        return sides(viewer, awarder=awarder, other=self.question.party_id, manager=manager)


async def question_held(question: UUID) -> QuestionCase:
    """The question, which nobody can change until the commit; refuses a withdrawn one as not found."""
    demand = await locked_with(Question, question)
    found = await Question.get(id=question)
    if found.state is S.WITHDRAWN:
        raise not_found("question")
    return QuestionCase(found, demand)


def _demand_goes_on(case: QuestionCase, _: Sides) -> Refused | None:
    if case.demand.state in ENDED:
        return Refused(
            "WRONG_STATE",
            "The demand is {state}: its questions can no longer be answered.",
            state=case.demand.state.value,
        )
    return None


def _has_no_answer(case: QuestionCase, _: Sides) -> Refused | None:
    if case.question.answer is not None:
        return Refused("WRONG_STATE", "The question was answered before it was hidden.")
    return None


_LEAD = frozenset({Side.AWARDER_LEAD})
_ASKER = frozenset({Side.OTHER})
_STAFF = frozenset({Side.MANAGER, Side.ADMINISTRATOR})

MACHINE: Machine[QuestionState, QuestionAction, QuestionCase] = Machine(
    "question",
    [
        Move(A.ANSWER, READABLE, S.ANSWERED, _LEAD, (_demand_goes_on,)),
        Move(A.WITHDRAW, frozenset({S.UNANSWERED}), S.WITHDRAWN, _ASKER),
        # The awarder can correct an answered question but not hide it: bidders have already read it.
        Move(A.HIDE, frozenset({S.UNANSWERED}), S.HIDDEN, _LEAD),
        Move(A.HIDE, READABLE, S.HIDDEN, _STAFF),
        Move(A.RESTORE, frozenset({S.HIDDEN}), S.UNANSWERED, _STAFF, (_has_no_answer,)),
        Move(A.RESTORE, frozenset({S.HIDDEN}), S.ANSWERED, _STAFF),
    ],
    hold=asking_after(question_held),
)


async def pages_of(
    demands: Collection[UUID], window: Window, *, overseen: Collection[UUID], parties: Collection[UUID]
) -> dict[UUID, Page[Question]]:
    """A page of the questions on each demand, read forward in the order they were asked.

    They include hidden questions on the `overseen` demands, and those asked by one of the parties.
    """
    return await ON_DEMANDS.pages(demands, window, among=_readable(overseen, parties))


def hidden() -> QuerySet[Question]:
    """All hidden questions."""
    return Question.filter(state=S.HIDDEN)


async def totals_of(
    demands: Collection[UUID], *, overseen: Collection[UUID], parties: Collection[UUID]
) -> dict[UUID, int]:
    """How many questions there are on each demand, of those that `pages_of` shows."""
    return await ON_DEMANDS.counts(demands, among=_readable(overseen, parties))


def _readable(overseen: Collection[UUID], parties: Collection[UUID]) -> Among:
    """The condition for questions that may be read."""
    seen, own = [*overseen, NOBODY], [*parties, NOBODY]
    return Among(
        "state IN ('UNANSWERED', 'ANSWERED') OR (state = 'HIDDEN' AND "
        f"(demand_id IN ({placeholders(seen)}) OR party_id IN ({placeholders(own)})))",
        [*seen, *own],
    )


async def former_answers_of(questions: Collection[UUID], *, most: int) -> dict[UUID, list[FormerAnswer]]:
    """The first of the earlier answers to each question, oldest first."""
    return await EARLIER.firsts(questions, most)
