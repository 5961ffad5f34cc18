"""Uploads over HTTP: one address takes the bytes whole by PUT, or resumably by the tus protocol 1.0.0."""

import base64
import binascii
import hashlib
from datetime import UTC
from email.utils import format_datetime

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from edge.files.receiving import Sum, receive
from edge.files.requests import PLAIN, Rejected, key_in, method_not_allowed, number_in, token_in
from edge.files.tidying import end_upload
from models.files.file import File
from models.files.limits import file_limits
from models.files.uploads import check_room, check_whole
from providers.storage import Storage
from resolvers.files.reading import upload_at

VERSION = "1.0.0"
TUS = {"Tus-Resumable": VERSION, **PLAIN}
ALGORITHMS = ("sha256", "sha1", "md5")  # tus asks for sha1; none of them guards more than the way here
METHODS = ("OPTIONS", "HEAD", "PATCH", "DELETE", "PUT")
# What pages of other origins send, and may read of the answers.
SENT_HEADERS = (
    *("Tus-Resumable", "Upload-Offset", "Upload-Checksum", "Upload-Length", "Upload-Metadata"),
    *("X-HTTP-Method-Override", "X-Requested-With"),
)
SHOWN_HEADERS = (
    *("Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size", "Tus-Checksum-Algorithm"),
    *("Upload-Offset", "Upload-Length", "Upload-Expires"),
)


class Uploads:
    """The address of an upload: it was created by the mutation, and whoever has it needs nothing else."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    async def __call__(self, request: Request) -> Response:
        method = request.headers.get("x-http-method-override", request.method).upper()
        if method == "OPTIONS":
            return self.options()
        if method not in METHODS:
            raise method_not_allowed(*METHODS)
        if method != "PUT" and request.headers.get("tus-resumable") != VERSION:
            told = {"Tus-Version": VERSION}
            raise Rejected(412, "UNSUPPORTED_VERSION", f"Say Tus-Resumable: {VERSION}, or send all by PUT.", told)
        upload = await upload_at(key_in(request, "upload"), token_in(request))
        match method:
            case "PUT":
                return await self.put(request, upload)
            case "PATCH":
                return await self.patch(request, upload)
            case "DELETE":
                await end_upload(self.storage, upload)
                return Response(status_code=204, headers=TUS)
        return Response(status_code=200, headers=state_of(upload))

    def options(self) -> Response:
        told = {
            "Tus-Version": VERSION,
            "Tus-Extension": "checksum,expiration,termination",
            "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
            "Tus-Max-Size": str(file_limits().most_bytes),
            "Allow": ", ".join(METHODS),
        }
        return Response(status_code=204, headers={**TUS, **told})

    async def put(self, request: Request, upload: File) -> Response:
        size = number_in(request, "content-length")
        if size is not None:
            check_room(upload, size)
            check_whole(upload, size)
        kept = await receive(self.storage, upload.id, request.stream(), offset=None)
        if kept.content_id is None:
            check_whole(kept, kept.received)
        return Response(status_code=204, headers=PLAIN)

    async def patch(self, request: Request, upload: File) -> Response:
        if request.headers.get("content-type") != "application/offset+octet-stream":
            raise Rejected(415, "UNSUPPORTED_MEDIA_TYPE", "A PATCH is application/offset+octet-stream.")
        offset, size = number_in(request, "upload-offset"), number_in(request, "content-length")
        if offset is None:
            raise Rejected(400, "BAD_REQUEST", "Upload-Offset says from where on these bytes are.")
        if size is not None and offset == upload.received:
            check_room(upload, offset + size)
        if upload.content_id is not None and offset == upload.received:
            return Response(status_code=204, headers=state_of(upload))  # nothing is left to send
        kept = await receive(
            self.storage, upload.id, request.stream(), offset=offset, checksum=checksum_in(request.headers)
        )
        return Response(status_code=204, headers=state_of(kept))


def state_of(upload: File) -> dict[str, str]:
    """Where the upload stands, as tus tells it."""
    # An image may be smaller once it is kept: what the sender has is what it sent.
    length = upload.byte_size if upload.content_id is None else upload.received
    told = {**TUS, "Upload-Offset": str(upload.received), "Upload-Length": str(length)}
    if upload.expires_at is not None:
        told["Upload-Expires"] = format_datetime(upload.expires_at.astimezone(UTC), usegmt=True)
    return told


def checksum_in(headers: Headers) -> tuple[Sum, bytes] | None:
    """What Upload-Checksum asks to compare: `sha256 BASE64`."""
    given = headers.get("upload-checksum")
    if given is None:
        return None
    algorithm, _, text = given.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Rejected(400, "BAD_REQUEST", f"Upload-Checksum is one of {', '.join(ALGORITHMS)}.")
    try:
        return hashlib.new(algorithm, usedforsecurity=False), base64.b64decode(text, validate=True)
    except binascii.Error:
        raise Rejected(400, "BAD_REQUEST", "Upload-Checksum has the form: ALGORITHM BASE64.") from None
