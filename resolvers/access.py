"""Who may see what: the one policy table, and the checks that read it."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from models.accounts.parties import Invitation, MemberRole, Party
from models.accounts.sessions import Session
from models.accounts.users import StaffRole, User
from models.accounts.viewer import Viewer
from models.contracts.cases import side_in
from models.contracts.contract import Contract
from models.contracts.supplement import Supplement
from models.demands.applicants import Applicant, Bid
from models.demands.applications import is_own, sides_of
from models.demands.candidates import Candidate, RemarkScope
from models.demands.demand import Bidding, Demand
from models.files.file import File
from models.ids import NOBODY
from models.interviews.interview import Interview, InterviewCase
from models.ledger.account import AccountKind, AccountRow
from models.messages.conversations import ConversationCase
from models.messages.message import Message
from models.notifications.kinds import Notification
from models.payments.payment import Payment
from models.questions.question import READABLE, Question, QuestionCase, QuestionState
from models.reviews.cases import ReviewCase
from models.reviews.review import DueReview, Review, ReviewState
from models.searches.search import SavedSearch
from models.sides import PRECEDENCE, Side, Sides, foremost, sides
from models.templates.request import TemplateRequest, TemplateRequestCase
from models.templates.template import Template
from models.work.item import WorkItem, WorkItemState
from models.work.item import sides_of as sides_of_item


class What(StrEnum):
    """A kind of data with its own row in the policy."""

    PUBLISHED_DEMAND = "PUBLISHED_DEMAND"
    DRAFT_DEMAND = "DRAFT_DEMAND"
    BID_COUNT = "BID_COUNT"
    SEALED_BID_COUNT = "SEALED_BID_COUNT"
    BID = "BID"
    SEALED_BID = "SEALED_BID"
    WORKBENCH = "WORKBENCH"
    TEAM_REMARK = "TEAM_REMARK"
    PRIVATE_REMARK = "PRIVATE_REMARK"
    RECORD = "RECORD"
    AWARD = "AWARD"
    QUESTION = "QUESTION"
    HIDDEN_QUESTION = "HIDDEN_QUESTION"
    ASKER = "ASKER"
    CONVERSATION = "CONVERSATION"
    INTERVIEW = "INTERVIEW"
    TEMPLATE_REQUEST = "TEMPLATE_REQUEST"
    CONTRACT = "CONTRACT"
    DISPUTE = "DISPUTE"
    WORK = "WORK"
    PAYMENT = "PAYMENT"
    CONTRACT_STATE = "CONTRACT_STATE"
    REVIEW = "REVIEW"
    HIDDEN_REVIEW = "HIDDEN_REVIEW"
    INVOICE = "INVOICE"


class Rule(StrEnum):
    """The value of a cell: yes, no, or a condition on the data."""

    YES = "YES"
    NO = "NO"
    IF_PUBLIC = "IF_PUBLIC"
    IF_AUTHOR = "IF_AUTHOR"
    IF_INVITED = "IF_INVITED"
    IF_ASSIGNED = "IF_ASSIGNED"


Y, N, IF = Rule.YES, Rule.NO, Rule.IF_PUBLIC

# The columns of each row: AWARDER, OTHER, MANAGER, CONSULTANT, SOMEBODY, GUEST.
POLICY: dict[What, dict[Side, Rule]] = {
    what: dict(zip(PRECEDENCE, row, strict=True))
    for what, row in {
        What.PUBLISHED_DEMAND: (Y, Y, Y, Y, Y, Y),
        What.DRAFT_DEMAND: (Y, N, N, N, N, N),
        What.BID_COUNT: (Y, IF, Y, N, IF, IF),
        What.SEALED_BID_COUNT: (Y, N, Y, N, N, N),
        What.BID: (Y, Y, Y, N, N, N),
        What.SEALED_BID: (N, Y, N, N, N, N),
        What.WORKBENCH: (Y, N, Y, N, N, N),
        What.TEAM_REMARK: (Y, N, N, N, N, N),
        What.PRIVATE_REMARK: (Rule.IF_AUTHOR, N, N, N, N, N),
        What.RECORD: (Y, N, Y, N, N, N),
        What.AWARD: (Y, Y, Y, N, N, N),
        What.QUESTION: (Y, Y, Y, Y, Y, Y),
        What.HIDDEN_QUESTION: (N, Y, Y, N, N, N),
        What.ASKER: (N, N, Y, N, N, N),
        # A mediator takes part in the conversation of the dispute that they have claimed.
        What.CONVERSATION: (Y, Y, Rule.IF_INVITED, Rule.IF_INVITED, N, N),
        What.INTERVIEW: (Y, Y, N, N, N, N),
        What.TEMPLATE_REQUEST: (Y, N, N, Rule.IF_ASSIGNED, N, N),
        What.CONTRACT: (Y, Y, N, Rule.IF_ASSIGNED, N, N),
        What.DISPUTE: (Y, Y, N, Rule.IF_ASSIGNED, N, N),
        # What was submitted for a stage: a mediator has to look at it, a professional who compares a scan has not.
        What.WORK: (Y, Y, N, Rule.IF_ASSIGNED, N, N),
        What.PAYMENT: (Y, Y, N, N, N, N),
        What.CONTRACT_STATE: (Y, Y, Y, N, N, N),
        What.REVIEW: (Y, Y, Y, Y, Y, Y),
        What.HIDDEN_REVIEW: (Rule.IF_AUTHOR, Rule.IF_AUTHOR, N, N, N, N),
        What.INVOICE: (Y, Y, N, N, N, N),
    }.items()
}


def allows(
    what: What,
    held: Sides,
    *,
    is_public: bool = False,
    is_author: bool = False,
    is_invited: bool = False,
    is_assigned: bool = False,
) -> bool:
    """Whether the table allows it, for the first side in PRECEDENCE that the viewer is on."""
    match POLICY[what][foremost(held)]:
        case Rule.IF_PUBLIC:
            return is_public
        case Rule.IF_AUTHOR:
            return is_author
        case Rule.IF_INVITED:
            return is_invited
        case Rule.IF_ASSIGNED:
            return is_assigned
        case rule:
            return rule is Rule.YES


def may_see_demand(viewer: Viewer | None, demand: Demand) -> bool:
    return _shows(demand, demand.sides(viewer))


def _shows(demand: Demand, held: Sides) -> bool:
    return allows(What.DRAFT_DEMAND if demand.published_at is None else What.PUBLISHED_DEMAND, held)


def may_see_bid_count(viewer: Viewer | None, demand: Demand) -> bool:
    # Sealed bidding hides the number from the market until the bids are opened (EB-3).
    is_hidden = demand.bidding is Bidding.SEALED and demand.is_sealed
    what = What.SEALED_BID_COUNT if is_hidden else What.BID_COUNT
    held = demand.sides(viewer)
    return _shows(demand, held) and allows(what, held, is_public=demand.is_bid_count_public)


def may_see_workbench(viewer: Viewer | None, demand: Demand) -> bool:
    held = demand.sides(viewer)
    return _shows(demand, held) and allows(What.WORKBENCH, held)


def may_see_record(viewer: Viewer | None, demand: Demand) -> bool:
    return allows(What.RECORD, demand.sides(viewer))


def may_see_application(viewer: Viewer | None, demand: Demand, applicant: Applicant) -> bool:
    """Whether the viewer may see that this party applied, and its bid."""
    held = sides_of(applicant, demand, viewer)
    if foremost(held) is Side.OTHER:
        return True
    # Administrators can invalidate bids, so they see them once they are no longer sealed.
    is_administrator = Side.ADMINISTRATOR in held and not demand.is_sealed
    what = What.SEALED_BID if demand.is_sealed else What.BID
    is_known = applicant.submitted_number is not None and not applicant.has_ended_sealed
    return is_known and (allows(what, held) or is_administrator)


def may_see_all_versions(viewer: Viewer | None, demand: Demand, applicant: Applicant) -> bool:
    """Whether the application is the viewer's own, so that they see its draft and former versions (EB-5)."""
    return is_own(viewer, demand, applicant)


def may_see_former_versions(viewer: Viewer | None, demand: Demand, applicant: Applicant) -> bool:
    """Whether the viewer may read what was submitted before, too: their own, and of OPEN bidding what they could read
    when it came. What was replaced while it was sealed stays unread (EB-3).
    """
    if may_see_all_versions(viewer, demand, applicant):
        return True
    return demand.bidding is Bidding.OPEN and may_see_application(viewer, demand, applicant)


def may_see_version(viewer: Viewer | None, demand: Demand, applicant: Applicant, bid: Bid) -> bool:
    """Whether the viewer may read this version of a bid."""
    if may_see_former_versions(viewer, demand, applicant):
        return True
    return bid.number == applicant.submitted_number and may_see_application(viewer, demand, applicant)


def may_see_candidate(viewer: Viewer | None, demand: Demand, candidate: Candidate) -> bool:
    """Whether the viewer may see the candidate of a bid that was ever open to them; reads its applicant, too."""
    is_of_demand, has_ended_sealed = candidate.demand_id == demand.id, candidate.applicant.has_ended_sealed
    return is_of_demand and may_see_candidate_of(viewer, demand, has_ended_sealed=has_ended_sealed)


def may_see_candidate_of(viewer: Viewer | None, demand: Demand, *, has_ended_sealed: bool) -> bool:
    """Whether the viewer may see a candidate of the demand whose bid has ended while it was sealed, or has not."""
    return not demand.is_sealed and not has_ended_sealed and may_see_workbench(viewer, demand)


def may_see_remarks(viewer: Viewer | None, demand: Demand) -> bool:
    return allows(What.TEAM_REMARK, demand.sides(viewer))


def may_see_remark(viewer: Viewer | None, demand: Demand, scope: RemarkScope, author: UUID) -> bool:
    what = What.PRIVATE_REMARK if scope is RemarkScope.PRIVATE else What.TEAM_REMARK
    is_author = viewer is not None and viewer.user.id == author
    return allows(what, demand.sides(viewer), is_author=is_author)


def may_see_award(viewer: Viewer | None, demand: Demand, applicant: Applicant) -> bool:
    return allows(What.AWARD, sides_of(applicant, demand, viewer))


def may_see_question(viewer: Viewer | None, demand: Demand, question: Question) -> bool:
    held = QuestionCase(question, demand).sides(viewer)
    if question.state in READABLE:
        return may_see_demand(viewer, demand) and allows(What.QUESTION, held)
    is_hidden = question.state is QuestionState.HIDDEN
    return is_hidden and (allows(What.HIDDEN_QUESTION, held) or may_see_askers(viewer, demand))


def may_see_askers(viewer: Viewer | None, demand: Demand) -> bool:
    """The demand's resource manager and administrators, unless they belong to the awarder."""
    held = demand.sides(viewer)
    return allows(What.ASKER, held) or (Side.ADMINISTRATOR in held and Side.AWARDER not in held)


def may_see_conversation(viewer: Viewer | None, case: ConversationCase) -> bool:
    """Whether the viewer takes part, for one of the two sides or as invited staff."""
    held = case.sides(viewer)
    return allows(What.CONVERSATION, held, is_invited=Side.INVITED in held)


def may_see_history(viewer: Viewer | None, message: Message) -> bool:
    """Whether the viewer may read the earlier texts of a message. Of a deleted one, only the sender's side may."""
    if not message.is_deleted:
        return True
    if message.party_id is None:
        return viewer is not None and viewer.user.id == message.sender_id
    return viewer is not None and viewer.acts_for(message.party_id)


def may_see_interview(viewer: Viewer | None, interview: Interview) -> bool:
    """All members of both sides, and nobody else: a resource manager sees the demand, but not its interviews."""
    return allows(What.INTERVIEW, InterviewCase(interview, []).sides(viewer))


def may_see_contract(viewer: Viewer | None, contract: Contract, items: Collection[WorkItem] = ()) -> bool:
    """The members of both sides, and who of the staff has a work item about a scan or a dispute of it; nobody else.

    A scan of a supplement to it counts as well: a supplement is read with what it changes.
    """
    is_assigned = any(Side.ASSIGNEE in sides_of_item(item, viewer) for item in items)
    held = sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id)
    return allows(What.CONTRACT, held, is_assigned=is_assigned)


def may_see_dispute(viewer: Viewer | None, contract: Contract, item: WorkItem | None = None) -> bool:
    """The members of both sides, and the mediator for as long as they have it; administrators see its state alone."""
    is_assigned = item is not None and Side.ASSIGNEE in sides_of_item(item, viewer)
    held = sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id)
    return allows(What.DISPUTE, held, is_assigned=is_assigned)


def may_see_ruled(viewer: Viewer | None, item: WorkItem) -> bool:
    """The mediator who has ruled, in the answer to that request alone: afterwards it is the sides' again."""
    if viewer is None or StaffRole.MEDIATOR not in viewer.staff:
        return False
    is_theirs = item.state is WorkItemState.DONE and item.assignee_id == viewer.user.id
    return is_theirs and not any(viewer.acts_for(party) for party in item.parties)


def may_see_record_of_contract(viewer: Viewer | None, contract: Contract) -> bool:
    """The members of both sides; a professional who compares a scan sees the contract without it."""
    return allows(What.CONTRACT, sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id))


def may_see_payment(viewer: Viewer | None, payment: Payment, contract: Contract | None) -> bool:
    """The members of both sides of the contract that it is for; without one, those of the party that is paid."""
    if contract is not None:
        return allows(What.PAYMENT, sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id))
    return viewer is not None and viewer.acts_for(payment.party_id)


def may_see_work(viewer: Viewer | None, contract: Contract, disputes: Collection[WorkItem] = ()) -> bool:
    """What was submitted: the members of both sides, and the mediator of a dispute about the contract."""
    is_assigned = any(Side.ASSIGNEE in sides_of_item(item, viewer) for item in disputes)
    held = sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id)
    return allows(What.WORK, held, is_assigned=is_assigned)


def may_see_invoice(viewer: Viewer | None, contract: Contract) -> bool:
    """The members of both sides, and nobody else: a professional who compares a scan sees no invoices."""
    return allows(What.INVOICE, sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id))


def may_see_taxes(viewer: Viewer | None, party: Party) -> bool:
    """The members of the party; others see its tax details on the invoices that they have."""
    return viewer is not None and viewer.acts_for(party.id)


def may_see_supplement(
    viewer: Viewer | None, contract: Contract, supplement: Supplement, item: WorkItem | None = None
) -> bool:
    """As the contract; what was never proposed, its own side alone sees."""
    held = sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id)
    is_shown = supplement.proposed_at is not None or side_in(held) is supplement.side
    is_assigned = item is not None and Side.ASSIGNEE in sides_of_item(item, viewer)
    return is_shown and allows(What.CONTRACT, held, is_assigned=is_assigned)


def may_see_review(viewer: Viewer | None, review: Review) -> bool:
    """Everybody reads a published one. Nobody but its author's party may know of a hidden one (RP-2)."""
    case = ReviewCase(review)
    held = case.sides(viewer)
    what = What.REVIEW if review.state is ReviewState.PUBLISHED else What.HIDDEN_REVIEW
    return allows(what, held, is_author=case.author in held)


def may_see_due_review(viewer: Viewer | None, due: DueReview) -> bool:
    """A party alone, as long as it has written nothing; reads its contract, too."""
    held = sides(viewer, awarder=due.contract.awarder_id, other=due.contract.receiver_id)
    return due.written_at is None and side_in(held) is due.contract.side_of(due.party_id)


def may_see_state_of_contract(viewer: Viewer | None, demand: Demand, contract: Contract) -> bool:
    held = sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id, manager=demand.resource_manager_id)
    return allows(What.CONTRACT_STATE, held)


def may_verify_parties(viewer: Viewer) -> bool:
    return bool(viewer.staff & {StaffRole.ADMINISTRATOR, StaffRole.RESOURCE_MANAGER})


def may_find_users(viewer: Viewer) -> bool:
    """Whether the viewer may ask who has an address: administrators, who assign people."""
    return StaffRole.ADMINISTRATOR in viewer.staff


def may_see_members(viewer: Viewer | None, party: Party) -> bool:
    return viewer is not None and viewer.acts_for(party.id)


def may_see_statement(viewer: Viewer | None, account: AccountRow) -> bool:
    """The members of the party; the accounts of stages and of the platform are nobody's statement."""
    return account.kind is AccountKind.PARTY and viewer is not None and viewer.acts_for(account.owner_id or NOBODY)


def may_see_address(viewer: Viewer | None, user: User) -> bool:
    return viewer is not None and viewer.user.id == user.id


def may_see_invitations(viewer: Viewer | None, party: Party) -> bool:
    """The owners of the party."""
    return viewer is not None and viewer.roles.get(party.id) is MemberRole.OWNER


def may_see_invitation(viewer: Viewer | None, invitation: Invitation) -> bool:
    """Whom it invites, once the address is verified, and the owners of the party."""
    if viewer is None:
        return False
    is_invited = viewer.user.email_verified_at is not None and invitation.email == viewer.user.email
    return is_invited or may_see_invitations(viewer, invitation.party)


def may_see_session(viewer: Viewer | None, session: Session) -> bool:
    return viewer is not None and session.user_id == viewer.user.id


def may_see_upload(viewer: Viewer | None, file: File) -> bool:
    """Whether it is the viewer's own upload. Once it is attached, those who may see the thing may see the file."""
    return viewer is not None and file.owner_id == viewer.user.id and not file.is_attached


def may_see_notification(viewer: Viewer | None, notification: Notification) -> bool:
    return viewer is not None and notification.user_id == viewer.user.id


def may_see_search(viewer: Viewer | None, search: SavedSearch) -> bool:
    """Only its user: even that it exists reveals what they look for."""
    return viewer is not None and search.user_id == viewer.user.id


def may_see_template(viewer: Viewer | None, template: Template) -> bool:
    """The platform's templates: everybody who is signed in; those of a party: its members."""
    return viewer is not None and (template.party_id is None or viewer.acts_for(template.party_id))


def may_see_template_request(viewer: Viewer | None, request: TemplateRequest, item: WorkItem) -> bool:
    """The members of the customer, and the professional for as long as they have it."""
    held = TemplateRequestCase(request, item, is_close=False).sides(viewer)
    return allows(What.TEMPLATE_REQUEST, held, is_assigned=Side.ASSIGNEE in held)


def may_see_work_item(viewer: Viewer | None, item: WorkItem) -> bool:
    """The staff of its role, and administrators."""
    return bool(sides_of_item(item, viewer) & {Side.STAFF, Side.ADMINISTRATOR})


def may_see_state_of_subject(viewer: Viewer | None, item: WorkItem) -> bool:
    """Administrators see what state the subject of a work item is in, and nothing else of it."""
    return Side.ADMINISTRATOR in sides_of_item(item, viewer)


def may_see_staff(viewer: Viewer | None) -> bool:
    """Whether the viewer may see who is on the staff, to give them work: administrators."""
    return viewer is not None and StaffRole.ADMINISTRATOR in viewer.staff
