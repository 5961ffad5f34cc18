"""Locks: what a decision reads is what is there once its rows are locked, however long it had to wait for them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

import pytest

from models.accounts.parties import Membership, inbox
from models.accounts.sessions import Session
from models.accounts.users import StaffRole
from models.accounts.viewer import SessionEnded, Viewer
from models.changes import StoredEvent, change, record
from models.clock import now
from models.contracts.cases import locked as locked_contract
from models.contracts.contract import Contract, ContractState
from models.database import is_postgres
from models.demands.applications import draft_held
from models.demands.candidates import Candidate, Standing, candidate_held
from models.demands.demand import Demand, locked
from models.demands.drafts import BidDraft
from models.demands.ending import assign_manager
from models.ids import new_id
from models.messages.conversations import (
    Conversation,
    ConversationGuest,
    conversation_held,
    open_conversation,
    open_conversation_of_contract,
)
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import Notification, NotificationKind
from models.work.events import STAFF, WorkItemChanged
from models.work.item import WorkItem, WorkItemKind
from models.work.keeping import open_item
from tests.support.domain.deal import deal
from tests.support.domain.inside import applied, drafted, is_awaited, opened, somebody
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("database")

T = TypeVar("T")


async def meanwhile(
    lock: Callable[[], Awaitable[object]], alter: Callable[[], Awaitable[object]], hold: Callable[[], Awaitable[T]]
) -> T:
    """What a change holds that had to wait for another, which altered something once it had the lock."""
    has_begun = asyncio.Event()

    async def first() -> None:
        async with change():
            await lock()
            has_begun.set()
            if is_postgres():
                await until(is_awaited)
            await alter()

    async def second() -> T:
        await has_begun.wait()
        async with change():
            return await hold()

    _, found = await asyncio.gather(first(), second())
    return found


async def candidate_of(demand: Demand) -> Candidate:
    return await Candidate.get(demand_id=demand.id)


async def test_a_candidate_is_held_as_the_change_before_has_left_it() -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    await applied(bidder, demand)
    candidate = await candidate_of(demand)

    async def alter() -> None:
        await Candidate.filter(id=candidate.id).update(standing=Standing.ELIMINATED, version=7)
        await Demand.filter(id=demand.id).update(title="Another title")

    case, by = await meanwhile(lambda: locked(demand.id), alter, lambda: candidate_held(candidate.id, awarder))
    assert (case.state, case.version, case.demand.title) == (Standing.ELIMINATED, 7, "Another title")
    assert by.roles == awarder.roles


async def test_rights_that_end_while_a_lock_is_awaited_are_not_held() -> None:
    awarder, bidder = await somebody(), await somebody(StaffRole.EXPERT)
    demand = await opened(awarder)
    await applied(bidder, demand)
    candidate = await candidate_of(demand)

    async def hold() -> Viewer:
        _, by = await candidate_held(candidate.id, awarder)
        return by

    by = await meanwhile(lambda: locked(demand.id), lambda: Membership.filter(user_id=awarder.user.id).delete(), hold)
    assert by.roles == {}

    async def revoke() -> None:
        await Session.filter(id=awarder.session_id).update(revoked_at=now())

    with pytest.raises(SessionEnded) as ended:
        await meanwhile(lambda: locked(demand.id), revoke, hold)
    assert ended.value.is_revoked


async def test_a_draft_that_is_gone_when_its_lock_is_granted_is_not_submitted() -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    applicant = await drafted(bidder, demand)

    async def rewrite() -> None:
        await BidDraft.filter(applicant_id=applicant.id).update(proposal="Another one.")

    case, _ = await meanwhile(lambda: locked(demand.id), rewrite, lambda: draft_held(applicant.id, bidder))
    assert case.draft is not None
    assert case.draft.proposal == "Another one."
    case, _ = await meanwhile(
        lambda: locked(demand.id),
        lambda: BidDraft.filter(applicant_id=applicant.id).delete(),
        lambda: draft_held(applicant.id, bidder),
    )
    assert (case.applicant.id, case.draft) == (applicant.id, None)


async def test_a_conversation_is_held_with_the_topic_and_the_guests_of_then() -> None:
    awarder, bidder = await somebody(), await somebody()
    manager, administrator = await somebody(StaffRole.RESOURCE_MANAGER), await somebody(StaffRole.ADMINISTRATOR)
    demand = await opened(awarder)
    talk = await open_conversation(await applied(bidder, demand), by=bidder)
    await assign_manager(demand, manager.user.id, by=administrator)

    async def invite() -> None:
        await ConversationGuest.create(
            conversation_id=talk.id, user_id=manager.user.id, invited_by_id=awarder.user.id, invited_at=now()
        )
        await Demand.filter(id=demand.id).update(title="Another title")
        await Conversation.filter(id=talk.id).update(last_seq=3)

    case, _ = await meanwhile(
        lambda: conversation_held(talk.id, bidder), invite, lambda: conversation_held(talk.id, awarder)
    )
    assert (case.topic.title, case.topic.manager, case.conversation.last_seq) == ("Another title", manager.user.id, 3)
    assert set(case.people) == {awarder.user.id, bidder.user.id, manager.user.id}


async def test_a_conversation_of_a_contract_is_held_with_the_state_of_then() -> None:
    made = await deal()
    contract = await made.drafted()
    talk = await open_conversation_of_contract(contract, by=made.awarder)

    async def end() -> None:
        await Contract.filter(id=contract.id).update(state=ContractState.REFUSED)

    case, _ = await meanwhile(
        lambda: locked_contract(contract.id), end, lambda: conversation_held(talk.id, made.receiver)
    )
    assert (case.topic.is_over, case.topic.contract) == (True, contract.number)
    await Contract.filter(id=contract.id).update(state=contract.state)


async def test_who_takes_work_from_the_queue_holds_nobodys_inbox_before_the_queue() -> None:
    """Whoever puts something into it holds the queue before the inboxes, as events are written in one order."""
    staff = await somebody(StaffRole.PROFESSIONAL)
    reader, inbox_of_reader = staff.user.id, inbox(staff.user.id)
    item = await added(new_id())
    is_read, is_added = asyncio.Event(), asyncio.Event()

    async def take() -> None:
        async with change():
            await mark_read_about(item.id, NotificationKind.WORK_WAITING, readers=[reader])
            is_read.set()
            await until(lambda: is_added.is_set() or is_awaited() if is_postgres() else True)
            record(STAFF.stream(), WorkItemChanged(item.id, item.kind), by=None)

    async def add() -> None:
        await is_read.wait()
        await added(new_id())
        is_added.set()

    await asyncio.gather(take(), add())
    found = await StoredEvent.filter(stream=inbox_of_reader).order_by("seq")
    assert sorted(each.kind for each in found) == ["notification.added"] * 2 + ["notification.read"]
    assert await Notification.filter(user_id=reader, read_at=None).count() == 1


async def added(subject: UUID) -> WorkItem:
    return await open_item(WorkItemKind.TEMPLATE_REQUEST, subject, party=None, title="Terms", priority=1, due_at=None)
