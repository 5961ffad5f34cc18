"""What a signature shows on the page, drawn by Typst: a PDF of one page with fonts for every script."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import fontpkg_noto_sans  # type: ignore[import-untyped]
import fontpkg_noto_sans_arabic  # type: ignore[import-untyped]
import pylopdf_fonts_zh_cn
import typst
from anyascii import anyascii

SOURCE = Path(__file__).with_suffix(".typ")


def drawn(name: str, lines: Sequence[str], *, width: float, height: float) -> bytes:
    """A page of this size in points. A text with characters that no font has is written in ASCII."""
    given = {"name": name, "lines": lines, "width": width, "height": height}
    try:
        return _compiled(given)
    except typst.TypstError:
        return _compiled(given | {"name": anyascii(name), "lines": [anyascii(line) for line in lines]})


def _compiled(given: dict[str, object]) -> bytes:
    here = SOURCE.parent
    compiler = typst.Compiler(
        SOURCE.read_bytes(),
        root=here,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"it": json.dumps(given)},
        package_path=here,
        package_cache_path=here,
    )
    # The time of the signature stands in the text: that of this page would be of no use.
    pdf = compiler.compile(format="pdf", pdf_standards="a-2b", pdf_tags=False, timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts() -> typst.Fonts:
    folders = [
        Path(fontpkg_noto_sans.ROOT, "files"),
        Path(fontpkg_noto_sans_arabic.ROOT, "files"),
        pylopdf_fonts_zh_cn.serif_path().parent,
    ]
    return typst.Fonts(include_system_fonts=False, font_paths=[str(each) for each in folders])
