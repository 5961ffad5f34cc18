"""Transfers of the ledger a second, beside pgbench's own transactions on the same PostgreSQL, in turns; `releaseStage`
over HTTP; and an audit.

A transfer is the command alone, in a change of its own: a balanced, sealed journal of four postings, with its balances
and guards; from one process, and from two, as several workers do it. pgbench runs its TPC-B-like transaction with
prepared statements and as many clients. Only the ratios within one run are meaningful. A server as it is shipped then
releases parts of stages, each connection those of a contract of its own. Then a ledger of so many postings is audited.
"""

import asyncio
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import httpx
import uvloop

from models import database
from models.changes import change
from models.database import rows
from models.ids import new_id
from models.ledger.account import PostingKind, fees, of_party, of_stage, outside
from models.ledger.auditing import audit
from models.ledger.transfers import About, Line, transfer, transfer_last
from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.api.services import Postgres, postgres_programs
from tests.support.domain.releasing import RELEASE, Releasing, releasing

K = PostingKind
CLIENTS = 16
ROUNDS, SECONDS = 3, 5.0
STAGES = 2_000
POSTINGS = 1_000_000
LIKE_A_DISK = {"max_connections": "100", "fsync": "on", "commit_delay": "1000", "commit_siblings": "0"}
# Journals of two postings from one account to the next, in one go, for an audit of many.
FILL = """
WITH given AS (SELECT gen_random_uuid() AS journal, g FROM generate_series(1, {}) g),
posted AS (
  INSERT INTO ledger_posting (journal_id, account_id, kind, currency, amount_minor)
  SELECT journal, account, 'PAID_IN', 'EUR', amount FROM given
  CROSS JOIN LATERAL (VALUES (?::uuid, 1), (?::uuid, -1)) AS v(account, amount) RETURNING 1)
INSERT INTO ledger_journal (id, key, at) SELECT journal, 'filled ' || journal, now() FROM given
WHERE (SELECT count(*) FROM posted) > 0"""


async def funded() -> Sequence[tuple[UUID, UUID]]:
    """Stages with money, and the parties that it is released to."""
    pairs = [(new_id(), new_id()) for _ in range(STAGES)]
    for stage, _ in pairs:
        async with change() as running:
            lines = [Line(outside("EUR"), K.PAID_IN, -(10**12)), Line(of_stage(stage, "EUR"), K.FUNDED, 10**12)]
            await transfer(f"fund:{stage}", lines, About(running.at))
    return pairs


async def transfers(pairs: Sequence[tuple[UUID, UUID]]) -> float:
    """The transfers a second of many concurrent writers."""
    made, until = 0, time.perf_counter() + SECONDS

    async def write() -> None:
        nonlocal made
        while time.perf_counter() < until:
            stage, receiver = random.choice(pairs)
            party = of_party(receiver, "EUR")
            lines = [
                Line(of_stage(stage, "EUR"), K.RELEASED, -1_000),
                *(Line(party, K.RELEASED, 1_000), Line(party, K.FEE, -50), Line(fees("EUR"), K.FEE, 50)),
            ]
            async with change() as running:
                transfer_last(f"release:{new_id()}", lines, About(running.at))
            made += 1

    await asyncio.gather(*(write() for _ in range(CLIENTS)))
    return made / SECONDS


async def one_of_two(url: str) -> None:
    """What one of two processes measures; it prints the transfers a second."""
    await database.connect(f"{url}?maxsize={CLIENTS}&command_timeout=600")
    try:
        found = await rows("SELECT owner_id FROM ledger_account WHERE kind = 'STAGE' ORDER BY id LIMIT ?", STAGES)
        print(await transfers([(each["owner_id"], new_id()) for each in found]))
    finally:
        await database.disconnect()


async def transfers_of_two(url: str) -> float:
    command = [sys.executable, "-m", "bench.ledger", "one-of-two", url]
    processes = [await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE) for _ in range(2)]
    return sum([float((await each.communicate())[0]) for each in processes])


async def released(made: Releasing, client: httpx.AsyncClient, until: float) -> int:
    """How often a client has released a part of its stage until then."""
    stage, done = await made.stage(), 0
    version, held = stage["version"], round(float(stage["held"]["amount"]))
    headers = {"authorization": f"Bearer {made.awarder.client.token}"}
    while time.perf_counter() < until:
        given = {"stageId": stage["id"], "expectedVersion": version + done, "amount": usd(1)}
        given["expectedAmount"] = usd(held - done)
        asked = json.dumps({"query": RELEASE, "variables": {"input": given}})
        answer = await client.post("/graphql", content=asked, headers={**headers, "content-type": "application/json"})
        assert answer.json()["data"]["releaseStage"]["__typename"] == "Stage", answer.text
        done += 1
    return done


def usd(amount: int) -> dict[str, str]:
    return {"amount": f"{amount}.00", "currency": "USD"}


async def releases(url: str) -> float:
    """The releases a second of as many connections, at a server of one worker on this database."""
    with tempfile.TemporaryDirectory(prefix="bidhall-") as folder:
        given = {"DATABASE_URL": url, "LOG_LEVEL": "WARNING", "SIGN_UPS_AN_HOUR": "1000000"}
        with Server(Path(folder), **given) as server:
            made = [await releasing(server) for _ in range(CLIENTS)]
            limits = httpx.Limits(max_connections=CLIENTS)
            async with http_client(base_url=f"http://127.0.0.1:{server.port}", limits=limits) as client:
                until = time.perf_counter() + SECONDS
                done = await asyncio.gather(*(released(each, client, until) for each in made))
    return sum(done) / SECONDS


async def pgbench(url: str, *options: str) -> str:
    program = str(postgres_programs() / "pgbench")
    process = await asyncio.create_subprocess_exec(
        *(program, *options, "-h", "127.0.0.1", "-U", "postgres", "-p", re.findall(r":(\d+)/", url)[0], "bench"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C"},
    )
    said, _ = await process.communicate()
    return said.decode()


async def compare(postgres: Postgres) -> None:
    url = postgres.url()
    await postgres.create(name="bench")
    await pgbench(url, "-i", "-s", "20", "-q")
    await database.migrate(url)
    await database.connect(f"{url}?maxsize={CLIENTS}&command_timeout=600")
    try:
        pairs, ours, theirs, both = await funded(), [], [], []
        for _ in range(ROUNDS):
            ours.append(await transfers(pairs))
            told = await pgbench(url, "-M", "prepared", "-c", str(CLIENTS), "-j", "1", "-T", str(int(SECONDS)), "-n")
            theirs.append(float(re.findall(r"tps = ([\d.]+)", told)[0]))
            both.append(await transfers_of_two(url))
        mine, other, two = statistics.median(ours), statistics.median(theirs), statistics.median(both)
        print(f"transfers {mine:,.0f}/s, pgbench {other:,.0f}/s: {mine / other:.2f} of it")
        print(f"from two processes {two:,.0f}/s: {two / other:.2f} of it")
        print(f"releaseStage over HTTP, one worker, {CLIENTS} connections: {await releases(url):,.0f}/s")
        await rows(FILL.format(POSTINGS // 2), fees("EUR").id, outside("EUR").id)
        count = (await rows("SELECT count(*) AS count FROM ledger_posting"))[0]["count"]
        started = time.perf_counter()
        findings = await audit()
        print(f"an audit of {count:,} postings: {time.perf_counter() - started:.1f} s, {len(findings)} findings")
    finally:
        await database.disconnect()


def main() -> None:
    with Postgres(LIKE_A_DISK) as postgres:
        # As the server runs it.
        uvloop.run(compare(postgres))


if __name__ == "__main__":
    if sys.argv[1:2] == ["one-of-two"]:
        uvloop.run(one_of_two(sys.argv[2]))
    else:
        main()
