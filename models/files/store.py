"""The object store as the domain uses it: content in pieces, read whole or in part, and stored where it is made."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import Protocol

from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.errors import Refused
from models.files.file import Content, File
from models.files.limits import file_limits
from models.files.names import harmless
from models.ids import new_id

# Content is stored in objects of this size; each is written with one request, completely or not at all.
PIECE = 4 * 1024 * 1024


class Store(Protocol):
    """Named objects, such as a folder or a bucket has."""

    async def put(self, name: str, content: bytes, /) -> None: ...

    def read(self, name: str, start: int = 0, end: int | None = None, /) -> AsyncIterator[bytes]: ...


_store: Store | None = None


def use_store(store: Store) -> None:
    """Sets where this process keeps the content of files."""
    global _store
    _store = store


def _ours() -> Store:
    if _store is None:
        raise RuntimeError("Files cannot be read or stored before it is known where they are kept.")
    return _store


def piece(content: Content, number: int) -> str:
    """The name of one object of the content."""
    return f"{content.place}/{number:06}"


async def bytes_of(store: Store, content: Content, start: int, end: int) -> AsyncIterator[bytes]:
    """The bytes from `start` up to but without `end`, in chunks."""
    for number in range(start // PIECE, -(-end // PIECE)):
        first = number * PIECE
        async for chunk in store.read(piece(content, number), max(start - first, 0), min(end - first, PIECE)):
            yield chunk


async def whole(file: File) -> bytes:
    """All bytes of a file; refuses one whose upload is not complete (UPLOAD_INCOMPLETE).

    Call it outside of changes: it waits for the store.
    """
    if file.content_id is None:
        raise Refused("UPLOAD_INCOMPLETE", "'{name}' is incomplete: finish its upload first.", name=file.name)
    content = await Content.get(id=file.content_id)
    return b"".join([chunk async for chunk in bytes_of(_ours(), content, 0, content.byte_size)])


async def keep_made(data: bytes, *, name: str, media_type: str, by: Viewer) -> File:
    """Stores bytes that the server has made, as an upload of this user that is complete and waits to be attached.

    Call it outside of changes: it waits for the store. An upload that nobody attaches is deleted after a while.
    """
    digest = await asyncio.to_thread(lambda: hashlib.sha256(data).hexdigest())
    content = Content(id=new_id(), digest=digest, byte_size=len(data))
    for number, start in enumerate(range(0, len(data), PIECE)):
        await _ours().put(piece(content, number), data[start : start + PIECE])
    async with change():
        present = await content_kept(content)
        at = stamp()
        return await File.create(
            owner=by.user,
            name=harmless(name),
            media_type=media_type,
            byte_size=len(data),
            received=len(data),
            content=present,
            started_at=at,
            expires_at=at + file_limits().upload_time,
        )


async def content_kept(content: Content) -> Content:
    """The row of stored content, or of identical content that was stored before; locked until the commit."""
    # Writes a row either way, and locks it, so that it is not deleted together with the last file that uses it.
    await Content.bulk_create([content], on_conflict=["digest"], update_fields=["byte_size"])
    return await Content.select_for_update().get(digest=content.digest)
