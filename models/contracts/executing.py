"""What executing takes, of a version of a contract and of a supplement alike: the rows, the copy, the comparison.

Whether somebody may execute, and what follows from it, their own state tables and verbs say.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from documents.canonical import is_same_code
from documents.canonical import printed_code as code_of
from models.accounts.viewer import Viewer
from models.calendar import calendar
from models.clock import now
from models.contracts.contract import ContractFileRole, ContractSide, ExecutionMode, ExecutionState
from models.contracts.execution import AnyExecution, AnyFile, Signable
from models.contracts.signatures import Signature
from models.database.writing import Write, inserted, updated, write
from models.errors import Refused, invalid, not_found
from models.files.attaching import attach
from models.files.file import Content, File
from models.files.media import IMAGES
from models.files.store import keep_made
from models.inputs import Checks
from models.limits import Limit
from models.pressing import printed
from models.templates.template import TemplateVersion
from models.work.item import WorkItem, WorkItemKind
from models.work.keeping import finish, open_item

SCANS = IMAGES | {"application/pdf"}
VERIFICATION_WORKING_DAYS = 2
# By one user: each is made anew, and kept.
COPIES = Limit("copy to print", 50, timedelta(hours=24))
MOST_IN_NOTE = 2_000


def voiding(executions: Sequence[AnyExecution]) -> list[Write]:
    """Signatures and scans that no longer count, as soon as this is written; they stay to be read."""
    for each in executions:
        each.live_key = None
    return [updated(each, "live_key") for each in executions]


async def with_signature(of: Signable, side: ContractSide, made: Signature, *, by: Viewer) -> tuple[Write, ...]:
    """The rows of a signature, to be written with the decision."""
    await attach([made.file.id], by=by, most=1)
    execution = of.execution_row(
        side=side,
        mode=ExecutionMode.ONLINE,
        state=ExecutionState.EXECUTED,
        digest=of.digest,
        signer_id=by.user.id,
        file_id=made.file.id,
        made_at=made.at,
        executed_at=made.at,
        evidence=made.evidence,
        live_key=f"{of.key}:{side}",
    )
    await _void_former(of, side)
    return inserted(execution), inserted(_file(of, made.file.id, ContractFileRole.SIGNED, made.sha256))


async def with_scan(
    of: Signable, side: ContractSide, upload: UUID, *, by: Viewer, at: datetime
) -> tuple[str, tuple[Write, ...]]:
    """The SHA-256 of a scan and its rows, to be written with the decision; refuses what is no PDF or image."""
    (file,) = await attach([upload], by=by, most=1)
    if file.media_type not in SCANS:
        raise Refused("WRONG_TYPE", "A scan is a PDF or an image: choose one.")
    sha256 = (await Content.get(id=file.content_id)).digest
    execution = of.execution_row(
        side=side,
        mode=ExecutionMode.OFFLINE,
        state=ExecutionState.LODGED,
        digest=of.digest,
        signer_id=by.user.id,
        file_id=file.id,
        made_at=at,
        live_key=f"{of.key}:{side}",
    )
    await _void_former(of, side)
    return sha256, (inserted(execution), inserted(_file(of, file.id, ContractFileRole.SCAN, sha256)))


async def _void_former(of: Signable, side: ContractSide) -> None:
    # In a statement of its own: one that writes both in no order would find two that count.
    await write(*voiding([each for each in of.executions if each.side is side]))


async def check_own_upload(upload: UUID, by: Viewer) -> None:
    """Refuses an upload of somebody else before anything is locked."""
    if not await File.exists(id=upload, owner_id=by.user.id):
        raise not_found("upload")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to print, of the terms with this digest."""

    digest: str
    file: File
    sha256: str


async def make_copy(of: Signable, *, by: Viewer) -> Copy:
    """A copy with its code, its whole hash and the time on each page (CO-12); call it outside of changes."""
    source = (await TemplateVersion.get(id=of.template_version)).source
    document = await printed(source, of.terms.encode(), now())
    file = await keep_made(document.pdf, name=f"{of.name}-to-sign.pdf", media_type="application/pdf", by=by)
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(document.pdf).hexdigest())
    return Copy(of.digest, file, sha256)


async def with_copy(of: Signable, copy: Copy, *, by: Viewer) -> tuple[Write, ...]:
    """The row of a copy, to be written with what keeps it."""
    await attach([copy.file.id], by=by, most=1)
    return (inserted(_file(of, copy.file.id, ContractFileRole.PRINT, copy.sha256)),)


async def queue_scan(
    former: WorkItem | None,
    kind: WorkItemKind,
    subject: UUID,
    *,
    parties: tuple[UUID, UUID],
    title: str,
    by: UUID,
    at: datetime,
) -> None:
    """Puts a scan of the first of both parties into the queue of the staff.

    It takes the place of a former one, which nobody needs to compare any more.
    """
    if former is not None:
        await finish(former, by=by)
    due_at = calendar().after(at, VERIFICATION_WORKING_DAYS)
    party, other = parties
    await open_item(kind, subject, party=party, other_party=other, title=title, priority=2, due_at=due_at)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What somebody of the staff says of a scan."""

    printed_code: str
    pages: int
    matches: bool
    note: str | None


def comparison(*, printed_code: str, pages: int, matches: bool, note: str | None) -> Comparison:
    """What was said of a scan; refuses that something does not match without saying what (INVALID_INPUT)."""
    checks = Checks()
    note = checks.optional("note", note, most=MOST_IN_NOTE)
    checks.refuse()
    if not matches and note is None:
        raise invalid("note", "Say what does not match.", "REQUIRED")
    return Comparison(printed_code, pages, matches, note)


def compared(of: Signable, side: ContractSide | None, said: Comparison, *, by: UUID, at: datetime) -> AnyExecution:
    """The scan of a side as it is from now on: VERIFIED, or FAILED.

    Refuses the other side, and a match whose code or number of pages is that of something else (WRONG_COPY).
    """
    lodged = of.lodged
    if lodged is None or lodged.side is not side:
        raise Refused("WRONG_STATE", "No scan of this party waits to be compared.")
    if said.matches and not (is_same_code(said.printed_code, code_of(of.digest)) and said.pages == of.pages):
        raise Refused(
            "WRONG_COPY",
            "This is no copy of the present version: its code or its number of pages differs. Say so instead.",
        )
    lodged.state = ExecutionState.VERIFIED if said.matches else ExecutionState.FAILED
    lodged.executed_at = at if said.matches else None
    lodged.verified_by_id, lodged.note = by, said.note  # type: ignore[assignment] # the ORM types a nullable text so
    return lodged


def as_compared(scan: AnyExecution) -> Write:
    return updated(scan, "state", "executed_at", "verified_by_id", "note")


def _file(of: Signable, file: UUID, role: ContractFileRole, sha256: str) -> AnyFile:
    return of.file_row(file_id=file, role=role, sha256=sha256)
