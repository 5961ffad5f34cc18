"""What a worker loads until it answers: nothing that only other servers, or a few requests, need."""

import re
import sys
import tomllib
from pathlib import Path

from tests.support.api.server import ROOT, Server

# Behind these, and what the commands other than `serve` need.
LIBRARIES = {"PIL", "asn1crypto", "httpx", "lxml", "models.migrations", "opentelemetry", "pikepdf", "prometheus_client"}
LIBRARIES |= {"pyhanko", "pypandoc", "pytest", "redis", "requests", "stripe", "tests", "typst"}


class Telling(Server):
    """A server that writes the name of each module that it imports."""

    zygote = None

    def command(self) -> list[str]:
        return [sys.executable, "-X", "importtime", "main.py", "serve"]

    def modules(self) -> set[str]:
        return set(re.findall(r"^import time: +\d+ \| +\d+ \| +(\S+)$", self.log(), re.MULTILINE))


async def test_a_server_loads_nothing_at_its_start_that_it_may_never_need(database_url: str, tmp_path: Path) -> None:
    """Decision 100: until its first answer, without Redis, payments and telemetry."""
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    later = {*ruff["flake8-tidy-imports"]["banned-module-level-imports"], *LIBRARIES}
    with Telling(tmp_path, DATABASE_URL=database_url, PAYMENTS="none") as server:
        assert await server.client().query("{ __typename }") == {"__typename": "Query"}
        loaded = server.modules()
    assert {"app", "strawberry", "models.kinds"} <= loaded
    assert {each for each in loaded if any(f"{each}.".startswith(f"{name}.") for name in later)} == set()
