"""Downloads over HTTP: links whose permission is checked again at each request; and the routes for files."""

import re
from collections.abc import AsyncIterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from edge.files.reading import thumbnail_of
from edge.files.requests import PLAIN, Guarded, Rejected, key_in, method_not_allowed, token_in
from edge.files.uploads import Uploads
from models.contracts.downloads import log_download
from models.files.file import Content, File
from models.files.links import LinkKind
from models.files.media import IMAGES
from models.files.store import bytes_of
from models.invoices.downloads import log_invoice_download
from models.supplements.downloads import log_supplement_download
from providers.storage import Storage
from resolvers.contract_records import bundle_at
from resolvers.files.reading import file_at
from resolvers.interviews import calendar_at

# Types that browsers do not execute, whatever the bytes are; all others are sent as binary data.
NAMED = IMAGES | {"application/pdf", "application/zip", "text/plain", "text/csv", "text/markdown", "application/json"}
SAFE = {
    **PLAIN,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
ONE_RANGE = re.compile(r"bytes=\s*(?:([0-9]{1,15})-([0-9]{1,15})?|-([0-9]{1,15}))\s*")


def routes(storage: Storage) -> list[BaseRoute]:
    files = Files(storage)
    return [
        Route("/uploads/{id}", Guarded(Uploads(storage), {"Tus-Resumable": "1.0.0"})),
        Route("/files/{id}", Guarded(files.file)),
        Route("/files/{id}/thumbnail", Guarded(files.thumbnail)),
        Route("/calendars/{id}", Guarded(calendar)),
        Route("/bundles/{id}", Guarded(bundle)),
    ]


class Files:
    """Files and thumbnails from the storage."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    async def file(self, request: Request) -> Response:
        _check_method(request)
        file, content, viewer = await file_at(LinkKind.FILE, key_in(request, "attachment"), token_in(request))
        headers = {**SAFE, **headers_of(file, content)}
        if request.headers.get("if-none-match") in (headers["ETag"], "*"):
            return Response(status_code=304, headers=headers)
        wanted = range_in(request, content.byte_size, headers["ETag"])
        start, end = wanted or (0, content.byte_size)
        headers["Content-Length"] = str(end - start)
        if wanted is not None:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{content.byte_size}"
        status = 200 if wanted is None else 206
        if request.method == "HEAD":
            return Response(status_code=status, headers=headers)
        if start == 0:  # what resumes a download is none of its own
            await log_download(file, by=viewer)
            await log_supplement_download(file, by=viewer)
            await log_invoice_download(file, by=viewer)
        chunks = bytes_of(self.storage, content, start, end)
        # Read the first chunk while the status can still change: the storage may fail.
        first = await anext(chunks)
        return StreamingResponse(_beginning_with(first, chunks), status, headers)

    async def thumbnail(self, request: Request) -> Response:
        _check_method(request)
        _, content, _ = await file_at(LinkKind.THUMBNAIL, key_in(request, "attachment"), token_in(request))
        return Response(
            await thumbnail_of(self.storage, content),
            headers={**SAFE, "Content-Type": "image/webp", "Content-Disposition": "inline"},
        )


async def calendar(request: Request) -> Response:
    _check_method(request)
    text = await calendar_at(key_in(request, "interview"), token_in(request))
    how = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'attachment; filename="interview.ics"',
    }
    return Response(text, headers={**SAFE, **how})


async def bundle(request: Request) -> Response:
    _check_method(request)
    is_read = request.method == "GET"
    name, content = await bundle_at(key_in(request, "contract"), token_in(request), is_read=is_read)
    how = {"Content-Type": "application/zip", "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers={**SAFE, **how})


def headers_of(file: File, content: Content) -> dict[str, str]:
    """The headers of a file: only images, which we have re-encoded, are shown inline."""
    # A PDF is always saved: no browser shows it sandboxed, and without a sandbox it could run scripts.
    how = "inline" if file.media_type in IMAGES else "attachment"
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", file.name)
    return {
        "Content-Type": file.media_type if file.media_type in NAMED else "application/octet-stream",
        "Content-Disposition": f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "ETag": f'"{content.digest}"',
        "Accept-Ranges": "bytes",
    }


def range_in(request: Request, size: int, tag: str) -> tuple[int, int] | None:
    """The requested range, None for everything; refuses one beyond the end (416)."""
    match = ONE_RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or request.headers.get("if-range", tag) != tag:
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        start, end = max(size - int(suffix), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise Rejected(
            416, "RANGE_NOT_SATISFIABLE", f"The file has {size} bytes.", {"Content-Range": f"bytes */{size}"}
        )
    return start, end


def _check_method(request: Request) -> None:
    if request.method not in ("GET", "HEAD"):
        raise method_not_allowed("GET", "HEAD")


async def _beginning_with(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for chunk in rest:
        yield chunk
