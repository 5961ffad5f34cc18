"""The invoice for machines: EN 16931 as Cross Industry Invoice, in the profile of that name of Factur-X."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from threading import Lock
from typing import Any

from documents.invoicing.invoice import DocumentKind, Invoice, TaxParty, Treatment, amounts_in, check
from documents.invoicing.wording import wordings_of

NAME = "factur-x.xml"
PROFILE = "EN 16931"
# EN 16931 has amounts with two decimals at most (BR-DEC).
MOST_DECIMALS = 2
# UNTDID 1001: what the document is, and what its credit note is.
TYPES = {DocumentKind.INVOICE: ("380", "381"), DocumentKind.SELF_BILLED: ("389", "261")}
# UNTDID 5305: the category of tax.
CATEGORIES = {
    Treatment.STANDARD: "S",
    Treatment.REVERSE_CHARGE: "AE",
    Treatment.EXEMPT: "E",
    Treatment.OUTSIDE_SCOPE: "O",
}
# UNTDID 4461: by a payment service.
PAYMENT_SERVICE = "68"
# UN/ECE recommendation 20: one of something.
ONE = "C62"
# Threads that make their first invoices at the same time may find the types of schemas half made by libxml2.
_CHECKING = Lock()


class WhyNot(StrEnum):
    """Why there is no structured file: EN 16931 cannot say it."""

    THREE_DECIMALS = "THREE_DECIMALS"
    NO_INVOICE = "NO_INVOICE"


class NotStructured(ValueError):
    """EN 16931 cannot say what this document says."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why)
        self.why = why


def why_not(invoice: Invoice) -> WhyNot | None:
    """Why EN 16931 cannot say it; None if it can."""
    if invoice.kind not in TYPES:
        return WhyNot.NO_INVOICE
    if any(_decimals(amount) > MOST_DECIMALS for _, amount in amounts_in(invoice)):
        return WhyNot.THREE_DECIMALS
    return None


def structured(invoice: Invoice) -> bytes:
    """The XML, valid by the schema; the same bytes each time. Raises NotStructured for what EN 16931 cannot say."""
    check(invoice)
    if why := why_not(invoice):
        raise NotStructured(why)
    # Its check of the Schematron asks a server, and passes where there is none: the tests run it instead.
    said = _said(invoice)
    # 15 MiB that a process needs which makes an invoice.
    from facturx import generate_xml  # type: ignore[import-untyped] # has no stubs

    with _CHECKING:
        xml: bytes = generate_xml(said, flavor="factur-x", level="en16931", check_xsd=True, check_schematron=None)
    return xml


def _said(invoice: Invoice) -> dict[str, Any]:
    """The invoice by the business terms of EN 16931."""
    rule = invoice.tax_rule
    category, is_outside = CATEGORIES[rule.treatment], rule.treatment is Treatment.OUTSIDE_SCOPE
    rate = {} if is_outside else {"rate": rule.rate}
    said = {
        "BT-1": invoice.number,
        "BT-2": date.fromisoformat(invoice.issued_on),
        "BT-3": TYPES[invoice.kind][invoice.corrects is not None],
        "BT-5": invoice.currency,
        "BT-12": invoice.contract,
        "BG-4": _party(invoice.seller, is_outside=is_outside),
        "BG-7": _party(invoice.buyer, is_outside=is_outside),
        "BT-81": PAYMENT_SERVICE,
        "BG-23": [_breakdown(invoice, category, **rate)],
        "BT-106": _amount(invoice.net),
        "BT-109": _amount(invoice.net),
        "BT-110": _amount(invoice.tax),
        "BT-112": _amount(invoice.gross),
        "BG-25": [_line(each, category, **rate) for each in invoice.lines],
    }
    if invoice.performed_on is None:
        said |= {"BT-20": wordings_of(invoice)["ahead"], "BT-115": _amount(invoice.gross)}
        # The schema wants a delivery, even where there was none yet.
        said |= {"BG-13": {"name": invoice.buyer.name, "country_code": invoice.buyer.country}}
    else:
        # The money was in escrow before, and was released.
        said |= {"BT-72": date.fromisoformat(invoice.performed_on), "BT-113": _amount(invoice.gross)}
        said |= {"BT-115": _amount(str(Decimal(invoice.gross) * 0))}
    if invoice.reason:
        said["BG-1"] = [{"BT-22": invoice.reason}]
    if corrected := invoice.corrects:
        said["BG-3"] = [{"BT-25": corrected.number, "BT-26": date.fromisoformat(corrected.issued_on)}]
    return said


def _breakdown(invoice: Invoice, category: str, rate: str | None = None) -> dict[str, Any]:
    said = {"BT-116": _amount(invoice.net), "BT-117": _amount(invoice.tax), "BT-118": category}
    optional = {"BT-119": rate, "BT-120": invoice.tax_rule.reason, "BT-121": invoice.tax_rule.reason_code}
    return said | {name: value for name, value in optional.items() if value is not None}


def _line(line: Any, category: str, rate: str | None = None) -> dict[str, Any]:
    said = {"BT-126": str(line.number), "BT-153": line.title, "BT-129": "1", "BT-130": ONE, "BT-151": category}
    said |= {"BT-146": _amount(line.net), "BT-131": _amount(line.net)}
    return said | ({} if rate is None else {"BT-152": rate})


def _party(party: TaxParty, *, is_outside: bool) -> dict[str, Any]:
    """BR-O-02 forbids numbers for value added tax where there is none."""
    said: dict[str, Any] = {"name": party.name, "country_code": party.country, "city": party.city}
    said |= {f"addr_l{place}": text for place, text in enumerate(party.address, 1)}
    said |= {"identifiers": {None: party.id}}
    optional = {
        "postcode": party.postcode,
        "vat_identifier": None if is_outside else party.vat_number,
        "tax_identifier": party.tax_number,
        "legal_identifier": party.registration,
    }
    said |= {name: value for name, value in optional.items() if value is not None}
    if party.email is not None:
        said |= {"einvoicing_addr": party.email, "einvoicing_addr_schemeid": "EM"}
    return said


def _amount(amount: str) -> str:
    """The same amount with as few decimals as EN 16931 wants: 1190.120 KWD as 1190.12."""
    decimals = -int(Decimal(amount).as_tuple().exponent)
    return amount if decimals <= MOST_DECIMALS else f"{Decimal(amount):.{MOST_DECIMALS}f}"


def _decimals(amount: str) -> int:
    """How many decimals are needed to write it."""
    return max(0, -int(Decimal(amount).normalize().as_tuple().exponent))
