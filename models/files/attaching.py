"""Attaching: a user's complete upload becomes part of exactly one thing."""

from collections.abc import Collection, Sequence
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.errors import Refused, not_found
from models.files.file import File
from models.files.limits import file_limits
from models.inputs import Checks


async def attach(ids: Sequence[UUID], *, by: Viewer, most: int, kept: Collection[UUID] = ()) -> list[File]:
    """Attaches uploads to a thing, inside the change that creates it; returns them in the given order.

    `kept` are the files that the thing already has: others may have uploaded them. Refuses uploads of
    other users (NOT_FOUND), incomplete ones (UPLOAD_INCOMPLETE), those attached to something else (ALREADY_ATTACHED),
    and more than `most` or duplicates (INVALID_INPUT).
    """
    checks = Checks()
    if len(ids) > most:
        checks.wrong(
            "attachmentIds", "Can have at most {most} files; this has {count}.", "TOO_MANY", most=most, count=len(ids)
        )
    if len(set(ids)) < len(ids):
        checks.wrong("attachmentIds", "Contains the same file twice.", "REPEATED")
    checks.refuse()
    if not ids:
        return []
    async with change():
        found = {file.id: file for file in await File.filter(id__in=ids).order_by("id").select_for_update()}
        at = stamp()
        for key in ids:
            file = found.get(key)
            if file is not None and key in kept:
                continue
            if file is None or file.owner_id != by.user.id:
                raise not_found("upload")
            if file.expires_at is None:
                raise Refused(
                    "ALREADY_ATTACHED", "'{name}' is attached to something else: upload it again.", name=file.name
                )
            if file.expires_at <= at:
                raise not_found("upload")
            if file.content_id is None:
                raise Refused("UPLOAD_INCOMPLETE", "'{name}' is incomplete: finish its upload first.", name=file.name)
            file.expires_at = None
            await file.save(update_fields=["expires_at"])
    return [found[key] for key in ids]


async def detach(ids: Collection[UUID]) -> None:
    """Detaches files, inside the change that removes them from their thing; they are deleted after a while."""
    async with change() as running:
        await File.filter(id__in=list(ids)).update(expires_at=running.at + file_limits().upload_time)
