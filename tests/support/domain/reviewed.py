"""Reviews in the market of viewers: a hidden one, a published one, and one that is due."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from models.changes import change, record
from models.clock import now
from models.contracts.contract import Contract
from models.contracts.events import ReviewChanged
from models.ids import key_of, opaque
from models.reviews.review import KEYS, DueReview, KeyRating, Review, ReviewDirection, ReviewState

D, S = ReviewDirection, ReviewState


async def review_contract(made: Any, kind: str) -> None:
    """Rows as the verbs leave them, each of another moment: what the viewers see of one depends on no other.

    The published one names its parties to everybody, so it is of a party that has not applied.
    """
    contract = await Contract.get(id=_key("Contract", made.contracts[kind]["id"]))
    awarder, receiver = contract.awarder_id, contract.receiver_id
    closes_at = now() + timedelta(days=14)
    hidden = await _reviewed(made, contract, "owner", (awarder, receiver), D.OF_RECEIVER, "mark-hidden-review")
    made.note("hidden review", kind, hidden.body, id=opaque("Review", hidden.id))
    stranger = _key("Party", made.people["stranger"].party)
    published = await _reviewed(made, contract, "stranger", (stranger, awarder), D.OF_AWARDER, "mark-published-review")
    await Review.filter(id=published.id).update(state=S.PUBLISHED, published_at=now(), released_minor=10_000)
    async with change():
        record(contract.stream, ReviewChanged(contract.id, published.id), by=None)
    made.note("published review", kind, published.body, id=opaque("Review", published.id))
    await KeyRating.create(party_id=awarder, key="BRIEF", total=4, parts=1, count=1)
    due = await DueReview.create(
        contract_id=contract.id, party_id=receiver, subject_id=awarder, ended_at=now(), closes_at=closes_at
    )
    made.note("review that is due", kind, id=opaque("DueReview", due.id))


async def _reviewed(
    made: Any, contract: Contract, by: str, parties: tuple[UUID, UUID], direction: ReviewDirection, body: str
) -> Review:
    author, subject = parties
    return await Review.create(
        contract_id=contract.id,
        direction=direction,
        author_id=author,
        subject_id=subject,
        user_id=_key("User", made.people[by].user),
        state=S.HIDDEN,
        scores=dict.fromkeys(KEYS[direction], 4),
        body=body,
        submitted_at=now(),
        closes_at=now() + timedelta(days=14),
        currency=contract.currency,
    )


def _key(kind: str, id: str) -> UUID:
    key = key_of(kind, id)
    assert key is not None
    return key
