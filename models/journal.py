"""The journal: who did what and when, from which state to which, and why; hash-chained to make tampering visible.

An entry's digest is the SHA-256 of its canonical form, which includes the digest of the previous entry: JSON with
sorted keys, no whitespace and unescaped UTF-8, with the fields book, seq, action, actor, subject, facts, at (ISO 8601
with microseconds and +00:00), previous, form and texts. In the first entry, previous is "".

Texts that users typed are stored outside the chain, each with a salt. In the canonical form, `texts` maps each name
to the SHA-256 of salt and text, so that a text can be erased and the chain stays valid. Things are named by what the
world sees of their keys (`models/ids.py`), in book, actor, subject and facts.

Older entries stay as they are. Form 2 names things by their keys. Form 1 does too, has no form and no texts, and
contains the reason as plain text.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.changes import change, record
from models.database import in_snapshot, is_postgres, reader, rows
from models.database.writing import Write, inserted, values_of, write
from models.events import Event
from models.ids import new_id, shown
from models.pacing import Pace

FORM = 3
ENTRIES_AT_ONCE = 100
# After about so many entries a long check keeps how far it got.
KEPT_EACH = 5_000
# The kinds of book whose entries are told on the stream that has the name of the book.
TOLD = frozenset({"demand"})
SALT_BYTES = 16
# What the canonical form of an entry has if it is the first one; of others, PostgreSQL puts in what is there instead.
FIRST = '"previous":"","seq":1,'
CHAINED = ("id", "action", "actor_id", "subject_id", "facts", "at", "form", "texts")
CHAIN = """
WITH book AS (
  INSERT INTO journal_book (name, length, digest) VALUES (?, 1, ?)
  ON CONFLICT (name) DO UPDATE SET length = journal_book.length + 1, digest = encode(sha256(convert_to(
    ?::text || '"previous":"' || journal_book.digest || '","seq":' || (journal_book.length + 1)::text || ',' || ?::text,
    'UTF8')), 'hex')
  RETURNING name, length, digest)
INSERT INTO journal_entry (book, seq, digest, id, action, actor_id, subject_id, facts, at, form, texts)
SELECT name, length, digest, ?::uuid, ?::text, ?::uuid, ?::uuid, ?::jsonb, ?::timestamptz, ?::smallint, ?::jsonb
FROM book RETURNING seq, digest"""
KEEP_BOOK = (
    "INSERT INTO journal_book (name, length, digest) VALUES (?, ?, ?) "
    "ON CONFLICT (name) DO UPDATE SET length = excluded.length, digest = excluded.digest"
)
SALT = re.compile(f"[0-9a-f]{{{2 * SALT_BYTES}}}")


class Book(Model):
    """A journal: its number of entries and the digest of the last one, so that a missing end is found."""

    name = fields.CharField(max_length=80, primary_key=True)
    length = fields.IntField()
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "journal_book"


class Checked(Model):
    """Up to where a journal was found intact: the number of entries, and the digest of the last one of them."""

    name = fields.CharField(max_length=80, primary_key=True)
    length = fields.IntField()
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "journal_checked"


class Entry(Model):
    """An entry of a journal. It is never deleted, and never changed except to erase its texts."""

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
    form = fields.SmallIntField(default=1, db_default=1)
    texts: dict[str, Any] | None = fields.JSONField(null=True)

    class Meta:
        table = "journal_entry"
        unique_together = (("book", "seq"),)
        indexes = (Index(fields=("subject_id", "seq")),)


@dataclass(frozen=True, slots=True)
class EntryAdded(Event):
    """A book has another entry."""

    kind: ClassVar[str] = "entry.added"
    entry: UUID


@dataclass(frozen=True, slots=True)
class Text:
    """A text that somebody typed for an entry, with its salt in hexadecimal; both are None once erased."""

    name: str
    digest: str
    salt: str | None
    text: str | None

    @property
    def fits(self) -> bool:
        """Whether the digest matches salt and text, or both are erased."""
        if not (isinstance(self.salt, str) and isinstance(self.text, str)):
            return self.salt is None and self.text is None
        # The length is fixed: otherwise bytes could be shifted between salt and text without changing the digest.
        return SALT.fullmatch(self.salt) is not None and self.digest == _salted(self.salt, self.text)


async def enter(
    book: str,
    action: str,
    *,
    by: UUID | None,
    subject: UUID | None = None,
    reason: str | None = None,
    texts: Mapping[str, str | None] | None = None,
    **facts: object,
) -> Entry:
    """Writes the next entry of a book within the running change; `by` is None for the clock (EB-13).

    Put everything that a user typed into `reason` or `texts`: facts can never be erased. Use the fact `cause` for
    reasons that the program gives, or that the user picked from a list. Give the keys of things as UUIDs.
    """
    typed = {"reason": reason, **(texts or {})}
    async with change() as running:
        entry = Entry(
            book=book,
            seq=1,
            action=action,
            actor_id=by,
            subject_id=subject,
            facts={name: _named(fact) for name, fact in facts.items()},
            at=running.at,
            form=FORM,
            texts={name: _sealed(text) for name, text in typed.items() if text is not None},
        )
        await (_chained if is_postgres() else _chained_alone)(entry)
        if book.partition(":")[0] in TOLD:
            record(book, EntryAdded(entry.id), by=by)
    return entry


async def _chained(entry: Entry) -> None:
    """Writes the entry behind the last one of its book; PostgreSQL computes the digest.

    It locks the book's row until the commit, so that entries are chained in the order of their commits.
    """
    first = canonical(entry, previous="")
    # Behind these two there are only the subject and digests.
    head, _, tail = first.rpartition(FIRST)
    (written,) = await rows(CHAIN, entry.book, digest_of(first), head, tail, *values_of(entry, *CHAINED))
    entry.seq, entry.digest, entry._saved_in_db = written["seq"], written["digest"], True


async def _chained_alone(entry: Entry) -> None:
    """The same on SQLite, which has only one writer."""
    found = await rows("SELECT length, digest FROM journal_book WHERE name = ?", entry.book)
    entry.seq, previous = (found[0]["length"] + 1, found[0]["digest"]) if found else (1, "")
    entry.digest = digest_of(canonical(entry, previous=previous))
    await write(inserted(entry), Write(KEEP_BOOK, (entry.book, entry.seq, entry.digest)))


async def forget_texts(entries: Iterable[Entry]) -> list[Entry]:
    """Erases the typed texts of these entries for good; their books stay intact.

    Returns the entries of form 1, whose reason cannot be erased because it is part of the chain.
    """
    in_order = sorted(entries, key=lambda entry: (entry.book, entry.seq))
    async with change():
        for entry in in_order:
            if entry.texts:
                hide_texts(entry)
                await entry.save(update_fields=["texts"])
    return [entry for entry in in_order if entry.reason is not None]


def hide_texts(entry: Entry) -> None:
    """Leaves out the typed texts of an entry, as if they were erased; it is not saved."""
    entry.texts = {name: {**kept, "salt": None, "text": None} for name, kept in (entry.texts or {}).items()}


def texts_of(entry: Entry) -> list[Text]:
    """The typed texts of an entry, sorted by name."""
    # A tampered entry may contain anything: never fail here, so that the check can report it.
    stored = entry.texts if isinstance(entry.texts, dict) else {}
    return [
        Text(name, kept.get("digest", ""), kept.get("salt"), kept.get("text"))
        for name, kept in sorted(stored.items())
        if isinstance(kept, dict)
    ]


def reason_of(entry: Entry) -> str | None:
    """The reason to show: the cause, the typed reason, or both."""
    if entry.form == 1:
        return entry.reason
    typed = next((each.text for each in texts_of(entry) if each.name == "reason"), None)
    return ": ".join(part for part in (entry.facts.get("cause"), typed) if part) or None


def canonical(entry: Entry, *, previous: str) -> str:
    """The text that is hashed for an entry's digest: see the module's docstring."""
    is_named = entry.form >= FORM
    fields_ = {
        "book": book_named(entry.book) if is_named else entry.book,
        "seq": entry.seq,
        "action": entry.action,
        "actor": entry.actor_id and str(shown(entry.actor_id) if is_named else entry.actor_id),
        "subject": entry.subject_id and str(shown(entry.subject_id) if is_named else entry.subject_id),
        "facts": entry.facts,
        "at": _instant(entry.at),
        "previous": previous,
    }
    if entry.form == 1:
        fields_ |= {"reason": entry.reason}
    else:
        fields_ |= {"form": entry.form, "texts": {each.name: each.digest for each in texts_of(entry)}}
    return json.dumps(fields_, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def book_named(book: str) -> str:
    """A book under the name that its entries have for it: the kind of its thing, and what is shown of the key."""
    kind, _, key = book.partition(":")
    try:
        return f"{kind}:{shown(UUID(key))}"
    except ValueError:  # a book of no thing
        return book


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def first_broken(book: str) -> int | None:
    """The number of the first entry that is altered, missing or misplaced; None if the book is intact (WB-10).

    Reads every entry, whatever was checked before, and keeps up to where the book is intact for `recheck`.
    """
    kept = await Checked.get_or_none(name=book)
    broken, place, digest = await _walk(book, 0, "", keeps=kept is None)
    if broken is not None:
        # From now on `recheck` reads everything, too.
        await _forget(book)
    elif kept is not None and not await _is_as(kept):
        # All digests fit each other, but they are not those that were checked: the book was written anew.
        return min(kept.length, place + 1)
    else:
        await _keep(book, place, digest)
    return broken


async def recheck(book: str) -> int | None:
    """The same for the entries that were added since the book was last found intact.

    Earlier entries count as they did then, as long as the last of them still has the digest that it had.
    """
    kept = await Checked.get_or_none(name=book)
    if kept is None or not await _is_as(kept):
        return await first_broken(book)
    broken, place, digest = await _walk(book, kept.length, kept.digest, keeps=True)
    if broken is not None:
        # An earlier entry may be broken as well.
        return await first_broken(book)
    if place - kept.length >= ENTRIES_AT_ONCE:
        await _keep(book, place, digest)
    return None


async def _is_as(kept: Checked) -> bool:
    """Whether the entry up to which a book was checked still has the digest that it had."""
    return await Entry.exists(book=kept.name, seq=kept.length, digest=kept.digest)


async def _walk(book: str, place: int, previous: str, *, keeps: bool) -> tuple[int | None, int, str]:
    """Checks the entries behind a place, after which the chain has this digest.

    With `keeps`, it keeps on the way how far it got, so that a check that is broken off has not been for nothing.
    Returns the number of the first broken entry, or None; and up to where the book is intact, with the digest there.
    """
    pace = Pace()
    query = Entry.filter(book=book).order_by("seq").limit(ENTRIES_AT_ONCE).using_db(reader())
    while True:
        # Before the entries: what is written meanwhile makes more entries than the book says, and is read next.
        last = await Book.filter(name=book).using_db(reader()).first()
        entries = await (query.filter(seq__gt=place) if place else query)
        for entry in entries:
            await pace.keep()
            if entry.seq != place + 1 or not _is_intact(entry, previous):
                return place + 1, place, previous
            place, previous = entry.seq, entry.digest
        if keeps and entries and place % KEPT_EACH < ENTRIES_AT_ONCE:
            await _keep(book, place, previous)
        if not entries:
            length, digest = (last.length, last.digest) if last else (0, "")
            return _broken_end(place, previous, length=length, digest=digest), place, previous


async def _keep(book: str, place: int, digest: str) -> None:
    """Keeps up to where a book is intact. Checking a short one again is as quick; a snapshot is for reading alone."""
    if place >= ENTRIES_AT_ONCE and not in_snapshot():
        await rows(
            "INSERT INTO journal_checked (name, length, digest) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET length = excluded.length, digest = excluded.digest",
            book,
            place,
            digest,
        )


async def _forget(book: str) -> None:
    if not in_snapshot():
        await rows("DELETE FROM journal_checked WHERE name = ?", book)


def broken_in(entries: Sequence[Entry], *, length: int, digest: str) -> int | None:
    """Checks a copy of a book against its last known length and digest, without a database (WB-11)."""
    previous = ""
    for place, entry in enumerate(entries, start=1):
        if entry.seq != place or place > length or not _is_intact(entry, previous):
            return place
        previous = entry.digest
    return _broken_end(len(entries), previous, length=length, digest=digest)


def _broken_end(count: int, previous: str, *, length: int, digest: str) -> int | None:
    if count != length:
        return min(count, length) + 1
    # A chain that was recomputed throughout is consistent in itself: only its last digest differs from the known one.
    return None if previous == digest else count


def _is_intact(entry: Entry, previous: str) -> bool:
    # A column that the form does not use is not covered by the digest, so it must be empty.
    stray = entry.texts if entry.form == 1 else entry.reason
    return (
        stray is None
        and entry.digest == digest_of(canonical(entry, previous=previous))
        and all(each.fits for each in texts_of(entry))
    )


def _named(fact: object) -> object:
    """A fact as it stands in the journal, where keys are named by what is shown of them."""
    if isinstance(fact, UUID):
        return str(shown(fact))
    return [_named(each) for each in fact] if isinstance(fact, list) else fact


def _sealed(text: str) -> dict[str, str]:
    salt = secrets.token_hex(SALT_BYTES)
    return {"digest": _salted(salt, text), "salt": salt, "text": text}


def _salted(salt: str, text: str) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
