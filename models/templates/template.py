"""Templates of contracts and their versions: the platform's own, which everybody may use, and those of a party."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.demands.awards import ContractKind
from models.ids import new_id

MOST_IN_NAME = 200


class TemplatePurpose(StrEnum):
    """What a template is for: a contract of its own, a change of one, or what is added to one."""

    AGREEMENT = "AGREEMENT"
    SUPPLEMENT = "SUPPLEMENT"
    ANNEX = "ANNEX"


class Template(Model):
    """A template of contracts, which is the platform's own if it has no party."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyNullableRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="templates", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID | None
    # The name of its folder in the platform's library; null for one of a party.
    key = fields.CharField(max_length=60, null=True, unique=True)
    name = fields.CharField(max_length=MOST_IN_NAME)
    # Which contracts it fits; null for both kinds.
    kind = fields.CharEnumField(ContractKind, max_length=3, null=True)
    purpose = fields.CharEnumField(TemplatePurpose, max_length=10)
    # One of LANGUAGES: what its words, and those around it, are written in.
    language = fields.CharField(max_length=16)
    created_at = fields.DatetimeField()
    # The number of its latest version.
    latest_number = fields.IntField(default=1)
    # Since when the platform offers it no more; contracts keep the versions that they were made with.
    retired_at = fields.DatetimeField(null=True)

    class Meta:
        table = "template"
        indexes = (Index(fields=("party_id", "id")),)


class TemplateVersion(Model):
    """One version of a template. It never changes once it is stored, which the database itself sees to (CO-3)."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    template: fields.ForeignKeyRelation[Template] = fields.ForeignKeyField(
        "models.Template", related_name="versions", on_delete=fields.OnDelete.RESTRICT
    )
    template_id: UUID
    number = fields.IntField()
    # Typst, which documents/press.py renders together with the terms of a contract.
    source = fields.TextField()
    # The fields that the source reads, in the form of documents/fields.py.
    fields_json: list[dict[str, Any]] = fields.JSONField(source_field="fields")
    # Of the canonical JSON of {"fields", "source"}, in hexadecimal.
    sha256 = fields.CharField(max_length=64)
    # What the conversion of an uploaded document has lost, for the professional.
    findings: list[dict[str, Any]] = fields.JSONField(default=list)
    # The user who made it; null for one of the platform's library.
    created_by_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "template_version"
        unique_together = (("template", "number"),)
