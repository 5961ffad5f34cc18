"""Checks of what people send, gathered so that one answer names every wrong field."""

import unicodedata
from collections.abc import Iterable

from models.errors import FieldProblem, InvalidInput

INTEGER_LIMIT = 2**31 - 1


class Checks:
    """Collects what is wrong with an input, then refuses once with all of it."""

    def __init__(self) -> None:
        self.problems: list[FieldProblem] = []

    def wrong(self, path: str, message: str) -> None:
        self.problems.append(FieldProblem(path, message))

    def text(self, path: str, value: str, *, most: int, least: int = 1) -> str:
        """The value without surrounding blanks; its length counts in characters."""
        value = value.strip()
        if any(_is_unstorable(character) for character in value):
            self.wrong(path, "Contains a character that cannot be stored (NUL, a lone surrogate or a control).")
        elif len(value) < least:
            self.wrong(path, f"Needs at least {least} character{'s'[: least > 1]}.")
        elif len(value) > most:
            self.wrong(path, f"Takes at most {most} characters; this has {len(value)}.")
        return value

    def optional(self, path: str, value: str | None, *, most: int) -> str | None:
        """Like text, but nothing and blanks alike are None."""
        return (self.text(path, value, most=most, least=0) or None) if value is not None else None

    def whole(self, path: str, value: int | None, *, least: int = 1, most: int = INTEGER_LIMIT) -> None:
        if value is not None and not least <= value <= most:
            self.wrong(path, f"Takes a whole number from {least} to {most}.")

    def skills(self, path: str, values: Iterable[str]) -> list[str]:
        """Skill names in the order given, each once, in lower case."""
        names: dict[str, None] = {}
        for place, value in enumerate(values):
            # One line each: that is how they are kept for the search.
            names[" ".join(self.text(f"{path}.{place}", value, most=60).casefold().split())] = None
        if len(names) > 50:
            self.wrong(path, f"Takes at most 50 skills; these are {len(names)}.")
        return list(names)

    def refuse(self) -> None:
        """Raises InvalidInput if anything was found wrong."""
        if self.problems:
            raise InvalidInput(self.problems)


def _is_unstorable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character not in "\t\n\r")
