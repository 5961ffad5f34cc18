"""A crowd of clients: a few users who act for many parties, with a limit on concurrent requests."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

import httpx

from tests.replay.files import Offer
from tests.support.api.client import Client, Message, http_client
from tests.support.domain.market import PASSWORD, Person

T = TypeVar("T")


class Kept(Client):
    """A client that keeps its connections open, and waits while the crowd has too many requests in progress."""

    def __init__(self, url: str, token: str | None, http: httpx.AsyncClient, turns: asyncio.Semaphore) -> None:
        super().__init__(url, token)
        self._http = http
        self._turns = turns

    async def post(self, document: str, variables: Message | None = None) -> Message:
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        async with self._turns:
            body = {"query": document, "variables": variables or {}}
            answer: Message = (await self._http.post(self.url, json=body, headers=headers)).json()
            return answer


@dataclass(frozen=True, slots=True)
class Bidder:
    """A party and the user who acts for it."""

    person: Person
    party: str


class Refusal(Exception):
    """The server refused something that the offer needs."""

    def __init__(self, operation: str, code: str) -> None:
        super().__init__(f"{operation} {code}")


class Crowd:
    """The awarder, a guest, and a party for each bidder's name, founded once and used for every tender.

    Signing up is slow on purpose, so each of the people acts for many of the parties.
    """

    def __init__(self, awarder: Person, guest: Person, people: list[Person]) -> None:
        self.awarder = awarder
        self.guest = guest
        self._people = people
        self._bidders: dict[str, asyncio.Task[Bidder]] = {}

    async def bidder(self, offer: Offer) -> Bidder:
        """The bidder of the offer; raises Refusal if its party cannot be created."""
        if not offer.bidder:
            # Nobody in particular: two of them are not the same one.
            return await self._found(offer, self._people[0])
        if offer.bidder not in self._bidders:
            somebody = self._people[len(self._bidders) % len(self._people)]
            self._bidders[offer.bidder] = asyncio.create_task(self._found(offer, somebody))
        return await self._bidders[offer.bidder]

    def other_than(self, somebody: Person) -> Person:
        return next(person for person in self._people if person is not somebody)

    async def _found(self, offer: Offer, owner: Person) -> Bidder:
        party = await agreed(owner, "createParty", name=offer.bidder, kind="ENTERPRISE")
        if offer.skills:
            await owner.do("describeParty", partyId=party["id"], skills=list(offer.skills))
        return Bidder(owner, party["id"])


async def agreed(somebody: Person, operation: str, **given: Any) -> dict[str, Any]:
    """The result of a mutation; raises Refusal with its code if it is refused."""
    answer = await somebody.act(operation, **given)
    if "code" in answer:
        raise Refusal(operation, answer["code"])
    return answer


@asynccontextmanager
async def gathered(url: str, *, people: int = 8, at_once: int = 12) -> AsyncIterator[Crowd]:
    """A crowd that has signed up, with at most that many concurrent requests."""
    turns = asyncio.Semaphore(at_once)
    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    async with http_client(timeout=60, limits=limits) as http:
        awarder, *crowd = [await signed_up(url, f"Person {number}") for number in range(people + 1)]
        awarder.party = (await awarder.do("createParty", name="The awarder of all", kind="ENTERPRISE"))["id"]
        for each in (awarder, guest := Person(url), *crowd):
            each.client = Kept(url, each.client.token, http, turns)
        yield Crowd(awarder, guest, crowd)


async def signed_up(url: str, name: str) -> Person:
    """A new user, with an address that is unused even if the server has seen a crowd before."""
    somebody = Person(url)
    somebody.email = f"{uuid4().hex}@example.org"
    session = await somebody.do("signUp", email=somebody.email, password=PASSWORD, name=name)
    somebody.client = Client(url, session["token"])
    return somebody


async def together(coroutines: list[Coroutine[Any, Any, T]], at_once: int) -> list[T]:
    """All results, with that many running at a time. The first failure cancels the others."""
    turns = asyncio.Semaphore(at_once)

    async def in_turn(coroutine: Coroutine[Any, Any, T]) -> T:
        async with turns:
            return await coroutine

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(in_turn(coroutine)) for coroutine in coroutines]
    return [task.result() for task in tasks]
