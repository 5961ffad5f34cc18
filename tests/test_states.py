"""The state tables, written by hand from the rules, compared with the tables in the code."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations_with_replacement, product
from types import SimpleNamespace
from typing import Any

import pytest

from models.accounts.parties import MemberRole
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.clock import now
from models.contracts import cases, contract
from models.demands import applicants, applications, awards, candidates, demand
from models.errors import Refused
from models.escrow import cases as escrow
from models.ids import new_id
from models.interviews import interview
from models.messages import conversations
from models.questions import question
from models.sides import Side, foremost, sides
from models.states import Machine
from models.templates import request
from models.work import item

# The state tables are data.
pytestmark = pytest.mark.anywhere


# action: who: from -> to, "=" for a state that stays.
DEMAND = """
PUBLISH           AWARDER_LEAD                    DRAFT > OPEN
AMEND             AWARDER_LEAD                    DRAFT > =, OPEN > =
AMEND             AWARDER                         DRAFT > =
EXTEND_DEADLINE   AWARDER_LEAD                    DRAFT > =, OPEN > =
CLOSE_BIDDING     AWARDER_LEAD                    OPEN > SELECTING
REOPEN_BIDDING    AWARDER_LEAD                    SELECTING > OPEN
AWARD             AWARDER_LEAD                    SELECTING > AWARDED
CONCLUDE          AWARDER_LEAD                    SELECTING > FAILED
CANCEL            AWARDER_LEAD                    DRAFT > CANCELLED, OPEN > CANCELLED, SELECTING > CANCELLED
CANCEL            AWARDER_LEAD                    AWARDED > CANCELLED, CONTRACTED > CANCELLED
SUSPEND           MANAGER ADMINISTRATOR           OPEN > SUSPENDED, SELECTING > SUSPENDED
RESUME            MANAGER ADMINISTRATOR           SUSPENDED > =
APPLY             SOMEBODY                        OPEN > =
ASK               SOMEBODY                        OPEN > =, SUSPENDED > =
"""
BID = """
SAVE              OTHER                           DRAFT > =, SUBMITTED > =, NEEDS_CONFIRMATION > =
SUBMIT            OTHER_LEAD                      DRAFT > SUBMITTED, SUBMITTED > =, NEEDS_CONFIRMATION > SUBMITTED
CONFIRM           OTHER_LEAD                      NEEDS_CONFIRMATION > SUBMITTED
DISCARD_DRAFT     OTHER                           SUBMITTED > =, NEEDS_CONFIRMATION > =
WITHDRAW          OTHER_LEAD                      DRAFT > WITHDRAWN, SUBMITTED > WITHDRAWN
WITHDRAW          OTHER_LEAD                      NEEDS_CONFIRMATION > WITHDRAWN
INVALIDATE        MANAGER ADMINISTRATOR           DRAFT > INVALIDATED, SUBMITTED > INVALIDATED
INVALIDATE        MANAGER ADMINISTRATOR           NEEDS_CONFIRMATION > INVALIDATED, WITHDRAWN > INVALIDATED
INVALIDATE        MANAGER ADMINISTRATOR           LAPSED > INVALIDATED, NOT_SELECTED > INVALIDATED
"""
CANDIDATE = """
PLACE_ALTERNATIVE AWARDER_LEAD                    UNDECIDED > ALTERNATIVE, ALTERNATIVE > =
DROP_ALTERNATIVE  AWARDER_LEAD                    ALTERNATIVE > UNDECIDED
ELIMINATE         AWARDER_LEAD                    UNDECIDED > ELIMINATED, ALTERNATIVE > ELIMINATED
RESTORE           AWARDER_LEAD                    ELIMINATED > UNDECIDED
AWARD             AWARDER_LEAD                    UNDECIDED > SELECTED, ALTERNATIVE > SELECTED
REMARK            AWARDER_LEAD AWARDER            UNDECIDED > =, ALTERNATIVE > =, ELIMINATED > =, SELECTED > =
"""
AWARD = """
ACCEPT            OTHER_LEAD                      OFFERED > ACCEPTED
DECLINE           OTHER_LEAD                      OFFERED > DECLINED
REVOKE            AWARDER_LEAD                    OFFERED > REVOKED
"""
QUESTION = """
ANSWER            AWARDER_LEAD                    UNANSWERED > ANSWERED, ANSWERED > =
WITHDRAW          OTHER                           UNANSWERED > WITHDRAWN
HIDE              AWARDER_LEAD                    UNANSWERED > HIDDEN
HIDE              MANAGER ADMINISTRATOR           UNANSWERED > HIDDEN, ANSWERED > HIDDEN
RESTORE           MANAGER ADMINISTRATOR           HIDDEN > UNANSWERED
"""
INTERVIEW = """
ACCEPT_SLOT       AWARDER_LEAD OTHER_LEAD         PROPOSED > SCHEDULED, SCHEDULED > =
COUNTER           AWARDER_LEAD OTHER_LEAD         PROPOSED > =, SCHEDULED > =
MOVE              AWARDER_LEAD OTHER_LEAD         SCHEDULED > =
DECLINE_MOVE      AWARDER_LEAD OTHER_LEAD         SCHEDULED > =
CANCEL            AWARDER_LEAD OTHER_LEAD         PROPOSED > CANCELLED, SCHEDULED > CANCELLED
JOIN              HOST INVITED                    SCHEDULED > =, LIVE > =
CONSENT           HOST INVITED                    SCHEDULED > =, LIVE > =
ADMIT             HOST                            SCHEDULED > LIVE, LIVE > =
REMOVE_GUEST      HOST                            SCHEDULED > =, LIVE > =
START_RECORDING   HOST                            LIVE > =
STOP_RECORDING    HOST                            LIVE > =
END               HOST                            LIVE > ENDED
"""
CONVERSATION = """
SEND              AWARDER OTHER INVITED           OPEN > =
INVITE            AWARDER_LEAD                    OPEN > =
"""
WORK_ITEM = """
CLAIM             STAFF                           WAITING > CLAIMED
RELEASE           ASSIGNEE ADMINISTRATOR          CLAIMED > WAITING
ASSIGN            ADMINISTRATOR                   WAITING > CLAIMED, CLAIMED > =
"""
CONTRACT = """
REVISE            AWARDER_LEAD OTHER_LEAD         DRAFT > NEGOTIATING, NEGOTIATING > =, READY_TO_SIGN > NEGOTIATING
REVISE            AWARDER_LEAD OTHER_LEAD         PARTLY_EXECUTED > NEGOTIATING
APPROVE_TERMS     AWARDER_LEAD OTHER_LEAD         DRAFT > READY_TO_SIGN, NEGOTIATING > READY_TO_SIGN
SIGN              SIGNER                          READY_TO_SIGN > PARTLY_EXECUTED, PARTLY_EXECUTED > EFFECTIVE
REFUSE            AWARDER_LEAD OTHER_LEAD         DRAFT > REFUSED, NEGOTIATING > REFUSED, READY_TO_SIGN > REFUSED
REFUSE            AWARDER_LEAD OTHER_LEAD         PARTLY_EXECUTED > REFUSED, VERIFYING_OFFLINE > REFUSED
REFUSE            AWARDER_LEAD OTHER_LEAD         CONSISTENCY_FAILED > REFUSED
REVISE            AWARDER_LEAD OTHER_LEAD         VERIFYING_OFFLINE > NEGOTIATING, CONSISTENCY_FAILED > NEGOTIATING
SIGN              SIGNER                          CONSISTENCY_FAILED > PARTLY_EXECUTED
LODGE_SCAN        SIGNER                          READY_TO_SIGN > VERIFYING_OFFLINE, PARTLY_EXECUTED > VERIFYING_OFFLINE
LODGE_SCAN        SIGNER                          VERIFYING_OFFLINE > =, CONSISTENCY_FAILED > VERIFYING_OFFLINE
VERIFY_SCAN       ASSIGNEE                        VERIFYING_OFFLINE > PARTLY_EXECUTED
REJECT_SCAN       ASSIGNEE                        VERIFYING_OFFLINE > CONSISTENCY_FAILED
PROPOSE_TERMINATION SIGNER                        EFFECTIVE > =, PERFORMING > =
ACCEPT_TERMINATION SIGNER                         EFFECTIVE > TERMINATED, PERFORMING > TERMINATED
DECLINE_TERMINATION SIGNER                        EFFECTIVE > =, PERFORMING > =
"""
# FUND waits for the provider, and whoever objects to a refund opens a dispute.
STAGE = """
FUND              AWARDER_LEAD                    AWAITING_FUNDS > =
SUBMIT_WORK       OTHER_LEAD                      FUNDED > SUBMITTED, REWORK > SUBMITTED
ACCEPT_WORK       AWARDER_LEAD                    SUBMITTED > ACCEPTED
REQUEST_REWORK    AWARDER_LEAD                    SUBMITTED > REWORK
RELEASE           AWARDER_LEAD                    ACCEPTED > RELEASED, PARTLY_RELEASED > RELEASED
REQUEST_REFUND    AWARDER_LEAD                    FUNDED > REFUND_REQUESTED, REWORK > REFUND_REQUESTED
WITHDRAW_REFUND   AWARDER_LEAD                    REFUND_REQUESTED > FUNDED
AGREE_REFUND      OTHER_LEAD                      REFUND_REQUESTED > REFUNDED
OBJECT_REFUND     OTHER_LEAD                      REFUND_REQUESTED > DISPUTED
OPEN_DISPUTE      AWARDER_LEAD OTHER_LEAD         SUBMITTED > DISPUTED, REWORK > DISPUTED, ACCEPTED > DISPUTED
OPEN_DISPUTE      AWARDER_LEAD OTHER_LEAD         PARTLY_RELEASED > DISPUTED, REFUND_REQUESTED > DISPUTED
"""
# An assigned request is begun by whatever its professional does first.
TEMPLATE_REQUEST = """
BEGIN             ASSIGNEE                        ASSIGNED > IN_PROGRESS, IN_PROGRESS > =, CHANGES_REQUESTED > =
ASK               ASSIGNEE                        ASSIGNED > NEEDS_INFO, IN_PROGRESS > NEEDS_INFO
ASK               ASSIGNEE                        CHANGES_REQUESTED > NEEDS_INFO
DELIVER           ASSIGNEE                        ASSIGNED > IN_REVIEW, IN_PROGRESS > IN_REVIEW
DELIVER           ASSIGNEE                        CHANGES_REQUESTED > IN_REVIEW
REJECT            ASSIGNEE                        QUEUED > REJECTED, ASSIGNED > REJECTED, IN_PROGRESS > REJECTED
REJECT            ASSIGNEE                        NEEDS_INFO > REJECTED
GIVE_INFO         AWARDER_LEAD                    NEEDS_INFO > IN_PROGRESS
APPROVE           AWARDER_LEAD                    IN_REVIEW > PUBLISHED
REQUEST_CHANGES   AWARDER_LEAD                    IN_REVIEW > CHANGES_REQUESTED
CANCEL            AWARDER_LEAD                    QUEUED > CANCELLED, ASSIGNED > CANCELLED
CANCEL            AWARDER_LEAD                    IN_PROGRESS > CANCELLED, NEEDS_INFO > CANCELLED
"""
MACHINES: dict[str, tuple[Machine[Any, Any, Any], str, type, type]] = {
    "demand": (demand.MACHINE, DEMAND, demand.DemandState, demand.DemandAction),
    "bid": (applications.MACHINE, BID, applicants.BidState, applications.ApplicantAction),
    "candidate": (candidates.MACHINE, CANDIDATE, candidates.Standing, candidates.CandidateAction),
    "award": (awards.MACHINE, AWARD, awards.AwardState, awards.AwardAction),
    "question": (question.MACHINE, QUESTION, question.QuestionState, question.QuestionAction),
    "interview": (interview.MACHINE, INTERVIEW, interview.InterviewState, interview.InterviewAction),
    "conversation": (
        conversations.MACHINE,
        CONVERSATION,
        conversations.ConversationState,
        conversations.ConversationAction,
    ),
    "work item": (item.MACHINE, WORK_ITEM, item.WorkItemState, item.WorkItemAction),
    "template request": (
        request.MACHINE,
        TEMPLATE_REQUEST,
        request.TemplateRequestState,
        request.TemplateRequestAction,
    ),
    "contract": (cases.MACHINE, CONTRACT, contract.ContractState, cases.ContractAction),
    "stage": (escrow.MACHINE, STAGE, contract.StageState, escrow.StageAction),
}
# A lead of a side is on that side.
IMPLIED = {Side.AWARDER_LEAD: Side.AWARDER, Side.OTHER_LEAD: Side.OTHER}

AT = datetime(2026, 1, 1, tzinfo=UTC)
AWARDER_SIDE, RECEIVER_SIDE = contract.ContractSide


def written(table: str) -> dict[tuple[str, str, str], str]:
    """(action, side, state): the resulting state."""
    found = {}
    for line in table.strip().splitlines():
        moves = line[50:].split(", ")
        action, *held = line[:50].split()
        for side, move in product(held, moves):
            source, target = move.split(" > ")
            found[action, side, source] = source if target == "=" else target
    return found


def with_implied(held: Iterable[Side]) -> frozenset[Side]:
    return frozenset(held) | {IMPLIED[side] for side in held if side in IMPLIED}


def case(state: Any, held: Iterable[Side], action: Any = None, **around: Any) -> Any:
    """A thing in this state and a viewer on these sides, with nothing else in the way of any action."""
    whole = with_implied(held)
    ours = interview.side_of(whole)
    theirs = next(role for role in interview.InterviewRole if role is not ours)
    meeting = SimpleNamespace(
        offered_by=None if action == "MOVE" else theirs,
        moves=0,
        opened_at=AT,
        recording=interview.Recording.ON if action == "STOP_RECORDING" else interview.Recording.OFF,
    )
    side = cases.side_in(whole)
    draft = SimpleNamespace(price_minor=100, currency="USD", proposal="Us.", stages=[])
    over = SimpleNamespace(
        currency="USD", state=demand.DemandState.SELECTING if action == "AWARD" else demand.DemandState.OPEN
    )
    given = {
        "bidding": demand.Bidding.OPEN,
        "opened_at": None,
        "reopened_at": None,
        "suspended_from": demand.DemandState.OPEN,
        "deadline_at": now() + timedelta(days=2),
        "audience": ["TEAM"],
        "bid_count": 1,
        "unconfirmed_count": 0,
        "closable_at": None,
        "demand": over,
        "candidate": SimpleNamespace(is_standing=True),
        "draft": draft,
        "currency": "USD",
        "is_awarded": False,
        "interview": meeting,
        "question": SimpleNamespace(answer=None),
        "is_close": False,
        "item": SimpleNamespace(assignee_id=new_id()),
        "effective_at": None,
        "approved": {side.other} if side else set(),
        "executed": set(),
        "turn": side,
        "contract": SimpleNamespace(termination_by=proposed_by(action, side), state=contract.ContractState.PERFORMING),
        "lacks": [],
        "stages": [contract.StageState.FUNDED],
        "stage": SimpleNamespace(
            state=state, former_state=None, submitted_at=None, awarder_ground=None, receiver_ground=None
        ),
        "conversation": SimpleNamespace(kind=conversations.ConversationKind.APPLICATION),
        **around,
    }
    return SimpleNamespace(state=state, sides=lambda _: whole, **given)


@pytest.mark.parametrize("state", contract.ContractState)
def test_money_moves_only_while_its_contract_binds(state: Any) -> None:
    around = SimpleNamespace(state=state, termination_by=None)
    for before, action in product(contract.StageState, escrow.StageAction):
        at = case(before, Side, action, contract=around)
        usual = outcome(escrow.MACHINE, action, case(before, Side, action))
        wanted = usual if state in contract.BINDING else "WRONG_STATE"
        assert outcome(escrow.MACHINE, action, at) == wanted


@pytest.mark.parametrize("former", ["FUNDED", "REWORK"])
def test_a_request_for_a_refund_that_is_taken_back_leads_to_where_the_stage_was(former: Any) -> None:
    state = contract.StageState.REFUND_REQUESTED
    grounds = {"submitted_at": None, "awarder_ground": None, "receiver_ground": None}
    stage = SimpleNamespace(state=state, former_state=contract.StageState(former), **grounds)
    at = case(state, [Side.AWARDER_LEAD, Side.AWARDER], escrow.StageAction.WITHDRAW_REFUND, stage=stage)
    assert outcome(escrow.MACHINE, escrow.StageAction.WITHDRAW_REFUND, at) == former


@pytest.mark.parametrize(("waiting", "found"), [("SUBMITTED", "STAGE_UNDECIDED"), ("ACCEPTED", "TERMINATED")])
def test_co11_a_contract_is_not_terminated_while_somebody_has_to_decide(waiting: Any, found: str) -> None:
    action = cases.ContractAction.ACCEPT_TERMINATION
    around = case(
        contract.ContractState.PERFORMING, [Side.SIGNER, Side.AWARDER], action, stages=[contract.StageState(waiting)]
    )
    assert outcome(cases.MACHINE, action, around) == found
    assert (action in cases.MACHINE.actions(around, None)) == (found == "TERMINATED")


def proposed_by(action: Any, side: Any) -> Any:
    """The side that has proposed to end a contract, so that nothing is in the way of answering."""
    if action in (None, "PROPOSE_TERMINATION"):
        return None
    return side.other if side else RECEIVER_SIDE


def outcome(machine: Machine[Any, Any, Any], action: Any, at: Any) -> str:
    try:
        return str(machine.check(action, at, None))
    except Refused as refusal:
        return refusal.code


@pytest.mark.parametrize("what", MACHINES)
def test_each_action_in_each_state_by_each_side_leads_where_the_domain_says(what: str) -> None:
    machine, table, states, actions = MACHINES[what]
    expected = written(table)
    ever = {(action, side) for action, side, _ in expected}
    for action, side, state in product(actions, Side, states):
        held = with_implied([side])
        refused = "WRONG_STATE" if any((action, each) in ever for each in held) else "NOT_ALLOWED"
        wanted = next((expected[action, each, state] for each in held if (action, each, state) in expected), refused)
        assert outcome(machine, action, case(state, [side], action)) == wanted, (action, side, state)


@pytest.mark.parametrize("what", MACHINES)
def test_an_action_is_shown_exactly_where_it_is_not_refused(what: str) -> None:
    machine, table, states, actions = MACHINES[what]
    expected = written(table)
    pairs, known = [set(each) for each in combinations_with_replacement(Side, 2)], set(states)
    for state, held, stage in product(states, [set(), *pairs], actions):
        at = case(state, held, stage)
        shown = machine.actions(at, None)
        assert len(shown) == len(set(shown))
        assert set(shown) == {action for action in actions if outcome(machine, action, at) in known}
        allowed = any((stage, side, state) in expected for side in with_implied(held))
        assert (stage in shown) == allowed, (stage, held, state)


@pytest.mark.parametrize(
    ("what", "final"),
    [
        # Its contract decides while it is IN_PROGRESS.
        ("demand", {"COMPLETED", "FAILED", "CANCELLED", "IN_PROGRESS"}),
        ("bid", {"INVALIDATED"}),
        ("candidate", set()),
        ("question", {"WITHDRAWN"}),
        ("award", {"ACCEPTED", "DECLINED", "LAPSED", "REVOKED", "VOIDED"}),
        ("interview", {"ENDED", "NO_SHOW", "CANCELLED", "EXPIRED"}),
        ("conversation", {"CLOSED"}),
        ("work item", {"DONE"}),
        ("template request", {"PUBLISHED", "REJECTED", "CANCELLED"}),
        ("contract", {"COMPLETED", "REFUSED", "EXPIRED", "TERMINATED", "SUPERSEDED"}),
        ("stage", {"PLANNED", "RELEASED", "REFUNDED", "DISPUTED", "SETTLED", "CANCELLED"}),
    ],
)
def test_a_final_state_offers_nobody_anything(what: str, final: set[str]) -> None:
    machine, _, states, actions = MACHINES[what]
    offered = {
        str(state) for state, action in product(states, actions) if machine.actions(case(state, Side, action), None)
    }
    assert {str(state) for state in states} - offered == final


# What each action on a bid or a candidate needs of the demand.
DECIDING = {"OPEN", "SELECTING", "SUSPENDED"}
NEEDS: dict[str, dict[str, set[str]]] = {
    "bid": {
        **{action: {"OPEN"} for action in ("SAVE", "SUBMIT", "CONFIRM", "DISCARD_DRAFT")},
        "WITHDRAW": DECIDING | {"AWARDED", "CONTRACTED", "IN_PROGRESS"},
        "INVALIDATE": set(demand.DemandState),
    },
    "candidate": {
        **dict.fromkeys(["PLACE_ALTERNATIVE", "DROP_ALTERNATIVE", "ELIMINATE", "RESTORE"], DECIDING),
        "AWARD": {"SELECTING"},
        "REMARK": set(demand.DemandState),
    },
}


@pytest.mark.parametrize("what", ["bid", "candidate"])
def test_what_a_bid_or_a_candidate_allows_also_depends_on_the_demand(what: str) -> None:
    machine, _, states, actions = MACHINES[what]
    found: dict[str, set[str]] = {str(action): set() for action in actions}
    for action, state, over in product(actions, states, demand.DemandState):
        at = case(state, Side, action, demand=SimpleNamespace(state=over, currency="USD"))
        if outcome(machine, action, at) in set(states):
            found[action].add(str(over))
    assert found == NEEDS[what]


@pytest.mark.parametrize("action", candidates.CandidateAction)
def test_a_bid_that_is_gone_is_no_longer_decided_on(action: Any) -> None:
    gone = SimpleNamespace(is_standing=False)
    found = {
        outcome(candidates.MACHINE, action, case(state, Side, action, candidate=gone)) for state in candidates.Standing
    }
    assert ("BID_GONE" in found) == (action != "REMARK")


UNFINISHED = SimpleNamespace(price_minor=None, currency="USD", proposal="Us.", stages=[])
FOREIGN = SimpleNamespace(price_minor=100, currency="EUR", proposal="Us.", stages=[])


@pytest.mark.parametrize(
    ("action", "around", "code"),
    [
        ("SUBMIT", {"draft": None}, "WRONG_STATE"),
        ("SUBMIT", {"draft": UNFINISHED}, "INCOMPLETE"),
        ("SUBMIT", {"draft": FOREIGN}, "CURRENCY_MISMATCH"),
        ("CONFIRM", {"currency": "EUR"}, "CURRENCY_MISMATCH"),
        ("DISCARD_DRAFT", {"draft": None}, "WRONG_STATE"),
        ("WITHDRAW", {"is_awarded": True}, "WRONG_STATE"),
    ],
)
def test_what_hinders_an_action_on_a_bid_also_hides_it(action: str, around: dict[str, Any], code: str) -> None:
    held, state = [Side.OTHER_LEAD], applicants.BidState.NEEDS_CONFIRMATION
    assert action in applications.MACHINE.actions(case(state, held), None)
    hindered: Any = case(state, held, **around)
    assert outcome(applications.MACHINE, action, hindered) == code
    assert action not in applications.MACHINE.actions(hindered, None)


@pytest.mark.parametrize(
    ("around", "code"),
    [
        ({"bidding": demand.Bidding.SEALED, "unconfirmed_count": 1}, "SEALED"),
        ({"bid_count": 0}, "NO_BIDS"),
        ({"bid_count": 2, "unconfirmed_count": 1}, "UNCONFIRMED"),
        ({"bid_count": 1, "unconfirmed_count": 1}, "UNCONFIRMED"),
        ({"bid_count": 1, "unconfirmed_count": 1, "closable_at": now() - timedelta(days=1)}, "NO_BIDS"),
    ],
)
def test_eb6_what_hinders_an_early_end_of_bidding_also_hides_it(around: dict[str, Any], code: str) -> None:
    held, state = [Side.AWARDER_LEAD], demand.DemandState.OPEN
    later = {"closable_at": now() + timedelta(days=1)}
    assert "CLOSE_BIDDING" in demand.MACHINE.actions(case(state, held, **later), None)
    hindered: Any = case(state, held, **{**later, **around})
    assert outcome(demand.MACHINE, "CLOSE_BIDDING", hindered) == code
    assert "CLOSE_BIDDING" not in demand.MACHINE.actions(hindered, None)


# Guards of actions on an interview, which also hide them from `actions`.
HINDRANCES: list[tuple[str, dict[str, Any], str]] = [
    ("ACCEPT_SLOT", {"offered_by": None}, "NOTHING_OFFERED"),
    ("ACCEPT_SLOT", {"offered_by": interview.InterviewRole.HOST}, "NOT_YOUR_TURN"),
    ("COUNTER", {"offered_by": interview.InterviewRole.HOST}, "NOT_YOUR_TURN"),
    ("MOVE", {"moves": 2}, "TOO_MANY_MOVES"),
    ("MOVE", {"offered_by": interview.InterviewRole.GUEST}, "NOT_YOUR_TURN"),
    ("DECLINE_MOVE", {"offered_by": None}, "NOTHING_OFFERED"),
    ("JOIN", {"opened_at": None}, "TOO_EARLY"),
    ("ADMIT", {"opened_at": None}, "TOO_EARLY"),
    ("REMOVE_GUEST", {"opened_at": None}, "TOO_EARLY"),
    ("START_RECORDING", {"recording": interview.Recording.PAUSED}, "WRONG_STATE"),
    ("STOP_RECORDING", {"recording": interview.Recording.OFF}, "WRONG_STATE"),
]


@pytest.mark.parametrize(("action", "around", "code"), HINDRANCES)
def test_what_hinders_an_action_on_an_interview_also_hides_it(action: str, around: dict[str, Any], code: str) -> None:
    held = [Side.AWARDER_LEAD, Side.HOST]
    state = next(
        each for each in interview.InterviewState if action in interview.MACHINE.actions(case(each, held, action), None)
    )
    hindered = case(state, held, action)
    for name, value in around.items():
        setattr(hindered.interview, name, value)
    assert outcome(interview.MACHINE, action, hindered) == code
    assert action not in interview.MACHINE.actions(hindered, None)


# Guards of actions on a contract, which also hide them from `actions`, with where the action leads to without them.
HINDERED: list[tuple[str, dict[str, Any], str]] = [
    ("APPROVE_TERMS", {"approved": {AWARDER_SIDE}}, "NOT_YOUR_TURN"),
    ("APPROVE_TERMS", {"lacks": ["receiver.identity"]}, "INCOMPLETE"),
    ("SIGN", {"executed": {AWARDER_SIDE}}, "ALREADY_SIGNED"),
    ("SIGN", {"turn": RECEIVER_SIDE}, "NOT_YOUR_TURN"),
    ("LODGE_SCAN", {"executed": {AWARDER_SIDE}}, "ALREADY_SIGNED"),
    ("LODGE_SCAN", {"turn": RECEIVER_SIDE}, "NOT_YOUR_TURN"),
    ("PROPOSE_TERMINATION", {"contract": SimpleNamespace(termination_by=RECEIVER_SIDE)}, "WRONG_STATE"),
    ("ACCEPT_TERMINATION", {"contract": SimpleNamespace(termination_by=None)}, "WRONG_STATE"),
    ("ACCEPT_TERMINATION", {"contract": SimpleNamespace(termination_by=AWARDER_SIDE)}, "NOT_YOUR_TURN"),
    ("DECLINE_TERMINATION", {"contract": SimpleNamespace(termination_by=None)}, "WRONG_STATE"),
]


@pytest.mark.parametrize(("action", "around", "code"), HINDERED)
def test_what_hinders_an_action_on_a_contract_also_hides_it(action: str, around: dict[str, Any], code: str) -> None:
    held = [Side.AWARDER_LEAD, Side.SIGNER]
    states = [
        each for each in contract.ContractState if action in cases.MACHINE.actions(case(each, held, action), None)
    ]
    assert states
    for state in states:
        assert outcome(cases.MACHINE, action, case(state, held, **around)) == code
        assert action not in cases.MACHINE.actions(case(state, held, **around), None)


def test_co4_terms_are_ready_to_be_signed_when_both_sides_have_approved_them() -> None:
    for state in (contract.ContractState.DRAFT, contract.ContractState.NEGOTIATING):
        first = case(state, [Side.OTHER_LEAD], approved=set())
        assert outcome(cases.MACHINE, cases.ContractAction.APPROVE_TERMS, first) == "NEGOTIATING"


@pytest.mark.parametrize(("action", "side"), [("VERIFY_SCAN", Side.ASSIGNEE), ("SIGN", Side.SIGNER)])
def test_co4_the_second_execution_makes_a_contract_effective(action: Any, side: Side) -> None:
    state = contract.ContractState.VERIFYING_OFFLINE if action == "VERIFY_SCAN" else "CONSISTENCY_FAILED"
    assert outcome(cases.MACHINE, action, case(contract.ContractState(state), [side], executed={RECEIVER_SIDE})) == (
        "EFFECTIVE"
    )


def test_an_effective_contract_is_not_cancelled_with_its_demand() -> None:
    bound = case(demand.DemandState.CONTRACTED, [Side.AWARDER_LEAD], effective_at=AT)
    assert outcome(demand.MACHINE, demand.DemandAction.CANCEL, bound) == "WRONG_STATE"
    assert "CANCEL" not in demand.MACHINE.actions(bound, None)


def test_cm1_nobody_of_the_staff_is_invited_into_a_dispute() -> None:
    place = SimpleNamespace(kind=conversations.ConversationKind.DISPUTE)
    talk = case(conversations.ConversationState.OPEN, [Side.AWARDER_LEAD], conversation=place)
    assert conversations.MACHINE.actions(talk, None) == ["SEND"]
    assert outcome(conversations.MACHINE, conversations.ConversationAction.INVITE, talk) == "WRONG_STATE"


@pytest.mark.parametrize("what", ["work item", "template request", "contract"])
def test_st2_whoever_is_close_to_a_party_neither_takes_nor_decides_what_concerns_it(what: str) -> None:
    machine, _, states, actions = MACHINES[what]
    deciding = {"CLAIM", *("BEGIN", "ASK", "DELIVER", "REJECT"), *("VERIFY_SCAN", "REJECT_SCAN")}
    for state, action in product(states, actions):
        near, far = (case(state, {Side.STAFF, Side.ASSIGNEE}, action, is_close=is_close) for is_close in (True, False))
        if action in deciding and outcome(machine, action, far) in set(states):
            assert outcome(machine, action, near) == "CONFLICT_OF_INTEREST"
            assert action not in machine.actions(near, None)
        else:
            assert outcome(machine, action, near) == outcome(machine, action, far)


def test_the_answer_to_a_question_that_nobody_works_on_puts_a_request_back_into_the_queue() -> None:
    left = case(request.S.NEEDS_INFO, [Side.AWARDER_LEAD], item=SimpleNamespace(assignee_id=None))
    assert outcome(request.MACHINE, request.A.GIVE_INFO, left) == "QUEUED"


def somebody(*staff: StaffRole, **roles: Any) -> Viewer:
    user: Any = SimpleNamespace(id=new_id())
    held = {party: MemberRole(role) for role, party in roles.items()}
    return Viewer(user, new_id(), held, frozenset(staff), now() + timedelta(hours=1))


@pytest.mark.parametrize("bidding", demand.Bidding)
@pytest.mark.parametrize("state", demand.DemandState)
def test_the_actions_that_are_shown_on_a_demand_fit_the_viewer(state: Any, bidding: Any) -> None:
    party, manager, other = new_id(), somebody(StaffRole.RESOURCE_MANAGER), somebody(StaffRole.RESOURCE_MANAGER)
    called: Any = SimpleNamespace(
        sides=lambda viewer: sides(viewer, awarder=party, manager=manager.user.id),
        awarder_id=party,
        state=state,
        bidding=bidding,
        resource_manager_id=manager.user.id,
        opened_at=None,
        reopened_at=None,
        suspended_from=demand.DemandState.OPEN,
        deadline_at=now() + timedelta(days=2),
        audience=["TEAM"],
        bid_count=1,
        unconfirmed_count=0,
        closable_at=None,
        effective_at=None,
    )
    expected = written(DEMAND)

    def wanted(*held: str) -> set[str]:
        found = {action for action, side, source in expected if side in held and source == state}
        return found - ({"CLOSE_BIDDING"} if bidding == "SEALED" else set())

    for viewer, held in (
        (None, ()),
        (somebody(OWNER=party), ("AWARDER_LEAD", "AWARDER")),
        (somebody(MANAGER=party), ("AWARDER_LEAD", "AWARDER")),
        (somebody(MEMBER=party), ("AWARDER",)),
        (manager, ("MANAGER", "SOMEBODY")),
        (other, ("SOMEBODY",)),
        (somebody(StaffRole.ADMINISTRATOR), ("ADMINISTRATOR", "SOMEBODY")),
        (somebody(StaffRole.EXPERT), ("SOMEBODY",)),
    ):
        called.opened_at = called.reopened_at = None
        assert set(demand.MACHINE.actions(called, viewer)) == wanted(*held)
        # Bidding begins anew once, and never after sealed bids were opened.
        called.opened_at = AT
        assert set(demand.MACHINE.actions(called, viewer)) == wanted(*held) - {"REOPEN_BIDDING"}
        called.opened_at, called.reopened_at = None, AT
        assert set(demand.MACHINE.actions(called, viewer)) == wanted(*held) - {"REOPEN_BIDDING"}


def test_of_several_sides_the_foremost_decides_what_is_seen() -> None:
    party, applicant, user = new_id(), new_id(), somebody(StaffRole.RESOURCE_MANAGER, StaffRole.EXPERT)
    assert foremost(sides(None)) is Side.GUEST
    assert foremost(sides(somebody())) is Side.SOMEBODY
    assert foremost(sides(somebody(StaffRole.EXPERT))) is Side.CONSULTANT
    assert foremost(sides(user, manager=user.user.id)) is Side.MANAGER
    assert foremost(sides(somebody(MEMBER=applicant), awarder=party, other=applicant)) is Side.OTHER
    both = somebody(MEMBER=applicant, OWNER=party)
    assert foremost(sides(both, awarder=party, other=applicant)) is Side.AWARDER
