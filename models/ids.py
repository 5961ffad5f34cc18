"""Keys that rise with time, and the opaque form in which the world sees them."""

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): unique everywhere, and rising with its time of birth."""
    return uuid7()


@dataclass(frozen=True, slots=True)
class Ref:
    """What a client names by an opaque identifier: a kind and a key, or neither where it was never one of ours."""

    kind: str | None
    key: UUID | None
    text: str

    def of(self, kind: str) -> UUID | None:
        """The key, if this names something of that kind."""
        return self.key if self.kind == kind else None

    def __str__(self) -> str:
        return self.text


# No row has it: it stands for what does not exist where a key is needed.
NOBODY = UUID(int=0)


def opaque(kind: str, key: UUID | str) -> str:
    """The identifier that clients hold: URL-safe, and bound to the kind of thing."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def named(text: str) -> tuple[str, UUID] | None:
    """Kind and key behind an opaque identifier, or None when it was never one of ours."""
    try:
        kind, _, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        found = UUID(key)
    except (binascii.Error, UnicodeError, ValueError):
        return None
    # Only the exact form that we give out counts: two spellings of one id would be two cache keys.
    return (kind, found) if opaque(kind, found) == text else None


def key_of(kind: str, text: str) -> UUID | None:
    """The key behind an opaque identifier of this kind, or None."""
    match named(text):
        case (found, key) if found == kind:
            return key
    return None
