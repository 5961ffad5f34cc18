"""File names: sanitizing what users send, so that every operating system can store it."""

import re
import unicodedata

LONGEST = 200  # bytes: file systems allow 255, and some browsers add to a name
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
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


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > 20:
        stem, dot, ending = name, "", ""
    kept = stem.encode()[: LONGEST - len((dot + ending).encode())].decode(errors="ignore")
    return f"{kept.rstrip('. ')}{dot}{ending}"
