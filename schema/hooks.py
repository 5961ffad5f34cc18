"""Running the hooks of extensions, which are found once for each class and not for each operation."""

import inspect
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import cache
from types import TracebackType
from typing import Any, NamedTuple

from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.types import ExecutionContext
from strawberry.utils.await_maybe import await_maybe


class Hook(NamedTuple):
    """A generator that runs up to its `yield` before a step of an operation, and from there on after it."""

    begin: Callable[[SchemaExtension], Any]
    is_async: bool


NOTHING = nullcontext()


def _hook_of(kind: type[SchemaExtension], name: str) -> Hook | None:
    """The hook of an extension for a step; None if it has none."""
    found = getattr(kind, name)
    if found is getattr(SchemaExtension, name):
        return None
    is_async = inspect.isasyncgenfunction(found)
    if not is_async and not inspect.isgeneratorfunction(found):
        raise TypeError(f"{kind.__name__}.{name} is no generator.")
    return Hook(found, is_async)


@cache
def _hooks_of(kinds: tuple[type[SchemaExtension], ...], name: str) -> tuple[tuple[int, Hook], ...]:
    """The hooks for a step, each with the place of its extension."""
    found = [(at, _hook_of(kind, name)) for at, kind in enumerate(kinds)]
    return tuple((at, hook) for at, hook in found if hook is not None)


class Around:
    """The hooks around one step: the first to begin is the last to end, and an error of the step is raised in each."""

    __slots__ = ("_begun", "_extensions", "_hooks")

    def __init__(self, hooks: Sequence[tuple[int, Hook]], extensions: Sequence[SchemaExtension]) -> None:
        self._hooks = hooks
        self._extensions = extensions
        self._begun: list[tuple[Any, bool]] = []

    async def __aenter__(self) -> None:
        for at, hook in self._hooks:
            begun = hook.begin(self._extensions[at])
            await anext(begun) if hook.is_async else next(begun)
            self._begun.append((begun, hook.is_async))

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raised = error
        while self._begun:
            begun, is_async = self._begun.pop()
            try:
                if raised is not None:
                    await begun.athrow(raised) if is_async else begun.throw(raised)
                else:
                    await anext(begun) if is_async else next(begun)
            except (StopIteration, StopAsyncIteration):
                raised = None
            except BaseException as other:  # noqa: BLE001 - raised below, after the other hooks
                raised = other
        # The step's own error goes on, even if a hook has kept it from the others.
        if raised is not None and raised is not error:
            raise raised


class Runner(SchemaExtensionsRunner):
    """Runs the hooks of the extensions of an asynchronous operation, as Strawberry's own runner does."""

    def operation(self) -> Any:
        return self._around("on_operation")

    def validation(self) -> Any:
        return self._around("on_validate")

    def parsing(self) -> Any:
        return self._around("on_parse")

    def executing(self) -> Any:
        return self._around("on_execute")

    def _around(self, name: str) -> Any:
        hooks = _hooks_of(tuple(map(type, self.extensions)), name)
        return Around(hooks, self.extensions) if hooks else NOTHING

    async def get_extensions_results(self, ctx: ExecutionContext) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for extension in self.extensions:
            if type(extension).get_results is not SchemaExtension.get_results:
                shown.update(await await_maybe(extension.get_results()))
        return shown | ctx.extensions_results
