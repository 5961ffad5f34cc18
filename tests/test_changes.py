"""Changes: state, journal and events commit together, in order, and are published only afterwards."""

import asyncio
import itertools
import sqlite3
import types
from collections.abc import Coroutine, Generator, Iterator, Sequence
from functools import partial
from typing import Any

import asyncpg
import pytest
from structlog.testing import capture_logs
from tortoise.exceptions import IntegrityError, OperationalError

from models.accounts.parties import lock_parties
from models.changes import (
    RUNS,
    StoredEvent,
    StreamHead,
    afterwards,
    change,
    close_with,
    on_news,
    record,
    stamp,
    tried_again,
    write_last,
)
from models.database import ABORTED, connection, is_postgres, rows, take_turns, writing
from models.database.finishing import finished
from models.database.writing import Write
from models.ids import new_id
from models.journal import Book, Entry, enter, first_broken
from models.retries import Retry, claim, keep
from tests.conftest import DIALECT
from tests.support.api.services import sqlite_file
from tests.support.domain.inside import somebody
from tests.support.domain.noted import noted
from tests.support.waiting import PATIENCE

# Not of a kind whose books tell of their entries on a stream.
STREAM = "book:test"
# A row of `stream_head` that its columns refuse, and one that they take.
WRITTEN = ("NULL, 'e', 1, 0)", "'other', 'e', 1, 0)")
Heard = list[list[tuple[str, int, str]]]

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What listeners receive while the test runs."""
    news: Heard = []
    stop = on_news(lambda events: news.append(told_of(events)))
    yield news
    stop()


def told_of(events: Sequence[StoredEvent]) -> list[tuple[str, int, str]]:
    return [(event.stream, event.seq, event.kind) for event in events]


async def write(text: str = "written", *, stream: str = STREAM) -> None:
    """One change with an entry in a journal and an event."""
    async with change():
        await enter(stream, text, by=None)
        record(stream, noted(text), by=None)


async def told(stream: str = STREAM) -> list[tuple[int, str]]:
    return [(event.seq, event.kind) for event in await StoredEvent.filter(stream=stream).order_by("seq")]


async def test_what_happened_is_told_once_after_the_commit(heard: Heard) -> None:
    async with change():
        record(STREAM, noted("one"), by=None)
        record("market", noted("one"), by=None)
        record(STREAM, noted("two"), by=None)
        assert heard == []
    assert heard == [[(STREAM, 1, "one"), (STREAM, 2, "two"), ("market", 1, "one")]]
    assert await told() == [(1, "one"), (2, "two")]
    assert await told("market") == [(1, "one")]


async def test_cm4_a_change_that_fails_leaves_nothing_and_tells_nobody(heard: Heard) -> None:
    async def fail() -> None:
        async with change():
            await write()
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert heard == []
    assert (await StoredEvent.all().count(), await StreamHead.all().count()) == (0, 0)
    assert (await Entry.all().count(), await Book.all().count()) == (0, 0)
    await write()
    assert await told() == [(1, "written")]


async def test_cm4_an_event_is_seen_by_nobody_before_its_commit(database: str) -> None:
    async with change():
        record(STREAM, noted("written"), by=None)
        await enter(STREAM, "WRITTEN", by=None)
        assert await in_another_connection(database, "SELECT count(*) FROM journal_entry") == 0
    assert await in_another_connection(database, "SELECT count(*) FROM journal_entry") == 1
    assert await in_another_connection(database, "SELECT count(*) FROM event") == 1


async def test_a_change_inside_another_is_part_of_it(heard: Heard) -> None:
    async with change() as outer:
        await write("inner")
        async with change() as inner:
            assert inner is outer
            record(STREAM, noted("outer"), by=None)
        assert heard == []
    assert heard == [[(STREAM, 1, "inner"), (STREAM, 2, "outer")]]
    assert await told() == [(1, "inner"), (2, "outer")]


async def test_a_listener_that_fails_is_logged_and_harms_nobody(heard: Heard) -> None:
    def fail(_: Sequence[StoredEvent]) -> None:
        raise LookupError("deaf")

    after: Heard = []
    stops = [on_news(fail), on_news(lambda events: after.append(told_of(events)))]
    try:
        with capture_logs() as logs:
            await write()
    finally:
        for stop in stops:
            stop()
    assert [(line["event"], line["streams"]) for line in logs] == [("listener_failed", [STREAM])]
    assert heard == after == [[(STREAM, 1, "written")]]
    assert await told() == [(1, "written")]


async def test_a_listener_that_was_stopped_hears_no_more() -> None:
    news: Heard = []
    stop = on_news(lambda events: news.append(told_of(events)))
    await write()
    stop()
    await write()
    assert news == [[(STREAM, 1, "written")]]


@pytest.mark.parametrize("act", [stamp, lambda: record(STREAM, noted("written"), by=None)])
def test_outside_a_change_nothing_can_be_recorded(act: Any) -> None:
    with pytest.raises(RuntimeError, match="change"):
        act()


async def test_a_change_of_another_task_is_not_joined() -> None:
    """Two requests at once never share a transaction."""
    inside, leave = asyncio.Event(), asyncio.Event()

    async def stay() -> None:
        async with change():
            record(STREAM, noted("stayed"), by=None)
            inside.set()
            await leave.wait()
            raise LookupError

    staying = asyncio.create_task(stay())
    await inside.wait()
    other = asyncio.create_task(write("other"))
    leave.set()
    await other
    with pytest.raises(LookupError):
        await staying
    assert await told() == [(1, "other")]


async def test_numbers_rise_without_gaps_under_sixteen_writers() -> None:
    """Sequence numbers have no gaps and journals stay intact, although every fourth change is rolled back."""

    async def keep_writing(writer: int) -> None:
        for turn in range(10):
            try:
                async with change():
                    await enter(STREAM, "WRITTEN", by=None, writer=writer)
                    for stream in (f"user:{writer % 3}", STREAM, "market"):
                        record(stream, noted(f"{writer}/{turn}"), by=None)
                    if turn % 4 == 3:
                        raise LookupError
            except LookupError:
                continue

    await asyncio.gather(*map(keep_writing, range(16)))
    numbers = [number for number, _ in await told()]
    assert numbers == list(range(1, 16 * 8 + 1))
    for writer in range(16):
        turns = [kind for _, kind in await told() if kind.startswith(f"{writer}/")]
        assert turns == [f"{writer}/{turn}" for turn in (0, 1, 2, 4, 5, 6, 8, 9)]
    for head in await StreamHead.all():
        assert [number for number, _ in await told(head.stream)] == list(range(1, head.last_seq + 1))
    assert (await Book.get(name=STREAM)).length == await Entry.all().count() == 16 * 8
    assert await first_broken(STREAM) is None


@pytest.mark.skipif(DIALECT == "sqlite", reason="SQLite has one writer at a time")
async def test_a_follower_loses_nothing_where_numbers_of_a_sequence_would_lose_an_event(database: str) -> None:
    """Without the lock on the head, a number could become visible after a higher one."""
    slow, quick = await asyncpg.connect(database), await asyncpg.connect(database)
    await quick.execute("CREATE TABLE naive (id bigserial PRIMARY KEY, what text)")
    transaction = slow.transaction()
    await transaction.start()
    await slow.execute("INSERT INTO naive (what) VALUES ('slow')")
    await quick.execute("INSERT INTO naive (what) VALUES ('quick')")
    seen = await quick.fetch("SELECT id, what FROM naive ORDER BY id")
    await transaction.commit()
    later = await quick.fetch("SELECT id, what FROM naive WHERE id > $1", seen[-1]["id"])
    assert [row["what"] for row in [*seen, *later]] == ["quick"]

    transaction = slow.transaction()
    await transaction.start()
    bump = "INSERT INTO stream_head (stream, epoch, last, floor) VALUES ($1, 'e', 1, 0) "
    await slow.execute(bump, STREAM)
    await slow.execute(
        "INSERT INTO event (stream, seq, kind, facts, at) VALUES ($1, 1, 'slow', '{}', current_timestamp)", STREAM
    )
    writing = asyncio.create_task(write("quick"))
    while not await quick.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110 - nobody tells when a lock is awaited
        await asyncio.sleep(0.01)
    assert await told() == []
    await transaction.commit()
    await writing
    assert await told() == [(1, "slow"), (2, "quick")]
    await slow.close()
    await quick.close()


@pytest.mark.skipif(DIALECT == "sqlite", reason="SQLite has one writer at a time")
async def test_what_a_deadlock_aborted_is_done_again_from_its_beginning(heard: Heard) -> None:
    meeting, runs = asyncio.Barrier(2), itertools.count(1)

    async def write_under(first: str, second: str) -> str:
        is_first_run = next(runs) <= 2
        async with change():
            await take_turns(first)
            if is_first_run:
                await meeting.wait()
            await enter(STREAM, f"{first}, {second}", by=None)
            record(STREAM, noted(first), by=None)
            await take_turns(second)
        return first

    crossing = [tried_again(partial(write_under, *turns)) for turns in (("one", "other"), ("other", "one"))]
    with capture_logs() as logs:
        assert await asyncio.gather(*crossing) == ["one", "other"]
    assert [(line["event"], line["run"]) for line in logs] == [("change_aborted", 1)]
    assert "DeadlockDetected" in logs[0]["error"]
    assert sorted(kind for _, kind in await told()) == ["one", "other"]
    assert sorted(kind for news in heard for _, _, kind in news) == ["one", "other"]
    assert await Entry.filter(book=STREAM).count() == 2
    assert await first_broken(STREAM) is None


@pytest.mark.skipif(DIALECT == "sqlite", reason="SQLite has one writer at a time")
async def test_what_is_aborted_every_time_is_given_up_and_within_a_change_only_its_whole_is_done_again() -> None:
    async def refuse_to_serialize(code: str = "40001") -> None:
        runs.append(code)
        async with change():
            await write("never")
            await rows(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$")

    async def within() -> None:
        async with change():
            await tried_again(refuse_to_serialize)

    for work in (refuse_to_serialize, within):
        runs: list[str] = []
        with capture_logs() as logs, pytest.raises(ABORTED):
            await tried_again(work)
        assert len(runs) == RUNS
        assert [line["run"] for line in logs] == list(range(1, RUNS))
    runs = []
    with pytest.raises(OperationalError):
        await tried_again(partial(refuse_to_serialize, "22012"))
    assert len(runs) == 1
    assert await told() == []


@pytest.mark.skipif(DIALECT == "sqlite", reason="SQLite has one writer at a time")
async def test_an_insert_that_refers_to_a_locked_row_does_not_wait(database: str) -> None:
    """Otherwise a change that locks a demand first and one that locks a party first would wait for each other."""
    who = await somebody()
    (party,) = who.roles
    other = await asyncpg.connect(database)
    await other.execute("SET lock_timeout = '1ms'")
    invite = "INSERT INTO invitation (id, party_id, email, role, invited_by_id, invited_at) "
    async with change():
        await lock_parties(party)
        await other.execute(f"{invite} VALUES ($1, $2, 'a@example.org', 'MEMBER', $1, now())", new_id(), party)
        with pytest.raises(asyncpg.LockNotAvailableError):
            await other.execute("UPDATE party SET name = 'Other' WHERE id = $1", party)
    await other.close()


async def test_a_change_that_is_cancelled_at_any_await_is_whole_or_nothing_and_lets_go() -> None:
    """At every await, cancelling leaves no lock and no open transaction, and state, journal and events agree."""
    await write()
    for step in itertools.count():
        task = asyncio.create_task(cancelled_at(write(), step))
        (ended,) = await asyncio.gather(task, return_exceptions=True)
        await finished()
        async with asyncio.timeout(PATIENCE):
            await write()
        assert await open_transactions() == 0, f"left open at await {step}"
        numbers = [number for number, _ in await told()]
        assert numbers == list(range(1, (await StreamHead.get(stream=STREAM)).last_seq + 1))
        assert (await Book.get(name=STREAM)).length == await Entry.filter(book=STREAM).count() == len(numbers)
        if not isinstance(ended, asyncio.CancelledError):
            break
    assert ended is None
    assert step >= 4, "it has to begin, to write an entry and an event, and to commit"


@pytest.mark.skipif(DIALECT == "sqlite", reason="on SQLite each change takes the write lock first")
async def test_a_change_begins_with_its_first_statement_and_a_last_one_alone_needs_no_transaction(heard: Heard) -> None:
    done: list[str] = []

    async def sent(*, reads: bool, writes: bool) -> list[str]:
        statements: list[str] = []
        async with change():
            raw: Any = connection()
            raw._connection.add_query_logger(note := lambda each: statements.append(each.query.split()[0]))
            if reads:
                await rows("SELECT 1 AS one")
            if writes:
                record(STREAM, noted("one"), by=None)
                afterwards(lambda: done.append("done") or asyncio.sleep(0))
        raw._connection.remove_query_logger(note)
        return statements

    # The driver asks for the types of its parameters once.
    await write(stream="market")
    heard.clear()
    assert await sent(reads=False, writes=False) == []
    assert await sent(reads=True, writes=False) == ["BEGIN;", "SELECT", "COMMIT;"]
    assert await sent(reads=True, writes=True) == ["BEGIN;", "SELECT", "WITH", "COMMIT;"]
    assert (await told(), len(heard), done) == ([(1, "one")], 1, ["done"])
    assert await sent(reads=False, writes=True) == ["WITH"]
    assert (await told(), len(heard), done) == ([(1, "one"), (2, "one")], 2, ["done", "done"])


async def test_what_a_change_ends_with_is_undone_with_it_and_undoes_it() -> None:
    async def end(*statements: str, before: bool = False, fails: bool = False) -> None:
        async with change():
            if before:
                await enter(STREAM, "written", by=None)
            for each in statements:
                close_with(partial(rows, each))
            record(STREAM, noted("one"), by=None)
            if fails:
                raise LookupError

    wrong, right = ("INSERT INTO stream_head (stream, epoch, last, floor) VALUES (" + each for each in WRITTEN)
    with pytest.raises(LookupError):
        await end(right, fails=True)
    with pytest.raises(IntegrityError):
        await end(right, wrong, before=True)
    with pytest.raises(IntegrityError):
        await end(wrong)
    assert (await told(), await StreamHead.all().count(), await Entry.all().count()) == ([], 0, 0)
    await end(right)
    assert (await told(), await StreamHead.filter(stream="other").count()) == ([(1, "one")], 1)


async def test_what_is_written_last_is_whole_or_nothing_however_much_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """More values than one statement of PostgreSQL can have are written by several."""
    monkeypatch.setattr(writing, "MOST_VALUES", 4)
    into = "INSERT INTO stream_head (stream, epoch, last, floor) VALUES (?, ?, ?, ?)"
    first, again, other = (Write(into, [stream, "a", 1, 0]) for stream in ("one", "one", "two"))
    with pytest.raises(IntegrityError):
        async with change():
            write_last(first, again)
    assert await StreamHead.all().count() == 0
    async with change():
        write_last(first, other)
    assert await StreamHead.all().count() == 2


@pytest.mark.skipif(DIALECT == "sqlite", reason="on SQLite each change takes the write lock first")
async def test_what_is_sent_after_the_only_statement_of_a_change_is_refused() -> None:
    async def twice() -> None:
        await rows("SELECT 1 AS one")
        await rows("SELECT 2 AS two")

    with pytest.raises(Exception, match="the only statement of this transaction was sent"):
        async with change():
            close_with(twice)


async def test_a_change_of_one_statement_that_is_cancelled_at_any_await_is_whole_or_nothing() -> None:
    async def tell() -> None:
        async with change():
            record(STREAM, noted("one"), by=None)

    for step in itertools.count():
        task = asyncio.create_task(cancelled_at(tell(), step))
        (ended,) = await asyncio.gather(task, return_exceptions=True)
        await finished()
        async with asyncio.timeout(PATIENCE):
            await tell()
        assert await open_transactions() == 0, f"left open at await {step}"
        numbers = [number for number, _ in await told()]
        assert numbers == list(range(1, (await StreamHead.get(stream=STREAM)).last_seq + 1))
        if not isinstance(ended, asyncio.CancelledError):
            break
    assert ended is None


async def test_many_changes_cancelled_at_once_leave_connections_for_the_others() -> None:
    for _ in range(10):
        tasks = [asyncio.create_task(cancelled_at(write(stream=f"user:{n}"), n % 15)) for n in range(30)]
        await asyncio.gather(*tasks, return_exceptions=True)
    await finished()
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(write(stream=f"user:{n}") for n in range(30)))
    assert await open_transactions() == 0
    assert await StoredEvent.all().count() == await Entry.all().count()


async def test_a_key_is_claimed_once_however_many_ask_at_once() -> None:
    user = new_id()

    async def ask(number: int) -> dict[str, Any]:
        async with change():
            former = await claim(user, "addRemark", "key", {"body": "text"})
            if former is not None:
                return former.answer
            record(STREAM, noted("acted"), by=None)
            answer = {"number": number}
            keep(user, "addRemark", "key", answer)
            return answer

    answers = await asyncio.gather(*map(ask, range(20)))
    assert len({answer["number"] for answer in answers}) == 1
    assert await told() == [(1, "acted")]
    assert await Retry.all().count() == 1


async def test_a_key_that_was_claimed_in_vain_is_free_again() -> None:
    user = new_id()

    async def fail() -> None:
        async with change():
            assert await claim(user, "addRemark", "key", {}) is None
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with change():
        assert await claim(user, "addRemark", "key", {}) is None
    assert await Retry.all().count() == 1


@types.coroutine
def cancelled_at(work: Coroutine[Any, Any, None], step: int) -> Generator[Any, Any, None]:
    """Runs the work in the current task, which is cancelled at its n-th await."""
    resume: Any = work.send
    given: Any = None
    for number in itertools.count():
        try:
            awaited = resume(given)
        except StopIteration:
            return
        if number == step:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
        try:
            given, resume = (yield awaited), work.send
        except BaseException as error:  # noqa: BLE001 - the work decides what becomes of it
            given, resume = error, work.throw


async def in_another_connection(url: str, question: str) -> int:
    """What another connection reads meanwhile."""
    if is_postgres():
        other = await asyncpg.connect(url)
        try:
            return int(await other.fetchval(question))
        finally:
            await other.close()
    other = sqlite3.connect(sqlite_file(url))
    try:
        return int(other.execute(question).fetchone()[0])
    finally:
        other.close()


async def open_transactions() -> int:
    if is_postgres():
        waiting = "SELECT count(*) AS open FROM pg_stat_activity WHERE datname = current_database() "
        found = await rows(waiting + "AND state LIKE 'idle in transaction%'")
        return int(found[0]["open"])
    client: Any = connection()
    return int(client._connection.in_transaction)
