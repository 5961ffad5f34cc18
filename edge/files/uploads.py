"""Uploads over HTTP: one URL takes all bytes by PUT, or resumable uploads by the tus protocol 1.0.0."""

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
ALGORITHMS = ("sha256", "sha1", "md5")  # tus requires sha1; these only detect transmission errors
METHODS = ("OPTIONS", "HEAD", "PATCH", "DELETE", "PUT")
# For CORS: the headers that pages of other origins send, and those that they may read.
SENT_HEADERS = (
    *("Tus-Resumable", "Upload-Offset", "Upload-Checksum", "Upload-Length", "Upload-Metadata"),
    *("X-HTTP-Method-Override", "X-Requested-With"),
)
SHOWN_HEADERS = (
    *("Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size", "Tus-Checksum-Algorithm"),
    *("Upload-Offset", "Upload-Length", "Upload-Expires"),
)


class Uploads:
    """The URL of an upload, which the mutation has created; the URL is all that a client needs."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    async def __call__(self, request: Request) -> Response:
        method = request.headers.get("x-http-method-override", request.method).upper()
        if method == "OPTIONS":
            return self.options()
        if method not in METHODS:
            raise method_not_allowed(*METHODS)
        if method != "PUT" and request.headers.get("tus-resumable") != VERSION:
            headers = {"Tus-Version": VERSION}
            raise Rejected(412, "UNSUPPORTED_VERSION", f"Send Tus-Resumable: {VERSION}, or use PUT.", headers)
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            headers = {"Accept-Encoding": "identity"}
            raise Rejected(415, "UNSUPPORTED_MEDIA_TYPE", "Send the bytes of the file without compression.", headers)
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
        headers = {
            "Tus-Version": VERSION,
            "Tus-Extension": "checksum,expiration,termination",
            "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
            "Tus-Max-Size": str(file_limits().most_bytes),
            "Allow": ", ".join(METHODS),
        }
        return Response(status_code=204, headers={**TUS, **headers})

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
            raise Rejected(400, "BAD_REQUEST", "Upload-Offset is required: the position of the first byte.")
        if size is not None and offset == upload.received:
            check_room(upload, offset + size)
        if upload.content_id is not None and offset == upload.received:
            return Response(status_code=204, headers=state_of(upload))  # the upload is complete
        kept = await receive(
            self.storage, upload.id, request.stream(), offset=offset, checksum=checksum_in(request.headers)
        )
        return Response(status_code=204, headers=state_of(kept))


def state_of(upload: File) -> dict[str, str]:
    """The state of the upload, as tus headers."""
    # A cleaned image may be smaller than what was sent; the client compares with what it sent.
    length = upload.byte_size if upload.content_id is None else upload.received
    headers = {**TUS, "Upload-Offset": str(upload.received), "Upload-Length": str(length)}
    if upload.expires_at is not None:
        headers["Upload-Expires"] = format_datetime(upload.expires_at.astimezone(UTC), usegmt=True)
    return headers


def checksum_in(headers: Headers) -> tuple[Sum, bytes] | None:
    """The checksum that the client announces in Upload-Checksum: `sha256 BASE64`."""
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
