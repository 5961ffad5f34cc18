"""Content negotiation: the Accept header against the media types of the server."""

from collections.abc import Sequence
from functools import lru_cache

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
EVENT_STREAM = "text/event-stream"


def acceptable(accept: Sequence[str]) -> list[str]:
    """The media types that the client accepts and the server offers, best first; empty if there is none.

    A client that sends no Accept header, or accepts anything, gets application/json, which every client understands.
    An event stream is only for clients that name it.
    """
    return [*_acceptable(",".join(accept))]


@lru_cache(maxsize=256)
def _acceptable(accept: str) -> Sequence[str]:
    ranges = _qualities([accept])
    if not ranges:
        return [JSON]
    anything = ranges.get("application/*", ranges.get("*/*", 0.0))
    # A named type ranks before one covered by a wildcard, then the type of the specification before the older one.
    named = [(ranges[each], 1, each) for each in (GRAPHQL_RESPONSE, JSON, EVENT_STREAM) if each in ranges]
    covered = [(anything, 0, each) for each in (JSON, GRAPHQL_RESPONSE) if each not in ranges]
    ranked = sorted(named + covered, key=lambda offer: offer[:2], reverse=True)
    return [media_type for quality, _, media_type in ranked if quality > 0]


def encodings(accept_encoding: Sequence[str]) -> list[str]:
    """The encodings that the client names and accepts, best first; of those it likes as much, Brotli first."""
    ranges = _qualities(accept_encoding)
    return sorted((each for each in ranges if ranges[each] > 0), key=lambda each: (-ranges[each], each))


def _qualities(accept: Sequence[str]) -> dict[str, float]:
    qualities: dict[str, float] = {}
    for part in ",".join(accept).split(","):
        media_range, *parameters = (each.strip().lower() for each in part.split(";"))
        if media_range:
            qualities[media_range] = _quality(parameters)
    return qualities


def _quality(parameters: Sequence[str]) -> float:
    for name, _, value in (each.partition("=") for each in parameters):
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
