"""Attending: a follower catches up alone, then joins the group that is told the same."""

import asyncio
from collections.abc import Hashable

import structlog

from realtime import cursors
from realtime.dispatcher import Dispatcher, resync
from realtime.groups import Delivery, Feed, Group, Member, Render, is_admitted
from realtime.log import head_of, persistently

log = structlog.get_logger(__name__)


async def join(dispatcher: Dispatcher, key: Hashable, feed: Feed, render: Render, member: Member) -> Group | None:
    """Tells the member alone what it missed; then it is one of the group that this gives, until it leaves it.

    From `after` on, or from now on without one. A cursor of another epoch, or from before what the log still
    holds, is answered with the word to load anew and a fresh cursor; from there it goes on. None: the member is
    not admitted any more, and was shown out, or it cannot be told, and was sent away to come back.
    """
    try:
        return await _caught_up(dispatcher, key, feed, render, member)
    except Exception:
        # Whoever waits in silence for what never comes is worse off than who tries again elsewhere.
        log.exception("catching_up_failed", stream=feed.stream)
        member.break_off()
        return None


async def _caught_up(dispatcher: Dispatcher, key: Hashable, feed: Feed, render: Render, member: Member) -> Group | None:
    async with dispatcher.group((feed.stream, key, feed.scope), feed, render) as group:
        head = await persistently(lambda: head_of(feed.stream))
        start = head.cursor if feed.after is None else cursors.read(feed.after)
        if start is not None and head.reaches(start):
            member.seq = start.seq
        else:
            await resync(group, member, head)
        return group if await _catch_up(group, member) else None


async def attend(dispatcher: Dispatcher, key: Hashable, feed: Feed, render: Render, member: Member) -> None:
    """Lets the member follow the feed until this is cancelled; returns when the member is not admitted any more."""
    group = await join(dispatcher, key, feed, render, member)
    if group is not None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            group.leave(member)


async def _catch_up(group: Group, member: Member) -> bool:
    """Tells the member alone what it missed and makes it one of the group; False: it is not admitted."""
    feed, tail = group.feed, group.tail
    while True:
        fresh = await tail.following(member.seq)
        # All of these have been committed: whoever was shown out before one of them is seen to be gone.
        mark = await _mark(feed)
        if not await is_admitted(feed, member):
            return False
        if fresh is None:
            await resync(group, member, await persistently(lambda: head_of(tail.stream)))
            continue
        # Nothing is awaited between being level with the group and being one of it: no event falls between.
        if not fresh and tail.since(member.seq) == [] and member.seq >= group.seq:
            group.join(member, mark)
            return True
        for event in fresh:
            publication = group.publication(event)
            payload = await group.payload(publication, member.viewer)
            member.seq = event.seq
            if payload is not None and group.is_for(event, member):
                member.send([Delivery(payload, publication.cursor)])
                await member.drained()
        if not fresh:
            await tail.moved(member.seq)


async def _mark(feed: Feed) -> object:
    read = feed.marks
    if read is None:
        return None
    return (await persistently(lambda: read([feed.place])))[0]
