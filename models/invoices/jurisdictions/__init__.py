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
from models.invoices.obstacles import SELLER, Obstacle, no_detail, not_agreed
from models.money import digits, rounded

HERE = Path(__file__).parent
# How long before the end of the last year that was looked through operators hear of it.
NOTICE_DAYS = 184
DOMESTIC, UNION, ABROAD = "DOMESTIC", "UNION", "ABROAD"

Rules = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Supply:
    """What is to be invoiced: by which side, between whom, and when; `is_agreed`: the seller allows self-billing.

    `buyer` is None before it has described its taxes.
    """

    contract: ContractKind
    side: ContractSide
    seller: TaxDetails
    buyer: TaxDetails | None
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
    """The rule for a supply that nothing stands in the way of."""
    rules = jurisdictions()[supply.seller.country]
    kind = DocumentKind(_issue(rules, supply)["kind"])
    (row,) = _rows(rules, supply)
    withholding = None
    if kind is DocumentKind.WITHHOLDING_STATEMENT:
        said = rules["withholding"]
        law = _said(said["law"], supply.language) or ""
        withholding = Withholding(said["deductions"], said["brackets"], law, said["currency"])
    points, reason = _points_of(rules, row, supply), _said(row.get("reason"), supply.language)
    return Rule(kind, Treatment(row["treatment"]), points, reason, row.get("reasonCode"), withholding)


def kind_for(supply: Supply) -> DocumentKind | None:
    """Which document its side issues; None if it issues none, or if there are no rules."""
    rules = jurisdictions().get(supply.seller.country)
    issue = _issue(rules, supply) if rules else None
    return DocumentKind(issue["kind"]) if issue and (supply.is_agreed or not issue.get("ifAgreed")) else None


def obstacles_of(supply: Supply, *, by: ContractSide) -> Iterator[Obstacle]:
    """All that the rules have against it (IN-4), said to one side.

    Before the buyer has described its taxes, that is what is wrong whatever it will say.
    """
    rules = jurisdictions().get(supply.seller.country)
    if rules is None:
        yield _unknown(supply)
        return
    if supply.on.year < rules["firstYear"]:
        yield _too_early(rules, supply)
        return
    issue = _issue(rules, supply)
    if issue is None:
        yield _not_issued(supply)
        return
    if issue.get("ifAgreed") and not supply.is_agreed:
        yield not_agreed()
    rows = _rows(rules, supply)
    for need in rows[0].get("needs", ()):
        if all(need in _lacks(row, supply) for row in rows):
            yield no_detail(need, by=by)
    if all(_points_of(rules, row, supply) for row in rows) and supply.currency != rules["taxCurrency"]:
        yield _other_currency(rules["taxCurrency"], supply)
    elif issue["kind"] == DocumentKind.WITHHOLDING_STATEMENT and supply.currency != rules["withholding"]["currency"]:
        yield _other_currency(rules["withholding"]["currency"], supply)


def _unknown(supply: Supply) -> Obstacle:
    return Obstacle(
        Refused(
            "TAX_RULES_UNKNOWN",
            "There are no rules yet for invoices of contractors in this country ({country}).",
            country=supply.seller.country,
        )
    )


def _too_early(rules: Rules, supply: Supply) -> Obstacle:
    return Obstacle(
        Refused(
            "OUTSIDE_TAX_RULES",
            "The rules for invoices of {country} begin with {first}: nothing is issued for {year}.",
            country=supply.seller.country,
            first=rules["firstYear"],
            year=supply.on.year,
        )
    )


def _not_issued(supply: Supply) -> Obstacle:
    country, kind = supply.seller.country, supply.contract.value
    if supply.side is SELLER:
        said = Refused(
            "INVOICE_NOT_ALLOWED",
            "By the rules of {country}, a contractor issues no document about a contract of the kind {kind}.",
            country=country,
            kind=kind,
        )
    else:
        said = Refused(
            "INVOICE_NOT_ALLOWED",
            "By the rules of {country}, a client issues no document about a contract of the kind {kind}.",
            country=country,
            kind=kind,
        )
    return Obstacle(said)


def _other_currency(currency: str, supply: Supply) -> Obstacle:
    return Obstacle(
        Refused(
            "TAX_CURRENCY",
            "The law of {country} wants the tax in {currency}: a contract in {other} cannot be invoiced with tax.",
            country=supply.seller.country,
            currency=currency,
            other=supply.currency,
        )
    )


def _issue(rules: Rules, supply: Supply) -> Any:
    """What the side of the supply issues about such a contract; None if nothing."""
    fitting = (each for each in rules["issues"] if each["side"] == supply.side and supply.contract in each["contracts"])
    return next(fitting, None)


def _rows(rules: Rules, supply: Supply) -> list[Rules]:
    """The row that says how it is taxed; while the buyer is not known, all that may be it."""
    fitting = [each for each in rules["treatments"] if _fits(each, supply)]
    return fitting if supply.buyer is None else fitting[:1]


def _points_of(rules: Rules, row: Rules, supply: Supply) -> int:
    is_taxed = Treatment(row["treatment"]) is Treatment.STANDARD
    return _rate(rules["rates"][row["rate"]], supply.on) if is_taxed else 0


def _fits(row: Rules, supply: Supply) -> bool:
    """Whether the conditions of a row hold; those that it does not have always do, and those about nobody may."""
    buyer = supply.buyer
    holds: Mapping[str, Callable[[Any], bool]] = {
        "contract": lambda value: supply.contract == value,
        "buyer": lambda value: buyer is None or _place(supply.seller.country, buyer.country) == value,
        "withVatNumber": lambda value: buyer is None or (buyer.vat_number is not None) is value,
        "small": lambda value: supply.seller.is_small_business is value,
    }
    return all(holds[name](row[name]) for name in holds if name in row)


def _place(seller: str, buyer: str) -> str:
    """Where the buyer's country is, seen from the seller's."""
    if seller == buyer:
        return DOMESTIC
    return UNION if any({seller, buyer} <= {*each["members"]} for each in _unions().values()) else ABROAD


def _lacks(row: Rules, supply: Supply) -> list[str]:
    """What a row needs and there is not; `seller.vatNumber|seller.taxNumber` is one of the two."""
    return [need for need in row.get("needs", ()) if not any(_has(each, supply) for each in need.split("|"))]


def _has(path: str, supply: Supply) -> bool:
    side, name = path.split(".")
    details = supply.seller if side == "seller" else supply.buyer
    # That nobody has described a buyer is said once, and not of each detail.
    return details is None or {"vatNumber": details.vat_number, "taxNumber": details.tax_number}[name] is not None


def _rate(rates: Sequence[Rules], on: date) -> int:
    return _points(max((each for each in rates if each["from"] <= on.isoformat()), key=lambda each: each["from"]))


def _step(steps: Sequence[Mapping[str, str]], minor: int, currency: str) -> Mapping[str, str]:
    amount = Decimal(minor).scaleb(-digits(currency))
    return next(each for each in steps if "upTo" not in each or amount <= Decimal(each["upTo"]))


def _points(step: Mapping[str, str]) -> int:
    return int(Decimal(step["percent"]) * 100)


def _said(texts: Mapping[str, str] | None, language: str) -> str | None:
    if texts is None:
        return None
    return texts.get(language.split("-")[0], texts["en"])


def days_left(on: date) -> dict[str, int]:
    """For how many days the laws of each country were looked through: negative once somebody has to do it again."""
    ends = {country: date(rules["reviewedThrough"] + 1, 1, 1) for country, rules in jurisdictions().items()}
    return {country: (end - on).days for country, end in ends.items()}


def to_review(on: date) -> Iterator[str]:
    """What an operator has to hear of rules that soon go on applying without that anybody has looked at the law."""
    for country, days in days_left(on).items():
        if days <= NOTICE_DAYS:
            last = jurisdictions()[country]["reviewedThrough"]
            yield (
                f"The rules for invoices of {country} were compared with the laws for the years until {last}. They go "
                "on applying: have them checked, or use a later version."
            )


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
