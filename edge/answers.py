"""Answers: counted while they are built, so that one that is too large never exists; long ones are built in pieces."""

import asyncio
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from weakref import WeakMethod

import orjson
from graphql import ExecutionResult, GraphQLError, GraphQLLeafType, GraphQLObjectType, GraphQLResolveInfoHelpers
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from executor.meter import Meter
from models.database.allowance import Allowance, answer_too_large, present_allowance
from models.pacing import Pace
from resolvers.context import Context, as_error
from resolvers.loading import Waiting

# JSON in UTF-8, of what a response consists of: nothing else is turned into text on the way.
encode: Callable[[Any], bytes] = partial(
    orjson.dumps, option=orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
)

AT_ONCE = 1_000  # fields of a short answer, which is built in one piece
ERROR_BYTES = 500  # of an error without its path
OVERHEAD = 4  # bytes of quotes, colon and comma around a field
# The end of a name in JSON. Within a text the quotation mark is escaped, and none that begins a text follows a letter.
KEY = re.compile(r'\w":', re.ASCII)
SHORTEST_FIELD = len('"a":1')
NO_TEXT = 8  # bytes of a number, a boolean or null, about


class BoundedExecutor(StrawberryGraphQLCoreExecutionContext):
    """Executes an operation, and gives up as soon as its answer has too many fields or bytes.

    The response then has no data and one error, ANSWER_TOO_LARGE; a mutation has happened nevertheless. `most_fields`
    and `most_bytes` are set by `executor_for`.
    """

    most_fields = 20_000
    most_bytes = 5_000_000

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # They refer back to this executor, which with all that it holds would wait for the garbage collector.
        self.async_helpers = GraphQLResolveInfoHelpers(
            gather=_weakly(self.gather_async_work), track=_weakly(self.track_async_work)
        )
        self.allowance = present_allowance() or Allowance()
        self.fields = 0
        # Of them, those about the schema itself.
        self.introspected = 0
        self.bytes = 0
        self._pace = Pace()
        self._waiting = self.context_value.waiting if isinstance(self.context_value, Context) else Waiting()

    @property
    def is_over(self) -> bool:
        """Whether the allowance is used up. From then on every field is null, because nobody will see the data.

        Nothing is raised: thousands of tracebacks would keep all that was loaded in memory.
        """
        return self.allowance.refusal is not None

    def count(self, size: int) -> None:
        """Counts bytes of the answer."""
        self.bytes += size
        if self.bytes > self.most_bytes or self.fields - self.introspected > self.most_fields:
            self.allowance.end(answer_too_large())

    def execute_field(
        self, parent_type: GraphQLObjectType, source: Any, field_details_list: Any, path: Path, position_context: Any
    ) -> Any:
        if self.is_over:
            return None
        self.fields += 1
        self.introspected += is_introspection(parent_type.name)
        self.count(len(str(path.key)) + OVERHEAD)
        return super().execute_field(parent_type, source, field_details_list, path, position_context)

    def complete_leaf_value(self, return_type: GraphQLLeafType, result: Any) -> Any:  # type: ignore[override] # counts here
        shown = super().complete_leaf_value(return_type, result)
        self.count(_size_of(shown))
        return shown

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: Any,
        info: Any,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        self.allowance.load((result,))
        if self.is_over:
            return {}
        given = (return_type, field_details_list, info, path, result, position_context)
        if self.fields < AT_ONCE:
            return super().complete_object_value(*given)
        # A task, which ends however the rest of the answer does: loaders wait for it.
        place = object()
        self._waiting.add(place)
        task = asyncio.ensure_future(self._complete_in_turn(place, *given))
        task.add_done_callback(lambda _: self._waiting.remove(place))
        return task

    async def _complete_in_turn(self, place: object, *given: Any) -> Any:
        await self._pace.keep()
        completed = {} if self.is_over else super().complete_object_value(*given)
        self._waiting.remove(place)
        return await completed if self.is_awaitable(completed) else completed

    def handle_field_error(self, raw_error: Exception, return_type: Any, field_details_list: Any, path: Path) -> None:
        self.count(ERROR_BYTES + sum(len(str(key)) for key in path.as_list()))
        if not self.is_over:
            super().handle_field_error(raw_error, return_type, field_details_list, path)

    def build_response(self, data: dict[str, Any] | None) -> Any:
        response = super().build_response(data)
        refusal = refusal_of(self.allowance)
        return response if refusal is None else ExecutionResult(None, [refusal])


class AnswerMeter(Meter):
    """Counts like BoundedExecutor what the compiled executor makes, and has the same limits."""

    def __init__(self, *, most_fields: int, most_bytes: int) -> None:
        self.allowance = present_allowance() or Allowance()
        self._most_fields = most_fields
        self._most_bytes = most_bytes
        self._fields = 0
        self._bytes = 0
        # Texts whose fields were not counted yet. First only their size says how many there can be; then their colons:
        # there is one for each field, and some within texts.
        self._sized: list[str] = []
        self._at_most = 0
        self._told: list[str] = []
        self._colons = 0
        self._pace = Pace()

    @property
    def is_over(self) -> bool:
        return self.allowance.refusal is not None

    def fields(self, key: str, count: int, *, of: str) -> None:
        if not is_introspection(of):
            self._fields += count
        self._count(count * (len(key) + OVERHEAD))

    def leaves(self, shown: Sequence[Any]) -> None:
        self._count(_size_of_all(shown))

    def texts(self, told: str, further: int) -> None:
        self._fields += further
        self._sized.append(told)
        self._at_most += len(told) // SHORTEST_FIELD
        size = _size_of(told)
        self.allowance.read(size)
        self._count(size)

    def objects(self, values: Sequence[Any]) -> None:
        self.allowance.load(values)

    def failure(self, path: Sequence[str | int]) -> None:
        self._count(ERROR_BYTES + sum(len(str(key)) for key in path))

    async def pause(self) -> None:
        await self._pace.keep()
        self.allowance.check()

    @property
    def refusal(self) -> GraphQLError | None:
        return refusal_of(self.allowance)

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > self._most_bytes or self._has_too_many_fields():
            self.allowance.end(answer_too_large())

    def _has_too_many_fields(self) -> bool:
        # Counting them exactly takes longer than all else that is done with such a text.
        if self._fields + self._colons + self._at_most > self._most_fields:
            self._colons += sum(told.count(":") for told in self._sized)
            self._told += self._sized
            self._sized, self._at_most = [], 0
        if self._fields + self._colons > self._most_fields:
            self._fields += sum(map(_fields_in, self._told))
            self._told, self._colons = [], 0
        return self._fields > self._most_fields


def is_introspection(name: str) -> bool:
    """Whether a type is one about the schema: it is as large as the market is, and only the bytes of it are bounded."""
    return name.startswith("__")


def refusal_of(allowance: Allowance) -> GraphQLError | None:
    """What an answer says instead of its data, if the allowance is used up."""
    return None if allowance.refusal is None else as_error(allowance.refusal)


def without_null_data(response: Any) -> Any:
    """The response; without `data` if all errors are about the request and not about a field: not even null."""
    if response["data"] is None and all("path" not in error for error in response.get("errors") or ()):
        return {name: value for name, value in response.items() if name != "data"}
    return response


def _weakly(method: Callable[..., Any]) -> Callable[..., Any]:
    """Calls a method of an object that whoever calls it still has."""
    reference = WeakMethod(method)

    def call(*args: Any, **kwargs: Any) -> Any:
        found = reference()
        assert found is not None
        return found(*args, **kwargs)

    return call


def executor_for(*, most_fields: int, most_bytes: int) -> type[BoundedExecutor]:
    """The executor with these limits: the fields of an answer, and its bytes in UTF-8."""
    return type("BoundedExecutor", (BoundedExecutor,), {"most_fields": most_fields, "most_bytes": most_bytes})


def _fields_in(told: str) -> int:
    """The fields of all objects in a JSON text: a colon follows the name of each."""
    return len(KEY.findall(told))


def _size_of(shown: object) -> int:
    if not isinstance(shown, str):
        return NO_TEXT
    return len(shown) + OVERHEAD if shown.isascii() else len(shown.encode(errors="replace")) + OVERHEAD


def _size_of_all(shown: Sequence[Any]) -> int:
    """The size of many values of one field; quickly if all of them are texts."""
    texts = shown
    try:
        text = "".join(shown)
    except TypeError:
        texts = [each for each in shown if isinstance(each, str)]
        text = "".join(texts)
    size = len(text) if text.isascii() else len(text.encode(errors="replace"))
    return size + OVERHEAD * len(texts) + NO_TEXT * (len(shown) - len(texts))
