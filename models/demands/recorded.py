"""What the selection record of a demand calls what was done: entries store these names, which never change."""

from enum import StrEnum


class Recorded(StrEnum):
    """Front ends know these names, and say each in the reader's language."""

    PUBLISHED = "PUBLISHED"
    AMENDED = "AMENDED"
    DEADLINE_MOVED = "DEADLINE_MOVED"
    CLOSED = "CLOSED"
    OPENED = "OPENED"
    REOPENED = "REOPENED"
    SUSPENDED = "SUSPENDED"
    RESUMED = "RESUMED"
    CANCELLED = "CANCELLED"
    CONCLUDED = "CONCLUDED"
    MANAGER_ASSIGNED = "MANAGER_ASSIGNED"
    MANAGER_LEFT = "MANAGER_LEFT"
    PLACED = "PLACED"
    DROPPED = "DROPPED"
    ELIMINATED = "ELIMINATED"
    RESTORED = "RESTORED"
    AWARDED = "AWARDED"
    RETURNED = "RETURNED"
    AWARD_ACCEPTED = "AWARD_ACCEPTED"
    AWARD_DECLINED = "AWARD_DECLINED"
    AWARD_LAPSED = "AWARD_LAPSED"
    AWARD_REVOKED = "AWARD_REVOKED"
    AWARD_VOIDED = "AWARD_VOIDED"
    CONTRACT_EFFECTIVE = "CONTRACT_EFFECTIVE"
    WORK_BEGAN = "WORK_BEGAN"
    COMPLETED = "COMPLETED"
