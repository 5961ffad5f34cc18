"""The process that compiles documents: python -m documents.worker EMPTY_FOLDER

It reads jobs from its input and writes the answers to its output; each message is its length in four bytes, then JSON,
and after that of a PDF its bytes. From its first job on it can open nothing: no file, no connection.
"""

import contextlib
import json
import os
import re
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import fontpkg_noto_sans  # type: ignore[import-untyped]
import fontpkg_noto_sans_arabic  # type: ignore[import-untyped]
import pylopdf_fonts_zh_cn
import typst

from documents.framing import FRAME_LINES, LENGTH, with_code

MOST_MEMORY = 1024 * 1024 * 1024
MOST_PAGES = 500
# 2000-01-01 in UTC, as the frame says: a document knows no date but those of its terms.
TIMESTAMP = 946_684_800
PLACE = re.compile(r"__typst_py_bytes__\.typ:([0-9]+):")
UNPRINTABLE = re.compile(r'the text `"(.*?)"` could not be displayed|contains the codepoint `"(.*?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# One of each font, which is read when it is first used.
SAMPLE = '#set text(font: "{}"); a \u03b1 \u044f \u4e2d \u0639 *b* _i_ *_x_* `m`\n'


class Compiler:
    """Typst with our fonts, and a folder in which there is nothing to read."""

    def __init__(self, empty: str) -> None:
        # The day of the timestamp is that of the zone.
        os.environ["TZ"] = "UTC"
        folders = [
            Path(fontpkg_noto_sans.ROOT, "files"),
            Path(fontpkg_noto_sans_arabic.ROOT, "files"),
            pylopdf_fonts_zh_cn.serif_path().parent,
        ]
        self.fonts = typst.Fonts(include_system_fonts=False, font_paths=list(map(str, folders)))
        self.empty = empty
        samples = "".join(SAMPLE.format(each) for each in self.fonts.families())
        self._compiler(samples, with_code({"digest": "0" * 64})).compile(format="pdf", timestamp=TIMESTAMP)

    def _compiler(self, main: str, inputs: dict[str, str]) -> typst.Compiler:
        return typst.Compiler(
            main.encode(),
            root=self.empty,
            font_paths=self.fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs,
            package_path=self.empty,
            package_cache_path=self.empty,
        )

    def compiled(self, main: str, inputs: dict[str, str], standard: Any) -> tuple[dict[str, Any], bytes]:
        """The answer to a job, and the PDF if there is one."""
        inputs = with_code(inputs)
        try:
            pdf = self._compiler(main, inputs).compile(format="pdf", timestamp=TIMESTAMP, pdf_standards=standard)
            # A compiler that was given bytes can be asked once.
            marks = json.loads(self._compiler(main, inputs).query("<frame-mark>", field="value"))
        except typst.TypstError as error:
            return _fault(error), b""
        pages = sum(each["kind"] == "page" for each in marks)
        if not isinstance(pdf, bytes) or pages > MOST_PAGES:
            return {"error": "FAULTY", "message": f"A document can have at most {MOST_PAGES} pages.", "line": None}, b""
        places = [each for each in marks if each["kind"] == "place"]
        return {"pages": pages, "places": places, "length": len(pdf)}, pdf


def _fault(error: typst.TypstError) -> dict[str, Any]:
    """What is wrong: characters without a glyph, or the template, with a line of it as far as one is known."""
    texts = ["".join(found) for found in UNPRINTABLE.findall(error.diagnostic)]
    if texts:
        characters = "".join(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in texts)
        # A space between two of them is named with them, and every font has one.
        named = {each for each in characters if not each.isspace()} or {*characters}
        return {"error": "UNPRINTABLE", "characters": "".join(sorted(named))}
    lines = [int(each) - FRAME_LINES for each in PLACE.findall(error.diagnostic)]
    message = error.message.removeprefix("panicked with: ").replace('\\"', '"')
    # A file is looked for in the empty folder, whose name is nobody's concern.
    message = re.sub(r" \(searched at .*\)", "", message).split(" (https://")[0]
    return {"error": "FAULTY", "message": message, "line": next((each for each in lines if each > 0), None)}


def serve(empty: str) -> None:
    """Answers jobs until the input ends."""
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    compiler = Compiler(empty)
    # What is open stays open, and nothing else can be opened from now on.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    _write(answers, {"ready": True}, b"")
    while head := given.read(LENGTH.size):
        job = json.loads(given.read(LENGTH.unpack(head)[0]))
        # If nobody is left who would kill it.
        signal.alarm(job["seconds"])
        _write(answers, *compiler.compiled(job["main"], job["inputs"], job["standard"]))
        signal.alarm(0)


def _write(answers: Any, answer: dict[str, Any], pdf: bytes) -> None:
    head = json.dumps(answer).encode()
    answers.write(LENGTH.pack(len(head)) + head + pdf)
    answers.flush()


def main() -> None:
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.argv[1])


if __name__ == "__main__":
    main()
