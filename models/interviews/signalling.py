"""WebRTC signals between peers inside an interview; stored in the log, delivered only to the addressee (CM-9)."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.accounts.parties import Membership
from models.accounts.viewer import Viewer, as_of_now
from models.changes import StreamHead, change, record
from models.clock import now
from models.errors import Refused, not_found, rate_limited
from models.inputs import Checks
from models.interviews.events import SignalPassed
from models.interviews.interview import Interview, InterviewState, Participant, Presence, SignalKind, locked, side

MOST_BYTES = 65_536
WINDOW = timedelta(minutes=1)
MOST_SIGNALS = 300
MOST_SIGNAL_BYTES = 4 * 1024 * 1024


TYPES = {SignalKind.OFFER: ("offer",), SignalKind.ANSWER: ("answer", "pranswer")}


@dataclass(frozen=True, slots=True)
class SignalSent:
    """The signal's number in the interview's stream."""

    seq: int


async def send_signal(
    interview: Interview, to_peer_id: UUID, *, kind: SignalKind, payload: str, by: Viewer
) -> SignalSent:
    """Passes a payload to another peer unchanged; both have to be inside.

    The payload is a session description or an ICE candidate, as JSON or plain text, of at most 64 KiB in UTF-8.
    """
    async with change():
        interview, people = await locked(interview.id)
        by = await as_of_now(by)
        addressee = next((person for person in people if person.peer_id == to_peer_id), None)
        if addressee is None:
            raise not_found("peer")
        _check_payload(kind, payload)
        sender = next((person for person in people if person.user_id == by.user.id), None)
        if sender is None or not by.acts_for(side(interview, sender)):
            raise Refused("NOT_ALLOWED", "You do not take part in this interview.")
        if sender is addressee:
            raise Refused("NOT_ALLOWED", "This is your own peer: you can send signals only to others.")
        if interview.state not in (InterviewState.SCHEDULED, InterviewState.LIVE):
            raise Refused(
                "WRONG_STATE", "The interview is {state}: no signals can be sent.", state=interview.state.value
            )
        await _check_inside(interview, sender, addressee)
        await _count(sender, len(payload.encode()))
        assert sender.peer_id is not None
        signal = SignalPassed(sender.peer_id, addressee.user_id, kind, payload)
        record(interview.stream, signal, by=by.user.id)
        # Every writer to this stream locks the interview first, so nobody else takes the next number meanwhile.
        head = await StreamHead.get_or_none(stream=interview.stream)
        return SignalSent((head.last_seq if head else 0) + 1)


async def _check_inside(interview: Interview, *pair: Participant) -> None:
    for person in pair:
        if person.presence is not Presence.INSIDE:
            raise Refused("NOT_INSIDE", "Both peers must be inside to exchange signals.")
        if person.seat_expires_at is None or person.seat_expires_at <= now():
            raise Refused("SEAT_EXPIRED", "The seat of one of the two peers has expired: join again.")
        if not await Membership.exists(user_id=person.user_id, party_id=side(interview, person)):
            raise Refused("NOT_INSIDE", "Both peers must be inside to exchange signals.")


async def _count(sender: Participant, size: int) -> None:
    """Counts a signal; refuses a sender who exceeds the limit for a minute."""
    at = now()
    if sender.signals_since is None or at >= sender.signals_since + WINDOW:
        sender.signals_since, sender.signals_sent, sender.signal_bytes = at, 0, 0
    sender.signals_sent += 1
    sender.signal_bytes += size
    if sender.signals_sent > MOST_SIGNALS or sender.signal_bytes > MOST_SIGNAL_BYTES:
        rest = (sender.signals_since + WINDOW - at).total_seconds()
        raise rate_limited("Too many signals: wait a minute, then try again.", rest)
    await sender.save(update_fields=["signals_since", "signals_sent", "signal_bytes"])


def _check_payload(kind: SignalKind, payload: str) -> None:
    checks = Checks()
    checks.exact("payload", payload, most=MOST_BYTES)
    if not checks.problems and len(payload.encode()) > MOST_BYTES:
        checks.wrong("payload", "Can have at most {most} bytes in UTF-8.", "TOO_LONG", most=MOST_BYTES)
    if not checks.problems and not _is_plausible(kind, payload):
        checks.wrong("payload", "Must be a valid {kind}, as created by a browser.", "MALFORMED", kind=kind.lower())
    checks.refuse()


def _is_plausible(kind: SignalKind, payload: str) -> bool:
    """Whether the payload has the form of its kind; its content is left to the peers."""
    if not payload.lstrip().startswith("{"):
        return _is_candidate(payload) if kind is SignalKind.CANDIDATE else _is_description(payload)
    try:
        found: Any = json.loads(payload)
    except (ValueError, RecursionError):
        return False
    if kind is SignalKind.CANDIDATE:
        mid, line = found.get("sdpMid"), found.get("sdpMLineIndex")
        # An empty candidate marks the end of candidates.
        return (
            (found.get("candidate") == "" or _is_candidate(found.get("candidate")))
            and (mid is None or isinstance(mid, str))
            and (line is None or (type(line) is int and 0 <= line < 1_000))
        )
    return found.get("type") in TYPES[kind] and _is_description(found.get("sdp"))


def _is_description(text: object) -> bool:
    return isinstance(text, str) and text.startswith("v=0")


def _is_candidate(text: object) -> bool:
    return isinstance(text, str) and text.startswith(("candidate:", "a=candidate:"))
