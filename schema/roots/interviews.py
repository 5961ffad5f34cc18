"""Interviews: arranging, holding and following them."""

from collections.abc import AsyncIterator

import strawberry

from models.interviews import arranging, recording, room, signalling
from resolvers import interviews
from schema.base import act, feed, field
from schema.interviews import Interview, InterviewEvent, InterviewSeat, SignalSent


@strawberry.type
class InterviewQueries:
    """Queries about interviews."""

    interview: Interview | None = field(
        "An interview; null if it does not exist or the viewer belongs to neither side.", interviews.interview
    )


@strawberry.type
class InterviewMutations:
    """Mutations of interviews."""

    propose_interview = act(
        interviews.propose_interview,
        Interview,
        "Offers times to meet to an applicant whose bid stands. Only owners and managers of the awarder may; sealed "
        "bids have to be opened first.",
        topic="What the interview is about, up to 200 characters.",
        media="AUDIO or VIDEO.",
        slots="1 to 10 times that do not overlap.",
        time_zone="The proposer's IANA time zone, such as Europe/Berlin.",
        host_ids="Ids of up to 5 members of the awarder who take part. Defaults to the viewer.",
    )
    accept_slot = act(
        interviews.accept_slot,
        Interview,
        "Accepts one of the offered times. Only owners and managers of the side that did not offer it may "
        "(NOT_YOUR_TURN); refused with DOUBLE_BOOKED if a participant has another interview then.",
        starts_at="The `startsAt` of one of the offered slots.",
        guest_ids=(
            "Ids of members of the applicant who take part; only the applicant's side may name them. Defaults to the "
            "guests named before, or else to the viewer."
        ),
    )
    counter_slots = act(
        interviews.counter_slots,
        Interview,
        "Answers the offered times with other ones. Only owners and managers of the side that did not offer them may "
        "(NOT_YOUR_TURN).",
        slots="1 to 10 times that do not overlap.",
        guest_ids=(
            "Ids of members of the applicant who take part; only the applicant's side may name them, before a time is "
            "settled. Defaults to the guests named before, or else to the viewer."
        ),
    )
    move_interview = act(
        arranging.move_interview,
        Interview,
        "Offers other times for a SCHEDULED interview, which keeps its time until the other side accepts one. Either "
        "side's owners and managers may; refused with TOO_MANY_MOVES after two moves.",
        slots="1 to 10 times that do not overlap.",
    )
    decline_move = act(
        arranging.decline_move,
        Interview,
        "Ends an offer to move the interview, which keeps its time. Owners and managers of both sides may, also those "
        "who made the offer.",
    )
    cancel_interview = act(
        arranging.cancel_interview,
        Interview,
        "Cancels an interview that has not started. Owners and managers of both sides may.",
        reason="The reason, up to 2,000 characters. Both sides can read it.",
    )
    join_interview = act(
        room.join_interview,
        InterviewSeat,
        "Joins, from 15 minutes before the start until 30 minutes after the end (TOO_EARLY, TOO_LATE). Hosts are "
        "inside at once, guests wait in the lobby; a participant who lost the connection keeps their place for a "
        "short time.",
        is_repeatable=True,
    )
    leave_interview = act(
        room.leave_interview, Interview, "Leaves the room or the lobby. A guest who joins again waits in the lobby."
    )
    admit_guest = act(
        room.admit_guest,
        Interview,
        "Lets a guest in from the lobby; only hosts may. Admitting the first guest starts the interview.",
        user_id="The id of the User.",
    )
    remove_guest = act(
        room.remove_guest,
        Interview,
        "Removes a guest, who cannot join this interview again. Only hosts may.",
        user_id="The id of the User.",
    )
    end_interview = act(room.end_interview, Interview, "Ends a LIVE interview for everyone. Only hosts may.")
    send_signal = act(
        signalling.send_signal,
        SignalSent,
        "Sends a WebRTC signal to one peer. Refused with NOT_INSIDE or SEAT_EXPIRED unless both are inside, and with "
        "RATE_LIMITED after 300 signals or 4 MiB in a minute.",
        to_peer_id="The `peerId` of the receiver.",
        kind="The kind of the signal.",
        payload="The browser's RTCSessionDescription or RTCIceCandidate as JSON, or only its text. At most 64 KiB.",
    )
    consent_to_recording = act(
        recording.consent_to_recording,
        Interview,
        "Sets whether the viewer consents to being recorded. A recording is paused while somebody inside does not "
        "consent.",
        consents="True to allow recording, false to refuse it.",
    )
    start_recording = act(
        recording.start_recording,
        Interview,
        "Requests a recording, which is ON as soon as everybody inside consents; only hosts who are inside may. "
        "Clients record, the server stores nothing.",
    )
    stop_recording = act(recording.stop_recording, Interview, "Stops the recording. Only hosts may.")


@strawberry.type
class InterviewSubscriptions:
    """Subscriptions to interviews."""

    interview: AsyncIterator[InterviewEvent] = feed(
        "Everything that happens in an interview, in order; of the signals only those to the viewer. Both sides may "
        "follow it.",
        interviews.follow,
    )
