"""Finding things for a viewer: unknown things and those that the viewer may not see look the same."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any, TypeVar
from uuid import UUID

from models.accounts.parties import Invitation, Party, roles_of, standing
from models.accounts.sessions import Session
from models.accounts.users import User, staff_roles
from models.accounts.viewer import Viewer
from models.clock import now
from models.contracts.cases import items_of
from models.contracts.contract import Contract, ContractStage
from models.contracts.supplement import Supplement
from models.database.fetching import by_key, with_relation
from models.demands.applicants import Applicant, Bid
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import LISTED, Demand
from models.demands.drafts import BidDraft
from models.disputes import cases as disputes
from models.disputes.dispute import Dispute, DisputeState, Settlement
from models.errors import invalid, not_found
from models.escrow.submission import Submission
from models.files.file import File
from models.ids import Ref
from models.interviews.interview import Interview
from models.invoices.invoice import CreditNote, Invoice
from models.kinds import KINDS, kind_of
from models.ledger.account import AccountRow
from models.ledger.statements import lines_with
from models.messages.conversations import Conversation, cases_of
from models.messages.message import Message
from models.notifications.kinds import Notification
from models.pages import MOST_ROWS
from models.payments.payment import Payment, PayoutAccount
from models.questions.question import Question
from models.reviews.review import DueReview, Review
from models.searches.search import SavedSearch
from models.supplements import cases as supplements
from models.templates.reading import items_about
from models.templates.request import TemplateRequest
from models.templates.template import Template, TemplateVersion
from models.work.item import WorkItem, WorkItemKind
from models.work.queue import roles_of_staff
from models.workbench.remarks import Remark
from resolvers import access, people
from resolvers.alone import ALONE

Thing = TypeVar("Thing")
Keys = Collection[UUID]
Found = list[Any]


class Workbench:
    """The awarder's side of a demand, read together with the head of its stream."""

    table = Demand  # whose rows have its keys, for edge/tellable.py

    def __init__(self, demand: Demand) -> None:
        self.id = demand.id
        self.demand = demand


class StaffMember:
    """A user as administrators see the staff."""

    def __init__(self, user: User) -> None:
        self.id = user.id
        self.user = user


async def find(model: type[Thing], ref: Ref, viewer: Viewer | None) -> Thing:
    """The thing with this id if the viewer may see it; refuses with NOT_FOUND otherwise."""
    kind = kind_of(model)
    key = ref.of(kind)
    thing = await _alone(kind, key, viewer) if key else None
    if thing is None:
        raise not_found(KINDS[kind].word)
    return thing  # type: ignore[no-any-return]


async def _alone(kind: str, key: UUID, viewer: Viewer | None) -> Any:
    if kind in ALONE:
        return await ALONE[kind](key, viewer)
    return (await seen(kind, [key], viewer)).get(key)


async def node(ref: Ref, viewer: Viewer | None) -> Any:
    """Anything that has an id, under the same policy as everywhere; None if the viewer may not see it."""
    if ref.key is None or ref.kind not in SEEN:
        return None
    return (await seen(ref.kind, [ref.key], viewer)).get(ref.key)


async def nodes(refs: Sequence[Ref], viewer: Viewer | None) -> list[Any]:
    """What `node` gives for each, with a few statements for each kind among them."""
    if len(refs) > MOST_ROWS:
        raise invalid(
            "ids", "Can have at most {most} ids; this has {count}.", "TOO_MANY", most=MOST_ROWS, count=len(refs)
        )
    keys: dict[str, set[UUID]] = {}
    for ref in refs:
        if ref.key is not None and ref.kind in SEEN:
            keys.setdefault(ref.kind, set()).add(ref.key)
    found = {kind: await seen(kind, wanted, viewer) for kind, wanted in keys.items()}
    return [found[ref.kind].get(ref.key) if ref.kind in found and ref.key else None for ref in refs]


async def seen(kind: str, keys: Keys, viewer: Viewer | None) -> dict[UUID, Any]:
    """Those things of one kind that the viewer may see, by key, with a few statements for all of them."""
    return {thing.id: thing for thing in await SEEN[kind](keys, viewer)}


async def answered(kind: str, key: UUID, viewer: Viewer) -> Any:
    """What a request of the viewer has answered, as they may see it now; None if they may not any more.

    What has left their sight by that very request is answered to its retries, too.
    """
    found = (await seen(kind, [key], viewer)).get(key)
    if found is None and kind in LEAVING:
        return next(iter(await LEAVING[kind]([key], viewer)), None)
    return found


async def may_see(user: User, kind: str, keys: Keys) -> set[UUID]:
    """Which things of one kind a user may see, whether or not they are signed in: such as what a mail tells them."""
    viewer = Viewer(user, None, await roles_of(user.id), await staff_roles(user.id), now())
    return set(await seen(kind, keys, viewer)) if kind in SEEN else set()


async def readable(files: Collection[File], viewer: Viewer | None) -> list[File]:
    """Those files that the viewer may read: their own uploads, and what is attached to a thing that they may see."""
    known = {file.id for file in files if access.may_see_upload(viewer, file)}
    attached = {file.id for file in files if file.is_attached}
    for kind in KINDS.values():
        unknown = attached - known
        if kind.attachments is None or not unknown:
            continue
        rows = await kind.attachments.filter(file_id__in=list(unknown)).values_list("file_id", f"{kind.key}_id")
        shown = await seen(kind.key, {thing for _, thing in rows}, viewer)
        known |= {file for file, thing in rows if thing in shown}
    return [file for file in files if file.id in known]


async def _demands(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(Demand, keys)).values() if access.may_see_demand(viewer, each)]


async def _workbenches(keys: Keys, viewer: Viewer | None) -> Found:
    demands = await by_key(Demand, keys)
    return [Workbench(each) for each in demands.values() if access.may_see_workbench(viewer, each)]


async def _applicants(keys: Keys, viewer: Viewer | None) -> Found:
    found = list((await by_key(Applicant, keys)).values())
    demands = await _demands_of(found)
    return [each for each in found if access.may_see_application(viewer, demands[each.demand_id], each)]


async def _bids(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(Bid, keys)).values(), "applicant")
    demands = await _demands_of(each.applicant for each in found)
    return [
        each
        for each in found
        if access.may_see_version(viewer, demands[each.applicant.demand_id], each.applicant, each)
    ]


async def _drafts(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(BidDraft, keys)).values(), "applicant")
    demands = await _demands_of(each.applicant for each in found)
    return [
        each for each in found if access.may_see_all_versions(viewer, demands[each.applicant.demand_id], each.applicant)
    ]


async def _candidates(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(Candidate, keys)).values(), "applicant")
    demands = await _demands_of(found)
    return [each for each in found if access.may_see_candidate(viewer, demands[each.demand_id], each)]


async def _remarks(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(Remark, keys)).values(), "candidate")
    demands = await _demands_of(each.candidate for each in found)
    return [
        each
        for each in found
        if each.deleted_at is None
        and access.may_see_remark(viewer, demands[each.candidate.demand_id], each.scope, each.author_id)
    ]


async def _awards(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(Award, keys)).values(), "applicant")
    demands = await _demands_of(found)
    return [each for each in found if access.may_see_award(viewer, demands[each.demand_id], each.applicant)]


async def _questions(keys: Keys, viewer: Viewer | None) -> Found:
    found = list((await by_key(Question, keys)).values())
    demands = await _demands_of(found)
    return [each for each in found if access.may_see_question(viewer, demands[each.demand_id], each)]


async def _conversations(keys: Keys, viewer: Viewer | None) -> Found:
    cases = await cases_of([*(await by_key(Conversation, keys)).values()])
    return [case.conversation for case in cases if access.may_see_conversation(viewer, case)]


async def _messages(keys: Keys, viewer: Viewer | None) -> Found:
    found = list((await by_key(Message, keys)).values())
    places = await seen("conversation", {each.conversation_id for each in found}, viewer)
    return [each for each in found if each.conversation_id in places]


async def _interviews(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(Interview, keys)).values() if access.may_see_interview(viewer, each)]


async def _contracts(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(Contract, keys)).values()
    works: list[dict[UUID, WorkItem]] = []
    if viewer is not None and viewer.staff:
        works = [await supplements.items_by_contract(keys), await items_of(list(found))]
        works += await disputes.items_by_contract(keys)
    return [
        each
        for each in found
        if access.may_see_contract(viewer, each, [items[each.id] for items in works if each.id in items])
    ]


async def _stages(keys: Keys, viewer: Viewer | None) -> Found:
    return await _of_contracts((await by_key(ContractStage, keys)).values(), viewer)


async def _submissions(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(Submission, keys)).values(), "stage")
    shown = await works_seen({each.stage.contract_id for each in found}, viewer)
    return [each for each in found if each.stage.contract_id in shown]


async def works_seen(contracts: Keys, viewer: Viewer | None) -> set[UUID]:
    """Of which of these contracts the viewer may see the work that was submitted."""
    found = await by_key(Contract, contracts)
    works = await disputes.items_by_contract(list(found)) if viewer is not None and viewer.staff else []
    return {
        key
        for key, each in found.items()
        if access.may_see_work(viewer, each, [items[key] for items in works if key in items])
    }


async def _statements(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(AccountRow, keys)).values() if access.may_see_statement(viewer, each)]


async def _statement_lines(keys: Keys, viewer: Viewer | None) -> Found:
    found = await lines_with(keys)
    shown = await seen("statement", {each.account for each in found}, viewer)
    return [each for each in found if each.account in shown]


async def _supplements(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(Supplement, keys)).values()
    contracts = await by_key(Contract, {each.contract_id for each in found})
    items = await supplements.items_of(list(found)) if viewer is not None and viewer.staff else {}
    return [
        each
        for each in found
        if access.may_see_supplement(viewer, contracts[each.contract_id], each, items.get(each.id))
    ]


async def _payments(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(Payment, keys)).values()
    stages = await by_key(ContractStage, {each.stage_id for each in found if each.stage_id})
    contracts = await by_key(Contract, {each.contract_id for each in stages.values()})
    by_stage: dict[UUID | None, Contract] = {key: contracts[each.contract_id] for key, each in stages.items()}
    return [each for each in found if access.may_see_payment(viewer, each, by_stage.get(each.stage_id))]


async def _payout_accounts(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(PayoutAccount, keys)).values()
    return [each for each in found if viewer is not None and viewer.acts_for(each.party_id)]


async def _reviews(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(Review, keys)).values() if access.may_see_review(viewer, each)]


async def _due_reviews(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(DueReview, keys)).values(), "contract")
    return [each for each in found if access.may_see_due_review(viewer, each)]


async def _invoices(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(Invoice, keys)).values()
    contracts = await by_key(Contract, {each.contract_id for each in found})
    return [each for each in found if access.may_see_invoice(viewer, contracts[each.contract_id])]


async def _credit_notes(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(CreditNote, keys)).values()
    shown = await seen("invoice", {each.invoice_id for each in found}, viewer)
    return [each for each in found if each.invoice_id in shown]


async def _disputes(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(Dispute, keys)).values()
    contracts = await by_key(Contract, {each.contract_id for each in found})
    items = await disputes.items_of(found) if viewer is not None and viewer.staff else {}
    return [each for each in found if access.may_see_dispute(viewer, contracts[each.contract_id], items.get(each.id))]


async def _ruled(keys: Keys, viewer: Viewer | None) -> Found:
    items = await WorkItem.filter(kind=WorkItemKind.DISPUTE, subject_id__in=list(keys))
    shown = {each.subject_id for each in items if access.may_see_ruled(viewer, each)}
    return [each for each in (await by_key(Dispute, shown)).values() if each.state is DisputeState.RULED]


async def _settlements(keys: Keys, viewer: Viewer | None) -> Found:
    found = (await by_key(Settlement, keys)).values()
    shown = await seen("dispute", {each.dispute_id for each in found}, viewer)
    return [each for each in found if each.dispute_id in shown]


async def _of_contracts(found: Collection[Any], viewer: Viewer | None) -> Found:
    shown = await seen("contract", {each.contract_id for each in found}, viewer)
    return [each for each in found if each.contract_id in shown]


async def _parties(keys: Keys, _: Viewer | None) -> Found:
    return list((await by_key(Party, keys)).values())


async def _users(keys: Keys, viewer: Viewer | None) -> Found:
    """Everyone who is shown to the viewer somewhere; guests are shown nobody."""
    return list((await by_key(User, await people.known(keys, viewer))).values()) if viewer else []


async def _viewers(keys: Keys, viewer: Viewer | None) -> Found:
    return [viewer] if viewer is not None and viewer.user.id in keys else []


async def _invitations(keys: Keys, viewer: Viewer | None) -> Found:
    found = await standing(await with_relation((await by_key(Invitation, keys)).values(), "party"))
    return [each for each in found if access.may_see_invitation(viewer, each)]


async def _sessions(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(Session, keys)).values() if access.may_see_session(viewer, each)]


async def _uploads(keys: Keys, viewer: Viewer | None) -> Found:
    at, found = now(), (await by_key(File, keys)).values()
    return [each for each in found if each.expires_at and each.expires_at > at and access.may_see_upload(viewer, each)]


async def _attachments(keys: Keys, viewer: Viewer | None) -> Found:
    return await readable([each for each in (await by_key(File, keys)).values() if each.expires_at is None], viewer)


async def _notifications(keys: Keys, viewer: Viewer | None) -> Found:
    found = await by_key(Notification, keys)
    shown = [each for each in found.values() if access.may_see_notification(viewer, each)]
    for each in shown:
        each.reader = viewer.user if viewer else None
    return shown


async def _searches(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(SavedSearch, keys)).values() if access.may_see_search(viewer, each)]


async def _templates(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(Template, keys)).values() if access.may_see_template(viewer, each)]


async def _template_versions(keys: Keys, viewer: Viewer | None) -> Found:
    found = await with_relation((await by_key(TemplateVersion, keys)).values(), "template")
    return [each for each in found if access.may_see_template(viewer, each.template)]


async def _template_requests(keys: Keys, viewer: Viewer | None) -> Found:
    found = await by_key(TemplateRequest, keys)
    items = await items_about(found.keys())
    return [each for each in found.values() if access.may_see_template_request(viewer, each, items[each.id])]


async def _work_items(keys: Keys, viewer: Viewer | None) -> Found:
    return [each for each in (await by_key(WorkItem, keys)).values() if access.may_see_work_item(viewer, each)]


async def _staff_members(keys: Keys, viewer: Viewer | None) -> Found:
    if not access.may_see_staff(viewer):
        return []
    roles = await roles_of_staff(keys)
    return [StaffMember(each) for each in (await by_key(User, [key for key in keys if roles[key]])).values()]


async def _demands_of(things: Any) -> dict[UUID, Demand]:
    """The demands that the things belong to, by key."""
    return await by_key(LISTED, {thing.demand_id for thing in things})


# A row for each of KINDS: which of the things with these keys the viewer may see.
SEEN: dict[str, Callable[[Keys, Viewer | None], Awaitable[Found]]] = {
    "demand": _demands,
    "workbench": _workbenches,
    "applicant": _applicants,
    "bid": _bids,
    "draft": _drafts,
    "candidate": _candidates,
    "remark": _remarks,
    "award": _awards,
    "question": _questions,
    "conversation": _conversations,
    "message": _messages,
    "interview": _interviews,
    "contract": _contracts,
    "stage": _stages,
    "submission": _submissions,
    "statement": _statements,
    "statement_line": _statement_lines,
    "supplement": _supplements,
    "dispute": _disputes,
    "settlement": _settlements,
    "payment": _payments,
    "payout_account": _payout_accounts,
    "review": _reviews,
    "due_review": _due_reviews,
    "invoice": _invoices,
    "credit_note": _credit_notes,
    "party": _parties,
    "user": _users,
    "viewer": _viewers,
    "invitation": _invitations,
    "session": _sessions,
    "upload": _uploads,
    "attachment": _attachments,
    "notification": _notifications,
    "search": _searches,
    "template": _templates,
    "template_version": _template_versions,
    "template_request": _template_requests,
    "work_item": _work_items,
    "staff_member": _staff_members,
}
# What a viewer's own act takes out of their sight, as it was answered to them.
LEAVING: dict[str, Callable[[Keys, Viewer | None], Awaitable[Found]]] = {"dispute": _ruled}
