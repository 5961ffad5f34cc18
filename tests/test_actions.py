"""The field `actions` and the verbs' refusals agree, in every state of a demand."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from models.accounts.users import StaffRole, grant
from tests.support.api.behind import verify
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import Person, colleague, draft, enterprise, in_, person, published, submitted

# The state tables decide this, in Python.
pytestmark = pytest.mark.anywhere

ACTS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "PUBLISH": ("publishDemand", dict),
    "AMEND": ("amendDemand", lambda: {"title": "Another"}),
    "EXTEND_DEADLINE": ("extendDeadline", lambda: {"deadlineAt": in_(hours=5)}),
    "CLOSE_BIDDING": ("closeBidding", dict),
    "REOPEN_BIDDING": ("reopenBidding", lambda: {"deadlineAt": in_(hours=5)}),
    "CONCLUDE": ("concludeWithoutAward", lambda: {"reason": "Nobody."}),
    "CANCEL": ("cancelDemand", lambda: {"reason": "No need."}),
    "SUSPEND": ("suspendDemand", lambda: {"reason": "Looked into."}),
    "RESUME": ("resumeDemand", dict),
}


async def drafted(owner: Person, _: Person) -> str:
    return str((await draft(owner))["id"])


async def begun(owner: Person, _: Person) -> str:
    return str((await draft(owner, deadlineAt=None))["id"])


async def without_bids(owner: Person, _: Person) -> str:
    return await published(owner)


async def opened(owner: Person, bidder: Person) -> str:
    demand = await published(owner)
    await submitted(bidder, demand)
    return demand


async def unconfirmed(owner: Person, bidder: Person) -> str:
    demand = await opened(owner, bidder)
    version = await owner.version(demand)
    await owner.do("amendDemand", demandId=demand, durationDays=50, expectedVersion=version)
    return demand


async def selecting(owner: Person, bidder: Person) -> str:
    demand = await opened(owner, bidder)
    await owner.do("closeBidding", demandId=demand)
    return demand


async def awarded(owner: Person, bidder: Person) -> str:
    demand = await selecting(owner, bidder)
    (candidate,) = await owner.candidates(demand)
    version = await owner.version(demand)
    await owner.do("awardDemand", candidateId=candidate["id"], reason="The only one.", expectedVersion=version)
    return demand


async def cancelled(owner: Person, bidder: Person) -> str:
    demand = await opened(owner, bidder)
    await owner.do("cancelDemand", demandId=demand, reason="No need.")
    return demand


async def failed(owner: Person, bidder: Person) -> str:
    demand = await selecting(owner, bidder)
    await owner.do("concludeWithoutAward", demandId=demand, reason="Nobody.")
    return demand


EXPECTED = {"CONFLICT", "WRONG_STATE", "NOT_ALLOWED", "NOT_FOUND", "INCOMPLETE", "NO_BIDS", "UNCONFIRMED"}
WAYS: dict[str, Callable[[Person, Person], Awaitable[str]]] = {
    "DRAFT": drafted,
    "DRAFT, incomplete": begun,
    "OPEN": opened,
    "OPEN, without bids": without_bids,
    "OPEN, unconfirmed": unconfirmed,
    "SELECTING": selecting,
    "AWARDED": awarded,
    "CANCELLED": cancelled,
    "FAILED": failed,
}


@pytest.fixture(scope="module")
async def url(databases: Postgres | Sqlite, template: str) -> AsyncIterator[str]:
    database = await databases.create(template)
    async with serving(database) as endpoint:
        yield endpoint
    await databases.drop(database)


@pytest.mark.parametrize("state", WAYS)
async def test_an_action_is_shown_exactly_where_its_verb_does_not_refuse_it(url: str, state: str) -> None:
    owner = await enterprise(url)
    member, bidder, staff = await colleague(owner), await person(url), await person(url)
    await verify(url, staff.email)
    await grant(staff.email, StaffRole.ADMINISTRATOR)
    demand = await WAYS[state](owner, bidder)
    for viewer in (owner, member, bidder, staff):
        found = (await viewer.ask("query ($id: ID!) { demand(id: $id) { state actions } }", id=demand))["demand"]
        shown = set(found["actions"]) if found else set()
        for action, (verb, given) in ACTS.items():
            # With a version that never existed: a viewer who may act gets CONFLICT, and nothing changes.
            code = await viewer.refused(verb, demandId=demand, expectedVersion=999, **given())
            assert (code == "CONFLICT") == (action in shown), (action, code)
            assert code in EXPECTED
        assert found is None or found["state"] == state.split(",")[0]
