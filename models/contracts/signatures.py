"""Signatures under documents: made outside of changes, of a file that the decision then has to find."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from documents.canonical import canonical
from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.clock import now
from models.contracts.authority import authority
from models.contracts.contract import ContractSide
from models.contracts.execution import Signable
from models.files.file import File
from models.files.store import keep_made, whole
from models.ids import shown
from signatures.authority import Identity
from signatures.signing import Place, sign

FORM = 1


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
    at, base = now(), of.present_file
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
    file = await keep_made(signed, name=_name(of, side), media_type="application/pdf", by=by)
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(signed).hexdigest())
    return Signature(base, file, sha256, evidence.decode(), at)


def _name(of: Signable, side: ContractSide) -> str:
    """Whoever keeps both signed files can tell them apart: the name says whose signatures one has."""
    sides = [*(each.side for each in of.signed), side]
    return f"{of.name}-signed-by-{'-and-'.join(each.value.lower() for each in sides)}.pdf"


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
