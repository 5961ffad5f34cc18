"""The journal: who did what, from which state to which, why and when; chained so that nothing can be changed unseen.

An entry's digest is sha256 over the canonical form of the entry with its predecessor's digest:
JSON with sorted keys, no blanks, UTF-8 unescaped, of the fields book, seq, action, actor, subject,
reason, facts, at (ISO 8601 with microseconds, +00:00) and previous. The first one's previous is "".
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.changes import change
from models.database import rows
from models.ids import new_id


class Book(Model):
    """One journal: how many entries it has and the digest of the last, so that a cut end is seen."""

    name = fields.CharField(max_length=80, primary_key=True)
    length = fields.IntField()
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "journal_book"


class Entry(Model):
    """One line of a journal, never changed, never deleted."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    book = fields.CharField(max_length=80)
    seq = fields.IntField()
    action = fields.CharField(max_length=40)
    actor_id = fields.UUIDField(null=True)
    subject_id = fields.UUIDField(null=True)
    reason = fields.TextField(null=True)
    facts: dict[str, Any] = fields.JSONField()
    at = fields.DatetimeField()
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "journal_entry"
        unique_together = (("book", "seq"),)


async def enter(
    book: str,
    action: str,
    *,
    by: UUID | None,
    subject: UUID | None = None,
    reason: str | None = None,
    **facts: object,
) -> None:
    """Writes the next entry of a book inside the running change; the actor None is the clock (EB-13)."""
    async with change() as running:
        # Locks the book's row until the commit: entries are chained in the order of their commits.
        await rows(
            "INSERT INTO journal_book (name, length, digest) VALUES (?, 0, '') "
            "ON CONFLICT (name) DO UPDATE SET length = journal_book.length",
            book,
        )
        last = await Book.get(name=book)
        entry = Entry(
            book=book,
            seq=last.length + 1,
            action=action,
            actor_id=by,
            subject_id=subject,
            reason=reason,
            facts=facts,
            at=running.at,
        )
        entry.digest = digest_of(canonical(entry, previous=last.digest))
        await entry.save()
        await Book.filter(name=book).update(length=entry.seq, digest=entry.digest)


def canonical(entry: Entry, *, previous: str) -> str:
    """The text that an entry's digest is taken of: see the module's docstring."""
    fields_ = {
        "book": entry.book,
        "seq": entry.seq,
        "action": entry.action,
        "actor": entry.actor_id and str(entry.actor_id),
        "subject": entry.subject_id and str(entry.subject_id),
        "reason": entry.reason,
        "facts": entry.facts,
        "at": _instant(entry.at),
        "previous": previous,
    }
    return json.dumps(fields_, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def first_broken(book: str) -> int | None:
    """The number of the first entry that is altered, missing or out of place; None when the book is intact (WB-10)."""
    entries = await Entry.filter(book=book).order_by("seq")
    last = await Book.get_or_none(name=book)
    return broken_in(entries, length=last.length if last else 0, digest=last.digest if last else "")


def broken_in(entries: Sequence[Entry], *, length: int, digest: str) -> int | None:
    """Checks a copy of a book against its last known length and digest, without any database (WB-11)."""
    previous = ""
    for place, entry in enumerate(entries, start=1):
        if entry.seq != place or place > length or entry.digest != digest_of(canonical(entry, previous=previous)):
            return place
        previous = entry.digest
    if len(entries) < length:
        return len(entries) + 1
    # A chain that was made anew throughout is whole in itself: only its end is not the one that was known.
    return None if previous == digest else len(entries)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
