"""A steady trickle of bids on one demand of the demonstration, so that its workbench keeps changing."""

import asyncio
import itertools

import structlog

from demo.acting import demand_of, offer_of, own_party, somebody
from demo.cast import CROWD
from demo.wanted import SHIPMENTS
from models.bids import saving, submission
from models.demands.demand import Demand
from models.errors import Refusal

log = structlog.get_logger(__name__)


async def trickle(seconds: float) -> None:
    """Submits a bid, waits, and repeats until the demand takes no more bids or the task is cancelled.

    Everyone in the crowd bids once; after that they revise their bids in turn.
    """
    try:
        for turn in itertools.count():
            demand = await demand_of(SHIPMENTS)
            if demand is None:
                log.info("trickle_ended", reason="there is no demonstration")
                return
            await _bid(demand, turn)
            await asyncio.sleep(seconds)
    except Refusal as refusal:
        log.info("trickle_ended", reason=refusal.code)
    except Exception:
        log.exception("trickle_failed")


async def _bid(demand: Demand, turn: int) -> None:
    by = await somebody(list(CROWD)[turn % len(CROWD)])
    # Spread over the budget and beyond; two consecutive prices always differ.
    price, days = 31_000 + turn * 4_700 % 29_000, 50 + turn * 7 % 60
    offer = offer_of(demand, price, days, f"We can begin on Monday and are done in {days} days.")
    saved = await saving.save_bid(demand, await own_party(by), offer, by=by)
    await submission.submit_bid(saved, expected_version=saved.version, by=by)
