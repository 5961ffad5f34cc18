"""Faults: what happens to workers, readers, the database and the broker costs time, never an event."""

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import DIALECT
from tests.support.api.client import Socket, http_client
from tests.support.api.services import Postgres, Redis, Sqlite, redis_program
from tests.support.domain.market import at, colleague
from tests.support.domain.migrated import NAME, migrated_cluster
from tests.support.faults import strikes as faults
from tests.support.faults.judge import show
from tests.support.faults.relay import Relay
from tests.support.faults.scene import ABSENCE, FINAL, Scene, Worker, figures
from tests.support.faults.strikes import Fault
from tests.support.waiting import until

pytestmark = pytest.mark.heavy

IMPATIENT = "?command_timeout=4&timeout=2"
IS_CLUSTER = DIALECT == "postgres" and redis_program() is not None
needs_cluster = pytest.mark.skipif(not IS_CLUSTER, reason="needs PostgreSQL (TEST_DATABASE=postgres) and Redis")
FAULTS = [
    *faults.ON_ANY_DATABASE,
    *(pytest.param(fault, marks=needs_cluster) for fault in faults.OF_THE_BUS + faults.OF_THE_DATABASE),
]


@pytest.fixture(scope="module")
async def scene(template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    """Two workers on one database: with their own PostgreSQL and Redis, or else each with its own broker."""
    directory = tmp_path_factory.mktemp("faults")
    async with staged(directory, template) as made:
        yield made


@contextlib.asynccontextmanager
async def staged(
    directory: Path,
    template: str | None,
    *,
    cluster: bool = IS_CLUSTER,
    demands: int = 3,
    **environment: str,
) -> AsyncIterator[Scene]:
    """A prepared scene, with relays that can be cut between its first worker and the services."""
    with contextlib.ExitStack() as running:
        if cluster:
            postgres = running.enter_context(Postgres(like=await migrated_cluster()))
            redis = running.enter_context(Redis())
            url, broker = postgres.url(NAME), redis.url
        else:
            postgres = redis = None
            url, broker = await Sqlite(directory).create(template), "memory://"
        wires = [running.enter_context(Relay(each.port)) for each in (postgres, redis) if each]
        addresses = [{"DATABASE_URL": url, "BUS_URL": broker} for _ in range(2)]
        for wire, (name, address) in zip(wires, addresses[0].items(), strict=False):
            addresses[0][name] = wire.instead_of(address) + (IMPATIENT if name == "DATABASE_URL" else "")
        workers = [Worker(directory / f"worker{number}", **addresses[number], **environment) for number in range(2)]
        for worker in workers:
            running.enter_context(worker)
        made = Scene(directory, workers, url, broker)
        made.postgres, made.redis, made.wires = postgres, redis, wires
        await made.set_up(demands=demands)
        yield made


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_no_fault_loses_repeats_or_swaps_an_event(scene: Scene, fault: Fault) -> None:
    scene.begin_anew()
    before = [await worker.tasks() for worker in scene.workers]
    async with scene.following(12, each=2):
        await scene.connected()
        with scene.writing():
            await scene.live_again(time.time())
            recovered = await fault(scene)
        verdict = await scene.verdict()
    show(f"{fault.__name__}: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    expected = {*ABSENCE, "socket_failed"} if fault in faults.WITHOUT_THE_DATABASE else ()
    assert scene.final_ends() == []
    assert [worker.left_over(expected) for worker in scene.workers] == [[], []]
    await scene.back_to(before)


async def test_changes_that_hold_their_numbers_and_die_with_them_lose_and_invent_nothing(scene: Scene) -> None:
    scene.begin_anew()
    async with scene.following(12, each=2):
        await scene.connected()
        with scene.writing(pause=0.1, hold={"share": 0.1, "seconds": 1.0}) as doomed:
            await asyncio.sleep(2.5)
            since = time.time()
            # Some of its changes have numbers and events but never commit.
            doomed.send(signal.SIGKILL)
        with scene.writing():
            recovered = await scene.live_again(since)
        verdict = await scene.verdict()
    show(f"held and killed: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert [worker.left_over() for worker in scene.workers] == [[], []]


async def test_the_judge_finds_changes_that_commit_without_their_event(scene: Scene) -> None:
    """Every fiftieth: 2 % of the changes. The log alone would look whole."""
    scene.begin_anew()
    async with scene.following(3):
        await scene.connected()
        with scene.writing(writers=8, pause=0.02, silent=50):
            await until(lambda: sum("remark" in line.get("silent", [""])[0] for line in scene.acted()) >= 4)
        verdict = await scene.verdict(patience=1)
    swallowed = [kind for line in scene.acted() for kind in line.get("silent", ())]
    missed = [kind for kind, _, number in verdict.unrecorded for _ in range(number)]
    show(f"committed without events: {sorted(swallowed)}, found by what was acknowledged: {sorted(missed)}")
    # A writer that was stopped in the middle has acknowledged nothing, and some events stand for nothing of these.
    noted = {line["done"] for line in scene.acted() if "done" in line}
    assert missed
    assert len([kind for kind in swallowed if kind in noted]) - len(missed) <= 8
    assert verdict.lost == []


@pytest.mark.anywhere
async def test_a_reader_that_stops_is_let_go_and_comes_back_and_nobody_else_notices(scene: Scene) -> None:
    scene.begin_anew()
    async with scene.following(8):
        await scene.connected()
        async with scene.following(2, wide=12, buffer=1 << 16) as stopping:
            slow = {follower.name for follower in scene.latest}
            await scene.connected()
            with scene.writing(writers=8, size=5_000, pause=0.05):
                await scene.live_again(time.time())
                sockets = sum(worker.sockets() for worker in scene.workers)
                stopping.send(signal.SIGSTOP)
                since = time.time()
                # The worker does not wait for slow readers: it closes their sockets.
                await until(lambda: sum(worker.sockets() for worker in scene.workers) == sockets - 2)
                let_go = time.time()
                stopping.send(signal.SIGCONT)
                recovered = await scene.live_again(let_go)
            verdict = await scene.verdict()
    delays = {name: delay for name, when, delay in scene.delays() if name not in slow and since + delay < when < let_go}
    show(f"reader stopped: {figures(scene, verdict, recovered)}, let go after {let_go - since:.1f} s")
    show(f"the healthy heard of what came meanwhile, at last after {sorted(delays.values())} s")
    assert verdict.faults == {}
    assert {line["closed"] for line in scene.lines() if line["follower"] in slow and "closed" in line} <= {1006, 1013}
    # Nobody waited for those who had stopped.
    assert len(delays) == 8
    assert [worker.left_over() for worker in scene.workers] == [[], []]


async def test_who_is_removed_or_revoked_during_a_fault_hears_nothing_after_it(scene: Scene) -> None:
    scene.begin_anew()
    removed, revoked = await colleague(scene.owner), await colleague(scene.owner)
    async with scene.following(4), scene.following(4, people=[removed]):
        leaving = scene.latest
        async with scene.following(4, people=[revoked]):
            await scene.connected()
            ending = scene.latest
            with scene.writing(pause=0.05):
                await scene.live_again(time.time())
                scene.workers[0].kill()
                owner, other = at(scene.workers[1], scene.owner), at(scene.workers[1], revoked)
                await owner.do("removeMember", partyId=owner.party, userId=removed.user)
                for follower in leaving:
                    follower.until = time.time()
                session = (await other.ask("{ viewer { sessions { id } } }"))["viewer"]["sessions"][0]["id"]
                await other.do("revokeSession", sessionId=session)
                since = time.time()
                for follower in ending:
                    # Their sockets are closed on every worker within a second, and within two without the broker.
                    follower.until = since + 10
                recovered = await scene.live_again(since)
                await until(lambda: scene.ends(leaving, "refused") == ["NOT_FOUND"] * 4)
                await until(lambda: scene.ends(ending, "closed") == [4401] * 4)
                closed = max(line["at"] for line in scene.lines() if line.get("closed") == 4401) - since
                scene.workers[0].start()
            verdict = await scene.verdict()
    show(f"removed and revoked: {figures(scene, verdict, recovered)}, sockets closed after {closed:.2f} s")
    assert verdict.faults == {}
    assert [worker.left_over() for worker in scene.workers] == [[], []]


async def test_forgetting_old_events_meanwhile_takes_none_from_those_who_keep_up(scene: Scene) -> None:
    scene.begin_anew()
    async with scene.remembering(), scene.following(12, each=2):
        await scene.connected()
        with scene.writing(keep=4):
            await scene.live_again(time.time())
            recovered = await faults.worker_killed(scene)
            await asyncio.sleep(1)
        verdict = await scene.verdict()
    show(f"forgetting: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert await scene.log.forgotten() > 0
    assert verdict.resyncs == 0


@needs_cluster
async def test_who_comes_while_the_database_is_away_is_told_to_come_back(scene: Scene) -> None:
    assert scene.postgres
    async with Socket(scene.workers[0].ws_url) as socket:
        scene.postgres.kill()
        try:
            payload = {"authorization": f"Bearer {scene.owner.client.token}"}
            await socket.send({"type": "connection_init", "payload": payload})
            closed = await socket.closed()
        finally:
            scene.postgres.start()
    assert closed.code not in FINAL


@needs_cluster
async def test_nobody_waits_for_ever_for_a_database_that_is_cut_off(scene: Scene) -> None:
    worker, wire = scene.workers[0], scene.wires[0]
    wire.cut()
    try:
        async with http_client() as http:
            body = {"query": "{ viewer { user { id } } }"}
            ready, answered = await asyncio.gather(
                http.get(f"{worker.origin}/ready"),
                http.post(worker.url, json=body, headers={"accept-language": "de"}),
            )
    finally:
        wire.mend()
    assert (ready.status_code, answered.status_code) == (503, 503)
    (error,) = answered.json()["errors"]
    assert error["extensions"]["code"] == "UNAVAILABLE"
    assert error["message"].startswith("Der Server erreicht seine Datenbank im Moment nicht")
    await until(lambda: worker.get("/ready")[0] == 200)
