"""Marks: what a statement leaves open in the JSON that it writes, and what is put there before it is shown.

No text that anybody has written can contain one: JSON has control characters only as escapes.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

KEY, RIGHT, WHAT, END, COLUMN, ROW = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
FIELD = "\x07"  # one for each field of an object, before it
HOLE = "\x0e"  # where something stands that is not told
NEXT = "\x1f"  # between the columns that a right depends on
# Says of things, which have the columns that it depends on, which of them the viewer may see.
Judge = Callable[..., Awaitable[Sequence[bool]]]
# Shows keys of a kind that are written as texts.
Identify = Callable[[str, Sequence[str]], Sequence[str]]
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


class Asking(NamedTuple):
    """Who reads, None for a guest; and the arguments of the lists that are told."""

    viewer: Any
    reader: UUID | None
    parties: Sequence[UUID]
    sizes: Sequence[int]


@dataclass
class Marks:
    """The meaning of the marks in what a statement writes."""

    kinds: list[str]
    rights: list[tuple[Right, str]]  # each with what stands instead of what may not be seen

    async def filled(self, text: str, asking: Asking, identify: Identify) -> tuple[str, int]:
        """The text as this reader may see it, with ids; and how many fields it has."""
        whole = self._with_ids(await self._allowed(text, asking), identify)
        return whole.replace(FIELD, ""), whole.count(FIELD)

    async def _allowed(self, text: str, asking: Asking) -> str:
        """The text without what the reader may not see."""
        pieces = text.split(RIGHT)
        if len(pieces) == 1:
            return text
        found = [piece.partition(WHAT) for piece in pieces[1:]]
        allowed = await self._judged(dict.fromkeys(asked for asked, _, _ in found), asking)
        if all(each is True for each in allowed.values()):
            return "".join([pieces[0], *[rest for _, _, rest in found]]).replace(END, "")
        # What is open at this place: what has been written of it, and what was asked for it.
        written: list[list[str]] = [[pieces[0]]]
        opened: list[str] = []
        for of, _, rest in found:
            opened.append(of)
            inside, *behind = rest.split(END)
            written.append([inside])
            for each in behind:
                told, right = "".join(written.pop()), opened.pop()
                written[-1] += (told if allowed[right] is True else self._instead(right), each)
        (whole,) = written
        return "".join(whole)

    async def _judged(self, asked: Collection[str], asking: Asking) -> dict[str, bool]:
        """What is decided for each of these: the number of a right, and the values that it depends on."""
        judged: dict[str, bool] = {}
        for number, (right, _) in enumerate(self.rights):
            own = [each for each in asked if int(each.partition(NEXT)[0]) == number]
            if own:
                things = [_thing(right.names, each) for each in own]
                judged.update(zip(own, await right.judge(things, viewer=asking.viewer), strict=True))
        return judged

    def _instead(self, asked: str) -> str:
        return self.rights[int(asked.partition(NEXT)[0])][1]

    def _with_ids(self, text: str, identify: Identify) -> str:
        first, *pieces = text.split(KEY)
        places: dict[str, list[int]] = {chr(97 + number): [] for number in range(len(self.kinds))}
        for at, piece in enumerate(pieces):
            places[piece[0]].append(at)
        for kind, of_kind in zip(self.kinds, places.values(), strict=True):
            for at, id in zip(of_kind, identify(kind, [pieces[at][1:37] for at in of_kind]), strict=True):
                pieces[at] = f'"{id}"{pieces[at][37:]}'
        return first + "".join(pieces)


def _thing(columns: Sequence[str], asked: str) -> Any:
    """A thing with the columns that a right depends on."""
    _, *values = asked.split(NEXT)
    return SimpleNamespace(**{name: _value(each) for name, each in zip(columns, values, strict=True)})


def _value(text: str) -> object:
    if len(text) == 36:
        return UUID(text)
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text else None
