"""Tidying: uploads that nobody finished or attached in their time, and content that no file has any more."""

from collections.abc import Collection
from uuid import UUID

from models.changes import change, stamp
from models.clock import now
from models.errors import Refused, not_found
from models.files.file import Content, File, Part

BATCH = 200


async def due() -> list[UUID]:
    """Files whose time is over, the oldest first."""
    found = await File.filter(expires_at__lte=now()).order_by("expires_at").limit(BATCH)
    return [file.id for file in found if file.leased_until is None or file.leased_until <= now()]


async def drop(file: UUID, *, at_wish: bool = False) -> tuple[File, Content | None]:
    """Removes a file that is part of nothing, and its content where no other file has it, which the store then forgets.

    Refuses before its time is over, unless it is its owner's wish; while somebody sends (UPLOAD_BUSY); and once it
    is attached (ALREADY_ATTACHED).
    """
    async with change():
        found = await File.select_for_update().get_or_none(id=file)
        at = stamp()
        if found is None:
            raise not_found("upload")
        if found.expires_at is None:
            raise Refused("ALREADY_ATTACHED", "This file is part of something by now.")
        if not at_wish and found.expires_at > at:
            raise Refused("WRONG_STATE", "This upload still has time.")
        if found.leased_until is not None and found.leased_until > at:
            raise Refused("UPLOAD_BUSY", "Somebody sends to this upload just now.")
        await Part.filter(file_id=file).delete()
        await found.delete()
        return found, await _drop_content(found.content_id) if found.content_id else None


async def _drop_content(content: UUID) -> Content | None:
    # The lock keeps away whoever would take this content for another upload meanwhile.
    found = await Content.select_for_update().get_or_none(id=content)
    if found is None or await File.exists(content_id=content):
        return None
    await found.delete()
    return found


async def unknown_uploads(uploads: Collection[UUID]) -> set[UUID]:
    """Which of these are no uploads that still have parts."""
    return set(uploads) - {file.id for file in await File.filter(id__in=list(uploads), content=None)}


async def unknown_content(contents: Collection[UUID]) -> set[UUID]:
    """Which of these are not the content of anything."""
    return set(contents) - {content.id for content in await Content.filter(id__in=list(contents))}
