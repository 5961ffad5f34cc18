"""Sessions: signing up, signing in, and what a token gives access to until it expires or is revoked."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.addresses import ask_to_prove, end_epoch, post_to
from models.accounts.events import REVOCATIONS, SessionRevoked
from models.accounts.hashing import Urgency, password_hash, stays
from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.users import (
    MOST_IN_NAME,
    User,
    attempted,
    check_address,
    check_locale,
    check_own_password,
    check_password,
    place_of,
    spellings,
    user_with,
    wrong_credentials,
)
from models.accounts.viewer import SessionEnded, Viewer, as_of_now, end_of_rights, roles_in, staff_in
from models.changes import change, record
from models.clock import now
from models.database import any_of, is_postgres, list_in_database, moment_of, rows
from models.database.reading import Columns, from_json
from models.errors import Refused, not_found
from models.ids import new_id
from models.inputs import Checks
from models.limits import Limit, count
from models.terms import terms

LIFETIME = timedelta(days=30)
USE_IS_NOTED_EVERY = timedelta(minutes=5)
USER = Columns(User, "u")


class Session(Model):
    """A signed-in session. Only the hash of its token is stored."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="sessions", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    user_agent = fields.CharField(max_length=200, null=True)
    token: str | None = None  # set only in the response that created the session

    class Meta:
        table = "session"
        indexes = (Index(fields=("user_id",)), Index(fields=("expires_at",)), Index(fields=("revoked_at",)))


async def sign_up(
    *,
    email: str,
    password: str,
    name: str,
    language: str | None = None,
    zone: str | None = None,
    origin: str = "",
    has_left: Callable[[], bool] = stays,
    user_agent: str | None = None,
) -> Session:
    """Creates the user, their individual party and a first session, and sends a verification mail.

    Sign-ups are limited by origin. Refusals of an address that has an account (ADDRESS_TAKEN) also count against it
    like failed sign-ins: otherwise anybody could ask for one address after the other. Without an origin, as for the
    demonstration, nothing is counted.
    """
    checks = Checks()
    email = check_address(checks, "email", email)
    name = checks.line("name", name, most=MOST_IN_NAME)
    check_password(checks, "password", password, own=(email, name))
    language, zone = check_locale(checks, language, zone)
    checks.refuse()
    if origin:
        await count(Limit("sign-up", terms().sign_ups_an_hour, timedelta(hours=1)), origin)
    async with attempted(email, origin) if origin else nullcontext():
        hashed = await password_hash(password, urgency=Urgency.SIGN_UP, origin=origin, has_left=has_left)
        return await _create(
            User(email=email, name=name, password_hash=hashed, language=language or "en", time_zone=zone or "UTC"),
            user_agent,
        )


async def _create(new: User, user_agent: str | None) -> Session:
    async with change() as running:
        new.created_at = running.at
        await User.bulk_create([new], ignore_conflicts=True)
        user = await User.get_or_none(id=new.id)
        if user is None:
            raise Refused("ADDRESS_TAKEN", "An account with this address already exists: sign in instead.")
        party = await Party.create(kind=PartyKind.INDIVIDUAL, name=user.name, created_at=running.at)
        await Membership.create(party=party, user=user, role=MemberRole.OWNER, joined_at=running.at)
        await ask_to_prove("VERIFY_ADDRESS", user.email, user)
        return await _open(user, user_agent)


async def sign_in(
    *,
    email: str,
    password: str,
    origin: str,
    former_token: str | None = None,
    has_left: Callable[[], bool] = stays,
    user_agent: str | None = None,
) -> Session:
    """Opens a session; refuses wrong credentials without revealing which part was wrong, and names what is left out.

    On a device that knows the token of an earlier session of the user, failures of others in its network do not count.
    """
    _check_given(email, password)
    place = await _place_of_device(former_token, email) if former_token else None
    # The password waits to be hashed with those of the network all the same: anybody can have many sessions.
    user = await user_with(email, password, origin=origin, place=place, has_left=has_left)
    async with change():
        # If the password has changed since we checked it, the other sessions were ended: do not open a new one.
        present = await User.select_for_update().get(id=user.id)
        if present.password_hash != user.password_hash:
            raise wrong_credentials()
        return await _open(user, user_agent)


def _check_given(email: str, password: str) -> None:
    checks = Checks()
    if not email.strip():
        checks.wrong("email", "Give your email address.", "REQUIRED")
    if not password:
        checks.wrong("password", "Give your password.", "REQUIRED")
    checks.refuse()


async def _place_of_device(token: str, email: str) -> str | None:
    """Where the failures of a device count that knows a token of this address, even one of a session that has ended."""
    session = await Session.get_or_none(token_hash=hash_of(token)).select_related("user")
    return place_of(session.id) if session and session.user.email in spellings(email) else None


async def _open(user: User, user_agent: str | None) -> Session:
    token = secrets.token_urlsafe(32)
    session = await Session.create(
        user=user,
        token_hash=hash_of(token),
        created_at=now(),
        expires_at=now() + LIFETIME,
        user_agent=user_agent and "".join(filter(str.isprintable, user_agent))[:200],
    )
    session.token = token
    return session


async def viewer_of(token: str) -> Viewer:
    """The current viewer for a token; raises SessionEnded."""
    (found,) = await viewers_of([token])
    if isinstance(found, SessionEnded):
        raise found
    return found


async def viewer_with(session_id: UUID) -> Viewer:
    """The current viewer for a session; raises SessionEnded."""
    (found,) = await viewers_again([session_id])
    if isinstance(found, SessionEnded):
        raise found
    return found


async def viewers_of(tokens: Sequence[str]) -> list[Viewer | SessionEnded]:
    """The current viewer for each token, or the reason why there is none."""
    hashes = [hash_of(token) for token in tokens]
    viewers = await viewers_in(await rows(asking_for("token_hash"), list_in_database(set(hashes))))
    by_hash = {viewer.token_hash: viewer.viewer for viewer in viewers}
    return [by_hash.get(each) or SessionEnded(is_revoked=False) for each in hashes]


async def viewers_again(sessions: Sequence[UUID]) -> list[Viewer | SessionEnded]:
    """The current viewers of these sessions: roles may have changed, sessions may have ended."""
    viewers = await viewers_in(await rows(asking_for("id"), list_in_database(set(sessions))))
    by_key = {viewer.session: viewer.viewer for viewer in viewers}
    return [by_key.get(each) or SessionEnded(is_revoked=False) for each in sessions]


class Signed(NamedTuple):
    """Who has a session, or why nobody does any more."""

    session: UUID
    token_hash: str
    viewer: Viewer | SessionEnded


def asking_for(column: str, *, further: str = "NULL AS further") -> str:
    """A statement for the sessions with these values of a column: one placeholder, for `list_in_database`.

    `further` are more columns of its rows, of which there is at least one; their values stand before the others.
    """
    return _asking(column, further, is_postgres())


@cache
def _asking(column: str, further: str, is_postgres: bool) -> str:
    roles, staff = ("json_object_agg(party_id, role)::text", "json_agg(role)::text")
    if not is_postgres:
        roles, staff = ("json_group_object(party_id, role)", "json_group_array(role)")
    return (
        f"SELECT {further}, s.id AS session, s.token_hash, s.last_used_at, s.expires_at, s.revoked_at, {USER.listed}, "
        f"(SELECT {roles} FROM membership WHERE user_id = s.user_id) AS roles, "
        f"(SELECT {staff} FROM staff_grant WHERE user_id = s.user_id) AS staff "
        f"FROM (SELECT 1 AS one) AS one LEFT JOIN session s ON {any_of(f's.{column}')} "
        "LEFT JOIN user_account u ON u.id = s.user_id"
    )


async def viewers_in(found: Sequence[Any]) -> list[Signed]:
    """Who has the sessions in the rows of such a statement; notes that they are used."""
    signed, late = [], []
    for row in found:
        if row["session"] is None:
            continue
        session, at = UUID(str(row["session"])), now()
        expires_at, used_at = moment_of(row["expires_at"]), row["last_used_at"]
        if row["revoked_at"] is not None or expires_at <= at:
            ended = SessionEnded(is_revoked=row["revoked_at"] is not None)
            signed.append(Signed(session, row["token_hash"], ended))
            continue
        if used_at is None or at - moment_of(used_at) > USE_IS_NOTED_EVERY:
            late.append(session)
        roles, staff = roles_in(from_json(row["roles"])), staff_in(from_json(row["staff"]))
        viewer = Viewer(USER.in_row(row), session, roles, staff, expires_at)
        signed.append(Signed(session, row["token_hash"], viewer))
    if late:
        await Session.filter(id__in=late).update(last_used_at=now())
    return signed


async def sessions_of(user: UUID, *, most: int) -> list[Session]:
    """The user's valid sessions, newest first."""
    found = Session.filter(user_id=user, revoked_at=None, expires_at__gt=now())
    return await found.order_by("-created_at", "-id").limit(most)


async def revoke_session(session_id: UUID, *, by: Viewer) -> Session:
    """Ends one of the viewer's own sessions; its sockets are closed."""
    async with change():
        by = await as_of_now(by)
        session = await Session.filter(id=session_id, user_id=by.user.id).select_related("user").first()
        if session is None:
            raise not_found("session")
        await _revoke([session], by.user.id)
    return session


async def change_password(*, current: str, next: str, origin: str = "", by: Viewer) -> Session:
    """Sets a new password, ends all other sessions and sends a mail about it; returns the current session."""
    checks = Checks()
    check_password(checks, "next", next, own=(by.user.email, by.user.name))
    checks.refuse()
    await check_own_password(by.user, current, session=by.session_id, origin=origin)
    hashed = await password_hash(next, origin=origin)
    async with change():
        # Locked first: of two concurrent changes, the second then sees whether its own session was ended by the first.
        user = await User.select_for_update().get(id=by.user.id)
        by = await as_of_now(by)
        if user.password_hash != by.user.password_hash:
            raise Refused("WRONG_CREDENTIALS", "This is not your current password.")
        user.password_hash = hashed
        await end_epoch(user)
        await user.save(update_fields=["password_hash", "epoch"])
        # An unverified address may be a stranger's.
        if user.email_verified_at is not None:
            await post_to("PASSWORD_CHANGED", user.email, user, facts={})
        others = await Session.filter(user_id=by.user.id, revoked_at=None).exclude(id=by.session_id)
        await _revoke(others, by.user.id)
    return await Session.get(id=by.session_id).select_related("user")


async def end_all_sessions(user: User) -> int:
    """Ends every session of the user within the running change; returns how many."""
    sessions = await Session.filter(user_id=user.id, revoked_at=None)
    await _revoke(sessions, user.id)
    return len(sessions)


async def _revoke(sessions: list[Session], by: UUID) -> None:
    for session in sessions:
        if session.revoked_at is None:
            session.revoked_at = now()
            await session.save(update_fields=["revoked_at"])
            record(REVOCATIONS.stream(), SessionRevoked(session.id), by=by)
    for user in {session.user_id for session in sessions}:
        end_of_rights(user)


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
