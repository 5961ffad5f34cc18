"""Restored backups: followers never go on as if nothing was missing, and the documented ways lose nothing else."""

import contextlib
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from realtime import cursors
from tests.conftest import DIALECT
from tests.support.api.client import Events
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite, sqlite_file
from tests.support.domain.market import FEED, Person, at, enterprise, person, published, submitted
from tests.support.domain.migrated import NAME, migrated_cluster
from tests.support.waiting import until

on_postgres = pytest.mark.skipif(DIALECT != "postgres", reason="is about the files of PostgreSQL")
on_sqlite = pytest.mark.skipif(DIALECT != "sqlite", reason="is about the file of SQLite")


class Market:
    """A server with a demand and one candidate, whose remarks are the events of the tests."""

    def __init__(self, server: Server, owner: Person, demand: str, candidate: str) -> None:
        self.server = server
        self.owner = owner
        self.demand = demand
        self.candidate = candidate

    async def remark(self, *bodies: str) -> None:
        for body in bodies:
            await self.owner.do("addRemark", candidateId=self.candidate, body=body, scope="TEAM")

    async def cursor(self) -> str:
        return str((await self.owner.workbench(self.demand))["workbench"]["cursor"])

    async def remarks(self) -> list[str]:
        (candidate,) = await self.owner.candidates(self.demand)
        return sorted(edge["node"]["body"] for edge in candidate["remarks"]["edges"])

    @contextlib.asynccontextmanager
    async def following(self, after: str | None = None) -> AsyncIterator["Follower"]:
        async with self.owner.client.subscribe(FEED, id=self.demand, after=after) as events:
            yield Follower(events)


class Follower:
    """A follower of the workbench, by the kinds of events and by remarks."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self.cursor = ""

    async def next(self) -> str:
        """The next event: the text of a remark, or the name of its type."""
        said = (await self._events.next())["workbench"]
        self.cursor = said["cursor"]
        event: dict[str, Any] = said["event"]
        return str(event["remark"]["body"]) if "remark" in event else str(event["__typename"])

    async def hears_all_to(self, last: str) -> None:
        """Reads on to that remark; fails if an event is missing after the latest snapshot that it has to load."""
        while True:
            before, heard = seq(self.cursor), await self.next()
            assert heard == "ResyncRequired" or seq(self.cursor) == before + 1
            if heard == last:
                return


async def market(server: Server) -> Market:
    owner = await enterprise(server.url)
    demand = await published(owner)
    await submitted(await person(server.url), demand)
    (candidate,) = await owner.candidates(demand)
    return Market(server, owner, demand, candidate["id"])


@pytest.fixture(scope="module")
async def own_postgres() -> AsyncIterator[Postgres]:
    """A server of PostgreSQL for this module alone, whose files are put back."""
    with Postgres(like=await migrated_cluster()) as service:
        yield service


@pytest.fixture
def own_template(own_postgres: Postgres) -> str:
    return own_postgres.url(NAME)


@pytest.fixture
async def place(databases: Postgres | Sqlite, template: str, tmp_path: Path) -> AsyncIterator[Market]:
    """A market on a database of its own, with a server that runs."""
    url = await databases.create(template)
    server = Server(tmp_path, DATABASE_URL=url)
    with server:
        yield await market(server)
        if not server.is_running():
            server.start()
    await databases.drop(url)


def seq(cursor: str) -> int:
    found = cursors.read(cursor)
    assert found is not None
    return found.seq


def backed_up(databases: Postgres | Sqlite, url: str, to: Path) -> None:
    """As docs/backup.md has it, while the server runs."""
    if isinstance(databases, Postgres):
        subprocess.run([databases.program("pg_dump"), "--format=custom", f"--file={to}", url], check=True)
    else:
        with contextlib.closing(sqlite3.connect(sqlite_file(url))) as source:
            source.execute("VACUUM INTO ?", [str(to)])


def restored(databases: Postgres | Sqlite, url: str, backup: Path) -> None:
    """As docs/backup.md has it, while the server is stopped."""
    if isinstance(databases, Postgres):
        options = ["--clean", "--if-exists", "--single-transaction", "--exit-on-error", f"--dbname={url}"]
        subprocess.run([databases.program("pg_restore"), *options, str(backup)], check=True)
    else:
        for ending in ("-wal", "-shm"):
            sqlite_file(url + ending).unlink(missing_ok=True)
        shutil.copyfile(backup, sqlite_file(url))


def replaced(file: Path, by: Path) -> None:
    """Puts another file in its place, in one step."""
    new = file.with_suffix(".new")
    shutil.copyfile(by, new)
    new.replace(file)


async def test_a_restored_backup_makes_every_older_cursor_resync_and_goes_on_live(
    databases: Postgres | Sqlite, place: Market, tmp_path: Path
) -> None:
    """Also a cursor whose number the restored streams have passed again."""
    url, backup = place.server.environment["DATABASE_URL"], tmp_path / "backup"
    await place.remark("one")
    old = await place.cursor()
    backed_up(databases, url, backup)
    await place.remark("two", "three")
    newest = await place.cursor()
    place.server.stop()
    restored(databases, url, backup)
    for _ in range(2):  # it may be repeated
        assert "another epoch" in place.server.run("restored")
    place.server.start()
    assert await place.remarks() == ["one"]
    await place.remark("four", "five", "six")
    assert seq(await place.cursor()) > seq(newest)
    for cursor in (old, newest):
        async with place.following(cursor) as follower:
            assert await follower.next() == "ResyncRequired"
            resumed = follower.cursor
    async with place.following(resumed) as follower:
        await place.remark("seven")
        assert await follower.next() == "seven"
    assert place.server.get("/ready")[0] == 200


async def test_the_command_makes_connected_followers_resync(place: Market) -> None:
    """Run by mistake while the server runs, it costs a snapshot."""
    async with place.following(await place.cursor()) as follower:
        await place.remark("one")
        assert await follower.next() == "one"
        place.server.run("restored")
        assert await follower.next() == "ResyncRequired"
        after = follower.cursor
        await place.remark("two")
        assert await follower.next() == "two"
    async with place.following(after) as follower:
        assert await follower.next() == "two"


async def test_a_backup_that_was_restored_without_the_command_is_noticed_at_the_start(
    databases: Postgres | Sqlite, place: Market, tmp_path: Path
) -> None:
    """Restored tables have other numbers in PostgreSQL, and a file that was moved in place is another file."""
    url, backup = place.server.environment["DATABASE_URL"], tmp_path / "backup"
    backed_up(databases, url, backup)
    await place.remark("one", "two")
    newest = await place.cursor()
    place.server.stop()
    if isinstance(databases, Postgres):
        restored(databases, url, backup)
    else:
        for ending in ("-wal", "-shm"):
            sqlite_file(url + ending).unlink(missing_ok=True)
        replaced(sqlite_file(url), backup)
    place.server.start()
    assert "lineage_renewed" in place.server.log()
    await place.remark("three", "four", "five")
    async with place.following(newest) as follower:
        assert await follower.next() == "ResyncRequired"


@on_sqlite
async def test_a_backup_that_is_restored_into_the_file_of_a_running_server_is_noticed(
    databases: Sqlite, place: Market, tmp_path: Path
) -> None:
    url, backup = place.server.environment["DATABASE_URL"], tmp_path / "backup"
    backed_up(databases, url, backup)
    async with place.following(await place.cursor()) as follower:
        await place.remark("one", "two")
        assert [await follower.next() for _ in range(2)] == ["one", "two"]
        with (
            contextlib.closing(sqlite3.connect(backup)) as source,
            contextlib.closing(sqlite3.connect(sqlite_file(url))) as target,
        ):
            source.backup(target)
        assert await follower.next() == "ResyncRequired"
        await place.remark("three")
        assert await follower.next() == "three"
    assert await place.remarks() == ["three"]
    assert place.server.get("/ready")[0] == 200


@on_sqlite
async def test_a_file_that_is_replaced_under_a_running_server_is_opened_again(
    databases: Sqlite, place: Market, tmp_path: Path
) -> None:
    url, backup = place.server.environment["DATABASE_URL"], tmp_path / "backup"
    backed_up(databases, url, backup)
    async with place.following(await place.cursor()) as follower:
        await place.remark("one", "two")
        assert [await follower.next() for _ in range(2)] == ["one", "two"]
        for ending in ("-wal", "-shm"):
            sqlite_file(url + ending).unlink()
        replaced(sqlite_file(url), backup)
        assert await follower.next() == "ResyncRequired"
        await place.remark("three")
        assert await follower.next() == "three"
    assert await place.remarks() == ["three"]


@on_sqlite
async def test_the_traps_that_the_guide_names_are_real(databases: Sqlite, place: Market, tmp_path: Path) -> None:
    """The file alone is silently old, and an older backup next to a left -wal is undone; the guide's way is not."""
    url, backup, alone = place.server.environment["DATABASE_URL"], tmp_path / "backup", tmp_path / "alone"
    file = sqlite_file(url)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(file, backup)
    await place.remark("one")
    shutil.copyfile(file, alone)
    assert remarks_in(alone) == 0
    place.server.kill()
    shutil.copyfile(backup, file)
    assert remarks_in(file) == 1, "the -wal that was left has undone the restore"
    restored(databases, url, backup)
    assert remarks_in(file) == 0


def remarks_in(file: Path) -> int:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM remark").fetchone()[0])


@on_postgres
@pytest.mark.parametrize("on_another_timeline", [False, True])
async def test_a_server_that_was_put_back_under_running_workers_is_noticed(
    own_postgres: Postgres, own_template: str, tmp_path: Path, on_another_timeline: bool
) -> None:
    """With more events after the restore than were lost by it, written by a worker that had followed before."""
    url = await own_postgres.create(own_template)
    with contextlib.ExitStack() as running:
        servers = [Server(tmp_path / str(number), DATABASE_URL=url) for number in range(2)]
        for server in servers:
            server.directory.mkdir()
            running.enter_context(server)
        place = await market(servers[0])
        there = Market(servers[1], at(servers[1], place.owner), place.demand, place.candidate)
        own_postgres.stop()
        copy = own_postgres.copy()
        own_postgres.start()
        await until(lambda: all(server.get("/ready")[0] == 200 for server in servers))
        async with place.following(await place.cursor()) as one, there.following(await place.cursor()) as other:
            await place.remark("one", "two")
            assert [await one.next(), await one.next()] == ["one", "two"]
            assert [await other.next(), await other.next()] == ["one", "two"]
            newest = one.cursor
            own_postgres.stop()
            assert [server.get("/ready")[0] for server in servers] == [503, 503]
            own_postgres.put_back(copy, on_another_timeline=on_another_timeline)
            own_postgres.start()
            await until(lambda: all(server.get("/ready")[0] == 200 for server in servers))
            await place.remark("three", "four", "five")
            for follower in (one, other):
                assert await follower.next() == "ResyncRequired"
            await place.remark("six")
            for follower in (one, other):
                await follower.hears_all_to("six")
        for somewhere in (place, there):
            assert await somewhere.remarks() == ["five", "four", "six", "three"]
            async with somewhere.following(newest) as late:
                assert await late.next() == "ResyncRequired"
    own_postgres.stop()
    own_postgres.start()


@on_postgres
async def test_a_standby_is_not_taken_for_the_database(
    own_postgres: Postgres, own_template: str, tmp_path: Path
) -> None:
    """It lacks what was not replicated yet, and takes no writes."""
    url = await own_postgres.create(own_template)
    with Server(tmp_path, DATABASE_URL=url) as server:
        own_postgres.stop()
        own_postgres.become_standby(True)
        own_postgres.start()
        try:
            assert server.get("/ready")[0] == 503
        finally:
            own_postgres.stop()
            own_postgres.become_standby(False)
            own_postgres.start()
        await until(lambda: server.get("/ready")[0] == 200)
