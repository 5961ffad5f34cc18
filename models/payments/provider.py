"""What a payment provider is asked, and what it answers; providers/ has those that there are."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from models.errors import Refused


class Handed(Protocol):
    """What became of a call that moves money: the provider's id for it, or why it will never be done."""

    @property
    def id(self) -> str | None:
        """None if the provider refuses it for good."""

    @property
    def url(self) -> str | None:
        """Where the payer pays, in a browser; of a payment that comes in alone."""

    @property
    def failure(self) -> str | None:
        """Why it is refused for good; None if it is not."""


class Found(Protocol):
    """What the provider says about one of its objects, now."""

    @property
    def kind(self) -> str:
        """PAY_IN, REFUND, PAY_OUT, or ACCOUNT."""

    @property
    def state(self) -> str:
        """PENDING, SUCCEEDED, FAILED or CANCELLED; of an account PENDING, ACTIVE or RESTRICTED."""

    @property
    def minor(self) -> int:
        """In minor units of the currency; 0 for an account."""

    @property
    def currency(self) -> str: ...

    @property
    def ref(self) -> str | None:
        """The id that we gave it; None if it was not made by us."""

    @property
    def failure(self) -> str | None: ...


class Notice(Protocol):
    """A signed notice: something has happened to an object of the provider. It is a hint, and says nothing else."""

    @property
    def id(self) -> str:
        """The same each time the notice is repeated."""

    @property
    def object_id(self) -> str: ...


class Movement(Protocol):
    """Money that has moved at the provider."""

    @property
    def object_id(self) -> str: ...

    @property
    def kind(self) -> str:
        """PAY_IN, REFUND or PAY_OUT; OTHER for what we never ask for, such as a charge that the bank took back."""

    @property
    def ref(self) -> str | None: ...

    @property
    def minor(self) -> int: ...

    @property
    def currency(self) -> str: ...

    @property
    def at(self) -> datetime: ...


class Onboarded(Protocol):
    """An account at the provider, and where its owner completes it, in a browser, soon and once."""

    @property
    def account(self) -> str: ...

    @property
    def url(self) -> str: ...


class Provider(Protocol):
    """A payment provider. Everything that it is asked takes place outside of changes.

    A call that moves money has a key: with the same key it is done once, however often it is asked for. An OSError
    says that the outcome is unknown, so that the call has to be repeated with the same key; a refusal for good is an
    answer.
    """

    name: str
    # How long at least it knows keys.
    keeps_keys_hours: int

    async def close(self) -> None:
        """Closes its connections; it is not asked again."""

    def step_in(self, currency: str) -> int | None:
        """What amounts in this currency must be multiples of, in minor units; None if it does not move the currency."""

    async def start_payment(self, ref: str, minor: int, currency: str, *, key: str, title: str, back: str) -> Handed:
        """Asks for a payment that comes in; the payer's browser is sent `back` afterwards."""

    async def cancel_payment(self, id: str) -> None:
        """Lets nobody pay any more what was asked for; does nothing if it was paid, or is over already."""

    async def refund(self, payment_id: str, minor: int, currency: str, *, ref: str, key: str) -> Handed:
        """Returns a part of a payment that came in, or all of it, to who paid it."""

    async def pay_out(self, account: str, minor: int, currency: str, *, ref: str, key: str) -> Handed:
        """Moves money to the account of a receiver."""

    async def find_asked(self, kind: str, key: str, of: str) -> Handed | None:
        """What it was asked for under this key, however long ago: a refund of this payment, or what was paid out to
        this account. None if that is nothing; and for a payment that comes in, if it cannot tell.
        """

    async def look_up(self, id: str) -> Found | None:
        """What is true of an object; None for one that does not exist, or that we never ask for."""

    async def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice | None:
        """The notice in a request; None if it is not signed by the provider. Names of headers are in lower case."""

    def list_movements(self, start: datetime, end: datetime) -> AsyncIterator[Movement]:
        """Everything that moved from `start` up to but without `end`, but for the provider's own fees."""

    async def onboard(self, ref: str, account: str | None, *, key: str, back: str) -> Onboarded:
        """Makes an account for a receiver, unless there is one, and a place where they complete it."""


_provider: Provider | None = None


def use_provider(provider: Provider | None) -> None:
    """Sets who moves money for this process; None if nobody does."""
    global _provider
    _provider = provider


async def close_provider() -> None:
    if _provider is not None:
        await _provider.close()


def provider_or_none() -> Provider | None:
    return _provider


def ours() -> Provider:
    """The provider; refuses if none is configured (PAYMENTS_OFF)."""
    if _provider is None:
        raise Refused("PAYMENTS_OFF", "This platform has no payment provider: no money can be moved here.")
    return _provider


def key_in(ref: str | None) -> UUID | None:
    """The key of a payment in what a provider says that we gave it; None if that was not made by us."""
    try:
        return UUID(ref or "")
    except ValueError:
        return None
