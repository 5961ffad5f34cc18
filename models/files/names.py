"""File names: sanitizing what users send, so that every operating system can store it."""

import re
import unicodedata

LONGEST = 200  # bytes: file systems allow 255, and some browsers add to a name
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
# Endings of images that are converted, and the endings of what they become.
CONVERTED = frozenset({"heic", "heif", "hif", "heics", "heifs", "avif"})
WRITTEN_AS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
UNSAFE = re.compile(r'[<>:"|?*]')


def harmless(name: str) -> str:
    """The name without folders, control, invisible and direction-changing characters, and reserved names; shortened."""
    name = unicodedata.normalize("NFC", name)
    # Both kinds of path separator, whatever system the sender uses.
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(each for each in name if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    name = " ".join(UNSAFE.sub("_", name).split()).lstrip(". ").rstrip(". ")
    if RESERVED.fullmatch(name):
        name = f"_{name}"
    return _shortened(name) or "file"


def named_as(name: str, media_type: str) -> str:
    """The name with the ending of the format into which an image of another format was converted."""
    stem, _, ending = name.rpartition(".")
    if not stem or ending.lower() not in CONVERTED or media_type not in WRITTEN_AS:
        return name
    return f"{stem}.{WRITTEN_AS[media_type]}"


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > 20:
        stem, dot, ending = name, "", ""
    kept = stem.encode()[: LONGEST - len((dot + ending).encode())].decode(errors="ignore")
    return f"{kept.rstrip('. ')}{dot}{ending}"
