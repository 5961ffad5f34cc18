"""Links: signed URLs for one file or calendar entry and one session, valid for a limited time."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from models.clock import now
from models.ids import NOBODY, meant, shown
from models.keys import signing_key

SIZE = 16 + 8 + hashlib.sha256().digest_size


class LinkKind(StrEnum):
    """What a link gives access to."""

    UPLOAD = "upload"
    FILE = "file"
    THUMBNAIL = "thumbnail"
    CALENDAR = "calendar"
    BUNDLE = "bundle"


PATHS = {
    LinkKind.UPLOAD: ("/uploads/{id}", "upload"),
    LinkKind.FILE: ("/files/{id}", "attachment"),
    LinkKind.THUMBNAIL: ("/files/{id}/thumbnail", "attachment"),
    LinkKind.CALENDAR: ("/calendars/{id}", "interview"),
    LinkKind.BUNDLE: ("/bundles/{id}", "contract"),
}


class LinkExpired(Exception):
    """The link is genuine but has expired."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Creates and verifies links; holds the key, so that many links need only one lookup of it."""

    key: bytes

    def link(
        self,
        kind: LinkKind,
        file: UUID,
        identify: Callable[[str, UUID], str],
        session: UUID | None,
        expires_at: datetime,
    ) -> str:
        """The path of a link, with its token in the query string, which is never logged.

        `identify` returns the opaque id of a thing for its kind and key.
        """
        path, thing = PATHS[kind]
        stated = shown(session or NOBODY).bytes + int(expires_at.timestamp()).to_bytes(8, "big")
        token = base64.urlsafe_b64encode(stated + self._seal(kind, file, stated)).decode().rstrip("=")
        return f"{path.format(id=identify(thing, file))}?token={token}"

    def session_in(self, kind: LinkKind, file: UUID, token: str) -> UUID | None:
        """The session that a link was created for, or None for a guest. Raises LinkExpired, or ValueError if forged."""
        try:
            parts = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            parts = b""
        stated, seal = parts[:24], parts[24:]
        if len(parts) != SIZE or not hmac.compare_digest(seal, self._seal(kind, file, stated)):
            raise ValueError("no link of ours")
        if datetime.fromtimestamp(int.from_bytes(stated[16:], "big"), UTC) <= now():
            raise LinkExpired
        session = meant(UUID(bytes=stated[:16]))
        return None if session == NOBODY else session

    def _seal(self, kind: LinkKind, file: UUID, stated: bytes) -> bytes:
        return hmac.digest(self.key, kind.encode() + b"\0" + file.bytes + stated, hashlib.sha256)


async def signer() -> Signer:
    return Signer(await signing_key("links"))
