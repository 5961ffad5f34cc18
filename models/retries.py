"""Idempotency keys: the answer for a key is stored together with the change that it made."""

import hashlib
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.changes import change, write_last
from models.clock import now
from models.database import key_in_database, rows
from models.database.reading import Columns
from models.database.writing import Write, inserted
from models.errors import Refused
from models.ids import new_id

# How long a client may take to repeat a request with its key.
RETRIES_KEPT = timedelta(days=7)


class Retry(Model):
    """An idempotency key that a user sent with an operation, and the answer to it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user_id = fields.UUIDField()
    operation = fields.CharField(max_length=60)
    key = fields.CharField(max_length=200)
    fingerprint = fields.CharField(max_length=64)
    answer: dict[str, Any] = fields.JSONField(null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "retry"
        unique_together = (("user_id", "operation", "key"),)
        indexes = (Index(fields=("at",)),)


KEEP = "UPDATE retry SET answer = ? WHERE user_id = ? AND operation = ? AND key = ?"
RETRY = Columns(Retry, "retry")
OR_FORMER = "ON CONFLICT (user_id, operation, key) DO UPDATE SET at = retry.at RETURNING"


async def claim(user: UUID, operation: str, key: str, given: object) -> Retry | None:
    """Claims the key for this change, or returns its earlier answer; refuses other input (IDEMPOTENCY_MISMATCH).

    Call it inside the change whose answer it stores: if the change is rolled back, so is the claim.
    """
    fingerprint = _fingerprint(key, given)
    async with change():
        # A second request with the same key waits here until the first one has committed.
        mine = Retry(user_id=user, operation=operation, key=key, fingerprint=fingerprint, at=now())
        claimed = inserted(mine)
        (found,) = await rows(f"{claimed.statement} {OR_FORMER} {RETRY.listed}", *claimed.values)
    former = RETRY.in_row(found)
    return None if former.id == mine.id else _same(former, fingerprint)


async def claimed_before(user: UUID, operation: str, key: str, given: object) -> Retry | None:
    """The claim of this key whose change was committed, if there is one; refuses as `claim` does."""
    fingerprint = _fingerprint(key, given)
    former = await Retry.get_or_none(user_id=user, operation=operation, key=key)
    return None if former is None else _same(former, fingerprint)


def _fingerprint(key: str, given: object) -> str:
    if not 0 < len(key) <= 200 or not key.isprintable():
        raise Refused("INVALID_IDEMPOTENCY_KEY", "An idempotencyKey must have 1 to 200 printable characters.")
    return hashlib.sha256(json.dumps(given, sort_keys=True, default=str).encode()).hexdigest()


def _same(former: Retry, fingerprint: str) -> Retry:
    if former.fingerprint != fingerprint:
        raise Refused("IDEMPOTENCY_MISMATCH", "This idempotencyKey was already used with another input: use a new one.")
    return former


def keep(user: UUID, operation: str, key: str, answer: dict[str, Any]) -> None:
    """Stores the answer for the claimed key, when the running change ends."""
    write_last(Write(KEEP, (json.dumps(answer), key_in_database(user), operation, key)))
