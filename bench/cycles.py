"""Whether a server leaks anything when sockets come and go.

Each cycle connects, signs in, subscribes and drops the connection, in part before catch-up has finished, in part
without a close frame. Memory, tasks and objects are measured between the steps, when no socket is connected. Stops
after BENCH_CYCLES cycles or BENCH_SECONDS, whichever comes first.
"""

import asyncio
import base64
import json
import os
import random
import statistics
import time
from typing import Any

import psutil

from bench.delivery import Bench
from bench.load import HANDSHAKE, masked

CYCLES = int(os.environ.get("BENCH_CYCLES", "100000"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "1800"))
STEPS = 10
AT_ONCE = 50
LONGEST_STAY = 0.1  # seconds
GOODBYE = b"\x88\x82\0\0\0\0\x03\xe8"  # a close frame with 1000


async def cycle(port: int, job: dict[str, Any]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(HANDSHAKE.format(port=port, key=key).encode())
    await reader.readuntil(b"\r\n\r\n")
    writer.write(masked(json.dumps({"type": "connection_init", "payload": job["payload"]})))
    assert b"connection_ack" in await reader.read(1 << 12)
    writer.write(masked(json.dumps({"id": "1", "type": "subscribe", "payload": job["subscribe"]})))
    await asyncio.sleep(random.uniform(0, LONGEST_STAY))
    if random.random() < 0.5:
        writer.write(GOODBYE)
        await reader.read()
        writer.close()
    else:
        writer.transport.abort()


async def cycles(port: int, jobs: list[dict[str, Any]], count: int, until: float) -> int:
    """Runs up to `count` cycles before the time is up; returns how many it ran."""
    done = 0

    async def one_after_the_other() -> None:
        nonlocal done
        while done < count and time.monotonic() < until:
            done += 1
            await cycle(port, random.choice(jobs))

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    return done


async def main() -> None:
    psutil.Process().cpu_affinity([1])
    print(f"Memory of a server over {CYCLES:,} cycles of connect, subscribe and drop, {AT_ONCE} at once")
    until = time.monotonic() + SECONDS
    with Bench("ours") as bench:
        jobs = await bench.jobs(8, 8)
        server = psutil.Process(bench.server.pid)
        done, found = 0, []
        for step in range(STEPS + 1):
            if step:
                done += await cycles(bench.port, jobs, CYCLES // STEPS, until)
            await asyncio.sleep(1)
            held = await asyncio.to_thread(bench.get, "/held")
            memory = server.memory_info().rss / 2**20
            found.append((done, memory))
            print(
                f"  after {done:7,}  {memory:7.1f} MiB  {held['tasks']} tasks  {held['objects']:,} objects", flush=True
            )
            if time.monotonic() > until:
                break
        if time.monotonic() > until:
            print(f"  the time was up after {done:,} cycles")
        # A server keeps the memory of its first crowd: only later growth counts.
        later = found[len(found) // 2 :]
        slope = statistics.linear_regression([count for count, _ in later], [size for _, size in later]).slope
        print(f"  slope of the later half: {slope * 2**20:.1f} bytes a cycle")


if __name__ == "__main__":
    asyncio.run(main())
