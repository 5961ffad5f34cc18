"""Answering a review: once, by an owner or manager of the party that it is about, within 28 days (RP-3)."""

from models.accounts.viewer import Viewer
from models.changes import record
from models.contracts.contract import stream_of
from models.contracts.events import ReviewChanged
from models.database.writing import updated, write
from models.decisions import decide
from models.inputs import Checks
from models.journal import enter
from models.reviews.cases import MACHINE, ReviewAction
from models.reviews.review import Review, book_of
from models.reviews.telling import tell_answered

MOST_IN_ANSWER = 5_000


async def answer_review(review: Review, *, body: str, by: Viewer) -> Review:
    """Answers what was said of the own party; everybody reads the answer beside the review."""
    checks = Checks()
    body = checks.text("body", body, most=MOST_IN_ANSWER)
    checks.refuse()
    async with decide(MACHINE, ReviewAction.ANSWER, review.id, by=by) as decision:
        review = decision.case.review
        review.answer, review.answered_at, review.answered_by_id = body, decision.at, decision.by.user.id
        review.version += 1
        await write(updated(review, "answer", "answered_at", "answered_by_id", "version"))
        await enter(book_of(review.id), "ANSWERED", by=by.user.id, subject=review.id, texts={"answer": body})
        record(stream_of(review.contract_id), ReviewChanged(review.contract_id, review.id), by=by.user.id)
        await tell_answered(review, by=by.user.id)
    return await Review.get(id=review.id)
