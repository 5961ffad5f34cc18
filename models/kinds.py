"""The kinds of thing that have an identity of their own, one row each, under the names of the domain."""

from dataclasses import dataclass

from tortoise.models import Model

from models.accounts.parties import Invitation, Party
from models.accounts.sessions import Session
from models.accounts.users import User
from models.demands.applicants import Applicant, Bid
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import Demand
from models.files.file import File
from models.interviews.interview import Interview
from models.messages.conversations import Conversation
from models.messages.message import Message
from models.notifications.kinds import Notification
from models.questions.question import Question
from models.searches.search import SavedSearch
from models.workbench.remarks import Remark


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its key in events, journals and notifications, its table, and what people call it."""

    key: str
    model: type[Model]
    word: str


# Who may see which of them stands in resolvers/finding.py, what the world calls them in schema/kinds.py.
KINDS = {
    kind.key: kind
    for kind in (
        Kind("demand", Demand, "demand"),
        Kind("workbench", Demand, "workbench"),
        Kind("applicant", Applicant, "application"),
        Kind("bid", Bid, "bid"),
        Kind("candidate", Candidate, "candidate"),
        Kind("remark", Remark, "remark"),
        Kind("award", Award, "award"),
        Kind("question", Question, "question"),
        Kind("conversation", Conversation, "conversation"),
        Kind("message", Message, "message"),
        Kind("interview", Interview, "interview"),
        Kind("party", Party, "party"),
        Kind("user", User, "user"),
        Kind("invitation", Invitation, "invitation"),
        Kind("session", Session, "session"),
        Kind("upload", File, "upload"),
        # What was an upload is an attachment afterwards.
        Kind("attachment", File, "file"),
        Kind("notification", Notification, "notification"),
        Kind("search", SavedSearch, "saved search"),
    )
}
_of: dict[type[Model], str] = {}
for _kind in KINDS.values():
    _of.setdefault(_kind.model, _kind.key)


def kind_of(model: type) -> str:
    """The kind that rows of the table are, the first where there are several."""
    return _of[model]
