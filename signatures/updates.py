"""Updates of a PDF that add a signature, made by pyHanko in the process that signs."""

import hashlib
import io
from datetime import UTC, datetime
from functools import partial

from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigAuthType, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.stamp import StaticStampStyle

from signatures.appearance import drawn
from signatures.authority import Authority, Credential, Identity, asn1_of, unpacked
from signatures.claims import Claim
from signatures.messages import signed_message
from signatures.revisions import SEPARATOR, unsigned
from signatures.signing import NotSignable, Place
from signatures.timestamps import timestamp

# Room for what is not certificates: digests, names, signatures and their structure.
REST = 4_096
FIELD = "Signature{}"


def signed(
    pdf: bytes,
    authority_pem: bytes,
    signer: Identity,
    statement: str,
    evidence: bytes,
    at: datetime,
    place: Place | None,
    document_sha256: str | None,
) -> bytes:
    authority = unpacked(authority_pem)
    writer, document, number = _opened(pdf)
    digest = hashlib.sha256(document).hexdigest()
    if document_sha256 not in (None, digest):
        raise NotSignable("it is not the document that was to be signed")
    credential = authority.issue(signer, at=at)
    field = FIELD.format(number)
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=signer.name,
        reason=str(Claim(statement, digest, hashlib.sha256(evidence).hexdigest())),
        prop_auth_type=SigAuthType.PASSWORD,
        app_build_props=BuildProps("Bidhall"),
    )
    session = PdfSigner(
        metadata,
        # Only says who signs: the message is written here.
        signer=ExternalSigner(asn1_of(credential.certificate), None),
        stamp_style=_style_of(place, signer, at) if place else None,
        new_field_spec=SigFieldSpec(field, on_page=place.page - 1 if place else 0, box=place.box if place else None),
    ).init_signing_session(writer)
    session.system_time = at
    output = io.BytesIO()
    prepared, _ = session.prepare_tbs_document(None, _room(authority, credential)).digest_tbs_document(output=output)
    stamp = partial(timestamp, authority, at=at)
    prepared.fill_with_cms(output, signed_message(credential, authority.chain, prepared.document_digest, stamp=stamp))
    return output.getvalue()


def _opened(pdf: bytes) -> tuple[IncrementalPdfFileWriter, bytes, int]:
    """The file to be written on, the document before anybody signed it, and which signature is next."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        before = list(reader.embedded_signatures)
        document = unsigned(pdf, reader, before)
        writer = _Update(io.BytesIO(pdf if before else pdf + SEPARATOR))
    except (PdfReadError, ValueError, KeyError, TypeError) as error:
        raise NotSignable(f"it cannot be read ({error})") from error
    if document is None:
        raise NotSignable("where its first signature begins cannot be told")
    return writer, document, len(before) + 1


class _Update(IncrementalPdfFileWriter):
    """An update that leaves the metadata as they are: pyHanko would write them anew, in a form that PDF/A forbids."""

    def _update_meta(self) -> None:
        pass


class _Page(PdfContent):
    """The only page of a PDF, as the content of another one's."""

    def __init__(self, pdf: bytes, box: BoxConstraints) -> None:
        super().__init__(box=box)
        self._pdf = pdf

    def render(self) -> bytes:
        writer = self._ensure_writer
        self.resources.xobject["/Drawing"] = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        return b"/Drawing Do"


def _style_of(place: Place, signer: Identity, at: datetime) -> StaticStampStyle:
    width, height = place.size
    lines = [signer.organisation, f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC", place.note]
    pdf = drawn(signer.name, [line for line in lines if line], width=width, height=height)
    middle = AxisAlignment.ALIGN_MID
    layout = SimpleBoxLayoutRule(x_align=middle, y_align=middle, margins=Margins())
    page = _Page(pdf, BoxConstraints(width=width, height=height))
    return StaticStampStyle(border_width=0, background=page, background_layout=layout, background_opacity=1)


def _room(authority: Authority, credential: Credential) -> int:
    """How many hexadecimal digits the signature may take: it holds all certificates, and its timestamp too."""
    held = (credential.certificate, authority.timestamps.certificate, *2 * authority.chain)
    return 2 * (REST + sum(len(each.public_bytes(serialization.Encoding.DER)) for each in held))
