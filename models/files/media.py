"""Media types: comparing the declared type of a file with its first bytes."""

import puremagic

from models.errors import Refused

HEAD = 65_536
ANYTHING = "application/octet-stream"
IMAGES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
# Types that the first bytes cannot tell apart, or that have several names; the key is the family's usual name.
FAMILIES: dict[str, frozenset[str]] = {
    "image/png": frozenset({"image/png", "image/apng", "image/vnd.mozilla.apng", "image/x-png"}),
    "image/jpeg": frozenset({"image/jpeg", "image/jpg", "image/pjpeg"}),
    "image/gif": frozenset({"image/gif"}),
    "image/webp": frozenset({"image/webp"}),
    "image/bmp": frozenset({"image/bmp", "image/x-ms-bmp", "image/x-bmp"}),
    "image/tiff": frozenset({"image/tiff"}),
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
        {"video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp", "audio/mp4", "audio/x-m4a", "audio/m4a"}
        | {"image/heic", "image/heif", "image/avif"}
    ),
    "video/webm": frozenset({"video/webm", "audio/webm", "video/x-matroska", "audio/x-matroska"}),
    "application/ogg": frozenset({"application/ogg", "audio/ogg", "video/ogg", "audio/opus"}),
    "audio/mpeg": frozenset({"audio/mpeg", "audio/mp3"}),
    "audio/wav": frozenset({"audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave"}),
    "video/x-msvideo": frozenset({"video/x-msvideo", "video/avi"}),
    "audio/flac": frozenset({"audio/flac", "audio/x-flac"}),
    "application/vnd.microsoft.portable-executable": frozenset(
        {"application/vnd.microsoft.portable-executable", "application/x-msdownload", "application/x-executable"}
        | {"application/x-dosexec", "application/x-elf", "application/x-mach-binary", "application/x-sharedlib"}
    ),
}
PACKED = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
WRITTEN = frozenset(
    {"application/json", "application/xml", "application/yaml", "application/x-yaml", "application/toml"}
    | {"application/javascript", "application/sql", "application/x-sh", "application/rtf", "application/xhtml+xml"}
    | {"application/x-ndjson", "application/graphql", "application/x-httpd-php", "image/svg+xml"}
)
# Formats that other file formats are built on.
CONTAINERS = frozenset({"application/zip", "application/gzip", "application/x-ole-storage"})
# Text that a browser would execute.
ACTIVE = frozenset({"text/html", "image/svg+xml"})
EXECUTABLE = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    *((start, "application/vnd.microsoft.portable-executable") for start in EXECUTABLE),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)


def settled(declared: str, head: bytes) -> str:
    """The media type to store a file under; refuses a declared type that its first bytes contradict (TYPE_MISMATCH)."""
    found = families_in(head)
    wanted = family_of(declared)
    if wanted is not None:
        if wanted not in found:
            raise _mismatch(declared)
        return wanted if wanted in IMAGES else declared
    is_text = reads_as_text(head)
    active = next((kind for kind in active_in(head)), None) if is_text else None
    if declared == ANYTHING:
        return active or next(iter(found), ANYTHING)
    if declared.startswith("text/") or declared in WRITTEN or declared.endswith(("+xml", "+json")):
        if not is_text or (declared in ACTIVE and active != declared):
            raise _mismatch(declared)
        return active or declared
    # An unknown type is accepted only if the bytes are of no known type: else a known one could hide behind it.
    if active or not CONTAINERS.issuperset(found):
        raise _mismatch(declared)
    return declared


def families_in(head: bytes) -> dict[str, None]:
    """The families that the bytes may belong to, most likely first."""
    found = [family for start, family in SIGNATURES if head.startswith(start)]
    if b"%PDF-" in head[:1024]:
        found.append("application/pdf")
    if head[:1] == b"\xff" and head[1:2] >= b"\xe0" and head[1:2] != b"\xff" and not reads_as_text(head):
        found.append("audio/mpeg")
    found += [family for kind in _told(head) if (family := family_of(kind)) is not None]
    return dict.fromkeys(found)


def family_of(kind: str) -> str | None:
    if kind.startswith(PACKED):
        return "application/zip"
    return next((family for family, kinds in FAMILIES.items() if kind == family or kind in kinds), None)


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
    return not any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)


def _told(head: bytes) -> list[str]:
    try:
        return [each.mime_type for each in puremagic.magic_string(head) if each.mime_type]
    except puremagic.PureError:
        return []


def _mismatch(declared: str) -> Refused:
    return Refused("TYPE_MISMATCH", f"The content is not {declared}: declare its type or application/octet-stream.")
