"""Drafts: what a party is writing, beside its submitted bid or before the first one; it may be unfinished (EB-5)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.database.fetching import by_column
from models.demands.applicants import Applicant
from models.demands.demand import Demand
from models.errors import FieldProblem
from models.ids import new_id
from models.money import Money


class BidDraft(Model):
    """The draft of an application's next bid, which only the applicant's side sees. It may be unfinished."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    applicant: fields.OneToOneRelation[Applicant] = fields.OneToOneField(
        "models.Applicant", related_name="draft", on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
    price_minor = fields.BigIntField(null=True)
    # That of the demand when the draft was saved.
    currency = fields.CharField(max_length=3)
    duration_days = fields.IntField(null=True)
    proposal = fields.TextField(null=True)
    stages: list[dict[str, Any]] = fields.JSONField()
    saved_at = fields.DatetimeField()

    class Meta:
        table = "bid_draft"

    @property
    def price(self) -> Money | None:
        return None if self.price_minor is None else Money(self.price_minor, self.currency)

    @property
    def content(self) -> dict[str, Any]:
        """The columns that the draft and a submitted bid have in common."""
        return {name: getattr(self, name) for name in CONTENT}


CONTENT = ("price_minor", "currency", "duration_days", "proposal", "stages")


async def drafts_of(applicants: Collection[UUID]) -> dict[UUID, BidDraft]:
    """The drafts of those applications that have one."""
    return {draft.applicant_id: draft for draft in await by_column(BidDraft, "applicant_id", applicants)}


def problems_of(draft: BidDraft, demand: Demand) -> list[FieldProblem]:
    """What the draft lacks before it can be submitted; the paths are those of the input of `saveBid` (EB-8)."""
    found = []
    if draft.price_minor is None:
        found.append(FieldProblem("price", "Give the total price.", "REQUIRED"))
    if not has_currency_of(draft, demand):
        found.append(
            FieldProblem(
                "price.currency",
                "Must be {currency}, as the demand asks.",
                "WRONG_CURRENCY",
                {"currency": demand.currency},
            )
        )
    if not draft.proposal:
        found.append(FieldProblem("proposal", "Say what you offer.", "REQUIRED"))
    for place, stage in enumerate(draft.stages):
        if not stage["title"]:
            found.append(FieldProblem(f"stages.{place}.title", "Say what is delivered in this stage.", "REQUIRED"))
        if stage["amount"] <= 0:
            found.append(FieldProblem(f"stages.{place}.amount", "Must be greater than zero.", "NOT_POSITIVE"))
    # Without a price there is nothing to add up to, and that is said already.
    amounts = [stage["amount"] for stage in draft.stages]
    if amounts and draft.price_minor is not None and sum(amounts) != draft.price_minor:
        found.append(FieldProblem("stages", "The amounts of the stages must add up exactly to the price.", "WRONG_SUM"))
    return found


def has_currency_of(draft: BidDraft, demand: Demand) -> bool:
    """Whether the amounts of the draft, if it has any, are in the currency that the demand has now."""
    return draft.currency == demand.currency or (draft.price_minor is None and not draft.stages)
