"""The audit of the ledger: everything that has to be true of it, worked out anew from its postings."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.database import fetched
from models.money import Money

# A stage with what its account holds, and what that should be by its state: all that was not released of it, until it
# is over. One that waits for money holds less, also if a dispute has begun meanwhile.
STAGES = (
    "SELECT CAST(s.id AS TEXT) || ' ' || s.state AS what, COALESCE(a.balance_minor, 0) AS one, {} AS other "
    "FROM contract_stage s LEFT JOIN ledger_account a ON a.kind = 'STAGE' AND a.owner_id = s.id WHERE "
)
WHOLE = "s.amount_minor - s.released_minor"
WAITS = "(s.state = 'AWAITING_FUNDS' OR s.state = 'DISPUTED' AND COALESCE(s.former_state, '') = 'AWAITING_FUNDS')"
EMPTY = "s.state IN ('PLANNED', 'RELEASED', 'REFUNDED', 'SETTLED', 'CANCELLED')"
# What must find nothing; each row names what is wrong, and two amounts that should be one.
CHECKS: Mapping[str, str] = {
    "A journal is not balanced": (
        "SELECT journal_id AS what, sum(amount_minor) AS one, 0 AS other FROM ledger_posting "
        "GROUP BY journal_id, currency HAVING sum(amount_minor) <> 0"
    ),
    "A posting has no journal": (
        "SELECT p.id AS what, p.amount_minor AS one, 0 AS other FROM ledger_posting p "
        "LEFT JOIN ledger_journal j ON j.id = p.journal_id WHERE j.id IS NULL"
    ),
    "A balance is not the sum of its postings": (
        "SELECT a.id AS what, a.balance_minor AS one, COALESCE(s.minor, 0) AS other FROM ledger_account a "
        "LEFT JOIN (SELECT account_id, sum(amount_minor) AS minor FROM ledger_posting GROUP BY account_id) s "
        "ON s.account_id = a.id WHERE a.balance_minor <> "
        "CASE WHEN a.kind IN ('OUTSIDE', 'FEE') THEN 0 ELSE COALESCE(s.minor, 0) END"
    ),
    "A posting keeps another balance than it led to": (
        "SELECT id AS what, after AS one, running AS other FROM (SELECT id, balance_after_minor AS after, "
        "sum(amount_minor) OVER (PARTITION BY account_id ORDER BY id) AS running FROM ledger_posting "
        "WHERE balance_after_minor IS NOT NULL) AS each_posting WHERE after <> running"
    ),
    "A stage holds something else than its account": (
        "SELECT s.id AS what, s.funded_minor - s.released_minor - s.refunded_minor AS one, "
        "COALESCE(a.balance_minor, 0) AS other FROM contract_stage s "
        "LEFT JOIN ledger_account a ON a.kind = 'STAGE' AND a.owner_id = s.id "
        "WHERE s.funded_minor - s.released_minor - s.refunded_minor <> COALESCE(a.balance_minor, 0)"
    ),
    "A stage was paid, or has paid, something else than its postings": (
        "SELECT s.id AS what, s.funded_minor + s.released_minor + s.refunded_minor AS one, "
        "COALESCE(p.minor, 0) AS other FROM contract_stage s LEFT JOIN (SELECT a.owner_id, sum(abs(p.amount_minor)) "
        "AS minor FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id WHERE a.kind = 'STAGE' "
        "GROUP BY a.owner_id) p ON p.owner_id = s.id "
        "WHERE s.funded_minor + s.released_minor + s.refunded_minor <> COALESCE(p.minor, 0)"
    ),
    "A stage has paid another fee than its postings": (
        "SELECT s.id AS what, s.fee_minor AS one, COALESCE(f.minor, 0) AS other FROM contract_stage s "
        "LEFT JOIN (SELECT j.stage_id, sum(p.amount_minor) AS minor FROM ledger_account a "
        "JOIN ledger_posting p ON p.account_id = a.id JOIN ledger_journal j ON j.id = p.journal_id "
        "WHERE a.kind = 'FEE' GROUP BY j.stage_id) f ON f.stage_id = s.id WHERE s.fee_minor <> COALESCE(f.minor, 0)"
    ),
    "A stage that has not begun, or is over, holds money": (
        f"{STAGES.format('0')} {EMPTY} AND COALESCE(a.balance_minor, 0) <> 0"
    ),
    "A stage waits for money that it holds": (
        f"{STAGES.format(WHOLE)} {WAITS} AND COALESCE(a.balance_minor, 0) >= {WHOLE}"
    ),
    "A stage holds something else than its state says": (
        f"{STAGES.format(WHOLE)} NOT {EMPTY} AND NOT {WAITS} AND COALESCE(a.balance_minor, 0) <> {WHOLE}"
    ),
}
BALANCES = (
    "SELECT a.kind, a.currency, sum(p.amount_minor) AS minor FROM ledger_posting p "
    "JOIN ledger_account a ON a.id = p.account_id GROUP BY a.kind, a.currency ORDER BY a.currency, a.kind"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong in the ledger: the key of what it is about, and two amounts that should be the same."""

    why: str
    what: str
    one: int
    other: int


async def audit() -> list[Finding]:
    """Everything that is wrong in the ledger, from its first posting on; empty if it can be believed."""
    return [
        Finding(why, str(row["what"]), int(row["one"]), int(row["other"]))
        for why, statement in CHECKS.items()
        for row in await fetched(statement)
    ]


async def trial_balance() -> list[tuple[str, Money]]:
    """What all accounts of each kind have, in each currency: in a currency it adds up to zero."""
    return [(row["kind"], Money(int(row["minor"]), row["currency"])) for row in await fetched(BALANCES)]
