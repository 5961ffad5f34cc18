"""The viewer: the signed-in user and their session."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from models.accounts import sessions, viewer
from models.accounts.users import StaffRole
from resolvers import accounts, bids, contracts, demands, interviews, messages, reviews, searches, staff
from resolvers import notifications as notifying
from schema.accounts import Invitation, Party, User
from schema.base import Node, field, identified, shows
from schema.bids import Applicant
from schema.contracts import Contract
from schema.demands import (
    DemandConnection,
)
from schema.interviews import Interview
from schema.notifications import NotificationConnection, NotificationPreference
from schema.pages import Connection
from schema.reviews import DueReview
from schema.searches import SavedSearchConnection
from schema.staff import HiddenQuestionConnection


def _user(root: strawberry.Parent[viewer.Viewer]) -> Any:
    return root.user


@strawberry.type(description="The signed-in user, with what only they can see.")
@shows(viewer.Viewer)
class Viewer(Node):
    id: ID = identified("viewer")
    user: User = field("The account of the viewer.", _user)
    roles: list[StaffRole] = field(
        "Their roles on the platform's staff; empty for most users.", accounts.roles_of_viewer
    )
    parties: list[Party] = field(
        "The parties that they belong to, the oldest first, at most 200.", accounts.parties_of_viewer
    )
    applications: Connection[Applicant] = field(
        "The applications of all their parties, the latest first.", bids.applications_of_viewer, weight=100
    )
    managed_demands: DemandConnection = field(
        "The published demands of which they are the resource manager.",
        demands.managed_demands_of_viewer,
        weight=200,
    )
    demands: DemandConnection = field(
        "The demands of one of their parties, drafts included, the latest first. Empty for other parties.",
        demands.demands_of_viewer,
        weight=100,
    )
    parties_to_verify: Connection[Party] = field(
        "Open parties that were not verified yet, the oldest first, without their own. Empty unless they are an "
        "administrator or a resource manager.",
        staff.parties_to_verify,
    )
    hidden_questions: HiddenQuestionConnection = field(
        "Hidden questions, the latest first: for a resource manager those on the demands that they manage, for an "
        "administrator all, for others none. Those on demands of their own parties are left out.",
        staff.hidden_questions,
    )
    users_with_address: list[User] = field(
        "Whoever has an account with this email address. Empty unless the viewer is an administrator.",
        staff.users_with_address,
    )
    interviews: Connection[Interview] = field(
        "The interviews of all their parties, as awarder or applicant, the latest first.",
        interviews.interviews_of_viewer,
    )
    contracts: Connection[Contract] = field(
        "The contracts of all their parties, on either side, the latest first.", contracts.contracts_of_viewer
    )
    due_reviews: Connection[DueReview] = field(
        "The other sides of ended work that one of their parties can review now, the most urgent first. Empty for "
        "other parties.",
        reviews.due_reviews_of_viewer,
    )
    invitations: list[Invitation] = field(
        "Open invitations to their email address, the latest first, at most 200.",
        accounts.invitations_of_viewer,
    )
    sessions: list["Session"] = field(
        "Their sessions that are still valid, the latest first, at most 200.", accounts.sessions_of_viewer
    )
    language: str = field("BCP 47 tag of the language of their notifications and mails.", accounts.language_of_viewer)
    time_zone: str = field(
        "IANA time zone of the times in their notifications and mails.", accounts.time_zone_of_viewer
    )
    notifications: NotificationConnection = field(
        "Their inbox, the latest notification first.", notifying.notifications_of_viewer
    )
    unread_notification_count: int = field(
        "How many notifications in their inbox are unread. A client that also counts `unreadMessageCount` leaves out "
        "MESSAGE_RECEIVED, or counts a message twice.",
        notifying.unread_count_of_viewer,
    )
    unread_message_count: int = field(
        "How many messages by others, except deleted ones, they have not read in all their conversations.",
        messages.unread_count_of_viewer,
        weight=50,
    )
    notification_preferences: list[NotificationPreference] = field(
        "Where they receive notifications: one row for each kind.", notifying.preferences_of_viewer
    )
    saved_searches: SavedSearchConnection = field(
        "Their saved searches, the latest first.", searches.searches_of_viewer
    )


@strawberry.type(description="One of the viewer's own sessions.")
@shows(sessions.Session)
class Session(Node):
    id: ID = identified("session")
    token: str | None = field(
        "Send it in the header `Authorization: Bearer TOKEN`. Null except in the answer that started the session."
    )
    is_current: bool = field(
        "Whether this request uses the session; true too in the answer that started it.", accounts.is_current
    )
    created_at: datetime = field("When the user signed in.")
    last_used_at: datetime | None = field(
        "When it was last used, accurate to about five minutes; null if it was not used yet."
    )
    expires_at: datetime = field("When it expires. It can be ended earlier.")
    user_agent: str | None = field("The `User-Agent` header at sign-in, cut to 200 characters; null if there was none.")
    viewer: Viewer = field("The user who is signed in with it.", accounts.viewer_of_session)
