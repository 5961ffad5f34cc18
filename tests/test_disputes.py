"""Disputes: they freeze one stage, and divide exactly what is held, by agreement, by a ruling or by silence."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.clockwork import catch_up
from models.disputes.dispute import Dispute, Settlement
from models.notifications.kinds import Notification
from tests.support.domain.deal import entries
from tests.support.domain.disputing import AWARDER, RECEIVER, Quarrel, quarrel
from tests.support.domain.inside import START, Time, refused

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Quarrel]:
    async with quarrel(tmp_path) as found:
        yield found


async def told(kind: str) -> set[object]:
    keys = await Dispute.all().values_list("id", flat=True)
    return {row.user_id for row in await Notification.filter(subject_id__in=list(keys), kind=kind)}


async def test_es6_a_dispute_freezes_its_stage_and_no_other_one(made: Quarrel) -> None:
    escrow = made.made
    await escrow.funded(2)
    await escrow.submitted(2)
    dispute = await made.submitted(AWARDER)
    stage = await escrow.stage(1)
    assert (stage.state, stage.former_state, stage.auto_accepts_at) == ("DISPUTED", "SUBMITTED", None)
    assert [await escrow.actions(1, by) for by in (escrow.awarder, escrow.receiver)] == [[], []]
    assert "ACCEPT_WORK" in await escrow.actions(2, escrow.awarder)
    assert (dispute.state, dispute.version, dispute.side) == ("OPENED", 1, "AWARDER")
    async with refused("WRONG_STATE"):
        await escrow.accepted(1)
    async with refused("WRONG_STATE"):
        await escrow.submitted(1)
    async with refused("WRONG_STATE"):
        await escrow.refund_requested(1)
    async with refused("WRONG_STATE"):
        await made.opened(RECEIVER)
    assert await told("DISPUTE_OPENED") == {escrow.receiver.user.id}
    await escrow.accepted(2)
    assert await escrow.states() == ["DISPUTED", "ACCEPTED"]


async def test_both_sides_settle_by_the_digest_of_exactly_what_is_held(made: Quarrel) -> None:
    """ES-13."""
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    settlement = await made.proposed(RECEIVER, 60_000, 40_000)
    await made.accepted(AWARDER, settlement.digest)
    dispute = await made.dispute()
    assert (dispute.state, dispute.to_receiver_minor, dispute.to_awarder_minor) == ("SETTLED", 60_000, 40_000)
    assert await made.made.sums(1) == (100_000, 60_000, 40_000, 0)
    stage = await made.made.stage(1)
    assert (stage.state, stage.fee_minor, stage.settled_at is not None) == ("SETTLED", 3_000, True)
    assert await made.made.balance(made.made.receiver) == 57_000
    await made.made.confirmed()
    assert await made.made.outside() == 60_000
    assert (await Settlement.get(id=settlement.id)).accepted_by_id == made.made.awarder.user.id
    actions = [action for action, _ in await entries(made.made.contract)]
    last = ["DISPUTED", "DISPUTE_OPENED", "STATEMENT_MADE", "SETTLEMENT_PROPOSED", "SETTLED", "SETTLEMENT_ACCEPTED"]
    assert actions[-6:] == last


async def test_a_mediator_who_has_claimed_it_rules(made: Quarrel, time: Time) -> None:
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    dispute = await made.dispute()
    assert dispute.negotiates_until == START + timedelta(days=14)
    time.now = dispute.negotiates_until
    assert await catch_up() == 1
    dispute = await made.dispute()
    assert (dispute.state, dispute.version) == ("MEDIATION", 2)
    await made.claimed()
    assert await made.actions(made.mediator) == ["RULE"]
    await made.ruled(0, 100_000)
    assert await made.made.sums(1) == (100_000, 0, 100_000, 0)
    assert (await made.made.stage(1)).state == "REFUNDED"
    assert (await made.item()).state == "DONE"
    assert await told("DISPUTE_RULED") == {made.made.awarder.user.id, made.made.receiver.user.id}
