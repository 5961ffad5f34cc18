"""Counting reviews: a party's ratings, made anew of what is published of it whenever something of that changes."""

from uuid import UUID

from tortoise.expressions import Q

from models.accounts.facts import MemberJoined, PartyChanged, RoleChanged
from models.accounts.parties import LEADS, Party, lock_parties, roles_of
from models.database.writing import all_inserted, updated, write
from models.facts import follow_up
from models.reviews.facts import ReviewPublished
from models.reviews.rating import sums_of
from models.reviews.review import KeyRating, Review, ReviewState
from models.reviews.ties import tied_among
from models.reviews.worth import counts

# What of a review is counted, without its texts.
COUNTED = ("id", "author_id", "published_at", "scores", "released_minor", "currency")


async def count_again(published: ReviewPublished) -> None:
    """Rates the party that a review is about."""
    await rate(published.subject)


async def uncount_of_member(joined: MemberJoined) -> None:
    """Rates the parties anew whose reviews of each other do not count from now on, because somebody is in both."""
    await _uncount(joined.party, joined.user.id)


async def uncount_of_lead(changed: RoleChanged) -> None:
    """The same for somebody who leads one of them from now on."""
    if changed.role in LEADS and changed.former not in LEADS:
        await _uncount(changed.party, changed.user)


async def _uncount(party: Party, user: UUID) -> None:
    """Rates the party, and the others of the user that it has exchanged reviews with."""
    others = {other for other in await roles_of(user) if other != party.id}
    between = Q(author_id=party.id, subject_id__in=[*others]) | Q(author_id__in=[*others], subject_id=party.id)
    found = await Review.filter(between, state=ReviewState.PUBLISHED).values_list("author_id", "subject_id")
    met = {one for pair in found for one in pair} - {party.id}
    if not met:
        return
    # Locked already with the party itself (lock_with_those_of): this reads them.
    locked = await lock_parties(*met)
    for each in (party, *locked.values()):
        await rate(each)


async def rate(party: Party) -> None:
    """Makes the ratings of a party anew, and then whatever is ordered by them. Its row is locked.

    Removing a review and rating again leaves nothing of it (RP-3).
    """
    whole, by_key = sums_of(await counted_of(party))
    known = (party.rating_total, party.rating_parts, party.rating_count)
    party.rating_total, party.rating_parts, party.rating_count = whole.total, whole.parts, whole.count
    await KeyRating.filter(party_id=party.id).delete()
    sums = [
        KeyRating(party_id=party.id, key=key, total=each.total, parts=each.parts, count=each.count)
        for key, each in by_key.items()
    ]
    await write(updated(party, "rating_total", "rating_parts", "rating_count"), *all_inserted(sums))
    if known != (whole.total, whole.parts, whole.count):
        await follow_up(PartyChanged(party))


async def counted_of(party: Party) -> list[Review]:
    """The published reviews of a party that count: not those of affiliates, nor of crumbs (RP-4)."""
    found = await Review.filter(subject_id=party.id, state=ReviewState.PUBLISHED).only(*COUNTED)
    worth = [each for each in found if counts(each.released_minor or 0, each.currency)]
    tied = await tied_among([party.id], {each.author_id for each in worth})
    return [each for each in worth if (party.id, each.author_id) not in tied]
