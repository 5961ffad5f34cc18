"""Drafting and revising contracts, and printing them to sign on paper."""

from typing import Any

from models.contracts import drafting, offline
from models.contracts.contract import (
    Contract,
    ContractSide,
)
from models.contracts.drafting import Made
from models.contracts.executing import Copy
from models.contracts.terms import (
    FieldGiven,
    PartyGiven,
    StageGiven,
    TermsGiven,
)
from models.demands.awards import Award
from models.ids import Ref
from models.templates.template import TemplateVersion
from resolvers.context import Info, viewer_in
from resolvers.finding import find


async def prepare_draft(info: Info, award_id: Ref, template_version_id: Ref, **given: Any) -> Made:
    by = viewer_in(info)
    award = await find(Award, award_id, by)
    version = await find(TemplateVersion, template_version_id, by)
    return await drafting.prepare_draft(award, TermsGiven(template_version=version, **given), by=by)


async def draft_contract(
    info: Info,
    award_id: Ref,
    template_version_id: Ref,  # noqa: ARG001 - what is prepared has its source
    fields: list[FieldGiven],  # noqa: ARG001
    stages: list[StageGiven],  # noqa: ARG001
    prepared: Made,
    awarder: PartyGiven | None = None,  # noqa: ARG001
    receiver: PartyGiven | None = None,  # noqa: ARG001
    language: str | None = None,  # noqa: ARG001
    signs_first: ContractSide | None = None,  # noqa: ARG001
) -> Contract:
    by = viewer_in(info)
    return await drafting.draft_contract(await find(Award, award_id, by), prepared, by=by)


async def prepare_revision(
    info: Info, contract_id: Ref, expected_version: int, template_version_id: Ref | None = None, **given: Any
) -> Made:
    by = viewer_in(info)
    found = await find(Contract, contract_id, by)
    version = await find(TemplateVersion, template_version_id, by) if template_version_id is not None else None
    terms = TermsGiven(template_version=version, **given)
    return await drafting.prepare_revision(found, terms, expected_version=expected_version, by=by)


async def revise_contract(
    info: Info,
    contract_id: Ref,
    expected_version: int,
    prepared: Made,
    fields: list[FieldGiven] | None = None,  # noqa: ARG001
    stages: list[StageGiven] | None = None,  # noqa: ARG001
    awarder: PartyGiven | None = None,  # noqa: ARG001
    receiver: PartyGiven | None = None,  # noqa: ARG001
    template_version_id: Ref | None = None,  # noqa: ARG001
    language: str | None = None,  # noqa: ARG001
    signs_first: ContractSide | None = None,  # noqa: ARG001
) -> Contract:
    by = viewer_in(info)
    found = await find(Contract, contract_id, by)
    return await drafting.revise_contract(found, prepared, expected_version=expected_version, by=by)


async def prepare_copy(info: Info, contract_id: Ref) -> Copy:
    by = viewer_in(info)
    return await offline.prepare_copy(await find(Contract, contract_id, by), by=by)


async def print_contract(info: Info, contract_id: Ref, prepared: Copy) -> Contract:
    by = viewer_in(info)
    return await offline.print_contract(await find(Contract, contract_id, by), prepared, by=by)
