"""Books of the journal as they are read: their entries by pages, and where each one ends."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from models.database.fetching import by_columns
from models.journal import Book, Entry
from models.pages import Page, Window, page_of


class RecordOrder(StrEnum):
    """The order of the entries: the first entry first, or the last one."""

    OLDEST = "OLDEST"
    NEWEST = "NEWEST"


async def entries_of(book: str, order: RecordOrder, window: Window, *, subject: UUID | None = None) -> Page[Entry]:
    """The entries of a book in order; only those that concern one thing, if it is given."""
    query = Entry.filter(book=book)
    if subject is not None:
        query = query.filter(subject_id=subject)
    if order is RecordOrder.NEWEST:
        return await page_of(query, ("-seq",), window, order="RECORD_NEWEST", shape=(int,))
    return await page_of(query, ("seq",), window, order="RECORD", shape=(int,))


async def predecessors_of(entries: Sequence[Entry]) -> list[str]:
    """The digest of the entry before each one; empty for the first entry of a book."""
    before = await by_columns(Entry, ("book", "seq"), [(entry.book, entry.seq - 1) for entry in entries])
    found = {(entry.book, entry.seq): entry.digest for entry in before}
    return [found.get((entry.book, entry.seq - 1), "") for entry in entries]


async def end_of(book: str) -> tuple[int, str]:
    """The number of entries of a book, and the digest of the last one."""
    found = await Book.get_or_none(name=book)
    return (found.length, found.digest) if found else (0, "")
