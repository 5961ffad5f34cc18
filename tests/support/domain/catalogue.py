"""The catalogue of a database: its tables as they are, and as the models want them."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tortoise import Tortoise
from tortoise.models import Model

from models import database as orm
from models.database import is_postgres, rows

MIGRATIONS = Path(orm.__file__).parent.parent / "migrations"
NAMES = sorted(file.stem for file in MIGRATIONS.glob("0*.py"))


@dataclass
class Table:
    """One table in a catalogue; keys and indexes as the columns that they cover, in order."""

    columns: dict[str, bool] = field(default_factory=dict)  # whether each takes null
    uniques: set[tuple[str, ...]] = field(default_factory=set)
    indexes: set[tuple[str, ...]] = field(default_factory=set)
    references: set[tuple[str, str]] = field(default_factory=set)


def models() -> list[type[Model]]:
    return list(Tortoise.apps["models"].values())


def wanted(model: type[Model]) -> Table:
    """The expected catalogue entry of a model."""
    meta = model._meta
    relations = meta.fk_fields | meta.o2o_fields
    names = {**meta.fields_db_projection, **{name: meta.fields_map[name].source_field for name in relations}}
    table = Table({column: meta.fields_map[name].null for name, column in meta.fields_db_projection.items()})
    table.uniques = {tuple(names[name] for name in together) for together in meta.unique_together}
    table.uniques |= {(column,) for name, column in names.items() if meta.fields_map[name].unique}
    table.indexes = {tuple(names.get(name, name) for name in index.fields) for index in meta.indexes}
    for name in relations:
        table.references.add((names[name], meta.fields_map[name].related_model._meta.db_table))
    return table


async def catalogue() -> dict[str, Table]:
    return await (catalogue_of_postgres if is_postgres() else catalogue_of_sqlite)()


async def catalogue_of_sqlite() -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for found in await rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        table = tables[found["name"]] = Table()
        for column in await rows(f"PRAGMA table_info({found['name']})"):
            table.columns[column["name"]] = not column["notnull"]
            if column["pk"]:
                table.uniques.add((column["name"],))
        for index in await rows(f"PRAGMA index_list({found['name']})"):
            over = tuple(part["name"] for part in await rows(f"PRAGMA index_info({index['name']})"))
            (table.uniques if index["unique"] else table.indexes).add(over)
        for reference in await rows(f"PRAGMA foreign_key_list({found['name']})"):
            # Of a reference by several columns, the first one, as below.
            if reference["seq"] == 0:
                table.references.add((reference["from"], reference["table"]))
    return tables


async def catalogue_of_postgres() -> dict[str, Table]:
    tables: dict[str, Table] = defaultdict(Table)
    columns = (
        "SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'"
    )
    for column in await rows(columns):
        tables[column["table_name"]].columns[column["column_name"]] = column["is_nullable"] == "YES"
    for index in await rows(
        "SELECT indrelid::regclass::text AS table, indisunique AS is_unique, array(SELECT attname::text "
        "FROM unnest(indkey) WITH ORDINALITY AS part (number, place) JOIN pg_attribute "
        "ON attrelid = indrelid AND attnum = number ORDER BY place) AS over FROM pg_index "
        "WHERE indrelid::regclass::text IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public') "
        "AND indexprs IS NULL"
    ):
        (tables[index["table"]].uniques if index["is_unique"] else tables[index["table"]].indexes).add(
            tuple(index["over"])
        )
    for reference in await rows(
        "SELECT conrelid::regclass::text AS table, attname::text AS name, confrelid::regclass::text AS other "
        "FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f'"
    ):
        tables[reference["table"]].references.add((reference["name"], reference["other"]))
    return dict(tables)
