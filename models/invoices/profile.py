"""Describing the taxes of a party: its next invoices have these details, and those that were issued keep theirs."""

from datetime import datetime

from tortoise.expressions import Q

from models.accounts.parties import Party
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record, stamp
from models.contracts.contract import Contract, stages_of
from models.contracts.events import ContractChanged
from models.errors import check_version, not_allowed
from models.inputs import Checks
from models.invoices.allowance import open_minors
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
    """Sets the tax details of a party; only its owners and managers may.

    The contracts on which it matters tell both sides of it: it changes what stands in the way of their next invoice.
    """
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
        for contract in await _to_be_invoiced(party, at):
            record(contract.stream, ContractChanged(contract.id), by=by.user.id)
    return await Party.get(id=party.id)


def check_leads(party: Party, by: Viewer) -> None:
    """Refuses all but owners and managers."""
    if not by.leads(party.id):
        raise not_allowed("Only owners and managers of a party describe its taxes.")


async def _to_be_invoiced(party: Party, at: datetime) -> list[Contract]:
    """The contracts of a party on which something can be invoiced, on either side."""
    of_party = Q(awarder_id=party.id) | Q(receiver_id=party.id)
    contracts = {each.id: each for each in await Contract.filter(of_party, effective_at__not_isnull=True)}
    stages = [each for of in (await stages_of(list(contracts))).values() for each in of]
    left = await open_minors(stages, contracts, at=at)
    found = {stage.contract_id for stage, minor in zip(stages, left, strict=True) if minor > 0}
    return [each for key, each in contracts.items() if key in found]
