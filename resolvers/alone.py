"""Finding one thing for the mutation that names it: by one statement, with what the policy needs to know of others."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.demands.applicants import Applicant
from models.demands.candidates import Candidate
from models.demands.finding import applicant_with_demand, candidate_with_demand
from models.ids import NOBODY
from models.messages.conversations import Conversation, case_with_guest
from resolvers import access


async def _applicant(key: UUID, viewer: Viewer | None) -> Applicant | None:
    found = await applicant_with_demand(key)
    if found is None:
        return None
    applicant, demand = found
    return applicant if access.may_see_application(viewer, demand, applicant) else None


async def _candidate(key: UUID, viewer: Viewer | None) -> Candidate | None:
    found = await candidate_with_demand(key)
    if found is None:
        return None
    candidate, demand = found
    return candidate if access.may_see_candidate(viewer, demand, candidate) else None


async def _conversation(key: UUID, viewer: Viewer | None) -> Conversation | None:
    case = await case_with_guest(key, viewer.user.id if viewer else NOBODY)
    return case.conversation if case and access.may_see_conversation(viewer, case) else None


# By kind, for the things that mutations name most: the thing, or None if the viewer may not see it.
ALONE: dict[str, Callable[[UUID, Viewer | None], Awaitable[Any]]] = {
    "applicant": _applicant,
    "candidate": _candidate,
    "conversation": _conversation,
}
