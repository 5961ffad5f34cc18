"""Interviews, as the world sees them."""

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

strawberry.enum(InterviewState, description="Where an interview stands, from the first proposal to its end.")
strawberry.enum(Media, description="AUDIO: sound alone; VIDEO: picture too.")
strawberry.enum(InterviewRole, description="HOST: for the awarder; GUEST: for the applicant.")
strawberry.enum(Presence, description="Where a participant is; guests wait in the LOBBY until a host admits them.")
strawberry.enum(
    Recording,
    description="Whether clients may record now. PAUSED: asked for, while somebody inside has not consented.",
)
strawberry.enum(InterviewAction, description="What a viewer may do with an interview.")
strawberry.enum(SignalKind, description="A session description that offers or answers, or an ICE candidate.")


@strawberry.type(description="A time on offer.")
@shows(table.Slot)
class Slot:
    """A time."""

    starts_at: datetime = field("When it begins.")
    ends_at: datetime = field("When it ends; the next may begin then.")


def _peer(root: strawberry.Parent[Participant]) -> ID | None:
    return ID(identify("peer", root.peer_id)) if root.peer_id else None


def _consent(root: strawberry.Parent[Participant]) -> bool | None:
    return root.consents


@strawberry.type(description="Somebody who takes part in an interview.")
@shows(Participant)
class InterviewParticipant:
    """A host or a guest."""

    user: User = batched("Who it is.", interviews.users_of, is_alike=True)
    role: InterviewRole = field("For which side.")
    presence: Presence = field("Where they are.")
    peer_id: ID | None = field("Where signals to them go; null until they first join, then it stays.", _peer)
    recording_consent: bool | None = field("Whether they let others record; null: they have not said.", _consent)
    is_absent: bool = field("Of an interview that ended as NO_SHOW: whether they were not there.")
    removed_at: datetime | None = field("When a host shut them out for good.")


@strawberry.type(description="A meeting of an awarder with one of its applicants, with sound and picture.")
@shows(table.Interview)
class Interview(Node):
    """An interview."""

    id: ID = identified("interview")
    state: InterviewState = field("Where it stands.")
    version: int = field("Rises with each change of what is arranged; goes into `expectedVersion`.")
    topic: str = field("What it is about.")
    media: Media = field("Whether there is a picture.")
    slots: list[Slot] = batched(
        "The times that were offered last, the earliest first.", interviews.slots_of, is_alike=True
    )
    offered_by: InterviewRole | None = field("Whose slots wait for the other side's answer; null: nobody's.")
    starts_at: datetime | None = field("When it begins; null until a slot was accepted.")
    ends_at: datetime | None = field("When it is to end.")
    time_zone: str = field("The IANA zone of whoever proposed it, as in Europe/Berlin.")
    moves: int = field("How often it was moved to another time: twice at most.")
    participants: list[InterviewParticipant] = batched(
        "Who takes part, hosts first; guests once the applicant has answered.",
        interviews.participants_of,
        is_alike=True,
    )
    recording: Recording = field("Whether clients may record.")
    cancel_reason: str | None = field("Why it was called off, as far as that was said.")
    ended_at: datetime | None = field("When it ended, in whichever way.")
    actions: list[InterviewAction] = batched(
        "What the viewer may do next.", interviews.actions_of_interviews, differs=Differs.BY_USER
    )
    demand: Demand = batched("What it is about.", bids.demands_of, is_alike=True)
    applicant: Applicant = batched("Whom the awarder meets.", bids.applicants_of, is_alike=True)
    calendar: str | None = batched(
        "The interview as an iCalendar file (RFC 5545); null until it has a time.",
        interviews.calendars_of,
        differs=Differs.BY_USER,
    )
    calendar_url: str | None = field(
        "Where the calendar file can be had for some minutes, by whoever has the link, while this session lasts.",
        interviews.calendar_url_of,
        differs=Differs.BY_USER,
    )
    cursor: str = field("Goes into `after` of the subscription: nothing falls between.", interviews.cursor_of_interview)


@strawberry.type(description="An entry of a peer connection's `iceServers`.")
@shows(ice.IceServer)
class IceServer:
    """A STUN or TURN server."""

    urls: list[str] = field("Its addresses, as in stun:host:port.")
    username: str | None = field("Of TURN: expires with the credential.")
    credential: str | None = field("Of TURN: good for a short time.")


def _seat_peer(root: strawberry.Parent[room.Seat]) -> ID:
    return ID(identify("peer", root.peer_id))


@strawberry.type(description="The right to be in an interview, for one user and a short time; joining again renews it.")
@shows(room.Seat)
class InterviewSeat:
    """The answer to joining."""

    interview: Interview = field("The interview as it is now.", interviews.interview_of_seat)
    peer_id: ID = field("The viewer's own peer; the same each time that they join.", _seat_peer)
    ice_servers: list[IceServer] = field("What the peer connections are to use.", interviews.ice_servers_of)
    expires_at: datetime = field("When the seat ends unless it is renewed.")
    cursor: str = field("Goes into `after` of the subscription: what is said from now on.", interviews.cursor_of_seat)


@strawberry.type(description="A signal was passed on.")
@shows(signalling.SignalSent)
class SignalSent:
    """The answer to a signal."""

    seq: int = field("Its number among the events of the interview.")


given(
    slots.SlotGiven,
    "SlotInput",
    "A time on offer: 15 minutes to 8 hours, in the future.",
    starts_at="When it begins.",
    ends_at="When it ends.",
)


@strawberry.type(description="Somebody came, was admitted, left, or was no longer heard of.")
@tells(events.PresenceChanged)
class PresenceChanged:
    """Where somebody is from now on."""

    user: User = thing("user", "Who it is.")
    presence: Presence = field("Where they were after this.")
    peer_id: ID | None = key_in_event("peer", "peer", "Where signals to them go.")


@strawberry.type(description="A peer says how it can be reached; only its addressee hears it.")
@tells(events.SignalPassed)
class SignalReceived:
    """A signal."""

    from_peer_id: ID = key_in_event("sender", "peer", "Who says it; where the answer goes.")
    kind: SignalKind = field("What it is.", lambda root: root.signal)
    payload: str = field("What was sent, as it was.")


@strawberry.type(description="Something else about the interview is another than before.")
@tells(events.InterviewChanged)
class InterviewChanged:
    """A changed interview."""

    interview: Interview = thing("interview", "The interview as it is now.")


InterviewHappening = Annotated[
    PresenceChanged | SignalReceived | InterviewChanged | ResyncRequired,
    strawberry.union("InterviewHappening", description="What moves in an interview."),
]


@strawberry.type(description="Something that moved in an interview.")
class InterviewEvent:
    """An event with its place."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    event: InterviewHappening = field("What happened.")
