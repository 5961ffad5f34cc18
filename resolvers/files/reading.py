"""Who may read a file: everyone who may see the thing that it is attached to, checked at each download."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from models.accounts.sessions import viewer_with
from models.accounts.viewer import Viewer
from models.clock import now
from models.clockwork import catch_up
from models.demands.attachments import BidAttachment, DemandAttachment
from models.errors import not_found
from models.files.file import Content, File
from models.files.links import LinkKind, signer
from models.messages.conversations import case_of
from models.messages.message import MessageAttachment
from resolvers import access


async def upload_at(key: UUID, token: str) -> File:
    """The upload that a link names; raises LinkExpired, SessionEnded, or NOT_FOUND."""
    viewer = await viewer_behind(LinkKind.UPLOAD, key, token)
    file = await File.get_or_none(id=key, expires_at__gt=now())
    if file is None or not access.may_see_upload(viewer, file):
        raise not_found("upload")
    return file


async def file_at(kind: LinkKind, key: UUID, token: str) -> tuple[File, Content]:
    """The file that a link names, if the user it was made for may still see it."""
    viewer = await viewer_behind(kind, key, token)
    await catch_up()
    file = await File.get_or_none(id=key).select_related("content")
    if file is None or file.content is None or not await may_read(file, viewer):
        raise not_found("file")
    return file, file.content


async def may_read(file: File, viewer: Viewer | None) -> bool:
    """Whether the viewer may read it: their own upload, or a file attached to a thing that they may see."""
    if access.may_see_upload(viewer, file):
        return True
    for door in DOORS if file.is_attached else ():
        if await door(file.id, viewer):
            return True
    return False


async def _with_its_demand(file: UUID, viewer: Viewer | None) -> bool:
    found = await DemandAttachment.get_or_none(file_id=file).select_related("demand")
    return found is not None and access.may_see_demand(viewer, found.demand)


async def _with_its_bid(file: UUID, viewer: Viewer | None) -> bool:
    versions = await BidAttachment.filter(file_id=file).select_related("bid__applicant__demand")
    return any(
        access.may_see_version(viewer, each.bid.applicant.demand, each.bid.applicant, each.bid) for each in versions
    )


async def _with_its_message(file: UUID, viewer: Viewer | None) -> bool:
    found = await MessageAttachment.get_or_none(file_id=file).select_related("message__conversation")
    return found is not None and access.may_see_conversation(viewer, await case_of(found.message.conversation))


# A row for each area with attachments: who may see the thing may read its files.
DOORS: tuple[Callable[[UUID, Viewer | None], Awaitable[bool]], ...] = (
    _with_its_demand,
    _with_its_bid,
    _with_its_message,
)


async def viewer_behind(kind: LinkKind, key: UUID, token: str) -> Viewer | None:
    """The user that a link was made for, with their current roles; None for a guest."""
    try:
        session = (await signer()).session_in(kind, key, token)
    except ValueError:
        raise not_found("file") from None
    return await viewer_with(session) if session else None
