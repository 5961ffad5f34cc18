"""The tables as the database has them, compared with those of the models."""

from tortoise import Tortoise

from models.database import is_postgres, rows

OF_POSTGRES = """
SELECT c.relname AS "table", a.attname AS "column", a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS needed
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
"""
OF_SQLITE = """
SELECT t.name AS "table", c.name AS "column", c."notnull" AND c.dflt_value IS NULL AND NOT c.pk AS needed
FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
"""


async def differences() -> list[str]:
    """What keeps this version from using the tables, as `table.column`: columns that it needs and that are not there,
    and columns that it does not know and that take no null.
    """
    there: dict[str, dict[str, bool]] = {}
    for row in await rows(OF_POSTGRES if is_postgres() else OF_SQLITE):
        there.setdefault(row["table"], {})[row["column"]] = bool(row["needed"])
    found = []
    for model in Tortoise.apps["models"].values():
        table, wanted = model._meta.db_table, set(model._meta.fields_db_projection.values())
        columns = there.get(table, {})
        needed = {column for column, is_needed in columns.items() if is_needed}
        found += [f"{table}.{column}" for column in (wanted - columns.keys()) | (needed - wanted)]
    return sorted(found)
