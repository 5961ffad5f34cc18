"""The moves of the clock: deadlines that came, sealed bids to open, offers that lapsed; each made once."""

from datetime import datetime

from models.bids.closing import close_due, open_due
from models.clock import now
from models.demands.demand import Bidding, Demand, DemandState
from models.workbench.awards import lapse_due

BATCH = 100


async def catch_up() -> int:
    """Makes every move whose time has come, and gives how many those were.

    Called by the clock and before every request, so that a read after a due time finds the move made,
    however late the clock is. Each move locks its demand and looks again: it happens once.
    """
    made = 0
    closing = await Demand.filter(state=DemandState.OPEN, deadline_at__lte=now()).limit(BATCH).values_list("id", flat=True)
    for demand in closing:
        made += await close_due(demand)
    opening = Demand.filter(
        state=DemandState.SELECTING, bidding=Bidding.SEALED, opened_at=None, bid_count__gt=0
    )
    for demand in await opening.limit(BATCH).values_list("id", flat=True):
        made += await open_due(demand)
    lapsing = Demand.filter(state=DemandState.AWARDED, lapses_at__lte=now())
    for demand in await lapsing.limit(BATCH).values_list("id", flat=True):
        made += await lapse_due(demand)
    return made


async def next_due() -> datetime | None:
    """When the next move is due, as far as is known now."""
    closing = await Demand.filter(state=DemandState.OPEN).order_by("deadline_at").first().values_list("deadline_at")
    lapsing = (
        await Demand.filter(state=DemandState.AWARDED, lapses_at__not_isnull=True)
        .order_by("lapses_at")
        .first()
        .values_list("lapses_at")
    )
    times = [row[0] for row in (closing, lapsing) if row]
    return min(times, default=None)
