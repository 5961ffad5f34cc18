"""Normal forms: what is the same to people is stored, compared, sent and searched as the same."""

import csv
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.letters import letter
from models import text as normal
from models.accounts.users import MOST_IN_NAME, check_address, check_locale, check_password, check_zone, spellings
from models.demands.demand import Demand
from models.demands.search import DemandCriteria, criteria_of, matches
from models.errors import InvalidInput
from models.ids import new_id
from models.inputs import Checks
from models.mail import Mail
from models.notifications.wording import instant, written
from models.text import address, language_tag, line, prose, secret, secrets_of, wire_address
from models.words import LONGEST_WORD, asked_words, have_words, occur, typed_words, words_of
from settings import Settings
from tests.replay.files import DATA
from tests.support.api.postoffice import LETTERHEAD

pytestmark = pytest.mark.anywhere

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
PASSWORD = "Zürich-Passwort-é"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    "aß’'.+#\u200b\u200d\u0301\u094d क物ー가👩💻1\ufe0f\n\t @"
)


@pytest.mark.parametrize(
    ("typed", "stored", "wired"),
    [
        ("ada@example.org", "ada@example.org", "ada@example.org"),
        (" Ada@Example.ORG\n", "ada@example.org", "ada@example.org"),
        ("\u200bada@example.org\ufeff", "ada@example.org", "ada@example.org"),
        ("ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ada@example.org", "ada@example.org"),
        ("o'brien+jobs@example.org", "o'brien+jobs@example.org", "o'brien+jobs@example.org"),
        ("info@straße.example", "info@straße.example", "info@xn--strae-oqa.example"),
        ("info@xn--strae-oqa.example", "info@straße.example", "info@xn--strae-oqa.example"),
        ("info@strasse.example", "info@strasse.example", "info@strasse.example"),
        ("jan@bücher.example", "jan@bücher.example", "jan@xn--bcher-kva.example"),
        ("jan@bu\u0308cher.example", "jan@bücher.example", "jan@xn--bcher-kva.example"),
        ("jan@XN--BCHER-KVA.example", "jan@bücher.example", "jan@xn--bcher-kva.example"),
        ("jan@日本語。jp", "jan@日本語.jp", "jan@xn--wgv71a119e.jp"),
        ("Rene\u0301@example.org", "rené@example.org", "rené@example.org"),
        ("Straße@example.org", "straße@example.org", "straße@example.org"),
        ("νίκος@example.org", "νίκος@example.org", "νίκος@example.org"),
        ("用户@例子.example", "用户@例子.example", "用户@xn--fsqu00a.example"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_one_mailbox_has_one_address(typed: str, stored: str, wired: str) -> None:
    assert (address(typed), address(stored), address(wired)) == (stored, stored, stored)
    assert wire_address(typed) == wired
    checks = Checks()
    assert (check_address(checks, "email", typed), checks.problems) == (stored, [])


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "@",
            "ada",
            "ada@",
            "@example.org",
            "ada@example",
            "ada@example.",
            "ada@example.org.",
            "ada@@example.org",
        ),
        *(
            "a,b@t.example",
            "a b@t.example",
            "a;b@t.example",
            "<ada@t.example>",
            "Ada <ada@t.example>",
            '"a b"@t.example',
        ),
        *(
            "a@t.example, b@t.example",
            "a@t.example\r\nBcc: b@t.example",
            "a\nb@t.example",
            "a(b)@t.example",
            "a@b@c.example",
        ),
        *("a..b@t.example", ".a@t.example", "a.@t.example", "a" * 65 + "@t.example", "é" * 33 + "@t.example"),
        *("a@t_t.example", "a@-t.example", "a@t..example", "a@" + "t" * 64 + ".example", "a@" + "ü" * 60 + ".example"),
        *("a@127.0.0.1", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@xn--a.example", "a@xn--.example", "a@❤.example"),
        *(
            "a@" + ".".join(["t" * 50] * 5),
            "a\x00@t.example",
            "\ud800@t.example",
            "a@t\ud800.example",
            "a\u202eb@\u202e",
        ),
    ],
)
def test_what_no_letter_can_be_sent_to_is_no_address(typed: str) -> None:
    assert address(typed) is None
    with pytest.raises(ValueError, match=r"^This is not a usable email address\.$"):
        wire_address(typed)
    checks = Checks()
    check_address(checks, "email", typed)
    assert [problem.path for problem in checks.problems] == ["email"]


def test_a_letter_needs_no_server_that_knows_other_scripts_unless_the_name_is_in_one() -> None:
    for stored, sent in (
        ("jan@bücher.example", "jan@xn--bcher-kva.example"),
        ("用户@例子.example", "用户@xn--fsqu00a.example"),
    ):
        mail = Mail(
            id=new_id(), key="k", address=stored, kind="PASSWORD_RESET", language="en", time_zone="UTC", facts={}
        )  # fmt: skip
        made = letter([mail], LETTERHEAD, issued=None, at=datetime.now(UTC))
        assert made["To"].addresses[0].addr_spec == sent


def test_the_sender_of_mails_is_an_address_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_FROM", "Bücher <post@bücher.example>")
    assert Settings().mail_from == "Bücher <post@xn--bcher-kva.example>"
    for wrong in ("post", "a,b@t.example", "Post <a..b@t.example>"):
        monkeypatch.setenv("MAIL_FROM", wrong)
        with pytest.raises(ValueError, match="must have the form"):
            Settings()


def test_an_account_from_before_is_found_by_the_form_that_it_was_stored_in() -> None:
    assert spellings("Ada@Example.org ") == ("ada@example.org",)
    assert spellings("info@straße.example") == ("info@straße.example", "info@strasse.example")
    assert spellings("jan@bu\u0308cher.example") == ("jan@bücher.example", "jan@bu\u0308cher.example")
    assert spellings("a,b@t.example") == ("a,b@t.example",)
    assert spellings("\ud800@t.example") == spellings("a\n@t.example") == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (PASSWORD, PASSWORD),
        (unicodedata.normalize("NFD", PASSWORD), PASSWORD),
        ("correct\u00a0horse\u3000battery", "correct horse battery"),
        ("  spaces count  ", "  spaces count  "),
        ("Straße STRASSE", "Straße STRASSE"),
        ("correct\nhorse", None),
        ("correct\u200bhorse", None),
        ("correct\u202ehorse", None),
        ("correct\x00horse", None),
        ("correct\ud800horse", None),
        ("", None),
    ],
)
def test_one_password_is_one_however_it_was_typed(typed: str, kept: str | None) -> None:
    """RFC 8265, OpaqueString."""
    assert secret(typed) == kept
    # What was hashed as it was typed, before there was a normal form, is still tried.
    assert secrets_of(typed) == tuple(dict.fromkeys(form for form in (kept, typed) if form is not None))
    checks = Checks()
    check_password(checks, "password", typed)
    assert bool(checks.problems) is (kept is None)


@pytest.mark.parametrize(
    ("typed", "fits"), [("ü" * 9, False), ("u\u0308" * 9, False), ("u\u0308" * 256, True), ("ü" * 257, False)]
)
def test_the_length_of_a_password_is_that_of_its_normal_form(typed: str, fits: bool) -> None:
    checks = Checks()
    check_password(checks, "password", typed)
    assert (not checks.problems) is fits


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Harborline\u200b Logistics", "Harborline Logistics"),
        ("\u2068Harbor\u00adline\u2069\u2060 \u00a0Logistics\u200e", "Harborline Logistics"),
        ("Harborline\ufe0f Lo\u034fgistics\U000e0041", "Harborline Logistics"),
        ("A\nB", "A B"),
        (" A\r\n\t B\u2028C\u3000D\u2800E ", "A B C D E"),
        ("Harborline\u202e Logistics", "Harborline Logistics"),
        ("Cafe\u0301", "Café"),
        ("Müller™ & Söhne №5", "Müller™ & Söhne №5"),
        ("!!!", "!!!"),
        ("🚀", "🚀"),
        # What nobody sees, alone.
        ("", ""),
        (" \n ", ""),
        ("\u200b", ""),
        ("\u3164", ""),
        ("\u202e", ""),
        ("\u2800", ""),
        ("\u0301", ""),
        ("\u115f\u1160\uffa0", ""),
        # Joiners and variants, where the script needs them.
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ه\u200d. ش", "ه\u200d. ش"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("ශ\u0dca\u200dරී", "ශ\u0dca\u200dරී"),
        ("র\u200d\u09cdযাব", "র\u200d\u09cdযাব"),
        ("👩🏽\u200d💻 ❤\ufe0f 1\ufe0f\u20e3", "👩🏽\u200d💻 ❤\ufe0f 1\ufe0f\u20e3"),
        (ENGLAND, ENGLAND),
        ("葛\U000e0100城", "葛\U000e0100城"),
        # And nowhere else.
        ("Harbor\u200dline \u200cLogistics 1\ufe0f", "Harborline Logistics 1"),
        ("دار\u200cما", "دارما"),
        ("👩\u200d\u200d💻", "👩💻"),
    ],
)  # fmt: skip
def test_a_name_is_one_line_that_can_be_seen(typed: str, kept: str) -> None:
    assert line(typed) == kept
    checks = Checks()
    assert checks.line("name", typed, most=MOST_IN_NAME) == kept
    assert bool(checks.problems) is (kept == "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("    if x:\n        y()\n", "    if x:\n        y()"),
        ("\n  \n    if x:", "    if x:"),
        ("one\r\n\r\n two\rthree", "one\n\n two\nthree"),
        ("  one", "  one"),
        ("e\u0301\t\u202bעברית\u202c", "é\t\u202bעברית\u202c"),
        ("\u200b\n", ""),
        (" \n\t ", ""),
        ("", ""),
    ],
)
def test_prose_stays_as_it_was_typed(typed: str, kept: str) -> None:
    assert prose(typed) == kept
    checks = Checks()
    assert checks.text("body", typed, most=30) == kept
    assert checks.optional("note", typed, most=30) == (kept or None)
    assert bool(checks.problems) is (kept == "")


@pytest.mark.parametrize("typed", ["a\x00b", "a\x1bb", "a\x85b", "a\ud800b"])
def test_what_cannot_be_stored_is_refused_in_every_kind_of_text(typed: str) -> None:
    checks = Checks()
    for check in (checks.text, checks.line, checks.exact):
        check("field", typed, most=20)
    checks.skills("skills", [typed])
    assert [problem.path for problem in checks.problems] == ["field"] * 3 + ["skills.0"]
    assert {problem.message.partition(" (")[0] for problem in checks.problems} == {
        "Contains a character that cannot be stored, such as a control character."
    }


def test_an_empty_reason_is_asked_for() -> None:
    checks = Checks()
    checks.reason(" ")
    checks.text("reason", " ", most=20)
    assert [(problem.path, problem.message, problem.code) for problem in checks.problems] == [
        ("reason", "Give a reason.", "TOO_SHORT"),
        ("reason", "Must not be empty.", "TOO_SHORT"),
    ]


def test_a_name_that_is_far_too_long_is_refused_unseen() -> None:
    checks = Checks()
    checks.line("name", "\u200c" * 2_501, most=250)
    assert [problem.message for problem in checks.problems] == ["Can have at most 250 characters; this has 2501."]


@pytest.mark.skipif(not (DATA / "worldbank").is_dir(), reason=f"there is no data in {DATA / 'worldbank'}")
def test_the_longest_names_of_real_consortia_are_names() -> None:
    with (Path(DATA) / "worldbank" / "bids.csv").open(encoding="utf-8", newline="") as file:
        names = {name for row in csv.DictReader(file) if len(name := row["bidder.name"]) > 120}
    checks = Checks()
    for name in names:
        assert checks.line("name", name, most=MOST_IN_NAME) == re.sub(r"\s+", " ", name).strip()
    assert (len(names), max(map(len, names)), checks.problems) == (37, 139, [])


FOUND = [
    ("O'Brien", ["Port of O’Brien"]),
    ("o’brien", ["O'BRIEN's shop", "O`Brien", "OʼBrien"]),
    ("brien", ["O’Brien"]),
    ("lodz", ["Łódź"]),
    ("łódź", ["LODZ"]),
    ("orsted", ["Ørsted A/S"]),
    ("isi", ["ısı", "ISI", "İsi"]),
    ("istanbul", ["İstanbul", "ISTANBUL", "ıstanbul"]),
    ("strasse", ["Straße", "STRASSE", "STRAẞE"]),
    ("aether thor", ["Æther Þór"]),
    ("nang", ["Đà Nẵng"]),
    ("ника", ["Ни\u0301ка"]),
    ("java", ["Java™", "Java®-Entwickler"]),
    ("java™", ["java"]),
    ("donaudampfschiff", ["Donau\u00addampfschiff", "Donau\u200bdampfschiff"]),
    (".net", ["ASP.NET", "a .NET service"]),
    ("asp.net", ["ASP.NET Core", "ＡＳＰ．ＮＥＴ"]),
    ("asp", ["ASP.NET"]),
    ("example.com", ["www.example.com"]),
    ("node.js", ["Node.js!"]),
    ("c++", ["C++17", "C/C++"]),
    ("c#", ["C#, F#"]),
    ("物流", ["国际物流系统需要升级", "物流"]),
    ("物", ["国际物流系统"]),
    ("データ", ["データベース", "ﾃﾞｰﾀ"]),
    ("第2回", ["第2回"]),
    ("물류", ["물류를 관리하는"]),
    ("한국", ["\u1112\u1161\u11ab\u1100\u116e\u11a8어"]),
    ("ภาษา", ["ไทยภาษาไทย"]),
    ("हिन्दी", ["हिन्दी में"]),
    ("میخواهم", ["می\u200cخواهم"]),
    ("محمد", ["مُحَمَّد", "محـــمد"]),
    ("2026", ["٢٠٢٦", "２０２６"]),
    ("株", ["㈱日立"]),
    ("hello", ["𝐇𝐞𝐥𝐥𝐨"]),
    ("office", ["oﬃce"]),
]
NOT_FOUND = [
    ("c", "C++ and C#"),
    ("c++", "C#"),
    (".net", "the net"),
    ("net.asp", "ASP.NET"),
    ("流物", "国际物流系统"),
    ("カス", "ガス"),
    ("은행", "은 행"),
    ("हन्द", "हिन्दी"),
    ("संघ", "सघ"),
    ("word", "words"),
    ("x" * 200 + "a", "x" * 200 + "b"),
    ("ж" * 60 + "а", "ж" * 60 + "б"),
    ("🚀", "🚀 rocket"),
    ("!!!", "!!!"),
    ("☃ \u0301 . '", "anything"),
]


@pytest.mark.parametrize(("asked", "text"), [(asked, text) for asked, texts in FOUND for text in texts])
def test_a_word_is_found_however_it_is_written(asked: str, text: str) -> None:
    assert occur(asked_words(asked), words_of(text))
    assert have_words([text], asked_words(asked))


@pytest.mark.parametrize(("asked", "text"), NOT_FOUND)
def test_another_word_is_not_found(asked: str, text: str) -> None:
    assert not occur(asked_words(asked), words_of(text))
    assert not have_words([text], asked_words(asked))


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u200b"])
def test_a_text_with_nothing_in_it_asks_nothing(nothing: str | None) -> None:
    assert criteria(nothing).words is None
    assert matches(Demand(tokens="", skills=[], audience=[]), criteria(nothing))


@pytest.mark.parametrize("wordless", ["🚀", "!!!", '" - (', "©"])
def test_a_text_without_a_word_finds_nothing(wordless: str) -> None:
    assert criteria(wordless).words == ()
    assert not matches(
        Demand(tokens=" ".join(words_of(wordless, "rocket")), skills=[], audience=[]), criteria(wordless)
    )
    with pytest.raises(InvalidInput) as refusal:
        criteria(wordless, needs_word=True)
    assert [field.path for field in refusal.value.fields] == ["filter.text"]


def criteria(text: str | None, *, needs_word: bool = False) -> DemandCriteria:
    others: dict[str, None] = dict.fromkeys(("skills", "states", "audience", "budget_at_least", "closes_before"))
    return criteria_of(text=text, needs_word=needs_word, **others)


@given(TEXTS)
def test_normal_forms_are_stable(one: str) -> None:
    assert line(line(one)) == line(one)
    assert prose(prose(one)) == prose(one)
    assert address(one) is None or address(address(one) or "") == address(one)
    assert line(one) == "" or "\n" not in line(one)


@given(TEXTS, TEXTS)
def test_every_text_is_found_by_its_own_words_among_others(one: str, other: str) -> None:
    asked, words = asked_words(one), words_of(other, one)
    assert asked is None or asked == () or occur(asked, words)
    assert have_words([other, one], asked_words(other)) == occur(asked_words(other), words)
    for word in words:
        assert 0 < len(word) <= max(LONGEST_WORD, 104)
        assert not set(word) & set(" '\"\\\n\t\0?%")
        assert occur(asked_words(word), [word]) or len(word) > LONGEST_WORD


def test_the_words_of_the_longest_texts_fit_into_a_row() -> None:
    """PostgreSQL takes less than 1 MiB of words, and 2,046 bytes for each."""
    parts = ["\ufdf2", "\ufdf3", "\ufdf4", "\ufdf5", "\ufdf6", "\ufdf8", "\ufdf9"]
    compounds = (f"{a}.{b}.{c}.{d} " for a in parts for b in parts for c in parts for d in parts)
    for longest in (
        "".join(map(chr, range(0x20000, 0x20000 + 20_000))),
        "".join(compounds)[:20_000],
        " ".join(f"{chr(0x10330 + n % 20)}.{n}" for n in range(5_000))[:20_000],
    ):
        words = words_of(longest)
        assert len(" ".join(words).encode()) < 900_000
        assert max(len(word.encode()) for word in words) < 500


@pytest.mark.parametrize(
    ("typed", "kept", "texts", "date"),
    [
        ("en", "en", "en", "Mon, 2 Nov 2026, 12:00 UTC"),
        ("en-US", "en-US", "en", "Mon, Nov 2, 2026, 12:00 UTC"),
        ("en-GB", "en-GB", "en", "Mon, 2 Nov 2026, 12:00 UTC"),
        ("EN-gb", "en-GB", "en", "Mon, 2 Nov 2026, 12:00 UTC"),
        ("de-AT", "de-AT", "de", "Mo., 2. Nov. 2026, 12:00 UTC"),
        ("es-MX", "es-MX", "es", "lun, 2 de nov de 2026, 12:00 UTC"),
        ("pt-BR", "pt-BR", "pt", "seg., 2 de nov. de 2026 12:00 UTC"),
        ("pt-PT", "pt-PT", "pt", "segunda, 2/11/2026, 12:00 UTC"),
        ("zh", "zh", "zh", "2026年11月2日周一 12:00 UTC"),
        ("zh-Hans-SG", "zh-Hans-SG", "zh", "2026年11月2日周一 12:00 UTC"),
        ("zh-Hant", "zh-Hant", "zh-Hant", "2026年11月2日 週一 12:00 UTC"),
        ("zh-TW", "zh-TW", "zh-Hant", "2026年11月2日 週一 12:00 UTC"),
        ("zh-hant-hk", "zh-Hant-HK", "zh-Hant", "2026年11月2日週一 12:00 UTC"),
        ("de-CH-1996", "de-CH", "de", "Mo., 2. Nov. 2026, 12:00 UTC"),
        ("en-AQ", "en-AQ", "en", "Mon, 2 Nov 2026, 12:00 UTC"),
        ("en-u-ca-buddhist", "en", "en", "Mon, 2 Nov 2026, 12:00 UTC"),
    ],
)
def test_a_language_keeps_its_script_and_region(typed: str, kept: str, texts: str, date: str) -> None:
    assert (language_tag(typed), language_tag(kept), written(kept)) == (kept, kept, texts)
    assert instant(AT, language=kept, zone="UTC") == date


@pytest.mark.parametrize(
    ("at", "zone", "until", "begins"),
    [
        ("2026-12-03T00:00", "UTC", "Wed, 2 Dec 2026, 23:59 UTC", "Thu, 3 Dec 2026, 00:00 UTC"),
        ("2026-12-31T23:00", "Europe/Berlin", "Thu, 31 Dec 2026, 23:59 CET", "Fri, 1 Jan 2027, 00:00 CET"),
        ("2026-12-03T00:01", "UTC", "Thu, 3 Dec 2026, 00:01 UTC", "Thu, 3 Dec 2026, 00:01 UTC"),
        ("2026-12-03T13:30", "UTC", "Thu, 3 Dec 2026, 13:30 UTC", "Thu, 3 Dec 2026, 13:30 UTC"),
    ],
)
def test_an_instant_is_written_as_on_the_pages(at: str, zone: str, until: str, begins: str) -> None:
    """A deadline at midnight is the end of a day, and what begins then is the beginning of the next."""
    then = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert instant(then, language="en", zone=zone) == until
    assert instant(then, language="en", zone=zone, begins=True) == begins


@pytest.mark.parametrize(
    "typed", ["", "tlh", "fr", "english", "en_US", "en-XX", "en-Xxxx", "-", "en-", "zh-Hant-" + "x" * 99]
)
def test_what_no_mail_can_be_written_in_is_refused(typed: str) -> None:
    checks = Checks()
    check_locale(checks, typed, None)
    assert [problem.path for problem in checks.problems] == ["language"]


@pytest.mark.parametrize(
    ("zone", "fits"),
    [
        *((zone, True) for zone in ("UTC", "Europe/Berlin", "Asia/Shanghai", "America/Argentina/Ushuaia")),
        *((zone, False) for zone in ("", "localtime", "posixrules", "Factory", "Mars/Base", "../etc/passwd")),
    ],
)
def test_every_door_takes_the_same_time_zones(zone: str, fits: bool) -> None:
    checks = Checks()
    check_locale(checks, None, zone)
    check_zone(checks, "timeZone", zone)
    assert len(checks.problems) == (0 if fits else 2)
    assert (zone in normal.zones()) is fits


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", None),
        ("!", ()),
        ("Port", ("port*",)),
        ("port port", ("port*",)),
        ("payment Óra", ("payment", "ora*")),
        ("c++", ("c++*",)),
        # Too short to be the beginning of much else, and signs that are found within a run of them anyway.
        ("go", ("go",)),
        ("物流系统", ("物流", "流系", "系统")),
        ("x" * LONGEST_WORD, ("x" * LONGEST_WORD + "*",)),
    ],
)
def test_of_the_last_word_that_is_typed_the_beginning_is_enough(text: str, asked: tuple[str, ...] | None) -> None:
    assert typed_words(text) == asked


def test_a_beginning_is_none_of_another_word() -> None:
    words = words_of("Shipment tracking portal")
    for text, is_found in (("ship", True), ("portal ship", True), ("ship portal", False), ("hip", False)):
        assert occur(typed_words(text), words) is is_found
    # What is longer than a word can be is asked for as a whole.
    assert not occur(typed_words("x" * (LONGEST_WORD + 1)), words_of("x" * (LONGEST_WORD + 2)))
