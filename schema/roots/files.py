"""Files: uploads."""

import strawberry

from models.files import uploads
from schema.base import act
from schema.files import Upload


@strawberry.type
class FileMutations:
    """What can be done: files."""

    start_upload = act(
        uploads.start_upload,
        Upload,
        "Begins the upload of a file; its id then goes into `attachmentIds`.",
        file_name="What to save it as; made harmless.",
        media_type="What it is, such as application/pdf; the content must agree.",
        byte_size="How many bytes it has.",
    )
