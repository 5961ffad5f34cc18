"""What a request costs at the least, in turns with this server: python -m bench.floor [NAME ...].

CPU time of a process for each request over 16 connections, on PostgreSQL: of uvicorn with a bare function that answers
"nothing"; of one that runs the statement which signs in ("signs in"); of one that runs it and the statement which
tells the page, and sends its text as it is, without a look at rights, ids or the document; and of this server.
BENCH_SECONDS sets how long each turn takes, BENCH_ROUNDS how many turns there are.
"""

import asyncio
import os
import pickle
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg
import httpx
import psutil
import uvloop

import app as assembly
from bench.asking import ask, post
from bench.halls import Hall, store
from bench.reading import L, W, cpu_of, prepared
from bench.workbench import document
from models import admission, pending
from settings import Settings
from tests.support.api.processes import free_port
from tests.support.api.server import Server
from tests.support.api.services import QUICK, Postgres

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
STATEMENTS = "BENCH_STATEMENTS"
HEADERS = [(b"content-type", b"application/json")]
_free: asyncio.LifoQueue[Any] = asyncio.LifoQueue()
_known: dict[str, Any] = {}


async def bare(scope: Any, receive: Any, send: Any) -> None:
    """Runs the statements of a request, whose body names them, and sends what the last one has told."""
    if scope["type"] == "lifespan":
        await receive()
        # A pool of the driver would send a statement more, which makes a connection as new.
        options = {"max_cacheable_statement_size": 256 * 1024}
        for _ in range(10):
            _free.put_nowait(await asyncpg.connect(os.environ["DATABASE_URL"], **options))
        _known.update(kept())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    body, rows = (await receive())["body"], []
    for text, values in _known[body.decode()]:
        connection = await _free.get()
        rows = await connection.fetch(text, *values)
        _free.put_nowait(connection)
    told = "".join([row["told"] for row in rows if "told" in row]).encode() or b"{}"
    head = [*HEADERS, (b"content-length", str(len(told)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": told})


def kept() -> dict[str, Any]:
    found: dict[str, Any] = pickle.loads(Path(os.environ[STATEMENTS]).read_bytes())
    return found


def keep(file: Path, statements: dict[str, Any]) -> None:
    file.write_bytes(pickle.dumps(statements))


async def statements_of(asked: dict[str, dict[str, Any]], token: str) -> dict[str, Any]:
    """The statements of these requests that sign in and that tell a page, with their values, by name."""
    found: list[tuple[str, Any]] = []
    for module in (admission, pending):
        fetched = module.fetched  # type: ignore[attr-defined]

        async def noted(text: str, *values: Any, fetched: Any = fetched, **given: Any) -> Any:
            found.append((pending.numbered(text), values))
            return await fetched(text, *values, **given)

        module.fetched = noted  # type: ignore[attr-defined]
    served = assembly.application(Settings())
    messages: asyncio.Queue[Any] = asyncio.Queue()
    started: asyncio.Queue[Any] = asyncio.Queue()
    running = asyncio.create_task(served({"type": "lifespan", "state": {}}, messages.get, started.put))  # type: ignore[arg-type]
    await messages.put({"type": "lifespan.startup"})
    await started.get()
    kept: dict[str, Any] = {"nothing": []}
    transport = httpx.ASGITransport(served)
    async with httpx.AsyncClient(transport=transport, base_url="http://bench") as client:
        for name, request in asked.items():
            found.clear()
            answer = await client.post("/graphql", json=request, headers={"Authorization": f"Bearer {token}"})
            assert "errors" not in answer.json(), answer.text
            kept["signs in"], kept[name] = found[:1], found[:]
    await messages.put({"type": "lifespan.shutdown"})
    await running
    return kept


@contextmanager
def served_bare(url: str, statements: Path) -> Iterator[tuple[int, int]]:
    """A process that serves the function above; its port and its id."""
    port = free_port()
    command = [*(sys.executable, "-m", "uvicorn", "bench.floor:bare"), *("--loop", "uvloop", "--http", "httptools")]
    environment = {**os.environ, "DATABASE_URL": url, STATEMENTS: str(statements)}
    options = ["--port", str(port), "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen([*command, *options], env=environment)
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def named(port: int, name: str) -> bytes:
    return f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(name)}\r\n\r\n{name}".encode()


async def compared(asked: dict[str, Any], bare_at: tuple[int, int], server: Server, token: str) -> None:
    port, process = bare_at
    processes = {"bare": psutil.Process(process), "server": psutil.Process(server.pid)}
    for each in processes.values():
        each.cpu_affinity([0])
    requests: dict[tuple[str, str], bytes] = {("bare", name): named(port, name) for name in ("nothing", "signs in")}
    requests["server", "{ __typename }"] = post(server.port, "{ __typename }", None, token)
    for name, request in asked.items():
        requests["bare", name] = named(port, name)
        requests["server", name] = post(server.port, request["query"], request["variables"], token)
    ports = {"bare": port, "server": server.port}
    costs: dict[tuple[str, str], list[float]] = {key: [] for key in requests}
    for turn in range(ROUNDS + 1):
        for (kind, name), request in requests.items():
            before = cpu_of(processes[kind])
            answers = (await ask(ports[kind], [request], SECONDS)).answers
            # The first turn prepares statements and plans.
            if turn:
                costs[kind, name].append((cpu_of(processes[kind]) - before) / answers)
    for (kind, name), found in costs.items():
        print(f"{kind:8}{name:18}{min(found):8.3f} ms at least, {median(found):8.3f} in the median")


async def main(wanted: Sequence[str]) -> None:
    psutil.Process().cpu_affinity([1])
    settings = {**QUICK, "shared_buffers": "512MB", "jit": "off"}
    with tempfile.TemporaryDirectory(prefix="bidhall-") as directory, Postgres(settings) as postgres:
        url, hall, ids = await postgres.create(), Hall(), list[str]()
        await store(url, hall, lambda: ids.extend(prepared(hall)))
        token = hall.named["hostile"]
        asked = {
            "W": {"query": W, "variables": {"id": ids[0]}},
            "L": {"query": L, "variables": {}},
            "Workbench": {"query": document("Workbench"), "variables": {"demandId": ids[0], "first": 20}},
        }
        asked = {name: each for name, each in asked.items() if not wanted or name in wanted}
        limits = {"LOG_LEVEL": "WARNING", "ENVIRONMENT": "production", "DATABASE_URL": url}
        os.environ.update(limits, DATA_DIRECTORY=directory)
        file = Path(directory, "statements")
        keep(file, await statements_of(asked, token))
        with Server(Path(directory), **limits) as server, served_bare(url, file) as bare_at:
            await compared(asked, bare_at, server, token)


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1:]))
