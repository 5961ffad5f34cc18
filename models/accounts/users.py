"""Users: a person with an address, a password and perhaps a role on the platform's staff."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.guessing import is_common, is_made_of
from models.accounts.hashing import is_password, stays
from models.changes import change
from models.clock import now
from models.database import take_turns
from models.errors import Refused, rate_limited
from models.ids import new_id
from models.inputs import Checks
from models.text import LANGUAGES, address, language_tag, secret, zones

# Of users and parties: consortia that bid on public tenders have names of up to 139 characters.
MOST_IN_NAME = 250
LEAST_IN_PASSWORD, MOST_IN_PASSWORD = 10, 256
ATTEMPTS_OF_PAIR = 10
ATTEMPTS_OF_ORIGIN = 100
ATTEMPT_WINDOW = timedelta(minutes=15)
FAILURES = frozenset({"WRONG_CREDENTIALS", "ADDRESS_TAKEN"})


class StaffRole(StrEnum):
    """A role on the platform's staff, granted from the command line."""

    ADMINISTRATOR = "ADMINISTRATOR"
    RESOURCE_MANAGER = "RESOURCE_MANAGER"
    EXPERT = "EXPERT"
    PROFESSIONAL = "PROFESSIONAL"
    MEDIATOR = "MEDIATOR"


class User(Model):
    """A person with an account. On the market, users act for parties."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    email = fields.CharField(max_length=254, unique=True)
    name = fields.CharField(max_length=MOST_IN_NAME)
    password_hash = fields.CharField(max_length=200)
    created_at = fields.DatetimeField()
    # The BCP 47 language and the IANA time zone used for mails and notifications.
    language = fields.CharField(max_length=16, default="en", db_default="en")
    time_zone = fields.CharField(max_length=64, default="UTC", db_default="UTC")
    email_verified_at = fields.DatetimeField(null=True)
    # Rises whenever the password or the address changes: what was sent by mail before proves nothing any more.
    epoch = fields.IntField(default=0, db_default=0)
    # Rises with each request to prove an address: only the mail of the last one proves it.
    request_number = fields.IntField(default=0, db_default=0)

    class Meta:
        table = "user_account"


class StaffGrant(Model):
    """A staff role of a user."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="grants", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    role = fields.CharEnumField(StaffRole, max_length=20)
    granted_at = fields.DatetimeField()

    class Meta:
        table = "staff_grant"
        unique_together = (("user", "role"),)


class FailedSignIn(Model):
    """A failed sign-in, kept while it counts towards the limit."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    email = fields.CharField(max_length=254)
    origin = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "failed_sign_in"
        indexes = (Index(fields=("origin", "at")), Index(fields=("at",)))


def spellings(email: str) -> tuple[str, ...]:
    """The forms under which an account with this address may be stored: the normal one, then the one from before."""
    former = email.strip().casefold()
    return tuple(dict.fromkeys(form for form in (address(email), former[:254]) if form and former.isprintable()))


async def users_at(email: str) -> list[User]:
    """The users of this mailbox: one, or several from before addresses had a normal form.

    First the one whose address is stored as it was typed.
    """
    normal = address(email)
    return [user for user in await _spelled(email) if normal is None or address(user.email) == normal]


async def _spelled(email: str) -> list[User]:
    """The same, with users whose address was stored as that of another mailbox: case folding makes ss of ß."""
    forms = spellings(email)
    found = await User.filter(email__in=forms) if forms else []
    return sorted(found, key=lambda user: forms.index(user.email), reverse=True)


def check_password(checks: Checks, path: str, password: str, *, own: Iterable[str] = ()) -> None:
    """Requires 10 to 256 characters that passwords may have, and one that is not among the first to be tried.

    The upper limit keeps hashing cheap. `own` are the address and the name of the user, as
    far as they are known.
    """
    normal = secret(password)
    if normal is None or not LEAST_IN_PASSWORD <= len(normal) <= MOST_IN_PASSWORD:
        checks.wrong(
            path,
            "Must have {least} to {most} characters, without line breaks and invisible characters.",
            "BAD_PASSWORD",
            least=LEAST_IN_PASSWORD,
            most=MOST_IN_PASSWORD,
        )
    elif is_common(normal):
        checks.wrong(path, "Many people have this password, so it is tried first: choose another.", "COMMON_PASSWORD")
    elif is_made_of(normal, own):
        checks.wrong(path, "Must not be your email address or your name.", "OWN_PASSWORD")


def check_address(checks: Checks, path: str, email: str) -> str:
    """Returns the address in its normal form."""
    found = address(email)
    if found is None:
        checks.wrong(path, "Must be an address that mail can be sent to, such as ada@example.org.", "BAD_ADDRESS")
    return found or ""


def check_locale(checks: Checks, language: str | None, zone: str | None) -> tuple[str | None, str | None]:
    """Checks a BCP 47 language tag and an IANA time zone; returns the tag in its normal form. None stays None."""
    tag = None if language is None else language_tag(language)
    if language is not None and tag is None:
        checks.wrong(
            "language",
            "Must be one of {languages}, with or without a region.",
            "UNKNOWN_LANGUAGE",
            languages=", ".join(LANGUAGES),
        )
    if zone is not None:
        check_zone(checks, "timeZone", zone)
    return tag, zone


def check_zone(checks: Checks, path: str, zone: str) -> None:
    if zone not in zones():
        checks.wrong(path, "Must be an IANA time zone, such as Europe/Berlin.", "UNKNOWN_TIME_ZONE")


async def _has_password(
    user: User | None, password: str, *, origin: str = "", has_left: Callable[[], bool] = stays
) -> bool:
    """Whether this is the user's password; takes the same time when there is no user. The caller counts failures."""
    return await is_password(user.password_hash if user else None, password, origin=origin, has_left=has_left)


async def user_with(
    email: str, password: str, *, origin: str, place: str | None = None, has_left: Callable[[], bool] = stays
) -> User:
    """Authenticates a user; a wrong password and an unknown address get the same refusal after the same work.

    Failures count for the place, if one is given, instead of the origin.
    """
    # Counted in one form, however it was spelled.
    async with attempted("".join(spellings(email)[:1]).casefold()[:254], place or origin):
        found: list[User | None] = [*await _spelled(email)]
        for user in found or [None]:
            if await _has_password(user, password, origin=origin, has_left=has_left) and user is not None:
                return user
        raise wrong_credentials()


async def check_own_password(user: User, password: str, *, session: UUID | None, origin: str) -> None:
    """Refuses a wrong password of a signed-in user. Failures count for this session, so only it can be limited."""
    async with attempted(user.email, place_of(session) if session else origin):
        if not await _has_password(user, password, origin=origin):
            raise Refused("WRONG_CREDENTIALS", "This is not your current password.")


def place_of(session: UUID) -> str:
    """Where the failures of a device count that has, or had, this session: apart from those of its network."""
    return f"session {session}"


def wrong_credentials() -> Refused:
    return Refused("WRONG_CREDENTIALS", "No account has this address and password.")


@asynccontextmanager
async def attempted(email: str, origin: str) -> AsyncIterator[None]:
    """Counts a sign-in or sign-up as failed until the block ends without one of FAILURES.

    It is counted before the password is checked, so that concurrent attempts cannot exceed the limit. The pair of
    address and origin has a limit of its own, so that nobody elsewhere can keep a user from signing in. An origin is a
    network, or the `place_of` a session.
    """
    attempt = await _attempt(email, origin)
    try:
        yield
    except Refused as refused:
        if refused.code not in FAILURES:
            await _withdraw(attempt)
        raise
    await _withdraw(attempt)


async def _withdraw(attempt: FailedSignIn) -> None:
    async with change():
        await attempt.delete()


async def _attempt(email: str, origin: str) -> FailedSignIn:
    since = now() - ATTEMPT_WINDOW
    async with change():
        await take_turns(f"sign-in {origin}")
        lately = FailedSignIn.filter(origin=origin, at__gt=since).order_by("-at")
        of_pair = await lately.filter(email=email).limit(ATTEMPTS_OF_PAIR)
        of_origin = await lately.limit(ATTEMPTS_OF_ORIGIN)
        if len(of_pair) >= ATTEMPTS_OF_PAIR or len(of_origin) >= ATTEMPTS_OF_ORIGIN:
            full = [
                each[-1].at
                for each, most in ((of_pair, ATTEMPTS_OF_PAIR), (of_origin, ATTEMPTS_OF_ORIGIN))
                if len(each) >= most
            ]
            raise rate_limited(
                "Too many failed attempts from here: try again after {again_at}.", (max(full) - since).total_seconds()
            )
        await FailedSignIn.filter(at__lt=since).delete()
        return await FailedSignIn.create(email=email, origin=origin, at=now())


async def staff_roles(user: UUID) -> frozenset[StaffRole]:
    return frozenset([given.role for given in await StaffGrant.filter(user_id=user)])


async def grant(email: str, role: StaffRole) -> User:
    """Gives a user with a verified address a staff role; repeating it changes nothing."""
    user = await _with_address(email)
    check_verified(user)
    async with change():
        await StaffGrant.bulk_create([StaffGrant(user=user, role=role, granted_at=now())], ignore_conflicts=True)
    return user


async def vouch(email: str) -> User:
    """Counts an address as verified because the operator says so; repeating it changes nothing."""
    async with change() as running:
        user = await _with_address(email)
        if user.email_verified_at is None:
            user.email_verified_at = running.at
            await user.save(update_fields=["email_verified_at"])
    return user


def check_verified(user: User) -> None:
    """Refuses a user whose address is not verified: until then it may be somebody else's."""
    if user.email_verified_at is None:
        raise Refused("EMAIL_NOT_VERIFIED", "This email address is not verified yet: open the link in the email first.")


async def _with_address(email: str) -> User:
    found = await users_at(email)
    if not found:
        raise Refused("NOT_FOUND", "Nobody signed up as {email}.", email=email)
    return found[0]
