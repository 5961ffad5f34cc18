"""What a document costs that a server has never seen: python -m bench.first [CHECKOUT ...].

CPU time of the server for each request, on PostgreSQL, of documents that differ by a comment alone: the workbench of
the front end that the server serves, named by its hash, and that of tests/operations, sent as a text. Each is asked
once, then the last of them again and again; in turns with other checkouts of the project if some are named.
BENCH_ROUNDS sets how often, BENCH_REQUESTS how many documents, BENCH_PYTHON the interpreter (see bench.start).
"""

import asyncio
import hashlib
import http.client
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from bench.halls import Hall, store
from bench.reading import cpu_of, prepared
from bench.start import Started
from bench.workbench import document
from edge import parsing, web
from tests.support.api.services import QUICK, Postgres
from tests.support.api.zygote import ROOT

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "60"))
OPERATION = "query WorkbenchQuery("


def variants(text: str) -> list[str]:
    return [f"{text}\n# {number}" for number in range(REQUESTS)]


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Asker:
    """Asks one thing after the other over one connection."""

    def __init__(self, server: Started, token: str) -> None:
        self._process = psutil.Process(server.pid)
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port)
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}

    def cost(self, requests: Sequence[dict[str, Any]]) -> float:
        """Milliseconds of CPU for each request."""
        before = cpu_of(self._process)
        for each in requests:
            self._connection.request("POST", "/graphql", json.dumps(each), self._headers)
            answer = json.loads(self._connection.getresponse().read())
            assert "errors" not in answer, answer
        return (cpu_of(self._process) - before) / len(requests)


def measured(server: Started, token: str, demand: str, own: Sequence[str]) -> list[float]:
    asker, costs = Asker(server, token), list[float]()
    known = [{"query": "{ __typename }"}] * REQUESTS
    asker.cost(known)
    by_hash = [{"documentId": f"sha256:{hash_of(each)}", "variables": {"id": demand, "count": 20}} for each in own]
    as_text = [
        {"query": each, "variables": {"demandId": demand, "first": 20}} for each in variants(document("Workbench"))
    ]
    for requests in (by_hash, as_text):
        costs.append(asker.cost(requests))
        costs.append(asker.cost([requests[-1]] * REQUESTS))
    return costs


async def main(others: Sequence[str]) -> None:
    settings = {**QUICK, "shared_buffers": "512MB", "jit": "off"}
    with tempfile.TemporaryDirectory(prefix="bidhall-") as directory, Postgres(settings) as postgres:
        url, hall, demands = await postgres.create(), Hall(), list[str]()
        await store(url, hall, lambda: demands.extend(prepared(hall)))
        [text] = [each for each in web.documents().values() if each.startswith(OPERATION)]
        own, built = variants(text), Path(directory) / "web"
        shutil.copytree(web.BUILT, built)
        (built / "documents.json").write_text(json.dumps({hash_of(each): each for each in own}))
        parsing.write(built)
        given = {"LOG_LEVEL": "WARNING", "ENVIRONMENT": "production", "PAYMENTS": "none", "WEB_FOLDER": str(built)}
        found: dict[Path, list[list[float]]] = {checkout: [] for checkout in (ROOT, *map(Path, others))}
        for _ in range(ROUNDS):
            for checkout, costs in found.items():
                with Started(Path(directory), checkout, DATABASE_URL=url, **given) as server:
                    costs.append(measured(server, hall.named["hostile"], demands[0], own))
    print(f"{'CPU, ms':24}" + "".join(f"{name:>12}" for name in ("by hash", "known", "as a text", "known")))
    for checkout, costs in found.items():
        for name, chosen in (("median", statistics.median), ("least", min)):
            figures = [chosen(each) for each in zip(*costs, strict=True)]
            print(f"{checkout.name + ', ' + name:24}" + "".join(f"{figure:12.2f}" for figure in figures))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
