"""Keeping work items: they open and close with their subjects, and their clocks stand still with them (ST-6, ST-7)."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

from models.accounts.users import StaffGrant, StaffRole
from models.calendar import calendar
from models.changes import change, record, stamp
from models.due import reschedule
from models.facts import follow_up
from models.ids import new_id
from models.journal import enter
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.work.events import STAFF, WorkItemChanged, WorkItemOpened
from models.work.facts import WorkLetGo
from models.work.item import LEASE, NEVER, WORK, S, WorkItem, WorkItemKind, book_of, live_key_of, locked

MOVE = "work_item"


async def open_item(
    kind: WorkItemKind,
    subject: UUID,
    *,
    party: UUID | None,
    other_party: UUID | None = None,
    title: str,
    priority: int,
    due_at: datetime | None,
) -> WorkItem:
    """Puts something into the queue, in the change that makes it; tells the staff of its role."""
    async with change() as running:
        item = await WorkItem.create(
            id=new_id(),
            kind=kind,
            subject_id=subject,
            party_id=party,
            other_party_id=other_party,
            title=title,
            state=S.WAITING,
            priority=priority,
            opened_at=running.at,
            due_at=due_at,
            sorted_at=due_at or NEVER,
            live_key=live_key_of(kind, subject),
        )
        await enter(book_of(item.id), "OPENED", by=None, subject=subject)
        record(STAFF.stream(), WorkItemOpened(item.id, kind), by=None)
        await reschedule(MOVE, item.id, next_move(item))
        await announce(item, by=None)
    return item


async def announce(item: WorkItem, *, by: UUID | None) -> None:
    """Tells the staff of its role that an item waits for somebody to take it."""
    facts = {"at": item.term.isoformat()} if item.term else {}
    staff = await staff_with(WORK[item.kind].role)
    await notify(staff, NotificationKind.WORK_WAITING, subject=("work_item", item.id), by=by, **facts)


async def take_back_news(item: WorkItem) -> None:
    """An item that somebody has taken, or that is done, does not wait for the others any more."""
    await mark_read_about(item.id, NotificationKind.WORK_WAITING, readers=await staff_with(WORK[item.kind].role))


async def item_about(subject: UUID) -> WorkItem:
    """The work item about a subject, locked before that."""
    found = await WorkItem.select_for_update().get(subject_id=subject)
    stamp()
    return found


def begin_lease(item: WorkItem, at: datetime) -> None:
    """Acting on the subject begins the claim anew (ST-1)."""
    item.claimed_until = at + LEASE if item.state is S.CLAIMED and item.paused_at is None else None


async def renew_claim(kind: WorkItemKind, subject: UUID, *, by: UUID) -> None:
    """Begins the claim of who has acted on a subject anew, within the running change (ST-1)."""
    item = await WorkItem.select_for_update().get_or_none(live_key=live_key_of(kind, subject))
    if item is not None and item.assignee_id == by:
        begin_lease(item, stamp())
        await keep(item, by=None)


def pause(item: WorkItem, at: datetime) -> None:
    """Stops the clock, because the item waits for somebody outside the staff; who has it keeps it meanwhile."""
    item.paused_at, item.claimed_until = at, None


def resume(item: WorkItem, at: datetime) -> None:
    """Lets the clock run again: what was left of the working days is left still (CO-10).

    Refuses a term that ends outside the years of the calendar (OUTSIDE_CALENDAR).
    """
    if item.paused_at is not None and item.due_at is not None and item.paused_at < item.due_at:
        _set_term(item, calendar().later(at, calendar().worked(item.paused_at, item.due_at)))
    item.paused_at = None
    begin_lease(item, at)


def begin_term(item: WorkItem, due_at: datetime, at: datetime) -> None:
    """Gives the item another term, which runs from now on."""
    _set_term(item, due_at)
    item.paused_at = item.overdue_told_at = None
    begin_lease(item, at)


def _set_term(item: WorkItem, due_at: datetime) -> None:
    item.due_at = item.sorted_at = due_at


async def finish(item: WorkItem, *, by: UUID) -> None:
    """The item is done, because its subject is; it still says who had it last."""
    item.state, item.done_at = S.DONE, stamp()
    item.claimed_until = item.paused_at = None
    item.live_key = None
    await take_back_news(item)
    await enter(book_of(item.id), "DONE", by=by)
    await keep(item, by=by)


async def keep(item: WorkItem, *, by: UUID | None) -> None:
    """Saves the item, tells who follows the queue, and schedules its next move. Moves of the clock raise no version."""
    item.version += by is not None
    await item.save()
    record(STAFF.stream(), WorkItemChanged(item.id, item.kind), by=None)
    await reschedule(MOVE, item.id, next_move(item))


async def let_go(item: WorkItem, action: str, *, by: UUID | None, note: str | None = None) -> None:
    """Puts a claimed item back, so that anybody can take it, who had it included (ST-1)."""
    former = item.assignee_id
    assert former is not None
    item.state, item.assignee_id, item.claimed_until = S.WAITING, None, None
    await enter(book_of(item.id), action, by=by, subject=former, reason=note)
    await keep(item, by=by)
    await follow_up(WorkLetGo(item, former, by))
    await announce(item, by=by or former)


async def move_item(item_id: UUID) -> int:
    """Ends a claim that is over, and tells the administrators once that an item is overdue; returns how many moves."""
    made = 0
    async with change():
        item = await locked(item_id)
        at = stamp()
        if item.state is S.CLAIMED and item.claimed_until is not None and item.claimed_until <= at:
            await let_go(item, "CLAIM_ENDED", by=None)
            made += 1
        if item.is_overdue(at) and item.overdue_told_at is None:
            assert item.due_at is not None
            item.overdue_told_at = at
            await enter(book_of(item.id), "OVERDUE", by=None)
            await keep(item, by=None)
            told, subject = await staff_with(StaffRole.ADMINISTRATOR), ("work_item", item.id)
            await notify(told, NotificationKind.WORK_OVERDUE, subject=subject, by=None, at=item.due_at.isoformat())
            made += 1
        if not made:
            await reschedule(MOVE, item.id, next_move(item))
    return made


def next_move(item: WorkItem) -> datetime | None:
    """When the clock next moves the item."""
    is_told = item.overdue_told_at is not None or item.state is S.DONE
    times = [item.claimed_until, None if is_told else item.term]
    return min((each for each in times if each is not None), default=None)


async def waiting_items() -> AsyncIterator[tuple[UUID, datetime]]:
    """The items that the clock moves, and when."""
    for item in await WorkItem.exclude(state=S.DONE).order_by("id"):
        at = next_move(item)
        if at is not None:
            yield item.id, at


async def staff_with(role: StaffRole) -> list[UUID]:
    """The users with a role on the staff."""
    return await StaffGrant.filter(role=role).order_by("granted_at", "id").values_list("user_id", flat=True)  # type: ignore[return-value] # one column
