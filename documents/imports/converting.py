"""The process that converts a DOCX: python -m documents.imports.converting

It reads what is known as JSON, after its length in four bytes, then the DOCX, and writes the conversion as JSON.
"""

import dataclasses
import json
import os
import resource
import subprocess
import sys
import unicodedata
from typing import Any

import pypandoc  # type: ignore[import-untyped] # has no stubs

from documents.fields import as_json
from documents.framing import LENGTH
from documents.imports.guard import opened
from documents.imports.mapping import Mapper, dangling, text_of_tree
from documents.imports.results import Finding, FindingKind, Known, Refusal, UploadRefused, known_from
from documents.imports.word import MOST_FINDINGS, Ready

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60  # of processor time
PANDOC_MEMORY = "-M256M"
# Its headings have their numbers as text.
PROLOGUE = "#set heading(numbering: none)\n"


def converted(docx: bytes, known: Known) -> dict[str, Any]:
    """The conversion as JSON; raises UploadRefused."""
    ready = Ready(opened(docx))
    tree = json.loads(_pandoc(["-f", "docx+empty_paragraphs-styles", "-t", "json"], ready.docx))
    mapper = Mapper(known)
    mapped = mapper.document(tree)
    # Without `smart`, the writer escapes what Typst would read as dashes and quotation marks.
    source = _pandoc(["-f", "json", "-t", "typst-smart", "--wrap=none"], json.dumps(mapped).encode()).decode()
    references = [
        Finding(FindingKind.DANGLING_REFERENCE, "", each) for each in dangling(text_of_tree(tree), ready.clauses)
    ]
    findings = [*ready.findings, *mapper.mapped.findings, *references][:MOST_FINDINGS]
    return {
        "source": unicodedata.normalize("NFC", PROLOGUE + source),
        "fields": as_json(tuple(mapper.mapped.fields.values())),
        "placeholders": list(mapper.mapped.placeholders),
        "selections": list(mapper.mapped.selections),
        "prompts": [dataclasses.asdict(each) for each in mapper.mapped.prompts.values()],
        "unused": mapper.unused(),
        "clauses": ready.clauses,
        "findings": [dataclasses.asdict(each) for each in findings],
    }


def _pandoc(arguments: list[str], given: bytes) -> bytes:
    """What pandoc writes; it can neither read files nor ask the network."""
    ended = subprocess.run(
        [pypandoc.get_pandoc_path(), "+RTS", PANDOC_MEMORY, "-RTS", "--sandbox", *arguments],
        input=given,
        capture_output=True,
        env={},
        check=False,
    )
    if ended.returncode:
        # 251: its memory is exhausted; else a file that it cannot read, though we could.
        code = Refusal.TOO_COMPLEX if ended.returncode in (251, -9, -6) else Refusal.DAMAGED
        raise UploadRefused(code, "pandoc")
    return ended.stdout


def main() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    given = sys.stdin.buffer
    known = known_from(json.loads(given.read(LENGTH.unpack(given.read(LENGTH.size))[0])))
    try:
        answer = converted(given.read(), known)
    except UploadRefused as refused:
        answer = {"refused": refused.code, "detail": refused.detail[:200]}
    except (MemoryError, RecursionError):
        answer = {"refused": Refusal.TOO_COMPLEX, "detail": ""}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
