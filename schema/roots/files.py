"""Files: uploads."""

import strawberry

from models.files import uploads
from schema.base import act
from schema.files import Upload


@strawberry.type
class FileMutations:
    """Mutations of files."""

    start_upload = act(
        uploads.start_upload,
        Upload,
        "Starts the upload of a file. Send its bytes to `url`, then pass its id in `attachmentIds`; refused with "
        "TOO_MANY_UPLOADS or QUOTA_EXCEEDED.",
        file_name="The file's name. Characters that are unsafe in file names are replaced.",
        media_type="The media type, such as application/pdf. The content has to match it.",
        byte_size="The exact size of the file in bytes.",
    )
