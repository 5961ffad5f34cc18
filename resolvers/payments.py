"""Payments and the accounts of receivers: what they show, and to whom."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.database.fetching import by_column
from models.ids import Ref
from models.pages import Page, Window, page_of
from models.payments.failures import PaymentFailure
from models.payments.payment import Payment, PaymentKind, PaymentState, PayoutAccount
from models.payments.provider import provider_or_none
from resolvers import access
from resolvers.context import Info, viewer_in


async def payouts(info: Info, party_id: Ref, first: int | None = None, after: str | None = None) -> Page[Payment]:
    """Those to a party of the viewer, the latest first; an empty page for any other party."""
    party, viewer = party_id.of("party"), viewer_in(info)
    if party is None or not viewer.acts_for(party):
        return Page.empty()
    found = Payment.filter(party_id=party, kind=PaymentKind.PAY_OUT)
    return await page_of(found, ("-id",), Window(first, after), order="PAYOUTS", shape=(UUID,))


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


def failure_of(root: strawberry.Parent[Payment], info: Info) -> str | None:
    """Why it has failed, for the members of the party that it is from or to."""
    viewer = info.context.viewer
    return root.failure if root.state is PaymentState.FAILED and viewer and viewer.acts_for(root.party_id) else None


def failure_kind_of(root: strawberry.Parent[Payment], info: Info) -> PaymentFailure | None:
    """The same as a code, which a page can say in its reader's language."""
    viewer = info.context.viewer
    return root.failure_kind if viewer and viewer.acts_for(root.party_id) else None


async def accounts_of_payments(payments: Sequence[Payment], *, viewer: Viewer | None) -> list[PayoutAccount | None]:
    """To which account each payout goes, for the members of its party."""
    keys = {each.party_id for each in payments if each.kind is PaymentKind.PAY_OUT}
    shown = [key for key in keys if viewer is not None and viewer.acts_for(key)]
    found = {(each.party_id, each.provider): each for each in await by_column(PayoutAccount, "party_id", shown)}
    return [
        found.get((each.party_id, each.provider)) if each.kind is PaymentKind.PAY_OUT else None for each in payments
    ]
