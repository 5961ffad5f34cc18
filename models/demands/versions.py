"""Versions of a published demand: what was asked for when, and what differs from the version before (EB-16)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.changes import change
from models.database import reader
from models.database.fetching import by_columns
from models.demands.attachments import files_of_demands
from models.demands.demand import Demand
from models.errors import Refused, invalid
from models.files.file import File
from models.ids import new_id
from models.lists import Lists
from models.money import Money
from models.pages import Page, Window


class DemandVersion(Model):
    """What a published demand asked for from a certain time on. A version never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="versions", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    number = fields.IntField()
    published_at = fields.DatetimeField()
    is_material = fields.BooleanField()
    # By the names in `_content`; amounts are in minor units, instants in ISO 8601, files are keys.
    content: dict[str, Any] = fields.JSONField()
    # The version before, set where both were read.
    former: "DemandVersion | None" = None

    class Meta:
        table = "demand_version"
        unique_together = (("demand", "number"),)

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def description(self) -> str:
        return str(self.content["description"])

    @property
    def skills(self) -> list[str]:
        return list(self.content["skills"])

    @property
    def currency(self) -> str:
        return str(self.content["currency"])

    @property
    def low(self) -> Money | None:
        return self._money("budget_low")

    @property
    def high(self) -> Money | None:
        return self._money("budget_high")

    @property
    def duration_days(self) -> int | None:
        days: int | None = self.content["duration_days"]
        return days

    @property
    def audience(self) -> list[str]:
        return list(self.content["audience"])

    @property
    def is_bid_count_public(self) -> bool:
        return bool(self.content["is_bid_count_public"])

    @property
    def weights(self) -> list[tuple[str, int]]:
        """The criteria with their weights in basis points."""
        return [(str(key), int(weight)) for key, weight in self.content["criteria"]]

    @property
    def deadline_at(self) -> datetime:
        return datetime.fromisoformat(self.content["deadline_at"])

    @property
    def files(self) -> list[UUID]:
        """The keys of the attached files, in order."""
        return [UUID(file["id"]) for file in self.content["attachments"]]

    @property
    def changes(self) -> "list[FieldChange]":
        """What differs from the version before, field by field; nothing in the first version."""
        return [] if self.former is None else _differences(self.former, self)

    def _money(self, bound: str) -> Money | None:
        minor = self.content[bound]
        return None if minor is None else Money(minor, self.currency)

    def text_of(self, name: str) -> str | None:
        """The value of a field as text; None where it has none."""
        match name:
            case "budget.low" | "budget.high":
                money = self.low if name == "budget.low" else self.high
                return None if money is None else f"{money.amount} {money.currency}"
            case "skills" | "audience":
                return ", ".join(self.content[name]) or None
            case "criteria":
                return ", ".join(f"{key} {weight}" for key, weight in self.weights)
            case "attachments":
                return ", ".join(file["name"] for file in self.content["attachments"]) or None
            case "isBidCountPublic":
                return str(self.is_bid_count_public).lower()
        value = self.content[FIELDS[name][0]]
        return None if value is None else str(value)


HISTORIES = Lists(DemandVersion, "demand_id", ("-number",), "HISTORY", (int,))

# The fields of a demand, as its users know them, with the contents that each is made of.
FIELDS = {
    "title": ("title",),
    "description": ("description",),
    "skills": ("skills",),
    "budget.low": ("budget_low", "currency"),
    "budget.high": ("budget_high", "currency"),
    "currency": ("currency",),
    "durationDays": ("duration_days",),
    "audience": ("audience",),
    "isBidCountPublic": ("is_bid_count_public",),
    "criteria": ("criteria",),
    "deadlineAt": ("deadline_at",),
    "attachments": ("attachments",),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs between two versions, with both values as text; None where there is no value."""

    field: str
    source: str | None
    target: str | None


async def keep_version(demand: Demand, *, is_material: bool = False) -> DemandVersion:
    """Keeps what the demand asks for now as a version, unless it is that of the last one; the caller has locked it."""
    last = await DemandVersion.filter(demand_id=demand.id).order_by("-number").first()
    content = _content(demand, (await files_of_demands([demand.id]))[demand.id])
    if last is not None and last.content == content:
        return last
    async with change() as running:
        version = await DemandVersion.create(
            demand=demand,
            number=last.number + 1 if last else 1,
            published_at=running.at,
            is_material=is_material,
            content=content,
        )
    version.former = last
    return version


async def check_read(demand: Demand, number: int | None) -> None:
    """Refuses a decision about an earlier version than the last material one; the caller has locked the demand.

    None says nothing about what was read.
    """
    if number is None:
        return
    present = DemandVersion.filter(demand_id=demand.id, number__gte=number).order_by("number")
    read, *later = [*await present.values_list("number", "is_material")] or [(None, False)]
    if read[0] != number:
        raise invalid("demandVersion", "The demand has no such version.", "UNKNOWN")
    if any(is_material for _, is_material in later):
        raise Refused("STALE", "The demand was amended since you read it: read what has changed, then decide again.")


def differences_of(
    former: Demand, demand: Demand, *, former_files: Sequence[File], files: Sequence[File]
) -> "list[FieldChange]":
    """What differs between two states of a demand that are no versions of it, field by field."""
    changes = _differences(
        DemandVersion(content=_content(former, former_files)), DemandVersion(content=_content(demand, files))
    )
    if former.bidding is not demand.bidding:  # which differs between drafts alone
        changes.append(FieldChange("bidding", former.bidding, demand.bidding))
    return changes


async def pages_of(demands: Collection[UUID], window: Window) -> dict[UUID, Page[DemandVersion]]:
    """A page of the versions of each demand, from the latest one; each knows its `former`."""
    found = await HISTORIES.pages(demands, window, by=reader())
    shown = [version for page in found.values() for version in page.rows]
    formers = {(version.demand_id, version.number - 1) for version in shown if version.number > 1}
    known = {(each.demand_id, each.number): each for each in shown}
    for each in await by_columns(DemandVersion, ("demand_id", "number"), formers - known.keys()):
        known[each.demand_id, each.number] = each
    for version in shown:
        version.former = known.get((version.demand_id, version.number - 1))
    return found


def _content(demand: Demand, files: Sequence[File]) -> dict[str, Any]:
    return {
        "title": demand.title,
        "description": demand.description,
        "skills": demand.skills,
        "budget_low": demand.budget_low,
        "budget_high": demand.budget_high,
        "currency": demand.currency,
        "duration_days": demand.duration_days,
        "audience": demand.audience,
        "is_bid_count_public": demand.is_bid_count_public,
        "criteria": [list(pair) for pair in demand.weights],
        # Only a draft has none.
        "deadline_at": demand.deadline_at and demand.deadline_at.isoformat(),
        "attachments": [{"id": str(file.id), "name": file.name} for file in files],
    }


def _differences(former: DemandVersion, version: DemandVersion) -> list[FieldChange]:
    return [
        FieldChange(field, former.text_of(field), version.text_of(field))
        for field, names in FIELDS.items()
        if any(former.content[name] != version.content[name] for name in names)
        and (former.text_of(field), version.text_of(field)) != (None, None)
    ]
