"""The GraphQL types of contracts."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models import journal
from models.contracts import checking, contract, duties, events, tasks, terms
from models.contracts.cases import ContractAction
from models.contracts.checking import DocumentKind
from models.contracts.contract import ContractSide, ContractState, ExecutionMode, ExecutionState
from models.contracts.supplement import SupplementState
from models.contracts.tasks import ContractTask
from models.demands.awards import ContractKind
from models.escrow import keeping
from resolvers import bids, contract_records, contracts, live
from resolvers.invoices import invoices_of, invoicing_of
from resolvers.messages import conversations_of_contracts
from resolvers.reviews import reviews_of_contracts
from resolvers.supplements import effective_of, supplements_of
from schema.accounts import Party, User
from schema.base import batched, field, given, identified, shows
from schema.bids import Award
from schema.demands import Demand
from schema.escrow import Stage
from schema.files import Attachment
from schema.invoicing import Invoicing
from schema.live import ResyncRequired, key_in_event, tells, thing
from schema.money import Money
from schema.pages import Connection
from schema.records import RecordedEntry
from schema.reviews import Review
from schema.sharing import Differs
from schema.templates import TemplateVersion
from schema.work import WorkItemSubject

if TYPE_CHECKING:
    from schema.disputes import Dispute
    from schema.invoices import Invoice
    from schema.messages import Conversation
    from schema.supplements import Supplement

strawberry.enum(ContractAction, description="What a viewer may do with a contract now.")
strawberry.enum(ContractTask, description="What has to be done about a contract.")
strawberry.enum(ExecutionMode, description="How a side executes a contract.")
strawberry.enum(ExecutionState, description="How far a side is with executing the present version of a contract.")
strawberry.enum(SupplementState, description="The state of a supplement to a contract.")
strawberry.enum(
    DocumentKind,
    name="CheckedDocument",
    description="Which of the files of a contract, or of a supplement, has a hash.",
)


@strawberry.type(description="How far one side is with executing the present version of a contract, or a supplement.")
@shows(contracts.Executing)
class Execution:
    side: ContractSide = field("The side that executes.")
    party: Party = batched("The party that executes.", contracts.parties_of_side, is_alike=True)
    mode: ExecutionMode | None = field("By a signature here, or on paper; null while it has not begun.")
    state: ExecutionState = field("How far it is.")
    executed_at: datetime | None = field("When the side has executed; null if it has not.")
    signer: User | None = batched(
        "Who signed, or handed in the scan; null while nobody has.", contracts.signers_of, is_alike=True
    )
    document: Attachment | None = batched(
        "The PDF with this signature, or the scan; null while there is none.",
        contracts.files_of_executions,
        is_alike=True,
    )
    note: str | None = batched(
        "What the professional who compared its scan said of it; null if nothing, and for the other side.",
        contracts.notes_of,
        differs=Differs.BY_ROLE,
        weight=2,
    )


@strawberry.type(description="A side's approval of the present version of the terms.")
@shows(contract.Approval)
class Approval:
    side: ContractSide = field("The side that approved.")
    user: User = batched("Who approved for it.", contracts.users_of, is_alike=True)
    approved_at: datetime = field("When they did.")


@strawberry.type(description="What differs from the version before at one place of the terms, with the values as text.")
@shows(terms.TermsChange)
class TermsChange:
    path: str = field("The place, such as `stages.0.amount`, `fields.start` or `parties.awarder.address`.")
    from_: str | None = field("The value before; null if there was none.", lambda root: root.source, name="from")
    to: str | None = field("The value from this version on; null if there is none.", lambda root: root.target)


@strawberry.type(description="A stage of payment as a version of the terms has it.")
@shows(contracts.VersionStage)
class ContractVersionStage:
    title: str = field("What is delivered in this stage.")
    amount: Money = field("What is paid for the stage.")
    acceptance_terms: str | None = field("When the work of the stage is accepted; null if it is not stated.", weight=5)
    due_on: date | None = field("When the work of the stage is due; null if it is not stated.")


@strawberry.type(description="The terms of a contract from a certain time on. A version never changes.")
@shows(contract.ContractVersion)
class ContractVersion:
    number: int = field("1, 2 and so on.")
    state: ContractState = batched(
        "The state of the contract for its present version; SUPERSEDED for a former one.",
        contracts.states_of_versions,
        is_alike=True,
    )
    digest: str = field("The SHA-256 of `terms`, in hexadecimal.")
    terms: str = field("The terms as canonical JSON (RFC 8785): everything that the document shows.", weight=50)
    total: Money = field("What is paid in all.", contracts.total_of_version)
    stages: list[ContractVersionStage] = field("The stages of payment, in order.", contracts.stages_of_version)
    template_version: TemplateVersion = batched(
        "The version of the template that the document was made with.", contracts.templates_of_versions, is_alike=True
    )
    document: Attachment = batched(
        "The PDF without signatures, which is a function of terms and template.",
        contracts.files_of_versions,
        is_alike=True,
    )
    pages: int = field("How many pages the document has.")
    side: ContractSide = field("The side that made this version.")
    made_by: User = batched("Who made it.", contracts.users_of, is_alike=True)
    made_at: datetime = field("When it was made.")
    changes: list[TermsChange] = field(
        "What differs from the version before; empty for version 1.", contracts.changes_of, weight=50, asks=False
    )


@strawberry.type(description="A stage of payment by the effective terms.")
@shows(contracts.VersionStage)
class EffectiveStage:
    title: str = field("What is delivered in this stage.")
    amount: Money = field("What is paid for the stage.")


@strawberry.type(description="What holds between the two sides: the contract, with every supplement that is active.")
@shows(contracts.Effective)
class EffectiveTerms:
    total: Money = field("What is paid in all.")
    stages: list[EffectiveStage] = field("The stages of payment, in order.")
    terms: str = field(
        "All of it, as JSON in the form of the contract's `terms`, whose fields and stages are those that hold.",
        weight=50,
    )
    as_of: datetime = field("The instant at which this holds.")


@strawberry.type(description="What an entry states besides, such as `target`, the state that it led to.")
class RecordFact:
    name: str = field("What is stated.")
    value: str | None = field("The value as text; of several, with commas between; null if there is none.")


def _facts(root: strawberry.Parent[journal.Entry]) -> list[RecordFact]:
    return [RecordFact(name=name, value=value) for name, value in contract_records.facts_of_entry(root)]


@strawberry.type(
    description=(
        "An entry of the record of a contract or a supplement, in which only the two sides are named. Each entry "
        "contains the digest of the one before."
    )
)
@shows(journal.Entry)
class ContractEntry(RecordedEntry):
    side: ContractSide | None = field(
        "The side that did it, or that it concerns; null if the clock or somebody of the staff did.",
        contract_records.side_of_entry,
    )
    facts: list[RecordFact] = field("What it states besides, ordered by name.", _facts)


@strawberry.type(description="Something that a contract waits for.")
@shows(tasks.ContractWait)
class ContractWait:
    task: ContractTask = field("What has to be done.")
    side: ContractSide | None = field("The side that has to do it; null where the staff of the platform has to.")
    stage: Stage | None = field("The stage that it is about; null if it is about the contract.")


@strawberry.type(
    description=(
        "A contract between the awarder of a demand and the party that accepted its award. Only members of the two "
        "parties see it, and a professional while they compare a scan of it."
    )
)
@shows(contract.Contract)
class Contract(WorkItemSubject):
    id: ID = identified("contract")
    number: str = field("Its number, such as C-2026-000123.")
    state: ContractState = field("The state of the contract.")
    version: int = field("The version of the terms: each revision makes another one. Pass it as `expectedVersion`.")
    kind: ContractKind = field("Determined by the receiver: B2B for a team or an enterprise, B2C for an individual.")
    awarder: Party = batched("The party that awarded, and pays.", contracts.awarders_of, is_alike=True)
    receiver: Party = batched("The party that does the work.", contracts.receivers_of, is_alike=True)
    total: Money = field(
        "What is paid in all by the effective terms; before the contract is effective, by the present version."
    )
    fee_basis_points: int = field(
        "The platform's fee on what is released, in hundredths of a percent. It was set when the contract was drafted, "
        "and never changes; the receiver bears it."
    )
    acceptance_working_days: int = field(
        "After how many working days without an answer of the awarder submitted work is accepted, and released: by the "
        "effective terms, or by the platform where they do not say it.",
        lambda root: keeping.acceptance_working_days(root),
    )
    digest: str = field("The SHA-256 of the canonical terms of this version. It is what both sides approve and sign.")
    printed_code: str = field(
        "The code that stands on each page of the present version, such as 7ZZZ-0A1B-2C3D-4E5F.", contracts.code_of
    )
    terms: str = batched(
        "The terms as canonical JSON (RFC 8785): everything that the document shows.",
        contracts.terms_of,
        is_alike=True,
        weight=50,
    )
    language: str = field(
        "BCP 47 tag of the language by whose custom the document writes amounts. Its words and dates are in the "
        "language of the template."
    )
    signs_first: ContractSide = field("The side that signs first; the other one signs last.")
    missing: list[str] = batched(
        "What the law wants to be in such a contract and the terms do not say yet, by the paths of the input, such as "
        "`receiver.identity`. Until it is said nobody can approve.",
        contracts.lacks_of,
        is_alike=True,
    )
    approvals: list[Approval] = batched("The approvals of the present version.", contracts.approvals_of, is_alike=True)
    executions: list[Execution] = batched(
        "Both sides in the order in which they sign, with how far they are.", contracts.executions_of, is_alike=True
    )
    document: Attachment = batched(
        "The PDF of the present version, with the signatures that it has.", contracts.documents_of, is_alike=True
    )
    bundle_url: str | None = field(
        "A link to a ZIP file with all that is needed to check the contract, and every active supplement, without the "
        "platform. It expires after some minutes; null before the contract is effective. Each download is logged.",
        contract_records.bundle_url_of,
        differs=Differs.BY_USER,
        asks=False,
    )
    copies: list[Attachment] = batched(
        "The copies to print of the present version, the latest first, at most 20.", contracts.copies_of, is_alike=True
    )
    stages: list[Stage] = batched(
        "The stages of payment by the present terms, in order.", contracts.stages_of_contracts, is_alike=True
    )
    versions: list[ContractVersion] = batched(
        "All versions of the terms, the latest first, at most 200.", contracts.versions_of_contracts, is_alike=True
    )
    supplements: list[Annotated["Supplement", strawberry.lazy("schema.supplements")]] = batched(
        "The latest supplements, in order, at most 200; drafts of the other side are left out.",
        supplements_of,
        differs=Differs.BY_ROLE,
    )
    reviews: list[Review] = batched(
        "What the sides say of each other once it has ended, at most 2; a hidden one only of the viewer's own side.",
        reviews_of_contracts,
        differs=Differs.BY_ROLE,
    )
    invoices: list[Annotated["Invoice", strawberry.lazy("schema.invoices")]] = batched(
        "The latest invoices on its stages, with requests for some, in order, at most 200; none for a professional who "
        "compares a scan.",
        invoices_of,
        differs=Differs.BY_ROLE,
    )
    invoicing: Invoicing | None = batched(
        "The next invoice on its stages, and what stands in the way; null for all but owners and managers of the two "
        "parties.",
        invoicing_of,
        differs=Differs.BY_USER,
    )
    effective_terms: EffectiveTerms | None = batched(
        "What holds now, or at another instant; null before the contract is effective, and from its end on.",
        effective_of,
        is_alike=True,
        weight=20,
    )
    conversation: Annotated["Conversation", strawberry.lazy("schema.messages")] | None = batched(
        "What the two sides talk about it; null until one of them opens it with `openConversation`, and for others.",
        conversations_of_contracts,
        differs=Differs.BY_ROLE,
    )
    is_conversation_open: bool = field(
        "Whether its two sides can write to each other about it: as long as it goes on, and as duties outlast it.",
        lambda root: not duties.are_over(root),
    )
    conversation_closes_at: datetime | None = field(
        "Until when they can, by the warranty of the contract and for 90 days at least; null while it goes on, and if "
        "it never was effective.",
        lambda root: duties.duties_end(root),
    )
    warranty_ends_at: datetime | None = field(
        "Until when the receiver corrects defects, at the latest: a warranty begins when a result is accepted. Null "
        "while the contract goes on, and if its terms have none.",
        lambda root: duties.warranty_ends(root),
    )
    award: Award = batched("The award that it comes of.", contracts.awards_of, is_alike=True)
    demand: Demand = batched("The demand that was awarded.", bids.demands_of, is_alike=True)
    drafted_at: datetime = field("When it was drafted.")
    expires_at: datetime | None = field(
        "When it expires unless a side approves or signs before; null while no such time runs."
    )
    effective_at: datetime | None = field("Since when it binds both sides; null if it does not.")
    ended_at: datetime | None = field("When it ended; null if it has not.")
    end_reason: str | None = field("Why it was refused or terminated; null if it was not.", weight=2)
    termination_by: ContractSide | None = field("The side that proposes to end it; null if none does.")
    termination_reason: str | None = field("Why that side proposes it; null if none does.", weight=2)
    waits: list[ContractWait] = batched(
        "What it waits for now, by whom it has to be done: about the contract first, then by its stages, in order. "
        "What both sides have to do is there for each. Empty while nothing waits.",
        contracts.waits_of_contracts,
        is_alike=True,
    )
    actions: list[ContractAction] = batched(
        "What the viewer may do with the contract now.", contracts.actions_of, differs=Differs.BY_USER
    )
    record: Connection[ContractEntry] = field(
        "Everything that has happened to it, the first entry first unless `order` says otherwise. Empty for who is on "
        "neither side.",
        contract_records.record_of,
        differs=Differs.BY_ROLE,
    )
    record_length: int = field(
        "The number of entries in the record; 0 for who is on neither side.",
        contract_records.record_length,
        differs=Differs.BY_ROLE,
    )
    record_digest: str = field(
        "The digest of the last entry; empty for who is on neither side. With it, anyone can verify an export of the "
        "record.",
        contract_records.record_digest,
        differs=Differs.BY_ROLE,
    )
    first_broken_seq: int | None = batched(
        "The `seq` of the first entry that was tampered with; null if the record is intact.",
        contract_records.first_broken_seqs_of,
        differs=Differs.BY_ROLE,
        weight=1_000,
    )
    cursor: str = field(
        "Pass it as `after` to the subscription `contract` to follow on from this snapshot without a gap.",
        contracts.cursor_of,
    )


@strawberry.type(description="What is known here of a document with a certain hash.")
@shows(checking.DocumentCheck)
class DocumentCheck:
    is_known: bool = field("Whether it is a document of a contract here. If it is not, all else is null.")
    kind: DocumentKind | None = field("Which of the files of the contract, or of the supplement, has this hash.")
    contract_number: str | None = field("The number of the contract.")
    version: int | None = field("The version of the terms that the document has.")
    state: ContractState | None = field("The state of the contract, or SUPERSEDED for a former version.")
    supplement_number: int | None = field("The number of the supplement; null if it is none.")
    supplement_state: SupplementState | None = field("The state of the supplement; null if it is none.")
    executed_at: datetime | None = field(
        "When both sides had executed this version, or the supplement; null if they have not."
    )


given(
    contracts.ContractFilter,
    "ContractFilter",
    "The conditions that one of the viewer's contracts has to meet. Omitted ones are not checked.",
    states="The contract is in one of these states.",
    waits_for_me="Whether something of it waits for the viewer's side, as `Contract.waits` says.",
)
given(
    terms.StageGiven,
    "ContractStageInput",
    "A stage of payment.",
    title="What is delivered in this stage, up to 200 characters.",
    amount="What is paid for the stage, in the currency of the award. All stages together are at most the award.",
    acceptance_terms="When the work of the stage is accepted, up to 5,000 characters.",
    due_on="When the work of the stage is due.",
)
given(
    terms.CellGiven,
    "FieldCellInput",
    "What stands in one column of a row.",
    key="The key of the column.",
    value="A text, for any type but SELECTION.",
    values="Texts, for SELECTION.",
)
given(terms.RowGiven, "FieldRowInput", "A row of a field of the type ROWS.", cells="What stands in its columns.")
given(
    terms.FieldGiven,
    "FieldValueInput",
    "What a field of the template is filled with. One of `value`, `values` and `rows`, by the type of the field.",
    key="The key of the field.",
    value='A text, for any type but SELECTION and ROWS. Of MONEY it is "1200.00 EUR", of DATE "2026-01-31".',
    values="The values of the options that are chosen, for SELECTION.",
    rows="The rows, for ROWS.",
)
given(
    terms.PartyGiven,
    "ContractPartyInput",
    "What a contract says of a party. What is omitted stays as it is, and an empty text removes it.",
    name="The name in the contract; by default that of the party.",
    address="The postal address, up to 500 characters.",
    registration="Where and under which number an organisation is registered.",
    representative="Who represents an organisation.",
    seal="The seal that an organisation uses, or that it uses none.",
    identity="The identity document of a person.",
    tax_number="The tax number.",
    email="Where notices are sent.",
)


@strawberry.type(
    description=(
        "The terms, the state, an approval or a signature of the contract changed, or a side has described its taxes, "
        "which changes `invoicing`."
    )
)
@tells(events.ContractChanged)
class ContractChanged:
    contract: Contract = thing("contract", "The contract in its current state.")


@strawberry.type(description="A supplement to the contract was proposed, or its state, approval or signatures changed.")
@tells(events.SupplementChanged)
class SupplementChanged:
    supplement: Annotated["Supplement", strawberry.lazy("schema.supplements")] = thing(
        "supplement", "The supplement in its current state."
    )


@strawberry.type(description="The work or the money of a stage of the contract has moved.")
@tells(events.StageChanged)
class StageChanged:
    stage: Stage = thing("stage", "The stage in its current state.")


@strawberry.type(description="A review of one side by the other was published, or answered.")
@tells(events.ReviewChanged)
class ReviewChanged:
    review_id: ID = key_in_event("review", "review", "The id of the Review.")


@strawberry.type(
    description=(
        "An invoice on the contract was requested, issued, rejected, read or credited, or its documents were made."
    )
)
@tells(events.InvoiceChanged)
class InvoiceChanged:
    invoice: Annotated["Invoice", strawberry.lazy("schema.invoices")] = thing(
        "invoice", "The invoice in its current state."
    )


@strawberry.type(description="A dispute about a stage was opened, or its state, statements or settlement changed.")
@tells(events.DisputeChanged)
class DisputeChanged:
    dispute: Annotated["Dispute", strawberry.lazy("schema.disputes")] = thing(
        "dispute", "The dispute in its current state."
    )


ContractHappening = Annotated[
    ContractChanged
    | SupplementChanged
    | StageChanged
    | ReviewChanged
    | InvoiceChanged
    | DisputeChanged
    | ResyncRequired,
    strawberry.union("ContractHappening", description="What can happen to a contract."),
]


@strawberry.type(description="An event of a contract.")
class ContractEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    actor: User | None = batched(
        "The user who did it; null if the clock or somebody of the staff did.", live.actors_of, is_alike=True
    )
    event: ContractHappening = field("What happened.")
