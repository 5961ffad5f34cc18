"""Programs that a test starts, freezes, kills and starts again on the same port."""

import atexit
import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

import psutil

from tests.support.api.zygote import Forked, Zygote
from tests.support.waiting import PATIENCE, wait_until


class Process:
    """A program on its own port. Subclasses say which program, and when it is ready.

    Port, directory and the file with its output stay the same over restarts.
    """

    stop_signal = signal.SIGTERM
    # Forks the programs in Python, if set.
    zygote: Zygote | None = None

    def __init__(self, directory: Path, **options: Any) -> None:
        self.directory = directory
        self.port = free_port()
        self.output = directory / f"{type(self).__name__.lower()}-{self.port}.log"
        self._options = options
        self._child: subprocess.Popen[bytes] | Forked | None = None
        atexit.register(self.kill)

    def command(self) -> list[str]:
        raise NotImplementedError

    def is_ready(self) -> bool:
        raise NotImplementedError

    @property
    def pid(self) -> int:
        assert self._child is not None, "the process was not started"
        return self._child.pid

    def is_running(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def log(self) -> str:
        return self.output.read_text(errors="replace") if self.output.exists() else ""

    def start(self, timeout: float = PATIENCE) -> None:
        """Returns when the program is ready."""
        assert self._child is None, "the process was started already"
        self._child = self._launch()
        if not wait_until(lambda: self.is_ready() or not self.is_running(), timeout):
            self._fail(f"was not ready within {timeout} s")
        if not self.is_running():
            self._fail(f"ended at its start with code {self._child.returncode}")

    def stop(self, timeout: float = PATIENCE) -> int:
        """Asks the program to end and gives its exit code; fails if it does not end in time."""
        assert self._child is not None, "the process was not started"
        if not self.is_running():
            self._fail(f"had ended by itself with code {self._child.returncode}")
        self._child.send_signal(self.stop_signal)
        self.resume()
        try:
            code = self._child.wait(timeout)
        except subprocess.TimeoutExpired:
            self._fail(f"did not stop within {timeout} s")
        self._child = None
        return code

    def kill(self) -> None:
        """Ends the program and its children without giving them a chance; safe to repeat."""
        if self._child is None:
            return
        self.pause()
        family = self._family()
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._child.wait(PATIENCE)
        self._child = None
        assert wait_until(lambda: all(map(has_ended, family))), f"{family} outlived SIGKILL"

    def pause(self) -> None:
        """Freezes the program and its children; connections stay open, nothing answers."""
        # The parent first: a frozen one starts no more children while the others are counted.
        self._send(signal.SIGSTOP, self._family()[:1])
        self._send(signal.SIGSTOP, self._family())

    def resume(self) -> None:
        self._send(signal.SIGCONT, self._family())

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self.stop()

    def _launch(self) -> subprocess.Popen[bytes] | Forked:
        program, *arguments = self.command()
        if self.zygote and program == sys.executable:
            env, cwd = self._options.get("env", os.environ), self._options.get("cwd", Path.cwd())
            return self.zygote.fork(arguments, env, cwd=cwd, output=self.output)
        # A session of its own keeps the terminal's Ctrl-C away: fixtures stop it in their order.
        with self.output.open("ab") as output:
            return subprocess.Popen(
                [program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._options,
            )

    def _family(self) -> list[psutil.Process]:
        try:
            parent = psutil.Process(self.pid)
            return [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def _send(self, number: signal.Signals, processes: list[psutil.Process]) -> None:
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(number)

    def _fail(self, what: str) -> NoReturn:
        self.kill()
        raise AssertionError(f"{type(self).__name__} {what}. The end of its output:\n{self.log()[-4000:]}")


class GraphqlProcess(Process):
    """A program that serves GraphQL."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/graphql"


def has_ended(process: psutil.Process) -> bool:
    # A container without an init process never collects its orphans: they stay as zombies.
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def free_port() -> int:
    """A free port below those that the system gives to outgoing connections, which no other run of tests takes either.

    In that range a client that tries a stopped server again and again can end up connected to itself. Runs of tests are
    started at the same moment: the datagrams of a port say that somebody has chosen it, until it is listened on.
    """
    while True:
        port = secrets.SystemRandom().randrange(15_000, 32_000)
        chosen = socket.socket(type=socket.SOCK_DGRAM)
        try:
            chosen.bind(("127.0.0.1", port))
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            chosen.close()
            continue
        _chosen.append(chosen)
        if len(_chosen) > MOST_CHOSEN:
            _chosen.popleft().close()
        return port


MOST_CHOSEN = 16
_chosen: deque[socket.socket] = deque()


@atexit.register
def _let_go() -> None:
    while _chosen:
        _chosen.pop().close()
