"""Images: metadata is removed, they are turned upright and get thumbnails, and decompression bombs are refused."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from edge.files import decoding
from models.errors import Refused
from models.files.cleaning import cleaned
from models.files.images import MOST_PIXELS, STATUS
from models.files.media import settled
from models.files.names import harmless
from tests.support.api.client import http_client
from tests.support.api.devices import SECRET, TYPES, picture
from tests.support.api.server import ROOT, Server
from tests.support.api.uploading import PDF, begun, put, refusal_in, uploaded
from tests.support.domain.market import draft, person
from tests.test_links import files_of

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize("frames", [1, 3])
@pytest.mark.parametrize("kind", TYPES)
def test_an_image_loses_its_metadata_and_nothing_else(kind: str, frames: int) -> None:
    if (kind, frames) == ("JPEG", 3):
        pytest.skip("no animations in JPEG")
    original = picture(kind, frames=frames)
    assert SECRET in original
    clean = cleaned(original, TYPES[kind])
    assert clean.media_type == TYPES[kind]
    with Image.open(io.BytesIO(clean.content)) as image:
        assert (image.format, image.size, getattr(image, "n_frames", 1)) == (kind, (60, 30), frames)
        assert not image.getexif() or kind == "TIFF"  # it has its size and its resolution there
        red, _, blue = image.convert("RGB").getpixel((10, 15))  # type: ignore[misc]
        assert red > 200 > 60 > blue
    assert SECRET not in clean.content
    assert b"Exif" not in clean.content
    with Image.open(io.BytesIO(clean.thumbnail)) as small:
        assert (small.format, small.size) == ("WEBP", (60, 30))


def test_a_picture_is_turned_as_its_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("red", (0, 0, 200, 200))
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif)
    clean = cleaned(written.getvalue(), "image/jpeg")
    with Image.open(io.BytesIO(clean.content)) as turned, Image.open(io.BytesIO(clean.thumbnail)) as small:
        assert turned.size == (200, 400)
        assert turned.getpixel((100, 20))[0] > 200  # type: ignore[index]
        assert small.size == (160, 320)


def bomb(width: int, height: int) -> bytes:
    """A small PNG file that claims to have that many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * min(height, 1_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (MOST_PIXELS // 1_000 + 1, 1_000), (10_000, 6_000)])
def test_a_decompression_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="IMAGE_TOO_LARGE"):
        cleaned(bomb(*size), "image/png")


def test_an_animation_without_end_is_refused() -> None:
    frames = [Image.new("RGB", (2, 2), (number % 256, number // 256, 0)) for number in range(600)]
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], duration=1)
    with pytest.raises(Refused, match="IMAGE_TOO_LARGE"):
        cleaned(written.getvalue(), "image/gif")


@pytest.mark.parametrize("kind", TYPES)
def test_an_image_that_cannot_be_read_whole_is_refused(kind: str) -> None:
    original = picture(kind)
    for broken in (original[: len(original) // 2], original[:20]):
        with pytest.raises(Refused, match="BROKEN_IMAGE"):
            cleaned(broken, TYPES[kind])


async def test_an_uploaded_image_is_shown_clean_and_small(server: Server) -> None:
    ada = await person(server.url)
    original = picture("JPEG", size=(1_000, 500))
    made = await draft(ada, attachmentIds=[await uploaded(ada, original, "me.jpg", "image/jpg")])
    (file,) = await files_of(ada, made["id"])
    async with http_client() as client:
        whole, small = await client.get(file["url"]), await client.get(file["thumbnailUrl"])
    assert (whole.headers["content-type"], small.headers["content-type"]) == ("image/jpeg", "image/webp")
    assert whole.headers["content-disposition"].startswith("inline;")
    assert (file["mediaType"], file["byteSize"]) == ("image/jpeg", len(whole.content))
    assert SECRET not in whole.content
    with Image.open(io.BytesIO(small.content)) as image:
        assert image.size == (320, 160)
    assert refusal_in(await _without_thumbnail(server)) == (404, "NOT_FOUND")


async def _without_thumbnail(server: Server):  # type: ignore[no-untyped-def]
    ada = await person(server.url)
    made = await draft(ada, attachmentIds=[await uploaded(ada)])
    (file,) = await files_of(ada, made["id"])
    assert file["thumbnailUrl"] is None
    async with http_client() as client:
        return await client.get(file["url"].replace("?", "/thumbnail?"))


@pytest.mark.parametrize(
    ("content", "declared", "status", "code"),
    [
        (bomb(60_000, 60_000), "image/png", 422, "IMAGE_TOO_LARGE"),
        (bomb(60_000, 60_000), "application/octet-stream", 422, "IMAGE_TOO_LARGE"),
        (picture("PNG")[:50], "image/png", 422, "BROKEN_IMAGE"),
        (picture("PNG"), "image/jpeg", 415, "TYPE_MISMATCH"),
        (PDF, "text/plain; charset=utf-8", 204, ""),  # it reads as text, and is served as such
        (b"MZ\x90\0" + bytes(99), "application/pdf", 415, "TYPE_MISMATCH"),
    ],
)
async def test_what_is_refused_once_it_is_all_there_leaves_nothing(
    server: Server, content: bytes, declared: str, status: int, code: str
) -> None:
    ada = await person(server.url)
    upload = await begun(ada, content, "file", declared)
    answer = await put(upload["url"], content)
    assert answer.status_code == status
    if code:
        assert refusal_in(answer) == (status, code)
    assert not list((server.directory / "files" / "parts").rglob("*.*"))


@pytest.mark.parametrize(
    ("declared", "content", "kept"),
    [
        ("image/png", picture("PNG"), "image/png"),
        ("application/octet-stream", picture("GIF"), "image/gif"),
        ("application/octet-stream", bytes(range(256)), "application/octet-stream"),
        ("application/octet-stream", b"<!DOCTYPE html><html></html>", "text/html"),
        ("text/markdown", b"# Title\n\n* one\n", "text/markdown"),
        ("text/csv", "ä,b\n1,2\n".encode(), "text/csv"),
        ("text/plain", "hé".encode("utf-16"), "text/plain"),
        ("text/plain", b"<!DOCTYPE html><html></html>", "text/html"),
        ("application/json", b'{"a": 1}', "application/json"),
        ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        ("application/pdf", PDF, "application/pdf"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04" + bytes(60), None),
        ("application/msword", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), None),
        ("video/mp4", b"\0\0\0\x18ftypmp42" + bytes(20), None),
        ("audio/mpeg", b"\xff\xfb\x90\0" + bytes(90), None),
        ("application/x-unheard-of", bytes(range(256)), None),
    ],
)
def test_the_type_is_told_by_the_content(declared: str, content: bytes, kept: str | None) -> None:
    assert settled(declared, content) == (kept or declared)


@pytest.mark.parametrize(
    ("declared", "content"),
    [
        ("image/png", picture("JPEG")),
        ("application/pdf", b"<!DOCTYPE html><html></html>"),
        ("text/csv", b"PK\x03\x04" + bytes(60)),
        ("text/plain", b"\x7fELF\x02\x01\x01" + bytes(60)),
        ("application/x-unheard-of", picture("PNG")),
        ("application/x-unheard-of", b"MZ\x90\0" + bytes(99)),
        ("application/x-unheard-of", b"<!DOCTYPE html><html></html>"),
        ("image/svg+xml", b"no image"),
        ("application/zip", b"%PDF-1.7"),
    ],
)
def test_a_type_that_the_content_contradicts_is_refused(declared: str, content: bytes) -> None:
    with pytest.raises(Refused, match="TYPE_MISMATCH"):
        settled(declared, content)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("a\u200bb\0c\nd.txt", "abcd.txt"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("  .hidden. ", "hidden"),
        ('what? "this"|that*.md', "what_ _this__that_.md"),
        ("...", "file"),
        ("e\u0301.txt", "\xe9.txt"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("\u4e2d" * 100 + ".pdf", "\u4e2d" * 65 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert harmless(given) == kept


async def chunks_of(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 1_000):
        yield content[start : start + 1_000]


async def test_images_are_decoded_in_a_process_that_has_limits_and_nothing_of_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process of the server keeps none of its memory."""

    photo = picture("JPEG", size=(1_000, 500))
    async with decoding.cleaned(chunks_of(photo), "image/jpeg") as made:
        directory = made.content.parent
        with Image.open(made.content) as image, Image.open(made.thumbnail) as small:
            assert (image.size, small.size, image.getexif()) == ((1_000, 500), (320, 160), {})
    assert not directory.exists()
    for content, kind, code in (
        (photo[:500], "image/jpeg", "BROKEN_IMAGE"),
        (bomb(60_000, 60_000), "image/png", "IMAGE_TOO_LARGE"),
    ):
        with pytest.raises(Refused, match=code):
            async with decoding.cleaned(chunks_of(content), kind):
                pass
    program = tmp_path / "program"
    said = tmp_path / "environment"
    program.write_text(f'#!/bin/sh\nenv > "{said}"\nkill -KILL $$\n')
    program.chmod(0o700)
    monkeypatch.setattr(decoding.sys, "executable", str(program))
    monkeypatch.setenv("SECRET_KEY", "a-secret-that-no-decoder-needs-to-know")
    with pytest.raises(Refused, match="IMAGE_TOO_LARGE"):
        async with decoding.cleaned(chunks_of(photo), "image/jpeg"):
            pass
    assert "PYTHONPATH=" in said.read_text()
    assert "SECRET_KEY" not in said.read_text()


def test_an_image_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    source, *made = [tmp_path / name for name in ("source", "content", "thumbnail")]
    Image.new("RGBA", (7_000, 5_000), "blue").save(source, "PNG")
    least = "import sys; from models.files import cleaning; cleaning.MOST_MEMORY = 200 << 20; sys.exit(cleaning.main())"
    ended = subprocess.run([sys.executable, "-c", least, source, "image/png", *made], cwd=ROOT, check=False)
    assert ended.returncode == STATUS["IMAGE_TOO_LARGE"]
