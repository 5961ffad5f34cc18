"""The selection record: what was decided on a demand, by whom and why; append-only and hash-chained (WB-10)."""

from collections.abc import Collection, Sequence
from uuid import UUID

from models.database import any_of, fetched, key_in_database, list_in_database, placeholders, rows
from models.database.fetching import by_key
from models.demands.candidates import Candidate
from models.demands.demand import book_of
from models.ids import NOBODY
from models.journal import Entry
from models.workbench.standings import DECISIONS

# A private remark names its author to nobody else, and a read mark its reader.
PRIVATE = " AND t.kind NOT LIKE 'remark.%' AND t.kind <> 'candidate.read'"
# Where acts on a demand are written down: the table, the column that names the demand, and what else must hold.
ACTS = (("journal_entry", "book", ""), ("event", "stream", PRIVATE))


async def decisions_of(candidates: Sequence[Candidate]) -> dict[UUID, Entry]:
    """The entry that gave each candidate its standing, by the candidate's key; none for one that was never decided."""
    books = {book_of(each.demand_id) for each in candidates}
    found = await fetched(
        "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY subject_id ORDER BY seq DESC) AS place "
        f"FROM journal_entry WHERE {any_of('subject_id')} AND {any_of('book')} AND {any_of('action')}) AS numbered "
        "WHERE place = 1",
        *(list_in_database(each.id for each in candidates), list_in_database(books), list_in_database(DECISIONS)),
    )
    entries = await by_key(Entry, [UUID(str(row["id"])) for row in found])
    return {entry.subject_id: entry for entry in entries.values() if entry.subject_id}


async def acted_among(users: Collection[UUID], *, parties: Collection[UUID], manager: UUID | None) -> set[UUID]:
    """Who of these users has acted, visibly to a team, on a demand of these parties or of this resource manager."""
    mine = [*parties, NOBODY]
    given = [key_in_database(key) for key in (*users, *mine, manager or NOBODY)]
    found: set[UUID] = set()
    for table, place, condition in ACTS:
        acted = await rows(
            f"SELECT DISTINCT t.actor_id AS actor FROM {table} t JOIN demand d ON t.{place} = 'demand:' || d.id WHERE "
            f"t.actor_id IN ({placeholders(users)}) AND (d.awarder_id IN ({placeholders(mine)}) "
            f"OR d.resource_manager_id = ?){condition}",
            *given,
        )
        found |= {UUID(str(row["actor"])) for row in acted}
    return found
