"""Describing the taxes of a party: its next invoices have these details, and those that were issued keep theirs."""

from models.accounts.parties import Party
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, stamp
from models.errors import Refused, check_version, not_allowed
from models.inputs import Checks
from models.invoices.details import TaxDetails, TaxDetailsGiven, checked
from models.invoices.invoice import TaxProfile
from models.invoices.pressing import check_printable


async def prepare_details(path: str, given: TaxDetailsGiven) -> TaxDetails:
    """The details, which can be printed; call it outside of changes: it tries that."""
    checks = Checks()
    details = checked(checks, path, given)
    checks.refuse()
    await check_printable(details)
    return details


async def describe_taxes(
    party: Party,
    details: TaxDetails,
    *,
    agrees_to_self_billing: bool | None = None,
    expected_version: int | None = None,
    by: Viewer,
) -> Party:
    """Sets the tax details of a party; only its owners and managers may."""
    async with change():
        await Party.select_for_update().get(id=party.id)
        by = await as_of_now(by)
        at = stamp()
        check_leads(party, by)
        profile = await TaxProfile.get_or_none(party_id=party.id)
        check_version(profile.version if profile else 0, expected_version)
        profile = profile or TaxProfile(party_id=party.id, version=0)
        profile.details_json, profile.described_at = details.as_json(), at
        profile.version += 1
        if agrees_to_self_billing is not None:
            profile.agrees_to_self_billing = agrees_to_self_billing
        await profile.save()
    return await Party.get(id=party.id)


def check_leads(party: Party, by: Viewer) -> None:
    """Refuses all but owners and managers."""
    if not by.leads(party.id):
        raise not_allowed("Only owners and managers of a party describe its taxes.")


def no_details(*, of_seller: bool) -> Refused:
    if of_seller:
        return Refused("TAX_DETAILS_MISSING", "The seller has not described its taxes yet: it has to do so first.")
    return Refused("TAX_DETAILS_MISSING", "The buyer has not described its taxes yet: it has to do so first.")
