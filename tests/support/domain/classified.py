"""Who sees what: the table of the policy, and every field of the schema with the row that applies to it."""

from enum import Enum

from tests.support.domain.viewers import VIEWERS

# Rows are kinds of data; the columns are the viewers: the awarder's owner, manager and member, the applicant Anna and
# a member of her party, a rival, the demand's resource manager, another one, an administrator, a consultant, a
# professional, a stranger and a guest. y: yes, -: no, n: by `node` alone, a: only the author, who is the owner.
TABLE = """
published demand        y y y  y y y  y y y y y  y y
draft demand            y y y  - - -  - - - - -  - -
workbench               y y y  - - -  y - - - -  - -
bid of anna, open       y y y  y y -  y - n - -  - -
bid of rival, open      y y y  - - y  y - n - -  - -
bid of anna, hidden     y y y  y y -  y - n - -  - -
bid of rival, hidden    y y y  - - y  y - n - -  - -
bid of anna, sealed     - - -  y y -  - - - - -  - -
bid of rival, sealed    - - -  - - y  - - - - -  - -
bid of anna, opened     y y y  y y -  y - n - -  - -
bid of rival, opened    y y y  - - y  y - n - -  - -
draft of anna           - - -  y y -  - - - - -  - -
never submitted         - - -  - - -  - - - - -  - -
standing, open          y y y  - - -  y - - - -  - -
standing, hidden        y y y  - - -  y - - - -  - -
standing, sealed        - - -  - - -  - - - - -  - -
standing, opened        y y y  - - -  y - - - -  - -
team remark             y y y  - - -  - - - - -  - -
deleted remark          - - -  - - -  - - - - -  - -
private remark          a - -  - - -  - - - - -  - -
record, open            y y y  - - -  y - - - -  - -
record, opened          y y y  - - -  y - - - -  - -
award                   y y y  y y -  y - - - -  - -
contract                y y y  y y -  - - - - -  - -
checkout of a payment   y y -  - - -  - - - - -  - -
account of a party      y y y  - - -  - - - - -  - -
question                y y y  y y y  y y y y y  y y
hidden question         - - -  - - -  y - y - -  y -
withdrawn question      - - -  - - -  - - - - -  - -
asker of a question     - - -  - - -  y - y - -  - -
talk of anna, open      y y y  y y -  y - - - -  - -
talk of rival, open     y y y  - - y  - - - - -  - -
talk of anna, opened    y y y  y y -  - - - - -  - -
talk of contract        y y y  y y -  - - - - -  - -
deleted message         y y y  - - -  - - - - -  - -
interview               y y y  y y -  - - - - -  - -
signal of host          - - -  y - -  - - - - -  - -
signal of guest         y - -  - - -  - - - - -  - -
published review        y y y  y y y  y y y y y  y y
hidden review           y y y  - - -  - - - - -  - -
review that is due      - - -  y y -  - - - - -  - -
invitation              y - -  - - -  - - - - -  y -
session                 y - -  - - -  - - - - -  - -
upload                  y - -  - - -  - - - - -  - -
notification            - - -  y - -  - - - - -  - -
saved search            y - -  - - -  - - - - -  - -
deleted search          n - -  - - -  - - - - -  - -
library template        y y y  y y y  y y y y y  y -
template of a party     y y y  - - -  - - - - -  - -
template request        y y y  - - -  - - - - y  - -
ended request           y y y  - - -  - - - - -  - -
work item               - - -  - - -  - - y - y  - -
staff member            - - -  - - -  - - y - -  - -
"""
COUNTS = """
open                    y y y  y y y  y y y - -  y y
hidden                  y y y  - - -  y - - - -  - -
sealed                  y y y  - - -  y - - - -  - -
opened                  y y y  y y y  y y y - -  y y
draft                   y y y  - - -  - - - - -  - -
"""


def cells(table: str) -> dict[tuple[str, str], str]:
    rows = [(line[:24].strip(), line[24:].split()) for line in table.strip().splitlines()]
    return {(row, viewer): cell for row, line in rows for viewer, cell in zip(VIEWERS, line, strict=True)}


CELLS, COUNTED = cells(TABLE), cells(COUNTS)


class Row(Enum):
    """Who may see a field, besides being able to see its object."""

    PARENT = "whoever sees the object"
    COUNT = "number of bids"
    BID = "bid"
    DRAFT = "draft of anna"
    WORKBENCH = "the awarder's side"
    STANDING = "standing, rank, score, reason"
    REMARK = "remark"
    RECORD = "selection record"
    AWARD = "award"
    CONTRACT = "contract"
    PROGRESS = "state of a contract"
    PAYER = "checkout of a payment"
    ACCOUNT = "account of a party"
    CONVERSATION = "conversation"
    INTERVIEW = "interview"
    SELF = "the user alone"
    INBOX = "notification"
    MEMBER = "members of the party"
    OWNER = "owners of the party"
    ASKER = "asker of a question"
    SEARCH = "saved search"
    REQUEST = "template request or ended"
    WORK = "work item"
    STAFF = "staff member"
    DUE = "review that is due"


_PAGE = {Row.PARENT: "edges pageInfo totalCount"}
_EDGE = {Row.PARENT: "cursor node"}
_ABOUT_DEMAND = {Row.PARENT: "demand"}
CLASSIFIED: dict[str, dict[Row, str]] = {
    "Query": {
        Row.PARENT: "viewer demand demands defaultCriteria interview conversation conversations searchMessages node "
        "nodes templates templateRequest templateRequests workItems staffMembers "
        "contract statement feeBasisPoints leastBiddingSeconds documentCheck invoices payouts "
        "acceptanceWorkingDays idleDays idleMediationDays"
    },
    "Subscription": {
        Row.PARENT: "market bidArrivals interview presence workbench questions notifications conversation "
        "conversationPresence savedSearches workItems contract"
    },
    # The viewer and their own things.
    "Viewer": {
        Row.PARENT: "id user roles parties applications demands interviews invitations sessions language timeZone "
        "notifications unreadNotificationCount unreadMessageCount notificationPreferences savedSearches managedDemands "
        "partiesToVerify hiddenQuestions usersWithAddress contracts dueReviews"
    },
    "User": {Row.PARENT: "id name", Row.SELF: "email emailVerifiedAt"},
    "Party": {
        Row.PARENT: "id name kind verifiedAt skills summary version rating ratings record reviews closedAt",
        Row.MEMBER: "members myRole verificationRefusal signers payoutAccount taxProfile",
        Row.OWNER: "invitations",
    },
    "Rating": {Row.PARENT: "average count"},
    "KeyRating": {Row.PARENT: "key average count"},
    "WorkRecord": {Row.PARENT: "completedCount onTimeShare repeatShare disputedShare openCount"},
    # Reviews, each of which is shown or is not.
    "Review": {
        Row.PARENT: "id version direction author subject scores average body submittedAt publishedAt answer answeredAt "
        "work actions"
    },
    "StatementLineConnection": _PAGE,
    "StatementLineEdge": {Row.ACCOUNT: "cursor node"},
    "ReviewConnection": _PAGE,
    "ReviewEdge": _EDGE,
    "DueReviewConnection": _PAGE,
    "DueReviewEdge": {Row.DUE: "cursor node"},
    "ReviewScore": {Row.PARENT: "key points"},
    "ReviewedWork": {Row.PARENT: "title kind endedOn isAmountShown amount"},
    "DueReview": {Row.DUE: "id subject work title endedAt closesAt"},
    "Member": {Row.PARENT: "role user"},
    "Invitation": {Row.PARENT: "id role party email invitedAt expiresAt"},
    "Session": {Row.PARENT: "id token isCurrent createdAt lastUsedAt expiresAt userAgent viewer"},
    # Notifications, shown to nobody else.
    "Notification": {Row.INBOX: "id kind title body createdAt readAt subject"},
    "NotificationPreference": {Row.PARENT: "kind title isShown mail"},
    # What they look for, shown to nobody else.
    "SavedSearch": {
        Row.SEARCH: "id name filter order isAlerting version createdAt newCount lastMatchedAt",
    },
    "SavedFilter": {Row.SEARCH: "text skills states audience budgetAtLeast closesBefore"},
    # Demands.
    "BiddingDemand": {
        Row.PARENT: "id title description skills state version awarder publishedAt deadlineAt actions bidding audience "
        "budget currency durationDays isBidCountPublic criteria awardWorkingDays closedAt attachments questions "
        "history",
        Row.BID: "myApplicants",
        Row.COUNT: "bidCount openedAt",
        Row.WORKBENCH: "closableAt resourceManager workbench",
    },
    "AmendmentPreview": {Row.PARENT: "changes isMaterial deadlineAt"},
    "DemandVersion": {
        Row.PARENT: "number publishedAt isMaterial changes title description skills budget currency durationDays "
        "audience isBidCountPublic criteria deadlineAt attachments"
    },
    "FieldChange": {Row.PARENT: "field from to"},
    "Question": {
        Row.PARENT: "id body askedAt state version answer answeredAt correctedAt formerAnswers hiddenReason isMine "
        "demand actions",
        Row.ASKER: "asker",
    },
    "FormerAnswer": {Row.PARENT: "body answeredAt"},
    "Budget": {Row.PARENT: "low high"},
    "Criterion": {Row.PARENT: "key weight goal"},
    "Money": {Row.PARENT: "amount currency"},
    # Bids and awards.
    "Applicant": {
        Row.BID: "id state version actions party appliedAt withdrawnAt bid demand bidHistory",
        Row.DRAFT: "draft",
        Row.CONVERSATION: "conversation",
        Row.AWARD: "award",
        Row.STANDING: "candidate",
        Row.INTERVIEW: "interviews",
    },
    "Bid": {Row.BID: "id number state version price durationDays proposal stages attachments submittedAt actions"},
    "BidDraft": {Row.DRAFT: "id number price durationDays proposal stages attachments savedAt problems"},
    "BidStage": {Row.BID: "title amount dueAfterDays"},
    "Award": {
        Row.AWARD: "id state version price kind offeredAt lapsesAt answeredAt demand actions",
        Row.STANDING: "candidate",
        Row.CONTRACT: "contract",
        Row.PROGRESS: "contractState",
    },
    # Contracts.
    "Contract": {
        Row.CONTRACT: "id number state version kind awarder receiver total digest printedCode terms language "
        "feeBasisPoints signsFirst missing approvals executions document copies stages versions supplements reviews "
        "invoices invoicing effectiveTerms "
        "isConversationOpen conversationClosesAt warrantyEndsAt acceptanceWorkingDays "
        "award demand draftedAt expiresAt effectiveAt endedAt endReason terminationBy terminationReason bundleUrl "
        "waits actions cursor record recordLength recordDigest firstBrokenSeq",
        Row.CONVERSATION: "conversation",
    },
    "ContractEntry": {
        Row.CONTRACT: "seq action actor side reason texts facts occurredAt canonical digest",
    },
    "ContractWait": {Row.CONTRACT: "task side stage"},
    "RecordFact": {Row.CONTRACT: "name value"},
    "Stage": {
        Row.CONTRACT: "id contract number title state amount lacking funded released fee refunded held billable "
        "acceptanceTerms dueOn submittedAt acceptedAt autoAcceptsAt refundReason refundsAt refundSilenceDays "
        "disputeAnswerWorkingDays idleRemindsAt idleEndsAt settledAt submissions payments dispute version actions"
    },
    "Dispute": {
        Row.CONTRACT: "id state version openedAt opener respondent reason answersBy silenceLoses negotiatesUntil "
        "mediatesUntil mediator subject contract held statements settlement ruling endedAt withdrawnFor actions",
        Row.CONVERSATION: "conversation",
    },
    "DisputeStatement": {Row.CONTRACT: "party user body attachments madeAt"},
    "Settlement": {
        Row.CONTRACT: "id number digest proposer toReceiver fee net toAwarder note proposedAt acceptedAt",
    },
    "Ruling": {Row.CONTRACT: "toReceiver fee net toAwarder reason ruledAt"},
    "Submission": {Row.CONTRACT: "id number note attachments submittedBy submittedAt reworkNote reworkAt"},
    "Statement": {Row.ACCOUNT: "id balance lines"},
    "StatementLine": {Row.ACCOUNT: "id kind amount balanceAfter occurredAt", Row.CONTRACT: "stage contract payment"},
    "Payment": {
        Row.CONTRACT: "id kind state amount madeAt settledAt",
        Row.PAYER: "checkoutUrl",
        Row.ACCOUNT: "account failure failureKind",
    },
    "PayoutAccount": {Row.ACCOUNT: "id state url"},
    "Execution": {Row.CONTRACT: "side party mode state executedAt signer document note"},
    "Approval": {Row.CONTRACT: "side user approvedAt"},
    "ContractVersion": {
        Row.CONTRACT: "number state digest terms total stages templateVersion document pages side madeBy madeAt changes"
    },
    "ContractVersionStage": {Row.CONTRACT: "title amount acceptanceTerms dueOn"},
    "TermsChange": {Row.CONTRACT: "path from to"},
    "EffectiveTerms": {Row.CONTRACT: "total stages terms asOf"},
    "EffectiveStage": {Row.CONTRACT: "title amount"},
    "Supplement": {
        Row.CONTRACT: "id number state version digest printedCode terms rationale side draftedBy draftedAt proposedAt "
        "approvedBy approvedAt total stages changes executions document copies pages contract expiresAt activatedAt "
        "endedAt endReason actions record recordLength recordDigest firstBrokenSeq"
    },
    "Invoice": {
        Row.CONTRACT: "id number kind state version side treatment net tax gross withheld credited issuedOn issuedAt "
        "requestedAt rejectedAt rejectReason deliveredAt digest terms seller buyer contract stage creditNotes document "
        "structured whyNotStructured obstacles expected actions"
    },
    "ExpectedInvoice": {Row.CONTRACT: "taxBasisPoints taxReason net tax gross"},
    "Invoicing": {Row.CONTRACT: "side kind taxBasisPoints taxReason lines obstacles"},
    "InvoicingLine": {Row.CONTRACT: "stageNumber net tax gross"},
    "Obstacle": {Row.CONTRACT: "code message side place"},
    "CreditNote": {
        Row.CONTRACT: "id number net tax gross reason issuedOn issuedAt invoice document structured whyNotStructured"
    },
    "TaxProfile": {
        Row.MEMBER: "name address city country postcode vatNumber taxNumber registration email isSmallBusiness "
        "agreesToSelfBilling version describedAt"
    },
    # For whoever has a copy, and with it the hash.
    "DocumentCheck": {
        Row.PARENT: "isKnown kind contractNumber version state supplementNumber supplementState executedAt"
    },
    # Files.
    "Upload": {Row.SELF: "id url expiresAt"},
    "Attachment": {Row.PARENT: "id fileName mediaType byteSize url thumbnailUrl"},
    # The awarder's side.
    "Workbench": {
        Row.WORKBENCH: "id demand cursor criteria",
        Row.STANDING: "standings alternatives candidates gone ordering comparison award",
        Row.RECORD: "record recordLength recordDigest firstBrokenSeq",
    },
    "StandingCount": {Row.STANDING: "standing count"},
    "Candidate": {
        Row.STANDING: "id standing alternativeRank isUnread arrivedAt version actions score applicant former "
        "remarkCount",
        Row.REMARK: "remarks",
        Row.RECORD: "decision",
        Row.INTERVIEW: "interviews",
    },
    "Score": {Row.STANDING: "rank total points contributions"},
    "Contribution": {Row.STANDING: "key weight raw normalized contribution isMissing counted best worst missingSkills"},
    "Comparison": {Row.STANDING: "candidates rows"},
    "ComparisonRow": {Row.STANDING: "key unit goal cells"},
    "ComparisonCell": {Row.STANDING: "value text isMissing isBest"},
    "OrderedCandidate": {Row.STANDING: "candidate rank total points"},
    "Remark": {Row.REMARK: "id body scope author createdAt editedAt version candidate"},
    "SelectionEntry": {Row.RECORD: "seq action actor candidate reason texts occurredAt canonical digest"},
    # Of the records of selections and of contracts.
    "RecordText": {Row.PARENT: "name digest salt text"},
    # Conversations.
    "Conversation": {
        Row.CONVERSATION: "id kind demand applicant openedAt lastActivityAt cursor participants lastMessage "
        "unreadCount readThrough actions messages",
        Row.CONTRACT: "contract dispute",
    },
    "ConversationParticipant": {Row.CONVERSATION: "user party readThrough"},
    "Message": {
        Row.CONVERSATION: "id seq body sentAt editedAt editingEndsAt isDeleted version clientMessageId sender party "
        "replyTo attachments history conversation"
    },
    "MessageVersion": {Row.CONVERSATION: "body writtenAt"},
    # Interviews.
    "Interview": {
        Row.INTERVIEW: "id state version topic media slots offeredBy startsAt endsAt timeZone moves participants "
        "recording cancelReason endedAt actions demand applicant calendar calendarUrl cursor"
    },
    "InterviewParticipant": {Row.INTERVIEW: "user role presence peerId recordingConsent isAbsent removedAt"},
    "Slot": {Row.INTERVIEW: "startsAt endsAt"},
    # Answers to joining and to signals, for that user alone.
    "InterviewSeat": {Row.INTERVIEW: "interview peerId iceServers expiresAt cursor"},
    "IceServer": {Row.INTERVIEW: "urls username credential"},
    "SignalSent": {Row.INTERVIEW: "seq"},
    # Results of mutations on several candidates; reached in no other way.
    "EliminationOutcome": {Row.STANDING: "outcomes"},
    "CandidateOutcomes": {Row.STANDING: "outcomes"},
    "CandidateOutcome": {Row.STANDING: "candidateId result"},
    # Results of account mutations.
    "ResetRequest": {Row.PARENT: "email"},
    "PasswordReset": {Row.PARENT: "endedSessionCount"},
    # Pages.
    "PageInfo": {Row.PARENT: "hasNextPage hasPreviousPage startCursor endCursor"},
    "DemandConnection": {Row.PARENT: "cursor edges pageInfo totalCount"},
    "DemandEdge": _EDGE,
    "DemandVersionConnection": _PAGE,
    "DemandVersionEdge": _EDGE,
    "QuestionConnection": {Row.PARENT: "cursor edges pageInfo totalCount"},
    "QuestionEdge": _EDGE,
    "HiddenQuestionConnection": _PAGE,
    "PartyConnection": _PAGE,
    "PartyEdge": _EDGE,
    "ApplicantConnection": _PAGE,
    "ApplicantEdge": _EDGE,
    "CandidateConnection": {Row.STANDING: "edges pageInfo totalCount"},
    "CandidateEdge": {Row.STANDING: "cursor node"},
    "RemarkConnection": {Row.REMARK: "edges", Row.PARENT: "pageInfo totalCount"},
    "RemarkEdge": {Row.REMARK: "cursor node"},
    "ConversationConnection": _PAGE,
    "ConversationEdge": {Row.CONVERSATION: "cursor node"},
    "MessageConnection": _PAGE,
    "MessageEdge": {Row.CONVERSATION: "cursor node"},
    "SelectionEntryConnection": {Row.RECORD: "edges pageInfo totalCount"},
    "NotificationConnection": {Row.PARENT: "cursor edges pageInfo totalCount"},
    "NotificationEdge": {Row.INBOX: "cursor node"},
    "SavedSearchConnection": {Row.PARENT: "cursor edges pageInfo totalCount"},
    "SavedSearchEdge": {Row.SEARCH: "cursor node"},
    "SelectionEntryEdge": {Row.RECORD: "cursor node"},
    "ContractConnection": _PAGE,
    "PaymentConnection": _PAGE,
    "PaymentEdge": {Row.ACCOUNT: "cursor node"},
    "InvoiceConnection": _PAGE,
    "InvoiceEdge": {Row.CONTRACT: "cursor node"},
    "ContractEntryConnection": _PAGE,
    "ContractEntryEdge": {Row.CONTRACT: "cursor node"},
    "ContractEdge": {Row.CONTRACT: "cursor node"},
    "InterviewConnection": _PAGE,
    "InterviewEdge": {Row.INTERVIEW: "cursor node"},
    # Events.
    "MarketEvent": {Row.PARENT: "cursor occurredAt event"},
    "DemandPublished": _ABOUT_DEMAND,
    "DemandAmended": _ABOUT_DEMAND,
    "BiddingClosed": _ABOUT_DEMAND,
    "DemandStateChanged": _ABOUT_DEMAND,
    "ResyncRequired": {Row.PARENT: "code"},
    "QuestionEvent": {Row.PARENT: "cursor occurredAt event"},
    "QuestionAsked": {Row.PARENT: "question"},
    "QuestionAnswered": {Row.PARENT: "question"},
    "QuestionWithdrawn": {Row.PARENT: "questionId"},
    "QuestionHidden": {Row.PARENT: "questionId"},
    "QuestionRestored": {Row.PARENT: "question"},
    "WorkbenchEvent": {Row.WORKBENCH: "cursor occurredAt actor event"},
    "PresenceShown": {Row.PARENT: "people"},
    "BidArrival": {Row.WORKBENCH: "cursor occurredAt kind bidCount candidate"},
    "BidArrived": {Row.STANDING: "candidate", Row.WORKBENCH: "bidCount"},
    "BidRevised": {Row.STANDING: "candidate", Row.WORKBENCH: "number"},
    "BidWithdrawn": {Row.STANDING: "candidate", Row.WORKBENCH: "bidCount"},
    "BidCountChanged": {Row.WORKBENCH: "bidCount"},
    "BidsOpened": {Row.WORKBENCH: "bidCount"},
    "CandidateRead": {Row.STANDING: "candidate"},
    "StandingChanged": {Row.STANDING: "candidate from to reason"},
    "RemarkAdded": {Row.REMARK: "remark"},
    "RemarkEdited": {Row.REMARK: "remark"},
    "RemarkDeleted": {Row.REMARK: "remarkId candidate"},
    "AwardOffered": {Row.AWARD: "award"},
    "AwardAnswered": {Row.AWARD: "award"},
    "RecordEntryAdded": {Row.RECORD: "entry"},
    "NotificationEvent": {Row.INBOX: "cursor occurredAt event"},
    "NotificationAdded": {Row.INBOX: "notification"},
    "NotificationsRead": {Row.INBOX: "throughId notificationId unreadNotificationCount"},
    "PayoutAccountChanged": {Row.INBOX: "party"},
    "PayoutSettled": {Row.INBOX: "payment"},
    "ConversationEvent": {Row.CONVERSATION: "cursor occurredAt event"},
    "MessageSent": {Row.CONVERSATION: "message"},
    "MessageEdited": {Row.CONVERSATION: "message"},
    "MessageDeleted": {Row.CONVERSATION: "message"},
    "ReadMoved": {Row.CONVERSATION: "user through"},
    "TypingShown": {Row.CONVERSATION: "user until"},
    "GuestsChanged": {Row.CONVERSATION: "conversation"},
    "SavedSearchEvent": {Row.SEARCH: "cursor occurredAt event"},
    "SearchMatched": {Row.SEARCH: "savedSearch demand newCount"},
    "InterviewEvent": {Row.INTERVIEW: "cursor occurredAt event"},
    "ContractEvent": {Row.CONTRACT: "cursor occurredAt actor event"},
    "ContractChanged": {Row.CONTRACT: "contract"},
    "SupplementChanged": {Row.CONTRACT: "supplement"},
    "StageChanged": {Row.CONTRACT: "stage"},
    "DisputeChanged": {Row.CONTRACT: "dispute"},
    "ReviewChanged": {Row.CONTRACT: "reviewId"},
    "InvoiceChanged": {Row.CONTRACT: "invoice"},
    "PresenceChanged": {Row.INTERVIEW: "user presence peerId"},
    "SignalReceived": {Row.INTERVIEW: "fromPeerId kind payload"},
    "InterviewChanged": {Row.INTERVIEW: "interview"},
    # Templates, and the work that requests for them make.
    "Template": {Row.PARENT: "id key name kind purpose language party latestVersion createdAt"},
    "TemplateVersion": {Row.PARENT: "id number fields sha256 source createdAt template"},
    "TemplateField": {
        Row.PARENT: "key label type isRequired hint options columns maxLength decimals least most mostRows suggestion"
    },
    "TemplateOption": {Row.PARENT: "value label"},
    "TemplateRequest": {
        Row.REQUEST: "id name kind purpose language notes days state version submittedAt dueAt isOverdue endedAt "
        "reason party source conversion question questions preview templateFields rounds template actions",
        Row.WORK: "assignee",
    },
    "TemplateConversion": {Row.REQUEST: "source fields placeholders selections prompts findings"},
    "TemplatePrompt": {Row.REQUEST: "key text"},
    "TemplateFinding": {Row.REQUEST: "kind where text"},
    "TemplateQuestion": {Row.REQUEST: "question askedAt answer answeredAt attachments"},
    "TemplateRound": {Row.REQUEST: "number note fields preview deliveredAt isApproved changes answeredAt"},
    "WorkItem": {
        Row.WORK: "id kind state version openedAt dueAt isOverdue priority assignee claimedUntil subjectState actions",
        Row.REQUEST: "title subject",
    },
    "WorkCount": {Row.WORK: "kind waiting overdue"},
    "StaffMember": {Row.STAFF: "id user roles openCount"},
    "WorkItemEvent": {Row.WORK: "cursor occurredAt event"},
    "WorkItemOpened": {Row.WORK: "workItem"},
    "WorkItemChanged": {Row.WORK: "workItem"},
    "TemplateConnection": _PAGE,
    "TemplateEdge": _EDGE,
    "TemplateRequestConnection": _PAGE,
    "TemplateRequestEdge": _EDGE,
    "WorkItemConnection": {Row.PARENT: "cursor counts edges pageInfo totalCount"},
    "WorkItemEdge": {Row.WORK: "cursor node"},
    "StaffMemberConnection": _PAGE,
    "StaffMemberEdge": {Row.STAFF: "cursor node"},
    # Refusals.
    "Refused": {Row.PARENT: "code message retryAfterSeconds"},
    "Conflict": {Row.PARENT: "code message currentVersion"},
    "Obstructed": {Row.PARENT: "code message obstacles"},
    "InvalidInput": {Row.PARENT: "code message fields"},
    "FieldProblem": {Row.PARENT: "path message code parameters"},
    "FieldParameter": {Row.PARENT: "name value"},
}
