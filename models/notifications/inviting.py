"""Inviting members: notifying the invited user in the inbox, by mail, or both."""

from models.accounts import members
from models.accounts.parties import MemberRole, Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import change
from models.mail import post
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify


async def invite_member(party: Party, *, email: str, role: MemberRole, by: Viewer) -> Party:
    """Offers membership to an address and notifies its user; the result does not reveal whether there is one."""
    async with change():
        invitation = await members.invite_member(party, email=email, role=role, by=by)
        invited = await User.get_or_none(email=invitation.email)
        facts = {"party": party.name, "inviter": by.user.name}
        if invited is not None:
            subject = ("invitation", invitation.id)
            await notify([invited.id], NotificationKind.INVITED_TO_PARTY, subject=subject, by=by.user.id, **facts)
        if invited is None or invited.email_verified_at is None:
            reader = invited or by.user
            await post(
                invitation.email,
                "INVITED_BY_MAIL",
                facts=facts,
                language=reader.language,
                zone=reader.time_zone,
                key=f"invitation:{invitation.id}",
            )
    return party
