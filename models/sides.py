"""Sides: what a viewer is to a thing; what they may do and what they may see depend on it."""

from enum import StrEnum
from functools import cache
from uuid import UUID

from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer


class Side(StrEnum):
    """What a viewer is to a thing; one viewer can have several sides.

    Most things have two parties: the AWARDER, and the OTHER one, such as an applicant. A party's owners and managers
    have its _LEAD side as well. Work of the staff is for those of one role, the STAFF, and is done by its ASSIGNEE.
    """

    AWARDER = "AWARDER"
    AWARDER_LEAD = "AWARDER_LEAD"
    OTHER = "OTHER"
    OTHER_LEAD = "OTHER_LEAD"
    HOST = "HOST"
    INVITED = "INVITED"
    SIGNER = "SIGNER"
    MANAGER = "MANAGER"
    ADMINISTRATOR = "ADMINISTRATOR"
    STAFF = "STAFF"
    ASSIGNEE = "ASSIGNEE"
    CONSULTANT = "CONSULTANT"
    SOMEBODY = "SOMEBODY"
    GUEST = "GUEST"


Sides = frozenset[Side]

AS_GUEST: Sides = frozenset({Side.GUEST})
LEADING = {Side.AWARDER: (Side.AWARDER_LEAD,), Side.OTHER: (Side.OTHER_LEAD,)}

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
        return AS_GUEST
    is_manager = manager is not None and manager == viewer.user.id
    if awarder is not None and viewer.acts_for(awarder):
        return _held(Side.AWARDER, viewer.leads(awarder), is_manager, viewer.staff)
    if other is not None and viewer.acts_for(other):
        return _held(Side.OTHER, viewer.leads(other), is_manager, viewer.staff)
    return _held(Side.SOMEBODY, False, is_manager, viewer.staff)


# Lists ask for each row, and there are few answers.
@cache
def _held(of: Side, leads: bool, is_manager: bool, staff: frozenset[StaffRole]) -> Sides:
    found = {of, *LEADING[of]} if leads else {of}
    if is_manager and StaffRole.RESOURCE_MANAGER in staff:
        found.add(Side.MANAGER)
    if StaffRole.ADMINISTRATOR in staff:
        found.add(Side.ADMINISTRATOR)
    if staff & CONSULTANTS:
        found.add(Side.CONSULTANT)
    return frozenset(found)


@cache
def foremost(held: Sides) -> Side:
    """The one side that determines what a viewer may see."""
    return next(side for side in PRECEDENCE if side in held)
