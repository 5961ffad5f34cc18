"""The selection record: what was decided on a demand, by whom and why; append-only and hash-chained (WB-10)."""

from collections.abc import Sequence

from models.demands.demand import Demand, book_of
from models.journal import Book, Entry, first_broken
from models.pages import Page, Window, page_of


async def entries_of(demand: Demand, window: Window) -> Page[Entry]:
    """The entries in order."""
    return await page_of(Entry.filter(book=book_of(demand.id)), ("seq",), window, order="RECORD", shape=(int,))


async def predecessors_of(entries: Sequence[Entry]) -> list[str]:
    """The digest of the entry before each one; empty for the first entry."""
    before = Entry.filter(book__in={entry.book for entry in entries}, seq__in={entry.seq - 1 for entry in entries})
    found = {(entry.book, entry.seq): entry.digest for entry in await before}
    return [found.get((entry.book, entry.seq - 1), "") for entry in entries]


async def end_of(demand: Demand) -> tuple[int, str]:
    """The number of entries and the digest of the last one."""
    book = await Book.get_or_none(name=book_of(demand.id))
    return (book.length, book.digest) if book else (0, "")


async def first_broken_seq(demand: Demand) -> int | None:
    """The number of the first entry that is altered, missing or misplaced; None if the record is intact."""
    return await first_broken(book_of(demand.id))
