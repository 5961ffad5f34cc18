"""Search words: how texts are split and matched, the same in both databases and in live filters."""

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from tortoise.expressions import RawSQL
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.database import is_postgres, rows

# Of a word that is spelled out, this many characters are never cut off.
BEGINNING = 12
SPELLED = {"+": "zzplus", "#": "zzsharp", ".": "zzdot", "'": "zzquote"}
WORD = re.compile(r"[.]?[^\W_]+(?:[.'][^\W_]+)*[+#]*", re.UNICODE)

Row = TypeVar("Row", bound=Model)


def words_of(*texts: str) -> list[str]:
    """The words of the texts as both databases index them, without duplicates, including parts of compound words.

    `C++`, `C#` and `.NET` stay distinct words. Accents are removed; every character outside a-z and 0-9 is spelled out
    in letters, so that the database's own word rules do not matter.
    """
    found: dict[str, None] = {}
    for text in texts:
        for word in _words(text):
            for part in (word, *re.split(r"[.']", word.strip("."))):
                found[_spelled(part)] = None
    return list(found)


def asked_words(text: str) -> tuple[str, ...]:
    """The words that a search requires, all of them; compound words are required as a whole."""
    return tuple(dict.fromkeys(map(_spelled, _words(text))))


def have_words(texts: Sequence[str], asked: str) -> bool:
    """Whether the texts have all words of a search, for texts that are in no index."""
    whole = "\n".join(texts)
    if whole.isascii():
        # Splitting a long text takes a millisecond: most are told apart by looking for the beginnings of the words.
        lower = whole.lower()
        if not all(word[:BEGINNING] in lower for word in _words(asked)):
            return False
    return set(asked_words(asked)) <= set(words_of(*texts))


async def keep_words(table: str, key: UUID, tokens: str, *, is_new: bool = False) -> None:
    """Writes a row's words to SQLite's full-text index; PostgreSQL indexes the column `tokens` itself."""
    if is_postgres():
        return
    if not is_new:
        await rows(f"DELETE FROM {table}_search WHERE {table}_id = ?", str(key))
    if tokens:
        await rows(f"INSERT INTO {table}_search ({table}_id, tokens) VALUES (?, ?)", str(key), tokens)


def having(query: QuerySet[Row], words: tuple[str, ...], *, table: str) -> QuerySet[Row]:
    """Filters the rows that contain all of the words (see asked_words)."""
    # Not an injection: the words contain only letters and digits.
    if is_postgres():
        asked = " & ".join(f"''{word}''" for word in words)
        hit = f"array_to_tsvector(string_to_array(\"{table}\".\"tokens\", ' ')) @@ '{asked}'::tsquery"
        return query.annotate(hit=RawSQL(f"({hit})")).filter(hit=True)
    asked = " AND ".join(f'"{word}"' for word in words)
    hit = f"SELECT s.{table}_id FROM {table}_search s WHERE s.tokens MATCH '{asked}'"
    return query.annotate(hit=RawSQL(f'("{table}"."id" IN ({hit}))')).filter(hit=1)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


def _spelled(word: str) -> str:
    plain = (c if c.isascii() and c.isalnum() else SPELLED.get(c, f"zz{ord(c):x}zz") for c in word)
    return "".join(plain)[:120]
