"""Mail addresses: verifying them and changing them, with tokens that are sent by mail."""

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

from models.accounts.users import User, check_address, check_own_password
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change
from models.clock import now
from models.database import take_turns
from models.errors import Refused, rate_limited
from models.ids import new_id
from models.inputs import Checks
from models.mail import Mail, post

# How many mails one origin may request, to one address and to all; and how many one address gets from all origins.
ASKED_OF_PAIR, ASKED_OF_ORIGIN, ASKED_WINDOW = 5, 50, timedelta(minutes=15)
MOST_TO_ADDRESS, ADDRESS_WINDOW = 10, timedelta(hours=1)


class TokenPurpose(StrEnum):
    """What a token allows its holder to do."""

    VERIFY = "VERIFY"
    RESET = "RESET"
    CHANGE = "CHANGE"


class AddressToken(Model):
    """A token that was mailed to an address, to prove that its holder reads that mailbox. Only its hash is stored."""

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
    # Of the user when the mail was requested; the token is dead once the user is past them.
    epoch = fields.IntField(default=0, db_default=0)
    request_number = fields.IntField(default=0, db_default=0)
    # When its mail was requested.
    asked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "address_token"
        indexes = (Index(fields=("user_id",)), Index(fields=("expires_at",)))


class AddressRequest(Model):
    """A request for a mail to an address, kept while it counts towards the limit."""

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
    if by.user.email_verified_at is not None or not await may_ask(by.user.email, origin):
        return by.user
    async with change():
        user = await User.select_for_update().get(id=by.user.id)
        await as_of_now(by)
        if user.email_verified_at is None:
            await ask_to_prove("VERIFY_ADDRESS", user.email, user)
    return user


async def change_address(*, email: str, password: str, origin: str, by: Viewer) -> User:
    """Sends a mail to a new address, which replaces the current one once it is verified.

    The result does not reveal whether somebody else already uses the address.
    """
    checks = Checks()
    email = check_address(checks, "email", email)
    checks.refuse()
    await check_own_password(by.user, password, session=by.session_id, origin=origin)
    if not await may_ask(email, origin):
        return by.user
    async with change():
        user = await User.select_for_update().get(id=by.user.id)
        await as_of_now(by)
        # The password was checked before the lock: it may have changed meanwhile.
        if user.password_hash != by.user.password_hash:
            raise _wrong_password()
        await ask_to_prove("CHANGE_ADDRESS", email, user)
    return user


async def ask_to_prove(kind: str, email: str, user: User) -> None:
    """Posts the mail whose token proves the address. It ends the request before; the caller has locked the user."""
    user.request_number += 1
    await user.save(update_fields=["request_number"])
    facts = {"user": str(user.id), "epoch": str(user.epoch), "request": str(user.request_number)}
    await post_to(kind, email, user, facts=facts)


async def verify_address(token: str) -> User:
    """Accepts a token as proof that the user can read mail at the address it was sent to.

    The token is kept for its time, but proves nothing else: while the user has that address, it changes nothing.
    """
    async with change() as running:
        found, user = await _sent(token, (TokenPurpose.VERIFY, TokenPurpose.CHANGE))
        former, was_verified = user.email, user.email_verified_at is not None
        if was_verified and found.address == former:
            return user
        _check_current(found, user)
        if found.purpose is TokenPurpose.VERIFY and found.address != former:
            raise bad_token()
        if not await AddressToken.exists(id=found.id):
            raise bad_token()
        await AddressToken.filter(user_id=user.id, purpose=found.purpose).exclude(id=found.id).delete()
        user.email, user.email_verified_at = found.address, user.email_verified_at or running.at
        if former != user.email:
            user.email_verified_at = running.at
            await end_epoch(user, but=found)
            # An address that was never verified may be a stranger's, whom the new one does not concern.
            if was_verified:
                await post_to("ADDRESS_CHANGED", former, user, facts={"address": user.email})
        try:
            await user.save(update_fields=["email", "email_verified_at", "epoch"])
        except IntegrityError:
            raise Refused("ADDRESS_TAKEN", "Another account already uses this address.") from None
    return user


async def end_epoch(user: User, *, but: AddressToken | None = None) -> None:
    """Ends everything that was sent by mail to prove something about the account; the caller saves the epoch.

    `but` is kept: it has just proven the address that the user now has.
    """
    user.epoch += 1
    ended = AddressToken.filter(user_id=user.id)
    await (ended.exclude(id=but.id) if but else ended).delete()


async def issue(mail: Mail) -> Issued | None:
    """Creates a token for a mail that is about to be sent; None if nobody may prove anything by it any more.

    A mail that is sent again carries a new token; both stay valid until one of them is used.
    """
    purpose = PURPOSES[mail.kind]
    async with change() as running:
        user = await _asking(mail, purpose)
        if user is None:
            return None
        tokens = AddressToken.filter(user_id=user.id, purpose=purpose)
        if await tokens.filter(asked_at__gt=mail.created_at).exists():
            return None
        await tokens.filter(asked_at__lt=mail.created_at).delete()
        await AddressToken.filter(expires_at__lt=running.at).delete()
        token = secrets.token_urlsafe(32)
        made = await AddressToken.create(
            user=user,
            purpose=purpose,
            address=mail.address,
            token_hash=_hash(token),
            created_at=running.at,
            expires_at=running.at + LIFETIMES[purpose],
            epoch=user.epoch,
            request_number=user.request_number,
            asked_at=mail.created_at,
        )
    return Issued(token, made.expires_at, user)


async def _asking(mail: Mail, purpose: TokenPurpose) -> User | None:
    """The user whom the mail was requested for, locked; None if they changed since, or asked again."""
    user_id, locked = mail.facts.get("user"), User.select_for_update()
    user = await (locked.get_or_none(id=UUID(user_id)) if user_id else locked.get_or_none(email=mail.address))
    if user is None or int(mail.facts.get("epoch", 0)) != user.epoch:
        return None
    if purpose is TokenPurpose.RESET:
        return user
    is_proven = purpose is TokenPurpose.VERIFY and (user.email != mail.address or user.email_verified_at is not None)
    return None if is_proven or int(mail.facts.get("request", 0)) != user.request_number else user


def bad_token() -> Refused:
    return Refused("BAD_TOKEN", "This link was already used, has expired, or is not valid: request a new one.")


async def user_with_token(token: str) -> User:
    """The user whom the token was sent to; it is not used up. Refuses one that is not valid."""
    found = await AddressToken.get_or_none(token_hash=_hash(token), expires_at__gt=now()).select_related("user")
    if found is None:
        raise bad_token()
    return found.user


async def spent(token: str, purposes: tuple[TokenPurpose, ...]) -> tuple[AddressToken, User]:
    """Uses up the token, and every other of its user for the same purpose; returns it with the user, who is locked.

    Refuses a token of a former epoch, and one whose user has asked for another since.
    """
    found, user = await _sent(token, purposes)
    _check_current(found, user)
    if not await AddressToken.filter(id=found.id).delete():
        raise bad_token()
    await AddressToken.filter(user_id=user.id, purpose=found.purpose).delete()
    return found, user


async def _sent(token: str, purposes: tuple[TokenPurpose, ...]) -> tuple[AddressToken, User]:
    """The token with its user, who is locked; whether it is still there has to be seen after that."""
    found = await AddressToken.get_or_none(token_hash=_hash(token), purpose__in=list(purposes))
    if found is None:
        raise bad_token()
    return found, await User.select_for_update().get(id=found.user_id)


def _check_current(found: AddressToken, user: User) -> None:
    is_current = found.purpose is TokenPurpose.RESET or found.request_number == user.request_number
    if found.epoch != user.epoch or not is_current or found.expires_at <= now():
        raise bad_token()


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
        # What was refused counts too: only a pause helps.
        raise rate_limited(
            "Too many mails were requested from here: try again after {again_at}.", ASKED_WINDOW.total_seconds()
        )
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
            user=reader.id if reader else None,
            key=f"address:{new_id()}",
            expires_at=running.at + LIFETIMES[purpose] if purpose else None,
        )


def _wrong_password() -> Refused:
    return Refused("WRONG_CREDENTIALS", "This is not your current password.")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
