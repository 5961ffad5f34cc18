"""Supplements: changing an effective contract without rewriting it (CO-9)."""

from decimal import Decimal

import pytest

from models.clock import now
from models.contracts.contract import Contract, ContractVersion, stages_of
from models.contracts.effective import effective_terms
from tests.support.domain.supplementing import A, R, actions_on, amending, further

pytestmark = pytest.mark.usefixtures("database")


async def test_co9_a_supplement_that_both_sides_sign_is_part_of_the_effective_terms_from_then_on() -> None:
    made = await amending()
    before = now()
    base = await ContractVersion.get(contract_id=made.contract.id)
    supplement = await made.proposed(
        await made.change(2, amount=Decimal("2500.00")), add_stages=further("More", "700.00")
    )
    assert supplement.state == "PROPOSED"
    supplement = await made.approved(supplement)
    supplement = await made.signed(supplement, R)
    assert supplement.state == "PARTLY_EXECUTED"
    supplement = await made.signed(supplement, A)
    assert supplement.state == "ACTIVE"
    now_terms = await effective_terms(made.contract, now())
    assert now_terms.terms["total"] == {"amount": "4200.00", "currency": "USD"}
    assert (await effective_terms(made.contract, before)).terms["total"]["amount"] == "3000.00"
    assert [each.amount_minor for each in (await stages_of([made.contract.id]))[made.contract.id]] == [
        100_000,
        250_000,
        70_000,
    ]
    assert (await Contract.get(id=made.contract.id)).total_minor == 420_000
    assert (await ContractVersion.get(contract_id=made.contract.id)).terms == base.terms
    assert await actions_on(supplement) == ["PROPOSED", "APPROVED", "SIGNED", "SIGNED"]
