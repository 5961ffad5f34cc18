"""Reviews: writing and answering them."""

import strawberry

from models.reviews import answering
from resolvers import reviews
from schema.mutations import act
from schema.reviews import Review


@strawberry.type
class ReviewMutations:
    """Mutations of reviews."""

    write_review = act(
        reviews.write_review,
        Review,
        "Reviews the other side of work that has ended and was paid, once, within 14 days of its end. Owners and "
        "managers may. Nobody else sees that there is a review until both sides have written one, or the 14 days are "
        "over.",
        work_id="The id of the Contract.",
        scores="Points on every key of the direction, each once.",
        body="What is said of the other side, up to 5,000 characters.",
        is_amount_shown="Whether the amount of the work may be shown with the reviews; it is if both sides let it.",
    )
    answer_review = act(
        answering.answer_review,
        Review,
        "Answers a published review of one's own party, once, within 28 days. Its owners and managers may.",
        review_id="The id of a Review.",
        body="The answer, up to 5,000 characters. Everybody can read it.",
    )
