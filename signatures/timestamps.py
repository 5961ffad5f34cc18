"""Timestamps as of RFC 3161, made in this process and signed by the authority of the platform."""

import hashlib
import secrets
from datetime import datetime

from asn1crypto import core  # type: ignore[import-untyped]

from signatures.authority import Authority
from signatures.messages import DIRECTORY_NAME, FIRST, OCTETS, SEQUENCE, SHA256, der, integer, oid, signed_message

# Names the policy of docs/decisions/0077-signatures.md: an OID made of a UUID needs no registration.
POLICY = "2.25.249953353414354602356069076765394670417"
ACCURACY = 1  # seconds


def timestamp(authority: Authority, signature: bytes, *, at: datetime) -> bytes:
    """A token that says that this signature was there at that instant."""
    credential = authority.timestamps
    info = der(
        SEQUENCE,
        integer(1),
        oid(POLICY),
        der(SEQUENCE, SHA256, der(OCTETS, hashlib.sha256(signature).digest())),
        integer(secrets.randbits(63)),
        core.GeneralizedTime(at).dump(),
        der(SEQUENCE, integer(ACCURACY)),
        der(FIRST, der(DIRECTORY_NAME, credential.certificate.subject.public_bytes())),
    )
    return signed_message(credential, authority.chain, hashlib.sha256(info).digest(), content=info)
