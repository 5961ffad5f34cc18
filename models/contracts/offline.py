"""Executing a contract on paper: a copy to print, the scan of what was signed, and somebody of the staff who compares.

Nobody who compares is named to the parties (ST-3): their name stands in the journal of the work item.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from uuid import UUID

from documents.canonical import is_same_code
from documents.canonical import printed_code as code_of
from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.calendar import calendar
from models.changes import change
from models.clock import now
from models.contracts.approving import side_for
from models.contracts.cases import MACHINE, ContractAction, ContractCase, case_of, contract_held, side_in
from models.contracts.contract import (
    Contract,
    ContractFile,
    ContractFileRole,
    ContractState,
    Execution,
    ExecutionMode,
    ExecutionState,
    execution_key,
)
from models.contracts.drafting import voiding
from models.contracts.keeping import begin_waiting, keep
from models.contracts.signing import execute
from models.contracts.telling import tell_inconsistent
from models.database.writing import inserted, updated, write
from models.decisions import Decision, decide
from models.errors import Conflict, Refused, invalid, not_allowed, not_found
from models.files.attaching import attach
from models.files.file import Content, File
from models.files.media import IMAGES
from models.files.store import keep_made
from models.inputs import Checks
from models.pressing import printed
from models.templates.template import TemplateVersion
from models.work.item import WorkItemKind
from models.work.keeping import finish, open_item

SCANS = IMAGES | {"application/pdf"}
VERIFICATION_WORKING_DAYS = 2
MOST_IN_NOTE = 2_000
At = Decision[ContractCase, ContractState]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to print, of this version."""

    version: int
    file: File
    sha256: str


async def prepare_copy(contract: Contract, *, by: Viewer) -> Copy:
    """A copy of the present version, with its code, its whole hash and the time on each page (CO-12)."""
    case = await case_of(contract)
    _check_is_party(case, by)
    source = (await TemplateVersion.get(id=case.version_row.template_version_id)).source
    document = await printed(source, case.version_row.terms.encode(), now())
    name = f"{contract.number}-v{contract.version}-to-sign.pdf"
    file = await keep_made(document.pdf, name=name, media_type="application/pdf", by=by)
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(document.pdf).hexdigest())
    return Copy(contract.version, file, sha256)


async def print_contract(contract: Contract, copy: Copy, *, by: Viewer) -> Contract:
    """Keeps a copy that a member of one of the sides has made to print."""
    async with change():
        case, by = await contract_held(contract.id, by)
        _check_is_party(case, by)
        if copy.version != case.version:
            raise Conflict(case.version)
        await attach([copy.file.id], by=by, most=1)
        file = _file(case.contract, copy.file.id, ContractFileRole.PRINT, copy.sha256)
        side, also, sha256 = side_in(case.sides(by)), (inserted(file),), copy.sha256
        await keep(case.contract, "PRINTED", by=by.user.id, source=None, side=side, also=also, sha256=sha256)
    return await Contract.get(id=contract.id)


async def lodge_scan(contract: Contract, party: Party, upload_id: UUID, *, by: Viewer) -> Contract:
    """Hands in the scan of what a side has signed on paper; another one of the same side begins anew.

    It counts once somebody of the staff, who is close to neither party, has compared it (EB-9).
    """
    if not await File.exists(id=upload_id, owner_id=by.user.id):
        raise not_found("upload")
    async with decide(MACHINE, ContractAction.LODGE_SCAN, contract.id, by=by) as decision:
        case, contract = decision.case, decision.case.contract
        side = side_for(case, party, decision.by)
        (file,) = await attach([upload_id], by=decision.by, most=1)
        if file.media_type not in SCANS:
            raise Refused("WRONG_TYPE", "A scan is a PDF or an image, not {type}.", type=file.media_type)
        scan = (await Content.get(id=file.content_id)).digest
        execution = Execution(
            contract_id=contract.id,
            number=contract.version,
            side=side,
            mode=ExecutionMode.OFFLINE,
            state=ExecutionState.LODGED,
            digest=contract.digest,
            signer_id=by.user.id,
            file_id=file.id,
            made_at=decision.at,
            live_key=execution_key(contract.id, contract.version, side),
        )
        # Before, in a statement of its own: one that writes both in no order would find two that count.
        await write(*voiding([each for each in case.executions if each.side is side]))
        also = (
            inserted(execution),
            inserted(_file(contract, file.id, ContractFileRole.SCAN, scan)),
        )
        await _begin_verifying(decision, party.id)
        await keep(contract, "SCAN_LODGED", by=by.user.id, source=decision.source, side=side, also=also, scan=scan)
    return await Contract.get(id=contract.id)


async def _begin_verifying(decision: At, party: UUID) -> None:
    case, contract = decision.case, decision.case.contract
    if case.item is not None:
        await finish(case.item, by=decision.by.user.id)
    contract.state = decision.target
    begin_waiting(contract, decision.at)
    await open_item(
        WorkItemKind.SCAN_VERIFICATION,
        contract.id,
        party=party,
        title=contract.number,
        priority=2,
        due_at=calendar().after(decision.at, VERIFICATION_WORKING_DAYS),
    )


async def verify_scan(
    contract: Contract,
    party: Party,
    *,
    printed_code: str,
    pages: int,
    matches: bool,
    note: str | None = None,
    by: Viewer,
) -> Contract:
    """Says whether a scan shows the whole present version, signed by that side.

    That it does is refused (WRONG_COPY) if the code on its pages, or their number, is not that of this version. If it
    does not, the side executes again, and reads the note.
    """
    checks = Checks()
    note = checks.optional("note", note, most=MOST_IN_NOTE)
    checks.refuse()
    if not matches and note is None:
        raise invalid("note", "Say what does not match.", "REQUIRED")
    action = ContractAction.VERIFY_SCAN if matches else ContractAction.REJECT_SCAN
    async with decide(MACHINE, action, contract.id, by=by) as decision:
        case = decision.case
        side = case.contract.side_of(party.id)
        lodged = next((each for each in case.executions if each.state is ExecutionState.LODGED), None)
        if lodged is None or lodged.side is not side:
            raise Refused("WRONG_STATE", "No scan of this party waits to be compared.")
        if matches:
            _check_copy(case, printed_code, pages)
        lodged.verified_by_id, lodged.note = decision.by.user.id, note  # type: ignore[assignment] # the ORM types a nullable text so
        await _answer(decision, lodged, note, is_same=matches)
        assert case.item is not None
        await finish(case.item, by=decision.by.user.id)
    return await Contract.get(id=contract.id)


def _check_copy(case: ContractCase, code: str, pages: int) -> None:
    if not is_same_code(code, code_of(case.contract.digest)) or pages != case.version_row.pages:
        raise Refused(
            "WRONG_COPY",
            "This is no copy of the present version: its code or its number of pages differs. Say so instead.",
        )


async def _answer(decision: At, lodged: Execution, note: str | None, *, is_same: bool) -> None:
    case, contract, side, source = decision.case, decision.case.contract, lodged.side, decision.source
    lodged.state = ExecutionState.VERIFIED if is_same else ExecutionState.FAILED
    lodged.executed_at = decision.at if is_same else None
    also = (updated(lodged, "state", "executed_at", "verified_by_id", "note"),)
    if is_same:
        await execute(case, decision.target, source, side, "SCAN_VERIFIED", by=None, at=decision.at, also=also)
        return
    contract.state = decision.target
    begin_waiting(contract, decision.at)
    await keep(contract, "SCAN_REJECTED", by=None, source=source, side=side, reason=note, also=also)
    assert case.demand is not None
    await tell_inconsistent(contract, case.demand, side, note or "")


def _check_is_party(case: ContractCase, by: Viewer) -> None:
    if side_in(case.sides(by)) is None:
        raise not_allowed("You do not act for a party of this contract.")


def _file(contract: Contract, file: UUID, role: ContractFileRole, sha256: str) -> ContractFile:
    return ContractFile(contract_id=contract.id, file_id=file, number=contract.version, role=role, sha256=sha256)
