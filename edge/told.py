"""Who asks for what is told, and how its keys are shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from executor.telling import Untold
from models.database.marks import Asking
from models.errors import InvalidInput
from models.pages import Window, encode
from resolvers.context import Context
from schema.kinds import NAMES, identify_written


def asking_of(context: Any, given: Sequence[dict[str, Any]]) -> Asking:
    """Who asks, given the arguments of the lists. Raises Untold for what only the resolvers can answer."""
    if not isinstance(context, Context) or context.is_shared:
        raise Untold
    viewer = context.viewer
    reader, parties = (viewer.user.id, list(viewer.roles)) if viewer else (None, list[UUID]())
    return Asking(viewer, reader, parties, [_size_of(each) for each in given])


def identify_marked(kind: str, keys: Sequence[str]) -> list[str]:
    """The ids of things of a kind, or the cursors of rows that have such keys."""
    return identify_written(kind, keys) if kind in NAMES else [encode(kind, (key,)) for key in keys]


def _size_of(given: dict[str, Any]) -> int:
    """How many rows of a list are told: those at its beginning."""
    try:
        window = Window(given.get("first"), given.get("after")).sized()
    except InvalidInput as error:
        raise Untold from error
    if window.after is not None:
        raise Untold
    return window.most
