"""Messages: sent once, numbered without gaps, edited within 15 minutes, read by the participants."""

from datetime import datetime
from functools import partial
from typing import Any

import pytest

from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.api.uploading import PDF, begun, uploaded
from tests.support.domain.market import (
    FEED,
    MESSAGE,
    Person,
    colleague,
    enterprise,
    in_,
    person,
    published,
    saved,
    submitted,
)
from tests.support.domain.talk import CONVERSATIONS, SEARCH, Talk, manager_of, talk
from tests.support.waiting import before, with_enough_time

# Who may write and read is decided in Python; retries, marks, pages and the search are tried on both.
pytestmark = pytest.mark.anywhere

NODE = f"query ($id: ID!) {{ node(id: $id) {{ __typename ... on Message {{ {MESSAGE} }} }} }}"


async def inbox(by: Person, **given: Any) -> list[str]:
    found = (await by.ask(CONVERSATIONS, **given))["conversations"]
    return [edge["node"]["id"] for edge in found["edges"]]


async def found(by: Person, text: str, **given: Any) -> list[str]:
    """The bodies that a search finds, the latest first."""
    answer = (await by.ask(SEARCH, text=text, **given))["searchMessages"]
    return [edge["node"]["body"] for edge in answer["edges"]]


async def unchanged(made: Talk, before: list[dict[str, Any]], cursor: str) -> None:
    """No message and no event was written."""
    assert (await made.said(made.awarder), await made.cursor()) == (before, cursor)


async def test_cm1_an_application_has_one_conversation_whoever_opens_it(server: Server) -> None:
    made = await talk(server)
    member, boss = await colleague(made.awarder), await enterprise(server.url, "Other")
    for by in (made.bidder, member, made.awarder):
        assert (await by.do("openConversation", applicantId=made.applicant))["id"] == made.id
    read = await made.read(made.bidder)
    assert [(each["user"]["id"], each["party"]["id"]) for each in read["participants"]] == [
        (made.awarder.user, made.awarder.party),
        (member.user, made.awarder.party),
        (made.bidder.user, made.bidder.party),
    ]
    assert (read["kind"], read["actions"], read["lastMessage"]) == ("APPLICATION", ["SEND"], None)
    assert (await made.read(made.awarder))["actions"] == ["SEND", "INVITE"]
    assert await boss.refused("openConversation", applicantId=made.applicant) == "NOT_FOUND"


async def test_cm1_two_applicants_never_share_a_conversation(server: Server) -> None:
    made = await talk(server)
    rival = await person(server.url, "Rival")
    theirs = (await submitted(rival, made.demand))["id"]
    other = (await rival.do("openConversation", applicantId=theirs))["id"]
    assert other != made.id
    await made.say(made.awarder, "Only for you.")
    said = (await made.said(made.awarder))[0]["id"]
    assert (await inbox(rival), await inbox(made.bidder)) == ([other], [made.id])
    assert await made.read(rival) is None
    assert (await rival.ask(NODE, id=said))["node"] is None
    assert await found(rival, "only") == []
    for operation, given in {
        "sendMessage": made.words("Hello."),
        "markRead": {"conversationId": made.id, "through": 1},
        "editMessage": {"messageId": said, "body": "Mine."},
        "deleteMessage": {"messageId": said},
        "openConversation": {"applicantId": made.applicant},
        "inviteToConversation": {"conversationId": made.id, "userId": rival.user},
        "removeFromConversation": {"conversationId": made.id, "userId": made.bidder.user},
    }.items():
        assert await rival.refused(operation, **given) == "NOT_FOUND", operation
    assert [each["body"] for each in await made.said(made.awarder)] == ["Only for you."]


async def test_cm2_while_bids_are_sealed_there_is_no_conversation(server: Server) -> None:
    await with_enough_time(partial(_sealed_and_opened, server), 1)


async def _sealed_and_opened(server: Server, seconds: float) -> None:
    awarder, bidder, deadline = await enterprise(server.url), await person(server.url), in_(seconds=seconds)
    with before(datetime.fromisoformat(deadline)):
        demand = await published(awarder, bidding="SEALED", deadlineAt=deadline)
        after = (await awarder.workbench(demand))["workbench"]["cursor"]
        applicant = (await submitted(bidder, demand))["id"]
        assert await bidder.refused("openConversation", applicantId=applicant) == "SEALED"
        # The awarder must not learn yet that someone applied.
        assert await awarder.refused("openConversation", applicantId=applicant) == "NOT_FOUND"
        assert (await inbox(bidder), await inbox(awarder)) == ([], [])
    async with awarder.client.subscribe(FEED, id=demand, after=after) as events:
        while (await events.next())["workbench"]["event"]["__typename"] != "BidsOpened":
            pass
    made = Talk(awarder, bidder, demand, applicant, (await bidder.do("openConversation", applicantId=applicant))["id"])
    await made.say(bidder, "Now we may talk.")
    assert [each["body"] for each in await made.said(awarder)] == ["Now we may talk."]


async def test_a_draft_of_a_bid_has_no_conversation(server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    draft = (await saved(bidder, demand))["id"]
    assert await bidder.refused("openConversation", applicantId=draft) == "WRONG_STATE"
    assert await awarder.refused("openConversation", applicantId=draft) == "NOT_FOUND"
    assert await inbox(bidder) == []


async def test_when_the_demand_has_ended_a_conversation_is_only_read(server: Server) -> None:
    made = await talk(server)
    rival = await person(server.url)
    theirs = (await submitted(rival, made.demand))["id"]
    words = made.words("Before the end.")
    sent = await made.bidder.do("sendMessage", **words)
    await made.awarder.do("cancelDemand", demandId=made.demand, reason="No money.")
    before, cursor = await made.said(made.awarder), await made.cursor()
    assert await made.bidder.refused("sendMessage", **made.words("Too late.")) == "WRONG_STATE"
    assert await made.bidder.refused("editMessage", messageId=sent["id"], body="Else.") == "WRONG_STATE"
    assert await made.bidder.refused("deleteMessage", messageId=sent["id"]) == "WRONG_STATE"
    assert await rival.refused("openConversation", applicantId=theirs) == "WRONG_STATE"
    # A retry of a message that was sent in time changes nothing, and is answered.
    assert (await made.bidder.do("sendMessage", **words))["id"] == sent["id"]
    assert (await made.read(made.bidder))["actions"] == (await made.read(made.awarder))["actions"] == []
    assert (await made.awarder.do("openConversation", applicantId=made.applicant))["id"] == made.id
    await unchanged(made, before, cursor)
    assert (await made.awarder.do("markRead", conversationId=made.id, through=1))["readThrough"] == 1


@pytest.mark.everywhere
async def test_cm3_a_retry_gives_the_first_message_and_another_text_is_refused(server: Server) -> None:
    made = await talk(server)
    words = made.words("\n Hello. ")
    first = await made.bidder.do("sendMessage", **words)
    assert (first["seq"], first["body"], first["version"], first["clientMessageId"]) == (
        *(1, " Hello.", 1),
        words["clientMessageId"],
    )
    assert (first["sender"]["id"], first["party"]["id"]) == (made.bidder.user, made.bidder.party)
    cursor = await made.cursor()
    assert await made.bidder.do("sendMessage", **words) == first
    answer = (await made.say(made.awarder, "Hello yourself.", replyToId=first["id"]))["replyTo"]
    assert answer == {"id": first["id"]}
    after = await made.cursor()
    assert cursor != after
    assert await made.bidder.refused("sendMessage", **{**words, "body": "Bye."}) == "IDEMPOTENCY_MISMATCH"
    assert await made.bidder.refused("sendMessage", **{**words, "replyToId": first["id"]}) == "IDEMPOTENCY_MISMATCH"
    # The other side has its own client message ids.
    assert (await made.awarder.do("sendMessage", **words))["seq"] == 3
    edited = await made.bidder.do("editMessage", messageId=first["id"], body="Good day.")
    assert await made.bidder.do("sendMessage", **words) == edited
    assert [each["seq"] for each in await made.said(made.bidder)] == [1, 2, 3]


async def test_bad_input_is_refused_field_by_field_and_changes_nothing(server: Server) -> None:
    made, other = await talk(server), await talk(server)
    foreign = (await other.say(other.awarder, "Elsewhere."))["id"]
    mine = (await made.say(made.awarder, "Here."))["id"]
    elsewhere = await talk(server, awarder=made.awarder)
    theirs = (await elsewhere.say(made.awarder, "In another one of mine."))["id"]
    before, cursor = await made.said(made.awarder), await made.cursor()
    for changes, paths in (
        ({"body": "  "}, {"body"}),
        ({"body": "x" * 10_001}, {"body"}),
        ({"body": "a\x00b"}, {"body"}),
        ({"clientMessageId": ""}, {"clientMessageId"}),
        ({"clientMessageId": "x" * 201}, {"clientMessageId"}),
        ({"clientMessageId": "", "body": ""}, {"body", "clientMessageId"}),
    ):
        answer = await made.bidder.act("sendMessage", **{**made.words("Fine."), **changes})
        assert (answer["__typename"], {each["path"] for each in answer["fields"]}) == ("InvalidInput", paths), changes
    for reply in (foreign, theirs, made.id, "nonsense"):
        assert await made.awarder.refused("sendMessage", **made.words("Re.", replyToId=reply)) == "NOT_FOUND"
    for id in (other.id, made.demand, "nonsense"):
        assert await made.bidder.refused("sendMessage", **{**made.words("Hi."), "conversationId": id}) == "NOT_FOUND"
    for through in (-1, 2, 2**31 - 1):
        answer = await made.bidder.act("markRead", conversationId=made.id, through=through)
        assert [each["path"] for each in answer["fields"]] == ["through"]
    assert (await made.awarder.act("editMessage", messageId=mine, body=" "))["__typename"] == "InvalidInput"
    huge = await made.bidder.client.post(
        "mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }",
        {"input": made.words("x" * 2**20)},
    )
    assert huge["errors"][0]["extensions"]["code"] == "BODY_TOO_LARGE"
    await unchanged(made, before, cursor)


async def test_cm6_an_edited_message_keeps_what_it_said_before(server: Server) -> None:
    made = await talk(server)
    stranger = await person(server.url)
    sent = await made.say(made.bidder, "Frist.")
    edited = await made.bidder.do("editMessage", messageId=sent["id"], body="First.", expectedVersion=1)
    assert (edited["body"], edited["version"], edited["seq"], edited["sentAt"]) == ("First.", 2, 1, sent["sentAt"])
    assert [each["body"] for each in edited["history"]] == ["Frist."]
    assert edited["history"][0]["writtenAt"] == sent["sentAt"]
    assert {"__typename": "Message", **(await made.said(made.awarder))[0]} == edited
    before, cursor = await made.said(made.awarder), await made.cursor()
    assert await made.bidder.refused("editMessage", messageId=sent["id"], body="1st.", expectedVersion=1) == "CONFLICT"
    assert await made.awarder.refused("editMessage", messageId=sent["id"], body="Mine.") == "NOT_ALLOWED"
    assert await made.awarder.refused("deleteMessage", messageId=sent["id"]) == "NOT_ALLOWED"
    assert await stranger.refused("editMessage", messageId=sent["id"], body="Mine.") == "NOT_FOUND"
    # The same text again is no edit.
    assert await made.bidder.do("editMessage", messageId=sent["id"], body="First.") == edited
    await unchanged(made, before, cursor)


async def test_cm6_a_deleted_message_leaves_its_place_and_its_past_to_its_own_side(server: Server) -> None:
    made = await talk(server)
    member = await colleague(made.awarder)
    sent = await made.say(made.awarder, "We pay twice as much.")
    await made.awarder.do("editMessage", messageId=sent["id"], body="We pay well.")
    await made.say(made.bidder, "What did you say?", replyToId=sent["id"])
    gone = await made.awarder.do("deleteMessage", messageId=sent["id"], expectedVersion=2)
    assert (gone["body"], gone["isDeleted"], gone["version"], gone["seq"]) == ("", True, 3, 1)
    theirs = await made.said(made.bidder)
    assert [(each["seq"], each["isDeleted"]) for each in theirs] == [(1, True), (2, False)]
    assert "pay" not in str(theirs)
    assert theirs[0]["history"] == []
    (ours, _) = await made.said(member)
    assert [each["body"] for each in ours["history"]] == ["We pay twice as much.", "We pay well."]
    first = "query ($id: ID!) { node(id: $id) { ... on Message { history(first: 1) { body } } } }"
    assert (await member.ask(first, id=sent["id"]))["node"]["history"] == [{"body": "We pay twice as much."}]
    before, cursor = await made.said(made.awarder), await made.cursor()
    assert await made.awarder.do("deleteMessage", messageId=sent["id"]) == gone
    assert await made.awarder.refused("editMessage", messageId=sent["id"], body="Back.") == "WRONG_STATE"
    assert await made.awarder.refused("deleteMessage", messageId=sent["id"], expectedVersion=1) == "CONFLICT"
    await unchanged(made, before, cursor)


@pytest.mark.everywhere
async def test_cm5_a_read_mark_only_moves_forward(server: Server) -> None:
    made = await talk(server)
    member = await colleague(made.awarder)
    for number in range(4):
        await made.say(made.bidder, f"Number {number}.")
    own = await made.say(made.awarder, "Mine.")
    assert own["seq"] == 5
    assert [(await made.read(by))["unreadCount"] for by in (made.awarder, member, made.bidder)] == [4, 5, 1]
    moved = await made.awarder.do("markRead", conversationId=made.id, through=3)
    assert (moved["unreadCount"], moved["readThrough"]) == (1, 3)
    cursor = await made.cursor()
    for through in (3, 1, 0):
        moved = await made.awarder.do("markRead", conversationId=made.id, through=through)
        assert (moved["unreadCount"], moved["readThrough"], moved["cursor"]) == (1, 3, cursor)
    await made.bidder.do("deleteMessage", messageId=(await made.said(made.bidder))[3]["id"])
    assert [(await made.read(by))["unreadCount"] for by in (made.awarder, member, made.bidder)] == [0, 4, 1]
    assert (await made.read(member))["readThrough"] == 0


async def test_messages_are_paged_from_both_ends(server: Server) -> None:
    made = await talk(server)
    for number in range(1, 8):
        await made.say(made.bidder, str(number))

    async def page(**given: Any) -> tuple[str, bool, bool]:
        found = (await made.read(made.awarder, **given))["messages"]
        info = found["pageInfo"]
        return "".join(edge["node"]["body"] for edge in found["edges"]), info["hasPreviousPage"], info["hasNextPage"]

    edges = (await made.read(made.awarder))["messages"]["edges"]
    cursors = [edge["cursor"] for edge in edges]
    assert await page() == ("1234567", False, False)
    assert await page(last=3) == ("567", True, False)
    assert await page(last=3, before=cursors[4]) == ("234", True, True)
    assert await page(last=3, before=cursors[1]) == ("1", False, True)
    assert await page(last=3, before=cursors[0]) == ("", False, True)
    assert await page(first=3) == ("123", False, True)
    assert await page(first=3, after=cursors[4]) == ("67", True, False)
    assert await page(first=3, after=cursors[6]) == ("", True, False)
    assert await page(last=9, after=cursors[1], before=cursors[4]) == ("34", False, True)
    assert await page(first=3, last=2) == ("23", True, True)
    await made.say(made.bidder, "8")
    assert await page(last=3, before=cursors[4]) == ("234", True, True)
    for given, path in (
        ({"last": 0}, "last"),
        ({"first": 201}, "first"),
        ({"last": 1, "before": "nonsense"}, "before"),
        ({"first": 1, "after": "nonsense"}, "after"),
    ):
        answer = await made.awarder.client.post(
            "query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { conversation(id: $id) { "
            "messages(first: $first, after: $after, last: $last, before: $before) { edges { cursor } } } }",
            {"id": made.id, **given},
        )
        assert [each["path"] for each in answer["errors"][0]["extensions"]["fields"]] == [path], given


@pytest.mark.everywhere
async def test_an_inbox_shows_the_latest_activity_first_and_only_ones_own(server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url)
    colleague_of_awarder = await colleague(awarder)
    talks = [await talk(server, awarder=awarder, bidder=bidder) for _ in range(4)]
    await talk(server, awarder=awarder)
    order = [each.id for each in talks]
    # Until something is written, a conversation is there for the user who opened it.
    assert (await inbox(awarder))[1:] == order[::-1]
    assert await inbox(bidder) == await inbox(colleague_of_awarder) == []
    for each in talks:
        await each.say(awarder, "Good day.")
    assert await inbox(bidder, partyId=bidder.party) == order[::-1]
    await talks[1].say(bidder, "Up.")
    await talks[0].say(awarder, "And up.")
    order = [order[0], order[1], order[3], order[2]]
    assert await inbox(bidder) == order
    first = (await bidder.ask(CONVERSATIONS, first=2))["conversations"]
    assert first["pageInfo"]["hasNextPage"] is True
    rest = (await bidder.ask(CONVERSATIONS, first=2, after=first["pageInfo"]["endCursor"]))["conversations"]
    assert [edge["node"]["id"] for edge in (*first["edges"], *rest["edges"])] == order
    assert [edge["node"]["lastMessage"] and edge["node"]["lastMessage"]["body"] for edge in first["edges"]] == [
        *("And up.", "Up."),
    ]
    assert rest["pageInfo"]["hasNextPage"] is False
    assert len(await inbox(awarder, partyId=awarder.party)) == 5
    for party in (awarder.party, bidder.user, "nonsense"):
        assert await inbox(bidder, partyId=party) == []
    second = (await bidder.do("createParty", name="Second", kind="TEAM"))["id"]
    assert await inbox(bidder, partyId=second) == []


@pytest.mark.everywhere
async def test_search_finds_what_one_may_read_as_it_is_now(server: Server) -> None:
    made = await talk(server)
    stranger = await person(server.url)
    one = await made.say(made.awarder, "Do you know C++ and .NET?")
    two = await made.say(made.bidder, "C++, of course; and Café culture.")
    assert await found(made.bidder, "c++") == [two["body"], one["body"]]
    assert await found(made.awarder, "net C++") == [one["body"]]
    assert await found(made.awarder, "cafe") == [two["body"]]
    assert await found(made.awarder, "c") == []
    assert (await found(stranger, "c++"), await found(made.bidder, "c++", partyId=made.awarder.party)) == ([], [])
    page = (await made.bidder.ask(SEARCH, text="c++", first=1))["searchMessages"]
    rest = (await made.bidder.ask(SEARCH, text="c++", after=page["pageInfo"]["endCursor"]))["searchMessages"]
    assert [edge["node"]["id"] for edge in (*page["edges"], *rest["edges"])] == [two["id"], one["id"]]
    await made.bidder.do("editMessage", messageId=two["id"], body="Rust, of course.")
    assert (await found(made.awarder, "c++"), await found(made.awarder, "rust")) == (
        [one["body"]],
        ["Rust, of course."],
    )
    await made.awarder.do("deleteMessage", messageId=one["id"])
    assert (await found(made.awarder, "c++"), await found(made.bidder, "net")) == ([], [])
    for text in ("", "  ", "!!", "x" * 501):
        answer = await made.awarder.client.post(SEARCH, {"text": text})
        assert [each["path"] for each in answer["errors"][0]["extensions"]["fields"]] == ["text"]


async def test_cm1_the_awarder_invites_the_resource_manager_and_lets_them_out(server: Server) -> None:
    made = await talk(server)
    member = await colleague(made.awarder)
    manager, other = await manager_of(server, made.demand), await person(server.url)
    invite = {"conversationId": made.id, "userId": manager.user}
    await made.say(made.awarder, "Before you came.")
    assert (await made.read(manager), await inbox(manager), await found(manager, "before")) == (None, [], [])
    for by in (member, made.bidder):
        assert await by.refused("inviteToConversation", **invite) == "NOT_ALLOWED"
    for user in (other.user, made.bidder.user, "nonsense"):
        assert await made.awarder.refused("inviteToConversation", conversationId=made.id, userId=user) == "NOT_FOUND"
    cursor = await made.cursor()
    invited = await made.awarder.do("inviteToConversation", **invite)
    assert invited["participants"][-1] == {"user": {"id": manager.user, "name": "Manager"}, "party": None}
    assert invited["cursor"] != cursor
    assert (await made.awarder.do("inviteToConversation", **invite))["cursor"] == invited["cursor"]
    assert (await inbox(manager), await found(manager, "before")) == ([made.id], ["Before you came."])
    spoken = await made.say(manager, "May I help?")
    assert (spoken["party"], spoken["seq"]) == (None, 2)
    assert await manager.refused("inviteToConversation", **invite) == "NOT_ALLOWED"
    assert await manager.refused("openConversation", applicantId=made.applicant) == "NOT_ALLOWED"
    assert await made.bidder.refused("removeFromConversation", **invite) == "NOT_ALLOWED"
    removed = await made.awarder.do("removeFromConversation", **invite)
    assert manager.user not in str(removed["participants"])
    assert (await made.read(manager), await inbox(manager), await found(manager, "help")) == (None, [], [])
    assert await manager.refused("sendMessage", **made.words("Still here?")) == "NOT_FOUND"
    assert await made.awarder.refused("removeFromConversation", **invite) == "NOT_FOUND"
    await made.awarder.do("inviteToConversation", **invite)
    await manager.do("removeFromConversation", **invite)
    assert await made.read(manager) is None


async def test_wb1_remarks_and_messages_never_meet(server: Server) -> None:
    made = await talk(server)
    (candidate,) = await made.awarder.candidates(made.demand)
    await made.awarder.do("addRemark", candidateId=candidate["id"], body="A remark.", scope="TEAM")
    await made.say(made.awarder, "A message.")
    assert [each["body"] for each in await made.said(made.awarder)] == ["A message."]
    remarks = (await made.awarder.workbench(made.demand))["workbench"]["candidates"]["edges"][0]["node"]["remarks"]
    assert [edge["node"]["body"] for edge in remarks["edges"]] == ["A remark."]
    assert await found(made.awarder, "a") == ["A message."]
    assert await made.bidder.refused("addRemark", candidateId=made.id, body="Hm.", scope="TEAM") == "NOT_FOUND"
    assert (
        await made.awarder.refused("editMessage", messageId=remarks["edges"][0]["node"]["id"], body="Hm.")
        == "NOT_FOUND"
    )


async def test_a_key_makes_a_retry_harmless(server: Server) -> None:
    made = await talk(server)
    given = {**made.words("Once."), "idempotencyKey": "k"}
    sent = await made.bidder.do("sendMessage", **given)
    assert await made.bidder.do("sendMessage", **given) == sent
    assert await made.bidder.refused("sendMessage", **{**given, "body": "Twice."}) == "IDEMPOTENCY_MISMATCH"
    edit = {"messageId": sent["id"], "body": "One.", "expectedVersion": 1, "idempotencyKey": "e"}
    assert await made.bidder.do("editMessage", **edit) == await made.bidder.do("editMessage", **edit)
    assert [each["version"] for each in await made.said(made.bidder)] == [2]


async def test_a_message_takes_files_with_it_for_whoever_takes_part(server: Server) -> None:
    made = await talk(server)
    plan, offer = await uploaded(made.bidder), await uploaded(made.bidder, name="offer.pdf")
    words = made.words("", attachmentIds=[offer, plan])
    sent = await made.bidder.do("sendMessage", **words)
    assert [each["fileName"] for each in sent["attachments"]] == ["offer.pdf", "plan.pdf"]
    assert await made.bidder.do("sendMessage", **words) == sent
    links = await file_links(made, made.awarder)
    assert [await status(link) for link in links] == [200, 200]
    before, cursor = await made.said(made.awarder), await made.cursor()
    free = await uploaded(made.awarder)
    for ids, code in (
        ([plan], "ALREADY_ATTACHED"),
        ([free], "NOT_FOUND"),
        (["nonsense"], "NOT_FOUND"),
        ([(await begun(made.bidder, PDF))["id"]], "UPLOAD_INCOMPLETE"),
        ([plan] * 11, "INVALID_INPUT"),
    ):
        assert await made.bidder.refused("sendMessage", **made.words("With it.", attachmentIds=ids)) == code
    assert await made.bidder.refused("sendMessage", **{**words, "attachmentIds": [plan]}) == "IDEMPOTENCY_MISMATCH"
    await unchanged(made, before, cursor)
    edited = await made.bidder.do("editMessage", messageId=sent["id"], body="The offer.")
    assert (len(edited["attachments"]), edited["history"][0]["body"]) == (2, "")
    gone = await made.bidder.do("deleteMessage", messageId=sent["id"])
    assert (gone["attachments"], [await status(link) for link in links]) == ([], [404, 404])


async def file_links(made: Talk, by: Person) -> list[str]:
    """The links to the first message's files, for a user."""
    document = (
        "query ($id: ID!) { conversation(id: $id) { messages(first: 1) { edges { node { attachments { url } } } } } }"
    )
    edges = (await by.ask(document, id=made.id))["conversation"]["messages"]["edges"]
    return [each["url"] for each in edges[0]["node"]["attachments"]]


async def status(url: str) -> int:
    async with http_client() as client:
        return (await client.get(url)).status_code
