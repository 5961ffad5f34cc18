"""The application as a process of its own, as a user runs it."""

import http.client
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.api.behind import DATABASES
from tests.support.api.client import Client
from tests.support.api.processes import GraphqlProcess
from tests.support.api.zygote import ROOT, Zygote
from tests.support.waiting import PATIENCE

OURS = {"HOST", "PORT", "DATABASE_URL", "BUS_URL", "ENVIRONMENT", "LOG_LEVEL", "SMTP_URL"}


class Server(GraphqlProcess):
    """`python main.py serve` on a free port: `Server(directory, DATABASE_URL=url, BUS_URL=...)`.

    What the tests' own environment says about the application does not reach it.
    """

    def __init__(self, directory: Path, *, migrates: bool = False, **environment: str) -> None:
        super().__init__(directory, cwd=ROOT)
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        given = {"HOST": "127.0.0.1", "PORT": str(self.port), "FILES_URL": f"file://{directory}/files"}
        given |= {"SMTP_URL": "none", "SANDBOX_FILE": f"{directory}/sandbox.sqlite3"}
        self.environment = {**inherited, "PYTHONUNBUFFERED": "1", **given, **environment}
        self._options["env"] = self.environment
        self._migrates = migrates
        if "DATABASE_URL" in environment:
            DATABASES[self.url] = environment["DATABASE_URL"]

    @property
    def ws_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"

    def client(self, token: str | None = None) -> Client:
        return Client(self.url, token)

    def get(self, path: str, timeout: float = PATIENCE) -> tuple[int, bytes]:
        """Status and body of one GET, without any client's conveniences."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def run(self, *arguments: str) -> str:
        """What another command of main.py prints, in the server's environment."""
        finished = main(*arguments, env=self.environment, zygote=self.zygote)
        assert finished.returncode == 0, f"main.py {arguments}:\n{finished.stdout}{finished.stderr}"
        return finished.stdout

    def start(self, timeout: float = PATIENCE) -> None:
        if self._migrates:
            self.run("migrate")
            self._migrates = False
        super().start(timeout)

    def command(self) -> list[str]:
        return [sys.executable, "main.py", "serve"]

    def is_ready(self) -> bool:
        try:
            return self.get("/ready", timeout=2)[0] == 200
        except (OSError, http.client.HTTPException):
            return False


def main(*arguments: str, env: Mapping[str, str], zygote: Zygote | None = None) -> subprocess.CompletedProcess[str]:
    """How a command of main.py ended, and what it printed."""
    if zygote:
        return zygote.run(["main.py", *arguments], env, cwd=ROOT)
    command = [sys.executable, "main.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
