"""Files as real devices write and name them: each is kept under its right type, without its place, or refused."""

import io
import json
import subprocess
import sys
from collections import Counter

import pytest
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from models.errors import Refused
from models.files import cleaning
from models.files.cleaning import cleaned
from models.files.media import ANYTHING, settled
from models.files.names import named_as
from tests.support.api.client import http_client
from tests.support.api.devices import (
    SECRET,
    brand,
    camera_raw,
    document,
    picture,
    place,
    two_halves,
    with_second_picture,
    written,
)
from tests.support.api.mutations import damaged
from tests.support.api.server import ROOT, Server
from tests.support.api.uploading import begun, put, refusal_in, uploaded
from tests.support.domain.market import draft, person
from tests.test_links import files_of

pytestmark = pytest.mark.anywhere

MUTATIONS = 200
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL, OLE = "application/vnd.ms-excel", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
REFUSALS = {"BROKEN_IMAGE", "IMAGE_TOO_LARGE", "TYPE_MISMATCH"}


def test_of_a_photo_with_a_second_picture_the_first_is_kept() -> None:
    original = with_second_picture()
    with Image.open(io.BytesIO(original)) as image:
        assert (image.format, image.n_frames) == ("MPO", 2)  # type: ignore[attr-defined] # of this format
    clean = cleaned(original, "image/jpeg")
    with Image.open(io.BytesIO(clean.content)) as image:
        assert (image.format, image.size, image.getexif()) == ("JPEG", (60, 30), {})
    assert b"MPF" not in clean.content
    assert SECRET not in clean.content


def test_a_broken_index_of_further_pictures_does_not_break_the_first() -> None:
    original = with_second_picture()
    at = original.index(b"MPF\0")
    for index in (b"\xff" * 40, b"II*\0\x08\0\0\0\x01\0\x02\xb0", bytes(40)):
        broken = original[: at + 4] + index + original[at + 4 + len(index) :]
        assert cleaned(broken, "image/jpeg").media_type == "image/jpeg"


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, about what is broken
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_broken_metadata_is_dropped_with_the_rest(kind: str) -> None:
    # Directories that lead to themselves, entries of unknown types, and a rotation that is a text.
    loop = b"II*\0\x08\0\0\0\x02\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x12\x01\x02\0\xff\xff\xff\x7f\0\0\0\0"
    for metadata in (b"Exif\0\0" + loop, b"Exif\0\0II*\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(40)):
        clean = cleaned(written(two_halves(), kind, exif=metadata), f"image/{kind.lower()}")
        with Image.open(io.BytesIO(clean.content)) as image:
            assert (image.format, image.size, image.getexif()) == (kind, (60, 30), {})


@pytest.mark.parametrize(("mode", "kind", "media_type"), [("RGB", "JPEG", "image/jpeg"), ("RGBA", "PNG", "image/png")])
def test_heic_becomes_an_image_that_every_browser_shows(mode: str, kind: str, media_type: str) -> None:
    image = two_halves(mode=mode)
    if mode == "RGBA":
        image.putalpha(128)
    original = written(image, "HEIF", exif=place(), xmp=SECRET)
    assert SECRET in original
    assert settled(ANYTHING, original) == "image/heic"
    clean = cleaned(original, "image/heic")
    assert clean.media_type == media_type
    assert SECRET not in clean.content
    with Image.open(io.BytesIO(clean.content)) as shown, Image.open(io.BytesIO(clean.thumbnail)) as small:
        assert (shown.format, shown.mode, shown.size, small.size) == (kind, mode, (60, 30), (60, 30))
        assert not shown.getexif()


def test_an_avif_that_is_too_large_to_be_written_becomes_webp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_PIXELS_IN_AVIF", 1_000)
    clean = cleaned(picture("AVIF"), "image/avif")
    with Image.open(io.BytesIO(clean.content)) as image:
        assert (image.format, image.size, clean.media_type) == ("WEBP", (60, 30), "image/webp")
    assert SECRET not in clean.content


def test_heic_is_turned_as_its_camera_was_held() -> None:
    image = two_halves((400, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    image.info["exif"] = exif.tobytes()
    clean = cleaned(written(image, "HEIF"), "image/heic")
    with Image.open(io.BytesIO(clean.content)) as turned:
        assert turned.size == (200, 400)
        assert turned.getpixel((100, 20))[0] > 200  # type: ignore[index] # of three bands


def test_all_pages_of_a_scan_are_kept_upright_and_in_their_size() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    pages = [two_halves((40, 20), mode="1"), two_halves((20, 20), mode="L")]
    options = {"save_all": True, "append_images": pages, "dpi": (300, 300), "exif": exif}
    clean = cleaned(written(two_halves((60, 30)), "TIFF", **options), "image/tiff")
    with Image.open(io.BytesIO(clean.content)) as image:
        assert isinstance(image, TiffImageFile)
        sizes = []
        for number in range(image.n_frames):
            image.seek(number)
            sizes.append((image.size, image.info["dpi"]))
        assert sizes == [((30, 60), (300, 300)), ((20, 40), (300, 300)), ((20, 20), (300, 300))]


def test_a_drawing_stays_as_small_as_a_scanner_has_made_it() -> None:
    drawing = Image.effect_noise((400, 400), 90).convert("1")
    original = written(drawing, "TIFF", compression="group4")
    clean = cleaned(original, "image/tiff")
    with Image.open(io.BytesIO(clean.content)) as image:
        assert (image.mode, image.info["compression"]) == ("1", "group4")
    assert len(clean.content) <= len(original) + 500


def test_a_thumbnail_of_fine_greys_shows_them() -> None:
    greys = Image.linear_gradient("L").convert("I").point(lambda value: value * 200 + 5_000).convert("I;16")
    for kind in ("TIFF", "PNG"):
        clean = cleaned(written(greys, kind), f"image/{kind.lower()}")
        with Image.open(io.BytesIO(clean.thumbnail)) as small:
            shown = small.convert("L")
            assert shown.getpixel((10, 2)) < 20 < 110 < shown.getpixel((10, 128)) < 150 < shown.getpixel((10, 253))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (brand("heic", "mif1"), "image/heic"),
        (brand("mif1", "miaf", "heix"), "image/heic"),
        (brand("mif1", "avif", "miaf"), "image/avif"),
        (brand("avis", "msf1"), "image/avif"),
        (brand("M4A ", "mp42", "isom"), "audio/mp4"),
        (brand("qt  "), "video/quicktime"),
        (brand("3gp4", "isom"), "video/3gpp"),
        (brand("mp42", "isom"), "video/mp4"),
        (b"\0\0\0\x08wide\0\0\x10\0mdat" + bytes(40), "video/quicktime"),
        (bytes.fromhex("fff15080") + bytes(range(60)), "audio/aac"),
        (bytes.fromhex("fffb9000") + bytes(range(60)), "audio/mpeg"),
        (brand("crx "), ANYTHING),
        (camera_raw(), ANYTHING),
        (picture("TIFF"), "image/tiff"),
    ],
)
def test_what_devices_record_is_told_apart(content: bytes, told: str) -> None:
    assert settled(ANYTHING, content) == told
    assert settled(told, content) == told


@pytest.mark.parametrize(
    ("declared", "name", "content", "kept"),
    [
        # What Windows calls a file is the program that opens it.
        (EXCEL, "offers.csv", "Maß;Preis\r\n".encode("cp1252"), "text/csv"),
        (EXCEL, "offers.csv", b"a,b\x0bc\n", "text/csv"),
        (EXCEL, "offers.txt", "ä\tb".encode("utf-16"), "text/plain"),
        (EXCEL, "offers.xls", b"<!DOCTYPE html><table></table>", "text/html"),
        (EXCEL, "offers.xls", OLE, EXCEL),
        (EXCEL, "offers.xls", document(), "application/zip"),
        ("application/msword", "letter.rtf", b"{\\rtf1 Hello}", "application/rtf"),
        ("application/msword", "letter.doc", b"Hello\n", "text/plain"),
        (WORD, "secret.docx", OLE, WORD),  # with a password
        # Nobody has declared a type: the bytes tell it, and the name's ending what they leave open.
        (ANYTHING, "offers.csv", b"a,b\n", "text/csv"),
        (ANYTHING, "README.MD", b"# Title\n", "text/markdown"),
        (ANYTHING, "plan.docx", document(), WORD),
        (ANYTHING, "plan.docx", OLE, "application/x-ole-storage"),
        (ANYTHING, "plan.csv", b"\0\1\2", ANYTHING),
        (ANYTHING, "plan.csv", b"<!DOCTYPE html><script></script>", "text/html"),
        (ANYTHING, "memo.m4a", brand("mp42", "isom"), "audio/mp4"),
        (ANYTHING, "memo.m4a", b"no sound", ANYTHING),
        # What other programs build on a known format.
        ("application/illustrator", "logo.ai", b"%PDF-1.7\n", "application/illustrator"),
        ("image/x-adobe-dng", "raw.dng", camera_raw(), "image/x-adobe-dng"),
        ("image/heif", "photo.heic", brand("heic"), "image/heic"),
        ("audio/x-m4a", "memo.m4a", brand("M4A "), "audio/x-m4a"),
        ("audio/x-aac", "memo.aac", bytes.fromhex("fff15080") + bytes(range(60)), "audio/x-aac"),
    ],
)
def test_a_file_is_kept_under_the_type_that_it_has(declared: str, name: str, content: bytes, kept: str) -> None:
    assert settled(declared, content, name=name) == kept


@pytest.mark.parametrize(
    ("declared", "content"),
    [
        ("video/mp4", brand("heic")),  # else it would keep its place
        ("image/heic", brand("mp42")),
        ("image/avif", brand("heic")),
        ("image/tiff", camera_raw()),
        (EXCEL, bytes(range(256))),
        (EXCEL, picture("PNG")),
        (WORD, b"plain"),
        ("audio/mpeg", bytes.fromhex("fff15080") + bytes(range(60))),
    ],
)
def test_a_type_of_devices_that_the_content_contradicts_is_refused(declared: str, content: bytes) -> None:
    with pytest.raises(Refused, match="TYPE_MISMATCH"):
        settled(declared, content)


@pytest.mark.parametrize(
    ("name", "media_type", "kept"),
    [
        ("IMG_1.HEIC", "image/jpeg", "IMG_1.jpg"),
        ("a.b.heif", "image/png", "a.b.png"),
        ("IMG_1.avif", "image/webp", "IMG_1.webp"),
        ("IMG_1.avif", "image/avif", "IMG_1.avif"),
        ("IMG_1.jpeg", "image/jpeg", "IMG_1.jpeg"),
        ("IMG_1.heic", "application/pdf", "IMG_1.heic"),
        ("heic", "image/jpeg", "heic"),
    ],
)
def test_a_converted_image_has_the_ending_of_its_new_format(name: str, media_type: str, kept: str) -> None:
    assert named_as(name, media_type) == kept


async def test_photos_and_lists_arrive_as_browsers_send_them(server: Server) -> None:
    ada = await person(server.url)
    sent = [
        ("IMG_1.jpg", "image/jpeg", with_second_picture((600, 300)), "IMG_1.jpg", "image/jpeg"),
        ("IMG_2.HEIC", "", picture("HEIF", size=(600, 300)), "IMG_2.jpg", "image/jpeg"),
        ("scan.tif", "image/tiff", picture("TIFF"), "scan.tif", "image/tiff"),
        ("offers.csv", EXCEL, b"a;b\r\n1;2\r\n", "offers.csv", "text/csv"),
        ("memo.m4a", " ", brand("M4A "), "memo.m4a", "audio/mp4"),
    ]
    made = await draft(
        ada, attachmentIds=[await uploaded(ada, content, name, kind) for name, kind, content, *_ in sent]
    )
    files = await files_of(ada, made["id"])
    assert [(file["fileName"], file["mediaType"]) for file in files] == [tuple(each[3:]) for each in sent]
    assert [file["thumbnailUrl"] is not None for file in files] == [True, True, True, False, False]
    async with http_client() as client:
        for file in files[:3]:
            whole = await client.get(file["url"])
            assert whole.headers["content-type"] == file["mediaType"]
            assert SECRET not in whole.content
            with Image.open(io.BytesIO((await client.get(file["thumbnailUrl"])).content)) as small:
                assert small.width in (320, 60)


async def test_damaged_photos_are_kept_or_refused_with_a_code(server: Server) -> None:
    """Of one upload after the other; the next test damages hundreds."""
    ada = await person(server.url)
    told = Counter[int]()
    for number in range(8):
        file = damaged(number * 17 + number)
        answer = await put((await begun(ada, file.content, "IMG_1", file.declared))["url"], file.content)
        told[answer.status_code] += 1
        assert answer.status_code == 204 or refusal_in(answer)[1] in REFUSALS
    assert set(told) <= {204, 415, 422}
    assert "Traceback" not in server.log()


def _endings(first: int, count: int) -> Counter[str]:
    """How many damaged files were kept, and how many were refused with each code."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.api.mutations", str(first), str(count)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    ended = [json.loads(line) for line in said.splitlines()]
    assert len(ended) == count
    unknown = [each for each in ended if each["is"] not in REFUSALS and "/" not in each["is"]]
    assert unknown == []
    return Counter(each["is"] if each["is"] in REFUSALS else "kept" for each in ended)


def test_a_damaged_file_is_kept_or_refused_and_never_a_fault() -> None:
    told = _endings(0, MUTATIONS)
    assert told["kept"] > 20
    assert told["BROKEN_IMAGE"] > 20


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_thousands_of_damaged_files_are_kept_or_refused() -> None:
    told = _endings(1_000, 20_000)
    assert told["kept"] > 2_000
