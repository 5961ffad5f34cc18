"""Transfers of the ledger a second, beside pgbench's own transactions on the same PostgreSQL, in turns; and an audit.

A transfer is the command alone, in a change of its own: a balanced, sealed journal of four postings, with its balances
and guards. pgbench runs its TPC-B-like transaction with prepared statements and as many clients. Only the ratios within
one run are meaningful. Then a ledger of so many postings is audited.
"""

import asyncio
import os
import random
import re
import statistics
import time
from collections.abc import Sequence

from models import database
from models.changes import change
from models.database import rows
from models.ids import new_id
from models.ledger.account import PostingKind, fees, of_party, of_stage, outside
from models.ledger.auditing import audit
from models.ledger.transfers import About, Line, transfer
from tests.support.api.services import Postgres, postgres_programs

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


async def funded() -> Sequence[tuple[object, object]]:
    """Stages with money, and the parties that it is released to."""
    pairs = [(new_id(), new_id()) for _ in range(STAGES)]
    for stage, _ in pairs:
        async with change() as running:
            lines = [Line(outside("EUR"), K.PAID_IN, -(10**12)), Line(of_stage(stage, "EUR"), K.FUNDED, 10**12)]
            await transfer(f"fund:{stage}", lines, About(running.at))
    return pairs


async def transfers(pairs: Sequence[tuple[object, object]]) -> float:
    """The transfers a second of many concurrent writers."""
    made, until = 0, time.perf_counter() + SECONDS

    async def write() -> None:
        nonlocal made
        while time.perf_counter() < until:
            stage, receiver = random.choice(pairs)
            party = of_party(receiver, "EUR")  # type: ignore[arg-type] # a pair of keys
            lines = [
                Line(of_stage(stage, "EUR"), K.RELEASED, -1_000),  # type: ignore[arg-type]
                *(Line(party, K.RELEASED, 1_000), Line(party, K.FEE, -50), Line(fees("EUR"), K.FEE, 50)),
            ]
            async with change() as running:
                await transfer(f"release:{new_id()}", lines, About(running.at))
            made += 1

    await asyncio.gather(*(write() for _ in range(CLIENTS)))
    return made / SECONDS


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
        pairs, ours, theirs = await funded(), [], []
        for _ in range(ROUNDS):
            ours.append(await transfers(pairs))
            told = await pgbench(url, "-M", "prepared", "-c", str(CLIENTS), "-j", "1", "-T", str(int(SECONDS)), "-n")
            theirs.append(float(re.findall(r"tps = ([\d.]+)", told)[0]))
        mine, other = statistics.median(ours), statistics.median(theirs)
        print(f"transfers {mine:,.0f}/s, pgbench {other:,.0f}/s: {mine / other:.2f} of it")
        await rows(FILL.format(POSTINGS // 2), fees("EUR").id, outside("EUR").id)
        count = (await rows("SELECT count(*) AS count FROM ledger_posting"))[0]["count"]
        started = time.perf_counter()
        findings = await audit()
        print(f"an audit of {count:,} postings: {time.perf_counter() - started:.1f} s, {len(findings)} findings")
    finally:
        await database.disconnect()


def main() -> None:
    with Postgres(LIKE_A_DISK) as postgres:
        asyncio.run(compare(postgres))


if __name__ == "__main__":
    main()
