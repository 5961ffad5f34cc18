"""Migrated, empty databases, kept from run to run: migrating takes seconds, copying does not."""

import contextlib
import fcntl
import hashlib
import shutil
from collections.abc import AsyncIterator
from importlib.metadata import version
from pathlib import Path

from models import database as orm
from tests.support.api.services import Postgres, Sqlite, postgres_programs
from tests.support.api.zygote import ROOT

PLACE = ROOT / ".pytest_cache" / "migrated"
MOST_KEPT = 2
NAME = "migrated"  # of the database in the cluster


async def migrated_file() -> Path:
    """A SQLite file with all tables and no rows. It must not be opened, only copied."""
    async with _kept("sqlite") as file:
        if not file.exists():
            making = file.with_suffix(".new")
            making.unlink(missing_ok=True)
            await orm.migrate(f"sqlite://{making}")
            making.replace(file)
    return file


async def migrated_cluster() -> Path:
    """The data directory of a stopped PostgreSQL whose database `NAME` has all tables and no rows."""
    async with _kept("postgres", str(postgres_programs())) as data:
        if not data.exists():
            making = data.with_suffix(".new")
            shutil.rmtree(making, ignore_errors=True)
            with Postgres() as postgres:
                await orm.migrate(await postgres.create(name=NAME))
                postgres.stop()
                shutil.copytree(postgres.data, making)
            making.replace(data)
    return data


@contextlib.asynccontextmanager
async def _kept(kind: str, *more: str) -> AsyncIterator[Path]:
    """A place that is named after all that a migration can depend on; for one process at a time."""
    digest = hashlib.sha256("\n".join([version("tortoise-orm"), *more]).encode())
    for source in sorted((ROOT / "models").rglob("*.py")):
        digest.update(source.read_bytes())
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield PLACE / f"{kind}-{digest.hexdigest()[:16]}"
        for old in sorted(PLACE.glob(f"{kind}-*"), key=lambda each: each.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink() if old.is_file() else shutil.rmtree(old)


async def migrated_url(databases: Postgres | Sqlite) -> str:
    """The URL of a database with all tables and no rows, for others to be copied from."""
    if isinstance(databases, Postgres):
        return databases.url(NAME)
    return await databases.create(f"sqlite://{await migrated_file()}")
