"""Cleaning up: uploads that were not finished or attached in time, and content that no file uses any more."""

from collections.abc import Collection
from uuid import UUID

from models.changes import change, stamp
from models.clock import now
from models.errors import Refused, not_found
from models.files.file import Content, File, Part

BATCH = 200


async def due() -> list[UUID]:
    """Files that have expired, oldest first."""
    found = await File.filter(expires_at__lte=now()).order_by("expires_at").limit(BATCH)
    return [file.id for file in found if file.leased_until is None or file.leased_until <= now()]


async def give_up(file: UUID) -> File:
    """Ends an upload that its owner no longer wants; the caller deletes its parts from the store.

    Its row and content are left to `drop`: how long that takes tells whether somebody else has the same content.
    """
    async with change():
        found = await _unattached(file)
        await Part.filter(file_id=file).delete()
        found.expires_at = stamp()
        await found.save(update_fields=["expires_at"])
        return found


async def drop(file: UUID) -> tuple[File, Content | None]:
    """Deletes an expired file, and its content if no other file uses it; the caller deletes that from the store.

    Refuses one that has not expired.
    """
    async with change():
        found = await _unattached(file)
        if found.expires_at is not None and found.expires_at > stamp():
            raise Refused("WRONG_STATE", "This upload has not expired yet.")
        await Part.filter(file_id=file).delete()
        await found.delete()
        return found, await _drop_content(found.content_id) if found.content_id else None


async def _unattached(file: UUID) -> File:
    """The file, locked; refuses an attached one, and one that somebody is sending to."""
    found = await File.select_for_update().get_or_none(id=file)
    at = stamp()
    if found is None:
        raise not_found("upload")
    if found.expires_at is None:
        raise Refused("ALREADY_ATTACHED", "This file is already attached to something.")
    if found.leased_until is not None and found.leased_until > at:
        raise Refused("UPLOAD_BUSY", "Another device is sending to this upload right now.")
    return found


async def _drop_content(content: UUID) -> Content | None:
    # The lock keeps other uploads from adopting this content meanwhile.
    found = await Content.select_for_update().get_or_none(id=content)
    if found is None or await File.exists(content_id=content):
        return None
    await found.delete()
    return found


async def unknown_uploads(uploads: Collection[UUID]) -> set[UUID]:
    """Which of these ids do not belong to an unfinished upload."""
    return set(uploads) - {file.id for file in await File.filter(id__in=list(uploads), content=None)}


async def unknown_content(contents: Collection[UUID]) -> set[UUID]:
    """Which of these ids do not belong to any content."""
    return set(contents) - {content.id for content in await Content.filter(id__in=list(contents))}
