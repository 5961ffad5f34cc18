"""Facts about reviews that have consequences in other areas."""

from dataclasses import dataclass

from models.accounts.parties import Party
from models.facts import Fact
from models.reviews.review import Review


@dataclass(frozen=True, slots=True)
class ReviewPublished(Fact):
    """A review can be read by everybody from now on. Both parties are locked."""

    review: Review
    author: Party
    subject: Party
