"""Negative controls: the judge sees what is wrong, and without the lock on the head events would be lost."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from models import changes
from models.changes import change, record
from realtime.log import events_after
from tests.conftest import DIALECT
from tests.support.domain.noted import noted
from tests.support.faults.judge import Entry, Follower, Log, as_followed, digest, judge, show

STREAM = "demand:1"
WRITERS = 16
HOLDING = 0.05
HELD = 0.02
SECONDS = 2.0
Line = dict[str, Any]


def remark(seq: int, scope: str = "TEAM") -> Entry:
    facts = {"remark": str(UUID(int=seq)), "candidate": str(UUID(int=0)), "scope": scope, "author": "ada"}
    return Entry(STREAM, seq, "remark.added", facts, float(seq))


def log_of(*entries: Entry) -> Log:
    log = Log("sqlite://nowhere")
    for entry in entries:
        log.entries[entry.stream][entry.seq] = entry
    return log


def line(seq: int) -> Line:
    return {"follower": "one", "stream": STREAM, "seq": seq, "hash": digest(as_followed(remark(seq)))}


LOG = log_of(*(remark(seq) for seq in range(1, 6)), remark(6, "PRIVATE"))
ALL = [line(seq) for seq in range(1, 6)]


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (ALL, {}),
        (ALL[:2] + ALL[3:], {"lost": [3]}),
        (ALL[:4], {"lost": [5]}),
        (ALL[:3] + ALL[2:], {"twice": [3]}),
        ([ALL[0], ALL[2], ALL[1], *ALL[3:]], {"disordered": [2]}),
        ([*ALL, line(9)], {"uncommitted": [9]}),
        ([*ALL[:4], {**ALL[4], "hash": ALL[3]["hash"]}], {"altered": [5]}),
        ([*ALL, line(6)], {"forbidden": [6]}),
        ([*ALL[:1], {**line(3), "resync": "RESYNC_REQUIRED"}, *ALL[3:]], {}),
        ([*ALL[:1], {**line(3), "resync": "RESYNC_REQUIRED"}, ALL[4]], {"lost": [4]}),
    ],
    ids=lambda given: "-".join(given) or "sound" if isinstance(given, dict) else "",
)
def test_the_judge_names_each_fault(lines: list[Line], faults: dict[str, list[int]]) -> None:
    verdict = judge(LOG, [Follower("one", "bob", {STREAM: 0})], lines)
    assert {name: [seq for _, _, seq in found] for name, found in verdict.faults.items()} == faults


@pytest.mark.anywhere
def test_the_judge_lets_nobody_hear_what_came_after_their_removal() -> None:
    removed = Follower("one", "bob", {STREAM: 0}, until=3.5)
    assert judge(LOG, [removed], ALL[:3]).faults == {}
    assert judge(LOG, [removed], ALL[:2]).faults == {}
    assert judge(LOG, [removed], [ALL[0], ALL[2]]).faults == {"lost": [("one", STREAM, 2)]}
    assert judge(LOG, [removed], ALL[:4]).faults == {"forbidden": [("one", STREAM, 4)]}


async def _write_and_follow(
    write: Callable[[int], Awaitable[None]], read: Callable[[int], Awaitable[list[int]]]
) -> set[int]:
    """What a follower receives that only asks for numbers above the last one it knows."""
    heard: set[int] = set()
    until = time.monotonic() + SECONDS

    async def keep_writing(number: int) -> None:
        while time.monotonic() < until:
            await write(number)

    async def take() -> int:
        fresh = await read(max(heard, default=0))
        heard.update(fresh)
        return len(fresh)

    writing = asyncio.gather(*map(keep_writing, range(WRITERS)))
    while not writing.done():
        await take()
        await asyncio.sleep(0)
    await writing
    while await take():
        pass
    return heard


async def _hold() -> None:
    if random.random() < HOLDING:
        await asyncio.sleep(HELD)


@pytest.mark.skipif(DIALECT != "postgres", reason="SQLite has one writer at a time: its ids are in order by themselves")
async def test_ids_from_a_sequence_lose_events(database_url: str) -> None:
    async with asyncpg.create_pool(database_url, min_size=1, max_size=WRITERS + 1) as pool:
        await pool.execute("CREATE TABLE loose (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY)")

        async def write(_: int) -> None:
            async with pool.acquire() as connection, connection.transaction():
                await connection.execute("INSERT INTO loose DEFAULT VALUES")
                await _hold()

        async def read(last: int) -> list[int]:
            return [row["id"] for row in await pool.fetch("SELECT id FROM loose WHERE id > $1 ORDER BY id", last)]

        heard = await _write_and_follow(write, read)
        committed = {row["id"] for row in await pool.fetch("SELECT id FROM loose")}
    show(f"ids from a sequence: {len(committed - heard)} of {len(committed)} events lost")
    assert heard < committed


async def test_the_row_of_the_head_loses_none(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    append = changes._append

    async def held(running: changes.Change) -> Any:
        appended = await append(running)
        await _hold()
        return appended

    monkeypatch.setattr(changes, "_append", held)

    async def write(number: int) -> None:
        async with change():
            record(STREAM, noted("noted", writer=number), by=None)

    async def read(last: int) -> list[int]:
        return [event.seq for event in await events_after(STREAM, last)]

    heard = await _write_and_follow(write, read)
    log = Log(database)
    await log.read()
    show(f"the head's row: 0 of {len(heard)} events lost")
    assert heard == {*log.entries[STREAM]} == {*range(1, len(heard) + 1)}
