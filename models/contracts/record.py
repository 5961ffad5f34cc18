"""The record of a contract, or of a supplement to one: its journal, as one of the two sides reads it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from models.contracts.contract import ContractSide
from models.database import key_in_database, placeholders, rows
from models.journal import Entry, hide_texts

# What is said to one side alone: why a scan that it has handed in does not match.
PRIVATE = frozenset({"SCAN_REJECTED"})
_OF_THESE = "(c.awarder_id IN ({parties}) OR c.receiver_id IN ({parties}))"
_OWN_DRAFT = "CASE s.side WHEN 'AWARDER' THEN c.awarder_id ELSE c.receiver_id END IN ({parties})"
# Where acts on contracts are written down, as far as both sides read it; a draft of a supplement its own side alone.
ACTED = (
    "SELECT DISTINCT e.actor_id AS actor FROM contract c JOIN journal_entry e ON e.book = 'contract:' || c.id "
    f"WHERE e.actor_id IN ({{users}}) AND {_OF_THESE}",
    "SELECT DISTINCT e.actor_id AS actor FROM contract c JOIN supplement s ON s.contract_id = c.id "
    "JOIN journal_entry e ON e.book = 'supplement:' || s.id "
    f"WHERE e.actor_id IN ({{users}}) AND {_OF_THESE} AND (s.proposed_at IS NOT NULL OR {_OWN_DRAFT})",
)


def read_by(side: ContractSide | None, entries: Sequence[Entry]) -> None:
    """Leaves out texts that are for the other side alone; with their digests, the chain stays as it is.

    Without a side, which is for anybody whom a side gives it, those of both are left out.
    """
    for entry in entries:
        if entry.action in PRIVATE and entry.facts.get("side") != side:
            hide_texts(entry)


async def acted_on_contracts(users: Collection[UUID], *, parties: Collection[UUID]) -> set[UUID]:
    """Who of these users has acted on a contract of these parties, visibly to them."""
    if not parties:
        return set()
    theirs = [key_in_database(key) for key in parties]
    found: set[UUID] = set()
    for statement in ACTED:
        given = [key_in_database(key) for key in users] + theirs * statement.count("{parties}")
        acted = await rows(statement.format(users=placeholders(users), parties=placeholders(theirs)), *given)
        found |= {UUID(str(row["actor"])) for row in acted}
    return found
