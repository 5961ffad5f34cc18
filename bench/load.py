"""The load of the delivery benchmark: many raw sockets that count frames, in a process of their own.

Reads one JSON line: url parts, the sockets' tokens and variables; prints `ready`, then for each line `count N`
on its input waits for N frames in all and prints when the last one came and how long each took.

A user's operations wait for each other, and only so many may wait. So where a job has `then`, an operation with one
result, the next sockets subscribe once it was answered.
"""

import asyncio
import base64
import json
import os
import sys
import time
from typing import Any

AT_ONCE = 50
ANSWER = 2  # frames: the result, and that it was the last
HANDSHAKE = (
    "GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)


def masked(text: str) -> bytes:
    data = text.encode()
    size = len(data)
    head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + data  # a mask of zeros leaves the data as they are


class Counter:
    """What all sockets have received, and who waits for it."""

    def __init__(self) -> None:
        self.frames = 0
        self.wanted = -1
        self.last = 0.0
        self.reached = asyncio.Event()

    def take(self, number: int) -> None:
        self.frames += number
        if self.frames >= self.wanted >= 0:
            self.last = time.monotonic()
            self.reached.set()


class Socket(asyncio.Protocol):
    """Counts frames by their headers; looks into none of them once it has subscribed."""

    def __init__(self, counter: Counter, job: dict[str, Any], port: int) -> None:
        self.counter, self.job, self.port = counter, job, port
        self.rest = b""
        self.step = 0
        self.awaited = ANSWER if "then" in job else 0
        self.subscribed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(HANDSHAKE.format(port=self.port, key=key).encode())

    def data_received(self, data: bytes) -> None:
        self.rest += data
        if self.step == 0:
            head, found, self.rest = self.rest.partition(b"\r\n\r\n")
            if not found:
                self.rest = head
                return
            self.step = 1
            self.transport.write(masked(json.dumps({"type": "connection_init", "payload": self.job["payload"]})))
        frames = 0
        at, rest, size = 0, self.rest, len(self.rest)
        while size - at >= 2:
            length, head = rest[at + 1], 2
            if length == 126:
                if size - at < 4:
                    break
                length, head = int.from_bytes(rest[at + 2 : at + 4], "big"), 4
            elif length == 127:
                raise RuntimeError("no frame here is that long")
            if size - at < head + length:
                break
            if rest[at] == 0x89:
                self.transport.write(bytes([0x8A, 0x80 | length]) + b"\0\0\0\0" + rest[at + head : at + head + length])
            elif self.step == 1:
                self.step = 2
                self.subscribe()
            elif self.awaited:
                self.awaited -= 1
                if not self.awaited:
                    self.subscribed.set_result(None)
            else:
                frames += 1
            at += head + length
        self.rest = rest[at:]
        if frames:
            self.counter.take(frames)

    def subscribe(self) -> None:
        for number, name in enumerate(("subscribe", "then"), start=1):
            if name in self.job:
                message = {"id": str(number), "type": "subscribe", "payload": self.job[name]}
                self.transport.write(masked(json.dumps(message)))
        if not self.awaited:
            self.subscribed.set_result(None)


async def main() -> None:
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader(limit=1 << 28)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    order = json.loads(await lines.readline())
    counter = Counter()
    at_once = order.get("at_once", AT_ONCE)
    for start in range(0, len(order["jobs"]), at_once):
        made = [
            await loop.create_connection(
                lambda job=job: Socket(counter, job, order["port"]), "127.0.0.1", order["port"]
            )
            for job in order["jobs"][start : start + at_once]
        ]
        await asyncio.gather(*(socket.subscribed for _, socket in made))
    print("ready", flush=True)
    while line := await lines.readline():
        counter.reached.clear()
        counter.wanted = int(line)
        counter.take(0)
        await counter.reached.wait()
        cpu = time.process_time()
        print(json.dumps({"last": counter.last, "frames": counter.frames, "cpu": cpu}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
