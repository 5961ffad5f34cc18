"""Transfers: the one way to move money, balanced and with the balances in the same statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.database import in_database, is_postgres, placeholders, rows
from models.database.writing import Write, write
from models.ids import new_id
from models.ledger.account import Account, PostingKind

# Accounts that are only debited have to be there; a credit makes the account. The accounts are locked in one order.
TRANSFER = """
WITH given AS (
  SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::boolean[])
    WITH ORDINALITY AS g(account, owner_kind, owner, currency, kind, amount, is_summed, place)
  WHERE NOT EXISTS (SELECT FROM ledger_journal WHERE key = ?)),
net AS (
  SELECT account, owner_kind, owner, currency, sum(amount)::bigint AS amount
  FROM given WHERE NOT is_summed GROUP BY account, owner_kind, owner, currency),
locked AS MATERIALIZED (
  SELECT a.id FROM ledger_account a WHERE a.id IN (SELECT account FROM net) ORDER BY a.id FOR NO KEY UPDATE),
platform AS (
  INSERT INTO ledger_account (id, kind, owner_id, currency, balance_minor)
  SELECT DISTINCT account, owner_kind, owner, currency, 0::bigint FROM given WHERE is_summed
    AND NOT EXISTS (SELECT FROM ledger_account a WHERE a.id = given.account)
  ON CONFLICT (id) DO NOTHING),
credited AS (
  INSERT INTO ledger_account (id, kind, owner_id, currency, balance_minor)
  SELECT account, owner_kind, owner, currency, amount FROM net
  WHERE amount >= 0 AND (SELECT count(*) FROM locked) IS NOT NULL ORDER BY account
  ON CONFLICT (id) DO UPDATE SET balance_minor = ledger_account.balance_minor + excluded.balance_minor
  RETURNING id, balance_minor),
debited AS (
  UPDATE ledger_account a SET balance_minor = a.balance_minor + net.amount FROM net
  WHERE a.id = net.account AND net.amount < 0 AND (SELECT count(*) FROM locked) IS NOT NULL
  RETURNING a.id, a.balance_minor),
posted AS (
  INSERT INTO ledger_posting (journal_id, account_id, kind, currency, amount_minor, balance_after_minor)
  SELECT ?::uuid, g.account, g.kind, g.currency, g.amount, b.balance_minor - COALESCE(sum(g.amount) OVER (
    PARTITION BY g.account ORDER BY g.place ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0)
  FROM given g LEFT JOIN (SELECT * FROM credited UNION ALL SELECT * FROM debited) b ON b.id = g.account
  ORDER BY g.place RETURNING 1)
INSERT INTO ledger_journal (id, key, stage_id, payment_id, by_id, at)
SELECT ?::uuid, ?, ?::uuid, ?::uuid, ?::uuid, ?::timestamptz WHERE (SELECT count(*) FROM posted) > 0
RETURNING id"""

KNOWN = "SELECT id, balance_minor FROM ledger_account WHERE id IN ({})"
MAKE = (
    "INSERT INTO ledger_account (id, kind, owner_id, currency, balance_minor) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET balance_minor = excluded.balance_minor"
)
POST = (
    "INSERT INTO ledger_posting (journal_id, account_id, kind, currency, amount_minor, balance_after_minor) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
SEAL = "INSERT INTO ledger_journal (id, key, stage_id, payment_id, by_id, at) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Line:
    """One side of a transfer, in minor units: positive for what comes to the account."""

    account: Account
    kind: PostingKind
    minor: int


@dataclass(frozen=True, slots=True)
class About:
    """What a transfer is about, who has ordered it, and when."""

    at: datetime
    by: UUID | None = None
    stage: UUID | None = None
    payment: UUID | None = None


async def transfer(key: str, lines: Sequence[Line], about: About) -> bool:
    """Moves the amounts of the lines, which add up to zero; false if the command of this key was carried out before.

    Call it within a change, with what the money belongs to locked. The database refuses, with IntegrityError, what is
    not balanced and what would make a balance negative: a caller that lets that happen has a fault.
    """
    lines = [line for line in lines if line.minor]
    if not lines:
        return False
    return await (_in_one_statement if is_postgres() else _one_after_the_other)(key, lines, about)


async def _in_one_statement(key: str, lines: Sequence[Line], about: About) -> bool:
    journal, accounts = new_id(), [line.account for line in lines]
    found = await rows(
        TRANSFER,
        [each.id for each in accounts],
        [each.kind.value for each in accounts],
        [each.owner for each in accounts],
        [each.currency for each in accounts],
        [line.kind.value for line in lines],
        [line.minor for line in lines],
        [each.is_summed for each in accounts],
        key,
        journal,
        *(journal, key, about.stage, about.payment, about.by, about.at),
    )
    return bool(found)


async def _one_after_the_other(key: str, lines: Sequence[Line], about: About) -> bool:
    """The same on SQLite, which has one writer: what is read stays so until the commit."""
    if await rows("SELECT 1 AS one FROM ledger_journal WHERE key = ?", key):
        return False
    accounts = {str(line.account.id): line.account for line in lines}
    balances = dict.fromkeys(accounts, 0)
    balances |= {row["id"]: row["balance_minor"] for row in await rows(KNOWN.format(placeholders(accounts)), *accounts)}
    journal, postings = in_database(new_id()), []
    for line in lines:
        account, name, after = line.account, str(line.account.id), None
        if not account.is_summed:
            balances[name] += line.minor
            after = balances[name]
        posting = (journal, name, line.kind.value, account.currency, line.minor, after)
        postings.append(Write(POST, posting))
    made = [
        Write(MAKE, (name, each.kind.value, in_database(each.owner), each.currency, balances[name]))
        for name, each in accounts.items()
    ]
    facts = map(in_database, (about.stage, about.payment, about.by, about.at))
    await write(*made, *postings, Write(SEAL, (journal, key, *facts)))
    return True
