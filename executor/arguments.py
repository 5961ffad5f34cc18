"""The arguments of a field: literals are coerced once, variables once for each operation."""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    FieldNode,
    Undefined,
    VariableNode,
    Visitor,
    get_argument_values,
    get_nullable_type,
    is_leaf_type,
    visit,
)
from strawberry.relay import GlobalID
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import StrawberryArgument, convert_arguments
from strawberry.types.base import StrawberryMaybe, StrawberryOptional
from strawberry.types.field import StrawberryField

from executor.fields import Field
from executor.infos import FieldInfo
from executor.places import Places, Under
from executor.running import Run


class Arguments:
    """The arguments of one field of a document, as graphql-core coerces them."""

    def __init__(self, field: Field) -> None:
        self._declared = field.declared
        self._node = field.nodes[0]
        self.are_none = not self._declared.args
        self._is_constant = not _has_variables(self._node)
        self._constant: Any = Undefined

    @property
    def are_constant(self) -> bool:
        """Whether they are the same in each execution, and nothing that a resolver could change: known once coerced."""
        return self._constant is not Undefined

    def is_leaf(self, name: str) -> bool:
        """Whether the argument of this name in the schema is a scalar or of an enum."""
        return is_leaf_type(get_nullable_type(self._declared.args[name].type))

    def of(self, run: Run) -> dict[str, Any]:
        """The coerced arguments; raises the GraphQLError of a value that cannot be used."""
        if self._constant is not Undefined:
            return dict(self._constant)
        core = run.core
        given = get_argument_values(
            self._declared, self._node, core.variable_values, None, hide_suggestions=core.hide_suggestions
        )
        if self._is_constant and are_plain(given):
            self._constant = dict(given)
        return given


class Converted:
    """The arguments of one field of a document, as Strawberry passes them to its resolver."""

    def __init__(self, arguments: Arguments, definition: StrawberryField, converter: GraphQLCoreConverter) -> None:
        self.are_none = arguments.are_none
        self._arguments = arguments
        self._converter = converter
        self._constant: dict[str, Any] | None = None
        named = [(each, converter.config.name_converter.from_argument(each)) for each in definition.arguments]
        leaves = {name for each, name in named if arguments.is_leaf(name) and _is_passed_on(each)}
        self._leaves = [(each.python_name, name) for each, name in named if name in leaves]
        self._others = [(each, name) for each, name in named if name not in leaves]

    def of(self, run: Run, info: FieldInfo) -> dict[str, Any]:
        """The arguments of a resolver's call; raises what Strawberry raises if they cannot be converted."""
        return self._present(run, info)[0]

    def for_all(self, run: Run, info: FieldInfo) -> dict[str, Any] | None:
        """The arguments of all calls; None if each needs its own, because a call could change what another gets."""
        converted, is_plain = self._present(run, info)
        return converted if is_plain else None

    def _present(self, run: Run, info: FieldInfo) -> tuple[dict[str, Any], bool]:
        """The converted arguments, and whether all calls may have them."""
        if self._constant is not None:
            return dict(self._constant), True
        given = self._arguments.of(run)
        converted = self._convert(given, info)
        if self._arguments.are_constant:
            self._constant = dict(converted)
        return converted, are_plain(given)

    def _convert(self, given: dict[str, Any], info: FieldInfo) -> dict[str, Any]:
        converted = {python_name: given[name] for python_name, name in self._leaves if name in given}
        for argument, name in self._others:
            if name not in given:
                continue
            if given[name] is None and not isinstance(argument.type, StrawberryMaybe):
                converted[argument.python_name] = None
            else:
                converted |= convert_arguments(
                    given,
                    [argument],
                    scalar_registry=self._converter.scalar_registry,
                    config=self._converter.config,
                    info=info,
                )
        return converted


def _is_passed_on(argument: StrawberryArgument) -> bool:
    """Whether the value of an argument that is a leaf is the same for its resolver."""
    of = argument.type
    if isinstance(of, StrawberryMaybe):
        return False
    return (of.of_type if isinstance(of, StrawberryOptional) else of) is not GlobalID


def arguments_of(field: Field, converter: GraphQLCoreConverter | None) -> Callable[[Run, Places], dict[str, Any]]:
    """What gives the arguments that the resolver of a field gets, without calling it."""
    arguments, definition = Arguments(field), field.definition
    if converter is None or not isinstance(definition, StrawberryField):
        return lambda run, _: arguments.of(run)
    converted = Converted(arguments, definition, converter)
    return lambda run, places: converted.of(run, FieldInfo(field, Under(places, field.place), 0, run))


def are_plain(given: Mapping[str, Any]) -> bool:
    """Whether no argument is a list or an input object, which a resolver could change."""
    return not any(isinstance(value, list | dict) for value in given.values())


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def enter_variable(self, _node: VariableNode, *_: object) -> None:
        self.found = True


def _has_variables(node: FieldNode) -> bool:
    visitor = _Variables()
    for argument in node.arguments or ():
        visit(argument.value, visitor)
    return visitor.found
