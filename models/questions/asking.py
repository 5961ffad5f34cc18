"""Asking, answering, withdrawing and hiding questions; only staff learns who asked (CM-2)."""

from datetime import datetime, timedelta
from uuid import UUID

from models.accounts.parties import Party, check_open, members_to_tell
from models.accounts.viewer import Viewer
from models.changes import record
from models.decisions import Decision, decide
from models.demands.applicants import LIVE, Applicant, applicants_to_tell
from models.demands.conflicts import check_no_conflict
from models.demands.demand import MACHINE as DEMANDS
from models.demands.demand import Demand, DemandAction
from models.errors import Conflict, not_allowed, rate_limited
from models.inputs import Checks, reason_in
from models.journal import enter
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.questions.events import (
    QUESTIONS,
    AboutQuestion,
    QuestionAnswered,
    QuestionAsked,
    QuestionHidden,
    QuestionRestored,
    QuestionWithdrawn,
)
from models.questions.question import (
    MACHINE,
    FormerAnswer,
    Question,
    QuestionAction,
    QuestionCase,
    QuestionState,
    book_of,
)

MOST_AN_HOUR = 10
MOST_CHARACTERS = 5_000


async def ask_question(demand: Demand, party: Party, *, body: str, by: Viewer) -> Question:
    """Asks for a party that could apply, whether it has or not, while bids are accepted or will be again."""
    if not by.acts_for(party.id):
        raise not_allowed("You do not act for this party.")
    body = _checked("body", body)
    async with decide(DEMANDS, DemandAction.ASK, demand.id, by=by) as decision:
        demand, by = decision.case, decision.by
        if not by.acts_for(party.id):
            raise not_allowed("You do not act for this party.")
        check_open(await Party.get(id=party.id))
        await check_no_conflict(demand, party.id, by=by)
        await _check_rate(demand, by, decision.at)
        question = await Question.create(
            demand=demand,
            party=party,
            asker=by.user,
            state=QuestionState.UNANSWERED,
            body=body,
            asked_at=decision.at,
        )
        await enter(book_of(question), "ASKED", by=by.user.id, subject=party.id)
        _tell(question, QuestionAsked)
        team = await members_to_tell([demand.awarder_id])
        kind = NotificationKind.QUESTION_ASKED
        await notify(team, kind, subject=("question", question.id), by=None, demand=demand.title)
    return question


async def answer_question(
    question: Question, *, body: str, expected_version: int | None = None, by: Viewer
) -> Question:
    """Answers a question publicly. A correction replaces an answer, and needs the version that it corrects (EB-13)."""
    body = _checked("body", body)
    action = QuestionAction.ANSWER
    async with decide(MACHINE, action, question.id, expected_version=expected_version, by=by) as decision:
        question, demand = decision.case.question, decision.case.demand
        if question.answered_at is None:
            question.answered_at = decision.at
        elif expected_version is None:
            raise Conflict(question.version)
        else:
            await _keep_former(question)
            question.corrected_at = decision.at
        question.answer, question.answerer_id = body, by.user.id
        await _move(decision, "ANSWERED", QuestionAnswered)
        await _forget(decision.case)
        await notify(
            [question.asker_id, *await _applicants(demand)],
            NotificationKind.QUESTION_ANSWERED,
            subject=("question", question.id),
            by=by.user.id,
            demand=demand.title,
        )
    return question


async def withdraw_question(question: Question, *, expected_version: int | None = None, by: Viewer) -> Question:
    """Withdraws an unanswered question of the viewer's own party."""
    action = QuestionAction.WITHDRAW
    async with decide(MACHINE, action, question.id, expected_version=expected_version, by=by) as decision:
        await _move(decision, "WITHDRAWN", QuestionWithdrawn)
        await _forget(decision.case)
    return decision.case.question


async def hide_question(
    question: Question, *, reason: str, expected_version: int | None = None, by: Viewer
) -> Question:
    """Hides an improper question; its asker and the staff still see it, with the reason."""
    reason = reason_in(reason)
    action = QuestionAction.HIDE
    async with decide(MACHINE, action, question.id, expected_version=expected_version, by=by) as decision:
        decision.case.question.hidden_reason = reason
        await _move(decision, "HIDDEN", QuestionHidden, reason=reason)
        await _forget(decision.case)
    return decision.case.question


async def restore_question(question: Question, *, expected_version: int | None = None, by: Viewer) -> Question:
    """Shows a hidden question again, with its answer if it had one; the journal keeps why it was hidden."""
    action = QuestionAction.RESTORE
    async with decide(MACHINE, action, question.id, expected_version=expected_version, by=by) as decision:
        decision.case.question.hidden_reason = None  # type: ignore[assignment] # the ORM types a nullable text so
        await _move(decision, "RESTORED", QuestionRestored)
    return decision.case.question


def _checked(path: str, text: str) -> str:
    checks = Checks()
    text = checks.text(path, text, most=MOST_CHARACTERS)
    checks.refuse()
    return text


async def _check_rate(demand: Demand, by: Viewer, at: datetime) -> None:
    since = at - timedelta(hours=1)
    lately = Question.filter(demand_id=demand.id, asker_id=by.user.id, asked_at__gt=since)
    counted = await lately.order_by("-asked_at").limit(MOST_AN_HOUR)
    if len(counted) == MOST_AN_HOUR:
        raise rate_limited(
            "You asked {most} questions here within an hour: ask the next one after {again_at}.",
            (counted[-1].asked_at - since).total_seconds(),
            most=MOST_AN_HOUR,
        )


async def _applicants(demand: Demand) -> list[UUID]:
    """Everyone who acts for an applicant; each gets their own notification and learns of no other applicant."""
    parties = await Applicant.filter(demand_id=demand.id, state__in=LIVE).values_list("party_id", flat=True)
    members = await applicants_to_tell(demand, parties)  # type: ignore[arg-type] # one column
    return [user for users in members.values() for user in users]


async def _forget(case: QuestionCase) -> None:
    """A question that the awarder has answered, or can no longer see, is no news to its team."""
    awarder = case.demand.awarder_id
    team = (await members_to_tell([awarder]))[awarder]
    await mark_read_about(case.question.id, NotificationKind.QUESTION_ASKED, readers=team)


async def _keep_former(question: Question) -> None:
    await FormerAnswer.create(
        question=question,
        body=question.answer,
        answerer_id=question.answerer_id,
        answered_at=question.corrected_at or question.answered_at,
    )


async def _move(
    decision: Decision[QuestionCase, QuestionState],
    action: str,
    event: type[AboutQuestion],
    *,
    reason: str | None = None,
) -> None:
    question = decision.case.question
    question.state = decision.target
    question.version += 1
    await question.save()
    await decision.enter(book_of(question), action, reason=reason)
    _tell(question, event)


def _tell(question: Question, event: type[AboutQuestion]) -> None:
    record(QUESTIONS.stream(question.demand_id), event(question.demand_id, question.id), by=None)
