"""Transfers: the one way to move money, balanced and with the balances in the same statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.changes import close_with
from models.database import in_database, is_postgres, placeholders, rows
from models.database.writing import Write, write
from models.ids import new_id
from models.ledger.account import Account, PostingKind

TRANSFER = (
    "SELECT ledger_transfer(?::uuid, ?::text, ?::uuid, ?::uuid, ?::uuid, ?::timestamptz, ?::uuid[], ?::text[], "
    "?::uuid[], ?::text[], ?::bigint[], ?::int[], ?::text[], ?::bigint[], ?::bigint[]) AS is_made"
)
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


def transfer_last(key: str, lines: Sequence[Line], about: About) -> None:
    """The same at the end of the running change, which then holds its accounts only for a moment.

    Nothing in the change may read the ledger after this.
    """
    close_with(lambda: transfer(key, lines, about))


async def _in_one_statement(key: str, lines: Sequence[Line], about: About) -> bool:
    nets: dict[Account, int] = {}
    for line in lines:
        nets[line.account] = nets.get(line.account, 0) + line.minor
    # The accounts are locked in one order.
    keys = sorted((account.id, account) for account in nets)
    accounts = [account for _, account in keys]
    places = {account: place for place, account in enumerate(accounts, start=1)}
    left, behind = dict(nets), []
    for line in lines:
        left[line.account] -= line.minor
        behind.append(left[line.account])
    found = await rows(
        TRANSFER,
        *(new_id(), key, about.stage, about.payment, about.by, about.at),
        [key for key, _ in keys],
        [each.kind.value for each in accounts],
        [each.owner for each in accounts],
        [each.currency for each in accounts],
        [None if each.is_summed else nets[each] for each in accounts],
        [places[line.account] for line in lines],
        [line.kind.value for line in lines],
        [line.minor for line in lines],
        behind,
    )
    return bool(found[0]["is_made"])


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
