"""The demonstration data: made with the verbs, once, and with live activity if configured."""

import os
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from graphql import parse, validate

import demo
from demo.acting import candidate_of, demand_of
from demo.cast import CROWD, PARTIES, PASSWORD, PEOPLE, TO_TRY, address
from demo.wanted import APPOINTMENTS, CATALOGUE, CUSTOMS, DASHBOARD, IDENTITY, LOYALTY, SHIPMENTS, SHOP
from models import database as orm
from models import journal
from models.accounts import sessions
from models.accounts.parties import Party
from models.accounts.sessions import Session
from models.accounts.users import StaffRole, User, staff_roles
from models.changes import StoredEvent
from models.clock import now
from models.clockwork import catch_up
from models.demands.applicants import Applicant, BidState
from models.demands.awards import Award, AwardState
from models.demands.candidates import Candidate, RemarkScope, Standing
from models.demands.demand import Demand, DemandState, book_of
from models.disputes.dispute import Dispute, DisputeState
from models.files.store import use_store
from models.ids import opaque
from models.work.item import WorkItem, WorkItemKind, WorkItemState
from models.workbench.overview import counts_of
from models.workbench.remarks import Remark
from realtime.log import cursor_of
from tests.support.api.contract import GRAPH
from tests.support.api.processes import Process
from tests.support.api.server import Server, main
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.deal import Shelf
from tests.support.domain.market import ARRIVALS, Person
from tests.support.domain.paying import till

# The demonstration is made with verbs that have their own tests.
pytestmark = pytest.mark.anywhere


@pytest.fixture(scope="module")
async def made(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """The URL of a database with the demonstration, from which those of the tests are copied."""
    url = await databases.create(template)
    await orm.connect(url)
    use_store(Shelf())
    with till(tmp_path_factory.mktemp("till")):
        await demo.make()
    await orm.disconnect()
    yield url
    await databases.drop(url)


@pytest.fixture
async def copy_url(databases: Postgres | Sqlite, made: str) -> AsyncIterator[str]:
    url = await databases.create(made)
    yield url
    await databases.drop(url)


@pytest.fixture
async def filled(copy_url: str) -> AsyncIterator[str]:
    """A database with the demonstration, to which this process is connected."""
    await orm.connect(copy_url)
    yield copy_url
    await orm.disconnect()


@pytest.mark.everywhere
@pytest.mark.usefixtures("filled")
async def test_the_demonstration_has_demands_in_eight_states_of_affairs() -> None:
    found = {demand.title: (demand.state, demand.bid_count) for demand in await Demand.all()}
    assert found == {
        CATALOGUE.title: (DemandState.IN_PROGRESS, 1),
        IDENTITY.title: (DemandState.CONTRACTED, 2),
        LOYALTY.title: (DemandState.CANCELLED, 1),
        SHOP.title: (DemandState.SELECTING, 4),
        DASHBOARD.title: (DemandState.AWARDED, 3),
        APPOINTMENTS.title: (DemandState.OPEN, 3),
        SHIPMENTS.title: (DemandState.OPEN, 3),
        CUSTOMS.title: (DemandState.DRAFT, 0),
    }
    assert await User.all().count() == len(PEOPLE) + len(CROWD)
    assert await Party.all().count() == len(PEOPLE) + len(CROWD) + len(PARTIES)
    assert Counter([each.state for each in await Applicant.all()]) == {
        BidState.SUBMITTED: 16,
        BidState.LAPSED: 1,
        BidState.DRAFT: 1,
    }
    assert Counter([each.state for each in await Award.all()]) == {
        AwardState.DECLINED: 1,
        AwardState.ACCEPTED: 2,
        AwardState.OFFERED: 1,
    }
    # Whoever ranks first needs no justification (WB-11).
    assert {(each.rank > 1, each.justification is not None) for each in await Award.all()} == {
        (False, False),
        (True, True),
    }
    assert Counter([each.scope for each in await Remark.all()]) == {RemarkScope.TEAM: 3, RemarkScope.PRIVATE: 2}


@pytest.mark.usefixtures("filled")
async def test_eb3_the_sealed_demand_of_the_demonstration_shows_a_number_and_no_bid() -> None:
    sealed = await demand_of(APPOINTMENTS)
    assert sealed is not None
    assert (sealed.is_sealed, sealed.bid_count, sum((await counts_of(sealed)).values())) == (True, 3, 0)


@pytest.mark.usefixtures("filled")
async def test_the_shop_of_the_demonstration_has_alternatives_and_an_elimination() -> None:
    shop = await demand_of(SHOP)
    assert shop is not None
    kept = await Candidate.filter(demand_id=shop.id, standing=Standing.ALTERNATIVE).order_by("alternative_rank")
    assert [each.id for each in kept] == [(await candidate_of(shop, key)).id for key in ("jonas", "grace")]
    assert [each.alternative_rank for each in kept] == [1, 2]
    out = await Candidate.filter(demand_id=shop.id, standing=Standing.ELIMINATED)
    assert [each.id for each in out] == [(await candidate_of(shop, "victor")).id]


@pytest.mark.usefixtures("filled")
async def test_a_dispute_of_the_demonstration_waits_for_a_mediator_whom_it_names() -> None:
    dispute = await Dispute.get()
    assert (dispute.state, dispute.ended_at) == (DisputeState.MEDIATION, None)
    assert dispute.mediates_until is not None
    assert dispute.mediates_until > now()
    item = await WorkItem.get(subject_id=dispute.id)
    assert (item.kind, item.state) == (WorkItemKind.DISPUTE, WorkItemState.WAITING)
    mediator = await User.get(email=address("nadia"))
    assert await staff_roles(mediator.id) == {StaffRole.MEDIATOR}
    assert address("nadia") in await demo.make()


@pytest.mark.usefixtures("filled")
async def test_the_demonstration_lies_in_the_past_and_leaves_the_clock_nothing_to_do() -> None:
    times = [event.at for event in await StoredEvent.all()]
    assert max(times) < now()
    assert (max(times) - min(times)).days == 44
    assert await catch_up() == 0
    for demand in await Demand.all():
        assert await journal.first_broken(book_of(demand.id)) is None


@pytest.mark.usefixtures("filled")
async def test_the_demonstration_leaves_nobody_signed_in_and_its_password_signs_in() -> None:
    assert await Session.filter(revoked_at=None).count() == 0
    for key, _ in TO_TRY:
        session = await sessions.sign_in(email=address(key), password=PASSWORD, origin="test")
        assert session.user.name == (PEOPLE | CROWD)[key].name


@pytest.mark.usefixtures("filled")
async def test_a_second_demonstration_changes_nothing_and_prints_the_same() -> None:
    text = await demo.make()
    events = await StoredEvent.all().count()
    assert await demo.make() == text
    assert await StoredEvent.all().count() == events
    assert all(f"{address(key)} " in text for key, _ in TO_TRY)


@pytest.mark.usefixtures("database")
async def test_a_database_with_users_gets_no_demonstration() -> None:
    await sessions.sign_up(email="ada@example.org", password="correct horse", name="Ada")
    text = await demo.make()
    assert "no demonstration" in text
    assert await User.all().count() == 1
    assert await Demand.all().count() == 0


@pytest.mark.usefixtures("database")
async def test_half_a_demonstration_is_said_to_be_one() -> None:
    await sessions.sign_up(email=address("olivia"), password=PASSWORD, name="Olivia Hart")
    assert "was interrupted" in await demo.make()
    assert await User.all().count() == 1


@pytest.mark.usefixtures("filled")
async def test_the_printed_documents_are_valid_and_name_the_open_demand() -> None:
    text = await demo.make()
    shipments = await demand_of(SHIPMENTS)
    assert shipments is not None
    assert text.count(opaque("BiddingDemand", shipments.id)) == 1
    mutation = next(line for line in text.splitlines() if line.startswith("mutation"))
    subscription = text[text.index("subscription {") : text.index("\n\nWith DEMO_TRICKLE_SECONDS")]
    assert validate(GRAPH, parse(mutation)) == []
    assert validate(GRAPH, parse(subscription)) == []


async def test_the_crowd_bids_live_once_each_and_then_revises(filled: str, tmp_path: Path) -> None:
    shipments = await demand_of(SHIPMENTS)
    assert shipments is not None
    start = await cursor_of(shipments.stream)
    with Server(tmp_path, DATABASE_URL=filled, DEMO_TRICKLE_SECONDS="0.05") as running:
        session = await Person(running.url).do("signIn", email=address("olivia"), password=PASSWORD)
        olivia = running.client(session["token"])
        async with olivia.subscribe(ARRIVALS, id=opaque("BiddingDemand", shipments.id), after=start) as events:
            heard = [(await events.next())["bidArrivals"] for _ in range(len(CROWD) + 2)]
    names = [each["candidate"]["applicant"]["party"]["name"] for each in heard]
    crowd = [each.name for each in CROWD.values()]
    # A draft beside a submitted bid is nothing that anybody hears of (EB-5).
    assert names == [*crowd, *crowd[:2]]
    assert [each["kind"] for each in heard] == ["ARRIVED"] * len(CROWD) + ["REVISED"] * 2
    assert heard[-1]["bidCount"] == 3 + len(CROWD)


async def test_without_being_asked_nobody_trickles_in(filled: str, tmp_path: Path) -> None:
    events = await StoredEvent.all().count()
    with Server(tmp_path, DATABASE_URL=filled, RETENTION_HOURS="10000") as running:
        assert running.get("/ready")[0] == 200
    assert await StoredEvent.all().count() == events


def test_production_takes_no_demonstration(tmp_path: Path) -> None:
    environment = {**os.environ, "ENVIRONMENT": "production", "DATABASE_URL": f"sqlite://{tmp_path}/none.sqlite3"}
    finished = main("demo", env=environment, zygote=Process.zygote)
    assert finished.returncode == 1
    assert "ENVIRONMENT: production takes no demonstration" in finished.stderr
    assert finished.stdout == ""
    assert list(tmp_path.iterdir()) == []
