"""The lineage of the database: restoring an older state begins another one, in which every stream has another epoch."""

import secrets
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

import structlog
from tortoise import fields
from tortoise.models import Model

log = structlog.get_logger(__name__)


class Lineage(Model):
    """What the database was when it was last checked, and when its streams last got other epochs, in one row."""

    id = fields.SmallIntField(primary_key=True, generated=False)
    identity = fields.CharField(max_length=120)
    renewed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "lineage"


class Finding(Enum):
    """What a sighting says about the database."""

    SAME = "SAME"
    FIRST = "FIRST"
    ANOTHER = "ANOTHER"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a connection saw of its database.

    `identity` changes if the files, the server, its timeline or the tables are others. `position` rises with commits
    and falls only if an older state was restored. `at` is by the clock of the database. `recorded` is the identity in
    the row, None if there is no row yet.
    """

    identity: str
    position: int
    at: datetime
    recorded: str | None
    renewed_at: datetime | None

    def compared_with(self, former: "Sighting | None") -> Finding:
        """Whether this is the database of the row and of the former sighting, in the same lineage."""
        if self.recorded is None:
            return Finding.FIRST
        if self.recorded != self.identity:
            return Finding.ANOTHER
        if former is not None and self.position < former.position and not self.was_renewed_since(former.at):
            return Finding.ANOTHER
        return Finding.SAME

    def was_renewed_since(self, at: datetime | None) -> bool:
        """Whether the streams have got other epochs since then, from another process."""
        return at is not None and self.renewed_at is not None and self.renewed_at > at


class Session(Protocol):
    """A connection to the database, as the functions below need it."""

    async def see(self) -> Sighting | None:
        """What the connection sees; None while there is no table for it."""

    def alone(self) -> AbstractAsyncContextManager[object]:
        """A transaction that keeps out every writer of stream heads and of the lineage."""

    async def run(self, statement: str, *values: object) -> None:
        """Runs a statement with `?` placeholders; an instant may be a value."""


async def follow(session: Session, former: Sighting | None) -> Sighting | None:
    """Checks that the database continues what the former sighting saw, and renews its lineage if it does not.

    Call it before a new connection is used for anything else: its statements then see the other epochs.
    """
    seen = await session.see()
    if seen is None:
        return None
    match seen.compared_with(former):
        case Finding.SAME:
            return seen
        case Finding.FIRST:
            # Waits for no writer: nobody knows an epoch of another lineage yet.
            await session.run(
                "INSERT INTO lineage (id, identity) VALUES (1, ?) ON CONFLICT (id) DO NOTHING", seen.identity
            )
        case Finding.ANOTHER:
            async with session.alone():
                # Another process may have done it meanwhile.
                seen = await session.see()
                if seen is not None and seen.compared_with(former) is Finding.ANOTHER:
                    await _renew(session, seen, former)
    return await session.see()


async def renew(session: Session, *, unless_since: datetime | None = None) -> Sighting | None:
    """Gives every stream another epoch, unless that has been done since the instant, by the database's clock."""
    async with session.alone():
        seen = await session.see()
        if seen is not None and not seen.was_renewed_since(unless_since):
            await _renew(session, seen, None)
    return await session.see()


async def _renew(session: Session, seen: Sighting, former: Sighting | None) -> None:
    positions = {"position": seen.position, "former_position": former and former.position}
    log.warning("lineage_renewed", recorded=seen.recorded, identity=seen.identity, **positions)
    await session.run("UPDATE stream_head SET epoch = ?", secrets.token_hex(4))
    await session.run(
        "INSERT INTO lineage (id, identity, renewed_at) VALUES (1, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET identity = excluded.identity, renewed_at = excluded.renewed_at",
        seen.identity,
        seen.at,
    )
