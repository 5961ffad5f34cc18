"""Uploads and attachments, as the world sees them."""

from datetime import datetime

import strawberry
from strawberry import ID

from models.files.file import File
from resolvers.files import uploads
from schema.base import Node, field, identified, shows
from schema.sharing import Differs


@strawberry.type(description="An address that takes a file's bytes, until it is attached to something.")
@shows(File, when=lambda file: not file.is_attached)
class Upload(Node):
    """An upload."""

    id: ID = identified("upload")
    url: str = field(
        "Takes the bytes by PUT, or resumably by the tus protocol 1.0.0; whoever has it needs nothing else.",
        uploads.upload_url,
    )
    expires_at: datetime = field("Until when the bytes have to be there, and then attached.", uploads.upload_expiry)


def _name(root: strawberry.Parent[File]) -> str:
    return root.name


@strawberry.type(description="A file that is part of something.")
@shows(File, when=lambda file: file.is_attached)
class Attachment(Node):
    """A file to read."""

    id: ID = identified("attachment")
    file_name: str = field("What to save it as; harmless on every system.", _name)
    media_type: str = field("What it is, as its content tells.")
    byte_size: int = field("How many bytes it has; an image, once its metadata is gone.")
    url: str = field(
        "Where it can be read for some minutes, by whoever has the link, while the viewer may read it; ask again for "
        "another.",
        uploads.url_of,
        differs=Differs.BY_USER,
    )
    thumbnail_url: str | None = field(
        "Where the viewer can see it small, for some minutes; null: it is no image.",
        uploads.thumbnail_url_of,
        differs=Differs.BY_USER,
    )
