"""Contracts: from the accepted award to what both sides have signed (CO-1 to CO-8)."""

import hashlib
import json
from typing import Any

import pytest

from documents.canonical import canonical, digest
from models.accounts.members import change_member_role
from models.accounts.parties import MemberRole, PartyKind
from models.changes import StoredEvent
from models.clock import now
from models.contracts.approving import approve_terms
from models.contracts.authority import authorities
from models.contracts.cases import case_of
from models.contracts.checking import document_check
from models.contracts.contract import ContractSide, ContractVersion, SigningAuthority, stages_of
from models.contracts.drafting import draft_contract, prepare_draft
from models.contracts.effective import effective_terms
from models.contracts.execution import Execution
from models.contracts.signatures import make_signature
from models.contracts.signers import authority_of, authorize_signer, revoke_signer
from models.contracts.signing import sign_contract
from models.contracts.terms import PartyGiven, differences, terms_in
from models.demands.applicants import Applicant, BidState
from models.demands.demand import Demand, DemandState
from models.demands.ending import cancel_demand
from models.errors import Conflict, InvalidInput, Refused, parameters_of
from models.files.file import File
from models.files.store import whole
from models.ids import shown
from models.journal import first_broken
from models.notifications.kinds import Notification
from models.pressing import rendered
from models.refusals.wording import Locale, said
from signatures.checking import check
from tests.support.domain.deal import (
    FIRM,
    PASSWORD,
    PERSON,
    RIGHTS,
    colleague,
    deal,
    entries,
    fields,
    stages,
)
from tests.support.domain.inside import refused

A, R = ContractSide.AWARDER, ContractSide.RECEIVER
pytestmark = pytest.mark.usefixtures("database")


async def file_of(execution: Execution) -> bytes:
    return await whole(await File.get(id=execution.file_id))


async def test_an_accepted_award_becomes_a_contract_that_both_sides_sign() -> None:
    made = await deal(rivals=1)
    contract = await made.drafted()
    assert (contract.state, contract.version, contract.total_minor) == ("DRAFT", 1, 300_000)
    contract = await approve_terms(contract, made.firm, digest=contract.digest, by=made.receiver)
    assert contract.state == "NEGOTIATING"
    contract = await approve_terms(contract, made.house, digest=contract.digest, by=made.awarder)
    assert contract.state == "READY_TO_SIGN"
    contract = await made.signed(contract, R)
    assert contract.state == "PARTLY_EXECUTED"
    contract = await made.signed(contract, A)
    assert (contract.state, contract.expires_at) == ("EFFECTIVE", None)
    signed = await Execution.filter(contract_id=contract.id).order_by("made_at").last()
    assert signed is not None
    pdf = await file_of(signed)
    report = await check(pdf, authorities=await authorities())
    assert [each.organisation for each in report.signatures] == ["The Firm", "The House"]
    assert report.faults == ()
    files = [(await File.get(id=each.file_id)).name for each in await Execution.filter(contract_id=contract.id)]
    name = f"{contract.number}-v1-signed-by-receiver"
    assert sorted(files) == [f"{name}-and-awarder.pdf", f"{name}.pdf"]
    actions = [action for action, _ in await entries(contract.id)]
    assert actions == ["DRAFTED", "APPROVED", "APPROVED", "SIGNED", "SIGNED"]
    assert await first_broken(f"contract:{contract.id}") is None


async def test_co1_terms_and_document_are_the_same_whenever_they_are_made_again() -> None:
    made = await deal()
    contract = await made.drafted()
    version = await ContractVersion.get(contract_id=contract.id)
    terms = terms_in(version.terms)
    assert canonical(terms).decode() == version.terms
    assert digest(version.terms.encode()) == version.digest == contract.digest
    again = await rendered(made.template.source, version.terms.encode())
    assert hashlib.sha256(again.pdf).hexdigest() == version.file_sha256
    assert (terms["total"], terms["contract"]) == (
        {"amount": "3000.00", "currency": "USD"},
        {"number": contract.number, "version": 1},
    )


async def test_co1_a_signature_covers_the_hashes_of_terms_and_document() -> None:
    made = await deal()
    contract = await made.signed(await made.approved(await made.drafted()), R)
    execution = await Execution.get(contract_id=contract.id)
    evidence = json.loads(execution.evidence)
    version = await ContractVersion.get(contract_id=contract.id)
    assert evidence["terms"]["sha256"] == contract.digest
    assert evidence["document"]["sha256"] == version.file_sha256
    (signed,) = (await check(await file_of(execution), authorities=await authorities())).signatures
    assert signed.evidence_sha256 == hashlib.sha256(execution.evidence.encode()).hexdigest()
    assert signed.document_sha256 == version.file_sha256
    assert (await file_of(execution)).startswith(await whole(await File.get(id=version.file_id)))


async def test_co2_a_revision_after_a_signature_makes_another_version_and_voids_it() -> None:
    made = await deal()
    contract = await made.signed(await made.approved(await made.drafted()), R)
    first = contract.digest
    contract = await made.revised(contract, stages=stages("500.00"))
    assert (contract.state, contract.version, contract.digest != first) == ("NEGOTIATING", 2, True)
    (execution,) = await Execution.filter(contract_id=contract.id)
    assert execution.live_key is None
    async with refused("WRONG_STATE"):
        await made.signed(contract, R)
    async with refused("STALE"):
        await approve_terms(contract, made.firm, digest=first, by=made.receiver)
    contract = await made.approved(contract)
    contract = await made.signed(await made.signed(contract, R), A)
    assert (contract.state, contract.total_minor) == ("EFFECTIVE", 50_000)
    assert [each.number for each in (await stages_of([contract.id]))[contract.id]] == [1]
    assert (await document_check(first)).state == "SUPERSEDED"


async def test_co2_no_path_edits_a_version() -> None:
    made = await deal()
    contract = await made.drafted()
    version = await ContractVersion.get(contract_id=contract.id)
    version.terms = "{}"
    with pytest.raises(Exception, match="never change"):
        await version.save()
    with pytest.raises(Exception, match="never"):
        await version.delete()
    contract = await made.signed(await made.signed(await made.approved(contract), R), A)
    async with refused("WRONG_STATE"):
        await made.revised(contract, stages=stages("1.00"))


async def test_co3_a_new_version_of_the_template_changes_no_contract() -> None:
    made = await deal()
    contract = await made.drafted()
    other = await made.template.template
    later = await type(made.template).create(
        template=other,
        number=2,
        source='#title("Other")\n#f("scope")',
        fields_json=made.template.fields_json,
        sha256="0" * 64,
        created_at=now(),
    )
    other.latest_number = later.number
    await other.save()
    version = await ContractVersion.get(contract_id=contract.id)
    again = await rendered(made.template.source, version.terms.encode())
    assert hashlib.sha256(again.pdf).hexdigest() == version.file_sha256
    contract = await made.revised(contract, stages=stages("7.00"))
    latest = await ContractVersion.get(contract_id=contract.id, number=2)
    assert latest.template_version_id == made.template.id


async def test_co4_it_is_effective_when_both_have_executed_the_same_terms_and_not_before() -> None:
    made = await deal()
    contract = await made.signed(await made.approved(await made.drafted()), R)
    assert await effective_terms(contract, now()) is None
    assert (await Demand.get(id=made.demand.id)).effective_at is None
    contract = await made.signed(contract, A)
    found = await effective_terms(contract, now())
    assert found is not None
    assert found.terms["total"]["amount"] == "3000.00"
    assert {each.digest for each in await Execution.filter(contract_id=contract.id)} == {contract.digest}


async def test_co6_nobody_signs_out_of_order_for_the_other_side_or_of_other_terms() -> None:
    made = await deal()
    contract = await made.approved(await made.drafted())
    async with refused("NOT_YOUR_TURN"):
        await made.signed(contract, A)
    given: dict[str, Any] = {"digest": contract.digest, "password": PASSWORD}
    async with refused("NOT_ALLOWED"):
        await sign_contract(contract, made.firm, by=made.awarder, **given)
    async with refused("STALE"):
        await sign_contract(contract, made.firm, digest="0" * 64, password=PASSWORD, by=made.receiver)
    with pytest.raises(Refused, match="WRONG_CREDENTIALS"):
        await sign_contract(contract, made.firm, digest=contract.digest, password="wrong wrong wrong", by=made.receiver)
    assert not await Execution.exists(contract_id=contract.id)


async def test_co6_signing_twice_is_signing_once() -> None:
    made = await deal()
    contract = await made.signed(await made.approved(await made.drafted()), R)
    told = await StoredEvent.all().count()
    again = await made.signed(contract, R)
    assert (again.state, await StoredEvent.all().count()) == ("PARTLY_EXECUTED", told)
    assert await Execution.filter(contract_id=contract.id).count() == 1
    with pytest.raises(Refused, match="WRONG_CREDENTIALS"):
        await sign_contract(contract, made.firm, digest=contract.digest, password="wrong wrong wrong", by=made.receiver)


async def test_co6_who_may_not_sign_is_refused_where_their_side_has_signed_too() -> None:
    made = await deal()
    manager = await colleague(made.firm, MemberRole.MANAGER)
    contract = await made.signed(await made.approved(await made.drafted()), R)
    async with refused("NOT_ALLOWED"):
        await made.signed(contract, R, by=manager)


async def test_a_digest_is_the_same_in_capitals_and_approving_twice_is_approving_once() -> None:
    made = await deal()
    contract = await made.drafted()
    for _ in range(2):
        contract = await approve_terms(contract, made.house, digest=contract.digest.upper(), by=made.awarder)
        assert (contract.state, contract.head_seq is not None) == ("NEGOTIATING", True)
    contract = await approve_terms(contract, made.firm, digest=contract.digest, by=made.receiver)
    assert contract.state == "READY_TO_SIGN"


async def test_co6_a_manager_signs_only_while_an_owner_authorizes_it() -> None:
    made = await deal()
    manager, member = await colleague(made.firm, MemberRole.MANAGER), await colleague(made.firm, MemberRole.MEMBER)
    contract = await made.approved(await made.drafted())
    async with refused("NOT_ALLOWED"):
        await made.signed(contract, R, by=manager)
    async with refused("NOT_ALLOWED"):
        await authorize_signer(made.firm, manager.user.id, by=manager)
    async with refused("NOT_A_MANAGER"):
        await authorize_signer(made.firm, member.user.id, by=made.receiver)
    await authorize_signer(made.firm, manager.user.id, by=made.receiver)
    await revoke_signer(made.firm, manager.user.id, by=made.receiver)
    async with refused("NOT_ALLOWED"):
        await made.signed(contract, R, by=manager)
    await authorize_signer(made.firm, manager.user.id, by=made.receiver)
    await change_member_role(made.firm, manager.user.id, role=MemberRole.MEMBER, by=made.receiver)
    await change_member_role(made.firm, manager.user.id, role=MemberRole.MANAGER, by=made.receiver)
    async with refused("NOT_ALLOWED"):
        await made.signed(contract, R, by=manager)
    await authorize_signer(made.firm, manager.user.id, by=made.receiver)
    assert (await made.signed(contract, R, by=manager)).state == "PARTLY_EXECUTED"
    assert (await made.signed(contract, A)).state == "EFFECTIVE"
    # What each signature rests on: an owner had let the manager sign, and an owner needs nobody's leave.
    by_side = {each.side: json.loads(each.evidence)["signer"] for each in await Execution.all()}
    given = await SigningAuthority.get(user_id=manager.user.id)
    owner = {"id": str(shown(made.receiver.user.id)), "name": made.receiver.user.name}
    at = given.authorized_at.isoformat(timespec="microseconds")
    assert (by_side[R]["role"], by_side[R]["authorized"]) == ("MANAGER", {"by": owner, "at": at})
    assert (by_side[A]["role"], by_side[A]["authorized"]) == ("OWNER", None)


async def test_co6_a_signature_made_by_a_right_that_was_given_anew_meanwhile_does_not_count() -> None:
    made = await deal()
    manager = await colleague(made.firm, MemberRole.MANAGER)
    contract = await made.approved(await made.drafted())
    await authorize_signer(made.firm, manager.user.id, by=made.receiver)
    document = (await case_of(contract)).signable
    signature = await make_signature(document, R, made.firm, manager)
    assert signature.is_for(document, await authority_of(made.firm, manager))
    await revoke_signer(made.firm, manager.user.id, by=made.receiver)
    assert not signature.is_for(document, await authority_of(made.firm, manager))
    await authorize_signer(made.firm, manager.user.id, by=made.receiver)
    assert not signature.is_for(document, await authority_of(made.firm, manager))


async def test_co7_stages_are_positive_and_together_at_most_the_award() -> None:
    made = await deal(price="3000.00")
    for given, code in (
        (stages("2000.00", "1000.01"), "MORE_THAN_AWARDED"),
        (stages("0.00"), "NOT_POSITIVE"),
        (stages("0.001"), "TOO_MANY_DECIMALS"),
        ([], "OUT_OF_RANGE"),
    ):
        with pytest.raises(InvalidInput) as raised:
            await made.drafted(stages=given)
        assert [each.code for each in raised.value.fields] == [code]
    with pytest.raises(InvalidInput) as raised:
        await made.drafted(stages=stages("2000.00", "1000.01"))
    (problem,) = raised.value.fields
    assert said(problem, Locale("en")) == "The stages add up to $3,000.01; the award is $3,000."
    assert parameters_of(problem.facts) == {"total": "3000.01", "price": "3000.00", "currency": "USD"}
    contract = await made.drafted(stages=stages("1000.00", "1999.99"))
    assert (contract.total_minor, contract.currency) == (299_999, "USD")


@pytest.mark.parametrize("kind", [PartyKind.ENTERPRISE, PartyKind.INDIVIDUAL])
async def test_co8_what_the_law_wants_differs_by_kind_and_a_missing_one_stops_approval(kind: PartyKind) -> None:
    made = await deal(kind=kind)
    contract = await made.drafted(receiver=PartyGiven(), fields=fields(scope="A portal."))
    async with refused("INCOMPLETE"):
        await approve_terms(contract, made.firm, digest=contract.digest, by=made.receiver)
    complete = {"receiver": FIRM} if kind is PartyKind.ENTERPRISE else {"receiver": PERSON}
    if kind is PartyKind.INDIVIDUAL:
        contract = await made.revised(contract, **complete)
        async with refused("INCOMPLETE"):
            await approve_terms(contract, made.firm, digest=contract.digest, by=made.receiver)
        complete = {"fields": fields(scope="A portal.", **RIGHTS)}
    contract = await made.revised(contract, **complete)
    contract = await approve_terms(contract, made.firm, digest=contract.digest, by=made.receiver)
    assert (contract.state, contract.kind) == ("NEGOTIATING", "B2B" if kind is PartyKind.ENTERPRISE else "B2C")


async def test_eb15_the_bids_of_others_end_when_the_contract_is_effective_and_they_are_told() -> None:
    made = await deal(rivals=2)
    contract = await made.signed(await made.approved(await made.drafted()), R)
    states = Applicant.filter(demand_id=made.demand.id).order_by("id").values_list("state", flat=True)
    assert await states == [BidState.SUBMITTED] * 3
    await made.signed(contract, A)
    assert sorted(await states) == [BidState.NOT_SELECTED, BidState.NOT_SELECTED, BidState.SUBMITTED]
    assert await Notification.filter(kind="BID_NOT_SELECTED").count() == 2
    demand = await Demand.get(id=made.demand.id)
    assert (demand.state, demand.effective_at is not None) == (DemandState.CONTRACTED, True)
    async with refused("WRONG_STATE"):
        await cancel_demand(demand, reason="No more.", by=made.awarder)


async def test_both_sides_see_what_differs_between_versions() -> None:
    made = await deal()
    contract = await made.drafted()
    contract = await made.revised(contract, stages=stages("900.00"), receiver=PartyGiven(address="3 New Street"))
    one, two = await ContractVersion.filter(contract_id=contract.id).order_by("number")
    found = {each.path: (each.source, each.target) for each in differences(terms_in(one.terms), terms_in(two.terms))}
    assert found == {
        "parties.receiver.address": ("1 High Street", "3 New Street"),
        "total": ("3000.00 USD", "900.00 USD"),
        "stages.0.amount": ("1000.00", "900.00"),
        "stages.1.number": ("2", None),
        "stages.1.title": ("Stage 2", None),
        "stages.1.amount": ("2000.00", None),
    }
    async with refused("UNCHANGED"):
        await made.revised(contract, stages=stages("900.00"))


async def test_a_revision_of_a_stale_version_is_refused_and_voids_nothing() -> None:
    made = await deal()
    contract = await made.drafted()
    await made.revised(contract, stages=stages("900.00"))
    with pytest.raises(Conflict) as conflict:
        await made.revised(contract, stages=stages("800.00"))
    assert conflict.value.current_version == 2


async def test_an_award_has_one_contract_and_only_its_two_sides_draft_it() -> None:
    made = await deal()
    stranger = await colleague(made.house, MemberRole.MEMBER)
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        await prepare_draft(made.award, made.given(), by=stranger)
    first = await prepare_draft(made.award, made.given(), by=made.receiver)
    second = await prepare_draft(made.award, made.given(), by=made.awarder)
    await draft_contract(made.award, first, by=made.receiver)
    async with refused("ALREADY_DRAFTED"):
        await draft_contract(made.award, second, by=made.awarder)


@pytest.mark.usefixtures("time")
async def test_a_refused_draft_takes_no_number() -> None:
    first, second = await deal(), await deal()
    with pytest.raises(InvalidInput):
        await first.drafted(language="xx")
    twice = await prepare_draft(first.award, first.given(), by=first.receiver)
    contract = await first.drafted()
    async with refused("ALREADY_DRAFTED"):
        await draft_contract(first.award, twice, by=first.receiver)
    year = contract.drafted_at.year
    assert [each.number for each in (contract, await second.drafted())] == [f"C-{year}-000001", f"C-{year}-000002"]


@pytest.mark.usefixtures("time")
async def test_a_draft_whose_number_another_got_first_takes_none() -> None:
    first, second, third = await deal(), await deal(), await deal()
    made = await prepare_draft(second.award, second.given(), by=second.awarder)
    contract = await first.drafted()
    async with refused("STALE"):
        await draft_contract(second.award, made, by=second.awarder)
    year = contract.drafted_at.year
    assert [each.number for each in (contract, await third.drafted())] == [f"C-{year}-000001", f"C-{year}-000002"]


async def test_what_is_in_the_way_of_a_draft_is_named_by_its_field() -> None:
    made = await deal()
    with pytest.raises(InvalidInput) as raised:
        await made.drafted(fields=fields(start="tomorrow", other="x"), awarder=PartyGiven(name=" "), language="xx")
    assert {each.path: each.code for each in raised.value.fields} == {
        "awarder.name": "TOO_SHORT",
        "fields.other": "UNKNOWN",
        "fields.scope": "MISSING",
        "fields.start": "NOT_A_DATE",
        "language": "UNKNOWN_LANGUAGE",
    }
