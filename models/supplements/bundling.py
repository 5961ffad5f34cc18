"""The bundle of an effective contract with its active supplements: all that anybody needs to check it without us."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change
from models.contracts.authority import authorities
from models.contracts.cases import case_of, side_in
from models.contracts.contract import Contract, ExecutionMode, book_of
from models.contracts.execution import Signable
from models.contracts.keeping import note
from models.contracts.record import read_by
from models.contracts.supplement import active_supplements, supplement_book_of
from models.files.file import File
from models.files.store import whole
from models.journal import Entry, canonical, texts_of
from models.supplements.cases import cases_of
from signatures.bundle import Contents, Executed, make_bundle


async def bundle_of(contract: Contract, *, by: Viewer | None) -> bytes:
    """The bundle of a contract that both sides have executed, as a ZIP file; its journal ends with this download."""
    case = await case_of(contract)
    async with change():
        side = side_in(case.sides(by))
        await note(contract, "DOWNLOADED", by=by.user.id if by else None, side=side, file="BUNDLE")
        # Read before anything else becomes active, so that the journal names those that are in the bundle.
        active = (await active_supplements([contract.id]))[contract.id]
        entries = await _entries(book_of(contract.id))
    supplements = {
        each.supplement.number: await _executed(each.signable, await _entries(supplement_book_of(each.supplement.id)))
        for each in await cases_of(active)
    }
    executed = await _executed(case.signable, entries)
    is_signed = any(each.signed is not None for each in (executed, *supplements.values()))
    return await make_bundle(
        Contents(
            contract={"number": contract.number, "version": contract.version},
            executed=executed,
            authorities=await authorities() if is_signed else [],
            supplements=supplements,
        )
    )


async def _executed(of: Signable, entries: Sequence[Entry]) -> Executed:
    online = [each for each in of.executions if each.mode is ExecutionMode.ONLINE]
    return Executed(
        terms=of.terms.encode(),
        document=await _content(of.file),
        signed=await _content(of.present_file) if online else None,
        evidence=[each.evidence.encode() for each in online if each.evidence],
        journal=_exported(entries),
        scans=await _scans(of),
    )


async def _scans(of: Signable) -> dict[str, bytes]:
    scans = {}
    for each in of.executions:
        if each.mode is ExecutionMode.OFFLINE:
            file = await File.get(id=each.file_id)
            scans[f"{each.side.value}.{file.media_type.rpartition('/')[2]}"] = await whole(file)
    return scans


async def _content(file: UUID) -> bytes:
    return await whole(await File.get(id=file))


async def _entries(book: str) -> list[Entry]:
    """What both sides may give to anybody of a journal."""
    found = await Entry.filter(book=book).order_by("seq")
    read_by(None, found)
    return found


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
