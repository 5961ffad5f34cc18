"""Signing keys: derived from the operator's secret, or generated once and shared through the database."""

import hashlib
import hmac
import secrets

from tortoise import fields
from tortoise.models import Model

from models.changes import change

_secret: bytes | None = None


class SigningKey(Model):
    """A key for one purpose, made by whichever worker needed it first."""

    purpose = fields.CharField(max_length=40, primary_key=True)
    value = fields.CharField(max_length=64)

    class Meta:
        table = "signing_key"


def use_secret(secret: str | None) -> None:
    """Derives all keys from this secret; without one, they are stored in the database."""
    global _secret
    _secret = secret.encode() if secret else None


async def signing_key(purpose: str) -> bytes:
    """The key for a purpose; every worker gets the same one."""
    if _secret is not None:
        return hmac.digest(_secret, purpose.encode(), hashlib.sha256)
    found = await SigningKey.get_or_none(purpose=purpose)
    if found is None:
        async with change():
            mine = SigningKey(purpose=purpose, value=secrets.token_hex(32))
            await SigningKey.bulk_create([mine], ignore_conflicts=True)
            found = await SigningKey.get(purpose=purpose)
    return bytes.fromhex(found.value)
