"""Cleaning images: decoded within limits, re-encoded without metadata, and scaled down to thumbnails.

Run as a program, it limits itself: python -m models.files.cleaning SOURCE MEDIA_TYPE CONTENT THUMBNAIL
It prints the media type of what it has written, or why the image could not be read.
"""

import io
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from models.errors import Refused
from models.files.images import MOST_FRAMES, MOST_PIXELS, MOST_PIXELS_IN_ALL, STATUS, broken, too_large

try:
    import pillow_heif
except ImportError:  # left out because of its licence: HEIC is refused as broken
    pillow_heif = None  # type: ignore[assignment] # a module, or none

MOST_MEMORY = 1024 * 1024 * 1024  # of the process that decodes one image
MOST_SECONDS = 20  # of its processor time
# The encoder of AVIF needs more memory than there is for larger pictures.
MOST_PIXELS_IN_AVIF = 20_000_000
SMALL = (320, 320)
FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
    "image/tiff": "TIFF",
    "image/heic": "HEIF",
}
TYPES = {kind: media_type for media_type, kind in FORMATS.items()}
# All frames or pages of these are kept. Of the others the first: what else is in them are previews, depth maps, and
# the same picture in other light.
SEVERAL = ("PNG", "WEBP", "GIF", "AVIF", "TIFF")
# The entries of `info` that are part of the picture itself; the rest is metadata.
KEPT = ("transparency", "background", "duration", "loop", "disposal", "blend", "default_image")

# Pillow's own limit, for frames that grow while they are decoded.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
if pillow_heif is not None:
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A re-encoded image with its media type, and its thumbnail as WebP."""

    content: bytes
    media_type: str
    thumbnail: bytes


def cleaned(content: bytes, media_type: str) -> Cleaned:
    """Re-encodes an image without metadata. Takes seconds and hundreds of megabytes: never call it on the event loop.

    HEIC becomes JPEG, or PNG if it is transparent; a very large AVIF becomes WebP. Refuses a decompression bomb before
    decoding it (IMAGE_TOO_LARGE), and an image that cannot be decoded completely (BROKEN_IMAGE), because its metadata
    could not be removed.
    """
    try:
        return _cleaned(content, FORMATS[media_type])
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise too_large() from error
    # Decoders raise errors of every class about bytes that no encoder has written.
    except Exception as error:
        raise broken() from error


def _cleaned(content: bytes, kind: str) -> Cleaned:
    with _opened(content, kind) as image:
        _check_size(image)
        frames = list(_frames(image)) if kind in SEVERAL and getattr(image, "is_animated", False) else [_upright(image)]
        written = io.BytesIO()
        kind = _written_as(kind, frames)
        if len(frames) > 1:
            _write_several(frames, image, kind, written)
        else:
            frames[0].save(written, kind, **_options(image, frames, kind))
    return Cleaned(written.getvalue(), TYPES[kind], _small(frames[0]))


def _written_as(kind: str, frames: list[Image.Image]) -> str:
    """The format to write an image in that was of this format."""
    if kind == "HEIF":
        return "PNG" if frames[0].has_transparency_data else "JPEG"
    if kind == "AVIF" and frames[0].width * frames[0].height > MOST_PIXELS_IN_AVIF:
        return "WEBP"
    return kind


def _opened(content: bytes, kind: str) -> Image.Image:
    # Pillow's own door to JPEG also reads the index of further pictures, and refuses one with a broken index.
    if kind == "JPEG":
        return JpegImageFile(io.BytesIO(content))
    return Image.open(io.BytesIO(content), formats=[kind])


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
        yield _upright(image)


def _upright(image: Image.Image) -> Image.Image:
    """A copy, rotated as its metadata says, with its colours in sRGB, and without metadata."""
    image.load()
    _check_size(image)  # that of HEIC is known now
    profile = image.info.get("icc_profile")
    kept: dict[Any, Any] = {name: image.info[name] for name in KEPT if name in image.info}
    found = _turned(image)
    if profile and found.mode in ("RGB", "RGBA", "CMYK", "L"):
        found = _in_common_colours(found, profile)
    if found.mode == "CMYK":
        found = found.convert("RGB")
    if found is image:
        found = image.copy()
    found.info = kept
    return found


def _turned(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - the metadata is dropped anyway, and readers of it raise as decoders do
        return image


def _in_common_colours(image: Image.Image, profile: bytes) -> Image.Image:
    wanted = "RGB" if image.mode == "CMYK" else image.mode
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if wanted == "L":
            return image
        changed = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # an invalid profile: every program shows the picture without it
    return changed or image


def _options(image: Image.Image, frames: list[Image.Image], kind: str) -> dict[str, Any]:
    first = frames[0]
    match kind:
        case "JPEG":
            # The quantization tables of the original: same quality, and not larger.
            tables = getattr(image, "quantization", None)
            return {"qtables": tables, "optimize": True} if tables and first.mode in ("RGB", "L") else {"quality": 92}
        case "WEBP":
            return {"quality": 90}
        case "AVIF":
            # A slower speed makes smaller files, and takes longer than we let a process run.
            return {"quality": 85, "speed": 10, "max_threads": 1}
        case "TIFF":
            is_drawing = all(frame.mode == "1" for frame in frames)
            return {"compression": "group4" if is_drawing else "tiff_adobe_deflate", **_paper(image)}
        case "PNG":
            return {"optimize": True} if first.width * first.height < 4_000_000 else {}
    return {}


def _paper(image: Image.Image) -> dict[str, Any]:
    """The resolution of a scan, from which programs tell the size of its paper."""
    dpi = image.info.get("dpi", ())
    return {"dpi": dpi} if len(dpi) == 2 and all(1 <= each <= 10_000 for each in dpi) else {}


def _write_several(frames: list[Image.Image], image: Image.Image, kind: str, to: io.BytesIO) -> None:
    options = {**_options(image, frames, kind), "save_all": True, "append_images": frames[1:]}
    if kind != "TIFF":
        options["duration"] = [frame.info.get("duration", 100) for frame in frames]
    if "loop" in image.info:
        options["loop"] = image.info["loop"]
    if kind == "GIF":
        options["disposal"] = 2
    frames[0].save(to, kind, **options)


def _small(frame: Image.Image) -> bytes:
    small = _in_eight_bits(frame).convert("RGBA" if frame.has_transparency_data else "RGB")
    small.thumbnail(SMALL)
    small.info = {}
    written = io.BytesIO()
    small.save(written, "WEBP", quality=80)
    return written.getvalue()


def _in_eight_bits(frame: Image.Image) -> Image.Image:
    """The frame; one with finer greys with its darkest as black and its brightest as white."""
    if not frame.mode.startswith(("I", "F")):
        return frame
    frame = frame.convert("F")
    low, high = (float(each) for each in frame.getextrema())  # type: ignore[arg-type] # of one band: two numbers
    scale = 255 / (high - low) if high > low else 1
    return frame.point(lambda value: value * scale - low * scale).convert("L")


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
        sys.stdout.write(repr(refused.__cause__ or refused))
        return STATUS[refused.code]
    except MemoryError:
        return STATUS["IMAGE_TOO_LARGE"]
    sys.stdout.write(made.media_type)
    return 0


if __name__ == "__main__":
    sys.exit(main())
