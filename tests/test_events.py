"""Events and places: typed where they are recorded, stored as plain facts, and shown by one GraphQL type each."""

from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from graphql import GraphQLUnionType

from models.accounts.events import REVOCATIONS
from models.contracts.events import CONTRACT
from models.demands.demand import DemandState
from models.demands.events import MARKET, WORKBENCH, BiddingClosed, DemandAmended, DemandMoved, StandingChanged
from models.events import Event
from models.ids import new_id
from models.interviews.events import INTERVIEW
from models.messages.events import CONVERSATION
from models.notifications.events import INBOX
from models.places import Place
from models.questions.events import QUESTIONS
from models.searches.events import SEARCHES
from models.work.events import STAFF
from resolvers.live import Resync
from tests.support.api.contract import GRAPH

pytestmark = pytest.mark.anywhere

# Each place that is followed over the API, with the union of what is told there.
SHOWN = {
    "MarketHappening": MARKET,
    "WorkbenchHappening": WORKBENCH,
    "QuestionHappening": QUESTIONS,
    "ConversationHappening": CONVERSATION,
    "InterviewHappening": INTERVIEW,
    "NotificationHappening": INBOX,
    "SavedSearchHappening": SEARCHES,
    "WorkItemHappening": STAFF,
    "ContractHappening": CONTRACT,
}
PLACES = [*SHOWN.values(), REVOCATIONS]
EVENTS = sorted({event for place in PLACES for event in place.events}, key=lambda event: event.kind)


def sample(kind: Any) -> Any:
    """A sample value of a field's type."""
    options = [each for each in get_args(kind) if each is not type(None)] or [kind]
    match options[0]:
        case type() as found if issubclass(found, StrEnum):
            return next(iter(found))
        case found if found is UUID:
            return new_id()
        case found if found is datetime:
            return datetime(2030, 1, 1, tzinfo=UTC)
        case found if found is int:
            return 7
        case found if found is str:
            return "text" if kind in (str, str | None) else ("text",)
    raise AssertionError(kind)


def made(event: type[Event]) -> Event:
    kinds = get_type_hints(event)
    return event(**{field.name: sample(kinds[field.name]) for field in fields(event)})


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_is_the_same_after_the_log_has_kept_it(event: type[Event]) -> None:
    given = made(event)
    assert event.read(given.facts()) == given


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_knows_its_events_by_their_kinds_and_no_others(place: Place) -> None:
    assert len({event.kind for event in place.events}) == len(place.events)
    for event in EVENTS:
        given = made(event)
        kept: Any = SimpleNamespace(kind=event.kind, facts=given.facts())
        assert place.read(kept) == (given if event in place.events else None)


@pytest.mark.parametrize("union", SHOWN)
def test_every_event_of_a_place_is_shown_by_exactly_one_type(union: str) -> None:
    kind = GRAPH.get_type(union)
    assert isinstance(kind, GraphQLUnionType)
    for event in (*SHOWN[union].events, Resync):
        showing = [each.name for each in kind.types if each.is_type_of(made(event), None)]  # type: ignore[misc]
        assert len(showing) == 1, (event, showing)


def test_facts_of_former_forms_stay_readable() -> None:
    demand = new_id()
    assert DemandAmended.read({"demand": str(demand), "changed": ["budget_low"]}) == DemandAmended(
        demand, changed=("budget_low",)
    )
    assert DemandAmended.read({"demand": str(demand), "former_deadline": None}) == DemandAmended(demand)
    moved = {"demand": str(demand), "source": "OPEN", "target": "SELECTING", "unheard": 1}
    assert DemandMoved.read(moved) == DemandMoved(demand, DemandState.OPEN, DemandState.SELECTING)
    assert BiddingClosed.read(moved) != DemandMoved.read(moved)
    standing = {"candidate": str(demand), "source": "UNDECIDED", "target": "ELIMINATED", "reason": None}
    assert StandingChanged.read(standing).reason is None
