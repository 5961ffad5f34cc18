"""The authority of the platform: it issues one certificate for each signature, and one for the timestamps."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Self

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# Certificates are not revoked: what they prove is read for years, and each key is gone after its one use.
LIFETIME = timedelta(days=3_653)
LIFETIME_OF_AUTHORITY = 3 * LIFETIME
# Readers whose clock is a little slow find a new certificate valid.
BEFOREHAND = timedelta(minutes=5)
# The longest names that X.509 allows (RFC 5280, appendix A.1).
LONGEST_NAME = 64
MORE = "…"
SQUARE = "\N{WHITE SQUARE}"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
BEGINNING = b"-----BEGIN "
KEYS = (b"PRIVATE KEY", b"EC PRIVATE KEY", b"RSA PRIVATE KEY", b"ENCRYPTED PRIVATE KEY")

IssuingKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class AuthorityFaulty(Exception):
    """These keys and certificates are no authority, or not one at that time; says why."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a certificate names."""

    name: str
    organisation: str | None
    # An id that tells people of the same name apart, in ASCII, of at most 64 characters.
    user: str

    def subject(self) -> x509.Name:
        """The name as X.509 has it, in which long texts are shortened, and some characters shown as a square."""
        parts = [(NameOID.COMMON_NAME, comparable(self.name)), (NameOID.SERIAL_NUMBER, self.user)]
        if self.organisation:
            parts.insert(1, (NameOID.ORGANIZATION_NAME, comparable(self.organisation)))
        return x509.Name([x509.NameAttribute(kind, text) for kind, text in parts])


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: IssuingKey

    def pem(self, password: bytes | None = None) -> bytes:
        encryption = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
        key = self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
        return key + as_pem([self.certificate])


@dataclass(frozen=True, slots=True)
class Authority:
    """What signatures are made with: the key that issues certificates, and the credential of the timestamps."""

    issuer: Credential
    # The certificates above the issuer's, up to the root; empty if it is the root itself.
    above: tuple[x509.Certificate, ...]
    timestamps: Credential

    @classmethod
    def of(cls, issuer: Credential, above: tuple[x509.Certificate, ...], at: datetime) -> Self:
        """The authority with a credential for timestamps that is valid as long as the issuer's certificate."""
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, shortened(f"{named(issuer)} timestamps"))])
        until = issuer.certificate.not_valid_after_utc
        return cls(issuer, above, _issued(issuer, subject, at, until, [ExtendedKeyUsageOID.TIME_STAMPING]))

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The issuer's certificate and those above it."""
        return (self.issuer.certificate, *self.above)

    def issue(self, identity: Identity, *, at: datetime) -> Credential:
        """A new key with its certificate, valid for ten years or as long as the issuer's.

        Raises AuthorityFaulty if the issuer's own certificate is not valid at that time.
        """
        _check_time(self.issuer.certificate, at)
        until = min(at + LIFETIME, self.issuer.certificate.not_valid_after_utc)
        return _issued(self.issuer, identity.subject(), at, until)

    def pem(self, password: bytes | None = None) -> bytes:
        """Everything, for `load`: the secrets are encrypted if there is a password."""
        return self.issuer.pem(password) + as_pem(self.above) + self.timestamps.pem(password)


def make(name: str, *, at: datetime) -> Authority:
    """A new authority, which is its own root and valid for thirty years."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, shortened(name))])
    builder = _builder(subject, subject, key.public_key(), at, at + LIFETIME_OF_AUTHORITY)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(issues=True), critical=True)
    return Authority.of(Credential(builder.sign(key, hashes.SHA256()), key), (), at)


def load(pem: bytes, *, at: datetime, password: bytes | None = None) -> Authority:
    """The authority in a PEM text: a key, its certificate and those above it, each issued by the next.

    A key and certificate for timestamps, issued by the same authority, may follow; without them, new ones are issued.
    Raises AuthorityFaulty.
    """
    keys, certificates = _read(pem, password)
    found = [Credential(each, key) for key in keys for each in certificates if each.public_key() == key.public_key()]
    if len(found) != len(keys):
        raise AuthorityFaulty("each private key needs exactly one certificate")
    issuers = [each for each in found if _may_issue(each.certificate)]
    if len(issuers) != 1:
        raise AuthorityFaulty("there must be exactly one private key whose certificate may issue certificates")
    stamping = [each for each in found if each not in issuers]
    if len(stamping) > 1:
        raise AuthorityFaulty("there is more than one key for timestamps")
    issuer = issuers[0]
    _check_time(issuer.certificate, at)
    above = _chain_above(issuer.certificate, certificates)
    if not stamping:
        return Authority.of(issuer, above, at)
    _check_stamping(stamping[0].certificate, issuer.certificate, at)
    return Authority(issuer, above, stamping[0])


@lru_cache(maxsize=4)
def unpacked(pem: bytes) -> Authority:
    """The authority that `pem` of it has packed, without secrets that are encrypted; nothing of it is checked again."""
    (issuing, stamping), (issuer, *above, timestamps) = _read(pem, None)
    return Authority(Credential(issuer, issuing), tuple(above), Credential(timestamps, stamping))


def as_pem(certificates: Iterable[x509.Certificate]) -> bytes:
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates)


def asn1_of(certificate: x509.Certificate) -> asn1.Certificate:
    """The certificate as pyHanko takes it."""
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def fingerprint(certificate: x509.Certificate) -> str:
    """The SHA-256 of the certificate in hexadecimal, by which people compare certificates."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def named(credential: Credential) -> str:
    found = credential.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else credential.certificate.subject.rfc4514_string()


def shortened(text: str) -> str:
    """The text in at most 64 bytes of UTF-8, so that it fits however a reader counts."""
    if len(text.encode()) <= LONGEST_NAME:
        return text
    return text.encode()[: LONGEST_NAME - len(MORE.encode())].decode(errors="ignore") + MORE


def comparable(text: str) -> str:
    """The text as a certificate has it: in at most 64 bytes, and such that readers can compare it.

    They prepare names by RFC 4518, which knows no character that is younger than it, and no text in which Arabic or
    Hebrew stands beside Latin. What it does not know becomes a square; the signature itself and its evidence have the
    whole name.
    """
    cut = shortened(text)
    known = "".join(each if _can_be_compared(each) else SQUARE for each in cut)
    tries = (cut, cut.removesuffix(MORE).rstrip(), known, known.removesuffix(MORE).rstrip())
    last = "".join(SQUARE if unicodedata.bidirectional(each) in RIGHT_TO_LEFT else each for each in known)
    return next((each for each in tries if _can_be_compared(each)), shortened(last))


def _can_be_compared(text: str) -> bool:
    try:
        return bool(asn1.Name.build({"common_name": text}).hashable)
    except ValueError:
        return False


def _issued(
    issuer: Credential,
    subject: x509.Name,
    at: datetime,
    until: datetime,
    purposes: list[x509.ObjectIdentifier] | None = None,
) -> Credential:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(subject, issuer.certificate.subject, key.public_key(), at, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(issues=False), critical=True)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    builder = builder.add_extension(above, critical=False)
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    return Credential(builder.sign(issuer.key, hashes.SHA256()), key)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime, until: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before((at - BEFOREHAND).astimezone(UTC)).not_valid_after(until.astimezone(UTC))
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)


def _usage(*, issues: bool) -> x509.KeyUsage:
    """What the key may do: issue certificates, or sign for good what cannot be denied later."""
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_cert_sign=issues,
        crl_sign=issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _read(pem: bytes, password: bytes | None) -> tuple[list[IssuingKey], list[x509.Certificate]]:
    """The private keys and the certificates of a PEM text, in their order."""
    keys: list[IssuingKey] = []
    certificates: list[x509.Certificate] = []
    for part in pem.split(BEGINNING)[1:]:
        block, label = BEGINNING + part, part.partition(b"-----")[0]
        try:
            if label == b"CERTIFICATE":
                certificates.append(x509.load_pem_x509_certificate(block))
            elif label in KEYS:
                keys.append(_key_in(block, password))
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise AuthorityFaulty(f"a block cannot be read ({error})") from error
    if not keys or not certificates:
        raise AuthorityFaulty("a private key and its certificate are needed, in PEM")
    return keys, certificates


def _key_in(block: bytes, password: bytes | None) -> IssuingKey:
    is_encrypted = b"ENCRYPTED" in block
    key = serialization.load_pem_private_key(block, password if is_encrypted else None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise AuthorityFaulty("the private key must be of an elliptic curve or RSA")
    return key


def _may_issue(certificate: x509.Certificate) -> bool:
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return False
    return constraints.ca


def _chain_above(certificate: x509.Certificate, among: list[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates that vouch for this one, up to a root or to where no further one is given."""
    above: list[x509.Certificate] = []
    while certificate.subject != certificate.issuer:
        found = [each for each in among if _vouches(each, certificate) and each not in above]
        if not found:
            break
        certificate = found[0]
        above.append(certificate)
    return tuple(above)


def _vouches(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _check_time(certificate: x509.Certificate, at: datetime) -> None:
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not first <= at < last:
        raise AuthorityFaulty(f"the certificate is valid from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M} UTC only")


def _check_stamping(certificate: x509.Certificate, issuer: x509.Certificate, at: datetime) -> None:
    """Refuses a certificate that is not for timestamps alone, as RFC 3161 (section 2.3) wants it."""
    if not _vouches(issuer, certificate):
        raise AuthorityFaulty("the certificate for timestamps is not of this authority")
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        purposes = None
    if purposes is None or not purposes.critical or list(purposes.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise AuthorityFaulty("the second certificate is not for timestamps alone")
    _check_time(certificate, at)
