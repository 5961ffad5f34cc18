"""The npm clients `graphql-ws` and `graphql-sse`, unchanged, against a running server."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.conftest import NODE
from tests.support.api.server import Server
from tests.support.domain.market import Person, enterprise, person, published, submitted
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.anywhere

CLIENTS = ("graphql-ws", "graphql-sse", "last-event-id")
VIEWER = "{ viewer { user { id } } }"
DESCRIBE = """mutation ($input: DescribePartyInput!) {
  describeParty(input: $input) { __typename ... on Refusal { code } } }"""
FEED = """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) {
  cursor event { __typename ... on BidArrived { candidate { applicant { id } } } } } }"""


class Clients:
    """The clients' output, line by line."""

    def __init__(self, lines: asyncio.StreamReader, names: Sequence[str]) -> None:
        self._lines = lines
        self.events: dict[str, list[Any]] = {name: [] for name in names}
        self.answers: dict[tuple[str, str], Any] = {}
        self.closings: list[int] = []

    async def hear(self, enough: int) -> None:
        """Reads on until each client has received that many events."""
        await self._read_until(lambda: min(map(len, self.events.values())) >= enough)

    async def answered(self) -> None:
        """Reads on until each query and mutation has its answer."""
        await self._read_until(lambda: len(self.answers) == 4)

    async def _read_until(self, is_so: Any) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                line = json.loads(await self._lines.readline())
                match line["kind"]:
                    case "event":
                        self.events[line["client"]].append(line["said"]["data"]["workbench"])
                    case "closed":
                        self.closings.append(line["said"])
                    case "query" | "mutation":
                        self.answers[line["client"], line["kind"]] = line["said"]["data"]
                    case _:
                        raise AssertionError(line)


@asynccontextmanager
async def following(node: str, awarder: Person, demand: str, names: Sequence[str] = CLIENTS) -> AsyncIterator[Clients]:
    """The clients at the demand's workbench, from now on."""
    after = (await awarder.workbench(demand))["workbench"]["cursor"]
    parties = (await awarder.ask("{ viewer { parties { id version } } }"))["viewer"]["parties"]
    (version,) = [each["version"] for each in parties if each["id"] == awarder.party]
    change = {"partyId": awarder.party, "summary": "We pay.", "expectedVersion": version}
    given = {
        **{"url": awarder.url, "token": awarder.client.token, "names": names},
        **{"query": VIEWER, "mutation": DESCRIBE, "input": change, "feed": FEED, "id": demand, "after": after},
    }
    running = await asyncio.create_subprocess_exec(
        node, "clients.mjs", json.dumps(given), cwd=NODE, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert running.stdout is not None
        yield Clients(running.stdout, names)
    finally:
        running.kill()
        await running.communicate()


async def test_the_clients_ask_change_and_are_refused(server: Server, node: str) -> None:
    awarder = await enterprise(server.url)
    async with following(node, awarder, await published(awarder)) as clients:
        await clients.answered()
    for name in ("graphql-ws", "graphql-sse"):
        assert clients.answers[name, "query"] == {"viewer": {"user": {"id": awarder.user}}}
    # Both send the same version, which is stale for the second one.
    told = [clients.answers[name, "mutation"]["describeParty"] for name in ("graphql-ws", "graphql-sse")]
    assert told == [{"__typename": "Party"}, {"__typename": "Conflict", "code": "CONFLICT"}]


@pytest.mark.parametrize(
    ("ending", "code", "names"), [("stopped", 1012, CLIENTS), ("killed", 1006, CLIENTS)], ids=["stopped", "killed"]
)
async def test_the_clients_resume_after_a_restart_with_nothing_lost_and_nothing_twice(
    server: Server, node: str, ending: str, code: int, names: Sequence[str]
) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    bidders = [await person(server.url) for _ in range(4)]
    async with following(node, awarder, demand, names) as clients:
        expected = [(await submitted(bidder, demand))["id"] for bidder in bidders[:2]]
        await clients.hear(2)
        if ending == "stopped":
            server.stop()
        else:
            server.kill()
        server.start()
        expected += [(await submitted(bidder, demand))["id"] for bidder in bidders[2:]]
        await clients.hear(4)
    for name, events in clients.events.items():
        assert [each["event"]["candidate"]["applicant"]["id"] for each in events] == expected, name
        assert len({each["cursor"] for each in events}) == 4, name
    assert clients.closings[0] == code
