"""Who is asking: the signed-in user and their session."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from models.accounts import sessions, viewer
from resolvers import accounts, bids, demands, interviews, searches
from resolvers import notifications as notifying
from schema.accounts import Invitation, Party, SessionInfo, User
from schema.base import Connection, field, identified, shows
from schema.bids import Applicant
from schema.demands import (
    DemandConnection,
)
from schema.interviews import Interview
from schema.notifications import NotificationConnection, NotificationPreference
from schema.searches import SavedSearchConnection


def _user(root: strawberry.Parent[viewer.Viewer]) -> Any:
    return root.user


@strawberry.type(description="Who is asking, and what is theirs.")
@shows(viewer.Viewer)
class Viewer:
    """The signed-in user."""

    user: User = field("Who is signed in.", _user)
    parties: list[Party] = field("The parties they act for.", accounts.parties_of_viewer)
    applications: Connection[Applicant] = field(
        "What their parties applied to, the latest first.", bids.applications_of_viewer
    )
    demands: DemandConnection = field(
        "A party's own demands, drafts included, the latest first.", demands.demands_of_viewer
    )
    interviews: Connection[Interview] = field(
        "Those of their parties, as awarder or applicant, the latest first.", interviews.interviews_of_viewer
    )
    invitations: list[Invitation] = field("What they were invited to.", accounts.invitations_of_viewer)
    sessions: list[SessionInfo] = field("Where they are signed in, the latest first.", accounts.sessions_of_viewer)
    language: str = field("BCP 47: what they are written to in.", accounts.language_of_viewer)
    time_zone: str = field("IANA: what times in notifications and mails are told in.", accounts.time_zone_of_viewer)
    notifications: NotificationConnection = field(
        "What they were told, the latest first.", notifying.notifications_of_viewer
    )
    unread_notification_count: int = field("How much of it they have not read.", notifying.unread_count_of_viewer)
    notification_preferences: list[NotificationPreference] = field(
        "Where they want which notifications, one row a kind.", notifying.preferences_of_viewer
    )
    saved_searches: SavedSearchConnection = field(
        "What they are told of when it comes to the market, the latest first.", searches.searches_of_viewer
    )


@strawberry.type(description="A time of being signed in.")
@shows(sessions.Session)
class Session:
    """The answer to signing in."""

    id: ID = identified("session")
    token: str | None = field("Goes into `Authorization: Bearer`; only in the answer that made the session.")
    expires_at: datetime = field("When it ends by itself.")
    viewer: Viewer = field("Who is signed in.", accounts.viewer_of_session)
