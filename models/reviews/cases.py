"""The state table of reviews: who may answer one, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.accounts.parties import Party, lock_parties
from models.accounts.viewer import Viewer
from models.clock import now
from models.contracts.contract import Contract, ContractSide
from models.database.reading import Columns
from models.errors import Refused
from models.locks import Lock
from models.reviews.review import ANSWERED_WITHIN, Review, ReviewState
from models.sides import Side, Sides, sides
from models.states import Machine, Move


class ReviewAction(StrEnum):
    """What somebody may do with a review."""

    ANSWER = "ANSWER"


S, A = ReviewState, ReviewAction


@dataclass(slots=True)
class ReviewCase:
    """A review; its two sides are those of the contract that it is about."""

    review: Review

    @property
    def state(self) -> ReviewState:
        return self.review.state

    @property
    def version(self) -> int:
        return self.review.version

    @property
    def awarder_id(self) -> UUID:
        review = self.review
        return review.author_id if review.direction.author is ContractSide.AWARDER else review.subject_id

    @property
    def receiver_id(self) -> UUID:
        review = self.review
        return review.author_id if review.direction.author is ContractSide.RECEIVER else review.subject_id

    @property
    def author(self) -> Side:
        return Side.AWARDER if self.review.direction.author is ContractSide.AWARDER else Side.OTHER

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to the contract; a member of both parties is on the awarder's side alone."""
        return sides(viewer, awarder=self.awarder_id, other=self.receiver_id)


def answered_until(review: Review) -> datetime | None:
    """Until when its subject can answer it; None while it is hidden."""
    return review.published_at and review.published_at + ANSWERED_WITHIN


_REVIEW, _CONTRACT = Columns(Review, "r"), Columns(Contract, "c")
_LOCK = Lock("review r WHERE r.id = ?", _REVIEW)
# Whatever is written and published of a contract waits for its row: the second of two sides sees what the first wrote.
_CONTRACT_LOCK = Lock("contract c WHERE c.id = ?", _CONTRACT)


async def review_held(review: UUID, by: Viewer) -> tuple[ReviewCase, Viewer]:
    """The review, which nobody can change until the commit, and who decides, with their rights after that."""
    row, by = await _LOCK.hold(review, by)
    return ReviewCase(_REVIEW.in_row(row)), by


async def contract_held(contract: Contract, by: Viewer) -> tuple[Contract, dict[UUID, Party], Viewer]:
    """The contract with both parties, whose ratings a review moves, and who decides, with their rights after that."""
    parties = await lock_parties(contract.awarder_id, contract.receiver_id)
    row, by = await _CONTRACT_LOCK.hold(contract.id, by)
    return _CONTRACT.in_row(row), parties, by


async def locked(contract: Contract) -> dict[UUID, Party]:
    """The same for the clock."""
    parties = await lock_parties(contract.awarder_id, contract.receiver_id)
    await _CONTRACT_LOCK.take(contract.id)
    return parties


async def reviews_of(contract: UUID) -> Sequence[Review]:
    return await Review.filter(contract_id=contract).order_by("submitted_at", "id")


def _is_about_them(case: ReviewCase, held: Sides) -> Refused | None:
    if case.author in held:
        return Refused("NOT_ALLOWED", "Only the party that a review is about can answer it.")
    return None


def _is_unanswered(case: ReviewCase, _: Sides) -> Refused | None:
    if case.review.answered_at is not None:
        return Refused("WRONG_STATE", "This review was answered already.")
    return None


def _is_in_time(case: ReviewCase, _: Sides) -> Refused | None:
    until = answered_until(case.review)
    if until is None or now() >= until:
        return Refused("DEADLINE_PASSED", "A review can be answered only for 28 days.")
    return None


_LEADS = frozenset({Side.AWARDER_LEAD, Side.OTHER_LEAD})

MACHINE: Machine[ReviewState, ReviewAction, ReviewCase] = Machine(
    "review",
    [Move(A.ANSWER, frozenset({S.PUBLISHED}), None, _LEADS, (_is_about_them, _is_unanswered, _is_in_time))],
    hold=review_held,
)
