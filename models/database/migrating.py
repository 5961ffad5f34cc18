"""Applying migrations to a database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tortoise import Tortoise, models
from tortoise.connection import get_connection
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.schema_generator.state import ModelState, State
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
    are rendered if the operation asks for them. A model is rendered without those that are only related to it.
    """
    used: Any = models  # of names that it imports
    filters, querysets, clone = used.get_filters_for_field, StateApps._build_initial_querysets, State.clone
    render, related = ModelState.render, State._find_related_models
    used.get_filters_for_field = lambda **_: {}
    StateApps._build_initial_querysets = lambda self: None  # type: ignore[method-assign] # noqa: ARG005
    State.clone = _clone  # type: ignore[method-assign,assignment]

    def render_alone(described: ModelState, *given: Any, **named: Any) -> type[models.Model]:
        return render(_without_ways_back(described), *given, **named)

    ModelState.render = render_alone  # type: ignore[method-assign,assignment]
    State._find_related_models = _changed_with  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        used.get_filters_for_field = filters
        StateApps._build_initial_querysets = querysets  # type: ignore[method-assign]
        State.clone = clone  # type: ignore[method-assign]
        ModelState.render = render  # type: ignore[method-assign]
        State._find_related_models = related  # type: ignore[method-assign]


def _clone(state: State) -> State:
    described = {key: model.clone() for key, model in state.models.items()}
    apps: Any = LateApps(lambda: state.apps.clone(model_states=described))
    return State(described, apps)


def _without_ways_back(described: ModelState) -> ModelState:
    """The same model, of which those that it refers to know nothing: they need not be rendered with it."""
    described = described.clone()
    for field in described.fields.values():
        if isinstance(field, ForeignKeyFieldInstance):
            field.related_name = False
    return described


def _changed_with(state: State, app: str, name: str) -> set[tuple[str, str]]:
    """The models to be rendered with one that has changed: those that refer to it, too, if its name or key is new."""
    described = state.models[app, name]
    known = state.apps.apps.get(app, {}).get(name)
    if known and (known._meta.db_table, known._meta.pk_attr) == (described.table, described.pk_field_name):
        return {(app, name)}
    reference = f"{app}.{name}"
    referring = {
        key
        for key, model in state.models.items()
        if any(getattr(field, "model_name", None) == reference for field in model.fields.values())
    }
    return {(app, name)} | referring


class LateApps:
    """The models of a state, rendered when one of them is first asked for."""

    def __init__(self, render: Callable[[], StateApps]) -> None:
        self._render = render
        self._rendered: StateApps | None = None

    def __getattr__(self, name: str) -> Any:
        if self._rendered is None:
            self._rendered = self._render()
        return getattr(self._rendered, name)
