"""Reasons that the platform gives in the selection record, as its entries store them: the texts never change."""

from enum import StrEnum


class Cause(StrEnum):
    """Front ends know these texts, and show each in the reader's language."""

    AWARD_DECLINED = "award declined"
    AWARD_REVOKED = "award revoked"
    AWARD_LAPSED = "award lapsed"
    AWARD_VOIDED = "award voided"
    BID_GONE = "The bid no longer stands."
    CONTRACT_TERMINATED = "Its contract was terminated."
    MANAGER_APPLIED = "A party of the manager has applied."
    PARTY_CLOSED = "The party was closed."
