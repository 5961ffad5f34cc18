"""The data sets that the attack benchmark needs, inserted in bulk: `await fill(url, NAME)` returns whose tokens to use.

One process can fill databases of one dialect only, because the ORM keeps compiled statements.
"""

import hashlib
import random
import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from tortoise.models import Model

from models import database
from models.accounts.hashing import hasher
from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.sessions import LIFETIME, Session
from models.accounts.users import User
from models.clock import now
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.candidates import Candidate
from models.demands.demand import Bidding, Demand, DemandState, book_of
from models.ids import new_id
from models.journal import FORM, Book, Entry, canonical, digest_of
from models.keys import open_ids
from models.messages.conversations import Conversation, ConversationKind
from models.ordering import DEFAULT_WEIGHTS
from models.questions.question import Question, QuestionState
from models.workbench.measuring import measure_all
from schema.kinds import identify

AT_ONCE = 1_000
SECONDS_LEFT = 7 * 24 * 3_600
COMMON = ("build", "web", "data", "service", "portal", "cloud", "team", "work")
RARER = [f"word{number}" for number in range(2_000)]


class Hall:
    """The rows of one data set, with the tokens and ids that its inputs use."""

    def __init__(self) -> None:
        self.rows: dict[type[Model], list[Model]] = {}
        self.named: dict[str, str] = {}
        self.dice = random.Random(10)
        self.other: UUID

    def add(self, row: Model) -> UUID:
        self.rows.setdefault(type(row), []).append(row)
        return UUID(str(row.pk))

    def user(self, name: str) -> tuple[UUID, UUID]:
        """A signed-in user with their party; `named[name]` is the token."""
        at, token = now(), secrets.token_urlsafe()
        # Without a password: hashing one is slow on purpose.
        user = self.add(User(id=new_id(), email=f"{name}@example.org", name=name, password_hash="none", created_at=at))
        party = self.add(Party(id=new_id(), kind=PartyKind.ENTERPRISE, name=name, created_at=at))
        self.add(Membership(id=new_id(), party_id=party, user_id=user, role=MemberRole.OWNER, joined_at=at))
        hashed = hashlib.sha256(token.encode()).hexdigest()
        self.add(Session(id=new_id(), user_id=user, token_hash=hashed, created_at=at, expires_at=at + LIFETIME))
        self.named[name] = token
        return user, party

    def demand(self, user: UUID, party: UUID, description: str, words: Iterable[str] = ()) -> UUID:
        at = now()
        return self.add(
            Demand(
                id=new_id(),
                awarder_id=party,
                author_id=user,
                title="A demand",
                description=description,
                tokens=" ".join(dict.fromkeys(("a", "demand", *words))),
                audience_words=" TEAM ",
                currency="USD",
                bidding=Bidding.OPEN,
                audience=[PartyKind.TEAM.value],
                criteria=[list(pair) for pair in DEFAULT_WEIGHTS],
                budget_high=500_000,
                duration_days=60,
                state=DemandState.OPEN,
                created_at=at,
                published_at=at,
                deadline_at=at + timedelta(seconds=SECONDS_LEFT),
            )
        )

    def bid(self, demand: UUID, number: int) -> tuple[UUID, UUID]:
        """A party with its bid and its candidate; returns the party and the application."""
        at = now()
        party = self.add(Party(id=new_id(), kind=PartyKind.TEAM, name=f"Team {number}", created_at=at))
        application = self.add(
            Applicant(
                id=new_id(),
                demand_id=demand,
                party_id=party,
                state=BidState.SUBMITTED,
                submitted_number=1,
                applied_at=at,
                arrived_at=at,
            )
        )
        self.add(
            Bid(
                id=new_id(),
                applicant_id=application,
                number=1,
                price_minor=self.dice.randrange(100_000, 900_000),
                currency="USD",
                duration_days=self.dice.randrange(10, 120),
                proposal=" ".join(self.dice.choices(RARER, k=250)),
                stages=[],
                created_at=at,
                submitted_at=at,
            )
        )
        self.add(Candidate(id=new_id(), demand_id=demand, applicant_id=application, arrived_at=at))
        return party, application

    def joins(self, user: UUID, party: UUID) -> None:
        self.add(Membership(id=new_id(), party_id=party, user_id=user, role=MemberRole.OWNER, joined_at=now()))

    def conversation(self, demand: UUID, awarder: UUID, applicant: UUID, receiver: UUID, opener: UUID) -> UUID:
        return self.add(
            Conversation(
                id=new_id(),
                kind=ConversationKind.APPLICATION,
                demand_id=demand,
                applicant_id=applicant,
                awarder_id=awarder,
                receiver_id=receiver,
                opened_by_id=opener,
                opened_at=now(),
                last_at=now(),
            )
        )

    def record(self, demand: UUID, length: int) -> None:
        """An intact selection record of that many entries."""
        book, digest = book_of(demand), ""
        for seq in range(1, length + 1):
            at = now()
            entry = Entry(
                id=new_id(), book=book, seq=seq, action="PLACED", facts={"rank": seq}, at=at, form=FORM, texts={}
            )
            digest = entry.digest = digest_of(canonical(entry, previous=digest))
            self.add(entry)
        self.rows.setdefault(Book, []).append(Book(name=book, length=length, digest=digest))


def texts(hall: Hall) -> None:
    """200 demands with the longest descriptions there are."""
    user, party = hall.user("hostile")
    for _ in range(200):
        hall.demand(user, party, "\N{GRINNING FACE}" * 20_000)


def market(hall: Hall) -> None:
    """100,000 demands with common words."""
    user, party = hall.user("hostile")
    for _ in range(100_000):
        words = [*COMMON, *hall.dice.choices(RARER, k=20)]
        hall.demand(user, party, " ".join(words), words)


def workbench(hall: Hall) -> None:
    """A demand with 5,000 candidates and 50,000 entries in its record."""
    user, party = hall.user("hostile")
    demand = hall.demand(user, party, "A description.")
    hall.named["demand"] = identify("demand", demand)
    for number in range(5_000):
        hall.bid(demand, number)
    hall.record(demand, 50_000)


def people(hall: Hall) -> None:
    """A demand with 1,000 applicants and a question, two conversations, and somebody who signs in with a password."""
    hostile, awarder = hall.user("hostile")
    sender, other_awarder = hall.user("sender")
    hall.user("signing")
    signing = hall.rows[User][-1]
    signing.password_hash = hasher().hash("correct horse battery")  # type: ignore[attr-defined] # a User
    demand, elsewhere = hall.demand(hostile, awarder, "A description."), hall.demand(sender, other_awarder, "Another.")
    for number in range(1_000):
        user, _ = hall.user(f"applicant{number}")
        hall.rows[User][-1].email_verified_at = now()  # type: ignore[attr-defined] # a User
        party, application = hall.bid(demand, number)
        hall.joins(user, party)
        if not number:
            own = hall.conversation(demand, awarder, application, party, hostile)
            asked = Question(
                id=new_id(),
                demand_id=demand,
                party_id=party,
                asker_id=user,
                state=QuestionState.UNANSWERED,
                body="When?",
                asked_at=now(),
            )
            hall.named["question"] = identify("question", hall.add(asked))
    party, application = hall.bid(elsewhere, 1_000)
    hall.joins(hall.other, party)
    others = hall.conversation(elsewhere, other_awarder, application, party, sender)
    hall.named |= {"own conversation": identify("conversation", own), "conversation": identify("conversation", others)}


HALLS: dict[str, Callable[[Hall], None]] = {each.__name__: each for each in (texts, market, workbench, people)}


async def fill(url: str, name: str) -> dict[str, str]:
    """Migrates the database and fills it; returns the tokens of `hostile` and `other`, and the ids of things."""
    hall = Hall()

    def prepare() -> None:
        hall.other, _ = hall.user("other")
        HALLS[name](hall)

    await store(url, hall, prepare)
    return hall.named


async def store(url: str, hall: Hall, prepare: Callable[[], None]) -> None:
    """Migrates the database, and fills it with the rows that `prepare` adds to the hall."""
    await database.migrate(url)
    await database.connect(url)
    try:
        await open_ids()
        prepare()
        for table, rows in hall.rows.items():
            await table.bulk_create(rows, batch_size=AT_ONCE)
        await _index(hall.rows.get(Demand, []))
        await measure_all()
        if database.is_postgres():
            await database.connection().execute_script("ANALYZE")
    finally:
        await database.disconnect()


async def _index(demands: list[Any]) -> None:
    if not database.is_postgres():
        statement = "INSERT INTO demand_search (demand_id, tokens) VALUES (?, ?)"
        for start in range(0, len(demands), AT_ONCE):
            rows = [[str(each.id), each.tokens] for each in demands[start : start + AT_ONCE]]
            await database.connection().execute_many(statement, rows)
