"""Invoices: what is given for them, what they show, and the list of a party."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from documents.invoicing.invoice import invoice_in
from documents.invoicing.structured import WhyNot, why_not
from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.clock import now
from models.clockwork import make
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.database.fetching import by_column, by_key
from models.due import DueMove
from models.files.file import File
from models.ids import Ref
from models.invoices import profile, requesting
from models.invoices.allowance import open_minors
from models.invoices.cases import MACHINE, InvoiceAction, cases_of, led_side
from models.invoices.details import TaxDetails, TaxDetailsGiven
from models.invoices.invoice import (
    CreditNote,
    Invoice,
    InvoiceFile,
    InvoiceFileRole,
    InvoiceState,
    TaxProfile,
    credit_notes_on,
    invoices_on,
)
from models.invoices.keeping import MOVE
from models.invoices.obstacles import Obstacle
from models.invoices.prospects import Expected, Prospect, prospects_of, prospects_on
from models.money import Money
from models.pages import Page, Window, list_size, page_of
from models.sides import sides
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.finding import find

Document = Invoice | CreditNote


async def invoices(info: Info, party_id: Ref, first: int | None = None, after: str | None = None) -> Page[Invoice]:
    """Those of a party of the viewer, the latest first; an empty page for any other party."""
    party, viewer = party_id.of("party"), viewer_in(info)
    if party is None or not viewer.acts_for(party):
        return Page.empty()
    among = [Q(seller_id=party), Q(buyer_id=party)]
    window = Window(first, after)
    return await page_of(Invoice.all(), ("-id",), window, order="INVOICES", shape=(UUID,), among=among)


# ---------- acting


async def prepare_description(info: Info, party_id: Ref, details: TaxDetailsGiven, **_: Any) -> TaxDetails:
    by = viewer_in(info)
    profile.check_leads(await find(Party, party_id, by), by)
    return await profile.prepare_details("details", details)


async def describe_taxes(
    info: Info,
    party_id: Ref,
    details: TaxDetailsGiven,  # noqa: ARG001 - what is prepared has it
    prepared: TaxDetails,
    agrees_to_self_billing: bool | None = None,
    expected_version: int | None = None,
) -> Party:
    by = viewer_in(info)
    return await profile.describe_taxes(
        await find(Party, party_id, by),
        prepared,
        agrees_to_self_billing=agrees_to_self_billing,
        expected_version=expected_version,
        by=by,
    )


async def prepare_request(
    info: Info, stage_id: Ref, buyer_tax_details: TaxDetailsGiven | None = None, **_: Any
) -> TaxDetails | None:
    await find(ContractStage, stage_id, viewer_in(info))
    if buyer_tax_details is None:
        return None
    return await profile.prepare_details("buyerTaxDetails", buyer_tax_details)


async def request_invoice(
    info: Info,
    stage_id: Ref,
    prepared: TaxDetails | None,
    buyer_tax_details: TaxDetailsGiven | None = None,  # noqa: ARG001 - what is prepared has it
) -> Invoice:
    by = viewer_in(info)
    return await requesting.request_invoice(await find(ContractStage, stage_id, by), prepared, by=by)


async def press_answer(answer: Document) -> Document:
    """Makes the documents of what was issued; what fails is made later by the clock."""
    key = answer.id if isinstance(answer, Invoice) else answer.invoice_id
    await make(await DueMove.filter(kind=MOVE, key=key))
    return answer


# ---------- what an invoice shows


async def actions_of(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[list[InvoiceAction]]:
    return [MACHINE.actions(case, viewer) for case in await cases_of(found)]


async def contracts_of(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[Contract]:  # noqa: ARG001 - seen with the invoice
    contracts = await by_key(Contract, {each.contract_id for each in found})
    return [contracts[each.contract_id] for each in found]


async def stages_of_invoices(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[ContractStage]:  # noqa: ARG001 - seen with the invoice
    stages = await by_key(ContractStage, {each.stage_id for each in found})
    return [stages[each.stage_id] for each in found]


async def sellers_of(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - seen with the invoice
    parties = await by_key(Party, {each.seller_id for each in found})
    return [parties[each.seller_id] for each in found]


async def buyers_of(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[Party]:  # noqa: ARG001 - seen with the invoice
    parties = await by_key(Party, {each.buyer_id for each in found})
    return [parties[each.buyer_id] for each in found]


async def credit_notes_of(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[list[CreditNote]]:  # noqa: ARG001 - seen with the invoice
    notes = await credit_notes_on([each.id for each in found])
    return [notes[each.id] for each in found]


async def invoices_of_notes(found: Sequence[CreditNote], *, viewer: Viewer | None) -> list[Invoice]:  # noqa: ARG001 - seen with the invoice
    credited = await by_key(Invoice, {each.invoice_id for each in found})
    return [credited[each.invoice_id] for each in found]


async def documents_of(found: Sequence[Document], *, viewer: Viewer | None) -> list[File | None]:  # noqa: ARG001 - seen with the invoice
    return await _files(found, InvoiceFileRole.DOCUMENT)


async def structured_of(found: Sequence[Document], *, viewer: Viewer | None) -> list[File | None]:  # noqa: ARG001 - seen with the invoice
    return await _files(found, InvoiceFileRole.STRUCTURED)


async def _files(found: Sequence[Document], role: InvoiceFileRole) -> list[File | None]:
    """The file in this role that was made of each, of its credit notes apart."""
    named = {each.id if isinstance(each, Invoice) else each.invoice_id for each in found}
    rows = await by_column(InvoiceFile, "invoice_id", named, also=f"role = '{role}'")
    files = await by_key(File, {row.file_id for row in rows})
    made = {row.credit_note_id or row.invoice_id: files[row.file_id] for row in rows}
    return [made.get(each.id) for each in found]


def why_not_structured(root: Document) -> WhyNot | None:
    return why_not(invoice_in(json.loads(root.content))) if root.content is not None else None


async def invoices_of(
    contracts: Sequence[Contract], *, viewer: Viewer | None, first: int | None = None
) -> list[list[Invoice]]:
    """The latest invoices on each contract, for those who see them: a professional who compares a scan does not."""
    most = list_size(first)
    found = await invoices_on([each.id for each in contracts if access.may_see_invoice(viewer, each)])
    return [found.get(each.id, [])[-most:] for each in contracts]


async def billable_of(stages: Sequence[ContractStage], *, viewer: Viewer | None) -> list[Money | None]:
    contracts = await by_key(Contract, {each.contract_id for each in stages})
    shown = [each for each in stages if access.may_see_invoice(viewer, contracts[each.contract_id])]
    left = await open_minors(shown, contracts, at=now()) if shown else []
    found = {each.id: Money(max(minor, 0), each.currency) for each, minor in zip(shown, left, strict=True)}
    return [found.get(each.id) for each in stages]


async def invoicing_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[Prospect | None]:
    """The next invoice on each contract, for those who decide about it."""
    sides = _led(contracts, viewer)
    asked = [each for each in contracts if each.id in sides]
    prospects = await prospects_on(asked, [sides[each.id] for each in asked], at=now()) if asked else []
    found = {each.contract.id: each for each in prospects}
    return [found.get(each.id) for each in contracts]


async def obstacles_of_invoices(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[list[Obstacle] | None]:
    """What stands in the way of each that was asked for, for those who decide about it."""
    prospects = await _prospects(found, viewer)
    return [prospects[each.id].obstacles if each.id in prospects else None for each in found]


async def expected_of(found: Sequence[Invoice], *, viewer: Viewer | None) -> list[Expected | None]:
    """What each that was asked for would state, for those who decide about it."""
    prospects = await _prospects(found, viewer)
    return [prospects[each.id].expected(each.gross_minor) if each.id in prospects else None for each in found]


async def _prospects(found: Sequence[Invoice], viewer: Viewer | None) -> dict[UUID, Prospect]:
    """Those of what was asked for, by invoice, for those who decide about it."""
    contracts = await by_key(Contract, {each.contract_id for each in found})
    sides = _led(contracts.values(), viewer)
    asked = [each for each in found if each.state is InvoiceState.REQUESTED and each.contract_id in sides]
    prospects = await prospects_of(asked, contracts, by=sides, at=now()) if asked else []
    return {each.id: one for each, one in zip(asked, prospects, strict=True)}


def _led(contracts: Iterable[Contract], viewer: Viewer | None) -> dict[UUID, ContractSide]:
    """The side of each contract that the viewer decides for, by contract."""
    held = {each.id: sides(viewer, awarder=each.awarder_id, other=each.receiver_id) for each in contracts}
    return {key: side for key, of in held.items() if (side := led_side(of)) is not None}


async def taxes_of(parties: Sequence[Party], *, viewer: Viewer | None) -> list[TaxProfile | None]:
    keys = [each.id for each in parties if access.may_see_taxes(viewer, each)]
    found = {each.party_id: each for each in await by_column(TaxProfile, "party_id", keys)} if keys else {}
    return [found.get(each.id) for each in parties]
