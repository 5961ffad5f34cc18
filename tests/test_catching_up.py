"""Catching up: a follower between its cursor and the head of the stream, with the real hub and groups."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Sequence

import pytest

from models.accounts.viewer import Viewer
from models.changes import StoredEvent, change, record
from models.ids import new_id
from realtime import groups, telling
from realtime import hub as hub_module
from realtime.attending import attend
from realtime.cursors import Cursor
from realtime.groups import Feed, Heard, Render, Said
from realtime.hub import Hub
from realtime.telling import Teller
from tests.support.domain.noted import noted
from tests.support.waiting import PATIENCE, until

STREAM = "catching:up"


class Member:
    """Records what it receives."""

    def __init__(self) -> None:
        self.viewer: Viewer | None = None
        self.seq = 0
        self.heard: list[int] = []
        self.is_out = False

    def send(self, said: Sequence[Said]) -> None:
        self.heard += [each.cursor.seq for each in said]

    async def drained(self) -> None:
        """No bus is involved: everything counts as published at once."""

    def show_out(self) -> None:
        self.is_out = True

    def hang_up(self, code: int, reason: str) -> None:
        raise AssertionError(f"nobody's session has ended: {code} {reason}")

    def break_off(self) -> None:
        self.is_out = True


@pytest.fixture
async def teller(database: str) -> AsyncIterator[Teller]:  # noqa: ARG001 - it has to be there first
    hub = Hub("memory://")
    made = Teller(hub)
    await hub.start()
    await made.start()
    yield made
    await made.stop()
    await hub.stop()


def feed(**how: object) -> Feed:
    plain: dict[str, object] = {"tell": kind_of, "after": str(Cursor(STREAM, "", 0)), "scope": "anyone"}
    return Feed(STREAM, settles_roles=True, **{**plain, **how})  # type: ignore[arg-type]


def kind_of(heard: Heard) -> object:
    return heard.event.kind if heard.event else "resync"


async def plainly(told: object, _: Viewer | None) -> bytes:
    return json.dumps(told).encode()


async def together(told: Sequence[tuple[object, Viewer | None]]) -> list[bytes]:
    return [await plainly(each, viewer) for each, viewer in told]


async def note() -> None:
    async with change():
        record(STREAM, noted("noted"), by=None)


async def arrived(teller: Teller, seq: int) -> None:
    """Waits until this worker has read that far."""
    async with teller.hub.tail(STREAM) as tail, asyncio.timeout(PATIENCE):
        await tail.moved(seq - 1)


@contextlib.asynccontextmanager
async def attending(
    teller: Teller, member: Member, followed: Feed, render: Render | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(attend(teller, "all", followed, render or Render(together, plainly), member))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_who_is_removed_while_catching_up_hears_nothing_that_came_after_it(teller: Teller) -> None:
    await note()
    removed = asyncio.Event()

    async def admits(_: Viewer | None) -> bool:
        answer = not removed.is_set()
        if answer:
            # The removal, and then an event, are committed before the answer to this question is back.
            removed.set()
            await note()
            await arrived(teller, 2)
        return answer

    member = Member()
    async with attending(teller, member, feed(admits=admits)) as task, asyncio.timeout(PATIENCE):
        await task
    assert member.is_out
    assert member.heard in ([], [1])


async def test_a_database_that_is_away_when_somebody_comes_costs_time_only(teller: Teller) -> None:
    await note()
    asked: list[bool] = []

    async def admits(_: Viewer | None) -> bool:
        asked.append(len(asked) >= 2)
        if not asked[-1]:
            raise ConnectionError("the database is away")
        return True

    member = Member()
    async with attending(teller, member, feed(admits=admits)):
        await until(lambda: member.heard == [1])
    assert asked[:3] == [False, False, True]
    assert not member.is_out


async def test_who_cannot_be_told_what_they_missed_is_sent_away_at_once(teller: Teller) -> None:
    await note()
    asked: list[Heard] = []

    def broken(heard: Heard) -> object:
        asked.append(heard)
        raise LookupError("nobody thought of this")

    member = Member()
    async with attending(teller, member, feed(tell=broken)) as task, asyncio.timeout(PATIENCE):
        await task
    assert (member.is_out, member.heard, len(asked)) == (True, [], 1)
    assert not teller.groups


async def constant(places: Sequence[object]) -> Sequence[object]:
    return ["always the same"] * len(places)


async def test_nobody_is_asked_again_while_nothing_has_changed(teller: Teller) -> None:
    asked: list[bool] = []

    async def admits(_: Viewer | None) -> bool:
        asked.append(True)
        return True

    members = [Member(), Member()]
    guarded = feed(marks=constant, admits=admits)
    async with attending(teller, members[0], guarded), attending(teller, members[1], guarded):
        await joined(teller, 2)
        since = len(asked)
        await note()
        await until(lambda: [member.heard for member in members] == [[1], [1]])
    assert len(asked) == since


async def test_all_are_asked_at_once_when_something_has_changed(teller: Teller) -> None:
    marks, waiting = ["before"], asyncio.Barrier(20)

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def admits(_: Viewer | None) -> bool:
        if marks == ["after"]:
            await waiting.wait()
        return True

    members = [Member() for _ in range(20)]
    guarded = feed(marks=read, admits=admits)
    async with contextlib.AsyncExitStack() as stack:
        for member in members:
            await stack.enter_async_context(attending(teller, member, guarded))
        await joined(teller, 20)
        marks[0] = "after"
        await note()
        await until(lambda: all(member.heard == [1] for member in members))


async def test_who_cannot_be_asked_again_is_not_told(teller: Teller) -> None:
    marks = ["before"]

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def admits(_: Viewer | None) -> bool:
        if marks == ["after"]:
            raise LookupError("nobody thought of this")
        return True

    sound, sick = Member(), Member()
    async with (
        attending(teller, sound, feed(marks=read, scope="another")),
        attending(teller, sick, feed(marks=read, admits=admits)),
    ):
        await joined(teller, 2)
        marks[0] = "after"
        await note()
        await until(lambda: sick.is_out and sound.heard == [1])
    assert sick.heard == []


async def test_marks_that_cannot_be_read_keep_nobody_from_being_asked(teller: Teller) -> None:
    marks = ["before"]

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def broken(places: Sequence[object]) -> Sequence[object]:
        if marks == ["after"]:
            raise LookupError("nobody thought of this")
        return marks * len(places)

    async def admits(_: Viewer | None) -> bool:
        return marks == ["before"]

    removed, sick = Member(), Member()
    async with (
        attending(teller, removed, feed(marks=read, admits=admits, scope="another")),
        attending(teller, sick, feed(marks=broken)),
    ):
        await joined(teller, 2)
        marks[0] = "after"
        await note()
        await until(lambda: sick.is_out and removed.is_out)
    assert (removed.heard, sick.heard) == ([], [])


async def test_a_database_that_is_away_as_all_are_asked_costs_time_only(teller: Teller) -> None:
    marks, failures = ["before"], [ConnectionError("away"), ConnectionError("away")]

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def admits(_: Viewer | None) -> bool:
        if marks == ["after"] and failures:
            raise failures.pop()
        return True

    members = [Member(), Member()]
    guarded = feed(marks=read, admits=admits)
    async with attending(teller, members[0], guarded), attending(teller, members[1], guarded):
        await joined(teller, 2)
        marks[0] = "after"
        await note()
        await until(lambda: [member.heard for member in members] == [[1], [1]])


async def joined(teller: Teller, count: int = 1) -> None:
    """Waits until that many followers have caught up."""
    await until(lambda: sum(len(group.members) for group in teller.groups.values()) == count)


@pytest.mark.parametrize("error", [ConnectionError("the database is away"), LookupError("nobody thought of this")])
async def test_a_comparison_that_fails_ends_no_group(
    teller: Teller, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(telling, "CHECKED_AGAIN", 1)
    compared: list[object] = []

    async def away(told: object, _: Viewer | None) -> bytes:
        compared.append(told)
        raise error

    member = Member()
    async with attending(teller, member, feed(), Render(together, away)):
        await joined(teller)
        await note()
        await until(lambda: len(compared) == 1)
        await note()
        await until(lambda: member.heard == [1, 2])


async def test_what_cannot_be_told_breaks_off_its_own_group_and_no_other(teller: Teller) -> None:
    def broken(_: Heard) -> object:
        raise LookupError("nobody thought of this")

    sound, sick = Member(), Member()
    async with (
        attending(teller, sound, feed()),
        attending(teller, sick, feed(tell=broken, scope="another")),
    ):
        await joined(teller, 2)
        await note()
        await until(lambda: sound.heard == [1] and sick.is_out)
        await note()
        await until(lambda: sound.heard == [1, 2])
    assert sick.heard == []


async def test_a_database_that_is_away_as_an_event_is_worked_out_costs_time_only(teller: Teller) -> None:
    attempts: list[int] = []

    async def returning(told: Sequence[tuple[object, Viewer | None]]) -> list[bytes]:
        attempts.append(len(told))
        if len(attempts) < 3:
            raise ConnectionError("away")
        return await together(told)

    member = Member()
    async with attending(teller, member, feed(), Render(returning, plainly)):
        await joined(teller)
        await note()
        await until(lambda: member.heard == [1])
    assert attempts == [1, 1, 1]


async def test_what_is_kept_for_those_who_come_back_at_once_is_let_go_of(
    teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "LIFE", 0.0)
    early, late = Member(), Member()
    await note()
    async with attending(teller, early, feed()), teller.hub.tail(STREAM) as tail:
        await until(lambda: early.heard == [1])
        await note()
        await until(lambda: early.heard == [1, 2])
        (group,) = teller.groups.values()
        await until(lambda: group.known(1) is None)
        tail.forget_old()
        assert [event.seq for event in tail.events] == [2]
        tail.forget_old()
        assert not tail.events
        async with attending(teller, late, feed()):
            await until(lambda: late.heard == [1, 2])
            await note()
            await until(lambda: (early.heard, late.heard) == ([1, 2, 3], [1, 2, 3]))


async def test_many_events_are_worked_out_together(teller: Teller) -> None:
    sizes: list[int] = []

    async def counted(told: Sequence[tuple[object, Viewer | None]]) -> list[bytes]:
        sizes.append(len(told))
        return await together(told)

    member, render = Member(), Render(counted, plainly)
    async with attending(teller, member, feed(), render):
        await joined(teller)
        async with change():
            for _ in range(150):
                record(STREAM, noted("noted"), by=None)
        await until(lambda: len(member.heard) == 150)
    assert member.heard == list(range(1, 151))
    assert sizes == [150]


async def test_who_joins_while_others_are_being_told_hears_nothing_twice(teller: Teller) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slow_at_first(told: Sequence[tuple[object, Viewer | None]]) -> list[bytes]:
        if not asked.is_set():
            asked.set()
            await go_on.wait()
        return await together(told)

    early, late = Member(), Member()
    render = Render(slow_at_first, plainly)
    async with attending(teller, early, feed(), render) as first:
        await joined(teller)
        await note()
        await asked.wait()
        async with attending(teller, late, feed(), render):
            await until(lambda: late.heard == [1])
            first.cancel()
            await until(lambda: sum(len(group.members) for group in teller.groups.values()) == 1)
            go_on.set()
            await note()
            await until(lambda: late.heard == [1, 2])


async def test_an_aside_reaches_who_follows_and_moves_no_cursor(teller: Teller) -> None:
    heard: list[tuple[object, int]] = []

    class Listener(Member):
        def send(self, said: Sequence[Said]) -> None:
            heard.extend((json.loads(each.payload), each.cursor.seq) for each in said)

    by = new_id()
    async with attending(teller, Listener(), feed()):
        await joined(teller)
        await note()
        await until(lambda: len(heard) == 1)
        teller.aside(STREAM, noted("typing"), by=by)
        teller.aside("another:stream", noted("typing"), by=by)
        await until(lambda: len(heard) == 2)
        await note()
        await until(lambda: len(heard) == 3)
    assert heard == [("noted", 1), ("typing", 1), ("noted", 2)]


async def test_a_page_that_is_not_full_is_read_anew_only_when_more_is_asked_for(
    teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    events_after = hub_module.events_after

    async def counted(stream: str, seq: int) -> list[StoredEvent]:
        read.append(seq)
        return await events_after(stream, seq)

    for _ in range(3):
        await note()
    async with teller.hub.tail(STREAM) as tail:
        monkeypatch.setattr(hub_module, "events_after", counted)
        pages = await asyncio.gather(*(tail.after(seq) for seq in (0, 1, 2, 0)))
        pages.append(await tail.after(1))
        assert [[event.seq for event in page] for page in pages] == [[1, 2, 3], [2, 3], [3], [1, 2, 3], [2, 3]]
        assert len(read) == 1
        async with change():
            record(STREAM, noted("noted"), by=None)
        assert [event.seq for event in await tail.after(3)] == [4]
        assert await tail.after(4) == []
