"""Telling of memberships: who is invited, who has joined, who has another role, and that a party is closed."""

from datetime import timedelta
from hashlib import sha256

from models.accounts import invitations
from models.accounts.facts import InvitationsEnded, MemberJoined, PartyClosing, RoleChanged, VerificationRefused
from models.accounts.parties import MemberRole, Party, members_to_tell, owners_of
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import change
from models.limits import Limit, count
from models.mail import post
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.text import address

# By one user, to everyone and to one address.
INVITATIONS = Limit("invitation", 200, timedelta(hours=24))
INVITATIONS_TO_ADDRESS = Limit("invitation to an address", 5, timedelta(hours=24))


async def invite_member(party: Party, *, email: str, role: MemberRole, by: Viewer) -> Party:
    """Offers membership to an address and notifies its user; the result does not reveal whether there is one.

    A user who only claims the address is nobody yet: the mail goes to the address, as if no account had it.
    """
    await count(INVITATIONS, by.user.id)
    pair = f"{by.user.id} {address(email) or email}"
    await count(INVITATIONS_TO_ADDRESS, sha256(pair.encode(errors="replace")).hexdigest())
    async with change():
        invitation = await invitations.invite_member(party, email=email, role=role, by=by)
        invited = await User.get_or_none(email=invitation.email, email_verified_at__isnull=False)
        facts = {"party": party.name, "inviter": by.user.name}
        if invited is not None:
            subject = ("invitation", invitation.id)
            await notify([invited.id], NotificationKind.INVITED_TO_PARTY, subject=subject, by=by.user.id, **facts)
        else:
            await post(
                invitation.email,
                "INVITED_BY_MAIL",
                facts={**facts, "invitation": str(invitation.id)},
                language=by.user.language,
                zone=by.user.time_zone,
                key=f"invitation:{invitation.id}",
                expires_at=invitation.expires_at,
            )
    return party


async def forget_invitations(ended: InvitationsEnded) -> None:
    """An invitation that can no longer be answered is no news to whom it invited."""
    for each in ended.invitations:
        readers = await User.filter(email=each.email).values_list("id", flat=True)
        await mark_read_about(each.id, NotificationKind.INVITED_TO_PARTY, readers=readers)  # type: ignore[arg-type] # one column


async def tell_owners(joined: MemberJoined) -> None:
    """Notifies the owners of a party of its new member."""
    party, user, kind = joined.party, joined.user, NotificationKind.MEMBER_JOINED
    owners, subject = {party.id: await owners_of(party.id)}, ("party", party.id)
    await notify(owners, kind, subject=subject, by=user.id, party=party.name, name=user.name)


async def tell_of_role(changed: RoleChanged) -> None:
    """Notifies a member of their new role."""
    party, kind = changed.party, NotificationKind.ROLE_CHANGED
    await notify({party.id: [changed.user]}, kind, subject=("party", party.id), by=changed.by, party=party.name)


async def tell_of_refusal(refused: VerificationRefused) -> None:
    """Tells the owners of a party why staff did not verify it."""
    party, kind = refused.party, NotificationKind.VERIFICATION_REFUSED
    owners, facts = {party.id: await owners_of(party.id)}, {"party": party.name, "reason": refused.reason}
    await notify(owners, kind, subject=("party", party.id), by=refused.by, **facts)


async def tell_of_closing(closing: PartyClosing) -> None:
    """Notifies everyone who belongs to a party that it is closed."""
    party, kind = closing.party, NotificationKind.PARTY_CLOSED
    await notify(await members_to_tell([party.id]), kind, subject=("party", party.id), by=closing.by, party=party.name)
