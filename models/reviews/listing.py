"""Listing: the published reviews of parties, page by page, for many parties at once."""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from models.database import instant_in_database, key_in_database, placeholders, rows
from models.database.fetching import by_column
from models.pages import Key, Page, Window, ends_of, read_forward
from models.reviews.review import Review, ReviewState

ORDER, SHAPE = "REVIEWS", (datetime, UUID)


async def reviews_of(parties: Collection[UUID], window: Window) -> dict[UUID, Page[Review]]:
    """A page of the published reviews of each party, read forward from the latest one."""
    window = window.sized()
    low, _ = ends_of(window, ORDER, SHAPE)
    found: dict[UUID, list[Review]] = {party: [] for party in parties}
    if not found:
        return {}
    among = f"FROM review WHERE state = 'PUBLISHED' AND subject_id IN ({placeholders(found)})"
    keys = [*map(key_in_database, found)]
    behind = _start(low) if low else []
    numbered = await rows(
        "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY subject_id ORDER BY published_at DESC, id DESC) "
        f"AS place {among}{' AND (published_at, id) < (?, ?)' if low else ''}) AS numbered WHERE place <= ?",
        *keys,
        *behind,
        window.most + 1,
    )
    later = (
        await rows(f"SELECT DISTINCT subject_id {among} AND (published_at, id) >= (?, ?)", *keys, *behind)
        if low
        else []
    )
    begun = {UUID(str(row["subject_id"])) for row in later}
    for review in await by_column(Review, "id", [row["id"] for row in numbered], sorting="published_at DESC, id DESC"):
        found[review.subject_id].append(review)
    return {
        party: read_forward(few, _key_of, window, order=ORDER, is_begun=party in begun, size=partial(_count, party))
        for party, few in found.items()
    }


def _key_of(review: Review) -> Key:
    assert review.published_at is not None
    return review.published_at, review.id


def _start(low: Key) -> list[object]:
    at, key = low
    assert isinstance(at, datetime)
    assert isinstance(key, UUID)
    return [instant_in_database(at), key_in_database(key)]


async def _count(party: UUID) -> int:
    return await Review.filter(subject_id=party, state=ReviewState.PUBLISHED).count()
