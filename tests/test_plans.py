"""Plans: the results for many events at once equal the executor's results for each."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from graphql import (
    IDLE,
    REMOVE,
    FieldNode,
    Visitor,
    get_operation_ast,
    get_variable_values,
    parse,
    print_ast,
    visit,
)
from structlog.testing import capture_logs

from edge.delivery import Request, rendering
from edge.plans import Planner, Unplanned
from models.accounts.sessions import viewer_of
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.clock import now
from models.demands import events
from models.demands.candidates import RemarkScope
from models.events import Event
from models.ids import key_of, new_id
from models.places import Place
from realtime.cursors import Cursor
from realtime.groups import Publication, Reader
from resolvers.context import Caller, Context
from resolvers.gathering import Gathering
from resolvers.live import LiveEvent, showing
from schema.kinds import identify
from tests.support.api.contract import SCHEMA
from tests.support.api.doors import everything, serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import Person, enterprise, person, published, submitted

pytestmark = pytest.mark.anywhere

ROOT_DEPTH = 5  # the path of a root's field: definitions, 0, selection_set, selections, 0
HAPPENED = {
    events.BidArrived,
    events.StandingChanged,
    events.RemarkAdded,
    events.RemarkEdited,
    events.RemarkDeleted,
    events.BiddingClosed,
    events.DemandPublished,
}
DIRECTED = """subscription ($id: ID!, $all: Boolean!) { live: workbench(demandId: $id) { at: occurredAt
  event { __typename ... on BidArrived { candidate { ...Parts remarks: version @skip(if: $all) } } ... on RemarkAdded {
    remark { candidate { ...Parts } body @include(if: $all) author { ... on Node { id } } } } } } }
fragment Parts on Candidate { id applicant { id party { name } } score { rank contributions { key raw } } }"""


@pytest.fixture(scope="module")
async def story(databases: Postgres | Sqlite, template: str) -> AsyncIterator[tuple[Person, str]]:
    """A demand with every kind of event, and its awarder."""
    database = await databases.create(template)
    async with serving(database) as url:
        owner = await enterprise(url)
        demand = await published(owner)
        bidders = [await person(url, f"Bidder {number}") for number in range(3)]
        for bidder in bidders:
            await submitted(bidder, demand)
        first, second, third = await owner.candidates(demand)
        remark = await owner.do("addRemark", candidateId=first["id"], body="Good; \u00fcberall.", scope="TEAM")
        await owner.do("editRemark", remarkId=remark["id"], body="Better.")
        await owner.do("deleteRemark", remarkId=remark["id"])
        await owner.do("placeAlternative", candidateId=second["id"], expectedVersion=second["version"])
        await owner.do("eliminateCandidates", candidateIds=[third["id"]], reason="PRICE")
        await owner.do("closeBidding", demandId=demand)
        yield owner, demand
    await databases.drop(database)


def context(viewer: Viewer | None) -> Context:
    made = Context(None, None, Gathering(), identify=identify, home="here", caller=Caller("here", None))  # type: ignore[arg-type] # follows nothing
    made.viewer = viewer
    return made


async def told_on(stream: str, place: Place, kinds: tuple[type[Event], ...] | None = None) -> list[LiveEvent]:
    tell = showing(place, kinds)
    events = await StoredEvent.filter(stream=stream).order_by("seq")
    told = [tell(Publication(Cursor(stream, "e", event.seq), event)) for event in events]
    return [each for each in told if each is not None]


def without_arguments(document: str) -> str:
    """The document without fields that take arguments, except for its root."""

    class Plain(Visitor):
        def enter_field(self, node: FieldNode, _key: object, _parent: object, path: list[Any], _: object) -> Any:
            is_root = path[1] == 0 and len(path) <= ROOT_DEPTH  # the fragments come after the operation
            return REMOVE if node.arguments and not is_root else IDLE

    return print_ast(visit(parse(document), Plain()))


@pytest.mark.parametrize(
    ("field", "place", "kinds"),
    [
        ("workbench", events.WORKBENCH, events.WORKBENCH.events),
        ("bidArrivals", events.WORKBENCH, events.ARRIVALS),
        ("market", events.MARKET, events.MARKET.events),
    ],
)
async def test_a_plan_says_what_the_executor_says(
    story: tuple[Person, str], field: str, place: Place, kinds: tuple[type[Event], ...]
) -> None:
    owner, demand = story
    document = without_arguments(everything("Subscription", field, depth=5))
    request = Request(document, {"id": demand, "demandId": demand}, None)
    stream = place.stream(None if field == "market" else key_of("BiddingDemand", demand))
    viewer = await viewer_of(str(owner.client.token))
    told = await told_on(stream, place, kinds)
    assert {type(each.event) for each in told} >= HAPPENED & {*kinds}
    with capture_logs() as logs:
        render = rendering(SCHEMA, request, context(viewer))
        planned = await render.together([(each, Reader(viewer)) for each in told])
    # It was planned, and the plan gave the answer.
    assert [entry for entry in logs if str(entry["event"]).startswith("executed")] == []
    assert planned == [await render.plainly(each, Reader(viewer)) for each in told]
    assert planned == [(await render.together([(each, Reader(viewer))]))[0] for each in told]
    assert all("errors" not in json.loads(each) for each in planned)


@pytest.mark.parametrize("all_", [True, False])
async def test_a_plan_follows_aliases_fragments_and_directives(story: tuple[Person, str], all_: bool) -> None:
    owner, demand = story
    request = Request(DIRECTED, {"id": demand, "all": all_}, None)
    viewer = await viewer_of(str(owner.client.token))
    told = await told_on(f"demand:{key_of('BiddingDemand', demand)}", events.WORKBENCH)
    render = rendering(SCHEMA, request, context(viewer))
    planned = await render.together([(each, Reader(viewer)) for each in told])
    assert planned == [await render.plainly(each, Reader(viewer)) for each in told]
    remark = next(each for each in map(json.loads, planned) if each["data"]["live"]["event"].get("remark"))
    assert ("body" in remark["data"]["live"]["event"]["remark"]) is all_


def test_what_takes_arguments_below_the_root_is_not_planned() -> None:
    document = parse(everything("Subscription", "workbench", depth=5))
    operation = get_operation_ast(document)
    assert operation is not None
    variables = get_variable_values(SCHEMA._schema, operation.variable_definitions, {"id": "x", "demandId": "x"})
    assert not isinstance(variables, list)
    with pytest.raises(Unplanned):
        Planner(SCHEMA, document, variables).of_root(operation)


async def test_what_a_plan_cannot_answer_the_executor_does(story: tuple[Person, str]) -> None:
    owner, demand = story
    document = """subscription ($id: ID!) { workbench(demandId: $id) { cursor event { ... on RemarkAdded {
      remark { body } } } } }"""
    viewer = await viewer_of(str(owner.client.token))
    stream = f"demand:{key_of('BiddingDemand', demand)}"
    gone = events.RemarkAdded(new_id(), new_id(), RemarkScope.TEAM, new_id())
    lost = StoredEvent(stream=stream, seq=1, kind=gone.kind, facts=gone.facts(), actor_id=None, at=now())
    kept = [each for each in await told_on(stream, events.WORKBENCH) if isinstance(each.event, events.RemarkAdded)]
    told = [LiveEvent(Publication(Cursor(stream, "e", 1), lost), gone), *kept]
    render = rendering(SCHEMA, Request(document, {"id": demand}, None), context(viewer))
    first, second = map(json.loads, await render.together([(each, Reader(viewer)) for each in told]))
    assert (first["data"], first["errors"][0]["extensions"]["code"]) == (None, "INTERNAL")
    assert (second["data"]["workbench"]["event"]["remark"]["body"], "errors" in second) == ("", False)
