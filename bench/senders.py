"""The senders of the messages benchmark: connections in their own process that send the real mutation.

Reads one JSON line (`port`, `mutation`, `people`, `ids`, `connections`), then answers each line `{"seconds": S,
"rate": R}`: it sends for S seconds, R messages per second, or with a null rate each connection as soon as it has an
answer. With null seconds it sends one message in each conversation. A message without an answer is sent again with the
same client message id until it has one.
"""

import asyncio
import itertools
import json
import random
import sys
import time
from typing import Any

PATIENCE = 15.0  # seconds after which a request without an answer is sent again
FILLING = "x" * 100


class Connection:
    """One connection, which reconnects if it breaks."""

    def __init__(self, talk: "Talk") -> None:
        self.talk = talk
        self.writer: asyncio.StreamWriter | None = None

    async def send(self, person: dict[str, Any]) -> None:
        at = time.monotonic_ns()
        given = {
            "conversationId": self.talk.ids[person["conversation"]],
            "clientMessageId": f"m{next(self.talk.numbers)}",
            # The message contains its send time, so that the receiver can compute the latency.
            "body": f"{at} {person['side']} {FILLING}",
        }
        body = json.dumps({"query": self.talk.mutation, "variables": {"input": given}}).encode()
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{self.talk.port}\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {person['token']}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        while True:
            try:
                async with asyncio.timeout(PATIENCE):
                    answer = await self._ask(head.encode() + body)
            except (OSError, EOFError, TimeoutError):
                self.close()
                self.talk.again += 1
                await asyncio.sleep(random.uniform(0.02, 0.2))
                continue
            if b'"Message"' in answer:
                break
            self.talk.refused.append(answer[:300].decode(errors="replace"))
            await asyncio.sleep(0.2)
            if len(self.talk.refused) > 100:
                raise SystemExit(f"Not taken: {self.talk.refused[-1]}")
        self.talk.times.append(time.monotonic_ns() - at)

    async def _ask(self, request: bytes) -> bytes:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.talk.port)
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        return await self.reader.readexactly(length)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.transport.abort()
            self.writer = None


class Talk:
    """All connections, and their results."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.port: int = order["port"]
        self.mutation: str = order["mutation"]
        self.people: list[dict[str, Any]] = order["people"]
        self.ids: dict[str, str] = order["ids"]
        self.connections = [Connection(self) for _ in range(order["connections"])]
        self.numbers = itertools.count(1)
        self.times: list[int] = []
        self.refused: list[str] = []
        self.again = 0

    async def run(self, seconds: float | None, rate: float | None) -> dict[str, Any]:
        self.times, self.again, self.refused = [], 0, []
        # By now the server has closed connections that were idle since the last time.
        for connection in self.connections:
            connection.close()
        started = time.monotonic()
        turns = itertools.count()
        firsts = list({person["conversation"]: person for person in self.people}.values())

        async def open_up(connection: Connection) -> None:
            while firsts:
                await connection.send(firsts.pop())

        async def speak(connection: Connection) -> None:
            while seconds and (now := time.monotonic()) < started + seconds:
                if rate is not None:
                    due = started + next(turns) / rate
                    if due >= started + seconds:
                        return
                    await asyncio.sleep(max(0.0, due - now))
                await connection.send(random.choice(self.people))

        await asyncio.gather(*map(speak if seconds else open_up, self.connections))
        return {
            "sent": len(self.times),
            "seconds": time.monotonic() - started,
            "times": sorted(self.times),
            "again": self.again,
            "refused": self.refused,
        }


async def main() -> None:
    lines = asyncio.StreamReader(limit=1 << 28)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    talk = Talk(json.loads(await lines.readline()))
    while line := await lines.readline():
        print(json.dumps(await talk.run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
