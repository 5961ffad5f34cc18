"""Input checks, collected so that one refusal names every invalid field."""

import unicodedata
from collections.abc import Iterable

from models.errors import FieldProblem, InvalidInput

INTEGER_LIMIT = 2**31 - 1


class Checks:
    """Collects the problems of an input, then refuses once with all of them."""

    def __init__(self) -> None:
        self.problems: list[FieldProblem] = []

    def wrong(self, path: str, message: str) -> None:
        self.problems.append(FieldProblem(path, message))

    def text(self, path: str, value: str, *, most: int, least: int = 1) -> str:
        """Returns the value without surrounding whitespace; the limits are in characters."""
        value = value.strip()
        if any(_is_unstorable(character) for character in value):
            self.wrong(path, "Contains a character that cannot be stored (a control character or a lone surrogate).")
        elif len(value) < least:
            self.wrong(path, f"Must have at least {least} character{'s'[: least > 1]}.")
        elif len(value) > most:
            self.wrong(path, f"Can have at most {most} characters; this has {len(value)}.")
        return value

    def optional(self, path: str, value: str | None, *, most: int) -> str | None:
        """Like `text`, but returns None for None and for a blank value."""
        return (self.text(path, value, most=most, least=0) or None) if value is not None else None

    def whole(self, path: str, value: int | None, *, least: int = 1, most: int = INTEGER_LIMIT) -> None:
        if value is not None and not least <= value <= most:
            self.wrong(path, f"Must be a whole number from {least} to {most}.")

    def skills(self, path: str, values: Iterable[str]) -> list[str]:
        """Returns the skill names in the given order, in lower case and without duplicates."""
        names: dict[str, None] = {}
        for place, value in enumerate(values):
            # No line breaks within a name: the search column separates skills by them.
            names[" ".join(self.text(f"{path}.{place}", value, most=60).casefold().split())] = None
        if len(names) > 50:
            self.wrong(path, f"Can have at most 50 skills; this has {len(names)}.")
        return list(names)

    def refuse(self) -> None:
        """Raises InvalidInput if there are any problems."""
        if self.problems:
            raise InvalidInput(self.problems)


def _is_unstorable(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character not in "\t\n\r")
