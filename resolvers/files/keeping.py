"""From the parts of an upload to content: its type told by its bytes, images cleaned, kept once under its hash."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence

from models.files.file import Content, File
from models.files.media import HEAD, settled
from models.files.uploads import adopt, complete
from models.ids import new_id
from providers.storage import Storage

# Content is kept in objects of this size: each is written in one request, and is there whole or not at all.
PIECE = 4 * 1024 * 1024


async def keep(storage: Storage, held: File, parts: Sequence[str]) -> File:
    """Ends the upload that consists of these parts; refuses what its content does not allow (TYPE_MISMATCH, ...)."""
    digest, head = hashlib.sha256(), b""
    async for chunk in _joined(storage, parts):
        digest.update(chunk)
        if len(head) < HEAD:
            head += chunk[: HEAD - len(head)]
    media_type = await asyncio.to_thread(settled, held.media_type, head)
    kept = await adopt(held, digest.hexdigest(), media_type=media_type)
    if kept is None:
        content = Content(id=new_id(), digest=digest.hexdigest(), byte_size=held.byte_size)
        await _write(storage, content, _joined(storage, parts))
        kept = await complete(held, content, media_type=media_type)
        if kept.content_id != content.id:
            await storage.delete_below(content.place)
    await storage.delete_below(held.parts_place)
    return kept


async def _joined(storage: Storage, names: Sequence[str]) -> AsyncIterator[bytes]:
    for name in names:
        async for chunk in storage.read(name):
            yield chunk


async def _write(storage: Storage, content: Content, source: AsyncIterator[bytes]) -> None:
    buffer, number = bytearray(), 0
    async for chunk in source:
        buffer += chunk
        while len(buffer) >= PIECE:
            await storage.put(piece(content, number), bytes(buffer[:PIECE]))
            del buffer[:PIECE]
            number += 1
    if buffer:
        await storage.put(piece(content, number), bytes(buffer))


def piece(content: Content, number: int) -> str:
    return f"{content.place}/{number:06}"
