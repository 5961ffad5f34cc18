"""Signing a PDF for somebody: PAdES with a timestamp, as an update that leaves the bytes before it as they are."""

from dataclasses import dataclass
from datetime import datetime

from signatures.apart import apart
from signatures.authority import Authority, Identity


class NotSignable(Exception):
    """The bytes are no PDF that can be signed; says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature is shown: a rectangle in points from the lower left corner of a page; the first page is 1.

    Name, organisation and time stand there, with the note.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float
    note: str = ""

    @property
    def box(self) -> tuple[int, int, int, int]:
        return (round(self.left), round(self.bottom), round(self.right), round(self.top))

    @property
    def size(self) -> tuple[int, int]:
        left, bottom, right, top = self.box
        return right - left, top - bottom


async def sign(
    pdf: bytes,
    *,
    authority: Authority,
    signer: Identity,
    statement: str,
    evidence: bytes,
    at: datetime,
    place: Place | None = None,
    document_sha256: str | None = None,
) -> bytes:
    """The PDF with one more signature, which rests on this record of evidence.

    The result begins with the bytes of `pdf`. Without a place, readers list the signature, but no page shows it. The
    key is made for this signature and kept nowhere. Raises NotSignable, also if `document_sha256` is given and is not
    that of the document before anybody signed it, and AuthorityFaulty if the authority is not valid at that time.
    """
    given = (pdf, authority.pem(), signer, statement, evidence, at, place, document_sha256)
    signed: bytes = await apart("updates", "signed", *given)
    return signed
