"""Cursors: opaque stream positions, from which a client can resume."""

from dataclasses import dataclass
from functools import lru_cache

from models.ids import sealed, unsealed


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position on a stream: the client has every event up to and including `seq`.

    The epoch distinguishes streams of the same name, for example after a database was restored.
    """

    stream: str
    epoch: str
    seq: int

    def __str__(self) -> str:
        return _written(self)


def read(text: str) -> Cursor | None:
    """The cursor that the text encodes, or None if it is not a valid cursor."""
    match (unsealed("stream", text) or "").split("|"):
        case [stream, epoch, seq]:
            return Cursor(stream, epoch, int(seq))
    return None


# The same event has the same cursor for everyone who receives it.
@lru_cache(maxsize=4096)
def _written(cursor: Cursor) -> str:
    return sealed("stream", f"{cursor.stream}|{cursor.epoch}|{cursor.seq}")
