"""A server whose clock the test moves on: what takes days is there at once."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.api.server import Server

# In a year that the rules for invoices cover, and a Tuesday: what is handed in twice on a weekend is accepted at one
# moment, and told of once.
BEGUN = datetime(2026, 11, 24, 12, tzinfo=UTC)
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
    """A server of its own time, which begins on the same day in every run and goes on until it is moved on."""

    def __init__(self, directory: Path, **environment: str) -> None:
        super().__init__(directory, **environment)
        self._ahead = directory / "ahead"
        self._seconds = 0.0
        self.move_on(BEGUN - datetime.now(UTC))

    def command(self) -> list[str]:
        return [sys.executable, "-c", PROGRAM, str(self._ahead)]

    def move_on(self, time: timedelta) -> None:
        self._seconds += time.total_seconds()
        new = self._ahead.with_suffix(".new")
        new.write_text(str(self._seconds))
        new.replace(self._ahead)
