"""Catching up: what befalls a follower between its cursor and the present, with the real hub and groups."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable

import pytest

from models.accounts.parties import Viewer
from models.changes import change, record
from models.database import rows
from realtime import groups
from realtime.cursors import Cursor
from realtime.groups import Feed, Heard, attend
from realtime.hub import Hub
from tests.processes import PAUSE

STREAM = "catching:up"


class Member:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.viewer: Viewer | None = None
        self.seq = 0
        self.heard: list[int] = []
        self.is_out = False

    def send(self, _: bytes, cursor: Cursor) -> None:
        self.heard.append(cursor.seq)

    async def drained(self) -> None:
        """Everything is on its way at once."""

    def show_out(self) -> None:
        self.is_out = True


@pytest.fixture
async def hub(database: str) -> AsyncIterator[Hub]:  # noqa: ARG001 - it has to be there first
    made = Hub("memory://")
    await made.start()
    yield made
    await made.stop()


def feed(**how: object) -> Feed:
    plain: dict[str, object] = {"tell": kind_of, "after": str(Cursor(STREAM, "", 0))}
    return Feed(STREAM, scope="anyone", settles_roles=True, **{**plain, **how})  # type: ignore[arg-type]


async def kind_of(heard: Heard) -> object:
    return heard.event.kind if heard.event else "resync"


async def render(told: object, _: Viewer | None) -> bytes:
    return json.dumps(told).encode()


async def note() -> None:
    async with change():
        record(STREAM, "noted", by=None)


async def arrived(hub: Hub, seq: int) -> None:
    """Waits until this worker has read so far."""
    async with hub.tail(STREAM) as tail, asyncio.timeout(5):
        await tail.moved(seq - 1)


@contextlib.asynccontextmanager
async def attending(hub: Hub, member: Member, followed: Feed) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(attend(hub, "all", followed, render, member))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(PAUSE)


async def test_who_is_removed_while_catching_up_hears_nothing_that_came_after_it(hub: Hub) -> None:
    await note()
    removed = asyncio.Event()

    async def admits(_: Viewer | None) -> bool:
        answer = not removed.is_set()
        if answer:
            # The removal, and then an event, are committed before the answer to this question is back.
            removed.set()
            await note()
            await arrived(hub, 2)
        return answer

    member = Member()
    async with attending(hub, member, feed(admits=admits)) as task, asyncio.timeout(5):
        await task
    assert member.is_out
    assert member.heard in ([], [1])


async def test_a_log_that_is_away_when_somebody_comes_costs_time_only(hub: Hub) -> None:
    await note()
    member = Member()
    await rows("ALTER TABLE stream_head RENAME TO away")
    try:
        async with attending(hub, member, feed()) as task:
            await asyncio.sleep(0.2)
            assert not task.done()
            await rows("ALTER TABLE away RENAME TO stream_head")
            await until(lambda: member.heard == [1])
    finally:
        with contextlib.suppress(Exception):
            await rows("ALTER TABLE away RENAME TO stream_head")


async def test_a_comparison_that_fails_ends_no_group(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "CHECKED_AGAIN", 1)
    asked: list[int] = []

    async def tell(heard: Heard) -> object:
        assert heard.event
        asked.append(heard.event.seq)
        if asked.count(heard.event.seq) == 2:
            raise ConnectionError("the database is away as somebody's own is worked out")
        return heard.event.kind

    member = Member()
    async with attending(hub, member, feed(tell=tell)):
        await until(lambda: bool(hub.groups) and bool(next(iter(hub.groups.values())).members))
        await note()
        await until(lambda: asked == [1, 1])
        await note()
        await until(lambda: member.heard == [1, 2])
