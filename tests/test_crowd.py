"""Ten thousand sockets that reconnect at once to a freshly started worker, each with its cursor."""

import asyncio
import json
import os
import random
import resource
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pytest

from realtime import cursors
from realtime.cursors import Cursor
from tests.support.api.server import ROOT, Server
from tests.support.api.services import QUICK, Postgres
from tests.support.domain.market import Person, enterprise, person, published, submitted
from tests.support.faults.judge import show
from tests.support.faults.strikes import REMARK

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1_800)]

SOCKETS = int(os.environ.get("SOAK_SOCKETS", "10000"))
PROCESSES = 2
EVENTS = 250
FOLLOW = """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) {
  cursor event { __typename ... on RemarkAdded { remark { id } } } } }"""
CURSOR = "query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { cursor } } } }"
OF_THE_LOG = 'FROM "event" WHERE'


async def test_ten_thousand_who_come_back_at_once_are_served_from_few_reads_of_the_log(tmp_path: Path) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < SOCKETS + 1_000:
        pytest.skip(f"a process may have {most} files open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with Postgres({**QUICK, "log_statement": "all"}) as postgres, ExitStack() as loads:
        server = Server(tmp_path, migrates=True, DATABASE_URL=await postgres.create(), LOG_LEVEL="WARNING")
        with server:
            owner, demand, start = await _past(server)
            server.kill()
            server.start()
            before, began = postgres.log().count(OF_THE_LOG), time.monotonic()
            jobs = [_job(owner, demand, start, random.randrange(EVENTS)) for _ in range(SOCKETS)]
            shares = [jobs[number::PROCESSES] for number in range(PROCESSES)]
            programs = [loads.enter_context(_load(server.port, share)) for share in shares]
            hearing = (asyncio.to_thread(_heard, *each) for each in zip(programs, shares, strict=True))
            frames = sum(await asyncio.gather(*hearing))
            took, statements = time.monotonic() - began, postgres.log().count(OF_THE_LOG) - before
            cpu = sum(psutil.Process(server.pid).cpu_times()[:2])
            for program in programs:
                program.kill()
            log = server.log()
    show(
        f"{SOCKETS} sockets came back at once and heard {frames} events in {took:.0f} s, {cpu:.0f} s of the "
        f"worker's CPU; {statements} statements read the log, {SOCKETS / statements:.0f} sockets each"
    )
    assert frames == sum(EVENTS - job["missed_from"] for job in jobs)
    assert SOCKETS / statements >= 50
    assert "Traceback" not in log


async def _past(server: Server) -> tuple[Person, str, Cursor]:
    """A workbench with that many events since the cursor."""
    owner, bidder = await enterprise(server.url), await person(server.url)
    demand = await published(owner)
    await submitted(bidder, demand)
    (candidate,) = await owner.candidates(demand)
    start = cursors.read((await owner.ask(CURSOR, id=demand))["demand"]["workbench"]["cursor"])
    assert start is not None
    for _ in range(EVENTS):
        await owner.client.query(REMARK, id=candidate["id"])
    return owner, demand, start


def _job(owner: Person, demand: str, start: Cursor, missed_from: int) -> dict[str, Any]:
    after = str(Cursor(start.stream, start.epoch, start.seq + missed_from))
    return {
        "payload": {"authorization": f"Bearer {owner.client.token}"},
        "subscribe": {"query": FOLLOW, "variables": {"id": demand, "after": after}},
        "missed_from": missed_from,
    }


def _load(port: int, jobs: list[dict[str, Any]]) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-m", "bench.load"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdin
    program.stdin.write(json.dumps({"port": port, "at_once": 1_000, "jobs": jobs}) + "\n")
    program.stdin.flush()
    return program


def _heard(program: subprocess.Popen[str], jobs: list[dict[str, Any]]) -> int:
    """How many events its sockets received, once all missed ones have arrived."""
    assert program.stdin
    assert program.stdout
    assert program.stdout.readline() == "ready\n"
    program.stdin.write(f"{sum(EVENTS - job['missed_from'] for job in jobs)}\n")
    program.stdin.flush()
    return int(json.loads(program.stdout.readline())["frames"])
