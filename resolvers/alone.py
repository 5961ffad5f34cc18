"""Finding one thing for the mutation that names it: by one statement, with what the policy needs to know of others."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.database import key_in_database, rows
from models.database.reading import Columns
from models.demands.applicants import Applicant
from models.demands.candidates import Candidate
from models.demands.demand import Demand, DemandState
from models.ids import NOBODY
from models.messages.conversations import Conversation, ConversationCase
from models.messages.topics import Topic, topic_of
from models.places import head_of
from resolvers import access

APPLICANT, CANDIDATE = Columns(Applicant, "a"), Columns(Candidate, "c")
CONVERSATION = Columns(Conversation, "v")
# What the policy reads of a demand.
DEMAND = Columns(Demand, "d", only=("id", "awarder_id", "resource_manager_id", "bidding", "published_at", "opened_at"))
HEAD = ", ".join(f"{column} AS {name}" for name, column in head_of("conversation", "v").items())


async def _applicant(key: UUID, viewer: Viewer | None) -> Applicant | None:
    row = await _row(
        f"SELECT {APPLICANT.listed}, {DEMAND.listed} FROM applicant a JOIN demand d ON d.id = a.demand_id "
        "WHERE a.id = ?",
        key,
    )
    if row is None:
        return None
    found = APPLICANT.in_row(row)
    return found if access.may_see_application(viewer, DEMAND.in_row(row), found) else None


async def _candidate(key: UUID, viewer: Viewer | None) -> Candidate | None:
    row = await _row(
        f"SELECT {CANDIDATE.listed}, {APPLICANT.listed}, {DEMAND.listed} FROM candidate c "
        "JOIN applicant a ON a.id = c.applicant_id JOIN demand d ON d.id = c.demand_id WHERE c.id = ?",
        key,
    )
    if row is None:
        return None
    found = CANDIDATE.in_row(row)
    found.applicant = APPLICANT.in_row(row)
    return found if access.may_see_candidate(viewer, DEMAND.in_row(row), found) else None


async def _conversation(key: UUID, viewer: Viewer | None) -> Conversation | None:
    user = NOBODY if viewer is None else viewer.user.id
    row = await _row(
        "SELECT EXISTS (SELECT 1 FROM conversation_guest g WHERE g.user_id = ? AND g.conversation_id = v.id) "
        f"AS is_guest, {CONVERSATION.listed}, {HEAD}, d.title, d.state, d.resource_manager_id AS manager "
        "FROM conversation v LEFT JOIN demand d ON d.id = v.demand_id WHERE v.id = ?",
        user,
        key,
    )
    if row is None:
        return None
    found = CONVERSATION.in_row(row)
    found.head_seq, found.head_epoch = row["head_seq"], row["head_epoch"]
    topic = Topic() if row["state"] is None else topic_of(row["title"], DemandState(row["state"]), row["manager"])
    case = ConversationCase(found, topic, frozenset({user} if row["is_guest"] else ()))
    return found if access.may_see_conversation(viewer, case) else None


async def _row(statement: str, *keys: UUID) -> dict[str, Any] | None:
    found = await rows(statement, *map(key_in_database, keys))
    return found[0] if found else None


# By kind, for the things that mutations name most: the thing, or None if the viewer may not see it.
ALONE: dict[str, Callable[[UUID, Viewer | None], Awaitable[Any]]] = {
    "applicant": _applicant,
    "candidate": _candidate,
    "conversation": _conversation,
}
