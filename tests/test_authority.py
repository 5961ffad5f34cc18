"""The authority of the platform: how it is kept, replaced by an operator's own, and refused when it is faulty."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

from signatures.authority import (
    LIFETIME,
    Authority,
    AuthorityFaulty,
    Credential,
    Identity,
    as_pem,
    fingerprint,
    load,
    make,
)
from signatures.checking import check
from signatures.signing import sign
from tests.support.domain.signed import AT, REX, compiled

pytestmark = pytest.mark.anywhere


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certified(
    name: str, by: Credential | None = None, *, ca: bool = True, key: Any = None, until: datetime = AT + 2 * LIFETIME
) -> Credential:
    """A certificate as an operator's own tools would make it."""
    key = key or ec.generate_private_key(ec.SECP384R1())
    issuer = by or Credential(None, key)  # type: ignore[arg-type] # itself
    builder = x509.CertificateBuilder().subject_name(named(name)).public_key(key.public_key())
    builder = builder.issuer_name(by.certificate.subject if by else named(name)).serial_number(
        x509.random_serial_number()
    )
    builder = builder.not_valid_before(AT - LIFETIME).not_valid_after(until)
    builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    digest = None if isinstance(issuer.key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return Credential(builder.sign(issuer.key, digest), key)


async def faults_of(authority: Authority) -> tuple[Any, ...]:
    signed = await sign(compiled(), authority=authority, signer=REX, statement="S", evidence=b"{}", at=AT)
    return (await check(signed, authorities=[as_pem(authority.chain)])).faults


@pytest.mark.parametrize("password", [None, b"a long secret of the operator"])
async def test_an_authority_is_kept_as_text_and_is_the_same_afterwards(password: bytes | None) -> None:
    made = make("Bidhall", at=AT)
    kept = made.pem(password)
    assert (b"ENCRYPTED" in kept) is (password is not None)
    loaded = load(kept, at=AT, password=password)
    assert (loaded.chain, loaded.timestamps.certificate) == (made.chain, made.timestamps.certificate)
    assert await faults_of(loaded) == ()
    assert fingerprint(loaded.issuer.certificate) == fingerprint(made.issuer.certificate)


async def test_an_operator_replaces_it_by_a_key_and_a_chain_of_their_own() -> None:
    root = certified("Operator's root")
    between = certified("Operator's policies", root, key=rsa.generate_private_key(65_537, 2_048))
    issuer = certified("Operator's signatures", between)
    pem = issuer.pem() + as_pem([root.certificate, between.certificate])
    loaded = load(pem, at=AT)
    assert loaded.chain == (issuer.certificate, between.certificate, root.certificate)
    assert await faults_of(loaded) == ()


async def test_an_authority_with_an_rsa_key_signs_too() -> None:
    issuer = certified("Operator", key=rsa.generate_private_key(65_537, 2_048))
    assert await faults_of(load(issuer.pem(), at=AT)) == ()


async def test_certificates_last_ten_years_but_no_longer_than_the_authority() -> None:
    made = make("Bidhall", at=AT)
    assert made.issue(REX, at=AT).certificate.not_valid_after_utc == AT + LIFETIME
    short = load(certified("Short", until=AT + timedelta(days=30)).pem(), at=AT)
    assert short.issue(REX, at=AT).certificate.not_valid_after_utc == AT + timedelta(days=30)
    for at in (AT - timedelta(days=1), AT + 3 * LIFETIME):
        with pytest.raises(AuthorityFaulty, match="is valid from 2026-11-28"):
            made.issue(REX, at=at)


def other_key(made: Authority) -> bytes:
    return made.issuer.pem() + certified("Other").pem().partition(b"-----BEGIN CERTIFICATE")[0]


def of_a_stranger(made: Authority) -> bytes:
    return made.issuer.pem() + make("Other", at=AT).timestamps.pem()


def for_anything(made: Authority) -> bytes:
    return made.issuer.pem() + made.issue(REX, at=AT).pem()


def key_alone(made: Authority) -> bytes:
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return made.issuer.key.private_bytes(*form)


def damaged(made: Authority) -> bytes:
    return made.issuer.pem().replace(b"MII", b"MIX", 1)


def expired(_: Authority) -> bytes:
    return certified("Past", until=AT).pem()


def of_another_kind(_: Authority) -> bytes:
    return certified("Edwards", key=ed25519.Ed25519PrivateKey.generate()).pem()


FAULTY: list[tuple[Callable[[Authority], bytes], str]] = [
    (lambda _: b"", "a private key and its certificate are needed"),
    (lambda made: as_pem(made.chain), "a private key and its certificate are needed"),
    (key_alone, "a private key and its certificate are needed"),
    (lambda made: made.issue(REX, at=AT).pem(), "exactly one private key whose certificate may issue"),
    (lambda made: made.issuer.pem() + certified("Other").pem(), "exactly one private key whose certificate may issue"),
    (other_key, "each private key needs exactly one certificate"),
    (lambda made: made.pem() + made.issue(REX, at=AT).pem(), "more than one key for timestamps"),
    (of_a_stranger, "the certificate for timestamps is not of this authority"),
    (for_anything, "the second certificate is not for timestamps alone"),
    (lambda made: made.pem(b"secret"), "a block cannot be read"),
    (damaged, "a block cannot be read"),
    (of_another_kind, "elliptic curve or RSA"),
    (expired, "is valid from 2016-11-27 12:00 to 2026-11-28 12:00 UTC only"),
]


@pytest.mark.parametrize(("text", "why"), FAULTY)
def test_what_is_no_authority_is_refused_with_the_reason(text: Callable[[Authority], bytes], why: str) -> None:
    with pytest.raises(AuthorityFaulty, match=why):
        load(text(make("Bidhall", at=AT)), at=AT)


def test_a_wrong_password_opens_nothing() -> None:
    with pytest.raises(AuthorityFaulty, match="a block cannot be read"):
        load(make("Bidhall", at=AT).pem(b"one"), at=AT, password=b"two")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Olga Öst", "Olga Öst"),
        ("李小龙", "李小龙"),
        ("Emoji \U0001f984", "Emoji □"),
        ("\u09b8\u09c1\u099c\u09bf\u09ce Roy", "\u09b8\u09c1\u099c\u09bf□ Roy"),
        ("شركة التجارة", "شركة التجارة"),
        ("ש" * 40, "ש" * 30),
        ("شركة ABC", "□□□□ ABC"),
        ("\U0001e922" * 5, "□" * 5),
    ],
    ids=["latin", "chinese", "emoji", "younger than the rules", "arabic", "cut", "two directions", "another script"],
)
async def test_readers_can_compare_every_name(name: str, shown: str) -> None:
    """RFC 4518 knows the characters of 2002, and one direction at a time; the signature has the whole name."""
    authority = make("Bidhall", at=AT)
    subject = Identity(name, name, "1").subject()
    kinds = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    assert [subject.get_attributes_for_oid(each)[0].value for each in kinds] == [shown, shown]
    given = {"authority": authority, "statement": "1", "evidence": b"{}", "at": AT}
    signed = await sign(compiled(), signer=Identity(name, name, "1"), **given)
    report = await check(signed, authorities=[as_pem(authority.chain)])
    assert (report.faults, [each.name for each in report.signatures]) == ((), [name])
