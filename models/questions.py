"""Questions on a demand and their answers: everyone reads them, and nobody but staff learns who asked (CM-2)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party, Viewer, members_to_tell
from models.accounts.users import User
from models.changes import change, record
from models.database import key_in_database, rows
from models.demands.applicants import LIVE, Applicant
from models.demands.conflicts import check_no_conflict
from models.demands.demand import MACHINE as DEMANDS
from models.demands.demand import Demand, DemandAction, DemandState, locked, takes_questions
from models.demands.demand import parts_in as parts_in_demand
from models.errors import Conflict, Refused, check_version, not_allowed, not_found
from models.ids import new_id
from models.inputs import Checks
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.states import Machine, Move, Part

MOST_AN_HOUR = 10
MOST_CHARACTERS = 5_000
NOBODY = UUID(int=0)


class QuestionState(StrEnum):
    """Where a question stands."""

    UNANSWERED = "UNANSWERED"
    ANSWERED = "ANSWERED"
    WITHDRAWN = "WITHDRAWN"
    HIDDEN = "HIDDEN"


class QuestionAction(StrEnum):
    """What somebody may do with a question."""

    ANSWER = "ANSWER"
    WITHDRAW = "WITHDRAW"
    HIDE = "HIDE"


S, A, P = QuestionState, QuestionAction, Part
READABLE = frozenset({S.UNANSWERED, S.ANSWERED})

MACHINE: Machine[QuestionState, QuestionAction] = Machine(
    "question",
    [
        Move(A.ANSWER, READABLE, S.ANSWERED, frozenset({P.AWARDER_LEAD})),
        Move(A.WITHDRAW, frozenset({S.UNANSWERED}), S.WITHDRAWN, frozenset({P.ASKER})),
        # What the awarder has answered it corrects: it cannot make bidders unread it.
        Move(A.HIDE, frozenset({S.UNANSWERED}), S.HIDDEN, frozenset({P.AWARDER_LEAD})),
        Move(A.HIDE, READABLE, S.HIDDEN, frozenset({P.RESOURCE_MANAGER, P.ADMINISTRATOR})),
    ],
)
ENDED = frozenset({DemandState.COMPLETED, DemandState.FAILED, DemandState.CANCELLED})


class Question(Model):
    """What a party wants to know before it bids, with the answer that everyone reads."""

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
        indexes = (Index(fields=("demand_id", "id")), Index(fields=("demand_id", "asker_id", "asked_at")))


class FormerAnswer(Model):
    """An answer that another one took the place of."""

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


def stream_of(demand: UUID) -> str:
    """The stream of what is asked and answered on a demand, which everyone may follow."""
    return f"questions:{demand}"


def book_of(question: Question) -> str:
    """The journal of one question; it names who asked, and nobody reads it through the API."""
    return f"question:{question.id}"


def parts_in(question: Question, demand: Demand, viewer: Viewer | None) -> set[Part]:
    """What the viewer is to this question."""
    is_asker = viewer is not None and viewer.acts_for(question.party_id)
    return parts_in_demand(demand, viewer) | ({P.ASKER} if is_asker else set())


def actions_of(question: Question, demand: Demand, viewer: Viewer | None) -> list[QuestionAction]:
    found = MACHINE.actions(question.state, parts_in(question, demand, viewer))
    return [action for action in found if action is not A.ANSWER or demand.state not in ENDED]


async def ask_question(demand: Demand, party: Party, *, body: str, by: Viewer) -> Question:
    """Asks on behalf of a party that could apply, whether it has or not; while bids are or will again be taken."""
    if not by.acts_for(party.id):
        raise not_allowed("You do not act for this party.")
    body = _checked("body", body)
    async with change() as running:
        demand = await locked(demand.id)
        DEMANDS.check(DemandAction.ASK, demand.state, parts_in_demand(demand, by))
        if not takes_questions(demand):
            raise Refused("WRONG_STATE", "Bidding on this demand has ended: nothing can be asked any more.")
        await check_no_conflict(demand, party.id)
        await _check_rate(demand, by, running.at)
        question = await Question.create(
            demand=demand, party=party, asker=by.user, state=S.UNANSWERED, body=body, asked_at=running.at
        )
        await enter(book_of(question), "ASKED", by=by.user.id, subject=party.id)
        _tell(question, "question.asked")
        team = (await members_to_tell([demand.awarder_id]))[demand.awarder_id]
        await notify(
            team, NotificationKind.QUESTION_ASKED, subject=("Question", question.id), by=None, demand=demand.title
        )
    return question


async def answer_question(question: Question, *, body: str, expected_version: int | None, by: Viewer) -> Question:
    """Answers for everyone to read; another answer takes the place of one that its author has seen (EB-13)."""
    body = _checked("body", body)
    async with change() as running:
        question, demand = await _locked(question)
        target = MACHINE.check(A.ANSWER, question.state, parts_in(question, demand, by))
        if demand.state in ENDED:
            raise Refused("WRONG_STATE", f"The demand is {demand.state}: its answers stay as they are.")
        check_version(question.version, expected_version)
        if question.answered_at is None:
            question.answered_at = running.at
        elif expected_version is None:
            raise Conflict(question.version)
        else:
            await _keep_former(question)
            question.corrected_at = running.at
        question.answer, question.answerer_id = body, by.user.id
        await _move(question, target, "question.answered", by=by)
        await notify(
            [question.asker_id, *await _applicants(demand)],
            NotificationKind.QUESTION_ANSWERED,
            subject=("Question", question.id),
            by=by.user.id,
            demand=demand.title,
        )
    return question


async def withdraw_question(question: Question, *, expected_version: int | None, by: Viewer) -> Question:
    """Takes back one's party's own question that nobody has answered."""
    async with change():
        question, demand = await _locked(question)
        target = MACHINE.check(A.WITHDRAW, question.state, parts_in(question, demand, by))
        check_version(question.version, expected_version)
        await _move(question, target, "question.withdrawn", by=by)
    return question


async def hide_question(question: Question, *, reason: str, expected_version: int | None, by: Viewer) -> Question:
    """Takes an improper question out of sight; its asker and the staff still see it, with the reason."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    async with change():
        question, demand = await _locked(question)
        target = MACHINE.check(A.HIDE, question.state, parts_in(question, demand, by))
        check_version(question.version, expected_version)
        question.hidden_reason = reason
        await _move(question, target, "question.hidden", by=by, reason=reason)
    return question


async def questions_of(
    demands: Collection[UUID],
    *,
    overseen: Collection[UUID],
    parties: Collection[UUID],
    after: UUID,
    size: int,
) -> dict[UUID, list[Question]]:
    """The next questions on each demand in the order in which they were asked, at most `size` on each.

    Hidden ones are among them on demands that are overseen, and where one of the parties asked.
    """
    wanted, seen, own = [*demands], [*overseen, NOBODY], [*parties, NOBODY]
    found = await rows(
        "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY demand_id ORDER BY id) AS place FROM question "
        f"WHERE demand_id IN ({_places(wanted)}) AND id > ? AND (state IN ('UNANSWERED', 'ANSWERED') OR "
        f"(state = 'HIDDEN' AND (demand_id IN ({_places(seen)}) OR party_id IN ({_places(own)}))))"
        ") AS numbered WHERE place <= ?",
        *map(key_in_database, [*wanted, after, *seen, *own]),
        size,
    )
    questions: dict[UUID, list[Question]] = {demand: [] for demand in wanted}
    for question in await Question.filter(id__in=[row["id"] for row in found]).order_by("id"):
        questions[question.demand_id].append(question)
    return questions


async def former_answers_of(questions: Collection[UUID]) -> dict[UUID, list[FormerAnswer]]:
    """What was answered before, the oldest first."""
    found: dict[UUID, list[FormerAnswer]] = {question: [] for question in questions}
    for former in await FormerAnswer.filter(question_id__in=[*questions]).order_by("id"):
        found[former.question_id].append(former)
    return found


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def _checked(path: str, text: str) -> str:
    checks = Checks()
    text = checks.text(path, text, most=MOST_CHARACTERS)
    checks.refuse()
    return text


async def _check_rate(demand: Demand, by: Viewer, at: datetime) -> None:
    lately = Question.filter(demand_id=demand.id, asker_id=by.user.id, asked_at__gt=at - timedelta(hours=1))
    if await lately.count() >= MOST_AN_HOUR:
        raise Refused("RATE_LIMITED", f"You asked {MOST_AN_HOUR} questions here within an hour: wait, then ask again.")


async def _locked(question: Question) -> tuple[Question, Demand]:
    demand = await locked(question.demand_id)
    question = await Question.get(id=question.id)
    if question.state is S.WITHDRAWN:
        raise not_found("question")
    return question, demand


async def _applicants(demand: Demand) -> list[UUID]:
    """Everyone who acts for a party that applied: each hears of it alone, and of no other."""
    parties = await Applicant.filter(demand_id=demand.id, state__in=LIVE).values_list("party_id", flat=True)
    return [user for users in (await members_to_tell(parties)).values() for user in users]  # type: ignore[arg-type] # one column


async def _keep_former(question: Question) -> None:
    await FormerAnswer.create(
        question=question,
        body=question.answer,
        answerer_id=question.answerer_id,
        answered_at=question.corrected_at or question.answered_at,
    )


async def _move(question: Question, target: QuestionState, kind: str, *, by: Viewer, **more: Any) -> None:
    source, question.state = question.state, target
    question.version += 1
    await question.save()
    action = kind.partition(".")[2].upper()
    await enter(book_of(question), action, by=by.user.id, source=source.value, target=target.value, **more)
    _tell(question, kind)


def _tell(question: Question, kind: str) -> None:
    # Everyone reads this stream: neither the actor nor a fact says who asked.
    record(stream_of(question.demand_id), kind, by=None, demand=str(question.demand_id), question=str(question.id))
