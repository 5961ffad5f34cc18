"""Drafting a contract of an accepted award, and revising it: each version has its terms and its document (CO-1, CO-2).

The document is made before the decision, and the decision is about the terms that it was made of.
"""

from dataclasses import dataclass

from documents.binding import acceptance_days_in, warranty_months_in
from models.accounts.parties import Party
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record
from models.contracts.cases import MACHINE, ContractAction, case_of, side_in
from models.contracts.contract import (
    Contract,
    ContractFileRole,
    ContractSide,
    ContractState,
    ContractVersion,
)
from models.contracts.events import ContractChanged
from models.contracts.executing import voiding
from models.contracts.execution import ContractFile
from models.contracts.keeping import MOVE, begin_waiting, due_of, keep, note
from models.contracts.numbers import coming_number, take_number
from models.contracts.rendering import Document, make_document
from models.contracts.stages import restated, stages_in
from models.contracts.telling import tell_drafted, tell_revised
from models.contracts.terms import (
    Ground,
    Terms,
    TermsGiven,
    built,
    differences,
    inputs_in,
    lacking_in,
    terms_in,
    total_of,
)
from models.database.writing import Write, all_inserted, deleted, inserted, write
from models.decisions import decide
from models.demands.applicants import Applicant
from models.demands.awards import Award, AwardCase, AwardState, award_held
from models.demands.demand import Demand
from models.due import rescheduled
from models.errors import Conflict, Refused, check_version, invalid, not_allowed
from models.files.attaching import attach
from models.sides import LEADING, Side
from models.states import wrong_state
from models.templates.template import Template, TemplatePurpose, TemplateVersion
from models.terms import terms as in_force
from models.work.keeping import finish


@dataclass(frozen=True, slots=True)
class Made:
    """Terms with the document that was made of them, and what they were made of."""

    ground: Ground
    given: TermsGiven
    former: Terms | None
    terms: Terms
    document: Document


async def prepare_draft(award: Award, given: TermsGiven, *, by: Viewer) -> Made:
    """Makes the first document of a contract; refuses what `draft_contract` would refuse, too."""
    assert given.template_version is not None
    _check_may_draft(await _case_of(award), by)
    await _check_undrafted(award)
    ground = await _ground(award, given.template_version, await coming_number(), 1)
    return await _make(ground, given, None, by)


async def draft_contract(award: Award, made: Made, *, by: Viewer) -> Contract:
    """Makes the contract of an accepted award, whose terms both sides then negotiate; either side can begin it.

    Refuses a document whose number another contract has got meanwhile (Outdated).
    """
    async with change() as running:
        case = await award_held(award.id)
        by = await as_of_now(by)
        side = _check_may_draft(case, by)
        await _check_undrafted(case.award)
        await _check_ground(made)
        await take_number(made.ground.number)
        contract = _drafted(case, made, by)
        contract.drafted_at = running.at
        begin_waiting(contract, running.at)
        files = await _files_of(contract, made, by)
        version = _version_of(contract, made, side, by)
        moves = rescheduled(MOVE, contract.id, due_of(contract))
        stages = all_inserted(stages_in(contract, made.terms["stages"]))
        await write(inserted(contract), inserted(version), *stages, *all_inserted(files), moves)
        await note(contract, "DRAFTED", by=by.user.id, side=side, award=case.award.id, pdf=made.document.sha256)
        record(contract.stream, ContractChanged(contract.id), by=by.user.id)
        await tell_drafted(contract, case.demand, side, by=by.user.id)
    return await Contract.get(id=contract.id)


async def prepare_revision(contract: Contract, given: TermsGiven, *, expected_version: int, by: Viewer) -> Made:
    """Makes the document of the next version; refuses what `revise_contract` would refuse, too."""
    case = await case_of(contract)
    MACHINE.check(ContractAction.REVISE, case, by)
    check_version(case.version, expected_version)
    present = case.version_row
    template = given.template_version or await TemplateVersion.get(id=present.template_version_id)
    award = await Award.get(id=contract.award_id)
    former = terms_in(present.terms)
    ground = await _ground(award, template, contract.number, contract.version + 1)
    if not differences(former, built(ground, given, former)):
        raise Refused("UNCHANGED", "This changes nothing: say what is different from the present terms.")
    return await _make(ground, given, former, by)


async def revise_contract(contract: Contract, made: Made, *, expected_version: int, by: Viewer) -> Contract:
    """Puts another version in the place of the present one, whose approvals and signatures are void then (CO-2)."""
    action = ContractAction.REVISE
    async with decide(MACHINE, action, contract.id, expected_version=expected_version, by=by) as decision:
        case, side = decision.case, side_in(decision.case.sides(decision.by))
        contract, demand = case.contract, case.demand
        assert side is not None
        assert demand is not None
        if made.ground.version != contract.version + 1:
            raise Conflict(contract.version)
        await _check_ground(made)
        voided = [each.side.value for each in case.executions]
        contract.version, contract.digest, contract.state = made.ground.version, made.document.digest, decision.target
        contract.total_minor, contract.language = total_of(made.terms).minor, made.terms["language"]
        contract.signs_first = ContractSide(made.terms["signsFirst"])
        _say_what_is_agreed(contract, made.terms)
        begin_waiting(contract, decision.at)
        files = await _files_of(contract, made, decision.by)
        also = [
            inserted(_version_of(contract, made, side, decision.by)),
            *all_inserted(files),
            *await _stages_revised(contract, made.terms),
            *voiding(case.executions),
        ]
        await keep(
            contract,
            "REVISED",
            by=by.user.id,
            source=decision.source,
            side=side,
            also=tuple(also),
            pdf=made.document.sha256,
            voided=voided,
        )
        if case.item is not None:
            await finish(case.item, by=by.user.id)
        await tell_revised(contract, demand, side, by=by.user.id)
    return await Contract.get(id=contract.id)


async def _case_of(award: Award) -> AwardCase:
    applicant = await Applicant.get(id=award.applicant_id)
    return AwardCase(award, await Demand.get(id=award.demand_id), applicant.party_id)


def _check_may_draft(case: AwardCase, by: Viewer) -> ContractSide:
    """The side that drafts; refuses all but the owners and managers of both, and an award that is not accepted."""
    held = case.sides(by)
    if not held & {lead for leads in LEADING.values() for lead in leads}:
        raise not_allowed("Only owners and managers of the two sides of an award can draft its contract.")
    if case.award.state is not AwardState.ACCEPTED:
        raise wrong_state("award", case.award.state, [AwardState.ACCEPTED])
    return ContractSide.AWARDER if Side.AWARDER in held else ContractSide.RECEIVER


async def _check_undrafted(award: Award) -> None:
    if await Contract.exists(award_id=award.id):
        raise Refused("ALREADY_DRAFTED", "This award has its contract: revise that.")


async def _ground(award: Award, version: TemplateVersion, number: str, to: int) -> Ground:
    """What the terms stand on; refuses a template that is not for such a contract."""
    template = await Template.get(id=version.template_id)
    is_other_kind = template.kind is not None and template.kind is not award.kind
    if is_other_kind or template.purpose is not TemplatePurpose.AGREEMENT:
        raise invalid(
            "templateVersionId",
            "This template is not for contracts of the kind {kind}.",
            "WRONG_KIND",
            kind=award.kind.value,
        )
    demand = await Demand.get(id=award.demand_id)
    applicant = await Applicant.get(id=award.applicant_id)
    awarder, receiver = await Party.get(id=demand.awarder_id), await Party.get(id=applicant.party_id)
    return Ground(award, awarder, receiver, template, version, number, to, demand.title)


async def _make(ground: Ground, given: TermsGiven, former: Terms | None, by: Viewer) -> Made:
    terms = built(ground, given, former)
    name = f"{ground.number}-v{ground.version}.pdf"
    document = await make_document(ground.template_version.source, terms, inputs_in(terms), name=name, by=by)
    return Made(ground, given, former, terms, document)


async def _check_ground(made: Made) -> None:
    """Refuses terms that would be others by now, because a party or the demand has another name."""
    ground = made.ground
    present = await _ground(ground.award, ground.template_version, ground.number, ground.version)
    if built(present, made.given, made.former) != made.terms:
        raise Refused("STALE", "A name in the terms has changed meanwhile: try again.")


def _drafted(case: AwardCase, made: Made, by: Viewer) -> Contract:
    award, terms = case.award, made.terms
    contract = Contract(
        award_id=award.id,
        demand_id=award.demand_id,
        applicant_id=award.applicant_id,
        awarder_id=case.demand.awarder_id,
        receiver_id=case.party,
        number=made.ground.number,
        kind=award.kind,
        state=ContractState.DRAFT,
        digest=made.document.digest,
        total_minor=total_of(terms).minor,
        currency=award.currency,
        fee_basis_points=in_force().fee_basis_points,
        language=terms["language"],
        signs_first=ContractSide(terms["signsFirst"]),
        drafted_by_id=by.user.id,
    )
    _say_what_is_agreed(contract, terms)
    return contract


def _say_what_is_agreed(contract: Contract, terms: Terms) -> None:
    """Keeps beside the contract what of its terms others read, and what they lack."""
    contract.acceptance_working_days = acceptance_days_in(terms["fields"])
    contract.warranty_months = warranty_months_in(terms["fields"])
    lacking = lacking_in(terms)
    contract.awarder_lacks, contract.receiver_lacks = (side in lacking for side in ContractSide)


def _version_of(contract: Contract, made: Made, side: ContractSide, by: Viewer) -> ContractVersion:
    return ContractVersion(
        contract_id=contract.id,
        number=contract.version,
        template_version_id=made.ground.template_version.id,
        terms=made.document.text,
        digest=made.document.digest,
        file_id=made.document.file.id,
        file_sha256=made.document.sha256,
        pages=made.document.pages,
        places=made.document.places,
        side=side,
        made_by_id=by.user.id,
        made_at=made.document.file.started_at,
    )


async def _files_of(contract: Contract, made: Made, by: Viewer) -> list[ContractFile]:
    await attach([made.document.file.id], by=by, most=1)
    return [
        ContractFile(
            contract_id=contract.id,
            file_id=made.document.file.id,
            number=contract.version,
            role=ContractFileRole.UNSIGNED,
            sha256=made.document.sha256,
        )
    ]


async def _stages_revised(contract: Contract, terms: Terms) -> list[Write]:
    """The stages by the new terms; nothing has happened to those that they do not have."""
    writes, gone = await restated(contract, terms["stages"])
    return [*writes, *map(deleted, gone)]
