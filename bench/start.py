"""What it costs to start a worker and to have it: python -m bench.start [CHECKOUT ...].

CPU time (user and system) from the start of a server until its first answer, and its memory then, idle, and after load:
200 subscriptions and the documents of bench.reading. On PostgreSQL, with bytecode compiled, in turns with other
checkouts of the project if some are named. BENCH_ROUNDS sets how often; BENCH_PYTHON names the interpreter of another
environment, such as one with requirements.txt alone: some libraries import what only the tests need, if it is there.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

import psutil
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from bench.asking import ask, post
from bench.halls import Hall, store
from bench.reading import L, W, cpu_of, prepared
from bench.workbench import document
from tests.support.api.server import Server
from tests.support.api.services import QUICK, Postgres, Redis
from tests.support.api.zygote import ROOT

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
PYTHON = os.environ.get("BENCH_PYTHON", sys.executable)
SUBSCRIPTIONS = 200
IDLE = 3.0  # seconds, of which the server uses so few that it collects its garbage
PROTOCOL = Subprotocol("graphql-transport-ws")
FOLLOWED = "subscription ($id: ID!) { workbench(demandId: $id) { cursor event { __typename } } }"


class Cost(NamedTuple):
    """CPU in seconds until the first answer, and MiB of memory: then, idle, of that in no other process, and so on."""

    cpu: float
    answered: float
    idle: float
    own: float
    loaded: float
    rested: float


class Started(Server):
    """A server of one checkout."""

    def __init__(self, directory: Path, checkout: Path, **environment: str) -> None:
        super().__init__(directory, **environment)
        self._options["cwd"] = checkout
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment["PYTHONPYCACHEPREFIX"] = str(directory / "bytecode")

    def command(self) -> list[str]:
        return [PYTHON, *super().command()[1:]]


class Bench:
    """A database with demands that are read and followed."""

    def __init__(self, url: str, hall: Hall, demands: Sequence[str]) -> None:
        self.url = url
        self.token = hall.named["hostile"]
        self.demands = demands

    async def measure(self, server: Started) -> Cost:
        process = psutil.Process(server.pid)
        await ask(server.port, [post(server.port, "{ __typename }")], 0, connections=1)
        cpu, answered = cpu_of(process) / 1_000, resident(process)
        await asyncio.sleep(IDLE)
        idle, own = resident(process), process.memory_full_info().uss / 2**20
        async with AsyncExitStack() as stack:
            for number in range(SUBSCRIPTIONS):
                await self._follow(stack, server, self.demands[number % len(self.demands)])
            for requests in self._documents(server.port):
                await ask(server.port, requests, SECONDS)
            loaded = resident(process)
        await asyncio.sleep(IDLE)
        return Cost(cpu, answered, idle, own, loaded, resident(process))

    async def _follow(self, stack: AsyncExitStack, server: Started, demand: str) -> None:
        socket = await stack.enter_async_context(connect(server.ws_url, subprotocols=[PROTOCOL]))
        payload = {"Authorization": f"Bearer {self.token}"}
        await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        asked = {"query": FOLLOWED, "variables": {"id": demand}}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": asked}))

    def _documents(self, port: int) -> Iterator[list[bytes]]:
        screen = document("Workbench")
        yield [post(port, W, {"id": each}, self.token) for each in self.demands]
        yield [post(port, L, None, self.token)]
        yield [post(port, screen, {"demandId": each, "first": 20}, self.token) for each in self.demands]


def resident(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


async def main(others: Sequence[str]) -> None:
    settings = {**QUICK, "shared_buffers": "512MB", "jit": "off"}
    with (
        tempfile.TemporaryDirectory(prefix="bidhall-") as directory,
        Postgres(settings) as postgres,
        Redis() as redis,
    ):
        url, hall, demands = await postgres.create(), Hall(), list[str]()
        await store(url, hall, lambda: demands.extend(prepared(hall)))
        bench = Bench(url, hall, demands)
        limits = {"LOG_LEVEL": "WARNING", "ENVIRONMENT": "production", "BUS_URL": redis.url, "PAYMENTS": "none"}
        found: dict[Path, list[Cost]] = {checkout: [] for checkout in (ROOT, *map(Path, others))}
        # The first round compiles the bytecode.
        for number in range(ROUNDS + 1):
            for checkout, costs in found.items():
                with Started(Path(directory), checkout, DATABASE_URL=url, **limits) as server:
                    cost = await bench.measure(server)
                if number:
                    costs.append(cost)
    print(
        f"{'':24}" + "".join(f"{name:>12}" for name in ("CPU, s", "answered", "idle", "of its own", "loaded", "rested"))
    )
    for checkout, costs in found.items():
        for name, chosen in (("median", statistics.median), ("least", min)):
            figures = [chosen(each) for each in zip(*costs, strict=True)]
            print(f"{checkout.name + ', ' + name:24}" + "".join(f"{figure:12.2f}" for figure in figures))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
