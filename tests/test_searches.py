"""Saved searches: each demand that newly matches is reported once, and only to the search's user (SA-1 to SA-3)."""

import asyncio
import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from mail.sending import send_next
from models.accounts.parties import PartyKind
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.demands.amendment import amend_demand
from models.demands.closing import close_bidding, reopen_bidding
from models.demands.demand import Bidding, Demand, DemandState
from models.demands.drafting import Brief, BudgetGiven, draft_demand, extend_deadline, publish_demand
from models.demands.ending import cancel_demand
from models.demands.search import DemandOrder, FilterGiven, criteria_of, find
from models.due import next_due
from models.errors import InvalidInput, Refusal
from models.ids import key_of, new_id, opaque
from models.mail import Mail
from models.money import MoneyGiven
from models.notifications.kinds import Notification
from models.pages import Window
from models.searches.events import SEARCHES
from models.searches.saving import (
    MOST_SEARCHES,
    delete_saved_search,
    edit_saved_search,
    mark_saved_search_read,
    save_search,
)
from models.searches.search import SavedSearch, SearchAlert, SearchHit, SearchTask, searches_of
from providers.mail import server_at
from providers.smtp import Smtp
from tests.support.api.postoffice import LETTERHEAD, PostOffice, text_of
from tests.support.api.server import Server
from tests.support.domain.inside import DAY, START, Time, applied, opened, party_of, refused, somebody
from tests.support.domain.market import Person, enterprise, grant, person, published
from tests.support.domain.searching import EVERYTHING, PAYMENT, all_told, hits, news, saved
from tests.support.domain.statements import statements
from tests.support.waiting import until

# Whom a search tells and when is decided in Python; what is found, and by several workers, is tried on both.
pytestmark = pytest.mark.anywhere

SEARCH = """id name isAlerting order version createdAt newCount lastMatchedAt
  filter { text skills states audience budgetAtLeast { amount currency } closesBefore }"""
LIST = f"""query ($first: Int, $after: String) {{ viewer {{ savedSearches(first: $first, after: $after) {{
  cursor edges {{ cursor node {{ {SEARCH} }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"""
FEED = """subscription ($after: String) { savedSearches(after: $after) { cursor occurredAt event { __typename
  ... on SearchMatched { savedSearch { id name newCount } demand { id title } newCount }
  ... on ResyncRequired { code } } } }"""
NODE = f"query ($id: ID!) {{ node(id: $id) {{ ... on SavedSearch {{ {SEARCH} }} }} }}"


async def revised(demand: Demand, by: Viewer, **brief: Any) -> Demand:
    version = (await Demand.get(id=demand.id)).version
    return await amend_demand(demand, Brief(**brief), expected_version=version, by=by)


# ---------- SA-1


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_sa1_a_search_tells_of_what_is_published_after_it_was_saved_and_of_nothing_before(time: Time) -> None:
    awarder, reader = await somebody(), await somebody()
    await opened(awarder)
    time.now += DAY
    search = await saved(reader)
    other = await saved(reader, FilterGiven(text="nothing like it"), "Others")
    time.now += DAY
    party = await party_of(awarder)
    brief = Brief(title="Another payment service", description="Build it.", audience=[PartyKind.TEAM])
    await draft_demand(party, brief, deadline_at=START + 9 * DAY, bidding=Bidding.OPEN, by=awarder)
    await all_told()
    assert (await hits(search), await news(reader)) == ([], [])
    demand = await opened(awarder)
    await all_told()
    assert (await hits(search), await hits(other)) == ([demand.id], [])
    assert await news(reader) == [(demand.id, "Payments")]
    row = await SavedSearch.get(id=search.id)
    assert (row.last_matched_at, row.version, row.created_at) == (time.now, 1, START + DAY)
    assert (await news(awarder), await SearchAlert.all().count()) == ([], 1)


@pytest.mark.usefixtures("database")
async def test_sa1_what_was_published_in_the_moment_of_saving_was_there_before(time: Time) -> None:
    awarder, reader = await somebody(), await somebody()
    early = await saved(reader)
    time.now += DAY
    search = await saved(reader)
    demand = await opened(awarder)
    await all_told()
    assert (await hits(early), await hits(search)) == ([demand.id], [])


@pytest.mark.usefixtures("database")
async def test_sa1_an_amendment_tells_those_whose_searches_did_not_fit_before(time: Time) -> None:
    awarder, reader, late = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder, lasts=9 * DAY)
    time.now += DAY
    fitted = await saved(reader, PAYMENT)
    rust = await saved(reader, FilterGiven(skills=["Rust"]), "Rust")
    soon = await saved(reader, FilterGiven(closes_before=START + 8 * DAY), "Soon")
    rich = await saved(late, FilterGiven(budget_at_least=MoneyGiven(Decimal(6_000), "USD")), "Rich")
    time.now += DAY
    await revised(demand, awarder, skills=["rust", "python"])
    await all_told()
    assert [await hits(each) for each in (fitted, rust, soon, rich)] == [[], [demand.id], [], []]
    await revised(demand, awarder, budget=BudgetGiven(None, Decimal(6_000), "USD"))
    await all_told()
    version = (await Demand.get(id=demand.id)).version
    await extend_deadline(demand, expected_version=version, deadline_at=START + 7 * DAY, by=awarder)
    await all_told()
    assert [await hits(each) for each in (fitted, rust, soon, rich)] == [[], [demand.id], [demand.id], [demand.id]]
    assert (await news(reader), await news(late)) == ([(demand.id, "Rust")], [(demand.id, "Rich")])


@pytest.mark.usefixtures("database")
async def test_sa1_what_no_filter_asks_about_makes_no_work(time: Time) -> None:
    awarder, reader = await somebody(), await somebody()
    unwatched = await opened(awarder)
    assert await SearchTask.all().count() == 0
    await saved(reader, EVERYTHING)
    time.now += DAY
    await revised(unwatched, awarder, is_bid_count_public=False)
    assert await SearchTask.all().count() == 0
    await opened(awarder)
    assert [task.former for task in await SearchTask.all()] == [None]
    await all_told()


@pytest.mark.usefixtures("database")
async def test_sa1_another_filter_tells_from_its_saving_on_and_another_name_changes_nothing(time: Time) -> None:
    awarder, reader = await somebody(), await somebody()
    renamed, changed = await saved(reader), await saved(reader, FilterGiven(text="payments"))
    time.now += DAY
    first = await opened(awarder)
    time.now += DAY
    # Before the clock has looked: the demand was there before the new filter.
    await edit_saved_search(renamed, expected_version=1, name="Money", by=reader)
    await edit_saved_search(changed, expected_version=1, filter=PAYMENT, by=reader)
    await all_told()
    assert (await hits(renamed), await hits(changed)) == ([first.id], [])
    time.now += DAY
    second = await opened(awarder)
    await all_told()
    assert (await hits(renamed), await hits(changed)) == ([first.id, second.id], [second.id])
    assert await news(reader) == [(first.id, "Money"), (second.id, "Money")]


# ---------- SA-2


@pytest.mark.usefixtures("database")
async def test_sa2_a_user_is_told_of_a_demand_once_and_again_only_when_it_is_reopened(time: Time) -> None:
    awarder, reader, other = await somebody(), await somebody(), await somebody()
    searches = [await saved(reader, PAYMENT, f"Search {number}") for number in range(3)]
    rust = await saved(reader, FilterGiven(skills=["rust"]), "Rust")
    await saved(other, EVERYTHING, "All")
    time.now += DAY
    demand = await opened(awarder)
    await all_told()
    once = [(demand.id, "Search 0")]
    assert (await news(reader), await news(other)) == (once, [(demand.id, "All")])
    time.now += DAY
    await revised(demand, awarder, skills=["rust"])
    await all_told()
    assert (await hits(rust), await news(reader)) == ([demand.id], once)
    await applied(await somebody(), demand)
    await close_bidding(demand, by=awarder)
    await all_told()
    assert await news(reader) == once
    version = (await Demand.get(id=demand.id)).version
    # What they have not read yet is not said again.
    await Notification.filter(kind="SEARCH_MATCHED").update(read_at=time.now)
    await reopen_bidding(demand, expected_version=version, deadline_at=START + 20 * DAY, by=awarder)
    await all_told()
    assert await news(reader) == [*once, (demand.id, "Search 0")]
    assert [await hits(each) for each in (*searches, rust)] == [[demand.id] * 2] * 4
    await revised(demand, awarder, skills=["go"])
    await revised(demand, awarder, skills=["rust"])
    await all_told()
    assert (len(await hits(rust)), len(await news(reader)), len(await news(other))) == (2, 2, 2)


@pytest.mark.usefixtures("database")
async def test_sa2_a_search_that_does_not_alert_counts_all_the_same(time: Time) -> None:
    awarder, reader = await somebody(), await somebody()
    quiet = await saved(reader, is_alerting=False)
    time.now += DAY
    demand = await opened(awarder)
    await all_told()
    assert (await hits(quiet), await news(reader)) == ([demand.id], [])
    (event,) = await StoredEvent.filter(stream=SEARCHES.stream(reader.user.id))
    assert event.facts == {"search": str(quiet.id), "demand": str(demand.id), "new_count": 1}
    assert (event.kind, event.actor_id) == ("search.matched", None)


@pytest.mark.usefixtures("database")
async def test_sa2_the_alert_comes_in_the_morning_digest(time: Time) -> None:
    awarder, reader = await somebody(), await somebody()
    reader.user.email_verified_at, reader.user.language = START, "de"
    await reader.user.save()
    await saved(reader, name="Zahlungen")
    time.now += DAY
    demands = [await opened(awarder) for _ in range(2)]
    await all_told()
    time.now = (await Mail.all())[0].due_at or START
    assert (time.now.hour, time.now.minute) == (8, 0)
    async with PostOffice() as office:
        assert await send_next(Smtp(server_at(office.url), LETTERHEAD.sender), LETTERHEAD) == "SENT"
        ((address, got),) = office.received
    assert address == reader.user.email
    text = text_of(got)
    assert text.count("„A payment service“ passt zu Ihrer Suche") == text.count("„Zahlungen“") == 2
    for demand in demands:
        assert f"https://market.example/open/{opaque('BiddingDemand', demand.id)}" in text


# ---------- SA-3


def some_filter(chance: random.Random) -> FilterGiven:
    def perhaps(value: Any) -> Any:
        return value if chance.random() < 0.35 else None

    budget = MoneyGiven(Decimal(chance.choice((0, 100, 250, 400))), chance.choice(("USD", "EUR")))
    return FilterGiven(
        text=perhaps(chance.choice(("red", "blue sky", "sky", "c++", "", "green"))),
        skills=perhaps(chance.sample(("go", "rust", "c++"), chance.randint(0, 2))),
        states=perhaps(chance.sample(list(DemandState), chance.randint(0, 4))),
        audience=perhaps(chance.sample(list(PartyKind), chance.randint(0, 2))),
        budget_at_least=perhaps(budget),
        closes_before=perhaps(START + chance.randint(2, 9) * DAY),
    )


def some_brief(chance: random.Random) -> Brief:
    low, high = sorted(chance.choices((None, 100, 250, 400), k=2), key=lambda end: end or 0)
    budget = BudgetGiven(low and Decimal(low), high and Decimal(high), chance.choice(("USD", "EUR")))
    return Brief(
        title=chance.choice(("Red", "Blue", "C++")),
        description=chance.choice(("sky", "sea, green", "a blue sky")),
        skills=chance.sample(("go", "rust", "c++", "c"), chance.randint(0, 3)),
        budget=chance.choice((budget, None)),
        audience=chance.sample(list(PartyKind), chance.randint(1, 3)),
    )


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("seed", range(4))
async def test_sa3_a_search_finds_what_the_list_finds_with_the_same_filter(time: Time, seed: int) -> None:
    chance = random.Random(seed)
    awarder, readers = await somebody(), [await somebody() for _ in range(2)]
    party = await party_of(awarder)
    kept = []
    for _ in range(40):
        filter = some_filter(chance)
        kept.append((filter, await saved(chance.choice(readers), filter)))
    for _ in range(25):
        time.now += timedelta(minutes=1)
        deadline = START + chance.randint(2, 9) * DAY
        demand = await draft_demand(
            party,
            some_brief(chance),
            deadline_at=deadline,
            bidding=chance.choice(list(Bidding)),
            by=awarder,
        )
        if chance.random() < 0.1:
            continue
        demand = await publish_demand(demand, by=awarder)
        if chance.random() < 0.5:
            await revised(demand, awarder, **vars_of(some_brief(chance)))
        if chance.random() < 0.2:
            await cancel_demand(demand, by=awarder)
    await all_told()
    for filter, search in kept:
        page = await find(criteria_of(**vars(filter)), DemandOrder.NEWEST, Window(first=200))
        assert sorted(await hits(search)) == sorted(demand.id for demand in page.rows), filter
    assert sum([len(await hits(search)) for _, search in kept]) > 50


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("is_text_unfinished", [None, True])
async def test_sa3_a_saved_search_means_whole_words_as_the_list_does(
    time: Time, is_text_unfinished: bool | None
) -> None:
    """`java` is not `javascript`, however the search was typed."""
    awarder, reader = await somebody(), await somebody()
    search = await saved(reader, FilterGiven(text="senior java", is_text_unfinished=is_text_unfinished), "Java")
    time.now += DAY
    party = await party_of(awarder)
    demands = []
    for description in ("A senior for JavaScript.", "A senior for Java."):
        brief = Brief(title="Wanted", description=description, audience=[PartyKind.TEAM])
        draft = await draft_demand(party, brief, deadline_at=START + 9 * DAY, bidding=Bidding.OPEN, by=awarder)
        demands.append(await publish_demand(draft, by=awarder))
    longer, java = demands
    await all_told()
    assert (await hits(search), await news(reader)) == ([java.id], [(java.id, "Java")])
    page = await find(criteria_of(**vars(FilterGiven(text="senior java"))), DemandOrder.NEWEST, Window(first=10))
    assert [demand.id for demand in page.rows] == [java.id]
    # An amendment to another longer word is no match, and one by which it comes to fit is.
    for description, matched in (("A senior for Javanese.", [java.id]), ("A senior for Java.", [java.id, longer.id])):
        await revised(longer, awarder, description=description)
        await all_told()
        assert await hits(search) == matched


def vars_of(brief: Brief) -> dict[str, Any]:
    return {name: getattr(brief, name) for name in ("title", "description", "skills", "budget", "audience")}


async def test_sa3_that_a_search_exists_reaches_nobody_but_its_user(server: Server) -> None:
    reader, other, awarder, staff = [await enterprise(server.url) for _ in range(4)]
    await grant(server, staff, "ADMINISTRATOR")
    search = await reader.do("saveSearch", name="Mine alone", filter={"text": "payment"})
    page = await listed(reader)
    async with reader.client.subscribe(FEED, after=page["cursor"]) as events:
        demand = await published(awarder)
        cursor = (await events.next())["savedSearches"]["cursor"]
    shown = await awarder.workbench(demand)
    for by in (other, awarder, staff, Person(server.url)):
        assert (await by.ask(NODE, id=search["id"]))["node"] is None
        assert "Mine alone" not in str(shown)
    for by in (other, awarder, staff):
        assert await nodes(by) == []
        for operation in ("deleteSavedSearch", "markSavedSearchRead"):
            for id in (search["id"], opaque("SavedSearch", new_id()), demand):
                assert await by.refused(operation, savedSearchId=id) == "NOT_FOUND"
        given = {"savedSearchId": search["id"], "expectedVersion": 1, "name": "Yours"}
        assert await by.refused("editSavedSearch", **given) == "NOT_FOUND"
        # Whoever has a cursor of somebody else's has nothing by it.
        async with by.client.subscribe(FEED, after=cursor) as events:
            assert (await events.next())["savedSearches"]["event"] == {
                "__typename": "ResyncRequired",
                "code": "RESYNC_REQUIRED",
            }
    async with Person(server.url).client.subscribe(FEED) as events:
        assert "UNAUTHENTICATED" in str(await events.message())
    assert [(each["name"], each["newCount"]) for each in await nodes(reader)] == [("Mine alone", 1)]


# ---------- saving, changing, deleting


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_a_user_keeps_fifty_searches(time: Time) -> None:
    reader, other = await somebody(), await somebody()
    searches = [await saved(reader, name=f"{number}") for number in range(MOST_SEARCHES - 1)]
    results = await asyncio.gather(*(saved(reader, name="One of these") for _ in range(3)), return_exceptions=True)
    assert sorted(getattr(each, "code", "saved") for each in results) == ["TOO_MANY_SEARCHES"] * 2 + ["saved"]
    await saved(other)
    async with refused("TOO_MANY_SEARCHES"):
        await saved(reader)
    assert await SavedSearch.filter(user_id=reader.user.id).count() == MOST_SEARCHES
    await delete_saved_search(searches[0], by=reader)
    await saved(reader)
    assert (await next_due(), time.now) == (None, START)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("filter", "path"),
    [
        (FilterGiven(text="x" * 501), "filter.text"),
        (FilterGiven(text="a\x00b"), "filter.text"),
        (FilterGiven(skills=["x" * 61]), "filter.skills.0"),
        (FilterGiven(skills=[f"skill {number}" for number in range(51)]), "filter.skills"),
        (FilterGiven(budget_at_least=MoneyGiven(Decimal(1), "XYZ1")), "filter.budgetAtLeast.currency"),
        (FilterGiven(budget_at_least=MoneyGiven(Decimal("0.001"), "USD")), "filter.budgetAtLeast.amount"),
        (FilterGiven(budget_at_least=MoneyGiven(Decimal(-5), "USD")), "filter.budgetAtLeast.amount"),
        (FilterGiven(text="%"), "filter.text"),
        (FilterGiven(text="🚀"), "filter.text"),
    ],
)
async def test_a_filter_is_checked_when_it_is_saved(filter: FilterGiven, path: str) -> None:
    reader = await somebody()
    search = await saved(reader)
    for attempt in (
        save_search(name="Wrong", filter=filter, by=reader),
        edit_saved_search(search, expected_version=1, filter=filter, by=reader),
    ):
        with pytest.raises(InvalidInput) as refusal:
            await attempt
        assert [field.path for field in refusal.value.fields] == [path]
    assert [(each.version, each.text) for each in await SavedSearch.all()] == [(1, "payment")]


@pytest.mark.usefixtures("database")
async def test_a_search_is_given_as_it_was_saved_and_what_is_left_out_stays(time: Time) -> None:
    reader = await somebody()
    filter = FilterGiven(
        text=" Payment  C++ ",
        skills=["Rust", "rust", "C++"],
        states=[DemandState.OPEN, DemandState.OPEN],
        audience=[PartyKind.TEAM],
        budget_at_least=MoneyGiven(Decimal("12.50"), "usd"),
        closes_before=START + DAY,
    )
    search = await saved(reader, filter, order=DemandOrder.BUDGET)
    row = await SavedSearch.get(id=search.id)
    assert (row.text, row.skills, row.states, row.audience) == ("Payment C++", ["rust", "c++"], ["OPEN"], ["TEAM"])
    assert (str(row.budget_at_least and row.budget_at_least.amount), row.budget_currency) == ("12.50", "USD")
    assert row.criteria == criteria_of(**{**vars(filter), "states": [DemandState.OPEN]})
    time.now += DAY
    edited = await edit_saved_search(search, expected_version=1, is_alerting=False, by=reader)
    assert (edited.version, edited.is_alerting, edited.order, edited.criteria) == (2, False, "BUDGET", row.criteria)
    assert edited.fits_since == START
    again = await edit_saved_search(search, expected_version=2, is_alerting=False, filter=filter, by=reader)
    assert again.version == 2
    for name in ("", " ", "x" * 121):
        async with refused("INVALID_INPUT"):
            await edit_saved_search(search, expected_version=2, name=name, by=reader)
    results = await asyncio.gather(
        *(edit_saved_search(search, expected_version=2, name=name, by=reader) for name in "ab"), return_exceptions=True
    )
    assert sorted(getattr(each, "code", "edited") for each in results) == ["CONFLICT", "edited"]
    assert (await SavedSearch.get(id=search.id)).version == 3


@pytest.mark.usefixtures("database")
async def test_a_deleted_search_keeps_nothing_that_was_searched(time: Time) -> None:
    awarder, reader = await somebody(), await somebody()
    search = await saved(reader)
    time.now += DAY
    await opened(awarder)
    await all_told()
    await opened(awarder)
    # The clock has not told of the second one: nobody is told any more.
    await delete_saved_search(search, by=reader)
    await all_told()
    row = await SavedSearch.get(id=search.id)
    assert (row.name, row.text, row.new_count, row.deleted_at) == ("", None, 0, time.now)
    assert (await SearchHit.all().count(), len(await news(reader))) == (0, 1)
    assert (await searches_of(reader.user.id, Window())).rows == []
    time.now += DAY
    assert (await delete_saved_search(search, by=reader)).version == row.version
    for attempt in (
        edit_saved_search(search, expected_version=row.version, name="Back", by=reader),
        mark_saved_search_read(search, by=reader),
    ):
        with pytest.raises(Refusal, match="WRONG_STATE"):
            await attempt
    assert (await SavedSearch.get(id=search.id)).deleted_at == row.deleted_at


async def test_a_retry_saves_no_second_search(server: Server) -> None:
    reader = await person(server.url)
    given = {"name": "Once", "filter": {"states": ["OPEN"]}, "idempotencyKey": "key"}
    twice = await asyncio.gather(*(reader.do("saveSearch", **given) for _ in range(2)))
    assert twice[0] == twice[1] == {"__typename": "SavedSearch", **without_filter((await nodes(reader))[0])}
    assert len(await nodes(reader)) == 1
    assert await reader.refused("saveSearch", **{**given, "name": "Twice"}) == "IDEMPOTENCY_MISMATCH"
    gone = {"savedSearchId": twice[0]["id"], "idempotencyKey": "gone"}
    assert await reader.do("deleteSavedSearch", **gone) == await reader.do("deleteSavedSearch", **gone)
    assert (await nodes(reader), await reader.refused("markSavedSearchRead", **gone)) == ([], "WRONG_STATE")


def without_filter(search: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in search.items() if name != "filter"}


@pytest.mark.usefixtures("database")
async def test_a_page_of_searches_is_one_statement_however_long_it_is() -> None:
    reader = await somebody()
    for number in range(20):
        await saved(reader, name=f"{number}")
    for first in (1, 20):
        with statements() as sent:
            page = await searches_of(reader.user.id, Window(first=first))
            assert len([row.criteria for row in page.rows]) == first
        assert len(sent) == 1


# ---------- live


async def listed(by: Person, **page: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await by.ask(LIST, **page))["viewer"]["savedSearches"]
    return found


async def nodes(by: Person) -> list[dict[str, Any]]:
    return [edge["node"] for edge in (await listed(by, first=200))["edges"]]


async def test_a_match_is_told_live_again_and_from_a_cursor_on(server: Server) -> None:
    awarder, reader = await enterprise(server.url), await person(server.url)
    title = f"Heard {key_of('User', reader.user)}"
    search = await reader.do("saveSearch", name="Mine", filter={"text": title})
    other = await reader.do("saveSearch", name="Other", filter={"text": title, "skills": ["python"]})
    start = (await listed(reader))["cursor"]
    async with reader.client.subscribe(FEED, after=start) as events:
        first = await published(awarder, title=title, skills=[])
        heard = [(await events.next())["savedSearches"]]
        second = await published(awarder, title=title)
        heard += [(await events.next())["savedSearches"] for _ in range(2)]
    told = [
        (each["event"]["savedSearch"]["id"], each["event"]["demand"]["id"], each["event"]["newCount"]) for each in heard
    ]
    assert told == [(search["id"], first, 1), (search["id"], second, 2), (other["id"], second, 1)]
    assert (await reader.do("markSavedSearchRead", savedSearchId=search["id"]))["newCount"] == 0
    for after, rest in ((start, heard), (heard[0]["cursor"], heard[1:]), (heard[1]["cursor"], heard[2:])):
        async with reader.client.subscribe(FEED, after=after) as events:
            again = [(await events.next())["savedSearches"] for _ in rest]
        assert [(each["cursor"], each["event"]["newCount"]) for each in again] == [
            (each["cursor"], each["event"]["newCount"]) for each in rest
        ]
    # What was found by a search that is gone is not told any more.
    await reader.do("deleteSavedSearch", savedSearchId=search["id"])
    async with reader.client.subscribe(FEED, after=start) as events:
        event = (await events.next())["savedSearches"]["event"]
    assert event["savedSearch"] == {"id": other["id"], "name": "Other", "newCount": 1}
    async with reader.client.subscribe(FEED, after="nonsense") as events:
        assert (await events.next())["savedSearches"]["event"]["__typename"] == "ResyncRequired"


@pytest.mark.parametrize("seed", range(2))
async def test_the_searches_that_were_loaded_and_heard_are_those_that_a_fresh_query_shows(
    server: Server, seed: int
) -> None:
    chance = random.Random(seed)
    awarder, reader = await enterprise(server.url), await person(server.url)
    mark = f"fresh{seed}{key_of('User', reader.user)}".replace("-", "")
    for skill in ("go", "rust", "python"):
        await reader.do("saveSearch", name=skill, filter={"text": mark, "skills": [skill]})
    await published(awarder, title=mark, skills=["go"])
    page = await listed(reader)
    known = {edge["node"]["id"]: edge["node"]["newCount"] for edge in page["edges"]}
    last = await reader.do("saveSearch", name="last", filter={"text": f"{mark}last"})

    async def disturb() -> None:
        for _ in range(3):
            await published(awarder, title=mark, skills=chance.sample(("go", "rust", "python"), 2))

    async with reader.client.subscribe(FEED, after=page["cursor"]) as events:
        await asyncio.gather(*(disturb() for _ in range(3)))
        await all_are_told(reader, mark)
        end = await published(awarder, title=f"{mark}last", skills=[])
        while True:
            event = (await events.next())["savedSearches"]["event"]
            if event["demand"]["id"] == end:
                break
            known[event["savedSearch"]["id"]] = event["newCount"]
    fresh = {each["id"]: each["newCount"] for each in await nodes(reader)}
    assert fresh == {**known, last["id"]: 1}
    assert sum(fresh.values()) == 1 + 9 * 2 + 1


async def all_are_told(reader: Person, mark: str) -> None:
    """Waits until the clock has told of all ten demands: their tasks are done in the order of their times alone."""

    async def are_told() -> bool:
        return sum(each["newCount"] for each in await nodes(reader) if each["filter"]["text"] == mark) >= 19

    await until(are_told)


@pytest.mark.everywhere
async def test_searches_page_from_the_latest_on(server: Server) -> None:
    reader = await person(server.url)
    for number in range(5):
        await reader.do("saveSearch", name=f"{number}", filter={})
    found, after, more = [], None, True
    while more:
        page = await listed(reader, first=2, after=after)
        found += [edge["node"]["name"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert found == ["4", "3", "2", "1", "0"]
