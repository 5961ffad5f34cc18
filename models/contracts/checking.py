"""Checking a document by its hash: whether it is one of a contract here, which one, and what has become of it."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.contracts.contract import Contract, ContractFile, ContractFileRole, ContractState, ContractVersion
from models.errors import invalid

SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class DocumentKind(StrEnum):
    """Which of the files of a contract has a hash."""

    TERMS = "TERMS"
    UNSIGNED = "UNSIGNED"
    SIGNED = "SIGNED"
    PRINT = "PRINT"


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What is known of a hash; everything else is None if it is not known."""

    is_known: bool
    kind: DocumentKind | None = None
    contract_number: str | None = None
    version: int | None = None
    state: ContractState | None = None
    executed_at: datetime | None = None


async def document_check(sha256: str) -> DocumentCheck:
    """What is known of a file with this SHA-256: of the canonical terms, the PDF without signatures, or one with."""
    if not SHA256.fullmatch(sha256):
        raise invalid("sha256", "Must be a SHA-256: 64 hexadecimal digits.", "MALFORMED")
    wanted = sha256.lower()
    version = await ContractVersion.filter(digest=wanted).first()
    if version is not None:
        return await _check(DocumentKind.TERMS, version.contract_id, version.number)
    file = await ContractFile.filter(sha256=wanted).exclude(role=ContractFileRole.SCAN).first()
    if file is None:
        return DocumentCheck(is_known=False)
    return await _check(DocumentKind(file.role.value), file.contract_id, file.number)


async def _check(kind: DocumentKind, contract_id: object, number: int) -> DocumentCheck:
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
