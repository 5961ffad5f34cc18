"""Places: what clients can follow live, each a kind of stream with its events and its permission version."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from tortoise.expressions import RawSQL
from tortoise.manager import Manager
from tortoise.queryset import QuerySet

from models.database import key_in_database, placeholders, rows
from models.events import Event


class Kept(Protocol):
    """An event as the log stores it."""

    kind: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A kind of place, such as the workbenches of demands.

    `permissions` is a statement that returns, for each of the ids in `{ids}`, a row with `id` and with columns that
    change whenever somebody may have lost the right to follow. Their values are the permission version of that place.
    """

    name: str
    events: tuple[type[Event], ...]
    permissions: str | None = None
    _by_kind: dict[str, type[Event]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_kind.update({event.kind: event for event in self.events})

    def stream(self, key: UUID | None = None) -> str:
        """The name of the stream of one place, or of the only place of this kind."""
        return self.name if key is None else f"{self.name}:{key}"

    def read(self, kept: Kept) -> Event | None:
        """The stored event, or None if this place does not show events of its kind."""
        event = self._by_kind.get(kept.kind)
        if event is None:
            return None
        # Read once for all who follow: they share the event as the log gave it.
        known = vars(kept).get("_as_event")
        if type(known) is not event:
            known = vars(kept)["_as_event"] = event.read(kept.facts)
        return known

    async def permission_versions(self, keys: Sequence[UUID]) -> list[object]:
        """The permission version of each place; it changes whenever somebody may have lost the right to follow."""
        assert self.permissions is not None
        found = await rows(self.permissions.format(ids=placeholders(keys)), *map(key_in_database, keys))
        versions = {str(row["id"]): tuple(str(value) for name, value in row.items() if name != "id") for row in found}
        return [versions.get(str(key)) for key in keys]


class WithHead(Manager):
    """Reads each row with its stream position in the same statement, so that no event is lost between the two."""

    def __init__(self, place: str, table: str) -> None:
        super().__init__()
        self._head = head_of(place, table)

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().annotate(**{name: RawSQL(column) for name, column in self._head.items()})


def head_of(place: str, table: str) -> dict[str, str]:
    """Expressions of SQL for the stream position of a row of this table."""
    head = f'FROM stream_head h WHERE h.stream = \'{place}:\' || CAST("{table}"."id" AS TEXT))'
    return {"head_seq": f"(SELECT h.last {head}", "head_epoch": f"(SELECT h.epoch {head}"}
