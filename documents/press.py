"""The press: makes PDF/A documents from templates and terms, in processes that can be killed."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from documents import framing
from documents.fields import UNPRINTABLE
from documents.framing import LENGTH, Job

ROOT = Path(__file__).parent.parent
LONGEST = 20.0  # seconds, on a busy machine; a contract of 20 pages takes a tenth of one
LONGEST_START = 60.0
# A process keeps what it has laid out, for the next document.
MOST_JOBS = 200
LARGEST_SOURCE = 1024 * 1024


class TextNotPrintable(ValueError):
    """Characters that no font has, or that only change others: `characters` has each of them once, in their order."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"Cannot be printed: {', '.join(f'U+{ord(each):04X}' for each in characters)}")
        self.characters = characters


class TemplateFaulty(ValueError):
    """The template cannot be compiled; `line` is the line of its source, from 1, if the compiler knows it."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message if line is None else f"Line {line}: {message}")
        self.message = message
        self.line = line


class RenderingTooSlow(Exception):
    """The template took longer, or more memory, than a document may."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a party signs: a rectangle in points from the lower left corner of a page; the first page is 1."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF/A-2a document; `places` has AWARDER and RECEIVER."""

    pdf: bytes
    pages: int
    places: Mapping[str, Place]
    made_with: str


class Press:
    """Compiles up to `processes` documents at a time; the others wait for their turn.

    A document is a function of source and terms: the same bytes on each machine and day, as long as `made_with` is the
    same. All methods raise TextNotPrintable, TemplateFaulty, and RenderingTooSlow after `limit` seconds of compiling.
    `terms` are canonical JSON: docs/templates.md has its form.
    """

    def __init__(self, processes: int = 1) -> None:
        self._empty = tempfile.mkdtemp(prefix="bidhall-press-")
        self._free: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        self._working: set[_Worker] = set()
        for _ in range(processes):
            self._free.put_nowait(None)

    async def render(self, source: str, terms: bytes, *, limit: float = LONGEST) -> Rendered:
        """The document that is signed."""
        return await self._made(framing.document(source, terms), limit)

    async def print_of(self, source: str, terms: bytes, *, printed_at: datetime, limit: float = LONGEST) -> Rendered:
        """The same pages to print, with version, whole hash, and time in the footer (CO-12)."""
        return await self._made(framing.print_out(source, terms, printed_at), limit)

    async def preview(self, source: str, terms: bytes, *, limit: float = LONGEST) -> Rendered:
        """A template with made-up terms (`samples.py`), marked as such."""
        return await self._made(framing.preview(source, terms), limit)

    async def sheet(self, job: Job, *, limit: float = LONGEST) -> bytes:
        """A document of our own that nobody signs."""
        answer, pdf = await self._answered(job, limit)
        _check(answer)
        return pdf

    async def close(self) -> None:
        """Ends the processes; what they are compiling fails."""
        for worker in list(self._working):
            await worker.end()
        with suppress(OSError):
            os.rmdir(self._empty)

    async def _made(self, job: Job, limit: float) -> Rendered:
        return _rendered(*await self._answered(job, limit))

    async def _answered(self, job: Job, limit: float) -> tuple[dict[str, Any], bytes]:
        if len(job.main) > LARGEST_SOURCE:
            raise TemplateFaulty("The template is too large.", None)
        # Some fonts have these, which show nothing and change how the text beside them reads.
        texts = "\n".join(framing.texts_in(json.loads(job.inputs["terms"])))
        if characters := "".join(sorted(set(UNPRINTABLE.findall(texts)))):
            raise TextNotPrintable(characters)
        worker = await self._free.get()
        try:
            if worker is None or worker.jobs_left == 0:
                worker = await self._renewed(worker)
            answer, pdf = await worker.answer(job, limit)
        finally:
            # What was interrupted has still to answer, to nobody.
            if worker is not None and not worker.is_idle:
                worker.kill()
                self._working.discard(worker)
                worker = None
            self._free.put_nowait(worker)
        return answer, pdf

    async def _renewed(self, worker: "_Worker | None") -> "_Worker":
        if worker is not None:
            await worker.end()
            self._working.discard(worker)
        fresh = await _Worker.started(self._empty)
        self._working.add(fresh)
        return fresh


class _Worker:
    """One process, with one job at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.jobs_left = MOST_JOBS
        self.is_idle = False

    @classmethod
    async def started(cls, empty: str) -> "_Worker":
        # Nothing of our environment: it holds secrets, and templates are written by others.
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "documents.worker", empty),
            env={"PYTHONPATH": str(ROOT)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(LONGEST_START):
                await worker._read()
        except (TimeoutError, EOFError) as error:
            raise RuntimeError("The process that compiles documents does not start.") from error
        finally:
            if not worker.is_idle:
                worker.kill()
        return worker

    async def answer(self, job: Job, limit: float) -> tuple[dict[str, Any], bytes]:
        self.is_idle, self.jobs_left = False, self.jobs_left - 1
        said = {"main": job.main, "inputs": dict(job.inputs), "standard": job.standard, "seconds": int(limit) + 10}
        given = json.dumps(said).encode()
        try:
            async with asyncio.timeout(limit):
                self._process.stdin.write(LENGTH.pack(len(given)) + given)  # type: ignore[union-attr] # a pipe
                return await self._read()
        except (TimeoutError, EOFError, ConnectionError) as error:
            raise RenderingTooSlow("The document takes too long, or too much memory.") from error

    async def _read(self) -> tuple[dict[str, Any], bytes]:
        answers = self._process.stdout
        assert answers is not None
        head = await answers.readexactly(LENGTH.size)
        answer: dict[str, Any] = json.loads(await answers.readexactly(LENGTH.unpack(head)[0]))
        pdf = await answers.readexactly(answer.get("length", 0))
        self.is_idle = True
        return answer, pdf

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        self.kill()
        await self._process.wait()


def _check(answer: dict[str, Any]) -> None:
    match answer.get("error"):
        case "UNPRINTABLE":
            raise TextNotPrintable(answer["characters"])
        case "FAULTY":
            raise TemplateFaulty(answer["message"], answer["line"])


def _rendered(answer: dict[str, Any], pdf: bytes) -> Rendered:
    _check(answer)
    places = {each["party"]: _place(each) for each in answer["places"]}
    if sorted(each["party"] for each in answer["places"]) != ["AWARDER", "RECEIVER"]:
        raise TemplateFaulty("Each party needs one place to sign: call signatures() once.", None)
    return Rendered(pdf, answer["pages"], places, framing.made_with())


def _place(mark: dict[str, Any]) -> Place:
    top = mark["page-height"] - mark["y"]
    left, width, height = mark["x"], mark["width"], mark["height"]
    return Place(mark["page"], *(round(each, 2) for each in (left, top - height, left + width, top)))
