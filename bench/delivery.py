"""Deliveries per second and server time per delivery, compared with Strawberry's own handler and with bare sockets.

The server is pinned to one core and the load to another; each figure says which side was busy. Only the ratios within
one run are meaningful: absolute figures depend on the machine.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import Any

import psutil

from models.ids import named
from tests.support.api.processes import free_port
from tests.support.domain.market import enterprise, person, published, submitted

SOCKETS = int(os.environ.get("BENCH_SOCKETS", "1000"))
MESSAGES = int(os.environ.get("BENCH_MESSAGES", "200"))
FEED = """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) { cursor occurredAt
  event { __typename ... on RemarkAdded { remark { id body scope author { id name } createdAt } } } } }"""
# Users see only their own address, so a selection with it is executed for each follower.
PERSONAL = FEED.replace("author { id name }", "author { id name email }")
PLAIN = "subscription ($stream: Int!) { messages(stream: $stream) { seq body sentAt sender { id name } } }"


class Bench:
    """One server on one core and its load on the other."""

    def __init__(self, kind: str, **environment: str) -> None:
        self.kind = kind
        self.port = free_port()
        self.directory = tempfile.TemporaryDirectory()
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite://{self.directory.name}/bench.sqlite3",
            "LOG_LEVEL": "WARNING",
            **environment,
        }

    def __enter__(self) -> "Bench":
        if self.kind == "ours":
            subprocess.run([sys.executable, "main.py", "migrate"], env=self.environment, check=True)
        self.server = subprocess.Popen(
            [sys.executable, "-m", "bench.servers", self.kind, str(self.port)], env=self.environment
        )
        psutil.Process(self.server.pid).cpu_affinity([0])
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/publish?count=0", timeout=5)
                break
            except OSError:
                time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.terminate()
        self.server.wait(20)
        self.directory.cleanup()

    def get(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", data, timeout=300))

    async def jobs(
        self, streams: int, sockets: int, *, feed: str = FEED, different: bool = False
    ) -> list[dict[str, Any]]:
        """What each socket sends: streams in turn, all as one user or each as a different member of the team."""
        if self.kind != "ours":
            return [
                {"payload": {}, "subscribe": {"query": PLAIN, "variables": {"stream": number % streams}}}
                for number in range(sockets)
            ]
        url = f"http://127.0.0.1:{self.port}/graphql"
        owner = await enterprise(url)
        bidder = await person(url)
        prepared, demands = [], []
        for _ in range(streams):
            demand = await published(owner)
            await submitted(bidder, demand)
            [candidate] = await owner.candidates(demand)
            remark = await owner.do("addRemark", candidateId=candidate["id"], body="x" * 300, scope="TEAM")
            demands.append(demand)
            facts = {"remark": _key(remark["id"]), "candidate": _key(candidate["id"])}
            facts |= {"scope": "TEAM", "author": _key(owner.user)}
            prepared.append({"stream": f"demand:{_key(demand)}", "facts": facts})
        self.get("/prepare", prepared)
        tokens = [owner.client.token] * sockets
        if different:
            tokens = self.get("/crowd", {"party": _key(owner.party), "count": sockets})
        return [
            {
                "payload": {"authorization": f"Bearer {token}"},
                "subscribe": {"query": feed, "variables": {"id": demands[number % streams]}},
                "then": {"query": "{ __typename }"},
            }
            for number, token in enumerate(tokens)
        ]

    def run(
        self, jobs: list[dict[str, Any]], messages: int, streams: int, *, burst: int | None = None
    ) -> dict[str, float]:
        """Publishes the messages, so many at a time, and waits for the last frame of each burst at the last socket."""
        load = subprocess.Popen(
            [sys.executable, "-m", "bench.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        psutil.Process(load.pid).cpu_affinity([1])
        assert load.stdin is not None
        assert load.stdout is not None
        try:
            load.stdin.write(json.dumps({"port": self.port, "jobs": jobs}) + "\n")
            load.stdin.flush()
            assert load.stdout.readline() == "ready\n"
            time.sleep(1.5)
            each = len(jobs) // streams
            self.get(f"/publish?count={streams}&streams={streams}")
            self._wait(load, streams * each)
            server, client = psutil.Process(self.server.pid), psutil.Process(load.pid)
            before, before_client = sum(server.cpu_times()[:2]), sum(client.cpu_times()[:2])
            started = time.monotonic()
            for done in range(0, messages, burst or messages):
                self.get(f"/publish?count={burst or messages}&streams={streams}")
                last = self._wait(load, (streams + done + (burst or messages)) * each)
            seconds = last["last"] - started
            spent, spent_client = (
                sum(server.cpu_times()[:2]) - before,
                sum(client.cpu_times()[:2]) - before_client,
            )
            memory = server.memory_info().rss
        finally:
            load.kill()
            load.wait()
        deliveries = messages * each
        return {
            "per second": deliveries / seconds,
            "server us": spent / deliveries * 1e6,
            "server busy": spent / seconds,
            "load busy": spent_client / seconds,
            "rss MiB": memory / 2**20,
        }

    def _wait(self, load: "subprocess.Popen[str]", frames: int) -> dict[str, float]:
        assert load.stdin is not None
        assert load.stdout is not None
        load.stdin.write(f"{frames}\n")
        load.stdin.flush()
        found: dict[str, float] = json.loads(load.stdout.readline())
        return found


def _key(opaque: str) -> str:
    found = named(opaque)
    assert found is not None
    return str(found[1])


async def compare(title: str, *, streams: int, sockets: int, messages: int, burst: int | None = None) -> None:
    print(f"\n{title}: {streams} streams, {sockets} sockets, {messages} messages")
    found: dict[str, dict[str, float]] = {}
    for kind in ("shipped", "bare", "ours"):
        fewer = messages // 10 if kind == "shipped" and streams == 1 and burst is None else messages
        with Bench(kind) as bench:
            jobs = await bench.jobs(streams, sockets)
            found[kind] = await asyncio.to_thread(bench.run, jobs, max(fewer, streams), streams, burst=burst)
        row = "  ".join(f"{name} {value:,.2f}" for name, value in found[kind].items())
        print(f"  {kind:8} {row}", flush=True)
    for other in ("shipped", "bare"):
        ratio = found["ours"]["per second"] / found[other]["per second"]
        by_time = found[other]["server us"] / found["ours"]["server us"]
        print(f"  ours / {other}: {ratio:.2f} in deliveries a second, {by_time:.2f} by server time")


async def compare_different_users() -> None:
    """One stream, a different user on each socket: with a selection that they can share, and with one they cannot."""
    print(f"\nEvery follower a different user: 1 stream, {SOCKETS} sockets, {MESSAGES // 10} messages")
    found: dict[str, dict[str, float]] = {}
    for name, kind, feed in (
        ("shipped", "shipped", PLAIN),
        ("ours, shared", "ours", FEED),
        ("ours, personal", "ours", PERSONAL),
    ):
        with Bench(kind) as bench:
            jobs = await bench.jobs(1, SOCKETS, feed=feed, different=True)
            found[name] = await asyncio.to_thread(bench.run, jobs, MESSAGES // 10, 1)
        row = "  ".join(f"{what} {value:,.2f}" for what, value in found[name].items())
        print(f"  {name:15} {row}", flush=True)
    for name in ("ours, shared", "ours, personal"):
        ratio = found[name]["per second"] / found["shipped"]["per second"]
        by_time = found["shipped"]["server us"] / found[name]["server us"]
        print(f"  {name} / shipped: {ratio:.2f} in deliveries a second, {by_time:.2f} by server time")


async def main() -> None:
    await compare("One stream", streams=1, sockets=SOCKETS, messages=MESSAGES)
    await compare("One event at a time", streams=1, sockets=SOCKETS, messages=MESSAGES // 10, burst=1)
    await compare("Many streams", streams=SOCKETS // 4, sockets=SOCKETS, messages=5 * SOCKETS)
    await compare_different_users()


if __name__ == "__main__":
    asyncio.run(main())
