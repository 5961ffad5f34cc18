"""Reviews: writing them, who sees which, and what they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import strawberry
from tortoise.expressions import Q

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.calendar import calendar
from models.clock import now
from models.contracts.contract import Contract
from models.database.fetching import by_column, by_key
from models.demands.demand import LISTED, Demand
from models.ids import Ref
from models.money import Money
from models.ordering import average_of
from models.pages import Page, Window, page_of
from models.reviews import listing, writing
from models.reviews.cases import MACHINE, ReviewAction, ReviewCase
from models.reviews.record import WorkRecord, records_of
from models.reviews.review import ALL_KEYS, KEYS, DueReview, KeyRating, Review, ReviewedWorkKind
from models.reviews.writing import ScoreGiven
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.finding import find


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """The points of a review on one key."""

    key: str
    points: int


@dataclass(frozen=True, slots=True)
class ReviewedWork:
    """What a review is about, as far as both sides let it be shown (RP-6)."""

    title: str
    ended_on: date | None
    amount: Money | None
    kind: ReviewedWorkKind = ReviewedWorkKind.CONTRACT

    @property
    def is_amount_shown(self) -> bool:
        return self.amount is not None


async def write_review(
    info: Info,
    work_id: Ref,
    party_id: Ref,
    scores: list[ScoreGiven],
    body: str,
    is_amount_shown: bool = False,
) -> Review:
    by = viewer_in(info)
    contract, party = await find(Contract, work_id, by), await find(Party, party_id, by)
    return await writing.write_review(contract, party, scores=scores, body=body, is_amount_shown=is_amount_shown, by=by)


# ---------- lists


async def due_reviews_of_viewer(
    root: strawberry.Parent[Viewer], party_id: Ref, first: int | None = None, after: str | None = None
) -> Page[DueReview]:
    party = party_id.of("party")
    if party is None or not root.acts_for(party):
        return Page.empty()
    # Who belongs to both sides is on the awarder's alone, and does not hear what the other one has written.
    apart = Q(contract__awarder_id=party) | Q(subject_id__not_in=list(root.roles))
    query = DueReview.filter(apart, party_id=party, written_at=None, closes_at__gt=now())
    return await page_of(query, ("closes_at", "id"), Window(first, after), order="DUE", shape=(datetime, UUID))


async def reviews_of_parties(
    parties: Sequence[Party],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen by everybody
    first: int | None = None,
    after: str | None = None,
) -> list[Page[Review]]:
    found = await listing.reviews_of([each.id for each in parties], Window(first, after))
    return [found[each.id] for each in parties]


async def reviews_of_contracts(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[list[Review]]:
    """What each side says of the other, as far as the viewer may see it."""
    found: dict[UUID, list[Review]] = {each.id: [] for each in contracts}
    for review in await by_column(Review, "contract_id", found, sorting="direction, id"):
        if access.may_see_review(viewer, review):
            found[review.contract_id].append(review)
    return [found[each.id] for each in contracts]


# ---------- what a party's reviews and contracts say of it


async def ratings_of(parties: Sequence[Party], *, viewer: Viewer | None) -> list[list[KeyRating]]:  # noqa: ARG001 - seen by everybody
    found: dict[UUID, list[KeyRating]] = {party.id: [] for party in parties}
    for each in await by_column(KeyRating, "party_id", found):
        found[each.party_id].append(each)
    return [sorted(found[party.id], key=lambda each: ALL_KEYS.index(each.key)) for party in parties]


def average_on_key(root: strawberry.Parent[KeyRating]) -> Decimal | None:
    return average_of(root.total, root.parts, root.count)


async def records_of_parties(parties: Sequence[Party], *, viewer: Viewer | None) -> list[WorkRecord | None]:  # noqa: ARG001 - seen by everybody
    return await records_of([party.id for party in parties])


# ---------- what a review shows


async def authors_of(reviews: Sequence[Review], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - seen with the review
    found = await by_key(Party, {each.author_id for each in reviews})
    return [found[each.author_id] for each in reviews]


async def subjects_of(
    reviews: Sequence[Review | DueReview],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the review
) -> list[Party]:
    found = await by_key(Party, {each.subject_id for each in reviews})
    return [found[each.subject_id] for each in reviews]


async def works_of(reviews: Sequence[Review], *, viewer: Viewer | None) -> list[ReviewedWork]:  # noqa: ARG001 - seen with the review
    contracts, demands = await _contracts_of(reviews)
    amounts = await _amounts_of(set(contracts))
    return [
        ReviewedWork(
            demands[contracts[each.contract_id].demand_id].title,
            _day_of(contracts[each.contract_id].ended_at),
            amounts.get(each.contract_id),
        )
        for each in reviews
    ]


async def works_due(reviews: Sequence[DueReview], *, viewer: Viewer | None) -> list[Contract]:  # noqa: ARG001 - seen with it
    contracts, _ = await _contracts_of(reviews)
    return [contracts[each.contract_id] for each in reviews]


async def titles_due(reviews: Sequence[DueReview], *, viewer: Viewer | None) -> list[str]:  # noqa: ARG001 - seen with it
    contracts, demands = await _contracts_of(reviews)
    return [demands[contracts[each.contract_id].demand_id].title for each in reviews]


def scores_of(root: strawberry.Parent[Review]) -> list[ReviewScore]:
    return [ReviewScore(key, root.scores[key]) for key in KEYS[root.direction]]


def average_of_scores(root: strawberry.Parent[Review]) -> Decimal | None:
    return average_of(sum(root.scores.values()), 1, len(root.scores))


def actions_of(root: strawberry.Parent[Review], info: Info) -> list[ReviewAction]:
    return MACHINE.actions(ReviewCase(root), info.context.viewer)


async def _contracts_of(reviews: Sequence[Review | DueReview]) -> tuple[dict[UUID, Contract], dict[UUID, Demand]]:
    contracts = await by_key(Contract, {each.contract_id for each in reviews})
    return contracts, await by_key(LISTED, {each.demand_id for each in contracts.values()})


async def _amounts_of(contracts: set[UUID]) -> dict[UUID, Money]:
    """What was paid for the work, of contracts where both sides let it be shown and both reviews can be read."""
    letting = "state = 'PUBLISHED' AND is_amount_shown = TRUE"
    found = await by_column(Review, "contract_id", contracts, also=letting)
    both = [each.contract_id for each in found]
    return {
        each.contract_id: Money(each.released_minor or 0, each.currency)
        for each in found
        if both.count(each.contract_id) == len(KEYS)
    }


def _day_of(at: datetime | None) -> date | None:
    return at and at.astimezone(calendar().zone).date()
