"""An interview with the users of both sides, through a running server."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.support.api.client import Events
from tests.support.api.server import Server
from tests.support.domain.market import INTERVIEW, Person, in_
from tests.support.domain.table import Table, table

INTERVIEW_FEED = f"""subscription ($id: ID!, $after: String) {{ interview(id: $id, after: $after) {{
  cursor event {{ __typename ... on PresenceChanged {{ user {{ id }} presence peerId }}
  ... on SignalReceived {{ fromPeerId kind payload }}
  ... on InterviewChanged {{ interview {{ {INTERVIEW} }} }} ... on ResyncRequired {{ code }} }} }} }}"""
SHOW = f"query ($id: ID!) {{ interview(id: $id) {{ {INTERVIEW} calendar calendarUrl }} }}"
ICE_CANDIDATE = json.dumps({"candidate": "candidate:1 1 udp 1 127.0.0.1 9 typ host", "sdpMid": "0", "sdpMLineIndex": 0})


def slot(minutes: float = 2, lasting: float = 30) -> dict[str, str]:
    return {"startsAt": in_(minutes=minutes), "endsAt": in_(minutes=minutes + lasting)}


def offer_of(applicant: str, *slots: dict[str, str], **changes: Any) -> dict[str, Any]:
    given = {"applicantId": applicant, "topic": "How you would do it", "media": "VIDEO", "timeZone": "Europe/Berlin"}
    return {**given, "slots": list(slots) or [slot()], **changes}


@dataclass
class Meeting:
    """An interview with its host and its guest."""

    table: Table
    id: str
    host: Person
    guest: Person
    more: dict[str, Person] = field(default_factory=dict)

    async def show(self, by: Person | None = None) -> dict[str, Any]:
        found: dict[str, Any] = (await (by or self.host).ask(SHOW, id=self.id))["interview"]
        return found

    async def accept(self, by: Person | None = None, **given: Any) -> dict[str, Any]:
        """Accepts the first offered slot."""
        start = (await self.show())["slots"][0]["startsAt"]
        return await (by or self.guest).do("acceptSlot", interviewId=self.id, startsAt=start, **given)

    async def join(self, by: Person) -> dict[str, Any]:
        return await by.do("joinInterview", interviewId=self.id)

    async def admit(self, guest: Person | None = None) -> dict[str, Any]:
        return await self.host.do("admitGuest", interviewId=self.id, userId=(guest or self.guest).user)

    async def signal(self, by: Person, peer: str, **changes: Any) -> dict[str, Any]:
        given = {"interviewId": self.id, "toPeerId": peer, "kind": "CANDIDATE", "payload": ICE_CANDIDATE}
        return await by.act("sendSignal", **{**given, **changes})

    async def presence(self, of: Person) -> str:
        people = (await self.show())["participants"]
        return str(next(each["presence"] for each in people if each["user"]["id"] == of.user))


async def proposed(server: Server, *slots: dict[str, str], **changes: Any) -> Meeting:
    made = await table(server, "1000.00")
    host, guest = made.awarder, made.bidders[0]
    interview = await host.do("proposeInterview", **offer_of(made.applications[0]["id"], *slots, **changes))
    return Meeting(made, interview["id"], host, guest)


async def scheduled(server: Server, *slots: dict[str, str], **changes: Any) -> Meeting:
    made = await proposed(server, *slots, **changes)
    await made.accept()
    return made


async def live(server: Server) -> Meeting:
    """Brings both inside."""
    made = await scheduled(server)
    for who in (made.host, made.guest):
        await made.join(who)
    await made.admit()
    return made


async def next_of_kind(events: Events, kind: str) -> dict[str, Any]:
    """The next event of this kind; others before it are skipped."""
    while True:
        event: dict[str, Any] = (await events.next())["interview"]["event"]
        if event["__typename"] == kind:
            return event
