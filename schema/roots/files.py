"""Files: uploads."""

import strawberry

from models.files import uploads
from schema.files import Upload
from schema.mutations import act


@strawberry.type
class FileMutations:
    """Mutations of files."""

    start_upload = act(
        uploads.start_upload,
        Upload,
        "Starts the upload of a file. Send its bytes to `url`, then pass its id in `attachmentIds`; refused with "
        "TOO_MANY_UPLOADS or QUOTA_EXCEEDED.",
        file_name="The file's name. Characters that are unsafe in file names are replaced.",
        media_type="The media type, such as application/pdf, which the content has to match. If it is empty, the "
        "content and the file's name tell the type.",
        byte_size="The exact size of the file in bytes.",
    )
