"""The GraphQL types of uploads and attachments."""

from datetime import datetime

import strawberry
from strawberry import ID

from models.files.file import File
from resolvers.files import uploads
from schema.base import Node, field, identified, shows
from schema.sharing import Differs


@strawberry.type(description="A file that is not attached to anything yet, with the address that receives its bytes.")
@shows(File, when=lambda file: not file.is_attached)
class Upload(Node):
    id: ID = identified("upload")
    url: str = field(
        "Send the bytes here with one PUT, or in parts with the tus protocol 1.0.0. Anyone who has this address can "
        "send to it, without a token.",
        uploads.upload_url,
    )
    expires_at: datetime = field(
        "When the upload is removed unless it is complete and attached to something.", uploads.upload_expiry
    )


def _name(root: strawberry.Parent[File]) -> str:
    return root.name


@strawberry.type(description="A file that is attached to a demand, a bid or a message.")
@shows(File, when=lambda file: file.is_attached)
class Attachment(Node):
    id: ID = identified("attachment")
    file_name: str = field(
        "A file name that is safe to use on every operating system, with the ending of `mediaType` if the image was "
        "converted.",
        _name,
    )
    media_type: str = field("The media type, such as application/pdf, verified against the content.")
    byte_size: int = field("The size in bytes; of an image, after its metadata was removed.")
    url: str = field(
        "A download link that expires after some minutes. It works without a token, for as long as the viewer may see "
        "the file.",
        uploads.url_of,
        differs=Differs.BY_USER,
        asks=False,
    )
    thumbnail_url: str | None = field(
        "A link to a small version of an image, which expires like `url`; null for a file that is stored unchanged.",
        uploads.thumbnail_url_of,
        differs=Differs.BY_USER,
        asks=False,
    )
