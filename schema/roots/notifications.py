"""A user's notifications."""

from collections.abc import AsyncIterator

import strawberry

from resolvers import notifications as notifying
from schema.base import act, feed
from schema.notifications import NotificationEvent
from schema.viewer import Viewer


@strawberry.type
class NotificationMutations:
    """What can be done: notifications."""

    mark_notifications_read = act(
        notifying.mark_notifications_read,
        Viewer,
        "Notes that the viewer has read up to a notification; what was read stays read.",
        through_id="The last one that was read: it, and everything before it.",
    )
    choose_notification_channels = act(
        notifying.choose_notification_channels,
        Viewer,
        "Sets where the viewer wants notifications of some kinds; what is left out stays.",
        kinds="Which notifications.",
        is_shown="Whether they come to the inbox.",
        mail="Whether and when a mail comes.",
    )


@strawberry.type
class NotificationSubscriptions:
    """What can be followed: notifications."""

    notifications: AsyncIterator[NotificationEvent] = feed(
        "What moves in the viewer's own inbox, in one order.", notifying.notifications
    )
