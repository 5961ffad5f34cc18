"""The GraphQL types of disputes."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.disputes import dispute
from models.disputes.cases import DisputeAction
from models.disputes.dispute import DisputeState
from resolvers import contracts, disputes
from schema.accounts import Party, User
from schema.base import Node, batched, field, identified, shows
from schema.files import Attachment
from schema.money import Money
from schema.sharing import Differs
from schema.work import WorkItemSubject

if TYPE_CHECKING:
    from schema.contracts import Contract
    from schema.messages import Conversation

strawberry.enum(DisputeState, description="The state of a dispute.")
strawberry.enum(DisputeAction, description="What a viewer may do with a dispute now.")


@strawberry.type(description="What somebody has said for a side of a dispute. It is never edited or deleted.")
@shows(dispute.DisputeStatement)
class DisputeStatement:
    party: Party = batched("The party that they speak for.", disputes.parties_of_statements, is_alike=True)
    user: User = batched("Who made it.", disputes.users_of_statements, is_alike=True)
    body: str = field("The text.", weight=10)
    attachments: list[Attachment] = batched(
        "The files that belong to it, in order.", disputes.files_of_statements, is_alike=True
    )
    made_at: datetime = field("When it was made.")


@strawberry.type(description="A side's proposal to divide exactly what is held. The other side accepts its `digest`.")
@shows(dispute.Settlement)
class Settlement(Node):
    id: ID = identified("settlement")
    number: int = field("1, 2 and so on: a newer proposal voids the one before.")
    digest: str = field(
        "The SHA-256, in hexadecimal, of what it says as canonical JSON (RFC 8785). Pass it to `acceptSettlement`."
    )
    proposer: Party = batched("The party that proposes it.", disputes.proposers_of, is_alike=True)
    to_receiver: Money = field("What would be paid to the receiver of the contract, before the platform's fee.")
    fee: Money = batched(
        "The platform's fee on that, which the receiver bears.", disputes.fees_of_settlements, is_alike=True
    )
    net: Money = batched("What arrives at the receiver, less that fee.", disputes.nets_of_settlements, is_alike=True)
    to_awarder: Money = field("What would go back to the awarder.")
    note: str | None = field("What the proposer says of it; null if nothing.", weight=2)
    proposed_at: datetime = field("When it was proposed.")
    accepted_at: datetime | None = field("When the other side accepted it; null if it has not.")


@strawberry.type(description="How a mediator has divided what was held. It names nobody of the staff.")
@shows(disputes.Ruling)
class Ruling:
    to_receiver: Money = field("What is paid to the receiver of the contract, before the platform's fee.")
    fee: Money = field("The platform's fee on that, which the receiver bears.")
    net: Money = field("What arrives at the receiver, less that fee.")
    to_awarder: Money = field("What goes back to the awarder.")
    reason: str = field("Why.", weight=10)
    ruled_at: datetime = field("When it was ruled.")


@strawberry.type(
    description=(
        "A dispute about what is held for a stage of a contract. Nothing else happens to that money until it ends; "
        "other stages go on. Both sides see it, and the mediator who has claimed it."
    )
)
@shows(dispute.Dispute)
class Dispute(WorkItemSubject):
    id: ID = identified("dispute")
    state: DisputeState = field("The state of the dispute.")
    version: int = field("Increases with each change by a user, not by the clock. Pass it as `expectedVersion`.")
    opened_at: datetime = field("When it was opened.")
    opener: Party | None = batched(
        "The party that opened it; null if nobody did, because the money had lain idle.",
        disputes.openers_of,
        is_alike=True,
    )
    respondent: Party | None = batched(
        "The party that has to answer; null if nobody opened it.", disputes.respondents_of, is_alike=True
    )
    reason: str | None = field("Why it was opened; null if nobody opened it.", weight=10)
    answers_by: datetime | None = field(
        "Until when the respondent can answer; null if nobody has to. Silence loses: of an awarder after submitted "
        "work, and of a receiver after a request for a refund with nothing ever submitted."
    )
    silence_loses: bool = batched(
        "Whether all that is held goes to the other side if the respondent does not answer; otherwise a mediator is "
        "called. False once that is over.",
        disputes.silences_of,
        is_alike=True,
    )
    negotiates_until: datetime | None = field("When a mediator is called unless both agree; null before the answer.")
    mediates_until: datetime | None = field("When the ruling is due; null before a mediator is called.")
    mediator: User | None = batched(
        "The mediator who has claimed it; null if nobody has, and once it has ended.",
        disputes.mediators_of_disputes,
        is_alike=True,
    )
    subject: Node | None = batched(
        "What it is about: a Stage; null if the viewer may not see that.",
        disputes.subjects_of,
        differs=Differs.BY_USER,
    )
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] = batched(
        "The contract of that stage.", contracts.contracts_of, is_alike=True
    )
    held: Money | None = batched(
        "What is held, and in dispute; null once it has ended.", disputes.held_of, is_alike=True
    )
    statements: list[DisputeStatement] = batched(
        "What both sides have said, the first statement first, at most 100.",
        disputes.statements_of_disputes,
        is_alike=True,
    )
    settlement: Settlement | None = batched(
        "The settlement that is proposed now, or was accepted; null if there is none.",
        disputes.settlements_of,
        is_alike=True,
    )
    ruling: Ruling | None = batched("The ruling; null if there is none.", disputes.rulings_of, is_alike=True)
    conversation: Annotated["Conversation", strawberry.lazy("schema.messages")] | None = batched(
        "What both sides and the mediator talk about it; null for a viewer who takes no part.",
        disputes.conversations_of,
        differs=Differs.BY_USER,
    )
    ended_at: datetime | None = field("When it ended; null while it is open.")
    withdrawn_for: str | None = field("Why it was withdrawn; null if it was not.", disputes.withdrawn_for, weight=2)
    actions: list[DisputeAction] = batched(
        "What the viewer may do with the dispute now.", disputes.actions_of, differs=Differs.BY_USER
    )
