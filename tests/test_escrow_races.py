"""Races for the money of a stage: whoever comes at once, and whoever is cut off, every cent has one place."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.changes import tried_again
from models.contracts.contract import ContractStage
from models.contracts.terminating import accept_termination, propose_termination
from models.errors import Conflict, Refusal
from models.escrow.releasing import release_stage
from models.escrow.working import accept_work, request_rework
from models.ledger.account import Journal
from models.ledger.auditing import audit
from models.payments.payment import Payment, PaymentKind
from tests.support.domain.escrowing import Escrow, escrow, money

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Escrow]:
    async with escrow(tmp_path) as found:
        yield found


async def accepted(made: Escrow) -> ContractStage:
    await made.funded(1)
    await made.submitted(1)
    return await made.accepted(1)


def release(made: Escrow, stage: ContractStage, minor: int) -> asyncio.Task[ContractStage]:
    held = money(stage.held_minor)
    version = stage.version
    work = release_stage(stage, expected_amount=held, amount=money(minor), expected_version=version, by=made.awarder)
    return asyncio.create_task(work)


async def test_es5_two_hundred_releases_at_once_have_one_effect(made: Escrow) -> None:
    stage = await accepted(made)
    journals = await Journal.all().count()
    found = await asyncio.gather(*(release(made, stage, 40_000) for _ in range(200)), return_exceptions=True)
    assert sum(isinstance(each, ContractStage) for each in found) == 1
    assert {type(each) for each in found} == {ContractStage, Conflict}
    assert await made.sums(1) == (100_000, 40_000, 0, 60_000)
    assert (await made.balance(made.receiver), await made.balance()) == (38_000, 2_000)
    assert await Journal.all().count() == journals + 1
    assert await audit() == []


async def test_releases_of_two_stages_at_once_lose_nothing(made: Escrow) -> None:
    """Both move the account of the same receiver, and the fee."""
    await made.funded(2)
    first = await accepted(made)
    await made.submitted(2)
    second = await made.accepted(2)
    await asyncio.gather(release(made, first, 100_000), release(made, second, 200_000))
    assert await made.states() == ["RELEASED", "RELEASED"]
    assert (await made.present()).state == "COMPLETED"
    assert (await made.balance(made.receiver), await made.balance()) == (285_000, 15_000)
    assert await audit() == []


async def test_accepting_and_asking_for_rework_at_once_is_one_of_both(made: Escrow) -> None:
    await made.funded(1)
    stage = await made.submitted(1)
    accepting = accept_work(stage, expected_version=stage.version, by=made.awarder)
    sending_back = request_rework(stage, note="Better.", by=made.awarder)
    found = await asyncio.gather(accepting, sending_back, return_exceptions=True)
    assert sum(isinstance(each, Refusal) for each in found) == 1
    state = (await made.stage(1)).state
    assert state == ("ACCEPTED" if isinstance(found[0], ContractStage) else "REWORK")


async def test_a_notice_and_a_termination_at_once_leave_no_cent_behind(made: Escrow) -> None:
    deal, payment = made.deal.made, await made.begun(1)
    await propose_termination(await made.present(), deal.house, reason="Over.", by=deal.awarder)

    async def accept() -> None:
        await accept_termination(await made.present(), deal.firm, by=deal.receiver)

    # One locks the payment first, the other its stage: as an operation, whichever the database aborts runs again.
    await asyncio.gather(made.pays(payment), tried_again(accept))
    assert (await made.present()).state == "TERMINATED"
    assert await Payment.filter(kind=PaymentKind.REFUND).count() == 1
    await made.confirmed()
    assert (await made.outside(), await made.balance(made.awarder)) == (0, 0)
    assert await audit() == []


async def test_a_release_that_is_cut_off_anywhere_is_whole_or_never_was(made: Escrow) -> None:
    """At later and later steps of the loop, until it ends before."""
    stage, steps, ended = await accepted(made), 0, 0
    while stage.held_minor and ended < 3:
        before = await made.sums(1)
        work = release(made, stage, 1_000)
        for _ in range(steps):
            await asyncio.sleep(0)
        work.cancel()
        (told,) = await asyncio.gather(work, return_exceptions=True)
        ended += isinstance(told, ContractStage)
        after = await made.sums(1)
        assert after in (before, (before[0], before[1] + 1_000, 0, before[3] - 1_000))
        assert isinstance(told, asyncio.CancelledError) or after != before
        assert await audit() == []
        stage = await made.stage(1)
        # On a busy machine the loop turns often while the database answers.
        steps += 2 + steps // 8
    assert ended == 3 or not stage.held_minor
