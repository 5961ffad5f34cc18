"""A document, and people who sign it."""

from datetime import UTC, datetime

import typst

from signatures.authority import Identity

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
REX = Identity("Rex Müller", "Receiver GmbH", "5b0f6c1e-0000-7000-8000-000000000001")
AMY = Identity("艾米 Άννα", None, "5b0f6c1e-0000-7000-8000-000000000002")
SOURCE = b"#set page(width: 200pt, height: 200pt)\n= Contract\n#pagebreak()\nThe end."


def compiled(source: bytes = SOURCE) -> bytes:
    """The source as PDF/A, without the fonts of the machine."""
    pdf = typst.compile(source, pdf_standards="a-2b", timestamp=0, ignore_system_fonts=True)
    assert isinstance(pdf, bytes)
    return pdf
