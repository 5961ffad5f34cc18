"""Sides: what somebody is to a thing, in one vocabulary for what they may do with it and what they may see of it."""

from enum import StrEnum
from uuid import UUID

from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer


class Side(StrEnum):
    """What somebody is to a thing; one viewer can be several.

    Most things have two sides: the AWARDER, and the OTHER one, such as an applicant. Owners and managers of a party
    are on its side and lead it.
    """

    AWARDER = "AWARDER"
    AWARDER_LEAD = "AWARDER_LEAD"
    OTHER = "OTHER"
    OTHER_LEAD = "OTHER_LEAD"
    HOST = "HOST"
    INVITED = "INVITED"
    MANAGER = "MANAGER"
    ADMINISTRATOR = "ADMINISTRATOR"
    CONSULTANT = "CONSULTANT"
    SOMEBODY = "SOMEBODY"
    GUEST = "GUEST"


Sides = frozenset[Side]

CONSULTANTS = frozenset({StaffRole.EXPERT, StaffRole.PROFESSIONAL, StaffRole.MEDIATOR})
# For what somebody may see, the first of these that they are counts.
PRECEDENCE = (Side.AWARDER, Side.OTHER, Side.MANAGER, Side.CONSULTANT, Side.SOMEBODY, Side.GUEST)


def sides(
    viewer: Viewer | None, *, awarder: UUID | None = None, other: UUID | None = None, manager: UUID | None = None
) -> Sides:
    """The sides of a viewer, given the parties of both sides and the resource manager who looks after the thing.

    SOMEBODY is a signed-in user who belongs to neither party.
    """
    if viewer is None:
        return frozenset({Side.GUEST})
    found: set[Side] = set()
    for party, member, lead in ((awarder, Side.AWARDER, Side.AWARDER_LEAD), (other, Side.OTHER, Side.OTHER_LEAD)):
        if party is not None and viewer.acts_for(party):
            found |= {member, lead} if viewer.leads(party) else {member}
    if not found:
        found.add(Side.SOMEBODY)
    if manager is not None and manager == viewer.user.id and StaffRole.RESOURCE_MANAGER in viewer.staff:
        found.add(Side.MANAGER)
    if StaffRole.ADMINISTRATOR in viewer.staff:
        found.add(Side.ADMINISTRATOR)
    if viewer.staff & CONSULTANTS:
        found.add(Side.CONSULTANT)
    return frozenset(found)


def foremost(held: Sides) -> Side:
    """The one side that decides what somebody may see."""
    return next(side for side in PRECEDENCE if side in held)
