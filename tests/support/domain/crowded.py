"""A market with many demands, and users with many things of their own, inserted in bulk."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from tortoise.models import Model

from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.users import User
from models.database import connection, is_postgres
from models.demands.applicants import Applicant, BidState
from models.demands.demand import Bidding, Demand, DemandState, rank_of_budget
from models.demands.search import tokens_of
from models.ids import new_id
from models.messages.conversations import Conversation, ConversationKind
from models.notifications.kinds import Notification, NotificationKind
from models.ordering import DEFAULT_WEIGHTS

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 1_000
# As many demands have these as are on one page, whatever the size of the market.
RARE = 20
RARE_SKILL, RARE_WORD = "falconry", "kestrel"
COMMON_SKILL, COMMON_WORD = "python", "portal"
WORDS = [f"word{number}" for number in range(2_000)]


@dataclass(frozen=True)
class Crowd:
    """The user who has all of it, with a party that awards and one that applies."""

    user: User
    awarder: UUID
    applicant: UUID


async def crowded(demands: int, *, seed: int = 7) -> Crowd:
    """Inserts that many demands, and for each a notification, an application and a conversation of other people.

    The user's parties own half of the demands and apply to a quarter; the user manages what they own.
    """
    dice = Random(seed)
    user, other = [
        User(id=new_id(), email=f"{name}@example.org", name=name, password_hash="none", created_at=BEGUN)
        for name in ("one", "other")
    ]
    parties = [
        Party(id=new_id(), kind=PartyKind.TEAM, name=name, created_at=BEGUN)
        for name in ("awarder", "applicant", "other awarder", "other applicant")
    ]
    awarder, applicant, other_awarder, _ = (UUID(str(party.id)) for party in parties)
    members = [
        Membership(id=new_id(), party_id=party, user_id=user.id, role=MemberRole.OWNER, joined_at=BEGUN)
        for party in (awarder, applicant)
    ]
    for made in ([user, other], parties, members):
        await type(made[0]).bulk_create(made)
    for start in range(0, demands, AT_ONCE):
        numbers = range(start, min(demands, start + AT_ONCE))
        market = [
            _demand(dice, number, number % (demands // RARE) == 0, awarder=awarder, other=other_awarder, manager=user)
            for number in numbers
        ]
        pairs = zip(numbers, market, strict=True)
        theirs = [_of_a_demand(dice, each, number, [user, other], parties) for number, each in pairs]
        for made in (market, *zip(*theirs, strict=True)):
            await type(made[0]).bulk_create(made)
        if not is_postgres():
            words = [[str(each.id), each.tokens] for each in market]
            await connection().execute_many("INSERT INTO demand_search (demand_id, tokens) VALUES (?, ?)", words)
    if is_postgres():
        await connection().execute_script("ANALYZE")
    return Crowd(user, awarder, applicant)


def _demand(dice: Random, number: int, is_rare: bool, *, awarder: UUID, other: UUID, manager: User) -> Demand:
    at = BEGUN + timedelta(minutes=number)
    is_mine, is_common = number % 2 == 0, number % 3 == 0
    states = [DemandState.COMPLETED, DemandState.SELECTING, DemandState.CONTRACTED]
    demand = Demand(
        id=new_id(),
        awarder_id=awarder if is_mine else other,
        author_id=manager.id,
        resource_manager_id=manager.id if is_mine else None,
        title=f"Demand {number} {COMMON_WORD if is_common else ''} {RARE_WORD if is_rare else ''}",
        description=" ".join(dice.choices(WORDS, k=20)),
        skills=[name for name, has in ((COMMON_SKILL, is_common), (RARE_SKILL, is_rare)) if has],
        audience_words=" TEAM ",
        currency=dice.choice(("EUR", "USD")),
        budget_high=dice.randrange(1_000, 1_000_000),
        bidding=Bidding.OPEN,
        audience=[PartyKind.TEAM.value],
        criteria=[list(pair) for pair in DEFAULT_WEIGHTS],
        state=dice.choices(states, weights=(90, 5, 5))[0],
        created_at=at,
        published_at=at,
        deadline_at=at + timedelta(minutes=dice.randrange(20_000, 60_000)),
    )
    demand.budget_rank = rank_of_budget(None, demand.budget_high)
    demand.tokens = tokens_of(demand)
    return demand


def _of_a_demand(
    dice: Random, demand: Demand, number: int, users: list[User], parties: list[Party]
) -> tuple[Model, Model, Model]:
    at = BEGUN + timedelta(minutes=dice.randrange(1_000_000))
    # Half of the demands of others.
    applying = parties[1 if number % 4 == 1 else 3].id
    told = Notification(
        id=new_id(),
        user_id=users[number % 2].id,
        kind=NotificationKind.DEMAND_CLOSED,
        subject_type="demand",
        subject_id=demand.id,
        facts={},
        created_at=at,
    )
    application = Applicant(
        id=new_id(), demand_id=demand.id, party_id=applying, state=BidState.SUBMITTED, applied_at=at, arrived_at=at
    )
    talk = Conversation(
        id=new_id(),
        kind=ConversationKind.APPLICATION,
        demand_id=demand.id,
        applicant_id=application.id,
        awarder_id=demand.awarder_id,
        receiver_id=applying,
        opened_by_id=users[0].id,
        opened_at=at,
        last_at=at,
    )
    return told, application, talk
