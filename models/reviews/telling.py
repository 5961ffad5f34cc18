"""Notifications about reviews: that one is due, was published, or was answered.

Of a review that nobody but its author's party sees yet there is none (RP-2).
"""

from collections.abc import Sequence
from uuid import UUID

from models.accounts.parties import LEADS, Membership, Party
from models.contracts.contract import Contract
from models.contracts.telling import people_of
from models.demands.demand import Demand
from models.notifications.kinds import NotificationKind as K
from models.notifications.telling import notify
from models.reviews.facts import ReviewPublished
from models.reviews.review import DueReview, Review


async def tell_due(contract: Contract, demand: Demand, due: Sequence[DueReview]) -> None:
    """Tells the owners and managers of both sides until when they can review the other one."""
    for each in due:
        at, subject = each.closes_at.isoformat(), ("due_review", each.id)
        party = await Party.get(id=each.subject_id)
        told = {each.party_id: await _leads_of(contract, demand, each.party_id)}
        await notify(told, K.REVIEW_DUE, subject=subject, by=None, demand=demand.title, party=party.name, at=at)


async def tell_published(published: ReviewPublished) -> None:
    """Tells the owners and managers of its subject; who made the second review is not named for the first."""
    review, author = published.review, published.author
    await _tell(review, review.subject_id, K.REVIEW_PUBLISHED, party=author.name, by=None)


async def tell_answered(review: Review, *, by: UUID) -> None:
    """Tells the owners and managers of its author's party."""
    subject = await Party.get(id=review.subject_id)
    await _tell(review, review.author_id, K.REVIEW_ANSWERED, party=subject.name, by=by)


async def _tell(review: Review, to: UUID, kind: K, *, party: str, by: UUID | None) -> None:
    contract = await Contract.get(id=review.contract_id).select_related("demand")
    demand: Demand = contract.demand
    told = {to: await _leads_of(contract, demand, to)}
    await notify(told, kind, subject=("review", review.id), by=by, demand=demand.title, party=party)


async def _leads_of(contract: Contract, demand: Demand, party: UUID) -> list[UUID]:
    """The owners and managers of a side, who can write and answer reviews for it."""
    side = contract.side_of(party)
    assert side is not None
    leads = await Membership.filter(party_id=party, role__in=list(LEADS)).values_list("user_id", flat=True)
    return [user for user in await people_of(contract, demand, side) if user in {*leads}]
