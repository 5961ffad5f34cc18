"""A short program in Python, which runs in a process of its own beside the test."""

import asyncio
import sys
from pathlib import Path

from tests.support.api.processes import Process
from tests.support.api.zygote import ROOT
from tests.support.waiting import until

# Another worker, reduced to its clock: makes all moves that are due once it may begin, and prints how many.
CLOCK = """
import asyncio, os, sys, time
from models import clock, clockwork, database, due

async def main():
    await database.connect(sys.argv[1])
    await due.next_due()
    print("ready", flush=True)
    while not os.path.exists(sys.argv[2]):
        time.sleep(0.01)
    made = 0
    while (at := await due.next_due()) is not None and at <= clock.now():
        made += await clockwork.catch_up()
    await database.disconnect()
    print(made)

asyncio.run(main())
"""


class Program(Process):
    """`Program(directory, text, *arguments)` is ready once it has printed `ready`."""

    def __init__(self, directory: Path, text: str, *arguments: str) -> None:
        super().__init__(directory, cwd=ROOT)
        self._command = [sys.executable, "-c", text, *arguments]

    def command(self) -> list[str]:
        return self._command

    def is_ready(self) -> bool:
        return self.log().startswith("ready\n")

    async def result(self) -> str:
        """What it has printed since, errors included, once it has ended by itself."""
        await until(lambda: not self.is_running())
        await asyncio.to_thread(self.kill)
        return self.log().removeprefix("ready\n")
