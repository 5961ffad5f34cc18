"""Pages of other origins: which of them may ask, with which headers, and what they may read of the answers."""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from edge.files.uploads import METHODS, SENT_HEADERS, SHOWN_HEADERS


def open_to(origins: Sequence[str], app: ASGIApp) -> ASGIApp:
    """Lets pages of these origins ask over HTTP; whoever asks shows who they are by a token, never by a cookie."""
    if not origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "POST", *METHODS),
        allow_headers=("Authorization", "Content-Type", "Last-Event-ID", "Range", "X-Request-ID", *SENT_HEADERS),
        expose_headers=("Accept-Ranges", "Content-Range", "ETag", "X-Request-ID", *SHOWN_HEADERS),
        max_age=600,
    )
