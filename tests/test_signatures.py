"""Signatures of documents: two signers in turn, and every change afterwards is found (CO-1, CO-2)."""

import asyncio
import fcntl
import hashlib
import io
import re
import shutil
import signal
import subprocess
import termios
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from signatures import apart
from signatures.appearance import drawn
from signatures.authority import LIFETIME, Authority, Identity, as_pem, asn1_of, make, shortened
from signatures.checking import FaultKind, check, checked
from signatures.signing import NotSignable, Place, sign
from tests.support.domain.signed import AMY, AT, REX, SOURCE, compiled
from tests.support.waiting import PATIENCE, until

pytestmark = pytest.mark.anywhere

LATER = AT + timedelta(hours=3)
STATEMENT = "C-2026-000001, version 2"


@dataclass(frozen=True)
class Made:
    """A document that two people signed, one after the other."""

    authority: Authority
    unsigned: bytes
    first: bytes
    both: bytes

    async def faults(self, pdf: bytes) -> set[tuple[FaultKind, str | None]]:
        report = await check(pdf, authorities=[as_pem(self.authority.chain)])
        return {(fault.kind, fault.field) for fault in report.faults}

    async def sign(
        self, pdf: bytes, signer: Identity = REX, *, by: Authority | None = None, at: datetime = AT
    ) -> bytes:
        given = {"statement": STATEMENT, "evidence": signer.name.encode(), "at": at}
        return await sign(pdf, authority=by or self.authority, signer=signer, **given)


@pytest.fixture(scope="module")
async def made() -> Made:
    authority = make("Bidhall", at=AT)
    unsigned, place = compiled(), Place(2, 20.4, 19.6, 180, 90, "Signed through Bidhall")
    given = {"authority": authority, "statement": STATEMENT}
    first = await sign(unsigned, signer=REX, evidence=b"{1}", at=AT, place=place, **given)
    return Made(authority, unsigned, first, await sign(first, signer=AMY, evidence=b"{2}", at=LATER, **given))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def test_two_sign_in_turn_and_each_file_begins_with_the_bytes_before(made: Made) -> None:
    assert made.first.startswith(made.unsigned)
    assert made.both.startswith(made.first)
    report = await check(made.both, authorities=[as_pem(made.authority.chain)])
    assert (report.faults, report.sha256, report.original_sha256) == ((), sha256(made.both), sha256(made.unsigned))
    said = [(each.name, each.organisation, each.user, each.at, each.evidence_sha256) for each in report.signatures]
    assert said == [
        (REX.name, REX.organisation, REX.user, AT, sha256(b"{1}")),
        (AMY.name, None, AMY.user, LATER, sha256(b"{2}")),
    ]
    assert {(each.statement, each.document_sha256) for each in report.signatures} == {
        (STATEMENT, sha256(made.unsigned))
    }
    assert [each.covers_whole for each in report.signatures] == [False, True]
    assert all(each.is_intact and each.is_trusted for each in report.signatures)


def shown_on(pdf: bytes, page: int) -> str:
    """The text of a page, with that of the signatures on it."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        found = document[page]
        if found.formenv:
            found.flatten()
        return document[page].get_textpage().get_text_bounded()


async def test_the_page_shows_who_signed_for_whom_and_when(made: Made) -> None:
    shown = shown_on(made.both, 1)
    assert ["The end.", REX.name, REX.organisation, "2026-11-28 12:00:00 UTC", "Signed through Bidhall"] == [
        line.strip() for line in shown.splitlines()
    ]
    assert shown_on(made.both, 0) == shown_on(made.unsigned, 0)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("艾米 Άννα Олег", "艾米 Άννα Олег"),
        ("#panic() *Rex* $x$ \\ <a>", "#panic() *Rex* $x$ \\ <a>"),
        ("Rex 🙂", "Rex :slight_smile:"),
        ("李" * 200, "李" * 200),
        ("x" * 200, "x" * 200),
    ],
)
def test_any_name_is_drawn_as_it_is_written(name: str, shown: str) -> None:
    text = shown_on(drawn(name, ["2026-11-28"], width=210, height=74), 0)
    assert re.sub(r"[\s\u200b]", "", text) == shown.replace(" ", "") + "2026-11-28"


async def test_the_metadata_that_make_it_pdf_a_are_left_as_they_were(made: Made) -> None:
    readers = [PdfFileReader(io.BytesIO(each)) for each in (made.unsigned, made.both)]
    old, new = (each.root["/Metadata"].data for each in readers)
    assert old == new
    assert b"<pdfaid:part>2</pdfaid:part>" in new


async def test_each_signature_has_a_key_of_its_own_and_is_valid_for_ten_years(made: Made) -> None:
    found = PdfFileReader(io.BytesIO(made.both)).embedded_signatures
    keys = {each.signer_cert.public_key.dump() for each in found}
    assert len(keys) == 2
    roots = [asn1_of(made.authority.issuer.certificate)]
    for signature in found:
        context = ValidationContext(trust_roots=roots, moment=AT + LIFETIME - timedelta(days=1))
        status = await async_validate_pdf_signature(signature, context)
        assert status.bottom_line, status.pretty_print_details()


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs pdfsig of poppler-utils")
async def test_pdfsig_finds_what_we_find(made: Made, tmp_path: Path) -> None:
    def seen(pdf: bytes) -> list[tuple[str, str, str]]:
        (tmp_path / "signed.pdf").write_bytes(pdf)
        command = ["pdfsig", "-nocert", tmp_path / "signed.pdf"]
        text = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
        form = r"Common Name: (.*)\n(?:.*\n)*?.*?((?:Not t|T)otal document signed)\n.*Validation: (.*)\n"
        return re.findall(form, text)

    valid = "Signature is Valid."
    assert seen(made.first) == [(REX.name, "Total document signed", valid)]
    assert seen(made.both) == [
        (REX.name, "Not total document signed", valid),
        (AMY.name, "Total document signed", valid),
    ]
    assert {verdict for *_, verdict in seen(flipped(made.both, 100))} == {"Digest Mismatch."}
    at = len(made.first) + 100
    assert [verdict for *_, verdict in seen(flipped(made.both, at))] == [valid, "Digest Mismatch."]


def flipped(pdf: bytes, place: int, bit: int = 0) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ (1 << bit)]) + pdf[place + 1 :]


async def test_a_flipped_bit_is_found_wherever_it_is(made: Made) -> None:
    """In the document, in what was added with a signature, and in a signature itself, where no hash covers it."""
    gaps = contents_of(made.both)
    middle = [start + 40 + step for start, _ in gaps for step in (0, 701, 2_403)]
    filling = [end - 2 for _, end in gaps]
    for place in (0, 20, len(made.unsigned) // 2, len(made.unsigned), *middle, *filling, len(made.both) - 2):
        for bit in (0, 5):
            kinds = {kind for kind, _ in await made.faults(flipped(made.both, place, bit))}
            assert kinds & {FaultKind.ALTERED, FaultKind.UNREADABLE}, (place, bit)


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def page_added(writer: IncrementalPdfFileWriter) -> None:
    page = generic.DictionaryObject({generic.NameObject("/Type"): generic.NameObject("/Page")})
    page[generic.NameObject("/MediaBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 9, 9)))
    writer.insert_page(page)


def annotated(writer: IncrementalPdfFileWriter) -> None:
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 20, 20)))
    note = {"/Type": generic.NameObject("/Annot"), "/Subtype": generic.NameObject("/Text"), "/Rect": box}
    note["/Contents"] = generic.TextStringObject("The price is 1.00.")
    found = generic.DictionaryObject({generic.NameObject(name): value for name, value in note.items()})
    page, _ = writer.find_page_for_modification(0)
    writer.register_annotation(page, writer.add_object(found))


def catalogued(writer: IncrementalPdfFileWriter) -> None:
    action = {generic.NameObject("/S"): generic.NameObject("/JavaScript")}
    writer.root[generic.NameObject("/OpenAction")] = generic.DictionaryObject(action)
    writer.update_root()


def redrawn(writer: IncrementalPdfFileWriter) -> None:
    content = generic.StreamObject(stream_data=b"0 0 200 200 re f")
    writer.add_stream_to_page(0, writer.add_object(content))


def rewritten(writer: IncrementalPdfFileWriter) -> None:
    """Nothing but another value in the dictionary of the first signature."""
    signature = PdfFileReader(writer.prev.stream).embedded_signatures[0]
    reference = signature.sig_field.raw_get("/V")
    signature.sig_object[generic.NameObject("/Reason")] = generic.TextStringObject("Another one.")
    writer.objects[(0, reference.idnum)] = signature.sig_object


@pytest.mark.parametrize("change", [page_added, annotated, catalogued, redrawn, rewritten])
async def test_what_is_added_to_a_signed_file_is_found(
    made: Made, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    for pdf in (made.first, made.both):
        assert (FaultKind.ADDED, None) in await made.faults(updated(pdf, change))


async def test_what_was_added_between_two_signatures_is_found(made: Made) -> None:
    between = await made.sign(updated(made.first, annotated), AMY)
    assert (FaultKind.ADDED, None) in await made.faults(between)


@pytest.mark.parametrize("added", [b"\n", b"x", b"%%EOF\n", b"1 0 obj\nnull\nendobj\n"])
async def test_bytes_behind_the_end_are_found(made: Made, added: bytes) -> None:
    kinds = {kind for kind, _ in await made.faults(made.both + added)}
    assert kinds & {FaultKind.ADDED, FaultKind.UNREADABLE}


def contents_of(pdf: bytes) -> list[tuple[int, int]]:
    """Where each signature stands, between the parts that it covers."""
    ranges = [each.byte_range for each in PdfFileReader(io.BytesIO(pdf)).embedded_signatures]
    return [(int(start), int(end)) for _, start, end, _ in ranges]


def replaced(pdf: bytes, place: tuple[int, int], contents: bytes) -> bytes:
    """The file with another signature in that place, filled up with zeros as signatures are."""
    start, end = place
    written = contents.removesuffix(b">").rstrip(b"0").ljust(end - start - 1, b"0") + b">"
    assert len(written) == end - start
    return pdf[:start] + written + pdf[end:]


async def test_a_signature_in_the_place_of_another_one_is_found(made: Made) -> None:
    """That of the other signer, and that of the same signer on another document."""
    first, second = contents_of(made.both)
    swapped = replaced(made.both, second, made.both[slice(*first)])
    assert await made.faults(swapped) == {(FaultKind.ALTERED, "Signature2")}
    one, two = [await made.sign(compiled(SOURCE + text)) for text in (b" One.", b" Two.")]
    (place,), (foreign,) = contents_of(one), contents_of(two)
    moved = replaced(one, place, two[slice(*foreign)])
    assert await made.faults(moved) == {(FaultKind.ALTERED, "Signature1")}


async def test_what_a_stranger_signed_is_no_signature_of_the_platform(made: Made) -> None:
    stranger = make("Bidhall", at=AT)
    kinds = {(FaultKind.STRANGER, "Signature1"), (FaultKind.UNTIMED, "Signature1")}
    assert await made.faults(await made.sign(made.unsigned, by=stranger)) == kinds
    stamped = replace(made.authority, timestamps=stranger.timestamps)
    assert (FaultKind.UNTIMED, "Signature1") in await made.faults(await made.sign(made.unsigned, by=stamped))
    forged = Authority.of(made.authority.issue(REX, at=AT), made.authority.chain, AT)
    assert await made.faults(await made.sign(made.unsigned, by=forged)) == kinds


async def test_a_signature_stays_trusted_after_the_authority_was_replaced(made: Made) -> None:
    newer = make("Bidhall", at=LATER)
    mixed = await made.sign(made.first, AMY, by=newer, at=LATER)
    authorities = [as_pem(made.authority.chain), as_pem(newer.chain)]
    assert (await check(mixed, authorities=authorities)).faults == ()
    assert {field for _, field in await made.faults(mixed)} == {"Signature2"}


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"PK\x03\x04", SOURCE])
async def test_what_is_no_pdf_is_refused_by_name_and_reported_as_such(made: Made, pdf: bytes) -> None:
    with pytest.raises(NotSignable):
        await made.sign(pdf)
    assert await made.faults(pdf) == {(FaultKind.UNREADABLE, None)}


async def test_a_document_that_was_changed_where_it_is_stored_is_not_signed(made: Made) -> None:
    """Neither by the first nor by the second signer: the hash is that of the document before anybody signed it."""
    given = {"authority": made.authority, "signer": AMY, "statement": STATEMENT, "evidence": b"", "at": AT}
    for pdf in (made.unsigned, made.first):
        signed = await sign(pdf, document_sha256=sha256(made.unsigned), **given)
        assert signed.startswith(pdf)
        with pytest.raises(NotSignable, match="it is not the document that was to be signed"):
            await sign(pdf.replace(b"xmp", b"xmq", 1), document_sha256=sha256(made.unsigned), **given)


async def test_nobody_signed_is_a_fault_of_its_own(made: Made) -> None:
    assert await made.faults(made.unsigned) == {(FaultKind.UNSIGNED, None)}


async def test_a_name_of_any_length_and_script_can_sign(made: Made) -> None:
    long = Identity("李 " * 60 + "🙂", 'Ünlü & Söhne, "Co" ' * 9, "x" * 64)
    report = await check(await made.sign(made.unsigned, long), authorities=[as_pem(made.authority.chain)])
    (signed,) = report.signatures
    assert report.faults == ()
    assert (signed.name, signed.user) == (long.name, long.user)
    assert signed.organisation == shortened(long.organisation)
    assert len(signed.organisation.encode()) <= 64


async def test_the_event_loop_goes_on_while_somebody_signs(made: Made) -> None:
    signing = asyncio.create_task(made.sign(made.unsigned))
    rounds = 0
    while not signing.done():
        await asyncio.sleep(0)
        rounds += 1
    assert rounds > 2, "signing takes place beside the event loop"
    await signing


async def test_the_process_that_signs_is_started_anew_when_it_has_ended() -> None:
    document, given = compiled(), {"authority": make("Bidhall", at=AT), "statement": "1", "evidence": b"{}", "at": AT}
    await sign(document, signer=REX, **given)
    process = apart._process
    assert process is not None
    pipe = process.stdin
    # It takes the next work no more, and ends meanwhile.
    process.send_signal(signal.SIGSTOP)
    signing = asyncio.create_task(sign(document, signer=REX, **given))
    await until(lambda: any(fcntl.ioctl(pipe, termios.FIONREAD, b"    ")))
    process.kill()
    with pytest.raises(apart.SigningFailed):
        await signing
    assert (await sign(document, signer=REX, **given)).startswith(document)
    assert apart._process is not process


def test_why_a_file_cannot_be_read_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """What is wrong with our reading would otherwise look like a fault of the file."""
    report = checked(b"%PDF-1.7\n", authorities=[])
    assert [each.kind for each in report.faults] == [FaultKind.UNREADABLE]
    assert "A signed file cannot be read: Pdf" in caplog.text
