"""Completing the values of scalars and enums; most are shown as they are."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
    Undefined,
)
from graphql.execution import Executor

from executor.completing import Completion
from executor.failures import FAILED
from executor.fields import Field
from executor.places import Places
from executor.running import Now, Run, Values

# The function that serializes a scalar may have a form for many values as this attribute: it takes a list and returns
# as many values, none of them null. If it raises, the function is called for each value.
COLUMN = "of_all"


class Leaves(Completion):
    """Values of a scalar or an enum."""

    def __init__(self, field: Field, kind: GraphQLLeafType, *, is_required: bool) -> None:
        super().__init__(field, is_required=is_required)
        self._kind = kind
        self._coerce = kind.coerce_output_value
        self._coerce_all: Callable[[Values], Values] | None = getattr(self._coerce, COLUMN, None)
        self._as_is = AS_IS.get(kind.coerce_output_value)
        # Members of enums are looked up by identity: their own hash is slow.
        self._members = _members_of(kind) if isinstance(kind, GraphQLEnumType) else {}

    def complete(self, values: Values, places: Places, run: Run) -> Now:
        if self._as_is is not None:
            kind, are_legal = self._as_is
            kinds = {*map(type, values)}
            is_usual = kinds == {kind} or (not self.is_required and kinds <= {kind, type(None)})
            if is_usual and (are_legal is None or are_legal(values)):
                run.meter.leaves(values)
                return values
        return super().complete(values, places, run)

    def complete_present(self, values: Values, places: Places, run: Run) -> Values:
        if self._coerce_all is not None:
            try:
                shown = self._coerce_all(values)
            except Exception:  # noqa: BLE001 - found again below, for the value that it belongs to
                pass
            else:
                run.meter.leaves(shown)
                return shown
        return self._complete_each_present(values, places, run)

    def _complete_each_present(self, values: Values, places: Places, run: Run) -> Values:
        shown: Values = [self._members.get(id(value)) for value in values] if self._members else [None] * len(values)
        for at, value in enumerate(values):
            if shown[at] is None:
                try:
                    found = self._coerce(value)
                    if found is None or found is Undefined:
                        # Raises an error that says so.
                        found = Executor.complete_leaf_value(self._kind, value)
                    shown[at] = found
                except Exception as error:  # noqa: BLE001 - becomes the error of its field
                    shown[at] = self.failed(error, places, at, run)
        run.meter.leaves([each for each in shown if each is not FAILED] if run.failures else shown)
        return shown


def _are_ints(values: Sequence[Any]) -> bool:
    numbers = [value for value in values if value is not None] if None in values else values
    return not numbers or (min(numbers) >= GRAPHQL_MIN_INT and max(numbers) <= GRAPHQL_MAX_INT)


def _are_finite(values: Sequence[Any]) -> bool:
    return all(isfinite(value) for value in values if value is not None)


# The scalars whose values of one class are shown as they are, by how graphql-core serializes them, and whether they are
# in the range of the scalar.
AS_IS: dict[Any, tuple[type, Callable[[Sequence[Any]], bool] | None]] = {
    GraphQLString.coerce_output_value: (str, None),
    GraphQLID.coerce_output_value: (str, None),
    GraphQLBoolean.coerce_output_value: (bool, None),
    GraphQLInt.coerce_output_value: (int, _are_ints),
    GraphQLFloat.coerce_output_value: (float, _are_finite),
}


@lru_cache(maxsize=1_024)
def _members_of(kind: GraphQLEnumType) -> dict[int, str]:
    """The names of the members of the class that Strawberry made the enum from, by their identity."""
    found: dict[int, str] = {}
    for member in getattr(kind, "wrapped_cls", ()):
        found[id(member)] = kind.coerce_output_value(member)
    return found
