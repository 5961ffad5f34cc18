"""Fixtures: fresh databases, running servers and external services."""

import faulthandler
import fcntl
import os
import signal
import sys
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
import structlog
from hypothesis import settings
from playwright.async_api import Browser, async_playwright

from edge.collecting import settle
from models import database as orm
from models.terms import Terms, use_terms
from tests.support.api.clocked import ClockedServer
from tests.support.api.edge import Edge
from tests.support.api.processes import Process
from tests.support.api.screens import browser_of
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Redis, Sqlite, quickest_place, redis_program, temporary_directory
from tests.support.api.zygote import Zygote
from tests.support.direct import stating_directly
from tests.support.domain.due import check_due_moves
from tests.support.domain.inside import Time, standing_time
from tests.support.domain.measured import check_measures, check_ratings
from tests.support.domain.migrated import migrated_cluster, migrated_url
from tests.support.domain.scenes import alone_with
from tests.support.readied import ready_models_once
from tests.support.side_by_side import SideBySide
from tests.support.waiting import PATIENCE
from web.npm import NODE as PROGRAM
from web.npm import npm

# The ORM keeps compiled statements for the life of the process, whatever the dialect: one dialect a run.
# Hundreds of people sign up here: each password costs as little as Argon2 allows.
CHEAP_HASHES = {"HASH_MEMORY_KIB": "64", "HASH_PASSES": "1"}
# They all come from this machine.
MANY_CLIENTS = {"SIGN_UPS_AN_HOUR": "1000000", "MAX_SOCKETS": "1000000"}
os.environ.update(CHEAP_HASHES | MANY_CLIENTS)
use_terms(Terms(hash_memory_kib=64, hash_passes=1, sign_ups_an_hour=1_000_000))

# As with the seed of the other tests that make up their input: a test fails because of a change, not by chance.
settings.register_profile("repeatable", derandomize=True)
if "TEST_SEED" not in os.environ:
    settings.load_profile("repeatable")

NODE = Path(__file__).parent / "node"
DIALECT = os.environ.get("TEST_DATABASE", "sqlite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--processes", type=int, default=1, help="how many processes run the tests side by side")


def pytest_configure(config: pytest.Config) -> None:
    # One line per key: people search the log of a failed test.
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(),
        ]
    )
    if DIALECT not in {"sqlite", "postgres"}:
        raise pytest.UsageError(f"TEST_DATABASE is sqlite or postgres, not {DIALECT}")
    Process.zygote = Zygote()
    if (processes := config.getoption("--processes")) > 1:
        config.pluginmanager.register(SideBySide(processes))
        Process.zygote.start()
    ready_models_once()
    # SIGTERM stops the services like Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_finish() -> None:
    # What was imported and collected stays to the end: the collector need not look through it again and again.
    settle()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool | None, bool | None]:
    """What is the same on every database needs no threads for its statements, which take a sixth of the time."""
    is_of_one = item.get_closest_marker("anywhere") and not item.get_closest_marker("everywhere")
    with stating_directly() if is_of_one else nullcontext():
        return (yield)


def pytest_unconfigure() -> None:
    if Process.zygote:
        Process.zygote.close()
    # An unclosed SQLite connection has a thread that would keep the process from ending.
    faulthandler.dump_traceback_later(PATIENCE, exit=True, file=sys.__stderr__)


@pytest.fixture(scope="session")
async def postgres() -> AsyncIterator[Postgres]:
    with Postgres(like=await migrated_cluster()) as service:
        yield service


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    if not redis_program():
        pytest.skip("there is no redis-server on this machine")
    with Redis() as service:
        yield service


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Iterator[Postgres | Sqlite]:
    """The service where databases are created and dropped: `create(template)` returns a URL."""
    if DIALECT == "postgres":
        yield request.getfixturevalue("postgres")
        return
    with temporary_directory(quickest_place()) as place:
        yield Sqlite(Path(place))


@pytest.fixture(scope="session")
async def template(databases: Postgres | Sqlite) -> str:
    """The URL of a migrated, empty database, from which the others are copied."""
    return await migrated_url(databases)


@pytest.fixture
async def database_url(databases: Postgres | Sqlite, template: str) -> AsyncIterator[str]:
    """The URL of a fresh, migrated database."""
    url = await databases.create(template)
    yield url
    await databases.drop(url)


@pytest.fixture
async def database(databases: Postgres | Sqlite, database_url: str) -> AsyncIterator[str]:
    """A fresh, migrated database to which this process is connected. Checks what is stored twice at the end."""
    await orm.connect(database_url)
    with alone_with(databases, database_url):
        yield database_url
    try:
        await check_due_moves()
        await check_measures()
        await check_ratings()
    finally:
        await orm.disconnect()


@pytest.fixture(scope="module")
async def server(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """A running server on a fresh, migrated database: one for all tests of a module."""
    url = await databases.create(template)
    with Server(tmp_path_factory.mktemp("server"), DATABASE_URL=url) as running:
        yield running
    await databases.drop(url)


@pytest.fixture(scope="module")
async def clocked(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[ClockedServer]:
    """The same with a clock that begins in a year that the rules for invoices cover."""
    url = await databases.create(template)
    with ClockedServer(tmp_path_factory.mktemp("clocked"), DATABASE_URL=url) as running:
        yield running
    await databases.drop(url)


@pytest.fixture(scope="module")
async def pair(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[list[Server]]:
    """Two server processes on one database, each with its own broker."""
    url = await databases.create(template)
    directory = tmp_path_factory.mktemp("pair")
    with Server(directory, DATABASE_URL=url) as one, Server(directory, DATABASE_URL=url) as other:
        yield [one, other]
        assert [word for word in ("locked", "Traceback") if word in one.log() + other.log()] == []
    await databases.drop(url)


@pytest.fixture
async def store(pair: list[Server]) -> AsyncIterator[None]:
    """Connects this process to the server's database."""
    await orm.connect(pair[0].environment["DATABASE_URL"])
    yield
    await orm.disconnect()


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    with Edge(tmp_path_factory.mktemp("edge")) as running:
        yield running


@pytest.fixture(scope="module")
def edge_url(edge: Edge) -> str:
    """The URL of the small application for rules that need no schema of their own."""
    return edge.url


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, one for all screens."""
    async with async_playwright() as driver, browser_of(driver) as running:
        yield running


@pytest.fixture(scope="session")
def node() -> str:
    """The `node` program, once the packages of tests/node are installed."""
    with (NODE / "package-lock.json").open() as lock:
        # Two runs of the tests at once, on two databases, share what is installed here.
        fcntl.flock(lock, fcntl.LOCK_EX)
        installed = NODE / "node_modules" / ".package-lock.json"  # npm's last word
        if not installed.exists() or installed.stat().st_mtime < Path(lock.name).stat().st_mtime:
            assert npm("--prefix", str(NODE), "ci", "--silent", "--no-audit", "--no-fund") == 0
    return str(PROGRAM)


@pytest.fixture
def time() -> Iterator[Time]:
    """A clock that stands until the test moves it."""
    with standing_time() as standing:
        yield standing
