"""A verifying client in its own process: follows workbenches, reconnects after every end, and records all events.

`python -m tests.support.faults.verifier PLAN FILE`: the plan names the servers and the followers, each with a token and
the cursors from which it follows its demands. The file gets a line of JSON for each event or end.
"""

import asyncio
import itertools
import json
import random
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

import websockets
from websockets.asyncio.client import ClientConnection, connect

from models.ids import named
from realtime import cursors
from tests.support.faults.judge import digest, text_digest

DEMANDS = """... on DemandAmended { demand { id } } ... on BiddingClosed { demand { id } }
    ... on DemandStateChanged { demand { id } } ... on ResyncRequired { code }"""
# By the kind of the opaque id of the place. The market is the only place of its kind, and has none.
FOLLOW = {
    "BiddingDemand": """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) {
  cursor event { __typename
    ... on BidArrived { bidCount candidate { id } }
    ... on RemarkAdded { remark { id body WIDE } } ... on RemarkEdited { remark { id body WIDE } }
    ... on RemarkDeleted { remarkId candidate { id } } DEMANDS } } }""",
    "Conversation": """subscription ($id: ID!, $after: String) { conversation(id: $id, after: $after) {
  cursor event { __typename ... on MessageSent { message { id body } } ... on MessageEdited { message { id body } }
    ... on ResyncRequired { code } } } }""",
    "Interview": """subscription ($id: ID!, $after: String) { interview(id: $id, after: $after) {
  cursor event { __typename ... on PresenceChanged { user { id } presence peerId }
    ... on InterviewChanged { interview { id } } ... on ResyncRequired { code } } } }""",
    "": """subscription ($after: String) { market(after: $after) { cursor event { __typename DEMANDS } } }""",
}
ANSWER = 3.0  # seconds after which a silent server counts as dead
REVOKED = 4401
MARKET = "market"


class Follower:
    """One socket with a subscription for each demand, on any server that answers."""

    def __init__(self, plan: dict[str, Any], given: dict[str, Any], file: TextIO) -> None:
        self._name: str = given["name"]
        self._token: str = given["token"]
        self._places: dict[str, str] = dict(given["places"])
        self._urls = itertools.cycle(random.sample(plan["urls"], len(plan["urls"])))
        wide = " ".join(f"a{number}: body" for number in range(plan.get("wide", 0)))
        self._wide = wide
        self._buffer: int | None = plan.get("buffer")
        self._file = file
        self._in_vain = 0

    async def run(self) -> None:
        while self._places:
            try:
                await self._follow(next(self._urls))
            except websockets.ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 1006
                self._write(closed=code)
                if code == REVOKED:
                    return
            except (OSError, TimeoutError, EOFError, websockets.WebSocketException) as error:
                self._write(failed=type(error).__name__)
            # With backoff, as usual clients do: otherwise a crowd keeps a server from ever answering.
            await asyncio.sleep(random.uniform(0.05, 0.3) * 2 ** min(self._in_vain, 4))
            self._in_vain += 1

    async def _follow(self, url: str) -> None:
        async with asyncio.timeout(ANSWER):
            connection = await self._connected(url)
        try:
            async with asyncio.timeout(ANSWER):
                payload = {"authorization": f"Bearer {self._token}"}
                await connection.send(json.dumps({"type": "connection_init", "payload": payload}))
                assert json.loads(await connection.recv())["type"] == "connection_ack"
            for demand in [*self._places]:
                await self._subscribe(connection, demand)
            self._write(connected=url)
            self._in_vain = 0
            while self._places:
                await self._hear(connection)
        finally:
            # No close frame: a frozen server would never answer it.
            connection.transport.abort()

    async def _connected(self, url: str) -> ClientConnection:
        address = urlsplit(url)
        given = socket.socket()
        given.setblocking(False)
        try:
            if self._buffer:
                given.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._buffer)
            await asyncio.get_running_loop().sock_connect(given, (address.hostname, address.port))
            return await connect(
                url,
                sock=given,
                subprotocols=[websockets.Subprotocol("graphql-transport-ws")],
                compression=None,
                max_size=None,
                ping_interval=None,
            )
        except BaseException:
            given.close()
            raise

    async def _subscribe(self, connection: ClientConnection, place: str) -> None:
        variables = {"id": place, "after": self._places[place]} if place != MARKET else {"after": self._places[place]}
        document = FOLLOW[kind_of(place)].replace("WIDE", self._wide).replace("DEMANDS", DEMANDS)
        payload = {"query": document, "variables": variables}
        await connection.send(json.dumps({"id": place, "type": "subscribe", "payload": payload}))

    async def _hear(self, connection: ClientConnection) -> None:
        try:
            async with asyncio.timeout(ANSWER / 3):
                message = json.loads(await connection.recv())
        except TimeoutError:
            async with asyncio.timeout(ANSWER):
                await connection.send('{"type": "ping"}')
                message = json.loads(await connection.recv())
        match message["type"]:
            case "next":
                self._take(message["id"], message["payload"])
            case "error":
                code = message["payload"][0]["extensions"]["code"]
                self._write(refused=code)
                if code == "NOT_FOUND":
                    del self._places[message["id"]]
                else:
                    raise EOFError
            case "complete":
                self._write(refused="complete")
                raise EOFError

    def _take(self, place: str, payload: dict[str, Any]) -> None:
        if payload.get("errors"):
            self._write(errors=payload["errors"])
            raise EOFError
        (said,) = payload["data"].values()
        event = said["event"]
        cursor = cursors.read(said["cursor"])
        assert cursor is not None
        text: dict[str, str] = {}
        for name in ("remark", "message"):
            if thing := event.get(name):
                event[name] = {"id": thing["id"]}
                text = {"id": thing["id"], "text": text_digest(thing["body"])}
        self._places[place] = said["cursor"]
        if event["__typename"] == "ResyncRequired":
            self._write(stream=cursor.stream, seq=cursor.seq, resync=event["code"])
        else:
            self._write(stream=cursor.stream, seq=cursor.seq, hash=digest(event), **text)

    def _write(self, **what: Any) -> None:
        self._file.write(json.dumps({"follower": self._name, "at": time.time(), **what}) + "\n")


def kind_of(place: str) -> str:
    """The kind in an opaque id."""
    if place == MARKET:
        return ""
    found = named(place)
    assert found is not None
    return found[0]


async def main(plan: dict[str, Any], file: TextIO) -> None:
    async with asyncio.TaskGroup() as tasks:
        for given in plan["followers"]:
            tasks.create_task(Follower(plan, given, file).run())


if __name__ == "__main__":
    with Path(sys.argv[2]).open("a", buffering=1) as opened, suppress(KeyboardInterrupt):
        asyncio.run(main(json.loads(Path(sys.argv[1]).read_text()), opened))
