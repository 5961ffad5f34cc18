"""Latency from commit to socket without load: with and without the broker, with stalled sockets; idle sockets' memory.

Two workers on PostgreSQL and Redis: one commits, the other delivers. Each time is from the commit in one process to the
arrival in another, by the machine's monotonic clock.
"""

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from typing import Any

import psutil

from bench.delivery import Bench
from tests.support.api.services import Postgres, Redis

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "300"))
SOCKETS = int(os.environ.get("BENCH_SOCKETS", "1000"))
TURNS = 10


class Load:
    """A process with subscribed sockets that count what arrives."""

    def __init__(self, port: int, jobs: list[dict[str, Any]]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.frames = 0
        self.sockets = len(jobs)
        self._say(json.dumps({"port": port, "jobs": jobs}))
        assert self._hear() == "ready\n"
        # The subscriptions were sent; the protocol does not say when the last one is active.
        time.sleep(2)

    def __enter__(self) -> "Load":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()

    def expect(self, messages: int) -> None:
        self.frames += messages * self.sockets
        self._say(str(self.frames))

    def arrival(self) -> float:
        """When the last expected message arrived at the last socket."""
        return float(json.loads(self._hear())["last"])

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()


def committed(port: int) -> float:
    """Makes the worker publish one message; returns when it was committed."""
    answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/publish?count=1", timeout=30).read()
    return float(json.loads(answer)["at"])


def times(port: int, load: Load, rounds: int, pause: float) -> list[float]:
    """Milliseconds from each commit to its arrival at the last socket."""
    found = []
    for _ in range(rounds):
        load.expect(1)
        at = committed(port)
        found.append((load.arrival() - at) * 1000)
        time.sleep(pause)
    return found


def row(title: str, found: list[float]) -> None:
    ordered = sorted(found)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"  {title:46} median {statistics.median(ordered):8.2f} ms   99th percentile {p99:8.2f} ms", flush=True)


async def idle(postgres: Postgres, redis: Redis) -> None:
    print(f"From commit to socket, idle, {ROUNDS} messages")
    for title, broker in (
        ("another worker, with the bus", redis.url),
        ("another worker, without it", "redis://127.0.0.1:1/0"),
    ):
        url = await postgres.create()
        with (
            Bench("ours", DATABASE_URL=url, BUS_URL=broker) as one,
            Bench("ours", DATABASE_URL=url, BUS_URL=broker) as two,
        ):
            jobs = await one.jobs(1, 1)
            with Load(two.port, jobs) as load:
                row(title, times(one.port, load, ROUNDS, 0.01))
    url = await postgres.create()
    with Bench("ours", DATABASE_URL=url, BUS_URL=redis.url) as one:
        jobs = await one.jobs(1, 1)
        with Load(one.port, jobs) as load:
            row("the same worker", times(one.port, load, ROUNDS, 0.01))


async def stopped() -> None:
    few = SOCKETS // 20
    print(f"\nOne message to {SOCKETS} sockets, until the last of {SOCKETS - few} has it")
    all_read: list[float] = []
    some_stopped: list[float] = []
    with Bench("ours") as bench:
        jobs = await bench.jobs(1, SOCKETS)
        with Load(bench.port, jobs[few:]) as healthy, Load(bench.port, jobs[:few]) as sick:
            # In turns, so that other load on this machine affects both.
            for _ in range(TURNS):
                all_read += times(bench.port, healthy, 50, 0.005)
                sick.process.send_signal(signal.SIGSTOP)
                some_stopped += times(bench.port, healthy, 50, 0.005)
                sick.process.send_signal(signal.SIGCONT)
    row("all read", all_read)
    row(f"the other {few} are stopped", some_stopped)


async def memory() -> None:
    print(f"\nMemory of an idle subscribed socket, of {SOCKETS}")
    for kind in ("shipped", "ours"):
        with ExitStack() as stack:
            bench = stack.enter_context(Bench(kind))
            jobs = await bench.jobs(1, SOCKETS)
            server = psutil.Process(bench.server.pid)
            stack.enter_context(Load(bench.port, jobs[:50]))
            await asyncio.sleep(2)
            before = server.memory_info().rss
            stack.enter_context(Load(bench.port, jobs[50:]))
            await asyncio.sleep(3)
            each = (server.memory_info().rss - before) / (SOCKETS - 50) / 1024
            print(f"  {kind:8} {each:6.1f} KiB", flush=True)


async def main() -> None:
    with Postgres() as postgres, Redis() as redis:
        await idle(postgres, redis)
    await stopped()
    await memory()


if __name__ == "__main__":
    asyncio.run(main())
