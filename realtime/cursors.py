"""Cursors: where a follower stands on a stream, in a form that only we read."""

import base64
import binascii
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place on a stream: everything up to and with `seq` is behind the follower.

    The epoch tells a stream from another of the same name, as after a database was restored.
    """

    stream: str
    epoch: str
    seq: int

    def __str__(self) -> str:
        text = f"{self.stream}|{self.epoch}|{self.seq}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(text: str) -> Cursor | None:
    """The cursor behind the text, or None when it was never one of ours."""
    try:
        stream, epoch, seq = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split("|")
        cursor = Cursor(stream, epoch, int(seq))
    except (binascii.Error, UnicodeError, ValueError):
        return None
    return cursor if str(cursor) == text and 0 <= cursor.seq < 2**63 else None
