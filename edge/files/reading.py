"""Reading thumbnails, which are stored beside the pieces of their content."""

from edge.files.keeping import thumbnail_place
from models.errors import not_found
from models.files.file import Content
from providers.storage import Storage


async def thumbnail_of(storage: Storage, content: Content) -> bytes:
    if not content.has_thumbnail:
        raise not_found("file")
    return b"".join([chunk async for chunk in storage.read(thumbnail_place(content))])
