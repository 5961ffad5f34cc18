"""Users, demands and bids made by verbs in the tests' own process, where the clock can be set."""

import hashlib
import itertools
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.sessions import Session, viewer_of
from models.accounts.users import StaffRole, User, grant
from models.accounts.viewer import Viewer
from models.bids.saving import Offer, StageGiven, save_bid
from models.bids.submission import submit_bid
from models.changes import StoredEvent, change
from models.clock import clock, now
from models.database import rows
from models.demands.applicants import Applicant
from models.demands.demand import Bidding, Demand
from models.demands.drafting import Brief, BudgetGiven, draft_demand, publish_demand
from models.errors import Refusal
from models.journal import Entry
from models.messages.conversations import Conversation, conversation_held
from models.money import MoneyGiven

START = datetime(2030, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
# Longer than any story that is told by a clock of its own.
LASTING = timedelta(days=4_000)
_numbers = itertools.count(1)


class Undone(Exception):
    """Rolls back what a test has done."""


class Time:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = START


@contextmanager
def standing_time() -> Iterator[Time]:
    time = Time()
    with clock(lambda: time.now):
        yield time


async def somebody(*staff: StaffRole, is_verified: bool = False) -> Viewer:
    """A new user who acts for their individual party, with a verified address if wanted, and with staff roles."""
    number = next(_numbers)
    # As signing up leaves them, without a password: making one is slow by design.
    user = await User.create(
        email=f"somebody{number}@example.org",
        name=f"Somebody {number}",
        password_hash="none",
        created_at=now(),
        email_verified_at=now() if is_verified or staff else None,
    )
    party = await Party.create(kind=PartyKind.INDIVIDUAL, name=user.name, created_at=now())
    await Membership.create(party=party, user=user, role=MemberRole.OWNER, joined_at=now())
    for role in staff:
        await grant(user.email, role)
    token = secrets.token_urlsafe()
    hashed = hashlib.sha256(token.encode()).hexdigest()
    await Session.create(user=user, token_hash=hashed, created_at=now(), expires_at=now() + LASTING)
    return await viewer_of(token)


async def party_of(viewer: Viewer) -> Party:
    """The party of a user who has only their individual one."""
    return await Party.get(id__in=list(viewer.roles))


async def opened(
    awarder: Viewer,
    *,
    bidding: Bidding = Bidding.OPEN,
    lasts: timedelta = 7 * DAY,
    party: Party | None = None,
    currency: str = "USD",
) -> Demand:
    """A published demand, of the awarder's individual party unless another is named."""
    brief = Brief(
        title="A payment service",
        description="Build and run a payment service.",
        skills=["python"],
        budget=BudgetGiven(Decimal(1_000), Decimal(5_000), currency),
        audience=list(PartyKind),
    )
    party = party or await party_of(awarder)
    # Without a clock of its own a test can run after START.
    begun = START if now() < START + lasts else now()
    demand = await draft_demand(party, brief, deadline_at=begun + lasts, bidding=bidding, by=awarder)
    return await publish_demand(demand, expected_version=demand.version, by=awarder)


def offer(price: str = "3000.00", *stages: str, currency: str = "USD") -> Offer:
    given = [StageGiven(f"Stage {number}", Decimal(amount), None) for number, amount in enumerate(stages, start=1)]
    return Offer(MoneyGiven(Decimal(price), currency), 60, "We have done this before.", given)


async def drafted(bidder: Viewer, demand: Demand) -> Applicant:
    return await save_bid(demand, await party_of(bidder), offer(), by=bidder)


async def applied(bidder: Viewer, demand: Demand) -> Applicant:
    """An application with a submitted bid."""
    draft = await drafted(bidder, demand)
    return await submit_bid(draft, expected_version=draft.version, by=bidder)


async def people_in(conversation: Conversation, by: Viewer) -> list[UUID]:
    """All participants of a conversation, as a verb of the viewer finds them."""
    async with change():
        case, _ = await conversation_held(conversation.id, by)
    return case.people


async def is_awaited() -> bool:
    """Whether a transaction waits for a lock, on PostgreSQL."""
    return bool(await rows("SELECT 1 AS one FROM pg_locks WHERE NOT granted"))


@asynccontextmanager
async def refused(code: str) -> AsyncIterator[pytest.ExceptionInfo[Refusal]]:
    """Fails unless the block is refused with the code, and leaves demands, bids, events and journals as they were."""
    before = await _everything()
    with pytest.raises(Refusal) as refusal:
        yield refusal
    assert refusal.value.code == code
    assert await _everything() == before


async def _everything() -> list[Any]:
    return [
        await Demand.all().order_by("id").values(),
        await Applicant.all().order_by("id").values(),
        await StoredEvent.all().count(),
        await Entry.all().count(),
    ]
