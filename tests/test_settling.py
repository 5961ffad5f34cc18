"""What a mail says, and to whom, is settled at the moment when it is sent, however long it has waited."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from email.message import EmailMessage
from functools import cache

import pytest

from mail.sending import send_next
from models.accounts.addresses import post_to
from models.accounts.invitations import accept_invitation, decline_invitation
from models.accounts.invitations import invite_member as invited
from models.accounts.locale import choose_locale
from models.accounts.members import create_party, remove_member
from models.accounts.parties import Invitation, MemberRole, Membership, Party, PartyKind
from models.accounts.users import StaffRole, User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import StoredEvent, change
from models.clockwork import catch_up
from models.demands.candidates import Candidate
from models.demands.search import FilterGiven
from models.ids import new_id
from models.mail import Mail
from models.messages.conversations import Conversation, open_conversation
from models.messages.message import Message
from models.messages.reading import mark_read as mark_messages_read
from models.messages.sending import delete_message, send_message
from models.notifications.inbox import choose_channels, inbox_of, mark_read, mark_read_about
from models.notifications.inviting import invite_member
from models.notifications.kinds import MailTiming, Notification, NotificationKind
from models.notifications.telling import notify
from models.questions.asking import ask_question, hide_question
from models.reviews.review import DueReview
from models.searches.saving import delete_saved_search, save_search
from models.searches.search import SavedSearch
from providers.mail import server_at
from providers.smtp import Smtp
from tests.support.api.postoffice import LETTERHEAD, PostOffice, text_of
from tests.support.domain.deal import colleague
from tests.support.domain.inside import DAY, START, Time, applied, opened, party_of, somebody, standing_time
from tests.support.domain.reviewing import A, reviewing

# What is decided when a mail is sent is decided in Python.
pytestmark = [pytest.mark.anywhere, pytest.mark.usefixtures("database", "time")]

K = NotificationKind


@pytest.fixture
def time() -> Iterator[Time]:
    with standing_time() as time:
        yield time


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with PostOffice() as office:
        yield office


@cache
def carrier(office: PostOffice) -> Smtp:
    return Smtp(server_at(office.url), LETTERHEAD.sender)


async def sent(office: PostOffice, *to: Viewer) -> list[tuple[str, EmailMessage]]:
    """The mails about notifications that arrived since the last time, to these users or to anybody."""
    office.received.clear()
    while await send_next(carrier(office), LETTERHEAD) is not None:
        pass
    addresses = {each.user.email for each in to}
    return [(address, got) for address, got in office.received if not to or address in addresses]


async def team_with_a_member() -> tuple[Viewer, Viewer, Party]:
    owner, member = await somebody(is_verified=True), await somebody(is_verified=True)
    party = await create_party(name="Acme", kind=PartyKind.ENTERPRISE, by=owner)
    owner = await now_known(owner)
    invitation = await invited(party, email=member.user.email, role=MemberRole.MEMBER, by=owner)
    await accept_invitation(invitation.id, by=member)
    return owner, member, party


async def now_known(viewer: Viewer) -> Viewer:
    """The viewer with the parties that they belong to now."""
    async with change():
        return await as_of_now(viewer)


async def test_a_digest_goes_to_the_present_address_in_the_present_language(time: Time, office: PostOffice) -> None:
    awarder = await somebody(is_verified=True)
    demand = await opened(awarder)
    await applied(await somebody(), demand)
    await User.filter(id=awarder.user.id).update(email="new@example.org", language="es")
    time.now += DAY
    [(address, got)] = await sent(office)
    assert (address, got["To"]) == ("new@example.org", "new@example.org")
    assert got["Subject"] == "Nueva oferta para «A payment service»"
    [mail] = await Mail.filter(kind="BID_ARRIVED")
    assert (mail.address, mail.language) == ("new@example.org", "es")


async def test_a_digest_tells_nothing_that_was_read_or_switched_off(time: Time, office: PostOffice) -> None:
    awarder = await somebody(is_verified=True)
    first, second, third = [await opened(awarder) for _ in range(3)]
    for demand in (first, second, third):
        await applied(await somebody(), demand)
    candidate = await Candidate.get(demand_id=first.id)
    read = await Notification.get(subject_id=candidate.id)
    await mark_read(read, by=awarder)
    time.now += DAY
    [(_, got)] = await sent(office)
    # The leader of the bundle was the one that was read.
    assert got["Subject"] == "2 pieces of news for you"
    ended = await Mail.get(key=f"notification:{read.id}")
    assert (ended.sent_at, ended.failure, ended.leader_id) == (None, "The user has read it.", None)
    assert await Mail.filter(kind="BID_ARRIVED", sent_at=time.now).count() == 2
    await applied(await somebody(), first)
    await choose_channels([K.BID_ARRIVED], is_shown=None, mail=MailTiming.NONE, by=awarder)
    time.now += DAY
    assert await sent(office) == []
    assert await Mail.filter(due_at__not_isnull=True, kind="BID_ARRIVED").count() == 0


async def test_a_mail_that_the_server_refused_for_now_is_settled_again(time: Time, office: PostOffice) -> None:
    awarder = await somebody(is_verified=True)
    for _ in range(2):
        await applied(await somebody(), await opened(awarder))
    time.now += DAY
    office.data = lambda _: "451 later"
    assert await sent(office) == []
    office.data = lambda _: None
    first, second = await Notification.filter(kind="BID_ARRIVED").order_by("id")
    async with change():
        await mark_read_about(first.subject_id, K.BID_ARRIVED, readers=[awarder.user.id])
    time.now += timedelta(hours=1)
    [(_, got)] = await sent(office)
    assert got["Subject"] == "New bid on “A payment service”"
    # The one that now leads alone keeps the count of attempts.
    mail = await Mail.get(key=f"notification:{second.id}")
    assert (mail.sent_at, mail.attempts, mail.leader_id) == (time.now, 2, None)


async def test_eb4_a_removed_member_gets_no_bidders_name(time: Time, office: PostOffice) -> None:
    owner, member, party = await team_with_a_member()
    demand = await opened(owner, party=party)
    await applied(await somebody(), demand)
    await sent(office)
    await remove_member(party, member.user.id, by=owner)
    time.now += DAY
    told = await sent(office)
    # The demand itself is public, and the owner is told of the bid.
    assert [address for address, got in told if "has submitted a bid" in text_of(got)] == [owner.user.email]
    assert (await Mail.get(kind="BID_ARRIVED", user_id=member.user.id)).failure == (
        "The user has left the party that it was for."
    )


async def test_what_a_user_may_no_longer_see_is_neither_mailed_nor_unread(time: Time, office: PostOffice) -> None:
    """A question that was hidden, and an invitation that was declined."""
    awarder, asker = await somebody(is_verified=True), await somebody()
    demand = await opened(awarder)
    question = await ask_question(demand, await party_of(asker), body="Cheap pills?", by=asker)
    owner, invited_one = await somebody(), await somebody(is_verified=True)
    team = await create_party(name="Team", kind=PartyKind.TEAM, by=owner)
    owner = await now_known(owner)
    await invite_member(team, email=invited_one.user.email, role=MemberRole.MEMBER, by=owner)
    readers = (awarder.user.id, invited_one.user.id)
    assert [(await inbox_of(reader)).unread for reader in readers] == [1, 1]
    await hide_question(question, reason="Spam.", by=await somebody(StaffRole.ADMINISTRATOR))
    await decline_invitation((await Invitation.get(party_id=team.id)).id, by=invited_one)
    assert [(await inbox_of(reader)).unread for reader in readers] == [0, 0]
    # Whoever sees no notifications of a kind is not mailed about it either.
    await Notification.all().delete()
    time.now += DAY
    assert await sent(office, awarder, invited_one) == []
    failures = set(await Mail.filter(user_id__in=readers).values_list("failure", flat=True))
    assert failures == {"The user may no longer see what it is about."}


async def test_what_is_about_an_account_stays_with_its_address_and_takes_the_present_language(
    office: PostOffice,
) -> None:
    one = await somebody(is_verified=True)
    former = one.user.email
    async with change():
        await post_to("PASSWORD_CHANGED", former, one.user, facts={})
    await User.filter(id=one.user.id).update(email="new@example.org", language="de")
    [(address, got)] = await sent(office)
    assert (address, got["Subject"], got["List-Unsubscribe"]) == (former, "Ihr Passwort wurde geändert", None)


async def test_the_digest_is_in_the_morning_of_the_present_time_zone_and_choice(office: PostOffice) -> None:
    awarder = await somebody(is_verified=True)
    await applied(await somebody(), await opened(awarder))

    async def due() -> str | None:
        found = (await Mail.get(kind="BID_ARRIVED")).due_at
        return found and found.isoformat()

    assert await due() == "2030-01-02T08:00:00+00:00"
    await choose_locale(awarder.user, language=None, zone="America/New_York")
    assert await due() == "2030-01-01T13:00:00+00:00"
    await choose_channels([K.BID_ARRIVED], is_shown=None, mail=MailTiming.AT_ONCE, by=awarder)
    assert await due() == START.isoformat()
    await choose_channels([K.BID_ARRIVED], is_shown=None, mail=MailTiming.DIGEST, by=awarder)
    assert (await due(), await sent(office)) == ("2030-01-01T13:00:00+00:00", [])


async def test_what_was_to_be_answered_until_an_instant_is_not_mailed_after_it(time: Time, office: PostOffice) -> None:
    one = await somebody(is_verified=True)
    facts = {"demand": "A portal", "at": (START + timedelta(hours=1)).isoformat()}
    async with change():
        await notify([one.user.id], K.AWARD_OFFERED, subject=("award", new_id()), by=None, **facts)
    time.now += timedelta(hours=1)
    assert await sent(office) == []
    assert (await Mail.get(kind="AWARD_OFFERED")).failure == "The mail had expired before it could be sent."


async def test_sa2_a_search_that_was_deleted_or_silenced_alerts_nobody(time: Time, office: PostOffice) -> None:
    reader, awarder = await somebody(is_verified=True), await somebody()
    searches = [
        await save_search(name=name, filter=FilterGiven(text="payment"), by=reader) for name in ("First", "Second")
    ]
    time.now += timedelta(minutes=1)
    await opened(awarder)
    await catch_up()
    assert await Mail.filter(kind="SEARCH_MATCHED").count() == 1
    await delete_saved_search(searches[0], by=reader)
    time.now += DAY
    [(_, got)] = await sent(office, reader)
    assert "“Second”" in text_of(got)
    await opened(awarder)
    await catch_up()
    await SavedSearch.filter(id=searches[1].id).update(is_alerting=False)
    time.now += DAY
    assert await sent(office, reader) == []


async def test_rp1_a_reminder_of_a_review_that_a_colleague_has_written_is_not_sent(office: PostOffice) -> None:
    on = await reviewing()
    owner, manager = on.made.awarder, await colleague(on.made.house, MemberRole.MANAGER)
    await Mail.all().delete()
    facts = {"demand": "A portal", "party": "The Firm", "at": (START + 14 * DAY).isoformat()}
    due = await DueReview.get(contract_id=on.contract.id, party_id=on.made.house.id)
    told, subject = {on.made.house.id: [owner.user.id, manager.user.id]}, ("due_review", due.id)
    async with change():
        await notify(told, K.REVIEW_DUE, subject=subject, by=None, **facts)
    await on.reviewed(A, 5, by=manager)
    assert await sent(office) == []
    assert {each.failure for each in await Mail.filter(kind="REVIEW_DUE")} == {"The party has reviewed the other side."}


# ---------- messages


async def talk() -> tuple[Viewer, Viewer, Conversation]:
    reader, writer = await somebody(is_verified=True), await somebody()
    conversation = await open_conversation(await applied(writer, await opened(reader)), by=writer)
    await Mail.all().delete()
    await Notification.all().delete()
    return reader, writer, conversation


async def say(place: Conversation, number: int, by: Viewer) -> Message:
    return await send_message(place, client_message_id=str(number), body="Hm.", reply_to=None, by=by)


@pytest.mark.parametrize("is_shown", [True, False])
async def test_at_once_is_a_mail_about_each_message(time: Time, office: PostOffice, is_shown: bool) -> None:
    reader, writer, place = await talk()
    await choose_channels([K.MESSAGE_RECEIVED], is_shown=is_shown, mail=MailTiming.AT_ONCE, by=reader)
    for number in range(3):
        await say(place, number, writer)
        assert [address for address, _ in await sent(office)] == [reader.user.email]
        time.now += timedelta(minutes=1)
    # The inbox shows one for all of them, until they are read.
    assert (await inbox_of(reader.user.id)).unread == is_shown
    # What was said at the same moment stands in one mail, once.
    for number in (3, 4):
        await say(place, number, writer)
    [(_, got)] = await sent(office)
    assert text_of(got).count("has written to you.") == 1
    assert got["Subject"] == "New message about “A payment service”"


async def test_at_once_tells_of_no_message_that_was_read_or_deleted_meanwhile(office: PostOffice) -> None:
    reader, writer, place = await talk()
    await choose_channels([K.MESSAGE_RECEIVED], is_shown=False, mail=MailTiming.AT_ONCE, by=reader)
    first, second, third = [await say(place, number, writer) for number in range(3)]
    await mark_messages_read(place, through=first.seq, by=reader)
    await delete_message(second, by=writer)
    [_] = await sent(office)
    told = {mail.occasion_id: mail.failure for mail in await Mail.all()}
    why = "The user has read the messages, or they were deleted."
    assert told == {first.id: why, second.id: why, third.id: None}


async def test_cm6_a_deleted_message_leaves_no_badge_and_no_mail(time: Time, office: PostOffice) -> None:
    reader, writer, place = await talk()
    gone = await say(place, 1, writer)
    assert (await inbox_of(reader.user.id)).unread == 1
    await delete_message(gone, by=writer)
    assert (await inbox_of(reader.user.id)).unread == 0
    (told,) = await StoredEvent.filter(stream=f"user:{reader.user.id}", kind="notification.read")
    assert told.facts["unread"] == 0
    # Another one that is unread keeps the badge, and its sender is who the digest names.
    first = await say(place, 2, writer)
    team = await Party.get(id=place.receiver_id)
    other = await somebody()
    await Membership.create(party=team, user=other.user, role=MemberRole.MEMBER, joined_at=START)
    await say(place, 3, await now_known(other))
    await delete_message(first, by=writer)
    assert (await inbox_of(reader.user.id)).unread == 1
    time.now += DAY
    [(_, got)] = await sent(office, reader)
    assert f"{other.user.name} has written to you." in text_of(got)


async def test_a_digest_has_no_conversation_whose_messages_are_all_gone(time: Time, office: PostOffice) -> None:
    reader, writer, place = await talk()
    await choose_channels([K.MESSAGE_RECEIVED], is_shown=False, mail=None, by=reader)
    messages = [await say(place, number, writer) for number in range(3)]
    assert await Mail.all().count() == 1
    for message in messages:
        await delete_message(message, by=writer)
    time.now += DAY
    assert await sent(office) == []
