"""Search words: how texts are split and matched, the same in both databases and in live filters."""

import hashlib
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

import regex
from anyascii import anyascii
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.database import is_postgres, reader, rows
from models.database.conditions import in_sql
from models.database.writing import Write
from models.inputs import Checks

LONGEST_TEXT = 500
# A longer word is kept as its beginning and a hash, so that it equals no other word.
LONGEST_WORD, KEPT = 80, 40
# Ends an asked word of which the beginning is enough; no word of a text has it. A shorter one is meant as a whole.
BEGINNING, LEAST_BEGINNING = "*", 3
# Of a compound word with more parts, only the parts are words of their own.
MOST_PARTS = 4
# What so many rows have is looked for in the rows of a page, in their order, and not in an index of words.
FREQUENT = 500
# For how many seconds words are known to be frequent, and for how many searches that is kept.
KNOWN_FOR, MOST_KNOWN = 600.0, 1_000

# One sign for every apostrophe and what is typed for one: neither database has a meaning for it.
APOSTROPHE = "\u2019"
APOSTROPHES = str.maketrans(dict.fromkeys("'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2032\ua78c\uff07", APOSTROPHE))
UNHEARD = regex.compile(r"[\p{Default_Ignorable_Code_Point}\u0640™℠®©℗]", regex.V1)
SYMBOL = regex.compile(r"\p{So}")
# In these scripts, marks tell apart what people type without them; in others they are letters.
MARKED = regex.compile(
    r"([\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Armenian}\p{Georgian}\p{Nd}])[\p{Mn}\p{Me}]+", regex.V1
)
LATIN = regex.compile(r"[[\p{Latin}\p{Nd}]--[a-z0-9]]", regex.V1)
# Scripts without spaces between words, and Korean, whose particles follow without one.
SCRIPTS = ("Han", "Hiragana", "Katakana", "Bopomofo", "Hangul", "Yi", "Thai", "Lao", "Khmer", "Myanmar")
UNSPACED = "".join(rf"\p{{scx={script}}}" for script in SCRIPTS)
SIGN = regex.compile(rf"[[{UNSPACED}]&&[\p{{L}}\p{{N}}]]\p{{M}}*", regex.V1)
PART = rf"[[\p{{L}}\p{{N}}]--[{UNSPACED}]][[\p{{L}}\p{{N}}\p{{M}}]--[{UNSPACED}]]*"
WORD = regex.compile(rf"(?P<run>(?:{SIGN.pattern})+)|\.?{PART}(?:[.{APOSTROPHE}]{PART})*[+#]*", regex.V1)
SEPARATOR = regex.compile(rf"[.{APOSTROPHE}]")

Row = TypeVar("Row", bound=Model)
# Words that all have to occur, or of some the BEGINNING; None if nothing is asked. No word at all occurs nowhere.
Asked = tuple[str, ...] | None


def words_of(*texts: str) -> list[str]:
    """The words of the texts as both databases index them, without duplicates, including parts of compound words.

    `C++`, `C#` and `.NET` stay distinct words. Of scripts without spaces, each sign and each pair of neighbours is a
    word. Case, accents and invisible characters do not count. No word has a space, a quote or a backslash.
    """
    return list(dict.fromkeys(_short(word) for text in texts for word in _indexed(_folded(text))))


def asked_words(text: str) -> Asked:
    """The words that a search requires: compound words as a whole, and runs of signs by all of their pairs."""
    if not text.strip():
        return None
    return tuple(dict.fromkeys(_short(word) for word in _required(_folded(text))))


def typed_words(text: str) -> Asked:
    """The same while somebody types: of the last word, the beginning is enough."""
    asked = asked_words(text)
    if not asked or not LEAST_BEGINNING <= len(asked[-1]) <= LONGEST_WORD or SIGN.match(asked[-1]):
        return asked
    return (*asked[:-1], asked[-1] + BEGINNING)


def named_word(name: str) -> str:
    """The word that stands for a whole name, such as a skill, whatever is in it; no text has such a word."""
    return f"#{name.encode().hex()}"


def checked_words(
    checks: Checks,
    path: str,
    text: str,
    *,
    least: int = 0,
    needs_word: bool = False,
    read: Callable[[str], Asked] = asked_words,
) -> Asked:
    """The words of a search as the client sent it. A text without a word finds nothing, or is refused."""
    asked = read(checks.line(path, text, most=LONGEST_TEXT, least=least)[:LONGEST_TEXT])
    if asked == () and needs_word:
        checks.wrong(path, "Must contain at least one word.", "NO_WORD")
    return asked


def occur(asked: Asked, words: Collection[str]) -> bool:
    """Whether a search finds a text with these words."""
    if not asked:
        return asked is None
    begun = [word.removesuffix(BEGINNING) for word in asked if word.endswith(BEGINNING)]
    return {word for word in asked if not word.endswith(BEGINNING)} <= set(words) and all(
        any(word.startswith(each) for word in words) for each in begun
    )


def have_words(texts: Sequence[str], asked: Asked) -> bool:
    """Whether a search finds these texts, which are in no index."""
    whole = "\n".join(texts)
    if asked and whole.isascii():
        # Splitting a long text takes a millisecond: most are told apart by looking for the beginnings of the words.
        lower = whole.lower().translate(APOSTROPHES)
        if not all(word.removesuffix(BEGINNING)[:KEPT] in lower for word in asked):
            return False
    return occur(asked, words_of(*texts))


async def keep_words(table: str, key: UUID, tokens: str, *, is_new: bool = False) -> None:
    """Writes a row's words to SQLite's full-text index; PostgreSQL indexes the column `tokens` itself."""
    if is_postgres():
        return
    if not is_new:
        await rows(f"DELETE FROM {table}_search WHERE {table}_id = ?", str(key))
    for each in words_kept(table, key, tokens):
        await rows(each.statement, *each.values)


def words_kept(table: str, key: UUID, tokens: str) -> list[Write]:
    """The same for a new row, as soon as this is written."""
    if is_postgres() or not tokens:
        return []
    return [Write(f"INSERT INTO {table}_search ({table}_id, tokens) VALUES (?, ?)", (str(key), tokens))]


async def having(query: QuerySet[Row], asked: Asked, *, table: str) -> QuerySet[Row]:
    """Filters the rows in which the words occur, like `occur`."""
    if asked is None:
        return query
    if not asked:
        return query.filter(id__in=[])
    # A database guesses how many rows have a word that few have, and would read all rows in order to find a page.
    if not _is_known_frequent(table, asked):
        few = await rows(f"{_found(asked, table)} LIMIT {FREQUENT}", by=reader())
        if len(few) < FREQUENT:
            return query.filter(id__in=[each["id"] for each in few])
        _known_until[table, asked] = time.monotonic() + KNOWN_FOR
    return query.filter(in_sql(_occurring(asked, table)))


# Until when words count as frequent, in the order in which they were last found to be. It changes only how they are
# looked for, and not what is found.
_known_until: OrderedDict[tuple[str, tuple[str, ...]], float] = OrderedDict()


def _is_known_frequent(table: str, asked: tuple[str, ...]) -> bool:
    while _known_until and (len(_known_until) > MOST_KNOWN or next(iter(_known_until.values())) <= time.monotonic()):
        _known_until.popitem(last=False)
    return (table, asked) in _known_until


def _found(asked: Sequence[str], table: str) -> str:
    """A statement for the ids of the rows in which the words occur, by the full-text index."""
    if is_postgres():
        return f"SELECT id FROM {table} WHERE {_occurring(asked, table)}"
    wanted = " AND ".join(_quoted(word, '"', BEGINNING) for word in asked)
    return f"SELECT {table}_id AS id FROM {table}_search WHERE tokens MATCH '{wanted}'"


def _occurring(asked: Sequence[str], table: str) -> str:
    """A condition of SQL: the words occur in this row. Not an injection: words have no quotes and no backslashes."""
    if is_postgres():
        wanted = " & ".join(_quoted(word, "''", ":*") for word in asked)
        return f"array_to_tsvector(string_to_array(\"{table}\".\"tokens\", ' ')) @@ '{wanted}'::tsquery"
    sought = (f" {word} ".removesuffix(f"{BEGINNING} ") for word in asked)
    return " AND ".join(f"instr(' ' || \"{table}\".\"tokens\" || ' ', '{each}') > 0" for each in sought)


def _quoted(word: str, quote: str, beginning: str) -> str:
    """A word as an index is asked for it, with the sign for its beginning behind it."""
    if word.endswith(BEGINNING):
        return f"{quote}{word.removesuffix(BEGINNING)}{quote}{beginning}"
    return f"{quote}{word}{quote}"


def _folded(text: str) -> str:
    """The text with one form for all that counts as the same."""
    text = SYMBOL.sub(r" \g<0> ", UNHEARD.sub("", text.translate(APOSTROPHES)))
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return LATIN.sub(_plain, unicodedata.normalize("NFC", MARKED.sub(r"\1", UNHEARD.sub("", text))))


def _plain(found: regex.Match[str]) -> str:
    """A letter such as ł or ø, or a digit of another script, in ASCII."""
    sign = found[0]
    plain = str(unicodedata.decimal(sign)) if sign.isdecimal() else anyascii(sign).lower()
    return plain if plain.isalnum() else str(sign)


def _indexed(text: str) -> Iterator[str]:
    for found in WORD.finditer(text):
        if found["run"]:
            signs = SIGN.findall(found[0])
            yield from signs
            yield from map("".join, pairwise(signs))
        else:
            yield from _forms(found[0])


def _required(text: str) -> Iterator[str]:
    for found in WORD.finditer(text):
        signs = SIGN.findall(found[0]) if found["run"] else []
        yield from map("".join, pairwise(signs)) if len(signs) > 1 else [found[0]]


def _forms(word: str) -> Iterator[str]:
    """A word, its parts, and its beginnings and ends: asp.net, asp, .net and net."""
    yield word
    parts = SEPARATOR.split(word)
    yield from filter(None, parts)
    for separator in SEPARATOR.finditer(word) if len(parts) <= MOST_PARTS else ():
        yield from filter(None, (word[: separator.start()], word[separator.end() :]))
        if separator[0] == ".":
            yield word[separator.start() :]


def _short(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return word[:KEPT] + hashlib.sha256(word.encode()).hexdigest()
