"""Reading content: its pieces from the storage, as one stream."""

from collections.abc import AsyncIterator

from edge.files.keeping import PIECE, piece, thumbnail_place
from models.errors import not_found
from models.files.file import Content
from providers.storage import Storage


async def bytes_of(storage: Storage, content: Content, start: int, end: int) -> AsyncIterator[bytes]:
    """The bytes from `start` up to but without `end`, in chunks."""
    for number in range(start // PIECE, -(-end // PIECE)):
        first = number * PIECE
        async for chunk in storage.read(piece(content, number), max(start - first, 0), min(end - first, PIECE)):
            yield chunk


async def thumbnail_of(storage: Storage, content: Content) -> bytes:
    if not content.has_thumbnail:
        raise not_found("file")
    return b"".join([chunk async for chunk in storage.read(thumbnail_place(content))])
