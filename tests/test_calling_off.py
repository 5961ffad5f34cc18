"""Calling off: a page that was overtaken cannot be paid any more, and what was paid before goes back or counts."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from models.contracts.terminating import accept_termination, propose_termination
from models.errors import Refused
from models.escrow.funding import fund_stage
from models.payments.payment import Payment, PaymentKind, PaymentState
from models.payments.sending import LONGEST_PAUSE, send_next
from tests.support.domain.escrowing import Escrow, escrow, money
from tests.support.domain.inside import Time

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Escrow]:
    async with escrow(tmp_path) as found:
        yield found


async def state_of(payment: Payment) -> PaymentState:
    return (await Payment.get(id=payment.id)).state


async def page_of(made: Escrow, payment: Payment) -> str:
    """What the sandbox's page of a payment says."""
    found = await made.till.sandbox.find(payment.provider_ref)
    assert found is not None
    return found.state


async def ended(made: Escrow) -> None:
    """Both sides end the contract."""
    deal = made.deal.made
    await propose_termination(await made.present(), deal.house, reason="Over.", by=deal.awarder)
    await accept_termination(await made.present(), deal.firm, by=made.receiver)


async def test_co9_a_page_that_a_supplement_has_overtaken_is_cancelled_after_the_commit(made: Escrow) -> None:
    old = await made.begun(2)
    await made.deal.active(await made.deal.change(2, amount=Decimal("2500.00")))
    assert (await page_of(made, old), await state_of(old)) == ("PENDING", PaymentState.PENDING)
    await made.till.settle_all()
    assert (await page_of(made, old), await state_of(old)) == ("CANCELLED", PaymentState.CANCELLED)
    new = await made.begun(2)
    assert (new.id == old.id, new.amount_minor) == (False, 250_000)
    await made.pays(new)
    assert await made.sums(2) == (250_000, 0, 0, 250_000)


async def test_co9_a_page_whose_amount_is_the_same_stays_payable(made: Escrow) -> None:
    payment = await made.begun(2)
    await made.deal.active(await made.deal.change(2, title="The rest"))
    await made.till.settle_all()
    assert await page_of(made, payment) == "PENDING"
    assert (await made.begun(2)).id == payment.id
    await made.pays(payment)
    assert (await made.stage(2)).state == "FUNDED"


async def test_es9_what_was_paid_before_the_provider_heard_goes_back(made: Escrow) -> None:
    old = await made.begun(2)
    await made.deal.active(await made.deal.change(2, amount=Decimal("1500.00")))
    await made.till.sandbox.press(old.provider_ref, "SUCCEEDED")
    await made.till.settle_all()
    assert await state_of(old) is PaymentState.SUCCEEDED
    assert await made.sums(2) == (0, 0, 0, 0)
    refund = await Payment.get(kind=PaymentKind.REFUND)
    assert (refund.original_id, refund.amount_minor) == (old.id, 200_000)
    await made.confirmed()
    assert (await made.outside(), await made.balance(made.awarder)) == (0, 0)


async def test_co9_a_page_of_a_removed_stage_is_cancelled(made: Escrow) -> None:
    payment = await made.begun(2)
    await made.deal.active(await made.deal.change(2, remove=True))
    await made.till.settle_all()
    assert (await page_of(made, payment), await state_of(payment)) == ("CANCELLED", PaymentState.CANCELLED)
    assert await made.states() == ["AWAITING_FUNDS", "CANCELLED"]


async def test_co11_pages_are_cancelled_when_the_contract_ends(made: Escrow) -> None:
    payments = [await made.begun(1), await made.begun(2)]
    await ended(made)
    await made.till.settle_all()
    assert [await page_of(made, each) for each in payments] == ["CANCELLED"] * 2
    assert [await state_of(each) for each in payments] == [PaymentState.CANCELLED] * 2
    assert await made.outside() == 0


async def test_the_provider_is_told_again_while_it_does_not_answer(made: Escrow, time: Time) -> None:
    """Nothing is lost by a provider that is away; one whose answer was lost is told twice, which does no harm."""
    payment = await made.begun(1)
    await ended(made)
    for answers in ("AWAY", "LOST", "WELL"):
        made.till.behave(answers=answers, drops=True)
        assert await send_next()
        assert not await send_next()
        time.now += LONGEST_PAUSE
    assert (await page_of(made, payment), await state_of(payment)) == ("CANCELLED", PaymentState.CANCELLED)


async def test_what_the_provider_never_heard_of_is_cancelled_at_once(made: Escrow) -> None:
    stage = await made.stage(1)
    given = {"expected_amount": money(100_000), "expected_version": stage.version, "by": made.awarder}
    begun = await fund_stage(stage, **given)
    await ended(made)
    assert await state_of(begun) is PaymentState.CANCELLED
    assert [each async for each in made.till.things()] == []


async def test_a_payment_that_may_have_reached_the_provider_is_cancelled_there_too(made: Escrow, time: Time) -> None:
    """Its answer was lost: only the same key finds out what there is."""
    made.till.behave(answers="LOST")
    with pytest.raises(Refused, match="PROVIDER_UNAVAILABLE"):
        await made.begun(1)
    payment = await Payment.get(kind=PaymentKind.PAY_IN)
    assert payment.provider_ref is None
    made.till.behave()
    await ended(made)
    time.now += LONGEST_PAUSE
    await made.till.settle_all()
    payment = await Payment.get(id=payment.id)
    assert (payment.state, await page_of(made, payment)) == (PaymentState.CANCELLED, "CANCELLED")
