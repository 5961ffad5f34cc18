"""Listing: the published reviews of parties, page by page, for many parties at once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from models.lists import Among, Lists
from models.pages import Page, Window
from models.reviews.review import Review

ABOUT_PARTIES = Lists(Review, "subject_id", ("-published_at", "-id"), "REVIEWS", (datetime, UUID))
PUBLISHED = Among("state = 'PUBLISHED'")


async def reviews_of(parties: Collection[UUID], window: Window) -> dict[UUID, Page[Review]]:
    """A page of the published reviews of each party, from the latest one."""
    return await ABOUT_PARTIES.pages(parties, window, among=PUBLISHED)
