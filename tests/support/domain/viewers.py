"""Every kind of viewer of a market, and what each of them gets at each of its doors."""

from typing import Any
from uuid import UUID

from models.accounts.users import StaffRole
from models.changes import StoredEvent, StreamHead
from models.ids import key_of, named, opaque
from realtime.cursors import Cursor
from tests.support.api.doors import Seen, Told, comparing, every_one_of, everything, everything_of
from tests.support.domain.market import Person

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
            self.note(row, of, id=opaque("Attachment", key_in("Upload", upload)))

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
        head = await StreamHead.get(stream=f"conversation:{key_in('Conversation', opened['id'])}")
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
            return f"contract:{key_in('Contract', self.contracts[kind]['id'])}"
        if feed == "interview":
            return f"interview:{key_in('Interview', self.interviews[kind])}"
        return f"{PLACES.get(feed, 'demand')}:{key_in('BiddingDemand', self.demands[kind])}"


def _cursor(answer: dict[str, Any], feed: str) -> str:
    at = answer["data"][f"{feed}__Subscription"]
    return str(at[f"cursor__{at['__typename']}"])


def key_in(kind: str, id: str) -> UUID:
    """The key in an id of this kind, which the id has to be."""
    key = key_of(kind, id)
    assert key is not None
    return key
