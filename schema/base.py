"""What every area of the schema builds on: ids, scalars, refusals, money, pages, batched fields and mutations."""

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
    """A field with its description. `differs` says how its value depends on the viewer; None: not at all."""
    metadata = {"differs": differs} if differs else {}
    if resolver is None:
        return strawberry.field(description=description, name=name, metadata=metadata)
    return described(strawberry.field(resolver=resolver, description=description, name=name, metadata=metadata))


ARGUMENTS = {
    "id": "The id of the object, as its field `id` returned it.",
    "demand_id": "The id of a BiddingDemand.",
    "party_id": "The id of a Party that the viewer belongs to.",
    "first": "The page size, from 1 to 200; 20 by default.",
    "after": (
        "The cursor to continue after. Without it, a list starts at its beginning and a subscription with the next "
        "event."
    ),
    "last": "The page size when paging back from the end, from 1 to 200. It excludes `first`.",
    "before": "The cursor of a row; only rows before it are returned.",
    "text": "Words to search for, up to 500 characters. All of them have to occur.",
    "filter": "Only what meets every condition of the filter.",
    "order": "The sort order. The first value of the enum is the default.",
    "weights": "The weights to try. They have to add up to 10,000 basis points.",
}


def described(made: Any) -> Any:
    """The field, with the descriptions of its arguments filled in."""
    for argument in made.arguments:
        argument.description = ARGUMENTS[argument.python_name]
    return made


def feed(description: str, follow: Callable[..., Any]) -> Any:
    """A subscription to a place. `follow(info, **arguments)` gives its feed, or raises if the viewer may not follow it.

    edge/delivery.py executes the selection for each event and sends the result; this generator yields nothing.
    """

    async def resolve(info: Info, **given: Any) -> AsyncIterator[Any]:
        found = follow(info, **given)
        info.context.feed = await found if inspect.isawaitable(found) else found
        return
        yield

    return subscription(description, resolve, as_=follow)


def subscription(description: str, resolve: Any, *, as_: Callable[..., Any]) -> Any:
    """A subscription with the same arguments as the function `as_`."""
    kinds = get_type_hints(as_)
    parameters = [each.replace(annotation=kinds[each.name]) for each in inspect.signature(as_).parameters.values()]
    resolve.__signature__ = inspect.Signature(parameters, return_annotation=AsyncIterator[Any])
    resolve.__annotations__ = {**kinds, "return": AsyncIterator[Any]}
    return described(strawberry.subscription(resolver=resolve, description=description))


def shows(*sources: type, when: Callable[[Any], bool] = lambda _: True) -> Callable[[type[T]], type[T]]:
    """Lets a GraphQL type represent instances of domain classes, or those that `when` accepts. Put it below
    @strawberry.type.
    """

    def decorate(cls: type[T]) -> type[T]:
        def is_type_of(value: object, _info: object) -> bool:
            return isinstance(value, cls) or (isinstance(value, sources) and when(value))

        cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]
        return cls

    return decorate


def identified(kind: str) -> Any:
    """The field `id` of a type whose objects are of this kind."""

    def resolve(root: strawberry.Parent[Any]) -> ID:
        return ID(identify(kind, root.id))

    return field("Opaque and stable. `node` loads the object by it.", resolve)


def batched(
    description: str,
    load: Callable[..., Awaitable[Sequence[Any]]],
    *,
    is_alike: bool = False,
    differs: Differs | None = None,
) -> Any:
    """A field that is loaded for all parents of an operation in one batch.

    `load(parents, *, viewer, **arguments)` returns one value for each parent, in their order. `is_alike` says that the
    value is the same for every viewer, so operations that serve many viewers can load together.
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

    # For edge/plans.py, which loads for many events at once, without a loader.
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
    """GraphQL's own scalar ID, with input parsed into a Ref."""
    # graphql-core refuses a second scalar of this name, so this is a copy of its own with other parsers.
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
    # Ids are parsed on the way in and made on the way out: the layers below know no GraphQL names.
    ID: _ID,
    Ref: _ID,
    Decimal: strawberry.scalar(
        name="Decimal",
        description=(
            'An exact decimal number as a string, such as "1250.00". At most 18 digits before and 6 after the point.'
        ),
        serialize=str,
        parse_value=_parse_decimal,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="An instant in ISO 8601. Input needs a UTC offset; output is always in UTC.",
        serialize=_show_instant,
        parse_value=_parse_instant,
    ),
}


# ---------- shared types


@strawberry.interface(description="An object with a globally unique id, as in the Relay specification.")
class Node:
    id: ID = field("Opaque and stable. `node` loads the object by it.")


@strawberry.type(description="An exact amount in one currency.")
@shows(money.Money)
class Money:
    amount: Decimal = field("In major units, such as euros, with all decimals that the currency has.")
    currency: str = field("ISO 4217 code, such as USD.")


def given(cls: type[T], name: str, description: str, /, **words: str) -> type[T]:
    """An input type made from a domain class, with a description for each of its fields."""
    made = strawberry.input(cls, name=name, description=description)
    for each in made.__strawberry_definition__.fields:  # type: ignore[attr-defined]
        each.description = words[each.python_name]
    return made


given(
    money.MoneyGiven,
    "MoneyInput",
    'An exact amount, such as { amount: "1250.00", currency: "USD" }.',
    amount="In major units, such as euros.",
    currency="ISO 4217 code.",
)


@strawberry.type(description="The position of a page in its list.")
class PageInfo:
    has_next_page: bool = field("Whether the list has rows after this page.")
    has_previous_page: bool = field("Whether the list has rows before this page.")
    start_cursor: str | None = field("The cursor of the first edge; null if the page is empty.")
    end_cursor: str | None = field(
        "The cursor of the last edge; null if the page is empty. Pass it as `after` to get the next page."
    )


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


@strawberry.type(description="One row of a page with its cursor.")
class Edge(Generic[T]):
    cursor: str = field("The position of the row. Pass it as `after` to continue behind it.")
    node: T = field("The row itself.")


@strawberry.type(
    description="A page of a list. Paging by cursor neither skips nor repeats rows when others are added or removed."
)
@shows(Page)
class Connection(Generic[T]):
    edges: list[Edge[T]] = field("The rows of this page, in order.", _edges)
    page_info: PageInfo = field("The position of this page in the list.", _page_info)


# ---------- refusals


@strawberry.interface(description="Why a mutation changed nothing.")
class Refusal:
    code: str = field("A stable code for programs to decide by.")
    message: str = field("For people, in English: what is wrong and what to do. The text may change.")


@strawberry.type(
    description=(
        "The mutation broke a rule, which `code` names. NOT_FOUND also covers objects that the viewer may not see."
    )
)
@shows(errors.Refused)
class Refused(Refusal):
    """A refusal without fields of its own."""


@strawberry.type(description="What is wrong with one field of an input.")
@shows(errors.FieldProblem)
class FieldProblem:
    path: str = field("The path of the field, such as `stages.0.amount`.")
    message: str = field("For people, in English: what the field accepts.")


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


# A refusal becomes a value of its GraphQL type: graphql-core raises an exception that it finds in a result.


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


# ---------- mutations

WORDS = {
    "demand_id": "The id of a BiddingDemand.",
    "party_id": "The id of a Party that the viewer belongs to.",
    "applicant_id": "The id of an Applicant.",
    "candidate_id": "The id of a Candidate.",
    "award_id": "The id of an Award.",
    "question_id": "The id of a Question.",
    "conversation_id": "The id of a Conversation.",
    "message_id": "The id of a Message.",
    "interview_id": "The id of an Interview.",
    "expected_version": (
        "The `version` that this decision is based on. If the object has changed since, the mutation is refused with "
        "CONFLICT."
    ),
    "idempotency_key": (
        "Makes a retry safe: the same key with the same input returns the same answer and changes nothing more. 1 to "
        "200 characters; the same key with another input is refused with IDEMPOTENCY_MISMATCH."
    ),
    "reason": "The reason, up to 2,000 characters. It is kept on record.",
}


class OneInput(FieldExtension):
    """Gathers a resolver's arguments in one input object, and makes retries with an idempotency key safe."""

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
        made = strawberry.input(type(name, (), body), description=f"The input of `{self.operation}`.")
        field.arguments = [
            StrawberryArgument(
                python_name="input",
                graphql_name=None,
                type_annotation=StrawberryAnnotation(made, namespace=resolver._namespace),
                description=f"The input of `{self.operation}`.",
            )
        ]

    async def resolve_async(self, next_: Callable[..., Any], source: Any, info: Info, **sent: Any) -> Any:
        values = dict(vars(sent["input"])) if sent else {}
        key = values.pop("idempotency_key", None)

        # The mutations of one document run one after the other: the next must not see what the last one loaded.
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
    """A mutation: one input object, and a union of the thing with the refusals.

    `verb` is a verb of the domain, or a resolver where the arguments or the answer change shape. A repeatable mutation
    accepts an idempotency key and ignores it: repeating it is safe, and its answer holds only for the moment.
    """
    resolver = verb if "info" in inspect.signature(verb).parameters else acting(verb)
    name = f"{capitalize_first(to_camel_case(resolver.__name__))}Result"
    union = strawberry.union(
        name, description=f"The result of `{to_camel_case(resolver.__name__)}`: the object on success, or a refusal."
    )
    result = Annotated[Union[thing, InvalidInput, Conflict, Refused], union]  # noqa: UP007 - built at run time
    return strawberry.mutation(
        resolver=resolver,
        description=description,
        graphql_type=result,
        extensions=[OneInput(words, is_retryable=is_retryable, is_repeatable=is_repeatable)],
    )


def _plain(value: Any) -> Any:
    """The input as plain data, to compute its fingerprint."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, Ref):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return str(value)
