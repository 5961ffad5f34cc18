"""Finding a thing by its opaque id, for somebody: what is unknown and what is not theirs to see look the same."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import UUID

from strawberry import ID

from models.accounts.parties import Invitation, Membership, Party, Viewer
from models.accounts.sessions import Session
from models.accounts.users import User
from models.clock import now
from models.demands.applicants import Applicant, Bid
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import Demand
from models.errors import not_found
from models.files.file import File
from models.ids import key_of, named
from models.interviews.interview import Interview
from models.messages.conversations import Conversation
from models.messages.message import Message
from models.notifications.kinds import Notification
from models.questions import Question
from models.workbench.remarks import Remark
from resolvers import access
from resolvers.files.reading import may_read
from resolvers.participating import takes_part

Thing = TypeVar("Thing")
Finder = Callable[[UUID, Viewer | None], Awaitable[Any]]


async def find(kind: type[Thing], text: ID, viewer: Viewer | None) -> Thing:
    """The thing, or the refusal NOT_FOUND."""
    name, finder = KINDS[kind]
    key = key_of(name, text)
    thing = await finder(key, viewer) if key else None
    if thing is None:
        raise not_found(WORDS[kind])
    return thing  # type: ignore[no-any-return]


async def node(text: ID, viewer: Viewer | None) -> Any:
    """Anything that has an id, through the same policy as every other door; None where there is nothing to see."""
    match named(text):
        case (name, key) if name in BY_NAME:
            return await BY_NAME[name](key, viewer)
    return None


class Workbench:
    """The awarder's side of a demand, taken at the end of its stream."""

    def __init__(self, demand: Demand) -> None:
        self.id = demand.id
        self.demand = demand


async def _demand(key: UUID, viewer: Viewer | None) -> Demand | None:
    demand = await Demand.get_or_none(id=key)
    return demand if demand and access.may_see_demand(viewer, demand) else None


async def _workbench(key: UUID, viewer: Viewer | None) -> Workbench | None:
    demand = await Demand.get_or_none(id=key)
    return Workbench(demand) if demand and access.may_see_workbench(viewer, demand) else None


async def _applicant(key: UUID, viewer: Viewer | None) -> Applicant | None:
    applicant = await Applicant.get_or_none(id=key)
    if applicant is None:
        return None
    demand = await Demand.get(id=applicant.demand_id)
    return applicant if access.may_see_application(viewer, demand, applicant) else None


async def _bid(key: UUID, viewer: Viewer | None) -> Bid | None:
    bid = await Bid.get_or_none(id=key)
    if bid is None:
        return None
    applicant = await Applicant.get(id=bid.applicant_id)
    demand = await Demand.get(id=applicant.demand_id)
    return bid if access.may_see_version(viewer, demand, applicant, bid) else None


async def _candidate(key: UUID, viewer: Viewer | None) -> Candidate | None:
    candidate = await Candidate.get_or_none(id=key)
    if candidate is None:
        return None
    demand = await Demand.get(id=candidate.demand_id)
    return candidate if access.may_see_candidate(viewer, demand, candidate) else None


async def _remark(key: UUID, viewer: Viewer | None) -> Remark | None:
    remark = await Remark.get_or_none(id=key, deleted_at=None)
    if remark is None:
        return None
    candidate = await Candidate.get(id=remark.candidate_id)
    demand = await Demand.get(id=candidate.demand_id)
    return remark if access.may_see_remark(viewer, demand, remark.scope, remark.author_id) else None


async def _award(key: UUID, viewer: Viewer | None) -> Award | None:
    award = await Award.get_or_none(id=key)
    if award is None:
        return None
    demand = await Demand.get(id=award.demand_id)
    applicant = await Applicant.get(id=award.applicant_id)
    return award if access.may_see_award(viewer, demand, applicant) else None


async def _question(key: UUID, viewer: Viewer | None) -> Question | None:
    question = await Question.get_or_none(id=key)
    if question is None:
        return None
    demand = await Demand.get(id=question.demand_id)
    return question if access.may_see_question(viewer, demand, question) else None


async def _conversation(key: UUID, viewer: Viewer | None) -> Conversation | None:
    conversation = await Conversation.get_or_none(id=key)
    return conversation if conversation and await takes_part(viewer, conversation) else None


async def _message(key: UUID, viewer: Viewer | None) -> Message | None:
    message = await Message.get_or_none(id=key)
    if message is None:
        return None
    return message if await _conversation(message.conversation_id, viewer) else None


async def _interview(key: UUID, viewer: Viewer | None) -> Interview | None:
    interview = await Interview.get_or_none(id=key)
    return interview if interview and access.may_see_interview(viewer, interview) else None


async def _party(key: UUID, _viewer: Viewer | None) -> Party | None:
    return await Party.get_or_none(id=key)


async def _user(key: UUID, viewer: Viewer | None) -> User | None:
    if viewer is None:
        return None
    if key != viewer.user.id and not await Membership.exists(user_id=key, party_id__in=list(viewer.roles)):
        return None
    return await User.get_or_none(id=key)


async def _invitation(key: UUID, viewer: Viewer | None) -> Invitation | None:
    invitation = await Invitation.get_or_none(id=key).select_related("party")
    return invitation if invitation and access.may_see_invitation(viewer, invitation) else None


async def _session(key: UUID, viewer: Viewer | None) -> Session | None:
    session = await Session.get_or_none(id=key)
    return session if session and access.may_see_session(viewer, session) else None


async def _upload(key: UUID, viewer: Viewer | None) -> File | None:
    file = await File.get_or_none(id=key, expires_at__gt=now())
    return file if file and access.may_see_upload(viewer, file) else None


async def _notification(key: UUID, viewer: Viewer | None) -> Notification | None:
    notification = await Notification.get_or_none(id=key)
    if viewer is None or notification is None or not access.may_see_notification(viewer, notification):
        return None
    notification.reader = viewer.user
    return notification


async def _attachment(key: UUID, viewer: Viewer | None) -> File | None:
    file = await File.get_or_none(id=key, expires_at=None)
    return file if file and await may_read(file, viewer) else None


KINDS: dict[type, tuple[str, Finder]] = {
    Demand: ("BiddingDemand", _demand),
    Workbench: ("Workbench", _workbench),
    Applicant: ("Applicant", _applicant),
    Bid: ("Bid", _bid),
    Candidate: ("Candidate", _candidate),
    Remark: ("Remark", _remark),
    Award: ("Award", _award),
    Question: ("Question", _question),
    Conversation: ("Conversation", _conversation),
    Message: ("Message", _message),
    Interview: ("Interview", _interview),
    Party: ("Party", _party),
    User: ("User", _user),
    Invitation: ("Invitation", _invitation),
    Session: ("SessionInfo", _session),
    File: ("Upload", _upload),
    Notification: ("Notification", _notification),
}
# What was an upload is an attachment afterwards.
BY_NAME: dict[str, Finder] = {**dict(KINDS.values()), "Attachment": _attachment}
WORDS: dict[type, str] = {
    Demand: "demand",
    Workbench: "workbench",
    Applicant: "application",
    Bid: "bid",
    Candidate: "candidate",
    Remark: "remark",
    Award: "award",
    Question: "question",
    Conversation: "conversation",
    Message: "message",
    Interview: "interview",
    Party: "party",
    User: "user",
    Invitation: "invitation",
    Session: "session",
    File: "upload",
    Notification: "notification",
}
