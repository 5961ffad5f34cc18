"""Input checks, collected so that one refusal names every invalid field."""

from collections.abc import Iterable

from models import text as normal
from models.errors import Fact, FieldProblem, InvalidInput

INTEGER_LIMIT = 2**31 - 1
MOST_IN_REASON = 2_000


class Checks:
    """Collects the problems of an input, then refuses once with all of them."""

    def __init__(self) -> None:
        self.problems: list[FieldProblem] = []

    def wrong(self, path: str, template: str, code: str = "INVALID", /, **facts: Fact) -> None:
        """Records a problem of a field; `template` and the facts are as in Refusal, the code is for programs."""
        self.problems.append(FieldProblem(path, template, code, facts))

    def text(self, path: str, value: str, *, most: int, least: int = 1) -> str:
        """Returns a text of several lines in its normal form; the limits are in characters of that form."""
        return self._bounded(path, value, normal.prose(value), most, least)

    def reason(self, value: str, *, most: int = MOST_IN_REASON) -> str:
        """Returns the text of the field `reason` in its normal form; an empty one is asked for."""
        given = self.text("reason", value, most=most, least=0)
        if not given and normal.is_storable(value):
            self.wrong("reason", "Give a reason.", "TOO_SHORT", least=1)
        return given

    def line(self, path: str, value: str, *, most: int, least: int = 1) -> str:
        """Returns a name or title in its normal form, in one line; the limits are in characters of that form."""
        # What is far too long stays so, and would take long to normalize.
        return self._bounded(path, value, normal.line(value) if len(value) <= 10 * most else value, most, least)

    def exact(self, path: str, value: str, *, most: int) -> str:
        """Returns what a program sent as it is, without surrounding whitespace."""
        return self._bounded(path, value, value.strip(), most, 1)

    def _bounded(self, path: str, given: str, value: str, most: int, least: int) -> str:
        if not normal.is_storable(given):
            self.wrong(
                path,
                "Contains a character that cannot be stored, such as a control character.",
                "UNSTORABLE",
            )
        elif len(value) < least:
            self.wrong(path, "Must not be empty.", "TOO_SHORT", least=least)
        elif len(value) > most:
            self.wrong(
                path, "Can have at most {most} characters; this has {length}.", "TOO_LONG", most=most, length=len(value)
            )
        return value

    def optional(self, path: str, value: str | None, *, most: int) -> str | None:
        """Like `text`, but returns None for None and for a blank value."""
        return (self.text(path, value, most=most, least=0) or None) if value is not None else None

    def whole(self, path: str, value: int | None, *, least: int = 1, most: int = INTEGER_LIMIT) -> None:
        if value is not None and not least <= value <= most:
            self.wrong(path, "Must be a whole number from {least} to {most}.", "OUT_OF_RANGE", least=least, most=most)

    def skills(self, path: str, values: Iterable[str]) -> list[str]:
        """Returns the skill names in the given order, in lower case and without duplicates."""
        names: dict[str, None] = {}
        for place, value in enumerate(values):
            # In one line: the search column separates skills by line breaks.
            names[normal.line(self.line(f"{path}.{place}", value, most=60).casefold())] = None
        if len(names) > 50:
            self.wrong(path, "Can have at most {most} skills; this has {count}.", "TOO_MANY", most=50, count=len(names))
        return list(names)

    def refuse(self) -> None:
        """Raises InvalidInput if there are any problems."""
        if self.problems:
            raise InvalidInput(self.problems)


def reason_in(value: str, *, most: int = MOST_IN_REASON) -> str:
    """The reason of something that needs one and nothing else; raises InvalidInput if there is none."""
    checks = Checks()
    reason = checks.reason(value, most=most)
    checks.refuse()
    return reason
