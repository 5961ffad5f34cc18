"""Files that were damaged on their way, and what becomes of each: python -m tests.support.api.mutations FIRST COUNT

Prints a line of JSON a file: its number, its kind, the type that it was declared to have, and how it ended.
"""

import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import Refusal
from models.files import cleaning
from models.files.images import refusal_in
from models.files.media import ANYTHING, IMAGES, settled
from tests.support.api.devices import TYPES, brand, document, picture, with_second_picture

ORIGINALS: dict[str, tuple[str, bytes]] = {
    **{kind: (media_type, picture(kind)) for kind, media_type in TYPES.items()},
    **{f"{kind} frames": (TYPES[kind], picture(kind, frames=3)) for kind in ("WEBP", "GIF", "PNG", "TIFF")},
    "HEIC": ("image/heic", picture("HEIF")),
    "MPF": ("image/jpeg", with_second_picture()),
    "M4A": ("audio/mp4", brand("M4A ", "mp42", "isom")),
    "DOCX": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", document()),
    "CSV": ("application/vnd.ms-excel", "Maß;Preis\r\n1;2,50\r\n".encode("cp1252") * 5),
}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file with some of its bytes changed."""

    number: int
    kind: str
    declared: str
    content: bytes


def damaged(number: int) -> Damaged:
    """The same file for the same number."""
    chance = random.Random(number)
    kind = sorted(ORIGINALS)[number % len(ORIGINALS)]
    media_type, original = ORIGINALS[kind]
    content = bytearray(original)
    for _ in range(chance.randint(1, 3)):
        # Most of what decoders believe stands at the start.
        most = len(content) if chance.random() < 0.4 else min(len(content), 400)
        at, size = chance.randrange(most), chance.randint(1, 8)
        match chance.randrange(6):
            case 0:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                content[at : at + size] = chance.randbytes(size)
            case 2:
                content[at : at + size] = bytes([chance.choice((0, 255))]) * size
            case 3:
                content[at : at + size] = b""
            case 4:
                content[at:at] = content[at : at + 40]
            case 5 if at > 20:
                del content[at:]
        content = content or bytearray(original)
    return Damaged(number, kind, chance.choice((media_type, ANYTHING)), bytes(content))


def ending(file: Damaged, directory: Path) -> str:
    """The type that the file is kept under, or the code of its refusal; anything else is a fault."""
    try:
        media_type = settled(file.declared, file.content[:65_536])
    except Refusal as refusal:
        return refusal.code
    if media_type not in IMAGES:
        return media_type
    (directory / "source").write_bytes(file.content)
    child = os.fork()
    if child == 0:
        os._exit(_clean(directory, media_type))
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    refusal = refusal_in(ended)
    return refusal.code if refusal else media_type if ended == 0 else f"status {ended}"


def _clean(directory: Path, media_type: str) -> int:
    """The program that cleans images, in a process that has imported everything already."""
    status = 1
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        names = [str(directory / name) for name in ("source", "content", "thumbnail")]
        sys.argv = ["cleaning", names[0], media_type, *names[1:]]
        status = cleaning.main()
    finally:
        os._exit(status)


def endings(first: int, count: int) -> Iterator[dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="bidhall-") as directory:
        for number in range(first, first + count):
            file = damaged(number)
            yield {"number": number, "kind": file.kind, "declared": file.declared, "is": ending(file, Path(directory))}


if __name__ == "__main__":
    for line in endings(*map(int, sys.argv[1:])):
        sys.stdout.write(json.dumps(line) + "\n")
