"""The kinds of thing that have an id, one row each, under their names in the domain."""

from dataclasses import dataclass

from tortoise.models import Model

from models.accounts.parties import Invitation, Party
from models.accounts.sessions import Session
from models.accounts.users import User
from models.contracts.contract import Contract, ContractStage
from models.contracts.execution import ContractFile
from models.contracts.supplement import Supplement, SupplementFile
from models.demands.applicants import Applicant, Bid
from models.demands.attachments import BidAttachment, DemandAttachment, DraftAttachment
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import Demand
from models.demands.drafts import BidDraft
from models.disputes.dispute import Dispute, DisputeFile, Settlement
from models.escrow.submission import Submission, SubmissionAttachment
from models.files.file import File
from models.interviews.interview import Interview
from models.invoices.invoice import CreditNote, Invoice, InvoiceFile
from models.ledger.account import AccountRow, Posting
from models.messages.conversations import Conversation
from models.messages.message import Message, MessageAttachment
from models.notifications.kinds import Notification
from models.payments.payment import Payment, PayoutAccount
from models.questions.question import Question
from models.reviews.review import DueReview, Review
from models.searches.search import SavedSearch
from models.templates.request import TemplateFile, TemplateRequest
from models.templates.template import Template, TemplateVersion
from models.work.item import WorkItem
from models.workbench.remarks import Remark


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its key in events, journals and notifications, its table, and its name for users."""

    key: str
    model: type[Model]
    word: str
    # Which files are part of such things, where they have any: a row has file_id, and the thing's key in <key>_id.
    attachments: type[Model] | None = None


# resolvers/finding.py says who may see each kind, and schema/kinds.py has their GraphQL names.
KINDS = {
    kind.key: kind
    for kind in (
        Kind("demand", Demand, "demand", DemandAttachment),
        Kind("workbench", Demand, "workbench"),
        Kind("applicant", Applicant, "application"),
        Kind("bid", Bid, "bid", BidAttachment),
        Kind("draft", BidDraft, "draft", DraftAttachment),
        Kind("candidate", Candidate, "bidder"),
        Kind("remark", Remark, "remark"),
        Kind("award", Award, "award"),
        Kind("question", Question, "question"),
        Kind("conversation", Conversation, "conversation"),
        Kind("message", Message, "message", MessageAttachment),
        Kind("interview", Interview, "interview"),
        Kind("contract", Contract, "contract", ContractFile),
        Kind("stage", ContractStage, "stage"),
        Kind("submission", Submission, "submitted work", SubmissionAttachment),
        Kind("statement", AccountRow, "statement"),
        Kind("statement_line", Posting, "line of a statement"),
        Kind("supplement", Supplement, "supplement", SupplementFile),
        Kind("dispute", Dispute, "dispute", DisputeFile),
        Kind("settlement", Settlement, "settlement"),
        Kind("payment", Payment, "payment"),
        Kind("payout_account", PayoutAccount, "account"),
        Kind("review", Review, "review"),
        Kind("due_review", DueReview, "review that is due"),
        Kind("invoice", Invoice, "invoice", InvoiceFile),
        Kind("credit_note", CreditNote, "credit note"),
        Kind("party", Party, "party"),
        Kind("user", User, "user"),
        # The signed-in user, with what only they can see.
        Kind("viewer", User, "viewer"),
        Kind("invitation", Invitation, "invitation"),
        Kind("session", Session, "session"),
        Kind("upload", File, "upload"),
        # An upload becomes an attachment once it is attached.
        Kind("attachment", File, "file"),
        Kind("notification", Notification, "notification"),
        Kind("search", SavedSearch, "saved search"),
        Kind("template", Template, "template"),
        Kind("template_version", TemplateVersion, "version of a template"),
        Kind("template_request", TemplateRequest, "request for a template", TemplateFile),
        Kind("work_item", WorkItem, "work item"),
        # A user, with what only administrators see of the staff.
        Kind("staff_member", User, "member of the staff"),
    )
}
_of: dict[type[Model], str] = {}
for _kind in KINDS.values():
    _of.setdefault(_kind.model, _kind.key)


def kind_of(model: type) -> str:
    """The kind of a table's rows; the first one if there are several."""
    return _of[model]
