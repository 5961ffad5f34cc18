"""The GraphQL name of each kind of thing, and the opaque ids made from it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from models.ids import Ref, named, opaque, opaque_each, opaque_written

# A row for each of KINDS in models/kinds.py, and for peers, which have ids but cannot be loaded by them.
NAMES = {
    "demand": "BiddingDemand",
    "workbench": "Workbench",
    "applicant": "Applicant",
    "bid": "Bid",
    "draft": "BidDraft",
    "candidate": "Candidate",
    "remark": "Remark",
    "award": "Award",
    "question": "Question",
    "conversation": "Conversation",
    "message": "Message",
    "interview": "Interview",
    "contract": "Contract",
    "stage": "Stage",
    "submission": "Submission",
    "statement": "Statement",
    "statement_line": "StatementLine",
    "supplement": "Supplement",
    "dispute": "Dispute",
    "settlement": "Settlement",
    "payment": "Payment",
    "payout_account": "PayoutAccount",
    "review": "Review",
    "due_review": "DueReview",
    "invoice": "Invoice",
    "credit_note": "CreditNote",
    "party": "Party",
    "user": "User",
    "viewer": "Viewer",
    "invitation": "Invitation",
    "session": "Session",
    "upload": "Upload",
    "attachment": "Attachment",
    "notification": "Notification",
    "search": "SavedSearch",
    "template": "Template",
    "template_version": "TemplateVersion",
    "template_request": "TemplateRequest",
    "work_item": "WorkItem",
    "staff_member": "StaffMember",
    "peer": "Peer",
}
# Names in ids that were issued before; clients may have kept them.
FORMER_NAMES = {"SessionInfo": "session"}
KINDS_BY_NAME = FORMER_NAMES | {name: kind for kind, name in NAMES.items()}


def identify(kind: str, key: UUID) -> str:
    """The opaque id of a thing of this kind."""
    return opaque(NAMES[kind], key)


def identify_each(kind: str, keys: Iterable[UUID]) -> list[str]:
    """The opaque ids of things of one kind."""
    return opaque_each(NAMES[kind], keys)


def identify_written(keys: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The same of things of several kinds, whose keys are written as texts."""
    return opaque_written({NAMES[kind]: of for kind, of in keys.items()})


def ref(text: str) -> Ref:
    """The kind and key that an opaque id names; a Ref of no kind if it is none of ours."""
    match named(text):
        case (name, key) if name in KINDS_BY_NAME:
            return Ref(KINDS_BY_NAME[name], key, text)
    return Ref(None, None, text)
