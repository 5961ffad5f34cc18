"""Discretion: an applicant learns of no act at the workbench, but for an award, and of none from how an interview ends.

Everything that an applicant can ask is compared field by field, before and after each act: every query, feed, mail and
calendar, in documents made from the schema (WB-1).
"""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from strawberry.utils.str_converters import to_camel_case

from models.accounts.users import User
from models.changes import StoredEvent, StreamHead
from models.clock import clock, now
from models.ids import key_of, named, unsealed
from models.mail import Mail
from realtime import cursors
from realtime.cursors import Cursor
from schema.roots.workbench import WorkbenchMutations
from tests.support.api.doors import everything, serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import Person
from tests.support.domain.meeting import offer_of, slot
from tests.support.domain.table import Table, table

pytestmark = pytest.mark.anywhere

Seen = dict[str, Any]


class World:
    """A demand with two applicants, each with a conversation, and the first with an interview."""

    def __init__(self, made: Table) -> None:
        self.made = made
        self.owner, (self.anna, self.rival) = made.awarder, made.bidders
        self.talks: dict[str, str] = {}
        self.meeting = ""
        self.remark = ""
        self.award = ""

    @property
    def version(self) -> Any:
        return self.owner.version(self.made.demand)

    async def candidate_version(self, place: int) -> int:
        return int((await self.made.candidate(self.made.candidates[place]))["version"])


async def world(url: str) -> World:
    server: Any = SimpleNamespace(url=url)
    made = World(await table(server, "1000.00", "2000.00"))
    for somebody, application in zip(made.made.bidders, made.made.applications, strict=True):
        await User.filter(email=somebody.email).update(email_verified_at=now())
        talk = await somebody.do("openConversation", applicantId=application["id"])
        made.talks[somebody.user] = talk["id"]
        said = {"conversationId": talk["id"], "clientMessageId": "1", "body": "A mark of ours."}
        await made.owner.do("sendMessage", **said)
    return made


async def meet(made: World, state: str) -> None:
    """An interview of Anna in this state."""
    owner, anna = made.owner, made.anna
    offered = await owner.do("proposeInterview", **offer_of(made.made.applications[0]["id"], slot(10)))
    made.meeting = offered["id"]
    id = {"interviewId": offered["id"]}
    if state == "countered":
        await anna.do("counterSlots", **id, slots=[slot(20)])
    if state in ("scheduled", "moving", "live"):
        await anna.do("acceptSlot", **id, startsAt=offered["slots"][0]["startsAt"])
    if state == "moving":
        await anna.do("moveInterview", **id, slots=[slot(30)])
    if state == "live":
        await owner.do("joinInterview", **id)
        await anna.do("joinInterview", **id)
        await owner.do("admitGuest", **id, userId=anna.user)


async def seen_by(who: Person, made: World, *, market: bool = True) -> Seen:
    """Everything that the applicant can ask, by door."""
    ask = who.client.post
    demand, application = made.made.demand, made.made.applications[made.made.bidders.index(who)]["id"]
    found: Seen = {
        "viewer": await ask(everything("Query", "viewer", depth=4), {"party": who.party}),
        "demand": await ask(everything("Query", "demand", depth=4), {"id": demand}),
        "node": await ask(everything("Query", "node", depth=4), {"id": application}),
        "conversations": await ask(everything("Query", "conversations", depth=3)),
        "conversation": await ask(everything("Query", "conversation", depth=3), {"id": made.talks[who.user]}),
        "searchMessages": await ask(everything("Query", "searchMessages", depth=3)),
        "mails": [
            {"kind": each.kind, "facts": each.facts, "calendar": each.calendar}
            for each in await Mail.filter(address=who.email).order_by("id")
        ],
    }
    user, key = key_of("User", who.user), key_of("BiddingDemand", demand)
    streams = {
        "notifications": (f"user:{user}", None),
        "questions": (f"questions:{key}", demand),
        "conversation feed": (f"conversation:{key_of('Conversation', made.talks[who.user])}", made.talks[who.user]),
    }
    if made.meeting:
        found["interview"] = await ask(everything("Query", "interview", depth=4), {"id": made.meeting})
        streams["interview feed"] = (f"interview:{key_of('Interview', made.meeting)}", made.meeting)
    if market:
        found["demands"] = await ask(everything("Query", "demands", depth=3), {"order": "NEWEST"})
        streams["market"] = ("market", None)
    for door, (stream, id) in streams.items():
        found[door] = await heard(who, door.removesuffix(" feed"), stream, id)
    for place, hidden in enumerate(made.made.candidates):
        found[f"candidate {place}"] = await ask(everything("Query", "node", depth=4), {"id": hidden})
    return found


async def heard(who: Person, feed: str, stream: str, id: str | None) -> list[Any]:
    """All events of a place, from its beginning."""
    head = await StreamHead.get_or_none(stream=stream)
    told: list[Any] = []
    if head is None:
        return told
    last = await StoredEvent.filter(stream=stream).order_by("-seq").first()
    assert last is not None
    end = str(Cursor(stream, head.epoch, last.seq))
    given = {"id": id, "after": str(Cursor(stream, "", 0))}
    async with who.client.subscribe(everything("Subscription", feed, depth=3), **given) as events:
        while not told or end not in str(told[-1]):
            told.append((await events.message())["payload"])
            assert "errors" not in told[-1], told[-1]
    return told


def changed(before: Any, after: Any, path: str = "") -> set[str]:
    """The fields that differ, as Type.field, and what came or went in a list under the name of the list."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        return {each for key in before for each in changed(before[key], after[key], _named(key, path))}
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = zip(before, after, strict=True)
        return {each for one, other in pairs for each in changed(one, other, path)}
    return set() if before == after else {path}


def _named(key: str, path: str) -> str:
    name, _, kind = key.partition("__")
    return f"{kind}.{name}" if kind and name else path or key


class Story:
    """Two worlds, told alike: ids, people and times by the place where they come first."""

    def __init__(self, made: World) -> None:
        self.names: dict[str, str] = {}
        self.people = {each.email: f"person {place}" for place, each in enumerate([made.owner, *made.made.bidders])}

    def told(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self._text(key): self.told(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.told(each) for each in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        position = cursors.read(text)
        if position is not None:
            kind = position.stream.partition(":")[0]
            return f"{kind} {position.seq if kind != 'market' else ''}"
        if unsealed("page", text) is not None:
            return "page"
        kind = named(text)
        if kind is not None:
            return self.names.setdefault(text, f"{kind[0]} {len(self.names)}")
        # Lines of a calendar are folded by their length.
        text = re.sub(r"/(?:files|calendars|open)/\S+", "/link", text.replace("\r\n ", ""))
        text = re.sub(r"(?:urn:uuid:|interview-)[0-9a-f-]{36}", "uuid", text)
        text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "uuid", text)
        # One of the two worlds is a moment older than the other.
        text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?|\d{8}T\d{6}Z?", "time", text)
        text = re.sub(
            r"(?:[A-Z][a-z]{2}, )?(?:[A-Z][a-z]{2,3} \d{1,2},|\d{1,2} [A-Z][a-z]{2,3}) \d{4}(?:, \d{1,2}:\d\d)?",
            "time",
            text,
        )
        for email, name in self.people.items():
            text = text.replace(email, name)
        return text


@pytest.fixture(scope="module")
async def url(databases: Postgres | Sqlite, template: str) -> AsyncIterator[str]:
    database = await databases.create(template)
    async with serving(database) as address:
        yield address
    await databases.drop(database)


@contextmanager
def standing(**later: float) -> Any:
    """The clock stands, so that nothing differs by the time at which it was asked."""
    at = now() + timedelta(**later)
    with clock(lambda: at):
        yield


async def _remark(made: World) -> None:
    given = {"candidateId": made.made.candidates[0], "body": "Too loud.", "scope": "TEAM"}
    made.remark = (await made.owner.do("addRemark", **given))["id"]


async def _place(made: World) -> None:
    version = await made.candidate_version(0)
    await made.owner.do("placeAlternative", candidateId=made.made.candidates[0], rank=1, expectedVersion=version)


async def _award(made: World) -> None:
    given = {"reason": "The best.", "justification": "For reasons.", "expectedVersion": await made.version}
    offered = await made.owner.do("awardDemand", candidateId=made.made.candidates[0], **given)
    made.award = offered["id"]


# Every act of the workbench, in an order in which all of them succeed, with what Anna and her rival may learn of it.
NOTHING: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
STATE = {"BiddingDemand.state", "BiddingDemand.version", "DemandConnection.cursor", "MarketEvent.event", "market"}
OFFER = {
    *STATE,
    *(
        "Applicant.award",
        "Applicant.actions",
        "Bid.actions",
        "BiddingDemand.actions",
        "notifications",
        "mails",
        "Award.state",
    ),
    *("NotificationConnection.edges", "Viewer.unreadNotificationCount", "NotificationConnection.cursor"),
    "NotificationConnection.totalCount",
    *("Award.version", "Award.actions", "Award.answeredAt", "PageInfo.startCursor", "PageInfo.endCursor"),
}
RIVALS = frozenset(STATE)
ACTS: dict[str, tuple[Callable[[World], Any], tuple[frozenset[str], frozenset[str]]]] = {
    "addRemark": (_remark, NOTHING),
    "editRemark": (lambda made: made.owner.do("editRemark", remarkId=made.remark, body="Loud."), NOTHING),
    "deleteRemark": (lambda made: made.owner.do("deleteRemark", remarkId=made.remark), NOTHING),
    "markCandidateRead": (
        lambda made: made.owner.do("markCandidateRead", candidateId=made.made.candidates[0]),
        NOTHING,
    ),
    "placeAlternative": (_place, NOTHING),
    "dropAlternative": (
        lambda made: made.owner.do("dropAlternative", candidateId=made.made.candidates[0], reason="No."),
        NOTHING,
    ),
    "eliminateCandidates": (lambda made: made.made.eliminate(*made.made.candidates), NOTHING),
    "restoreCandidate": (
        lambda made: made.owner.do("restoreCandidate", candidateId=made.made.candidates[0], reason="A mistake."),
        NOTHING,
    ),
    "restoreCandidates": (
        lambda made: made.owner.do("restoreCandidates", candidateIds=made.made.candidates[1:], reason="A mistake."),
        NOTHING,
    ),
    "markCandidatesRead": (
        lambda made: made.owner.do("markCandidatesRead", candidateIds=made.made.candidates),
        NOTHING,
    ),
    "awardDemand": (_award, (frozenset(OFFER), RIVALS)),
    "revokeAward": (
        lambda made: made.owner.do("revokeAward", awardId=made.award, reason="Too soon."),
        (frozenset(OFFER), RIVALS),
    ),
}


def test_wb1_every_act_of_the_workbench_stands_here() -> None:
    fields = WorkbenchMutations.__strawberry_definition__.fields  # type: ignore[attr-defined]
    assert {*ACTS} == {to_camel_case(each.python_name) for each in fields}


async def test_wb1_no_act_at_the_workbench_shows_to_an_applicant(url: str) -> None:
    made = await world(url)
    await made.owner.do("closeBidding", demandId=made.made.demand)
    with standing():
        before = [await seen_by(who, made) for who in (made.anna, made.rival)]
        for name, (act, allowed) in ACTS.items():
            await act(made)
            after = [await seen_by(who, made) for who in (made.anna, made.rival)]
            for was, becomes, may in zip(before, after, allowed, strict=True):
                assert changed(was, becomes) <= may, name
            before = after
    assert "Too loud." not in str(before)


@pytest.mark.parametrize("state", ["proposed", "countered", "scheduled", "moving", "live"])
async def test_wb1_an_elimination_looks_like_an_interview_that_its_host_ended(url: str, state: str) -> None:
    stories = []
    for act in ("cancel", "eliminate"):
        made = await world(url)
        await meet(made, state)
        if act == "eliminate":
            await made.made.eliminate(made.made.candidates[0])
        else:
            operation = "endInterview" if state == "live" else "cancelInterview"
            await made.owner.do(operation, interviewId=made.meeting)
        story = Story(made)
        with standing():
            told = [story.told(await seen_by(made.anna, made, market=False))]
        for later in (0.6, 3):
            with standing(hours=later):
                told.append(story.told(await seen_by(made.anna, made, market=False)))
        stories.append(told)
    cancelled, eliminated = stories
    for one, other in zip(cancelled, eliminated, strict=True):
        assert {door: changed(one[door], other[door]) for door in one if one[door] != other[door]} == {}
