"""Closing a party: it ends for good when nothing runs, and everything of it can still be read."""

from models.accounts.facts import PartyClosing
from models.accounts.members import check_owner, end_invitations
from models.accounts.parties import Invitation, Party, PartyKind, check_open, lock_parties
from models.accounts.users import check_own_password
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change
from models.errors import check_version, not_allowed
from models.facts import follow_up
from models.inputs import Checks
from models.journal import enter


async def close_party(
    party: Party,
    *,
    password: str,
    reason: str | None = None,
    expected_version: int | None = None,
    origin: str = "",
    by: Viewer,
) -> Party:
    """Closes a team or an enterprise; refuses while a demand, an application or an interview of it is still running.

    Its drafts end with it, and so do its invitations. Its members stay, to read what was.
    """
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    await check_own_password(by.user, password, session=by.session_id, origin=origin)
    async with change() as running:
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        check_owner(party, by)
        check_open(party)
        check_version(party.version, expected_version)
        if party.kind is PartyKind.INDIVIDUAL:
            raise not_allowed("An individual party lasts as long as its user's account.")
        await follow_up(PartyClosing(party, by.user.id))
        await end_invitations(Invitation.filter(party_id=party.id))
        party.closed_at = running.at
        party.version += 1
        await party.save(update_fields=["closed_at", "version"])
        await enter(f"party:{party.id}", "CLOSED", by=by.user.id, reason=reason)
    return party
