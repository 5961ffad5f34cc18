"""Notifications: reading, settings, and following the inbox."""

from collections.abc import AsyncIterator

import strawberry

from resolvers import notifications as notifying
from schema.base import act, feed
from schema.notifications import NotificationEvent
from schema.viewer import Viewer


@strawberry.type
class NotificationMutations:
    """Mutations of notifications."""

    mark_notifications_read = act(
        notifying.mark_notifications_read,
        Viewer,
        "Marks a notification and all earlier ones as read. This cannot be undone.",
        through_id="The id of the last Notification that was read.",
    )
    choose_notification_channels = act(
        notifying.choose_notification_channels,
        Viewer,
        "Sets where the viewer receives notifications of some kinds. Omitted fields stay as they are.",
        kinds="The kinds to set.",
        is_shown="Whether they appear in the inbox.",
        mail="Whether and when a mail is sent.",
    )


@strawberry.type
class NotificationSubscriptions:
    """The subscription to the inbox."""

    notifications: AsyncIterator[NotificationEvent] = feed(
        "Everything that happens in the viewer's own inbox, in order.", notifying.notifications
    )
