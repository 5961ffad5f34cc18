"""Keys that rise with time, and what the world sees of them: opaque ids, and cursors that only the server reads.

What is shown of a key is a permutation of its 16 bytes under a key of the platform, so that it tells nobody when a
thing was made, or which of two was made first. Rows are stored and paged by their keys as they are.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from struct import unpack
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from uuid_utils.compat import uuid7

# No row has this key; use it where a query needs a key that matches nothing.
NOBODY = UUID(int=0)
URL_SAFE = bytes.maketrans(b"+/", b"-_")


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


class _Veil:
    """The ciphers under one key of the platform; their contexts are kept, because ids are made by the thousand."""

    def __init__(self, key: bytes) -> None:
        # A single block under AES is a permutation of all blocks. There is nothing to chain: each key is one block.
        blocks = Cipher(algorithms.AES(_derived(key, b"ids")), modes.ECB())
        self.show: Callable[[bytes], bytes] = blocks.encryptor().update
        self.read: Callable[[bytes], bytes] = blocks.decryptor().update
        # Deterministic, so that the same position always has the same cursor.
        self.texts = AESSIV(_derived(key, b"cursors"))


_veil: _Veil | None = None


def use_id_key(key: bytes) -> None:
    """Sets the platform's key: at least 32 bytes, the same in every process and for the life of the database."""
    global _veil
    _veil = _Veil(key)


def _ours() -> _Veil:
    if _veil is None:
        raise RuntimeError("Ids cannot be made before the key of the platform is known.")
    return _veil


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, purpose, hashlib.sha256)


def shown(key: UUID) -> UUID:
    """What the world sees of a key."""
    return UUID(bytes=_ours().show(key.bytes))


def meant(seen: UUID) -> UUID:
    """The key behind what `shown` gave."""
    return UUID(bytes=_ours().read(seen.bytes))


def opaque(kind: str, key: UUID) -> str:
    """The opaque id that clients get: URL-safe, and bound to the kind of thing."""
    return _text(f"{kind}:".encode() + _ours().show(key.bytes))


def opaque_each(kind: str, keys: Iterable[UUID]) -> list[str]:
    """The opaque ids of many things of one kind."""
    blocks = _ours().show(b"".join([key.bytes for key in keys]))
    return _written([(kind, blocks)])[0]


def opaque_written(keys: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The same of the things of several kinds, whose keys are written as texts."""
    # All keys are shown in one piece, because each piece takes its time.
    blocks = _ours().show(bytes.fromhex("".join(chain.from_iterable(keys.values())).replace("-", "")))
    of_kinds, start = [], 0
    for kind, of in keys.items():
        end = start + 16 * len(of)
        of_kinds.append((kind, blocks[start:end]))
        start = end
    return _written(of_kinds)


def _written(of_kinds: Sequence[tuple[str, bytes]]) -> list[list[str]]:
    """The opaque ids with the blocks of each kind."""
    pieces, widths = [], []
    for kind, blocks in of_kinds:
        prefix, each = f"{kind}:".encode(), unpack("16s" * (len(blocks) // 16), blocks)
        # Ids of one kind are of one length. Filled up to multiples of three bytes, all are written in one piece.
        length = len(prefix) + 16
        rest = -length % 3
        if each:
            pieces += [prefix, (bytes(rest) + prefix).join(each), bytes(rest)]
        widths.append((len(each), (length + rest) // 3 * 4, rest))
    text, ids, start = _text(b"".join(pieces)), [], 0
    for count, width, rest in widths:
        end = start + count * width
        ids.append([text[at : at + width - rest] for at in range(start, end, width)])
        start = end
    return ids


def named(text: str) -> tuple[str, UUID] | None:
    """The kind and the key in an opaque id, or None if the text is not a valid id."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        name, _, block = raw.partition(b":")
        kind = name.decode()
    except (binascii.Error, UnicodeError, ValueError):
        return None
    # Accept only the exact form that we issue: two spellings of one id would be two cache keys.
    if _text(raw) != text:
        return None
    if len(block) == 16:
        return kind, UUID(bytes=_ours().read(block))
    return _named_formerly(kind, block)


def _named_formerly(kind: str, block: bytes) -> tuple[str, UUID] | None:
    """Reads ids of the form that was issued before, KIND:UUID: clients may have kept them. It is not issued again."""
    try:
        key = UUID(block.decode())
    except (UnicodeError, ValueError):
        return None
    return (kind, key) if str(key).encode() == block else None


def key_of(kind: str, text: str) -> UUID | None:
    """The key in an opaque id of this kind, or None."""
    match named(text):
        case (found, key) if found == kind:
            return key
    return None


def sealed(purpose: str, text: str) -> str:
    """A text that only the server can read or make, such as a cursor; the same each time for the same text."""
    return _text(_ours().texts.encrypt(text.encode(), [purpose.encode()]))


def sealed_each(purpose: str, texts: Iterable[str]) -> list[str]:
    """The same of many texts."""
    encrypt, bound = _ours().texts.encrypt, [purpose.encode()]
    found = [encrypt(text.encode(), bound) for text in texts]
    # Filled up to multiples of three bytes, they are written in one piece.
    text = _text(b"".join([each + bytes(-len(each) % 3) for each in found]))
    seals, start = [], 0
    for each in found:
        rest = -len(each) % 3
        end = start + (len(each) + rest) // 3 * 4
        seals.append(text[start : end - rest])
        start = end
    return seals


def unsealed(purpose: str, text: str) -> str | None:
    """The text in what `sealed` made for this purpose; None for anything else."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if _text(raw) != text:
            return None
        return _ours().texts.decrypt(raw, [purpose.encode()]).decode()
    except (binascii.Error, InvalidTag, UnicodeError, ValueError):
        return None


def _text(raw: bytes) -> str:
    return binascii.b2a_base64(raw, newline=False).translate(URL_SAFE).decode().rstrip("=")
