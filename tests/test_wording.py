"""Wording: every language has all texts, with the right plural and the reader's time zone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from documents.framing import WORDS
from models.notifications.kinds import FACTS, NotificationKind
from models.notifications.wording import phrase, plain, worded, words
from models.refusals.wording import messages_in
from models.text import LANGUAGES

pytestmark = pytest.mark.anywhere

SAMPLE = {
    **{
        "demand": "A {portal}",
        "contract": "C-2026-000001",
        "party": "Acme",
        "reason": "No money.",
        "sender": "Ada",
        "excluded": "Di",
        "inviter": "Bo",
        "name": "Cy",
        "template": "Our terms",
        "stage": "Design",
        "bids": "3",
        "number": "R-2026-000001",
        "amount": "1250.00 EUR",
        "fee": "62.50 EUR",
        "net": "1187.50 EUR",
        "lapsed": "Acme\nDi & Sons",
    },
    **{"at": "2026-03-29T01:30:00+00:00", "count": "2", "answer": "DECLINED", "changed": "budget.low,deadlineAt"},
    "former": "2026-03-27T22:00:00+00:00",
    "task": "COMPLETE_TERMS",
}
K = NotificationKind
CATALOGS = Path(__file__).parents[1] / "web/src"
# Other names for the client, the bidder, the contractor and the party, and in German for a stage, a manager and a
# mediator: ARCHITECTURE.md has the one name of each role.
NOT_SAID = {
    "en": "awarder|receiver|applicant|candidate|customer|buyer|seller|vendor|supplier|(?<!payment )provider",
    "de": "kandidat|bewerb|bietende|empfänger|käufer|\\bkunde|anbieter|dienstleister|\\bstufe|verwalter|mediat",
    "es": "adjudicador|contratante|candidat|otro solicitante|comprador|vendedor|proveedor(?! de pagos)|\\bdemanda",
    "pt": "candidat|\\blicitante|cliente|comprador|vendedor|recebedor|fornecedor|provedor(?! de pagamentos)",
    "zh": "候选|投标人|申请人|委托方|受托方|买方|卖方|购买方|销售方|客户(?!端)|甲方|乙方",
    "zh-Hant": "候選|投標人|申請人|委託方|受託方|買方|賣方|購買方|銷售方|客戶(?!端)|甲方|乙方",
}


CHANGED = {
    "title": ["A “portal”", "Two portals"],
    "description": [None, None],
    "budget": [[None, "5000.00 EUR"], ["1000.50 EUR", "5000.00 EUR"]],
    "durationDays": [None, "1"],
    "deadlineAt": ["2026-03-27T22:00:00+00:00", "2026-03-29T01:30:00+00:00"],
}


def placeholders(text: object) -> set[str]:
    texts = text.values() if isinstance(text, dict) else [str(text)]
    return {name for each in texts for _, name, _, _ in Formatter().parse(each) if name}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NotificationKind)
def test_every_language_has_words_for_every_kind_and_all_of_its_facts(language: str, kind: NotificationKind) -> None:
    said = words(language)[kind]
    assert len(said) == len(FACTS[kind])
    for names, texts in zip(FACTS[kind], said, strict=True):
        assert set(texts) == {"title", "body"}
        assert placeholders(texts["title"]) | placeholders(texts["body"]) == names
        made = worded(kind, {name: SAMPLE[name] for name in names}, language=language, zone="Europe/Madrid")
        assert made.title
        assert made.body
        # Of a stage, or an invoice, its own name is enough.
        named = ("A {portal}", SAMPLE["stage"], SAMPLE["number"])
        assert any(name in made.title for name in named) or "demand" not in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_that_english_does(language: str) -> None:
    def shape(found: dict[str, object]) -> dict[str, object]:
        return {
            name: {part: placeholders(text) for part, text in each.items()} if isinstance(each, dict) else name
            for name, each in found.items()
        }

    assert shape(words(language)) == shape(words("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_role_has_one_name_in_all_texts_for_people(language: str) -> None:
    other = re.compile(NOT_SAID[language], re.IGNORECASE)
    assert [text for text in read_by_people(language) if other.search(re.sub(r"\{\w+\}", "{}", text))] == []


def read_by_people(language: str) -> Iterator[str]:
    """Each text of notifications, mails, refusals, screens and around contracts in a language."""
    for catalog in CATALOGS.glob(f"**/locales/{language}.po"):
        yield from re.findall(r'^msgstr "(.+)"$', catalog.read_text(encoding="utf-8"), re.MULTILINE)
    yield from each_text(words(language))
    yield from each_text(WORDS[language])
    yield from messages_in("de") if language == "en" else each_text(messages_in(language))


def each_text(found: object) -> Iterator[str]:
    match found:
        case str():
            yield found
        case dict() | list():
            for each in found.values() if isinstance(found, dict) else found:
                yield from each_text(each)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "There is now 1 sealed bid.", "There are now 2 sealed bids."),
        ("de", "Es gibt jetzt 1 versiegeltes Gebot.", "Es gibt jetzt 2 versiegelte Gebote."),
        ("es", "Ahora hay 1 oferta sellada.", "Ahora hay 2 ofertas selladas."),
        ("pt", "Agora há 1 proposta lacrada.", "Agora há 2 propostas lacradas."),
        ("zh", "现有 1 份密封投标。", "现有 2 份密封投标。"),
        ("zh-TW", "現有 1 份密封投標。", "現有 2 份密封投標。"),
    ],
)
def test_numbers_take_the_plural_of_their_language(language: str, one: str, two: str) -> None:
    for count, body in (("1", one), ("2", two)):
        facts = {"demand": "A portal", "count": count}
        assert worded(K.BID_ARRIVED, facts, language=language, zone="UTC").body == body
    assert "1.000" in phrase("digest", language="de", count="1000")
    assert "1000" in phrase("digest", language="es", count="1000")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "en-GB",
            "Changed: title (before: “A 'portal'”; now: “Two portals”), description, "
            "budget (before: up to €5,000; now: €1,000.50 \N{EN DASH} €5,000), "
            "duration (before: none given; now: 1 day) "
            "and deadline (before: Fri, 27 Mar 2026, 23:00 CET; now: Sun, 29 Mar 2026, 03:30 CEST). Your bid",
        ),
        (
            "de",
            "Geändert: Titel (bisher: „A 'portal'“; jetzt: „Two portals“), Beschreibung, "
            "Budget (bisher: bis 5.000 €; jetzt: 1.000,50 € \N{EN DASH} 5.000 €), "
            "Dauer (bisher: keine Angabe; jetzt: 1 Tag) "
            "und Frist (bisher: Fr., 27. März 2026, 23:00 MEZ; jetzt: So., 29. März 2026, 03:30 MESZ). Ihr Gebot",
        ),
        (
            "es",
            "Cambios: título (antes: «A 'portal'»; ahora: «Two portals»), descripción, "
            "presupuesto (antes: hasta 5000 €; ahora: 1000,50 € \N{EN DASH} 5000 €), "
            "duración (antes: sin indicar; ahora: 1 día) "
            "y plazo (antes: vie, 27 mar 2026, 23:00 CET; ahora: dom, 29 mar 2026, 03:30 CEST). Su oferta",
        ),
    ],
)
def test_eb16_what_is_short_of_a_change_is_told_with_both_values_as_its_reader_writes_them(
    language: str, shown: str
) -> None:
    facts = {"demand": "A portal", "at": SAMPLE["at"], "changed": json.dumps(CHANGED)}
    said = worded(K.BID_NEEDS_CONFIRMATION, facts, language=language, zone="Europe/Madrid").body
    assert said.replace("\xa0", " ").startswith(shown)


@pytest.mark.parametrize(
    ("language", "zone", "shown"),
    [
        ("en", "UTC", "Sun, 29 Mar 2026, 01:30 UTC"),
        ("en-US", "UTC", "Sun, Mar 29, 2026, 01:30 UTC"),
        ("en-GB", "Europe/London", "Sun, 29 Mar 2026, 02:30 BST"),
        ("de", "Europe/Berlin", "So., 29. März 2026, 03:30 MESZ"),
        ("pt-BR", "America/Sao_Paulo", "sáb., 28 de mar. de 2026 22:30 BRT"),
        ("es", "Europe/Madrid", "dom, 29 mar 2026, 03:30 CEST"),
        ("zh", "Asia/Shanghai", "2026年3月29日周日 09:30"),
        ("zh-Hant", "Asia/Taipei", "2026年3月29日 週日 09:30"),
        ("en-US", "America/Los_Angeles", "Sat, Mar 28, 2026, 18:30 PDT"),
    ],
)
def test_times_are_the_readers_own(language: str, zone: str, shown: str) -> None:
    facts = {"demand": "A portal", "at": SAMPLE["at"]}
    assert shown in worded(K.INTERVIEW_SCHEDULED, facts, language=language, zone=zone).body


@pytest.mark.parametrize(
    ("language", "money", "shown"),
    [
        ("en", "6000.00 EUR", "€6,000 for"),
        ("en", "1499.99 EUR", "€1,499.99 for"),
        ("en", "12345678901234567.89 EUR", "€12,345,678,901,234,567.89 for"),
        ("de", "6000.00 EUR", "6.000\u00a0€ für"),
        ("de", "4500.010 KWD", "4.500,010\u00a0KWD für"),
        ("es", "1499.90 EUR", "1499,90\u00a0€ de"),
        ("es", "7200.00 EUR", "7200\u00a0€ de"),
        ("es", "12500.00 EUR", "12.500\u00a0€ de"),
        ("es-MX", "7200.00 EUR", "EUR7,200 de"),
        ("pt-PT", "7200.00 EUR", "7200\u00a0€ de"),
        ("pt-BR", "1000.50 USD", "US$\u00a01.000,50 de"),
        ("zh", "500 JPY", "JP¥500"),
        ("zh-TW", "12.50 ALL", "ALL12.50"),
    ],
)
def test_money_is_written_as_on_pages_in_the_language_of_its_reader(language: str, money: str, shown: str) -> None:
    facts = {"demand": "A portal", "stage": "Design", "amount": money}
    assert shown in worded(K.STAGE_REFUNDED, facts, language=language, zone="UTC").title


def test_what_people_wrote_stays_on_its_line_and_turns_nothing_around() -> None:
    assert plain("One\r\nBcc: all\u202e@example.org\x00 two") == "One Bcc: all@example.org two"
