"""Attachments: the files of demands and bids, in order."""

from collections.abc import Collection, Sequence
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.viewer import Viewer
from models.changes import change
from models.demands.applicants import Bid
from models.demands.demand import Demand
from models.files.attaching import attach, detach
from models.files.file import File
from models.ids import new_id

MOST = 20


class DemandAttachment(Model):
    """A file that is attached to a demand."""

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

    class Meta:
        table = "demand_attachment"
        unique_together = (("demand", "file"),)
        indexes = (Index(fields=("file_id",)),)


class BidAttachment(Model):
    """A file that is attached to a version of a bid; later versions can have it too."""

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
    """The files of each demand, in order."""
    found: dict[UUID, list[File]] = {demand: [] for demand in demands}
    for row in await DemandAttachment.filter(demand_id__in=list(demands)).order_by("place").select_related("file"):
        found[row.demand_id].append(row.file)
    return found


async def files_of_bids(bids: Collection[UUID]) -> dict[UUID, list[File]]:
    """The files of each bid version, in order."""
    found: dict[UUID, list[File]] = {bid: [] for bid in bids}
    for row in await BidAttachment.filter(bid_id__in=list(bids)).order_by("place").select_related("file"):
        found[row.bid_id].append(row.file)
    return found


async def attach_to_demand(demand: Demand, files: Sequence[UUID], *, by: Viewer) -> bool:
    """Sets the files of the demand; returns whether any were added or removed."""
    async with change():
        former = [file.id for file in (await files_of_demands([demand.id]))[demand.id]]
        if set(files) == set(former) and len(files) == len(former):
            return False
        await attach(files, by=by, most=MOST, kept=former)
        await DemandAttachment.filter(demand_id=demand.id).delete()
        for place, file in enumerate(files):
            await DemandAttachment.create(demand=demand, file_id=file, place=place)
        await detach(set(former) - set(files))
    return True


async def attach_to_bid(bid: Bid, files: Sequence[UUID], *, by: Viewer) -> None:
    """Sets the files of a draft version; they may include files of earlier versions (EB-5)."""
    async with change():
        versions = await BidAttachment.filter(bid__applicant_id=bid.applicant_id)
        await attach(files, by=by, most=MOST, kept={each.file_id for each in versions})
        await BidAttachment.filter(bid_id=bid.id).delete()
        await _write(bid, files)
        others = {each.file_id for each in versions if each.bid_id != bid.id}
        await detach({each.file_id for each in versions} - others - set(files))


async def take_over(bid: Bid, former: UUID) -> None:
    """Copies the files of an earlier version to a new one."""
    async with change():
        await _write(bid, [file.id for file in (await files_of_bids([former]))[former]])


async def _write(bid: Bid, files: Sequence[UUID]) -> None:
    for place, file in enumerate(files):
        await BidAttachment.create(bid=bid, file_id=file, place=place)
