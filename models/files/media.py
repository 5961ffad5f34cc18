"""Media types: comparing the declared type of a file with its first bytes."""

from collections.abc import Mapping
from typing import Literal

from models.errors import Refused

HEAD = 65_536
ANYTHING = "application/octet-stream"
IMAGES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "image/heic", "image/avif", "image/tiff"})
# Types that the first bytes cannot tell apart, or that have several names; the key is the family's usual name.
FAMILIES: dict[str, frozenset[str]] = {
    "image/png": frozenset({"image/png", "image/apng", "image/vnd.mozilla.apng", "image/x-png"}),
    "image/jpeg": frozenset({"image/jpeg", "image/jpg", "image/pjpeg"}),
    "image/gif": frozenset({"image/gif"}),
    "image/webp": frozenset({"image/webp"}),
    "image/bmp": frozenset({"image/bmp", "image/x-ms-bmp", "image/x-bmp"}),
    "image/tiff": frozenset({"image/tiff", "image/tif", "image/x-tiff"}),
    "image/heic": frozenset({"image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"}),
    "image/avif": frozenset({"image/avif", "image/avif-sequence"}),
    "application/pdf": frozenset({"application/pdf", "application/x-pdf"}),
    "application/zip": frozenset(
        {"application/zip", "application/x-zip-compressed", "application/epub+zip", "application/java-archive"}
    ),
    "application/x-ole-storage": frozenset(
        {"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/vnd.visio"}
    ),
    "application/gzip": frozenset({"application/gzip", "application/x-gzip"}),
    "application/x-7z-compressed": frozenset({"application/x-7z-compressed"}),
    "application/vnd.rar": frozenset({"application/vnd.rar", "application/x-rar-compressed", "application/x-rar"}),
    "video/mp4": frozenset(
        {"video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp", "video/3gpp2", "application/mp4", "audio/mp4"}
        | {"audio/x-m4a", "audio/m4a", "audio/mp4a-latm", "audio/3gpp", "audio/3gpp2"}
    ),
    "video/webm": frozenset({"video/webm", "audio/webm", "video/matroska", "video/x-matroska", "audio/x-matroska"}),
    "application/ogg": frozenset({"application/ogg", "audio/ogg", "video/ogg", "audio/opus"}),
    "audio/mpeg": frozenset({"audio/mpeg", "audio/mp3"}),
    "audio/aac": frozenset({"audio/aac", "audio/x-aac", "audio/aacp", "audio/vnd.dlna.adts"}),
    "audio/wav": frozenset({"audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave"}),
    "video/x-msvideo": frozenset({"video/x-msvideo", "video/avi"}),
    "audio/flac": frozenset({"audio/flac", "audio/x-flac"}),
    "application/vnd.microsoft.portable-executable": frozenset(
        {"application/vnd.microsoft.portable-executable", "application/x-msdownload", "application/x-executable"}
        | {"application/x-dosexec", "application/x-elf", "application/x-mach-binary", "application/x-sharedlib"}
    ),
}
PACKED = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
OFFICE = {
    **{"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"},
    "pptx": "presentationml.presentation",
}
OPEN_OFFICE = {"odt": "text", "ods": "spreadsheet", "odp": "presentation", "odg": "graphics"}
WRITTEN = frozenset(
    {"application/json", "application/xml", "application/yaml", "application/x-yaml", "application/toml"}
    | {"application/javascript", "application/sql", "application/x-sh", "application/rtf", "application/xhtml+xml"}
    | {"application/x-ndjson", "application/graphql", "application/x-httpd-php", "image/svg+xml"}
)
# Formats that other file formats are built on.
CONTAINERS = frozenset({"application/zip", "application/gzip", "application/x-ole-storage", "application/pdf"})
# Text that a browser would execute.
ACTIVE = frozenset({"text/html", "image/svg+xml"})
EXECUTABLE = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    *((start, "application/vnd.microsoft.portable-executable") for start in EXECUTABLE),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
# What the brands of an ISO base media file say that it holds; none of these is any video.
BRANDS: dict[bytes, str | None] = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"M4A ", b"M4B ", b"M4P "), "audio/mp4"),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3ge6", b"3gg6", b"3gs7"), "video/3gpp"),
    **{b"qt  ": "video/quicktime", b"crx ": None, b"jp2 ": None, b"jpx ": None, b"jxl ": None},
}
# Brands of both kinds of picture: the other brands say which.
PICTURES = frozenset({b"mif1", b"mif2", b"msf1", b"miaf"})
# Tags of TIFF.
SUBFILE_TYPE, SUB_IFDS, DNG_VERSION = 254, 330, 50706
# The first box of a film that is older than brands.
OLD_FILMS = frozenset({b"moov", b"mdat", b"wide"})
# What an ending says about a file whose type nobody has declared.
ENDINGS = {
    **{"csv": "text/csv", "tsv": "text/tab-separated-values", "txt": "text/plain", "log": "text/plain"},
    **{"md": "text/markdown", "json": "application/json", "xml": "application/xml", "yaml": "application/yaml"},
    **{"yml": "application/yaml", "rtf": "application/rtf", "doc": "application/msword", "sql": "application/sql"},
    **{"xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint", "m4a": "audio/mp4"},
    **{kind: f"{PACKED[0]}{name}" for kind, name in OFFICE.items()},
    **{kind: f"{PACKED[1]}{name}" for kind, name in OPEN_OFFICE.items()},
}


def settled(declared: str, head: bytes, *, name: str = "") -> str:
    """The media type to store a file under; refuses a declared type that its first bytes contradict (TYPE_MISMATCH).

    A file that is declared as ANYTHING has the type that its bytes tell, or its name's ending if they do not
    contradict it.
    """
    found = families_in(head)
    is_text = reads_as_text(head)
    active = next(iter(active_in(head)), None) if is_text else None
    if declared == ANYTHING:
        named = ENDINGS.get(name.rpartition(".")[2].lower())
        if named and not active and (is_text if family_of(named) is None else family_of(named) in found):
            return named
        return active or next(iter(found.values()), ANYTHING)
    wanted = family_of(declared)
    if wanted is not None:
        if wanted in found:
            return wanted if wanted in IMAGES else declared
        return _of_office(declared, head, found, name, active=active, is_text=is_text)
    if declared.startswith("text/") or declared in WRITTEN or declared.endswith(("+xml", "+json")):
        if not is_text or (declared in ACTIVE and active != declared):
            raise _mismatch(declared)
        return active or declared
    # An unknown type is accepted only if the bytes are of no known type: else a known one could hide behind it.
    if active or not CONTAINERS.issuperset(found):
        raise _mismatch(declared)
    return declared


def _of_office(
    declared: str, head: bytes, found: Mapping[str, str], name: str, *, active: str | None, is_text: bool
) -> str:
    """The type of a file that Windows calls by the program of Office that opens it, such as a CSV by that of Excel.

    Refuses what no such program would open.
    """
    if declared.startswith(PACKED) and "application/x-ole-storage" in found:
        return declared  # with a password
    if declared not in FAMILIES["application/x-ole-storage"]:
        raise _mismatch(declared)
    if "application/zip" in found:
        return "application/zip"
    if not is_text:
        raise _mismatch(declared)
    if active or head.startswith(b"{\\rtf"):
        return active or "application/rtf"
    named = ENDINGS.get(name.rpartition(".")[2].lower(), "")
    if named.startswith("text/"):
        return named
    return "text/csv" if declared == ENDINGS["xls"] else "text/plain"


def families_in(head: bytes) -> dict[str, str]:
    """The families that the bytes may belong to, most likely first, each with the type that the bytes tell."""
    found = {family: family for start, family in SIGNATURES if head.startswith(start)}
    if b"%PDF-" in head[:1024]:
        found["application/pdf"] = "application/pdf"
    if head[4:8] == b"ftyp":
        kind = _of_brands(head)
        return found | ({family_of(kind) or kind: kind} if kind else {})
    if head[4:8] in OLD_FILMS:
        found["video/mp4"] = "video/quicktime"
    kind = _of_frame(head)
    if kind and not reads_as_text(head):
        found[kind] = kind
    for each in _told(head):
        family = family_of(each)
        if family is not None and family not in found:
            found[family] = family
    # What others see in the same first bytes.
    if kind == "audio/aac":
        found.pop("audio/mpeg", None)
    if "image/tiff" in found and _is_raw(head):
        del found["image/tiff"]
    return found


def family_of(kind: str) -> str | None:
    if kind.startswith(PACKED):
        return "application/zip"
    return next((family for family, kinds in FAMILIES.items() if kind == family or kind in kinds), None)


def _of_brands(head: bytes) -> str | None:
    """The type that the brands at the start of an ISO base media file tell; None if they name one of no family."""
    size = min(int.from_bytes(head[:4]), 512)
    first, *others = [head[8:12], *(head[at : at + 4] for at in range(16, size, 4))]
    if first in PICTURES:
        return next((kind for brand in others if (kind := BRANDS.get(brand))), "image/heic")
    return BRANDS.get(first, "video/mp4")


def _of_frame(head: bytes) -> str | None:
    """The type of sound whose frames begin like the bytes."""
    sync = int.from_bytes(head[:2])
    if sync & 0xFFF6 == 0xFFF0:
        return "audio/aac"
    # Twelve or eleven bits, and a layer.
    return "audio/mpeg" if sync & 0xFFE0 == 0xFFE0 and sync & 0x0006 and sync != 0xFFFF else None


def _is_raw(head: bytes) -> bool:
    """Whether a TIFF is what a camera's sensor has seen: a small preview, whose picture only some programs can read."""
    order: Literal["little", "big"] = "little" if head.startswith(b"II") else "big"
    start = int.from_bytes(head[4:8], order)
    count = int.from_bytes(head[start : start + 2], order)
    entries = [head[at : at + 12] for at in range(start + 2, min(start + 2 + 12 * count, len(head)), 12)]
    tags = {int.from_bytes(entry[:2], order): int.from_bytes(entry[8:], order) for entry in entries}
    return head[8:10] == b"CR" or DNG_VERSION in tags or (SUB_IFDS in tags and tags.get(SUBFILE_TYPE) == 1)


def active_in(head: bytes) -> list[str]:
    """The types of text in the bytes that a browser would execute."""
    return [kind for kind in _told(head) if kind in ACTIVE]


def reads_as_text(head: bytes) -> bool:
    """Whether the bytes are text in UTF-8, in UTF-16 with a byte order mark, or in a single-byte encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            head[: len(head) // 2 * 2].decode("utf-16")
        except UnicodeDecodeError as error:
            return error.start >= len(head) - 4
        return True
    return not any(byte < 32 and byte not in b"\a\b\t\n\v\f\r\x1a\x1b" for byte in head)


def _told(head: bytes) -> list[str]:
    import puremagic

    try:
        return [each.mime_type for each in puremagic.magic_string(head) if each.mime_type]
    except Exception:  # noqa: BLE001 - what it raises about bytes that it does not know depends on its version
        return []


def _mismatch(declared: str) -> Refused:
    return Refused(
        "TYPE_MISMATCH",
        "The content of this file does not match its type, {declared}: save it in its own format, or pack it into a "
        "ZIP file.",
        declared=declared,
    )
