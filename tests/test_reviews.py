"""Reviews of the two sides of ended work by each other (RP-1 to RP-4)."""

import pytest

from models.accounts.parties import Party
from models.reviews.review import Review
from tests.support.domain.reviewing import A, R, reviewing

pytestmark = pytest.mark.usefixtures("database")


async def test_rp2_a_review_is_hidden_until_both_are_in_and_then_counts() -> None:
    on = await reviewing()
    first = await on.reviewed(A, 5, 4, 4, 3)
    assert (first.state, first.published_at) == ("HIDDEN", None)
    second = await on.reviewed(R, 3)
    assert {each.state for each in await Review.all()} == {"PUBLISHED"}
    firm = await Party.get(id=on.made.firm.id)
    assert (firm.rating_total, firm.rating_parts, firm.rating_count) == (4, 1, 1)
    house = await Party.get(id=on.made.house.id)
    assert (house.rating_total, house.rating_parts, house.rating_count) == (3, 1, 1)
    assert second.published_at is not None
