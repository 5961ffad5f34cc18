"""Numbers of invoices: each seller has a series for each kind and year, without gaps (IN-3).

A number is given in the transaction that issues: the row of the series stays locked until the commit, and a rollback
takes the number back.
"""

from datetime import date
from uuid import UUID

from documents.invoicing.invoice import DocumentKind
from models.contracts.numbers import NEXT
from models.database import rows

# What numbers begin with. A self-billed invoice is in the seller's books, and in a series of its own there.
PREFIXES = {DocumentKind.INVOICE: "INV", DocumentKind.SELF_BILLED: "SB", DocumentKind.WITHHOLDING_STATEMENT: "WS"}
CREDIT = "CN"


async def next_number(seller: UUID, prefix: str, on: date) -> str:
    """The next number, such as INV-2026-000123; call it in the change that issues the document."""
    (found,) = await rows(NEXT, f"{seller.hex} {prefix}{on.year}")
    return f"{prefix}-{on.year}-{found['last_number']:06}"
