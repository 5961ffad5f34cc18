"""The GraphQL types of the escrow: stages with their money and work, and statements."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.contracts import contract
from models.contracts.contract import StageState
from models.escrow import submission
from models.escrow.cases import StageAction
from models.ledger import account, statements
from models.ledger.account import PostingKind
from resolvers import escrow
from resolvers.contracts import contracts_of
from resolvers.disputes import disputes_of_stages
from resolvers.invoices import billable_of
from schema.accounts import User
from schema.base import Node, batched, field, identified, shows
from schema.files import Attachment
from schema.money import Money
from schema.pages import Connection
from schema.payments import Payment
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.contracts import Contract
    from schema.disputes import Dispute

strawberry.enum(StageState, description="The state of a stage of payment.")
strawberry.enum(StageAction, description="What a viewer may do with a stage of payment now.")
strawberry.enum(PostingKind, name="StatementLineKind", description="Why money of a party has moved.")


@strawberry.type(description="Work that the receiver has handed in for a stage. It never changes.")
@shows(submission.Submission)
class Submission(Node):
    id: ID = identified("submission")
    number: int = field("1, 2 and so on: each rework leads to another one.")
    note: str = field("What the receiver says of it.", weight=10)
    attachments: list[Attachment] = batched(
        "The files that were handed in, in order.", escrow.files_of_submissions, is_alike=True
    )
    submitted_by: User = batched("Who submitted it.", escrow.submitters_of, is_alike=True)
    submitted_at: datetime = field("When they did.")
    rework_note: str | None = field("What has to be done better; null if the awarder has not said so.", weight=10)
    rework_at: datetime | None = field("When the awarder said so; null if they have not.")


@strawberry.type(description="A stage of payment by the present terms of a contract, with its work and its money.")
@shows(contract.ContractStage)
class Stage(Node):
    id: ID = identified("stage")
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] = batched(
        "The contract that it is a stage of.", contracts_of, is_alike=True
    )
    number: int = field("1, 2 and so on, in the order of the terms.")
    title: str = field("What is delivered in this stage.")
    state: StageState = field("The state of the stage.")
    amount: Money = field("What is paid for the stage.")
    lacking: Money = field(
        "What has to be paid in until it is funded; zero once it has ended. Pass it to `fundStage`.", escrow.lacking_of
    )
    funded: Money = field("What was paid in for it so far.", escrow.funded_of)
    released: Money = field("What of that was released to the receiver.", escrow.released_of)
    fee: Money = field("What of the released money is the platform's fee.", escrow.fee_of)
    refunded: Money = field("What of that goes back to the awarder, or went back.", escrow.refunded_of)
    held: Money = field("What of that is still held.", escrow.held_of)
    billable: Money | None = batched(
        "What can be invoiced of it now: what was released, or all of it where the contract allows billing ahead, less "
        "what was invoiced and not credited. For both sides alone.",
        billable_of,
        differs=Differs.BY_ROLE,
    )
    acceptance_terms: str | None = field("When the work of the stage is accepted; null if it is not stated.", weight=5)
    due_on: date | None = field("When the work of the stage is due; null if it is not stated.")
    submitted_at: datetime | None = field("When work was last submitted; null if none was.")
    accepted_at: datetime | None = field("When the work was accepted; null if it was not.")
    auto_accepts_at: datetime | None = field(
        "When work that was submitted is accepted by itself, and released; null while no such time runs."
    )
    refund_reason: str | None = field("Why the awarder wants the money back; null if they do not.", weight=2)
    refunds_at: datetime | None = field(
        "When silence agrees to that; null while no such time runs. It runs only if no work was ever submitted."
    )
    refund_silence_days: int = field(
        "How many days there would be to answer if the awarder asked for the money back now, until silence agrees, "
        "provided that no work was submitted yet; the platform sets it.",
        escrow.refund_silence_days,
    )
    dispute_answer_working_days: int = field(
        "How many working days the other side would have to answer a dispute that is opened now; the platform sets it.",
        escrow.dispute_answer_working_days,
    )
    idle_reminds_at: datetime | None = field(
        "When both sides are reminded of the money that is held, unless something happens with it before; null once "
        "they were, and while nothing is held or there is a dispute.",
        escrow.idle_reminds_at,
    )
    idle_ends_at: datetime | None = field(
        "When a mediator is called for money with which nothing happens; null unless it lies idle by now.",
        escrow.idle_ends_at,
    )
    settled_at: datetime | None = field("When nothing of it was held any more, for good; null before.")
    submissions: list[Submission] = batched(
        "The work that was submitted, the latest first, at most 200; none for a professional who compares a scan.",
        escrow.submissions_of_stages,
        differs=Differs.BY_ROLE,
    )
    payments: list[Payment] = batched(
        "The payments for the stage and back, the latest first, at most 200; for both sides alone.",
        escrow.payments_of_stages,
        differs=Differs.BY_ROLE,
    )
    dispute: Annotated["Dispute", strawberry.lazy("schema.disputes")] | None = batched(
        "The open dispute about it, or the last one; null if there was none.",
        disputes_of_stages,
        differs=Differs.BY_USER,
    )
    version: int = field("Increases with each change of the stage, but for those by the clock.")
    actions: list[StageAction] = batched(
        "What the viewer may do with the stage now.", escrow.actions_of, differs=Differs.BY_USER
    )


@strawberry.type(description="One side of a balanced transfer: money that came to a party, or went from it.")
@shows(statements.StatementLine)
class StatementLine(Node):
    id: ID = identified("statement_line")
    kind: PostingKind = field("Why it has moved.")
    amount: Money = field("How much came; negative if it went.")
    balance_after: Money = field("What the party could dispose of after it.")
    occurred_at: datetime = field("When it moved.")
    stage: Stage | None = batched(
        "The stage that it is about; null if it is about none.", escrow.stages_of_lines, differs=Differs.BY_ROLE
    )
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] | None = batched(
        "The contract of that stage; null if it is about none.", escrow.contracts_of_lines, differs=Differs.BY_ROLE
    )
    payment: Payment | None = batched(
        "The payment by which it came or went; null for what has moved on the platform alone. A REFUND goes back the "
        "way it was paid, a PAY_OUT to the account of the party.",
        escrow.payments_of_lines,
        differs=Differs.BY_ROLE,
    )


@strawberry.type(
    description=(
        "What a party can dispose of in a currency: what it was paid and not paid out yet. What is held for stages is "
        "shown by the stages. Only its members see it."
    )
)
@shows(account.AccountRow)
class Statement(Node):
    id: ID = identified("statement")
    balance: Money = field("What the party can dispose of now.", escrow.balance_of)
    lines: Connection[StatementLine] = field("Every line, the latest first.", escrow.lines_of_statement)
