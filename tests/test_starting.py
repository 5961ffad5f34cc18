"""What a worker loads until it answers: nothing that only other servers, or a few requests, need."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from structlog.testing import capture_logs

from models import database
from models.accounts.users import User
from tests.support.api.server import ROOT, Server
from tests.support.api.services import Redis

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


async def test_the_client_of_the_broker_loads_no_telemetry(database_url: str, tmp_path: Path, redis: Redis) -> None:
    with Telling(tmp_path, DATABASE_URL=database_url, PAYMENTS="none", BUS_URL=redis.url) as server:
        assert await server.client().query("{ __typename }") == {"__typename": "Query"}
        loaded = server.modules()
    assert "redis.observability" in loaded
    # What was tried and not found is told as well.
    assert {each for each in loaded if each.startswith(("opentelemetry.sdk.metrics.", "opentelemetry.util"))} == set()


def test_a_start_reads_the_source_of_no_class_of_the_orm(tmp_path: Path) -> None:
    """Its columns have no comments to be found there."""
    program = (
        "import sys; opened = []; sys.addaudithook(lambda event, given: event == 'open' and opened.append(given[0])); "
        "import main; print([each for each in opened if str(each).endswith('tortoise/models.py')])"
    )
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(tmp_path)
    # The first reads it to compile it.
    said = [
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert said[1] == b"[]\n" != said[0]


def test_a_column_has_the_filters_that_are_asked_for_and_no_others() -> None:
    asked = {"not", "in", "not_in", "isnull", "not_isnull", "gt", "gte", "lt", "lte"}
    asked |= {"contains", "icontains", "startswith"}
    filters = {name for name in User._meta._filters if name.split("__")[0] == "email"}
    assert filters == {"email", *(f"email__{each}" for each in asked)}


async def test_why_the_database_does_not_answer_is_in_the_log() -> None:
    with capture_logs() as logs:
        assert not await database.answers()
    (line,) = logs
    assert (line["event"], line["log_level"]) == ("database_silent", "warning")
    assert re.match(r"\w+Error\(", line["error"])
