"""Interviews: who meets whom, when and in which state that is; what everybody may do next with one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.expressions import RawSQL
from tortoise.indexes import Index
from tortoise.manager import Manager
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.accounts.parties import Party, Viewer
from models.accounts.users import User
from models.changes import record, stamp
from models.clock import now
from models.demands.applicants import Applicant
from models.demands.demand import Demand
from models.due import reschedule
from models.errors import Refused
from models.ids import new_id
from models.journal import enter
from models.states import Machine, Move, Part

EARLY = timedelta(minutes=15)  # how long before the start one may come in
GRACE = timedelta(minutes=30)  # how long after the end one may still be there
NO_SHOW_AFTER = timedelta(minutes=15)
EMPTY_FOR = timedelta(minutes=10)
MOST_MOVES = 2


class InterviewState(StrEnum):
    """Where an interview stands, from the first proposal to its end."""

    PROPOSED = "PROPOSED"
    SCHEDULED = "SCHEDULED"
    LIVE = "LIVE"
    ENDED = "ENDED"
    NO_SHOW = "NO_SHOW"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class Media(StrEnum):
    """What is sent: sound alone, or picture too."""

    AUDIO = "AUDIO"
    VIDEO = "VIDEO"


class InterviewRole(StrEnum):
    """A side of an interview: the awarder's people host, the applicant's are guests."""

    HOST = "HOST"
    GUEST = "GUEST"


class Presence(StrEnum):
    """Where a participant is: guests wait in the lobby until a host admits them (CM-9)."""

    AWAY = "AWAY"
    LOBBY = "LOBBY"
    INSIDE = "INSIDE"


class Recording(StrEnum):
    """Whether clients may record now: PAUSED while somebody inside has not consented (CM-10)."""

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


S, A, P = InterviewState, InterviewAction, Part
_LEADS = frozenset({P.AWARDER_LEAD, P.APPLICANT_LEAD})
_HOST = frozenset({P.HOST})
_ANYONE = frozenset({P.HOST, P.GUEST})
_ARRANGED = frozenset({S.SCHEDULED, S.LIVE})

MACHINE: Machine[InterviewState, InterviewAction] = Machine(
    "interview",
    [
        Move(A.ACCEPT_SLOT, frozenset({S.PROPOSED, S.SCHEDULED}), S.SCHEDULED, _LEADS),
        Move(A.COUNTER, frozenset({S.PROPOSED, S.SCHEDULED}), None, _LEADS),
        Move(A.MOVE, frozenset({S.SCHEDULED}), None, _LEADS),
        Move(A.DECLINE_MOVE, frozenset({S.SCHEDULED}), None, _LEADS),
        Move(A.CANCEL, frozenset({S.PROPOSED, S.SCHEDULED}), S.CANCELLED, _LEADS),
        Move(A.JOIN, _ARRANGED, None, _ANYONE),
        Move(A.CONSENT, _ARRANGED, None, _ANYONE),
        Move(A.ADMIT, _ARRANGED, S.LIVE, _HOST),
        Move(A.REMOVE_GUEST, _ARRANGED, None, _HOST),
        Move(A.START_RECORDING, frozenset({S.LIVE}), None, _HOST),
        Move(A.STOP_RECORDING, frozenset({S.LIVE}), None, _HOST),
        Move(A.END, frozenset({S.LIVE}), S.ENDED, _HOST),
    ],
)


class WithHead(Manager):
    """Reads each interview with the end of its stream in the same statement, so that no event falls between them."""

    def get_queryset(self) -> QuerySet[Any]:
        head = 'FROM stream_head h WHERE h.stream = \'interview:\' || CAST("interview"."id" AS TEXT))'
        return (
            super()
            .get_queryset()
            .annotate(head_seq=RawSQL(f"(SELECT h.last {head}"), head_epoch=RawSQL(f"(SELECT h.epoch {head}"))
        )


class Interview(Model):
    """A meeting of an awarder with one of its applicants."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="interviews", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    applicant: fields.ForeignKeyRelation[Applicant] = fields.ForeignKeyField(
        "models.Applicant", related_name="interviews", on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
    # The two sides, as the demand and the application have them; neither ever changes.
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
    # Whose slots wait for the other side's answer: of a proposal, or of a move of what is scheduled.
    offered_by = fields.CharEnumField(InterviewRole, max_length=5, null=True)
    offered_until = fields.DatetimeField(null=True)
    starts_at = fields.DatetimeField(null=True)
    ends_at = fields.DatetimeField(null=True)
    moves = fields.IntField(default=0)
    version = fields.IntField(default=1)
    # What calendars compare: rises whenever what they hold is no longer so.
    sequence = fields.IntField(default=0)
    # Rises whenever somebody is shut out: whoever knows it knows whether to ask again who may follow.
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
        manager = WithHead()
        indexes = (
            Index(fields=("awarder_id", "id")),
            Index(fields=("party_id", "id")),
            Index(fields=("applicant_id", "id")),
        )

    @property
    def stream(self) -> str:
        return stream_of(self.id)


class Slot(Model):
    """A time on offer, or what was offered last."""

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
    """A host or guest, where they are, and under which name their peer is known to the others'."""

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
    # When they count as gone unless their feed is still followed; nothing while they are away.
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
    """The stream that everybody who may see the interview follows; signals are told to their addressee alone."""
    return f"interview:{interview}"


def book_of(interview: UUID) -> str:
    """The journal of what became of the interview."""
    return f"interview:{interview}"


def parts_in(interview: Interview, people: Iterable[Participant], viewer: Viewer | None) -> set[Part]:
    """What the viewer is to this interview; whoever left a party takes part for it no longer."""
    if viewer is None:
        return set()
    parts: set[Part] = set()
    if viewer.acts_for(interview.awarder_id):
        parts.add(P.AWARDER_LEAD if viewer.leads(interview.awarder_id) else P.AWARDER_MEMBER)
    if viewer.acts_for(interview.party_id):
        parts.add(P.APPLICANT_LEAD if viewer.leads(interview.party_id) else P.APPLICANT_MEMBER)
    for person in people:
        if person.user_id == viewer.user.id and person.removed_at is None and viewer.acts_for(side(interview, person)):
            parts.add(P.HOST if person.role is InterviewRole.HOST else P.GUEST)
    return parts


def side(interview: Interview, person: Participant) -> UUID:
    """The party that they are there for."""
    return interview.awarder_id if person.role is InterviewRole.HOST else interview.party_id


def side_of(parts: Iterable[Part]) -> InterviewRole:
    """For whom somebody with these parts decides."""
    return InterviewRole.HOST if P.AWARDER_LEAD in parts else InterviewRole.GUEST


def actions_of(interview: Interview, parts: set[Part]) -> list[InterviewAction]:
    """What somebody with these parts may do next; depends on the interview and on the parts alone."""
    found = MACHINE.actions(interview.state, parts)
    return [action for action in found if _refusal(action, interview, parts) is None]


def check(action: InterviewAction, interview: Interview, parts: set[Part]) -> InterviewState:
    """The state that the action leads to; refuses exactly where the action is not shown."""
    target = MACHINE.check(action, interview.state, parts)
    refusal = _refusal(action, interview, parts)
    if refusal is not None:
        raise refusal
    return target


def _refusal(action: InterviewAction, interview: Interview, parts: set[Part]) -> Refused | None:
    """What else than the state stands in the way."""
    match action:
        case A.ACCEPT_SLOT | A.COUNTER:
            if interview.offered_by is None:
                return Refused("NOTHING_OFFERED", "No slots wait for an answer: move the interview to offer some.")
            if interview.offered_by is side_of(parts):
                return Refused("NOT_YOUR_TURN", "These slots are your own side's: the other side answers them.")
        case A.MOVE:
            if interview.moves >= MOST_MOVES:
                return Refused("TOO_MANY_MOVES", f"An interview is moved {MOST_MOVES} times at most.")
            if interview.offered_by not in (None, side_of(parts)):
                return Refused("NOT_YOUR_TURN", "The other side offers another time already: answer that first.")
        case A.DECLINE_MOVE:
            if interview.offered_by is None:
                return Refused("NOTHING_OFFERED", "Nobody has asked to move this interview.")
        case A.JOIN | A.ADMIT | A.REMOVE_GUEST:
            if interview.opened_at is None:
                return Refused("TOO_EARLY", "One comes in from 15 minutes before the start on.")
        case A.START_RECORDING:
            if interview.recording is not Recording.OFF:
                return Refused("WRONG_STATE", "Recording has been asked for already.")
        case A.STOP_RECORDING:
            if interview.recording is Recording.OFF:
                return Refused("WRONG_STATE", "Nothing is recorded.")
    return None


async def locked(interview: UUID) -> tuple[Interview, list[Participant]]:
    """The interview with its row locked until the commit and the clock read after that, and who takes part.

    Everything that moves an interview or anybody in it begins here; whoever needs the demand as well locks that
    before.
    """
    found = await Interview.select_for_update().get(id=interview)
    stamp()
    return found, await participants_of(interview)


async def participants_of(interview: UUID) -> list[Participant]:
    """Hosts first, each side in the order in which it was named."""
    people = await Participant.filter(interview_id=interview).order_by("id")
    return sorted(people, key=lambda person: person.role is InterviewRole.GUEST)


async def keep(
    interview: Interview,
    people: Iterable[Participant],
    *,
    by: UUID | None,
    is_news: bool = False,
    empty_since: datetime | None = None,
) -> None:
    """Saves the interview with what follows from who is there: recording, since when nobody is, what is due.

    Tells that it is another than before if it is news, or if the recording has changed with who is there.
    """
    inside = [person for person in people if person.presence is Presence.INSIDE]
    was = interview.recording
    if was is not Recording.OFF:
        may_record = bool(inside) and all(person.consents for person in inside)
        interview.recording = Recording.ON if may_record else Recording.PAUSED
    if inside or interview.state is not S.LIVE:
        interview.empty_since = None
    elif interview.empty_since is None:
        interview.empty_since = empty_since or now()
    await interview.save()
    await reschedule("interview", interview.id, due_of(interview, people))
    if is_news or interview.recording is not was:
        record(interview.stream, "interview.changed", by=by, interview=str(interview.id))


def due_of(interview: Interview, people: Iterable[Participant]) -> datetime | None:
    """When the clock has to look at the interview again, to move it or to see who is still there."""
    times = [_moves_at(interview, people), *(person.away_at for person in people)]
    return min((time for time in times if time is not None), default=None)


def _moves_at(interview: Interview, people: Iterable[Participant]) -> datetime | None:
    match interview.state:
        case S.PROPOSED:
            return interview.offered_until
        case S.SCHEDULED:
            assert interview.starts_at is not None
            assert interview.ends_at is not None
            if interview.opened_at is None:
                return interview.starts_at - EARLY
            # Where both sides have come it is the hosts who let the guests wait, and nobody is absent.
            return interview.ends_at + GRACE if both_are_there(people) else interview.starts_at + NO_SHOW_AFTER
        case S.LIVE:
            return interview.empty_since + EMPTY_FOR if interview.empty_since else None
    return None


def both_are_there(people: Iterable[Participant]) -> bool:
    return {person.role for person in people if person.presence is not Presence.AWAY} == set(InterviewRole)


async def move_state(
    interview: Interview, target: InterviewState, *, by: UUID | None, reason: str | None = None, **facts: object
) -> None:
    """Writes down that the interview is in another state (EB-13); saving it is for the caller."""
    source, interview.state = interview.state, target
    if target not in (S.PROPOSED, S.SCHEDULED, S.LIVE):
        interview.recording = Recording.OFF
    await enter(
        book_of(interview.id),
        target.value,
        by=by,
        subject=interview.applicant_id,
        reason=reason,
        source=source.value,
        target=target.value,
        **facts,
    )


def tell_presence(interview: Interview, person: Participant, *, by: UUID | None) -> None:
    """Tells where somebody is now."""
    record(
        interview.stream,
        "interview.presence",
        by=by,
        interview=str(interview.id),
        user=str(person.user_id),
        presence=person.presence.value,
        peer=person.peer_id and str(person.peer_id),
    )
