"""Decoding images in a process of their own, which has limits and gives all its memory back."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog

import models
from models.files.images import refusal_in, too_large

log = structlog.get_logger()

ROOT = Path(models.__file__).parent.parent
LONGEST = 120.0  # seconds, on a busy machine
CHUNK = 1 << 20

# Each open image takes a few hundred megabytes in the worst case.
_at_images = asyncio.Semaphore(2)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A re-encoded image and its thumbnail, as files that exist for as long as somebody uses them."""

    content: Path
    thumbnail: Path
    media_type: str


@asynccontextmanager
async def cleaned(chunks: AsyncIterator[bytes], media_type: str) -> AsyncIterator[Cleaned]:
    """The image without metadata; refuses one that is too large (IMAGE_TOO_LARGE) or broken (BROKEN_IMAGE)."""
    with tempfile.TemporaryDirectory(prefix="bidhall-image-") as name:
        source, content, thumbnail = (Path(name, each) for each in ("source", "content", "thumbnail"))
        with await asyncio.to_thread(source.open, "wb") as file:
            async for chunk in chunks:
                await asyncio.to_thread(file.write, chunk)
        async with _at_images:
            written = await _clean(source, media_type, content, thumbnail)
        yield Cleaned(content, thumbnail, written)


async def read(file: Path) -> AsyncIterator[bytes]:
    """The bytes of a file, in chunks."""
    with await asyncio.to_thread(file.open, "rb") as opened:
        while chunk := await asyncio.to_thread(opened.read, CHUNK):
            yield chunk


async def _clean(source: Path, media_type: str, content: Path, thumbnail: Path) -> str:
    """The media type of the content that was written."""
    # Nothing of our environment: it holds secrets, and a decoder reads what strangers have made.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "models.files.cleaning", source, media_type, content, thumbnail),
        env={"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONGEST):
            said, complaint = await process.communicate()
    except TimeoutError:
        raise too_large() from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    ended, words = process.returncode or 0, (said or complaint).decode(errors="replace")
    if refusal := refusal_in(ended):
        # A bug in a decoder shows here, too.
        log.info("image_refused", code=refusal.code, media_type=media_type, ended=ended, reason=words[-500:])
        raise refusal
    if ended:
        raise RuntimeError(f"Cleaning ended with {ended}: {words[-2_000:]}")
    return words
