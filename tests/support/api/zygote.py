"""Programs forked from a process that has already imported what they need: like `python ...`, without the imports."""

import asyncio
import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from tests.support.readied import ready_models_once
from tests.support.waiting import PATIENCE

ROOT = Path(__file__).parents[3]
# Besides what main.py imports at once: what serving imports on its way. Half of a server's start was importing httpx.
IMPORTED = (
    "main",
    "aiosqlite",
    "asyncpg",
    "broadcaster._backends.memory",
    "encodings.idna",
    "httpcore",
    "models.database.postgres",
    "models.database.sqlite",
    "providers.sandbox",
    "urllib.request",
    "uvloop",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.loops.uvloop",
)

# Databases that nothing is asked of, by dialect.
NOWHERE = {"sqlite": "sqlite://:memory:", "postgres": "postgres://nobody@127.0.0.1:1/nothing"}


class Zygote:
    """Forks programs, each an ordinary process: `zygote.fork(["main.py", "serve"], env)`."""

    def __init__(self) -> None:
        self._directory = tempfile.TemporaryDirectory(prefix="bidhall-")
        self._address = f"{self._directory.name}/address"
        self._log = Path(self._directory.name) / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def fork(
        self, arguments: list[str], env: Mapping[str, str], *, cwd: Path, output: Path, errors: Path | None = None
    ) -> "Forked":
        """Runs `python arguments...`. Appends its output to the files; errors to the first if there is no second."""
        self.start()
        line = socket.socket(socket.AF_UNIX)
        line.connect(self._address)
        given = {"arguments": arguments, "env": dict(env), "cwd": str(cwd)}
        given |= {"output": str(output), "errors": str(errors or output), "umask": _umask()}
        line.sendall(json.dumps(given).encode() + b"\n")
        pid = b""
        # A byte at a time: the exit code of a short program may follow at once.
        while not pid.endswith(b"\n"):
            said = line.recv(1)
            assert said, self._log.read_text()
            pid += said
        return Forked(int(pid), line)

    def start(self) -> None:
        """Starts it, unless it runs already: processes that are forked from this one later share it."""
        if self._process is None:
            self._process = self._start()

    def run(self, arguments: list[str], env: Mapping[str, str], *, cwd: Path) -> subprocess.CompletedProcess[str]:
        """The program's exit code and output."""
        with tempfile.TemporaryDirectory(prefix="bidhall-") as directory:
            output, errors = Path(directory, "output"), Path(directory, "errors")
            code = self.fork(arguments, env, cwd=cwd, output=output, errors=errors).wait(PATIENCE)
            return subprocess.CompletedProcess(arguments, code, output.read_text(), errors.read_text())

    def close(self) -> None:
        if self._process is not None:
            self._process.communicate()
        self._directory.cleanup()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.api.zygote", self._address],
                cwd=ROOT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.PIPE,  # which ends with this process, however that ends
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        assert process.stdout
        assert process.stdout.readline() == b"ready\n", self._log.read_text()
        return process


def _umask() -> int:
    """That of this process, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


class Forked:
    """A forked program, with an interface like `subprocess.Popen`."""

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._line = line
        self._line.setblocking(False)
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        with self._lock:
            if self.returncode is None:
                try:
                    said = self._line.recv(16)
                except BlockingIOError:
                    return None
                self._line.close()
                # No answer: the zygote itself has exited.
                self.returncode = int(said) if said else -signal.SIGKILL
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        with selectors.DefaultSelector() as selector:
            if self.returncode is None:
                selector.register(self._line, selectors.EVENT_READ)
                selector.select(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def serve(address: str) -> dict[str, Any] | None:
    """Forks for each request. Returns the request in each forked process, and None in the zygote at its end."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(100)
    woken, waker = socket.socketpair()
    for each in (woken, waker):
        each.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    lines: dict[int, socket.socket] = {}
    selector = selectors.DefaultSelector()
    for each in (listener, woken, sys.stdin):
        selector.register(each, selectors.EVENT_READ)
    sys.stdout.write("ready\n")
    while True:
        for key, _ in selector.select():
            if key.fileobj is sys.stdin:
                return None
            if key.fileobj is woken:
                woken.recv(4096)
                _tell_who_ended(lines)
                continue
            line, _ = listener.accept()
            with line.makefile("rb") as reader:
                request: dict[str, Any] = json.loads(reader.readline())
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                selector.close()
                for each in (listener, woken, waker, line, *lines.values()):
                    each.close()
                return request
            lines[pid] = line
            line.sendall(f"{pid}\n".encode())


def _tell_who_ended(lines: dict[int, socket.socket]) -> None:
    while lines:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with lines.pop(pid) as line:
            line.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def become(request: dict[str, Any]) -> None:
    """Runs what the command line would have run, in its own session."""
    os.setsid()
    os.chdir(request["cwd"])
    os.umask(request["umask"])
    os.environ.clear()
    os.environ.update(request["env"])
    appending = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    given = {0: (os.devnull, os.O_RDONLY), 1: (request["output"], appending), 2: (request["errors"], appending)}
    for number, (file, flags) in given.items():
        opened = os.open(file, flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    first, *others = request["arguments"]
    match first:
        case "-c":
            sys.argv = ["-c", *others[1:]]
            main = sys.modules["__main__"] = types.ModuleType("__main__")
            exec(others[0], main.__dict__)
        case "-m":
            sys.argv = others
            runpy.run_module(others[0], run_name="__main__", alter_sys=True)
        case _:
            sys.argv = [first, *others]
            runpy.run_path(first, run_name="__main__")


async def prepare_models() -> None:
    """Imports all models, finds their relations and makes their first queries, which each of the forked would do."""
    ready_models_once()
    database = sys.modules["models.database"]
    await database.connect(NOWHERE[os.environ.get("TEST_DATABASE", "sqlite")])
    await database.disconnect()


def leave(ended: SystemExit) -> NoReturn:
    """Ends as Python does, but leaves it to the system to free the memory: by itself it would copy all of it first."""
    if not isinstance(ended.code, int | None):
        raise ended
    threading._shutdown()  # type: ignore[attr-defined] # waits for threads, as the end of a program does
    atexit._run_exitfuncs()
    for each in (sys.stdout, sys.stderr):
        each.flush()
    os._exit(ended.code or 0)


if __name__ == "__main__":
    for name in IMPORTED:
        importlib.import_module(name)
    sys.modules["schema.roots"].build()  # keeps the converted types
    asyncio.run(prepare_models())
    # Read once, for all who are forked; and the patterns that settings and addresses are read by are compiled.
    vars(sys.modules["documents.standard"])["library"]()
    vars(sys.modules["edge.web"])["routes"]()
    with contextlib.suppress(sys.modules["settings"].BadSettings):
        sys.modules["settings"].read()
    gc.freeze()  # a collection in the forked would copy every page
    if (given := serve(sys.argv[1])) is not None:
        try:
            become(given)
        except SystemExit as ended:
            leave(ended)
        leave(SystemExit(0))
