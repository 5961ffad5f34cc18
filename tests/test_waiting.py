"""What contracts wait for: said of each side, and found by the filter alike, from the draft to the end of a dispute."""

from pathlib import Path
from typing import Any

import pytest

from models.contracts.contract import Contract, ContractSide
from models.contracts.terminating import propose_termination
from models.waiting import waits_for, waits_of
from tests.support.api.server import Server
from tests.support.domain.contracting import Agreed, contracted, offered, terms_of
from tests.support.domain.disputing import AWARDER, RECEIVER, Quarrel, quarrel
from tests.support.domain.market import Person

WAITS = """query ($waits: Boolean) { viewer { contracts(filter: { waitsForMe: $waits }) { totalCount edges { node {
  waits { task side stage { number } } } } } } }"""
# What waits for nobody in particular is the staff's.
Said = list[tuple[str, str | None]]


async def listed(somebody: Person, waits: bool | None) -> tuple[int, list[Any]]:
    found = (await somebody.ask(WAITS, waits=waits))["viewer"]["contracts"]
    return found["totalCount"], [edge["node"]["waits"] for edge in found["edges"]]


async def check_listed(made: Agreed, *expected: tuple[str, str]) -> None:
    """Both sides are told the same, and each finds the contract among those that wait for it, or among the others."""
    waits = [
        {"task": task, "side": side, "stage": {"number": 1} if task == "PAY_IN" else None} for side, task in expected
    ]
    for side, somebody in ((AWARDER, made.awarder), (RECEIVER, made.receiver)):
        is_theirs = side in [whose for whose, _ in expected]
        assert await listed(somebody, None) == (1, [waits])
        assert await listed(somebody, is_theirs) == (1, [waits])
        assert await listed(somebody, not is_theirs) == (0, [])


async def test_a_contract_says_for_whose_approval_signature_and_money_it_waits(server: Server) -> None:
    table, award = await offered(server)
    receiver = table.bidders[0]
    made = Agreed(table.awarder, receiver, await contracted(table.awarder, receiver, award))
    await check_listed(made, ("AWARDER", "APPROVE_TERMS"), ("RECEIVER", "APPROVE_TERMS"))
    await made.approve_as(made.awarder)
    await check_listed(made, ("RECEIVER", "APPROVE_TERMS"))
    await made.approve_as(receiver)
    await check_listed(made, ("RECEIVER", "SIGN"))
    await made.sign_as(receiver)
    await check_listed(made, ("AWARDER", "SIGN"))
    await made.sign_as(made.awarder)
    await check_listed(made, ("AWARDER", "PAY_IN"))


@pytest.mark.everywhere
async def test_co8_terms_that_lack_something_wait_for_whoever_can_say_it_and_for_no_approval(server: Server) -> None:
    """Each side says what is about itself, and only then both approve. A later version can lack something again."""
    table, award = await offered(server)
    receiver = table.bidders[0]
    accepted = await receiver.do("acceptAward", awardId=award["id"])
    whole = await terms_of(table.awarder, accepted["kind"])
    without = whole["receiver"] | {"identity": ""}
    drafted = await table.awarder.do("draftContract", awardId=award["id"], **whole | {"receiver": without})
    made = Agreed(table.awarder, receiver, drafted)
    await check_listed(made, ("RECEIVER", "COMPLETE_TERMS"))
    assert await refused_approval(made) == "INCOMPLETE"

    async def revise(**parts: Any) -> None:
        given = {"contractId": drafted["id"], "expectedVersion": made.contract["version"], **whole, **parts}
        made.contract = await table.awarder.do("reviseContract", **given)

    await revise(awarder=whole["awarder"] | {"seal": ""}, receiver=without)
    await check_listed(made, ("AWARDER", "COMPLETE_TERMS"), ("RECEIVER", "COMPLETE_TERMS"))
    await revise(awarder=whole["awarder"] | {"seal": ""})
    await check_listed(made, ("AWARDER", "COMPLETE_TERMS"))
    await revise()
    await check_listed(made, ("AWARDER", "APPROVE_TERMS"), ("RECEIVER", "APPROVE_TERMS"))
    await made.approve_as(receiver)
    await check_listed(made, ("AWARDER", "APPROVE_TERMS"))
    await revise(receiver=without)
    await check_listed(made, ("RECEIVER", "COMPLETE_TERMS"))


async def refused_approval(made: Agreed) -> str:
    contract, awarder = made.contract, made.awarder
    given = {"contractId": contract["id"], "digest": contract["digest"], "partyId": awarder.party}
    return str(await awarder.refused("approveTerms", **given))


async def told(made: Quarrel) -> Said:
    """What is said of the first stage; the filter finds the contract for those sides alone."""
    contract = await Contract.get(id=made.made.contract)
    [waits] = await waits_of([contract])
    for side in ContractSide:
        is_waiting = any(each.side is side for each in waits)
        assert await Contract.filter(waits_for(side), id=contract.id).exists() is is_waiting
        assert await Contract.filter(waits_for(side, is_so=False), id=contract.id).exists() is not is_waiting
    return [(each.task.value, each.side) for each in waits if each.stage is None or each.stage.number == 1]


@pytest.mark.usefixtures("database")
async def test_a_stage_waits_for_one_side_after_the_other_until_it_is_released(tmp_path: Path) -> None:
    async with quarrel(tmp_path) as both:
        made = both.made
        assert await told(both) == [("PAY_IN", AWARDER)]
        await made.funded(1)
        assert await told(both) == [("DELIVER", RECEIVER)]
        await made.submitted(1)
        assert await told(both) == [("ACCEPT_WORK", AWARDER)]
        await made.reworked(1)
        assert await told(both) == [("DELIVER", RECEIVER)]
        await made.refund_requested(1)
        assert await told(both) == [("ANSWER_REFUND", RECEIVER)]
        await made.refund_answered(1, agree=False)
        assert await told(both) == [("ANSWER_DISPUTE", AWARDER)]


@pytest.mark.usefixtures("database")
async def test_released_stages_wait_for_nobody(tmp_path: Path) -> None:
    async with quarrel(tmp_path) as both:
        await both.made.funded(1)
        await both.made.submitted(1)
        await both.made.accepted(1)
        assert await told(both) == [("RELEASE", AWARDER)]
        await both.made.released(1, 10_00)
        assert await told(both) == [("RELEASE", AWARDER)]
        await both.made.released(1)
        assert await told(both) == []
        await both.made.done(2)
        [waits] = await waits_of([await Contract.get(id=both.made.contract)])
        assert waits == []
        await told(both)


@pytest.mark.usefixtures("database")
async def test_a_dispute_waits_for_its_answer_then_for_both_sides_then_for_a_mediator(tmp_path: Path) -> None:
    async with quarrel(tmp_path) as both:
        await both.submitted(RECEIVER)
        assert await told(both) == [("ANSWER_DISPUTE", AWARDER)]
        await both.said(AWARDER)
        assert await told(both) == [("SETTLE_DISPUTE", AWARDER), ("SETTLE_DISPUTE", RECEIVER)]
        settlement = await both.proposed(AWARDER, 500_00, 500_00)
        assert await told(both) == [("SETTLE_DISPUTE", AWARDER), ("SETTLE_DISPUTE", RECEIVER)]
        await both.accepted(RECEIVER, settlement.digest)
        assert await told(both) == []


@pytest.mark.usefixtures("database")
async def test_who_is_asked_to_end_a_contract_is_waited_for(tmp_path: Path) -> None:
    async with quarrel(tmp_path) as both:
        await both.made.funded(1)
        await both.made.funded(2)
        contract = await Contract.get(id=both.made.contract)
        await propose_termination(contract, both.party(RECEIVER), reason="Enough.", by=both.viewer(RECEIVER))
        assert await told(both) == [("ANSWER_TERMINATION", AWARDER), ("DELIVER", RECEIVER)]
