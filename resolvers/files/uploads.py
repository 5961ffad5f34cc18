"""Uploads and attachments in the API: their ids, and links that expire after minutes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from models.accounts.viewer import Viewer
from models.clock import now
from models.database.fetching import by_key
from models.errors import not_found
from models.files.file import File
from models.files.limits import file_limits
from models.files.links import LinkKind, Signer, signer
from models.ids import Ref
from resolvers.context import Info
from resolvers.finding import readable


def keys_in(ids: Sequence[Ref]) -> list[UUID]:
    """The keys in ids of uploads and attachments; refuses ids of any other kind (NOT_FOUND)."""
    keys = [ref.of("upload") or ref.of("attachment") for ref in ids]
    if None in keys:
        raise not_found("upload")
    return [key for key in keys if key is not None]


async def files_named(ids: Sequence[Ref], viewer: Viewer) -> list[UUID]:
    """The keys of files that the viewer uploaded or may read; refuses all others (NOT_FOUND)."""
    keys = keys_in(ids)
    found = list((await by_key(File, keys)).values())
    theirs = {file.id for file in found if file.owner_id == viewer.user.id}
    if set(keys) - theirs - {file.id for file in await readable(found, viewer)}:
        raise not_found("upload")
    return keys


async def upload_url(root: strawberry.Parent[File], info: Info) -> str:
    assert root.expires_at is not None
    return await link_to(info, LinkKind.UPLOAD, root.id, root.expires_at)


def upload_expiry(root: strawberry.Parent[File]) -> datetime:
    assert root.expires_at is not None
    return root.expires_at


async def url_of(root: strawberry.Parent[File], info: Info) -> str:
    return await link_to(info, LinkKind.FILE, root.id, now() + file_limits().link_time)


async def thumbnail_url_of(root: strawberry.Parent[File], info: Info) -> str | None:
    if not root.has_thumbnail:
        return None
    return await link_to(info, LinkKind.THUMBNAIL, root.id, now() + file_limits().link_time)


async def link_to(info: Info, kind: LinkKind, file: UUID, until: datetime) -> str:
    async def signers(wanted: Sequence[str]) -> list[Signer]:
        return [await signer()] * len(wanted)

    viewer = info.context.viewer
    sign = await info.context.loader(signer, signers).load("links")
    # Only where the payload is for this connection alone: links carry its session and its way to the server.
    assert info.context.home is not None
    link = sign.link(kind, file, info.context.identify, viewer.session_id if viewer else None, until)
    return f"{info.context.home}{link}"
