"""Documents are parsed once: to know which kind of operation a request has, and to execute it.

`python -m edge.parsing` parses those of the front end that was built, so that a server only has to read them.
"""

import json
import os
from functools import lru_cache
from pathlib import Path

from graphql import DocumentNode, parse

from edge.documents import hash_of
from edge.limits import USUAL
from edge.web import BUILT, documents
from executor.keeping import FORM, packed, unpacked

KEPT = "documents.parsed"


class Kept:
    """The parsed documents of a file, which is opened once and read where one is asked for."""

    def __init__(self, file: int, start: int, places: dict[str, tuple[int, int]]) -> None:
        self._file = file
        self._start = start
        self._places = places

    def document(self, text: str) -> DocumentNode | None:
        """The document with this text; None if it is not kept."""
        name = hash_of(text)
        if name not in self._places:
            return None
        at, length = self._places[name]
        found = os.pread(self._file, length, self._start + at)
        # Somebody may have changed the file.
        own = name.encode()
        return unpacked(found[len(own) :], text) if found.startswith(own) and len(found) == length else None


_kept: Kept | None = None


def use_kept(built: Path | None) -> None:
    """Takes parsed documents from those of a front end that was built, if there are such."""
    global _kept
    _kept = None if built is None else _opened(built / KEPT)
    parsed.cache_clear()


@lru_cache(maxsize=256)
def parsed(query: str, most_tokens: int) -> DocumentNode:
    """The document; raises GraphQLSyntaxError if it is none, or if it has more tokens."""
    # Those that are kept are within the usual limits.
    found = _kept.document(query) if _kept is not None and most_tokens >= USUAL.tokens else None
    return found or parse(query, max_tokens=most_tokens)


def _opened(path: Path) -> Kept | None:
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    first = os.pread(file, 1 << 20, 0).partition(b"\n")[0]
    try:
        head = json.loads(first)
        places = {name: (at, length) for name, (at, length) in head["places"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        places, head = {}, {}
    if head.get("form") != FORM:
        os.close(file)
        return None
    return Kept(file, len(first) + 1, places)


def write(built: Path) -> None:
    """Parses the documents of a front end, and writes them beside them."""
    places: dict[str, tuple[int, int]] = {}
    pieces: list[bytes] = []
    at = 0
    for text in documents(built).values():
        name = hash_of(text)
        piece = name.encode() + packed(parse(text, max_tokens=USUAL.tokens))
        places[name] = (at, len(piece))
        pieces.append(piece)
        at += len(piece)
    head = json.dumps({"form": FORM, "places": places}).encode()
    # A server that reads the former file goes on with it.
    beside = built / f"{KEPT}.new"
    beside.write_bytes(head + b"\n" + b"".join(pieces))
    beside.replace(built / KEPT)


if __name__ == "__main__":
    write(BUILT)
