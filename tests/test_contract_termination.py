"""Ending an effective contract by the agreement of both sides, while no money is in it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from models.accounts.parties import MemberRole
from models.clock import now
from models.contracts.contract import Contract, ContractSide, stages_of
from models.contracts.effective import effective_terms
from models.contracts.supplement import Supplement
from models.contracts.terminating import accept_termination, decline_termination, propose_termination
from models.demands.applicants import Applicant
from models.demands.awards import Award
from models.demands.demand import Demand
from models.demands.ending import cancel_demand
from models.notifications.kinds import Notification
from tests.support.domain.deal import colleague, deal, entries
from tests.support.domain.inside import refused
from tests.support.domain.supplementing import amending

pytestmark = pytest.mark.usefixtures("database")


async def told(contract: Contract, kind: str) -> set[object]:
    return {row.user_id for row in await Notification.filter(subject_id=contract.id, kind=kind)}


async def test_both_sides_agree_to_end_a_contract_with_its_stages_and_its_demand() -> None:
    made = await deal(rivals=1)
    contract = await made.effective()
    contract = await propose_termination(contract, made.house, reason="The plan has changed.", by=made.awarder)
    assert (contract.state, contract.termination_by) == ("EFFECTIVE", ContractSide.AWARDER)
    assert await told(contract, "TERMINATION_PROPOSED") == {made.receiver.user.id}
    async with refused("NOT_YOUR_TURN"):
        await accept_termination(contract, made.house, by=made.awarder)
    async with refused("WRONG_STATE"):
        await propose_termination(contract, made.firm, reason="Yes.", by=made.receiver)
    contract = await accept_termination(contract, made.firm, by=made.receiver)
    assert (contract.state, contract.end_reason, contract.termination_by) == (
        "TERMINATED",
        "The plan has changed.",
        None,
    )
    assert contract.ended_at is not None
    assert {each.state for each in (await stages_of([contract.id]))[contract.id]} == {"CANCELLED"}
    assert (await Demand.get(id=made.demand.id)).state == "CANCELLED"
    assert (await Award.get(id=made.award.id)).state == "VOIDED"
    assert (await Applicant.get(id=contract.applicant_id)).state == "LAPSED"
    assert await told(contract, "CONTRACT_TERMINATED") == {made.awarder.user.id}
    actions = [action for action, _ in await entries(contract.id)]
    assert actions[-4:] == ["TERMINATION_PROPOSED", "TERMINATED", "CANCELLED", "CANCELLED"]
    # What was agreed stays to be read, as of when it was effective.
    assert await effective_terms(contract, contract.ended_at - timedelta(microseconds=1)) is not None
    assert await effective_terms(contract, now()) is None
    async with refused("WRONG_STATE"):
        await propose_termination(contract, made.house, reason="Again.", by=made.awarder)


async def test_an_open_supplement_ends_with_its_contract() -> None:
    on = await amending()
    supplement = await on.proposed(await on.change(1, amount=Decimal("900.00")))
    made = on.made
    contract = await propose_termination(on.contract, made.house, reason="The plan has changed.", by=made.awarder)
    await accept_termination(contract, made.firm, by=made.receiver)
    assert (await Supplement.get(id=supplement.id)).state == "CANCELLED"


@pytest.mark.parametrize("is_own", [True, False])
async def test_a_proposal_is_declined_by_the_other_side_or_taken_back_and_the_contract_goes_on(is_own: bool) -> None:
    made = await deal()
    contract = await propose_termination(await made.effective(), made.firm, reason="We are too few.", by=made.receiver)
    party, by = (made.firm, made.receiver) if is_own else (made.house, made.awarder)
    contract = await decline_termination(contract, party, by=by)
    assert (contract.state, contract.termination_by, contract.termination_reason) == ("EFFECTIVE", None, None)
    other = made.awarder if is_own else made.receiver
    assert await told(contract, "TERMINATION_DECLINED") == {other.user.id}
    async with refused("WRONG_STATE"):
        await accept_termination(contract, made.house, by=made.awarder)
    assert (await Demand.get(id=made.demand.id)).state == "CONTRACTED"


async def test_only_who_may_sign_ends_a_contract_and_nobody_ends_it_alone() -> None:
    made = await deal()
    contract = await made.effective()
    for role in (MemberRole.MEMBER, MemberRole.MANAGER):
        async with refused("NOT_ALLOWED"):
            await propose_termination(contract, made.house, reason="No.", by=await colleague(made.house, role))
    async with refused("WRONG_STATE"):
        await cancel_demand(await Demand.get(id=made.demand.id), reason="No.", by=made.awarder)
    async with refused("NOT_ALLOWED"):
        await propose_termination(contract, made.house, reason="No.", by=made.receiver)
