"""Unsubscribing from mails by a link in them, without signing in (RFC 8058)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from models.accounts.users import User
from models.changes import change
from models.ids import sealed, unsealed
from models.notifications.inbox import set_channels
from models.notifications.kinds import MailTiming, NotificationKind

PURPOSE = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a link in a mail unsubscribes from: a user's mails of some kinds, as long as they have the address."""

    user_id: UUID
    address_hash: str
    kinds: tuple[NotificationKind, ...]

    @property
    def token(self) -> str:
        """What only the server can make. It does not expire: mails are opened years later."""
        return sealed(PURPOSE, " ".join([self.user_id.hex, self.address_hash, *self.kinds]))


def subscription(user: UUID, address: str, kinds: Iterable[str]) -> Subscription:
    """The subscription behind a mail of these kinds to the address."""
    return Subscription(user, _hash(address), tuple(NotificationKind(kind) for kind in sorted(set(kinds))))


def subscription_in(token: str) -> Subscription | None:
    """The subscription that a token was made for; None for any other text."""
    stated = unsealed(PURPOSE, token)
    if stated is None:
        return None
    user, address, *kinds = stated.split(" ")
    # A kind may have gone since.
    known = tuple(NotificationKind(kind) for kind in kinds if kind in NotificationKind.__members__)
    return Subscription(UUID(user), address, known)


async def reader_of(found: Subscription) -> User | None:
    """The user whom the subscription is of; None if they have another address by now, to which it does not extend."""
    user = await User.get_or_none(id=found.user_id)
    return user if user is not None and _hash(user.email) == found.address_hash else None


async def unsubscribe(found: Subscription) -> None:
    """Switches off the mails of these kinds; does nothing if that was done, or if the user has another address."""
    async with change():
        user = await User.select_for_update().get_or_none(id=found.user_id)
        if user is not None and _hash(user.email) == found.address_hash:
            await set_channels(user, found.kinds, mail=MailTiming.NONE)


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]
