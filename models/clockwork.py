"""The moves of the clock: bidding that ends, sealed bids, offers that lapse, interviews, searches; each made once."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from models.database import AWAY
from models.demands.closing import close_due, open_due
from models.demands.demand import Demand, DemandState
from models.due import due_now, put_off
from models.interviews.ending import settle
from models.searches.matching import look_through_next
from models.workbench.awards import lapse_due

PIECE = 20

log = structlog.get_logger(__name__)


async def catch_up() -> int:
    """Makes the moves whose time has come, the earliest first, and gives how many those were.

    Called by the clock and before every request, so that a read after a due time finds the move made,
    however late the clock is. Makes those of a few things only, so that no request waits long when many are due:
    the clock goes on with the rest at once. One that fails is tried again later and holds up no other; only when the
    database is away is its error raised.
    """
    made = 0
    for move in await due_now(PIECE):
        try:
            moves = await MOVES[move.kind](move.key)
        except AWAY:
            raise
        except Exception:
            log.exception("move_failed", kind=move.kind, key=str(move.key))
            moves = 0
        made += moves
        if not moves:
            # Otherwise a row that nothing comes of would be read again by every request.
            await put_off(move)
    return made


async def move_demand(demand_id: UUID) -> int:
    """Closes bidding and then opens what was sealed, or lets an offer lapse; gives how many of these it did."""
    made = 0
    demand = await Demand.get(id=demand_id)
    if demand.state is DemandState.AWARDED:
        return int(await lapse_due(demand_id))
    if demand.state is DemandState.OPEN:
        made += await close_due(demand_id)
    if demand.is_sealed:
        # In a change of its own: sealed bids open after the closing has committed (EB-3).
        made += await open_due(demand_id)
    return made


# What to call for each kind of thing. Each locks the thing and looks again what is due, so that a move happens once
# whoever comes first, and reschedules the thing; it gives how many moves it made.
MOVES: dict[str, Callable[[UUID], Awaitable[int]]] = {
    "demand": move_demand,
    "interview": settle,
    "search_task": look_through_next,
}
