"""Attachments: the files of demands, drafts and bids, in order."""

from collections.abc import Collection, Sequence
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.viewer import Viewer
from models.changes import change
from models.database import key_in_database, rows
from models.database.fetching import by_column, with_relation
from models.database.writing import Write, all_inserted
from models.demands.applicants import Bid
from models.demands.demand import Demand
from models.demands.drafts import BidDraft
from models.files.attaching import attach, detach
from models.files.file import File
from models.ids import new_id

MOST = 20


class DemandAttachment(Model):
    """A file that is attached to a demand, or was attached to an earlier version of it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="attachments", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="demand_attachments", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    place = fields.IntField()
    # Since when it is only part of earlier versions, which stay readable (EB-16).
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "demand_attachment"
        unique_together = (("demand", "file"),)
        indexes = (Index(fields=("file_id",)),)


class DraftAttachment(Model):
    """A file that is attached to the draft of a bid, and perhaps to submitted versions too."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    draft: fields.ForeignKeyRelation[BidDraft] = fields.ForeignKeyField(
        "models.BidDraft", related_name="attachments", on_delete=fields.OnDelete.RESTRICT
    )
    draft_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="draft_attachments", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    place = fields.IntField()

    class Meta:
        table = "draft_attachment"
        unique_together = (("draft", "file"),)
        indexes = (Index(fields=("file_id",)),)


class BidAttachment(Model):
    """A file that is attached to a submitted version of a bid; later versions can have it too."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    bid: fields.ForeignKeyRelation[Bid] = fields.ForeignKeyField(
        "models.Bid", related_name="attachments", on_delete=fields.OnDelete.RESTRICT
    )
    bid_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="bid_attachments", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    place = fields.IntField()

    class Meta:
        table = "bid_attachment"
        unique_together = (("bid", "file"),)
        indexes = (Index(fields=("file_id",)),)


async def files_of_demands(demands: Collection[UUID]) -> dict[UUID, list[File]]:
    """The files that each demand has now, in order."""
    found: dict[UUID, list[File]] = {demand: [] for demand in demands}
    rows = await by_column(DemandAttachment, "demand_id", demands, also="removed_at IS NULL", sorting="place")
    for row in await with_relation(rows, "file"):
        found[row.demand_id].append(row.file)
    return found


async def files_of_bids(bids: Collection[UUID]) -> dict[UUID, list[File]]:
    """The files of each bid version, in order."""
    found: dict[UUID, list[File]] = {bid: [] for bid in bids}
    for row in await with_relation(await by_column(BidAttachment, "bid_id", bids, sorting="place"), "file"):
        found[row.bid_id].append(row.file)
    return found


async def files_of_drafts(drafts: Collection[UUID]) -> dict[UUID, list[File]]:
    """The files of each draft, in order."""
    found: dict[UUID, list[File]] = {draft: [] for draft in drafts}
    for row in await with_relation(await by_column(DraftAttachment, "draft_id", drafts, sorting="place"), "file"):
        found[row.draft_id].append(row.file)
    return found


async def attach_to_demand(demand: Demand, files: Sequence[UUID], *, by: Viewer) -> bool:
    """Sets the files of the demand; returns whether any were added or removed.

    Once the demand is published, its earlier versions keep the files that are removed.
    """
    async with change() as running:
        rows = await DemandAttachment.filter(demand_id=demand.id).order_by("place")
        former = {row.file_id for row in rows if row.removed_at is None}
        if set(files) == former and len(files) == len(former):
            return False
        await attach(files, by=by, most=MOST, kept={row.file_id for row in rows})
        gone = former - set(files)
        if demand.published_at is None:
            await DemandAttachment.filter(demand_id=demand.id, file_id__in=list(gone)).delete()
            await detach(gone)
        else:
            await DemandAttachment.filter(demand_id=demand.id, file_id__in=list(gone)).update(removed_at=running.at)
        known = {row.file_id: row for row in rows}
        for place, file in enumerate(files):
            row = known.get(file) or DemandAttachment(demand=demand, file_id=file)
            row.place, row.removed_at = place, None
            await row.save()
    return True


async def attach_to_draft(draft: BidDraft, files: Sequence[UUID], *, by: Viewer) -> None:
    """Sets the files of a draft; they may include files of submitted versions (EB-5)."""
    async with change():
        submitted = await _files_submitted(draft)
        former = await _files_drafted(draft)
        await attach(files, by=by, most=MOST, kept=submitted | former)
        await DraftAttachment.filter(draft_id=draft.id).delete()
        await _write(draft, files)
        await detach(former - submitted - set(files))


async def take_over(draft: BidDraft, bid: UUID) -> None:
    """Gives a new draft the files of a submitted version."""
    async with change():
        await _write(draft, [file.id for file in (await files_of_bids([bid]))[bid]])


async def handing_over(draft: BidDraft, bid: Bid) -> list[Write]:
    """Gives a new submitted version the files of its draft, which has none afterwards, as soon as this is written."""
    former = await rows(
        "SELECT id, file_id FROM draft_attachment WHERE draft_id = ? ORDER BY place", key_in_database(draft.id)
    )
    taken = [BidAttachment(bid_id=bid.id, file_id=each["file_id"], place=place) for place, each in enumerate(former)]
    emptied = Write("DELETE FROM draft_attachment WHERE draft_id = ?", [key_in_database(draft.id)])
    return [*all_inserted(taken), emptied] if taken else []


async def detach_from_draft(draft: BidDraft) -> None:
    """Removes the files of a draft that is thrown away, but for those of submitted versions."""
    async with change():
        former = await _files_drafted(draft)
        await DraftAttachment.filter(draft_id=draft.id).delete()
        await detach(former - await _files_submitted(draft))


async def _files_drafted(draft: BidDraft) -> set[UUID]:
    return {each.file_id for each in await DraftAttachment.filter(draft_id=draft.id)}


async def _files_submitted(draft: BidDraft) -> set[UUID]:
    """The files of all submitted versions of the application."""
    return {each.file_id for each in await BidAttachment.filter(bid__applicant_id=draft.applicant_id)}


async def _write(draft: BidDraft, files: Sequence[UUID]) -> None:
    for place, file in enumerate(files):
        await DraftAttachment.create(draft=draft, file_id=file, place=place)
