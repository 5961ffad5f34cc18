"""What the compiler gets for a document: the frame with the template, and the terms, words and marks beside it."""

import hashlib
import importlib.metadata
import io
import json
import struct
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from documents.canonical import canonical, digest, printed_code

HERE = Path(__file__).parent
FIGURES = (HERE / "figures.typ").read_text(encoding="utf-8")
FRAME = FIGURES + (HERE / "frame.typ").read_text(encoding="utf-8")
WORDS: Mapping[str, Any] = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
# What of them says how an amount is written.
AMOUNTS = ("thousands", "decimal", "currency_first")
# The template begins in the line after the frame.
FRAME_LINES = FRAME.count("\n")
# Before each message to or from the process that compiles.
LENGTH = struct.Struct(">I")
FONTS = ("fontpkg-noto-sans", "fontpkg-noto-sans-arabic", "pylopdf-fonts-zh-cn")


@dataclass(frozen=True, slots=True)
class Job:
    """The source that is compiled, the texts that it reads as `sys.inputs`, and which kind of PDF/A it becomes."""

    main: str
    inputs: Mapping[str, str]
    standard: str = "a-2a"


@cache
def made_with() -> str:
    """What the bytes of a PDF depend on beside template and terms: with another one they may differ."""
    ours = hashlib.sha256(FRAME.encode() + canonical(WORDS)).hexdigest()[:12]
    parts = [f"{name} {importlib.metadata.version(name)}" for name in ("typst", "segno", *FONTS)]
    return "; ".join([f"frame {ours}", *parts])


def document(source: str, terms: bytes) -> Job:
    """A contract as it is signed."""
    return _job(source, terms, lambda _: "")


def print_out(source: str, terms: bytes, printed_at: datetime) -> Job:
    """A contract as it is printed: the same pages, and in their footer when it was printed, and the whole hash."""
    at = printed_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return _job(source, terms, lambda words: f"{words['printed'].format(at=at)} {digest(terms)}")


def preview(source: str, terms: bytes) -> Job:
    """A template with made-up terms, which says so on each page."""
    return _job(source, terms, lambda words: words["preview"])


def texts_in(value: object) -> Iterator[str]:
    """All texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def words_of(language: str) -> Mapping[str, Any]:
    """The words of a language such as pt-BR, else of English."""
    return words_in(WORDS, language)


def words_in(words: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """The same of other words."""
    tags = language.split("-")
    tried = ("-".join(tags[:length]) for length in range(len(tags), 0, -1))
    found: Mapping[str, Any] = next((words[each] for each in tried if each in words), words["en"])
    return found


def _words_for(terms: Mapping[str, Any]) -> Mapping[str, Any]:
    """The words of the template's own language, and the form of amounts in the language of the terms."""
    own = words_of(terms["language"])
    return {**words_of(terms["template"].get("language", terms["language"])), **{name: own[name] for name in AMOUNTS}}


def _job(source: str, terms: bytes, note: Any) -> Job:
    given = json.loads(terms)
    if canonical(given) != terms:
        raise ValueError("The terms are not in their canonical form.")
    words = _words_for(given)
    name, number, version = given["template"]["name"], given["contract"]["number"], given["contract"]["version"]
    marks = {
        "title": f"{number}: {name}",
        "line": f"{words['contract']} {number}, {words['version']} {version}: {name}",
        "code": printed_code(digest(terms)),
        "digest": digest(terms),
        "note": note(words),
    }
    inputs = {"terms": terms.decode(), "words": _text(words), "marks": _text(marks), "digest": digest(terms)}
    return Job(FRAME + source + "\n", inputs)


def with_code(inputs: Mapping[str, str]) -> dict[str, str]:
    """The inputs with the QR code of their digest, if they have one; it takes 20 ms: what compiles makes it, too."""
    return {**inputs, "code": _qr(inputs["digest"])} if "digest" in inputs else dict(inputs)


def _qr(text: str) -> str:
    """A QR code as SVG; the same bytes for the same text."""
    import segno

    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="svg", xmldecl=False, svgclass=None, lineclass=None, border=2)
    return written.getvalue().decode()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
