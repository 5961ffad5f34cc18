"""The press: documents as a function of template and terms, and templates that are refused (CO-1, CO-12)."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from documents.canonical import digest, printed_code
from documents.press import Press, RenderingTooSlow, TemplateFaulty, TextNotPrintable
from tests.support.api.server import ROOT
from tests.support.documents.pdfs import closed_up, pages_of, picture, shows_qr_code, text_of
from tests.support.documents.terms import terms

pytestmark = pytest.mark.anywhere

SHOWN = "\n".join(f'- #f("v{number}")' for number in range(11))
EVIL = [
    '#read("/etc/passwd")',
    "*bold* _italic_ `raw` $x^2$ @reference <label>",
    "// comment /* and */ \\ backslash \\u{41}",
    "= heading",
    "- item\n+ item\n/ term: item",
    'https://evil.example/?a=b [link](to) #link("x")',
    "‘single’ “double” 'a' \"b\" -- --- ... ~ -?",
    "{{7*7}} {% if %} ${7*7} {other_field} ]]>  <b>&amp;</b>",
    "] ) } #{ #let f(k) = 1 }",
    "#set page(footer: none)\n#pagebreak()",
    "x" * 400,
]
# The time as a process is told it that loads this library first.
CLOCK = """
#include <time.h>
#include <sys/time.h>
int clock_gettime(clockid_t id, struct timespec *t) { t->tv_sec = 4102444800; t->tv_nsec = 0; return 0; }
time_t time(time_t *t) { if (t) *t = 4102444800; return 4102444800; }
int gettimeofday(struct timeval *t, void *zone) { t->tv_sec = 4102444800; t->tv_usec = 0; return 0; }
"""
PROGRAM = """
import hashlib, sys, tempfile
from documents.framing import document
from documents.worker import Compiler
from tests.test_press import MANY, terms
with tempfile.TemporaryDirectory() as empty:
    job = document(MANY, terms(fields={"a": "Zürich 中文"}))
    print(hashlib.sha256(Compiler(empty).compiled(job.main, dict(job.inputs), job.standard)[1]).hexdigest())
"""
MANY = """#show: clauses
#title[Agreement]
#parties()
= Fees
#stages()
#f("a") #std.datetime.today().display() #lorem(900)
"""


@pytest.fixture(scope="module")
async def press() -> AsyncIterator[Press]:
    press = Press()
    yield press
    await press.close()


async def shown(press: Press, source: str, **changed: Any) -> str:
    return text_of((await press.render(source, terms(**changed))).pdf)


@pytest.mark.parametrize("processes", [3, pytest.param(10, marks=pytest.mark.soak)])
async def test_a_document_has_the_same_bytes_in_every_process(press: Press, processes: int, tmp_path: Path) -> None:
    """CO-1: whatever the hash seed, the time zone, the language and, with a C compiler, the date."""
    made = await press.render(MANY, terms(fields={"a": "Zürich 中文"}))
    again = await press.render(MANY, terms(fields={"a": "Zürich 中文"}))
    clock = await asyncio.to_thread(_other_clock, tmp_path)
    zones = ["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati"]
    running = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", PROGRAM),
            env={
                **{"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(number)},
                **{"TZ": zones[number % len(zones)], "LANG": "C" if number % 2 else "de_DE.UTF-8"},
                **(clock if number % 2 else {}),
            },
            stdout=asyncio.subprocess.PIPE,
        )
        for number in range(processes)
    ]
    said = {(await each.communicate())[0].decode().strip() for each in running}
    assert said == {digest(made.pdf)} == {digest(again.pdf)}


def _other_clock(folder: Path) -> dict[str, str]:
    if not shutil.which("cc") or sys.platform != "linux":
        return {}
    (folder / "clock.c").write_text(CLOCK, encoding="utf-8")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", folder / "clock.so", folder / "clock.c"], check=True)
    return {"LD_PRELOAD": str(folder / "clock.so")}


async def test_text_in_latin_cyrillic_greek_chinese_and_arabic_shows(press: Press) -> None:
    texts = ["Grüße, Łódź, Đặng", "Договор подряда", "Σύμβαση έργου", "软件开发合同，甲方", "عقد تقديم خدمات"]
    source = "\n\n".join(f'#f("v{number}")' for number in range(len(texts)))
    made = await press.render(source, terms(fields={f"v{number}": text for number, text in enumerate(texts)}))
    text = closed_up(text_of(made.pdf))
    assert [each for each in texts[:4] if closed_up(each) not in text] == []
    # Readers give back Arabic letters in the form that they are joined in: this one is looked at.
    assert b"NotoSansArabic" in made.pdf
    lines = picture(made.pdf, 0, scale=1).point(lambda grey: 255 * (grey < 128))
    assert lines.crop((60, 130, 300, 165)).getbbox() is not None


async def test_what_users_write_is_never_markup(press: Press) -> None:
    """Each text comes back letter for letter, and changes nothing around it."""
    fields = {f"v{number}": text for number, text in enumerate(EVIL)}
    made = await press.render(SHOWN, terms(fields=fields))
    text = closed_up(text_of(made.pdf))
    assert [each for each in EVIL if closed_up(each) not in text] == []
    assert made.pages == len(pages_of(made.pdf)) == 1


async def test_what_users_write_elsewhere_is_no_markup_either(press: Press) -> None:
    evil = "#pagebreak() *x* $y$ @z"
    party = {"name": evil, "address": evil, "registration": evil, "representative": evil, "seal": evil}
    stage = {"number": 1, "title": evil, "amount": "1.00", "acceptanceTerms": evil, "dueOn": None}
    made = await press.render(
        "#parties()\n#stages()",
        terms(
            parties={"awarder": party, "receiver": party},
            stages=[stage],
            template={"id": "x", "name": evil, "version": 1, "sha256": "0" * 64},
        ),
    )
    assert made.pages == 1
    # Twice as name, signer and of each other kind of data, twice more where they sign, in the stage, and in the footer.
    assert closed_up(text_of(made.pdf)).count(closed_up(evil)) == 2 * 5 + 2 * 2 + 2 + 1


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", ["9 July 2031", "EUR 1,234,567.50"]),
        ("de-AT", ["9. Juli 2031", "1.234.567,50 EUR", "Fällig"]),
        ("es", ["9 de julio de 2031", "1.234.567,50 EUR"]),
        ("pt-BR", ["9 de julho de 2031", "1.234.567,50 EUR"]),
        ("zh", ["2031年7月9日", "EUR 1,234,567.50", "合计"]),
        ("zh-Hant", ["2031年7月9日", "合計"]),
        ("ar", ["9 July 2031"]),
    ],
)
async def test_money_and_dates_are_printed_in_the_language_of_the_contract(
    press: Press, language: str, printed: list[str]
) -> None:
    text = closed_up(await shown(press, "#stages()", language=language))
    assert [each for each in printed if closed_up(each) not in text] == []


async def test_every_form_of_a_value_is_printed(press: Press) -> None:
    option = {"value": "NET", "label": "Net of tax"}
    fields: dict[str, Any] = {
        **{"number": {"number": "-1234.5"}, "fee": {"amount": "0.05", "currency": "KWD"}, "none": None},
        **{"day": {"date": "2030-12-01"}, "party": {"party": "RECEIVER"}, "choice": option, "several": [option]},
        "rows": [{"what": "Server", "on": {"date": "2030-01-02"}}],
    }
    source = """#f("number") | #f("fee") | #f("none") | #f("day") | #f("party") | #f("choice") | #f("several") |
    #mark("choice", "NET") #mark("several", "GROSS") #mark("none", "X") | #if given("none") [given] else [left out]
    #table-of("rows", ("what", "What"), ("on", "When"))
    #t("parties.awarder.name") #data("contract").version #data("nothing.there", default: "else")"""
    text = closed_up(await shown(press, source, fields=fields))
    forms = "−1234.5|KWD 0.05|–|1 December 2030|Жук ООД|Net of tax|Net of tax|☒ ☐ ☐|left out"
    assert closed_up(forms) in text
    assert closed_up("What When Server 2 January 2030 Zürich Werke AG 2 else") in text


async def test_every_page_has_the_code_and_the_qr_code_of_the_hash(press: Press) -> None:
    made = await press.render("#lorem(1500)", terms())
    pages = pages_of(made.pdf)
    assert len(pages) == made.pages == 3
    assert all(printed_code(digest(terms())) in page for page in pages)
    assert [f"{number}/3" in page for number, page in enumerate(pages, start=1)] == [True] * 3
    assert all(shows_qr_code(made.pdf, number, digest(terms())) for number in range(3))


async def test_a_print_has_the_same_pages_with_version_hash_and_time(press: Press) -> None:
    """CO-12."""
    signed = await press.render(MANY, terms(fields={"a": "A"}))
    printed = await press.print_of(
        MANY, terms(fields={"a": "A"}), printed_at=datetime(2026, 11, 28, 23, 59, tzinfo=UTC)
    )
    assert printed.places == signed.places
    for with_note, without in zip(pages_of(printed.pdf), pages_of(signed.pdf), strict=True):
        note = closed_up(f"Printed on 2026-11-28 23:59 (UTC). SHA-256: {digest(terms(fields={'a': 'A'}))}")
        assert note in closed_up(with_note)
        assert closed_up(with_note).replace(note, "") == closed_up(without)
        assert "version 2" in without


async def test_each_party_has_an_empty_place_to_sign(press: Press) -> None:
    """By itself at the end, or where the template puts it."""
    for source, page in (("Text", 1), ("#pagebreak() #signatures() #pagebreak() More", 2)):
        made = await press.render(source, terms())
        assert sorted(made.places) == ["AWARDER", "RECEIVER"]
        for place in made.places.values():
            assert place.page == page
            drawn = picture(made.pdf, page - 1, scale=1)
            left, right = int(place.left) + 3, int(place.right) - 3
            top, bottom = drawn.height - int(place.top) + 3, drawn.height - int(place.bottom) - 3
            assert drawn.crop((left, top, right, bottom)).getextrema() == (255, 255)


async def test_characters_that_no_font_has_are_named(press: Press) -> None:
    with pytest.raises(TextNotPrintable) as refused:
        await shown(press, '#f("a")', fields={"a": "Price: ก 😀 \U00013000 and ก"})
    assert refused.value.characters == "ก\U00013000😀"
    assert "Fine" in await shown(press, "Fine")


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x00", "\ue000", "\U000e0041"])
async def test_characters_that_change_how_others_read_are_not_printed(press: Press, character: str) -> None:
    """Wherever they are: an amount that is turned around reads as another one."""
    party = {"name": f"A{character}B"}
    with pytest.raises(TextNotPrintable) as refused:
        await press.render("Text", terms(parties={"awarder": party, "receiver": party}))
    assert refused.value.characters == character


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ('A\n#read("/etc/passwd")', 2, "file not found"),
        ('#read("../../etc/passwd")', 1, "escape the project root"),
        ('#read("/proc/self/environ")', 1, "file not found"),
        ('#read("/dev/null")', 1, "file not found"),
        ('#image("/etc/passwd")', 1, "file not found"),
        ('#include "/etc/passwd"', 1, "file not found"),
        ('#plugin("/x.wasm")', 1, "file not found"),
        ('#import "@preview/cetz:0.3.0"', 1, "failed to download package"),
        ('#import "@local/x:0.3.0"', 1, "package not found"),
        ('\n\n#let name = "@pre" + "view/x:1.0.0"\n#import name', 4, "failed to download package"),
        ('#eval("read(\\"/etc/passwd\\")")', 1, "file not found"),
        ('#f("unknown")', 1, 'The template has no field "unknown".'),
        ('#t("parties.judge")', 1, 'The terms have no "parties.judge".'),
        ('#t("parties")', 1, "cannot be shown"),
        ("#datetime.today().display()", 1, "cannot access fields"),
        ("#let x = (", 1, "unclosed delimiter"),
        ("#let f(x) = f(x)\n#f(1)", 1, "maximum function call depth exceeded"),
        ("#while true {}", 1, "condition is always true"),
        ("#set page(footer: none)\nText", None, "Every page needs the footer"),
        ("A #pagebreak() #page(footer: none)[B]", None, "Every page needs the footer"),
        ('#signature("AWARDER")', None, "Each party needs one place to sign"),
        ("#signatures() #signatures()", None, "Each party needs one place to sign"),
        ("#pagebreak()" * 600, None, "at most 500 pages"),
        ("#" + "x" * 2**20, None, "too large"),
    ],
)
async def test_a_faulty_template_is_refused_with_its_line(
    press: Press, source: str, line: int | None, message: str
) -> None:
    with pytest.raises(TemplateFaulty, match=r".") as refused:
        await press.render(source, terms(), limit=60)
    assert (refused.value.line, message in refused.value.message) == (line, True), refused.value
    assert str(ROOT) not in str(refused.value)
    assert "bidhall-press" not in str(refused.value)


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        ("#for a in range(100000) { for b in range(100000) { let c = a * b } }", 1.5),
        ("#let f(n, m) = if n > 0 { f(n - 1, 2 * m); f(n - 1, 2 * m + 1) }\n#f(40, 1)", 1.5),
        ('#("a" * 100000000000)', 60),
        ("#range(100000000000).len()", 60),
    ],
)
async def test_a_template_that_comes_to_no_end_is_killed(press: Press, source: str, limit: float) -> None:
    """It takes too long, or too much memory; the next document is not concerned."""
    with pytest.raises(RenderingTooSlow):
        await press.render(source, terms(), limit=limit)
    assert "Fine" in await shown(press, "Fine")


async def test_nobody_gets_the_document_of_somebody_who_did_not_wait(press: Press) -> None:
    begun = asyncio.create_task(press.render("#lorem(20000) Theirs", terms()))
    await shown(press, "Fine")  # waits for its turn, or was first
    slow = asyncio.create_task(press.render("#lorem(20001) Theirs", terms()))
    await asyncio.sleep(0)
    slow.cancel()
    assert "Fine" in await shown(press, "Fine")
    assert "Theirs" in text_of((await begun).pdf)


async def test_terms_that_are_not_canonical_have_no_document(press: Press) -> None:
    with pytest.raises(ValueError, match="canonical"):
        await press.render("Text", terms().replace(b'"form":1', b'"form": 1'))


async def test_a_press_whose_processes_are_ended_leaves_nothing_behind() -> None:
    press = Press(2)
    both = await asyncio.gather(press.render("A", terms()), press.render("A", terms()))
    assert both[0].pdf == both[1].pdf
    empty = press._empty
    await press.close()
    assert not await asyncio.to_thread(os.path.exists, empty)
