"""The moves of the clock: deadlines that came, sealed bids to open, offers that lapsed, interviews; each made once."""

from datetime import datetime

from tortoise.expressions import Q

from models.clock import now
from models.demands.closing import close_due, open_due
from models.demands.demand import Bidding, Demand, DemandState
from models.interviews.ending import due_interviews, next_interview_due, settle
from models.workbench.awards import lapse_due

BATCH = 100


async def catch_up() -> int:
    """Makes every move whose time has come, and gives how many those were.

    Called by the clock and before every request, so that a read after a due time finds the move made,
    however late the clock is. Each move locks its demand or interview and looks again: it happens once.
    """
    made = 0
    closing = Q(state=DemandState.OPEN, deadline_at__lte=now())
    opening = Q(state=DemandState.SELECTING, bidding=Bidding.SEALED, opened_at__isnull=True, bid_count__gt=0)
    lapsing = Q(state=DemandState.AWARDED, lapses_at__lte=now())
    for demand in await Demand.filter(closing | opening | lapsing).order_by("id").limit(BATCH):
        if demand.state is DemandState.AWARDED:
            made += await lapse_due(demand.id)
            continue
        made += await close_due(demand.id)
        # In a change of its own: sealed bids open after the closing has committed (EB-3).
        made += await open_due(demand.id)
    for interview in await due_interviews(BATCH):
        made += await settle(interview)
    return made


async def next_due() -> datetime | None:
    """When the next move is due, as far as is known now."""
    closing = await Demand.filter(state=DemandState.OPEN).order_by("deadline_at").first()
    lapsing = await Demand.filter(lapses_at__isnull=False).order_by("lapses_at").first()
    times = [
        closing.deadline_at if closing else None,
        lapsing.lapses_at if lapsing else None,
        await next_interview_due(),
    ]
    return min((time for time in times if time is not None), default=None)
