"""Requests for templates: their terms in working days (CO-10), their rounds, and who may do what (staff.md)."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.accounts.facts import PartyClosing
from models.calendar import WorkingCalendar
from models.demands.awards import ContractKind
from models.errors import InvalidInput, Refused
from models.facts import follow_up
from models.journal import Entry, first_broken
from models.limits import CountedAct
from models.notifications.kinds import Notification
from models.templates import desk, requesting
from models.templates.converting import LOOKS, converted
from models.templates.request import S, TemplateRound, book_of
from models.templates.template import Template, TemplateVersion
from models.work import claiming
from models.work.item import WorkItemState
from tests.support.domain.inside import refused
from tests.support.domain.templating import FEE, SOURCE, TemplateDesk, docx, template_desk

pytestmark = pytest.mark.usefixtures("database")
HOUR = timedelta(hours=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
# Friday the 2nd is a holiday, and Sunday the 4th is worked instead.
CALENDAR = WorkingCalendar(2026, 2026, frozenset({date(2026, 10, 2)}), frozenset({date(2026, 10, 4)}), SHANGHAI)


@pytest.fixture
async def at_desk(tmp_path: Path) -> AsyncIterator[TemplateDesk]:
    async with template_desk(tmp_path) as made:
        yield made


def in_shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (in_shanghai(7, 9), 1, 8),
        (in_shanghai(7, 16, 59), 2, 9),
        (in_shanghai(7, 17), 1, 9),  # after the cut-off the count begins on the next working day
        (in_shanghai(9, 18), 1, 13),  # that is Monday
        (in_shanghai(10, 9), 1, 13),
        (in_shanghai(1, 9), 1, 4),  # Friday is a holiday, and Sunday is worked
        (in_shanghai(1, 18), 1, 5),
        (in_shanghai(2, 9), 3, 7),
        (in_shanghai(4, 9), 1, 5),
    ],
)
def test_co10_a_term_ends_on_that_working_day_of_the_calendar(start: datetime, days: int, due: int) -> None:
    assert CALENDAR.due(start.astimezone(UTC), days) == in_shanghai(due, 17)


@pytest.mark.anywhere
def test_co10_a_day_outside_the_calendar_is_an_error_and_never_a_guess() -> None:
    last = datetime(2026, 12, 31, 9, tzinfo=SHANGHAI)
    for count in (lambda: CALENDAR.due(last, 1), lambda: CALENDAR.later(last, timedelta(days=1))):
        with pytest.raises(Refused) as refusal:
            count()
        assert refusal.value.code == "OUTSIDE_CALENDAR"


@pytest.mark.anywhere
def test_co10_time_is_counted_on_working_days_alone_also_when_clocks_are_set() -> None:
    calendar = WorkingCalendar(zone=ZoneInfo("Europe/Berlin"))
    friday = datetime(2026, 3, 27, 12, tzinfo=calendar.zone)
    # On the Sunday between them, clocks go forward.
    monday = datetime(2026, 3, 30, 12, tzinfo=calendar.zone)
    assert calendar.worked(friday, monday) == timedelta(hours=24)
    assert calendar.later(friday, timedelta(hours=24)) == monday
    assert calendar.worked(monday, friday) == timedelta()
    for hours in (0, 1, 12, 13, 60):
        passed = timedelta(hours=hours)
        assert calendar.worked(friday, calendar.later(friday, passed)) == passed


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-27T15:30", "2026-12-02T15:30"),
        ("2026-11-28T15:30", "2026-12-03T00:00"),
        ("2026-11-29T00:07", "2026-12-03T00:00"),
        ("2026-11-30T00:00", "2026-12-03T00:00"),
    ],
)
def test_eb12_the_working_days_to_answer_are_whole_whenever_they_begin(start: str, end: str) -> None:
    """From Friday, Saturday, Sunday and Monday."""
    begins, ends = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (start, end))
    assert WorkingCalendar().after(begins, 3) == ends
    assert WorkingCalendar().after(begins, 0) == begins


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-29T17:00", 10, "2026-12-12T00:00"),
        ("2026-11-28T00:00", 5, "2026-12-05T00:00"),
        ("2026-11-30T00:00", 5, "2026-12-05T00:00"),
        ("2026-11-30T00:00", 6, "2026-12-08T00:00"),
        ("2026-11-30T00:01", 5, "2026-12-07T00:01"),
        ("2026-11-27T23:59", 5, "2026-12-04T23:59"),
        ("2026-12-24T00:00", 1, "2026-12-25T00:00"),
        ("2026-12-26T12:00", 4, "2027-01-01T00:00"),
        ("2026-12-26T12:00", 5, "2027-01-05T00:00"),
    ],
)
def test_es7_whole_working_days_end_with_the_last_of_them_and_not_with_a_day_off(
    start: str, days: int, end: str
) -> None:
    """The midnight after Friday, and not the one after Sunday, which reads as if Sunday were the last day."""
    begins, ends = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (start, end))
    new_year = WorkingCalendar(holidays=frozenset({date(2027, 1, 1)}))
    assert new_year.after(begins, days) == ends


async def test_co10_the_clock_stands_still_while_the_customer_answers(at_desk: TemplateDesk) -> None:
    request = await at_desk.requested(days=2)
    await at_desk.claimed(request)
    due = datetime(2026, 3, 4, 17, tzinfo=UTC)
    assert (await at_desk.item(request)).term == due
    at_desk.at += HOUR
    assert (await at_desk.ask(request)).state is S.NEEDS_INFO
    item = await at_desk.item(request)
    assert (item.term, item.claimed_until, item.state) == (None, None, WorkItemState.CLAIMED)
    # For a week, over a weekend, nothing is due and no claim ends.
    at_desk.at += timedelta(days=7, hours=3)
    assert (await at_desk.answer(request)).state is S.IN_PROGRESS
    item = await at_desk.item(request)
    assert item.term == due + timedelta(days=7, hours=3)
    assert item.claimed_until == at_desk.at + timedelta(hours=4)


async def test_co10_changes_begin_a_new_term_and_silence_approves_nothing(at_desk: TemplateDesk) -> None:
    request = await at_desk.requested(days=1)
    await at_desk.claimed(request)
    await at_desk.deliver(request)
    at_desk.at += timedelta(days=60)
    assert (await at_desk.now(request)).state is S.IN_REVIEW
    assert (await at_desk.review(request, "Another fee.")).state is S.CHANGES_REQUESTED
    item = await at_desk.item(request)
    assert item.term == datetime(2026, 5, 4, 17, tzinfo=UTC)
    await at_desk.deliver(request)
    assert (await at_desk.review(request)).state is S.PUBLISHED
    rounds = await TemplateRound.all().order_by("number")
    assert [(each.number, each.is_approved, each.changes) for each in rounds] == [
        (1, False, "Another fee."),
        (2, True, None),
    ]


async def test_an_approved_template_is_published_and_another_request_makes_its_next_version(
    at_desk: TemplateDesk,
) -> None:
    request = await at_desk.requested()
    await at_desk.claimed(request)
    await at_desk.deliver(request)
    await at_desk.review(request)
    template = await Template.get()
    assert (template.party_id, template.name, template.latest_number) == (at_desk.party.id, "Our terms", 1)
    version = await TemplateVersion.get()
    assert (version.source, version.fields_json) == (SOURCE, [FEE])
    assert version.created_by_id == at_desk.professional.user.id
    again = await at_desk.requested(template=template)
    await at_desk.claimed(again)
    await at_desk.deliver(again)
    await at_desk.review(again)
    assert [each.number for each in await TemplateVersion.all().order_by("number")] == [1, 2]
    assert (await TemplateVersion.get(id=version.id)).source == version.source
    assert (await Template.get()).latest_number == 2
    actions = [each.action for each in await Entry.filter(book=book_of(request.id)).order_by("seq")]
    assert actions == ["REQUESTED", "ASSIGNED", "BEGUN", "DELIVERED", "PUBLISHED"]
    assert await first_broken(book_of(request.id)) is None


async def test_st1_a_claim_that_is_over_puts_a_request_back_and_acting_prolongs_it(at_desk: TemplateDesk) -> None:
    request = await at_desk.requested(days=3)
    item = await at_desk.claimed(request)
    assert item.claimed_until == at_desk.at + 4 * HOUR
    at_desk.at += 3 * HOUR
    await desk.begin_template(request, by=at_desk.professional)
    at_desk.at += 4 * HOUR - timedelta(microseconds=1)
    assert (await at_desk.now(request)).state is S.IN_PROGRESS
    before = await at_desk.now(request)
    at_desk.at += timedelta(microseconds=1)
    after = await at_desk.now(request)
    # A move of the clock raises no version.
    assert (after.state, after.version) == (S.QUEUED, before.version)
    item = await at_desk.item(request)
    assert (item.state, item.assignee_id, item.claimed_until) == (WorkItemState.WAITING, None, None)
    async with refused("NOT_ALLOWED"):
        await desk.begin_template(request, by=at_desk.professional)
    # Its former holder can take it again, as anybody can.
    assert (await at_desk.claimed(request)).assignee_id == at_desk.professional.user.id


async def test_a_request_that_was_put_back_while_it_waits_for_the_customer_is_queued_by_the_answer(
    at_desk: TemplateDesk,
) -> None:
    request = await at_desk.requested()
    item = await at_desk.claimed(request)
    await at_desk.ask(request)
    await claiming.release_work_item(item, note="I am ill.", by=at_desk.professional)
    assert (await at_desk.now(request)).state is S.NEEDS_INFO
    # Whoever takes it meanwhile waits for the answer, too.
    taken = await at_desk.claimed(request, at_desk.other)
    assert (await at_desk.now(request)).state is S.NEEDS_INFO
    assert taken.claimed_until is None
    await claiming.release_work_item(taken, by=at_desk.other)
    assert (await at_desk.answer(request)).state is S.QUEUED
    assert (await at_desk.item(request)).term is not None


async def test_each_end_of_a_request_ends_its_work(at_desk: TemplateDesk) -> None:
    rejected, cancelled, closed = [await at_desk.requested(name=name) for name in ("one", "two", "three")]
    await at_desk.claimed(rejected)
    await desk.reject_template_request(rejected, reason="It is a poem.", expected_version=2, by=at_desk.professional)
    await at_desk.claimed(cancelled)
    await desk.cancel_template_request(cancelled, reason="No need.", expected_version=2, by=at_desk.customer)
    await at_desk.claimed(closed)
    await at_desk.deliver(closed)
    found = [await at_desk.now(each) for each in (rejected, cancelled, closed)]
    assert [each.state for each in found] == [S.REJECTED, S.CANCELLED, S.IN_REVIEW]
    items = [await at_desk.item(each) for each in (rejected, cancelled, closed)]
    assert [each.state.value for each in items] == ["DONE", "DONE", "CLAIMED"]
    assert [each.live_key is None for each in items] == [True, True, False]
    await follow_up(PartyClosing(at_desk.party, at_desk.customer.user.id))
    assert (await at_desk.now(closed)).state is S.CANCELLED
    assert (await at_desk.item(closed)).state.value == "DONE"
    told = await Notification.filter(user_id=at_desk.customer.user.id).order_by("id")
    assert [each.kind for each in told] == ["TEMPLATE_REJECTED", "TEMPLATE_DELIVERED"]
    assert {each.actor_id for each in told} == {None}
    told = await Notification.filter(user_id=at_desk.professional.user.id).exclude(kind="WORK_WAITING").order_by("id")
    assert [each.kind for each in told] == ["TEMPLATE_CANCELLED", "TEMPLATE_CANCELLED"]


async def test_only_who_leads_the_customer_and_who_has_the_request_decide(at_desk: TemplateDesk) -> None:
    request = await at_desk.requested()
    await at_desk.claimed(request)
    for by in (at_desk.customer, at_desk.other, at_desk.administrator):
        async with refused("NOT_ALLOWED"):
            await desk.ask_template_info(request, question="Why?", expected_version=2, by=by)
    for by in (at_desk.professional, at_desk.other, at_desk.administrator):
        async with refused("NOT_ALLOWED"):
            await desk.cancel_template_request(request, reason="No.", expected_version=2, by=by)
    async with refused("CONFLICT"):
        await desk.ask_template_info(request, question="Why?", expected_version=1, by=at_desk.professional)
    async with refused("INVALID_INPUT"):
        await desk.answer_template(request, is_approved=False, expected_version=2, by=at_desk.customer)
    async with refused("WRONG_STATE"):
        await desk.answer_template(request, is_approved=True, expected_version=2, by=at_desk.customer)


async def test_a_party_has_at_most_ten_open_requests(at_desk: TemplateDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requesting, "MOST_OPEN", 1)
    request = await at_desk.requested()
    async with refused("TOO_MANY_REQUESTS"):
        await at_desk.requested()
    await desk.cancel_template_request(request, reason="No need.", expected_version=1, by=at_desk.customer)
    await at_desk.requested()


@pytest.mark.parametrize("days", [0, 4])
async def test_co10_a_customer_chooses_one_to_three_days(at_desk: TemplateDesk, days: int) -> None:
    async with refused("INVALID_INPUT"):
        await at_desk.requested(days=days)


async def test_co10_a_request_whose_term_the_calendar_does_not_cover_is_refused(
    at_desk: TemplateDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = WorkingCalendar(2026, 2026)
    monkeypatch.setattr(requesting, "calendar", lambda: short)
    at_desk.at = datetime(2026, 12, 31, 9, tzinfo=UTC)
    async with refused("OUTSIDE_CALENDAR"):
        await at_desk.requested()


@pytest.mark.anywhere
async def test_what_is_refused_at_a_glance_is_not_counted_against_what_may_be_converted_in_a_day(
    at_desk: TemplateDesk,
) -> None:
    who = at_desk.customer.user.id
    counted = CountedAct.filter(what=LOOKS.what, who=str(who))
    for document, code in (
        (b"%PDF-1.7", "WRONG_TYPE"),
        (docx("x", **{"word/vbaProject.bin": "x"}), "DOCUMENT_HAS_MACRO"),
    ):
        async with refused(code):
            await converted(document, by=who)
    assert await counted.count() == 0
    await converted(docx("A fee."), by=who)
    assert await counted.count() == 1


@pytest.mark.anywhere
async def test_a_request_is_checked_before_its_document_is_looked_at(at_desk: TemplateDesk) -> None:
    given = {"name": " ", "kind": ContractKind.B2B, "notes": None, "days": 9, "language": "xx", "template": None}
    with pytest.raises(InvalidInput) as refusal:
        requesting.words_of(at_desk.party, **given)
    assert [each.path for each in refusal.value.fields] == ["name", "language", "days"]
