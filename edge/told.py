"""Who asks for what is told, and how its keys are shown."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from executor.telling import Untold, Wanted
from models.database.marks import Asking
from models.errors import InvalidInput
from models.pages import Window, list_size, seal_each
from resolvers.context import Context
from schema.kinds import NAMES, identify_written


def asking_of(context: Any, lists: Sequence[Wanted], given: Sequence[dict[str, Any]]) -> Asking:
    """Who asks, given the lists that are told and their arguments. Raises Untold for what only resolvers can answer."""
    if not isinstance(context, Context) or context.is_shared:
        raise Untold
    viewer = context.viewer
    reader, parties = (viewer.user.id, list(viewer.roles)) if viewer else (None, list[UUID]())
    sizes = [_size_of(wanted, each) for wanted, each in zip(lists, given, strict=True)]
    return Asking(viewer, reader, parties, sizes)


def identify_marked(keys: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The ids of the things of each kind, or the cursors of rows that have such keys."""
    things = {kind: of for kind, of in keys.items() if kind in NAMES}
    rows = {order: of for order, of in keys.items() if order not in NAMES}
    found = dict(zip(things, identify_written(things), strict=True))
    return found | {order: seal_each(f'["{order}","{key}"]' for key in of) for order, of in rows.items()}


def _size_of(wanted: Wanted, given: dict[str, Any]) -> int:
    """How many rows of a list are told: those at its beginning."""
    try:
        if wanted.is_list:
            return list_size(given.get("first"))
        window = Window(given.get("first"), given.get("after")).sized()
    except InvalidInput as error:
        raise Untold from error
    if window.after is not None:
        raise Untold
    return window.most
