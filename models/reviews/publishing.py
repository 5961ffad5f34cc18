"""Publishing reviews: both at once when both are in, or what there is when their time is over (RP-2)."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from models.accounts.parties import Party
from models.changes import change, record, stamp
from models.contracts.contract import stream_of
from models.contracts.events import ReviewChanged
from models.database.writing import updated, write
from models.due import rescheduled
from models.facts import follow_up
from models.journal import enter
from models.reviews.cases import locked
from models.reviews.facts import ReviewPublished
from models.reviews.review import Review, ReviewState, book_of
from models.reviews.worth import released_of

MOVE = "review"


async def publish(reviews: Sequence[Review], parties: Mapping[UUID, Party], *, at: datetime, by: UUID | None) -> None:
    """Publishes hidden reviews of one contract, which is locked with both parties; their ratings follow at once."""
    released = await released_of({each.contract_id for each in reviews})
    for each in reviews:
        each.state, each.published_at = ReviewState.PUBLISHED, at
        each.released_minor = released.get(each.contract_id, 0)
        each.version += 1
    changed = [updated(each, "state", "published_at", "released_minor", "version") for each in reviews]
    await write(*changed, *(rescheduled(MOVE, each.id, None) for each in reviews))
    for each in reviews:
        await enter(book_of(each.id), "PUBLISHED", by=by, subject=each.id, released=each.released_minor)
        record(stream_of(each.contract_id), ReviewChanged(each.contract_id, each.id), by=None)
    # Each rating once both are there: of two parties that review each other, neither is first.
    for each in reviews:
        await follow_up(ReviewPublished(each, parties[each.author_id], parties[each.subject_id]))


async def settle(review_id: UUID) -> int:
    """Publishes a review whose time is over; returns how many moves it made. It happens only once."""
    async with change():
        found = await Review.get(id=review_id).select_related("contract")
        parties = await locked(found.contract)
        review, at = await Review.get(id=review_id), stamp()
        if review.state is not ReviewState.HIDDEN or review.closes_at > at:
            return 0
        # Whenever the clock gets to it: it counts from when it had to be published.
        await publish([review], parties, at=review.closes_at, by=None)
    return 1


async def waiting_reviews() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every review that waits to be published, with its time."""
    async for review in Review.filter(state=ReviewState.HIDDEN):
        yield review.id, review.closes_at
