"""The audit of the ledger finds what is wrong, and nothing where nothing is."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from models.database import rows
from models.ledger.auditing import Finding, audit, trial_balance
from models.money import Money
from tests.conftest import DIALECT
from tests.support.domain.escrowing import Escrow, escrow

OVER = ("PLANNED", "RELEASED", "REFUNDED", "SETTLED", "CANCELLED")
pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Escrow]:
    async with escrow(tmp_path) as found:
        yield found


async def test_an_intact_ledger_adds_up_to_zero(made: Escrow) -> None:
    """ES-1: a stage released in parts, one refunded; what is where is said by kind."""
    assert (await audit(), await trial_balance()) == ([], [])
    await made.funded(1)
    await made.submitted(1)
    await made.accepted(1)
    await made.released(1, 40_000)
    await made.funded(2)
    await made.refund_requested(2)
    await made.refund_answered(2, agree=True)
    assert await audit() == []
    found = await trial_balance()
    assert found == [
        ("CLEARING", Money(200_000, "USD")),
        ("FEE", Money(2_000, "USD")),
        ("OUTSIDE", Money(-300_000, "USD")),
        ("PARTY", Money(38_000, "USD")),
        ("STAGE", Money(60_000, "USD")),
    ]
    assert sum(money.minor for _, money in found) == 0
    await made.confirmed()
    assert await audit() == []


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE ledger_account SET balance_minor = balance_minor + 1 WHERE kind = 'PARTY'", "A balance is not"),
        ("UPDATE contract_stage SET released_minor = released_minor + 1 WHERE number = 1", "A stage holds something"),
        ("UPDATE contract_stage SET fee_minor = fee_minor - 1 WHERE number = 1", "A stage has paid another fee"),
    ],
)
async def test_what_somebody_has_changed_by_hand_is_found(made: Escrow, statement: str, why: str) -> None:
    await made.funded(1)
    await made.submitted(1)
    await made.accepted(1)
    await made.released(1, 40_000)
    await rows(statement)
    assert {each.why[: len(why)] for each in await audit()} >= {why}


@pytest.mark.parametrize(
    ("state", "why", "other"),
    [
        *((state, "A stage that has not begun, or is over, holds money", 0) for state in OVER),
        ("AWAITING_FUNDS", "A stage waits for money that it holds", 60_000),
        ("FUNDED", None, 60_000),
    ],
)
async def test_es2_a_state_that_does_not_fit_the_money_of_a_stage_is_found(
    made: Escrow, state: str, why: str | None, other: int
) -> None:
    await made.funded(1)
    await made.submitted(1)
    await made.accepted(1)
    await made.released(1, 40_000)
    assert await audit() == []
    await rows("UPDATE contract_stage SET state = ? WHERE number = 1", state)
    stage = await made.stage(1)
    assert await audit() == ([Finding(why, f"{stage.id} {state}", 60_000, other)] if why else [])


@pytest.mark.parametrize("state", ["FUNDED", "SUBMITTED", "REWORK", "ACCEPTED", "REFUND_REQUESTED", "DISPUTED"])
async def test_es3_a_stage_that_goes_on_without_its_money_is_found(made: Escrow, state: str) -> None:
    await rows("UPDATE contract_stage SET state = ? WHERE number = 2", state)
    stage = await made.stage(2)
    why = "A stage holds something else than its state says"
    assert await audit() == [Finding(why, f"{stage.id} {state}", 0, 200_000)]


async def test_es2_a_stage_that_was_raised_and_waits_for_the_rest_is_as_it_should_be(made: Escrow) -> None:
    await made.funded(1)
    await made.deal.active(await made.deal.change(1, amount=Decimal("1200.00")))
    assert ((await made.stage(1)).state, await audit()) == ("AWAITING_FUNDS", [])


async def test_a_posting_that_was_changed_behind_its_guards_is_found(made: Escrow) -> None:
    await made.funded(1)
    guard = "ledger_posting_stays"
    await rows(f"DROP TRIGGER {guard}" + (" ON ledger_posting" if DIALECT == "postgres" else ""))
    await rows("UPDATE ledger_posting SET amount_minor = amount_minor + 1 WHERE kind = 'FUNDED' AND amount_minor > 0")
    assert {each.why for each in await audit()} == {
        "A journal is not balanced",
        "A balance is not the sum of its postings",
        "A posting keeps another balance than it led to",
        "A stage was paid, or has paid, something else than its postings",
    }
