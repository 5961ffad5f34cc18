"""Cursors: opaque stream positions, from which a client can resume."""

import base64
import binascii
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position on a stream: the client has every event up to and including `seq`.

    The epoch distinguishes streams of the same name, for example after a database was restored.
    """

    stream: str
    epoch: str
    seq: int

    def __str__(self) -> str:
        text = f"{self.stream}|{self.epoch}|{self.seq}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(text: str) -> Cursor | None:
    """The cursor that the text encodes, or None if it is not a valid cursor."""
    try:
        stream, epoch, seq = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split("|")
        cursor = Cursor(stream, epoch, int(seq))
    except (binascii.Error, UnicodeError, ValueError):
        return None
    return cursor if str(cursor) == text and 0 <= cursor.seq < 2**63 else None
