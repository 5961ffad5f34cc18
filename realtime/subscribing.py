"""Subscribing: a subscriber catches up alone, then joins the group that receives the same payloads."""

import asyncio
from collections.abc import Hashable

import structlog

from realtime import cursors
from realtime.dispatcher import Dispatcher, resync
from realtime.groups import Delivery, Feed, Group, Render, Subscriber, check_permission
from realtime.hub import Hub
from realtime.log import persistently

log = structlog.get_logger(__name__)


async def subscribe(
    dispatcher: Dispatcher, key: Hashable, feed: Feed, render: Render, subscriber: Subscriber
) -> Group | None:
    """Sends the subscriber what it missed, then adds it to a group and returns the group, for the caller to leave.

    It starts after the cursor `after`, or at the end of the stream if there is none. A cursor of another epoch, or one
    from before what the log still holds, is answered with a resync and a fresh cursor. Returns None if the subscriber
    may no longer follow and was evicted, or if catching up failed and it was disconnected to retry.
    """
    try:
        return await _caught_up(dispatcher, key, feed, render, subscriber)
    except Exception:
        # Disconnect, so that the client tries again: a subscription that stays silent would be worse.
        log.exception("catching_up_failed", stream=feed.stream)
        subscriber.disconnect_to_retry()
        return None


async def _caught_up(
    dispatcher: Dispatcher, key: Hashable, feed: Feed, render: Render, subscriber: Subscriber
) -> Group | None:
    async with dispatcher.group((feed.stream, key, feed.scope), feed, render) as group:
        head = await dispatcher.hub.head(group.tail)
        restarts = group.tail.restarts
        start = head.cursor if feed.after is None else cursors.read(feed.after)
        if start is not None and head.reaches(start):
            subscriber.seq = start.seq
        else:
            await resync(group, subscriber, head)
        return group if await _catch_up(dispatcher.hub, group, subscriber, restarts) else None


async def stay_subscribed(
    dispatcher: Dispatcher, key: Hashable, feed: Feed, render: Render, subscriber: Subscriber
) -> None:
    """Delivers the feed until cancelled; returns earlier if the subscriber may no longer follow."""
    group = await subscribe(dispatcher, key, feed, render, subscriber)
    if group is not None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            group.leave(subscriber)


async def _catch_up(hub: Hub, group: Group, subscriber: Subscriber, restarts: int) -> bool:
    """Sends the subscriber what it missed and adds it to the group; False if it may not follow.

    `restarts` is that of the tail when the subscriber's number was read.
    """
    feed, tail = group.feed, group.tail
    while True:
        fresh = await tail.next_after(subscriber.seq)
        # Read after the events: a permission that was lost before one of them is seen to be lost.
        version = await _permission_version(feed)
        if not await check_permission(feed, subscriber):
            return False
        if fresh is None or tail.restarts != restarts:
            head = await hub.head(tail)
            restarts = tail.restarts
            await resync(group, subscriber, head)
            continue
        # No await between this check and joining, so that no event falls between them.
        if group.is_outdated and not group.subscribers:
            group.start_over(tail.seq)
        is_level = tail.restarts == restarts and subscriber.seq >= group.seq and not group.is_outdated
        if not fresh and is_level and tail.since(subscriber.seq) == []:
            group.join(subscriber, version)
            return True
        for event in fresh:
            if tail.restarts != restarts:
                break
            publication = group.publication(event)
            payload = await group.payload(publication, subscriber.viewer)
            subscriber.seq = event.seq
            if payload is not None and group.may_receive(event, subscriber):
                group.send(subscriber, [Delivery(payload, publication.cursor)])
                await subscriber.drained()
        if not fresh:
            await tail.wait_beyond(subscriber.seq)


async def _permission_version(feed: Feed) -> object:
    read = feed.permission_versions
    if read is None:
        return None
    return (await persistently(lambda: read([feed.key])))[0]
