"""A conversation of an awarder and an applicant at a running server."""

import itertools
from dataclasses import dataclass
from typing import Any

from tests.support.api.server import Server
from tests.support.domain.market import (
    CONVERSATION,
    MESSAGE,
    TALK,
    Person,
    enterprise,
    grant,
    person,
    published,
    submitted,
)

READ = f"""query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {{ conversation(id: $id) {{
  {CONVERSATION} messages(first: $first, after: $after, last: $last, before: $before) {{
    edges {{ cursor node {{ {MESSAGE} }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }} }}"""
CONVERSATIONS = f"""query ($partyId: ID, $first: Int, $after: String) {{ conversations(
  partyId: $partyId, first: $first, after: $after) {{
    edges {{ cursor node {{ {CONVERSATION} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
SEARCH = """query ($text: String!, $partyId: ID, $first: Int, $after: String) { searchMessages(
  text: $text, partyId: $partyId, first: $first, after: $after) {
    edges { cursor node { id body conversation { id } } } pageInfo { hasNextPage endCursor } } }"""
_numbers = itertools.count(1)


@dataclass
class Talk:
    """A conversation with a user of each side."""

    awarder: Person
    bidder: Person
    demand: str
    applicant: str
    id: str

    async def say(self, by: Person, body: str, **more: Any) -> dict[str, Any]:
        return await by.do("sendMessage", **self.words(body, **more))

    def words(self, body: str, **more: Any) -> dict[str, Any]:
        """The input of a new message."""
        return {"conversationId": self.id, "clientMessageId": f"m{next(_numbers)}", "body": body, **more}

    async def read(self, by: Person, **page: Any) -> dict[str, Any]:
        found: dict[str, Any] = (await by.ask(READ, id=self.id, **page))["conversation"]
        return found

    async def said(self, by: Person, **page: Any) -> list[dict[str, Any]]:
        """The messages that a user can read, the newest last."""
        return [edge["node"] for edge in (await self.read(by, **{"last": 200, **page}))["messages"]["edges"]]

    async def cursor(self) -> str:
        return str((await self.read(self.awarder))["cursor"])

    async def heard(self, by: Person, after: str, number: int) -> list[dict[str, Any]]:
        """That many events from the cursor on; fails if there are more."""
        async with by.client.subscribe(TALK, id=self.id, after=after) as events:
            told = [(await events.next())["conversation"] for _ in range(number)]
            await events.silence(0.1)
        return told


async def talk(server: Server, *, awarder: Person | None = None, bidder: Person | None = None, **changes: Any) -> Talk:
    awarder = awarder or await enterprise(server.url)
    bidder = bidder or await person(server.url, "Bidder")
    demand = await published(awarder, **changes)
    applicant = (await submitted(bidder, demand))["id"]
    opened = await awarder.do("openConversation", applicantId=applicant)
    return Talk(awarder, bidder, demand, applicant, opened["id"])


async def manager_of(server: Server, demand: str) -> Person:
    """The resource manager of the demand."""
    manager = await person(server.url, "Manager")
    await grant(server, manager, "RESOURCE_MANAGER")
    await manager.do("assignManager", demandId=demand)
    return manager
