"""The GraphQL types of interviews."""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import ID

from models.interviews import events, ice, room, signalling, slots
from models.interviews import interview as table
from models.interviews.interview import (
    InterviewAction,
    InterviewRole,
    InterviewState,
    Media,
    Participant,
    Presence,
    Recording,
    SignalKind,
)
from resolvers import bids, interviews
from schema.accounts import User
from schema.base import Node, batched, field, given, identified, shows
from schema.bids import Applicant
from schema.demands import Demand
from schema.kinds import identify
from schema.live import ResyncRequired, key_in_event, tells, thing
from schema.sharing import Differs

strawberry.enum(
    InterviewState,
    description="LIVE: a guest was admitted. NO_SHOW: a side was missing. EXPIRED: no slot was accepted in time.",
)
strawberry.enum(Media, description="AUDIO: sound only. VIDEO: sound and picture.")
strawberry.enum(InterviewRole, description="HOST: a member of the awarder. GUEST: a member of the applicant.")
strawberry.enum(Presence, description="Where a participant is now. Guests wait in the LOBBY until a host admits them.")
strawberry.enum(
    Recording,
    description=(
        "Whether clients may record now. PAUSED: a host has requested it, but somebody inside has not consented."
    ),
)
strawberry.enum(InterviewAction, description="What a viewer may do with an interview now.")
strawberry.enum(SignalKind, description="OFFER and ANSWER: a WebRTC session description. CANDIDATE: an ICE candidate.")


@strawberry.type(description="A time that one side offers.")
@shows(table.Slot)
class Slot:
    starts_at: datetime = field("When the slot begins.")
    ends_at: datetime = field("When the slot ends. Another one may begin at the same instant.")


def _peer(root: strawberry.Parent[Participant]) -> ID | None:
    return ID(identify("peer", root.peer_id)) if root.peer_id else None


def _consent(root: strawberry.Parent[Participant]) -> bool | None:
    return root.consents


@strawberry.type(description="A user who takes part in an interview.")
@shows(Participant)
class InterviewParticipant:
    user: User = batched("The participant.", interviews.users_of, is_alike=True)
    role: InterviewRole = field("The side that the participant is on.")
    presence: Presence = field("Where the participant is now.")
    peer_id: ID | None = field(
        "The address for signals to this participant. Null until they first join; it never changes after that.", _peer
    )
    recording_consent: bool | None = field(
        "Whether the participant consents to being recorded; null if they have not answered.", _consent
    )
    is_absent: bool = field("Whether the participant was missing. True only in an interview that ended as NO_SHOW.")
    removed_at: datetime | None = field("When a host removed the participant for good; null if none has.")


@strawberry.type(
    description=(
        "An audio or video meeting of an awarder with one of its applicants. Only members of the two parties see it."
    )
)
@shows(table.Interview)
class Interview(Node):
    id: ID = identified("interview")
    state: InterviewState = field("The state of the interview.")
    version: int = field("Increases with each change of what is arranged. Pass it as `expectedVersion`.")
    topic: str = field("What the meeting is about, up to 200 characters.")
    media: Media = field("AUDIO or VIDEO.")
    slots: list[Slot] = batched(
        "The times that were offered last, the earliest first.", interviews.slots_of, is_alike=True
    )
    offered_by: InterviewRole | None = field(
        "The side whose slots wait for an answer of the other side; null if none do."
    )
    starts_at: datetime | None = field("When the interview begins; null until a slot is accepted.")
    ends_at: datetime | None = field("When the interview is scheduled to end; null until a slot is accepted.")
    time_zone: str = field("IANA time zone of the user who proposed it, such as Europe/Berlin.")
    moves: int = field("How often the interview was moved to another time, at most twice.")
    participants: list[InterviewParticipant] = batched(
        "The participants, hosts first. Guests are added when the applicant's side first answers.",
        interviews.participants_of,
        is_alike=True,
    )
    recording: Recording = field("Whether clients may record now.")
    cancel_reason: str | None = field("Why the interview was cancelled; null if it was not, or no reason was given.")
    ended_at: datetime | None = field(
        "When the interview ended, whether it was held, cancelled or missed; null before that."
    )
    actions: list[InterviewAction] = batched(
        "What the viewer may do with the interview now.", interviews.actions_of_interviews, differs=Differs.BY_USER
    )
    demand: Demand = batched("The demand of the application.", bids.demands_of, is_alike=True)
    applicant: Applicant = batched("The applicant that the awarder meets.", bids.applicants_of, is_alike=True)
    calendar: str | None = batched(
        "The interview as an iCalendar file (RFC 5545); null until a slot is accepted.",
        interviews.calendars_of,
        differs=Differs.BY_USER,
    )
    calendar_url: str | None = field(
        "A link to the calendar file that expires after some minutes. It works without a token, until the viewer's "
        "session ends.",
        interviews.calendar_url_of,
        differs=Differs.BY_USER,
        asks=False,
    )
    cursor: str = field(
        "Pass it as `after` to the subscription `interview` to follow on from this snapshot without a gap.",
        interviews.cursor_of_interview,
    )


@strawberry.type(description="An entry for `iceServers` of an RTCPeerConnection.")
@shows(ice.IceServer)
class IceServer:
    urls: list[str] = field("Its URLs, such as stun:host:port.")
    username: str | None = field("The user name for TURN, which expires with the credential; null for STUN.")
    credential: str | None = field("The short-lived password for TURN; null for STUN.")


def _seat_peer(root: strawberry.Parent[room.Seat]) -> ID:
    return ID(identify("peer", root.peer_id))


@strawberry.type(
    description="The right of one user to be in an interview, for an hour at most. Joining again renews it."
)
@shows(room.Seat)
class InterviewSeat:
    interview: Interview = field("The interview in its current state.", interviews.interview_of_seat)
    peer_id: ID = field("The viewer's own peer id. It is the same each time they join.", _seat_peer)
    ice_servers: list[IceServer] = field(
        "The ICE servers for the viewer's peer connections.", interviews.ice_servers_of
    )
    expires_at: datetime = field("When the seat expires unless the viewer joins again.")
    cursor: str = field(
        "Pass it as `after` to the subscription `interview` to receive everything that happens from now on.",
        interviews.cursor_of_seat,
    )


@strawberry.type(description="The answer to `sendSignal`: the signal was accepted for delivery.")
@shows(signalling.SignalSent)
class SignalSent:
    seq: int = field("The number of the signal among the events of the interview.")


given(
    slots.SlotGiven,
    "SlotInput",
    "A time to offer: in the future, 15 minutes to 8 hours long.",
    starts_at="When the slot begins.",
    ends_at="When the slot ends.",
)


@strawberry.type(description="A participant joined, was admitted, left, or lost the connection.")
@tells(events.PresenceChanged)
class PresenceChanged:
    user: User = thing("user", "The participant.")
    presence: Presence = field("Where the participant was after this event.")
    peer_id: ID | None = key_in_event(
        "peer", "peer", "The address for signals to the participant; null if they have never joined."
    )


@strawberry.type(description="Another peer sent a WebRTC signal. It is delivered only to the user it is addressed to.")
@tells(events.SignalPassed)
class SignalReceived:
    from_peer_id: ID = key_in_event("sender", "peer", "The peer that sent it. Send the answer there.")
    kind: SignalKind = field("The kind of the signal.", lambda root: root.signal)
    payload: str = field("The payload, unchanged.")


@strawberry.type(description="The time, the state, the participants or the recording of the interview changed.")
@tells(events.InterviewChanged)
class InterviewChanged:
    interview: Interview = thing("interview", "The interview in its current state.")


InterviewHappening = Annotated[
    PresenceChanged | SignalReceived | InterviewChanged | ResyncRequired,
    strawberry.union("InterviewHappening", description="What can happen in an interview."),
]


@strawberry.type(description="An event in an interview.")
class InterviewEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    event: InterviewHappening = field("What happened.")
