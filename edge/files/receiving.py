"""Receiving uploads: bytes are counted and stored in parts, after which any worker can continue."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol
from uuid import UUID

from starlette.requests import ClientDisconnect

from edge.files.keeping import keep
from models.database.finishing import finish
from models.errors import Refused
from models.files.file import File, Part
from models.files.store import PIECE
from models.files.uploads import (
    LEASE,
    Received,
    advance,
    check_room,
    check_sum,
    forget_parts,
    hold,
    let_go,
    renew,
)
from providers.storage import Storage

LONGEST_SILENCE = 20.0
# A sender may take a minute, and a second more for each so many bytes.
PATIENCE, SLOWEST = 60.0, 1_024


class Sum(Protocol):
    """A checksum that is being computed."""

    def update(self, data: bytes, /) -> None: ...

    def digest(self) -> bytes: ...


async def receive(
    storage: Storage,
    upload: UUID,
    body: AsyncIterator[bytes],
    *,
    offset: int | None,
    checksum: tuple[Sum, bytes] | None = None,
) -> File:
    """Receives bytes from the offset on (None: from the start again), and completes the file once all are there.

    What arrived before a connection was cut is kept, and the upload can be resumed after it. If more bytes arrive than
    were declared, or the content is refused, the upload starts again (FILE_TOO_LARGE, TYPE_MISMATCH, ...). Bytes that
    do not match their checksum are discarded (CHECKSUM_MISMATCH).
    """
    async with _holding(upload, offset) as held:
        if offset is None:
            await storage.delete_below(held.parts_place)
        incoming = _Incoming(storage, held, is_checked=checksum is not None)
        try:
            async for chunk in _without_silence(body):
                if checksum is not None:
                    checksum[0].update(chunk)
                await incoming.take(chunk)
            if checksum is not None:
                check_sum(checksum[0].digest(), checksum[1])
            return await incoming.end()
        except ClientDisconnect:
            await incoming.save()
            raise
        except Refused as refusal:
            if refusal.code == "CHECKSUM_MISMATCH":
                await storage.delete(part.place for part in incoming.waiting)
            elif refusal.code != "UPLOAD_BUSY":
                await forget_parts(held)
                await storage.delete_below(held.parts_place)
            raise


@asynccontextmanager
async def _holding(upload: UUID, offset: int | None) -> AsyncIterator[File]:
    held = await hold(upload, offset)
    renewing = asyncio.create_task(_keep_hold(held))
    try:
        yield held
    finally:
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)
        await finish(let_go(held))


async def _keep_hold(held: File) -> None:
    while True:
        await asyncio.sleep(LEASE.total_seconds() / 3)
        await renew(held)


async def _without_silence(body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes; a sender that is silent for too long, or far too slow, counts as gone."""
    clock, received = asyncio.get_running_loop().time, 0
    began = clock()
    while True:
        patience = min(LONGEST_SILENCE, began + PATIENCE + received / SLOWEST - clock())
        try:
            async with asyncio.timeout(patience):
                chunk = await anext(body, None)
        except TimeoutError as error:
            raise ClientDisconnect from error
        if chunk is None:
            return
        received += len(chunk)
        yield chunk


class _Incoming:
    """Collects the bytes of one request into parts."""

    def __init__(self, storage: Storage, held: File, *, is_checked: bool) -> None:
        self.storage = storage
        self.held = held
        self.is_checked = is_checked
        self.place = held.received
        self.buffer = bytearray()
        # Stored, but not yet recorded in the database.
        self.waiting: list[Received] = []

    async def take(self, chunk: bytes) -> None:
        check_room(self.held, self.place + len(self.buffer) + len(chunk))
        self.buffer += chunk
        while len(self.buffer) >= PIECE:
            await self._write(PIECE)

    async def end(self) -> File:
        await self._write(len(self.buffer))
        if self.place < self.held.byte_size:
            await self._note()
            return self.held
        # The last part is not recorded before the file is complete: if the worker dies, the client sends it again.
        noted = await Part.filter(file_id=self.held.id).order_by("start")
        places = [part.place for part in noted] + [part.place for part in self.waiting]
        return await keep(self.storage, self.held, places)

    async def save(self) -> None:
        """Keeps what has arrived of an interrupted request, unless it has a checksum that cannot be verified now."""
        if self.is_checked or self.place == self.held.byte_size:
            await self.storage.delete(part.place for part in self.waiting)
            return
        # Without the very last byte: the request that brings it completes the file.
        await self._write(min(len(self.buffer), self.held.byte_size - 1 - self.place))
        await self._note()

    async def _write(self, size: int) -> None:
        if not size:
            return
        data = bytes(self.buffer[:size])
        del self.buffer[:size]
        # The lease is part of the name: a sender that lost its lease cannot overwrite parts of the next one.
        part = Received(self.place, size, f"{self.held.parts_place}/{self.place:012}.{self.held.lease}")
        await self.storage.put(part.place, data)
        self.waiting.append(part)
        self.place += size
        if not self.is_checked and self.place < self.held.byte_size:
            await self._note()

    async def _note(self) -> None:
        parts, self.waiting = self.waiting, []
        await advance(self.held, parts)
