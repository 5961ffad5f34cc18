"""Attachments of demands and of bids: which files are part of which, in which order."""

from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.demands.applicants import Bid
from models.demands.demand import Demand
from models.files.file import File
from models.ids import new_id


class DemandAttachment(Model):
    """A file that is part of what a demand asks for."""

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
    """A file that is part of one version of a bid, and perhaps of later ones."""

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
