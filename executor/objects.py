"""Completing objects, and finding out the types of those of an interface or a union."""

from collections.abc import Callable
from functools import partial
from typing import Any

from graphql import GraphQLAbstractType, GraphQLObjectType, GraphQLResolveInfo
from graphql.execution.executor import invalid_return_type_error

from executor.completing import Completion, spread
from executor.failures import FAILED
from executor.fields import Field
from executor.infos import raw_info
from executor.places import Among, Places
from executor.running import Later, Now, Run, Selected, Values, once_complete, settled
from executor.types import decides_by_class, is_cast, is_generic


class Objects(Completion):
    """Objects of one type."""

    def __init__(
        self, field: Field, kind: GraphQLObjectType, select: Callable[[], Selected], *, is_required: bool
    ) -> None:
        super().__init__(field, is_required=is_required)
        self._kind = kind
        self._select = select
        self._selection: Selected | None = None
        # Classes whose instances are of this type, as far as the class alone decides that.
        self._accepted: set[type] = set()
        self._decides_by_class = decides_by_class(kind)

    def complete_present(self, values: Values, places: Places, run: Run) -> Now:
        if self._kind.is_type_of is None or self._are_accepted(values, places, run):
            return self._shown(values, places, run)
        said = [self._ask(value, places, at, run) for at, value in enumerate(values)]
        if any(map(run.is_awaitable, said)):
            return partial(self._checked_later, values, said, places, run)
        return self._checked(values, said, places, run)

    def _are_accepted(self, values: Values, places: Places, run: Run) -> bool:
        """Whether the classes of the values say that all are of this type; of a new class, one value is asked."""
        if not self._decides_by_class or run.are_cast(values):
            return False
        kinds = {*map(type, values)}
        if new := kinds - self._accepted:
            for kind in new:
                at = next(at for at, value in enumerate(values) if type(value) is kind)
                self._ask(values[at], places, at, run)
        return kinds <= self._accepted

    def _ask(self, value: Any, places: Places, at: int, run: Run) -> Any:
        assert self._kind.is_type_of is not None
        try:
            said = self._kind.is_type_of(value, raw_info(self.field, places, at, run))
        except Exception as error:  # noqa: BLE001 - becomes the error of its field
            return error
        if said is True and self._decides_by_class and not is_cast(value):
            self._accepted.add(type(value))
        return said

    async def _checked_later(self, values: Values, said: Values, places: Places, run: Run) -> Values:
        return await once_complete(self._checked(values, await settled(said, run.is_awaitable), places, run))

    def _checked(self, values: Values, said: Values, places: Places, run: Run) -> Now:
        """Shows the values that are of this type, and the errors of the others."""
        shown: Values = [None] * len(values)
        there: list[int] = []
        for at, (value, is_of_type) in enumerate(zip(values, said, strict=True)):
            if isinstance(is_of_type, Exception):
                shown[at] = self.failed(is_of_type, places, at, run)
            elif is_of_type:
                there.append(at)
            else:
                error = invalid_return_type_error(self._kind, value, self.field.details)
                shown[at] = self.failed(error, places, at, run)
        if len(there) == len(values):
            return self._shown(values, places, run)
        found = self._shown([values[at] for at in there], Among(places, there), run)
        return spread([found], [there], shown)

    def _shown(self, values: Values, places: Places, run: Run) -> Now:
        run.meter.objects(values)
        if self._selection is None:
            self._selection = self._select()
        shown = self._selection.complete(values, places, run)
        return self._nulled(shown, run) if isinstance(shown, list) else partial(self._nulled_later, shown, run)

    def _nulled(self, shown: Values, run: Run) -> Values:
        if self.is_required or not run.failures:
            return shown
        return [None if each is FAILED else each for each in shown]

    async def _nulled_later(self, shown: Later, run: Run) -> Values:
        return self._nulled(await shown(), run)


class Abstract(Completion):
    """Objects of an interface or a union."""

    def __init__(
        self,
        field: Field,
        kind: GraphQLAbstractType,
        branch_of: Callable[[GraphQLObjectType], Objects],
        *,
        is_by_class: bool,
        is_required: bool,
    ) -> None:
        super().__init__(field, is_required=is_required)
        self._kind = kind
        self._branch_of = branch_of
        self._branches: dict[str, Objects] = {}
        self._is_by_class = is_by_class
        # The branches of classes whose instances are all of one type.
        self._known: dict[type, Objects] = {}

    def complete_present(self, values: Values, places: Places, run: Run) -> Now:
        kinds = {*map(type, values)}
        known = self._known
        if kinds <= known.keys() and not run.are_cast(values):
            if len(kinds) == 1:
                return known[kinds.pop()].complete_present(values, places, run)
            return self._divided(values, [known[type(value)] for value in values], places, run)
        chosen = [self._choose(value, places, at, run) for at, value in enumerate(values)]
        if any(map(run.is_awaitable, chosen)):
            return partial(self._chosen_later, values, chosen, places, run)
        return self._divided(values, chosen, places, run)

    def _choose(self, value: Any, places: Places, at: int, run: Run) -> Any:
        """The branch of a value, an exception if it has none, or an awaitable of the name of its type."""
        resolve = self._kind.resolve_type or run.core.type_resolver
        info = raw_info(self.field, places, at, run)
        try:
            name = resolve(value, info, self._kind)
            return name if run.is_awaitable(name) else self._branch(name, value, info, run)
        except Exception as error:  # noqa: BLE001 - becomes the error of its field
            return error

    def _branch(self, name: Any, value: Any, info: GraphQLResolveInfo[Any], run: Run) -> Objects:
        kind = run.core.ensure_valid_runtime_type(name, self._kind, self.field.details, info, value)
        if kind.name not in self._branches:
            self._branches[kind.name] = self._branch_of(kind)
        branch = self._branches[kind.name]
        if self._is_by_class and not is_generic(type(value)) and not is_cast(value):
            self._known[type(value)] = branch
        return branch

    async def _chosen_later(self, values: Values, chosen: Values, places: Places, run: Run) -> Values:
        waited = [*map(run.is_awaitable, chosen)]
        found = await settled(chosen, run.is_awaitable)
        for at, name in enumerate(found):
            if waited[at] and not isinstance(name, Exception):
                try:
                    found[at] = self._branch(name, values[at], raw_info(self.field, places, at, run), run)
                except Exception as error:  # noqa: BLE001 - becomes the error of its field
                    found[at] = error
        return await once_complete(self._divided(values, found, places, run))

    def _divided(self, values: Values, chosen: Values, places: Places, run: Run) -> Now:
        """Completes the values of each branch together."""
        shown: Values = [None] * len(values)
        of_branch: dict[Objects, list[int]] = {}
        for at, branch in enumerate(chosen):
            if isinstance(branch, Objects):
                of_branch.setdefault(branch, []).append(at)
            else:
                shown[at] = self.failed(branch, places, at, run)
        parts = [
            branch.complete_present([values[at] for at in there], Among(places, there), run)
            for branch, there in of_branch.items()
        ]
        return spread(parts, [*of_branch.values()], shown)
