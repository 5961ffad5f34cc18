"""What single acts cost the server: python -m bench.acts.

One client does each act many times, one after the other, on a demand with a few bids, on PostgreSQL. What counts is the
CPU time of the server; that of the database stands in brackets. To compare two versions, run them in turns.
"""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import psutil

from bench.workbench import document
from models import database
from tests.support.api.server import Server
from tests.support.api.services import Postgres
from tests.support.domain.market import Person, enterprise, person, published, submitted

RUNS = int(os.environ.get("BENCH_ROUNDS", "150"))
WARM_UP = 15
ANSWER = "{ __typename ... on Refusal { code message } }"


def plain(operation: str) -> str:
    """A mutation whose answer is only told whether it was done."""
    name = operation[0].upper() + operation[1:]
    return f"mutation ($input: {name}Input!) {{ {operation}(input: $input) {ANSWER} }}"


class Bench:
    """The people and things of one run, and the programs whose time counts."""

    def __init__(self, server: Server, postgres: Postgres) -> None:
        self.programs = (psutil.Process(server.pid), psutil.Process(postgres.pid))
        self.url = server.url
        self.drafts: list[dict[str, Any]] = []

    async def prepare(self) -> None:
        self.awarder, self.bidder = await enterprise(self.url), await person(self.url, "Bidder")
        self.demand = await published(self.awarder)
        applicant = await submitted(self.bidder, self.demand)
        (self.candidate,) = await self.awarder.candidates(self.demand)
        self.conversation = (await self.bidder.do("openConversation", applicantId=applicant["id"]))["id"]
        given = {"demandId": self.demand, "price": {"amount": "900.00", "currency": "USD"}, "proposal": "Good. " * 50}
        for number in range(RUNS + WARM_UP):
            party = (await self.bidder.do("createParty", name=f"Bidder {number}", kind="TEAM"))["id"]
            self.drafts.append(await self.bidder.do("saveBid", **given, partyId=party, durationDays=60, stages=[]))

    async def measure(self, title: str, act: Callable[[int], Awaitable[object]]) -> None:
        for run in range(WARM_UP):
            await act(run)
        before = self._spent()
        for run in range(WARM_UP, WARM_UP + RUNS):
            await act(run)
        server, postgres = [(later - former) / RUNS for later, former in zip(self._spent(), before, strict=True)]
        print(f"  {title:44} {server:6.2f} ({postgres:5.2f}) ms", flush=True)

    def _spent(self) -> list[float]:
        """Milliseconds of CPU that the server and the database have used."""
        return [
            1_000 * sum(sum(each.cpu_times()[:2]) for each in (program, *program.children(recursive=True)))
            for program in self.programs
        ]

    async def run(self) -> None:
        await self.prepare()
        remark, message = plain("addRemark"), plain("sendMessage")
        await self.measure("{ __typename }, signed in", lambda _: self.awarder.ask("{ __typename }"))
        await self.measure("addRemark", lambda _: self._do(self.awarder, remark, **self._remark))
        key = "idempotencyKey"
        await self.measure(
            "the same with a key", lambda n: self._do(self.awarder, remark, **self._remark, **{key: f"{n}"})
        )
        await self.measure(
            "the front end's AddRemark", lambda _: self._do(self.awarder, document("AddRemark"), **self._remark)
        )
        talk = {"conversationId": self.conversation, "body": "We have done this before."}
        await self.measure("sendMessage", lambda n: self._do(self.bidder, message, **talk, clientMessageId=f"a{n}"))
        await self.measure("submitBid", self._submit)

    @property
    def _remark(self) -> dict[str, str]:
        return {"candidateId": self.candidate["id"], "body": "Good.", "scope": "TEAM"}

    async def _submit(self, number: int) -> None:
        draft = self.drafts[number]
        await self._do(self.bidder, plain("submitBid"), applicantId=draft["id"], expectedVersion=draft["version"])

    async def _do(self, who: Person, asked: str, **given: Any) -> None:
        (answer,) = (await who.ask(asked, input=given)).values()
        assert "code" not in answer, answer


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bidhall-") as directory, Postgres() as postgres:
        url = await postgres.create()
        await database.migrate(url)
        with Server(Path(directory), DATABASE_URL=url, LOG_LEVEL="WARNING") as server:
            await Bench(server, postgres).run()


if __name__ == "__main__":
    asyncio.run(main())
