"""The outbox: mails that a change wants sent, written in its transaction and handed over after it, each once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.changes import change
from models.clock import now
from models.ids import new_id


class Mail(Model):
    """One mail to one address, what it says is worked out when it is sent, from its kind and facts.

    Mails of the same bundle that are due together go as one, led by the first of them.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    key = fields.CharField(max_length=120, unique=True)
    address = fields.CharField(max_length=254)
    kind = fields.CharField(max_length=40)
    facts: dict[str, Any] = fields.JSONField()
    language = fields.CharField(max_length=8)
    time_zone = fields.CharField(max_length=64)
    bundle = fields.CharField(max_length=80, null=True)
    leader_id: UUID | None = fields.UUIDField(null=True)
    # An iCalendar object that goes with it.
    calendar = fields.TextField(null=True)
    created_at = fields.DatetimeField()
    # When to try next; whoever sends it moves this on first, and nothing is left to do where it is null.
    due_at = fields.DatetimeField(null=True)
    # From then on it would be of no use to whoever gets it.
    expires_at = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    sent_at = fields.DatetimeField(null=True)
    refused_at = fields.DatetimeField(null=True)
    failure = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "mail"
        indexes = (Index(fields=("due_at",)), Index(fields=("bundle", "sent_at")), Index(fields=("leader_id",)))


async def post(
    address: str,
    kind: str,
    *,
    facts: dict[str, str],
    language: str,
    zone: str,
    key: str,
    calendar: str | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Puts one mail into the outbox inside the running change; a key that is there already posts nothing."""
    await post_all(
        [
            Mail(
                key=key,
                address=address,
                kind=kind,
                facts=facts,
                language=language,
                time_zone=zone,
                calendar=calendar,
                created_at=now(),
                due_at=now(),
                expires_at=expires_at,
            )
        ]
    )


async def post_all(mails: Iterable[Mail]) -> None:
    """Puts mails into the outbox in one statement, each key once for ever."""
    async with change():
        await Mail.bulk_create(list(mails), ignore_conflicts=True)
