"""Keys that rise with time, and the opaque ids that clients see."""

import base64
import binascii
from dataclasses import dataclass
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): globally unique, and rising with the time of its creation."""
    return uuid7()


@dataclass(frozen=True, slots=True)
class Ref:
    """A parsed opaque id: a kind and a key, or neither if the text is not a valid id."""

    kind: str | None
    key: UUID | None
    text: str

    def of(self, kind: str) -> UUID | None:
        """The key, if the id is of this kind."""
        return self.key if self.kind == kind else None

    def __str__(self) -> str:
        return self.text


# No row has this key; use it where a query needs a key that matches nothing.
NOBODY = UUID(int=0)


def opaque(kind: str, key: UUID | str) -> str:
    """The opaque id that clients get: URL-safe, and bound to the kind of thing."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def named(text: str) -> tuple[str, UUID] | None:
    """The kind and the key in an opaque id, or None if the text is not a valid id."""
    try:
        kind, _, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        found = UUID(key)
    except (binascii.Error, UnicodeError, ValueError):
        return None
    # Accept only the exact form that we issue: two spellings of one id would be two cache keys.
    return (kind, found) if opaque(kind, found) == text else None


def key_of(kind: str, text: str) -> UUID | None:
    """The key in an opaque id of this kind, or None."""
    match named(text):
        case (found, key) if found == kind:
            return key
    return None
