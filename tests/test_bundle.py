"""The bundle of a contract: the guide's own script finds what was forged, and names it (CO-1, CO-4, WB-11)."""

import hashlib
import io
import json
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from signatures.authority import Authority, Identity, as_pem, fingerprint, make
from signatures.bundle import Contents, Executed, make_bundle
from signatures.signing import sign
from tests.support.api.server import ROOT
from tests.support.domain.signed import AMY, AT, REX, compiled
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.anywhere

GUIDE = (ROOT / "docs" / "contract-bundle.md").read_text(encoding="utf-8")
(SCRIPT,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
CHECKER: dict[str, Any] = {"__name__": "check"}
exec(compile(SCRIPT, "check.py", "exec"), CHECKER)
CONTRACT = {"number": "C-2026-000001", "version": 2}
SALT = "00112233445566778899aabbccddeeff"

Files = dict[str, bytes]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Signing:
    """A contract that two people signed, and all that is known of it."""

    authority: Authority
    contents: Contents

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.authority.issuer.certificate)


def chained(*said: dict[str, Any], book: str = "contract:1", supplements: int = 0) -> list[dict[str, Any]]:
    """Entries of a journal with these facts, as an export has them; the last ones are about supplements."""
    entries, previous = [], ""
    text = {"name": "reason", "salt": SALT, "text": "值得 😀"}
    text["digest"] = sha256(bytes.fromhex(SALT) + text["text"].encode())
    for seq, facts in enumerate(said, start=1):
        texts = [text] if seq == 1 else []
        action = "SIGNED" if seq <= len(said) - supplements else "SUPPLEMENTED"
        entry = {"action": action, "actor": None, "at": AT.isoformat(timespec="microseconds"), "book": book}
        entry |= {"facts": facts, "form": 3, "previous": previous, "seq": seq, "subject": None}
        entry["texts"] = {each["name"]: each["digest"] for each in texts}
        canonical = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = sha256(canonical.encode())
        entries.append({"seq": seq, "canonical": canonical, "digest": previous, "texts": texts})
    return entries


def evidence_of(signer: Identity, terms: bytes, document: bytes, hours: int) -> bytes:
    return rfc8785.dumps(
        {
            "form": 1,
            "contract": {"id": "1", **CONTRACT},
            "terms": {"sha256": sha256(terms)},
            "document": {"sha256": sha256(document)},
            "party": {"id": "2", "name": signer.organisation or signer.name, "side": "RECEIVER"},
            "signer": {"id": signer.user, "name": signer.name, "email": "rex@example.org", "role": "OWNER"},
            "authentication": {"method": "password entered again", "session": "0" * 64},
            "at": (AT + timedelta(hours=hours)).isoformat(timespec="microseconds"),
        }
    )


async def signed_by(authority: Authority, *signers: Identity) -> Contents:
    said = {"contract": CONTRACT, "total": {"amount": "1200.00", "currency": "EUR"}}
    chains = [as_pem(authority.chain)] if signers else []
    return Contents(CONTRACT, await executed_by(authority, said, *signers), chains)


async def executed_by(
    authority: Authority, said: dict[str, Any], *signers: Identity, book: str = "contract:1"
) -> Executed:
    """What there is of something that says this, which these people have signed."""
    document, terms = compiled(), rfc8785.dumps(said)
    pdf, evidence, facts = document, [], [{"digest": sha256(terms), "document": sha256(document)}]
    for hours, signer in enumerate(signers):
        record = evidence_of(signer, terms, document, hours)
        given = {"statement": "C-2026-000001, version 2", "evidence": record, "at": AT + timedelta(hours=hours)}
        pdf = await sign(pdf, authority=authority, signer=signer, **given)
        evidence.append(record)
        facts.append({"digest": sha256(terms), "evidence": sha256(record), "pdf": sha256(pdf)})
    return Executed(terms, document, pdf if signers else None, evidence, chained(*facts, book=book))


def with_executed(contents: Contents, **changes: Any) -> Contents:
    return replace(contents, executed=replace(contents.executed, **changes))


async def supplemented(made: Contents, authority: Authority) -> Contents:
    """The same with two supplements, each on the one before."""
    supplements: dict[int, Executed] = {}
    facts, terms = [json.loads(each["canonical"])["facts"] for each in made.executed.journal], made.executed.terms
    for number in (1, 3):
        former = [{"number": each, "sha256": sha256(supplements[each].terms)} for each in supplements]
        base = {**CONTRACT, "sha256": sha256(terms), "supplements": former}
        said = {"base": base, "contract": CONTRACT, "supplement": {"number": number}}
        supplements[number] = await executed_by(authority, said, AMY, REX, book=f"supplement:{number}")
        facts.append({"content": sha256(supplements[number].terms)})
    journal = chained(*facts, supplements=2)
    return replace(with_executed(made, journal=journal), supplements=supplements)


@pytest.fixture(scope="module")
async def made() -> Signing:
    authority = make("Bidhall", at=AT)
    return Signing(authority, await signed_by(authority, REX, AMY))


def unpacked(bundle: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(bundle)) as found:
        return {name: found.read(name) for name in found.namelist()}


def packed(files: Files, *, listed: bool) -> bytes:
    """A bundle of these files, with a list that fits them if they are to be `listed`."""
    if listed:
        said = json.loads(files["bundle.json"])
        said["files"] = {name: sha256(content) for name, content in files.items() if name != "bundle.json"}
        entries = json.loads(files["journal.json"])
        said["journal"] = {"length": len(entries), "digest": entries[-1]["digest"]}
        there = {name.split("/")[1] for name in files if name.startswith("supplements/")}
        said["supplements"] = {number: end for number, end in said["supplements"].items() if number in there}
        files = files | {"bundle.json": rfc8785.dumps(said)}
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return output.getvalue()


async def broken(bundle: bytes, *fingerprints: str) -> list[str]:
    return [f"{part} {why}" async for part, why in CHECKER["broken_parts"](bundle, fingerprints)]


def ran(directory: Path, bundle: bytes, *fingerprints: str) -> tuple[int, list[str]]:
    """What the script says when it is run by somebody who has only it and the bundle."""
    (directory / "check.py").write_text(SCRIPT, encoding="utf-8")
    (directory / "contract.zip").write_bytes(bundle)
    command = [sys.executable, "-I", "check.py", "contract.zip", *fingerprints]
    found = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert found.stderr == ""
    return found.returncode, found.stdout.splitlines()


async def test_anybody_checks_a_bundle_without_the_platform(made: Signing, tmp_path: Path) -> None:
    bundle = await make_bundle(made.contents)
    assert ran(tmp_path, bundle, made.fingerprint) == (
        0,
        [
            f"authority {made.fingerprint}",
            f"signed by {REX.name} for {REX.organisation} at 2026-11-28T12:00:00.000000+00:00",
            f"signed by {AMY.name} for {AMY.name} at 2026-11-28T13:00:00.000000+00:00",
            "intact",
        ],
    )
    code, (line,) = ran(tmp_path, bundle[:-300])
    assert (code, line.startswith("broken: the bundle cannot be read (BadZipFile")) == (1, True)


async def test_the_same_contents_are_the_same_bytes(made: Signing) -> None:
    bundle = await make_bundle(made.contents)
    assert bundle == await make_bundle(replace(made.contents))
    assert [*unpacked(bundle)] == ["bundle.json", *sorted(set(unpacked(bundle)) - {"bundle.json"})]


async def test_a_contract_that_was_signed_on_paper_has_scans_instead_of_signatures(made: Signing) -> None:
    scan = b"%PDF-1.4 a scan"
    paper = await signed_by(made.authority)
    named = chained(*({"digest": sha256(each)} for each in (paper.executed.terms, paper.executed.document, scan)))
    bundle = await make_bundle(with_executed(paper, scans={"AWARDER.pdf": scan}, journal=named))
    assert await broken(bundle) == []
    unknown = await make_bundle(with_executed(paper, scans={"AWARDER.pdf": scan}))
    assert await broken(unknown) == ["scans/AWARDER.pdf is not named by the journal"]


async def test_one_side_online_and_the_other_on_paper_is_checked_by_both(made: Signing) -> None:
    mixed = await signed_by(made.authority, REX)
    facts = [json.loads(entry["canonical"])["facts"] for entry in mixed.executed.journal]
    scan = b"%PDF-1.4 a scan"
    entries = chained(*facts, {"scan": sha256(scan)})
    assert await broken(await make_bundle(with_executed(mixed, scans={"AWARDER.pdf": scan}, journal=entries))) == []


def other_amount(files: Files) -> None:
    files["terms.json"] = files["terms.json"].replace(b"1200.00", b"1.00")


def other_document(files: Files) -> None:
    files["document.pdf"] += b"%"


def other_signature(files: Files) -> None:
    files["signed.pdf"] = files["signed.pdf"].replace(b"(Password)", b"(Passport)")


def longer(files: Files) -> None:
    files["signed.pdf"] += b"\n"


def unreadable(files: Files) -> None:
    files["signed.pdf"] += b"%%EOF\n"


def other_evidence(files: Files) -> None:
    files["evidence/2.json"] = files["evidence/2.json"].replace(b"OWNER", b"GUEST")


def swapped(files: Files) -> None:
    files["evidence/1.json"], files["evidence/2.json"] = files["evidence/2.json"], files["evidence/1.json"]


def no_evidence(files: Files) -> None:
    del files["evidence/2.json"]


def other_entry(files: Files) -> None:
    files["journal.json"] = files["journal.json"].replace(b"SIGNED", b"VOIDED", 1)


def other_text(files: Files) -> None:
    files["journal.json"] = files["journal.json"].replace("值得".encode(), "不值".encode())


def shorter_journal(files: Files) -> None:
    files["journal.json"] = rfc8785.dumps(json.loads(files["journal.json"])[:-1])


def first_entry_gone(files: Files) -> None:
    files["journal.json"] = rfc8785.dumps(json.loads(files["journal.json"])[1:])


def other_authority(files: Files) -> None:
    files["authorities/1.pem"] = as_pem(make("Bidhall", at=AT).chain)


def one_more(files: Files) -> None:
    files["terms-2.json"] = files["terms.json"]


def spread(files: Files) -> None:
    files["terms.json"] = json.dumps(json.loads(files["terms.json"])).encode()


def of_another_version(files: Files) -> None:
    said = json.loads(files["bundle.json"])
    files["bundle.json"] = rfc8785.dumps(said | {"contract": said["contract"] | {"version": 3}})


FORGED: list[tuple[Callable[[Files], None], str, str]] = [
    (other_amount, "terms.json is not what", "terms.json is not named by the journal"),
    (other_document, "document.pdf is not what bundle.json lists", "document.pdf is not what Signature1 names"),
    (other_signature, "signed.pdf is not what bundle.json lists", "signed.pdf was changed after Signature1"),
    (longer, "signed.pdf is not what bundle.json lists", "signed.pdf has something that is no signature"),
    (
        unreadable,
        "signed.pdf is not what bundle.json lists",
        "signed.pdf cannot be read (PdfReadError: startxref not found)",
    ),
    (other_evidence, "evidence/2.json is not what bundle.json lists", "evidence/2.json is not what Signature2 names"),
    (swapped, "evidence/1.json is not what bundle.json lists", "evidence/1.json is not what Signature1 names"),
    (no_evidence, "evidence/2.json is missing", "signed.pdf has 2 signatures, and there are 1 records of evidence"),
    (other_entry, "journal.json is not what bundle.json lists", "journal.json is broken at entry 1"),
    (other_text, "journal.json is not what bundle.json lists", "journal.json is broken at entry 1"),
    (shorter_journal, "journal.json does not end where", "signed.pdf is not named by the journal"),
    (first_entry_gone, "journal.json is broken at entry 1", "journal.json is broken at entry 1"),
    (other_authority, "authorities/1.pem is not what", "signed.pdf Signature1 is by none of the authorities"),
    (one_more, "terms-2.json is not listed in bundle.json", ""),
    (spread, "terms.json is not what bundle.json lists", "terms.json is not canonical JSON"),
    (of_another_version, "terms.json is of another contract", "terms.json is of another contract or version"),
]


@pytest.mark.parametrize(("forge", "seen", "seen_if_listed"), FORGED, ids=lambda each: getattr(each, "__name__", ""))
async def test_what_was_forged_is_named(
    made: Signing, forge: Callable[[Files], None], seen: str, seen_if_listed: str
) -> None:
    """Also if the list of the bundle was made to fit what was forged; a copy that is named otherwise is no forgery."""
    files = unpacked(await make_bundle(made.contents))
    forge(files)
    assert any(each.startswith(seen) for each in await broken(packed(files, listed=False)))
    found = await broken(packed(files, listed=True))
    assert seen_if_listed in found if seen_if_listed else found == []


async def test_a_bundle_of_a_strangers_authority_is_shown_by_its_fingerprint(made: Signing) -> None:
    """Everything fits itself, but for those who know the authority of the platform."""
    forged = await make_bundle(await signed_by(make("Bidhall", at=AT), REX, AMY))
    assert await broken(forged) == []
    assert await broken(forged, made.fingerprint) == ["authorities/1.pem is not an authority that you named"]


async def test_a_file_that_is_there_twice_is_named(made: Signing) -> None:
    bundle = io.BytesIO(await make_bundle(made.contents))
    with zipfile.ZipFile(bundle, "a") as added, pytest.warns(UserWarning, match="Duplicate name"):
        added.writestr("terms.json", unpacked(bundle.getvalue())["terms.json"])
    assert await broken(bundle.getvalue()) == ["the bundle has a file twice"]


async def test_the_supplements_of_a_contract_are_checked_with_it(made: Signing, tmp_path: Path) -> None:
    whole = await supplemented(made.contents, made.authority)
    bundle = await make_bundle(whole)
    code, lines = ran(tmp_path, bundle, made.fingerprint)
    assert (code, lines[-1]) == (0, "intact")
    assert sum(each.startswith("supplements/3/signed by") for each in lines) == 2
    files = unpacked(bundle)
    swapped_in = {name: files[name.replace("supplements/3", "supplements/1")] for name in files if "/3/" in name}
    assert "supplements/3/terms.json stands on other terms" in await broken(packed(files | swapped_in, listed=True))
    kept = {name: content for name, content in files.items() if not name.startswith("supplements/3/")}
    assert await broken(packed(kept, listed=True)) == ["journal.json names other supplements"]
    moved = {name.replace("supplements/3/", "supplements/4/"): content for name, content in files.items()}
    assert "supplements/4/signed.pdf is not named by the journal" in await broken(packed(moved, listed=True))
    files["supplements/1/evidence/2.json"] = files["supplements/1/evidence/2.json"].replace(b"OWNER", b"GUEST")
    assert "supplements/1/evidence/2.json is not what Signature2 names" in await broken(packed(files, listed=True))


async def test_a_flipped_bit_is_found_wherever_it_is(made: Signing) -> None:
    files, dice = unpacked(await make_bundle(await supplemented(made.contents, made.authority))), random.Random(7)
    for name in files:
        flipped = bytearray(files[name])
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
        try:
            found = await broken(packed(files | {name: bytes(flipped)}, listed=False))
        except (ValueError, KeyError, TypeError, AttributeError):
            # The script says of such a bundle that it cannot be read.
            continue
        assert found, name
