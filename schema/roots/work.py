"""Operations on the work of the staff."""

from collections.abc import AsyncIterator

import strawberry

from models.work import claiming
from resolvers import work
from schema.base import feed, field
from schema.mutations import act
from schema.pages import Connection
from schema.work import StaffMember, WorkItem, WorkItemConnection, WorkItemEvent


@strawberry.type
class WorkQueries:
    """Queries of the work of the staff."""

    work_items: WorkItemConnection = field(
        "What waits for the staff, of the kinds that the viewer's roles are for; empty for everybody else.",
        work.work_items,
    )
    staff_members: Connection[StaffMember] = field(
        "Who is on the staff; empty for everybody but administrators.", work.staff_members
    )


@strawberry.type
class WorkMutations:
    """Mutations of the work of the staff."""

    claim_work_item = act(
        claiming.claim_work_item,
        WorkItem,
        "Takes an item for four hours, which acting on its subject begins anew. Of two who claim it at once, one gets "
        "CONFLICT. Refused with CONFLICT_OF_INTEREST to whoever is too close to the party that it concerns.",
    )
    release_work_item = act(
        claiming.release_work_item,
        WorkItem,
        "Puts a claimed item back, so that anybody can take it. Its holder and administrators may.",
        note="Why, up to 2,000 characters; it is kept on record.",
    )
    assign_work_item = act(
        claiming.assign_work_item,
        WorkItem,
        "Gives an item to a member of the staff, whoever has it; administrators only.",
        user_id="The id of a User who could claim it.",
    )


@strawberry.type
class WorkSubscriptions:
    """Subscriptions to the work of the staff."""

    work_items: AsyncIterator[WorkItemEvent] = feed(
        "What happens to the work of the kinds that the viewer's roles are for.", work.follow_work_items
    )
