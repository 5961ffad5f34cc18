"""The roots: every query, mutation and subscription, an area a file, and the schema made of them."""

from collections.abc import Callable, Sequence
from typing import Any

from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type

from schema.accounts import Invitation, SessionInfo, User
from schema.base import HANDLERS, SCALARS
from schema.bids import Bid
from schema.demands import BiddingDemand
from schema.errors import GuardedSchema
from schema.notifications import Notification
from schema.roots.accounts import AccountMutations, AccountQueries
from schema.roots.bids import BidMutations
from schema.roots.demands import DemandMutations, DemandQueries, DemandSubscriptions
from schema.roots.files import FileMutations
from schema.roots.interviews import InterviewMutations, InterviewQueries, InterviewSubscriptions
from schema.roots.messages import MessageMutations, MessageQueries, MessageSubscriptions
from schema.roots.node import NodeQueries
from schema.roots.notifications import NotificationMutations, NotificationSubscriptions
from schema.roots.questions import QuestionMutations, QuestionSubscriptions
from schema.roots.searches import SearchMutations, SearchSubscriptions
from schema.roots.workbench import WorkbenchMutations, WorkbenchSubscriptions
from schema.workbench import Workbench

QUERIES = (
    AccountQueries,
    DemandQueries,
    MessageQueries,
    InterviewQueries,
    NodeQueries,
)
MUTATIONS = (
    AccountMutations,
    NotificationMutations,
    DemandMutations,
    BidMutations,
    FileMutations,
    WorkbenchMutations,
    QuestionMutations,
    MessageMutations,
    InterviewMutations,
    SearchMutations,
)
SUBSCRIPTIONS = (
    NotificationSubscriptions,
    DemandSubscriptions,
    WorkbenchSubscriptions,
    QuestionSubscriptions,
    MessageSubscriptions,
    InterviewSubscriptions,
    SearchSubscriptions,
)


def _root(name: str, description: str, areas: Sequence[Any]) -> Any:
    fields = [field for area in areas for field in area.__strawberry_definition__.fields]
    return create_type(name, fields, description=description)


def build(
    extensions: "list[Callable[[], SchemaExtension]] | None" = None, *, suggestions: bool = True
) -> GuardedSchema:
    """The schema with the limits that it is to be held to."""
    return GuardedSchema(
        query=_root("Query", "What can be asked.", QUERIES),
        mutation=_root("Mutation", "What can be done.", MUTATIONS),
        subscription=_root("Subscription", "What can be followed.", SUBSCRIPTIONS),
        types=[Bid, Invitation, Notification, SessionInfo, User, Workbench, BiddingDemand],
        extensions=extensions or [],
        exception_handlers=HANDLERS,
        config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=not suggestions),
    )
