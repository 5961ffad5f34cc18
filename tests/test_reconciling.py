"""Reconciling: provider, payments and ledger say the same of every cent, or each difference is listed."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.accounts.members import verify_party
from models.accounts.users import StaffRole
from models.changes import change
from models.clock import now
from models.ids import new_id
from models.ledger.account import PostingKind, of_party, outside
from models.ledger.transfers import About, Line, transfer
from models.payments.accounts import start_onboarding
from models.payments.payment import Payment, PaymentKind, PaymentState, PayoutAccount
from models.payments.reconciling import reconcile
from tests.support.domain.escrowing import Escrow, escrow
from tests.support.domain.inside import somebody
from tests.support.domain.paying import differences

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Escrow]:
    async with escrow(tmp_path) as found:
        yield found


async def listed() -> set[tuple[str, object, str, str]]:
    found = await reconcile(now() - DAY, now() + DAY)
    return {(each.kind.value, each.payment, each.here, each.there) for each in found}


async def onboarded(made: Escrow) -> None:
    """Lets the receiver be paid out: what has waited for that goes at once."""
    party = await verify_party(made.deal.made.firm, by=await somebody(StaffRole.ADMINISTRATOR))
    account = await start_onboarding(party, by=made.receiver)
    await made.till.sandbox.press(account.provider_ref, "ACTIVE")
    await made.till.hear()
    assert (await PayoutAccount.get(id=account.id)).state.value == "ACTIVE"


async def test_es1_what_came_in_went_back_and_was_paid_out_agrees_on_all_sides(made: Escrow) -> None:
    await made.done(1)
    await made.funded(2)
    await made.refund_requested(2)
    await made.refund_answered(2, agree=True)
    await made.confirmed()
    assert await made.balance(made.receiver) == 95_000
    await onboarded(made)
    assert await made.balance(made.receiver) == 0
    await made.confirmed()
    states = {each.kind.value: each.state for each in await Payment.all()}
    assert states == dict.fromkeys(("PAY_IN", "REFUND", "PAY_OUT"), PaymentState.SUCCEEDED)
    assert await listed() == set()
    # 1000.00 and 2000.00 came in, 2000.00 went back, and 950.00 to the receiver: the platform has its fee.
    assert (await made.outside(), await made.balance(), await made.balance(made.receiver)) == (5_000, 5_000, 0)


async def test_what_only_one_of_the_three_knows_is_listed(made: Escrow) -> None:
    paid = await made.begun(1)
    await made.pays(paid)
    await made.till.sandbox._make("PAY_IN", str(lost := new_id()), 70, "EUR", key="before the backup")
    *_, stray = [each async for each in made.till.things()]
    await made.till.sandbox.press(stray, "SUCCEEDED")
    await made.till.hear()
    said = {
        "stage_id": (await made.stage(2)).id,
        "party_id": paid.party_id,
        "amount_minor": 200_000,
        "currency": "USD",
        "provider": "sandbox",
        "provider_ref": "never",
        "made_at": now(),
    }
    invented = await Payment.create(
        kind=PaymentKind.PAY_IN, key="invented", state=PaymentState.SUCCEEDED, settled_at=now(), **said
    )
    async with change():
        party = of_party(paid.party_id, "USD")
        lines = [Line(outside("USD"), PostingKind.PAID_IN, -5), Line(party, PostingKind.PAID_IN, 5)]
        await transfer("by hand", lines, About(now()))
    assert await listed() == {
        ("MISSING_HERE", None, "", "PAY_IN 0.70 EUR"),
        ("MISSING_THERE", invented.id, "2000.00 USD", ""),
        ("OTHER_LEDGER", invented.id, "2000.00 USD", ""),
        ("OTHER_LEDGER", None, "", "0.05 USD"),
    }
    assert await differences() == [("MISSING_HERE", None, "", "SUCCEEDED 0.70 EUR")]
    assert await Payment.filter(id=lost).count() == 0


async def test_what_the_provider_paid_otherwise_is_listed_and_funds_nothing(made: Escrow) -> None:
    made.till.behave(shift=-1)
    payment = await made.begun(1)
    await made.pays(payment)
    assert await made.sums(1) == (0, 0, 0, 0)
    assert await made.outside() == 0
    assert await listed() == {
        ("OTHER_AMOUNT", payment.id, "1000.00 USD", "999.99 USD"),
        ("OTHER_STATE", payment.id, "FAILED", "SUCCEEDED"),
    }
    made.till.behave()
    anew = await made.begun(1)
    assert anew.id != payment.id
    await made.pays(anew)
    assert await made.sums(1) == (100_000, 0, 0, 100_000)
