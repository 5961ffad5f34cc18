"""Checking a record again reads what was added; an operator's check reads all of it (WB-10, WB-11)."""

import os
from uuid import UUID

import pytest

from models.changes import change
from models.database import rows, snapshot
from models.demands.demand import book_of
from models.ids import shown
from models.journal import (
    ENTRIES_AT_ONCE,
    Book,
    Checked,
    Entry,
    broken_in,
    canonical,
    digest_of,
    enter,
    first_broken,
    recheck,
)
from schema.kinds import identify
from tests.support.api.processes import Process
from tests.support.api.server import OURS, main
from tests.support.domain.chains import unguarded
from tests.support.domain.inside import START
from tests.support.domain.statements import statements

# The chain is computed and checked in Python.
pytestmark = pytest.mark.anywhere

DEMAND = UUID("018f0000-0000-7000-8000-000000000000")
BOOK, LONG = book_of(DEMAND), 120


async def long_book() -> tuple[list[Entry], Book]:
    """A book that is long enough for its place to be kept."""
    entries, previous = [], ""
    for seq in range(1, LONG + 1):
        entry = Entry(book=BOOK, seq=seq, action="NOTED", facts={}, at=START, digest="", form=3, texts={})
        previous = entry.digest = digest_of(canonical(entry, previous=previous))
        entries.append(entry)
    await Entry.bulk_create(entries)
    book = await Book.create(name=BOOK, length=LONG, digest=previous)
    assert await recheck(BOOK) is None
    return entries, book


async def add_entries(count: int) -> None:
    for _ in range(count):
        async with change():
            await enter(BOOK, "NOTED", by=None)


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_a_record_is_checked_once_and_then_what_was_added() -> None:
    await long_book()
    await add_entries(3)
    with statements() as asked:
        assert await recheck(BOOK) is None
    read = [each for each in asked if 'FROM "journal_entry"' in each and "ORDER BY" in each]
    places = [int(each.rpartition(": ")[2].split(", ")[1]) for each in read]
    assert places == [LONG, LONG + 3], "no entry before the place that is kept"
    assert len(asked) <= 7
    assert (await Checked.get(name=BOOK)).length == LONG, "a few entries are not worth a write"
    await add_entries(ENTRIES_AT_ONCE - 3)
    assert await recheck(BOOK) is None
    last = await Book.get(name=BOOK)
    kept = await Checked.get(name=BOOK)
    assert (kept.length, kept.digest) == (last.length, last.digest) == (LONG + ENTRIES_AT_ONCE, last.digest)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("tampering", "seen"),
    [
        (("UPDATE journal_entry SET action = 'PRAISED' WHERE seq = 122",), (122, 122)),
        (("DELETE FROM journal_entry WHERE seq = 121",), (121, 121)),
        (("UPDATE journal_entry SET digest = 'd' WHERE seq = 120",), (120, 120)),
        (("DELETE FROM journal_entry WHERE seq = 120",), (120, 120)),
        (("UPDATE journal_book SET digest = 'd'",), (122, 122)),
        (("UPDATE journal_book SET length = 119",), (120, 120)),
        (("DELETE FROM journal_entry",), (1, 1)),
        (("UPDATE journal_checked SET digest = 'd'",), (120, 120)),
        (("UPDATE journal_entry SET action = 'PRAISED' WHERE seq IN (7, 122)",), (7, 7)),
        # What was checked before is not read again until somebody checks all of it.
        (("UPDATE journal_entry SET action = 'PRAISED' WHERE seq = 7",), (None, 7)),
        (("DELETE FROM journal_entry WHERE seq = 7",), (None, 7)),
    ],
)
async def test_wb10_what_a_later_check_notices_and_what_only_a_whole_one(
    tampering: tuple[str, ...], seen: tuple[int | None, int]
) -> None:
    await long_book()
    await add_entries(2)
    await unguarded()
    for statement in tampering:
        await rows(statement)
    later, whole = seen
    assert await recheck(BOOK) == later
    assert await first_broken(BOOK) == whole
    assert await recheck(BOOK) == whole, "what a whole check has found stays found"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("length", "broken"), [(LONG, LONG), (LONG - 5, LONG - 4)])
async def test_wb11_a_record_that_was_written_anew_is_not_the_one_that_was_checked(length: int, broken: int) -> None:
    entries, book = await long_book()
    await unguarded()
    await rows("DELETE FROM journal_entry")
    previous = ""
    forged = [Entry(book=BOOK, seq=each.seq, action="FORGED", facts={}, at=START, form=3, texts={}) for each in entries]
    for entry in forged[:length]:
        previous = entry.digest = digest_of(canonical(entry, previous=previous))
    await Entry.bulk_create(forged[:length])
    await Book.filter(name=BOOK).update(length=length, digest=previous)
    for check in (recheck, first_broken, recheck):
        assert await check(BOOK) == broken
    assert broken_in(forged[:length], length=book.length, digest=book.digest) is not None


@pytest.mark.usefixtures("database")
async def test_a_check_within_a_snapshot_writes_nothing() -> None:
    await long_book()
    await Checked.all().delete()
    async with snapshot():
        assert await recheck(BOOK) is None
    assert await Checked.all().count() == 0


async def test_the_operator_checks_whatever_was_kept(database: str) -> None:
    await long_book()
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    environment = {**inherited, "DATABASE_URL": database}

    def check(*arguments: str) -> tuple[int, str, str]:
        ended = main("check", *arguments, env=environment, zygote=Process.zygote)
        return ended.returncode, ended.stdout, ended.stderr

    assert check() == (0, "Every journal is intact.\n", "")
    assert check(identify("demand", DEMAND)) == (0, "The record is intact.\n", "")
    await unguarded()
    await rows("UPDATE journal_entry SET action = 'PRAISED' WHERE seq = 7")
    assert await recheck(BOOK) is None
    for arguments in ((), (identify("demand", DEMAND),)):
        assert check(*arguments) == (1, "", f"demand:{shown(DEMAND)} is broken at entry 7.\n")
    assert await recheck(BOOK) == 7
    code, _, said = check("nothing")
    assert (code, said) == (1, "nothing is not the id of a demand with a record.\n")
