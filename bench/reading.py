"""What reading costs: a workbench, the market, and the front end's workbench: python -m bench.reading [NAME ...].

Each document is asked over 16 connections in turns, on PostgreSQL and through one server: requests a second, the CPU
time of the server and of the database for each, and its statements. The server has a core of its own; the database and
the load share the other one. BENCH_SECONDS sets how long each turn takes, BENCH_ROUNDS how many turns there are.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import uvloop

from bench.asking import ask, post
from bench.halls import Hall, store
from bench.workbench import document
from models.accounts.parties import Party
from models.accounts.users import User
from models.clock import now
from models.demands.applicants import Bid
from models.demands.candidates import Candidate, RemarkScope
from models.demands.demand import Demand
from models.ids import new_id
from models.workbench.remarks import Remark
from schema.kinds import identify
from tests.support.api.server import Server
from tests.support.api.services import QUICK, Postgres

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
DEMANDS, OTHERS, CANDIDATES, AUTHORS = 100, 400, 60, 200
ASKED, STATED = 2.0, 11.0  # seconds of asking, and until an idle connection has reported its transactions
W = """query ($id: ID!) { demand(id: $id) { id title ... on BiddingDemand { workbench { candidates(first: 50) { edges {
  node { applicant { party { id name rating { average } skills }
      bid { id price { amount currency } durationDays state submittedAt proposal } }
    remarks(first: 2) { edges { node { id body author { name } createdAt } } } } } } } } } }"""
L = """{ demands(first: 50) { edges { node {
  id title publishedAt ... on BiddingDemand { bidCount } awarder { name } } } } }"""


def prepared(hall: Hall) -> list[str]:
    """The rows of a market; returns the ids of the demands of `hostile`, which have candidates with remarks."""
    dice = hall.dice
    awarder, home = hall.user("hostile")
    authors = [author(hall, number) for number in range(AUTHORS)]
    ids = []
    for _ in range(DEMANDS):
        key = hall.demand(awarder, home, "A description. " * 17)
        demand: Any = hall.rows[Demand][-1]
        demand.title, demand.bid_count, demand.skills = (
            f"Demand {dice.randbytes(16).hex()}",
            CANDIDATES,
            skills(hall, 3),
        )
        for number in range(CANDIDATES):
            hall.bid(key, number)
            party, bid, candidate = (last(hall, table) for table in (Party, Bid, Candidate))
            party.name, party.skills = f"User {dice.randbytes(4).hex()}", skills(hall, 4)
            party.rating_total, party.rating_count = 4 * number, number
            bid.proposal = (dice.randbytes(16).hex() + " ") * 9
            for _ in range(2):
                remark(hall, candidate.id, dice.choice(authors))
        ids.append(identify("demand", key))
    for number in range(OTHERS):
        user, party = hall.user(f"other{number}")
        hall.demand(user, party, "A description. " * 17)
        other: Any = hall.rows[Demand][-1]
        other.title, other.bid_count = f"Demand {dice.randbytes(16).hex()}", 22
    return ids


def last(hall: Hall, table: type[Any]) -> Any:
    return hall.rows[table][-1]


def skills(hall: Hall, count: int) -> list[str]:
    return [f"skill-{hall.dice.randbytes(3).hex()}" for _ in range(count)]


def author(hall: Hall, number: int) -> Any:
    email, name = f"author{number}@example.org", f"User {number} {hall.dice.randbytes(4).hex()}"
    return hall.add(User(id=new_id(), email=email, name=name, password_hash="none", created_at=now()))


def remark(hall: Hall, candidate: Any, user: Any) -> None:
    body = f"remark {hall.dice.randbytes(32).hex()}"
    said = {"scope": RemarkScope.TEAM, "body": body, "created_at": now()}
    hall.add(Remark(id=new_id(), candidate_id=candidate, author_id=user, **said))


class Bench:
    """A server on one core, and its database on the other."""

    def __init__(self, server: Server, postgres: Postgres, url: str) -> None:
        self.port = server.port
        self.server, self.postgres = psutil.Process(server.pid), psutil.Process(postgres.pid)
        self.server.cpu_affinity([0])
        self.url = url

    def spent(self) -> tuple[float, float]:
        """Milliseconds of CPU that the server and the database have used."""
        return cpu_of(self.server), cpu_of(self.postgres)

    async def measure(self, documents: Mapping[str, Sequence[bytes]]) -> None:
        found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in documents}
        sizes = {}
        for requests in documents.values():
            await ask(self.port, requests, 1)
        for _ in range(ROUNDS):
            for name, requests in documents.items():
                before = self.spent()
                asked = await ask(self.port, requests, SECONDS)
                server, postgres = (later - earlier for later, earlier in zip(self.spent(), before, strict=True))
                found[name].append((asked.answers / asked.seconds, server / asked.answers, postgres / asked.answers))
                sizes[name] = asked.bytes / asked.answers
        counts = await self.statements(documents)
        print(f"{'':12}{'req/s':>10}{'server ms':>12}{'database ms':>13}{'statements':>12}{'bytes':>10}")
        for name in documents:
            rate, server, postgres = (sorted(each)[len(each) // 2] for each in zip(*found[name], strict=True))
            print(f"{name:12}{rate:10.1f}{server:12.2f}{postgres:13.2f}{counts[name]:12.1f}{sizes[name]:10.0f}")

    async def statements(self, documents: Mapping[str, Sequence[bytes]]) -> dict[str, float]:
        """The transactions of one request, which are its statements: none of these documents changes anything."""
        of = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
        connection = await asyncpg.connect(self.url)
        try:
            await asyncio.sleep(STATED)
            before, counts = int(await connection.fetchval(of)), {}
            await asyncio.sleep(ASKED + STATED)
            after = int(await connection.fetchval(of))
            # What the server asks by itself in the same time.
            idle, before = after - before, after
            for name, requests in documents.items():
                answers = (await ask(self.port, requests, ASKED, connections=2)).answers
                await asyncio.sleep(STATED)
                after = int(await connection.fetchval(of))
                counts[name], before = (after - before - idle) / answers, after
            return counts
        finally:
            await connection.close()


def cpu_of(process: psutil.Process) -> float:
    return 1_000 * sum(sum(each.cpu_times()[:2]) for each in (process, *process.children(recursive=True)))


async def main(wanted: Sequence[str]) -> None:
    psutil.Process().cpu_affinity([1])
    settings = {**QUICK, "shared_buffers": "512MB", "jit": "off"}
    with tempfile.TemporaryDirectory(prefix="bidhall-") as directory, Postgres(settings) as postgres:
        url, hall, ids = await postgres.create(), Hall(), list[str]()
        await store(url, hall, lambda: ids.extend(prepared(hall)))
        token = hall.named["hostile"]
        limits = {"LOG_LEVEL": "WARNING", "ENVIRONMENT": "production"}
        with Server(Path(directory), DATABASE_URL=url, **limits) as server:
            screen = document("Workbench")
            documents = {
                "W": [post(server.port, W, {"id": id}, token) for id in ids],
                "L": [post(server.port, L, None, token)],
                "Workbench": [post(server.port, screen, {"demandId": id, "first": 20}, token) for id in ids],
            }
            await Bench(server, postgres, url).measure(
                {name: each for name, each in documents.items() if not wanted or name in wanted}
            )


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1:]))
