"""The users of the messages benchmark, inserted directly into the database: all signed in, each in a conversation.

`python -m bench.crowd PEOPLE CONVERSATIONS` writes into DATABASE_URL and prints one JSON line: a list of users with
`token`, `conversation` (its key) and `side` (0: the awarder's, 1: the applicant's).
"""

import asyncio
import hashlib
import json
import os
import secrets
import sys
from datetime import timedelta
from uuid import UUID

from tortoise.models import Model

from models import database
from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.sessions import LIFETIME, Session
from models.accounts.users import User
from models.clock import now
from models.demands.applicants import Applicant, BidState
from models.demands.demand import Bidding, Demand, DemandState
from models.ids import new_id
from models.messages.conversations import Conversation, ConversationKind

AT_ONCE = 500


class Crowd:
    """All users, and what is printed about each of them."""

    def __init__(self) -> None:
        self.rows: dict[type[Model], list[Model]] = {}
        self.people: list[dict[str, object]] = []

    def add(self, row: Model) -> UUID:
        self.rows.setdefault(type(row), []).append(row)
        return UUID(str(row.pk))

    def team(self, name: str, people: int) -> tuple[UUID, list[UUID]]:
        party = self.add(Party(id=new_id(), kind=PartyKind.TEAM, name=name, created_at=now()))
        return party, [self.member(party, f"{name}, {number}") for number in range(people)]

    def member(self, party: UUID, name: str) -> UUID:
        address = f"{secrets.token_hex(8)}@example.org"
        # Without a password: hashing one is slow on purpose.
        user = self.add(User(id=new_id(), email=address, name=name, password_hash="none", created_at=now()))
        self.add(Membership(id=new_id(), party_id=party, user_id=user, role=MemberRole.MEMBER, joined_at=now()))
        return user

    def sign_in(self, user: UUID, conversation: UUID, side: int) -> None:
        token = secrets.token_urlsafe()
        hashed = hashlib.sha256(token.encode()).hexdigest()
        at = now()
        self.add(Session(id=new_id(), user_id=user, token_hash=hashed, created_at=at, expires_at=at + LIFETIME))
        self.people.append({"token": token, "conversation": str(conversation), "side": side})

    def converse(self, number: int, people: int) -> None:
        """Two teams, a demand of one of them, a bid of the other, and their conversation."""
        awarder, ours = self.team(f"Awarder {number}", people - people // 2)
        applicant, theirs = self.team(f"Applicant {number}", people // 2)
        at = now()
        demand = self.add(
            Demand(
                id=new_id(),
                awarder_id=awarder,
                author_id=ours[0],
                title=f"Demand {number}",
                description="Build it.",
                currency="USD",
                bidding=Bidding.OPEN,
                audience=[kind.value for kind in PartyKind],
                criteria=[],
                state=DemandState.OPEN,
                created_at=at,
                published_at=at,
                deadline_at=at + timedelta(days=7),
            )
        )
        application = self.add(
            Applicant(
                id=new_id(),
                demand_id=demand,
                party_id=applicant,
                state=BidState.SUBMITTED,
                submitted_number=1,
                applied_at=at,
                arrived_at=at,
            )
        )
        conversation = self.add(
            Conversation(
                id=new_id(),
                kind=ConversationKind.APPLICATION,
                demand_id=demand,
                applicant_id=application,
                awarder_id=awarder,
                receiver_id=applicant,
                opened_by_id=theirs[0],
                opened_at=at,
                last_at=at,
            )
        )
        for side, users in enumerate((ours, theirs)):
            for user in users:
                self.sign_in(user, conversation, side)


async def main(people: int, conversations: int) -> None:
    # Before the first row: the ORM does not know the columns of its tables earlier.
    await database.connect(os.environ["DATABASE_URL"])
    crowd = Crowd()
    for number in range(conversations):
        crowd.converse(number, people // conversations)
    for table, rows in crowd.rows.items():
        await table.bulk_create(rows, batch_size=AT_ONCE)
    await database.disconnect()
    print(json.dumps(crowd.people))


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:3])))
