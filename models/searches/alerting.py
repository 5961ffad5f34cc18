"""What saved searches still alert their user of."""

from collections.abc import Collection
from uuid import UUID

from models.searches.search import SearchHit


async def alerting_searches(demands: Collection[UUID], user: UUID) -> dict[UUID, str]:
    """The name of the user's oldest search that alerts them of each demand; demands without one are left out."""
    hits = SearchHit.filter(
        demand_id__in=list(demands), search__user_id=user, search__is_alerting=True, search__deleted_at=None
    )
    return dict(await hits.order_by("-search_id").values_list("demand_id", "search__name"))
