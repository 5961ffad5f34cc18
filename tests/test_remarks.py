"""Remarks: for the team or their author, and never for an applicant (WB-1)."""

from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import FEED, REMARK, Person, colleague, grant, in_, person
from tests.support.domain.table import Table, table

# Who may read a remark is decided in Python; pages are tried on both.
pytestmark = pytest.mark.anywhere

NODE = f"query ($id: ID!) {{ node(id: $id) {{ __typename id ... on Remark {{ {REMARK} }} }} }}"
PAGES = f"""query ($id: ID!, $first: Int, $after: String) {{ node(id: $id) {{ ... on Candidate {{
  remarks(first: $first, after: $after) {{ edges {{ cursor node {{ {REMARK} }} }}
    pageInfo {{ hasNextPage endCursor }} }} }} }} }}"""


async def bodies(by: Person, candidate: str) -> list[str]:
    """The remarks on a candidate that a user can read, the oldest first."""
    found = (await by.ask(PAGES, id=candidate))["node"]
    return [edge["node"]["body"] for edge in found["remarks"]["edges"]] if found else []


async def remark(by: Person, candidate: str, body: str, scope: str = "TEAM") -> str:
    return str((await by.do("addRemark", candidateId=candidate, body=body, scope=scope))["id"])


async def heard(by: Person, made: Table, after: str) -> list[dict[str, Any]]:
    """What a user receives from the cursor on, up to a last event that everyone receives."""
    await made.eliminate(made.candidates[-1])
    found = []
    async with by.client.subscribe(FEED, id=made.demand, after=after) as events:
        while (event := (await events.next())["workbench"]["event"])["__typename"] != "StandingChanged":
            found += [event] if event["__typename"] != "RecordEntryAdded" else []
    await made.awarder.do("restoreCandidate", candidateId=made.candidates[-1], reason="It was the last event.")
    return found


async def test_wb1_a_team_remark_is_the_whole_teams(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    member, one, after = await colleague(made.awarder), made.candidates[0], await made.cursor()
    id = await remark(member, one, "Knows the trade. ")
    for by in (made.awarder, member):
        found = (await by.ask(NODE, id=id))["node"]
        assert (found["body"], found["scope"], found["version"]) == ("Knows the trade.", "TEAM", 1)
        assert (found["author"]["id"], found["editedAt"]) == (member.user, None)
        assert await bodies(by, one) == ["Knows the trade."]
        (listed,) = [each for each in await by.candidates(made.demand) if each["id"] == one]
        assert [edge["node"]["id"] for edge in listed["remarks"]["edges"]] == [id]
        (event,) = await heard(by, made, after)
        assert (event["__typename"], event["remark"]["id"], event["remark"]["candidate"]["id"]) == (
            "RemarkAdded",
            id,
            one,
        )


@pytest.mark.everywhere
async def test_wb1_a_private_remark_reaches_nobody_but_its_author(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    member, one, after = await colleague(made.awarder), made.candidates[0], await made.cursor()
    id = await remark(member, one, "Only mine.", "PRIVATE")
    await member.do("editRemark", remarkId=id, body="Still only mine.")
    await remark(member, one, "Ours.")
    assert await bodies(member, one) == ["Still only mine.", "Ours."]
    assert await bodies(made.awarder, one) == ["Ours."]
    page = (await made.awarder.ask(PAGES, id=one, first=1))["node"]["remarks"]
    assert ([edge["node"]["body"] for edge in page["edges"]], page["pageInfo"]["hasNextPage"]) == (["Ours."], False)
    assert (await made.awarder.ask(NODE, id=id))["node"] is None
    await member.do("deleteRemark", remarkId=id)
    kinds = [event["__typename"] for event in await heard(member, made, after)]
    # A replayed event shows the remark in its current state, and its author receives every event.
    assert kinds == ["RemarkAdded", "RemarkEdited", "RemarkAdded", "RemarkDeleted"]
    (event,) = await heard(made.awarder, made, after)
    assert (event["__typename"], event["remark"]["body"]) == ("RemarkAdded", "Ours.")
    assert "mine" not in str(event)


async def test_wb1_nobody_outside_the_team_reads_writes_or_hears_of_remarks(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    one, bidder, stranger = made.candidates[0], made.bidders[0], await person(server.url)
    manager = await person(server.url)
    await grant(server, manager, "RESOURCE_MANAGER")
    await manager.do("assignManager", demandId=made.demand)
    after = await made.cursor()
    id = await remark(made.awarder, one, "Too dear for us.")
    given = {"candidateId": one, "body": "Hello.", "scope": "TEAM"}
    for by in (bidder, made.bidders[1], stranger):
        assert await bodies(by, one) == []
        assert (await by.ask(NODE, id=id))["node"] is None
        assert await by.refused("addRemark", **given) == "NOT_FOUND"
        assert await by.refused("editRemark", remarkId=id, body="Cheap.") == "NOT_FOUND"
        assert await by.refused("deleteRemark", remarkId=id) == "NOT_FOUND"
    # A resource manager can see the workbench, but not its remarks.
    assert await bodies(manager, one) == []
    assert (await manager.ask(NODE, id=id))["node"] is None
    assert await manager.refused("addRemark", **given) == "NOT_ALLOWED"
    assert await heard(manager, made, after) == []
    assert await bodies(made.awarder, one) == ["Too dear for us."]


async def test_only_its_author_edits_or_deletes_a_remark_and_on_its_present_version(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    member, one = await colleague(made.awarder), made.candidates[0]
    id = await remark(member, one, "First.")
    after = await made.cursor()
    assert await made.awarder.refused("editRemark", remarkId=id, body="Mine now.") == "NOT_ALLOWED"
    assert await made.awarder.refused("deleteRemark", remarkId=id) == "NOT_ALLOWED"
    assert await made.cursor() == after
    edited = await member.do("editRemark", remarkId=id, body="Second.", expectedVersion=1)
    assert (edited["body"], edited["version"], edited["editedAt"] is None) == ("Second.", 2, False)
    after = await made.cursor()
    stale = await member.act("editRemark", remarkId=id, body="Third.", expectedVersion=1)
    assert (stale["__typename"], stale["currentVersion"]) == ("Conflict", 2)
    assert await member.refused("deleteRemark", remarkId=id, expectedVersion=1) == "CONFLICT"
    assert (await made.cursor(), await bodies(member, one)) == (after, ["Second."])


async def test_a_deleted_remark_is_gone_from_every_place(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    one, after = made.candidates[0], await made.cursor()
    id = await remark(made.awarder, one, "A slip of the tongue.")
    await remark(made.awarder, one, "Stays.")
    gone = await made.awarder.do("deleteRemark", remarkId=id)
    assert (gone["id"], gone["body"], gone["version"]) == (id, "", 2)
    assert await bodies(made.awarder, one) == ["Stays."]
    assert (await made.awarder.ask(NODE, id=id))["node"] is None
    for act in ("editRemark", "deleteRemark"):
        again = {"remarkId": id, **({"body": "Back."} if act == "editRemark" else {})}
        assert await made.awarder.refused(act, **again) == "NOT_FOUND"
    events = await heard(made.awarder, made, after)
    assert [event["__typename"] for event in events] == ["RemarkAdded", "RemarkAdded", "RemarkDeleted"]
    assert (events[2]["remarkId"], events[2]["candidate"]["id"]) == (id, one)
    assert "slip" not in str(events)


@pytest.mark.everywhere
async def test_remarks_page_from_the_oldest_on(server: Server) -> None:
    made = await table(server, "1000.00")
    one = made.candidates[0]
    for number in range(5):
        await remark(made.awarder, one, f"{number}")
    found, after, more = [], None, True
    while more:
        page = (await made.awarder.ask(PAGES, id=one, first=2, after=after))["node"]["remarks"]
        found += [edge["node"]["body"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert found == ["0", "1", "2", "3", "4"]


async def test_a_remark_has_a_text_and_a_retry_makes_no_second_one(server: Server) -> None:
    made = await table(server, "1000.00")
    one, after = made.candidates[0], await made.cursor()
    for body in ("", "  ", "x" * 5_001, "a\x00b"):
        given = {"candidateId": one, "body": body, "scope": "TEAM"}
        assert await made.awarder.refused("addRemark", **given) == "INVALID_INPUT"
    assert await made.cursor() == after
    given = {"candidateId": one, "body": "Once.", "scope": "TEAM", "idempotencyKey": "key"}
    assert await made.awarder.do("addRemark", **given) == await made.awarder.do("addRemark", **given)
    assert await bodies(made.awarder, one) == ["Once."]


async def test_whoever_leaves_the_team_leaves_their_remarks_behind(server: Server) -> None:
    made = await table(server, "1000.00")
    member, one = await colleague(made.awarder), made.candidates[0]
    ours, mine = await remark(member, one, "Ours."), await remark(member, one, "Mine.", "PRIVATE")
    await made.awarder.do("removeMember", partyId=made.awarder.party, userId=member.user)
    for id in (ours, mine):
        assert (await member.ask(NODE, id=id))["node"] is None
        assert await member.refused("editRemark", remarkId=id, body="From outside.") == "NOT_FOUND"
    assert await bodies(made.awarder, one) == ["Ours."]


async def test_wb1_an_applicants_own_application_and_inbox_say_nothing_of_the_workbench(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    one, bidder = made.candidates[0], made.bidders[0]
    await remark(made.awarder, one, "SECRET remark.")
    await made.place(one)
    await made.awarder.do("eliminateCandidates", candidateIds=[one], reason="OTHER", note="SECRET note.")
    document = """{ viewer { applications { edges { node { id bid { state actions } award { id } demand { id
      ... on BiddingDemand { workbench { id } } } } } } } }"""
    seen = await bidder.ask(document)
    (own,) = [edge["node"] for edge in seen["viewer"]["applications"]["edges"]]
    assert own["demand"] == {"id": made.demand, "workbench": None}
    assert (own["bid"]["state"], own["award"]) == ("SUBMITTED", None)
    for id in (one, own["demand"]["id"]):
        assert "SECRET" not in str(await bidder.ask(NODE, id=id))
    answer = await bidder.act("placeAlternative", candidateId=one, expectedVersion=3)
    unknown = await bidder.act("placeAlternative", candidateId="bm9ib2R5", expectedVersion=3)
    assert answer == unknown
    # Elimination does not affect the application: the bid still stands and can be withdrawn.
    await bidder.do("withdrawBid", applicantId=own["id"])
    assert [each["id"] for each in await made.awarder.candidates(made.demand)] == made.candidates[1:]


async def test_eb3_while_bids_are_sealed_there_is_nothing_to_remark_on(server: Server) -> None:
    made = await table(server, "1000.00", bidding="SEALED", deadlineAt=in_(hours=1))
    after = await made.cursor()
    given = {"candidateId": made.applications[0]["id"], "body": "Who is it?", "scope": "TEAM"}
    assert await made.awarder.refused("addRemark", **given) == "NOT_FOUND"
    assert await made.cursor() == after
