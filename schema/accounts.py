"""Users, parties, members and sessions, as the world sees them."""

from datetime import datetime
from decimal import Decimal

import strawberry
from strawberry import ID

from models.accounts import parties, sessions, users
from models.accounts.parties import MemberRole, PartyKind
from resolvers import accounts
from schema.base import Node, batched, field, identified, shows
from schema.sharing import Differs

strawberry.enum(PartyKind, description="What a party is.")
strawberry.enum(
    MemberRole,
    description="OWNER: everything; MANAGER: everything but members; MEMBER: reads, remarks and drafts.",
)


@strawberry.type(description="A person who signs in.")
@shows(users.User)
class User(Node):
    """A person."""

    id: ID = identified("user")
    name: str = field("The name they go by.")
    email: str | None = field(
        "Their mail address; null for everybody else.", accounts.address_of, differs=Differs.BY_USER
    )
    email_verified_at: datetime | None = field(
        "When they showed that the address is theirs; null: not yet, and for everybody else.",
        accounts.verified_at_of,
        differs=Differs.BY_USER,
    )


@strawberry.type(description="What former partners thought of a party.")
class Rating:
    """An average and its weight."""

    average: Decimal | None = field("From 1 to 5, to two decimals; null while there is none.")
    count: int = field("How many ratings there are.")


@strawberry.type(description="A user's role in a party.")
@shows(parties.Membership)
class Member:
    """One member."""

    role: MemberRole = field("What they may do for the party.")
    user: User = field("Who it is.")


def _rating(root: strawberry.Parent[parties.Party]) -> Rating:
    average = Decimal(root.rating_total) / root.rating_count if root.rating_count else None
    return Rating(average=average and average.quantize(Decimal("0.01")), count=root.rating_count)


@strawberry.type(description="An individual, a team or an enterprise that acts in the market.")
@shows(parties.Party)
class Party(Node):
    """A party with its public profile."""

    id: ID = identified("party")
    name: str = field("The name it trades under.")
    kind: PartyKind = field("What it is; never changes.")
    verified_at: datetime | None = field("When staff checked that it is who it says; null: not yet.")
    skills: list[str] = field("What it can do, in lower case.")
    summary: str | None = field("What it says of itself.")
    version: int = field("Rises with each change of the profile; goes into `expectedVersion`.")
    rating: Rating | None = field("What former partners thought of it.", _rating)
    members: list[Member] | None = batched(
        "Who acts for it; null for everyone outside.", accounts.members_of, differs=Differs.BY_USER
    )


@strawberry.type(description="An offer to become a member, to be accepted by whoever has the address.")
@shows(parties.Invitation)
class Invitation(Node):
    """An open invitation."""

    id: ID = identified("invitation")
    role: MemberRole = field("The role that is offered.")
    party: Party = field("The party that invites.")
    invited_at: datetime = field("When it was sent.")


@strawberry.type(description="One of the viewer's own sessions.")
@shows(sessions.Session)
class SessionInfo(Node):
    """A session in a list."""

    id: ID = identified("session")
    is_current: bool = field("Whether this request belongs to it.", accounts.is_current)
    created_at: datetime = field("When it began.")
    last_used_at: datetime | None = field("When it was last used, to about five minutes.")
    expires_at: datetime = field("When it ends by itself.")
    user_agent: str | None = field("What the client called itself.")


@strawberry.type(description="That somebody asked for a new password: the same whether or not anybody has the address.")
@shows(accounts.ResetRequest)
class ResetRequest:
    """A mail may be on its way."""

    email: str = field("The address as it was understood.")


@strawberry.type(description="That a password was set anew; sign in with it.")
@shows(accounts.PasswordReset)
class PasswordReset:
    """The end of all sessions."""

    ended_session_count: int = field("How many sessions ended with it.")
