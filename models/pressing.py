"""The press of this process: documents of templates and terms, made outside of transactions."""

import unicodedata
from collections.abc import Awaitable, Iterable
from datetime import datetime

from documents.framing import texts_in
from documents.press import Press, Rendered, RenderingTooSlow, TemplateFaulty, TextNotPrintable
from models.errors import InvalidInput, Refused
from models.inputs import Checks
from models.text import line

_press: Press | None = None


def press() -> Press:
    """The press, which is started when a document is first made."""
    global _press
    if _press is None:
        _press = Press()
    return _press


async def close_press() -> None:
    """Ends the processes of the press; one that is needed later is started anew."""
    global _press
    used, _press = _press, None
    if used is not None:
        await used.close()


async def rendered(source: str, terms: bytes, inputs: Iterable[tuple[str, object]] = ()) -> Rendered:
    """The document of a template's source and canonical terms; refuses what cannot be made.

    Characters that cannot be printed are refused by the paths of the inputs, if these have them. Call it outside of
    changes: it waits for another process.
    """
    return await _made(press().render(source, terms), inputs)


async def printed(source: str, terms: bytes, at: datetime) -> Rendered:
    """The same document to print, which says when that was and has the whole hash on each page (CO-12)."""
    return await _made(press().print_of(source, terms, printed_at=at))


def not_printable(error: TextNotPrintable) -> Refused:
    """Names the characters."""
    return Refused(
        "NOT_PRINTABLE",
        "The document's fonts lack these characters: {characters}.",
        characters=_named(error.characters),
    )


def _not_printable_in(inputs: Iterable[tuple[str, object]], error: TextNotPrintable) -> InvalidInput | None:
    """Names the inputs that contain the characters; None if none of them does."""
    checks = Checks()
    for path, value in inputs:
        within = set("".join(texts_in(value)))
        if lacking := [each for each in error.characters if each in within]:
            checks.wrong(
                path,
                "Contains characters that cannot be printed: {characters}.",
                "UNPRINTABLE",
                characters=_named(lacking),
            )
    return InvalidInput(checks.problems) if checks.problems else None


def _named(characters: Iterable[str]) -> str:
    """Each character by its number; if it can be seen, it is shown as well."""
    return ", ".join(f"{each} (U+{ord(each):04X})" if _is_seen(each) else f"U+{ord(each):04X}" for each in characters)


def _is_seen(character: str) -> bool:
    """Whether it shows something by itself; those that join what is before them do not."""
    return character.isprintable() and not unicodedata.category(character).startswith("M") and bool(line(character))


async def _made(making: Awaitable[Rendered], inputs: Iterable[tuple[str, object]] = ()) -> Rendered:
    try:
        return await making
    except TextNotPrintable as error:
        raise _not_printable_in(inputs, error) or not_printable(error) from error
    except TemplateFaulty as error:
        raise Refused("TEMPLATE_FAULTY", "No document can be made with this template: tell the platform.") from error
    except RenderingTooSlow as error:
        raise Refused("TOO_SLOW", "Making the document took too long: try again, or use a simpler template.") from error
