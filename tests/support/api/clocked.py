"""A server whose clock the test moves on: what takes days is there at once."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.api.server import Server

# Reads how many seconds its clock is ahead from a file.
PROGRAM = """
import sys, main
from datetime import UTC, datetime, timedelta
from pathlib import Path
from models import clock

ahead = Path(sys.argv[1])
sys.argv = ["main.py", "serve"]
with clock.clock(lambda: datetime.now(UTC) + timedelta(seconds=float(ahead.read_text()))):
    main.main()
"""


class ClockedServer(Server):
    """A server of its own time, which is that of the machine until it is moved on."""

    def __init__(self, directory: Path, **environment: str) -> None:
        super().__init__(directory, **environment)
        self._ahead = directory / "ahead"
        self._seconds = 0.0
        self.move_on(timedelta(0))

    def command(self) -> list[str]:
        return [sys.executable, "-c", PROGRAM, str(self._ahead)]

    def move_on_to(self, weekday: int) -> None:
        """Moves on to this day of the week, counted from 0, Monday: where it matters which days are working days."""
        self.move_on(timedelta(days=(weekday - (datetime.now(UTC) + timedelta(seconds=self._seconds)).weekday()) % 7))

    def move_on(self, time: timedelta) -> None:
        self._seconds += time.total_seconds()
        new = self._ahead.with_suffix(".new")
        new.write_text(str(self._seconds))
        new.replace(self._ahead)
