"""The GraphQL types of supplements to contracts."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.contracts import supplement
from models.contracts.contract import ContractSide
from models.contracts.supplement import SupplementState
from models.supplements import terms
from models.supplements.cases import SupplementAction
from resolvers import contracts, supplements
from schema.accounts import User
from schema.base import batched, field, given, identified, shows
from schema.files import Attachment
from schema.money import Money
from schema.pages import Connection
from schema.sharing import Differs
from schema.work import WorkItemSubject

if TYPE_CHECKING:
    from schema.contracts import Contract, ContractEntry, ContractVersionStage, Execution, TermsChange

strawberry.enum(SupplementAction, description="What a viewer may do with a supplement now.")


@strawberry.type(
    description=(
        "A change of an effective contract, which both sides approve and sign. The contract itself stays as it is: its "
        "effective terms are those that were signed, with every active supplement, in their order."
    )
)
@shows(supplement.Supplement)
class Supplement(WorkItemSubject):
    id: ID = identified("supplement")
    number: int = field("1, 2 and so on within the contract; that of a draft that was never proposed is left out.")
    state: SupplementState = field("The state of the supplement.")
    version: int = field("Increases with each decision. Pass it as `expectedVersion`.")
    digest: str = field("The SHA-256 of `terms`, in hexadecimal. It is what both sides approve and sign.")
    printed_code: str = field(
        "The code that stands on each page of its document, such as 7ZZZ-0A1B-2C3D-4E5F.", contracts.code_of
    )
    terms: str = field(
        "What it says as canonical JSON (RFC 8785): everything that the document shows, with the hashes of what it "
        "changes.",
        lambda root: root.content,
        weight=50,
    )
    rationale: str = field("Why it is proposed.", weight=2)
    side: ContractSide = field("The side that proposes it.")
    drafted_by: User = batched("Who drafted or proposed it.", supplements.drafters_of, is_alike=True)
    drafted_at: datetime = field("When it was drafted or proposed.")
    proposed_at: datetime | None = field("Since when the other side sees it; null for a draft.")
    approved_by: User | None = batched(
        "Who approved it for the other side; null if nobody has.", supplements.approvers_of, is_alike=True
    )
    approved_at: datetime | None = field("When the other side approved it; null if it has not.")
    total: Money = field("What is paid in all once it is active.", supplements.total_after)
    stages: list[Annotated["ContractVersionStage", strawberry.lazy("schema.contracts")]] = field(
        "The stages of payment once it is active, in order.", supplements.stages_after
    )
    changes: list[Annotated["TermsChange", strawberry.lazy("schema.contracts")]] = field(
        "What differs from the terms that it changes. A stage is named by its number, such as `stages.2.amount`.",
        supplements.changes_of,
        weight=20,
        asks=False,
    )
    executions: list[Annotated["Execution", strawberry.lazy("schema.contracts")]] = batched(
        "Both sides in the order in which they sign, with how far they are.", supplements.executions_of, is_alike=True
    )
    document: Attachment = batched("The PDF, with the signatures that it has.", supplements.documents_of, is_alike=True)
    copies: list[Attachment] = batched(
        "The copies to print, the latest first, at most 20.", supplements.copies_of, is_alike=True
    )
    pages: int = field("How many pages the document has.")
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] = batched(
        "The contract that it changes.", contracts.contracts_of, is_alike=True
    )
    expires_at: datetime | None = field(
        "When it expires unless a side approves or signs before; null while a scan is compared, and once it is settled."
    )
    activated_at: datetime | None = field("Since when it is part of the effective terms; null if it is not.")
    ended_at: datetime | None = field("When it ended without being active; null if it has not.")
    end_reason: str | None = field("Why it was rejected or cancelled; null if nobody said.", weight=2)
    record: Connection[Annotated["ContractEntry", strawberry.lazy("schema.contracts")]] = field(
        "Everything that has happened to it, the first entry first unless `order` says otherwise.",
        supplements.record_of,
        differs=Differs.BY_ROLE,
    )
    record_length: int = field("The number of entries in the record.", supplements.record_length)
    record_digest: str = field(
        "The digest of the last entry. With it, anyone can verify an export of the record.",
        supplements.record_digest,
    )
    first_broken_seq: int | None = batched(
        "The `seq` of the first entry that was tampered with; null if the record is intact.",
        supplements.first_broken_seqs_of,
        is_alike=True,
        weight=1_000,
    )
    actions: list[SupplementAction] = batched(
        "What the viewer may do with the supplement now.", supplements.actions_of, differs=Differs.BY_USER
    )


given(
    terms.StageChangeGiven,
    "StageChangeInput",
    "What changes of a stage of payment. What is omitted stays as it is.",
    stage_id="The id of a Stage of the contract, that has not ended.",
    title="What is delivered in this stage, up to 200 characters.",
    amount="What is paid for the stage, in the currency of the contract.",
    acceptance_terms="When the work of the stage is accepted, up to 5,000 characters; an empty text removes it.",
    due_on="When the work of the stage is due.",
    remove="Whether the stage is dropped.",
)
given(
    terms.ChangesGiven,
    "SupplementChangesInput",
    "What a supplement changes of the effective terms of a contract.",
    stages="The stages that change; all others stay as they are.",
    add_stages="Further stages, after those that there are. Together with them there are at most 50.",
    fields="The fields of the contract's own template that change, with what they say from then on.",
)
