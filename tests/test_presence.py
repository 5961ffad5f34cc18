"""Presence at the workbench, and retention of the log."""

from datetime import UTC, datetime, timedelta

import pytest

from models.changes import StoredEvent, StreamHead, change, record
from models.clock import clock
from models.retention import forget, forget_when_due
from realtime.log import head_of
from tests.support.api.server import Server
from tests.support.domain.market import colleague, enterprise, person, published
from tests.support.domain.noted import noted

PRESENCE = "subscription ($id: ID!) { presence(demandId: $id) { people { id } } }"


def _ids(data: dict[str, object]) -> set[str]:
    return {each["id"] for each in data["presence"]["people"]}  # type: ignore[index]


@pytest.mark.anywhere
async def test_whoever_follows_presence_is_there_until_they_leave(server: Server) -> None:
    owner = await enterprise(server.url)
    member = await colleague(owner)
    demand = await published(owner)
    async with owner.client.subscribe(PRESENCE, id=demand) as seen:
        assert _ids(await seen.next()) == {owner.user}
        async with member.client.subscribe(PRESENCE, id=demand) as theirs:
            assert _ids(await theirs.next()) == {owner.user, member.user}
            assert _ids(await seen.next()) == {owner.user, member.user}
        assert _ids(await seen.next()) == {owner.user}


@pytest.mark.anywhere
async def test_whoever_is_removed_is_not_there_any_more(server: Server) -> None:
    owner = await enterprise(server.url)
    member = await colleague(owner)
    demand = await published(owner)
    async with (
        owner.client.subscribe(PRESENCE, id=demand) as seen,
        member.client.subscribe(PRESENCE, id=demand) as theirs,
    ):
        while _ids(await seen.next()) != {owner.user, member.user}:
            pass
        await owner.do("removeMember", partyId=owner.party, userId=member.user)
        # Nobody else comes or goes.
        assert _ids(await seen.next()) == {owner.user}
        while "errors" not in (answer := (await theirs.message())["payload"]):
            pass
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]


@pytest.mark.anywhere
async def test_a_stranger_is_not_told_who_is_there(server: Server) -> None:
    demand = await published(await enterprise(server.url))
    stranger = await person(server.url)
    async with stranger.client.subscribe(PRESENCE, id=demand) as seen:
        answer = await seen.message()
    assert answer["type"] == "error"
    assert [error["extensions"]["code"] for error in answer["payload"]] == ["NOT_FOUND"]


async def _write(stream: str, at: datetime, number: int) -> None:
    with clock(lambda: at):
        for _ in range(number):
            async with change():
                record(stream, noted("test.written"), by=None)


@pytest.mark.usefixtures("database")
async def test_what_is_older_than_the_retention_is_forgotten_and_the_floor_says_so() -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    await _write("a", then, 3)
    await _write("a", then + timedelta(days=8), 2)
    await _write("b", then + timedelta(days=8), 1)
    assert await forget(then + timedelta(days=7)) == 3
    assert [event.seq for event in await StoredEvent.filter(stream="a").order_by("seq")] == [4, 5]
    assert (await StreamHead.get(stream="a")).floor == 3
    assert (await StreamHead.get(stream="b")).floor == 0
    head = await head_of("a")
    assert head.reaches(head.cursor)


@pytest.mark.usefixtures("database")
async def test_a_clock_that_was_slow_makes_nobody_forget_what_is_young() -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    await _write("a", then, 1)
    await _write("a", then + timedelta(days=8), 2)
    await _write("a", then, 1)
    assert await forget(then + timedelta(days=7)) == 1
    assert [event.seq for event in await StoredEvent.filter(stream="a").order_by("seq")] == [2, 3, 4]
    assert await forget(then + timedelta(days=9)) == 3


@pytest.mark.usefixtures("database")
async def test_the_retention_job_runs_once_however_many_workers_ask() -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    await _write("a", then, 2)
    with clock(lambda: then + timedelta(days=30)):
        assert [await forget_when_due(timedelta(days=7)) for _ in range(3)] == [2, 0, 0]
        await _write("a", then, 1)
        assert await forget_when_due(timedelta(days=7)) == 0
    with clock(lambda: then + timedelta(days=31)):
        assert await forget_when_due(timedelta(days=7)) == 1
