"""Payments and the accounts of receivers: what they show, and to whom."""

from collections.abc import Sequence

import strawberry

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.database.fetching import by_column
from models.payments.payment import Payment, PayoutAccount
from models.payments.provider import provider_or_none
from resolvers import access
from resolvers.context import Info


def checkout_url_of(root: strawberry.Parent[Payment], info: Info) -> str | None:
    """Where to pay, for those alone who decide about the payer's money."""
    viewer = info.context.viewer
    is_wanted = not root.is_settled and root.called_off_at is None
    return root.checkout_url if is_wanted and viewer and viewer.leads(root.party_id) else None


async def accounts_of(parties: Sequence[Party], *, viewer: Viewer | None) -> list[PayoutAccount | None]:
    """The account of each party whose member the viewer is, at the provider that there is now."""
    provider = provider_or_none()
    keys = [each.id for each in parties if access.may_see_members(viewer, each)]
    found = await by_column(PayoutAccount, "party_id", keys) if provider and keys else []
    by_party = {each.party_id: each for each in found if provider and each.provider == provider.name}
    return [by_party.get(each.id) for each in parties]
