"""A step that is refused whatever the state."""

from typing import Any

from models.escrow.funding import fund_stage
from models.escrow.refunding import request_refund
from models.escrow.working import accept_work, submit_work
from tests.support.domain.escrowing import money
from tests.support.domain.reckoned import A, R, Stage
from tests.support.domain.walking.ground import Deal, Ground, tried
from tests.support.domain.walking.stages import releasing


async def do_wrong(_: Ground, deal: Deal, stage: Stage, size: int) -> bool:
    """What is never allowed, whatever the state: stale versions, wrong amounts and currencies, wrong sides."""
    row, currency, held = deal.rows[stage.id], deal.currency, max(stage.held, 1)
    lacks = {"expected_amount": money(max(stage.lacks, 1), currency), "expected_version": stage.version}
    in_funding: list[dict[str, Any]] = [
        {"expected_version": stage.version - 1},
        {"expected_amount": money(stage.lacks + 1 + size % 9, currency)},
        {"expected_amount": money(max(stage.lacks, 1), "USD")},
        {"by": deal.viewer(R)},
    ]
    in_releasing: list[dict[str, Any]] = [
        {"amount": money(stage.held + 1 + size % 9, currency)},
        {"expected_amount": money(stage.held + 1, currency)},
        {"amount": money(held, "USD")},
        {"expected_version": stage.version - 1},
        {"by": deal.viewer(R)},
    ]
    acts = [
        *(fund_stage(row, **{**lacks, "by": deal.viewer(A), **each}) for each in in_funding),
        *(releasing(deal, stage, held, **each) for each in in_releasing),
        accept_work(row, expected_version=stage.version, by=deal.viewer(R)),
        submit_work(row, note="Mine.", by=deal.viewer(A)),
        request_refund(row, reason="Mine.", by=deal.viewer(R)),
    ]
    place = size % len(acts)
    for other in acts[:place] + acts[place + 1 :]:
        other.close()
    await tried(acts[place], is_allowed=False)
    return False
