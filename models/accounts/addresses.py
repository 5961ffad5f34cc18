"""Mail addresses: verifying them and changing them, with single-use tokens that are sent by mail."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User, check_address, has_password
from models.accounts.viewer import Viewer
from models.changes import change
from models.clock import now
from models.database import take_turns
from models.errors import Refused
from models.ids import new_id
from models.inputs import Checks
from models.mail import post

# How many mails one origin may request, to one address and to all; and how many one address gets from all origins.
ASKED_OF_PAIR, ASKED_OF_ORIGIN, ASKED_WINDOW = 5, 50, timedelta(minutes=15)
MOST_TO_ADDRESS, ADDRESS_WINDOW = 10, timedelta(hours=1)


class TokenPurpose(StrEnum):
    """What a token allows its holder to do, once."""

    VERIFY = "VERIFY"
    RESET = "RESET"
    CHANGE = "CHANGE"


class AddressToken(Model):
    """A secret that was sent to an address, only its hash is kept: whoever shows it reads what is sent there."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="tokens", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    purpose = fields.CharEnumField(TokenPurpose, max_length=10)
    address = fields.CharField(max_length=254)
    token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "address_token"
        indexes = (Index(fields=("user_id",)), Index(fields=("expires_at",)))


class AddressRequest(Model):
    """Somebody asked for a mail to an address, kept for as long as it counts."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    address = fields.CharField(max_length=254)
    origin = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "address_request"
        indexes = (Index(fields=("origin", "at")), Index(fields=("address", "at")))


LIFETIMES = {
    TokenPurpose.VERIFY: timedelta(days=3),
    TokenPurpose.CHANGE: timedelta(hours=24),
    TokenPurpose.RESET: timedelta(hours=1),
}
# The kinds of mail that carry a token. It is created when the mail is sent, and only its hash is stored.
PURPOSES = {
    "VERIFY_ADDRESS": TokenPurpose.VERIFY,
    "CHANGE_ADDRESS": TokenPurpose.CHANGE,
    "RESET_PASSWORD": TokenPurpose.RESET,
}


@dataclass(frozen=True, slots=True)
class Issued:
    """A token that is about to be sent, with its user."""

    token: str
    expires_at: datetime
    user: User


async def send_verification(*, origin: str, by: Viewer) -> User:
    """Sends a verification mail to the user's address; does nothing if the address is already verified."""
    if by.user.email_verified_at is None and await may_ask(by.user.email, origin):
        await ask_to_verify(by.user)
    return by.user


async def ask_to_verify(user: User) -> None:
    await post_to("VERIFY_ADDRESS", user.email, user, facts={"user": str(user.id)})


async def change_address(*, email: str, password: str, origin: str, by: Viewer) -> User:
    """Sends a mail to a new address, which replaces the current one once it is verified.

    The result does not reveal whether somebody else already uses the address.
    """
    checks = Checks()
    email = check_address(checks, "email", email)
    checks.refuse()
    if not await has_password(by.user, password):
        raise Refused("WRONG_CREDENTIALS", "This is not your current password.")
    if await may_ask(email, origin):
        await post_to("CHANGE_ADDRESS", email, by.user, facts={"user": str(by.user.id)})
    return by.user


async def verify_address(token: str) -> User:
    """Accepts a token as proof that the user can read mail at the address it was sent to."""
    async with change() as running:
        found = await spent(token, (TokenPurpose.VERIFY, TokenPurpose.CHANGE))
        user = await User.select_for_update().get(id=found.user_id)
        former = user.email
        if found.purpose is TokenPurpose.VERIFY and found.address != former:
            raise bad_token()
        user.email, user.email_verified_at = found.address, user.email_verified_at or running.at
        if former != user.email:
            user.email_verified_at = running.at
            await AddressToken.filter(user_id=user.id).delete()
            await post_to("ADDRESS_CHANGED", former, user, facts={"address": user.email})
        try:
            await user.save(update_fields=["email", "email_verified_at"])
        except IntegrityError:
            raise Refused("ADDRESS_TAKEN", "Another account already uses this address.") from None
    return user


async def issue(kind: str, address: str, user_id: str | None) -> Issued | None:
    """Creates a token for a mail that is about to be sent; None if there is nobody to send it to any more.

    A mail that is sent again carries a new token; both stay valid until one of them is used.
    """
    purpose = PURPOSES[kind]
    user = await (User.get_or_none(id=UUID(user_id)) if user_id else User.get_or_none(email=address))
    if user is None or (purpose is TokenPurpose.VERIFY and (user.email != address or user.email_verified_at)):
        return None
    token = secrets.token_urlsafe(32)
    async with change() as running:
        await AddressToken.filter(expires_at__lt=running.at).delete()
        made = await AddressToken.create(
            user=user,
            purpose=purpose,
            address=address,
            token_hash=_hash(token),
            created_at=running.at,
            expires_at=running.at + LIFETIMES[purpose],
        )
    return Issued(token, made.expires_at, user)


def bad_token() -> Refused:
    return Refused("BAD_TOKEN", "This link was already used, has expired, or is not valid: request a new one.")


async def check_token(token: str) -> None:
    if not await AddressToken.exists(token_hash=_hash(token), expires_at__gt=now()):
        raise bad_token()


async def spent(token: str, purposes: tuple[TokenPurpose, ...]) -> AddressToken:
    """Uses up the token: every token of its user for the same purpose becomes invalid."""
    found = await AddressToken.select_for_update().get_or_none(token_hash=_hash(token), purpose__in=list(purposes))
    if found is None or found.expires_at <= now():
        raise bad_token()
    await AddressToken.filter(user_id=found.user_id, purpose=found.purpose).delete()
    return found


async def may_ask(email: str, origin: str) -> bool:
    """Counts a request for a mail and returns whether to send it.

    Refuses too many requests from one origin. Returns False, without a refusal, if the address got enough mails lately.
    """
    at = now()
    async with change():
        # One at a time, so that each request sees all that were counted before it.
        await take_turns(f"mail from {origin}")
        await take_turns(f"mail to {email}")
        await AddressRequest.filter(at__lt=at - ADDRESS_WINDOW).delete()
        await AddressRequest.create(address=email, origin=origin, at=at)
        of_address = await AddressRequest.filter(address=email).count()
        here = AddressRequest.filter(origin=origin, at__gt=at - ASKED_WINDOW)
        of_origin, of_pair = await here.count(), await here.filter(address=email).count()
    if of_origin > ASKED_OF_ORIGIN or of_pair > ASKED_OF_PAIR:
        raise Refused("RATE_LIMITED", "Too many mails were requested from here: wait 15 minutes, then try again.")
    return of_address <= MOST_TO_ADDRESS


async def post_to(kind: str, email: str, reader: User | None, *, facts: dict[str, str]) -> None:
    async with change() as running:
        purpose = PURPOSES.get(kind)
        await post(
            email,
            kind,
            facts=facts,
            language=reader.language if reader else "en",
            zone=reader.time_zone if reader else "UTC",
            key=f"address:{new_id()}",
            expires_at=running.at + LIFETIMES[purpose] if purpose else None,
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
