"""Users of a running server: each signs up, acts for a party and sends GraphQL requests."""

import itertools
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.api.behind import verify
from tests.support.api.client import Client
from tests.support.api.doors import plain_fields, thing_of
from tests.support.api.server import Server

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)

REFUSAL = "... on Refusal { __typename code message } ... on InvalidInput { fields { path message } } "
REFUSAL += "... on Conflict { currentVersion }"
DEMAND = """id title description skills state version awarder { id name } publishedAt deadlineAt actions
  ... on BiddingDemand { bidding audience currency bidCount durationDays
    budget { low { amount } high { amount currency } } }"""
BID = "id number state version price { amount currency } durationDays proposal submittedAt actions"
DRAFT = """id number price { amount currency } durationDays proposal savedAt problems { path message }
  stages { title amount { amount } dueAfterDays }"""
APPLICANT = f"""id state version actions party {{ id name }} appliedAt withdrawnAt draft {{ {DRAFT} }}
  bid {{ {BID} stages {{ title amount {{ amount }} }} }}"""
CANDIDATE = f"""id standing alternativeRank isUnread arrivedAt version actions
  score {{ rank total contributions {{ key weight raw normalized contribution isMissing }} }}
  applicant {{ {APPLICANT} }}"""
AWARD = "id state version lapsesAt actions price { amount currency } kind"
CONTRACT = """id number state version kind digest total { amount currency } missing actions cursor expiresAt
  approvals { side user { id } } executions { side mode state executedAt signer { id } document { id url } }
  document { id url fileName } stages { id number title amount { amount currency } }"""
REMARK = "id body scope version author { id name } createdAt editedAt"
QUESTION = """id state version body askedAt answer answeredAt correctedAt isMine asker { id name } actions hiddenReason
  formerAnswers { body answeredAt } demand { id }"""
INTERVIEW = """id state version topic media slots { startsAt endsAt } offeredBy startsAt endsAt timeZone moves
  participants { user { id name } role presence peerId recordingConsent isAbsent removedAt }
  recording cancelReason endedAt actions cursor"""
WORKBENCH = f"""query ($id: ID!, $filter: CandidateFilter, $order: CandidateOrder, $first: Int, $after: String) {{
  demand(id: $id) {{ {DEMAND} ... on BiddingDemand {{ workbench {{ id cursor
    standings {{ standing count }} criteria {{ key weight goal }} alternatives {{ id alternativeRank }}
    award {{ {AWARD} candidate {{ id }} }}
    candidates(filter: $filter, order: $order, first: $first, after: $after) {{
      edges {{ cursor node {{ {CANDIDATE} remarks {{ edges {{ node {{ {REMARK} }} }} }} }} }}
      pageInfo {{ hasNextPage endCursor }} }} }} }} }} }}"""
FEED = f"""subscription ($id: ID!, $after: String) {{ workbench(demandId: $id, after: $after) {{
  cursor occurredAt actor {{ id }} event {{ __typename
    ... on BidArrived {{ candidate {{ {CANDIDATE} }} }} ... on BidRevised {{ candidate {{ {CANDIDATE} }} }}
    ... on BidWithdrawn {{ candidate {{ id }} }} ... on BidCountChanged {{ bidCount }} ... on BidsOpened {{ bidCount }}
    ... on StandingChanged {{ candidate {{ id standing alternativeRank version }} from to reason }}
    ... on RemarkAdded {{ remark {{ {REMARK} candidate {{ id }} }} }} ... on RemarkEdited {{ remark {{ {REMARK} }} }}
    ... on RemarkDeleted {{ remarkId candidate {{ id }} }}
    ... on DemandAmended {{ demand {{ id version deadlineAt }} }} ... on BiddingClosed {{ demand {{ id state }} }}
    ... on DemandStateChanged {{ demand {{ id state }} }}
    ... on AwardOffered {{ award {{ id state candidate {{ id }} }} }} ... on AwardAnswered {{ award {{ id state }} }}
    ... on ResyncRequired {{ code }} }} }} }}"""
ARRIVALS = """subscription ($id: ID!, $after: String) {
  bidArrivals(demandId: $id, after: $after) { cursor kind bidCount candidate { id applicant { party { name } } } } }"""
MARKET = """subscription ($filter: DemandFilter, $after: String) { market(filter: $filter, after: $after) {
  cursor event { __typename ... on DemandPublished { demand { id title } } ... on DemandAmended { demand { id } }
    ... on BiddingClosed { demand { id state } } ... on DemandStateChanged { demand { id state } }
    ... on ResyncRequired { code } } } }"""
NOTIFICATION = "id kind title body createdAt readAt subject { __typename id }"
INBOX = f"""query ($first: Int, $after: String) {{ viewer {{ unreadNotificationCount
  notifications(first: $first, after: $after) {{
    cursor edges {{ cursor node {{ {NOTIFICATION} }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"""
NEWS = f"""subscription ($after: String) {{ notifications(after: $after) {{ cursor occurredAt event {{ __typename
  ... on NotificationAdded {{ notification {{ {NOTIFICATION} }} }}
  ... on NotificationsRead {{ throughId notificationId unreadNotificationCount }}
  ... on ResyncRequired {{ code }} }} }} }}"""
MESSAGE = """id seq body sentAt editedAt isDeleted version clientMessageId sender { id name } party { id }
  replyTo { id } history { body writtenAt } attachments { id fileName byteSize }"""
CONVERSATION = f"""id kind participants {{ user {{ id name }} party {{ id name }} }} lastMessage {{ {MESSAGE} }}
  unreadCount readThrough actions cursor"""
TALK = f"""subscription ($id: ID!, $after: String) {{ conversation(id: $id, after: $after) {{
  cursor occurredAt event {{ __typename
    ... on MessageSent {{ message {{ {MESSAGE} }} }} ... on MessageEdited {{ message {{ {MESSAGE} }} }}
    ... on MessageDeleted {{ message {{ {MESSAGE} }} }} ... on ReadMoved {{ user {{ id }} through }}
    ... on TypingShown {{ user {{ id name }} until }}
    ... on GuestsChanged {{ conversation {{ participants {{ user {{ id }} }} }} }}
    ... on ResyncRequired {{ code }} }} }} }}"""
# The selection for each type of result; all other types get their plain fields.
RETURNS = {
    "Conversation": CONVERSATION,
    "Message": MESSAGE,
    "Session": "id token expiresAt viewer { user { id name email } parties { id name kind } }",
    "Party": "id name kind skills summary version verifiedAt closedAt members { role user { id name } }",
    "BiddingDemand": DEMAND,
    "Applicant": APPLICANT,
    "Candidate": CANDIDATE,
    "Award": AWARD,
    "Remark": REMARK,
    "Question": QUESTION,
    "Contract": CONTRACT,
    "Viewer": "language timeZone unreadNotificationCount notificationPreferences { kind isShown mail }",
    "Interview": INTERVIEW,
    "InterviewSeat": f"""interview {{ {INTERVIEW} }} peerId iceServers {{ urls username credential }}
      expiresAt cursor""",
    **dict.fromkeys(
        ("EliminationOutcome", "CandidateOutcomes"),
        f"outcomes {{ candidateId result {{ __typename ... on Candidate {{ {CANDIDATE} }} {REFUSAL} }} }}",
    ),
}


def in_(**time: float) -> str:
    """The instant at that distance from now."""
    return (datetime.now(UTC) + timedelta(**time)).isoformat()


class Person:
    """A user at a client, signed in or a guest, acting for one party."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = Client(url)
        self.email = f"person{next(_numbers)}@example.org"
        self.party = ""
        self.user = ""

    async def act(self, operation: str, **given: Any) -> dict[str, Any]:
        """The result of a mutation: the thing or a refusal."""
        kind = thing_of(operation)
        name = operation[0].upper() + operation[1:]
        document = f"mutation ($input: {name}Input!) {{ {operation}(input: $input) {{ __typename "
        document += f"... on {kind} {{ {RETURNS.get(kind) or plain_fields(kind)} }} {REFUSAL} }} }}"
        answer: dict[str, Any] = (await self.client.query(document, input=given))[operation]
        return answer

    async def do(self, operation: str, **given: Any) -> dict[str, Any]:
        """The result of a mutation that has to succeed."""
        answer = await self.act(operation, **given)
        assert answer["__typename"] == thing_of(operation), answer
        return answer

    async def refused(self, operation: str, **given: Any) -> str:
        """The code with which a mutation is refused."""
        answer = await self.act(operation, **given)
        assert "code" in answer, answer
        return str(answer["code"])

    async def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        return await self.client.query(document, **variables)

    async def workbench(self, demand: str, **variables: Any) -> dict[str, Any]:
        """The demand with its workbench."""
        found: dict[str, Any] = (await self.ask(WORKBENCH, id=demand, **variables))["demand"]
        return found

    async def candidates(self, demand: str, **variables: Any) -> list[dict[str, Any]]:
        found = await self.workbench(demand, **variables)
        return [edge["node"] for edge in found["workbench"]["candidates"]["edges"]]

    async def version(self, demand: str) -> int:
        found = await self.ask("query ($id: ID!) { demand(id: $id) { version state } }", id=demand)
        return int(found["demand"]["version"])


def at(server: Server, who: Person) -> Person:
    """The same user, at another server."""
    there = copy(who)
    there.url, there.client = server.url, server.client(who.client.token)
    return there


async def person(url: str, name: str = "Ada") -> Person:
    """A new user, acting for their individual party."""
    somebody = Person(url)
    session = await somebody.do("signUp", email=somebody.email, password=PASSWORD, name=name)
    somebody.client = Client(url, session["token"])
    somebody.user = session["viewer"]["user"]["id"]
    somebody.party = session["viewer"]["parties"][0]["id"]
    return somebody


async def enterprise(url: str, name: str = "Acme") -> Person:
    """A new user, acting for an enterprise that they created."""
    owner = await person(url)
    owner.party = (await owner.do("createParty", name=name, kind="ENTERPRISE"))["id"]
    return owner


async def colleague(of: Person, role: str = "MEMBER") -> Person:
    """A new user who has joined the party."""
    somebody = await person(of.url)
    await somebody.do("acceptInvitation", invitationId=await invited(somebody, of, role))
    somebody.party = of.party
    return somebody


async def invited(somebody: Person, of: Person, role: str = "MEMBER") -> str:
    """The id of a new invitation to the party, which the user with a verified address can accept."""
    await verify(somebody.url, somebody.email)
    await of.do("inviteMember", partyId=of.party, email=somebody.email, role=role)
    found = await somebody.ask("{ viewer { invitations { id party { id } } } }")
    return next(str(each["id"]) for each in found["viewer"]["invitations"] if each["party"]["id"] == of.party)


async def grant(server: Server, to: Person, role: str) -> None:
    """Gives the user a role on the platform's staff, as the operator does."""
    await verify(server.url, to.email)
    server.run("grant", to.email, role)


async def draft(awarder: Person, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "partyId": awarder.party,
        "title": "A payment service",
        "description": "Build and run a payment service.",
        "skills": ["Python", "PostgreSQL"],
        "budget": {"low": "1000.00", "high": "5000.00", "currency": "USD"},
        "durationDays": 60,
        "deadlineAt": in_(hours=1),
        "audience": ["INDIVIDUAL", "TEAM", "ENTERPRISE"],
    }
    return await awarder.do("draftDemand", **{**given, **changes})


async def published(awarder: Person, **changes: Any) -> str:
    """The id of a new demand that is open for bids."""
    made = await draft(awarder, **changes)
    await awarder.do("publishDemand", demandId=made["id"], expectedVersion=made["version"])
    return str(made["id"])


async def saved(
    bidder: Person, demand: str, price: str = "3000.00", currency: str = "USD", **changes: Any
) -> dict[str, Any]:
    given: dict[str, Any] = {
        "demandId": demand,
        "partyId": bidder.party,
        "price": {"amount": price, "currency": currency},
        "durationDays": 60,
        "proposal": "We have done this before.",
        "stages": [{"title": "All of it", "amount": price, "dueAfterDays": 60}],
    }
    return await bidder.do("saveBid", **{**given, **changes})


async def submitted(bidder: Person, demand: str, price: str = "3000.00", **changes: Any) -> dict[str, Any]:
    """The application with its bid submitted."""
    application = await saved(bidder, demand, price, **changes)
    return await bidder.do("submitBid", applicantId=application["id"], expectedVersion=application["version"])
