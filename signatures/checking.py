"""Checking a signed PDF: who signed it, when, on what, and everything that is wrong with it."""

import asyncio
import hashlib
import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from signatures.apart import apart
from signatures.authority import asn1_of
from signatures.claims import Claim
from signatures.plainness import is_plain, timestamp_of
from signatures.revisions import unsigned

# Of Python's own, which writes where no answers are read, whichever process this runs in.
log = logging.getLogger(__name__)

# What may follow a signature: another one, with its field.
SIGNATURES_ONLY = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}
COVERED = {SignatureCoverageLevel.ENTIRE_REVISION, SignatureCoverageLevel.ENTIRE_FILE}


class FaultKind(StrEnum):
    """What is wrong."""

    # It is no PDF, or its structure is broken.
    UNREADABLE = "UNREADABLE"
    # Nobody signed it.
    UNSIGNED = "UNSIGNED"
    # What a signature covers, or the signature itself, was changed afterwards.
    ALTERED = "ALTERED"
    # Something that is no signature of this kind was added to the file.
    ADDED = "ADDED"
    # The certificate was not issued by an authority that is trusted.
    STRANGER = "STRANGER"
    # There is no timestamp by such an authority.
    UNTIMED = "UNTIMED"
    # The reason does not name a document and a record of evidence.
    UNFOUNDED = "UNFOUNDED"
    # The signature names another document than the one that it stands in.
    OTHER_DOCUMENT = "OTHER_DOCUMENT"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and with which signature: the name of its field, or None for the file as a whole."""

    kind: FaultKind
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature, as it says of itself; whether that holds is in `is_intact` and `is_trusted`."""

    field: str
    name: str
    organisation: str | None
    user: str | None
    # That of the timestamp; without one, what the signature says.
    at: datetime | None
    statement: str | None
    document_sha256: str | None
    evidence_sha256: str | None
    # The bytes that it covers are those that were signed.
    is_intact: bool
    # Nothing comes after it.
    covers_whole: bool
    # Certificate and timestamp are by an authority that is trusted.
    is_trusted: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file. `original_sha256` is that of the document before anybody signed it."""

    sha256: str
    original_sha256: str | None
    signatures: tuple[Signed, ...]
    faults: tuple[Fault, ...]


async def check(pdf: bytes, *, authorities: Iterable[bytes]) -> Report:
    """Checks every signature of the file, as of the instant of its timestamp.

    `authorities` are those that the platform has or had: the certificates of each in PEM, that which issues first. The
    others of a chain are not trusted by themselves: they may have issued certificates to anybody.
    """
    report: Report = await apart("checking", "checked", pdf, [*authorities])
    return report


def checked(pdf: bytes, authorities: Sequence[bytes]) -> Report:
    """The same in this process, which does nothing else meanwhile."""
    trusted = [x509.load_pem_x509_certificate(each) for each in authorities]
    digest = hashlib.sha256(pdf).hexdigest()
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        found = reader.embedded_signatures
        document = unsigned(pdf, reader, found)
        of_file = [*_faults_of_file(reader, found, document)]
    except Exception as error:  # noqa: BLE001 - a parser that is given anything fails in any way
        log.warning("A signed file cannot be read: %r", error)
        return Report(digest, None, (), (Fault(FaultKind.UNREADABLE),))
    original = None if document is None else hashlib.sha256(document).hexdigest()
    looked_at = [_looked_at(pdf, each, original, trusted) for each in found]
    faults = [fault for _, faults in looked_at for fault in faults]
    return Report(digest, original, tuple(signed for signed, _ in looked_at if signed), (*of_file, *faults))


def _faults_of_file(
    reader: PdfFileReader, found: Sequence[EmbeddedPdfSignature], document: bytes | None
) -> Iterator[Fault]:
    """What is wrong with the file, whatever each signature says: it is the document and one revision a signature."""
    if not found:
        yield Fault(FaultKind.UNSIGNED)
        return
    first = found[0].signed_revision
    signing = [*range(first, first + len(found))]
    if (
        document is None
        or [each.signed_revision for each in found] != signing
        or reader.xrefs.total_revisions != signing[-1] + 1
        or found[-1].evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_FILE
    ):
        yield Fault(FaultKind.ADDED)


def _looked_at(
    pdf: bytes, found: EmbeddedPdfSignature, original: str | None, trusted: list[x509.Certificate]
) -> tuple[Signed | None, list[Fault]]:
    """What one signature says, with its faults; None if it cannot be read."""
    field = str(found.field_name)
    try:
        stamped = _stamped_at(found)
        at = stamped or found.self_reported_timestamp
        status = asyncio.run(_status_of(found, trusted, at))
        signed = _signed(found, status, at, written=is_plain(pdf, found, trusted))
        return signed, [Fault(kind, field) for kind in _faults_of(status, signed, original)]
    except Exception as error:  # noqa: BLE001 - as above
        log.warning("A signature cannot be read: %r", error)
        return None, [Fault(FaultKind.ALTERED, field)]


async def _status_of(
    found: EmbeddedPdfSignature, trusted: list[x509.Certificate], at: datetime | None
) -> PdfSignatureStatus:
    context = ValidationContext(trust_roots=[*map(asn1_of, trusted)], moment=at, allow_fetching=False)
    return await async_validate_pdf_signature(found, context)


def _signed(found: EmbeddedPdfSignature, status: PdfSignatureStatus, at: datetime | None, *, written: bool) -> Signed:
    claim = Claim.read(str(found.sig_object.get("/Reason", "")))
    subject = found.signer_cert.subject.native
    return Signed(
        str(found.field_name),
        name=str(found.sig_object.get("/Name", subject.get("common_name"))),
        organisation=subject.get("organization_name"),
        user=subject.get("serial_number"),
        at=at.astimezone(UTC) if at else None,
        statement=claim.statement if claim else None,
        document_sha256=claim.document if claim else None,
        evidence_sha256=claim.evidence if claim else None,
        is_intact=written and status.intact and status.valid and found.coverage in COVERED,
        covers_whole=found.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        is_trusted=status.trusted and _is_timed(status),
    )


def _faults_of(status: PdfSignatureStatus, signed: Signed, original: str | None) -> Iterator[FaultKind]:
    if not signed.is_intact:
        yield FaultKind.ALTERED
    if status.modification_level not in SIGNATURES_ONLY:
        yield FaultKind.ADDED
    # Of bytes that do not fit the signature, nobody can say who signed them.
    if status.intact and status.valid and not status.trusted:
        yield FaultKind.STRANGER
    if not _is_timed(status):
        yield FaultKind.UNTIMED
    if signed.evidence_sha256 is None:
        yield FaultKind.UNFOUNDED
    elif signed.document_sha256 != original:
        yield FaultKind.OTHER_DOCUMENT


def _is_timed(status: PdfSignatureStatus) -> bool:
    stamp = status.timestamp_validity
    return stamp is not None and stamp.intact and stamp.valid and stamp.trusted


def _stamped_at(found: EmbeddedPdfSignature) -> datetime | None:
    """The instant of the timestamp, whoever made it."""
    timestamp = timestamp_of(found.signer_info)
    return timestamp["encap_content_info"]["content"].parsed["gen_time"].native if timestamp else None
