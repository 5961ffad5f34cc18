"""Statements: what a party can dispose of in a currency, and every posting that made it so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.database.fetching import with_relation
from models.ledger.account import AccountRow, Posting, PostingKind, of_party
from models.money import Money
from models.pages import Page, Window, page_of

ORDER = "STATEMENT"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A posting to the account of a party."""

    id: UUID
    account: UUID
    kind: PostingKind
    amount: Money
    balance_after: Money
    occurred_at: datetime
    stage_id: UUID | None
    payment_id: UUID | None


async def statement_of(party: UUID, currency: str) -> AccountRow | None:
    """The account of a party in a currency; None while nothing has moved there."""
    return await AccountRow.get_or_none(id=of_party(party, currency).id)


async def lines_of(account: AccountRow, window: Window) -> Page[StatementLine]:
    """The lines of a statement, the latest first."""
    found = await page_of(Posting.filter(account_id=account.id), ("-id",), window, order=ORDER, shape=(int,))
    lines = await _lines(found.rows)
    return Page(lines, found.cursors, found.has_next, found.has_previous, found.size)


async def lines_with(keys: Collection[UUID]) -> list[StatementLine]:
    """The lines with these keys, of the accounts of parties."""
    numbers = [key.int for key in keys if key.int < 2**63]
    return await _lines(await Posting.filter(id__in=numbers)) if numbers else []


async def _lines(postings: Collection[Posting]) -> list[StatementLine]:
    return [
        StatementLine(
            UUID(int=each.id),
            each.account_id,
            each.kind,
            Money(each.amount_minor, each.currency),
            Money(each.balance_after_minor or 0, each.currency),
            each.journal.at,
            each.journal.stage_id,
            each.journal.payment_id,
        )
        for each in await with_relation(list(postings), "journal")
    ]
