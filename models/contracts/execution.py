"""Executions and files of what both sides execute: a version of a contract, or a supplement to one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User
from models.contracts.contract import (
    Contract,
    ContractFileRole,
    ContractSide,
    ExecutionMode,
    ExecutionState,
)
from models.files.file import File
from models.ids import new_id

DONE = frozenset({ExecutionState.EXECUTED, ExecutionState.VERIFIED})


class AnyExecution(Model):
    """How a side executes something: by a signature here, or by a scan of what was signed on paper."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    side = fields.CharEnumField(ContractSide, max_length=8)
    mode = fields.CharEnumField(ExecutionMode, max_length=8)
    state = fields.CharEnumField(ExecutionState, max_length=8)
    # That of the terms.
    digest = fields.CharField(max_length=64)
    # Who signed, or handed in the scan.
    signer_id: UUID
    # The signed PDF, or the scan.
    file_id: UUID
    made_at = fields.DatetimeField()
    # When it counts: with the signature, or once the scan was verified.
    executed_at: datetime | None = fields.DatetimeField(null=True)
    # The record of a signature, as canonical JSON whose SHA-256 the signature names.
    evidence = fields.TextField(null=True)
    # Of the staff: who looked at the scan, and what they said of it.
    verified_by_id: UUID | None = fields.UUIDField(null=True)
    note = fields.TextField(null=True)
    # What is executed, and the side, until another execution or another version voids this one, then null.
    live_key = fields.CharField(max_length=80, null=True, unique=True)

    class Meta:
        abstract = True

    @property
    def counts(self) -> bool:
        return self.state in DONE


class Execution(AnyExecution):
    """A side's execution of one version: signed here, or a scan of what was signed on paper."""

    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="executions", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    number = fields.IntField()
    signer: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="executions", on_delete=fields.OnDelete.RESTRICT
    )
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="executions", on_delete=fields.OnDelete.RESTRICT
    )

    class Meta:
        table = "contract_execution"
        indexes = (Index(fields=("contract_id", "number")),)


class AnyFile(Model):
    """A file of something that is executed: what the platform made of its terms, or a scan."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    file_id: UUID
    role = fields.CharEnumField(ContractFileRole, max_length=8)
    sha256 = fields.CharField(max_length=64)

    class Meta:
        abstract = True


class ContractFile(AnyFile):
    """A file of a contract: what the platform made of its terms, or a scan."""

    contract: fields.ForeignKeyRelation[Contract] = fields.ForeignKeyField(
        "models.Contract", related_name="files", on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID
    number = fields.IntField()
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="contract_files", on_delete=fields.OnDelete.RESTRICT
    )

    class Meta:
        table = "contract_file"
        unique_together = (("contract", "file"),)
        indexes = (Index(fields=("file_id",)), Index(fields=("sha256",)))


@dataclass(frozen=True, slots=True)
class Signable:
    """What both sides execute: a version of a contract, or a supplement, with its document and its executions."""

    contract: Contract
    # Of its files, without their endings.
    name: str
    # In the statement of each signature.
    title: str
    # What the evidence says of it.
    said: Mapping[str, Any]
    # Canonical JSON, whose SHA-256 is the digest, and the template that the document is made with.
    terms: str
    digest: str
    template_version: UUID
    # The unsigned document, how many pages it has, and where each side signs in it: page, left, bottom, right, top.
    file: UUID
    pages: int
    places: Mapping[str, Sequence[float]]
    # Those that nothing has made void.
    executions: Sequence[AnyExecution]
    # What their live keys begin with, and how further rows of its own tables are made.
    key: str
    execution_row: Callable[..., AnyExecution]
    file_row: Callable[..., AnyFile]

    @property
    def executed(self) -> frozenset[ContractSide]:
        """The sides that have executed it."""
        return frozenset(each.side for each in self.executions if each.counts)

    @property
    def turn(self) -> ContractSide | None:
        """The side that has to execute next; None if both have."""
        first = self.contract.signs_first
        return next((side for side in (first, first.other) if side not in self.executed), None)

    @property
    def lodged(self) -> AnyExecution | None:
        """The scan that waits to be compared."""
        return next((each for each in self.executions if each.state is ExecutionState.LODGED), None)

    @property
    def signed(self) -> Sequence[AnyExecution]:
        """The signatures that there are, the earliest first."""
        return [each for each in self.executions if each.state is ExecutionState.EXECUTED]

    @property
    def present_file(self) -> UUID:
        """The file with all signatures that there are, or the unsigned document; the next one is added to it."""
        return self.signed[-1].file_id if self.signed else self.file
