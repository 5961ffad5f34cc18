"""Steps of a dispute about a stage, up to its end."""

from models.calendar import calendar
from models.disputes.answering import answer_dispute
from models.disputes.dispute import Dispute, Settlement
from models.disputes.opening import open_dispute
from models.disputes.ruling import rule_dispute
from models.disputes.settling import accept_settlement, propose_settlement
from models.disputes.withdrawing import withdraw_dispute
from models.money import MoneyGiven
from models.work.claiming import claim_work_item
from models.work.item import WorkItem, WorkItemState
from tests.support.domain.escrowing import money
from tests.support.domain.reckoned import DISPUTABLE, Stage
from tests.support.domain.walking.ground import Deal, Ground, side_of, tried
from tests.support.domain.walking.stages import accept


async def open_one(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    side = side_of(size)
    is_allowed = stage.state in DISPUTABLE and stage.grounds.get(side) != stage.ground
    act = open_dispute(deal.rows[stage.id], reason="It is not what we agreed.", by=deal.viewer(side))
    if await tried(act, is_allowed=is_allowed) is None:
        return False
    stage.open(side, ground.time.now)
    return True


async def say(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    if (quarrel := stage.quarrel) is None:
        return await open_one(ground, deal, stage, size)
    side = side_of(size)
    dispute, (party, by) = await _dispute(stage), deal.made.who(side)
    await answer_dispute(dispute, party, body="We say otherwise.", by=by)
    if quarrel.state == "OPENED" and side is not quarrel.side:
        quarrel.state, quarrel.due = "ANSWERED", calendar().after(ground.time.now, 10)
    return True


async def propose(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    if (quarrel := stage.quarrel) is None:
        return await open_one(ground, deal, stage, size)
    side, receiver = side_of(size // 2), size % (stage.held + 1)
    dispute, (party, by) = await _dispute(stage), deal.made.who(side)
    act = propose_settlement(dispute, party, **_parts(deal, stage, receiver), expected_version=dispute.version, by=by)
    if await tried(act, is_allowed=quarrel.state != "OPENED") is None:
        return False
    quarrel.proposal = side, receiver, stage.held - receiver
    quarrel.state = "NEGOTIATING" if quarrel.state == "ANSWERED" else quarrel.state
    return True


async def accept_proposal(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    if (quarrel := stage.quarrel) is None:
        return await accept(ground, deal, stage, size)
    side = side_of(size)
    dispute, (party, by) = await _dispute(stage), deal.made.who(side)
    stands = await Settlement.get_or_none(dispute_id=dispute.id, live_key=dispute.id)
    assert (stands is not None) == (quarrel.proposal is not None)
    is_allowed = quarrel.proposal is not None and quarrel.proposal[0] is not side
    act = accept_settlement(dispute, party, digest=stands.digest if stands else "0" * 64, by=by)
    if await tried(act, is_allowed=is_allowed) is None:
        return False
    stage.divide(*quarrel.proposal[1:], ground.time.now)
    return True


async def withdraw(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    if (quarrel := stage.quarrel) is None:
        return await open_one(ground, deal, stage, size)
    side, dispute = side_of(size), await _dispute(stage)
    is_allowed = quarrel.state != "MEDIATION" and quarrel.side is side
    given = {"reason": "We have talked.", "expected_version": dispute.version, "by": deal.viewer(side)}
    if await tried(withdraw_dispute(dispute, **given), is_allowed=is_allowed) is None:
        return False
    stage.withdraw(side, ground.time.now)
    return True


async def rule(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    if (quarrel := stage.quarrel) is None:
        return await open_one(ground, deal, stage, size)
    dispute, is_allowed = await _dispute(stage), quarrel.state == "MEDIATION"
    item = await WorkItem.get_or_none(subject_id=dispute.id)
    assert (item is not None) == is_allowed
    if item is not None and item.state is WorkItemState.WAITING:
        await claim_work_item(item, expected_version=item.version, by=ground.mediator)
    receiver = size % (stage.held + 1)
    act = rule_dispute(dispute, **_parts(deal, stage, receiver), reason="Half of it runs.", by=ground.mediator)
    if await tried(act, is_allowed=is_allowed) is None:
        return False
    stage.divide(receiver, stage.held - receiver, ground.time.now)
    return True


def _parts(deal: Deal, stage: Stage, receiver: int) -> dict[str, MoneyGiven]:
    currency = deal.currency
    return {"to_receiver": money(receiver, currency), "to_awarder": money(stage.held - receiver, currency)}


async def _dispute(stage: Stage) -> Dispute:
    return await Dispute.get(live_key=stage.id)
