"""The kinds of notification with their facts, and the tables of notifications and preferences."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User
from models.ids import new_id


class NotificationKind(StrEnum):
    """The kind of a notification."""

    BID_ARRIVED = "BID_ARRIVED"
    BID_WITHDRAWN = "BID_WITHDRAWN"
    BIDS_OPENED = "BIDS_OPENED"
    BID_NEEDS_CONFIRMATION = "BID_NEEDS_CONFIRMATION"
    BID_LAPSED = "BID_LAPSED"
    BID_INVALIDATED = "BID_INVALIDATED"
    BID_TAKEN_BACK = "BID_TAKEN_BACK"
    OWN_BID_WITHDRAWN = "OWN_BID_WITHDRAWN"
    BID_IN_RESERVE = "BID_IN_RESERVE"
    DEMAND_AMENDED = "DEMAND_AMENDED"
    DEADLINE_MOVED = "DEADLINE_MOVED"
    DEMAND_CLOSED = "DEMAND_CLOSED"
    DEMAND_REOPENED = "DEMAND_REOPENED"
    DEMAND_CANCELLED = "DEMAND_CANCELLED"
    DEMAND_CONCLUDED = "DEMAND_CONCLUDED"
    DEMAND_SUSPENDED = "DEMAND_SUSPENDED"
    DEMAND_RESUMED = "DEMAND_RESUMED"
    MANAGER_LEFT = "MANAGER_LEFT"
    AWARD_OFFERED = "AWARD_OFFERED"
    AWARD_ANSWERED = "AWARD_ANSWERED"
    AWARD_LAPSED = "AWARD_LAPSED"
    AWARD_REVOKED = "AWARD_REVOKED"
    MESSAGE_RECEIVED = "MESSAGE_RECEIVED"
    QUESTION_ASKED = "QUESTION_ASKED"
    QUESTION_ANSWERED = "QUESTION_ANSWERED"
    INTERVIEW_PROPOSED = "INTERVIEW_PROPOSED"
    INTERVIEW_SCHEDULED = "INTERVIEW_SCHEDULED"
    INTERVIEW_MOVED = "INTERVIEW_MOVED"
    INTERVIEW_CANCELLED = "INTERVIEW_CANCELLED"
    INTERVIEW_LEFT = "INTERVIEW_LEFT"
    INTERVIEW_STARTING = "INTERVIEW_STARTING"
    INTERVIEW_NO_SHOW = "INTERVIEW_NO_SHOW"
    INVITED_TO_PARTY = "INVITED_TO_PARTY"
    MEMBER_JOINED = "MEMBER_JOINED"
    ROLE_CHANGED = "ROLE_CHANGED"
    VERIFICATION_REFUSED = "VERIFICATION_REFUSED"
    PARTY_CLOSED = "PARTY_CLOSED"
    INVITED_TO_CONVERSATION = "INVITED_TO_CONVERSATION"
    SEARCH_MATCHED = "SEARCH_MATCHED"
    WORK_WAITING = "WORK_WAITING"
    WORK_ASSIGNED = "WORK_ASSIGNED"
    WORK_OVERDUE = "WORK_OVERDUE"
    TEMPLATE_QUESTION_ASKED = "TEMPLATE_QUESTION_ASKED"
    TEMPLATE_QUESTION_ANSWERED = "TEMPLATE_QUESTION_ANSWERED"
    TEMPLATE_DELIVERED = "TEMPLATE_DELIVERED"
    TEMPLATE_CHANGES_REQUESTED = "TEMPLATE_CHANGES_REQUESTED"
    TEMPLATE_PUBLISHED = "TEMPLATE_PUBLISHED"
    TEMPLATE_REJECTED = "TEMPLATE_REJECTED"
    TEMPLATE_CANCELLED = "TEMPLATE_CANCELLED"
    BID_NOT_SELECTED = "BID_NOT_SELECTED"
    CONTRACT_DRAFTED = "CONTRACT_DRAFTED"
    CONTRACT_REVISED = "CONTRACT_REVISED"
    CONTRACT_APPROVED = "CONTRACT_APPROVED"
    CONTRACT_TO_SIGN = "CONTRACT_TO_SIGN"
    CONTRACT_EXPIRING = "CONTRACT_EXPIRING"
    CONTRACT_EFFECTIVE = "CONTRACT_EFFECTIVE"
    CONTRACT_REFUSED = "CONTRACT_REFUSED"
    CONTRACT_EXPIRED = "CONTRACT_EXPIRED"
    SUPPLEMENT_DRAFTED = "SUPPLEMENT_DRAFTED"
    SUPPLEMENT_PROPOSED = "SUPPLEMENT_PROPOSED"
    SUPPLEMENT_TO_SIGN = "SUPPLEMENT_TO_SIGN"
    SUPPLEMENT_EXPIRING = "SUPPLEMENT_EXPIRING"
    SUPPLEMENT_ACTIVE = "SUPPLEMENT_ACTIVE"
    SUPPLEMENT_REJECTED = "SUPPLEMENT_REJECTED"
    SUPPLEMENT_CANCELLED = "SUPPLEMENT_CANCELLED"
    SUPPLEMENT_EXPIRED = "SUPPLEMENT_EXPIRED"
    SUPPLEMENT_STALE = "SUPPLEMENT_STALE"
    SUPPLEMENT_INCONSISTENT = "SUPPLEMENT_INCONSISTENT"
    CONTRACT_INCONSISTENT = "CONTRACT_INCONSISTENT"
    TERMINATION_PROPOSED = "TERMINATION_PROPOSED"
    TERMINATION_DECLINED = "TERMINATION_DECLINED"
    CONTRACT_TERMINATED = "CONTRACT_TERMINATED"
    STAGE_TO_FUND = "STAGE_TO_FUND"
    STAGE_FUNDED = "STAGE_FUNDED"
    WORK_SUBMITTED = "WORK_SUBMITTED"
    REWORK_REQUESTED = "REWORK_REQUESTED"
    WORK_ACCEPTED = "WORK_ACCEPTED"
    STAGE_RELEASED = "STAGE_RELEASED"
    REFUND_REQUESTED = "REFUND_REQUESTED"
    REFUND_WITHDRAWN = "REFUND_WITHDRAWN"
    STAGE_REFUNDED = "STAGE_REFUNDED"
    ESCROW_IDLE = "ESCROW_IDLE"
    CONTRACT_COMPLETED = "CONTRACT_COMPLETED"
    PAYMENT_FAILED = "PAYMENT_FAILED"
    PAYOUT_PAID = "PAYOUT_PAID"
    PAYOUT_FAILED = "PAYOUT_FAILED"
    REVIEW_DUE = "REVIEW_DUE"
    REVIEW_PUBLISHED = "REVIEW_PUBLISHED"
    REVIEW_ANSWERED = "REVIEW_ANSWERED"
    INVOICE_REQUESTED = "INVOICE_REQUESTED"
    INVOICE_REJECTED = "INVOICE_REJECTED"
    INVOICE_ISSUED = "INVOICE_ISSUED"
    INVOICE_CREDITED = "INVOICE_CREDITED"
    DISPUTE_OPENED = "DISPUTE_OPENED"
    DISPUTE_STATEMENT = "DISPUTE_STATEMENT"
    SETTLEMENT_PROPOSED = "SETTLEMENT_PROPOSED"
    DISPUTE_IN_MEDIATION = "DISPUTE_IN_MEDIATION"
    DISPUTE_SETTLED = "DISPUTE_SETTLED"
    DISPUTE_RULED = "DISPUTE_RULED"
    DISPUTE_DEFAULTED = "DISPUTE_DEFAULTED"
    DISPUTE_WITHDRAWN = "DISPUTE_WITHDRAWN"


class MailTiming(StrEnum):
    """Whether and when a user also gets a mail."""

    NONE = "NONE"
    AT_ONCE = "AT_ONCE"
    DIGEST = "DIGEST"


K = NotificationKind
# Frequent or less urgent kinds are collected into one mail a day, unless the user chooses otherwise.
GATHERED = frozenset(
    {K.BID_ARRIVED, K.BID_WITHDRAWN, K.DEMAND_CLOSED, K.MESSAGE_RECEIVED, K.QUESTION_ASKED, K.SEARCH_MATCHED}
    | {K.WORK_WAITING, K.OWN_BID_WITHDRAWN}
)
SILENT = frozenset({K.INTERVIEW_NO_SHOW})


# The sets of facts for the texts of each kind, the most detailed first; `at` and `former` are instants, `count` a
# number, `amount`, `fee` and `net` are money such as `1250.00 EUR`, `lapsed` are names of parties, each in a line, and
# `task` is one of those that a contract waits for before it is effective. `changed` is a JSON object by the names of
# fields, with the former and the present value of each: null, a text, or both bounds of a budget. Notifications from
# before these values were kept have names with commas between.
# While bids are sealed, the awarder's team is told only their number (EB-3).
FACTS: dict[NotificationKind, tuple[frozenset[str], ...]] = {
    kind: tuple(frozenset(names.split()) for names in sets)
    for kind, sets in {
        K.BID_ARRIVED: ("demand party", "demand count"),
        K.BID_WITHDRAWN: ("demand party", "demand count", "demand excluded"),
        K.BIDS_OPENED: ("demand count",),
        K.BID_NEEDS_CONFIRMATION: ("demand at changed", "demand at"),
        K.BID_LAPSED: ("demand",),
        K.BID_INVALIDATED: ("demand reason", "demand"),
        K.BID_TAKEN_BACK: ("demand",),
        K.OWN_BID_WITHDRAWN: ("demand",),
        K.BID_IN_RESERVE: ("demand",),
        K.DEMAND_AMENDED: ("demand changed at former", "demand changed at", "demand changed"),
        K.DEADLINE_MOVED: ("demand at former", "demand at"),
        K.DEMAND_CLOSED: ("demand count lapsed", "demand count", "demand bids", "demand"),
        K.DEMAND_REOPENED: ("demand at",),
        K.DEMAND_CANCELLED: ("demand reason", "demand"),
        K.DEMAND_CONCLUDED: ("demand reason",),
        K.DEMAND_SUSPENDED: ("demand reason",),
        K.DEMAND_RESUMED: ("demand at", "demand"),
        K.MANAGER_LEFT: ("demand",),
        K.AWARD_OFFERED: ("demand at",),
        K.AWARD_ANSWERED: ("demand party answer",),
        K.AWARD_LAPSED: ("demand",),
        K.AWARD_REVOKED: ("demand reason", "demand party"),
        K.MESSAGE_RECEIVED: ("contract demand sender", "demand sender", "sender"),
        K.QUESTION_ASKED: ("demand",),
        K.QUESTION_ANSWERED: ("demand",),
        K.INTERVIEW_PROPOSED: ("demand party",),
        K.INTERVIEW_SCHEDULED: ("demand at",),
        K.INTERVIEW_MOVED: ("demand at",),
        K.INTERVIEW_CANCELLED: ("demand at reason", "demand at", "demand"),
        K.INTERVIEW_LEFT: ("demand at",),
        K.INTERVIEW_STARTING: ("demand at",),
        K.INTERVIEW_NO_SHOW: ("demand name",),
        K.INVITED_TO_PARTY: ("party inviter",),
        K.MEMBER_JOINED: ("party name",),
        K.ROLE_CHANGED: ("party",),
        K.VERIFICATION_REFUSED: ("party reason",),
        K.PARTY_CLOSED: ("party",),
        K.INVITED_TO_CONVERSATION: ("demand inviter",),
        K.SEARCH_MATCHED: ("demand name",),
        K.WORK_WAITING: ("at", ""),
        K.WORK_ASSIGNED: ("at", ""),
        K.WORK_OVERDUE: ("at",),
        K.TEMPLATE_QUESTION_ASKED: ("template",),
        K.TEMPLATE_QUESTION_ANSWERED: ("template",),
        K.TEMPLATE_DELIVERED: ("template",),
        K.TEMPLATE_CHANGES_REQUESTED: ("template",),
        K.TEMPLATE_PUBLISHED: ("template",),
        K.TEMPLATE_REJECTED: ("template reason",),
        K.TEMPLATE_CANCELLED: ("template",),
        K.BID_NOT_SELECTED: ("demand",),
        K.CONTRACT_DRAFTED: ("demand party",),
        K.CONTRACT_REVISED: ("demand party",),
        K.CONTRACT_APPROVED: ("demand party",),
        K.CONTRACT_TO_SIGN: ("demand at",),
        K.CONTRACT_EXPIRING: ("demand at task", "demand at"),
        K.CONTRACT_EFFECTIVE: ("demand",),
        K.CONTRACT_REFUSED: ("demand reason",),
        K.CONTRACT_EXPIRED: ("demand",),
        K.SUPPLEMENT_DRAFTED: ("demand name",),
        K.SUPPLEMENT_PROPOSED: ("demand party",),
        K.SUPPLEMENT_TO_SIGN: ("demand at",),
        K.SUPPLEMENT_EXPIRING: ("demand at",),
        K.SUPPLEMENT_ACTIVE: ("demand",),
        K.SUPPLEMENT_REJECTED: ("demand reason",),
        K.SUPPLEMENT_CANCELLED: ("demand reason", "demand"),
        K.SUPPLEMENT_EXPIRED: ("demand",),
        K.SUPPLEMENT_STALE: ("demand",),
        K.SUPPLEMENT_INCONSISTENT: ("demand reason",),
        K.CONTRACT_INCONSISTENT: ("demand reason",),
        K.TERMINATION_PROPOSED: ("demand party reason",),
        K.TERMINATION_DECLINED: ("demand party",),
        K.CONTRACT_TERMINATED: ("demand",),
        K.STAGE_TO_FUND: ("demand", "demand stage amount"),
        K.STAGE_FUNDED: ("demand stage amount",),
        K.WORK_SUBMITTED: ("demand stage at",),
        K.REWORK_REQUESTED: ("demand stage",),
        K.WORK_ACCEPTED: ("demand stage",),
        K.STAGE_RELEASED: ("demand stage amount",),
        K.REFUND_REQUESTED: ("demand stage reason",),
        K.REFUND_WITHDRAWN: ("demand stage",),
        K.STAGE_REFUNDED: ("demand stage amount",),
        K.ESCROW_IDLE: ("demand stage amount",),
        K.CONTRACT_COMPLETED: ("demand",),
        K.PAYMENT_FAILED: ("party amount",),
        K.PAYOUT_PAID: ("party amount",),
        K.PAYOUT_FAILED: ("party amount",),
        K.REVIEW_DUE: ("demand party at",),
        K.REVIEW_PUBLISHED: ("demand party",),
        K.REVIEW_ANSWERED: ("demand party",),
        K.INVOICE_REQUESTED: ("demand",),
        K.INVOICE_REJECTED: ("demand reason",),
        K.INVOICE_ISSUED: ("demand number",),
        K.INVOICE_CREDITED: ("demand number reason",),
        K.DISPUTE_OPENED: ("demand stage at amount", "demand stage at party", "demand stage at"),
        K.DISPUTE_STATEMENT: ("demand stage",),
        K.SETTLEMENT_PROPOSED: ("demand stage amount fee net", "demand stage amount"),
        K.DISPUTE_IN_MEDIATION: ("demand stage at",),
        K.DISPUTE_SETTLED: ("demand stage amount fee net", "demand stage amount"),
        K.DISPUTE_RULED: ("demand stage amount fee net", "demand stage amount"),
        K.DISPUTE_DEFAULTED: ("demand stage amount fee net", "demand stage amount"),
        K.DISPUTE_WITHDRAWN: ("demand stage",),
    }.items()
}


# The kinds of thing (models/kinds.py) that each kind of notification can be about. Links in the inbox and in mails lead
# to the thing: web/src/app/Open.tsx says where. `demand` stands here, too, for what is told of the workbench by now.
SUBJECTS: dict[NotificationKind, frozenset[str]] = {
    kind: frozenset(subjects.split())
    for subjects, kinds in {
        "candidate workbench demand": (K.BID_ARRIVED,),
        "workbench demand": (K.BID_WITHDRAWN, K.BIDS_OPENED, K.DEMAND_CLOSED),
        "applicant": (
            *(K.BID_NEEDS_CONFIRMATION, K.BID_LAPSED, K.BID_INVALIDATED, K.OWN_BID_WITHDRAWN),
            *(K.BID_IN_RESERVE, K.BID_NOT_SELECTED),
        ),
        "demand": (
            *(K.DEMAND_AMENDED, K.DEADLINE_MOVED, K.DEMAND_REOPENED, K.DEMAND_CANCELLED, K.DEMAND_CONCLUDED),
            *(K.DEMAND_SUSPENDED, K.DEMAND_RESUMED, K.MANAGER_LEFT, K.SEARCH_MATCHED, K.BID_TAKEN_BACK),
        ),
        "award": (K.AWARD_OFFERED, K.AWARD_ANSWERED, K.AWARD_LAPSED, K.AWARD_REVOKED),
        "conversation": (K.MESSAGE_RECEIVED, K.INVITED_TO_CONVERSATION),
        "question": (K.QUESTION_ASKED, K.QUESTION_ANSWERED),
        "interview": (
            *(K.INTERVIEW_PROPOSED, K.INTERVIEW_SCHEDULED, K.INTERVIEW_MOVED, K.INTERVIEW_CANCELLED),
            *(K.INTERVIEW_LEFT, K.INTERVIEW_STARTING, K.INTERVIEW_NO_SHOW),
        ),
        "invitation": (K.INVITED_TO_PARTY,),
        "party": (K.MEMBER_JOINED, K.ROLE_CHANGED, K.VERIFICATION_REFUSED, K.PARTY_CLOSED),
        "template_request": (K.TEMPLATE_QUESTION_ASKED, K.TEMPLATE_DELIVERED, K.TEMPLATE_REJECTED),
        # The professional hears of the work, which leads to its subject as long as it is theirs.
        "work_item": (
            *(K.WORK_WAITING, K.WORK_ASSIGNED, K.WORK_OVERDUE, K.TEMPLATE_QUESTION_ANSWERED),
            *(K.TEMPLATE_CHANGES_REQUESTED, K.TEMPLATE_PUBLISHED, K.TEMPLATE_CANCELLED),
        ),
        "contract": (
            *(K.CONTRACT_DRAFTED, K.CONTRACT_REVISED, K.CONTRACT_APPROVED, K.CONTRACT_TO_SIGN, K.CONTRACT_EXPIRING),
            *(K.CONTRACT_EFFECTIVE, K.CONTRACT_REFUSED, K.CONTRACT_EXPIRED, K.CONTRACT_INCONSISTENT),
            *(K.TERMINATION_PROPOSED, K.TERMINATION_DECLINED, K.CONTRACT_TERMINATED, K.CONTRACT_COMPLETED),
        ),
        "supplement": (
            *(K.SUPPLEMENT_DRAFTED, K.SUPPLEMENT_PROPOSED, K.SUPPLEMENT_TO_SIGN, K.SUPPLEMENT_EXPIRING),
            *(K.SUPPLEMENT_ACTIVE, K.SUPPLEMENT_REJECTED, K.SUPPLEMENT_CANCELLED, K.SUPPLEMENT_EXPIRED),
            *(K.SUPPLEMENT_STALE, K.SUPPLEMENT_INCONSISTENT),
        ),
        "stage contract": (K.STAGE_TO_FUND,),
        "stage": (
            *(K.STAGE_FUNDED, K.WORK_SUBMITTED, K.REWORK_REQUESTED, K.WORK_ACCEPTED, K.STAGE_RELEASED),
            *(K.REFUND_REQUESTED, K.REFUND_WITHDRAWN, K.STAGE_REFUNDED, K.ESCROW_IDLE),
        ),
        "stage payment": (K.PAYMENT_FAILED, K.PAYOUT_PAID, K.PAYOUT_FAILED),
        "due_review": (K.REVIEW_DUE,),
        "review": (K.REVIEW_PUBLISHED, K.REVIEW_ANSWERED),
        "invoice": (K.INVOICE_REQUESTED, K.INVOICE_REJECTED, K.INVOICE_ISSUED, K.INVOICE_CREDITED),
        "dispute": (
            *(K.DISPUTE_OPENED, K.DISPUTE_STATEMENT, K.SETTLEMENT_PROPOSED, K.DISPUTE_IN_MEDIATION),
            *(K.DISPUTE_SETTLED, K.DISPUTE_RULED, K.DISPUTE_DEFAULTED, K.DISPUTE_WITHDRAWN),
        ),
    }.items()
    for kind in kinds
}


# Kinds that are of no use by mail once the instant `at` in their facts has passed: until then their reader can act.
UNTIL = frozenset(
    {K.BID_NEEDS_CONFIRMATION, K.AWARD_OFFERED, K.INTERVIEW_STARTING, K.CONTRACT_TO_SIGN, K.CONTRACT_EXPIRING}
    | {K.SUPPLEMENT_TO_SIGN, K.SUPPLEMENT_EXPIRING, K.WORK_SUBMITTED, K.REVIEW_DUE}
    | {K.DISPUTE_OPENED}
)


def variant(kind: NotificationKind, facts: Iterable[str]) -> int:
    """The index of this set of facts in FACTS for the kind; raises ValueError if it is not one of them."""
    given = frozenset(facts)
    if given not in FACTS[kind]:
        wanted = " or ".join(str(sorted(each)) for each in FACTS[kind])
        raise ValueError(f"{kind} takes the facts {wanted}, not {sorted(given)}.")
    return FACTS[kind].index(given)


class Notification(Model):
    """A notification to one user. Its text is made from its kind and facts when it is read."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="notifications", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    kind = fields.CharField(max_length=40)
    subject_type = fields.CharField(max_length=40)
    subject_id = fields.UUIDField()
    actor_id = fields.UUIDField(null=True)
    facts: dict[str, Any] = fields.JSONField()
    created_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)
    reader: User | None = None  # set when it is shown: the user whose language and time zone apply

    class Meta:
        table = "notification"
        indexes = (Index(fields=("user_id", "id")), Index(fields=("user_id", "read_at")))


def key_of_mail(notification: UUID) -> str:
    """The key of the mail about a notification, which the inbox may not show."""
    return f"notification:{notification}"


class NotificationPreference(Model):
    """A user's choice of channels for one kind of notification, where it differs from the default."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="preferences", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    kind = fields.CharField(max_length=40)
    is_shown = fields.BooleanField()
    mail = fields.CharEnumField(MailTiming, max_length=8)

    class Meta:
        table = "notification_preference"
        unique_together = (("user", "kind"),)


def usual_timing(kind: NotificationKind) -> MailTiming:
    """The default mail timing, for users without a preference."""
    if kind in SILENT:
        return MailTiming.NONE
    return MailTiming.DIGEST if kind in GATHERED else MailTiming.AT_ONCE
