"""Requests of parties for templates of their own, and the state table of the desk that makes them (CO-10)."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.demands.awards import ContractKind
from models.files.file import File
from models.ids import new_id
from models.templates.template import MOST_IN_NAME, Template, TemplatePurpose


class TemplateRequestState(StrEnum):
    """The state of a request for a template."""

    QUEUED = "QUEUED"
    ASSIGNED = "ASSIGNED"
    IN_PROGRESS = "IN_PROGRESS"
    NEEDS_INFO = "NEEDS_INFO"
    IN_REVIEW = "IN_REVIEW"
    CHANGES_REQUESTED = "CHANGES_REQUESTED"
    PUBLISHED = "PUBLISHED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"


class FileRole(StrEnum):
    """What a file is to a request: what the customer sent, a part of an answer, or what it will look like."""

    SOURCE = "SOURCE"
    ANSWER = "ANSWER"
    PREVIEW = "PREVIEW"


class TemplateRequest(Model):
    """A party's request to make a template of a document of its own."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="template_requests", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    requester: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="template_requests", on_delete=fields.OnDelete.RESTRICT
    )
    requester_id: UUID
    # The template that it will have another version of, or that it has become; null before it is published.
    template: fields.ForeignKeyNullableRelation[Template] = fields.ForeignKeyField(
        "models.Template", related_name="requests", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    template_id: UUID | None
    name = fields.CharField(max_length=MOST_IN_NAME)
    kind = fields.CharEnumField(ContractKind, max_length=3)
    purpose = fields.CharEnumField(TemplatePurpose, max_length=10)
    notes = fields.TextField(null=True)
    # In how many working days the customer wants it.
    days = fields.SmallIntField()
    state = fields.CharEnumField(TemplateRequestState, max_length=20)
    version = fields.IntField(default=1)
    submitted_at = fields.DatetimeField()
    # When it is due; while its clock stands still, when it would have been.
    due_at = fields.DatetimeField()
    # Since when its clock stands still, because it waits for the customer.
    stopped_at: datetime | None = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    # Why it was rejected or cancelled.
    reason = fields.TextField(null=True)
    # What the conversion has made of the customer's document, for the professional to go on from.
    converted = fields.TextField(null=True)
    # What it has found to be filled in: its placeholders, selections and prompts.
    conversion: dict[str, Any] = fields.JSONField(default=dict)
    findings: list[dict[str, Any]] = fields.JSONField(default=list)

    class Meta:
        table = "template_request"
        indexes = (Index(fields=("party_id", "id")), Index(fields=("template_id",)))


class TemplateQuestion(Model):
    """What the professional has to know from the customer, and the answer."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    template_request: fields.ForeignKeyRelation[TemplateRequest] = fields.ForeignKeyField(
        "models.TemplateRequest", related_name="questions", on_delete=fields.OnDelete.RESTRICT
    )
    template_request_id: UUID
    question = fields.TextField()
    asked_by_id = fields.UUIDField()
    asked_at = fields.DatetimeField()
    answer = fields.TextField(null=True)
    answered_by_id = fields.UUIDField(null=True)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "template_question"
        indexes = (Index(fields=("template_request_id", "id")),)


class TemplateRound(Model):
    """A template as the professional has delivered it, and what the customer said of it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    template_request: fields.ForeignKeyRelation[TemplateRequest] = fields.ForeignKeyField(
        "models.TemplateRequest", related_name="rounds", on_delete=fields.OnDelete.RESTRICT
    )
    template_request_id: UUID
    number = fields.IntField()
    source = fields.TextField()
    fields_json: list[dict[str, Any]] = fields.JSONField(source_field="fields")
    note = fields.TextField(null=True)
    delivered_by_id = fields.UUIDField()
    delivered_at = fields.DatetimeField()
    is_approved = fields.BooleanField(null=True)
    # What the customer wants to be different.
    changes = fields.TextField(null=True)
    answered_by_id = fields.UUIDField(null=True)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "template_round"
        unique_together = (("template_request", "number"),)


class TemplateFile(Model):
    """A file of a request."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    template_request: fields.ForeignKeyRelation[TemplateRequest] = fields.ForeignKeyField(
        "models.TemplateRequest", related_name="files", on_delete=fields.OnDelete.RESTRICT
    )
    template_request_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="template_files", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    role = fields.CharEnumField(FileRole, max_length=10)
    # The question that it is part of the answer to, or the round whose look it shows.
    part_id = fields.UUIDField(null=True)
    place = fields.IntField()

    class Meta:
        table = "template_file"
        unique_together = (("template_request", "file"),)
        indexes = (Index(fields=("file_id",)),)
