"""What the values of enums mean: they are declared in the domain, which knows no descriptions of the API."""

from enum import Enum
from typing import Any

from documents.fields import FieldType
from documents.imports.results import FindingKind
from models.accounts.parties import MemberRole, PartyKind
from models.accounts.users import StaffRole
from models.contracts.cases import ContractAction
from models.contracts.checking import DocumentKind
from models.contracts.contract import ContractSide, ContractState, ExecutionMode, ExecutionState, StageState
from models.contracts.supplement import SupplementState
from models.demands.applicants import BidState
from models.demands.applications import ApplicantAction
from models.demands.awards import AwardAction, AwardState, ContractKind
from models.demands.candidates import CandidateAction, EliminationReason, RemarkScope, Standing
from models.demands.demand import Bidding, DemandAction, DemandState
from models.demands.search import DemandOrder, ManagedOrder
from models.interviews.interview import (
    InterviewAction,
    InterviewRole,
    InterviewState,
    Media,
    Presence,
    Recording,
    SignalKind,
)
from models.messages.conversations import ConversationAction, ConversationKind
from models.notifications.kinds import MailTiming, NotificationKind
from models.ordering import Goal
from models.questions.question import QuestionAction, QuestionState
from models.supplements.cases import SupplementAction
from models.templates.request import TemplateRequestAction, TemplateRequestState
from models.templates.template import TemplatePurpose
from models.work.item import WorkItemAction, WorkItemKind, WorkItemState
from models.work.queue import WorkItemOrder
from models.workbench.comparison import Unit
from models.workbench.overview import CandidateOrder
from models.workbench.record import RecordOrder
from resolvers.bids import BidAction
from schema.contracts import StageAction
from schema.live import BidArrivalKind

VALUES: dict[type[Enum], dict[str, str]] = {
    TemplatePurpose: {
        "AGREEMENT": "A contract of its own.",
        "SUPPLEMENT": "A change of a contract.",
        "ANNEX": "What is added to a contract, such as a statement of work.",
    },
    FieldType: {
        "TEXT": "A text.",
        "NUMBER": "A decimal number, such as 12.5.",
        "MONEY": "An amount with its currency, such as 1200.00 EUR.",
        "DATE": "A day, such as 2026-11-24.",
        "PARTY": "One side of the contract: AWARDER or RECEIVER.",
        "CHOICE": "One of several options.",
        "SELECTION": "Any of several options.",
        "ROWS": "Rows that have the same columns.",
    },
    FindingKind: {
        "HEADER": "Left out.",
        "FOOTER": "Left out.",
        "TEXT_BOX": "Left out.",
        "HIDDEN_TEXT": "Left out, as it is in print.",
        "TRACKED_CHANGE": "Accepted; the text is what was deleted or inserted.",
        "COMMENT": "Left out.",
        "IMAGE": "Left out.",
        "DRAWING": "Left out.",
        "LINK": "Became its text.",
        "FIELD": "Computed by Word: became the text that it showed last.",
        "MERGE_FIELD": "Became a placeholder.",
        "CHECKBOX": "Became an empty box.",
        "CONTENT_CONTROL": "Became its text.",
        "NUMBER_FORMAT": "Numbered with digits instead.",
        "DRAFTING_NOTE": "Left out.",
        "LONG_HEADING": "Became a paragraph; the first of so many as the text says.",
        "DANGLING_REFERENCE": "Refers to a clause that there is not.",
    },
    TemplateRequestState: {
        "QUEUED": "Waits for a professional.",
        "ASSIGNED": "A professional has taken it.",
        "IN_PROGRESS": "The professional works on it.",
        "NEEDS_INFO": "Waits for the customer's answer; the clock stands still.",
        "IN_REVIEW": "Waits for the customer's review; the clock stands still.",
        "CHANGES_REQUESTED": "The customer wants something to be different; a new term runs.",
        "PUBLISHED": "The customer has approved it.",
        "REJECTED": "The professional cannot make a template of it.",
        "CANCELLED": "The customer has taken it back.",
    },
    TemplateRequestAction: {
        "BEGIN": "`beginTemplate`",
        "ASK": "`askTemplateInfo`",
        "GIVE_INFO": "`giveTemplateInfo`",
        "DELIVER": "`deliverTemplate`",
        "APPROVE": "`answerTemplate`",
        "REQUEST_CHANGES": "`answerTemplate`, with what has to be different.",
        "REJECT": "`rejectTemplateRequest`",
        "CANCEL": "`cancelTemplateRequest`",
    },
    WorkItemKind: {
        "TEMPLATE_REQUEST": "A party wants a template of its own; for professionals.",
        "SCAN_VERIFICATION": "A scan of what a party has signed has to be compared with its contract; for them, too.",
    },
    WorkItemState: {
        "WAITING": "Nobody has it.",
        "CLAIMED": "Somebody has it.",
        "DONE": "Its subject needs nothing more.",
    },
    WorkItemAction: {
        "CLAIM": "`claimWorkItem`",
        "RELEASE": "`releaseWorkItem`",
        "ASSIGN": "`assignWorkItem`",
    },
    WorkItemOrder: {
        "DUE": "What is due first; work without a term comes last.",
        "NEWEST": "The latest first.",
        "PRIORITY": "The most urgent first, then what is due first.",
    },
    PartyKind: {
        "INDIVIDUAL": "One person.",
        "TEAM": "Several people who work together.",
        "ENTERPRISE": "A company or another organisation.",
    },
    MemberRole: {
        "OWNER": "May do everything.",
        "MANAGER": "May do everything except managing members and invitations.",
        "MEMBER": "May read, write remarks and messages, and edit drafts.",
    },
    StaffRole: {
        "ADMINISTRATOR": "Assigns resource managers, and oversees questions and bids.",
        "RESOURCE_MANAGER": "Takes charge of demands.",
        "EXPERT": "Is asked for technical advice.",
        "PROFESSIONAL": "Works on contracts and their documents.",
        "MEDIATOR": "Settles disputes.",
    },
    DemandState: {
        "DRAFT": "Not published yet.",
        "OPEN": "Takes bids until the deadline.",
        "SELECTING": "Bidding has ended; the awarder selects.",
        "AWARDED": "Offered to a candidate, who has not answered yet.",
        "CONTRACTED": "A candidate has accepted the offer.",
        "IN_PROGRESS": "The work has begun.",
        "COMPLETED": "The work is done.",
        "FAILED": "Concluded without an award.",
        "CANCELLED": "Ended by the awarder.",
        "SUSPENDED": "Held by staff until it is resumed.",
    },
    Bidding: {
        "OPEN": "The awarder reads bids as they arrive.",
        "SEALED": "Nobody but the applicant reads a bid before the deadline.",
    },
    DemandAction: {
        "PUBLISH": "`publishDemand`",
        "AMEND": "`amendDemand`",
        "EXTEND_DEADLINE": "`extendDeadline`",
        "CLOSE_BIDDING": "`closeBidding`",
        "REOPEN_BIDDING": "`reopenBidding`",
        "AWARD": "`awardDemand`",
        "CONCLUDE": "`concludeWithoutAward`",
        "CANCEL": "`cancelDemand`",
        "SUSPEND": "`suspendDemand`",
        "RESUME": "`resumeDemand`",
        "APPLY": "`saveBid`, for a party in the audience.",
        "ASK": "`askQuestion`",
    },
    DemandOrder: {
        "NEWEST": "The latest publication first.",
        "CLOSING_SOON": "The earliest deadline first.",
        "BUDGET": "By currency, then the largest budget first.",
    },
    BidState: {
        "DRAFT": "Not submitted yet.",
        "SUBMITTED": "It counts, and can win.",
        "NEEDS_CONFIRMATION": "The demand was amended: it counts again once it is confirmed or replaced.",
        "WITHDRAWN": "Taken back by the applicant.",
        "LAPSED": "Not submitted or confirmed by the deadline, or the demand was cancelled.",
        "INVALIDATED": "Struck out by staff, or by a conflict of interest.",
        "NOT_SELECTED": "It stood until the selection ended without it.",
    },
    ApplicantAction: {
        "SAVE": "`saveBid`",
        "SUBMIT": "`submitBid`, for a draft that is complete.",
        "CONFIRM": "`confirmBid`",
        "DISCARD_DRAFT": "`discardDraft`",
        "WITHDRAW": "`withdrawBid`",
        "INVALIDATE": "`invalidateBid`",
    },
    BidAction: {
        "EDIT": "`saveBid`",
        "SUBMIT": "`submitBid`",
        "WITHDRAW": "`withdrawBid`",
        "INVALIDATE": "`invalidateBid`",
    },
    AwardState: {
        "OFFERED": "Waits for an answer.",
        "ACCEPTED": "Accepted by the applicant.",
        "DECLINED": "Declined by the applicant.",
        "LAPSED": "Not answered in time.",
        "REVOKED": "Taken back before an answer: by the awarder, or with the demand or the bid.",
        "VOIDED": "Accepted, before the demand was cancelled or the bid was struck out.",
    },
    AwardAction: {"ACCEPT": "`acceptAward`", "DECLINE": "`declineAward`", "REVOKE": "`revokeAward`"},
    ContractKind: {
        "B2B": "A team or an enterprise does the work.",
        "B2C": "An individual does the work.",
    },
    ContractState: {
        "DRAFT": "Drafted by one side; nobody has answered yet.",
        "NEGOTIATING": "Its terms are not approved by both sides yet.",
        "READY_TO_SIGN": "Both sides have approved the same terms.",
        "PARTLY_EXECUTED": "One side has executed it.",
        "VERIFYING_OFFLINE": "A scan waits for somebody of the staff to look at it.",
        "CONSISTENCY_FAILED": "A scan is not of these terms.",
        "EFFECTIVE": "Both sides have executed the same terms.",
        "PERFORMING": "The work has begun. There is no escrow yet.",
        "COMPLETED": "All stages are settled. There is no escrow yet.",
        "TERMINATED": "Ended by agreement of both sides.",
        "REFUSED": "Refused before it was effective.",
        "EXPIRED": "Not approved or signed in time.",
        "SUPERSEDED": "A version of the terms that another one has replaced.",
    },
    ContractAction: {
        "REVISE": "`reviseContract`",
        "APPROVE_TERMS": "`approveTerms`",
        "SIGN": "`signContract`",
        "PROPOSE_TERMINATION": "`proposeTermination`",
        "ACCEPT_TERMINATION": "`acceptTermination`",
        "DECLINE_TERMINATION": "`declineTermination`",
        "LODGE_SCAN": "`lodgeScan`",
        "VERIFY_SCAN": "`verifyScan`, with `matches`",
        "REJECT_SCAN": "`verifyScan`, without `matches`",
        "REFUSE": "`refuseContract`",
    },
    ContractSide: {"AWARDER": "The party that awarded.", "RECEIVER": "The party that received the award."},
    ExecutionMode: {"ONLINE": "By a signature here.", "OFFLINE": "On paper, with a scan."},
    ExecutionState: {
        "PENDING": "Not executed yet.",
        "LODGED": "A scan waits for somebody of the staff to look at it.",
        "VERIFIED": "The scan was verified: this side has executed.",
        "EXECUTED": "Signed here: this side has executed.",
        "FAILED": "The scan is not of these terms.",
    },
    StageState: {
        "PLANNED": "Nothing is paid in yet.",
        "CANCELLED": "Dropped by a supplement, or the contract was terminated before.",
    },
    StageAction: {"FUND": "Paying the stage in. There is no escrow yet."},
    SupplementAction: {
        "APPROVE": "`approveSupplement`",
        "SIGN": "`signSupplement`",
        "REJECT": "`rejectSupplement`",
        "CANCEL": "`cancelSupplement`",
    },
    SupplementState: {
        "DRAFT": "Drafted by a member, and not proposed yet: its own side alone sees it.",
        "PROPOSED": "Waits for the other side.",
        "READY_TO_SIGN": "Both sides have approved it.",
        "PARTLY_EXECUTED": "One side has signed it.",
        "ACTIVE": "Part of the effective terms.",
        "REJECTED": "Refused by the other side.",
        "CANCELLED": "Taken back by the side that proposed it, or ended with the contract.",
        "EXPIRED": "Not approved or signed in time.",
        "STALE": "The effective terms are not those any more that it changes, or a stage cannot change any more.",
    },
    DocumentKind: {
        "TERMS": "The terms as canonical JSON.",
        "UNSIGNED": "The PDF without signatures.",
        "SIGNED": "The PDF with one signature or both.",
        "PRINT": "A print to be signed on paper.",
    },
    Standing: {
        "UNDECIDED": "Nothing was decided yet.",
        "ALTERNATIVE": "Kept as an alternative, at a rank.",
        "ELIMINATED": "Out of the selection; can be restored.",
        "SELECTED": "An offer was made to it.",
    },
    CandidateAction: {
        "PLACE_ALTERNATIVE": "`placeAlternative`",
        "DROP_ALTERNATIVE": "`dropAlternative`",
        "ELIMINATE": "`eliminateCandidates`",
        "RESTORE": "`restoreCandidate`",
        "AWARD": "`awardDemand`",
        "REMARK": "`addRemark`",
    },
    EliminationReason: {
        "PRICE": "It costs too much, or the price is not credible.",
        "CAPABILITY": "It lacks what the work needs.",
        "SCHEDULE": "It cannot deliver in time.",
        "REFERENCES": "Its earlier work does not convince.",
        "CONFLICT_OF_INTEREST": "It is too close to somebody who decides.",
        "OTHER": "Another reason, which the note gives.",
    },
    RemarkScope: {
        "TEAM": "Every member of the awarder can read it.",
        "PRIVATE": "Only its author can read it.",
    },
    ManagedOrder: {
        "DEADLINE": "The earliest deadline first.",
        "NEWEST": "The latest publication first.",
    },
    Unit: {
        "MONEY": "Major units of the demand's currency.",
        "DAYS": "Days.",
        "COUNT": "A whole number.",
        "SHARE": "A share from 0 to 1.",
        "RATING": "A rating from 1 to 5.",
    },
    RecordOrder: {
        "OLDEST": "The first entry first.",
        "NEWEST": "The last entry first.",
    },
    CandidateOrder: {
        "MERIT": "The highest score first.",
        "ARRIVAL": "The earliest bid first.",
        "PRICE": "The lowest price first.",
        "ALTERNATIVES": "Alternatives by their rank, then the others.",
    },
    Goal: {"HIGHER": "A higher raw value is better.", "LOWER": "A lower raw value is better."},
    BidArrivalKind: {
        "ARRIVED": "A bid was submitted for the first time.",
        "REVISED": "Another version was submitted, or the bid needs confirmation.",
        "WITHDRAWN": "A bid no longer stands.",
        "COUNTED": "The number of sealed bids changed.",
        "OPENED": "Sealed bids were opened.",
        "RESYNC": "Events were missed: load the place again.",
    },
    QuestionState: {
        "UNANSWERED": "Waits for an answer.",
        "ANSWERED": "Has an answer, which can be corrected.",
        "WITHDRAWN": "Taken back by the party that asked; gone for everyone.",
        "HIDDEN": "Only staff and the party that asked can see it.",
    },
    QuestionAction: {
        "ANSWER": "`answerQuestion`",
        "WITHDRAW": "`withdrawQuestion`",
        "HIDE": "`hideQuestion`",
        "RESTORE": "`restoreQuestion`",
    },
    ConversationKind: {"APPLICATION": "An application to a demand.", "CONTRACT": "A contract. There are none yet."},
    ConversationAction: {
        "SEND": "`sendMessage`, and editing and deleting own messages.",
        "INVITE": "`inviteToConversation` and `removeFromConversation`.",
    },
    InterviewState: {
        "PROPOSED": "Slots were offered; none is accepted yet.",
        "SCHEDULED": "A slot was accepted.",
        "LIVE": "A guest was admitted.",
        "ENDED": "It was held, and is over.",
        "NO_SHOW": "One side was missing.",
        "CANCELLED": "One side has cancelled it, or the application ended.",
        "EXPIRED": "No slot was accepted in time.",
    },
    InterviewAction: {
        "ACCEPT_SLOT": "`acceptSlot`",
        "COUNTER": "`counterSlots`",
        "MOVE": "`moveInterview`",
        "DECLINE_MOVE": "`declineMove`",
        "CANCEL": "`cancelInterview`",
        "JOIN": "`joinInterview`",
        "CONSENT": "`consentToRecording`",
        "ADMIT": "`admitGuest`",
        "REMOVE_GUEST": "`removeGuest`",
        "START_RECORDING": "`startRecording`",
        "STOP_RECORDING": "`stopRecording`",
        "END": "`endInterview`",
    },
    InterviewRole: {"HOST": "A member of the awarder.", "GUEST": "A member of the applicant."},
    Media: {"AUDIO": "Sound only.", "VIDEO": "Sound and picture."},
    Presence: {
        "AWAY": "Not there.",
        "LOBBY": "Waits for a host to admit them.",
        "INSIDE": "In the interview.",
    },
    Recording: {
        "OFF": "Nobody has requested it.",
        "ON": "Clients may record: everyone inside consents.",
        "PAUSED": "Requested, but somebody inside has not consented.",
    },
    SignalKind: {
        "OFFER": "The session description that begins a connection.",
        "ANSWER": "The session description that answers an offer.",
        "CANDIDATE": "An ICE candidate.",
    },
    MailTiming: {
        "NONE": "No mail.",
        "AT_ONCE": "A mail as it happens, combined with others if there are many.",
        "DIGEST": "In one mail every morning.",
    },
    NotificationKind: {
        "BID_ARRIVED": "A bid on a demand of the viewer's party was submitted.",
        "BID_WITHDRAWN": "A bid on a demand of the viewer's party was withdrawn or struck out.",
        "BIDS_OPENED": "The sealed bids on a demand of the viewer's party were opened.",
        "BID_NEEDS_CONFIRMATION": "The demand was amended: the bid of the viewer's party needs confirmation.",
        "BID_LAPSED": "The bid of the viewer's party was not submitted or confirmed in time.",
        "BID_INVALIDATED": "The bid of the viewer's party was struck out.",
        "BID_TAKEN_BACK": "The draft of the viewer's party was taken back, because of a conflict of interest.",
        "BID_IN_RESERVE": "Another bid was chosen; that of the viewer's party stays in reserve.",
        "DEMAND_AMENDED": "A demand was amended to which the viewer's party has applied, or about which they asked.",
        "DEADLINE_MOVED": "The deadline of such a demand has moved.",
        "DEMAND_CLOSED": "Bidding on a demand ended.",
        "DEMAND_REOPENED": "Bidding on a demand began again.",
        "DEMAND_CANCELLED": "A demand was cancelled.",
        "DEMAND_CONCLUDED": "A demand was concluded without an award.",
        "DEMAND_SUSPENDED": "Staff has suspended a demand.",
        "DEMAND_RESUMED": "Staff has resumed a demand.",
        "MANAGER_LEFT": "A demand no longer has a resource manager.",
        "AWARD_OFFERED": "A demand was offered to the viewer's party.",
        "AWARD_ANSWERED": "An offer of the viewer's party was accepted or declined.",
        "AWARD_LAPSED": "An offer was not answered in time.",
        "AWARD_REVOKED": "An offer to the viewer's party was revoked, or the bid that it had awarded was struck out.",
        "MESSAGE_RECEIVED": "There are new messages in a conversation.",
        "QUESTION_ASKED": "Somebody asked a question about a demand of the viewer's party.",
        "QUESTION_ANSWERED": "A question of the viewer's party was answered.",
        "INTERVIEW_PROPOSED": "The other side has offered slots for an interview.",
        "INTERVIEW_SCHEDULED": "A slot of an interview was accepted.",
        "INTERVIEW_MOVED": "The other side asks to move an interview.",
        "INTERVIEW_CANCELLED": "An interview was cancelled.",
        "INTERVIEW_LEFT": "The viewer was taken out of an interview.",
        "INTERVIEW_STARTING": "An interview begins soon.",
        "INTERVIEW_NO_SHOW": "An interview ended because a side was missing.",
        "INVITED_TO_PARTY": "The viewer was invited to join a party.",
        "MEMBER_JOINED": "Somebody joined the viewer's party.",
        "ROLE_CHANGED": "The viewer has another role in a party.",
        "VERIFICATION_REFUSED": "Staff did not verify a party of the viewer.",
        "PARTY_CLOSED": "A party of the viewer was closed.",
        "INVITED_TO_CONVERSATION": "The viewer was invited into a conversation.",
        "SEARCH_MATCHED": "Demands newly match a saved search.",
        "BID_NOT_SELECTED": "The contract with another applicant is effective: the viewer's bid has ended.",
        "CONTRACT_DRAFTED": "The other side has drafted a contract.",
        "CONTRACT_REVISED": "The other side has changed the terms of a contract.",
        "CONTRACT_APPROVED": "The other side has approved the terms of a contract.",
        "CONTRACT_TO_SIGN": "A contract waits for the signature of the viewer's party.",
        "CONTRACT_EXPIRING": "A contract that waits for the viewer's party expires soon.",
        "CONTRACT_EFFECTIVE": "A contract is effective.",
        "CONTRACT_REFUSED": "A contract was refused before it was effective.",
        "TERMINATION_PROPOSED": "The other side proposes to end a contract.",
        "TERMINATION_DECLINED": "The other side has ended the proposal to end a contract.",
        "CONTRACT_TERMINATED": "Both sides have agreed to end a contract.",
        "CONTRACT_INCONSISTENT": "A scan that the user's party has handed in does not match the contract.",
        "CONTRACT_EXPIRED": "A contract was not approved or signed in time.",
        "SUPPLEMENT_DRAFTED": "A colleague has drafted a supplement, which an owner or manager can propose.",
        "SUPPLEMENT_PROPOSED": "The other side has proposed a supplement to a contract.",
        "SUPPLEMENT_TO_SIGN": "A supplement waits for the signature of the viewer's party.",
        "SUPPLEMENT_EXPIRING": "A supplement that waits for the viewer's party expires soon.",
        "SUPPLEMENT_ACTIVE": "A supplement is part of the effective terms of a contract.",
        "SUPPLEMENT_REJECTED": "A supplement was rejected by the other side.",
        "SUPPLEMENT_CANCELLED": "A supplement was taken back, or has ended with its contract.",
        "SUPPLEMENT_EXPIRED": "A supplement was not approved or signed in time.",
        "SUPPLEMENT_STALE": "A supplement does not fit the effective terms any more.",
        "WORK_WAITING": "New work waits for the staff of a role.",
        "WORK_ASSIGNED": "An administrator has assigned work to the user.",
        "WORK_OVERDUE": "Work of the staff is overdue, for administrators.",
        "TEMPLATE_QUESTION_ASKED": "The professional asks something about a request for a template.",
        "TEMPLATE_QUESTION_ANSWERED": "The customer has answered, for the professional.",
        "TEMPLATE_DELIVERED": "A template waits for the customer's review.",
        "TEMPLATE_CHANGES_REQUESTED": "The customer wants something to be different, for the professional.",
        "TEMPLATE_PUBLISHED": "The customer has approved a template, for the professional.",
        "TEMPLATE_REJECTED": "No template can be made of the customer's document.",
        "TEMPLATE_CANCELLED": "The customer has taken a request back, for the professional.",
    },
}


def describe_values() -> None:
    """Gives the values of the enums their descriptions; call it before the schema is built."""
    for kind, words in VALUES.items():
        definition: Any = kind.__strawberry_definition__  # type: ignore[attr-defined]
        for value in definition.values:
            value.description = words.get(value.name)
