"""Images: decoded within limits, re-encoded without metadata, and scaled down to thumbnails.

Run as a program, it limits itself: python -m models.files.images SOURCE MEDIA_TYPE CONTENT THUMBNAIL
"""

import io
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from models.errors import Refused

MOST_PIXELS = 40_000_000  # for one frame
MOST_PIXELS_IN_ALL = 64_000_000
MOST_FRAMES = 500
MOST_BYTES = 32 * 1024 * 1024
MOST_MEMORY = 1024 * 1024 * 1024  # of the process that decodes one image
MOST_SECONDS = 20  # of its processor time
SMALL = (320, 320)
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}
# The entries of `info` that are part of the picture itself; the rest is metadata.
KEPT = ("transparency", "background", "duration", "loop", "disposal", "blend", "default_image")

# Pillow's own limit, for frames that grow while they are decoded.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A re-encoded image, and its thumbnail as WebP."""

    content: bytes
    thumbnail: bytes


def cleaned(content: bytes, media_type: str) -> Cleaned:
    """Re-encodes an image without metadata. Takes seconds and hundreds of megabytes: never call it on the event loop.

    Refuses a decompression bomb before decoding it (IMAGE_TOO_LARGE), and an image that cannot be decoded completely
    (BROKEN_IMAGE), because its metadata could not be removed.
    """
    try:
        return _cleaned(content, FORMATS[media_type])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
        raise broken() from error
    except MemoryError as error:
        raise too_large() from error


def _cleaned(content: bytes, kind: str) -> Cleaned:
    with Image.open(io.BytesIO(content), formats=[kind]) as image:
        _check_size(image)
        frames = list(_frames(image)) if getattr(image, "is_animated", False) else [_upright(image)]
        written = io.BytesIO()
        if len(frames) > 1:
            _write_animation(frames, image, kind, written)
        else:
            frames[0].save(written, kind, **_options(image, frames[0], kind))
    return Cleaned(written.getvalue(), _small(frames[0]))


def check_bytes(byte_size: int) -> None:
    """Refuses an image file that is too large to decode (IMAGE_TOO_LARGE)."""
    if byte_size > MOST_BYTES:
        raise too_large()


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise too_large()


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    pixels = 0
    for number in range(MOST_FRAMES + 1):
        try:
            image.seek(number)
        except EOFError:
            return
        _check_size(image)
        pixels += image.width * image.height
        if number == MOST_FRAMES or pixels > MOST_PIXELS_IN_ALL:
            raise too_large()
        frame = image.copy()
        frame.info.clear()
        frame.info.update({name: image.info[name] for name in KEPT if name in image.info})
        yield frame


def _upright(image: Image.Image) -> Image.Image:
    """Rotates the picture as its metadata says, converts its colours to sRGB, and drops all metadata."""
    image.load()
    profile = image.info.get("icc_profile")
    kept: dict[Any, Any] = {name: image.info[name] for name in KEPT if name in image.info}
    found = ImageOps.exif_transpose(image)
    if profile and found.mode in ("RGB", "RGBA", "CMYK", "L"):
        found = _in_common_colours(found, profile)
    if found.mode == "CMYK":
        found = found.convert("RGB")
    if found is image:
        found = image.copy()
    found.info = kept
    return found


def _in_common_colours(image: Image.Image, profile: bytes) -> Image.Image:
    wanted = "RGB" if image.mode == "CMYK" else image.mode
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if wanted == "L":
            return image
        changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=wanted)
    except (ImageCms.PyCMSError, OSError):
        return image  # an invalid profile: every program shows the picture without it
    return changed or image


def _options(image: Image.Image, frame: Image.Image, kind: str) -> dict[str, Any]:
    if kind == "JPEG":
        # The quantization tables of the original: same quality, and not larger.
        tables = getattr(image, "quantization", None)
        return {"qtables": tables, "optimize": True} if tables and frame.mode in ("RGB", "L") else {"quality": 92}
    if kind == "WEBP":
        return {"quality": 90}
    return {"optimize": True} if kind == "PNG" and frame.width * frame.height < 4_000_000 else {}


def _write_animation(frames: list[Image.Image], image: Image.Image, kind: str, to: io.BytesIO) -> None:
    durations = [frame.info.get("duration", 100) for frame in frames]
    options: dict[str, Any] = {"duration": durations, "save_all": True, "append_images": frames[1:]}
    if "loop" in image.info:
        options["loop"] = image.info["loop"]
    if kind == "GIF":
        options["disposal"] = 2
    frames[0].save(to, kind, **options)


def _small(frame: Image.Image) -> bytes:
    small = frame.convert("RGBA" if "A" in frame.mode or "transparency" in frame.info else "RGB")
    small.thumbnail(SMALL)
    small.info = {}
    written = io.BytesIO()
    small.save(written, "WEBP", quality=80)
    return written.getvalue()


def broken() -> Refused:
    return Refused("BROKEN_IMAGE", "This image cannot be read: export it again, then upload that.")


def too_large() -> Refused:
    return Refused(
        "IMAGE_TOO_LARGE",
        f"An image can have at most {MOST_PIXELS // 1_000_000} megapixels and {MOST_BYTES >> 20} MiB, an animation "
        f"{MOST_FRAMES} frames with {MOST_PIXELS_IN_ALL // 1_000_000} megapixels in all.",
    )


# How the program ends if it refuses the image.
STATUS = {"BROKEN_IMAGE": 10, "IMAGE_TOO_LARGE": 11}


def limit_process() -> None:
    """Limits the memory and the processor time of this process, and lets all others go first."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    source, media_type, content, thumbnail = sys.argv[1:]
    limit_process()
    try:
        made = cleaned(Path(source).read_bytes(), media_type)
        Path(content).write_bytes(made.content)
        Path(thumbnail).write_bytes(made.thumbnail)
    except Refused as refused:
        return STATUS[refused.code]
    except MemoryError:
        return STATUS["IMAGE_TOO_LARGE"]
    return 0


if __name__ == "__main__":
    sys.exit(main())
