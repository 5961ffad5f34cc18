"""Terms of a contract to try documents with."""

from typing import Any

from documents.canonical import canonical

AWARDER = {
    "name": "Zürich Werke AG",
    "address": "Bahnhofstrasse\nZürich",
    "registration": "CHE-AWARD",
    "representative": "Ada Lovelace",
    "seal": "None",
}
RECEIVER = {**AWARDER, "name": "Жук ООД", "registration": "BG-RECEIVE", "representative": "Boris Hadji"}


def terms(**changed: Any) -> bytes:
    """Canonical terms, with some of their members changed."""
    return canonical(
        {
            "form": 1,
            "template": {"id": "template", "name": "Agreement", "version": 1, "sha256": "0" * 64},
            "contract": {"number": "C-2026-000123", "version": 2},
            "kind": "B2B",
            "language": "en",
            "parties": {"awarder": AWARDER, "receiver": RECEIVER},
            "total": {"amount": "1234567.50", "currency": "EUR"},
            "stages": [
                {"number": 1, "title": "All", "amount": "1234567.50", "acceptanceTerms": None, "dueOn": "2031-07-09"}
            ],
            "fields": {},
            **changed,
        }
    )
