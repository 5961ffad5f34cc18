"""Wording: every language has all texts, with the right plural and the reader's time zone."""

from string import Formatter

import pytest

from models.notifications.kinds import FACTS, NotificationKind
from models.notifications.wording import phrase, plain, worded, words
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
        "number": "R-2026-000001",
        "amount": "1250.00 EUR",
    },
    **{"at": "2026-03-29T01:30:00+00:00", "count": "2", "answer": "DECLINED", "changed": "budget.low,deadlineAt"},
}
K = NotificationKind


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


@pytest.mark.parametrize(
    ("language", "zone", "shown"),
    [
        ("en", "UTC", "March 29, 2026, 1:30"),
        ("en-GB", "Europe/London", "29 March 2026, 02:30 BST"),
        ("de", "Europe/Berlin", "29. März 2026, 03:30 MESZ"),
        ("pt-BR", "America/Sao_Paulo", "28 de março de 2026 22:30"),
        ("es", "Europe/Madrid", "29 de marzo de 2026, 3:30 CEST"),
        ("zh", "Asia/Shanghai", "2026年3月29日 09:30"),
        ("zh-Hant", "Asia/Taipei", "2026年3月29日 上午9:30"),
        ("en", "America/Los_Angeles", "March 28, 2026, 6:30"),
    ],
)
def test_times_are_the_readers_own(language: str, zone: str, shown: str) -> None:
    facts = {"demand": "A portal", "at": SAMPLE["at"]}
    assert shown in worded(K.INTERVIEW_SCHEDULED, facts, language=language, zone=zone).body


def test_what_people_wrote_stays_on_its_line_and_turns_nothing_around() -> None:
    assert plain("One\r\nBcc: all\u202e@example.org\x00 two") == "One Bcc: all@example.org two"
