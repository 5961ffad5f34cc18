"""Several workers of one server: copies of its first process, which has imported and converted everything once."""

import multiprocessing
import signal
import sys
from socket import socket

from uvicorn import Config
from uvicorn.supervisors import multiprocess

from edge.listening import Reserved

# Where a copy of a process may go on: on macOS, libraries of the system have threads that a copy lacks.
COPIES = sys.platform not in ("darwin", "win32")


class Copy(multiprocess.Process):
    """A worker: it has its own connections, threads and tasks, for the first process has none when it is copied."""

    def __init__(self, config: Config, sockets: list[socket]) -> None:
        super().__init__(config, sockets)
        self.process = multiprocessing.get_context("fork").Process(target=self._work, args=(sockets,))  # type: ignore[assignment]

    def start(self) -> None:
        # A signal that comes until the copy has handlers of its own would be one for the first process.
        masked = signal.pthread_sigmask(signal.SIG_BLOCK, multiprocess.SIGNALS)
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)

    def _work(self, sockets: list[socket]) -> None:
        for each in multiprocess.SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, multiprocess.SIGNALS)
        self.target([each.another() if isinstance(each, Reserved) else each for each in sockets])


def supervise(config: Config, sockets: list[socket]) -> None:
    """Runs the workers until the server is stopped, and replaces those that end."""
    if COPIES:
        multiprocess.Process = Copy  # type: ignore[misc] # which the supervisor makes its workers of
    multiprocess.Multiprocess(config, sockets=sockets).run()
