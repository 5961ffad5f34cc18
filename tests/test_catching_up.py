"""Catching up: a follower between its cursor and the head of the stream, with the real hub and groups."""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Sequence

import pytest
from structlog.testing import capture_logs

from models.accounts.viewer import Viewer
from models.changes import StoredEvent, StreamHead, change, record
from models.clock import now
from models.ids import new_id
from realtime import dispatcher as dispatcher_module
from realtime import groups
from realtime import hub as hub_module
from realtime.cursors import Cursor
from realtime.dispatcher import EPHEMERAL_A_ROUND, LONGEST_REST, LONGEST_REST_UNDER_LOAD, MOST, Dispatcher
from realtime.groups import FEW, Delivery, Feed, Group, Publication, Reader, Render
from realtime.hub import Hub
from realtime.subscribing import stay_subscribed
from tests.support.domain.noted import noted
from tests.support.waiting import PATIENCE, until

# The hub and its groups work over events that the ORM reads alike.
pytestmark = pytest.mark.anywhere

STREAM = "catching:up"


class Subscriber:
    """Records what it receives."""

    def __init__(self) -> None:
        self.viewer: Viewer | None = None
        self.seq = 0
        self.heard: list[int] = []
        self.is_out = False

    def send(self, deliveries: Sequence[Delivery]) -> None:
        self.heard += [each.cursor.seq for each in deliveries]

    async def drained(self) -> None:
        """No bus is involved: everything counts as published at once."""

    def evict(self) -> None:
        self.is_out = True

    def disconnect(self, code: int, reason: str) -> None:
        raise AssertionError(f"nobody's session has ended: {code} {reason}")

    def disconnect_to_retry(self) -> None:
        self.is_out = True


@pytest.fixture
async def dispatcher(database: str) -> AsyncIterator[Dispatcher]:  # noqa: ARG001 - it has to be there first
    hub = Hub("memory://")
    made = Dispatcher(hub)
    await hub.start()
    await made.start()
    yield made
    await made.stop()
    await hub.stop()


def feed(**how: object) -> Feed:
    plain: dict[str, object] = {"show": kind_of, "after": str(Cursor(STREAM, "", 0)), "scope": "anyone"}
    return Feed(STREAM, settles_roles=True, **{**plain, **how})  # type: ignore[arg-type]


def kind_of(publication: Publication) -> object:
    return publication.event.kind if publication.event else "resync"


async def plainly(told: object, _: Reader) -> bytes:
    return json.dumps(told).encode()


async def together(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
    return [await plainly(each, reader) for each, reader in told]


async def note() -> None:
    async with change():
        record(STREAM, noted("noted"), by=None)


async def arrived(dispatcher: Dispatcher, seq: int) -> None:
    """Waits until this worker has read that far."""
    async with dispatcher.hub.tail(STREAM) as tail, asyncio.timeout(PATIENCE):
        await tail.wait_beyond(seq - 1)


@contextlib.asynccontextmanager
async def subscribed(
    dispatcher: Dispatcher, subscriber: Subscriber, followed: Feed, render: Render | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(
        stay_subscribed(dispatcher, "all", followed, render or Render(together, plainly), subscriber)
    )
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_who_is_removed_while_catching_up_hears_nothing_that_came_after_it(dispatcher: Dispatcher) -> None:
    await note()
    removed = asyncio.Event()

    async def may_follow(_: Viewer | None) -> bool:
        answer = not removed.is_set()
        if answer:
            # The removal, and then an event, are committed before the answer to this question is back.
            removed.set()
            await note()
            await arrived(dispatcher, 2)
        return answer

    subscriber = Subscriber()
    async with subscribed(dispatcher, subscriber, feed(may_follow=may_follow)) as task, asyncio.timeout(PATIENCE):
        await task
    assert subscriber.is_out
    assert subscriber.heard in ([], [1])


async def test_a_database_that_is_away_when_somebody_comes_costs_time_only(dispatcher: Dispatcher) -> None:
    await note()
    asked: list[bool] = []

    async def may_follow(_: Viewer | None) -> bool:
        asked.append(len(asked) >= 2)
        if not asked[-1]:
            raise ConnectionError("the database is away")
        return True

    subscriber = Subscriber()
    async with subscribed(dispatcher, subscriber, feed(may_follow=may_follow)):
        await until(lambda: subscriber.heard == [1])
    assert asked[:3] == [False, False, True]
    assert not subscriber.is_out


async def test_who_cannot_be_told_what_they_missed_is_sent_away_at_once(dispatcher: Dispatcher) -> None:
    await note()
    asked: list[Publication] = []

    def broken(publication: Publication) -> object:
        asked.append(publication)
        raise LookupError("nobody thought of this")

    subscriber = Subscriber()
    async with subscribed(dispatcher, subscriber, feed(show=broken)) as task, asyncio.timeout(PATIENCE):
        await task
    assert (subscriber.is_out, subscriber.heard, len(asked)) == (True, [], 1)
    assert not dispatcher.groups


async def constant(places: Sequence[object]) -> Sequence[object]:
    return ["always the same"] * len(places)


async def test_nobody_is_asked_again_while_nothing_has_changed(dispatcher: Dispatcher) -> None:
    asked: list[bool] = []

    async def may_follow(_: Viewer | None) -> bool:
        asked.append(True)
        return True

    subscribers = [Subscriber(), Subscriber()]
    guarded = feed(permission_versions=constant, may_follow=may_follow)
    async with subscribed(dispatcher, subscribers[0], guarded), subscribed(dispatcher, subscribers[1], guarded):
        await joined(dispatcher, 2)
        since = len(asked)
        await note()
        await until(lambda: [subscriber.heard for subscriber in subscribers] == [[1], [1]])
    assert len(asked) == since


async def test_all_are_asked_at_once_when_something_has_changed(dispatcher: Dispatcher) -> None:
    marks, waiting = ["before"], asyncio.Barrier(20)

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def may_follow(_: Viewer | None) -> bool:
        if marks == ["after"]:
            await waiting.wait()
        return True

    subscribers = [Subscriber() for _ in range(20)]
    guarded = feed(permission_versions=read, may_follow=may_follow)
    async with contextlib.AsyncExitStack() as stack:
        for subscriber in subscribers:
            await stack.enter_async_context(subscribed(dispatcher, subscriber, guarded))
        await joined(dispatcher, 20)
        marks[0] = "after"
        await note()
        await until(lambda: all(subscriber.heard == [1] for subscriber in subscribers))


async def test_who_cannot_be_asked_again_is_not_told(dispatcher: Dispatcher) -> None:
    marks = ["before"]

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def may_follow(_: Viewer | None) -> bool:
        if marks == ["after"]:
            raise LookupError("nobody thought of this")
        return True

    sound, sick = Subscriber(), Subscriber()
    async with (
        subscribed(dispatcher, sound, feed(permission_versions=read, scope="another")),
        subscribed(dispatcher, sick, feed(permission_versions=read, may_follow=may_follow)),
    ):
        await joined(dispatcher, 2)
        marks[0] = "after"
        await note()
        await until(lambda: sick.is_out and sound.heard == [1])
    assert sick.heard == []


async def test_marks_that_cannot_be_read_keep_nobody_from_being_asked(dispatcher: Dispatcher) -> None:
    marks = ["before"]

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def broken(places: Sequence[object]) -> Sequence[object]:
        if marks == ["after"]:
            raise LookupError("nobody thought of this")
        return marks * len(places)

    async def may_follow(_: Viewer | None) -> bool:
        return marks == ["before"]

    removed, sick = Subscriber(), Subscriber()
    async with (
        subscribed(dispatcher, removed, feed(permission_versions=read, may_follow=may_follow, scope="another")),
        subscribed(dispatcher, sick, feed(permission_versions=broken)),
    ):
        await joined(dispatcher, 2)
        marks[0] = "after"
        await note()
        await until(lambda: sick.is_out and removed.is_out)
    assert (removed.heard, sick.heard) == ([], [])


async def test_a_database_that_is_away_as_all_are_asked_costs_time_only(dispatcher: Dispatcher) -> None:
    marks, failures = ["before"], [ConnectionError("away"), ConnectionError("away")]

    async def read(places: Sequence[object]) -> Sequence[object]:
        return marks * len(places)

    async def may_follow(_: Viewer | None) -> bool:
        if marks == ["after"] and failures:
            raise failures.pop()
        return True

    subscribers = [Subscriber(), Subscriber()]
    guarded = feed(permission_versions=read, may_follow=may_follow)
    async with subscribed(dispatcher, subscribers[0], guarded), subscribed(dispatcher, subscribers[1], guarded):
        await joined(dispatcher, 2)
        marks[0] = "after"
        await note()
        await until(lambda: [subscriber.heard for subscriber in subscribers] == [[1], [1]])


async def joined(dispatcher: Dispatcher, count: int = 1) -> None:
    """Waits until that many followers have caught up."""
    await until(lambda: sum(len(group.subscribers) for group in dispatcher.groups.values()) == count)


@pytest.mark.parametrize("error", [ConnectionError("the database is away"), LookupError("nobody thought of this")])
async def test_a_comparison_that_fails_ends_no_group(
    dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(dispatcher_module, "VERIFIED_ONE_IN", 1)
    compared: list[object] = []

    async def away(told: object, _: Reader) -> bytes:
        compared.append(told)
        raise error

    subscriber = Subscriber()
    async with subscribed(dispatcher, subscriber, feed(), Render(together, away)):
        await joined(dispatcher)
        await note()
        await until(lambda: len(compared) == 1)
        await note()
        await until(lambda: subscriber.heard == [1, 2])


@pytest.mark.parametrize(("states", "complaints"), [([1, 2, 2], 0), ([1, 2, 3, 4, 5, 6], 1)])
async def test_a_payload_is_wrong_only_if_it_differs_while_nothing_changes(
    dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch, states: list[int], complaints: int
) -> None:
    """Each rendering shows the next state, first the shared one, then that of a reader, and so on."""
    monkeypatch.setattr(dispatcher_module, "VERIFIED_ONE_IN", 1)
    coming = itertools.chain(states, itertools.repeat(states[-1]))
    alone: list[int] = []

    async def shared(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
        return [b"%d" % next(coming) for _ in told]

    async def own(_: object, __: Reader) -> bytes:
        alone.append(next(coming))
        return b"%d" % alone[-1]

    subscriber = Subscriber()
    with capture_logs() as logs:
        async with subscribed(dispatcher, subscriber, feed(), Render(shared, own)):
            await joined(dispatcher)
            await note()
            await until(lambda: len(alone) == (dispatcher_module.COMPARISONS if complaints else 2))
            await note()
            await until(lambda: subscriber.heard == [1, 2])
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["shared_payload_differs"] * complaints


async def test_what_cannot_be_told_breaks_off_its_own_group_and_no_other(dispatcher: Dispatcher) -> None:
    def broken(_: Publication) -> object:
        raise LookupError("nobody thought of this")

    sound, sick = Subscriber(), Subscriber()
    async with (
        subscribed(dispatcher, sound, feed()),
        subscribed(dispatcher, sick, feed(show=broken, scope="another")),
    ):
        await joined(dispatcher, 2)
        await note()
        await until(lambda: sound.heard == [1] and sick.is_out)
        await note()
        await until(lambda: sound.heard == [1, 2])
    assert sick.heard == []


async def test_a_database_that_is_away_as_an_event_is_worked_out_costs_time_only(dispatcher: Dispatcher) -> None:
    attempts: list[int] = []

    async def returning(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
        attempts.append(len(told))
        if len(attempts) < 3:
            raise ConnectionError("away")
        return await together(told)

    subscriber = Subscriber()
    async with subscribed(dispatcher, subscriber, feed(), Render(returning, plainly)):
        await joined(dispatcher)
        await note()
        await until(lambda: subscriber.heard == [1])
    assert attempts == [1, 1, 1]


async def test_what_is_kept_for_those_who_come_back_at_once_is_let_go_of(
    dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "LIFE", 0.0)
    early, late = Subscriber(), Subscriber()
    await note()
    async with subscribed(dispatcher, early, feed()), dispatcher.hub.tail(STREAM) as tail:
        await until(lambda: early.heard == [1])
        await note()
        await until(lambda: early.heard == [1, 2])
        (group,) = dispatcher.groups.values()
        await until(lambda: group.cached(tail.events[0]) is None)
        tail.forget_old()
        assert [event.seq for event in tail.events] == [2]
        tail.forget_old()
        assert not tail.events
        async with subscribed(dispatcher, late, feed()):
            await until(lambda: late.heard == [1, 2])
            await note()
            await until(lambda: (early.heard, late.heard) == ([1, 2, 3], [1, 2, 3]))


async def test_many_events_are_worked_out_together(dispatcher: Dispatcher) -> None:
    sizes: list[int] = []

    async def counted(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
        sizes.append(len(told))
        return await together(told)

    subscriber, render = Subscriber(), Render(counted, plainly)
    async with subscribed(dispatcher, subscriber, feed(), render):
        await joined(dispatcher)
        async with change():
            for _ in range(150):
                record(STREAM, noted("noted"), by=None)
        await until(lambda: len(subscriber.heard) == 150)
    assert subscriber.heard == list(range(1, 151))
    # Of the first ones, nobody knows how large they are.
    assert sizes == [FEW, 150 - FEW]


async def test_rounds_rest_for_longer_only_while_changes_come_faster_than_rounds(dispatcher: Dispatcher) -> None:
    asked, go_on, sizes = asyncio.Event(), asyncio.Event(), []

    async def slow_at_first(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
        sizes.append(len(told))
        asked.set()
        await go_on.wait()
        return await together(told)

    subscriber = Subscriber()
    async with subscribed(dispatcher, subscriber, feed(), Render(slow_at_first, plainly)):
        await joined(dispatcher)
        async with change():
            record(STREAM, noted("noted"), by=None)
            record(STREAM, noted("noted"), by=None)
        await asked.wait()
        assert dispatcher.longest_rest == LONGEST_REST
        await note()
        await note()
        go_on.set()
        await until(lambda: len(subscriber.heard) == 4)
        assert dispatcher.longest_rest == LONGEST_REST_UNDER_LOAD
        await note()
        await until(lambda: len(subscriber.heard) == 5)
        assert dispatcher.longest_rest == LONGEST_REST
    assert sizes == [2, 2, 1]
    assert subscriber.heard == [1, 2, 3, 4, 5]


async def test_a_round_sends_what_a_client_can_read_and_lets_it_read(dispatcher: Dispatcher) -> None:
    """Whoever reads is not left with a mebibyte unread, however fast events come."""
    asked, go_on, sizes = asyncio.Event(), asyncio.Event(), list[int]()

    async def large(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
        asked.set()
        await go_on.wait()
        sizes.append(len(told))
        return [bytes(MOST // 4)] * len(told)

    subscriber = Subscriber()
    async with subscribed(dispatcher, subscriber, feed(), Render(large, plainly)):
        await joined(dispatcher)
        await note()
        await asked.wait()
        for _ in range(8):
            await note()
        go_on.set()
        await until(lambda: len(subscriber.heard) == 9)
        assert (dispatcher.shortest_rest, dispatcher.longest_rest) == (LONGEST_REST, LONGEST_REST)
        await note()
        await until(lambda: len(subscriber.heard) == 10)
        assert (dispatcher.shortest_rest, dispatcher.longest_rest) == (0, LONGEST_REST)
    assert sizes == [1, 4, 4, 1]
    assert subscriber.heard == [*range(1, 11)]


async def test_who_joins_while_others_are_being_told_hears_nothing_twice(dispatcher: Dispatcher) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slow_at_first(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
        if not asked.is_set():
            asked.set()
            await go_on.wait()
        return await together(told)

    early, late = Subscriber(), Subscriber()
    render = Render(slow_at_first, plainly)
    async with subscribed(dispatcher, early, feed(), render) as first:
        await joined(dispatcher)
        await note()
        await asked.wait()
        async with subscribed(dispatcher, late, feed(), render):
            await until(lambda: late.heard == [1])
            first.cancel()
            await until(lambda: sum(len(group.subscribers) for group in dispatcher.groups.values()) == 1)
            go_on.set()
            await note()
            await until(lambda: late.heard == [1, 2])


async def test_an_ephemeral_event_reaches_who_follows_and_moves_no_cursor(dispatcher: Dispatcher) -> None:
    heard: list[tuple[object, int]] = []

    class Listener(Subscriber):
        def send(self, deliveries: Sequence[Delivery]) -> None:
            heard.extend((json.loads(each.payload), each.cursor.seq) for each in deliveries)

    by = new_id()
    async with subscribed(dispatcher, Listener(), feed()):
        await joined(dispatcher)
        await note()
        await until(lambda: len(heard) == 1)
        dispatcher.publish_ephemeral(STREAM, noted("typing"), by=by)
        dispatcher.publish_ephemeral("another:stream", noted("typing"), by=by)
        await until(lambda: len(heard) == 2)
        await note()
        await until(lambda: len(heard) == 3)
    assert heard == [("noted", 1), ("typing", 1), ("noted", 2)]


async def test_ephemeral_events_of_one_user_are_sent_once_a_second_and_delay_nothing_else(
    dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    class Listener(Subscriber):
        def send(self, deliveries: Sequence[Delivery]) -> None:
            heard.extend(str(json.loads(each.payload)) for each in deliveries)

    between: list[int] = []
    dispatch = dispatcher._dispatch

    async def noting(groups: Sequence[Group]) -> None:
        between.append(len(heard))
        await dispatch(groups)

    monkeypatch.setattr(dispatcher, "_dispatch", noting)
    ada, others = new_id(), [new_id() for _ in range(2 * EPHEMERAL_A_ROUND)]
    async with subscribed(dispatcher, Listener(), feed()):
        await joined(dispatcher)
        for by in [ada] * 100 + others:
            dispatcher.publish_ephemeral(STREAM, noted("typing"), by=by)
        await until(lambda: len(heard) == 1 + len(others))
        monkeypatch.setattr(dispatcher_module, "EPHEMERAL_EVERY", 0)
        dispatcher.publish_ephemeral(STREAM, noted("typing"), by=ada)
        await until(lambda: len(heard) == 2 + len(others))
    # What was committed is delivered between any twenty of them.
    assert {0, EPHEMERAL_A_ROUND, 2 * EPHEMERAL_A_ROUND} <= set(between)


async def test_a_page_that_is_not_full_is_read_anew_only_when_more_is_asked_for(
    dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    events_after = hub_module.events_after

    async def counted(stream: str, seq: int) -> list[StoredEvent]:
        read.append(seq)
        return await events_after(stream, seq)

    for _ in range(3):
        await note()
    async with dispatcher.hub.tail(STREAM) as tail:
        monkeypatch.setattr(hub_module, "events_after", counted)
        pages = await asyncio.gather(*(tail.read_page(seq) for seq in (0, 1, 2, 0)))
        pages.append(await tail.read_page(1))
        assert [[event.seq for event in page] for page in pages] == [[1, 2, 3], [2, 3], [3], [1, 2, 3], [2, 3]]
        assert len(read) == 1
        async with change():
            record(STREAM, noted("noted"), by=None)
        assert [event.seq for event in await tail.read_page(3)] == [4]
        assert await tail.read_page(4) == []


async def test_a_log_that_went_back_and_has_overtaken_what_was_read_begins_anew(dispatcher: Dispatcher) -> None:
    for _ in range(3):
        await note()
    async with dispatcher.hub.tail(STREAM) as tail, asyncio.timeout(PATIENCE):
        await note()
        await tail.wait_beyond(3)
        epoch = tail.epoch
        # At once, as if it had happened between two looks at the stream heads.
        async with change():
            await StoredEvent.filter(stream=STREAM, seq__gt=1).delete()
            for seq in range(2, 8):
                await StoredEvent.create(stream=STREAM, seq=seq, kind="noted", facts={}, at=now())
            await StreamHead.filter(stream=STREAM).update(last_seq=7)
        dispatcher.hub.hint(frozenset({STREAM}))
        await tail.wait_beyond(99)
        assert (tail.seq, tail.restarts, tail.epoch != epoch) == (7, 1, True)
        assert tail.since(4) is None
