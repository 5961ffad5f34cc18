"""Tables of saved searches, their matches, alerts and pending tasks (SA-2)."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import PartyKind
from models.accounts.users import User
from models.demands.demand import DemandState
from models.demands.search import DemandCriteria, DemandOrder
from models.ids import NOBODY, new_id
from models.money import Money
from models.pages import Page, Window, page_of
from models.words import asked_words

# The lock between saving (shared) and matching (exclusive).
TURN = "saved searches"


class SavedSearch(Model):
    """A saved filter of the market's demands. A deleted one keeps its row, without name and filter."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="searches", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    name = fields.CharField(max_length=120)
    text = fields.TextField(null=True)
    skills: list[str] = fields.JSONField(default=list)
    states: list[str] = fields.JSONField(default=list)
    audience: list[str] = fields.JSONField(default=list)
    budget_minor = fields.BigIntField(null=True)
    budget_currency = fields.CharField(max_length=3, null=True)
    closes_before = fields.DatetimeField(null=True)
    order = fields.CharEnumField(DemandOrder, max_length=12, null=True)
    is_alerting = fields.BooleanField(default=True)
    version = fields.IntField(default=1)
    created_at = fields.DatetimeField()
    # When it got this filter: demands from before never match.
    fits_since = fields.DatetimeField()
    new_count = fields.IntField(default=0)
    last_matched_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "saved_search"
        indexes = (Index(fields=("user_id", "id")),)

    @property
    def criteria(self) -> DemandCriteria:
        """The conditions that a demand has to meet. Nobody is typing any more: all words are whole ones."""
        return DemandCriteria(
            words=asked_words(self.text or ""),
            skills=tuple(self.skills),
            states=tuple(DemandState(state) for state in self.states),
            audience=tuple(PartyKind(kind) for kind in self.audience),
            budget_at_least=self.budget_minor,
            currency=self.budget_currency,
            closes_before=self.closes_before,
        )

    @property
    def budget_at_least(self) -> Money | None:
        if self.budget_minor is None or self.budget_currency is None:
            return None
        return Money(self.budget_minor, self.budget_currency)


# The tables below have no foreign key to demands: it would lock the demand's row, which bids wait for.


class SearchHit(Model):
    """A demand that matched a saved search: in round 0, or in round 1 after bidding was reopened."""

    id = fields.BigIntField(primary_key=True)
    search: fields.ForeignKeyRelation[SavedSearch] = fields.ForeignKeyField(
        "models.SavedSearch", related_name="hits", on_delete=fields.OnDelete.RESTRICT
    )
    search_id: UUID
    demand_id = fields.UUIDField()
    round = fields.SmallIntField()

    class Meta:
        table = "search_hit"
        unique_together = (("search", "demand_id", "round"),)


class SearchAlert(Model):
    """A notification of a user about a matching demand: one in each round, however many searches match (SA-2)."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="search_alerts", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    demand_id = fields.UUIDField()
    round = fields.SmallIntField()

    class Meta:
        table = "search_alert"
        unique_together = (("user", "demand_id", "round"),)


class SearchTask(Model):
    """A new or amended demand that still has to be matched with the saved searches."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand_id = fields.UUIDField()
    at = fields.DatetimeField()
    # The fields that filters look at, from before an amendment; None: bidding began.
    former: dict[str, Any] | None = fields.JSONField(null=True)
    # The last search that was checked.
    passed = fields.UUIDField(default=NOBODY)

    class Meta:
        table = "search_task"


async def searches_of(user: UUID, window: Window) -> Page[SavedSearch]:
    """One page of a user's searches, the latest first."""
    query = SavedSearch.filter(user_id=user, deleted_at=None)
    return await page_of(query, ("-id",), window, order="SEARCHES", shape=(UUID,))
