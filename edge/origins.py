"""CORS: which origins may send requests, with which headers, and which response headers they may read."""

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from edge.files.uploads import METHODS, SENT_HEADERS, SHOWN_HEADERS


def open_to(origins: Sequence[str], headers: Sequence[str], app: ASGIApp) -> ASGIApp:
    """Allows HTTP requests from these origins, with these headers besides those that the server itself reads.

    Clients authenticate with a token, never with a cookie.
    """
    if not origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "POST", *METHODS),
        allow_headers=(
            "Authorization",
            "Content-Type",
            "Last-Event-ID",
            "Range",
            "X-Language",
            "X-Request-ID",
            "X-Time-Zone",
            *SENT_HEADERS,
            *headers,
        ),
        expose_headers=("Accept-Ranges", "Content-Range", "ETag", "X-Request-ID", *SHOWN_HEADERS),
        max_age=600,
    )
