"""Proposing a supplement, on the effective terms; a member's proposal is a draft that an owner or manager approves.

The document is made before the decision, and the decision is about the terms that it was made of.
"""

from dataclasses import dataclass
from datetime import datetime

from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.cases import ContractCase, case_of, contract_held, side_in
from models.contracts.contract import BINDING, Contract, ContractFileRole, ContractSide, stages_of
from models.contracts.effective import folded
from models.contracts.rendering import Document, make_document
from models.contracts.supplement import (
    PENDING,
    Supplement,
    SupplementFile,
    SupplementState,
    active_supplements,
)
from models.contracts.terms import Terms, terms_in
from models.database.writing import inserted, write
from models.due import rescheduled
from models.errors import Refused, not_allowed
from models.files.attaching import attach
from models.sides import LEADING, Sides
from models.states import wrong_state
from models.supplements.cases import already_pending
from models.supplements.keeping import MOVE, begin_waiting, due_of, live_key_of, note, tell_followers
from models.supplements.telling import tell_drafted, tell_proposed
from models.supplements.terms import Ground, SupplementGiven, built, content_of, holds_on
from models.templates.template import Template, TemplateVersion

# The platform's template for supplements, by its folder in the library.
TEMPLATE = "supplement"


@dataclass(frozen=True, slots=True)
class Made:
    """A supplement with the document that was made of it, and the terms that it stands on."""

    ground: Ground
    content: Terms
    document: Document


async def prepare_supplement(contract: Contract, given: SupplementGiven, *, by: Viewer) -> Made:
    """Makes the document of a supplement; refuses what `propose_supplement` would refuse, too."""
    case = await case_of(contract)
    await _check(case, by)
    ground = await _ground(case)
    content = built(ground, given)
    name = f"{contract.number}-S{ground.number}.pdf"
    inputs = [("rationale", given.rationale), *((f"fields.{key}", value) for key, value in content["fields"].items())]
    document = await make_document(ground.template_version.source, content, inputs, name=name, by=by)
    return Made(ground, content, document)


async def propose_supplement(contract: Contract, made: Made, *, by: Viewer) -> Supplement:
    """Proposes a supplement to the other side; of a member who may not propose, it is a draft for their own side.

    Refuses while another one is pending (SUPPLEMENT_PENDING), and what stands on terms that have changed (STALE).
    """
    async with change():
        case, by = await contract_held(contract.id, by)
        at = stamp()
        side = await _check(case, by)
        ground = await _ground(case)
        if ground.number != made.ground.number or not holds_on(made.content, ground.base, ground.stages):
            raise Refused("STALE", "The effective terms have changed meanwhile: try again.")
        is_draft = not _leads(case.sides(by))
        supplement = _drafted(case.contract, made, side, by, at)
        supplement.state = SupplementState.DRAFT if is_draft else SupplementState.PROPOSED
        supplement.proposed_at = None if is_draft else at
        supplement.live_key = live_key_of(supplement)
        begin_waiting(supplement, at)
        await attach([made.document.file.id], by=by, most=1)
        file = SupplementFile(
            supplement_id=supplement.id,
            file_id=made.document.file.id,
            role=ContractFileRole.UNSIGNED,
            sha256=made.document.sha256,
        )
        action = "DRAFTED" if is_draft else "PROPOSED"
        moves = rescheduled(MOVE, supplement.id, due_of(supplement))
        await write(inserted(supplement), inserted(file), moves)
        await note(supplement, action, by=by.user.id, side=side, pdf=made.document.sha256)
        tell_followers(supplement, case.contract, by=by.user.id)
        assert case.demand is not None
        if is_draft:
            await tell_drafted(supplement, case.contract, case.demand, name=by.user.name, by=by.user.id)
        else:
            await tell_proposed(supplement, case.contract, case.demand, by=by.user.id)
    return await Supplement.get(id=supplement.id)


async def _check(case: ContractCase, by: Viewer) -> ContractSide:
    """The side that proposes; refuses all but its members, a contract that binds nobody, and a second supplement."""
    held = case.sides(by)
    side = side_in(held)
    if side is None:
        raise not_allowed("Only the two sides of a contract can propose supplements to it.")
    if case.state not in BINDING:
        raise wrong_state("contract", case.state, BINDING)
    others = await Supplement.filter(contract_id=case.contract.id, live_key__not_isnull=True)
    if _leads(held) and any(each.state in PENDING for each in others):
        raise already_pending()
    if not _leads(held) and any(each.state is SupplementState.DRAFT and each.side is side for each in others):
        raise Refused("ALREADY_DRAFTED", "Your side has a draft of a supplement: cancel it, or have it approved.")
    return side


def _leads(held: Sides) -> bool:
    return bool(held & {lead for leads in LEADING.values() for lead in leads})


async def _ground(case: ContractCase) -> Ground:
    contract, version = case.contract, case.version_row
    active = (await active_supplements([contract.id]))[contract.id]
    template = await Template.get(key=TEMPLATE)
    latest = await Supplement.filter(contract_id=contract.id).order_by("-number").first()
    return Ground(
        contract=contract,
        version=version,
        contract_template=await TemplateVersion.get(id=version.template_version_id),
        effective=folded(terms_in(version.terms), map(content_of, active)),
        active=active,
        stages=(await stages_of([contract.id]))[contract.id],
        template=template,
        template_version=await TemplateVersion.get(template_id=template.id, number=template.latest_number),
        number=latest.number + 1 if latest else 1,
    )


def _drafted(contract: Contract, made: Made, side: ContractSide, by: Viewer, at: datetime) -> Supplement:
    document = made.document
    return Supplement(
        contract_id=contract.id,
        number=made.ground.number,
        side=side,
        rationale=made.content["supplement"]["rationale"],
        template_version_id=made.ground.template_version.id,
        content=document.text,
        digest=document.digest,
        file_id=document.file.id,
        file_sha256=document.sha256,
        pages=document.pages,
        places=document.places,
        drafted_by_id=by.user.id,
        drafted_at=at,
    )
