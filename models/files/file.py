"""Files: uploads, the parts received so far, and their content, which is stored once for identical files."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User
from models.ids import new_id


class Content(Model):
    """The stored bytes of files, once for each hash, however many users sent them."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    digest = fields.CharField(max_length=64, unique=True)
    byte_size = fields.BigIntField()
    has_thumbnail = fields.BooleanField(default=False)

    class Meta:
        table = "file_content"

    @property
    def place(self) -> str:
        """Its name in the object store; names are never reused, so that deleting one cannot remove a newer copy."""
        return f"content/{self.digest[:2]}/{self.digest}.{self.id.hex}"


class File(Model):
    """A user's file: an upload until it is complete; afterwards it can be attached to one thing."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="files", on_delete=fields.OnDelete.RESTRICT
    )
    owner_id: UUID
    name = fields.CharField(max_length=200)
    media_type = fields.CharField(max_length=100)
    byte_size = fields.BigIntField()
    received = fields.BigIntField(default=0)
    content: fields.ForeignKeyNullableRelation[Content] = fields.ForeignKeyField(
        "models.Content", related_name="files", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    content_id: UUID | None
    has_thumbnail = fields.BooleanField(default=False)
    started_at = fields.DatetimeField()
    # When it is deleted unless it gets attached; null once it is attached.
    expires_at: datetime | None = fields.DatetimeField(null=True)
    # The current sender, and until when nobody else may send.
    lease = fields.CharField(max_length=32, null=True)
    leased_until: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "file"
        indexes = (Index(fields=("expires_at",)), Index(fields=("owner_id",)), Index(fields=("content_id",)))

    @property
    def is_attached(self) -> bool:
        return self.expires_at is None

    @property
    def parts_place(self) -> str:
        return f"parts/{self.id}"


class Part(Model):
    """A stored part of an upload, with its offset in the file."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="parts", on_delete=fields.OnDelete.CASCADE
    )
    file_id: UUID
    start = fields.BigIntField()
    byte_size = fields.IntField()
    place = fields.CharField(max_length=120)

    class Meta:
        table = "file_part"
        unique_together = (("file", "start"),)


class Allowance(Model):
    """The bytes that a user has uploaded in the current day."""

    user_id = fields.UUIDField(primary_key=True)
    since = fields.DatetimeField()
    byte_size = fields.BigIntField(default=0)

    class Meta:
        table = "file_allowance"
