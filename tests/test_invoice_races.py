"""Invoices and credit notes that are issued at the same time (IN-2, IN-3)."""

import asyncio
from functools import partial

import pytest

from models.changes import change, tried_again
from models.errors import Refused
from models.invoices.invoice import CreditNote, Invoice
from models.invoices.issuing import invoice_stage
from tests.support.domain.inside import Undone
from tests.support.domain.invoicing import billing, in_covered_years, numbers_of

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _covered():
    with in_covered_years():
        yield


async def test_in3_numbers_have_no_gaps_under_concurrency_and_rollbacks() -> None:
    """Fifty issues at the same time, 30 percent of which are rolled back after they had their number."""
    made = await billing(amounts=("1000.00",))
    await made.released("1000.00")
    stage = await made.stage()

    async def issue(place: int) -> None:
        async with change():
            await invoice_stage(stage, amount=made.money("1.00"), by=made.receiver)
            if place % 10 < 3:
                raise Undone

    results = await asyncio.gather(*(tried_again(partial(issue, place)) for place in range(50)), return_exceptions=True)
    assert [type(each) for each in results if each is not None] == [Undone] * 15
    assert await numbers_of(made.made.firm) == [f"INV-2026-{number:06}" for number in range(1, 36)]
    assert (await made.invoiced("1.00")).number == "INV-2026-000036"


async def test_in2_twenty_invoices_at_the_same_time_never_exceed_what_was_released() -> None:
    made = await billing()
    await made.released("600.00")
    results = await asyncio.gather(
        *(tried_again(partial(made.invoiced, "100.00")) for _ in range(20)), return_exceptions=True
    )
    codes = [each.code for each in results if isinstance(each, Refused)]
    assert (len(codes), set(codes)) == (14, {"NOTHING_TO_INVOICE"})
    assert sum(each.gross_minor for each in await Invoice.all()) == 60_000


async def test_in3_twenty_credits_at_the_same_time_never_exceed_the_invoice() -> None:
    made = await billing()
    await made.released("600.00")
    invoice = await made.invoiced()
    results = await asyncio.gather(
        *(tried_again(partial(made.credited, invoice, "100.00")) for _ in range(20)), return_exceptions=True
    )
    assert {each.code for each in results if isinstance(each, Refused)} <= {"WRONG_STATE", "MORE_THAN_INVOICED"}
    assert [each.gross_minor for each in await CreditNote.all()] == [10_000] * 6
    assert (await Invoice.get(id=invoice.id)).state == "CREDITED"
    assert await numbers_of(made.made.firm) == [*(f"CN-2026-{each:06}" for each in range(1, 7)), "INV-2026-000001"]
