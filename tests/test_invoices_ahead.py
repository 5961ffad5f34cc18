"""Invoices on what is not released yet, where the contract allows it, and what is credited of them (IN-2, IN-5)."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from models.changes import change
from models.clock import now
from models.contracts.contract import ContractStage
from models.contracts.terminating import accept_termination, propose_termination
from models.escrow.cases import StageCase
from models.escrow.facts import StageRefunded
from models.invoices.allowance import open_minors
from models.invoices.crediting import credit_refunded
from models.invoices.invoice import CreditNote, Invoice
from models.templates.standard import keep_library
from tests.support.domain.deal import deal, fields, template
from tests.support.domain.escrowing import Escrow
from tests.support.domain.inside import Undone, refused
from tests.support.domain.invoicing import AMERICAN, AT, GERMAN, Billing, in_covered_years
from tests.support.domain.paying import Till, till
from tests.support.domain.supplementing import Amending

pytestmark = pytest.mark.usefixtures("database")
AHEAD = [
    {"key": "scope", "label": "What is built", "type": "TEXT"},
    {
        "key": "billing_ahead",
        "label": "Billing ahead",
        "type": "CHOICE",
        "options": [{"value": "YES", "label": "before the work"}, {"value": "NO", "label": "after the work"}],
    },
]


@pytest.fixture(autouse=True)
def _covered():
    with in_covered_years():
        yield


async def ahead(value: str = "YES") -> Billing:
    """A contract in USD that says whether it allows billing ahead; the seller's law wants no tax on it."""
    await keep_library()
    made = await deal()
    made.template = await template(fields=AHEAD)
    contract = await made.effective(fields=fields(scope="A portal.", billing_ahead=value))
    found = Billing(made, contract)
    await found.described(made.firm, GERMAN, by=made.receiver)
    await found.described(made.house, AMERICAN, by=made.awarder)
    return found


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Till]:
    with till(tmp_path) as made:
        yield made


async def test_in2_where_the_contract_allows_it_all_of_a_stage_is_invoiced_ahead() -> None:
    made = await ahead()
    async with refused("MORE_THAN_RELEASED"):
        await made.invoiced("1000.01")
    invoice = await made.invoiced()
    assert (invoice.gross_minor, json.loads(invoice.content)["performedOn"]) == (100_000, None)
    other = await ahead("NO")
    async with refused("NOTHING_TO_INVOICE"):
        await other.invoiced()


async def test_in2_what_can_be_invoiced_now_is_known_of_the_stages_of_many_contracts() -> None:
    made, other = await ahead(), await ahead("NO")
    await made.invoiced("300.00")
    await other.released("500.00")
    stages = [await each.stage(number) for each in (made, other) for number in (1, 2)]
    contracts = {each.contract.id: each.contract for each in (made, other)}
    assert await open_minors(stages, contracts, at=now()) == [70_000, 200_000, 50_000, 0]


async def test_in5_a_refund_of_what_was_invoiced_ahead_has_its_credit_notes_in_the_same_transaction(sandbox) -> None:
    made = await ahead()
    escrow = Escrow(sandbox, Amending(made.made, made.contract))
    await escrow.funded(1)
    first, second = await made.invoiced("300.00"), await made.invoiced("600.00")
    await escrow.refund_requested(1)
    with pytest.raises(Undone):
        await agreed_and_undone(escrow)
    assert await CreditNote.all().count() == 0
    assert await escrow.sums(1) == (100_000, 0, 0, 100_000)
    await escrow.refund_answered(1, agree=True)
    assert await escrow.sums(1) == (100_000, 0, 100_000, 0)
    notes = await CreditNote.all().order_by("id")
    assert [(each.invoice_id, each.gross_minor, each.number) for each in notes] == [
        (second.id, 60_000, "CN-2026-000001"),
        (first.id, 30_000, "CN-2026-000002"),
    ]
    assert notes[0].reason == "Money that was held in escrow is returned."
    assert [(await Invoice.get(id=each.id)).state for each in (first, second)] == ["CREDITED", "CREDITED"]
    assert json.loads(notes[0].content)["corrects"] == {"number": second.number, "issuedOn": "2026-11-28"}
    async with refused("NOTHING_TO_INVOICE"):
        await made.invoiced()


async def agreed_and_undone(escrow: Escrow) -> None:
    async with change():
        await escrow.refund_answered(1, agree=True)
        raise Undone


@pytest.mark.parametrize(
    ("released", "refunded", "credited"), [(30_000, 70_000, 0), (10_000, 20_000, 0), (0, 80_000, 10_000)]
)
async def test_in5_what_was_released_and_what_is_held_stays_invoiced(released, refunded, credited) -> None:
    """Of 300.00 that were invoiced, a refund takes what nothing is left for."""
    made = await ahead()
    await made.invoiced("300.00")
    money = {"funded_minor": 100_000, "released_minor": released, "refunded_minor": refunded}
    await ContractStage.filter(contract_id=made.contract.id, number=1).update(**money)
    case = StageCase(await made.stage(), made.contract)
    async with change():
        await credit_refunded(StageRefunded(case, refunded, None, AT))
    assert sum(each.gross_minor for each in await CreditNote.all()) == credited


async def test_in2_a_supplement_that_takes_away_what_was_invoiced_ahead_credits_it(sandbox) -> None:
    made = await ahead()
    amending = Amending(made.made, made.contract)
    await Escrow(sandbox, amending).funded(1)
    invoice, other = await made.invoiced(), await made.invoiced(number=2)
    changes = [await amending.change(1, amount=Decimal("400.00")), await amending.change(2, remove=True)]
    await amending.active(*changes)
    notes = await CreditNote.all().order_by("id")
    assert [(each.invoice_id, each.gross_minor) for each in notes] == [(invoice.id, 60_000), (other.id, 200_000)]
    # The money of the first one went back; nothing was paid for the other one.
    assert [each.reason for each in notes] == [
        "Money that was held in escrow is returned.",
        "A supplement to the contract has changed what is paid.",
    ]


async def test_in2_a_termination_credits_what_was_invoiced_and_will_not_be_released() -> None:
    made = await ahead()
    invoice = await made.invoiced("600.00")
    contract = await propose_termination(made.contract, made.made.house, reason="It is over.", by=made.awarder)
    await accept_termination(contract, made.made.firm, by=made.receiver)
    (note,) = await CreditNote.all()
    assert (note.invoice_id, note.gross_minor, note.reason) == (invoice.id, 60_000, "The contract was terminated.")
    assert (await Invoice.get(id=invoice.id)).state == "CREDITED"
