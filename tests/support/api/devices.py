"""Files as phones, cameras, scanners and office programs write them: small, and with the place where they were made."""

import io
import struct
import zipfile
from typing import Any

import pillow_heif
from PIL import Image, PngImagePlugin

pillow_heif.register_heif_opener()

SECRET = b"taken at 48.8584 N"
TYPES = {
    **{"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"},
    **{"AVIF": "image/avif", "TIFF": "image/tiff"},
}


def place() -> Image.Exif:
    """Metadata with a description, a location, and the camera held upright."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # ImageDescription
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (48.0, 51.0, 30.0)
    return exif


def two_halves(size: tuple[int, int] = (60, 30), mode: str = "RGB") -> Image.Image:
    """Red on the left and blue on the right."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def picture(kind: str, *, frames: int = 1, size: tuple[int, int] = (60, 30)) -> bytes:
    """An image, red on the left and blue on the right, with its location in all metadata of its format."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    text.add_itxt("Location", SECRET.decode())
    options: dict[str, Any] = {
        "PNG": {"pnginfo": text, "exif": place()},
        "JPEG": {"exif": place(), "comment": SECRET, "quality": 95},
        "WEBP": {"exif": place(), "xmp": SECRET},
        "GIF": {"comment": SECRET},
        "AVIF": {"exif": place(), "xmp": SECRET, "speed": 10},
        "TIFF": {"exif": place(), "description": SECRET.decode(), "software": SECRET.decode()},
        "HEIF": {"exif": place(), "xmp": SECRET},
    }[kind]
    if frames > 1:
        others = [Image.new("RGB", size, (10 * number, 0, 0)) for number in range(1, frames)]
        options |= {"save_all": True, "append_images": others}
        options |= {} if kind == "TIFF" else {"duration": 70}
    return written(two_halves(size), kind, **options)


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    to = io.BytesIO()
    image.save(to, kind, **options)
    return to.getvalue()


def with_second_picture(size: tuple[int, int] = (60, 30)) -> bytes:
    """A photo of a phone: a JPEG with an index (MPF) of a second, smaller picture behind the first."""
    return written(two_halves(size), "MPO", save_all=True, append_images=[two_halves((30, 15))], exif=place())


def brand(*brands: str) -> bytes:
    """The start of an ISO base media file of these brands, the major one first."""
    names = "".join([brands[0], "\0\0\0\0", *brands]).encode()
    return (len(names) + 8).to_bytes(4) + b"ftyp" + names + b"\0\0\0\x08wide" + bytes(range(64))


def document() -> bytes:
    """A text document of an office program."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document>A plan</document>")
    return to.getvalue()


def camera_raw() -> bytes:
    """What a camera's sensor has seen, in a TIFF: first a preview, and the picture in a directory below it."""
    tags = {254: 1, 256: 160, 257: 120, 259: 1, 330: 200}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + bytes(400)
