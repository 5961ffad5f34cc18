"""Bids: submitted by applicants, seen live at the workbench."""

from tests.market import FEED, enterprise, person, published, submitted
from tests.server import Server


async def test_a_submitted_bid_arrives_live_at_the_workbench(server: Server) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    start = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with awarder.client.subscribe(FEED, id=demand, after=start) as events:
        bidder = await person(server.url, "Bob")
        application = await submitted(bidder, demand, "2500.00")
        event = (await events.next())["workbench"]["event"]
    assert event["__typename"] == "BidArrived"
    assert event["candidate"]["applicant"]["id"] == application["id"]
    assert event["candidate"]["isUnread"] is True
    assert [each["id"] for each in await awarder.candidates(demand)] == [event["candidate"]["id"]]
