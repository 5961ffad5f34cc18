"""Contracts that end before they are effective, with what follows for the award and for the next in line."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.accounts.parties import PartyKind
from models.accounts.users import StaffRole
from models.bids.withdrawal import invalidate_bid
from models.clockwork import catch_up
from models.contracts.approving import approve_terms, refuse_contract
from models.contracts.contract import Contract, ContractSide
from models.demands.applicants import Applicant
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import Demand
from models.demands.ending import assign_manager, cancel_demand
from models.notifications.kinds import Notification
from models.workbench.awards import award_demand
from tests.support.domain.deal import FIRM, PERSON, Deal, deal, entries, fields
from tests.support.domain.inside import refused, somebody, standing_time

A, R = ContractSide.AWARDER, ContractSide.RECEIVER
pytestmark = pytest.mark.usefixtures("database")


async def again(contract: Contract) -> Contract:
    await catch_up()
    return await Contract.get(id=contract.id)


async def told(contract: Contract, kind: str) -> set[object]:
    rows = await Notification.filter(subject_id=contract.id, kind=kind)
    return {row.user_id for row in rows}


async def check_the_next_can_win(made: Deal) -> None:
    """The award is void, and whoever was in reserve is awarded and gets a contract of their own."""
    assert (await Award.get(id=made.award.id)).state == "VOIDED"
    demand = await Demand.get(id=made.demand.id)
    assert demand.state == "SELECTING"
    other = await Candidate.filter(demand_id=demand.id).exclude(applicant_id=made.award.applicant_id).get()
    award = await award_demand(
        other, reason="The next.", justification="The first is gone.", expected_version=demand.version, by=made.awarder
    )
    assert award.state == "OFFERED"


async def test_a_refusal_ends_the_contract_and_lets_the_next_in_line_win() -> None:
    made = await deal(rivals=1)
    contract = await made.signed(await made.approved(await made.drafted()), R)
    contract = await refuse_contract(contract, made.house, reason="The money is gone.", by=made.awarder)
    assert (contract.state, contract.end_reason, contract.expires_at) == ("REFUSED", "The money is gone.", None)
    assert (await entries(contract.id))[-1][0] == "REFUSED"
    assert await told(contract, "CONTRACT_REFUSED") == {made.receiver.user.id}
    async with refused("WRONG_STATE"):
        await made.revised(contract, fields=[])
    await check_the_next_can_win(made)


async def test_terms_that_nobody_approves_in_ten_working_days_expire_after_a_reminder() -> None:
    with standing_time() as time:
        made = await deal(rivals=1)
        contract = await made.drafted()
        # From Tuesday to the Tuesday of the second week after.
        assert contract.expires_at == time.now + timedelta(days=14)
        contract = await approve_terms(contract, made.house, digest=contract.digest, by=made.awarder)
        time.now += timedelta(days=10)
        contract = await again(contract)
        assert (contract.state, await told(contract, "CONTRACT_EXPIRING")) == ("NEGOTIATING", {made.receiver.user.id})
        expiry = contract.expires_at
        assert isinstance(expiry, datetime)
        time.now = expiry - timedelta(microseconds=1)
        assert (await again(contract)).state == "NEGOTIATING"
        time.now = expiry
        contract = await again(contract)
        assert (contract.state, contract.ended_at) == ("EXPIRED", expiry)
        both = {made.awarder.user.id, made.receiver.user.id}
        assert await told(contract, "CONTRACT_EXPIRED") == both
        assert [action for action, _ in await entries(contract.id)] == ["DRAFTED", "APPROVED", "REMINDED", "EXPIRED"]
        await check_the_next_can_win(made)


@pytest.mark.parametrize(
    ("given", "tasks"),
    [
        ({"receiver": replace(PERSON, identity="")}, {"receiver": "COMPLETE_TERMS"}),
        ({"awarder": replace(FIRM, seal="")}, {"awarder": "COMPLETE_TERMS"}),
        ({"fields": fields(scope="A portal.")}, {"awarder": "COMPLETE_TERMS", "receiver": "COMPLETE_TERMS"}),
        ({}, {"awarder": "APPROVE_TERMS", "receiver": "APPROVE_TERMS"}),
    ],
)
async def test_co8_each_side_is_reminded_of_what_it_can_do_and_one_that_can_do_nothing_of_nothing(
    given: dict[str, Any], tasks: dict[str, str]
) -> None:
    with standing_time() as time:
        made = await deal(kind=PartyKind.INDIVIDUAL)
        contract = await made.drafted(**given)
        time.now += timedelta(days=12)
        await again(contract)
        sides = {made.awarder.user.id: "awarder", made.receiver.user.id: "receiver"}
        reminders = await Notification.filter(subject_id=contract.id, kind="CONTRACT_EXPIRING")
        assert {sides[each.user_id]: each.facts["task"] for each in reminders} == tasks


async def test_a_signature_that_does_not_come_lets_the_contract_expire_and_each_one_gives_the_other_side_its_time() -> (
    None
):
    with standing_time() as time:
        made = await deal()
        contract = await made.approved(await made.drafted())
        time.now += timedelta(days=13)
        contract = await again(contract)
        (reminder,) = await Notification.filter(subject_id=contract.id, kind="CONTRACT_EXPIRING")
        assert (reminder.user_id, reminder.facts["task"]) == (made.receiver.user.id, "SIGN")
        contract = await made.signed(contract, R)
        assert contract.expires_at == time.now + timedelta(days=14)
        time.now += timedelta(days=12)
        assert await told(await again(contract), "CONTRACT_EXPIRING") == {made.receiver.user.id, made.awarder.user.id}
        time.now += timedelta(days=2)
        contract = await again(contract)
        assert contract.state == "EXPIRED"
        async with refused("WRONG_STATE"):
            await made.signed(contract, A)


async def test_an_effective_contract_never_expires() -> None:
    with standing_time() as time:
        made = await deal()
        contract = await made.effective()
        time.now += timedelta(days=400)
        assert (await again(contract)).state == "EFFECTIVE"


async def test_cancelling_the_demand_ends_a_contract_that_is_not_effective() -> None:
    made = await deal()
    contract = await made.signed(await made.approved(await made.drafted()), R)
    await cancel_demand(await Demand.get(id=made.demand.id), reason="We stop.", by=made.awarder)
    contract = await again(contract)
    assert (contract.state, contract.end_reason, contract.expires_at) == ("REFUSED", "We stop.", None)
    async with refused("WRONG_STATE"):
        await made.signed(contract, A)


async def test_striking_out_the_bid_ends_its_contract_and_names_nobody_of_the_staff() -> None:
    made = await deal(rivals=1)
    manager = await somebody(StaffRole.RESOURCE_MANAGER)
    await assign_manager(made.demand, manager.user.id, by=manager)
    contract = await made.approved(await made.drafted())
    applicant = await Applicant.get(id=contract.applicant_id)
    await invalidate_bid(applicant, reason="It was copied.", by=manager)
    contract = await again(contract)
    assert (contract.state, contract.ended_at is not None) == ("REFUSED", True)
    action, facts = (await entries(contract.id))[-1]
    assert (action, facts["side"], facts["cause"]) == ("REFUSED", None, "The bid was struck out.")
