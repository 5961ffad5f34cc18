"""Cleaning up the storage: expired files, and once a day what killed workers have left behind."""

from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from uuid import UUID

from models.clock import now
from models.errors import Refused
from models.files.file import File
from models.files.tidying import drop, due, give_up, unknown_content, unknown_uploads
from models.retention import agreed_now, claim_job
from providers.storage import Storage

EVERY = timedelta(minutes=1)
SWEEP_EVERY = timedelta(days=1)
# Objects younger than this may still be about to be recorded in the database.
SETTLED = timedelta(days=1)


async def tidy_when_due(storage: Storage) -> int:
    """Cleans up if no worker has done so recently; returns the number of uploads that were removed."""
    if await agreed_now() < now() - EVERY:
        return 0  # our clock is fast: leave it to a worker whose clock is right
    gone = await drop_due(storage) if await claim_job("uploads", EVERY) else 0
    if await claim_job("store", SWEEP_EVERY):
        await sweep(storage)
    return gone


async def drop_due(storage: Storage) -> int:
    """Removes every expired file."""
    gone = 0
    while keys := await due():
        dropped = [await _drop(storage, key) for key in keys]
        gone += sum(dropped)
        # The rest is in use; try again next time.
        if not all(dropped):
            break
    return gone


async def _drop(storage: Storage, key: UUID) -> int:
    try:
        file, content = await drop(key)
    except Refused:
        return 0  # another worker or the owner was faster
    await storage.delete_below(file.parts_place)
    if content is not None:
        await storage.delete_below(content.place)
    return 1


async def end_upload(storage: Storage, upload: File) -> None:
    """Cancels an upload at its owner's request."""
    file = await give_up(upload.id)
    await storage.delete_below(file.parts_place)


async def sweep(storage: Storage) -> None:
    """Removes objects that the database does not know.

    Their worker was killed before it recorded them, or the same content was there already.
    """
    await _sweep(storage, "parts", unknown_uploads, lambda parts: parts[1])
    await _sweep(storage, "content", unknown_content, lambda parts: parts[2].partition(".")[2])
    await storage.sweep_unwritten(now() - SETTLED)


async def _sweep(
    storage: Storage,
    below: str,
    unknown: Callable[[Collection[UUID]], Awaitable[set[UUID]]],
    key_in: Callable[[list[str]], str],
) -> None:
    async for batch in storage.names(below):
        settled = {name: UUID(key_in(name.split("/"))) for name, at in batch if at < now() - SETTLED}
        gone = await unknown(set(settled.values()))
        await storage.delete(name for name, key in settled.items() if key in gone)
