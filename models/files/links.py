"""Links: addresses that stand for one file or calendar entry, one session and a time, and that nobody can make up."""

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
from models.keys import signing_key

NOBODY = UUID(int=0)
SIZE = 16 + 8 + hashlib.sha256().digest_size


class LinkKind(StrEnum):
    """What a link is good for."""

    UPLOAD = "upload"
    FILE = "file"
    THUMBNAIL = "thumbnail"
    CALENDAR = "calendar"


PATHS = {
    LinkKind.UPLOAD: ("/uploads/{id}", "upload"),
    LinkKind.FILE: ("/files/{id}", "attachment"),
    LinkKind.THUMBNAIL: ("/files/{id}/thumbnail", "attachment"),
    LinkKind.CALENDAR: ("/calendars/{id}", "interview"),
}


class LinkExpired(Exception):
    """The link was ours, and its time is over."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Makes and reads links; has the key, so that many links cost one look for it."""

    key: bytes

    def link(
        self,
        kind: LinkKind,
        file: UUID,
        identify: Callable[[str, UUID], str],
        session: UUID | None,
        expires_at: datetime,
    ) -> str:
        """The path with its token; the token is in the query, which no log shows.

        `identify` gives the opaque id of a thing from its kind and key.
        """
        path, thing = PATHS[kind]
        stated = (session or NOBODY).bytes + int(expires_at.timestamp()).to_bytes(8, "big")
        token = base64.urlsafe_b64encode(stated + self._seal(kind, file, stated)).decode().rstrip("=")
        return f"{path.format(id=identify(thing, file))}?token={token}"

    def session_in(self, kind: LinkKind, file: UUID, token: str) -> UUID | None:
        """The session that a link was made for, None: a guest's. Raises LinkExpired, or ValueError for a forgery."""
        try:
            parts = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            parts = b""
        stated, seal = parts[:24], parts[24:]
        if len(parts) != SIZE or not hmac.compare_digest(seal, self._seal(kind, file, stated)):
            raise ValueError("no link of ours")
        if datetime.fromtimestamp(int.from_bytes(stated[16:], "big"), UTC) <= now():
            raise LinkExpired
        session = UUID(bytes=stated[:16])
        return None if session == NOBODY else session

    def _seal(self, kind: LinkKind, file: UUID, stated: bytes) -> bytes:
        return hmac.digest(self.key, kind.encode() + b"\0" + file.bytes + stated, hashlib.sha256)


async def signer() -> Signer:
    return Signer(await signing_key("links"))
