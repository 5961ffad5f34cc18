"""Contracts pressed and signed a minute beside Typst and pyHanko alone, and the event loop's longest pause.

Contracts are of the library's services agreement; each is signed by two people, with what it shows on the page. The
cases alternate, so that a slow moment of the machine affects all of them. Meanwhile a task of the event loop wants to
run every millisecond: its longest wait is the pause. Where other programs use the machine, the task itself has to
wait for a core: the CPU that the thread of the event loop spent meanwhile says how long the pause is without them.
BENCH_SIGNERS sign at once, for BENCH_SECONDS a case.

Last comes a server in the same process, of which clients ask all that makes a contract effective: drafting, two
approvals, two signatures with their passwords. BENCH_CONTRACTS have to be enough for that time.
"""

import asyncio
import io
import json
import logging
import os
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import structlog
from asn1crypto import keys
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents import framing
from documents.canonical import canonical
from documents.press import Press, Rendered
from documents.samples import sample_terms
from documents.standard import library
from documents.worker import Compiler
from edge.collecting import settle
from models.database import migrate
from signatures.authority import Authority, Identity, as_pem, asn1_of, make
from signatures.checking import check
from signatures.signing import Place, sign
from tests.support.api.doors import serving
from tests.support.domain.contracting import terms_of
from tests.support.domain.market import PASSWORD, Person, enterprise, published, submitted

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "10"))
SIGNERS = int(os.environ.get("BENCH_SIGNERS", "8"))
CONTRACTS = int(os.environ.get("BENCH_CONTRACTS", "60"))
CLIENTS = 4
TICK = 0.001
AT = datetime.now(UTC)
RECEIVER = Identity("Rex Müller", "Receiver GmbH", "5b0f6c1e-0000-7000-8000-000000000001")
AWARDER = Identity("李小龙", "Awarder SARL", "5b0f6c1e-0000-7000-8000-000000000002")
TEMPLATE = next(each for each in library() if each.key == "services")


def terms(number: int) -> bytes:
    """Those of another contract each time: what has been laid out before is not laid out again."""
    given = json.loads(sample_terms(TEMPLATE.fields, kind="B2B", name=TEMPLATE.name))
    given["contract"] = {"number": f"C-2026-{number:06}", "version": 1}
    return canonical(given)


async def signed(rendered: Rendered, authority: Authority, *, drawn: bool = True) -> bytes:
    pdf = rendered.pdf
    for side, signer in (("RECEIVER", RECEIVER), ("AWARDER", AWARDER)):
        at = rendered.places[side]
        place = Place(at.page, at.left, at.bottom, at.right, at.top) if drawn else None
        given = {"statement": "C-2026-000001, version 1", "evidence": b"{}", "at": AT}
        pdf = await sign(pdf, authority=authority, signer=signer, place=place, **given)
    return pdf


def pyhanko_signer(authority: Authority, field: str) -> PdfSigner:
    """pyHanko as its documentation shows it, but for the timestamp, which it has nobody to ask for."""
    credential = authority.issue(RECEIVER, at=AT)
    store = SimpleCertificateStore()
    store.register_multiple(map(asn1_of, authority.chain))
    form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key = keys.PrivateKeyInfo.load(credential.key.private_bytes(*form))
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    return PdfSigner(meta, SimpleSigner(asn1_of(credential.certificate), key, store))


async def alternating(cases: dict[str, Callable[[int], Awaitable[object]]]) -> None:
    """A line for each case: how many a minute, one after the other."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(ROUNDS):
        for name, case in cases.items():
            start = time.perf_counter()
            await case(number)
            taken[name].append(time.perf_counter() - start)
    for name, times in taken.items():
        print(f"  {name:58} {60 / median(times):8.0f} a minute   median {median(times) * 1000:7.1f} ms", flush=True)


async def pressed(press: Press, compiler: Compiler) -> None:
    async def typst_alone(number: int) -> None:
        job = framing.document(TEMPLATE.source, terms(number + ROUNDS))
        compiler._compiler(job.main, framing.with_code(job.inputs)).compile(
            format="pdf", timestamp=0, pdf_standards="a-2a"
        )

    print(f"Contracts of three pages, {ROUNDS} each")
    await alternating(
        {
            "pressed": lambda number: press.render(TEMPLATE.source, terms(number)),
            "Typst alone": typst_alone,
        }
    )


async def signed_by_pyhanko(rendered: Rendered, authority: Authority) -> None:
    pdf = rendered.pdf + b"\n"
    for field in ("Signature1", "Signature2"):
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        pdf = (await pyhanko_signer(authority, field).async_sign_pdf(writer)).getvalue()


async def compared(rendered: Rendered, authority: Authority) -> None:
    both = await signed(rendered, authority)
    print(f"\nContracts signed by two, {ROUNDS} each")
    await alternating(
        {
            "signed": lambda _: signed(rendered, authority),
            "signed, shown on no page": lambda _: signed(rendered, authority, drawn=False),
            "pyHanko alone: no timestamps, shown on no page": lambda _: signed_by_pyhanko(rendered, authority),
            "checked": lambda _: check(both, authorities=[as_pem(authority.chain)]),
        }
    )


async def pauses(rendered: Rendered, press: Press, authority: Authority) -> None:
    """A line for each kind of work: how often it was done, and how long the event loop did not run."""

    content = terms(0)

    async def press_and_sign() -> None:
        await signed(await press.render(TEMPLATE.source, content), authority)

    async def sign_only() -> None:
        await signed(rendered, authority)

    async def check_only() -> None:
        await check(both, authorities=[as_pem(authority.chain)])

    async def in_the_loop() -> None:
        await signed_by_pyhanko(rendered, authority)
        await asyncio.sleep(0)

    both = await signed(rendered, authority)
    print(f"\nThe event loop, which has a task every millisecond, while {SIGNERS} at once do this for {SECONDS:.0f} s")
    cases = {
        "nothing": None,
        "sign": sign_only,
        "press and sign": press_and_sign,
        "check": check_only,
        "pyHanko alone, in the event loop": in_the_loop,
    }
    for name, work in cases.items():
        shown(name, *await measured(work, SIGNERS))


def shown(name: str, done: int, late: list[float], spent: list[float]) -> None:
    print(
        f"  {name:34} {done / SECONDS * 60:7.0f} a minute   longest pause {max(late):6.1f} ms "
        f"(99th percentile {sorted(late)[int(len(late) * 0.99)]:5.1f}), by its CPU {max(spent):5.1f} ms",
        flush=True,
    )


async def measured(work: Callable[[], Awaitable[None]] | None, at_once: int) -> tuple[int, list[float], list[float]]:
    """How often the work was done, and by how many milliseconds each tick was late.

    And how much CPU this thread took between two ticks: what the pause would be, had the machine nothing else to do.
    """
    end, done = time.perf_counter() + SECONDS, 0
    late: list[float] = []
    spent: list[float] = []

    async def worker() -> None:
        nonlocal done
        while work and time.perf_counter() < end:
            await work()
            done += 1

    workers = [asyncio.create_task(worker()) for _ in range(at_once)]
    while time.perf_counter() < end:
        start, cpu = time.perf_counter(), time.thread_time()
        await asyncio.sleep(TICK)
        late.append((time.perf_counter() - start - TICK) * 1000)
        spent.append((time.thread_time() - cpu) * 1000)
    await asyncio.gather(*workers)
    return done, late, spent


async def awards(awarder: Person, receiver: Person) -> list[dict[str, Any]]:
    """Accepted awards, each of which gets a contract."""
    found = []
    for _ in range(CONTRACTS):
        demand = await published(awarder)
        await submitted(receiver, demand)
        await awarder.do("closeBidding", demandId=demand)
        (candidate,) = await awarder.candidates(demand)
        given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await awarder.version(demand)}
        award = await awarder.do("awardDemand", **given)
        found.append(await receiver.do("acceptAward", awardId=award["id"]))
    return found


async def made_effective(awarder: Person, receiver: Person, award: dict[str, Any], terms: dict[str, Any]) -> None:
    drafted = await awarder.do("draftContract", awardId=award["id"], **terms)
    named = {"contractId": drafted["id"], "digest": drafted["digest"]}
    for side in (awarder, receiver):
        await side.do("approveTerms", **named, partyId=side.party)
    for side in (receiver, awarder):
        await side.do("signContract", **named, partyId=side.party, password=PASSWORD)


async def over_the_api() -> None:
    """A line for contracts that become effective over the API of a server, whose event loop is the one of the task."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with TemporaryDirectory() as folder:
        database = f"sqlite://{folder}/bench.sqlite3"
        await migrate(database)
        async with serving(database) as url:
            awarder, receiver = await enterprise(url), await enterprise(url)
            accepted = await awards(awarder, receiver)
            terms = await terms_of(awarder, "B2B", accepted[0]["price"]["amount"])
            # Everything is used for the first time.
            await made_effective(awarder, receiver, accepted.pop(), terms)
            settle()

            async def next_one() -> None:
                await made_effective(awarder, receiver, accepted.pop(), terms)

            print(f"\nThe event loop of a server, of which {CLIENTS} at once ask all that makes a contract effective")
            done, late, spent = await measured(next_one, CLIENTS)
            shown("draft, approve twice, sign twice", done, late, spent)


async def main() -> None:
    authority, press = make("Bidhall", at=AT), Press()
    with TemporaryDirectory() as empty:
        rendered = await press.render(TEMPLATE.source, terms(0))
        await pressed(press, Compiler(empty))
        await compared(rendered, authority)
        # As the server does, once everything was used for the first time.
        settle()
        await pauses(rendered, press, authority)
        await press.close()
    await over_the_api()


if __name__ == "__main__":
    asyncio.run(main())
