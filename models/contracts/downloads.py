"""Logging downloads: each of a file of a contract stands in its journal before its first byte is sent (CO-12)."""

from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change
from models.contracts.cases import side_in
from models.contracts.contract import Contract
from models.contracts.execution import ContractFile
from models.contracts.keeping import note
from models.files.file import File
from models.journal import enter
from models.sides import sides
from models.work.item import WorkItem, WorkItemKind
from models.work.item import book_of as book_of_work


async def log_download(file: File, *, by: Viewer | None) -> None:
    """Writes down who downloads a file, if it is one of a contract."""
    row = await ContractFile.get_or_none(file_id=file.id)
    if row is None:
        return
    async with change():
        contract = await Contract.get(id=row.contract_id)
        side = side_in(sides(by, awarder=contract.awarder_id, other=contract.receiver_id))
        told: dict[str, Any] = {"file": row.role.value, "sha256": row.sha256, "of": row.number}
        await note(contract, "DOWNLOADED", by=by.user.id if by else None, side=side, **told)
        if by is not None and side is None:
            await note_of_staff(contract.id, WorkItemKind.SCAN_VERIFICATION, by=by.user.id, told=told)


async def note_of_staff(subject: UUID, kind: WorkItemKind, *, by: UUID, told: dict[str, Any]) -> None:
    """Names the professional in the journal of their work, which no party reads (ST-3)."""
    mine = WorkItem.filter(subject_id=subject, kind=kind, assignee_id=by)
    item = await mine.order_by("-id").first()
    if item is not None:
        await enter(book_of_work(item.id), "DOWNLOADED", by=by, subject=subject, **told)
