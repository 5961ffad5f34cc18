"""The tables of states, written out by hand as the domain has them, against the tables that the code runs by."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from models import questions
from models.accounts.parties import MemberRole, Viewer
from models.accounts.users import StaffRole
from models.clock import now
from models.demands import applicants, awards, candidates, demand
from models.errors import Refused
from models.ids import new_id
from models.interviews import interview
from models.states import Machine, Part

# action: who: from -> to, "=" for a state that stays.
DEMAND = """
PUBLISH          AWARDER_LEAD                    DRAFT > OPEN
AMEND            AWARDER_LEAD                    DRAFT > =, OPEN > =
AMEND            AWARDER_MEMBER                  DRAFT > =
EXTEND_DEADLINE  AWARDER_LEAD                    DRAFT > =, OPEN > =
CLOSE_BIDDING    AWARDER_LEAD                    OPEN > SELECTING
REOPEN_BIDDING   AWARDER_LEAD                    SELECTING > OPEN
AWARD            AWARDER_LEAD                    SELECTING > AWARDED
CONCLUDE         AWARDER_LEAD                    SELECTING > FAILED
CANCEL           AWARDER_LEAD                    DRAFT > CANCELLED, OPEN > CANCELLED, SELECTING > CANCELLED
CANCEL           AWARDER_LEAD                    AWARDED > CANCELLED, CONTRACTED > CANCELLED
SUSPEND          RESOURCE_MANAGER ADMINISTRATOR  OPEN > SUSPENDED, SELECTING > SUSPENDED
RESUME           RESOURCE_MANAGER ADMINISTRATOR  SUSPENDED > =
APPLY            SOMEBODY                        OPEN > =
ASK              SOMEBODY                        OPEN > =, SUSPENDED > =
"""
BID = """
EDIT             APPLICANT_LEAD                  DRAFT > =, SUBMITTED > NEEDS_CONFIRMATION
EDIT             APPLICANT_LEAD                  NEEDS_CONFIRMATION > =
EDIT             APPLICANT_MEMBER                DRAFT > =
SUBMIT           APPLICANT_LEAD                  DRAFT > SUBMITTED, NEEDS_CONFIRMATION > SUBMITTED
WITHDRAW         APPLICANT_LEAD                  DRAFT > WITHDRAWN, SUBMITTED > WITHDRAWN
WITHDRAW         APPLICANT_LEAD                  NEEDS_CONFIRMATION > WITHDRAWN
INVALIDATE       RESOURCE_MANAGER ADMINISTRATOR  DRAFT > INVALIDATED, SUBMITTED > INVALIDATED
INVALIDATE       RESOURCE_MANAGER ADMINISTRATOR  NEEDS_CONFIRMATION > INVALIDATED, WITHDRAWN > INVALIDATED
INVALIDATE       RESOURCE_MANAGER ADMINISTRATOR  LAPSED > INVALIDATED
"""
CANDIDATE = """
PLACE_ALTERNATIVE AWARDER_LEAD                   UNDECIDED > ALTERNATIVE, ALTERNATIVE > =
DROP_ALTERNATIVE AWARDER_LEAD                    ALTERNATIVE > UNDECIDED
ELIMINATE        AWARDER_LEAD                    UNDECIDED > ELIMINATED, ALTERNATIVE > ELIMINATED
RESTORE          AWARDER_LEAD                    ELIMINATED > UNDECIDED
AWARD            AWARDER_LEAD                    UNDECIDED > SELECTED, ALTERNATIVE > SELECTED
REMARK           AWARDER_LEAD AWARDER_MEMBER     UNDECIDED > =, ALTERNATIVE > =, ELIMINATED > =, SELECTED > =
"""
AWARD = """
ACCEPT           APPLICANT_LEAD                  OFFERED > ACCEPTED
DECLINE          APPLICANT_LEAD                  OFFERED > DECLINED
REVOKE           AWARDER_LEAD                    OFFERED > REVOKED
"""
QUESTION = """
ANSWER           AWARDER_LEAD                    UNANSWERED > ANSWERED, ANSWERED > =
WITHDRAW         ASKER                           UNANSWERED > WITHDRAWN
HIDE             AWARDER_LEAD                    UNANSWERED > HIDDEN
HIDE             RESOURCE_MANAGER ADMINISTRATOR  UNANSWERED > HIDDEN, ANSWERED > HIDDEN
"""
INTERVIEW = """
ACCEPT_SLOT      AWARDER_LEAD APPLICANT_LEAD     PROPOSED > SCHEDULED, SCHEDULED > =
COUNTER          AWARDER_LEAD APPLICANT_LEAD     PROPOSED > =, SCHEDULED > =
MOVE             AWARDER_LEAD APPLICANT_LEAD     SCHEDULED > =
DECLINE_MOVE     AWARDER_LEAD APPLICANT_LEAD     SCHEDULED > =
CANCEL           AWARDER_LEAD APPLICANT_LEAD     PROPOSED > CANCELLED, SCHEDULED > CANCELLED
JOIN             HOST GUEST                      SCHEDULED > =, LIVE > =
CONSENT          HOST GUEST                      SCHEDULED > =, LIVE > =
ADMIT            HOST                            SCHEDULED > LIVE, LIVE > =
REMOVE_GUEST     HOST                            SCHEDULED > =, LIVE > =
START_RECORDING  HOST                            LIVE > =
STOP_RECORDING   HOST                            LIVE > =
END              HOST                            LIVE > ENDED
"""
MACHINES: dict[str, tuple[Machine[Any, Any], str, type, type]] = {
    "demand": (demand.MACHINE, DEMAND, demand.DemandState, demand.DemandAction),
    "bid": (applicants.MACHINE, BID, applicants.BidState, applicants.BidAction),
    "candidate": (candidates.MACHINE, CANDIDATE, candidates.Standing, candidates.CandidateAction),
    "award": (awards.MACHINE, AWARD, awards.AwardState, awards.AwardAction),
    "question": (questions.MACHINE, QUESTION, questions.QuestionState, questions.QuestionAction),
    "interview": (interview.MACHINE, INTERVIEW, interview.InterviewState, interview.InterviewAction),
}

AT = datetime(2026, 1, 1, tzinfo=UTC)


def written(table: str) -> dict[tuple[str, str, str], str]:
    """(action, part, state): the state that it leads to."""
    found = {}
    for line in table.strip().splitlines():
        moves = line[49:].split(", ")
        action, *parts = line[:49].split()
        for part, move in product(parts, moves):
            source, target = move.split(" > ")
            found[action, part, source] = source if target == "=" else target
    return found


def outcome(machine: Machine[Any, Any], action: Any, state: Any, parts: Iterable[Part]) -> str:
    try:
        return str(machine.check(action, state, parts))
    except Refused as refusal:
        return refusal.code


@pytest.mark.parametrize("what", MACHINES)
def test_each_action_in_each_state_by_each_part_leads_where_the_domain_says(what: str) -> None:
    machine, table, states, actions = MACHINES[what]
    expected = written(table)
    ever = {(action, part) for action, part, _ in expected}
    for action, part, state in product(actions, Part, states):
        refused = "WRONG_STATE" if (action, part) in ever else "NOT_ALLOWED"
        wanted = expected.get((action, part, state), refused)
        assert outcome(machine, action, state, [part]) == wanted, (action, part, state)


@pytest.mark.parametrize("what", MACHINES)
def test_an_action_is_shown_exactly_where_it_is_not_refused(what: str) -> None:
    machine, table, states, actions = MACHINES[what]
    expected = written(table)
    pairs = [{one, other} for one, other in product(Part, Part)]
    for state, parts in product(states, [set(), *pairs]):
        shown = machine.actions(state, parts)
        assert len(shown) == len(set(shown))
        assert set(shown) == {action for action in actions if outcome(machine, action, state, parts) in set(states)}
        assert set(shown) == {action for action in actions if any((action, part, state) in expected for part in parts)}


@pytest.mark.parametrize(
    ("what", "final"),
    [
        ("demand", {"COMPLETED", "FAILED", "CANCELLED", "IN_PROGRESS"}),  # the work itself is for later
        ("bid", {"INVALIDATED"}),
        ("candidate", set()),
        ("question", {"WITHDRAWN", "HIDDEN"}),
        ("award", {"ACCEPTED", "DECLINED", "LAPSED", "REVOKED", "VOIDED"}),
        ("interview", {"ENDED", "NO_SHOW", "CANCELLED", "EXPIRED"}),
    ],
)
def test_a_final_state_offers_nobody_anything(what: str, final: set[str]) -> None:
    machine, _, states, _ = MACHINES[what]
    assert {str(state) for state in states if not machine.actions(state, Part)} == final


# What each action on a bid or a candidate needs of the demand.
DECIDING = {"OPEN", "SELECTING", "SUSPENDED"}
NEEDS: dict[str, dict[str, set[str]]] = {
    "bid": {"EDIT": {"OPEN"}, "SUBMIT": {"OPEN"}, "WITHDRAW": DECIDING, "INVALIDATE": DECIDING},
    "candidate": {
        **dict.fromkeys(["PLACE_ALTERNATIVE", "DROP_ALTERNATIVE", "ELIMINATE", "RESTORE"], DECIDING),
        "AWARD": {"SELECTING"},
        "REMARK": set(demand.DemandState),
    },
}


@pytest.mark.parametrize(("what", "module"), [("bid", applicants), ("candidate", candidates)])
def test_what_a_bid_or_a_candidate_allows_also_depends_on_the_demand(what: str, module: Any) -> None:
    assert {str(action): set(map(str, states)) for action, states in module.WHILE_DEMAND_IS.items()} == NEEDS[what]


def somebody(*staff: StaffRole, **roles: Any) -> Viewer:
    user: Any = SimpleNamespace(id=new_id())
    held = {party: MemberRole(role) for role, party in roles.items()}
    return Viewer(user, new_id(), held, frozenset(staff), now() + timedelta(hours=1))


@pytest.mark.parametrize("bidding", demand.Bidding)
@pytest.mark.parametrize("state", demand.DemandState)
def test_the_actions_that_are_shown_on_a_demand_fit_the_viewer(state: Any, bidding: Any) -> None:
    party, manager, other = new_id(), somebody(StaffRole.RESOURCE_MANAGER), somebody(StaffRole.RESOURCE_MANAGER)
    called: Any = SimpleNamespace(
        awarder_id=party,
        state=state,
        bidding=bidding,
        resource_manager_id=manager.user.id,
        opened_at=None,
        reopened_at=None,
        suspended_from=demand.DemandState.OPEN,
    )
    expected = written(DEMAND)

    def wanted(*parts: str) -> set[str]:
        found = {action for action, part, source in expected if part in parts and source == state}
        return found - ({"CLOSE_BIDDING"} if bidding == "SEALED" else set())

    for viewer, parts in (
        (None, ()),
        (somebody(OWNER=party), ("AWARDER_LEAD",)),
        (somebody(MANAGER=party), ("AWARDER_LEAD",)),
        (somebody(MEMBER=party), ("AWARDER_MEMBER",)),
        (manager, ("RESOURCE_MANAGER", "SOMEBODY")),
        (other, ("SOMEBODY",)),
        (somebody(StaffRole.ADMINISTRATOR), ("ADMINISTRATOR", "SOMEBODY")),
        (somebody(StaffRole.EXPERT), ("SOMEBODY",)),
    ):
        called.opened_at = called.reopened_at = None
        assert set(demand.actions_of(called, viewer)) == wanted(*parts)
        # Bidding begins anew once, and never after sealed bids were opened.
        called.opened_at = AT
        assert set(demand.actions_of(called, viewer)) == wanted(*parts) - {"REOPEN_BIDDING"}
        called.opened_at, called.reopened_at = None, AT
        assert set(demand.actions_of(called, viewer)) == wanted(*parts) - {"REOPEN_BIDDING"}
