"""Hooks of extensions: ours run as Strawberry's own runner runs them."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner

from schema.hooks import Runner

pytestmark = pytest.mark.anywhere

STEPS = ("operation", "parsing", "validation", "executing")


class Told(Exception):
    """What a step or a hook raises."""


class Noting(SchemaExtension):
    """Notes each hook that runs, and what is raised in it."""

    def __init__(self, name: str, said: list[str]) -> None:
        self.name = name
        self.said = said

    def around(self, hook: str) -> Iterator[None]:
        self.said.append(f"{self.name} begins {hook}")
        try:
            yield
        except Told as error:
            self.said.append(f"{self.name} is told {error}")
            raise
        finally:
            self.said.append(f"{self.name} ends {hook}")

    def on_operation(self) -> Iterator[None]:
        yield from self.around("operation")

    def on_validate(self) -> Iterator[None]:
        yield from self.around("validation")

    async def on_execute(self) -> AsyncIterator[None]:
        for _ in self.around("execution"):
            yield


class Swallowing(Noting):
    """Goes on after an error of the step."""

    def on_validate(self) -> Iterator[None]:
        try:
            yield
        except Told:
            self.said.append(f"{self.name} swallows")


class Replacing(Noting):
    """Raises another error, whether there was one or not."""

    async def on_execute(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            raise Told(self.name)


class Silent(SchemaExtension):
    """Has no hook, and a result."""

    async def get_results(self) -> dict[str, Any]:  # type: ignore[override] # awaited
        return {"silent": True}


async def said_by(runner: type[SchemaExtensionsRunner], kinds: list[type[Noting]], step: str, fails: bool) -> list[str]:
    said: list[str] = []
    extensions: list[SchemaExtension] = [kind(f"{kind.__name__} {number}", said) for number, kind in enumerate(kinds)]
    running = runner(None, [*extensions, Silent()])  # type: ignore[arg-type] # nobody asks for the context
    around: Callable[[], Any] = getattr(running, step)
    try:
        async with around():
            said.append("runs")
            if fails:
                raise Told("of the step")
    except Told as error:
        said.append(f"raises {error}")
    return said


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "kinds", [[], [Noting, Noting], [Noting, Swallowing, Noting], [Noting, Replacing], [Replacing, Noting, Replacing]]
)
async def test_hooks_run_as_strawberry_runs_them(kinds: list[type[Noting]], step: str, fails: bool) -> None:
    ours = await said_by(Runner, kinds, step, fails)
    assert ours == await said_by(SchemaExtensionsRunner, kinds, step, fails)
    assert "runs" in ours


async def test_results_of_extensions_are_awaited_and_put_together() -> None:
    class Context:
        def __init__(self) -> None:
            self.extensions_results = {"more": 1}

    runner = Runner(None, [Noting("one", []), Silent()])  # type: ignore[arg-type] # nobody asks for the context
    assert await runner.get_extensions_results(Context()) == {"silent": True, "more": 1}  # type: ignore[arg-type] # all that is asked


async def test_a_hook_that_is_no_generator_is_refused() -> None:
    class Plain(SchemaExtension):
        def on_parse(self) -> None:  # type: ignore[override] # Strawberry takes it
            return None

    with pytest.raises(TypeError, match=r"Plain\.on_parse"):
        async with Runner(None, [Plain()]).parsing():  # type: ignore[arg-type] # nobody asks for the context
            pass
