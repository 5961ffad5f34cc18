"""The GraphQL types of users, parties, members and sessions."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.accounts import parties, users
from models.accounts.parties import MemberRole, PartyKind
from models.accounts.users import StaffRole
from models.database.telling import Parts, numbers
from models.ordering import average_of, averages
from resolvers import accounts, contracts, invoices, payments, reviews
from schema.base import Node, batched, field, identified, shows
from schema.pages import Connection
from schema.payments import PayoutAccount
from schema.sharing import Differs
from schema.taxes import TaxProfile

if TYPE_CHECKING:
    from schema.reviews import KeyRating, Review, WorkRecord

strawberry.enum(
    PartyKind,
    description="INDIVIDUAL: one person; every user has one such party. TEAM and ENTERPRISE have up to 200 members.",
)
strawberry.enum(
    MemberRole,
    description=(
        "OWNER: everything. MANAGER: everything except managing members. MEMBER: reads, writes remarks and messages, "
        "and edits drafts."
    ),
)
strawberry.enum(
    StaffRole,
    description=(
        "A role on the platform's staff. ADMINISTRATOR: assigns managers and oversees questions. RESOURCE_MANAGER: "
        "takes charge of demands. EXPERT, PROFESSIONAL and MEDIATOR: consultants."
    ),
)


@strawberry.type(description="A person with an account.")
@shows(users.User)
class User(Node):
    id: ID = identified("user")
    name: str = field("The display name.")
    email: str | None = field(
        "The email address; null unless the viewer is this user.", accounts.address_of, differs=Differs.BY_USER
    )
    email_verified_at: datetime | None = field(
        "When the address was verified; null if it was not, or unless the viewer is this user.",
        accounts.verified_at_of,
        differs=Differs.BY_USER,
    )


@strawberry.type(description="The ratings that a party got from its former partners.")
class Rating:
    average: Decimal | None = field("From 1 to 5, with two decimals; null if there are no ratings.")
    count: int = field("The number of ratings.")


@strawberry.type(description="A user's membership in a party.")
@shows(parties.Membership)
class Member:
    role: MemberRole = field("What the member may do for the party.")
    user: User = field("The member.")


def _rating(root: strawberry.Parent[parties.Party]) -> Rating:
    return Rating(average=average_of(root.rating_total, root.rating_parts, root.rating_count), count=root.rating_count)


@strawberry.type(description="An individual, a team or an enterprise that acts in the market. Its profile is public.")
@shows(parties.Party)
class Party(Node):
    id: ID = identified("party")
    name: str = field("The name under which the party trades.")
    kind: PartyKind = field("Fixed when the party is created.")
    verified_at: datetime | None = field("When staff verified the party's identity; null if they have not.")
    verification_refusal: str | None = field(
        "Why staff did not verify the party, until its profile changes; null if they did not refuse it, and unless the "
        "viewer is a member.",
        accounts.refusal_seen,
        differs=Differs.BY_USER,
    )
    skills: list[str] = field("The party's skills, in lower case.")
    summary: str | None = field("The party's description of itself; null if there is none.", weight=5)
    version: int = field("Increases with each change of the profile. Pass it as `expectedVersion`.")
    rating: Rating | None = field(
        "The average of the published reviews of the party that count; of one pair of parties within a year their mean "
        "counts as one.",
        _rating,
        told=Parts(
            {
                "average": lambda row: averages(f"{row}.rating_total", f"{row}.rating_parts", f"{row}.rating_count"),
                "count": lambda row: numbers(f"{row}.rating_count"),
            }
        ),
    )
    ratings: list[Annotated["KeyRating", strawberry.lazy("schema.reviews")]] = batched(
        "The same on each key that there are points for.", reviews.ratings_of, is_alike=True
    )
    record: Annotated["WorkRecord", strawberry.lazy("schema.reviews")] | None = batched(
        "What its settled contracts say of it; null with fewer than five.",
        reviews.records_of_parties,
        is_alike=True,
        weight=50,
    )
    reviews: Connection[Annotated["Review", strawberry.lazy("schema.reviews")]] = batched(
        "The published reviews of the party, the latest first.", reviews.reviews_of_parties, is_alike=True
    )
    my_role: MemberRole | None = field(
        "What the viewer may do for the party; null unless they are a member.",
        accounts.role_in,
        differs=Differs.BY_USER,
    )
    members: list[Member] | None = batched(
        "Everyone who acts for the party, the earliest member first; null unless the viewer is a member.",
        accounts.members_of,
        differs=Differs.BY_USER,
    )
    signers: list[User] | None = batched(
        "The managers whom an owner has authorized to sign contracts, the earliest first; owners may always. Null "
        "unless the viewer is a member.",
        contracts.signers_of_parties,
        differs=Differs.BY_USER,
    )
    payout_account: PayoutAccount | None = batched(
        "The account to which the party is paid out; null while it has none, and unless the viewer is a member.",
        payments.accounts_of,
        differs=Differs.BY_USER,
    )
    tax_profile: TaxProfile | None = batched(
        "Its tax details, for its next invoices; null if it has not described them, and unless the viewer is a member.",
        invoices.taxes_of,
        differs=Differs.BY_USER,
    )
    closed_at: datetime | None = field("When its owners closed the party for good; null if they have not.")
    invitations: list["Invitation"] | None = batched(
        "The invitations that can still be accepted, the latest first; null unless the viewer is an owner.",
        accounts.invitations_of,
        differs=Differs.BY_USER,
    )


@strawberry.type(
    description=(
        "An invitation to join a party, valid for 14 days. The user with the invited, verified email address can see "
        "and accept it, and owners of the party can see and revoke it. It ends early if its sender no longer owns the "
        "party."
    )
)
@shows(parties.Invitation)
class Invitation(Node):
    id: ID = identified("invitation")
    role: MemberRole = field("The role that the new member will have.")
    party: Party = field("The party to join.")
    email: str = field("The invited email address, in its normalized form.")
    invited_at: datetime = field("When the invitation was sent.")
    expires_at: datetime = field("Until when it can be accepted.")


@strawberry.type(
    description="The answer to `requestPasswordReset`. It is the same whether or not an account has the address."
)
@shows(accounts.ResetRequest)
class ResetRequest:
    email: str = field("The email address in its normalized form.")


@strawberry.type(description="The answer to `resetPassword`. Sign in with the new password.")
@shows(accounts.PasswordReset)
class PasswordReset:
    ended_session_count: int = field("How many sessions were ended.")
