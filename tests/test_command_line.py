"""The command line: each command does what it says, and errors are explained without revealing a secret."""

import os
import subprocess
from pathlib import Path

import pytest

import settings
from models import database as orm
from models.accounts.sessions import sign_up
from models.accounts.users import StaffGrant, StaffRole, User
from models.demands.demand import Demand
from tests.support.api.processes import Process, free_port
from tests.support.api.server import OURS, ROOT, Server, main
from tests.support.api.services import Postgres, Sqlite

SECRET = "hunter2hunter2"


def run(*arguments: str, typed: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `python main.py ...`; `typed`: as a fresh process that imports everything itself, not forked."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return main(*arguments, env={**inherited, **environment}, zygote=None if typed else Process.zygote)


@pytest.mark.anywhere
def test_schema_prints_the_contract_as_it_is_committed() -> None:
    printed = run("schema", typed=True)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout == (ROOT / "schema.graphql").read_text()
    assert "type Mutation {" in printed.stdout


@pytest.mark.anywhere
def test_help_names_every_command() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    assert [
        name
        for name in ("serve", "migrate", "restored", "check", "measure", "audit", "demo", "schema", "grant", "vouch")
        if name not in shown.stdout
    ] == []


@pytest.mark.anywhere
@pytest.mark.parametrize("arguments", [(), ("dance",), ("grant", "ada@example.org"), ("vouch",)])
def test_what_is_no_command_says_how_to_ask(arguments: tuple[str, ...]) -> None:
    refused = run(*arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("usage: main.py")
    assert "Traceback" not in refused.stderr


async def test_migrate_makes_the_tables_and_may_be_repeated(databases: Postgres | Sqlite) -> None:
    url = await databases.create()
    # As a fresh process with one of the databases: what it imports is the same.
    for typed in (isinstance(databases, Sqlite), False):
        made = run("migrate", typed=typed, DATABASE_URL=url)
        assert (made.returncode, made.stdout) == (0, "")
    await orm.connect(url)
    assert await User.all().count() == 0
    await orm.disconnect()
    await databases.drop(url)


@pytest.mark.anywhere
async def test_grant_gives_a_role_once(database: str) -> None:
    user = (await sign_up(email="ada@example.org", password="correct horse battery", name="Ada")).user
    early = run("grant", user.email, "RESOURCE_MANAGER", DATABASE_URL=database)
    assert (early.returncode, early.stderr.partition(":")[0]) == (1, "EMAIL_NOT_VERIFIED")
    for _ in range(2):
        vouched = run("vouch", "Ada@Example.org", DATABASE_URL=database)
        assert (vouched.returncode, vouched.stdout) == (0, "ada@example.org counts as verified.\n")
        granted = run("grant", "Ada@Example.org", "RESOURCE_MANAGER", DATABASE_URL=database)
        assert (granted.returncode, granted.stdout) == (0, "ada@example.org is now RESOURCE_MANAGER.\n")
    assert [(grant.user_id, grant.role) for grant in await StaffGrant.all()] == [(user.id, StaffRole.RESOURCE_MANAGER)]


@pytest.mark.anywhere
async def test_grant_knows_roles_and_people(database: str) -> None:
    unknown = run("grant", "nobody@example.org", "MEDIATOR", DATABASE_URL=database)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "nobody@example.org" in unknown.stderr
    assert "Traceback" not in unknown.stderr
    other = run("grant", "nobody@example.org", "EMPEROR", DATABASE_URL=database)
    assert other.returncode == 2
    assert all(role in other.stderr for role in StaffRole)
    assert await StaffGrant.all().count() == 0


async def test_demo_fills_an_empty_market_and_leaves_a_filled_one(database: str) -> None:
    first = run("demo", DATABASE_URL=database)
    assert first.returncode == 0, first.stderr
    users, demands = await User.all().count(), await Demand.all().count()
    assert min(users, demands) >= 3, "several people and demands"
    again = run("demo", DATABASE_URL=database)
    assert again.returncode == 0, again.stderr
    assert (await User.all().count(), await Demand.all().count()) == (users, demands)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", SECRET),
        ("PORT", "70000"),
        ("DATABASE_URL", f"oracle://ada:{SECRET}@db.example/bidhall"),
        ("DATABASE_URL", SECRET),
        ("BUS_URL", f"kafka://:{SECRET}@broker.example"),
        ("ENVIRONMENT", SECRET),
        ("LOG_LEVEL", SECRET),
        ("DEFAULT_CURRENCY", SECRET),
        ("MAX_DEPTH", SECRET),
        ("SHUTDOWN_SECONDS", "0"),
        ("STUN_URLS", SECRET),
        ("TURN_URLS", "turn:turn.example:3478"),
        ("TURN_SECONDS", "1"),
    ],
)
def test_a_bad_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(settings.BadSettings) as refused:
        settings.read()
    assert [line.partition(":")[0] for line in str(refused.value).splitlines()] == [name]
    assert value not in str(refused.value)


@pytest.mark.anywhere
def test_what_is_set_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgres://ada:{SECRET}@db.example/bidhall")
    read = settings.read()
    assert SECRET not in repr(read) + str(read) + read.model_dump_json()
    assert SECRET in read.database_url.get_secret_value()


@pytest.mark.anywhere
def test_all_bad_settings_are_named_at_once(tmp_path: Path) -> None:
    refused = run("serve", PORT="x", MAX_COST="y", WORKING_CALENDAR=str(tmp_path / "none.json"))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Traceback" not in refused.stderr
    assert [line.partition(":")[0] for line in refused.stderr.splitlines()] == ["PORT", "MAX_COST", "WORKING_CALENDAR"]


@pytest.mark.anywhere
def test_a_password_of_the_database_is_told_to_nobody() -> None:
    """Also when the database is down, which is when drivers print their settings."""
    failed = run("migrate", DATABASE_URL=f"postgres://ada:{SECRET}@127.0.0.1:1/bidhall")
    assert failed.returncode == 1
    assert SECRET not in failed.stdout + failed.stderr


@pytest.mark.anywhere
def test_serve_says_where_it_is(database_url: str, tmp_path: Path) -> None:
    server = Server(tmp_path, DATABASE_URL=database_url)
    server.zygote = None  # as it is typed
    with server:
        assert f"{server.origin}/graphql" in server.log()
        assert "Application startup complete" in server.log()


@pytest.mark.anywhere
def test_a_database_that_was_not_migrated_is_not_served(tmp_path: Path) -> None:
    ended = run("serve", DATABASE_URL=f"sqlite://{tmp_path}/new.sqlite3", PORT=str(free_port()))
    assert ended.returncode == 1
    assert "DATABASE_URL: the database lacks 0001_initial, 0002_search_and_guards" in ended.stderr
    assert "main.py migrate" in ended.stderr
