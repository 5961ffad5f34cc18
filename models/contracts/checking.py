"""Checking a document by its hash: whether it is one of a contract here, which one, and what has become of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.contracts.contract import Contract, ContractFileRole, ContractState, ContractVersion
from models.contracts.execution import ContractFile
from models.contracts.supplement import Supplement, SupplementFile, SupplementState
from models.errors import invalid

SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class DocumentKind(StrEnum):
    """Which of the files of a contract, or of a supplement, has a hash."""

    TERMS = "TERMS"
    UNSIGNED = "UNSIGNED"
    SIGNED = "SIGNED"
    PRINT = "PRINT"


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What is known of a hash; everything else is None if it is not known.

    Of a supplement, version and state are those of its contract, and it was executed when it became active.
    """

    is_known: bool
    kind: DocumentKind | None = None
    contract_number: str | None = None
    version: int | None = None
    state: ContractState | None = None
    supplement_number: int | None = None
    supplement_state: SupplementState | None = None
    executed_at: datetime | None = None


async def document_check(sha256: str) -> DocumentCheck:
    """What is known of a file with this SHA-256: of canonical terms, a PDF without signatures or with, or a copy."""
    if not SHA256.fullmatch(sha256):
        raise invalid("sha256", "Must be a SHA-256: 64 hexadecimal digits.", "MALFORMED")
    wanted = sha256.lower()
    return await _of_contracts(wanted) or await _of_supplements(wanted) or DocumentCheck(is_known=False)


async def _of_contracts(sha256: str) -> DocumentCheck | None:
    version = await ContractVersion.filter(digest=sha256).first()
    if version is not None:
        return await _of_version(DocumentKind.TERMS, version.contract_id, version.number)
    file = await ContractFile.filter(sha256=sha256).exclude(role=ContractFileRole.SCAN).first()
    return await _of_version(DocumentKind(file.role.value), file.contract_id, file.number) if file else None


async def _of_version(kind: DocumentKind, contract_id: UUID, number: int) -> DocumentCheck:
    contract = await Contract.get(id=contract_id)
    is_present = number == contract.version
    return DocumentCheck(
        is_known=True,
        kind=kind,
        contract_number=contract.number,
        version=number,
        state=contract.state if is_present else ContractState.SUPERSEDED,
        executed_at=contract.effective_at if is_present else None,
    )


async def _of_supplements(sha256: str) -> DocumentCheck | None:
    supplement = await Supplement.filter(digest=sha256, proposed_at__isnull=False).first()
    if supplement is not None:
        return await _of_supplement(DocumentKind.TERMS, supplement)
    file = await SupplementFile.filter(sha256=sha256).exclude(role=ContractFileRole.SCAN).first()
    if file is None:
        return None
    supplement = await Supplement.get(id=file.supplement_id)
    # What was never proposed is known to nobody but its own side.
    return await _of_supplement(DocumentKind(file.role.value), supplement) if supplement.proposed_at else None


async def _of_supplement(kind: DocumentKind, supplement: Supplement) -> DocumentCheck:
    contract = await Contract.get(id=supplement.contract_id)
    return DocumentCheck(
        is_known=True,
        kind=kind,
        contract_number=contract.number,
        version=contract.version,
        state=contract.state,
        supplement_number=supplement.number,
        supplement_state=supplement.state,
        executed_at=supplement.activated_at,
    )
