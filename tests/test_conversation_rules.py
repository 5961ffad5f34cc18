"""The rules of conversations that depend on the clock, and those that concurrency must not break."""

import asyncio
import random
from datetime import timedelta

import pytest

from models.accounts.users import StaffRole
from models.changes import StoredEvent
from models.demands.closing import close_due, open_due
from models.demands.demand import Bidding
from models.demands.demand import stream_of as stream_of_demand
from models.demands.ending import assign_manager
from models.ids import opaque
from models.journal import Entry
from models.messages.conversations import Conversation, book_of, case_of, open_conversation, stream_of
from models.messages.guests import invite_to_conversation, remove_from_conversation
from models.messages.message import Message, MessageVersion
from models.messages.reading import MessageMark
from models.messages.sending import delete_message, edit_message, send_message
from models.notifications.kinds import Notification, NotificationKind
from tests.support.api.server import Server
from tests.support.domain.inside import DAY, MOMENT, applied, opened, people_in, refused, somebody, standing_time
from tests.support.domain.market import colleague
from tests.support.domain.talk import talk
from tests.test_races import at, key

EDITABLE = timedelta(minutes=15)


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_cm6_a_message_is_edited_before_a_quarter_of_an_hour_is_over_and_not_at_its_end() -> None:
    with standing_time() as time:
        awarder, bidder = await somebody(), await somebody()
        demand = await opened(awarder)
        conversation = await open_conversation(await applied(bidder, demand), by=bidder)
        sent = await send_message(conversation, client_message_id="1", body="One.", reply_to=None, by=bidder)
        assert sent.editing_ends_at == sent.sent_at + EDITABLE
        time.now = sent.sent_at + EDITABLE - MOMENT
        edited = await edit_message(sent, body="Two.", expected_version=1, by=bidder)
        time.now = sent.sent_at + EDITABLE
        async with refused("EDIT_WINDOW_CLOSED"):
            await edit_message(edited, body="Three.", expected_version=2, by=bidder)
        kept = await MessageVersion.filter(message_id=sent.id)
        assert [(each.number, each.body, each.written_at) for each in kept] == [(1, "One.", sent.sent_at)]
        # Deleting has no time limit.
        time.now += DAY
        deleted = await delete_message(edited, expected_version=2, by=bidder)
        assert (deleted.body, deleted.editing_ends_at) == ("", None)


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_cm2_sealed_bids_have_no_conversation_until_they_are_opened() -> None:
    with standing_time() as time:
        awarder, bidder = await somebody(), await somebody()
        demand = await opened(awarder, bidding=Bidding.SEALED, lasts=DAY)
        application = await applied(bidder, demand)
        for by in (awarder, bidder):
            async with refused("SEALED"):
                await open_conversation(application, by=by)
        time.now += DAY
        await close_due(demand.id)
        async with refused("SEALED"):
            await open_conversation(application, by=bidder)
        await open_due(demand.id)
        assert (await open_conversation(application, by=bidder)).applicant_id == application.id


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_one_unread_notification_a_conversation_until_it_was_read() -> None:
    with standing_time():
        awarder, bidder = await somebody(), await somebody()
        demand = await opened(awarder)
        conversation = await open_conversation(await applied(bidder, demand), by=bidder)

        async def say(number: int) -> None:
            await send_message(conversation, client_message_id=f"{number}", body="Hm.", reply_to=None, by=bidder)

        received = Notification.filter(kind=NotificationKind.MESSAGE_RECEIVED.value)
        for number in range(3):
            await say(number)
        (told,) = await received.all()
        assert (told.user_id, told.subject_type, told.subject_id) == (awarder.user.id, "conversation", conversation.id)
        assert told.facts == {"demand": demand.title, "sender": bidder.user.name}
        await Notification.filter(id=told.id).update(read_at=told.created_at)
        await say(3)
        assert await received.all().count() == 2


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_a_guest_is_told_journalled_and_gone_with_the_demand_that_they_looked_after() -> None:
    with standing_time():
        awarder, bidder = await somebody(), await somebody()
        manager, other = await somebody(StaffRole.RESOURCE_MANAGER), await somebody(StaffRole.RESOURCE_MANAGER)
        administrator = await somebody(StaffRole.ADMINISTRATOR)
        demand = await opened(awarder)
        await assign_manager(demand, manager.user.id, by=administrator)
        conversation = await open_conversation(await applied(bidder, demand), by=bidder)
        async with refused("NOT_FOUND"):
            await invite_to_conversation(conversation, other.user.id, by=awarder)
        async with refused("NOT_ALLOWED"):
            await invite_to_conversation(conversation, manager.user.id, by=bidder)
        await invite_to_conversation(conversation, manager.user.id, by=awarder)
        (told,) = await Notification.filter(kind=NotificationKind.INVITED_TO_CONVERSATION.value)
        assert (told.user_id, told.facts["inviter"]) == (manager.user.id, awarder.user.name)
        assert manager.user.id in await people_in(conversation, awarder)
        await assign_manager(demand, other.user.id, by=administrator)
        assert set(await people_in(conversation, awarder)) == {awarder.user.id, bidder.user.id}
        await remove_from_conversation(conversation, manager.user.id, by=awarder)
        assert manager.user.id not in (await case_of(conversation)).guests
        entries = await Entry.filter(book=book_of(conversation.id)).order_by("seq")
        assert [(each.action, each.subject_id) for each in entries] == [
            ("GUEST_INVITED", manager.user.id),
            ("GUEST_REMOVED", manager.user.id),
        ]


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
async def test_cm1_forty_openings_at_once_make_one_conversation(pair: list[Server]) -> None:
    made = await talk(pair[0])
    other = await talk(pair[0], awarder=made.awarder)
    await StoredEvent.filter(stream=stream_of(key("Conversation", other.id))).delete()
    await Conversation.filter(id=key("Conversation", other.id)).delete()
    people = [at(pair[number % 2], (other.awarder, other.bidder)[number % 4 // 2]) for number in range(40)]
    answers = await asyncio.gather(*(by.do("openConversation", applicantId=other.applicant) for by in people))
    (row,) = await Conversation.filter(applicant_id=key("Applicant", other.applicant))
    assert {answer["id"] for answer in answers} == {opaque("Conversation", row.id)}
    assert await StoredEvent.filter(stream=stream_of(row.id)).count() == 1


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
async def test_cm3_numbers_are_dense_and_each_message_is_once_however_many_send_and_retry(pair: list[Server]) -> None:
    made = await talk(pair[0])
    people = [made.awarder, made.bidder, await colleague(made.awarder), await colleague(made.awarder)]

    async def send(number: int, turn: int) -> dict[str, object]:
        by = at(pair[turn % 2], people[number % 4])
        given = {"conversationId": made.id, "clientMessageId": f"{number // 4}", "body": f"Message {number}"}
        return await by.do("sendMessage", **given)

    # Each is sent three times at once, to both processes.
    sends = [(number, turn) for number in range(60) for turn in range(3)]
    random.Random(7).shuffle(sends)
    answers = await asyncio.gather(*(send(*each) for each in sends))
    found = await Message.filter(conversation_id=key("Conversation", made.id)).order_by("seq")
    assert [each.seq for each in found] == list(range(1, 61))
    assert len({answer["id"] for answer in answers}) == 60
    assert {(each.sender_id, each.client_message_id) for each in found} == {
        (key("User", people[number % 4].user), f"{number // 4}") for number in range(60)
    }
    events = await StoredEvent.filter(stream=stream_of(key("Conversation", made.id)), kind="message.sent").order_by(
        "seq"
    )
    assert [each.facts["seq"] for each in events] == list(range(1, 61))
    conversation = await Conversation.get(id=key("Conversation", made.id))
    assert (conversation.last_seq, conversation.last_message_id) == (60, found[-1].id)


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
async def test_cm5_marks_that_race_end_at_the_furthest(pair: list[Server]) -> None:
    made = await talk(pair[0])
    for number in range(12):
        await made.say(made.bidder, f"{number}")
    places = [*range(1, 13)] * 3
    random.Random(5).shuffle(places)
    readers = [at(server, made.awarder) for server in pair]
    await asyncio.gather(
        *(readers[turn % 2].do("markRead", conversationId=made.id, through=each) for turn, each in enumerate(places))
    )
    (mark,) = await MessageMark.filter(conversation_id=key("Conversation", made.id))
    assert mark.through == 12
    moved = await StoredEvent.filter(stream=stream_of(key("Conversation", made.id)), kind="read.moved").order_by("seq")
    throughs = [each.facts["through"] for each in moved]
    assert throughs == sorted(set(throughs))
    assert throughs[-1] == 12


@pytest.mark.usefixtures("store")
async def test_no_message_is_committed_after_the_end_of_its_demand(pair: list[Server]) -> None:
    made = await talk(pair[0])

    sent: list[str] = []
    are_many = asyncio.Event()

    async def keep_sending(sender: int) -> str:
        while True:
            answer = await at(pair[sender % 2], made.bidder).act("sendMessage", **made.words("Quick."))
            if "code" in answer:
                return str(answer["code"])
            sent.append(answer["id"])
            if len(sent) == 12:
                are_many.set()

    async def end() -> None:
        await are_many.wait()
        await made.awarder.do("cancelDemand", demandId=made.demand, reason="No money.")

    *codes, _ = await asyncio.gather(*map(keep_sending, range(8)), end())
    assert set(codes) == {"WRONG_STATE"}
    found = await Message.filter(conversation_id=key("Conversation", made.id)).order_by("seq")
    assert [each.seq for each in found] == list(range(1, len(sent) + 1))
    moved = StoredEvent.filter(stream=stream_of_demand(key("BiddingDemand", made.demand)), kind="demand.moved")
    ended = await moved.order_by("-seq").first()
    assert ended is not None
    assert max(each.sent_at for each in found) < ended.at
