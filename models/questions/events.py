"""Events of the questions on a demand; anyone can follow them, so they never contain who asked."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class AboutQuestion(Event):
    """The base of events about a question."""

    demand: UUID
    question: UUID


@dataclass(frozen=True, slots=True)
class QuestionAsked(AboutQuestion):
    """A question was asked."""

    kind: ClassVar[str] = "question.asked"


@dataclass(frozen=True, slots=True)
class QuestionAnswered(AboutQuestion):
    """A question was answered, or its answer was corrected."""

    kind: ClassVar[str] = "question.answered"


@dataclass(frozen=True, slots=True)
class QuestionWithdrawn(AboutQuestion):
    """The party that asked withdrew its question."""

    kind: ClassVar[str] = "question.withdrawn"


@dataclass(frozen=True, slots=True)
class QuestionHidden(AboutQuestion):
    """A question was hidden."""

    kind: ClassVar[str] = "question.hidden"


@dataclass(frozen=True, slots=True)
class QuestionRestored(AboutQuestion):
    """A hidden question is shown again."""

    kind: ClassVar[str] = "question.restored"


QUESTIONS = Place("questions", (QuestionAsked, QuestionAnswered, QuestionWithdrawn, QuestionHidden, QuestionRestored))
