"""What every area of the schema builds on: fields, batched fields, subscriptions, input types and nodes."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeVar, get_type_hints

import strawberry
from strawberry import ID

from models.database.telling import Statement
from resolvers.context import Info
from schema.kinds import identify, identify_each
from schema.sharing import Differs

T = TypeVar("T")
PARENT: Any = strawberry.Parent[Any]  # type: ignore[misc] # generic at run time, an alias to mypy


def field(
    description: str,
    resolver: Callable[..., Any] | None = None,
    *,
    name: str | None = None,
    differs: Differs | None = None,
    weight: int = 0,
    asks: bool = True,
    deprecated: str | None = None,
    told: Any = None,
) -> Any:
    """A field with its description. `differs` says how its value depends on the viewer; None: not at all.
    `deprecated` says what to use instead of it.

    `weight` is what the field costs besides itself (see edge/cost.py), once for each object: about 1 for a thousand
    characters that it can have, or for a hundred microseconds that it takes to compute. `asks` is false for an
    asynchronous resolver that runs no statement for each object.
    """
    metadata: dict[str, Any] = {"differs": differs} if differs else {}
    metadata |= {"weight": weight} if weight else {}
    metadata |= {} if asks else {"asks": False}
    metadata |= {} if told is None else {"told": told}
    said: dict[str, Any] = {"description": description, "name": name, "deprecation_reason": deprecated}
    if resolver is None:
        return strawberry.field(**said, metadata=metadata)
    return described(strawberry.field(resolver=resolver, **said, metadata=metadata))


ARGUMENTS = {
    "id": "The id of the object, as its field `id` returned it.",
    "ids": "The ids of at most 200 objects.",
    "demand_id": "The id of a BiddingDemand.",
    "party_id": "The id of a Party that the viewer belongs to.",
    "candidate_id": "The id of a Candidate: only what concerns it.",
    "candidate_ids": "The ids of the Candidates.",
    "first": "The page size, from 1 to 200; 20 by default.",
    "after": (
        "The cursor to continue after. Without it, a list starts at its beginning and a subscription with the next "
        "event."
    ),
    "last": "The page size when paging back, from the end or from `before`; 1 to 200. With `first`, the last of those.",
    "before": "The cursor of a row; only rows before it are returned.",
    "text": "Words to search for, up to 500 characters. All of them have to occur.",
    "kinds": "Only parties of these kinds; all kinds if it is omitted or empty.",
    "email": "The whole email address.",
    "filter": "Only what meets every condition of the filter.",
    "order": "The sort order. The first value of the enum is the default.",
    "sha256": "The SHA-256 of the file, as 64 hexadecimal digits.",
    "as_of": "The instant; now if it is omitted.",
    "kind": "Only what fits contracts of this kind.",
    "purposes": "Only what is for one of these purposes; for any if it is omitted or empty.",
    "states": "Only what is in one of these states; in any if it is omitted or empty.",
    "role": "Only those with this role.",
    "weights": "The weights to try. They have to add up to 10,000 basis points.",
    "without": "Notifications of these kinds are left out.",
    "currency": "An ISO 4217 code, such as EUR.",
}


FIRST_OF_LIST = "The largest number of items. By default, as many as the list can have at most."


def described(made: Any) -> Any:
    """The field, with the descriptions of its arguments filled in."""
    names = {argument.python_name for argument in made.arguments}
    words = ARGUMENTS if "after" in names else {**ARGUMENTS, "first": FIRST_OF_LIST}
    for argument in made.arguments:
        argument.description = words[argument.python_name]
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


def shows(*sources: type, when: Callable[[Any], bool] | None = None) -> Callable[[type[T]], type[T]]:
    """Lets a GraphQL type represent instances of domain classes, or those that `when` accepts. Put it below
    @strawberry.type.
    """

    def decorate(cls: type[T]) -> type[T]:
        def is_type_of(value: object, _info: object) -> bool:
            return isinstance(value, cls) or (isinstance(value, sources) and (when is None or when(value)))

        # For executor/, which then asks once for each class.
        is_type_of.is_by_class = when is None  # type: ignore[attr-defined]
        # For edge/telling.py: the classes of which all instances are shown as this type.
        cls.shown = sources if when is None else ()  # type: ignore[attr-defined]
        cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]
        return cls

    return decorate


def identified(kind: str) -> Any:
    """The field `id` of a type whose objects are of this kind."""

    def resolve(root: strawberry.Parent[Any]) -> ID:
        return ID(identify(kind, root.id))

    # For executor/, which calls it for all objects of a level.
    resolve.of_all = lambda roots: identify_each(kind, [root.id for root in roots])  # type: ignore[attr-defined]

    def told(statement: Statement, row: str) -> str:
        return statement.key(kind, f"{row}.id")

    return field("Opaque and stable. `node` loads the object by it.", resolve, told=told)


def batched(
    description: str,
    load: Callable[..., Awaitable[Sequence[Any]]],
    *,
    is_alike: bool = False,
    differs: Differs | None = None,
    weight: int = 0,
    deprecated: str | None = None,
) -> Any:
    """A field that is loaded for all parents of an operation in one batch.

    `load(parents, *, viewer, **arguments)` returns one value for each parent, in their order. `is_alike` says that the
    value is the same for every viewer, so operations that serve many viewers load together, with `viewer` None.
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

        key = (load, tuple(sorted(sent.items())))
        if is_alike and info.context.is_shared:
            return await info.context.gathering.load(key, root, partial(load, viewer=None, **sent))
        return await info.context.loader(key, load_all).load(root)

    async def resolve_all(roots: Sequence[Any], info: Info, **sent: Any) -> Sequence[Any]:
        key = (load, tuple(sorted(sent.items())))
        return await info.context.batches.load(key, roots, partial(load, viewer=info.context.viewer, **sent))

    # For edge/plans.py, which loads for many events at once, without a loader.
    resolve.batch = (load, is_alike)  # type: ignore[attr-defined]
    # For executor/, which calls it for all objects of a level.
    resolve.for_all = resolve_all  # type: ignore[attr-defined]
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
    return field(description, resolve, differs=differs, weight=weight, deprecated=deprecated)


@strawberry.interface(description="An object with a globally unique id, as in the Relay specification.")
class Node:
    id: ID = field("Opaque and stable. `node` loads the object by it.")


def given(cls: type[T], name: str, description: str, /, **words: str) -> type[T]:
    """An input type made from a domain class, with a description for each of its fields."""
    made = strawberry.input(cls, name=name, description=description)
    for each in made.__strawberry_definition__.fields:  # type: ignore[attr-defined]
        each.description = words[each.python_name]
    return made
