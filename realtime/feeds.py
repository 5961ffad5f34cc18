"""The cursor of a snapshot: where following goes on from what was just loaded."""

from realtime.log import head_of


async def cursor_of(stream: str) -> str:
    """The cursor of a snapshot that is taken after this: whatever comes later is after it."""
    return str((await head_of(stream)).cursor)
