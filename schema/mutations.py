"""Mutations: one input, a union of answer and refusals, and retries that change nothing."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Union

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import FieldExtension
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import capitalize_first, to_camel_case

from models.changes import tried_again
from models.errors import Outdated, Refusal
from models.ids import Ref
from resolvers.acting import acting
from resolvers.context import Info, viewer_in
from resolvers.once import answered_before, once
from schema.refusals import Conflict, InvalidInput, Refused

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
    "contract_id": "The id of a Contract.",
    "supplement_id": "The id of a Supplement.",
    "stage_id": "The id of a Stage.",
    "invoice_id": "The id of an Invoice.",
    "dispute_id": "The id of a Dispute.",
    "template_id": "The id of a Template.",
    "template_request_id": "The id of a TemplateRequest.",
    "work_item_id": "The id of a WorkItem.",
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


# Makes what a mutation needs before its transaction, of the same arguments.
Beforehand = Callable[..., Awaitable[Any]]
# Asks somebody outside about the answer, once it is committed.
Afterwards = Callable[[Any], Awaitable[Any]]
# The argument of a resolver that gets what was made beforehand.
PREPARED = "prepared"
# How often at most that is made for one request, if it is outdated each time.
PREPARINGS = 8


class OneInput(FieldExtension):
    """Gathers a resolver's arguments in one input object, and makes retries with an idempotency key safe."""

    def __init__(
        self,
        words: dict[str, str],
        *,
        is_retryable: bool,
        is_repeatable: bool,
        beforehand: Beforehand | None,
        afterwards: Afterwards | None,
    ) -> None:
        self.words = {**WORDS, **words}
        self.is_retryable = is_retryable
        self.is_repeatable = is_repeatable
        self.beforehand = beforehand
        self.afterwards = afterwards

    def apply(self, field: StrawberryField) -> None:
        resolver = field.base_resolver
        assert resolver is not None
        self.operation = to_camel_case(resolver.name)
        if not resolver.arguments:
            return
        body: dict[str, Any] = {"__annotations__": {}}
        for argument in resolver.arguments:
            name = argument.python_name
            if name == PREPARED:
                continue
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
        name, description = f"{capitalize_first(self.operation)}Input", f"The input of `{self.operation}`."
        body["__doc__"] = description  # a dataclass without one writes its signature
        made = strawberry.input(type(name, (), body), description=description)
        field.arguments = [
            StrawberryArgument(
                python_name="input",
                graphql_name=None,
                type_annotation=StrawberryAnnotation(made, namespace=resolver._namespace),
                description=description,
            )
        ]

    async def resolve_async(self, next_: Callable[..., Any], source: Any, info: Info, **sent: Any) -> Any:
        values = dict(vars(sent["input"])) if sent else {}
        key = values.pop("idempotency_key", None)
        for _ in range(1, PREPARINGS):
            try:
                return await self._answered(next_, source, info, key, values)
            except Outdated:
                info.context.forget()
        return await self._answered(next_, source, info, key, values)

    async def _answered(
        self, next_: Callable[..., Any], source: Any, info: Info, key: str | None, values: dict[str, Any]
    ) -> Any:
        made: dict[str, Any] = {}
        if self.beforehand is not None:
            former, made[PREPARED] = await self._prepared(info, key, values)
            if former is not None:
                return await self._asked_after(former)

        async def act() -> Any:
            result = await next_(source, info, **values, **made)
            # Nor must the answer show what was read to find the things, before they changed.
            info.context.forget()
            return result

        async def run() -> Any:
            # The mutations of one document run one after the other: the next must not see what the last one loaded.
            info.context.forget()
            if key is None or self.is_repeatable:
                return await act()
            return await once(viewer_in(info), self.operation, key, _plain(values), act)

        return await self._asked_after(await tried_again(run))

    async def _asked_after(self, answer: Any) -> Any:
        if self.afterwards is None or isinstance(answer, Refusal):
            return answer
        return await self.afterwards(answer)

    async def _prepared(self, info: Info, key: str | None, values: dict[str, Any]) -> tuple[Any, Any]:
        """The answer that the key has had, or what the mutation needs."""
        assert self.beforehand is not None
        if key is None:
            return None, await self.beforehand(info, **values)
        asked = (viewer_in(info), self.operation, key, _plain(values))
        former = await answered_before(*asked)
        if former is not None:
            return former, None
        try:
            return None, await self.beforehand(info, **values)
        except Refusal:
            # Another request with the same key may have done meanwhile what is refused now.
            former = await answered_before(*asked)
            if former is None:
                raise
            return former, None


def act(
    verb: Callable[..., Any],
    thing: Any,
    description: str,
    /,
    *,
    is_retryable: bool = True,
    is_repeatable: bool = False,
    beforehand: Beforehand | None = None,
    afterwards: Afterwards | None = None,
    refusals: tuple[Any, ...] = (),
    **words: str,
) -> Any:
    """A mutation: one input object, and a union of the thing with the refusals.

    `verb` is a verb of the domain, or a resolver where the arguments or the answer change shape. A repeatable mutation
    accepts an idempotency key and ignores it: repeating it is safe, and its answer holds only for the moment.

    `beforehand(info, **arguments)` makes what takes long, such as a document, outside of the transaction; the resolver
    gets it as the argument `prepared`, which is no part of the input, and decides whether it still fits. If the verb
    refuses it as Outdated, both are done again.
    `afterwards(answer)` asks somebody outside about what was committed, also when the mutation is retried. `refusals`
    are the types of those that this mutation alone has.
    """
    resolver = verb if "info" in inspect.signature(verb).parameters else acting(verb)
    name = f"{capitalize_first(to_camel_case(resolver.__name__))}Result"
    union = strawberry.union(
        name, description=f"The result of `{to_camel_case(resolver.__name__)}`: the object on success, or a refusal."
    )
    members = (thing, InvalidInput, Conflict, Refused, *refusals)
    result = Annotated[Union[members], union]  # type: ignore[valid-type] # noqa: UP007 - built at run time
    return strawberry.mutation(
        resolver=resolver,
        description=description,
        graphql_type=result,
        extensions=[
            OneInput(
                words,
                is_retryable=is_retryable,
                is_repeatable=is_repeatable,
                beforehand=beforehand,
                afterwards=afterwards,
            ),
        ],
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
