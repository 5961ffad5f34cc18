"""Migrations: they agree with the models and with both databases' catalogues."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tortoise import Tortoise
from tortoise.migrations.autodetector import MigrationAutodetector

from models import database as orm
from models import frozen
from models.changes import change
from models.database import is_postgres, migrating, rows
from models.database.columns import differences
from models.journal import Entry, enter, first_broken
from models.ledger.account import Posting
from tests.support.api.server import Server, main
from tests.support.domain.catalogue import MIGRATIONS, NAMES, catalogue, models, wanted
from tests.support.domain.plain import content, fill, refuses_what_constraints_refuse
from tests.support.waiting import until

ADDING = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "{after}")]
    operations = [ops.AddField("User", "nickname", fields.CharField(max_length=40, null=True))]
"""

GUARDED = (
    "contract_version",
    "credit_note",
    "invoice",
    "dispute_file",
    "dispute_statement",
    "journal_entry",
    "ledger_account",
    "ledger_journal",
    "ledger_posting",
    "payment",
    "review",
    "settlement",
    "supplement",
    "template_version",
)
# What money has besides, and what is said later, once.
ADDING_UP = ["credit_note_adds_up", "invoice_adds_up"]
GUARDS = ["ledger_journal_balanced", "ledger_posting_late", "payment_goes_on"]
GUARDS += ["review_stays_answered", "review_stays_published", "settlement_stays_void"]
CHECKS = ["contract_stage_money_insert", "contract_stage_money_update", "payment_is_positive"]
CHECKS += ["credit_note_begins", "invoice_begins", "invoice_goes_on"]
GUARDED_BY_POSTGRES = sorted(
    [*(f"{table}_{how}" for table in GUARDED for how in ("is_kept", "stays")), *GUARDS, *ADDING_UP, "invoice_remains"]
)

GUARDED_BY_SQLITE = sorted([*(f"{table}_{how}" for table in GUARDED for how in ("remains", "stays")), *GUARDS, *CHECKS])


@pytest.mark.usefixtures("database")
async def test_the_models_say_nothing_that_no_migration_does(database_url: str) -> None:
    apps = orm.configuration(database_url)["apps"]
    changes = await MigrationAutodetector(Tortoise.apps, apps).changes()
    assert [operation for writer in changes for operation in writer.operations] == []
    assert len(models()) == len({model._meta.db_table for model in models()})


@pytest.mark.usefixtures("database")
async def test_the_catalogue_holds_what_the_models_say() -> None:
    found = await catalogue()
    for model in models():
        expected = wanted(model)
        if model is Posting and is_postgres():
            # A trigger looks once for all that a statement refers to.
            expected.references.clear()
        assert found[model._meta.db_table] == expected, model
    others = set(found) - {model._meta.db_table for model in models()}
    assert {name for name in others if not name.startswith(("demand_search", "message_search"))} == {
        "tortoise_migrations"
    }


@pytest.mark.usefixtures("database")
async def test_the_catalogue_holds_the_search_and_the_guards() -> None:
    if is_postgres():
        indexes = await rows("SELECT indexdef FROM pg_indexes WHERE indexname IN ('demand_search', 'message_search')")
        assert [re.findall(r"USING (\w+)", each["indexdef"]) for each in indexes] == [["gin"], ["gin"]]
        triggers = await rows("SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname")
        assert [each["name"] for each in triggers] == GUARDED_BY_POSTGRES
    else:
        made = await rows("SELECT sql FROM sqlite_master WHERE name IN ('demand_search', 'message_search')")
        assert ["fts5" in each["sql"] for each in made] == [True, True]
        triggers = await rows("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        assert [each["name"] for each in triggers] == GUARDED_BY_SQLITE


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("act", ["UPDATE journal_entry SET action = 'NONE'", "DELETE FROM journal_entry"])
async def test_wb10_the_database_itself_refuses_to_change_a_journal(act: str) -> None:
    async with change():
        await enter("book", "WRITTEN", by=None)
    with pytest.raises(Exception, match="journal entries"):  # each driver has a class of its own for it
        await rows(act)
    assert [entry.action for entry in await Entry.all()] == ["WRITTEN"]
    assert await first_broken("book") is None


async def test_migrating_twice_is_migrating_once(database_url: str) -> None:
    await orm.connect(database_url)
    before, applied = await catalogue(), await rows("SELECT * FROM tortoise_migrations ORDER BY name")
    await orm.disconnect()
    await orm.migrate(database_url)
    await orm.connect(database_url)
    assert (await catalogue(), await rows("SELECT * FROM tortoise_migrations ORDER BY name")) == (before, applied)
    assert [each["name"] for each in applied] == NAMES
    await orm.disconnect()


@pytest.mark.anywhere
def test_a_published_migration_never_changes() -> None:
    """If this fails for a new migration, `python -m models.frozen` publishes it; a published one stays as it is."""
    assert frozen.altered() == []


@pytest.mark.anywhere
async def test_migrate_refuses_a_published_migration_that_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(frozen, "MIGRATIONS", folder)
    with (folder / "0002_search_and_guards.py").open("a") as file:
        file.write("# edited\n")
    (folder / "0999_new.py").touch()
    (folder / "0001_initial.py").unlink()
    found = ["0001_initial.py", "0002_search_and_guards.py", "0999_new.py"]
    assert frozen.altered(folder) == found
    assert frozen.publish(folder) == ["0999_new.py"]
    assert frozen.altered(folder) == found[:2]
    url = f"sqlite://{tmp_path}/never.sqlite3"
    monkeypatch.setattr(orm.frozen, "altered", lambda: found[:2])
    with pytest.raises(orm.MigrationsAltered, match=r"0001_initial\.py, 0002_search_and_guards\.py: not as published"):
        await orm.migrate(url)
    assert not (tmp_path / "never.sqlite3").exists()


async def test_tables_that_are_not_those_of_the_models_are_neither_served_nor_ready(
    database_url: str, tmp_path: Path
) -> None:
    """As after a migration that was edited, with a column that is missing and one that nobody fills."""
    with Server(tmp_path, DATABASE_URL=database_url) as server:
        assert server.get("/ready")[0] == 200
        await orm.connect(database_url)
        assert await differences() == []
        await rows("ALTER TABLE remark RENAME COLUMN body TO content")
        assert await differences() == ["remark.body", "remark.content"]
        await orm.disconnect()
        await until(lambda: server.get("/ready")[0] == 503)
        assert b'"tables":false' in server.get("/ready")[1]
        assert "remark.body" in server.log()
    ended = main("serve", env=server.environment, zygote=server.zygote)
    assert ended.returncode == 1
    assert "DATABASE_URL: the tables are not those of this version: remark.body, remark.content." in ended.stderr


async def test_a_column_more_keeps_rows_constraints_and_indexes(database_url: str, further_migration: str) -> None:
    """A further migration, of a table that others refer to."""
    await orm.connect(database_url)
    before, kept = await catalogue(), await fill()
    await orm.disconnect()
    configuration = orm.configuration(database_url)
    configuration["apps"]["models"]["migrations"] = further_migration
    try:
        await migrating.apply(configuration)
    finally:
        await Tortoise.close_connections()
    await orm.connect(database_url)
    after = await catalogue()
    assert after["user_account"].columns.pop("nickname") is True
    assert after == before
    assert await content() == kept
    await refuses_what_constraints_refuse()
    await rows("UPDATE user_account SET nickname = 'ada'")
    await orm.disconnect()


@pytest.fixture
def further_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package with the current migrations and one more, which adds a column to the users."""
    package = tmp_path / "further_migrations"
    package.mkdir()
    for file in MIGRATIONS.glob("*.py"):
        (package / file.name).write_text(file.read_text())
    last = max(file.stem for file in package.glob("0*.py"))
    (package / "0999_nickname.py").write_text(ADDING.format(after=last))
    monkeypatch.syspath_prepend(tmp_path)
    yield package.name
    for name in [name for name in sys.modules if name.startswith(package.name)]:
        del sys.modules[name]
