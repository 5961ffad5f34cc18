"""Logging downloads: each of a file of a supplement stands in its journal before its first byte is sent (CO-12)."""

from typing import Any

from models.accounts.viewer import Viewer
from models.changes import change
from models.contracts.cases import side_in
from models.contracts.contract import Contract
from models.contracts.downloads import note_of_staff
from models.contracts.supplement import Supplement, SupplementFile
from models.files.file import File
from models.sides import sides
from models.supplements.keeping import note
from models.work.item import WorkItemKind


async def log_supplement_download(file: File, *, by: Viewer | None) -> None:
    """Writes down who downloads a file, if it is one of a supplement."""
    row = await SupplementFile.get_or_none(file_id=file.id)
    if row is None:
        return
    async with change():
        supplement = await Supplement.get(id=row.supplement_id)
        contract = await Contract.get(id=supplement.contract_id)
        side = side_in(sides(by, awarder=contract.awarder_id, other=contract.receiver_id))
        told: dict[str, Any] = {"file": row.role.value, "sha256": row.sha256}
        await note(supplement, "DOWNLOADED", by=by.user.id if by else None, side=side, **told)
        if by is not None and side is None:
            await note_of_staff(supplement.id, WorkItemKind.SUPPLEMENT_SCAN_VERIFICATION, by=by.user.id, told=told)
