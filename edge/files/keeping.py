"""Completing an upload: detects the type by the bytes, cleans images, and keeps the content once under its hash."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from edge.files.decoding import cleaned, read
from edge.turns import Turns
from models.files.file import Content, File
from models.files.images import check_bytes
from models.files.media import HEAD, IMAGES, settled
from models.files.store import PIECE, piece
from models.files.uploads import complete
from models.ids import new_id
from providers.storage import Storage

# A user's images are decoded one after the other, so that those of others do not wait for them.
_turns = Turns(at_once=1, most_waiting=100)


async def keep(storage: Storage, held: File, parts: Sequence[str]) -> File:
    """Completes the upload from its parts; refuses content that is not allowed (TYPE_MISMATCH, ...)."""
    digest, head = hashlib.sha256(), b""
    async for chunk in _joined(storage, parts):
        digest.update(chunk)
        if len(head) < HEAD:
            head += chunk[: HEAD - len(head)]
    media_type = await asyncio.to_thread(settled, held.media_type, head, name=held.name)
    if media_type in IMAGES:
        kept = await _keep_image(storage, held, parts, media_type)
    else:
        content = _content(digest.hexdigest(), held.byte_size)
        kept = await _keep(storage, held, media_type, content, _joined(storage, parts))
    await storage.delete_below(held.parts_place)
    return kept


async def _keep_image(storage: Storage, held: File, parts: Sequence[str], media_type: str) -> File:
    check_bytes(held.byte_size)
    turn = await _turns.take(held.owner_id)
    try:
        async with cleaned(_joined(storage, parts), media_type) as image:
            digest = await asyncio.to_thread(_digest, image.content)
            content = _content(digest, image.content.stat().st_size)
            thumbnail = image.thumbnail.read_bytes()
            return await _keep(storage, held, image.media_type, content, read(image.content), thumbnail)
    finally:
        turn.end()


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


async def _keep(
    storage: Storage,
    held: File,
    media_type: str,
    content: Content,
    source: AsyncIterator[bytes],
    thumbnail: bytes | None = None,
) -> File:
    """Writes the content and completes the upload, whether or not the same bytes are stored already.

    If they are, the file uses those, and the ones written now are left to the daily `sweep`: a sender who guesses what
    somebody else has uploaded must not find out by the time that it takes.
    """
    if thumbnail is not None:
        content.has_thumbnail = True
        await storage.put(thumbnail_place(content), thumbnail)
    await _write(storage, content, source)
    return await complete(held, content, media_type=media_type)


def _content(digest: str, byte_size: int) -> Content:
    return Content(id=new_id(), digest=digest, byte_size=byte_size)


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


def thumbnail_place(content: Content) -> str:
    return f"{content.place}/thumbnail"
