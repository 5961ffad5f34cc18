"""Who may issue which document to whom, and how it is taxed: data of each jurisdiction, that of the seller (IN-4)."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from documents.invoicing.invoice import DocumentKind, Treatment
from models.contracts.contract import ContractSide
from models.demands.awards import ContractKind
from models.errors import Refused
from models.invoices.details import TaxDetails
from models.money import digits, rounded

HERE = Path(__file__).parent
DOMESTIC, UNION, ABROAD = "DOMESTIC", "UNION", "ABROAD"

Rules = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Supply:
    """What is to be invoiced: by which side, between whom, and when; `is_agreed`: the seller allows self-billing."""

    contract: ContractKind
    side: ContractSide
    seller: TaxDetails
    buyer: TaxDetails
    on: date
    currency: str
    language: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Which document this is, and how it is taxed; `basis_points` of the net amount, and how much is withheld."""

    kind: DocumentKind
    treatment: Treatment
    basis_points: int
    reason: str | None
    reason_code: str | None
    withholding: "Withholding | None"

    @property
    def percent(self) -> str:
        return f"{Decimal(self.basis_points).scaleb(-2):.2f}"


@dataclass(frozen=True, slots=True)
class Withholding:
    """What a buyer withholds from the pay of an individual, by the steps of the law; see the data for their form."""

    deductions: Sequence[Mapping[str, str]]
    brackets: Sequence[Mapping[str, str]]
    law: str
    currency: str

    def of(self, gross_minor: int) -> int:
        """What is withheld of an amount; both in minor units."""
        step = _step(self.deductions, gross_minor, self.currency)
        less = self._minor(step["amount"]) if "amount" in step else rounded(gross_minor * _points(step), 10_000)
        base = max(gross_minor - less, 0)
        step = _step(self.brackets, base, self.currency)
        return max(rounded(base * _points(step), 10_000) - self._minor(step["less"]), 0)

    def _minor(self, amount: str) -> int:
        return int(Decimal(amount).scaleb(digits(self.currency)))


def rule_for(supply: Supply) -> Rule:
    """The rule; refuses what the rules of the seller's country do not allow, or say nothing about (IN-4)."""
    rules = _rules_of(supply.seller.country, supply.on)
    kind = _kind(rules, supply)
    row = next(each for each in rules["treatments"] if _fits(each, supply))
    _check_details(row.get("needs", ()), supply)
    treatment = Treatment(row["treatment"])
    points = _rate(rules["rates"][row["rate"]], supply.on) if treatment is Treatment.STANDARD else 0
    if points and supply.currency != rules["taxCurrency"]:
        raise Refused(
            "TAX_CURRENCY",
            "The law of {country} wants the tax in {currency}: a contract in {other} cannot be invoiced with tax.",
            country=supply.seller.country,
            currency=rules["taxCurrency"],
            other=supply.currency,
        )
    withholding = None
    if kind is DocumentKind.WITHHOLDING_STATEMENT:
        withholding = _withholding(rules["withholding"], supply)
    return Rule(kind, treatment, points, _said(row.get("reason"), supply.language), row.get("reasonCode"), withholding)


def _rules_of(country: str, on: date) -> Rules:
    rules = jurisdictions().get(country)
    if rules is None:
        raise Refused(
            "TAX_RULES_UNKNOWN", "There are no rules yet for invoices of sellers in {country}.", country=country
        )
    if not rules["firstYear"] <= on.year <= rules["lastYear"]:
        raise Refused(
            "OUTSIDE_TAX_RULES",
            "The rules for invoices of {country} cover {first} to {last}, not {year}.",
            country=country,
            first=rules["firstYear"],
            last=rules["lastYear"],
            year=on.year,
        )
    return rules


def _kind(rules: Rules, supply: Supply) -> DocumentKind:
    for each in rules["issues"]:
        if each["side"] == supply.side and supply.contract in each["contracts"]:
            if each.get("ifAgreed") and not supply.is_agreed:
                raise Refused(
                    "SELF_BILLING_NOT_AGREED",
                    "The seller has not agreed that buyers issue its invoices: ask for an invoice instead.",
                )
            return DocumentKind(each["kind"])
    raise Refused(
        "INVOICE_NOT_ALLOWED",
        "By the rules of {country}, this side issues no document about a contract of the kind {kind}.",
        country=supply.seller.country,
        kind=supply.contract.value,
    )


def _fits(row: Rules, supply: Supply) -> bool:
    """Whether the conditions of a row hold; those that it does not have always do."""
    holds: Mapping[str, Callable[[Any], bool]] = {
        "contract": lambda value: supply.contract == value,
        "buyer": lambda value: _place(supply) == value,
        "withVatNumber": lambda value: (supply.buyer.vat_number is not None) is value,
        "small": lambda value: supply.seller.is_small_business is value,
    }
    return all(holds[name](row[name]) for name in holds if name in row)


def _place(supply: Supply) -> str:
    seller, buyer = supply.seller.country, supply.buyer.country
    if seller == buyer:
        return DOMESTIC
    return UNION if any({seller, buyer} <= {*each["members"]} for each in _unions().values()) else ABROAD


def _check_details(needs: Sequence[str], supply: Supply) -> None:
    """Refuses a lack of data; `seller.vatNumber|seller.taxNumber` is one of the two."""
    lacks = [need for need in needs if not any(_has(each, supply) for each in need.split("|"))]
    if lacks:
        raise Refused("TAX_DETAILS_MISSING", "The law wants these tax details: {paths}.", paths=", ".join(lacks))


def _has(path: str, supply: Supply) -> bool:
    side, name = path.split(".")
    details = supply.seller if side == "seller" else supply.buyer
    return {"vatNumber": details.vat_number, "taxNumber": details.tax_number}[name] is not None


def _rate(rates: Sequence[Rules], on: date) -> int:
    return _points(max((each for each in rates if each["from"] <= on.isoformat()), key=lambda each: each["from"]))


def _withholding(said: Rules, supply: Supply) -> Withholding:
    if supply.currency != said["currency"]:
        raise Refused(
            "TAX_CURRENCY",
            "The law of {country} wants the tax in {currency}: a contract in {other} cannot be invoiced with tax.",
            country=supply.seller.country,
            currency=said["currency"],
            other=supply.currency,
        )
    law = _said(said["law"], supply.language) or ""
    return Withholding(said["deductions"], said["brackets"], law, said["currency"])


def _step(steps: Sequence[Mapping[str, str]], minor: int, currency: str) -> Mapping[str, str]:
    amount = Decimal(minor).scaleb(-digits(currency))
    return next(each for each in steps if "upTo" not in each or amount <= Decimal(each["upTo"]))


def _points(step: Mapping[str, str]) -> int:
    return int(Decimal(step["percent"]) * 100)


def _said(texts: Mapping[str, str] | None, language: str) -> str | None:
    if texts is None:
        return None
    return texts.get(language.split("-")[0], texts["en"])


@cache
def jurisdictions() -> Mapping[str, Rules]:
    """The rules of each country that has some, by its code."""
    return {each["country"]: each for each in _read()}


def _read() -> Iterator[Rules]:
    for path in sorted(HERE.glob("[A-Z][A-Z].json")):
        yield json.loads(path.read_text(encoding="utf-8"))


@cache
def _unions() -> Mapping[str, Rules]:
    found: Mapping[str, Rules] = json.loads((HERE / "unions.json").read_text(encoding="utf-8"))
    return found
