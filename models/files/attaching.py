"""Attaching: a complete upload of one's own becomes part of one thing, and of no other."""

from collections.abc import Collection, Sequence
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.errors import Refused, not_found
from models.files.file import File
from models.files.limits import file_limits
from models.inputs import Checks


async def attach(ids: Sequence[UUID], *, by: Viewer, most: int, kept: Collection[UUID] = ()) -> list[File]:
    """Takes uploads for a thing, inside the change that makes it; gives them in that order.

    `kept` are the files that the thing has already, whoever sent them: they may be named again. Refuses what is
    not the viewer's (NOT_FOUND), not all there (UPLOAD_INCOMPLETE), part of something else (ALREADY_ATTACHED), and
    more than `most` or one twice (INVALID_INPUT).
    """
    checks = Checks()
    if len(ids) > most:
        checks.wrong("attachmentIds", f"Takes at most {most} files; these are {len(ids)}.")
    if len(set(ids)) < len(ids):
        checks.wrong("attachmentIds", "Names a file twice.")
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
                raise Refused("ALREADY_ATTACHED", f"{file.name!r} is part of something else: upload it once more.")
            if file.expires_at <= at:
                raise not_found("upload")
            if file.content_id is None:
                raise Refused("UPLOAD_INCOMPLETE", f"{file.name!r} is not all there: finish its upload first.")
            file.expires_at = None
            await file.save(update_fields=["expires_at"])
    return [found[key] for key in ids]


async def detach(ids: Collection[UUID]) -> None:
    """Gives files up that are part of nothing any more, inside the change that took them out; they go after a while."""
    async with change() as running:
        await File.filter(id__in=list(ids)).update(expires_at=running.at + file_limits().upload_time)
