"""The state table of supplements, against what the domain says, in every situation."""

from itertools import product
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from models.contracts.contract import ContractSide, ContractState
from models.contracts.supplement import UNDECIDED, SupplementState
from models.errors import Refused
from models.sides import Side
from models.supplements.cases import MACHINE, SupplementAction

# The state table is data.
pytestmark = pytest.mark.anywhere

A, R = ContractSide.AWARDER, ContractSide.RECEIVER
PENDING = UNDECIDED - {SupplementState.DRAFT}
# What somebody of a party is to the contract, by their role.
ROLES = {
    "MEMBER": lambda side: {side},
    "MANAGER": lambda side: {side, LEAD[side]},
    "SIGNING MANAGER": lambda side: {side, LEAD[side], Side.SIGNER},
    "OWNER": lambda side: {side, LEAD[side], Side.SIGNER},
}
LEAD = {Side.AWARDER: Side.AWARDER_LEAD, Side.OTHER: Side.OTHER_LEAD}
OF = {A: Side.AWARDER, R: Side.OTHER}
OUTSIDE = [set(), {Side.SOMEBODY}, {Side.GUEST}, {Side.SOMEBODY, Side.ADMINISTRATOR}, {Side.SOMEBODY, Side.CONSULTANT}]


class At(NamedTuple):
    """A supplement that the awarder proposes, in a situation."""

    state: SupplementState
    # The receiver executes first.
    executed: frozenset[ContractSide]
    is_fresh: bool = True
    has_pending: bool = False
    is_binding: bool = True
    is_compared: bool = False
    is_close: bool = False

    def waits_for(self, side: ContractSide) -> bool:
        is_turn = side is (R if R not in self.executed else A)
        return self.state in ("READY_TO_SIGN", "PARTLY_EXECUTED") and is_turn and self.is_binding

    def case(self, held: set[Side]) -> Any:
        turn = next((side for side in (R, A) if side not in self.executed), None)
        return SimpleNamespace(
            **self._asdict(),
            sides=lambda _: frozenset(held),
            supplement=SimpleNamespace(side=A),
            contract=SimpleNamespace(state=ContractState.EFFECTIVE if self.is_binding else ContractState.TERMINATED),
            turn=turn,
        )


def outcome(action: SupplementAction, at: At, held: set[Side]) -> str:
    try:
        return str(MACHINE.check(action, at.case(held), None))
    except Refused as refusal:
        return refusal.code


def wanted(action: SupplementAction, at: At, side: ContractSide, role: str) -> str | None:
    """The state that follows by the domain, or None where the action is refused."""
    is_lead, is_signer = role != "MEMBER", role in ("OWNER", "SIGNING MANAGER")
    moved = {"DRAFT": "PROPOSED", "PROPOSED": "READY_TO_SIGN", "READY_TO_SIGN": "PARTLY_EXECUTED"}
    moved |= {"PARTLY_EXECUTED": "ACTIVE"}
    match action:
        case SupplementAction.APPROVE if at.state == "DRAFT":
            may = is_lead and side is A and at.is_binding and not at.has_pending
        case SupplementAction.APPROVE:
            may = at.state == "PROPOSED" and is_lead and side is R and at.is_binding
        case SupplementAction.SIGN:
            may = is_signer and at.waits_for(side) and not at.is_compared
        case SupplementAction.LODGE_SCAN:
            moved = {"READY_TO_SIGN": "READY_TO_SIGN", "PARTLY_EXECUTED": "PARTLY_EXECUTED"}
            may = is_signer and at.waits_for(side)
        case SupplementAction.VERIFY_SCAN | SupplementAction.REJECT_SCAN:
            may = False
        case SupplementAction.REJECT:
            return "REJECTED" if at.state in PENDING and is_lead and side is R else None
        case SupplementAction.CANCEL:
            may = side is A and (at.state == "DRAFT" or (at.state in PENDING and is_lead))
            return "CANCELLED" if may else None
    return (moved[at.state] if at.is_fresh else "STALE") if may else None


SITUATIONS = [
    At(state, frozenset({R} if state == "PARTLY_EXECUTED" else ()), *around)
    for state, around in product(SupplementState, product((True, False), (False, True), (True, False), (False, True)))
]


@pytest.mark.parametrize("action", SupplementAction)
def test_each_action_in_each_situation_by_each_role_leads_where_the_domain_says(action: SupplementAction) -> None:
    for at, side, role in product(SITUATIONS, ContractSide, ROLES):
        held = ROLES[role](OF[side])
        found, expected = outcome(action, at, held), wanted(action, at, side, role)
        assert (found if found in set(SupplementState) else None) == expected, (at, side, role, found)
        assert (action in MACHINE.actions(at.case(held), None)) == (expected is not None), (at, side, role)


def test_co5_only_the_professional_who_is_close_to_nobody_says_what_a_scan_shows() -> None:
    held, verify, reject = {Side.SOMEBODY, Side.ASSIGNEE}, SupplementAction.VERIFY_SCAN, SupplementAction.REJECT_SCAN
    leads = {"READY_TO_SIGN": "PARTLY_EXECUTED", "PARTLY_EXECUTED": "ACTIVE"}
    for at, is_close in product(SITUATIONS, (False, True)):
        at = at._replace(is_close=is_close)
        may = at.state in leads and at.is_binding and at.is_compared and not is_close
        expected = [verify, reject] if may else []
        assert MACHINE.actions(at.case(held), None) == expected, at
        if may:
            assert outcome(verify, at, held) == (leads[at.state] if at.is_fresh else "STALE")
            assert outcome(reject, at, held) == at.state


def test_nobody_else_may_do_anything_with_a_supplement() -> None:
    for at, held, action in product(SITUATIONS, OUTSIDE, SupplementAction):
        assert outcome(action, at, held) == "NOT_ALLOWED"
        assert MACHINE.actions(at.case(held), None) == []


def test_a_final_state_offers_nobody_anything() -> None:
    offered = {
        str(at.state)
        for at, side, role in product(SITUATIONS, ContractSide, ROLES)
        if MACHINE.actions(at.case(ROLES[role](OF[side])), None)
    }
    assert offered == set(UNDECIDED)


@pytest.mark.parametrize(
    ("action", "at", "side", "code"),
    [
        ("APPROVE", At(SupplementState.DRAFT, frozenset(), has_pending=True), A, "SUPPLEMENT_PENDING"),
        ("APPROVE", At(SupplementState.DRAFT, frozenset()), R, "NOT_ALLOWED"),
        ("APPROVE", At(SupplementState.PROPOSED, frozenset()), A, "NOT_YOUR_TURN"),
        ("APPROVE", At(SupplementState.PROPOSED, frozenset(), is_binding=False), R, "WRONG_STATE"),
        ("SIGN", At(SupplementState.READY_TO_SIGN, frozenset()), A, "NOT_YOUR_TURN"),
        ("SIGN", At(SupplementState.PARTLY_EXECUTED, frozenset({R})), R, "ALREADY_SIGNED"),
        ("REJECT", At(SupplementState.PROPOSED, frozenset()), A, "NOT_YOUR_TURN"),
        ("CANCEL", At(SupplementState.PROPOSED, frozenset()), R, "NOT_ALLOWED"),
        ("SIGN", At(SupplementState.PROPOSED, frozenset()), R, "WRONG_STATE"),
        ("SIGN", At(SupplementState.READY_TO_SIGN, frozenset(), is_compared=True), R, "WRONG_STATE"),
        ("LODGE_SCAN", At(SupplementState.READY_TO_SIGN, frozenset()), A, "NOT_YOUR_TURN"),
        ("VERIFY_SCAN", At(SupplementState.READY_TO_SIGN, frozenset(), is_compared=True), R, "NOT_ALLOWED"),
    ],
)
def test_a_refusal_says_what_is_in_the_way(action: Any, at: At, side: ContractSide, code: str) -> None:
    assert outcome(SupplementAction(action), at, ROLES["OWNER"](OF[side])) == code
