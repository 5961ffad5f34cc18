"""Writing a review: once a side, by an owner or manager, within 14 days of the end of the work (RP-1)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.cases import side_in
from models.contracts.contract import Contract, ContractSide, ContractState
from models.database.writing import inserted, updated, write
from models.due import rescheduled
from models.errors import Refused, not_allowed
from models.inputs import Checks
from models.journal import enter
from models.reviews.cases import contract_held, reviews_of
from models.reviews.publishing import MOVE, publish
from models.reviews.review import (
    KEYS,
    LEAST_POINTS,
    MOST_POINTS,
    DueReview,
    Review,
    ReviewDirection,
    ReviewState,
    book_of,
)
from models.sides import LEADING, Side, sides
from models.states import wrong_state

MOST_IN_BODY = 5_000
ENDED = frozenset({ContractState.COMPLETED, ContractState.TERMINATED})


@dataclass(frozen=True)
class ScoreGiven:
    """The points that a review gives on one key."""

    key: str
    points: int


async def write_review(
    contract: Contract,
    party: Party,
    *,
    scores: Sequence[ScoreGiven],
    body: str,
    is_amount_shown: bool = False,
    by: Viewer,
) -> Review:
    """Reviews the other side of a contract that has ended. Once both sides have, both reviews are published at once."""
    checks = Checks()
    body = checks.text("body", body, most=MOST_IN_BODY)
    async with change():
        contract, parties, by = await contract_held(contract, by)
        at = stamp()
        side = _side_for(contract, party, by)
        direction = ReviewDirection.by(side)
        points = _points(checks, direction, scores)
        checks.refuse()
        written = await reviews_of(contract.id)
        due = await _due(contract, party, at, is_written=any(each.direction is direction for each in written))
        due.written_at = at
        review = Review(
            contract_id=contract.id,
            direction=direction,
            author_id=party.id,
            subject_id=contract.party_of(side.other),
            user_id=by.user.id,
            state=ReviewState.HIDDEN,
            scores=points,
            body=body,
            is_amount_shown=is_amount_shown,
            submitted_at=at,
            closes_at=due.closes_at,
            currency=contract.currency,
        )
        await write(inserted(review), updated(due, "written_at"), rescheduled(MOVE, review.id, review.closes_at))
        said = {"direction": direction.value, "scores": points}
        book, subject, texts = book_of(review.id), review.id, {"body": body}
        await enter(book, "WRITTEN", by=by.user.id, subject=subject, texts=texts, contract=contract.id, said=said)
        if written:
            await publish([*written, review], parties, at=at, by=by.user.id)
    return await Review.get(id=review.id)


def _side_for(contract: Contract, party: Party, by: Viewer) -> ContractSide:
    """The side of this party; refuses all but its owners and managers."""
    held = sides(by, awarder=contract.awarder_id, other=contract.receiver_id)
    side = contract.side_of(party.id)
    if side is None or side is not side_in(held):
        raise not_allowed("You do not act for this party in this contract.")
    of = Side.AWARDER if side is ContractSide.AWARDER else Side.OTHER
    if not held & {*LEADING[of]}:
        raise not_allowed("Only an owner or manager can review the other side.")
    return side


async def _due(contract: Contract, party: Party, at: datetime, *, is_written: bool) -> DueReview:
    """What lets this party review the other one now; says nothing of what the other one has written."""
    if contract.state not in ENDED:
        raise wrong_state("contract", contract.state, ENDED)
    if is_written:
        raise Refused("ALREADY_REVIEWED", "Your side has reviewed the other one: that is possible once.")
    due = await DueReview.get_or_none(contract_id=contract.id, party_id=party.id)
    if due is None:
        raise Refused("NOTHING_RELEASED", "This contract has ended without money released: nobody reviews anybody.")
    if at >= due.closes_at:
        raise Refused("DEADLINE_PASSED", "Reviews can be written only within 14 days of the end of the work.")
    return due


def _points(checks: Checks, direction: ReviewDirection, scores: Sequence[ScoreGiven]) -> dict[str, int]:
    """The points on every key of the direction, each once."""
    keys, times = KEYS[direction], Counter(each.key for each in scores)
    for place, each in enumerate(scores):
        if each.key not in keys:
            checks.wrong(f"scores.{place}.key", "There is no criterion '{key}'.", "UNKNOWN_CRITERION", key=each.key)
        elif times[each.key] > 1:
            checks.wrong(f"scores.{place}.key", "'{key}' has points more than once.", "REPEATED", key=each.key)
        checks.whole(f"scores.{place}.points", each.points, least=LEAST_POINTS, most=MOST_POINTS)
    if lacking := [key for key in keys if not times[key]]:
        checks.wrong("scores", "Points are needed on {keys}, too.", "LACKING", keys=", ".join(lacking))
    return {key: each.points for key in keys for each in scores if each.key == key}
