"""Keys: derived from the operator's secrets, or generated once and shared through the database."""

import hashlib
import hmac
import secrets

from tortoise import fields
from tortoise.models import Model

from models.changes import change
from models.ids import use_id_key

_secret: bytes | None = None
_id_key: bytes | None = None


class OtherIdSecret(Exception):
    """The ids in this database were made with another secret than the one that is set now."""


class SigningKey(Model):
    """A signing key for one purpose, created by the first worker that needed it."""

    purpose = fields.CharField(max_length=40, primary_key=True)
    value = fields.CharField(max_length=64)

    class Meta:
        table = "signing_key"


def use_secret(secret: str | None) -> None:
    """Derives all keys from this secret; without one, they are stored in the database."""
    global _secret
    _secret = secret.encode() if secret else None


def use_id_secret(secret: str | None) -> None:
    """Derives the key of ids from this secret; without one, it is stored in the database."""
    global _id_key
    _id_key = hmac.digest(secret.encode(), b"ids", hashlib.sha256) if secret else None
    if _id_key is not None:
        use_id_key(_id_key)


async def signing_key(purpose: str) -> bytes:
    """The key for a purpose; every worker gets the same one."""
    if _secret is not None:
        return hmac.digest(_secret, purpose.encode(), hashlib.sha256)
    return bytes.fromhex(await _kept(purpose, secrets.token_hex(32)))


async def open_ids() -> None:
    """Makes the key of ids known to this process; raises OtherIdSecret if this database has ids of another key.

    Clients keep ids, and selection records are chained over them: unlike the key of links, this one never changes.
    """
    key = _id_key or bytes.fromhex(await _kept("ids", secrets.token_hex(32)))
    known = hashlib.sha256(key).hexdigest()
    if await _kept("ids, known by", known) != known:
        raise OtherIdSecret("this database has ids that were made with another secret, or with none: set that again.")
    use_id_key(key)


async def _kept(purpose: str, value: str) -> str:
    """The value that the database has for a purpose: this one, if it had none."""
    found = await SigningKey.get_or_none(purpose=purpose)
    if found is None:
        async with change():
            await SigningKey.bulk_create([SigningKey(purpose=purpose, value=value)], ignore_conflicts=True)
            found = await SigningKey.get(purpose=purpose)
    return found.value
