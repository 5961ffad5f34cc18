"""Pages of long lists are read by an index, the first and the hundredth alike, on both databases."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from tortoise.expressions import Q
from tortoise.models import Model

from models import database as orm
from models.accounts.parties import MemberRole
from models.accounts.viewer import Viewer
from models.database import is_postgres
from models.demands import search
from models.demands.applicants import Applicant
from models.demands.demand import Demand, DemandState
from models.demands.search import DemandCriteria, DemandOrder, ManagedFilter, ManagedOrder, OwnFilter
from models.ids import NOBODY
from models.messages.conversations import Conversation
from models.messages.inbox import conversations_of
from models.notifications.inbox import notifications_of
from models.notifications.kinds import Notification
from models.pages import Page, Window, encode
from models.words import FREQUENT
from resolvers.bids import applications_of_viewer
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.crowded import BEGUN, COMMON_SKILL, COMMON_WORD, RARE, RARE_SKILL, RARE_WORD, Crowd, crowded
from tests.support.domain.explained import plans

DEMANDS, PAGE = 4_000, 5
HUNDREDTH = 99 * PAGE
STATES = (DemandState.SELECTING, DemandState.CONTRACTED)
MARKET = Q(published_at__isnull=False)


@pytest.fixture(scope="module")
async def crowd(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Crowd]:
    url = await databases.create(template)
    await orm.connect(url)
    yield await crowded(DEMANDS)
    await orm.disconnect()
    await databases.drop(url)


Reading = Callable[[Window], Awaitable[Page[Any]]]


async def read(reading: Reading, rows: Any, sorting: tuple[str, ...], order: str) -> list[str]:
    """The plans of the first and of the hundredth page; both show what the list has there."""
    model: type[Model] = rows.model
    columns = [name.removeprefix("-") for name in sorting]
    wanted = await rows.order_by(*sorting).limit(HUNDREDTH + PAGE)
    before = wanted[HUNDREDTH - 1] if len(wanted) > HUNDREDTH else wanted[len(wanted) // 2]
    key: tuple[str | int | UUID | datetime, ...] = tuple(getattr(before, column) for column in columns)
    place = wanted.index(before) + 1
    found: list[str] = []
    for window, start in ((Window(PAGE), 0), (Window(PAGE, encode(order, key)), place)):
        shown: list[Page[Any]] = []

        async def act(window: Window = window, shown: list[Page[Any]] = shown) -> None:
            shown.append(await reading(window))

        found += await plans(act, table=model._meta.db_table)
        assert [row.id for row in shown[0].rows] == [row.id for row in wanted[start : start + PAGE]]
    assert found
    return found


def in_order(plan: str, table: str) -> bool:
    """Whether the rows come in the order of an index, and nothing reads or sorts them all."""
    if is_postgres():
        return f"Seq Scan on {table}" not in plan and "Sort" not in plan and "Index" in plan
    return "TEMP B-TREE" not in plan and by_index(plan, table)


def by_index(plan: str, table: str) -> bool:
    """Whether an index says which rows there are, so that the table is not read as a whole."""
    if is_postgres():
        return f"Seq Scan on {table}" not in plan and "Index" in plan
    lines = [line for line in plan.splitlines() if line.startswith((f"SCAN {table}", f"SEARCH {table}"))]
    return bool(lines) and all("INDEX" in line for line in lines)


@pytest.mark.parametrize("order", DemandOrder)
@pytest.mark.parametrize("states", [(), STATES[:1], STATES])
@pytest.mark.usefixtures("crowd")
async def test_each_order_of_the_market_is_that_of_an_index(
    order: DemandOrder, states: tuple[DemandState, ...]
) -> None:
    sorting, _ = search.SORTED[order]
    rows = Demand.filter(MARKET, state__in=states) if states else Demand.filter(MARKET)
    criteria = DemandCriteria(states=states)
    found = await read(lambda window: search.find(criteria, order, window), rows, sorting, search.NAMES[order])
    # The first rows of several states are merged.
    assert all((by_index if len(states) > 1 else in_order)(plan, "demand") for plan in found), found


@pytest.mark.usefixtures("crowd")
async def test_a_least_budget_is_where_the_index_begins() -> None:
    criteria = DemandCriteria(budget_at_least=100_000, currency="USD")
    rows = Demand.filter(MARKET, currency="USD", budget_high__gte=100_000)
    order = DemandOrder.BUDGET
    found = await read(
        lambda window: search.find(criteria, order, window), rows, search.SORTED[order][0], search.NAMES[order]
    )
    assert all(in_order(plan, "demand") for plan in found), found


@pytest.mark.parametrize("order", DemandOrder)
@pytest.mark.parametrize(
    ("criteria", "title"),
    [
        (DemandCriteria(words=(RARE_WORD,)), RARE_WORD),
        (DemandCriteria(words=(f"{RARE_WORD[:-1]}*",)), RARE_WORD),
        (DemandCriteria(skills=(RARE_SKILL,)), RARE_WORD),
        (DemandCriteria(words=(COMMON_WORD,)), COMMON_WORD),
        (DemandCriteria(words=(f"{COMMON_WORD[:-1]}*",)), COMMON_WORD),
        (DemandCriteria(skills=(COMMON_SKILL,)), COMMON_WORD),
    ],
)
@pytest.mark.usefixtures("crowd")
async def test_words_and_skills_are_found_by_an_index(order: DemandOrder, criteria: DemandCriteria, title: str) -> None:
    """What few demands have is looked up and sorted; of what many have, a page is read in order."""
    sorting, _ = search.SORTED[order]
    rows = Demand.filter(MARKET, title__contains=title)
    assert (await rows.count() == RARE) is (title == RARE_WORD)
    found = await read(lambda window: search.find(criteria, order, window), rows, sorting, search.NAMES[order])
    looked_up = [plan for plan in found if "demand_search" in plan or "VIRTUAL TABLE" in plan]
    if title == RARE_WORD:
        assert looked_up
        assert all(by_index(plan, "demand") for plan in found if plan not in looked_up), found
    else:
        # The first plan is that of looking whether few have the word: it ends when it has found enough.
        pages = [plan for plan in found if f"rows={FREQUENT}" not in plan and plan not in looked_up]
        assert all(in_order(plan, "demand") for plan in pages), found


@pytest.mark.parametrize(
    "criteria",
    [DemandCriteria(words=("unheard",)), DemandCriteria(words=("unhea*",)), DemandCriteria(skills=("unheard",))],
)
@pytest.mark.usefixtures("crowd")
async def test_what_no_demand_has_reads_no_table(criteria: DemandCriteria) -> None:
    shown: list[Page[Demand]] = []

    async def act() -> None:
        shown.append(await search.find(criteria, DemandOrder.NEWEST, Window(PAGE)))

    found = await plans(act, table="demand")
    assert shown[0].rows == []
    assert found
    assert not any("Seq Scan on demand" in plan or "SCAN demand\n" in f"{plan}\n" for plan in found), found


async def test_ones_own_lists_are_read_by_an_index(crowd: Crowd) -> None:
    user = crowd.user
    viewer = Viewer(
        user, None, {each: MemberRole.OWNER for each in (crowd.awarder, crowd.applicant)}, frozenset(), BEGUN
    )
    own, managed = Demand.filter(awarder_id=crowd.awarder), Demand.filter(MARKET, resource_manager_id=user.id)
    newest, closing = search.SORTED[DemandOrder.NEWEST][0], search.SORTED[DemandOrder.CLOSING_SOON][0]

    def of_manager(order: ManagedOrder) -> Reading:
        return lambda window: search.of_manager(user.id, ManagedFilter(), order, window)

    for reading, rows, sorting, name in (
        (lambda window: search.of_party(crowd.awarder, OwnFilter(), window, reader=user.id), own, ("-id",), "OWN"),
        (of_manager(ManagedOrder.NEWEST), managed, newest, "MANAGED_NEWEST"),
        (of_manager(ManagedOrder.DEADLINE), managed, closing, "MANAGED_DEADLINE"),
        (
            lambda window: notifications_of(user, window),
            Notification.filter(user_id=user.id),
            ("-id",),
            "NOTIFICATIONS",
        ),
        (
            lambda window: conversations_of(viewer, crowd.awarder, window),
            Conversation.filter(awarder_id=crowd.awarder),
            ("-last_at", "-id"),
            "INBOX",
        ),
        (
            lambda window: conversations_of(viewer, None, window),
            Conversation.filter(Q(awarder_id=crowd.awarder) | Q(receiver_id=crowd.applicant)),
            ("-last_at", "-id"),
            "INBOX",
        ),
        (
            lambda window: applications_of_viewer(viewer, None, window.first, window.after),
            Applicant.filter(party_id=crowd.applicant),
            ("-id",),
            "APPLICATIONS",
        ),
    ):
        found = await read(reading, rows, sorting, name)
        assert all(by_index(plan, rows.model._meta.db_table) for plan in found), (name, found)


@pytest.mark.usefixtures("crowd")
async def test_a_viewer_without_parties_has_no_conversation_and_no_application(crowd: Crowd) -> None:
    nobody = Viewer(crowd.user, None, {}, frozenset(), BEGUN)
    assert (await conversations_of(nobody, None, Window(PAGE))).rows == []
    assert (await conversations_of(nobody, NOBODY, Window(PAGE))).rows == []
    page = await applications_of_viewer(nobody, None, PAGE)
    assert (page.rows, await page.total()) == ([], 0)
