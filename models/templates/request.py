"""Requests of parties for templates of their own, and the state table of the desk that makes them (CO-10)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.accounts.viewer import Viewer, as_of_now
from models.demands.awards import ContractKind
from models.errors import Refused
from models.files.file import File
from models.ids import new_id
from models.sides import Side, Sides, sides
from models.states import Machine, Move
from models.templates.template import MOST_IN_NAME, Template, TemplatePurpose
from models.work.item import WorkItem, is_close, partial, sides_of
from models.work.keeping import item_about


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


class TemplateRequestAction(StrEnum):
    """What somebody may do with a request for a template."""

    BEGIN = "BEGIN"
    ASK = "ASK"
    GIVE_INFO = "GIVE_INFO"
    DELIVER = "DELIVER"
    APPROVE = "APPROVE"
    REQUEST_CHANGES = "REQUEST_CHANGES"
    REJECT = "REJECT"
    CANCEL = "CANCEL"


S, A = TemplateRequestState, TemplateRequestAction
ENDED = frozenset({S.PUBLISHED, S.REJECTED, S.CANCELLED})
OPEN = frozenset(S) - ENDED


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
    language = fields.CharField(max_length=16)
    notes = fields.TextField(null=True)
    # In how many working days the customer wants it.
    days = fields.SmallIntField()
    state = fields.CharEnumField(TemplateRequestState, max_length=20)
    version = fields.IntField(default=1)
    submitted_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    # Why it was rejected or cancelled.
    reason = fields.TextField(null=True)
    # What the conversion has made of the customer's document, for the professional to go on from.
    converted = fields.TextField()
    # What it has found to be filled in: fields, and the keys of placeholders, selections and prompts among them.
    conversion: dict[str, Any] = fields.JSONField()
    # What it has lost or changed.
    findings: list[dict[str, Any]] = fields.JSONField()

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


def book_of(request: UUID) -> str:
    """The name of the journal of a request."""
    return f"template_request:{request}"


@dataclass(slots=True)
class TemplateRequestCase:
    """A request with its work item, and whether the viewer is too close to the customer to work for it (ST-2)."""

    request: TemplateRequest
    item: WorkItem
    is_close: bool

    @property
    def state(self) -> TemplateRequestState:
        return self.request.state

    @property
    def version(self) -> int:
        return self.request.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this request: the customer is its awarder, the professional its assignee."""
        return sides(viewer, awarder=self.request.party_id) | sides_of(self.item, viewer)


async def request_held(request: UUID, by: Viewer) -> tuple[TemplateRequestCase, Viewer]:
    """The locked work item and request, for a decision of this viewer, and their rights."""
    item = await item_about(request)
    found = await TemplateRequest.select_for_update().get(id=request)
    by = await as_of_now(by)
    return TemplateRequestCase(found, item, await is_close(by.user.id, item)), by


def _is_impartial(case: TemplateRequestCase, _: Sides) -> Refused | None:
    return partial() if case.is_close else None


def _somebody_has_it(case: TemplateRequestCase, _: Sides) -> Refused | None:
    if case.item.assignee_id is None:
        return Refused("WRONG_STATE", "Nobody works on this request now.")
    return None


_CUSTOMER = frozenset({Side.AWARDER_LEAD})
_PROFESSIONAL = frozenset({Side.ASSIGNEE})
_AT_WORK = frozenset({S.ASSIGNED, S.IN_PROGRESS, S.CHANGES_REQUESTED})
_BEFORE_REVIEW = frozenset({S.QUEUED, S.ASSIGNED, S.IN_PROGRESS, S.NEEDS_INFO})

MACHINE: Machine[TemplateRequestState, TemplateRequestAction, TemplateRequestCase] = Machine(
    "template request",
    [
        Move(A.BEGIN, frozenset({S.ASSIGNED, S.IN_PROGRESS}), S.IN_PROGRESS, _PROFESSIONAL, (_is_impartial,)),
        Move(A.BEGIN, frozenset({S.CHANGES_REQUESTED}), None, _PROFESSIONAL, (_is_impartial,)),
        # An assigned request is begun by the act itself.
        Move(A.ASK, _AT_WORK, S.NEEDS_INFO, _PROFESSIONAL, (_is_impartial,)),
        Move(A.DELIVER, _AT_WORK, S.IN_REVIEW, _PROFESSIONAL, (_is_impartial,)),
        Move(A.REJECT, _BEFORE_REVIEW, S.REJECTED, _PROFESSIONAL, (_is_impartial,)),
        Move(A.GIVE_INFO, frozenset({S.NEEDS_INFO}), S.IN_PROGRESS, _CUSTOMER, (_somebody_has_it,)),
        # The professional has put it back meanwhile.
        Move(A.GIVE_INFO, frozenset({S.NEEDS_INFO}), S.QUEUED, _CUSTOMER),
        Move(A.APPROVE, frozenset({S.IN_REVIEW}), S.PUBLISHED, _CUSTOMER),
        Move(A.REQUEST_CHANGES, frozenset({S.IN_REVIEW}), S.CHANGES_REQUESTED, _CUSTOMER),
        Move(A.CANCEL, _BEFORE_REVIEW, S.CANCELLED, _CUSTOMER),
    ],
    hold=request_held,
)
