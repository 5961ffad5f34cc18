"""Interviews: who meets whom and when, and the state table."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import stamp
from models.demands.applicants import Applicant
from models.demands.demand import Demand
from models.errors import Refused
from models.ids import new_id
from models.places import WithHead
from models.sides import Side, Sides, sides
from models.states import Guard, Machine, Move, asking_after

EARLY = timedelta(minutes=15)  # how long before the start participants can join
GRACE = timedelta(minutes=30)  # how long after the end participants can stay
NO_SHOW_AFTER = timedelta(minutes=15)
EMPTY_FOR = timedelta(minutes=10)
MOST_MOVES = 2


class InterviewState(StrEnum):
    """The state of an interview, from the first proposal to its end."""

    PROPOSED = "PROPOSED"
    SCHEDULED = "SCHEDULED"
    LIVE = "LIVE"
    ENDED = "ENDED"
    NO_SHOW = "NO_SHOW"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class Media(StrEnum):
    """Whether participants send only audio, or video too."""

    AUDIO = "AUDIO"
    VIDEO = "VIDEO"


class InterviewRole(StrEnum):
    """A side of an interview: the awarder's people are hosts, the applicant's are guests."""

    HOST = "HOST"
    GUEST = "GUEST"


class Presence(StrEnum):
    """Where a participant is; guests wait in the lobby until a host admits them (CM-9)."""

    AWAY = "AWAY"
    LOBBY = "LOBBY"
    INSIDE = "INSIDE"


class Recording(StrEnum):
    """Whether clients may record; PAUSED while somebody inside has not consented (CM-10)."""

    OFF = "OFF"
    ON = "ON"
    PAUSED = "PAUSED"


class InterviewAction(StrEnum):
    """What somebody may do with an interview."""

    ACCEPT_SLOT = "ACCEPT_SLOT"
    COUNTER = "COUNTER"
    MOVE = "MOVE"
    DECLINE_MOVE = "DECLINE_MOVE"
    CANCEL = "CANCEL"
    JOIN = "JOIN"
    CONSENT = "CONSENT"
    ADMIT = "ADMIT"
    REMOVE_GUEST = "REMOVE_GUEST"
    START_RECORDING = "START_RECORDING"
    STOP_RECORDING = "STOP_RECORDING"
    END = "END"


class SignalKind(StrEnum):
    """The kind of a WebRTC signal: a session description (offer or answer), or an ICE candidate."""

    OFFER = "OFFER"
    ANSWER = "ANSWER"
    CANDIDATE = "CANDIDATE"


S, A = InterviewState, InterviewAction


class Interview(Model):
    """An interview of an awarder with an applicant."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="interviews", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    applicant: fields.ForeignKeyRelation[Applicant] = fields.ForeignKeyField(
        "models.Applicant", related_name="interviews", on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
    # Both sides, copied from the demand and the application, where they never change.
    awarder: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="interviews_hosted", on_delete=fields.OnDelete.RESTRICT
    )
    awarder_id: UUID
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="interviews_given", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    state = fields.CharEnumField(InterviewState, max_length=10)
    topic = fields.CharField(max_length=200)
    media = fields.CharEnumField(Media, max_length=5)
    time_zone = fields.CharField(max_length=64)
    proposed_by_id = fields.UUIDField()
    # The side whose slots wait for an answer, in a proposal or a request to move.
    offered_by = fields.CharEnumField(InterviewRole, max_length=5, null=True)
    offered_until = fields.DatetimeField(null=True)
    # Who offered these slots; and who has agreed to the present time, by offering or by accepting it.
    offered_by_id: UUID | None = fields.UUIDField(null=True)
    agreed_by: list[str] | None = fields.JSONField(null=True)
    starts_at = fields.DatetimeField(null=True)
    ends_at = fields.DatetimeField(null=True)
    moves = fields.IntField(default=0)
    version = fields.IntField(default=1)
    # The iCalendar SEQUENCE: rises whenever a calendar entry sent before is out of date.
    sequence = fields.IntField(default=0)
    # Rises whenever somebody is removed, so that live subscriptions know when to check permissions again.
    roster = fields.IntField(default=0)
    recording = fields.CharEnumField(Recording, max_length=6, default=Recording.OFF)
    cancel_reason = fields.TextField(null=True)
    created_at = fields.DatetimeField()
    opened_at = fields.DatetimeField(null=True)
    live_at = fields.DatetimeField(null=True)
    empty_since = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    head_seq: int | None
    head_epoch: str | None

    class Meta:
        table = "interview"
        manager = WithHead("interview", "interview")
        indexes = (
            Index(fields=("awarder_id", "id")),
            Index(fields=("party_id", "id")),
            Index(fields=("applicant_id", "id")),
        )

    @property
    def stream(self) -> str:
        return stream_of(self.id)


class Slot(Model):
    """A time that was offered for an interview."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    interview: fields.ForeignKeyRelation[Interview] = fields.ForeignKeyField(
        "models.Interview", related_name="slots", on_delete=fields.OnDelete.RESTRICT
    )
    interview_id: UUID
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()

    class Meta:
        table = "interview_slot"
        unique_together = (("interview", "starts_at"),)


class Participant(Model):
    """A host or guest of an interview, with presence and the id of the peer in the call."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    interview: fields.ForeignKeyRelation[Interview] = fields.ForeignKeyField(
        "models.Interview", related_name="participants", on_delete=fields.OnDelete.RESTRICT
    )
    interview_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="interviews", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    role = fields.CharEnumField(InterviewRole, max_length=5)
    presence = fields.CharEnumField(Presence, max_length=6, default=Presence.AWAY)
    peer_id = fields.UUIDField(null=True, unique=True)
    seat_expires_at = fields.DatetimeField(null=True)
    admitted_at = fields.DatetimeField(null=True)
    # When they count as away unless a heartbeat comes first; null while they are away.
    away_at = fields.DatetimeField(null=True)
    lost_at = fields.DatetimeField(null=True)
    removed_at = fields.DatetimeField(null=True)
    is_absent = fields.BooleanField(default=False)
    consents = fields.BooleanField(null=True)
    signals_since = fields.DatetimeField(null=True)
    signals_sent = fields.IntField(default=0)
    signal_bytes = fields.IntField(default=0)

    class Meta:
        table = "interview_participant"
        unique_together = (("interview", "user"),)
        indexes = (Index(fields=("user_id",)),)


def stream_of(interview: UUID) -> str:
    """The name of the interview's stream, for everybody who may see it; a signal reaches only its addressee."""
    return f"interview:{interview}"


def book_of(interview: UUID) -> str:
    """The name of the interview's journal."""
    return f"interview:{interview}"


@dataclass(slots=True)
class InterviewCase:
    """An interview with its participants."""

    interview: Interview
    people: list[Participant]

    @property
    def state(self) -> InterviewState:
        return self.interview.state

    @property
    def version(self) -> int:
        return self.interview.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this interview; a participant who left their party no longer takes part."""
        interview = self.interview
        held = set(sides(viewer, awarder=interview.awarder_id, other=interview.party_id))
        for person in self.people:
            is_theirs = viewer is not None and person.user_id == viewer.user.id and person.removed_at is None
            if viewer is not None and is_theirs and viewer.acts_for(side(interview, person)):
                held.add(Side.HOST if person.role is InterviewRole.HOST else Side.INVITED)
        return frozenset(held)


def side(interview: Interview, person: Participant) -> UUID:
    """The party that a participant represents."""
    return interview.awarder_id if person.role is InterviewRole.HOST else interview.party_id


def side_of(held: Sides) -> InterviewRole:
    """The side of the interview that somebody with these sides decides for."""
    return InterviewRole.HOST if Side.AWARDER_LEAD in held else InterviewRole.GUEST


async def locked(interview: UUID) -> tuple[Interview, list[Participant]]:
    """Locks the interview's row until the commit, then rereads the clock; returns it with its participants.

    Every change of an interview or its participants starts here. A caller that needs the demand too has to lock the
    demand first.
    """
    found = await Interview.select_for_update().get(id=interview)
    stamp()
    return found, await participants_of(interview)


async def participants_of(interview: UUID) -> list[Participant]:
    """The participants, hosts first; each side in the order in which it was named."""
    people = await Participant.filter(interview_id=interview).order_by("id")
    return sorted(people, key=lambda person: person.role is InterviewRole.GUEST)


async def interview_held(interview: UUID) -> InterviewCase:
    """The locked interview and its participants, for a decision."""
    return InterviewCase(*await locked(interview))


Guards = tuple[Guard[InterviewCase], ...]


def _something_is_offered(case: InterviewCase, _: Sides) -> Refused | None:
    if case.interview.offered_by is None:
        return Refused("NOTHING_OFFERED", "No slots are waiting for an answer: move the interview to offer some.")
    return None


def _the_other_side_answers(case: InterviewCase, held: Sides) -> Refused | None:
    if case.interview.offered_by is side_of(held):
        return Refused("NOT_YOUR_TURN", "Your own side offered these slots: the other side has to answer.")
    return None


def _moves_are_left(case: InterviewCase, _: Sides) -> Refused | None:
    if case.interview.moves >= MOST_MOVES:
        return Refused("TOO_MANY_MOVES", "An interview can be moved at most {most} times.", most=MOST_MOVES)
    return None


def _nobody_else_moves(case: InterviewCase, held: Sides) -> Refused | None:
    if case.interview.offered_by not in (None, side_of(held)):
        return Refused("NOT_YOUR_TURN", "The other side has already offered another time: answer that first.")
    return None


def _a_move_is_asked_for(case: InterviewCase, _: Sides) -> Refused | None:
    if case.interview.offered_by is None:
        return Refused("NOTHING_OFFERED", "Nobody has asked to move this interview.")
    return None


def _is_open(case: InterviewCase, _: Sides) -> Refused | None:
    if case.interview.opened_at is None:
        return Refused("TOO_EARLY", "You can join from 15 minutes before the start.")
    return None


def _is_not_recorded(case: InterviewCase, _: Sides) -> Refused | None:
    if case.interview.recording is not Recording.OFF:
        return Refused("WRONG_STATE", "A recording was already requested.")
    return None


def _is_recorded(case: InterviewCase, _: Sides) -> Refused | None:
    if case.interview.recording is Recording.OFF:
        return Refused("WRONG_STATE", "No recording was requested.")
    return None


_LEADS = frozenset({Side.AWARDER_LEAD, Side.OTHER_LEAD})
_HOST = frozenset({Side.HOST})
_ANYONE = frozenset({Side.HOST, Side.INVITED})
_ARRANGED = frozenset({S.SCHEDULED, S.LIVE})
_ANSWERING: Guards = (_something_is_offered, _the_other_side_answers)
_MOVING: Guards = (_moves_are_left, _nobody_else_moves)

MACHINE: Machine[InterviewState, InterviewAction, InterviewCase] = Machine(
    "interview",
    [
        Move(A.ACCEPT_SLOT, frozenset({S.PROPOSED, S.SCHEDULED}), S.SCHEDULED, _LEADS, _ANSWERING),
        Move(A.COUNTER, frozenset({S.PROPOSED, S.SCHEDULED}), None, _LEADS, _ANSWERING),
        Move(A.MOVE, frozenset({S.SCHEDULED}), None, _LEADS, _MOVING),
        Move(A.DECLINE_MOVE, frozenset({S.SCHEDULED}), None, _LEADS, (_a_move_is_asked_for,)),
        Move(A.CANCEL, frozenset({S.PROPOSED, S.SCHEDULED}), S.CANCELLED, _LEADS),
        Move(A.JOIN, _ARRANGED, None, _ANYONE, (_is_open,)),
        Move(A.CONSENT, _ARRANGED, None, _ANYONE),
        Move(A.ADMIT, _ARRANGED, S.LIVE, _HOST, (_is_open,)),
        Move(A.REMOVE_GUEST, _ARRANGED, None, _HOST, (_is_open,)),
        Move(A.START_RECORDING, frozenset({S.LIVE}), None, _HOST, (_is_not_recorded,)),
        Move(A.STOP_RECORDING, frozenset({S.LIVE}), None, _HOST, (_is_recorded,)),
        Move(A.END, frozenset({S.LIVE}), S.ENDED, _HOST),
    ],
    hold=asking_after(interview_held),
)
