"""Accounts of receivers at the provider: verified parties complete one before they are paid out."""

from datetime import timedelta
from uuid import UUID

from models.accounts.parties import Party, check_open, inbox, lock_parties, users_of
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record
from models.database.writing import inserted, write
from models.errors import Refused, not_allowed, not_found
from models.facts import follow_up
from models.limits import Limit, count
from models.notifications.events import PayoutAccountChanged
from models.payments.facts import AccountCompleted
from models.payments.payment import PayoutAccount, PayoutAccountState
from models.payments.provider import Found, Provider, ours
from models.payments.reaching import reached
from models.platform import platform

# Each asks the provider twice.
ONBOARDINGS = Limit("onboarding", 20, timedelta(hours=1))


async def start_onboarding(party: Party, *, by: Viewer) -> PayoutAccount:
    """Leads an owner or manager of a verified party to where they complete its account; can be repeated.

    Refuses with PARTY_NOT_VERIFIED, and with PROVIDER_UNAVAILABLE if the provider does not answer.
    """
    provider = ours()
    await count(ONBOARDINGS, by.user.id)
    account = await _account_of(party.id, provider, by=by)
    back = platform().page_of("payout_account", account.id)
    onboarded = await reached(
        provider.onboard(str(account.id), account.provider_ref, key=f"account:{account.id}", back=back)
    )
    async with change():
        row = await PayoutAccount.select_for_update().get(id=account.id)
        if row.provider_ref is None:
            row.provider_ref = onboarded.account
            await row.save(update_fields=["provider_ref"])
    row.url = onboarded.url
    return row


async def account_to_pay(party: UUID, provider: Provider) -> PayoutAccount:
    """The account to which a party is paid out; refuses if it has none that is ready (PAYOUTS_NOT_READY)."""
    account = await PayoutAccount.get_or_none(party_id=party, provider=provider.name, state=PayoutAccountState.ACTIVE)
    is_verified = await Party.exists(id=party, verified_at__not_isnull=True)
    if account is None or account.provider_ref is None or not is_verified:
        raise Refused("PAYOUTS_NOT_READY", "The party is paid out once it is verified and its account is complete.")
    return account


async def settle_account(account_ref: str, found: Found, provider: Provider) -> None:
    """Takes over the state of an account, which unlike that of a payment can go back. Its members hear of it."""
    async with change():
        account = await PayoutAccount.select_for_update().get_or_none(provider_ref=account_ref, provider=provider.name)
        if account is not None and account.state != found.state:
            account.state = PayoutAccountState(found.state)
            await account.save(update_fields=["state"])
            for user in await users_of([account.party_id]):
                record(inbox(user), PayoutAccountChanged(account.party_id), by=None)
            if account.state is PayoutAccountState.ACTIVE:
                await follow_up(AccountCompleted(account))


async def _account_of(party: UUID, provider: Provider, *, by: Viewer) -> PayoutAccount:
    async with change() as running:
        locked = (await lock_parties(party)).get(party)
        now_by = await as_of_now(by)
        if locked is None:
            raise not_found("party")
        if not now_by.leads(party):
            raise not_allowed("Only owners and managers of a party decide about its money.")
        check_open(locked)
        if locked.verified_at is None:
            raise Refused("PARTY_NOT_VERIFIED", "Staff verify a party before it is paid out.")
        await write(
            inserted(PayoutAccount(party_id=party, provider=provider.name, made_at=running.at), unless_there=True)
        )
        return await PayoutAccount.get(party_id=party, provider=provider.name)
