"""The root types: every query, mutation and subscription, one file per area, and the schema built from them."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from graphql.execution import Executor
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import create_type

from schema.accounts import Invitation, User
from schema.bids import Bid
from schema.demands import BiddingDemand
from schema.errors import GuardedSchema
from schema.invoicing import OnObstructed
from schema.notifications import Notification
from schema.payments import Payment
from schema.refusals import OnRefused
from schema.roots.accounts import AccountMutations, AccountQueries
from schema.roots.bids import BidMutations
from schema.roots.contracts import ContractMutations, ContractQueries, ContractSubscriptions
from schema.roots.demands import DemandMutations, DemandQueries, DemandSubscriptions
from schema.roots.disputes import DisputeMutations
from schema.roots.escrow import EscrowMutations, EscrowQueries
from schema.roots.files import FileMutations
from schema.roots.interviews import InterviewMutations, InterviewQueries, InterviewSubscriptions
from schema.roots.invoices import InvoiceMutations, InvoiceQueries
from schema.roots.messages import MessageMutations, MessageQueries, MessageSubscriptions
from schema.roots.node import NodeQueries
from schema.roots.notifications import NotificationMutations, NotificationSubscriptions
from schema.roots.payments import PaymentMutations, PaymentQueries
from schema.roots.questions import QuestionMutations, QuestionSubscriptions
from schema.roots.reviews import ReviewMutations
from schema.roots.searches import SearchMutations, SearchSubscriptions
from schema.roots.supplements import SupplementMutations
from schema.roots.templates import TemplateMutations, TemplateQueries
from schema.roots.work import WorkMutations, WorkQueries, WorkSubscriptions
from schema.roots.workbench import WorkbenchMutations, WorkbenchSubscriptions
from schema.scalars import SCALARS
from schema.values import describe_values
from schema.workbench import Workbench

QUERIES = (
    AccountQueries,
    DemandQueries,
    MessageQueries,
    InterviewQueries,
    TemplateQueries,
    ContractQueries,
    EscrowQueries,
    PaymentQueries,
    InvoiceQueries,
    WorkQueries,
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
    TemplateMutations,
    ContractMutations,
    SupplementMutations,
    EscrowMutations,
    DisputeMutations,
    PaymentMutations,
    ReviewMutations,
    InvoiceMutations,
    WorkMutations,
)
SUBSCRIPTIONS = (
    NotificationSubscriptions,
    DemandSubscriptions,
    WorkbenchSubscriptions,
    QuestionSubscriptions,
    MessageSubscriptions,
    InterviewSubscriptions,
    SearchSubscriptions,
    WorkSubscriptions,
    ContractSubscriptions,
)


def _root(name: str, description: str, areas: Sequence[Any]) -> Any:
    fields = [field for area in areas for field in area.__strawberry_definition__.fields]
    return create_type(name, fields, description=description)


def build(
    extensions: "list[Callable[[], SchemaExtension]] | None" = None,
    *,
    executor: type[Executor[Any]] | None = None,
    execute: Callable[..., Any] | None = None,
    suggestions: bool = True,
) -> GuardedSchema:
    """The schema. `extensions`, `executor` and `execute` enforce the limits; `suggestions` allows "Did you mean" in
    errors. `executor` is the class of graphql-core's executor, `execute` is used instead for what it knows.

    All schemas of a process have the same types, which are converted once.
    """
    return _converted().guarded(extensions or [], executor, execute, suggestions)


@cache
def _converted() -> GuardedSchema:
    describe_values()
    return GuardedSchema(
        query=_root(
            "Query",
            "What can be read. The viewer's own conversations and searches need a signed-in user.",
            QUERIES,
        ),
        mutation=_root(
            "Mutation",
            "What can be changed. Each mutation returns the changed object or a refusal, and needs a signed-in user "
            "unless it says otherwise.",
            MUTATIONS,
        ),
        subscription=_root(
            "Subscription",
            "What can be followed live. Each event has a cursor to resume from, except for presence.",
            SUBSCRIPTIONS,
        ),
        types=[Bid, Invitation, Notification, Payment, User, Workbench, BiddingDemand],
        # The first one that fits: what is obstructed is refused, too.
        exception_handlers=(OnObstructed(), OnRefused()),
        config=StrawberryConfig(scalar_map=SCALARS),
    )
