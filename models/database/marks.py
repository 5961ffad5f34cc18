"""Marks: what a statement leaves open in the JSON that it writes, and what is put there before it is shown.

No text that anybody has written can contain one: JSON has control characters only as escapes.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import digits
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

import orjson

# Before and behind what is asked: they stand at the odd places of a text that is split there.
ASKED = "\x01"
END, COLUMN, ROW = "\x04", "\x05", "\x06"  # END is behind the text that a right decides about
HOLE = "\x0e"  # where something stands that is not told
# What is asked: a key with the letter of its kind before it, what decides about a value with this before it, or what
# decides about the text that follows, which begins with the number of a right.
IS_VALUE = "="
NEXT = "\x1f"  # between the columns that a right depends on
FIRST = "a"  # the letter of the first kind of keys
NONE_ALLOWED: Mapping[Any, bool] = MappingProxyType({})
W = TypeVar("W")
# Says of things, which have the columns that it depends on, which of them the viewer may see.
Judge = Callable[..., Awaitable[Sequence[bool]]]
# Gives a value for each of such things, which is what the viewer may see or do.
Decide = Callable[..., Awaitable[Sequence[Any]]]
# Shows keys of several kinds that are written as texts.
Identify = Callable[[Mapping[str, Sequence[str]]], Mapping[str, Sequence[str]]]
# Writes the JSON of a value of a row, given the name of the row in the statement.
Writing = Callable[[str], str]


@dataclass(frozen=True)
class Right:
    """What decides for each row whether something of it is told, and the columns of the row that this depends on.

    Of the parties in the columns `parties` it only matters which the reader acts for: the others are NOBODY, so that it
    is decided once for many rows. `conditions` hold for a row or not; the judge knows them by their names.
    """

    judge: Judge
    columns: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    conditions: tuple[tuple[str, Writing], ...] = ()

    @property
    def names(self) -> list[str]:
        return [*self.columns, *(name for name, _ in self.conditions), *self.parties]


@dataclass(frozen=True)
class Decided:
    """A value that a function decides for things, and the columns and conditions of a row that it depends on.

    It is decided once for all rows that are the same in these.
    """

    decide: Decide
    columns: tuple[str, ...]
    conditions: tuple[tuple[str, Writing], ...] = ()

    @property
    def names(self) -> list[str]:
        return [*self.columns, *(name for name, _ in self.conditions)]


class Asking(NamedTuple):
    """Who reads, None for a guest; the sizes of the lists that are told; the thing that a page belongs to; and what was
    decided before the page is read.
    """

    viewer: Any
    reader: UUID | None
    parties: Sequence[UUID]
    sizes: Sequence[int]
    of: UUID | None = None
    allowed: Mapping[Right, bool] = NONE_ALLOWED


@dataclass
class Marks:
    """The meaning of the marks in what a statement writes."""

    kinds: list[str]
    rights: list[tuple[Right, str]]  # each with what stands instead of what may not be seen
    decided: list[Decided] = field(default_factory=list)

    def of_keys(self, kind: str) -> str:
        """What stands before the keys of a kind."""
        if kind not in self.kinds:
            self.kinds.append(kind)
        return chr(ord(FIRST) + self.kinds.index(kind))

    def _kind_of(self, letter: str) -> str:
        return self.kinds[ord(letter) - ord(FIRST)]

    async def filled(self, text: str, asking: Asking, identify: Identify) -> str:
        """The text as this reader may see it, with ids and with the values that are decided."""
        pieces = text.split(ASKED)
        if len(pieces) == 1:
            return text
        asked = pieces[1::2]
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for each in dict.fromkeys(asked):
            groups[each[0]].append(each)
        put = await self._values(groups.pop(IS_VALUE, ()), asking)
        allowed = await self._judged([each for digit in digits for each in groups.pop(digit, ())], asking)
        keys = {self._kind_of(letter): marked for letter, marked in groups.items()}
        ids = identify({kind: [each[1:] for each in marked] for kind, marked in keys.items()})
        for kind, marked in keys.items():
            put.update(zip(marked, ids[kind], strict=True))
        if not all(each is True for each in allowed.values()):
            return self._without(pieces, put, allowed)
        put.update(dict.fromkeys(allowed, ""))
        pieces[1::2] = [put[each] for each in asked]
        return "".join(pieces).replace(END, "")

    def _without(self, pieces: Sequence[str], put: Mapping[str, str], allowed: Mapping[str, bool]) -> str:
        """The text of the pieces without what the reader may not see."""
        # What is open at this place: what has been written of it, and what was asked for it.
        written: list[list[str]] = [[pieces[0]]]
        opened: list[str] = []
        for asked, rest in zip(pieces[1::2], pieces[2::2], strict=True):
            inside, *behind = rest.split(END)
            if asked in put:
                written[-1] += (put[asked], inside)
            else:
                opened.append(asked)
                written.append([inside])
            for each in behind:
                told, right = "".join(written.pop()), opened.pop()
                written[-1] += (told if allowed[right] is True else self._instead(right), each)
        (whole,) = written
        return "".join(whole)

    async def _judged(self, asked: Collection[str], asking: Asking) -> dict[str, bool]:
        """What is decided for each of these: the number of a right, and the values that it depends on."""
        judged: dict[str, bool] = {}
        for right, alike in _grouped(asked, [right for right, _ in self.rights]).items():
            allowed = await right.judge([_thing(right.names, values) for values in alike], viewer=asking.viewer)
            for same, is_allowed in zip(alike.values(), allowed, strict=True):
                judged.update(dict.fromkeys(same, is_allowed))
        return judged

    def _instead(self, asked: str) -> str:
        return self.rights[int(asked.partition(NEXT)[0])][1]

    async def _values(self, asked: Collection[str], asking: Asking) -> dict[str, str]:
        """The JSON of each of these values."""
        values: dict[str, str] = {}
        for how, alike in _grouped((each.removeprefix(IS_VALUE) for each in asked), self.decided).items():
            decided = await how.decide([_thing(how.names, each) for each in alike], viewer=asking.viewer)
            for same, value in zip(alike.values(), decided, strict=True):
                values.update(dict.fromkeys([IS_VALUE + each for each in same], orjson.dumps(value).decode()))
        return values


async def decided_before(rights: Collection[Right], asking: Asking) -> Asking:
    """The same, with what is decided of rights that depend on the key of the thing which a page belongs to."""
    allowed: dict[Right, bool] = {}
    for right in rights:
        about = SimpleNamespace(**dict.fromkeys(right.columns, asking.of))
        (allowed[right],) = await right.judge([about], viewer=asking.viewer)
    return asking._replace(allowed=allowed)


def _grouped(asked: Iterable[str], whats: Sequence[W]) -> dict[W, dict[str, list[str]]]:
    """What is asked, by what decides it and then by the values that this depends on; it has a number in the list."""
    found: dict[W, dict[str, list[str]]] = {}
    for each in asked:
        number, _, values = each.partition(NEXT)
        found.setdefault(whats[int(number)], {}).setdefault(values, []).append(each)
    return found


def _thing(columns: Sequence[str], written: str) -> Any:
    """A thing with the columns that a right depends on."""
    values = written.split(NEXT)
    return SimpleNamespace(**{name: _value(each) for name, each in zip(columns, values, strict=True)})


def _value(text: str) -> object:
    if len(text) == 36:
        return UUID(text)
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.lstrip("-").isdigit() else text or None
