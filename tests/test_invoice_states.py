"""The state table of invoices, against what the domain says, in every situation; and their amounts (IN-1)."""

from decimal import Decimal
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.invoicing.invoice import DocumentKind, Treatment
from models.contracts.contract import ContractSide
from models.errors import Refused
from models.invoices.cases import MACHINE, InvoiceAction
from models.invoices.invoice import InvoiceState
from models.invoices.jurisdictions import Rule, Withholding, jurisdictions
from models.invoices.taxes import Amounts, amounts_of, credit_of
from models.money import rounded
from models.sides import Side

# The state table and the arithmetic need no database.
pytestmark = pytest.mark.anywhere

A, R = ContractSide
ROLES = {
    "awarder's member": {Side.AWARDER},
    "awarder's lead": {Side.AWARDER, Side.AWARDER_LEAD},
    "receiver's member": {Side.OTHER},
    "receiver's lead": {Side.OTHER, Side.OTHER_LEAD},
    "administrator": {Side.SOMEBODY, Side.ADMINISTRATOR},
    "stranger": {Side.SOMEBODY},
    "guest": {Side.GUEST},
}
LEADS = {A: "awarder's lead", R: "receiver's lead"}
STANDING = {"ISSUED", "DELIVERED", "PARTLY_CREDITED"}


def outcome(action: InvoiceAction, state: InvoiceState, role: str, side: ContractSide, crediting: int) -> str:
    case: Any = SimpleNamespace(
        state=state,
        crediting=crediting,
        invoice=SimpleNamespace(side=side, left_minor=100),
        sides=lambda _: frozenset(ROLES[role]),
    )
    try:
        found = str(MACHINE.check(action, case, None))
    except Refused as refusal:
        found = refusal.code
    assert (action in MACHINE.actions(case, None)) == (found in list(InvoiceState))
    return found


def expected(action: InvoiceAction, state: InvoiceState, role: str, side: ContractSide, crediting: int) -> str:
    may = {LEADS[R]} if action != "CREDIT" else set(LEADS.values())
    if role not in may:
        return "NOT_ALLOWED"
    if action != "CREDIT":
        return {"ISSUE": "ISSUED", "REJECT": "REJECTED"}[action] if state == "REQUESTED" else "WRONG_STATE"
    if state not in STANDING:
        return "WRONG_STATE"
    if role != LEADS[side]:
        return "NOT_ALLOWED"
    return "CREDITED" if crediting == 100 else "PARTLY_CREDITED"


@pytest.mark.parametrize("action", InvoiceAction)
def test_every_action_in_every_state_is_as_the_domain_says(action: InvoiceAction) -> None:
    for state, role, side, crediting in product(InvoiceState, ROLES, ContractSide, (40, 100)):
        about = (action, state, role, side, crediting)
        assert outcome(*about) == expected(*about), about


def test_what_is_rejected_or_credited_stays_so() -> None:
    for action, state, role, side in product(InvoiceAction, ("REJECTED", "CREDITED"), ROLES, ContractSide):
        found = outcome(action, InvoiceState(state), role, side, 100)
        assert found in ("NOT_ALLOWED", "WRONG_STATE")


# ---------- amounts

GROSS = st.integers(1, 10**13)
RATES = st.integers(0, 3_000)


def rule(basis_points: int, withholding: Withholding | None = None) -> Rule:
    treatment = Treatment.STANDARD if basis_points else Treatment.OUTSIDE_SCOPE
    return Rule(DocumentKind.INVOICE, treatment, basis_points, None, None, withholding)


@given(gross=GROSS, rate=RATES)
def test_in1_net_and_tax_are_gross_and_the_tax_is_that_of_the_net_amount(gross: int, rate: int) -> None:
    found = amounts_of(gross, rule(rate))
    assert found.net + found.tax == gross
    assert 0 <= found.tax < gross + (rate == 0)
    # Of what the law has it, rounding takes half a minor unit of the net amount at most, and of the tax as much again.
    assert abs(Decimal(found.tax) - Decimal(found.net) * rate / 10_000) <= Decimal(1)


@given(gross=GROSS, rate=RATES, parts=st.lists(st.integers(1, 10**12), min_size=1, max_size=8))
def test_in1_credits_in_any_parts_add_up_to_their_invoice(gross: int, rate: int, parts: list[int]) -> None:
    invoiced = amounts_of(gross, rule(rate))
    credited, notes = 0, []
    for part in [*parts, gross]:
        minor = min(part, gross - credited)
        if minor:
            notes.append(credit_of(invoiced, credited, minor))
            credited += minor
    assert all(note.net + note.tax == note.gross > 0 and note.net >= 0 and note.tax >= 0 for note in notes)
    assert sum(note.net for note in notes) == invoiced.net
    assert sum(note.tax for note in notes) == invoiced.tax


@given(numerator=st.integers(-(10**20), 10**20), denominator=st.integers(1, 10**6))
def test_there_is_one_rounding_halves_away_from_zero(numerator: int, denominator: int) -> None:
    found = rounded(numerator, denominator)
    assert abs(2 * (found * denominator - numerator)) <= denominator
    assert rounded(-numerator, denominator) == -found
    assert [rounded(each, 2) for each in (-3, -1, 1, 3)] == [-2, -1, 1, 2]


@given(gross=st.integers(0, 10**12), more=st.integers(0, 10**9))
def test_what_is_withheld_is_a_part_of_the_pay_and_rises_with_it(gross: int, more: int) -> None:
    said = jurisdictions()["CN"]["withholding"]
    withholding = Withholding(said["deductions"], said["brackets"], "", said["currency"])
    less, found = withholding.of(gross), withholding.of(gross + more)
    # The steps of the law meet to the cent.
    assert 0 <= less <= found + 1
    assert found <= (gross + more) * 4 // 10


def test_a_credit_of_a_statement_has_its_part_of_what_was_withheld() -> None:
    invoiced = Amounts(10_000, 0, 10_000, 1_333)
    parts = [credit_of(invoiced, before, 2_500).withheld for before in (0, 2_500, 5_000, 7_500)]
    assert parts == [333, 334, 333, 333]


@pytest.mark.parametrize("country", jurisdictions())
def test_the_rules_of_every_jurisdiction_are_complete(country: str) -> None:
    rules = jurisdictions()[country]
    assert rules["country"] == country
    assert rules["firstYear"] <= rules["reviewedThrough"]
    assert all(
        [each["from"] for each in rates] == sorted(each["from"] for each in rates) for rates in rules["rates"].values()
    )
    assert all({"says", "law", "since"} == set(each) for each in rules["sources"])
    for each in rules["issues"]:
        assert ContractSide(each["side"])
        assert DocumentKind(each["kind"]) is not DocumentKind.WITHHOLDING_STATEMENT or rules["withholding"]
    *_, last = rules["treatments"]
    # The last row is for whatever no other one is for.
    assert not {"contract", "buyer", "withVatNumber", "small"} & set(last)
    for each in rules["treatments"]:
        treatment = Treatment(each["treatment"])
        assert (treatment is Treatment.STANDARD) == ("rate" in each)
        if treatment is Treatment.STANDARD:
            assert min(rate["from"] for rate in rules["rates"][each["rate"]]) <= f"{rules['firstYear']}-01-01"
        if treatment in (Treatment.REVERSE_CHARGE, Treatment.EXEMPT):
            assert each["reason"]["en"]
