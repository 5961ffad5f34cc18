"""Making due moves: closing bidding, opening bids, lapsing offers and contracts, reviews, searches; each only once."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog

from models.changes import tried_again
from models.contracts import ending as contracts
from models.contracts import keeping
from models.database import AWAY
from models.demands.closing import close_due, open_due
from models.demands.demand import Demand, DemandState, waiting_demands
from models.disputes.ending import settle_dispute
from models.disputes.keeping import MOVE as DISPUTE
from models.disputes.keeping import waiting_disputes
from models.due import DueMove, due_now, put_off
from models.escrow import ending as escrow
from models.escrow.keeping import MOVE as STAGE
from models.escrow.keeping import waiting_stages
from models.interviews.ending import settle
from models.interviews.keeping import waiting_interviews
from models.invoices.keeping import MOVE as INVOICE
from models.invoices.keeping import waiting_invoices
from models.invoices.pressing import press_documents
from models.reviews import publishing as reviews
from models.searches import matching
from models.supplements import ending as supplements
from models.supplements.keeping import MOVE as SUPPLEMENT
from models.supplements.keeping import waiting_supplements
from models.work.keeping import MOVE as WORK_ITEM
from models.work.keeping import move_item, waiting_items
from models.workbench.awards import lapse_due

PIECE = 20

log = structlog.get_logger(__name__)


async def catch_up() -> int:
    """Makes the moves that are due, earliest first; returns how many it made.

    One call handles only a few things; the background task that calls it continues with the rest at once. A move that
    fails is retried later and does not block others. An error is raised only if the database is unavailable.
    """
    return await make(await due_now(PIECE))


async def catch_up_to_read() -> int:
    """The same, called before every request, so that a request after a due time always sees the move made.

    Moves that no request has to see are left to the background task.
    """
    return await make(await due_now(PIECE, without=in_background()))


def in_background() -> list[str]:
    """The kinds of moves that no request has to see."""
    return [kind for kind, mover in MOVERS.items() if mover.is_in_background]


async def make(moves_due: Sequence[DueMove]) -> int:
    """Makes these moves, each of which may have been made meanwhile; returns how many it made."""
    made = 0
    for move in moves_due:
        try:
            moves = await tried_again(partial(MOVERS[move.kind].make, move.key))
        except AWAY:
            raise
        except Exception:
            log.exception("move_failed", kind=move.kind, key=str(move.key))
            moves = 0
        made += moves
        if not moves:
            # Otherwise every request would read this row again without effect.
            await put_off(move)
    return made


async def move_demand(demand_id: UUID) -> int:
    """Closes bidding and then opens sealed bids, or lapses an offer; returns how many moves it made."""
    made = 0
    demand = await Demand.get(id=demand_id)
    if demand.state is DemandState.AWARDED:
        return int(await lapse_due(demand_id))
    if demand.state is DemandState.OPEN:
        made += await close_due(demand_id)
    if demand.is_sealed:
        # In a separate change: sealed bids are opened only after the closing has committed (EB-3).
        made += await open_due(demand_id)
    return made


@dataclass(frozen=True, slots=True)
class Mover:
    """How the clock moves the things of one kind."""

    # Locks the thing, checks again what is due, so that concurrent calls make a move only once, reschedules the thing,
    # and returns how many moves it made.
    make: Callable[[UUID], Awaitable[int]]
    # Every thing that waits for a move, with the time that its row has to have; what the verbs keep is compared to it.
    waiting: Callable[[], AsyncIterator[tuple[UUID, datetime]]]
    # Its moves take longer, and no request has to see them made.
    is_in_background: bool = False


MOVERS: dict[str, Mover] = {
    "demand": Mover(move_demand, waiting_demands),
    "interview": Mover(settle, waiting_interviews),
    WORK_ITEM: Mover(move_item, waiting_items),
    keeping.MOVE: Mover(contracts.settle, keeping.waiting_contracts),
    SUPPLEMENT: Mover(supplements.settle, waiting_supplements),
    STAGE: Mover(escrow.settle_stage, waiting_stages),
    reviews.MOVE: Mover(reviews.settle, reviews.waiting_reviews),
    INVOICE: Mover(press_documents, waiting_invoices, is_in_background=True),
    DISPUTE: Mover(settle_dispute, waiting_disputes),
    matching.MOVE: Mover(matching.look_through_next, matching.waiting_tasks, is_in_background=True),
}
