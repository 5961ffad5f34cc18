"""What every area of the schema is made of: ids, refusals, money, pages, batched fields and acts."""

import inspect
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar, Union, get_type_hints

import strawberry
from graphql import GraphQLError, GraphQLID, GraphQLScalarType, IntValueNode, StringValueNode, ValueNode, print_ast
from graphql.pyutils import inspect as inspect_value
from strawberry import ID
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import FieldExtension
from strawberry.schema import ExceptionHandler
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.scalar import ScalarDefinition
from strawberry.utils.str_converters import capitalize_first, to_camel_case

from models import errors, money
from models.ids import Ref
from models.pages import Page
from resolvers.acting import acting
from resolvers.context import Info, viewer_in
from resolvers.once import once
from schema.kinds import identify, ref
from schema.sharing import Differs

T = TypeVar("T")
PARENT: Any = strawberry.Parent[Any]  # type: ignore[misc] # generic at run time, an alias to mypy
DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?")


def field(
    description: str,
    resolver: Callable[..., Any] | None = None,
    *,
    name: str | None = None,
    differs: Differs | None = None,
) -> Any:
    """A field with its description, and with how it depends on who is looking, if it does."""
    metadata = {"differs": differs} if differs else {}
    if resolver is None:
        return strawberry.field(description=description, name=name, metadata=metadata)
    return described(strawberry.field(resolver=resolver, description=description, name=name, metadata=metadata))


ARGUMENTS = {
    "id": "The opaque id of the object.",
    "demand_id": "The demand.",
    "party_id": "A party that the viewer acts for.",
    "first": "How many rows at most, from 1 to 200: 20 unless said otherwise.",
    "after": "The cursor to go on behind: of a row, or of a place that is followed. Without it lists begin at their "
    "start, and subscriptions with the next event.",
    "last": "How many of the last rows at most, from 1 to 200.",
    "before": "The cursor to stop before: of a row.",
    "text": "Words that all have to be there.",
    "filter": "Only what fits all of this.",
    "order": "What comes first.",
    "weights": "The weights to try out; together 10,000 basis points.",
}


def described(made: Any) -> Any:
    """A field whose arguments have their descriptions too."""
    for argument in made.arguments:
        argument.description = ARGUMENTS[argument.python_name]
    return made


def feed(description: str, follow: Callable[..., Any]) -> Any:
    """A subscription to a place; `follow(info, **arguments)` says which, and refuses who may not follow it.

    What is told then is worked out and sent by edge/delivery.py: the subscription itself gives nothing.
    """

    async def resolve(info: Info, **given: Any) -> AsyncIterator[Any]:
        found = follow(info, **given)
        info.context.feed = await found if inspect.isawaitable(found) else found
        return
        yield

    return subscription(description, resolve, as_=follow)


def subscription(description: str, resolve: Any, *, as_: Callable[..., Any]) -> Any:
    """A subscription that takes what another function takes."""
    kinds = get_type_hints(as_)
    parameters = [each.replace(annotation=kinds[each.name]) for each in inspect.signature(as_).parameters.values()]
    resolve.__signature__ = inspect.Signature(parameters, return_annotation=AsyncIterator[Any])
    resolve.__annotations__ = {**kinds, "return": AsyncIterator[Any]}
    return described(strawberry.subscription(resolver=resolve, description=description))


def shows(*sources: type, when: Callable[[Any], bool] = lambda _: True) -> Callable[[type[T]], type[T]]:
    """Lets a type stand for instances of our own classes, or for some of them. Stands below @strawberry.type."""

    def decorate(cls: type[T]) -> type[T]:
        def is_type_of(value: object, _info: object) -> bool:
            return isinstance(value, cls) or (isinstance(value, sources) and when(value))

        cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]
        return cls

    return decorate


def identified(kind: str) -> Any:
    """The opaque id of a thing of this kind."""

    def resolve(root: strawberry.Parent[Any]) -> ID:
        return ID(identify(kind, root.id))

    return field("Opaque and stable; `node` finds the object by it.", resolve)


def batched(
    description: str,
    load: Callable[..., Awaitable[Sequence[Any]]],
    *,
    is_alike: bool = False,
    differs: Differs | None = None,
) -> Any:
    """A field of a parent, loaded for all parents of an operation in one go.

    `load(parents, *, viewer, **arguments)` gives one value a parent, in their order; `is_alike` says that it
    gives the same to every viewer, so that operations that are for many can ask together.
    """
    arguments = [
        parameter
        for parameter in inspect.signature(load).parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and parameter.name != "viewer"
    ]

    async def resolve(root: Any, info: Info, **sent: Any) -> Any:
        viewer = info.context.viewer

        async def load_all(parents: Sequence[Any]) -> Sequence[Any]:
            return await load(parents, viewer=viewer, **sent)

        if is_alike and info.context.is_shared:
            return await info.context.gathering.load(load, root, load_all)
        key = (load, tuple(sorted(sent.items())))
        return await info.context.loader(key, load_all).load(root)

    # For whoever loads for many events at once, without a loader.
    resolve.batch = (load, is_alike)  # type: ignore[attr-defined]
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    resolve.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter("root", positional, annotation=PARENT),
            inspect.Parameter("info", positional, annotation=Info),
            *(parameter.replace(kind=positional) for parameter in arguments),
        ]
    )
    resolve.__annotations__ = {
        "root": PARENT,
        "info": Info,
        **{parameter.name: parameter.annotation for parameter in arguments},
    }
    return field(description, resolve, differs=differs)


# ---------- scalars


def _parse_decimal(value: object) -> Decimal:
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value)
    raise ValueError('A Decimal is a string such as "1250.00": digits, at most 6 of them after the point.')


def _parse_instant(value: object) -> datetime:
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            found = None
        if found is not None and found.tzinfo is not None and 1970 <= found.year <= 9000:
            return found.astimezone(UTC)
    raise ValueError('A DateTime is ISO 8601 with its offset, from 1970 to 9000, such as "2026-01-31T12:00:00Z".')


def _show_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parse_id(value: object) -> Ref:
    if isinstance(value, str):
        return ref(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return ref(str(value))
    raise GraphQLError(f"ID cannot represent value: {inspect_value(value)}")


def _ids() -> ScalarDefinition:
    """The scalar ID of GraphQL itself, but that what comes in is taken apart."""
    # graphql-core lets nobody define a scalar of this name: so it is its own, with another way in.
    scalar = object.__new__(GraphQLScalarType)
    vars(scalar).update(vars(GraphQLID))
    vars(scalar).update(parse_value=_parse_id, coerce_input_value=_parse_id)
    for way in ("parse_literal", "coerce_input_literal"):
        vars(scalar)[way] = _read_id
    return ScalarDefinition("ID", None, None, None, None, None, implementation=scalar)


def _read_id(node: ValueNode, *_: object) -> Ref:
    if isinstance(node, StringValueNode | IntValueNode):
        return ref(node.value)
    raise GraphQLError(f"ID cannot represent a non-string and non-integer value: {print_ast(node)}", node)


_ID = _ids()

SCALARS: dict[object, Any] = {
    # Ids are taken apart where they come in, and made where they go out: below the schema nobody knows its names.
    ID: _ID,
    Ref: _ID,
    Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact decimal number, as a string: never a float.",
        serialize=str,
        parse_value=_parse_decimal,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="An instant: ISO 8601 with an offset, always shown in UTC.",
        serialize=_show_instant,
        parse_value=_parse_instant,
    ),
}


# ---------- shared types


@strawberry.interface(description="Anything that has an id of its own.")
class Node:
    """The Relay object identification."""

    id: ID = field("Opaque and stable; `node` finds the object by it.")


@strawberry.type(description="An exact amount in one currency.")
@shows(money.Money)
class Money:
    """Money that stands alone."""

    amount: Decimal = field("In major units, with as many decimals as the currency has.")
    currency: str = field("ISO 4217 code, such as USD.")


def given(cls: type[T], name: str, description: str, /, **words: str) -> type[T]:
    """An input object made of a class of the domain, with a description for each of its fields."""
    made = strawberry.input(cls, name=name, description=description)
    for each in made.__strawberry_definition__.fields:  # type: ignore[attr-defined]
        each.description = words[each.python_name]
    return made


given(
    money.MoneyGiven,
    "MoneyInput",
    'An exact amount, as in { amount: "1250.00", currency: "USD" }.',
    amount="In major units.",
    currency="ISO 4217 code.",
)


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """As the Relay connection specification has it."""

    has_next_page: bool = field("Whether rows follow the last edge.")
    has_previous_page: bool = field("Whether the page begins behind a cursor.")
    start_cursor: str | None = field("The cursor of the first edge.")
    end_cursor: str | None = field("The cursor of the last edge: goes into `after` for the next page.")


def edges_of(page: Page[Any]) -> Any:
    return [Edge(cursor=cursor, node=row) for row, cursor in zip(page.rows, page.cursors, strict=True)]


def page_info_of(page: Page[Any]) -> PageInfo:
    return PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=page.cursors[0] if page.cursors else None,
        end_cursor=page.cursors[-1] if page.cursors else None,
    )


def _edges(root: strawberry.Parent[Page[Any]]) -> Any:
    return edges_of(root)


def _page_info(root: strawberry.Parent[Page[Any]]) -> PageInfo:
    return page_info_of(root)


@strawberry.type(description="One row of a page, with its place.")
class Edge(Generic[T]):
    """A row and its cursor."""

    cursor: str = field("The row's place: goes into `after`.")
    node: T = field("The row itself.")


@strawberry.type(description="A page of a list, by keyset: rows that come or go meanwhile move nothing.")
@shows(Page)
class Connection(Generic[T]):
    """A page of rows."""

    edges: list[Edge[T]] = field("The rows in order.", _edges)
    page_info: PageInfo = field("Where the page stands in the list.", _page_info)


# ---------- refusals


@strawberry.interface(description="A no that a client can act on, with a stable code.")
class Refusal:
    """What all refusals have."""

    code: str = field("Stable: what programs decide by.")
    message: str = field("What is wrong and what to do, in English.")


@strawberry.type(description="A rule says no; the code tells which.")
@shows(errors.Refused)
class Refused(Refusal):
    """A refusal without data of its own."""


@strawberry.type(description="What is wrong with one field of an input.")
@shows(errors.FieldProblem)
class FieldProblem:
    """A field and its problem."""

    path: str = field("The field, with dots for what is inside: `stages.0.amount`.")
    message: str = field("What it needs.")


@strawberry.type(description="Fields of the input need another value.")
@shows(errors.InvalidInput)
class InvalidInput(Refusal):
    """An input that cannot be taken."""

    fields: list[FieldProblem] = field("Each field that is wrong.")


@strawberry.type(description="The object changed meanwhile: look at its present version, then decide again.")
@shows(errors.Conflict)
class Conflict(Refusal):
    """A change that was made on a stale version."""

    current_version: int = field("The version that the object has now.")


# What is raised becomes a value of its type: an exception that stands in an answer is raised once more.


class _OnInvalidInput(ExceptionHandler[errors.InvalidInput, InvalidInput]):
    def handle(self, exception: errors.InvalidInput, **_: Any) -> Any:
        return InvalidInput(code=exception.code, message=exception.message, fields=exception.fields)  # type: ignore[arg-type] # shown as its type


class _OnConflict(ExceptionHandler[errors.Conflict, Conflict]):
    def handle(self, exception: errors.Conflict, **_: Any) -> Any:
        return Conflict(code=exception.code, message=exception.message, current_version=exception.current_version)


class _OnRefused(ExceptionHandler[errors.Refused, Refused]):
    def handle(self, exception: errors.Refused, **_: Any) -> Any:
        return Refused(code=exception.code, message=exception.message)


HANDLERS = (_OnInvalidInput(), _OnConflict(), _OnRefused())


# ---------- acts

WORDS = {
    "demand_id": "The demand.",
    "party_id": "The party that the viewer acts for.",
    "applicant_id": "The application.",
    "candidate_id": "The candidate.",
    "award_id": "The award.",
    "question_id": "The question.",
    "conversation_id": "The conversation.",
    "message_id": "The message.",
    "interview_id": "The interview.",
    "expected_version": "The version that the change was decided on; another one is refused with CONFLICT.",
    "idempotency_key": "Makes a retry harmless: the same key and input answer the same again, and change nothing.",
    "reason": "Why; it is kept on record.",
}


class OneInput(FieldExtension):
    """Gathers a resolver's arguments in one input object, and makes retries with a key harmless."""

    def __init__(self, words: dict[str, str], *, is_retryable: bool, is_repeatable: bool) -> None:
        self.words = {**WORDS, **words}
        self.is_retryable = is_retryable
        self.is_repeatable = is_repeatable

    def apply(self, field: StrawberryField) -> None:
        resolver = field.base_resolver
        assert resolver is not None
        self.operation = to_camel_case(resolver.name)
        if not resolver.arguments:
            return
        body: dict[str, Any] = {"__annotations__": {}}
        for argument in resolver.arguments:
            name = argument.python_name
            body[name] = StrawberryField(
                python_name=name,
                description=self.words[name],
                default=argument.default,
                type_annotation=argument.type_annotation,
            )
            body["__annotations__"][name] = resolver.wrapped_func.__annotations__[name]
        if self.is_retryable:
            body["idempotency_key"] = strawberry.field(default=None, description=WORDS["idempotency_key"])
            body["__annotations__"]["idempotency_key"] = str | None
        name = f"{capitalize_first(self.operation)}Input"
        made = strawberry.input(type(name, (), body), description=f"What {self.operation} needs.")
        field.arguments = [
            StrawberryArgument(
                python_name="input",
                graphql_name=None,
                type_annotation=StrawberryAnnotation(made, namespace=resolver._namespace),
                description=f"What {self.operation} needs.",
            )
        ]

    async def resolve_async(self, next_: Callable[..., Any], source: Any, info: Info, **sent: Any) -> Any:
        values = dict(vars(sent["input"])) if sent else {}
        key = values.pop("idempotency_key", None)

        # The mutations of one document come one after the other, each with its answer.
        info.context.forget()

        async def act() -> Any:
            return await next_(source, info, **values)

        if key is None or self.is_repeatable:
            return await act()
        return await once(viewer_in(info), self.operation, key, _plain(values), act)


def act(
    verb: Callable[..., Any],
    thing: Any,
    description: str,
    /,
    *,
    is_retryable: bool = True,
    is_repeatable: bool = False,
    **words: str,
) -> Any:
    """A mutation: one input, and a union of the thing with the refusals.

    A verb of the domain does it, or a resolver where something changes its shape on the way. What is repeatable takes
    a key and needs none: doing it again is harmless, and its answer is for now alone.
    """
    resolver = verb if "info" in inspect.signature(verb).parameters else acting(verb)
    name = f"{capitalize_first(to_camel_case(resolver.__name__))}Result"
    union = strawberry.union(name, description=f"The answer of {to_camel_case(resolver.__name__)}.")
    result = Annotated[Union[thing, InvalidInput, Conflict, Refused], union]  # noqa: UP007 - built at run time
    return strawberry.mutation(
        resolver=resolver,
        description=description,
        graphql_type=result,
        extensions=[OneInput(words, is_retryable=is_retryable, is_repeatable=is_repeatable)],
    )


def _plain(value: Any) -> Any:
    """An input as plain data, for its fingerprint."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, Ref):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return str(value)
