"""Taking part in a conversation: asked for it, for its messages and for their files."""

from models.accounts.parties import Viewer
from models.demands.demand import Demand
from models.messages.conversations import Conversation
from models.messages.guests import is_guest
from resolvers import access


async def takes_part(viewer: Viewer | None, conversation: Conversation, demand: Demand | None = None) -> bool:
    """Whether the viewer is of one of the two sides, or an invited guest."""
    if viewer is None:
        return False
    demand = demand or await Demand.get(id=conversation.demand_id)
    is_invited = access.who_is(viewer, demand) is access.Who.MANAGER and await is_guest(conversation, viewer.user.id)
    return access.may_see_conversation(viewer, demand, conversation, is_invited=is_invited)
