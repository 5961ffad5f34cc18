"""The parts of a signed file that no hash covers: they must be what a signature was written with, and nothing else."""

from collections.abc import Iterator

from asn1crypto import cms, core, parser  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

TIMESTAMP = "signature_time_stamp_token"
# Of the message and of its signer, for a document and for a timestamp (RFC 5652, sections 5.1 and 5.3).
VERSIONS = {("v1", "v1"), ("v3", "v1")}


def timestamp_of(signer: cms.SignerInfo) -> cms.SignedData | None:
    """The timestamp beside a signature."""
    attributes = signer["unsigned_attrs"]
    return None if isinstance(attributes, core.Void) else find_unique_cms_attribute(attributes, TIMESTAMP)["content"]


def is_plain(pdf: bytes, found: EmbeddedPdfSignature, trusted: list[x509.Certificate]) -> bool:
    """Whether the signature is written in the only way, and holds nothing that is not needed to verify it."""
    _, start, end, _ = found.byte_range
    content = core.Asn1Value.load(found.pkcs7_content).dump()
    written: bytes = content.hex().upper().encode().ljust(end - start - 2, b"0")
    timestamp = timestamp_of(found.signer_info)
    parts = [found.signed_data, timestamp] if timestamp else [found.signed_data]
    return (
        pdf[start:end] == b"<" + written + b">"
        and _is_filled(content)
        and all(_is_needed(each, trusted) for each in parts)
    )


def _is_filled(content: bytes) -> bool:
    """Whether the message ends where its content does: kind and signed data."""
    body = core.Asn1Value.load(content).contents
    kind = parser.peek(body)
    return bool(kind + parser.peek(body[kind:]) == len(body))


def _is_needed(data: cms.SignedData, trusted: list[x509.Certificate]) -> bool:
    """Whether the message says the same twice where it says it twice, and each certificate belongs to a chain."""
    (signer,) = data["signer_infos"]
    (algorithm,) = data["digest_algorithms"]
    named = signer["sid"].chosen["issuer"].dump()
    return (
        (data["version"].native, signer["version"].native) in VERSIONS
        and algorithm.dump() == signer["digest_algorithm"].dump()
        and any(each.chosen.issuer.dump() == named for each in data["certificates"])
        and all(_links(data, trusted))
    )


def _links(data: cms.SignedData, trusted: list[x509.Certificate]) -> Iterator[bool]:
    """For each certificate, whether it is trusted or another one that is there has issued it."""
    given = [x509.load_der_x509_certificate(each.chosen.dump()) for each in data["certificates"]]
    for certificate in given:
        yield certificate in trusted or any(_has_issued(each, certificate) for each in [*trusted, *given])


def _has_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
