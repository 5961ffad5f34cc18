"""The roots: every query, mutation and subscription, and the schema made of them."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig

from models.accounts import parties, sessions
from resolvers import accounts, bids, demands, finding, interviews, live, messages, questions, workbench
from resolvers import notifications as notifying
from resolvers.context import Info
from resolvers.files import uploads
from schema.accounts import Invitation, Party, PasswordReset, ResetRequest, SessionInfo, User
from schema.base import HANDLERS, SCALARS, Connection, Node, act, described, field, identified, shows
from schema.bids import Applicant, Award, Bid
from schema.demands import (
    BiddingDemand,
    Demand,
    DemandConnection,
    DemandFilter,
    criteria_in,
    find_demands,
)
from schema.errors import GuardedSchema
from schema.files import Upload
from schema.interviews import Interview, InterviewEvent, InterviewSeat, SignalSent
from schema.live import BidArrival, MarketEvent, PresenceShown, WorkbenchEvent
from schema.messages import Conversation, ConversationEvent, Message
from schema.notifications import Notification, NotificationConnection, NotificationEvent, NotificationPreference
from schema.questions import Question, QuestionEvent
from schema.workbench import Candidate, EliminationOutcome, Remark, Workbench


def _user(root: strawberry.Parent[parties.Viewer]) -> Any:
    return root.user


@strawberry.type(description="Who is asking, and what is theirs.")
@shows(parties.Viewer)
class Viewer:
    """The signed-in user."""

    user: User = field("Who is signed in.", _user)
    parties: list[Party] = field("The parties they act for.", accounts.parties_of_viewer)
    applications: Connection[Applicant] = field(
        "What their parties applied to, the latest first.", bids.applications_of_viewer
    )
    demands: DemandConnection = field(
        "A party's own demands, drafts included, the latest first.", demands.demands_of_viewer
    )
    interviews: Connection[Interview] = field(
        "Those of their parties, as awarder or applicant, the latest first.", interviews.interviews_of_viewer
    )
    invitations: list[Invitation] = field("What they were invited to.", accounts.invitations_of_viewer)
    sessions: list[SessionInfo] = field("Where they are signed in, the latest first.", accounts.sessions_of_viewer)
    language: str = field("BCP 47: what they are written to in.", accounts.language_of_viewer)
    time_zone: str = field("IANA: what times in notifications and mails are told in.", accounts.time_zone_of_viewer)
    notifications: NotificationConnection = field(
        "What they were told, the latest first.", notifying.notifications_of_viewer
    )
    unread_notification_count: int = field("How much of it they have not read.", notifying.unread_count_of_viewer)
    notification_preferences: list[NotificationPreference] = field(
        "Where they want which notifications, one row a kind.", notifying.preferences_of_viewer
    )


@strawberry.type(description="A time of being signed in.")
@shows(sessions.Session)
class Session:
    """The answer to signing in."""

    id: ID = identified("SessionInfo")
    token: str | None = field("Goes into `Authorization: Bearer`; only in the answer that made the session.")
    expires_at: datetime = field("When it ends by itself.")
    viewer: Viewer = field("Who is signed in.", accounts.viewer_of_session)


async def _node(info: Info, id: ID) -> Any:
    return await finding.node(id, info.context.viewer)


@strawberry.type(description="What can be asked.")
class Query:
    """Every query."""

    viewer: Viewer | None = field("Who is asking; null: a guest.", accounts.viewer)
    demand: Demand | None = field("A demand; null where there is none that the viewer may see.", demands.demand)
    demands: DemandConnection = field("Published demands.", find_demands)

    conversation: Conversation | None = field(
        "A conversation; null where there is none that the viewer takes part in.", messages.conversation
    )
    conversations: Connection[Conversation] = field(
        "The conversations of a party, or all that the viewer takes part in, the latest activity first.",
        messages.conversations_of_viewer,
    )
    search_messages: Connection[Message] = field(
        "Messages in the viewer's own conversations, or in those of one party; the latest first.",
        messages.search_messages,
    )
    interview: Interview | None = field(
        "An interview; null where there is none that the viewer may see.", interviews.interview
    )
    node: Node | None = field("Anything by its id; null where there is nothing that the viewer may see.", _node)


@strawberry.type(description="What can be done.")
class Mutation:
    """Every mutation."""

    sign_up = act(
        accounts.sign_up,
        Session,
        "Opens an account; everyone gets an individual party with it.",
        is_retryable=False,
        email="The address to sign in with.",
        password="10 to 256 characters.",
        name="The name to go by.",
        language="BCP 47, such as de: what to write to them in; en unless said otherwise.",
        time_zone="IANA, such as Europe/Berlin; UTC unless said otherwise.",
    )
    sign_in = act(
        accounts.sign_in,
        Session,
        "Opens a session.",
        is_retryable=False,
        email="The address of the account.",
        password="Its password.",
    )
    sign_out = act(accounts.sign_out, Session, "Ends the present session.", is_retryable=False)
    change_password = act(
        accounts.change_password,
        Session,
        "Changes the password and ends all other sessions.",
        is_retryable=False,
        current="The present password.",
        next="The new one: 10 to 256 characters.",
    )
    send_verification = act(
        accounts.send_verification,
        User,
        "Sends the viewer a mail again that shows that the address is theirs; nothing where that was shown.",
        is_retryable=False,
    )
    verify_email = act(
        accounts.verify_email,
        User,
        "Shows that an address is one's own, or takes a new one, with the token from its mail.",
        is_retryable=False,
        token="From the link in the mail; good once.",
    )
    change_email = act(
        accounts.change_email,
        User,
        "Sends a mail to another address, which takes the place of the present one with verifyEmail.",
        is_retryable=False,
        email="The new address.",
        password="The present password.",
    )
    request_password_reset = act(
        accounts.request_password_reset,
        ResetRequest,
        "Sends a mail with a way back in, if anybody has the address; the answer does not tell.",
        is_retryable=False,
        email="The address of the account.",
    )
    reset_password = act(
        accounts.reset_password,
        PasswordReset,
        "Sets a new password with the token from its mail, and ends all sessions.",
        is_retryable=False,
        token="From the link in the mail; good once.",
        password="The new password: 10 to 256 characters.",
    )
    choose_locale = act(
        accounts.choose_locale,
        Viewer,
        "Sets what the viewer is written to in; what is left out stays.",
        language="BCP 47, such as de or zh-Hans: one of de, en, es and zh, with or without more.",
        time_zone="IANA, such as Europe/Berlin.",
    )
    mark_notifications_read = act(
        notifying.mark_notifications_read,
        Viewer,
        "Notes that the viewer has read up to a notification; what was read stays read.",
        through_id="The last one that was read: it, and everything before it.",
    )
    choose_notification_channels = act(
        notifying.choose_notification_channels,
        Viewer,
        "Sets where the viewer wants notifications of some kinds; what is left out stays.",
        kinds="Which notifications.",
        is_shown="Whether they come to the inbox.",
        mail="Whether and when a mail comes.",
    )
    revoke_session = act(
        accounts.revoke_session, Session, "Ends one of one's own sessions.", session_id="The session to end."
    )
    found_party = act(
        accounts.found_party,
        Party,
        "Founds a team or an enterprise; its founder owns it.",
        name="The name to trade under.",
        kind="TEAM or ENTERPRISE.",
    )
    invite_member = act(
        accounts.invite_member,
        Party,
        "Invites an address; the answer is the same whether anybody has it.",
        email="Whom to invite.",
        role="What they will be allowed to do.",
    )
    accept_invitation = act(
        accounts.accept_invitation, Party, "Joins a party.", invitation_id="The invitation to accept."
    )
    remove_member = act(
        accounts.remove_member,
        Party,
        "Ends a membership: an owner anybody's, others their own.",
        user_id="Who leaves.",
    )
    describe_party = act(
        accounts.describe_party,
        Party,
        "Changes a party's profile; what is left out stays.",
        name="The name to trade under.",
        skills="What it can do.",
        summary="What it says of itself; null clears it.",
    )
    verify_party = act(
        accounts.verify_party,
        Party,
        "Marks a party as verified; staff only.",
        party_id="The party to verify.",
        note="What was checked.",
    )

    draft_demand = act(
        demands.draft_demand,
        BiddingDemand,
        "Begins a demand that nobody else sees yet.",
        title="What is asked for, in a line.",
        description="What is asked for, in full.",
        skills="What is needed.",
        audience="Which kinds of party may bid.",
        budget="What it may cost; its currency is the one that bids are made in.",
        duration_days="How long the work should take.",
        deadline_at="Until when bids are taken.",
        bidding="OPEN unless said otherwise.",
        is_bid_count_public="Whether everyone may know how many bids there are: true unless said otherwise.",
        criteria="What bids are ordered by; the platform's own unless said otherwise.",
        attachment_ids="Uploads that say more of it, at most 20.",
    )
    publish_demand = act(demands.publish_demand, BiddingDemand, "Opens a demand for bids.")
    amend_demand = act(
        demands.amend_demand,
        BiddingDemand,
        "Changes a demand; what is left out stays. A material change asks every bidder to confirm.",
        title="What is asked for, in a line.",
        description="What is asked for, in full.",
        skills="What is needed.",
        budget="What it may cost; null: not said.",
        duration_days="How long the work should take; null: not said.",
        audience="Which kinds of party may bid.",
        is_bid_count_public="Whether everyone may know how many bids there are.",
        criteria="What bids are ordered by.",
        attachment_ids="All of its files from now on: uploads, and attachments that it has.",
    )
    extend_deadline = act(
        demands.extend_deadline,
        BiddingDemand,
        "Moves the deadline; never earlier once bids are in.",
        deadline_at="Until when bids are taken.",
    )
    close_bidding = act(
        demands.close_bidding, BiddingDemand, "Ends OPEN bidding before the deadline, with a bid in at least."
    )
    reopen_bidding = act(
        demands.reopen_bidding,
        BiddingDemand,
        "Takes bids again; once, and never after sealed bids were opened.",
        deadline_at="Until when bids are taken.",
    )
    cancel_demand = act(
        demands.cancel_demand,
        BiddingDemand,
        "Ends a demand for good.",
        reason="Why; needed once bids are in.",
    )
    conclude_without_award = act(
        demands.conclude_without_award, BiddingDemand, "Ends the selection because nobody is suitable."
    )
    suspend_demand = act(demands.suspend_demand, BiddingDemand, "Holds a demand; staff only.")
    resume_demand = act(demands.resume_demand, BiddingDemand, "Lets a suspended demand go on; staff only.")
    assign_manager = act(
        demands.assign_manager,
        BiddingDemand,
        "Puts a resource manager in charge of a demand; staff only.",
        user_id="The manager; the viewer unless said otherwise.",
    )

    save_bid = act(
        bids.save_bid,
        Applicant,
        "Makes the draft of a bid, or a new draft version of what was submitted: what was submitted then needs "
        "confirmation, is not ranked and lapses at the deadline, until submitBid makes the new version count.",
        price="What all of the work costs, in the demand's currency.",
        proposal="What is offered, in words.",
        stages="The stages of payment; they add up to the price, or there are none.",
        duration_days="How long the work takes.",
        attachment_ids="All files of it, at most 20: uploads, and attachments that it has; left out, they stay.",
    )
    submit_bid = act(
        bids.submit_bid,
        Applicant,
        "Makes the latest version the one that counts.",
        expected_version="The bid's version; another one is refused with CONFLICT.",
    )
    withdraw_bid = act(bids.withdraw_bid, Applicant, "Ends an application; possible until the award.")
    invalidate_bid = act(bids.invalidate_bid, Applicant, "Strikes a bid out; staff only.")
    accept_award = act(bids.accept_award, Award, "Takes the offer; a contract follows.")
    decline_award = act(bids.decline_award, Award, "Refuses the offer.")

    start_upload = act(
        uploads.start_upload,
        Upload,
        "Begins the upload of a file; its id then goes into `attachmentIds`.",
        file_name="What to save it as; made harmless.",
        media_type="What it is, such as application/pdf; the content must agree.",
        byte_size="How many bytes it has.",
    )

    add_remark = act(
        workbench.add_remark,
        Remark,
        "Notes something on a candidate.",
        body="The text, up to 5,000 characters.",
        scope="Who may read it.",
    )
    edit_remark = act(
        workbench.edit_remark,
        Remark,
        "Changes one's own remark.",
        remark_id="The remark.",
        body="The text, up to 5,000 characters.",
    )
    delete_remark = act(workbench.delete_remark, Remark, "Deletes one's own remark.", remark_id="The remark.")
    place_alternative = act(
        workbench.place_alternative,
        Candidate,
        "Makes a candidate an alternative, or moves it among them.",
        rank="Its place, from 1; null or past the end: the last.",
        expected_version="The candidate's version; another one is refused with CONFLICT.",
    )
    drop_alternative = act(workbench.drop_alternative, Candidate, "Takes a candidate off the alternatives.")
    eliminate_candidates = act(
        workbench.eliminate_candidates,
        EliminationOutcome,
        "Eliminates several candidates, with an outcome for each.",
        candidate_ids="The candidates, at most 200.",
        note="More about the reason.",
    )
    restore_candidate = act(workbench.restore_candidate, Candidate, "Brings an eliminated candidate back.")
    mark_candidate_read = act(
        workbench.mark_candidate_read,
        Candidate,
        "Notes that the viewer has read the candidate's present bid.",
    )
    award_demand = act(
        workbench.award_demand,
        Award,
        "Offers the demand to a candidate.",
        justification="Needed unless the candidate ranks first.",
        expected_version="The demand's version; another one is refused with CONFLICT.",
    )
    revoke_award = act(workbench.revoke_award, Award, "Takes back an offer that was not answered yet.")

    ask_question = act(
        questions.ask_question,
        Question,
        "Asks about a demand; everyone reads it, and nobody but staff learns who asked. 10 an hour and demand.",
        party_id="The party on whose behalf it is asked; it need not have applied.",
        body="The question, up to 5,000 characters, without a name.",
    )
    answer_question = act(
        questions.answer_question,
        Question,
        "Answers a question for everyone to read, or corrects the answer.",
        body="The answer, up to 5,000 characters.",
        expected_version="The question's version; needed to correct an answer, else it is refused with CONFLICT.",
    )
    withdraw_question = act(
        questions.withdraw_question, Question, "Takes back a question of one's party that nobody has answered."
    )
    hide_question = act(
        questions.hide_question,
        Question,
        "Takes an improper question out of sight: the awarder before it is answered, staff always.",
    )
    open_conversation = act(
        messages.open_conversation,
        Conversation,
        "Opens the conversation of an application, or gives the one that is there.",
    )
    invite_to_conversation = act(
        messages.invite_to_conversation,
        Conversation,
        "Lets the demand's resource manager into a conversation.",
        user_id="Whom to let in.",
    )
    remove_from_conversation = act(
        messages.remove_from_conversation,
        Conversation,
        "Lets a guest out of a conversation; guests may leave by themselves.",
        user_id="Who leaves.",
    )
    send_message = act(
        messages.send_message,
        Message,
        "Says something, once: a retry with the same clientMessageId gives the first message again.",
        client_message_id="The client's own name for the message: 1 to 200 characters, another one each time.",
        body="The text, up to 10,000 characters; it may be empty beside files.",
        attachment_ids="The uploads that become part of it, at most 10.",
        reply_to_id="The message that it answers, of the same conversation.",
    )
    edit_message = act(
        messages.edit_message,
        Message,
        "Changes one's own message within 15 minutes; what it said before is kept.",
        body="The text, up to 10,000 characters.",
    )
    delete_message = act(messages.delete_message, Message, "Empties one's own message; its place stays.")
    show_typing = act(
        messages.show_typing,
        Conversation,
        "Shows the others for some seconds that the viewer is typing; to be repeated while it lasts.",
    )
    mark_read = act(
        messages.mark_read,
        Conversation,
        "Notes how far the viewer has read; an earlier message than before changes nothing.",
        through="The number of the last message that was read.",
    )
    propose_interview = act(
        interviews.propose_interview,
        Interview,
        "Offers an applicant times to meet; for owners and managers of the awarder.",
        topic="What it is about, up to 200 characters.",
        media="Whether there is a picture.",
        slots="1 to 10 times, none of which overlap.",
        time_zone="The proposer's zone in the IANA database, as in Europe/Berlin.",
        host_ids="Who is there for the awarder; whoever proposes unless others are named.",
    )
    accept_slot = act(
        interviews.accept_slot,
        Interview,
        "Settles the time, or moves what is settled; for owners and managers of the side that was asked.",
        starts_at="The start of the slot.",
        guest_ids="Who is there for the applicant, named by its side; whoever accepts unless others are named.",
    )
    counter_slots = act(
        interviews.counter_slots,
        Interview,
        "Answers slots with others; for owners and managers of the side that was asked.",
        slots="1 to 10 times, none of which overlap.",
        guest_ids="Who is there for the applicant, named by its side; whoever counters unless others are named.",
    )
    move_interview = act(
        interviews.move_interview,
        Interview,
        "Asks to meet at another time; it stays as it is until the other side accepts, and moves twice at most.",
        slots="1 to 10 times, none of which overlap.",
    )
    decline_move = act(interviews.decline_move, Interview, "Leaves an interview at its time.")
    cancel_interview = act(
        interviews.cancel_interview,
        Interview,
        "Calls an interview off; for owners and managers of both sides.",
        reason="Why; both sides read it.",
    )
    join_interview = act(
        interviews.join_interview,
        InterviewSeat,
        "Comes in: a host to the room, a guest to the lobby, whoever was there a moment ago to their place.",
        is_repeatable=True,
    )
    leave_interview = act(interviews.leave_interview, Interview, "Goes away.")
    admit_guest = act(
        interviews.admit_guest, Interview, "Lets a guest in from the lobby; for hosts.", user_id="The guest."
    )
    remove_guest = act(
        interviews.remove_guest, Interview, "Shuts a guest out for good; for hosts.", user_id="The guest."
    )
    end_interview = act(interviews.end_interview, Interview, "Ends a running interview for everyone; for hosts.")
    send_signal = act(
        interviews.send_signal,
        SignalSent,
        "Passes a description or candidate on to one peer; both are inside.",
        to_peer_id="Whom it is for.",
        kind="What it is.",
        payload="JSON as a browser makes it, or the bare text; at most 64 KiB.",
    )
    consent_to_recording = act(
        interviews.consent_to_recording,
        Interview,
        "Says for oneself whether others may record; a no pauses what is recorded.",
        consents="Yes or no.",
    )
    start_recording = act(
        interviews.start_recording,
        Interview,
        "Asks to record, as soon as everybody inside consents; for hosts. Clients record, the server does not.",
    )
    stop_recording = act(interviews.stop_recording, Interview, "Ends recording; for hosts.")


# A subscription's resolver only says what is followed; delivery follows it, for all who may share (schema/delivery.py).


async def _market(info: Info, filter: DemandFilter | None = None, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = live.market(info, criteria_in(filter), after)
    return
    yield


async def _bid_arrivals(info: Info, demand_id: ID, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = await live.bid_arrivals(info, demand_id, after)
    return
    yield


async def _workbench(info: Info, demand_id: ID, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = await live.workbench(info, demand_id, after)
    return
    yield


async def _questions(info: Info, demand_id: ID, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = await questions.questions(info, demand_id, after)
    return
    yield


async def _notifications(info: Info, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = notifying.notifications(info, after)
    return
    yield


async def _conversation(info: Info, id: ID, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = await messages.feed(info, id, after)
    return
    yield


async def _interview(info: Info, id: ID, after: str | None = None) -> AsyncIterator[Any]:
    info.context.feed = await interviews.follow(info, id, after)
    return
    yield


async def _conversation_presence(info: Info, id: ID) -> AsyncIterator[Any]:
    async for people in messages.presence(info, id):
        yield PresenceShown(people=people)  # type: ignore[arg-type] # models stand for their types


async def _presence(info: Info, demand_id: ID) -> AsyncIterator[Any]:
    async for people in live.presence(info, demand_id):
        yield PresenceShown(people=people)  # type: ignore[arg-type] # models stand for their types


def feed(description: str, resolver: Callable[..., Any]) -> Any:
    """A subscription; its resolver gives one object an event."""
    return described(strawberry.subscription(resolver=resolver, description=description))


@strawberry.type(description="What can be followed.")
class Subscription:
    """Every subscription; each event carries the cursor behind it."""

    market: AsyncIterator[MarketEvent] = feed("The market as it moves: published, amended, closed.", _market)
    bid_arrivals: AsyncIterator[BidArrival] = feed("The bids on a demand as they come.", _bid_arrivals)
    questions: AsyncIterator[QuestionEvent] = feed(
        "What is asked about a demand and answered; whoever sees the demand may follow, guests too.", _questions
    )
    interview: AsyncIterator[InterviewEvent] = feed(
        "Everything that moves in an interview, in one order; of signals those to the viewer.", _interview
    )
    presence: AsyncIterator[PresenceShown] = feed(
        "Who is at a workbench, at once and after every change; whoever follows it is there.", _presence
    )
    notifications: AsyncIterator[NotificationEvent] = feed(
        "What moves in the viewer's own inbox, in one order.", _notifications
    )
    workbench: AsyncIterator[WorkbenchEvent] = feed("Everything that moves at a workbench, in one order.", _workbench)
    conversation: AsyncIterator[ConversationEvent] = feed(
        "Everything that moves in a conversation, in one order.", _conversation
    )
    conversation_presence: AsyncIterator[PresenceShown] = feed(
        "Who is at a conversation, at once and after every change; whoever follows it is there.",
        _conversation_presence,
    )


def build(
    extensions: "list[Callable[[], SchemaExtension]] | None" = None, *, suggestions: bool = True
) -> GuardedSchema:
    """The schema with the limits that it is to be held to."""
    return GuardedSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[Bid, Invitation, Notification, SessionInfo, User, Workbench, BiddingDemand],
        extensions=extensions or [],
        exception_handlers=HANDLERS,
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=not suggestions),
    )
