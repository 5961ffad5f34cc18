"""Subscribing: a subscriber catches up alone, then joins the group that receives the same payloads."""

import asyncio
from collections.abc import Hashable

import structlog

from realtime import cursors
from realtime.dispatcher import Dispatcher, resync
from realtime.groups import Delivery, Feed, Group, Render, Subscriber, check_permission
from realtime.log import head_of, persistently

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
        head = await persistently(lambda: head_of(feed.stream))
        start = head.cursor if feed.after is None else cursors.read(feed.after)
        if start is not None and head.reaches(start):
            subscriber.seq = start.seq
        else:
            await resync(group, subscriber, head)
        return group if await _catch_up(group, subscriber) else None


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


async def _catch_up(group: Group, subscriber: Subscriber) -> bool:
    """Sends the subscriber what it missed and adds it to the group; False if it may not follow."""
    feed, tail = group.feed, group.tail
    while True:
        fresh = await tail.next_after(subscriber.seq)
        # Read after the events: a permission that was lost before one of them is seen to be lost.
        version = await _permission_version(feed)
        if not await check_permission(feed, subscriber):
            return False
        if fresh is None:
            await resync(group, subscriber, await persistently(lambda: head_of(tail.stream)))
            continue
        # No await between this check and joining, so that no event falls between them.
        if not fresh and tail.since(subscriber.seq) == [] and subscriber.seq >= group.seq:
            group.join(subscriber, version)
            return True
        for event in fresh:
            publication = group.publication(event)
            payload = await group.payload(publication, subscriber.viewer)
            subscriber.seq = event.seq
            if payload is not None and group.may_receive(event, subscriber):
                subscriber.send([Delivery(payload, publication.cursor)])
                await subscriber.drained()
        if not fresh:
            await tail.wait_beyond(subscriber.seq)


async def _permission_version(feed: Feed) -> object:
    read = feed.permission_versions
    if read is None:
        return None
    return (await persistently(lambda: read([feed.key])))[0]
