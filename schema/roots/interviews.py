"""Interviews: arranging, holding and following them."""

from collections.abc import AsyncIterator

import strawberry

from models.interviews import arranging, recording, room, signalling
from resolvers import interviews
from schema.base import act, feed, field
from schema.interviews import Interview, InterviewEvent, InterviewSeat, SignalSent


@strawberry.type
class InterviewQueries:
    """What can be asked: interviews."""

    interview: Interview | None = field(
        "An interview; null where there is none that the viewer may see.", interviews.interview
    )


@strawberry.type
class InterviewMutations:
    """What can be done: interviews."""

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
        arranging.move_interview,
        Interview,
        "Asks to meet at another time; it stays as it is until the other side accepts, and moves twice at most.",
        slots="1 to 10 times, none of which overlap.",
    )
    decline_move = act(arranging.decline_move, Interview, "Leaves an interview at its time.")
    cancel_interview = act(
        arranging.cancel_interview,
        Interview,
        "Calls an interview off; for owners and managers of both sides.",
        reason="Why; both sides read it.",
    )
    join_interview = act(
        room.join_interview,
        InterviewSeat,
        "Comes in: a host to the room, a guest to the lobby, whoever was there a moment ago to their place.",
        is_repeatable=True,
    )
    leave_interview = act(room.leave_interview, Interview, "Goes away.")
    admit_guest = act(room.admit_guest, Interview, "Lets a guest in from the lobby; for hosts.", user_id="The guest.")
    remove_guest = act(room.remove_guest, Interview, "Shuts a guest out for good; for hosts.", user_id="The guest.")
    end_interview = act(room.end_interview, Interview, "Ends a running interview for everyone; for hosts.")
    send_signal = act(
        signalling.send_signal,
        SignalSent,
        "Passes a description or candidate on to one peer; both are inside.",
        to_peer_id="Whom it is for.",
        kind="What it is.",
        payload="JSON as a browser makes it, or the bare text; at most 64 KiB.",
    )
    consent_to_recording = act(
        recording.consent_to_recording,
        Interview,
        "Says for oneself whether others may record; a no pauses what is recorded.",
        consents="Yes or no.",
    )
    start_recording = act(
        recording.start_recording,
        Interview,
        "Asks to record, as soon as everybody inside consents; for hosts. Clients record, the server does not.",
    )
    stop_recording = act(recording.stop_recording, Interview, "Ends recording; for hosts.")


@strawberry.type
class InterviewSubscriptions:
    """What can be followed: interviews."""

    interview: AsyncIterator[InterviewEvent] = feed(
        "Everything that moves in an interview, in one order; of signals those to the viewer.", interviews.follow
    )
