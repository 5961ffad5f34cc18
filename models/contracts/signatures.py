"""Signatures under documents: made outside of changes, of a file that the decision then has to find."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from documents.canonical import canonical
from models.accounts.parties import Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.clock import now
from models.contracts.authority import authority
from models.contracts.contract import ContractSide, SigningAuthority
from models.contracts.execution import Signable
from models.contracts.signers import authority_of
from models.errors import Refused
from models.files.file import File
from models.files.store import keep_made, whole
from models.ids import shown
from models.loading import loaded
from signatures.apart import SigningFailed

FORM = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """A signed file that waits for its decision: what it was made of, and what it rests on."""

    base: UUID
    file: File
    sha256: str
    evidence: str
    at: datetime
    # What a manager who signs rests on; None for an owner.
    authority: UUID | None

    def is_for(self, of: Signable, authority: SigningAuthority | None) -> bool:
        """Whether it was made of what there is now: the file with the signatures before it, and the right to sign."""
        return self.base == of.present_file and self.authority == (authority.id if authority else None)

    @property
    def evidence_sha256(self) -> str:
        return hashlib.sha256(self.evidence.encode()).hexdigest()


async def make_signature(of: Signable, side: ContractSide, party: Party, by: Viewer) -> Signature:
    """The file with this signature behind those that it has; a side that executes on paper adds none."""
    await loaded("signatures.signing")
    from signatures.authority import Identity
    from signatures.signing import Place, sign

    at, base = now(), of.present_file
    pdf = await whole(await File.get(id=base))
    basis = await authority_of(party, by)
    evidence = canonical(_evidence(of, side, party, by, at, await _authorized(basis)))
    page, left, bottom, right, top = of.places[side.value]
    try:
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
    except SigningFailed as error:
        raise Refused("TOO_SLOW", "Signing took too long: try again.") from error
    file = await keep_made(signed, name=_name(of, side), media_type="application/pdf", by=by)
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(signed).hexdigest())
    return Signature(base, file, sha256, evidence.decode(), at, basis.id if basis else None)


def _name(of: Signable, side: ContractSide) -> str:
    """Whoever keeps both signed files can tell them apart: the name says whose signatures one has."""
    sides = [*(each.side for each in of.signed), side]
    return f"{of.name}-signed-by-{'-and-'.join(each.value.lower() for each in sides)}.pdf"


async def _authorized(basis: SigningAuthority | None) -> dict[str, object] | None:
    """Who has let a manager sign, and since when; None for an owner, who needs nobody's leave."""
    if basis is None:
        return None
    owner = await User.get(id=basis.authorized_by_id)
    return {
        "by": {"id": str(shown(owner.id)), "name": owner.name},
        "at": basis.authorized_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _evidence(
    of: Signable,
    side: ContractSide,
    party: Party,
    by: Viewer,
    at: datetime,
    authorized: dict[str, object] | None,
) -> dict[str, object]:
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
            "authorized": authorized,
        },
        "authentication": {"method": "password entered again", "session": session},
        "at": at.isoformat(timespec="microseconds"),
    }
