"""The words of an invoice, in its language."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from documents.framing import words_in, words_of
from documents.invoicing.invoice import Invoice

WORDS: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def reason_of(cause: str, language: str) -> str:
    """Why something is credited of itself: a refund, a supplement, or a termination."""
    return str(words_in(WORDS, language)["cause"][cause])


def wordings_of(invoice: Invoice) -> dict[str, Any]:
    """What stands on it, and how its numbers and days are written."""
    return {**words_of(invoice.language), **words_in(WORDS, invoice.language)}
