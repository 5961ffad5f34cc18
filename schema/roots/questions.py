"""Questions on a demand."""

from collections.abc import AsyncIterator

import strawberry

from models.questions import asking
from resolvers import questions
from schema.base import act, feed
from schema.questions import Question, QuestionEvent


@strawberry.type
class QuestionMutations:
    """What can be done: questions."""

    ask_question = act(
        asking.ask_question,
        Question,
        "Asks about a demand; everyone reads it, and nobody but staff learns who asked. 10 an hour and demand.",
        party_id="The party on whose behalf it is asked; it need not have applied.",
        body="The question, up to 5,000 characters, without a name.",
    )
    answer_question = act(
        asking.answer_question,
        Question,
        "Answers a question for everyone to read, or corrects the answer.",
        body="The answer, up to 5,000 characters.",
        expected_version="The question's version; needed to correct an answer, else it is refused with CONFLICT.",
    )
    withdraw_question = act(
        asking.withdraw_question, Question, "Takes back a question of one's party that nobody has answered."
    )
    hide_question = act(
        asking.hide_question,
        Question,
        "Takes an improper question out of sight: the awarder before it is answered, staff always.",
    )


@strawberry.type
class QuestionSubscriptions:
    """What can be followed: questions."""

    questions: AsyncIterator[QuestionEvent] = feed(
        "What is asked about a demand and answered; whoever sees the demand may follow, guests too.",
        questions.questions,
    )
