"""PDFs taken apart: their text as a reader extracts it, and what their pages look like."""

import re
from typing import Any

import pypdfium2
import segno


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    return "\n".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in opened]
    finally:
        opened.close()


def closed_up(text: str) -> str:
    """A text without what readers of PDFs lose or add: blanks, and the places where a long word may break."""
    return re.sub(r"[\s\u00ad\u200b\ufffe]+", "", text)


def picture(pdf: bytes, page: int, scale: float = 3) -> Any:
    """A page as a picture in greys."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return opened[page].render(scale=scale).to_pil().convert("L")
    finally:
        opened.close()


def shows_qr_code(pdf: bytes, page: int, text: str) -> bool:
    """Whether the lower right corner of a page has the QR code of a text, module for module."""
    drawn = picture(pdf, page)
    width, height = drawn.size
    corner = drawn.crop((int(width * 0.795), int(height * 0.9), width, height)).point(lambda grey: 255 * (grey < 128))
    code = corner.crop(corner.getbbox())
    wanted = [[bool(each) for each in row] for row in segno.make_qr(text, error="m").matrix]
    step = code.width / len(wanted)
    places = [int((place + 0.5) * step) for place in range(len(wanted))]
    return [[code.getpixel((x, y)) == 255 for x in places] for y in places] == wanted
