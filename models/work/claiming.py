"""Taking work from the queue, putting it back, and giving it to somebody (ST-1, ST-2)."""

from uuid import UUID

from models.accounts.users import staff_roles
from models.accounts.viewer import Viewer
from models.decisions import Decision, decide
from models.errors import check_version, not_found
from models.facts import follow_up
from models.inputs import Checks
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.work.facts import WorkTaken
from models.work.item import (
    MACHINE,
    WORK,
    A,
    WorkItem,
    WorkItemCase,
    WorkItemState,
    book_of,
    is_close,
    partial,
    work_item_held,
)
from models.work.keeping import begin_lease, keep, let_go, take_back_news

MOST_IN_NOTE = 2_000


async def claim_work_item(work_item: WorkItem, *, expected_version: int, by: Viewer) -> WorkItem:
    """Takes an item for four hours, which acting on its subject begins anew.

    Of two who claim it at once, one has it, and the other gets a Conflict. Refuses whoever is too close to the party
    that it concerns (CONFLICT_OF_INTEREST).
    """

    async def hold(key: UUID, by: Viewer) -> tuple[WorkItemCase, Viewer]:
        case, by = await work_item_held(key, by)
        # Before the state: that somebody else was faster is a conflict, not a mistake.
        check_version(case.version, expected_version)
        return case, by

    async with decide(MACHINE, A.CLAIM, work_item.id, by=by, hold=hold) as decision:
        await _give(decision, decision.by.user.id, "CLAIMED")
    return decision.case.item


async def release_work_item(work_item: WorkItem, *, note: str | None = None, by: Viewer) -> WorkItem:
    """Puts an item back, so that anybody can take it; administrators can take it from somebody, too."""
    checks = Checks()
    note = checks.optional("note", note, most=MOST_IN_NOTE)
    checks.refuse()
    async with decide(MACHINE, A.RELEASE, work_item.id, by=by) as decision:
        await let_go(decision.case.item, "RELEASED", by=decision.by.user.id, note=note)
    return decision.case.item


async def assign_work_item(work_item: WorkItem, user_id: UUID, *, expected_version: int, by: Viewer) -> WorkItem:
    """Gives an item to a member of the staff, from whoever has it; refuses one who could not claim it."""
    if WORK[work_item.kind].role not in await staff_roles(user_id):
        raise not_found("member of the staff")
    async with decide(MACHINE, A.ASSIGN, work_item.id, expected_version=expected_version, by=by) as decision:
        item = decision.case.item
        if await is_close(user_id, item):
            raise partial()
        if item.assignee_id == user_id:
            return item
        await _give(decision, user_id, "ASSIGNED")
        await _tell(item, user_id, by=decision.by.user.id)
    return decision.case.item


async def _give(decision: Decision[WorkItemCase, WorkItemState], user: UUID, action: str) -> None:
    item, by = decision.case.item, decision.by.user.id
    former, item.assignee_id, item.state = item.assignee_id, user, decision.target
    begin_lease(item, decision.at)
    await decision.enter(book_of(item.id), action, subject=user)
    await keep(item, by=by)
    await take_back_news(item)
    await follow_up(WorkTaken(item, former, by))


async def _tell(item: WorkItem, user: UUID, *, by: UUID) -> None:
    facts = {"at": item.claimed_until.isoformat()} if item.claimed_until else {}
    await notify([user], NotificationKind.WORK_ASSIGNED, subject=("work_item", item.id), by=by, **facts)
