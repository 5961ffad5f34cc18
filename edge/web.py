"""The front end: the files that its build made, and its page at the paths of its routes."""

import gzip
import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ExceptionHandler

from edge.negotiation import encodings

HOUSE = Path(__file__).parents[1]
BUILT = HOUSE / "web" / "dist"
# The schema of this server, as the tests compare it with the types.
SCHEMA = HOUSE / "schema.graphql"
# Why the last build failed, if it did.
TROUBLE = BUILT.with_name("trouble.txt")
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
# The names of files beside which the build has put compressed ones, the best first.
COMPRESSED = {"br": ".br", "gzip": ".gz"}
# Everything comes from this server, scripts and styles only as files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# The names of these files change with their contents.
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
UNBUILT = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bidhall</title><link rel="stylesheet" href="/pages/page.css"></head><body>
<header>Bidhall</header><main>
<h1>The front end was not built</h1>
<p>This server answers at <code>/graphql</code> all the same. <code>make run</code> builds the front end; the first time
it downloads packages from PyPI and npm, and needs a network connection.</p>{trouble}
</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Form:
    """The bytes of a file in one encoding. Each form has a tag of its own, because its bytes differ."""

    body: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of the build, compressed by encoding, and as it is: unpacked when it is asked for, where that can be."""

    media_type: str
    plain: Form | None
    tag: str  # of the file as it is
    compressed: dict[str, Form]

    def _plain(self) -> Form:
        return self.plain or Form(gzip.decompress(self.compressed["gzip"].body), self.tag)

    def answer(self, request: Request, headers: dict[str, str], status: int = 200) -> Response:
        """The file in the form that the client likes best, or that it has that form already."""
        accepted = encodings(request.headers.getlist("accept-encoding"))
        encoding = next((each for each in accepted if each in self.compressed), None)
        tag = self.compressed[encoding].tag if encoding else self.tag
        given = {**headers, "ETag": tag, "Vary": "Accept-Encoding"}
        if status == 200 and tag in re.findall(r'"[^"]*"', request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=given)
        form = self.compressed[encoding] if encoding else self._plain()
        if encoding:
            given["Content-Encoding"] = encoding
        return Response(form.body, status, headers=given, media_type=self.media_type)


def routes(built: Path = BUILT, trouble: Path = TROUBLE) -> list[BaseRoute]:
    """The page at the front end's own paths, and its files; without a build, a page at / that says why.

    All is read now, so that a page and its files are of the same build for as long as the server runs.
    """
    if not is_built(built):
        return [Route("/", _unbuilt(trouble))]
    page = _file(built / "index.html")
    files = {each.name: _file(each) for each in (built / "assets").iterdir() if each.suffix in MEDIA_TYPES}

    async def show(request: Request) -> Response:
        return page.answer(request, HEADERS)

    async def asset(request: Request) -> Response:
        found = files.get(request.path_params["name"])
        return found.answer(request, IMMUTABLE) if found else Response(status_code=404)

    paths = json.loads((built / "routes.json").read_text(encoding="utf-8")).values()
    shown = [Route(path, show) for pattern in paths for path in paths_of(pattern)]
    return [*shown, Route("/assets/{name}", asset)]


def missing(built: Path = BUILT) -> dict[Any, ExceptionHandler]:
    """What answers at paths that nothing is at: to a browser the page, which says so; none without a build."""
    if not is_built(built):
        return {}
    page = _file(built / "index.html")

    async def say(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
            return page.answer(request, HEADERS, error.status_code)
        return PlainTextResponse(error.detail, error.status_code, error.headers)

    return {404: say}


def documents(built: Path = BUILT) -> dict[str, str]:
    """The documents that the front end sends, by their hashes; none without a build."""
    written = built / "documents.json"
    found: dict[str, str] = json.loads(written.read_text(encoding="utf-8")) if written.is_file() else {}
    return found


def is_for(schema: Path, built: Path = BUILT) -> bool:
    """Whether the front end was built for this very schema, in which all of its documents are valid."""
    written = built / "schema.sha256"
    if not written.is_file() or not schema.is_file():
        return False
    return written.read_text(encoding="utf-8").strip() == hashlib.sha256(schema.read_bytes()).hexdigest()


def is_built(built: Path = BUILT) -> bool:
    return (built / "index.html").is_file()


def paths_of(pattern: str) -> list[str]:
    """A path of the front end as paths here: `/demands/:id/workbench/:candidate?` are two."""
    path = re.sub(r":(\w+)", r"{\1}", pattern)
    if not path.endswith("?"):
        return [path]
    return [path.rpartition("/")[0], path.removesuffix("?")]


def _file(path: Path) -> File:
    beside = {name: path.with_name(path.name + suffix) for name, suffix in COMPRESSED.items()}
    compressed = {name: _form(each) for name, each in beside.items() if each.is_file()}
    plain = _form(path)
    # Nearly everybody gets a compressed form, and the file as it is would take more memory than both.
    return File(MEDIA_TYPES[path.suffix], None if "gzip" in compressed else plain, plain.tag, compressed)


def _form(path: Path) -> Form:
    body = path.read_bytes()
    return Form(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _unbuilt(trouble: Path) -> Callable[[Request], Awaitable[Response]]:
    said = trouble.read_text(encoding="utf-8", errors="replace").strip() if trouble.is_file() else ""
    why = f"<p>The last attempt ended with:</p><pre><code>{escape(said[-2_000:])}</code></pre>" if said else ""
    page = UNBUILT.replace("{trouble}", why)

    async def show(_: Request) -> Response:
        return HTMLResponse(page, 503, HEADERS)

    return show
