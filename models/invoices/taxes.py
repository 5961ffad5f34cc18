"""The amounts of invoices and credit notes: what was paid has its tax in it; net and tax are always gross (IN-1)."""

from dataclasses import dataclass

from models.invoices.jurisdictions import Rule
from models.money import rounded


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts in minor units; `withheld` is a part of gross."""

    net: int
    tax: int
    gross: int
    withheld: int | None = None


def amounts_of(gross: int, rule: Rule, *, stated: int = 0, withheld_before: int = 0) -> Amounts:
    """What is in a gross amount.

    Of pay that is stated in parts, as much is withheld as of all of it: `stated` is what was stated before, and
    `withheld_before` what was withheld of that.
    """
    net = rounded(gross * 10_000, 10_000 + rule.basis_points)
    withheld = None
    if rule.withholding is not None:
        withheld = min(max(rule.withholding.of(stated + gross) - withheld_before, 0), gross)
    return Amounts(net, gross - net, gross, withheld)


def credit_of(invoiced: Amounts, before: int, gross: int) -> Amounts:
    """What a credit of a gross amount corrects, after others of `before` in all.

    It is the difference of two parts of the invoice, so that credits add up: those of all of it to its amounts.
    """
    net = _part(invoiced.net, before, gross, invoiced.gross)
    withheld = None if invoiced.withheld is None else _part(invoiced.withheld, before, gross, invoiced.gross)
    return Amounts(net, gross - net, gross, withheld)


def _part(amount: int, before: int, gross: int, of: int) -> int:
    return rounded(amount * (before + gross), of) - rounded(amount * before, of)
