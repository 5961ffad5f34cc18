"""The work of the staff: who takes what until when, who may not, and what the queue shows (staff.md)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.clockwork import catch_up
from models.errors import Refusal
from models.journal import Entry
from models.notifications.kinds import Notification
from models.pages import Window
from models.templates import desk
from models.work import claiming
from models.work.events import STAFF
from models.work.item import S, WorkItem, book_of, kinds_for
from models.work.queue import FilterGiven, WorkItemOrder, counts_of, filter_of, work_items_of
from tests.support.domain.inside import refused, somebody
from tests.support.domain.templating import TemplateDesk, template_desk

pytestmark = pytest.mark.usefixtures("database")
HOUR = timedelta(hours=1)


@pytest.fixture
async def at_desk(tmp_path: Path) -> AsyncIterator[TemplateDesk]:
    async with template_desk(tmp_path) as made:
        yield made


async def join(viewer: Viewer, party: Party, role: MemberRole = MemberRole.MEMBER) -> None:
    await Membership.create(party=party, user=viewer.user, role=role, joined_at=party.created_at)


async def listed(by: Viewer, order: WorkItemOrder = WorkItemOrder.DUE, **wanted: Any) -> list[str]:
    """The titles of the items that somebody finds."""
    page = await work_items_of(by, filter_of(FilterGiven(**wanted)), order, Window(first=50))
    return [item.title for item in page.rows]


async def test_st1_of_two_who_claim_at_once_one_has_it_and_the_other_gets_a_conflict(at_desk: TemplateDesk) -> None:
    item = await at_desk.item(await at_desk.requested())

    async def claim(by: Viewer) -> str:
        try:
            await claiming.claim_work_item(item, expected_version=1, by=by)
        except Refusal as refusal:
            return refusal.code
        return "CLAIMED"

    found = await asyncio.gather(*(claim(by) for by in (at_desk.professional, at_desk.other)))
    assert sorted(found) == ["CLAIMED", "CONFLICT"]
    entries = await Entry.filter(book=book_of(item.id)).order_by("seq")
    assert [each.action for each in entries] == ["OPENED", "CLAIMED"]


async def test_st1_an_administrator_takes_an_item_from_somebody_and_gives_it_to_another(at_desk: TemplateDesk) -> None:
    request = await at_desk.requested()
    item = await at_desk.claimed(request)
    await desk.begin_template(request, by=at_desk.professional)
    async with refused("NOT_ALLOWED"):
        await claiming.release_work_item(item, by=at_desk.other)
    version = (await at_desk.item(request)).version
    given = {"expected_version": version, "by": at_desk.administrator}
    async with refused("NOT_FOUND"):
        await claiming.assign_work_item(item, at_desk.customer.user.id, **given)
    item = await claiming.assign_work_item(item, at_desk.other.user.id, **given)
    assert (item.assignee_id, item.claimed_until) == (at_desk.other.user.id, at_desk.at + 4 * HOUR)
    assert (await at_desk.now(request)).state.value == "ASSIGNED"
    async with refused("NOT_ALLOWED"):
        await desk.begin_template(request, by=at_desk.professional)
    told = await Notification.filter(kind="WORK_ASSIGNED")
    assert [each.user_id for each in told] == [at_desk.other.user.id]
    await claiming.release_work_item(item, note="They are ill.", by=at_desk.administrator)
    assert (await at_desk.now(request)).state.value == "QUEUED"


@pytest.mark.parametrize("way", ["a member", "a colleague of a member"])
async def test_st2_whoever_is_close_to_the_customer_neither_claims_nor_is_assigned_nor_decides(
    at_desk: TemplateDesk, way: str
) -> None:
    request = await at_desk.requested()
    near, far = at_desk.professional, at_desk.other
    item = await at_desk.claimed(request)
    if way == "a member":
        await join(near, at_desk.party)
    else:
        # They belong to a team that somebody leads who belongs to the customer.
        lead = await somebody()
        team = await Party.create(kind=PartyKind.TEAM, name="Team", created_at=at_desk.at)
        await join(lead, at_desk.party)
        await join(lead, team, MemberRole.OWNER)
        await join(near, team)
    with pytest.raises(Refusal) as refusal:
        await desk.begin_template(request, by=near)
    assert refusal.value.code == ("NOT_ALLOWED" if way == "a member" else "CONFLICT_OF_INTEREST")
    await claiming.release_work_item(item, by=at_desk.administrator)
    version = (await at_desk.item(request)).version
    async with refused("CONFLICT_OF_INTEREST"):
        await claiming.claim_work_item(item, expected_version=version, by=near)
    async with refused("CONFLICT_OF_INTEREST"):
        await claiming.assign_work_item(item, near.user.id, expected_version=version, by=at_desk.administrator)
    await claiming.assign_work_item(item, far.user.id, expected_version=version, by=at_desk.administrator)


async def test_st6_overdue_is_a_fact_that_is_brought_to_administrators_once(at_desk: TemplateDesk) -> None:
    request = await at_desk.requested(days=1)
    due = (await at_desk.item(request)).term
    assert due is not None
    at_desk.at = due - timedelta(microseconds=1)
    await catch_up()
    assert not (await at_desk.item(request)).is_overdue(at_desk.at)
    at_desk.at = due
    await catch_up()
    item = await at_desk.item(request)
    assert (item.is_overdue(at_desk.at), item.state, item.version) == (True, S.WAITING, 1)
    at_desk.at += timedelta(days=3)
    await catch_up()
    await at_desk.claimed(request)
    told = await Notification.filter(kind="WORK_OVERDUE")
    assert [each.user_id for each in told] == [at_desk.administrator.user.id]
    # Nothing is overdue that waits for the customer, and what was left is left still: nothing.
    await at_desk.ask(request)
    assert (await at_desk.item(request)).term is None
    await at_desk.answer(request)
    assert (await at_desk.item(request)).term == due


async def test_st7_every_item_opens_and_closes_with_its_cause(at_desk: TemplateDesk) -> None:
    async with refused("INVALID_INPUT"):
        await at_desk.requested(name="")
    assert await WorkItem.all().count() == 0
    one, two = await at_desk.requested(name="one"), await at_desk.requested(name="two")
    await desk.cancel_template_request(one, reason="No need.", expected_version=1, by=at_desk.customer)
    found = {item.subject_id: item.state for item in await WorkItem.all()}
    assert found == {one.id: S.DONE, two.id: S.WAITING}
    kinds = [each.kind for each in await StoredEvent.filter(stream=STAFF.stream()).order_by("seq")]
    assert kinds == ["work.opened", "work.opened", "work.changed"]


async def test_the_queue_is_filtered_and_ordered_and_counted(at_desk: TemplateDesk) -> None:
    late, soon = await at_desk.requested(3, name="late"), await at_desk.requested(1, name="soon")
    at_desk.at += HOUR
    await at_desk.requested(2, name="next")
    us, administrator = at_desk.professional, at_desk.administrator
    assert await listed(us) == ["soon", "next", "late"]
    assert await listed(us, WorkItemOrder.NEWEST) == ["next", "soon", "late"]
    assert await listed(administrator, WorkItemOrder.PRIORITY) == ["soon", "next", "late"]
    await at_desk.claimed(late)
    assert await listed(us, is_mine=True) == ["late"]
    assert await listed(us, is_mine=False) == ["soon", "next"]
    assert await listed(at_desk.other, states=[S.CLAIMED]) == ["late"]
    await desk.cancel_template_request(soon, reason="No need.", expected_version=1, by=at_desk.customer)
    assert await listed(us) == ["next", "late"]
    assert await listed(us, states=[S.DONE]) == ["soon"]
    at_desk.at += timedelta(days=2, hours=8)
    await catch_up()
    assert await listed(us, is_overdue=True) == ["next"]
    assert await listed(us, is_overdue=False) == ["late"]
    counts = [(each.kind, each.waiting, each.overdue) for each in await counts_of(us)]
    assert counts == [("TEMPLATE_REQUEST", 2, 1), ("SCAN_VERIFICATION", 0, 0), ("SUPPLEMENT_SCAN_VERIFICATION", 0, 0)]


async def test_st4_the_queue_neither_names_nor_finds_what_its_reader_may_not_see(at_desk: TemplateDesk) -> None:
    request = await at_desk.requested(name="A secret plan")
    us, administrator, expert = at_desk.professional, at_desk.administrator, await somebody(StaffRole.EXPERT)
    assert await listed(us, text="secret") == await listed(administrator, text="secret") == []
    await at_desk.claimed(request)
    assert await listed(us, text="SECRET") == ["A secret plan"]
    assert await listed(at_desk.other, text="secret") == []
    for by in (expert, at_desk.customer):
        assert kinds_for(by.staff) == await listed(by) == await counts_of(by) == []


async def test_those_who_could_take_an_item_hear_of_it_until_somebody_has(at_desk: TemplateDesk) -> None:
    item = await at_desk.claimed(await at_desk.requested())
    told = await Notification.filter(kind="WORK_WAITING").order_by("id")
    assert {each.user_id for each in told} == {at_desk.professional.user.id, at_desk.other.user.id}
    assert all(each.read_at for each in told)
    await claiming.release_work_item(item, by=at_desk.professional)
    again = await Notification.filter(kind="WORK_WAITING", read_at=None)
    assert [each.user_id for each in again] == [at_desk.other.user.id]
