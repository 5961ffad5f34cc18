"""The viewer: the user who makes a request, with their session, party roles and staff roles."""

from datetime import datetime
from typing import Any
from uuid import UUID

from models.accounts.parties import LEADS, MemberRole
from models.accounts.users import StaffRole, User
from models.changes import afterwards
from models.clock import now
from models.database import is_postgres, key_in_database, moment_of, rows, take_turns
from models.database.reading import from_json
from models.ids import NOBODY

# Waits until nobody is taking rights away from the user, then reads them; see migration 0026.
IN_TURN = "rights_after({}, ?, ?, ?)::text AS rights"
# SQLite has only one writer.
ALONE = """json_object(
  'session', json((SELECT json_object('revoked_at', s.revoked_at, 'expires_at', s.expires_at)
    FROM session s WHERE s.id = ?)),
  'members', json((SELECT json_group_object(m.party_id, m.role) FROM membership m WHERE m.user_id = ?)),
  'staff', json((SELECT json_group_array(g.role) FROM staff_grant g WHERE g.user_id = ?))) AS rights"""


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
    (found,) = await rows(f"SELECT {rights_in_row('NULL')}", *values_of_rights(by))
    return with_rights(by, found)


def rights_in_row(locked: str) -> str:
    """An expression that `with_rights` reads, for the list of a SELECT whose other values stand behind it.

    `locked` is the key of the row that was locked last: where rows are locked in a subquery, the rights are read once
    they are.
    """
    return IN_TURN.format(locked) if is_postgres() else ALONE


def values_of_rights(by: Viewer) -> tuple[object, ...]:
    """The values of the expression, for this viewer."""
    session, user = key_in_database(by.session_id or NOBODY), key_in_database(by.user.id)
    return (_turn(by.user.id), session, user) if is_postgres() else (session, user, user)


def with_rights(by: Viewer, row: dict[str, Any]) -> Viewer:
    """The viewer with the rights that the row has; raises SessionEnded."""
    rights = from_json(row["rights"])
    expires_at, session = by.expires_at, rights["session"]
    if by.session_id is not None:
        is_revoked = session is not None and session["revoked_at"] is not None
        if session is None or is_revoked or moment_of(session["expires_at"]) <= now():
            raise SessionEnded(is_revoked=is_revoked)
        expires_at = moment_of(session["expires_at"])
    return Viewer(by.user, by.session_id, roles_in(rights["members"]), staff_in(rights["staff"]), expires_at)


def roles_in(members: dict[str, str] | None) -> dict[UUID, MemberRole]:
    """Roles by party, as JSON has them."""
    return {UUID(party): MemberRole(role) for party, role in (members or {}).items()}


def staff_in(roles: list[str] | None) -> frozenset[StaffRole]:
    return frozenset(map(StaffRole, roles or ()))


def end_of_rights(user: UUID) -> None:
    """Delays the answer of the running change until nobody can still decide with the rights that it takes away.

    Decisions that start after its commit see that the rights have ended; it waits for those that read them earlier.
    It holds no row lock while it waits.
    """
    if is_postgres():
        afterwards(lambda: take_turns(_turn(user)))


def _turn(user: UUID) -> str:
    return f"rights of {user}"
