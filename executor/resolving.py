"""How the values of a field are had: for all objects at once where that is possible, and never raising for one."""

from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache, partial
from inspect import Parameter, iscoroutinefunction
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import GraphQLFieldResolver
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import Info
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from executor.arguments import Arguments, Converted
from executor.fields import Field
from executor.infos import FieldInfo, raw_info
from executor.places import Places, Under
from executor.running import Later, Now, Run, Values, settled

# Gives a value for each object, in their order. An exception in the place of a value is the error of that field.
Resolve: TypeAlias = Callable[[Sequence[Any], Places, Run], Now]


def resolve_of(field: Field, converter: GraphQLCoreConverter | None) -> Resolve:
    """The fastest way to resolve a field that is certain to give what graphql-core's way does."""
    definition = field.definition
    if converter is None or not isinstance(definition, StrawberryField) or not _is_plain(definition, converter):
        return Whole(field)
    resolver = definition.base_resolver
    if resolver is None:
        return Attribute(definition.python_name)
    function: Any = resolver.wrapped_func
    arguments = Converted(Arguments(field), definition, converter)
    if hasattr(function, BATCH):
        return Batch(field, getattr(function, BATCH), arguments)
    if iscoroutinefunction(function):
        return CalledLater(field, resolver, arguments)
    return Called(field, resolver, arguments)


# A resolver with this attribute has a form for many objects: an asynchronous function that takes a list of them, the
# info of the first and the arguments, and returns as many values in the same order, or exceptions in their place.
BATCH = "for_all"
# One of nothing but the object may have a synchronous form for many: it takes a list, and returns as many values. If it
# raises, the resolver is called for each object.
COLUMN = "of_all"


@lru_cache(maxsize=8_192)
def _is_plain(definition: StrawberryField, converter: GraphQLCoreConverter) -> bool:
    """Whether a field is nothing but a resolver or an attribute, without extensions, permissions or handlers."""
    resolver = definition.base_resolver
    return (
        type(definition).get_result is StrawberryField.get_result
        and type(definition).is_async is StrawberryField.is_async
        and not definition.extensions
        and not converter._get_field_exception_handlers(definition)
        and (definition.default_resolver is getattr if resolver is None else _is_function(resolver))
        and converter.config.info_class is Info
    )


def _is_function(resolver: StrawberryResolver[Any]) -> bool:
    return type(resolver).__call__ is StrawberryResolver.__call__ and callable(resolver.wrapped_func)


class Attribute:
    """The attribute of an object."""

    def __init__(self, name: str) -> None:
        self._get = attrgetter(name)

    def __call__(self, sources: Sequence[Any], _places: Places, _run: Run) -> Values:
        try:
            return list(map(self._get, sources))
        except Exception:  # noqa: BLE001 - found again below, for the object that it belongs to
            return [self._attempt(source) for source in sources]

    def _attempt(self, source: Any) -> Any:
        try:
            return self._get(source)
        except Exception as error:  # noqa: BLE001 - becomes the error of its field
            return error


class Whole:
    """The resolver of the schema with everything around it, called for each object as graphql-core calls it."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._arguments = Arguments(field)

    def __call__(self, sources: Sequence[Any], places: Places, run: Run) -> Values:
        resolve: GraphQLFieldResolver = self._field.declared.resolve or run.core.field_resolver
        under = Under(places, self._field.place)
        values: Values = []
        for at, source in enumerate(sources):
            try:
                given = {} if self._arguments.are_none else self._arguments.of(run)
                values.append(resolve(source, raw_info(self._field, under, at, run), **given))
            except Exception as error:  # noqa: BLE001 - becomes the error of its field
                values.append(error)
        return values


class Called:
    """A synchronous resolver without anything around it."""

    def __init__(self, field: Field, resolver: StrawberryResolver[Any], arguments: Converted) -> None:
        self._field = field
        self._arguments = arguments
        self._call = _caller(resolver)
        self._takes_info = resolver.info_parameter is not None
        # A function of nothing but the object.
        self._of_source: Any = None
        if len(resolver.signature.parameters) == 1 and _takes_source_first(resolver):
            self._of_source = resolver.wrapped_func
        self._of_all: Any = getattr(resolver.wrapped_func, COLUMN, None)

    def __call__(self, sources: Sequence[Any], places: Places, run: Run) -> Now:
        return self._values(sources, places, run)

    def _values(self, sources: Sequence[Any], places: Places, run: Run) -> Values:
        call, field, under = self._call, self._field, Under(places, self._field.place)
        if self._of_source is not None:
            return self._of_sources(sources)
        try:
            shared = {} if self._arguments.are_none else self._arguments.for_all(run, FieldInfo(field, under, 0, run))
        except Exception as error:  # noqa: BLE001 - becomes the error of each field
            return [error] * len(sources)
        values: Values = []
        for at, source in enumerate(sources):
            info = FieldInfo(field, under, at, run)
            try:
                given = self._arguments.of(run, info) if shared is None else shared
                values.append(call(source, info, given))
            except Exception as error:  # noqa: BLE001 - becomes the error of its field
                values.append(error)
        return values

    def _of_sources(self, sources: Sequence[Any]) -> Values:
        if self._of_all is not None:
            try:
                return list(self._of_all(sources))
            except Exception:  # noqa: BLE001 - found again below, for the object that it belongs to
                pass
        call = self._of_source
        values: Values = []
        for source in sources:
            try:
                values.append(call(source))
            except Exception as error:  # noqa: BLE001 - becomes the error of its field
                values.append(error)
        return values


class CalledLater(Called):
    """An asynchronous resolver without anything around it, called for all objects at the same time."""

    def __call__(self, sources: Sequence[Any], places: Places, run: Run) -> Now:
        return partial(self._values_later, sources, places, run)

    async def _values_later(self, sources: Sequence[Any], places: Places, run: Run) -> Values:
        return await settled(self._values(sources, places, run), run.is_awaitable)


class Batch:
    """A resolver that loads the values of all objects at once."""

    def __init__(self, field: Field, load: Callable[..., Awaitable[Sequence[Any]]], arguments: Converted) -> None:
        self._field = field
        self._load = load
        self._arguments = arguments

    def __call__(self, sources: Sequence[Any], places: Places, run: Run) -> Later:
        return partial(self._loaded, sources, FieldInfo(self._field, Under(places, self._field.place), 0, run), run)

    async def _loaded(self, sources: Sequence[Any], info: FieldInfo, run: Run) -> Values:
        try:
            given = {} if self._arguments.are_none else self._arguments.of(run, info)
            found = list(await self._load(sources, info, **given))
        except Exception as error:  # noqa: BLE001 - becomes the error of each field
            return [error] * len(sources)
        if len(found) != len(sources):
            return [ValueError(f"A batch of {len(sources)} has {len(found)} values.")] * len(sources)
        return found


def _caller(resolver: StrawberryResolver[Any]) -> Callable[[Any, Any, dict[str, Any]], Any]:
    """Calls a resolver with an object, an info and arguments, as far as it takes them."""
    function: Any = resolver.wrapped_func
    info = resolver.info_parameter
    sources = _sources(resolver)
    if len(sources) < 2 and _leads(resolver, [*sources, *([info] if info else [])]):
        return _by_position(function, takes_source=bool(sources), takes_info=info is not None)

    def call(source: Any, made: Any, given: dict[str, Any]) -> Any:
        named = dict(given)
        for parameter, value in ((resolver.parent_parameter, source), (resolver.root_parameter, source), (info, made)):
            if parameter is not None:
                named[parameter.name] = value
        return function(*([source] if resolver.self_parameter else []), **named)

    return call


def _sources(resolver: StrawberryResolver[Any]) -> list[Parameter]:
    """The parameters that get the object: usually one, however it is declared."""
    found = (resolver.self_parameter, resolver.parent_parameter, resolver.root_parameter)
    return [*{each.name: each for each in found if each is not None}.values()]


def _takes_source_first(resolver: StrawberryResolver[Any]) -> bool:
    sources = _sources(resolver)
    return len(sources) == 1 and _leads(resolver, sources)


def _leads(resolver: StrawberryResolver[Any], first: list[Parameter]) -> bool:
    """Whether these are the first parameters of the resolver, and can be given by their position."""
    leading = [*resolver.signature.parameters.values()][: len(first)]
    return leading == first and all(each.kind is not Parameter.KEYWORD_ONLY for each in first)


def _by_position(function: Any, *, takes_source: bool, takes_info: bool) -> Callable[[Any, Any, dict[str, Any]], Any]:
    if takes_source and takes_info:
        return lambda source, info, given: function(source, info, **given)
    if takes_source:
        return lambda source, _, given: function(source, **given)
    if takes_info:
        return lambda _, info, given: function(info, **given)
    return lambda _, __, given: function(**given)
