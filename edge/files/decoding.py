"""Decoding images in a process of their own, which has limits and gives all its memory back."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import models
from models.files.images import STATUS, broken, too_large

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


@asynccontextmanager
async def cleaned(chunks: AsyncIterator[bytes], media_type: str) -> AsyncIterator[Cleaned]:
    """The image without metadata; refuses one that is too large (IMAGE_TOO_LARGE) or broken (BROKEN_IMAGE)."""
    with tempfile.TemporaryDirectory(prefix="bidhall-image-") as name:
        source, made = Path(name, "source"), Cleaned(Path(name, "content"), Path(name, "thumbnail"))
        with await asyncio.to_thread(source.open, "wb") as file:
            async for chunk in chunks:
                await asyncio.to_thread(file.write, chunk)
        async with _at_images:
            await _clean(source, media_type, made)
        yield made


async def read(file: Path) -> AsyncIterator[bytes]:
    """The bytes of a file, in chunks."""
    with await asyncio.to_thread(file.open, "rb") as opened:
        while chunk := await asyncio.to_thread(opened.read, CHUNK):
            yield chunk


async def _clean(source: Path, media_type: str, made: Cleaned) -> None:
    # Nothing of our environment: it holds secrets, and a decoder reads what strangers have made.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "models.files.images", source, media_type, made.content, made.thumbnail),
        env={"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONGEST):
            _, said = await process.communicate()
    except TimeoutError:
        raise too_large() from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == STATUS["BROKEN_IMAGE"]:
        raise broken()
    if process.returncode == STATUS["IMAGE_TOO_LARGE"] or (process.returncode or 0) < 0:
        raise too_large()  # killed by the system: it has reached one of its limits
    if process.returncode:
        raise RuntimeError(f"Decoding ended with {process.returncode}: {said.decode(errors='replace')[-2_000:]}")
