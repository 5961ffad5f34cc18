"""What notifications are about: the things themselves, for whoever may still see them, in a few statements for many."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from strawberry import ID

from models.accounts.parties import Invitation, Party, Viewer
from models.demands.applicants import Applicant
from models.demands.awards import Award
from models.demands.demand import Demand
from models.ids import opaque
from models.interviews.interview import Interview
from models.messages.conversations import Conversation
from models.messages.guests import invited_to
from models.notifications.kinds import Notification
from models.questions import Question
from resolvers import access
from resolvers.finding import node


async def subjects_of(notifications: Sequence[Notification], *, viewer: Viewer | None) -> list[Any]:
    """What each is about, where the viewer may still see it."""
    keys: dict[str, set[UUID]] = {}
    for each in notifications:
        keys.setdefault(each.subject_type, set()).add(each.subject_id)
    found = {name: await _seen(name, wanted, viewer) for name, wanted in keys.items()}
    return [found[each.subject_type].get(each.subject_id) for each in notifications]


async def _seen(name: str, keys: set[UUID], viewer: Viewer | None) -> dict[UUID, Any]:
    """Those things of one type that the viewer may see, by key; the common types in a few statements for all."""
    match name:
        case "BiddingDemand":
            demands = await Demand.filter(id__in=list(keys))
            return {each.id: each for each in demands if access.may_see_demand(viewer, each)}
        case "Applicant":
            applicants, around = await _applicants(keys)
            return {
                each.id: each
                for each in applicants.values()
                if access.may_see_application(viewer, around[each.demand_id], each)
            }
        case "Award":
            awards = await Award.filter(id__in=list(keys))
            applicants, around = await _applicants({each.applicant_id for each in awards})
            return {
                each.id: each
                for each in awards
                if access.may_see_award(viewer, around[each.demand_id], applicants[each.applicant_id])
            }
        case "Invitation":
            invitations = await Invitation.filter(id__in=list(keys)).select_related("party")
            return {each.id: each for each in invitations if access.may_see_invitation(viewer, each)}
        case "Party":
            return {each.id: each for each in await Party.filter(id__in=list(keys))}
        case "Interview":
            interviews = await Interview.filter(id__in=list(keys))
            return {each.id: each for each in interviews if access.may_see_interview(viewer, each)}
        case "Question":
            questions = await Question.filter(id__in=list(keys))
            around = await _demands({each.demand_id for each in questions})
            return {
                each.id: each for each in questions if access.may_see_question(viewer, around[each.demand_id], each)
            }
        case "Conversation":
            return await _conversations(keys, viewer)
    return {key: await node(ID(opaque(name, key)), viewer) for key in keys}


async def _applicants(keys: set[UUID]) -> tuple[dict[UUID, Applicant], dict[UUID, Demand]]:
    """The applicants by key, and the demands that they applied to."""
    applicants = {each.id: each for each in await Applicant.filter(id__in=list(keys))}
    return applicants, await _demands({each.demand_id for each in applicants.values()})


async def _demands(keys: set[UUID]) -> dict[UUID, Demand]:
    return {each.id: each for each in await Demand.filter(id__in=list(keys))}


async def _conversations(keys: set[UUID], viewer: Viewer | None) -> dict[UUID, Conversation]:
    if viewer is None:
        return {}
    conversations = await Conversation.filter(id__in=list(keys))
    around = await _demands({each.demand_id for each in conversations})
    invited = await invited_to(keys, viewer.user.id)
    return {
        each.id: each
        for each in conversations
        if access.may_see_conversation(
            viewer,
            around[each.demand_id],
            each,
            is_invited=each.id in invited and access.who_is(viewer, around[each.demand_id]) is access.Who.MANAGER,
        )
    }
