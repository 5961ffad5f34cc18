"""An invoice, a credit note or a statement of withheld taxes, as one value that never changes.

Amounts are texts with exactly the decimals of the currency, such as 1190.00 EUR, 1190 JPY and 1190.000 KWD.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from iso4217 import Currency

FORM = 1


class DocumentKind(StrEnum):
    """What a document is; one that `corrects` another one is the credit note of that kind."""

    INVOICE = "INVOICE"
    # Issued by the buyer in the name of the seller.
    SELF_BILLED = "SELF_BILLED"
    # What a buyer withholds from the pay of an individual: no invoice.
    WITHHOLDING_STATEMENT = "WITHHOLDING_STATEMENT"


class Treatment(StrEnum):
    """How a supply is taxed."""

    STANDARD = "STANDARD"
    REVERSE_CHARGE = "REVERSE_CHARGE"
    EXEMPT = "EXEMPT"
    OUTSIDE_SCOPE = "OUTSIDE_SCOPE"


class InvoiceFaulty(ValueError):
    """The parts of an invoice do not fit each other, or an amount has not the decimals of its currency."""


@dataclass(frozen=True, slots=True)
class TaxParty:
    """A party with its tax data; `vat_number` begins with the country, as in DE123456789, `tax_number` is any other."""

    id: str
    name: str
    address: tuple[str, ...]
    city: str
    country: str
    postcode: str | None = None
    vat_number: str | None = None
    tax_number: str | None = None
    registration: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What is invoiced."""

    number: int
    title: str
    net: str
    tax: str
    gross: str


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax on all lines; `rate` is in percent, and `reason` says why there is none, with its code of VATEX."""

    treatment: Treatment
    rate: str
    reason: str | None = None
    reason_code: str | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """What the buyer withholds of the gross amount, what is left of it, and by which law."""

    tax: str
    paid: str
    law: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The invoice that a credit note corrects."""

    number: str
    issued_on: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice; days are texts such as 2026-11-28, and `language` is a BCP 47 tag."""

    kind: DocumentKind
    number: str
    issued_on: str
    # None if it is issued before the work was accepted, and paid.
    performed_on: str | None
    currency: str
    language: str
    seller: TaxParty
    buyer: TaxParty
    contract: str
    lines: tuple[Line, ...]
    tax_rule: Tax
    net: str
    tax: str
    gross: str
    withheld: Withheld | None = None
    corrects: Corrected | None = None
    reason: str | None = None


def check(invoice: Invoice) -> None:
    """Raises InvoiceFaulty unless net and tax are gross on each line and in total (IN-1), in minor units throughout."""
    for name, amount in amounts_in(invoice):
        if not is_whole(amount, invoice.currency):
            raise InvoiceFaulty(f"{name}: {amount} is no amount of {invoice.currency}.")
    if not invoice.lines:
        raise InvoiceFaulty("It has no lines.")
    sums = [(part.net, part.tax, part.gross) for part in invoice.lines]
    for net, tax, gross in [*sums, (invoice.net, invoice.tax, invoice.gross)]:
        if Decimal(net) + Decimal(tax) != Decimal(gross):
            raise InvoiceFaulty(f"{net} and {tax} are not {gross}.")
    for name in ("net", "tax", "gross"):
        if sum(Decimal(getattr(line, name)) for line in invoice.lines) != Decimal(getattr(invoice, name)):
            raise InvoiceFaulty(f"The lines do not add up to the total: {name}.")
    if invoice.tax_rule.treatment is not Treatment.STANDARD and Decimal(invoice.tax):
        raise InvoiceFaulty(f"There is no tax on what is {invoice.tax_rule.treatment}.")
    withheld = invoice.withheld
    if withheld is not None and Decimal(withheld.tax) + Decimal(withheld.paid) != Decimal(invoice.gross):
        raise InvoiceFaulty("What is withheld and what is paid are not the gross amount.")
    if (withheld is not None) != (invoice.kind is DocumentKind.WITHHOLDING_STATEMENT):
        raise InvoiceFaulty("Statements say what is withheld, and nothing else does.")
    for day in filter(None, (invoice.issued_on, invoice.performed_on)):
        date.fromisoformat(day)


def amounts_in(invoice: Invoice) -> Iterator[tuple[str, str]]:
    """Every amount with its name."""
    for name in ("net", "tax", "gross"):
        yield name, getattr(invoice, name)
        yield from ((f"lines.{line.number}.{name}", getattr(line, name)) for line in invoice.lines)
    if invoice.withheld is not None:
        yield from (("withheld.tax", invoice.withheld.tax), ("withheld.paid", invoice.withheld.paid))


def is_whole(amount: str, currency: str) -> bool:
    """Whether it has exactly the decimals of its currency, and is not negative."""
    decimals = Currency(currency).exponent or 0
    pattern = rf"(0|[1-9][0-9]*)\.[0-9]{{{decimals}}}" if decimals else r"(0|[1-9][0-9]*)"
    return re.fullmatch(pattern, amount) is not None


def as_json(invoice: Invoice) -> dict[str, Any]:
    """The invoice for `canonical`, with `form`, the version of this shape."""
    return {"form": FORM, **_plain(invoice)}


def invoice_in(said: Mapping[str, Any]) -> Invoice:
    """The invoice that `as_json` gave."""
    parts = {**said, "kind": DocumentKind(said["kind"])}
    parts |= {"seller": _party(said["seller"]), "buyer": _party(said["buyer"])}
    parts |= {"lines": tuple(Line(**each) for each in said["lines"])}
    parts |= {"taxRule": Tax(**_renamed({**said["taxRule"], "treatment": Treatment(said["taxRule"]["treatment"])}))}
    parts |= {"withheld": said["withheld"] and Withheld(**said["withheld"])}
    parts |= {"corrects": said["corrects"] and Corrected(**_renamed(said["corrects"]))}
    del parts["form"]
    return Invoice(**_renamed(parts))


def _party(said: Mapping[str, Any]) -> TaxParty:
    return TaxParty(**_renamed({**said, "address": tuple(said["address"])}))


NAMES = MappingProxyType(
    {
        **{"issued_on": "issuedOn", "performed_on": "performedOn", "tax_rule": "taxRule"},
        **{"vat_number": "vatNumber", "tax_number": "taxNumber", "reason_code": "reasonCode"},
    }
)
ATTRIBUTES = MappingProxyType({name: attribute for attribute, name in NAMES.items()})


def _renamed(said: Mapping[str, Any]) -> dict[str, Any]:
    return {ATTRIBUTES.get(name, name): value for name, value in said.items()}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {NAMES.get(each.name, each.name): _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value
