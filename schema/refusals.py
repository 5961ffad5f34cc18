"""Refusals: why a mutation changed nothing."""

from typing import Any

import strawberry
from strawberry.schema import ExceptionHandler

from models import errors, tally
from models.refusals.wording import Locale, said
from resolvers.context import Info
from schema.base import field, shows
from schema.sharing import Differs


@strawberry.interface(description="Why a mutation changed nothing.")
class Refusal:
    code: str = field("A stable code for programs to decide by.")
    message: str = field(
        "For people: what is wrong and what to do. In the language and time zone that the headers `X-Language` and "
        "`X-Time-Zone` name; without them, in those of the viewer's mails, and for guests in the language that "
        "`Accept-Language` asks for. The text may change."
    )


@strawberry.type(
    description=(
        "The mutation broke a rule, which `code` names. NOT_FOUND also covers objects that the viewer may not see."
    )
)
@shows(errors.Refused)
class Refused(Refusal):
    """A refusal without fields that a program has to act on."""

    retry_after_seconds: int | None = field(
        "Seconds after which the same mutation can succeed, if `code` is RATE_LIMITED; null for all other codes."
    )


@strawberry.type(description="Something that the message about a field mentions, such as the largest number.")
class FieldParameter:
    name: str = field("What it is, such as `most`.")
    value: str = field("The value as a text; several words are separated by commas.")


def _message(root: strawberry.Parent[errors.FieldProblem], info: Info) -> str:
    return said(root, info.context.locale)


def _parameters(root: strawberry.Parent[errors.FieldProblem]) -> list[FieldParameter]:
    return [
        FieldParameter(name=name, value=", ".join(value) if isinstance(value, list) else str(value))
        for name, value in errors.parameters_of(root.facts).items()
    ]


@strawberry.type(description="What is wrong with one field of an input.")
@shows(errors.FieldProblem)
class FieldProblem:
    path: str = field("The path of the field, such as `stages.0.amount`.")
    message: str = field(
        "For people, in the same language as a refusal: what the field accepts.", _message, differs=Differs.BY_USER
    )
    code: str = field("A stable code for programs, such as TOO_LONG.")
    parameters: list[FieldParameter] = field(
        "What the code is about, by name, for a wording of one's own.", _parameters
    )


@strawberry.type(description="Fields of the input are invalid. The code is INVALID_INPUT.")
@shows(errors.InvalidInput)
class InvalidInput(Refusal):
    fields: list[FieldProblem] = field("The invalid fields.")


@strawberry.type(
    description="The object changed after `expectedVersion`. Load it again, then decide again. The code is CONFLICT."
)
@shows(errors.Conflict)
class Conflict(Refusal):
    current_version: int = field("The version of the object now.")


def value_of(refusal: errors.Refusal, locale: Locale) -> Refusal:
    """The refusal as a value of its GraphQL type: graphql-core raises an exception that it finds in a result."""
    code, message = refusal.code, said(refusal, locale)
    tally.refusals[code] += 1
    match refusal:
        case errors.InvalidInput():
            return InvalidInput(code=code, message=message, fields=refusal.fields)  # type: ignore[arg-type] # as shown
        case errors.Conflict():
            return Conflict(code=code, message=message, current_version=refusal.current_version)
        case errors.Refused():
            return Refused(code=code, message=message, retry_after_seconds=refusal.retry_after_seconds)
    raise refusal


class OnRefused(ExceptionHandler[errors.InvalidInput | errors.Conflict | errors.Refused, Refused]):
    """For all three, because each result that has one of their types has the others. Every field is asked for it."""

    def handle(self, exception: errors.Refusal, *, info: Info, **_: Any) -> Any:
        return value_of(exception, info.context.locale)
