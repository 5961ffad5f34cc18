"""Addresses: showing that one is one's own, and the way back in for whoever forgot their password."""

from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User
from models.ids import new_id


class TokenPurpose(StrEnum):
    """What whoever has the token may do once."""

    VERIFY = "VERIFY"
    RESET = "RESET"
    CHANGE = "CHANGE"


class AddressToken(Model):
    """A secret that was sent to an address, only its hash is kept: whoever shows it reads what is sent there."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="tokens", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    purpose = fields.CharEnumField(TokenPurpose, max_length=10)
    address = fields.CharField(max_length=254)
    token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "address_token"
        indexes = (Index(fields=("user_id",)), Index(fields=("expires_at",)))


class AddressRequest(Model):
    """Somebody asked for a mail to an address, kept for as long as it counts."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    address = fields.CharField(max_length=254)
    origin = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "address_request"
        indexes = (Index(fields=("origin", "at")), Index(fields=("address", "at")))
