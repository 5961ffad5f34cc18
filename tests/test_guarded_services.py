"""TLS and passwords: the URLs' settings are used, and errors are explained without revealing a secret."""

import itertools
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import asyncpg
import pytest
import trustme
from redis.asyncio import Redis as RedisClient

from tests.conftest import DIALECT
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Redis, redis_program
from tests.support.faults.relay import Relay
from tests.support.waiting import wait_until
from tests.test_command_line import run

pytestmark = [
    pytest.mark.skipif(not redis_program(), reason="there is no redis-server on this machine"),
    pytest.mark.skipif(DIALECT != "postgres", reason="is about PostgreSQL and Redis"),
]

PASSWORD = "p/s:w@rd+%#?"
SPELLED = quote(PASSWORD, safe="")


@dataclass
class Place:
    """A database and a broker that require a password, behind TLS with a certificate of our own authority."""

    database: str
    broker: str
    authority: Path
    plain_database: str
    wires: tuple[Relay, Relay]

    def urls(self, **changed: str) -> dict[str, str]:
        return {
            "DATABASE_URL": f"{self.database}?sslmode=verify-full&sslrootcert={self.authority}",
            "BUS_URL": f"{self.broker}?ssl_ca_certs={self.authority}",
            **changed,
        }


@pytest.fixture(scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    directory = tmp_path_factory.mktemp("guarded")
    authority, server = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.cert_pem.write_to_path(directory / "ca.pem")
    authority.issue_cert("localhost").configure_cert(server)
    with (
        Postgres() as postgres,
        Redis() as redis,
        Relay(postgres.port, tls=server, asks=True) as to_postgres,
        Relay(redis.port, tls=server) as to_redis,
    ):
        name = (await postgres.create()).rpartition("/")[2]
        await _guard(postgres, redis)
        account = f"bidhall:{SPELLED}"
        plain = f"postgres://{account}@127.0.0.1:{postgres.port}/{name}"
        database, broker = (f"{account}@localhost:{wire.port}" for wire in (to_postgres, to_redis))
        made = Place(
            f"postgres://{database}/{name}",
            f"rediss://{broker}/0",
            directory / "ca.pem",
            plain,
            (to_postgres, to_redis),
        )
        migrated = run("migrate", **made.urls())
        assert (migrated.returncode, migrated.stderr) == (0, "")
        yield made


async def _guard(postgres: Postgres, redis: Redis) -> None:
    connection = await asyncpg.connect(postgres.url())
    await connection.execute(f"CREATE ROLE bidhall LOGIN SUPERUSER PASSWORD '{PASSWORD}'")
    postgres.wants_passwords()
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()
    async with RedisClient.from_url(redis.url) as client:
        await client.acl_setuser(
            "bidhall", enabled=True, passwords=[f"+{PASSWORD}"], commands=["+@all"], channels=["*"]
        )
        await client.acl_setuser("default", enabled=False)


async def test_a_worker_goes_through_tls_with_its_passwords(place: Place, tmp_path: Path) -> None:
    before = [wire.connections for wire in place.wires]
    with Server(tmp_path, **place.urls()) as server:
        assert wait_until(lambda: b'"bus":true' in server.get("/ready")[1]), server.log()
        log = server.log()
    assert all(wire.connections > count for wire, count in zip(place.wires, before, strict=True))
    assert PASSWORD not in log
    assert SPELLED not in log


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ("?sslmode=verify-full", "cannot verify the certificate of the database"),
        ("?ssl=true", "cannot verify the certificate of the database"),
        ("?sslmode=verify-full&sslrootcert=nowhere.pem", "names a file in sslrootcert that does not exist"),
        ("?sslmode=always", "unknown sslmode"),
    ],
)
def test_a_database_that_cannot_be_trusted_is_named(place: Place, parameters: str, said: str) -> None:
    refused = run("migrate", DATABASE_URL=place.database + parameters)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("DATABASE_URL: ")
    assert said in refused.stderr
    assert SPELLED not in refused.stderr


@pytest.mark.parametrize(
    ("command", "wrong", "said"),
    [
        ("migrate", SPELLED, "refused the connection"),
        ("serve", "bidhall:", "refused the connection"),
        ("migrate", "/test_", "no database of this name"),
        ("serve", "/test_", "no database of this name"),
    ],
)
def test_what_the_database_refuses_is_named(place: Place, command: str, wrong: str, said: str) -> None:
    refused = run(command, DATABASE_URL=place.plain_database.replace(wrong, f"{wrong[0]}x{wrong[1:]}"))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("DATABASE_URL: ")
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert SPELLED[1:] not in refused.stderr
    assert PASSWORD[1:] not in refused.stderr


@pytest.mark.parametrize("variable", ["DATABASE_URL", "BUS_URL"])
def test_a_password_with_its_own_signs_is_not_repeated(place: Place, variable: str) -> None:
    url = place.urls()[variable].replace(SPELLED, PASSWORD)
    refused = run("migrate", **place.urls(**{variable: url}))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"{variable}: ")
    assert "w@rd" not in refused.stderr
    assert "p/s" not in refused.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda place: f"{place.broker}?ssl_ca_certs={place.authority}".replace(SPELLED, "another"),
            "invalid username-password pair",
        ),
        (lambda place: place.broker, "CERTIFICATE_VERIFY_FAILED"),
    ],
    ids=["password", "authority"],
)
def test_a_bus_that_does_not_have_us_is_named_once_and_costs_time_only(
    place: Place, change: Callable[[Place], str], said: str, tmp_path: Path
) -> None:
    with Server(tmp_path, **place.urls(BUS_URL=change(place))) as server:
        # On a busy machine the first attempt may just take too long.
        assert wait_until(lambda: said in server.log())
        assert server.get("/ready")[0] == 200
        assert b'"bus":false' in server.get("/ready")[1]
        log = server.log()
    reasons = [line.partition("error")[2] for line in log.splitlines() if "bus_lost" in line]
    assert all(one != next_one for one, next_one in itertools.pairwise(reasons))
    assert "BUS_URL" in log
    assert "another" not in log
    assert SPELLED not in log
