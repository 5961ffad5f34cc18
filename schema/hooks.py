"""Running the hooks of extensions, which are found once for each class and not for each operation."""

import inspect
from collections.abc import Callable, Sequence
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


@cache
def _hook_of(kind: type[SchemaExtension], name: str) -> Hook | None:
    """The hook of an extension for a step; None if it has none."""
    found = getattr(kind, name)
    if found is getattr(SchemaExtension, name):
        return None
    is_async = inspect.isasyncgenfunction(found)
    if not is_async and not inspect.isgeneratorfunction(found):
        raise TypeError(f"{kind.__name__}.{name} is no generator.")
    return Hook(found, is_async)


class Around:
    """The hooks around one step: the first to begin is the last to end, and an error of the step is raised in each."""

    __slots__ = ("_begun", "_extensions", "_name")

    def __init__(self, name: str, extensions: Sequence[SchemaExtension]) -> None:
        self._name = name
        self._extensions = extensions
        self._begun: list[tuple[Any, bool]] = []

    async def __aenter__(self) -> None:
        for extension in self._extensions:
            if hook := _hook_of(type(extension), self._name):  # type: ignore[arg-type] # a class has a hash
                begun = hook.begin(extension)
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
        return Around("on_operation", self.extensions)

    def validation(self) -> Any:
        return Around("on_validate", self.extensions)

    def parsing(self) -> Any:
        return Around("on_parse", self.extensions)

    def executing(self) -> Any:
        return Around("on_execute", self.extensions)

    async def get_extensions_results(self, ctx: ExecutionContext) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for extension in self.extensions:
            if type(extension).get_results is not SchemaExtension.get_results:
                shown.update(await await_maybe(extension.get_results()))
        return shown | ctx.extensions_results
