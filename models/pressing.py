"""The press of this process: documents of templates and terms, made outside of transactions."""

import unicodedata
from collections.abc import Awaitable
from datetime import datetime

from documents.press import Press, Rendered, RenderingTooSlow, TemplateFaulty, TextNotPrintable
from models.errors import Refused
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


async def rendered(source: str, terms: bytes) -> Rendered:
    """The document of a template's source and canonical terms; refuses what cannot be made.

    Call it outside of changes: it waits for another process.
    """
    return await _made(press().render(source, terms))


async def printed(source: str, terms: bytes, at: datetime) -> Rendered:
    """The same document to print, which says when that was and has the whole hash on each page (CO-12)."""
    return await _made(press().print_of(source, terms, printed_at=at))


def not_printable(error: TextNotPrintable) -> Refused:
    """Names each character by its number, and shows it as well if it can be seen."""
    named = [f"{each} (U+{ord(each):04X})" if _is_seen(each) else f"U+{ord(each):04X}" for each in error.characters]
    return Refused(
        "NOT_PRINTABLE", "The document's fonts lack these characters: {characters}.", characters=", ".join(named)
    )


def _is_seen(character: str) -> bool:
    """Whether it shows something by itself; those that join what is before them do not."""
    return character.isprintable() and not unicodedata.category(character).startswith("M") and bool(line(character))


async def _made(making: Awaitable[Rendered]) -> Rendered:
    try:
        return await making
    except TextNotPrintable as error:
        raise not_printable(error) from error
    except TemplateFaulty as error:
        raise Refused("TEMPLATE_FAULTY", "No document can be made with this template: tell the platform.") from error
    except RenderingTooSlow as error:
        raise Refused("TOO_SLOW", "Making the document took too long: try again, or use a simpler template.") from error
