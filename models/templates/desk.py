"""The desk of templates: the professional asks, delivers or rejects; the customer answers, approves or cancels."""

from collections.abc import Sequence
from uuid import UUID

from models.accounts.facts import PartyClosing
from models.accounts.viewer import Viewer
from models.calendar import calendar
from models.changes import stamp
from models.decisions import Decision, decide
from models.demands.attachments import MOST
from models.errors import invalid
from models.files.attaching import attach
from models.inputs import Checks, reason_in
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify, notify_members
from models.templates.drafting import Delivered
from models.templates.publishing import publish
from models.templates.request import (
    ENDED,
    MACHINE,
    A,
    FileRole,
    S,
    TemplateFile,
    TemplateQuestion,
    TemplateRequest,
    TemplateRequestCase,
    TemplateRequestState,
    TemplateRound,
    book_of,
)
from models.work.facts import WorkLetGo, WorkTaken
from models.work.item import WorkItem, WorkItemKind
from models.work.keeping import begin_lease, begin_term, finish, item_about, keep, pause, resume

MOST_CHARACTERS = 5_000

At = Decision[TemplateRequestCase, TemplateRequestState]


async def begin_template(
    template_request: TemplateRequest, *, expected_version: int | None = None, by: Viewer
) -> TemplateRequest:
    """The professional begins, or goes on: the claim lasts for four hours from now."""
    async with decide(MACHINE, A.BEGIN, template_request.id, expected_version=expected_version, by=by) as decision:
        begin_lease(decision.case.item, decision.at)
        await _move(decision, "BEGUN")
    return decision.case.request


async def ask_template_info(
    template_request: TemplateRequest, *, question: str, expected_version: int, by: Viewer
) -> TemplateRequest:
    """Asks the customer; the clock stands still until they answer."""
    question = _checked("question", question)
    async with decide(MACHINE, A.ASK, template_request.id, expected_version=expected_version, by=by) as decision:
        await _begin(decision)
        request = decision.case.request
        asked = await TemplateQuestion.create(
            template_request=request, question=question, asked_by_id=decision.by.user.id, asked_at=decision.at
        )
        pause(decision.case.item, decision.at)
        await _move(decision, "ASKED", subject=asked.id)
        await _tell_customer(request, NotificationKind.TEMPLATE_QUESTION_ASKED)
    return request


async def give_template_info(
    template_request: TemplateRequest,
    *,
    answer: str,
    expected_version: int,
    attachment_ids: Sequence[UUID] = (),
    by: Viewer,
) -> TemplateRequest:
    """The customer's answer; the clock runs again."""
    answer = _checked("answer", answer)
    action = A.GIVE_INFO
    async with decide(MACHINE, action, template_request.id, expected_version=expected_version, by=by) as decision:
        request, item = decision.case.request, decision.case.item
        asked = await TemplateQuestion.filter(template_request_id=request.id).order_by("-id").first()
        assert asked is not None
        asked.answer, asked.answered_by_id, asked.answered_at = answer, decision.by.user.id, decision.at
        await asked.save()
        files = await attach(attachment_ids, by=decision.by, most=MOST)
        await add_files(request, [file.id for file in files], FileRole.ANSWER, part=asked.id)
        resume(item, decision.at)
        await _move(decision, "INFO_GIVEN", subject=asked.id)
        await _tell_professional(decision, NotificationKind.TEMPLATE_QUESTION_ANSWERED)
    return request


async def deliver_template(
    template_request: TemplateRequest,
    *,
    expected_version: int,
    note: str | None = None,
    prepared: Delivered,
    by: Viewer,
) -> TemplateRequest:
    """Gives the template to the customer for review, with a preview of it; the clock stands still meanwhile."""
    checks = Checks()
    note = checks.optional("note", note, most=MOST_CHARACTERS)
    checks.refuse()
    async with decide(MACHINE, A.DELIVER, template_request.id, expected_version=expected_version, by=by) as decision:
        await _begin(decision)
        request = decision.case.request
        made = await TemplateRound.create(
            template_request=request,
            number=1 + await TemplateRound.filter(template_request_id=request.id).count(),
            source=prepared.source,
            fields_json=prepared.fields,
            note=note,
            delivered_by_id=decision.by.user.id,
            delivered_at=decision.at,
        )
        await attach([prepared.preview], by=decision.by, most=1)
        await add_files(request, [prepared.preview], FileRole.PREVIEW, part=made.id)
        pause(decision.case.item, decision.at)
        await _move(decision, "DELIVERED", subject=made.id)
        await _tell_customer(request, NotificationKind.TEMPLATE_DELIVERED)
    return request


async def answer_template(
    template_request: TemplateRequest,
    *,
    is_approved: bool,
    expected_version: int,
    changes: str | None = None,
    by: Viewer,
) -> TemplateRequest:
    """The customer approves what was delivered, which publishes it, or says what has to be different."""
    checks = Checks()
    changes = checks.optional("changes", changes, most=MOST_CHARACTERS)
    checks.refuse()
    if not is_approved and changes is None:
        raise invalid("changes", "Say what has to be different.", "REQUIRED")
    if is_approved and changes is not None:
        raise invalid("changes", "An approved template is published as it is: leave this out.", "UNEXPECTED")
    action = A.APPROVE if is_approved else A.REQUEST_CHANGES
    async with decide(MACHINE, action, template_request.id, expected_version=expected_version, by=by) as decision:
        request = decision.case.request
        made = await TemplateRound.filter(template_request_id=request.id).order_by("-number").first()
        assert made is not None
        made.is_approved, made.changes = is_approved, changes  # type: ignore[assignment] # the ORM types a nullable text so
        made.answered_by_id, made.answered_at = decision.by.user.id, decision.at
        await made.save()
        await (_publish(decision, made) if is_approved else _send_back(decision, made))
    return request


async def _publish(decision: At, made: TemplateRound) -> None:
    request = decision.case.request
    version = await publish(request, made, at=decision.at)
    await _move(decision, "PUBLISHED", subject=version.id, sha256=version.sha256)
    await _tell_professional(decision, NotificationKind.TEMPLATE_PUBLISHED)


async def _send_back(decision: At, made: TemplateRound) -> None:
    due_at = calendar().due(decision.at, decision.case.request.days)
    begin_term(decision.case.item, due_at, decision.at)
    await _move(decision, "CHANGES_REQUESTED", subject=made.id)
    await _tell_professional(decision, NotificationKind.TEMPLATE_CHANGES_REQUESTED)


async def reject_template_request(
    template_request: TemplateRequest, *, reason: str, expected_version: int, by: Viewer
) -> TemplateRequest:
    """The professional ends a request of which no template can be made, and says why."""
    reason = reason_in(reason)
    async with decide(MACHINE, A.REJECT, template_request.id, expected_version=expected_version, by=by) as decision:
        request = decision.case.request
        request.reason = reason
        await _move(decision, "REJECTED", reason=reason)
        await _tell_customer(request, NotificationKind.TEMPLATE_REJECTED, reason=reason)
    return request


async def cancel_template_request(
    template_request: TemplateRequest, *, reason: str, expected_version: int, by: Viewer
) -> TemplateRequest:
    """The customer takes the request back, before anything was delivered for review."""
    reason = reason_in(reason)
    async with decide(MACHINE, A.CANCEL, template_request.id, expected_version=expected_version, by=by) as decision:
        decision.case.request.reason = reason
        await _move(decision, "CANCELLED", reason=reason)
        await _tell_professional(decision, NotificationKind.TEMPLATE_CANCELLED)
    return decision.case.request


async def take_request(taken: WorkTaken) -> None:
    """A request whose work item somebody took is theirs; what waits for the customer goes on waiting."""
    if taken.item.kind is WorkItemKind.TEMPLATE_REQUEST:
        request = await TemplateRequest.select_for_update().get(id=taken.item.subject_id)
        if request.state in (S.QUEUED, S.ASSIGNED, S.IN_PROGRESS):
            await _move_with_item(request, S.ASSIGNED, "ASSIGNED", by=taken.by)


async def requeue_request(let_go: WorkLetGo) -> None:
    """A request whose claim is over waits for anybody again, unless it waits for the customer or for changes."""
    if let_go.item.kind is WorkItemKind.TEMPLATE_REQUEST:
        request = await TemplateRequest.select_for_update().get(id=let_go.item.subject_id)
        if request.state in (S.ASSIGNED, S.IN_PROGRESS):
            await _move_with_item(request, S.QUEUED, "REQUEUED", by=let_go.by)


async def cancel_requests(closing: PartyClosing) -> None:
    """Nobody works for a party that is closed."""
    found = TemplateRequest.filter(party_id=closing.party.id).exclude(state__in=list(ENDED))
    for key in await found.order_by("id").values_list("id", flat=True):
        item = await item_about(key)  # type: ignore[arg-type] # one column
        request = await TemplateRequest.select_for_update().get(id=key)
        if request.state not in ENDED:
            await _move_with_item(request, S.CANCELLED, "CANCELLED", by=closing.by)
            await _tell_assignee(item, request, NotificationKind.TEMPLATE_CANCELLED)
            await finish(item, by=closing.by)


async def add_files(
    request: TemplateRequest, files: Sequence[UUID], role: FileRole, *, part: UUID | None = None
) -> None:
    """Makes attached files part of the request."""
    for place, file in enumerate(files):
        await TemplateFile.create(template_request=request, file_id=file, role=role, part_id=part, place=place)


async def _begin(decision: At) -> None:
    """The first act of the professional begins the work."""
    if decision.source is S.ASSIGNED:
        book, source, target = book_of(decision.case.request.id), S.ASSIGNED.value, S.IN_PROGRESS.value
        await enter(book, "BEGUN", by=decision.by.user.id, source=source, target=target)
        decision.source = S.IN_PROGRESS


async def _move(
    decision: At, action: str, *, subject: UUID | None = None, reason: str | None = None, **facts: object
) -> None:
    """Saves the request and its work item with the new state."""
    request, item, by = decision.case.request, decision.case.item, decision.by.user.id
    request.state = decision.target
    request.version += 1
    if request.state in ENDED:
        request.ended_at = decision.at
    await request.save()
    await decision.enter(book_of(request.id), action, subject=subject, reason=reason, **facts)
    await (finish(item, by=by) if request.state in ENDED else keep(item, by=by))


async def _move_with_item(
    request: TemplateRequest, target: TemplateRequestState, action: str, *, by: UUID | None
) -> None:
    """Moves the request because of its work item or its party; moves of the clock raise no version."""
    source, request.state = request.state.value, target
    request.version += by is not None
    if target in ENDED:
        request.ended_at = stamp()
    await request.save()
    await enter(book_of(request.id), action, by=by, source=source, target=target.value)


async def _tell_customer(request: TemplateRequest, kind: NotificationKind, **facts: str) -> None:
    # By nobody: who on the staff did it is not for the customer to know (ST-3).
    subject = ("template_request", request.id)
    await notify_members(request.party_id, kind, subject=subject, by=None, template=request.name, **facts)


async def _tell_professional(decision: At, kind: NotificationKind) -> None:
    await _tell_assignee(decision.case.item, decision.case.request, kind)


async def _tell_assignee(item: WorkItem, request: TemplateRequest, kind: NotificationKind) -> None:
    if item.assignee_id is not None:
        subject = ("work_item", item.id)
        await notify([item.assignee_id], kind, subject=subject, by=None, template=request.name)


def _checked(path: str, text: str) -> str:
    checks = Checks()
    text = checks.text(path, text, most=MOST_CHARACTERS)
    checks.refuse()
    return text
