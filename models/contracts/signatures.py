"""Signatures under documents: made outside of changes, of a file that the decision then has to find."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from documents.canonical import canonical
from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.clock import now
from models.contracts.authority import authority
from models.contracts.contract import ContractSide, Execution, ExecutionState
from models.contracts.supplement import SupplementExecution
from models.files.file import File
from models.files.store import keep_made, whole
from models.ids import shown
from signatures.authority import Identity
from signatures.signing import Place, sign

FORM = 1


@dataclass(frozen=True, slots=True)
class Signable:
    """A document that both sides sign: of a version of a contract, or of a supplement."""

    # Of its files, without their endings.
    name: str
    # In the statement of each signature.
    title: str
    # What the evidence says of it.
    said: Mapping[str, Any]
    # The unsigned document, and where each side signs in it, in points: page, left, bottom, right and top.
    file: UUID
    places: Mapping[str, Sequence[float]]
    executions: Sequence[Execution | SupplementExecution]


@dataclass(frozen=True, slots=True)
class Signature:
    """A signed file that waits for its decision: what it was made of, and what it rests on."""

    base: UUID
    file: File
    sha256: str
    evidence: str
    at: datetime

    @property
    def evidence_sha256(self) -> str:
        return hashlib.sha256(self.evidence.encode()).hexdigest()


async def make_signature(of: Signable, side: ContractSide, party: Party, by: Viewer) -> Signature:
    """The file with this signature behind those that it has; a side that executes on paper adds none."""
    at, base = now(), file_to_sign(of)
    pdf = await whole(await File.get(id=base))
    evidence = canonical(_evidence(of, side, party, by, at))
    page, left, bottom, right, top = of.places[side.value]
    signed = await sign(
        pdf,
        authority=await authority(),
        signer=Identity(by.user.name, party.name, str(shown(by.user.id))),
        statement=f"Signs {of.title}, for {party.name}",
        evidence=evidence,
        at=at,
        place=Place(int(page), left, bottom, right, top),
        document_sha256=of.said["document"]["sha256"],
    )
    file = await keep_made(signed, name=f"{of.name}-signed.pdf", media_type="application/pdf", by=by)
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(signed).hexdigest())
    return Signature(base, file, sha256, evidence.decode(), at)


def file_to_sign(of: Signable) -> UUID:
    """What the next signature is added to: the file with those before, or the unsigned document."""
    signed = [each for each in of.executions if each.state is ExecutionState.EXECUTED]
    return signed[-1].file_id if signed else of.file


def _evidence(of: Signable, side: ContractSide, party: Party, by: Viewer, at: datetime) -> dict[str, object]:
    """The record that a signature names by its hash: who has signed what, for whom, when, and how they were known."""
    session = by.session_id and hashlib.sha256(by.session_id.bytes).hexdigest()
    return {
        "form": FORM,
        **of.said,
        "party": {"id": str(shown(party.id)), "name": party.name, "side": side.value},
        "signer": {
            "id": str(shown(by.user.id)),
            "name": by.user.name,
            "email": by.user.email,
            "role": by.roles[party.id].value,
        },
        "authentication": {"method": "password entered again", "session": session},
        "at": at.isoformat(timespec="microseconds"),
    }
