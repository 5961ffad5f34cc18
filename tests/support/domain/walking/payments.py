"""Steps that pay a stage in: begun, paid, failed, and called off."""

from uuid import UUID

from models.escrow.funding import fund_stage
from models.payments.payment import Payment, PaymentState
from models.payments.sending import advance, checkout
from tests.support.domain.escrowing import money
from tests.support.domain.reckoned import A, Stage
from tests.support.domain.walking.ground import Deal, Ground, tried


async def begin(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    await _forget_ended(ground, deal, stage)
    is_allowed = stage.state == "AWAITING_FUNDS" and not deal.is_over and stage.lacks % deal.book.step == 0
    given = {"expected_amount": money(stage.lacks, deal.currency), "expected_version": stage.version}
    payment = await tried(fund_stage(deal.rows[stage.id], **given, by=deal.viewer(A)), is_allowed=is_allowed)
    if payment is None:
        return False
    # One that waits for as much is the same one.
    former = [key for key, minor in stage.waiting.items() if minor == stage.lacks]
    assert [payment.id] == former if former else payment.id not in stage.waiting
    stage.waiting[payment.id] = stage.lacks
    ground.refs[payment.id] = (await checkout(payment.id)).provider_ref
    return True


async def fund(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    return await begin(ground, deal, stage, size) and await pay(ground, deal, stage, size)


async def pay(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    """Some payment that waits is paid, as late as that may be; the notice of it can come often."""
    await _forget_ended(ground, deal, stage)
    if (key := _some(stage, size)) is None:
        return False
    if size % 5 == 0:
        ground.till.behave(twice=True, repeats=2)
    await _press(ground, key, "SUCCEEDED")
    ground.till.behave()
    await ground.till.hear()
    stage.arrive(stage.waiting.pop(key), ground.time.now)
    return True


async def pay_unheard(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    """It is paid, and no notice comes."""
    if stage.unheard is not None or (key := await _some_or_begun(ground, deal, stage, size)) is None:
        return False
    ground.till.behave(drops=True)
    await _press(ground, key, "SUCCEEDED")
    ground.till.behave()
    stage.unheard = key
    return True


async def fail(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    if (key := await _some_or_begun(ground, deal, stage, size)) is None:
        return False
    await _press(ground, key, "FAILED" if size % 2 else "CANCELLED")
    await ground.till.hear()
    del stage.waiting[key]
    return True


def _some(stage: Stage, size: int) -> UUID | None:
    found = [key for key in stage.waiting if key != stage.unheard]
    return found[size % len(found)] if found else None


async def _some_or_begun(ground: Ground, deal: Deal, stage: Stage, size: int) -> UUID | None:
    await _forget_ended(ground, deal, stage)
    if not stage.waiting:
        await begin(ground, deal, stage, size)
    return _some(stage, size)


async def _forget_ended(ground: Ground, deal: Deal, stage: Stage) -> None:
    """Nobody pays any more what was overtaken, and called off, nor a page whose day is over."""
    for key in [each for each in stage.waiting if each != stage.unheard]:
        payment, page = await Payment.get(id=key), await ground.till.sandbox.find(ground.refs[key])
        assert page is not None
        if payment.state is PaymentState.PENDING and payment.called_off_at is None:
            is_wanted = stage.state == "AWAITING_FUNDS" and not deal.is_over
            assert is_wanted, "it should have been called off"
            assert stage.waiting[key] == stage.lacks, "it should have been called off"
            if page.state == "PENDING":
                continue
        ended = payment if payment.is_settled else await advance(payment)
        assert ended.state is PaymentState.CANCELLED
        del stage.waiting[key], ground.refs[key]


async def _press(ground: Ground, key: UUID, state: str) -> None:
    ground.heard.append(ground.refs[key])
    await ground.till.sandbox.press(ground.refs.pop(key), state)
