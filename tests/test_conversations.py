"""Live conversations: followed without gaps or duplicates by the participants, while they take part."""

import random
from typing import Any

import pytest

from models.notifications.kinds import NotificationKind
from tests.support.api.server import Server
from tests.support.domain.market import FEED, INBOX, NEWS, TALK, Person, colleague
from tests.support.domain.talk import Talk, manager_of, talk
from tests.test_live import refusal

# What is told to whom is decided in Python; resuming and removing are tried on both.
pytestmark = pytest.mark.anywhere

UNREAD = """query ($kinds: [NotificationKind!]) { viewer { messages: unreadMessageCount all: unreadNotificationCount
  others: unreadNotificationCount(without: [MESSAGE_RECEIVED]) none: unreadNotificationCount(without: $kinds) } }"""
PRESENCE = "subscription ($id: ID!) { conversationPresence(id: $id) { people { id } } }"


def kinds(told: list[dict[str, Any]]) -> list[str]:
    return [each["event"]["__typename"] for each in told]


async def some_talk(made: Talk) -> None:
    """One event of each kind."""
    sent = await made.say(made.awarder, "Hello?")
    await made.awarder.do("editMessage", messageId=sent["id"], body="Hello.")
    await made.say(made.bidder, "Hello.", replyToId=sent["id"])
    await made.awarder.do("markRead", conversationId=made.id, through=2)
    await made.awarder.do("deleteMessage", messageId=sent["id"])


@pytest.mark.everywhere
async def test_cm3_a_follower_resumes_behind_every_cursor_without_gap_or_repeat(server: Server) -> None:
    made = await talk(server)
    start = await made.cursor()
    await some_talk(made)
    told = await made.heard(made.bidder, start, 5)
    assert kinds(told) == ["MessageSent", "MessageEdited", "MessageSent", "ReadMoved", "MessageDeleted"]
    assert told[3]["event"] == {"__typename": "ReadMoved", "user": {"id": made.awarder.user}, "through": 2}
    # A replayed event shows the message in its current state, without its text.
    assert {told[place]["event"]["message"]["body"] for place in (0, 1, 4)} == {""}
    assert told[2]["event"]["message"]["replyTo"] == {"id": told[0]["event"]["message"]["id"]}
    assert told[-1]["cursor"] == await made.cursor()
    for place, each in enumerate(told, start=1):
        assert await made.heard(made.bidder, each["cursor"], 5 - place) == told[place:]
    # The sender's own side still reads what a deleted message said.
    ours = await made.heard(made.awarder, start, 5)
    assert [each["body"] for each in ours[0]["event"]["message"]["history"]] == ["Hello?", "Hello."]
    assert told[0]["event"]["message"]["history"] == []


async def test_a_cursor_of_another_conversation_is_answered_with_a_fresh_one(server: Server) -> None:
    made, other = await talk(server), await talk(server)
    for after in ("nonsense", await other.cursor()):
        (told,) = await made.heard(made.bidder, after, 1)
        assert told["event"] == {"__typename": "ResyncRequired", "code": "RESYNC_REQUIRED"}
        assert told["cursor"] == await made.cursor()


@pytest.mark.everywhere
async def test_cm1_whoever_is_removed_hears_nothing_from_the_next_event_on(server: Server) -> None:
    made = await talk(server)
    member, manager = await colleague(made.awarder), await manager_of(server, made.demand)
    await made.awarder.do("inviteToConversation", conversationId=made.id, userId=manager.user)
    start = await made.cursor()
    async with (
        member.client.subscribe(TALK, id=made.id, after=start) as to_member,
        manager.client.subscribe(TALK, id=made.id, after=start) as to_manager,
        made.bidder.client.subscribe(TALK, id=made.id, after=start) as to_bidder,
    ):
        followers = (to_member, to_manager, to_bidder)
        await made.say(made.awarder, "For all.")
        assert [kinds([(await each.next())["conversation"]]) for each in followers] == [["MessageSent"]] * 3
        await made.awarder.do("removeMember", partyId=made.awarder.party, userId=member.user)
        await made.awarder.do("removeFromConversation", conversationId=made.id, userId=manager.user)
        await made.say(made.awarder, "For those who stayed.")
        told = [(await to_bidder.next())["conversation"] for _ in range(2)]
        assert kinds(told) == ["GuestsChanged", "MessageSent"]
        assert manager.user not in str(told[0])
        for gone in (to_member, to_manager):
            message = await gone.message()
            assert "stayed" not in str(message)
            assert message["type"] != "next" or "NOT_FOUND" in str(message)
            while message["type"] == "next":
                message = await gone.message()
            await gone.silence(0.1)
    for by in (member, manager, Person(server.url)):
        assert await refusal(by, TALK, id=made.id, after=start) == "NOT_FOUND"


async def test_typing_is_shown_to_the_others_and_kept_nowhere(server: Server) -> None:
    made = await talk(server)
    await made.say(made.bidder, "Well?")
    start = await made.cursor()
    async with (
        made.awarder.client.subscribe(TALK, id=made.id, after=start) as to_awarder,
        made.bidder.client.subscribe(TALK, id=made.id, after=start) as to_bidder,
    ):
        # An event of the log shows that both follow by now.
        await made.bidder.do("markRead", conversationId=made.id, through=1)
        read = [(await each.next())["conversation"]["cursor"] for each in (to_awarder, to_bidder)]
        shown = await made.awarder.do("showTyping", conversationId=made.id)
        told = (await to_bidder.next())["conversation"]
        assert (told["event"]["__typename"], told["event"]["user"]["id"]) == ("TypingShown", made.awarder.user)
        assert told["event"]["until"] > told["occurredAt"]
        assert told["cursor"] == read[1] == shown["cursor"]
        await to_awarder.silence(0.2)
    assert kinds(await made.heard(made.bidder, start, 1)) == ["ReadMoved"]
    await made.awarder.do("cancelDemand", demandId=made.demand, reason="No money.")
    assert await made.bidder.refused("showTyping", conversationId=made.id) == "WRONG_STATE"


async def test_whoever_follows_the_presence_of_a_conversation_is_there(server: Server) -> None:
    made = await talk(server)

    def ids(data: dict[str, Any]) -> set[str]:
        return {each["id"] for each in data["conversationPresence"]["people"]}

    async with made.awarder.client.subscribe(PRESENCE, id=made.id) as seen:
        assert ids(await seen.next()) == {made.awarder.user}
        async with made.bidder.client.subscribe(PRESENCE, id=made.id) as theirs:
            assert ids(await theirs.next()) == {made.awarder.user, made.bidder.user}
            assert ids(await seen.next()) == {made.awarder.user, made.bidder.user}
        assert ids(await seen.next()) == {made.awarder.user}
    assert await refusal(Person(server.url), PRESENCE, id=made.id) == "NOT_FOUND"


async def test_wb1_no_remark_is_told_in_a_conversation_and_no_message_at_the_workbench(server: Server) -> None:
    made = await talk(server)
    (candidate,) = await made.awarder.candidates(made.demand)
    start, bench = await made.cursor(), (await made.awarder.workbench(made.demand))["workbench"]["cursor"]
    await made.awarder.do("addRemark", candidateId=candidate["id"], body="A remark.", scope="TEAM")
    await made.say(made.awarder, "A message.")
    (told,) = await made.heard(made.bidder, start, 1)
    assert told["event"]["message"]["body"] == "A message."
    async with made.awarder.client.subscribe(FEED, id=made.demand, after=bench) as events:
        assert (await events.next())["workbench"]["event"]["remark"]["body"] == "A remark."
        await events.silence(0.1)


async def test_a_snapshot_with_its_events_is_what_a_fresh_query_shows(server: Server) -> None:
    made = await talk(server)
    chance = random.Random(4)
    sides = [made.awarder, made.bidder, await colleague(made.awarder)]
    snapshots = []
    for turn in range(40):
        if turn % 8 == 0:
            snapshots.append(await made.read(made.bidder, last=200))
        await _something(made, chance, chance.choice(sides))
    fresh = await made.read(made.bidder, last=200)
    for snapshot in snapshots:
        messages = {edge["node"]["seq"]: edge["node"] for edge in snapshot["messages"]["edges"]}
        through, cursor = snapshot["readThrough"], snapshot["cursor"]
        async with made.bidder.client.subscribe(TALK, id=made.id, after=cursor) as events:
            while cursor != fresh["cursor"]:
                told = (await events.next())["conversation"]
                cursor, event = told["cursor"], told["event"]
                if "message" in event:
                    messages[event["message"]["seq"]] = event["message"]
                elif event["user"]["id"] == made.bidder.user:
                    through = event["through"]
        assert [messages[seq] for seq in sorted(messages)] == [edge["node"] for edge in fresh["messages"]["edges"]]
        assert sorted(messages) == list(range(1, len(messages) + 1))
        assert through == fresh["readThrough"]
        unread = [seq for seq, each in messages.items() if seq > through and not each["isDeleted"]]
        theirs = [seq for seq in unread if messages[seq]["sender"]["id"] != made.bidder.user]
        assert len(theirs) == fresh["unreadCount"]


async def _something(made: Talk, chance: random.Random, by: Person) -> None:
    said = await made.said(by)
    mine = [each for each in said if each["sender"]["id"] == by.user and not each["isDeleted"]]
    match chance.choice(("say", "say", "edit", "delete", "read")):
        case "edit" if mine:
            body = f"Edited {chance.random()}"
            await by.do("editMessage", messageId=chance.choice(mine)["id"], body=body)
        case "delete" if mine:
            await by.do("deleteMessage", messageId=chance.choice(mine)["id"])
        case "read" if said:
            await by.do("markRead", conversationId=made.id, through=chance.randint(1, len(said)))
        case _:
            await made.say(by, "Said.", replyToId=chance.choice(said)["id"] if said else None)


@pytest.mark.everywhere
async def test_cm5_a_message_counts_once_beside_the_messages_that_are_unread(server: Server) -> None:
    made, kinds = await talk(server), [kind.value for kind in NotificationKind]

    async def unread(without: list[str]) -> tuple[int, ...]:
        found = (await made.awarder.ask(UNREAD, kinds=without))["viewer"]
        return found["messages"], found["all"], found["others"], found["none"]

    _, before, _, _ = await unread([])
    assert await unread([]) == (0, before, before, before)
    for body in ("Hello?", "Are you there?"):
        await made.say(made.bidder, body)
    assert await unread(kinds) == (2, before + 1, before, 0)
    await made.awarder.do("markRead", conversationId=made.id, through=2)
    assert await unread([]) == (0, before, before, before)


async def test_cm5_reading_a_conversation_reads_what_told_of_it(server: Server) -> None:
    made = await talk(server)
    reader, mate = made.awarder, await colleague(made.awarder)
    other = await talk(server, awarder=reader)

    async def unread(of: Person) -> int:
        return int((await of.ask(INBOX))["viewer"]["unreadNotificationCount"])

    await other.say(other.bidder, "Not here.")
    start = (await reader.ask(INBOX))["viewer"]
    before, mates = start["unreadNotificationCount"], await unread(mate)
    async with reader.client.subscribe(NEWS, after=start["notifications"]["cursor"]) as events:

        async def heard() -> dict[str, Any]:
            event: dict[str, Any] = (await events.next())["notifications"]["event"]
            return event

        for body in ("Hello?", "Are you there?"):
            await made.say(made.bidder, body)
        told = (await heard())["notification"]
        assert (told["kind"], told["subject"]["id"]) == ("MESSAGE_RECEIVED", made.id)
        assert await unread(reader) == before + 1
        # Messages are still unread, also after a refused mark and after a colleague's mark.
        await reader.do("markRead", conversationId=made.id, through=1)
        assert await reader.refused("markRead", conversationId=made.id, through=3) == "INVALID_INPUT"
        await mate.do("markRead", conversationId=made.id, through=2)
        assert (await unread(reader), await unread(mate)) == (before + 1, mates)
        await events.silence(0.1)
        for _ in range(2):
            await reader.do("markRead", conversationId=made.id, through=2)
        assert await heard() == {
            "__typename": "NotificationsRead",
            "throughId": None,
            "notificationId": told["id"],
            "unreadNotificationCount": before,
        }
        assert await unread(reader) == before
        (row,) = [
            edge["node"]
            for edge in (await reader.ask(INBOX))["viewer"]["notifications"]["edges"]
            if edge["node"]["id"] == told["id"]
        ]
        assert row["readAt"]
        await made.say(made.bidder, "Good.")
        again = (await heard())["notification"]
        assert (again["subject"]["id"], again["readAt"]) == (made.id, None)
        assert again["id"] != told["id"]
        assert await unread(reader) == before + 1
        await events.silence(0.1)
