"""The revisions of a signed PDF: the unsigned document, then one more for each signature."""

import re

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

# What stands between the unsigned document and the first signature.
SEPARATOR = b"\n"
END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\r\n]*")


def unsigned(pdf: bytes, reader: PdfFileReader, signatures: list[EmbeddedPdfSignature]) -> bytes | None:
    """The bytes of the document before anybody signed it; None if they cannot be told from what follows."""
    if not signatures:
        return pdf
    first = min(each.signed_revision for each in signatures)
    if first == 0:
        return None
    section = reader.xrefs.get_xref_container_info(first - 1)
    end = END.search(pdf, section.end_location)
    if end is None or int(end[1]) != section.declared_startxref or not end[0].endswith(SEPARATOR):
        return None
    return pdf[: end.end()].removesuffix(SEPARATOR)
