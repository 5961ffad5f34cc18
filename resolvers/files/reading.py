"""Who may read a file: everyone who may see the thing that it is attached to, checked at each download."""

from uuid import UUID

from models.accounts.sessions import viewer_with
from models.accounts.viewer import Viewer
from models.clock import now
from models.clockwork import catch_up_to_read
from models.errors import not_found
from models.files.file import Content, File
from models.files.links import LinkKind, signer
from resolvers import access
from resolvers.finding import readable


async def upload_at(key: UUID, token: str) -> File:
    """The upload that a link names; raises LinkExpired, SessionEnded, or NOT_FOUND."""
    viewer = await viewer_behind(LinkKind.UPLOAD, key, token)
    file = await File.get_or_none(id=key, expires_at__gt=now())
    if file is None or not access.may_see_upload(viewer, file):
        raise not_found("upload")
    return file


async def file_at(kind: LinkKind, key: UUID, token: str) -> tuple[File, Content, Viewer | None]:
    """The file that a link names, if the user it was made for may still see it, with that user."""
    viewer = await viewer_behind(kind, key, token)
    await catch_up_to_read()
    file = await File.get_or_none(id=key).select_related("content")
    if file is None or file.content is None or not await readable([file], viewer):
        raise not_found("file")
    return file, file.content, viewer


async def viewer_behind(kind: LinkKind, key: UUID, token: str) -> Viewer | None:
    """The user that a link was made for, with their current roles; None for a guest."""
    try:
        session = (await signer()).session_in(kind, key, token)
    except ValueError:
        raise not_found("file") from None
    return await viewer_with(session) if session else None
