"""Questions on a demand."""

from collections.abc import AsyncIterator

import strawberry

from models.questions import asking
from resolvers import questions
from schema.base import feed
from schema.mutations import act
from schema.questions import Question, QuestionEvent


@strawberry.type
class QuestionMutations:
    """Mutations of questions."""

    ask_question = act(
        asking.ask_question,
        Question,
        "Asks a public question about a demand; only staff see who asked. Refused with CONFLICT_OF_INTEREST, and with "
        "RATE_LIMITED after 10 questions about one demand in an hour.",
        party_id="The id of the Party that asks. The viewer has to belong to it; it need not have applied.",
        body="The text, up to 5,000 characters. Everyone reads it, so it should not name the asker.",
    )
    answer_question = act(
        asking.answer_question,
        Question,
        "Answers a question publicly, or corrects the answer. Only owners and managers of the awarder may.",
        body="The text, up to 5,000 characters.",
        expected_version=(
            "The `version` of the question. Required to correct an answer: without it, or if it is stale, the "
            "mutation is refused with CONFLICT."
        ),
    )
    withdraw_question = act(
        asking.withdraw_question,
        Question,
        "Withdraws an unanswered question. Every member of the party that asked it may.",
    )
    hide_question = act(
        asking.hide_question,
        Question,
        "Hides an improper question. Owners and managers of the awarder may until it is answered, the demand's "
        "resource manager and administrators always.",
    )
    restore_question = act(
        asking.restore_question,
        Question,
        "Shows a hidden question again, with its answer if it had one. The demand's resource manager and "
        "administrators may.",
    )


@strawberry.type
class QuestionSubscriptions:
    """The subscription to a demand's questions."""

    questions: AsyncIterator[QuestionEvent] = feed(
        "Questions about a demand and their answers, in order. Anyone who can see the demand may follow it, signed in "
        "or not.",
        questions.questions,
    )
