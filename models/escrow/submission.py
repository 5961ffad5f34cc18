"""Submissions: the work that a receiver has handed in for a stage, and what the awarder has said to it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.contracts.contract import ContractStage
from models.database.fetching import by_column
from models.files.file import File
from models.ids import new_id


class Submission(Model):
    """Work that was submitted for a stage. What was submitted never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    stage: fields.ForeignKeyRelation[ContractStage] = fields.ForeignKeyField(
        "models.ContractStage", related_name="submissions", on_delete=fields.OnDelete.RESTRICT
    )
    stage_id: UUID
    number = fields.IntField()
    note = fields.TextField()
    submitted_by_id = fields.UUIDField()
    submitted_at = fields.DatetimeField()
    # What has to be done better, and since when the awarder has said so.
    rework_note: str | None = fields.TextField(null=True)
    rework_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "stage_submission"
        unique_together = (("stage", "number"),)


class SubmissionAttachment(Model):
    """A file that is part of submitted work."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    submission: fields.ForeignKeyRelation[Submission] = fields.ForeignKeyField(
        "models.Submission", related_name="attachments", on_delete=fields.OnDelete.RESTRICT
    )
    submission_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="submission_attachments", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    place = fields.IntField()

    class Meta:
        table = "submission_attachment"
        unique_together = (("submission", "file"),)
        indexes = (Index(fields=("file_id",)),)


async def submissions_of(stages: Sequence[UUID]) -> dict[UUID, list[Submission]]:
    """What was submitted for each stage, in order."""
    found: dict[UUID, list[Submission]] = {key: [] for key in stages}
    for each in await by_column(Submission, "stage_id", stages, sorting="number"):
        found[each.stage_id].append(each)
    return found
