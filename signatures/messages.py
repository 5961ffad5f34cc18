"""Signed messages (CMS, RFC 5652) in DER, written from the inside out.

pyHanko could write them with asn1crypto, but that takes a header that ends in 0x80 for one of indefinite length and
encodes what is inside anew, at each level: of messages within messages, some would take seconds.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

from asn1crypto import core  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

from signatures.authority import Credential, IssuingKey

OCTETS, SEQUENCE, SET = 0x04, 0x30, 0x31
# Tags that say of an element which one of its parent's it is.
FIRST, SECOND, DIRECTORY_NAME = 0xA0, 0xA1, 0xA4
DATA = "1.2.840.113549.1.7.1"
SIGNED_DATA = "1.2.840.113549.1.7.2"
TIMESTAMP_INFO = "1.2.840.113549.1.9.16.1.4"
# Kinds of attributes.
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
TIMESTAMP = "1.2.840.113549.1.9.16.2.14"


def der(tag: int, *parts: bytes) -> bytes:
    """One element, with these parts as its content."""
    content = b"".join(parts)
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    long = b"" if len(content) < 0x80 else bytes([0x80 | len(size)])
    return bytes([tag]) + long + (size or b"\0") + content


def set_of(tag: int, parts: Iterable[bytes]) -> bytes:
    return der(tag, *sorted(parts))


def oid(dotted: str) -> bytes:
    found: bytes = core.ObjectIdentifier(dotted).dump()
    return found


def integer(number: int) -> bytes:
    found: bytes = core.Integer(number).dump()
    return found


SHA256 = der(SEQUENCE, oid("2.16.840.1.101.3.4.2.1"))
ECDSA = der(SEQUENCE, oid("1.2.840.10045.4.3.2"))
RSA = der(SEQUENCE, oid("1.2.840.113549.1.1.11"), b"\x05\x00")


def signed_message(
    by: Credential,
    chain: Sequence[x509.Certificate],
    digest: bytes,
    *,
    content: bytes | None = None,
    stamp: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """A message that signs what has this SHA-256: the info of a timestamp, which it contains, or else data elsewhere.

    It holds the certificates that are needed to verify it, and the timestamp that `stamp` makes of the signature.
    """
    kind = DATA if content is None else TIMESTAMP_INFO
    held = der(SEQUENCE, oid(kind), *([] if content is None else [der(FIRST, der(OCTETS, content))]))
    certificates = {_encoded(each) for each in (by.certificate, *chain)}
    data = der(
        SEQUENCE,
        integer(1 if content is None else 3),
        der(SET, SHA256),
        held,
        set_of(FIRST, certificates),
        der(SET, _signer(by, kind, digest, stamp)),
    )
    return der(SEQUENCE, oid(SIGNED_DATA), der(FIRST, data))


def _signer(by: Credential, kind: str, digest: bytes, stamp: Callable[[bytes], bytes] | None) -> bytes:
    attributes = [
        _attribute(CONTENT_TYPE, oid(kind)),
        _attribute(MESSAGE_DIGEST, der(OCTETS, digest)),
        _attribute(SIGNING_CERTIFICATE, _reference(by.certificate)),
    ]
    signature = _signature(by.key, set_of(SET, attributes))
    unsigned = [] if stamp is None else [der(SECOND, _attribute(TIMESTAMP, stamp(signature)))]
    return der(
        SEQUENCE,
        integer(1),
        der(SEQUENCE, by.certificate.issuer.public_bytes(), integer(by.certificate.serial_number)),
        SHA256,
        set_of(FIRST, attributes),
        ECDSA if isinstance(by.key, ec.EllipticCurvePrivateKey) else RSA,
        der(OCTETS, signature),
        *unsigned,
    )


def _attribute(kind: str, value: bytes) -> bytes:
    return der(SEQUENCE, oid(kind), der(SET, value))


def _reference(certificate: x509.Certificate) -> bytes:
    """Which certificate the signature belongs to, by its SHA-256 (RFC 5035)."""
    issuer = der(SEQUENCE, der(DIRECTORY_NAME, certificate.issuer.public_bytes()))
    serial = der(SEQUENCE, issuer, integer(certificate.serial_number))
    digest = der(OCTETS, hashlib.sha256(_encoded(certificate)).digest())
    return der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, digest, serial)))


def _signature(key: IssuingKey, content: bytes) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(content, ec.ECDSA(hashes.SHA256()))
    return key.sign(content, padding.PKCS1v15(), hashes.SHA256())


def _encoded(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
