"""Converting an upload: the process, its limits, and its answer."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from documents.fields import fields_from
from documents.framing import LENGTH
from documents.imports.results import (
    MOST_BYTES,
    Conversion,
    Finding,
    FindingKind,
    Known,
    Prompt,
    Refusal,
    UploadRefused,
    known_as_json,
)

ROOT = Path(__file__).parent.parent.parent
LONGEST = 120.0  # seconds, on a busy machine; a contract of 20 pages takes two

# Each takes a few hundred megabytes in the worst case.
_at_imports = asyncio.Semaphore(1)


async def convert(docx: bytes, known: Known | None = None, *, limit: float = LONGEST) -> Conversion:
    """A template made of a DOCX, with findings for the professional who corrects it.

    `known` names fields and selections that are expected. Raises UploadRefused, with TOO_COMPLEX after `limit` seconds
    or if it takes too much memory. One is converted at a time; the others wait for their turn.
    """
    if len(docx) > MOST_BYTES:
        raise UploadRefused(Refusal.TOO_LARGE)
    head = json.dumps(known_as_json(known or Known())).encode()
    async with _at_imports:
        answer = await _answer(LENGTH.pack(len(head)) + head + docx, limit)
    if "refused" in answer:
        raise UploadRefused(Refusal(answer["refused"]), answer["detail"])
    return Conversion(
        source=answer["source"],
        fields=fields_from(answer["fields"]),
        placeholders=tuple(answer["placeholders"]),
        selections=tuple(answer["selections"]),
        prompts=tuple(Prompt(**each) for each in answer["prompts"]),
        unused=tuple(answer["unused"]),
        clauses=tuple(answer["clauses"]),
        findings=tuple(Finding(FindingKind(each["kind"]), each["where"], each["text"]) for each in answer["findings"]),
    )


async def _answer(given: bytes, limit: float) -> dict[str, Any]:
    # Nothing of our environment: it holds secrets, and the file was made by others.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "documents.imports.converting"),
        env={"PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(limit):
            said, complaint = await process.communicate(given)
    except TimeoutError:
        raise UploadRefused(Refusal.TOO_COMPLEX) from None
    finally:
        # Pandoc, too, if it is still at work.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    if process.returncode in (-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGSEGV, -signal.SIGABRT):
        raise UploadRefused(Refusal.TOO_COMPLEX)
    if process.returncode:
        raise RuntimeError(f"Converting ended with {process.returncode}: {complaint.decode(errors='replace')[-2_000:]}")
    answer: dict[str, Any] = json.loads(said)
    return answer
