"""Reviews of the two sides of a contract by each other, when they can be written, and what they add up to."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.contracts.contract import Contract, ContractSide
from models.ids import new_id

# How long after the end of the work each side can review the other (RP-1), and how long after that what was written is
# answered (RP-3).
OPEN_FOR = timedelta(days=14)
ANSWERED_WITHIN = timedelta(days=28)
LEAST_POINTS, MOST_POINTS = 1, 5


class ReviewDirection(StrEnum):
    """Whom a review is about: the side that received the award, or the one that awarded."""

    OF_RECEIVER = "OF_RECEIVER"
    OF_AWARDER = "OF_AWARDER"

    @property
    def author(self) -> ContractSide:
        """The side that writes it."""
        return ContractSide.AWARDER if self is ReviewDirection.OF_RECEIVER else ContractSide.RECEIVER

    @property
    def other(self) -> "ReviewDirection":
        return next(each for each in ReviewDirection if each is not self)

    @staticmethod
    def by(side: ContractSide) -> "ReviewDirection":
        """That of what this side writes."""
        return next(each for each in ReviewDirection if each.author is side)


# What there are points for, in order.
KEYS: dict[ReviewDirection, tuple[str, ...]] = {
    ReviewDirection.OF_RECEIVER: ("QUALITY", "COMMUNICATION", "SCHEDULE", "EXPERTISE"),
    ReviewDirection.OF_AWARDER: ("BRIEF", "COMMUNICATION", "PAYMENT"),
}
ALL_KEYS = tuple(dict.fromkeys(key for keys in KEYS.values() for key in keys))


class ReviewedWorkKind(StrEnum):
    """What sort of work a review is about."""

    CONTRACT = "CONTRACT"


class ReviewState(StrEnum):
    """The state of a review; a REMOVED one was taken out by a decision, and counts nowhere."""

    HIDDEN = "HIDDEN"
    PUBLISHED = "PUBLISHED"
    REMOVED = "REMOVED"


class Review(Model):
    """What one side of a contract says of the other once it has ended. What it says never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="reviews", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    direction = fields.CharEnumField(ReviewDirection, max_length=11)
    author: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="reviews_written", on_delete=fields.OnDelete.RESTRICT
    )
    author_id: UUID
    subject: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="reviews_received", on_delete=fields.OnDelete.RESTRICT
    )
    subject_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="reviews", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    state = fields.CharEnumField(ReviewState, max_length=9)
    version = fields.IntField(default=1)
    # From 1 to 5, by the keys of its direction.
    scores: dict[str, int] = fields.JSONField()
    body = fields.TextField()
    # Whether the author lets the amount of the work be shown; it takes both sides (RP-6).
    is_amount_shown = fields.BooleanField(default=False)
    submitted_at = fields.DatetimeField()
    # When it is published at the latest.
    closes_at = fields.DatetimeField()
    published_at: datetime | None = fields.DatetimeField(null=True)
    # What the contract had released when it was published, in its currency: crumbs do not count (RP-4).
    released_minor: int | None = fields.BigIntField(null=True)
    currency = fields.CharField(max_length=3)
    answer: str | None = fields.TextField(null=True)
    answered_at: datetime | None = fields.DatetimeField(null=True)
    answered_by_id: UUID | None = fields.UUIDField(null=True)

    class Meta:
        table = "review"
        unique_together = (("contract", "direction"),)
        indexes = (Index(fields=("subject_id", "published_at", "id")), Index(fields=("author_id", "subject_id")))


class DueReview(Model):
    """That a party can review the other one, from the end of a contract on. Whether it has is told to nobody else."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="due_reviews", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="due_reviews", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    subject: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="reviews_to_come", on_delete=fields.OnDelete.RESTRICT
    )
    subject_id: UUID
    ended_at = fields.DatetimeField()
    closes_at = fields.DatetimeField()
    written_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "due_review"
        unique_together = (("contract", "party"),)
        indexes = (Index(fields=("party_id", "closes_at", "id")),)


class KeyRating(Model):
    """What a party's reviews add up to on one key: the sum is total / parts."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="key_ratings", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    key = fields.CharField(max_length=20)
    total = fields.BigIntField()
    parts = fields.BigIntField()
    count = fields.IntField()

    class Meta:
        table = "key_rating"
        unique_together = (("party", "key"),)


class FormerTie(Model):
    """Two parties that were affiliates until a member left or led no longer. There is a row in each direction."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="former_ties", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    other: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="further_former_ties", on_delete=fields.OnDelete.RESTRICT
    )
    other_id: UUID

    class Meta:
        table = "former_tie"
        unique_together = (("party", "other"),)


def book_of(review: UUID) -> str:
    """The name of a review's journal, which nobody reads who may not read the review."""
    return f"review:{review}"
