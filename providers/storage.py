"""Object storage through obstore: named objects on the local disk or in any S3-compatible store."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, S3Store

if TYPE_CHECKING:
    from obstore import GetOptions

CHUNK = 262_144
BATCH = 500


class Missing(Exception):
    """The store has no object with this name."""


class Storage:
    """One object store; each object is written atomically, in a single request."""

    def __init__(self, store: LocalStore | S3Store, directory: Path | None = None) -> None:
        self._store = store
        self._directory = directory

    async def put(self, name: str, content: bytes) -> None:
        await obstore.put_async(self._store, name, content, use_multipart=False)

    async def read(self, name: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Yields the bytes from `start` up to `end`, or to the end of the object, in chunks; raises Missing."""
        try:
            options: GetOptions = {"range": {"offset": start} if end is None else (start, end)}
            found = await obstore.get_async(self._store, name, options=options)
        except (NotFoundError, FileNotFoundError) as error:
            raise Missing(name) from error
        async for chunk in found.stream(min_chunk_size=CHUNK):
            yield bytes(chunk)

    async def delete(self, names: Iterable[str]) -> None:
        """Deletes these objects; names that do not exist are ignored."""
        for name in names:
            try:
                await obstore.delete_async(self._store, name)
            except (NotFoundError, FileNotFoundError):
                continue

    async def delete_below(self, prefix: str) -> None:
        """Deletes every object whose name begins with this path."""
        async for batch in self.names(prefix):
            await self.delete(name for name, _ in batch)
        if self._directory is not None:
            await asyncio.to_thread(_remove_empty, self._directory / prefix)

    async def names(self, prefix: str) -> AsyncIterator[list[tuple[str, datetime]]]:
        """Yields the objects below this path in batches, each with the time of its last write."""
        async for batch in obstore.list(self._store, prefix, chunk_size=BATCH):
            yield [(each["path"], each["last_modified"]) for each in batch]

    async def sweep_unwritten(self, before: datetime) -> int:
        """Removes partial files left behind by killed processes; returns how many. Does nothing for S3."""
        return 0 if self._directory is None else await asyncio.to_thread(_sweep, self._directory, before)


def storage_at(
    url: str, *, endpoint: str | None = None, region: str | None = None, key_id: str = "", secret: str = ""
) -> Storage:
    """The store at file://DIRECTORY or s3://BUCKET/PREFIX.

    Without credentials, the S3 client looks for them in its usual places.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        directory = Path(unquote(parts.netloc + parts.path))
        return Storage(LocalStore(directory, mkdir=True), directory)
    given = {
        "endpoint": endpoint,
        "region": region,
        "access_key_id": key_id,
        "secret_access_key": secret,
        # Self-hosted stores rarely have a host name for each bucket.
        "virtual_hosted_style_request": False if endpoint else None,
    }
    options = {name: value for name, value in given.items() if value not in (None, "")}
    client = {"allow_http": True} if endpoint and endpoint.startswith("http://") else {}
    prefix = parts.path.strip("/") or None
    return Storage(S3Store(parts.netloc, prefix=prefix, config=options, client_options=client))  # type: ignore[arg-type] # options by name


def _remove_empty(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        try:
            os.rmdir(place)
        except OSError:
            continue  # it is not empty any more, or already gone


def _sweep(directory: Path, before: datetime) -> int:
    removed = 0
    for place, _, files in os.walk(directory):
        for name in files:
            # obstore writes to NAME#NUMBER first, then renames.
            file = Path(place, name)
            if "#" in name and datetime.fromtimestamp(file.stat().st_mtime, UTC) < before:
                file.unlink(missing_ok=True)
                removed += 1
    return removed
