"""Invitations to a party: sent, listed, accepted, declined and revoked; nobody joins without accepting one."""

from collections.abc import Iterable
from uuid import UUID

from tortoise.expressions import F

from models.accounts.events import PartyJoined
from models.accounts.facts import MemberJoined
from models.accounts.members import MOST_MEMBERS, check_owner, check_room_for, end_invitations
from models.accounts.parties import (
    INVITED_FOR,
    Invitation,
    MemberRole,
    Membership,
    Party,
    PartyKind,
    check_open,
    inbox,
    lock_parties,
    lock_with_those_of,
    standing,
    take_place,
)
from models.accounts.users import User, check_address, check_verified
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record
from models.errors import Refused, not_allowed, not_found
from models.facts import follow_up
from models.inputs import Checks
from models.journal import enter
from models.pages import MOST_ROWS

# Of those to one address: some of them can no longer be accepted.
MOST_LOOKED_AT = 1_000


async def invite_member(party: Party, *, email: str, role: MemberRole, by: Viewer) -> Invitation:
    """Offers membership to an address for 14 days; replaces an earlier invitation."""
    checks = Checks()
    email = check_address(checks, "email", email)
    checks.refuse()
    async with change() as running:
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        check_owner(party, by)
        check_open(party)
        if party.kind is PartyKind.INDIVIDUAL:
            raise not_allowed("An individual party has only one member: create a team to work with others.")
        # An address counts once it is verified: one that a member only claims can still be invited.
        if await Membership.exists(party_id=party.id, user__email=email, user__email_verified_at__isnull=False):
            raise Refused("ALREADY_MEMBER", "A member of the party already uses this address.")
        invitations = Invitation.filter(party_id=party.id)
        await invitations.filter(invited_at__lte=running.at - INVITED_FOR).delete()
        await end_invitations(invitations.filter(email=email))
        await _check_room(party, invited=await invitations.count())
        return await Invitation.create(
            party=party, email=email, role=role, invited_by_id=by.user.id, invited_at=running.at
        )


async def invitations_to(user: User, *, most: int = MOST_ROWS) -> list[Invitation]:
    """The invitations that the user can accept, the latest first; none before their address is verified."""
    if user.email_verified_at is None:
        return []
    found = Invitation.filter(email=user.email).order_by("-invited_at", "-id").limit(MOST_LOOKED_AT)
    return (await standing(await found.select_related("party")))[:most]


async def invitations_from(parties: Iterable[UUID]) -> list[Invitation]:
    """The invitations to any of the parties that can still be accepted, the latest first."""
    found = Invitation.filter(party_id__in=list(parties)).order_by("-invited_at", "-id")
    return await standing(await found.select_related("party"))


async def can_be_accepted(invitation: UUID) -> bool:
    """Whether there still is this invitation, so that its mail has something to say."""
    return bool(await standing(await Invitation.filter(id=invitation)))


async def accept_invitation(invitation_id: UUID, *, by: Viewer) -> Party:
    """Makes the invited user a member; refuses if that would put them on both sides of an application (EB-9)."""
    async with change() as running:
        await take_place(by.user.id)
        party, invitation, by = await _invited(invitation_id, by, joins=True)
        check_open(party)
        if party.id in by.roles:
            raise Refused("ALREADY_MEMBER", "You are a member of this party already.")
        check_room_for(by)
        await _check_room(party)
        await end_invitations(Invitation.filter(id=invitation.id))
        await Membership.create(party=party, user=by.user, role=invitation.role, joined_at=running.at)
        await Party.filter(id=party.id).update(roster=F("roster") + 1)
        await enter(f"party:{party.id}", "MEMBER_JOINED", by=by.user.id, subject=by.user.id, role=invitation.role)
        await follow_up(MemberJoined(party, by.user, invitation.role))
        record(inbox(by.user.id), PartyJoined(party.id), by=by.user.id)
    return party


async def decline_invitation(invitation_id: UUID, *, by: Viewer) -> Party:
    """Ends an invitation on behalf of the invited user."""
    async with change():
        party, invitation, by = await _invited(invitation_id, by)
        await end_invitations(Invitation.filter(id=invitation.id))
        await enter(f"party:{party.id}", "INVITATION_DECLINED", by=by.user.id, subject=invitation.id)
    return party


async def revoke_invitation(invitation: Invitation, *, by: Viewer) -> Party:
    """Ends an invitation on behalf of the party; any of its owners may."""
    async with change():
        party = (await lock_parties(invitation.party_id))[invitation.party_id]
        by = await as_of_now(by)
        check_owner(party, by)
        if not await end_invitations(Invitation.filter(id=invitation.id)):
            raise not_found("invitation")
        await enter(f"party:{party.id}", "INVITATION_REVOKED", by=by.user.id, subject=invitation.id)
    return party


async def _invited(key: UUID, by: Viewer, *, joins: bool = False) -> tuple[Party, Invitation, Viewer]:
    """The invitation to the viewer, with its party, and the viewer with their present address.

    The party's row is locked, and those of all others of the viewer if they join it. Says whether there is one only to
    a user whose address is verified.
    """
    found = await Invitation.get_or_none(id=key)
    party: Party | None = None
    if found is not None:
        held = lock_with_those_of(by.user.id, found.party_id) if joins else lock_parties(found.party_id)
        party = (await held)[found.party_id]
    by = await as_of_now(by)
    by.user = await User.get(id=by.user.id)
    check_verified(by.user)
    present = await standing(await Invitation.filter(id=key, email=by.user.email))
    if party is None or not present:
        raise not_found("invitation")
    return party, present[0], by


async def _check_room(party: Party, *, invited: int = 0) -> None:
    if await Membership.filter(party_id=party.id).count() + invited >= MOST_MEMBERS:
        raise Refused(
            "TOO_MANY_MEMBERS", "A party can have at most {most} members, with those invited.", most=MOST_MEMBERS
        )
