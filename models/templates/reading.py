"""Reading templates and requests as they are shown: whole lists, and what belongs to each of many."""

from collections.abc import Collection, Sequence
from uuid import UUID

from tortoise.expressions import Q

from models.accounts.parties import close_to
from models.accounts.viewer import Viewer
from models.database.fetching import by_column, by_columns, by_key
from models.demands.awards import ContractKind
from models.files.file import File
from models.pages import Page, Window, page_of
from models.templates.request import (
    FileRole,
    TemplateFile,
    TemplateQuestion,
    TemplateRequest,
    TemplateRequestCase,
    TemplateRequestState,
    TemplateRound,
)
from models.templates.template import Template, TemplatePurpose, TemplateVersion
from models.work.item import WorkItem


async def templates_for(
    viewer: Viewer, kind: ContractKind | None, purposes: Collection[TemplatePurpose], window: Window
) -> Page[Template]:
    """A page of the templates that the viewer may use: the platform's, then those of their parties, oldest first."""
    query = Template.filter(Q(party_id=None) | Q(party_id__in=list(viewer.roles)), retired_at=None)
    if kind is not None:
        query = query.filter(Q(kind=kind) | Q(kind=None))
    if purposes:
        query = query.filter(purpose__in=list(purposes))
    return await page_of(query, ("id",), window, order="TEMPLATES", shape=(UUID,))


async def latest_versions(templates: Collection[Template]) -> dict[UUID, TemplateVersion]:
    """The latest version of each template, by the template's key."""
    pairs = [(each.id, each.latest_number) for each in templates]
    found = await by_columns(TemplateVersion, ("template_id", "number"), pairs)
    return {version.template_id: version for version in found}


async def requests_of(party: UUID, states: Collection[TemplateRequestState], window: Window) -> Page[TemplateRequest]:
    """A page of the requests of a party, the latest first."""
    query = TemplateRequest.filter(party_id=party)
    if states:
        query = query.filter(state__in=list(states))
    return await page_of(query, ("-id",), window, order="TEMPLATE_REQUESTS", shape=(UUID,))


async def items_about(subjects: Collection[UUID]) -> dict[UUID, WorkItem]:
    """The work item about each subject, by the subject's key."""
    return {item.subject_id: item for item in await by_column(WorkItem, "subject_id", list(subjects))}


async def cases_of(requests: Sequence[TemplateRequest], viewer: Viewer | None) -> list[TemplateRequestCase]:
    """Each request as a case for this viewer."""
    items = await items_about({each.id for each in requests})
    mine = {item.party_id for item in items.values() if viewer and item.assignee_id == viewer.user.id}
    close = await close_to(viewer.user.id, [each for each in mine if each]) if viewer and mine else set()
    return [TemplateRequestCase(each, items[each.id], each.party_id in close) for each in requests]


async def questions_of(requests: Collection[UUID]) -> dict[UUID, list[TemplateQuestion]]:
    """What was asked about each request, the oldest first."""
    found: dict[UUID, list[TemplateQuestion]] = {request: [] for request in requests}
    for each in await by_column(TemplateQuestion, "template_request_id", list(requests)):
        found[each.template_request_id].append(each)
    return found


async def rounds_of(requests: Collection[UUID]) -> dict[UUID, list[TemplateRound]]:
    """What was delivered for each request, in order."""
    found: dict[UUID, list[TemplateRound]] = {request: [] for request in requests}
    for each in await by_column(TemplateRound, "template_request_id", list(requests), sorting="number"):
        found[each.template_request_id].append(each)
    return found


async def files_of(requests: Collection[UUID], role: FileRole) -> dict[UUID, dict[UUID | None, list[File]]]:
    """The files of each request in one role: by the question or round that they belong to, in order."""
    also = "role = ?"
    rows = await by_column(
        TemplateFile, "template_request_id", list(requests), also=also, given=(role.value,), sorting="place"
    )
    files = await by_key(File, {row.file_id for row in rows})
    found: dict[UUID, dict[UUID | None, list[File]]] = {request: {} for request in requests}
    for row in rows:
        found[row.template_request_id].setdefault(row.part_id, []).append(files[row.file_id])
    return found
