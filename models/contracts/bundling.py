"""The bundle of an effective contract: everything that anybody needs to check it without us."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change
from models.contracts.authority import authorities
from models.contracts.cases import ContractCase, case_of, side_in
from models.contracts.contract import Contract, ExecutionMode, book_of
from models.contracts.keeping import note
from models.files.file import File
from models.files.store import whole
from models.journal import Entry, canonical, texts_of
from signatures.bundle import Contents, make_bundle


async def bundle_of(contract: Contract, *, by: Viewer | None) -> bytes:
    """The bundle of a contract that both sides have executed, as a ZIP file; its journal ends with this download."""
    case = await case_of(contract)
    async with change():
        side = side_in(case.sides(by))
        await note(contract, "DOWNLOADED", by=by.user.id if by else None, side=side, file="BUNDLE")
    online = [each for each in case.executions if each.mode is ExecutionMode.ONLINE]
    return await make_bundle(
        Contents(
            contract={"number": contract.number, "version": contract.version},
            terms=case.version_row.terms.encode(),
            document=await _content(case.version_row.file_id),
            signed=await _content(online[-1].file_id) if online else None,
            evidence=[each.evidence.encode() for each in online if each.evidence],
            journal=_exported(await Entry.filter(book=book_of(contract.id)).order_by("seq")),
            authorities=await authorities() if online else [],
            scans=await _scans(case),
        )
    )


async def _scans(case: ContractCase) -> dict[str, bytes]:
    scans = {}
    for each in case.executions:
        if each.mode is ExecutionMode.OFFLINE:
            file = await File.get(id=each.file_id)
            scans[f"{each.side.value}.{file.media_type.rpartition('/')[2]}"] = await whole(file)
    return scans


async def _content(file: UUID) -> bytes:
    return await whole(await File.get(id=file))


def _exported(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The entries as the selection record exports its own."""
    previous = ["", *(each.digest for each in entries)]
    return [
        {
            "seq": each.seq,
            "canonical": canonical(each, previous=before),
            "digest": each.digest,
            "texts": [
                {"name": text.name, "digest": text.digest, "salt": text.salt, "text": text.text}
                for text in texts_of(each)
            ],
        }
        for each, before in zip(entries, previous, strict=False)
    ]
