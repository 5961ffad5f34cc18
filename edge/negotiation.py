"""Which media type answers: the Accept header against what this server can give."""

from collections.abc import Sequence

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
EVENT_STREAM = "text/event-stream"


def acceptable(accept: Sequence[str]) -> list[str]:
    """The media types of an answer that the asker takes, best first; none if there is none to agree on.

    Who says nothing or takes anything gets application/json, as every client understands. An event
    stream is only for who names it.
    """
    ranges = _qualities(accept)
    if not ranges:
        return [JSON]
    anything = ranges.get("application/*", ranges.get("*/*", 0.0))
    # What is named goes before what is only covered, then the specification's own type before the old one.
    named = [(ranges[each], 1, each) for each in (GRAPHQL_RESPONSE, JSON, EVENT_STREAM) if each in ranges]
    covered = [(anything, 0, each) for each in (JSON, GRAPHQL_RESPONSE) if each not in ranges]
    ranked = sorted(named + covered, key=lambda offer: offer[:2], reverse=True)
    return [media_type for quality, _, media_type in ranked if quality > 0]


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
