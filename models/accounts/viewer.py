"""The viewer: the user who makes a request, with their session, party roles and staff roles."""

from datetime import datetime
from uuid import UUID

from models.accounts.parties import LEADS, MemberRole
from models.accounts.users import StaffRole, User
from models.changes import afterwards
from models.clock import now
from models.database import is_postgres, key_in_database, moment_of, rows, take_turns
from models.ids import NOBODY

# Waits until nobody is taking rights away from the user, then reads them, in one round trip; see migration 0012.
IN_TURN = "SELECT * FROM rights_in_turn(?, ?, ?)"
# SQLite has only one writer.
ALONE = (
    "SELECT 'session' AS what, NULL AS party, NULL AS role, revoked_at, expires_at FROM session WHERE id = ?1 "
    "UNION ALL SELECT 'member', party_id, role, NULL, NULL FROM membership WHERE user_id = ?2 "
    "UNION ALL SELECT 'staff', NULL, role, NULL, NULL FROM staff_grant WHERE user_id = ?2"
)


class Viewer:
    """The user who makes a request, with their session, party roles and staff roles at this moment.

    A viewer without a session is one of the operator's own programs acting for the user, such as the demonstration.
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

    @property
    def id(self) -> UUID:
        """That of the user: there is one viewer for each."""
        return self.user.id

    def leads(self, party: UUID) -> bool:
        """Whether they may decide for the party: publish, submit, award."""
        return self.roles.get(party) in LEADS

    def acts_for(self, party: UUID) -> bool:
        return party in self.roles


class SessionEnded(Exception):
    """The token is unknown, expired or revoked; `is_revoked` is true only for a revoked one."""

    def __init__(self, *, is_revoked: bool) -> None:
        super().__init__("revoked" if is_revoked else "expired")
        self.is_revoked = is_revoked


async def as_of_now(by: Viewer) -> Viewer:
    """Rereads the viewer's session and rights as they are committed now; raises SessionEnded.

    Call it in the running change, after its rows are locked: the viewer may have lost rights while the request waited
    for the lock. Until the change ends, a change that takes these rights away waits for it (see end_of_rights).
    """
    keys = key_in_database(by.session_id or NOBODY), key_in_database(by.user.id)
    found = await (rows(IN_TURN, _turn(by.user.id), *keys) if is_postgres() else rows(ALONE, *keys))
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
    """Delays the answer of the running change until nobody can still decide with the rights that it takes away.

    Decisions that start after its commit see that the rights have ended; it waits for those that read them earlier.
    It holds no row lock while it waits.
    """
    if is_postgres():
        afterwards(lambda: take_turns(_turn(user)))


def _turn(user: UUID) -> str:
    return f"rights of {user}"
