"""The followers of the messages benchmark: raw sockets in their own process that reconnect whenever they are closed.

Reads one JSON line (`port`, `subscribe`, `people`), prints `ready`, then answers each line `{"last": {conversation:
number}, "patience": seconds}`: it waits until all followers have received everything up to that number, then reports
what they received, and the latency of each message since the line before.
"""

import asyncio
import base64
import json
import os
import random
import re
import sys
import time
from collections import Counter
from typing import Any

from bench.load import HANDSHAKE, masked
from realtime.cursors import Cursor

AT_ONCE = 50
PATIENCE = 10.0  # seconds for a server to accept a socket
MESSAGE = re.compile(rb'"seq": ?(\d+), ?"body": ?"(\d+) (\d)')
PLACE = re.compile(rb'"cursor": ?"([^"]+)"')


class Follower:
    """One follower of one conversation: its position, and each message that it received."""

    def __init__(self, crowd: "Crowd", person: dict[str, Any]) -> None:
        self.crowd = crowd
        self.token: str = person["token"]
        self.conversation: str = person["conversation"]
        self.side: int = person["side"]
        self.place = str(Cursor(f"conversation:{self.conversation}", "", 0))
        self.heard: set[int] = set()
        self.last = 0
        self.in_vain = 0

    async def connect(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE):
                _, socket = await loop.create_connection(lambda: Socket(self), "127.0.0.1", self.crowd.port)
        except (OSError, TimeoutError):
            self.come_back()
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await socket.settled.wait()
        except TimeoutError:
            socket.transport.abort()

    def come_back(self) -> None:
        self.crowd.ends += 1
        pause = random.uniform(0.05, 0.3) * 2 ** min(self.in_vain, 4)
        self.in_vain += 1
        asyncio.get_running_loop().call_later(pause, self.crowd.begin, self)

    def take(self, frame: bytes, at: int) -> None:
        """Takes a frame. Wrong order and duplicates are recorded here, gaps at the end."""
        place, message = PLACE.search(frame), MESSAGE.search(frame)
        if place is None or message is None:
            self.crowd.others[frame[:200].decode(errors="replace")] += 1
            return
        self.place = place[1].decode()
        number = int(message[1])
        if number in self.heard:
            self.crowd.twice += 1
        elif number < self.last:
            self.crowd.disordered += 1
        self.heard.add(number)
        self.last = max(self.last, number)
        if int(message[3]) != self.side:
            self.crowd.times.append(at - int(message[2]))


class Socket(asyncio.Protocol):
    """One connection of a follower."""

    def __init__(self, follower: Follower) -> None:
        self.follower = follower
        self.rest = b""
        self.step = 0
        self.settled = asyncio.Event()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(HANDSHAKE.format(port=self.follower.crowd.port, key=key).encode())

    def connection_lost(self, _: Exception | None) -> None:
        self.settled.set()
        self.follower.come_back()

    def data_received(self, data: bytes) -> None:
        at = time.monotonic_ns()
        self.rest += data
        if self.step == 0:
            head, found, rest = self.rest.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                self.transport.abort()
                return
            self.rest, self.step = rest, 1
            payload = {"authorization": f"Bearer {self.follower.token}"}
            self.transport.write(masked(json.dumps({"type": "connection_init", "payload": payload})))
        while (frame := self._frame()) is not None:
            self._take(*frame, at)

    def _frame(self) -> tuple[int, bytes] | None:
        """The next complete frame: its first byte and its payload."""
        size = len(self.rest)
        if size < 2:
            return None
        length, head = self.rest[1], 2
        if length >= 126:
            head = 4 if length == 126 else 10
            if size < head:
                return None
            length = int.from_bytes(self.rest[2:head], "big")
        if size < head + length:
            return None
        kind, body = self.rest[0], self.rest[head : head + length]
        self.rest = self.rest[head + length :]
        return kind, body

    def _take(self, kind: int, body: bytes, at: int) -> None:
        if kind == 0x89:
            self.transport.write(bytes([0x8A, 0x80 | len(body)]) + b"\0\0\0\0" + body)
        elif kind == 0x88:
            self.transport.abort()
        elif self.step == 1:
            self.step = 2
            variables = {"id": self.follower.crowd.ids[self.follower.conversation], "after": self.follower.place}
            payload = {"query": self.follower.crowd.document, "variables": variables}
            self.transport.write(masked(json.dumps({"id": "1", "type": "subscribe", "payload": payload})))
            self.settled.set()
        else:
            self.follower.in_vain = 0
            self.follower.take(body, at)


class Crowd:
    """All followers, and what went wrong with any of them."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.port: int = order["port"]
        self.document: str = order["subscribe"]
        self.ids: dict[str, str] = order["ids"]
        self.ends = self.twice = self.disordered = 0
        self.others: Counter[str] = Counter()
        self.times: list[int] = []
        self.followers = [Follower(self, person) for person in order["people"]]
        self._tasks: set[asyncio.Task[None]] = set()

    async def gather(self) -> None:
        for start in range(0, len(self.followers), AT_ONCE):
            await asyncio.gather(*(each.connect() for each in self.followers[start : start + AT_ONCE]))

    def begin(self, follower: Follower) -> None:
        task = asyncio.get_running_loop().create_task(follower.connect())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def lost(self, last: dict[str, int]) -> int:
        """How many of the expected deliveries did not happen."""
        return sum(
            last[each.conversation] - len(each.heard & set(range(1, last[each.conversation] + 1)))
            for each in self.followers
        )

    async def answer(self, last: dict[str, int], patience: float) -> dict[str, Any]:
        end = time.monotonic() + patience
        while self.lost(last) and time.monotonic() < end:  # noqa: ASYNC110 - no event to wait for: sockets receive more than the expected messages
            await asyncio.sleep(0.2)
        times, self.times = sorted(self.times), []
        return {
            "heard": sum(len(each.heard) for each in self.followers),
            "lost": self.lost(last),
            "twice": self.twice,
            "out of order": self.disordered,
            "never sent": sum(max(0, each.last - last[each.conversation]) for each in self.followers),
            "others": dict(self.others),
            "ends": self.ends,
            "times": times,
        }


async def main() -> None:
    lines = asyncio.StreamReader(limit=1 << 28)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    crowd = Crowd(json.loads(await lines.readline()))
    await crowd.gather()
    print("ready", flush=True)
    while line := await lines.readline():
        print(json.dumps(await crowd.answer(**json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
