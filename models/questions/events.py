"""What becomes of questions on a demand; everyone may follow it, so neither actor nor fact says who asked."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class AboutQuestion(Event):
    """Something that happened to a question."""

    demand: UUID
    question: UUID


@dataclass(frozen=True, slots=True)
class QuestionAsked(AboutQuestion):
    """It was asked."""

    kind: ClassVar[str] = "question.asked"


@dataclass(frozen=True, slots=True)
class QuestionAnswered(AboutQuestion):
    """It was answered, or its answer was corrected."""

    kind: ClassVar[str] = "question.answered"


@dataclass(frozen=True, slots=True)
class QuestionWithdrawn(AboutQuestion):
    """The party that asked took it back."""

    kind: ClassVar[str] = "question.withdrawn"


@dataclass(frozen=True, slots=True)
class QuestionHidden(AboutQuestion):
    """It was taken out of sight."""

    kind: ClassVar[str] = "question.hidden"


QUESTIONS = Place("questions", (QuestionAsked, QuestionAnswered, QuestionWithdrawn, QuestionHidden))
