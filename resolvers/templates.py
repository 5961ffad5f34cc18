"""Templates and requests for them in the API: what belongs to each, and what is made before a decision is taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from documents.binding import suggested
from documents.fields import Field, fields_from
from documents.imports.results import Prompt
from models.accounts.parties import Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.clock import now
from models.database.fetching import by_key
from models.demands.awards import ContractKind
from models.files.file import File
from models.ids import Ref
from models.pages import Page, Window
from models.templates import desk, drafting, requesting
from models.templates import reading as rules
from models.templates.converting import Converted
from models.templates.drafting import Delivered
from models.templates.fields import FieldGiven
from models.templates.request import (
    MACHINE,
    FileRole,
    TemplateQuestion,
    TemplateRequest,
    TemplateRequestAction,
    TemplateRequestState,
    TemplateRound,
)
from models.templates.template import Template, TemplatePurpose, TemplateVersion
from models.terms import terms
from models.work.item import WorkItem
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.files.uploads import files_named, keys_in
from resolvers.finding import find, seen


class Conversion:
    """What the conversion has made of the customer's document."""

    def __init__(self, request: TemplateRequest) -> None:
        self.source = request.converted
        self.fields = list(fields_from(request.conversion["fields"]))
        self.placeholders: list[str] = request.conversion["placeholders"]
        self.selections: list[str] = request.conversion["selections"]
        self.prompts = [Prompt(**each) for each in request.conversion["prompts"]]
        self.findings = request.findings


class Question:
    """A question about a request, with the files of its answer."""

    def __init__(self, asked: TemplateQuestion, files: list[File]) -> None:
        self.asked = asked
        self.files = files


class Round:
    """What was delivered for a request, with its preview."""

    def __init__(self, made: TemplateRound, preview: File) -> None:
        self.made = made
        self.preview = preview


async def templates(
    info: Info,
    kind: ContractKind | None = None,
    purposes: list[TemplatePurpose] | None = None,
    first: int | None = None,
    after: str | None = None,
) -> Page[Template]:
    return await rules.templates_for(viewer_in(info), kind, purposes or (), Window(first, after))


async def template_request(info: Info, id: Ref) -> TemplateRequest | None:
    """The request with this id, if the viewer may see it."""
    key = id.of("template_request")
    found = await seen("template_request", [key], info.context.viewer) if key else {}
    return found.get(key) if key else None


async def template_requests(
    info: Info,
    party_id: Ref,
    states: list[TemplateRequestState] | None = None,
    first: int | None = None,
    after: str | None = None,
) -> Page[TemplateRequest]:
    """Those of a party of the viewer; an empty page for any other party."""
    party, viewer = party_id.of("party"), viewer_in(info)
    if party is None or not viewer.acts_for(party):
        return Page.empty()
    return await rules.requests_of(party, states or (), Window(first, after))


async def look_at_document(
    info: Info,
    party_id: Ref,
    name: str,
    kind: ContractKind,
    upload_id: Ref,
    notes: str | None = None,
    days: int = requesting.MOST_DAYS,
    language: str = "en",
    template_id: Ref | None = None,
    **_: Any,
) -> Converted:
    by = viewer_in(info)
    party, (upload,) = await find(Party, party_id, by), await files_named([upload_id], by)
    template = None if template_id is None else await find(Template, template_id, by)
    requesting.words_of(party, name=name, kind=kind, notes=notes, days=days, language=language, template=template)
    return await requesting.look_at(party, upload, by=by)


async def request_template(
    info: Info,
    party_id: Ref,
    name: str,
    kind: ContractKind,
    upload_id: Ref,
    prepared: Converted,
    notes: str | None = None,
    days: int = requesting.MOST_DAYS,
    purpose: TemplatePurpose = TemplatePurpose.AGREEMENT,
    language: str = "en",
    template_id: Ref | None = None,
) -> TemplateRequest:
    by = viewer_in(info)
    return await requesting.request_template(
        await find(Party, party_id, by),
        name=name,
        kind=kind,
        upload=keys_in([upload_id])[0],
        notes=notes,
        days=days,
        purpose=purpose,
        language=language,
        template=None if template_id is None else await find(Template, template_id, by),
        prepared=prepared,
        by=by,
    )


async def give_template_info(
    info: Info, template_request_id: Ref, answer: str, expected_version: int, attachment_ids: list[Ref] | None = None
) -> TemplateRequest:
    by = viewer_in(info)
    request = await find(TemplateRequest, template_request_id, by)
    files = await files_named(attachment_ids or (), by)
    return await desk.give_template_info(
        request, answer=answer, attachment_ids=files, expected_version=expected_version, by=by
    )


async def press_template(
    info: Info,
    template_request_id: Ref,
    upload_id: Ref,
    fields: list[FieldGiven],
    unused: list[str] | None = None,
    **_: Any,
) -> Delivered:
    by = viewer_in(info)
    request, (upload,) = await find(TemplateRequest, template_request_id, by), await files_named([upload_id], by)
    return await drafting.press_template(request, upload, fields, unused=unused or (), by=by)


async def deliver_template(
    info: Info,
    template_request_id: Ref,
    upload_id: Ref,  # noqa: ARG001 - what `prepared` was made of
    fields: list[FieldGiven],  # noqa: ARG001 - what `prepared` was made of
    expected_version: int,
    prepared: Delivered,
    note: str | None = None,
    unused: list[str] | None = None,  # noqa: ARG001 - what `prepared` was checked with
) -> TemplateRequest:
    by = viewer_in(info)
    request = await find(TemplateRequest, template_request_id, by)
    return await desk.deliver_template(request, note=note, expected_version=expected_version, prepared=prepared, by=by)


async def latest_versions_of(
    things: Sequence[Template],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the template
) -> list[TemplateVersion]:
    found = await rules.latest_versions(things)
    return [found[each.id] for each in things]


async def templates_of(
    things: Sequence[TemplateRequest | TemplateVersion], *, viewer: Viewer | None
) -> list[Template | None]:
    found = await by_key(Template, {each.template_id for each in things if each.template_id})
    shown = {key for key, each in found.items() if access.may_see_template(viewer, each)}
    return [found[each.template_id] if each.template_id in shown else None for each in things]


def conversion_of(root: TemplateRequest) -> Conversion:
    return Conversion(root)


def fields_of(root: TemplateVersion | TemplateRound) -> list[Field]:
    return list(fields_from(root.fields_json))


def suggestion_of(root: Field) -> str | None:
    return suggested(root, terms().acceptance_working_days)


async def owners_of(things: Sequence[Template], *, viewer: Viewer | None) -> list[Party | None]:  # noqa: ARG001 - public
    found = await by_key(Party, {each.party_id for each in things if each.party_id})
    return [found[each.party_id] if each.party_id else None for each in things]


async def customers_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - public
    found = await by_key(Party, {each.party_id for each in things})
    return [found[each.party_id] for each in things]


async def items_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[WorkItem]:  # noqa: ARG001 - not shown
    found = await rules.items_about({each.id for each in things})
    return [found[each.id] for each in things]


async def terms_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[datetime | None]:
    return [item.term for item in await items_of(things, viewer=viewer)]


async def are_overdue(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[bool]:
    at = now()
    return [item.is_overdue(at) for item in await items_of(things, viewer=viewer)]


async def assignees_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[User | None]:
    """Who works on each; the customer never learns who of the staff it is (ST-3)."""
    keys = [
        item.assignee_id if access.may_see_work_item(viewer, item) else None
        for item in await items_of(things, viewer=viewer)
    ]
    found = await by_key(User, {key for key in keys if key})
    return [found[key] if key else None for key in keys]


async def actions_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[list[TemplateRequestAction]]:
    return [MACHINE.actions(case, viewer) for case in await rules.cases_of(things, viewer)]


async def sources_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[File]:  # noqa: ARG001 - seen with the request
    found = await rules.files_of({each.id for each in things}, FileRole.SOURCE)
    return [found[each.id][None][0] for each in things]


async def questions_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[list[Question]]:  # noqa: ARG001 - seen with the request
    keys = {each.id for each in things}
    asked, files = await rules.questions_of(keys), await rules.files_of(keys, FileRole.ANSWER)
    return [[Question(question, files[each.id].get(question.id, [])) for question in asked[each.id]] for each in things]


async def open_questions_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[str | None]:
    asked = await questions_of(things, viewer=viewer)
    return [
        questions[-1].asked.question if each.state is TemplateRequestState.NEEDS_INFO else None
        for each, questions in zip(things, asked, strict=True)
    ]


async def rounds_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[list[Round]]:  # noqa: ARG001 - seen with the request
    keys = {each.id for each in things}
    made, files = await rules.rounds_of(keys), await rules.files_of(keys, FileRole.PREVIEW)
    return [[Round(each, files[thing.id][each.id][0]) for each in made[thing.id]] for thing in things]


async def previews_of(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[File | None]:
    return [rounds[-1].preview if rounds else None for rounds in await rounds_of(things, viewer=viewer)]


async def fields_delivered(things: Sequence[TemplateRequest], *, viewer: Viewer | None) -> list[list[Field]]:
    return [fields_of(rounds[-1].made) if rounds else [] for rounds in await rounds_of(things, viewer=viewer)]
