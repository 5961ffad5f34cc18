"""Conflicts of interest between an awarder and a party that wants to apply or ask (EB-9), and of the manager (RM-8)."""

from collections.abc import Collection
from uuid import UUID

from models.accounts.parties import SHARED, Membership, affiliates, users_of
from models.accounts.viewer import Viewer
from models.changes import record
from models.database import key_in_database, rows
from models.demands.applicants import COUNTED, Applicant
from models.demands.causes import Cause
from models.demands.demand import Demand, book_of
from models.demands.events import DemandManaged
from models.demands.facts import BiddingOpened
from models.demands.recorded import Recorded
from models.errors import Refused
from models.ids import NOBODY
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify

# Whether somebody leads one of two parties and belongs to the other, too; and whether a user belongs to a party.
CONFLICTS = f"""
SELECT EXISTS (SELECT 1 FROM ({SHARED}) AS shared WHERE party_id = ?) AS is_close,
  EXISTS (SELECT 1 FROM membership WHERE party_id = ? AND user_id = ?) AS is_managed"""


async def check_no_conflict(demand: Demand, party: UUID, *, by: Viewer | None = None) -> None:
    """Refuses a party that is too close to the awarder, or that the demand's resource manager belongs to.

    Also refuses a viewer who belongs to the awarder: they would act for both sides.
    """
    awarder, manager = key_in_database(demand.awarder_id), key_in_database(demand.resource_manager_id or NOBODY)
    (found,) = await rows(CONFLICTS, awarder, key_in_database(party), key_in_database(party), manager)
    if party == demand.awarder_id or found["is_close"]:
        raise Refused("CONFLICT_OF_INTEREST", "This party and the client have people in common: it cannot bid or ask.")
    if by is not None and by.acts_for(demand.awarder_id):
        raise Refused("CONFLICT_OF_INTEREST", "You belong to the client of this demand: you cannot bid on it.")
    if found["is_managed"]:
        raise Refused("CONFLICT_OF_INTEREST", "The resource manager of this demand belongs to this party.")


async def close_to_awarder(demand: Demand, parties: Collection[UUID]) -> set[UUID]:
    """Which of these parties could not apply to the demand, because they and its awarder are affiliates."""
    return await affiliates(demand.awarder_id, parties)


async def leave_as_manager(opened: BiddingOpened) -> None:
    """Ends the management of a demand to which a party of its manager has applied; the bid stays (RM-8)."""
    demand = opened.demand
    if demand.resource_manager_id is None:
        return
    manager = demand.resource_manager_id
    parties = await Applicant.filter(demand_id=demand.id, state__in=COUNTED).values_list("party_id", flat=True)
    if not await Membership.exists(user_id=manager, party_id__in=parties):
        return
    demand.resource_manager_id = None
    await demand.save(update_fields=["resource_manager_id"])
    await enter(book_of(demand.id), Recorded.MANAGER_LEFT, by=None, subject=manager, cause=Cause.MANAGER_APPLIED)
    record(demand.stream, DemandManaged(demand.id), by=None)
    told = [manager, *await users_of([demand.awarder_id])]
    await notify(told, NotificationKind.MANAGER_LEFT, subject=("demand", demand.id), by=None, demand=demand.title)
