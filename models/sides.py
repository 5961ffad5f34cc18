"""Sides: what a viewer is to a thing; what they may do and what they may see depend on it."""

from enum import StrEnum
from uuid import UUID

from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer


class Side(StrEnum):
    """What a viewer is to a thing; one viewer can have several sides.

    Most things have two parties: the AWARDER, and the OTHER one, such as an applicant. A party's owners and managers
    have its _LEAD side as well.
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
# What a viewer may see depends on the first of these sides that they have.
PRECEDENCE = (Side.AWARDER, Side.OTHER, Side.MANAGER, Side.CONSULTANT, Side.SOMEBODY, Side.GUEST)


def sides(
    viewer: Viewer | None, *, awarder: UUID | None = None, other: UUID | None = None, manager: UUID | None = None
) -> Sides:
    """The sides of a viewer, given both parties and the resource manager of a thing.

    A member of both parties is on the awarder's side alone: nobody reads that side and acts for the other (EB-9).
    SOMEBODY is a signed-in user who belongs to neither party; GUEST is a viewer who is not signed in.
    """
    if viewer is None:
        return frozenset({Side.GUEST})
    found: set[Side] = set()
    for party, member, lead in ((awarder, Side.AWARDER, Side.AWARDER_LEAD), (other, Side.OTHER, Side.OTHER_LEAD)):
        if party is not None and viewer.acts_for(party) and not found:
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
    """The one side that determines what a viewer may see."""
    return next(side for side in PRECEDENCE if side in held)
