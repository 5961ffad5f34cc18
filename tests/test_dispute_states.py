"""The state table of disputes, written by hand from the rules, compared with the table in the code."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from models.contracts.contract import BINDING, ContractSide, ContractState, StageState
from models.disputes.cases import MACHINE, MOST_STATEMENTS, DisputeAction
from models.disputes.dispute import DisputeState
from models.errors import Refused
from models.escrow.cases import DISPUTABLE, StageAction
from models.escrow.cases import MACHINE as STAGES
from models.sides import Side, Sides

pytestmark = pytest.mark.anywhere

A, R = ContractSide
LEADS = {A: Side.AWARDER_LEAD, R: Side.OTHER_LEAD}
MEMBERS = {A: Side.AWARDER, R: Side.OTHER}
# For the side that opened it, for the other one, and for both if nobody did: from -> to, "=" for a state that stays.
OPENER = """
ANSWER              OPENED > =, ANSWERED > =, NEGOTIATING > =, MEDIATION > =
PROPOSE_SETTLEMENT  ANSWERED > NEGOTIATING, NEGOTIATING > =, MEDIATION > =
ACCEPT_SETTLEMENT   NEGOTIATING > SETTLED, MEDIATION > SETTLED
WITHDRAW            OPENED > WITHDRAWN, ANSWERED > WITHDRAWN, NEGOTIATING > WITHDRAWN
"""
OTHER = """
ANSWER              OPENED > ANSWERED, ANSWERED > =, NEGOTIATING > =, MEDIATION > =
PROPOSE_SETTLEMENT  ANSWERED > NEGOTIATING, NEGOTIATING > =, MEDIATION > =
ACCEPT_SETTLEMENT   NEGOTIATING > SETTLED, MEDIATION > SETTLED
"""
MEDIATOR = """
RULE                MEDIATION > RULED
"""


@dataclass
class At:
    """A dispute in this state that somebody with these sides looks at."""

    state: DisputeState
    held: Sides
    opener: ContractSide | None
    proposer: ContractSide | None = None
    is_close: bool = False
    version: int = 1
    said: dict[ContractSide, int] = field(default_factory=dict)

    @property
    def dispute(self) -> Any:
        return SimpleNamespace(side=self.opener)

    @property
    def settlement(self) -> Any:
        return SimpleNamespace(side=self.proposer) if self.proposer else None

    def sides(self, _: Any) -> Sides:
        return self.held


def written(table: str) -> dict[tuple[str, str], str]:
    found = {}
    for line in table.strip().splitlines():
        for move in line[20:].split(", "):
            source, target = move.split(" > ")
            found[line[:20].strip(), source] = source if target == "=" else target
    return found


def outcome(machine: Any, action: Any, at: Any) -> str:
    try:
        return str(machine.check(action, at, None))
    except Refused as refusal:
        return refusal.code


def lead(side: ContractSide) -> Sides:
    return frozenset({LEADS[side], MEMBERS[side]})


def everything() -> Iterator[tuple[ContractSide, At]]:
    for side, state, opener, proposer in product(ContractSide, DisputeState, (A, R, None), (A, R, None)):
        yield side, At(state, lead(side), opener, proposer)


def test_each_action_in_each_state_by_each_side_leads_where_the_domain_says() -> None:
    for side, at in everything():
        table = written(OPENER if at.opener is side else OTHER)
        ever = {action for action, _ in written(OPENER)}
        for action in DisputeAction:
            wanted = table.get((action, at.state))
            possible = {str(state) for each, state in written(OPENER) if each == action}
            if action not in ever:
                wanted = "NOT_ALLOWED"
            elif at.state not in possible:
                wanted = "WRONG_STATE"
            elif action == "WITHDRAW" and at.opener is not side:
                wanted = "NOT_YOUR_TURN"
            elif action == "ACCEPT_SETTLEMENT" and at.proposer is None:
                wanted = "WRONG_STATE"
            elif action == "ACCEPT_SETTLEMENT" and at.proposer is side:
                wanted = "NOT_YOUR_TURN"
            assert outcome(MACHINE, action, at) == wanted, (action, side, at)


def test_an_action_is_shown_exactly_where_it_is_not_refused() -> None:
    for _, at in everything():
        shown = MACHINE.actions(at, None)
        assert len(shown) == len(set(shown))
        assert set(shown) == {each for each in DisputeAction if outcome(MACHINE, each, at) in set(DisputeState)}


def test_es13_a_side_that_has_said_all_it_may_can_do_everything_else() -> None:
    for side, at in everything():
        at.said = {side: MOST_STATEMENTS, side.other: 0}
        before = replace(at, said={side: MOST_STATEMENTS - 1})
        may_answer = DisputeAction.ANSWER in MACHINE.actions(before, None)
        assert outcome(MACHINE, DisputeAction.ANSWER, at) == ("TOO_MANY_STATEMENTS" if may_answer else "WRONG_STATE")
        left = [each for each in MACHINE.actions(before, None) if each != DisputeAction.ANSWER]
        assert MACHINE.actions(at, None) == left


def test_members_and_strangers_decide_nothing() -> None:
    for state, side in product(DisputeState, [Side.AWARDER, Side.OTHER, Side.ADMINISTRATOR, Side.STAFF, Side.SOMEBODY]):
        at = At(state, frozenset({side}), A, R)
        assert {outcome(MACHINE, action, at) for action in DisputeAction} == {"NOT_ALLOWED"}
        assert MACHINE.actions(at, None) == []


@pytest.mark.parametrize("state", DisputeState)
def test_st2_only_a_mediator_who_is_close_to_neither_side_rules(state: DisputeState) -> None:
    held = frozenset({Side.STAFF, Side.ASSIGNEE})
    far, near = At(state, held, A), At(state, held, A, is_close=True)
    target = written(MEDIATOR).get(("RULE", state), "WRONG_STATE")
    assert outcome(MACHINE, DisputeAction.RULE, far) == target
    assert MACHINE.actions(near, None) == []
    assert outcome(MACHINE, DisputeAction.RULE, near) == (
        "CONFLICT_OF_INTEREST" if state is DisputeState.MEDIATION else "WRONG_STATE"
    )


@dataclass
class Staged:
    """A stage in this state, of a contract in that one, and what each side has withdrawn a dispute about."""

    state: StageState
    held: Sides
    binding: ContractState = ContractState.PERFORMING
    awarder: str | None = None
    receiver: str | None = None
    version: int = 1

    @property
    def stage(self) -> Any:
        grounds = {"awarder_ground": self.awarder, "receiver_ground": self.receiver}
        return SimpleNamespace(state=self.state, submitted_at=None, **grounds)

    @property
    def contract(self) -> Any:
        return SimpleNamespace(state=self.binding)

    def sides(self, _: Any) -> Sides:
        return self.held


@pytest.mark.parametrize("state", StageState)
def test_es13_a_side_opens_a_dispute_where_it_has_withdrawn_none(state: StageState) -> None:
    for side, contract in product(ContractSide, ContractState):
        at = Staged(state, lead(side), contract)
        possible = "DISPUTED" if contract in BINDING else "WRONG_STATE"
        assert outcome(STAGES, StageAction.OPEN_DISPUTE, at) == (possible if state in DISPUTABLE else "WRONG_STATE")
    for side in ContractSide:
        ours = {side.value.lower(): f"{state}:"}
        theirs = {side.other.value.lower(): f"{state}:"}
        wanted = ("DISPUTE_WITHDRAWN", "DISPUTED") if state in DISPUTABLE else ("WRONG_STATE", "WRONG_STATE")
        found = [
            outcome(STAGES, StageAction.OPEN_DISPUTE, Staged(state, lead(side), **each)) for each in (ours, theirs)
        ]
        assert tuple(found) == wanted
        # Another ground is another dispute.
        other = Staged(state, lead(side), awarder="SUBMITTED:before", receiver="SUBMITTED:before")
        assert outcome(STAGES, StageAction.OPEN_DISPUTE, other) == wanted[1]
