"""Steps of a stage that is paid in: its work, its releases, and that its money goes back."""

from collections.abc import Awaitable
from typing import Any

from models.contracts.contract import ContractStage
from models.escrow.refunding import answer_refund, request_refund, withdraw_refund
from models.escrow.releasing import release_stage
from models.escrow.working import accept_work, request_rework, submit_work
from resolvers.once import once
from tests.support.domain.escrowing import money
from tests.support.domain.reckoned import A, R, Stage
from tests.support.domain.walking.ground import Deal, Ground, tried


async def submit(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    act = submit_work(deal.rows[stage.id], note="Here it is.", by=deal.viewer(R))
    if await tried(act, is_allowed=stage.state in {"FUNDED", "REWORK"}) is None:
        return False
    stage.submit(ground.time.now)
    return True


async def rework(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    act = request_rework(deal.rows[stage.id], note="The colours.", by=deal.viewer(A))
    if await tried(act, is_allowed=stage.state == "SUBMITTED") is None:
        return False
    stage.due = None
    stage.move(ground.time.now, "REWORK")
    return True


async def accept(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    act = accept_work(deal.rows[stage.id], expected_version=stage.version, by=deal.viewer(A))
    if await tried(act, is_allowed=stage.state == "SUBMITTED") is None:
        return False
    stage.due = None
    stage.move(ground.time.now, "ACCEPTED")
    return True


async def release(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    return await _release(ground, deal, stage, stage.held)


async def release_part(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    return await _release(ground, deal, stage, 1 + size % max(stage.held, 7))


async def _release(ground: Ground, deal: Deal, stage: Stage, part: int) -> bool:
    is_allowed = stage.state in {"ACCEPTED", "PARTLY_RELEASED"} and part <= stage.held
    if await tried(releasing(deal, stage, part), is_allowed=is_allowed) is None:
        return False
    stage.release(part, ground.time.now)
    return True


def releasing(deal: Deal, stage: Stage, part: int, **changes: Any) -> Awaitable[ContractStage]:
    given = {
        "expected_amount": money(stage.held, deal.currency),
        "amount": money(part, deal.currency),
        "expected_version": stage.version,
        "by": deal.viewer(A),
    }
    return release_stage(deal.rows[stage.id], **{**given, **changes})


async def retry(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    """A release with a key, once more with the same key, and with the key and another input."""
    part, by, key = 1 + size % max(stage.held, 7), deal.viewer(A), f"key-{next(ground.numbers)}"
    is_allowed = stage.state in {"ACCEPTED", "PARTLY_RELEASED"} and part <= stage.held

    def asked(minor: int) -> Awaitable[Any]:
        given = [str(stage.id), minor]
        return once(by, "releaseStage", key, given, lambda: releasing(deal, stage, minor))

    first = await tried(asked(part), is_allowed=is_allowed)
    if first is None:
        return False
    assert (await asked(part)).id == first.id
    await tried(asked(part + 1), is_allowed=False)
    stage.release(part, ground.time.now)
    return True


async def ask_back(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    act = request_refund(deal.rows[stage.id], reason="Too late.", by=deal.viewer(A))
    if await tried(act, is_allowed=stage.state in {"FUNDED", "REWORK"}) is None:
        return False
    stage.request_refund(ground.time.now)
    return True


async def take_back(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    act = withdraw_refund(deal.rows[stage.id], by=deal.viewer(A))
    if await tried(act, is_allowed=stage.state == "REFUND_REQUESTED") is None:
        return False
    stage.take_back(ground.time.now)
    return True


async def agree(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    act = answer_refund(deal.rows[stage.id], agree=True, by=deal.viewer(R))
    if await tried(act, is_allowed=stage.state == "REFUND_REQUESTED") is None:
        return False
    stage.refund(stage.held, ground.time.now)
    return True


async def object_to_it(ground: Ground, deal: Deal, stage: Stage, _: int) -> bool:
    is_allowed = stage.state == "REFUND_REQUESTED" and stage.grounds.get(R) != stage.ground
    act = answer_refund(deal.rows[stage.id], agree=False, note="We are nearly done.", by=deal.viewer(R))
    if await tried(act, is_allowed=is_allowed) is None:
        return False
    stage.open(R, ground.time.now)
    return True
