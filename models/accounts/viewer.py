"""The viewer: who is asking, with their session, their roles in parties and on the staff."""

from datetime import datetime
from uuid import UUID

from models.accounts.parties import LEADS, MemberRole
from models.accounts.users import StaffRole, User
from models.changes import afterwards
from models.clock import now
from models.database import is_postgres, key_in_database, moment_of, rows, share_turn, take_turns
from models.ids import NOBODY


class Viewer:
    """Who is asking: a user with a session, their roles in parties and on the staff, all as of now.

    Without a session it is a program of the operator that acts for the user, such as the demonstration.
    """

    __slots__ = ("expires_at", "roles", "session_id", "staff", "user")

    def __init__(
        self,
        user: User,
        session_id: UUID | None,
        roles: dict[UUID, MemberRole],
        staff: frozenset[StaffRole],
        expires_at: datetime,
    ) -> None:
        self.user = user
        self.session_id = session_id
        self.roles = roles
        self.staff = staff
        self.expires_at = expires_at

    def leads(self, party: UUID) -> bool:
        """Whether they decide for the party: publish, submit, award."""
        return self.roles.get(party) in LEADS

    def acts_for(self, party: UUID) -> bool:
        return party in self.roles


class SessionEnded(Exception):
    """The token was never one of ours, has expired, or was revoked: `is_revoked` tells the last from the others."""

    def __init__(self, *, is_revoked: bool) -> None:
        super().__init__("revoked" if is_revoked else "expired")
        self.is_revoked = is_revoked


async def as_of_now(by: Viewer) -> Viewer:
    """The same viewer with session and rights as they are committed now; raises SessionEnded.

    For the running change, once its rows are locked: what somebody was when their request came in may have ended
    while it waited for the lock. Until the change ends, nobody's rights are taken away behind its back: who takes
    them waits for it (see end_of_rights).
    """
    await share_turn(_turn(by.user.id))
    user = key_in_database(by.user.id)
    session_id = by.session_id or NOBODY
    found = await rows(
        "SELECT 'session' AS what, NULL AS party, NULL AS role, revoked_at, expires_at FROM session WHERE id = ? "
        "UNION ALL SELECT 'member', party_id, role, NULL, NULL FROM membership WHERE user_id = ? "
        "UNION ALL SELECT 'staff', NULL, role, NULL, NULL FROM staff_grant WHERE user_id = ?",
        key_in_database(session_id),
        user,
        user,
    )
    expires_at = by.expires_at
    if by.session_id is not None:
        session = next((row for row in found if row["what"] == "session"), None)
        is_revoked = session is not None and session["revoked_at"] is not None
        if session is None or is_revoked or moment_of(session["expires_at"]) <= now():
            raise SessionEnded(is_revoked=is_revoked)
        expires_at = moment_of(session["expires_at"])
    roles = {UUID(str(row["party"])): MemberRole(row["role"]) for row in found if row["what"] == "member"}
    staff = frozenset(StaffRole(row["role"]) for row in found if row["what"] == "staff")
    return Viewer(by.user, by.session_id, roles, staff, expires_at)


def end_of_rights(user: UUID) -> None:
    """Lets the running change answer only once nobody decides any more by rights of the user that it takes away.

    Decisions that come after its commit read that the rights have ended; those that had read them before are waited
    for. It holds no lock meanwhile.
    """
    if is_postgres():
        afterwards(lambda: take_turns(_turn(user)))


def _turn(user: UUID) -> str:
    return f"rights of {user}"
