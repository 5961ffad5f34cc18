"""Applying migrations to a database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tortoise import Tortoise, models
from tortoise.connection import get_connection
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.schema_generator.state import State
from tortoise.migrations.schema_generator.state_apps import StateApps


async def apply(configuration: dict[str, Any]) -> None:
    """Applies all missing migrations; `configuration` is the ORM's. The caller closes the connections."""
    await Tortoise.init(config=configuration, init_connections=False)
    with without_queries():
        await MigrationExecutor(get_connection("default"), configuration["apps"]).migrate()


@contextmanager
def without_queries() -> Iterator[None]:
    """Makes the ORM leave out what only queries need from the models of a migration's state.

    It renders all of them anew for each operation, which took four fifths of the time of a migration. So a migration
    changes data by statements: its models of the state cannot be filtered by. Those of the state before an operation
    are rendered if the operation asks for them.
    """
    used: Any = models  # of names that it imports
    filters, querysets, clone = used.get_filters_for_field, StateApps._build_initial_querysets, State.clone
    used.get_filters_for_field = lambda **_: {}
    StateApps._build_initial_querysets = lambda self: None  # type: ignore[method-assign] # noqa: ARG005
    State.clone = _clone  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        used.get_filters_for_field = filters
        StateApps._build_initial_querysets = querysets  # type: ignore[method-assign]
        State.clone = clone  # type: ignore[method-assign]


def _clone(state: State) -> State:
    described = {key: model.clone() for key, model in state.models.items()}
    apps: Any = LateApps(lambda: state.apps.clone(model_states=described))
    return State(described, apps)


class LateApps:
    """The models of a state, rendered when one of them is first asked for."""

    def __init__(self, render: Callable[[], StateApps]) -> None:
        self._render = render
        self._rendered: StateApps | None = None

    def __getattr__(self, name: str) -> Any:
        if self._rendered is None:
            self._rendered = self._render()
        return getattr(self._rendered, name)
