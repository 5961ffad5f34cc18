"""A market with every kind of data that someone may not see, and every kind of viewer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from models.accounts.users import StaffRole, User, grant
from models.changes import StoredEvent, StreamHead
from models.clock import now
from models.contracts.contract import ContractStage, StageState
from models.demands.candidates import Candidate
from models.disputes.dispute import Settlement
from models.ids import key_of, named, opaque
from models.messages.conversations import Conversation
from models.notifications.kinds import Notification
from models.payments.payment import Payment, PaymentKind, PayoutAccount
from realtime.cursors import Cursor
from tests.support.api.behind import verify
from tests.support.api.doors import Seen, Told, comparing, every_one_of, everything, everything_of
from tests.support.api.uploading import uploaded
from tests.support.domain.contracting import contracted, supplement_to, terms_of
from tests.support.domain.market import (
    PASSWORD,
    Person,
    colleague,
    draft,
    enterprise,
    in_,
    invited,
    person,
    published,
    saved,
    submitted,
)
from tests.support.domain.reviewed import review_contract
from tests.support.domain.templated import template_things

TEAM = ("owner", "manager", "member")
STAFF = {
    "resource_manager": StaffRole.RESOURCE_MANAGER,
    "other_manager": StaffRole.RESOURCE_MANAGER,
    "administrator": StaffRole.ADMINISTRATOR,
    "consultant": StaffRole.EXPERT,
    "professional": StaffRole.PROFESSIONAL,
}
VIEWERS = (*TEAM, "anna", "annas_member", "rival", *STAFF, "stranger", "guest")
FEEDS = ("bidArrivals", "workbench", "presence", "questions")
PLACES = {"questions": "questions"}  # whose stream is not the demand's own
BEGUN_ANEW = ("questions", "notifications", "savedSearches", "interview", "workItems", "contract")
OWN = {"notifications": "user", "savedSearches": "searches"}  # streams of one user
NEWS = ("notification.added", "notifications.read", "notification.read")
ARRIVALS = ("bid.arrived", "bid.revised", "bid.withdrawn", "bid.counted", "bids.opened")


class Market:
    """The users by role, the demands by kind, and the marks by which each kind of secret is recognized."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.people: dict[str, Person] = {}
        self.parties: dict[str, set[str]] = {}
        self.demands: dict[str, str] = {}
        self.applications: dict[tuple[str, str], dict[str, Any]] = {}
        self.things: dict[str, tuple[str, str]] = {}  # by id: the row of the policy, and the demand or person
        self.interviews: dict[str, str] = {}
        self.contracts: dict[str, dict[str, Any]] = {}
        self.supplements: dict[str, dict[str, Any]] = {}
        self.peer = ""
        self.marks: dict[str, set[str]] = {}
        self.files: dict[str, str] = {}  # by the id of the upload: the row of the policy
        self.starts: dict[str, str] = {}
        self.inboxes: dict[str, set[str]] = {}
        self.talks: dict[str, dict[str, Any]] = {}  # by name: the conversation as it was opened
        self._doors: dict[str, dict[str, str]] = {}
        self._facts: dict[str, list[Seen]] = {}

    def note(self, row: str, of: str, *marks: str, id: str | None = None) -> None:
        """Records the marks that reveal the row wherever they appear; the id of a thing is such a mark."""
        self.marks.setdefault(row, set()).update(marks, {id} if id else ())
        if id:
            self.things[id] = row, of

    def attach(self, row: str, of: str, upload: str) -> None:
        """Records a file that is attached to the row's thing."""
        self.files[upload] = row
        if of in ("draft", "sealed") or row == "draft of anna":
            self.note(row, of, id=opaque("Attachment", _key("Upload", upload)))

    def viewer(self, name: str) -> str:
        """The id of the person as a viewer."""
        key = key_of("User", self.people[name].user)
        return opaque("Viewer", key) if key else ""

    def of_kind(self, kind: str) -> list[str]:
        """The ids of the things of one kind."""
        return [id for id in self.things if (thing := named(id)) and thing[0] == kind]

    def of(self, demand: str) -> str:
        """The name of the demand."""
        return next(kind for kind, id in self.demands.items() if id == demand)

    async def doors(self, viewer: str) -> dict[str, str]:
        """All values that the viewer gets at each door, as text; queried once."""
        if viewer not in self._doors:
            answers = await self._ask(viewer)
            told = {door: Told(answer) for door, answer in answers.items()}
            self._doors[viewer] = {door: each.text for door, each in told.items()}
            self._facts[viewer] = list(dict.fromkeys(fact for each in told.values() for fact in each.facts))
        return self._doors[viewer]

    async def facts(self, viewer: str) -> list[Seen]:
        """Every field in which the viewer gets a value, at any door; each once."""
        await self.doors(viewer)
        return self._facts[viewer]

    async def _ask(self, viewer: str) -> dict[str, Any]:
        person = self.people[viewer]
        answers: dict[str, Any] = {"viewer": await self.post(person, everything("Query", "viewer"), party=person.party)}
        for order in ("NEWEST", "CLOSING_SOON", "BUDGET"):
            answers[f"demands {order}"] = await self.post(person, everything("Query", "demands", depth=4), order=order)
        for kind, demand in self.demands.items():
            answers[f"demand {kind}"] = await self.post(person, everything("Query", "demand", depth=6), id=demand)
            compared = [id for id, (row, of) in self.things.items() if (row, of) == (f"standing, {kind}", kind)]
            if compared:
                answers[f"comparison {kind}"] = await self.post(person, comparing(), id=demand, ids=compared)
        for kind in self.starts:
            for feed in FEEDS if kind != "market" else ("market",):
                answers[f"{feed} {kind}"] = await self.follow(person, feed, kind)
        for feed in OWN:
            answers[feed] = await self.follow(person, feed, "own")
        for door in ("templates", "templateRequests", "workItems", "staffMembers", "invoices"):
            answers[door] = await self.post(person, everything("Query", door), id=person.party)
        for place, id in enumerate(self.of_kind("TemplateRequest")):
            document = everything("Query", "templateRequest")
            answers[f"template request {place}"] = await self.post(person, document, id=id)
        answers["work"] = await self.follow(person, "workItems", "work")
        answers["nodes"] = await self.post(person, everything("Query", "nodes", depth=2), id=self.demands["open"])
        for door in ("conversations", "searchMessages"):
            answers[door] = await self.post(person, everything("Query", door, depth=4))
        for name, opened in self.talks.items():
            answers[f"talk {name}"] = await self.post(person, everything("Query", "conversation"), id=opened["id"])
            for feed in ("conversation", "conversationPresence"):
                answers[f"{feed} {name}"] = await self.listen(person, feed, opened)
        for kind, interview in self.interviews.items():
            document = everything("Query", "interview", depth=4)
            answers[f"interview {kind}"] = await self.post(person, document, id=interview)
            answers[f"interview feed {kind}"] = await self.follow(person, "interview", kind)
        for kind, drafted in self.contracts.items():
            answers[f"contract {kind}"] = await self.post(person, everything("Query", "contract"), id=drafted["id"])
            answers[f"contract feed {kind}"] = await self.follow(person, "contract", kind)
            document = everything("Query", "documentCheck")
            answers[f"document {kind}"] = await self.post(person, document, sha256=drafted["digest"])
            changed = self.supplements[kind]["digest"]
            answers[f"supplement {kind}"] = await self.post(person, document, sha256=changed)
        return answers | {f"node {id}": answer for id, answer in (await self.nodes(person)).items()}

    async def nodes(self, person: Person) -> dict[str, dict[str, Any]]:
        """What `node` returns for each thing, by its id; those of a kind are asked for at once."""
        answers: dict[str, dict[str, Any]] = {}
        kinds = {id: thing[0] for id in self.things if (thing := named(id))}
        for kind in sorted(set(kinds.values())):
            ids = [id for id, of in kinds.items() if of == kind]
            asked = {f"id{place}": id for place, id in enumerate(ids)}
            answer = await self.post(person, every_one_of(kind, len(ids)), party=person.party, **asked)
            assert "errors" not in answer, answer
            answers |= {id: {"data": {"node__Query": answer["data"][f"n{at}"]}} for at, id in enumerate(ids)}
        return answers

    async def node(self, person: Person, id: str) -> dict[str, Any]:
        """What `node` returns for the thing."""
        found = named(id)
        assert found is not None
        return await self.post(person, everything_of(found[0]), id=id)

    async def post(self, person: Person, document: str, **variables: Any) -> dict[str, Any]:
        return await person.client.post(document, variables)

    async def follow(self, person: Person, feed: str, kind: str) -> list[dict[str, Any]]:
        """All events of a place from its beginning, or the error."""
        stream = self._stream(person, feed, kind)
        start = str(Cursor(stream, "", 0)) if feed in BEGUN_ANEW else self.starts[kind]
        happened = await StoredEvent.filter(stream=stream).order_by("seq")
        told_here = {"bidArrivals": ARRIVALS, "notifications": NEWS}.get(feed)
        shown = [event for event in happened if told_here is None or event.kind in told_here]
        if kind == "own" and not shown:
            return []
        # The last event of each place reaches everyone who may follow it.
        end = str(Cursor(stream, (await StreamHead.get(stream=stream)).epoch, shown[-1].seq))
        places = {"interview": self.interviews, "contract": self._of_contracts}.get(feed, self.demands)
        return await self.told(person, feed, end, id=places.get(kind), after=start)

    async def listen(self, person: Person, feed: str, opened: dict[str, Any]) -> list[dict[str, Any]]:
        """All events of a conversation, or the error."""
        head = await StreamHead.get(stream=f"conversation:{_key('Conversation', opened['id'])}")
        end = str(Cursor(head.stream, head.epoch, head.last_seq))
        return await self.told(person, feed, end, id=opened["id"], after=opened["cursor"])

    async def told(self, person: Person, feed: str, end: str, **given: Any) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = []
        async with person.client.subscribe(everything("Subscription", feed), **given) as events:
            while not told or not (feed.lower().endswith("presence") or _cursor(told[-1], feed) == end):
                told.append((await events.message())["payload"])
                if isinstance(told[-1], list) or "errors" in told[-1]:
                    break
        return told

    @property
    def _of_contracts(self) -> dict[str, str]:
        return {kind: drafted["id"] for kind, drafted in self.contracts.items()}

    def _stream(self, person: Person, feed: str, kind: str) -> str:
        if kind == "own":
            return f"{OWN[feed]}:{key_of('User', person.user)}"
        if kind == "market":
            return kind
        if kind == "work":
            return "staff"
        if feed == "contract":
            return f"contract:{_key('Contract', self.contracts[kind]['id'])}"
        if feed == "interview":
            return f"interview:{_key('Interview', self.interviews[kind])}"
        return f"{PLACES.get(feed, 'demand')}:{_key('BiddingDemand', self.demands[kind])}"


def _cursor(answer: dict[str, Any], feed: str) -> str:
    at = answer["data"][f"{feed}__Subscription"]
    return str(at[f"cursor__{at['__typename']}"])


async def market(url: str) -> Market:
    """The market, with one demand of each kind. The caller moves the clock."""
    made = Market(url)
    await _people(made)
    owner = made.people["owner"]
    made.starts["market"] = (await owner.ask("{ demands { cursor } }"))["demands"]["cursor"]
    idea = await uploaded(owner, b"%PDF- mark-draft", "mark-draft-file.pdf")
    given = {"title": "mark-draft-title", "description": "mark-draft-description", "attachmentIds": [idea]}
    drafted = await draft(owner, **given)
    made.attach("draft demand", "draft", idea)
    made.demands["draft"] = drafted["id"]
    made.note(
        "draft demand", "draft", "mark-draft-title", "mark-draft-description", "mark-draft-file", id=drafted["id"]
    )
    await _searches(made)
    await template_things(made)
    for kind, changes in KINDS.items():
        await _demand(made, kind, **changes)
    await _start_again(made)
    return made


KINDS: dict[str, dict[str, Any]] = {
    "open": {},
    "hidden": {"isBidCountPublic": False},
    "sealed": {"bidding": "SEALED"},
    "opened": {"bidding": "SEALED"},
}


async def _people(made: Market) -> None:
    owner = await enterprise(made.url, "The awarder")
    made.people = {"owner": owner, "manager": await colleague(owner, "MANAGER"), "member": await colleague(owner)}
    for name in (*VIEWERS, "dreamer", "curious"):
        if name not in made.people:
            made.people[name] = Person(made.url) if name == "guest" else await person(made.url, name.title())
    made.people["guest"].party = opaque("Party", UUID(int=0))
    for name in ("dreamer", *STAFF):
        await verify(made.url, made.people[name].email)
    for name, role in STAFF.items():
        await grant(made.people[name].email, role)
    made.note("invitation", "owner", id=await invited(made.people["stranger"], owner))
    sessions = await owner.ask("{ viewer { sessions { id } } }")
    made.note("session", "owner", id=sessions["viewer"]["sessions"][0]["id"])
    upload = await owner.do("startUpload", fileName="plan.pdf", mediaType="application/pdf", byteSize=9)
    made.note("upload", "owner", id=upload["id"])
    for name, somebody in made.people.items():
        found = (await somebody.ask("{ viewer { parties { id } } }"))["viewer"]
        made.parties[name] = {each["id"] for each in found["parties"]} if found else set()


async def _searches(made: Market) -> None:
    """What the awarder's owner looks for, which the demands to come will fit, and what they no longer look for."""
    owner = made.people["owner"]
    wanted = {
        "text": "payment",
        "skills": ["python"],
        "states": ["OPEN"],
        "audience": ["TEAM"],
        "budgetAtLeast": {"amount": "4999.99", "currency": "USD"},
        "closesBefore": in_(days=30),
    }
    search = await owner.do("saveSearch", name="mark-search-name", filter=wanted, order="BUDGET")
    made.note("saved search", "owner", "mark-search-name", "4999.99", id=search["id"])
    gone = await owner.do("saveSearch", name="mark-search-gone", filter={"text": "mark-search-forgotten"})
    await owner.do("deleteSavedSearch", savedSearchId=gone["id"])
    made.note("deleted search", "owner", "mark-search-gone", "mark-search-forgotten", id=gone["id"])


async def _demand(made: Market, kind: str, **changes: Any) -> None:
    owner = made.people["owner"]
    mark = f"mark-{kind}-description"
    deadline = (now() + timedelta(hours=1 if kind == "opened" else 48)).isoformat()
    plan = await uploaded(owner, f"%PDF- {mark}".encode(), f"{mark}.pdf")
    demand = await published(owner, description=mark, deadlineAt=deadline, attachmentIds=[plan], **changes)
    made.attach("published demand", kind, plan)
    made.demands[kind] = demand
    made.starts[kind] = (await owner.workbench(demand))["workbench"]["cursor"]
    if kind == "open":
        version = await owner.version(demand)
        await owner.do("amendDemand", demandId=demand, title="A payment service for all", expectedVersion=version)
    made.note("published demand", kind, mark, id=demand)
    made.note("workbench", kind, id=opaque("Workbench", _key("BiddingDemand", demand)))
    await made.people["resource_manager"].do("assignManager", demandId=demand)
    for number, name in enumerate(("anna", "rival"), start=1):
        await _application(made, kind, name, f"{1100 + 200 * number + len(made.demands)}.{number}7")
    never = f"mark-{kind}-never-submitted"
    begun = await saved(made.people["dreamer"], demand, "4444.44", proposal=never)
    made.note("never submitted", kind, never, "4444.44", id=begun["id"])
    made.note("never submitted", kind, id=begun["draft"]["id"])
    await _questions(made, kind)


async def _questions(made: Market, kind: str) -> None:
    """An answered question, and on some demands a hidden and a withdrawn one.

    The ids of the latter two were public; only their texts are secret.
    """
    owner, curious, demand = made.people["owner"], made.people["curious"], made.demands[kind]
    party = f"mark-{kind}-asker-party"
    curious.party = (await curious.do("createParty", name=party, kind="ENTERPRISE"))["id"]
    if kind == "open":
        gone = await asked(curious, demand, "mark-open-withdrawn")
        await curious.do("withdrawQuestion", questionId=gone)
        made.note("withdrawn question", kind, "mark-open-withdrawn")
        made.things[gone] = "withdrawn question", kind
    if kind == "hidden":
        rude = await asked(made.people["stranger"], demand, "mark-hidden-rude")
        reason = {"questionId": rude, "reason": "mark-hidden-reason"}
        await made.people["resource_manager"].do("hideQuestion", **reason)
        made.note("hidden question", kind, "mark-hidden-rude", "mark-hidden-reason")
        made.things[rude] = "hidden question", kind
    question = await asked(curious, demand, f"mark-{kind}-question")
    await owner.do("answerQuestion", questionId=question, body=f"mark-{kind}-former")
    await owner.do("answerQuestion", questionId=question, body=f"mark-{kind}-answer", expectedVersion=2)
    made.note("asker of a question", kind, party)
    if kind != "hidden":
        made.note("question", kind, f"mark-{kind}-question", f"mark-{kind}-former", f"mark-{kind}-answer", id=question)


async def asked(somebody: Person, demand: str, body: str) -> str:
    """The id of a new question."""
    return str((await somebody.do("askQuestion", demandId=demand, partyId=somebody.party, body=body))["id"])


async def _application(made: Market, kind: str, name: str, price: str) -> None:
    bidder = made.people[name]
    mark = f"mark-{kind}-{name}"
    bidder.party = (await bidder.do("createParty", name=f"{mark}-party", kind="ENTERPRISE"))["id"]
    made.parties[name].add(bidder.party)
    if name == "anna":
        await join_party(bidder, made.people["annas_member"])
        made.parties["annas_member"].add(bidder.party)
    stages = [{"title": f"{mark}-stage", "amount": price, "dueAfterDays": 9}]
    offer = await uploaded(bidder, f"%PDF- {mark}".encode(), f"{mark}-file.pdf")
    made.attach(f"bid of {name}, {kind}", kind, offer)
    given = {"proposal": f"{mark}-proposal", "stages": stages, "attachmentIds": [offer]}
    application = await submitted(bidder, made.demands[kind], price, **given)
    if name == "anna" and kind in ("open", "opened"):  # the same again in another time, with the same file
        # What was replaced while it was sealed is seen by others as little as a draft.
        former = "bid of anna, open" if kind == "open" else "draft of anna"
        made.note(former, kind, id=application["bid"]["id"])
        given = {"proposal": given["proposal"], "stages": stages, "durationDays": 50}
        application = await submitted(bidder, made.demands[kind], price, **given)
    made.applications[kind, name] = application
    row = f"bid of {name}, {kind}"
    made.note(
        row, kind, f"{mark}-party", f"{mark}-proposal", f"{mark}-stage", f"{mark}-file", price, id=application["id"]
    )
    made.note(row, kind, id=application["bid"]["id"])
    candidate = await Candidate.get(applicant_id=_key("Applicant", application["id"]))
    made.note(f"standing, {kind}", kind, id=opaque("Candidate", candidate.id))


async def join_party(owner: Person, somebody: Person) -> None:
    await somebody.do("acceptInvitation", invitationId=await invited(somebody, owner))


def candidate_of(made: Market, kind: str, name: str) -> str:
    """The id of the application's candidate, which its applicant never learns."""
    place = ("anna", "rival").index(name)
    return [id for id, (row, _) in made.things.items() if row == f"standing, {kind}"][place]


async def decide(made: Market, *kinds: str, award: str) -> None:
    """Makes the awarder's decisions once it can read the bids, up to an award."""
    for kind in kinds:
        await _judge(made, kind)
    for kind in kinds:
        await _talk_with(made, "anna", kind, invites="resource_manager" if kind == kinds[0] else None)
    await _talk_with(made, "rival", kinds[0])
    owner = made.people["owner"]
    offered = await owner.do(
        "awardDemand",
        candidateId=candidate_of(made, award, "anna"),
        reason=f"mark-{award}-award",
        justification="Whoever ranks first has no time.",
        expectedVersion=await owner.version(made.demands[award]),
    )
    made.note("award", award, id=offered["id"])
    made.note(f"record, {award}", award, f"mark-{award}-award")
    await _contract(made, award, offered)
    await review_contract(made, award)
    about = {"contractId": made.contracts[award]["id"]}
    await _talk(made, "talk of contract", award, made.people["anna"], about)
    await _dispute(made, award)
    await _inboxes(made)


SUPPLEMENTS = "query ($id: ID!) { contract(id: $id) { supplements { document { id } copies { id } } } }"


async def _contract(made: Market, kind: str, award: dict[str, Any]) -> None:
    """The contract of the award, which Anna has revised, both sides have executed, and the awarder would change."""
    owner, anna, mark = made.people["owner"], made.people["anna"], f"mark-{kind}-contract"
    drafted = await contracted(owner, anna, award, services=f"{mark}-drafted")
    again = await terms_of(anna, "B2B", drafted["total"]["amount"], services=f"{mark}-revised")
    del again["templateVersionId"]
    revised = await anna.do("reviseContract", contractId=drafted["id"], expectedVersion=1, **again)
    party = made.applications[kind, "anna"]["party"]["id"]
    given = {"contractId": drafted["id"], "digest": revised["digest"]}
    await owner.do("approveTerms", **given, partyId=owner.party)
    made.contracts[kind] = approved = await anna.do("approveTerms", **given, partyId=party)
    await owner.do("printContract", contractId=drafted["id"])
    signed = await anna.do("signContract", **given, partyId=party, password=PASSWORD)
    await owner.do("authorizeSigner", partyId=owner.party, userId=made.people["manager"].user)
    executed = await owner.do("signContract", **given, partyId=owner.party, password=PASSWORD)
    proposed = await supplement_to(drafted["id"], owner, rationale=f"{mark}-rationale")
    made.supplements[kind] = proposed
    await owner.do("printSupplement", supplementId=proposed["id"])
    made.note("contract", kind, f"{mark}-rationale", id=proposed["id"])
    made.note("contract", kind, f"{mark}-drafted", f"{mark}-revised", id=drafted["id"])
    for stage in approved["stages"]:
        made.note("contract", kind, id=stage["id"])
    await _payments(made, kind, approved["stages"][0]["id"], f"{mark}-checkout")
    (changed,) = (await owner.ask(SUPPLEMENTS, id=drafted["id"]))["contract"]["supplements"]
    documents = [each["document"] for each in (approved, signed, executed, changed)]
    for each in (*documents, *changed["copies"]):
        made.attach("contract", kind, opaque("Upload", _key("Attachment", each["id"])))
    await _invoice(made, kind)


async def _dispute(made: Market, kind: str) -> None:
    """A dispute about the first stage: Anna has opened it, the awarder has answered, and proposes to settle."""
    owner, anna, mark = made.people["owner"], made.people["anna"], f"mark-{kind}-dispute"
    stage = made.contracts[kind]["stages"][0]["id"]
    held = {"state": StageState.SUBMITTED, "submitted_at": now(), "funded_minor": 2_500}
    await ContractStage.filter(id=_key("Stage", stage)).update(**held)
    opened = await anna.do("openDispute", stageId=stage, reason=f"{mark}-reason")
    proof = await uploaded(owner, f"%PDF- {mark}".encode(), f"{mark}-file.pdf")
    given = {"disputeId": opened["id"], "partyId": owner.party}
    answered = await owner.do("answerDispute", **given, body=f"{mark}-statement", attachmentIds=[proof])
    parts = {"toReceiver": _usd("2.00"), "toAwarder": _usd("3.00"), "note": f"{mark}-note"}
    await owner.do("proposeSettlement", **given, **parts, expectedVersion=answered["version"])
    settlement = await Settlement.get(dispute_id=_key("Dispute", opened["id"]))
    talk = await Conversation.get(dispute_id=settlement.dispute_id)
    made.attach("contract", kind, proof)
    made.note("contract", kind, f"{mark}-reason", f"{mark}-statement", f"{mark}-note", id=opened["id"])
    made.note("contract", kind, id=opaque("Settlement", settlement.id))
    made.note("talk of contract", kind, id=opaque("Conversation", talk.id))


def _usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


TAXES = {"address": ["1 High Street"], "city": "Springfield"}
FILES = (
    "... on CreditNote { document { id } structured { id } invoice { id number document { id } structured { id } } }"
)


async def _invoice(made: Market, kind: str) -> None:
    """An invoice on what was released of the contract, and a credit note to it; Anna has another request to answer."""
    owner, anna, mark = made.people["owner"], made.people["anna"], f"mark-{kind}-contract"
    party = made.applications[kind, "anna"]["party"]["id"]
    for who, of, country in ((owner, owner.party, "US"), (anna, party, "DE")):
        details = {**TAXES, "country": country, "name": f"{mark}-taxes", "taxNumber": "12/345"}
        await who.do("describeTaxes", partyId=of, details=details)
    stage = made.contracts[kind]["stages"][0]["id"]
    await ContractStage.filter(id=_key("Stage", stage)).update(funded_minor=2_000, released_minor=1_000)
    asked = await owner.do("requestInvoice", stageId=stage)
    issued = await anna.do("issueInvoice", invoiceId=asked["id"])
    given = {"amount": {"amount": "1.00", "currency": "USD"}, "reason": f"{mark}-reason"}
    credit = await anna.do("creditInvoice", invoiceId=issued["id"], **given)
    await ContractStage.filter(id=_key("Stage", stage)).update(released_minor=2_000)
    again = await owner.do("requestInvoice", stageId=stage)
    await anna.do("rejectInvoice", invoiceId=again["id"], reason=f"{mark}-rejection")
    made.note("contract", kind, f"{mark}-reason", f"{mark}-rejection", id=asked["id"])
    for each in (again, credit):
        made.note("contract", kind, id=each["id"])
    found = await made.post(owner, f"query ($id: ID!) {{ node(id: $id) {{ {FILES} }} }}", id=credit["id"])
    for each in (found["data"]["node"], found["data"]["node"]["invoice"]):
        for file in (each["document"], each["structured"]):
            made.attach("contract", kind, opaque("Upload", _key("Attachment", file["id"])))


async def _payments(made: Market, kind: str, stage: str, mark: str) -> None:
    """A payment of the awarder for a stage, which waits for its payer, and the account to which they are paid out."""
    party, url, at = _key("Party", made.people["owner"].party), f"https://pay.example/{mark}", now()
    payment = await Payment.create(
        kind=PaymentKind.PAY_IN,
        stage_id=_key("Stage", stage),
        party_id=party,
        amount_minor=1,
        currency="EUR",
        provider="sandbox",
        provider_ref=mark,
        checkout_url=url,
        key=mark,
        made_at=at,
    )
    account = await PayoutAccount.create(party_id=party, provider="sandbox", made_at=at)
    made.note("contract", kind, id=opaque("Payment", payment.id))
    made.note("checkout of a payment", kind, url)
    made.note("account of a party", "owner", id=opaque("PayoutAccount", account.id))


async def _inboxes(made: Market) -> None:
    """Everyone's inbox. Anna's has the award; the awarder's owner has read theirs."""
    for name, somebody in made.people.items():
        user = key_of("User", somebody.user)
        rows = await Notification.filter(user_id=user).order_by("id") if user else []
        made.inboxes[name] = {opaque("Notification", row.id) for row in rows}
        if name == "anna":
            made.note("notification", "anna", id=opaque("Notification", rows[-1].id))
        if name == "owner":
            await somebody.do("markNotificationsRead", throughId=opaque("Notification", rows[-1].id))
    await User.filter(email=made.people["owner"].email).update(email_verified_at=now())


async def _judge(made: Market, kind: str) -> None:
    owner = made.people["owner"]
    anna, rival = candidate_of(made, kind, "anna"), candidate_of(made, kind, "rival")
    await owner.do("markCandidateRead", candidateId=anna)
    for scope, row in (("TEAM", "team remark"), ("PRIVATE", "private remark")):
        mark = f"mark-{kind}-{row.replace(' ', '-')}"
        remark = await owner.do("addRemark", candidateId=anna, body=mark, scope=scope)
        made.note(row, kind, mark, id=remark["id"])
        await owner.do("editRemark", remarkId=remark["id"], body=mark)
    gone = await owner.do("addRemark", candidateId=anna, body="mark-gone", scope="TEAM")
    await owner.do("deleteRemark", remarkId=gone["id"])
    made.note("deleted remark", kind, "mark-gone")
    note = f"mark-{kind}-elimination"
    await owner.do("eliminateCandidates", candidateIds=[rival], reason="OTHER", note=note)
    made.note(f"record, {kind}", kind, note)
    version = next(each["version"] for each in await owner.candidates(made.demands[kind]) if each["id"] == anna)
    await owner.do("placeAlternative", candidateId=anna, expectedVersion=version)
    if not made.interviews:
        await _meet(made, kind)


async def _meet(made: Market, kind: str) -> None:
    """An interview with Anna, with signals."""
    owner, anna = made.people["owner"], made.people["anna"]
    mark, start = f"mark-{kind}-topic", now() + timedelta(minutes=1)
    slot = {"startsAt": start.isoformat(), "endsAt": (start + timedelta(minutes=15)).isoformat()}
    offered = await owner.do(
        "proposeInterview",
        applicantId=made.applications[kind, "anna"]["id"],
        topic=mark,
        media="VIDEO",
        timeZone="UTC",
        slots=[slot],
    )
    id = {"interviewId": offered["id"]}
    made.interviews[kind] = offered["id"]
    made.note("interview", kind, mark, id=offered["id"])
    await anna.do("acceptSlot", **id, startsAt=slot["startsAt"])
    host, guest = await owner.do("joinInterview", **id), await anna.do("joinInterview", **id)
    made.peer = guest["peerId"]
    await owner.do("admitGuest", **id, userId=anna.user)
    for by, peer, said in ((owner, guest, "host"), (anna, host, "guest")):
        payload = f"v=0 mark-{kind}-{said}-signal"
        await by.do("sendSignal", **id, toPeerId=peer["peerId"], kind="OFFER", payload=payload)
        made.note(f"signal of {said}", kind, payload)
    await anna.do("consentToRecording", **id, consents=True)


async def _talk_with(made: Market, who: str, kind: str, *, invites: str | None = None) -> None:
    """The conversation of the two sides of an application."""
    about = {"applicantId": made.applications[kind, who]["id"]}
    await _talk(made, f"talk of {who}, {kind}", kind, made.people[who], about, invites=invites)


async def _talk(
    made: Market, row: str, kind: str, bidder: Person, about: dict[str, str], *, invites: str | None = None
) -> None:
    """What the two sides say about an application or a contract."""
    owner, mark = made.people["owner"], f"mark-{row.replace(' ', '-').replace(',', '')}"
    opened = await bidder.do("openConversation", **about)
    made.talks[row.removeprefix("talk of ")] = opened
    made.note(row, kind, id=opened["id"])
    if invites:
        await owner.do("inviteToConversation", conversationId=opened["id"], userId=made.people[invites].user)
    given = {"conversationId": opened["id"], "clientMessageId": "1"}
    asked = await owner.do("sendMessage", **given, body=f"{mark}-asked-at-first")
    await owner.do("editMessage", messageId=asked["id"], body=f"{mark}-asked")
    drawing = await uploaded(bidder, f"%PDF- {mark}".encode(), f"{mark}-file.pdf")
    said = {"body": f"{mark}-answered", "replyToId": asked["id"], "attachmentIds": [drawing]}
    answer = await bidder.do("sendMessage", **given, **said)
    made.attach(row, kind, drawing)
    made.note(row, kind, f"{mark}-file")
    for message, text in ((asked, f"{mark}-asked"), (asked, f"{mark}-asked-at-first"), (answer, f"{mark}-answered")):
        made.note(row, kind, text, id=message["id"])
    given["clientMessageId"] = "2"
    slip = await owner.do("sendMessage", **given, body=f"{mark}-slip")
    made.note(row, kind, id=slip["id"])
    await owner.do("deleteMessage", messageId=slip["id"])
    made.note("deleted message", kind, f"{mark}-slip")
    await bidder.do("markRead", conversationId=opened["id"], through=3)


async def _start_again(made: Market) -> None:
    """Starts a draft beside a submitted bid, which still counts."""
    anna, first = made.people["anna"], made.applications["open", "anna"]
    other = await uploaded(anna, b"%PDF- mark-second-version", "mark-second-version.pdf")
    made.attach("draft of anna", "open", other)
    stages = [{"title": "mark-second-version-stage", "amount": "1.00"}]  # which is not all of it
    given = {"proposal": "mark-second-version", "stages": stages, "attachmentIds": [other]}
    given["partyId"] = first["party"]["id"]
    again = await saved(anna, made.demands["open"], "1999.99", **given)
    made.note("draft of anna", "open", "mark-second-version", "1999.99", id=again["draft"]["id"])


def _key(kind: str, id: str) -> UUID:
    key = key_of(kind, id)
    assert key is not None
    return key
