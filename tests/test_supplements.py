"""Supplements: changing an effective contract without rewriting it (CO-9)."""

import hashlib
import json
from datetime import timedelta
from decimal import Decimal

import pytest

from documents.canonical import canonical, digest
from models.accounts.parties import MemberRole
from models.changes import StoredEvent
from models.clock import now
from models.contracts.authority import authorities
from models.contracts.contract import Contract, ContractVersion, StageState, stages_of
from models.contracts.effective import effective_terms
from models.contracts.supplement import Supplement, SupplementExecution
from models.contracts.terms import FieldGiven, terms_in
from models.errors import InvalidInput, Refused
from models.files.file import File
from models.files.store import whole
from models.journal import Entry, first_broken
from models.notifications.kinds import Notification
from models.pressing import rendered
from models.templates.template import TemplateVersion
from resolvers.supplements import effective_of
from signatures.checking import check
from tests.support.domain.deal import colleague
from tests.support.domain.inside import refused, somebody
from tests.support.domain.supplementing import A, Amending, R, actions_on, amending, further, ref_of

pytestmark = pytest.mark.usefixtures("database")


async def total_at(made: Amending, at: object) -> str | None:
    found = await effective_terms(await Contract.get(id=made.contract.id), at)
    return found and found.terms["total"]["amount"]


async def test_co9_a_supplement_that_both_sides_sign_is_part_of_the_effective_terms_from_then_on() -> None:
    made = await amending()
    before, base = now(), await ContractVersion.get(contract_id=made.contract.id)
    change, more = await made.change(2, amount=Decimal("2500.00")), further("More", "700.00")
    supplement = await made.proposed(change, add_stages=more)
    assert (supplement.state, supplement.number) == ("PROPOSED", 1)
    supplement = await made.signed(await made.approved(supplement), R)
    assert (supplement.state, await total_at(made, now())) == ("PARTLY_EXECUTED", "3000.00")
    supplement = await made.signed(supplement, A)
    assert (supplement.state, supplement.expires_at, supplement.live_key) == ("ACTIVE", None, None)
    assert await total_at(made, supplement.activated_at) == "4200.00"
    assert await total_at(made, supplement.activated_at - timedelta(microseconds=1)) == "3000.00"
    assert (await total_at(made, before), await total_at(made, made.contract.effective_at)) == ("3000.00", "3000.00")
    (shown,) = await effective_of([made.contract], viewer=made.made.awarder)
    assert shown is not None
    assert [each["amount"] for each in json.loads(shown.terms)["stages"]] == ["1000.00", "2500.00", "700.00"]
    stages = (await stages_of([made.contract.id]))[made.contract.id]
    assert [(each.number, each.amount_minor, each.version) for each in stages] == [
        (1, 100_000, 2),
        (2, 250_000, 3),
        (3, 70_000, 2),
    ]
    contract, after = await Contract.get(id=made.contract.id), await ContractVersion.get(contract_id=made.contract.id)
    assert (contract.state, contract.total_minor, contract.digest) == ("EFFECTIVE", 420_000, base.digest)
    assert (after.terms, after.file_id) == (base.terms, base.file_id)
    assert await actions_on(supplement) == ["PROPOSED", "APPROVED", "SIGNED", "SIGNED"]
    assert await first_broken(f"supplement:{supplement.id}") is None


async def test_co1_a_supplement_is_signed_as_contracts_are_and_says_what_it_changes() -> None:
    made = await amending()
    text = FieldGiven("scope", "A portal, and an app.")
    supplement = await made.active(await made.change(1, title="Prototype"), fields=[text])
    content = terms_in(supplement.content)
    assert canonical(content).decode() == supplement.content
    assert digest(supplement.content.encode()) == supplement.digest
    version = await TemplateVersion.get(id=supplement.template_version_id)
    again = await rendered(version.source, supplement.content.encode())
    assert hashlib.sha256(again.pdf).hexdigest() == supplement.file_sha256
    assert content["base"]["sha256"] == made.contract.digest
    assert content["changes"] == [
        {"key": "scope", "label": "What is built", "from": "A portal.", "to": "A portal, and an app."}
    ]
    effective = await effective_terms(made.contract, now())
    assert effective.terms["fields"]["scope"] == "A portal, and an app."
    first, second = await SupplementExecution.filter(supplement_id=supplement.id).order_by("made_at")
    report = await check(await whole(await File.get(id=second.file_id)), authorities=await authorities())
    assert [each.organisation for each in report.signatures] == ["The Firm", "The House"]
    assert report.faults == ()
    evidence = json.loads(first.evidence)
    assert evidence["terms"] == {"sha256": supplement.digest}
    assert evidence["document"] == {"sha256": supplement.file_sha256}
    assert report.signatures[0].evidence_sha256 == hashlib.sha256(first.evidence.encode()).hexdigest()


async def test_co9_the_next_supplement_stands_on_the_former_one_and_a_removed_stage_is_cancelled() -> None:
    made = await amending()
    first = await made.active(await made.change(2, remove=True), add_stages=further("Instead", "9000.00"))
    second = await made.active(await made.change(3, amount=Decimal("1.00")))
    base = terms_in(second.content)["base"]
    assert base["supplements"] == [{"number": 1, "sha256": first.digest}]
    assert [each["number"] for each in base["stages"]] == [1, 3]
    stages = (await stages_of([made.contract.id]))[made.contract.id]
    waiting = "AWAITING_FUNDS"
    assert [(each.number, each.state) for each in stages] == [(1, waiting), (2, "CANCELLED"), (3, waiting)]
    assert [await total_at(made, each.activated_at) for each in (first, second)] == ["10000.00", "1001.00"]
    with pytest.raises(InvalidInput) as raised:
        await made.proposed(await made.change(2, amount=Decimal("5.00")))
    assert [(each.path, each.code) for each in raised.value.fields] == [("changes.stages.0.stageId", "UNKNOWN")]


async def test_co9_no_path_changes_what_a_supplement_says() -> None:
    made = await amending()
    supplement = await made.proposed(add_stages=further("More", "1.00"))
    supplement.content = "{}"
    with pytest.raises(Exception, match="never change"):
        await supplement.save(update_fields=["content"])
    with pytest.raises(Exception, match="never"):
        await supplement.delete()
    assert (await Supplement.get(id=supplement.id)).content != "{}"


async def test_co9_one_supplement_at_a_time() -> None:
    made = await amending()
    first = await made.proposed(add_stages=further("More", "1.00"))
    async with refused("SUPPLEMENT_PENDING"):
        await made.proposed(add_stages=further("Another", "1.00"), by=made.made.receiver)
    await made.rejected(first)
    second = await made.proposed(add_stages=further("Another", "1.00"), by=made.made.receiver)
    assert (second.state, second.number, second.side) == ("PROPOSED", 2, "RECEIVER")


async def test_co9_a_stage_that_was_settled_meanwhile_makes_it_stale_at_its_activation() -> None:
    made = await amending()
    supplement = await made.approved(await made.proposed(await made.change(2, amount=Decimal("1.00"))))
    supplement = await made.signed(supplement, R)
    stages = (await stages_of([made.contract.id]))[made.contract.id]
    await type(stages[1]).filter(id=stages[1].id).update(state=StageState.CANCELLED)
    supplement = await made.signed(supplement, A)
    assert (supplement.state, supplement.activated_at) == ("STALE", None)
    assert await SupplementExecution.filter(supplement_id=supplement.id).count() == 1
    assert await total_at(made, now()) == "3000.00"
    assert await Notification.filter(kind="SUPPLEMENT_STALE").count() == 1
    with pytest.raises(InvalidInput) as raised:
        await made.proposed(await made.change(2, remove=True))
    assert [(each.path, each.code) for each in raised.value.fields] == [("changes.stages.0.stageId", "NOT_CHANGEABLE")]
    # What it does not touch does not hinder it.
    assert (await made.active(await made.change(1, title="First"))).state == "ACTIVE"


async def test_a_member_drafts_what_an_owner_then_proposes_and_the_other_side_hears_nothing_before() -> None:
    made = await amending()
    member = await colleague(made.made.house, MemberRole.MEMBER)
    told = await StoredEvent.filter(stream=made.contract.stream).count()
    draft = await made.proposed(add_stages=further("More", "1.00"), by=member)
    assert (draft.state, draft.proposed_at) == ("DRAFT", None)
    assert await StoredEvent.filter(stream=made.contract.stream).count() == told
    assert await Notification.filter(subject_id=draft.id).values_list("user_id", flat=True) == [
        made.made.awarder.user.id
    ]
    async with refused("ALREADY_DRAFTED"):
        await made.proposed(add_stages=further("Other", "1.00"), by=member)
    async with refused("NOT_ALLOWED"):
        await made.approved(draft, A, by=member)
    async with refused("NOT_ALLOWED"):
        await made.approved(draft, R)
    proposed = await made.approved(draft, A)
    assert (proposed.state, proposed.side) == ("PROPOSED", "AWARDER")
    assert await StoredEvent.filter(stream=made.contract.stream).count() == told + 1


async def test_co9_a_draft_on_terms_that_have_changed_since_becomes_stale() -> None:
    made = await amending()
    member = await colleague(made.made.house, MemberRole.MEMBER)
    draft = await made.proposed(add_stages=further("More", "1.00"), by=member)
    pending = await made.approved(await made.proposed(add_stages=further("Other", "5.00")))
    async with refused("SUPPLEMENT_PENDING"):
        await made.approved(draft, A)
    await made.signed(await made.signed(pending, R), A)
    assert (await made.approved(draft, A)).state == "STALE"
    assert await total_at(made, now()) == "3005.00"


async def test_co6_who_signs_and_what_is_the_same_as_for_contracts() -> None:
    made = await amending()
    manager = await colleague(made.made.firm, MemberRole.MANAGER)
    supplement = await made.proposed(add_stages=further("More", "1.00"))
    async with refused("NOT_ALLOWED"):
        await made.signed(supplement, R, by=await somebody())
    async with refused("WRONG_STATE"):
        await made.signed(supplement, R)
    supplement = await made.approved(supplement)
    again = await made.approved(supplement)
    assert again.version == supplement.version
    async with refused("NOT_YOUR_TURN"):
        await made.signed(supplement, A)
    async with refused("NOT_ALLOWED"):
        await made.signed(supplement, R, by=manager)
    supplement.digest = "0" * 64
    async with refused("STALE"):
        await made.signed(supplement, R)
    supplement = await made.signed(await Supplement.get(id=supplement.id), R)
    told = await StoredEvent.all().count()
    assert (await made.signed(supplement, R)).state == "PARTLY_EXECUTED"
    assert await StoredEvent.all().count() == told
    assert (await made.rejected(supplement)).state == "REJECTED"
    async with refused("WRONG_STATE"):
        await made.signed(supplement, A)


async def test_what_is_wrong_in_a_proposal_is_named_by_its_path_and_leaves_nothing() -> None:
    made = await amending()
    entries = await Entry.all().count()
    foreign = (await made.change(1)).__class__(ref_of(made.contract.id))
    one, gone = await made.change(1, title="a"), [await made.change(number, remove=True) for number in (1, 2)]
    cases = [
        ([foreign], {}, [("changes.stages.0.stageId", "UNKNOWN")]),
        ([await made.change(1, amount=Decimal(0))], {}, [("changes.stages.0.amount", "NOT_POSITIVE")]),
        ([await made.change(1, amount=Decimal("0.001"))], {}, [("changes.stages.0.amount", "TOO_MANY_DECIMALS")]),
        ([await made.change(1, title=" ")], {}, [("changes.stages.0.title", "TOO_SHORT")]),
        ([one, one], {}, [("changes.stages.1.stageId", "REPEATED")]),
        ([await made.change(1, title="x", remove=True)], {}, [("changes.stages.0", "CONTRADICTORY")]),
        (gone, {}, [("changes.stages", "OUT_OF_RANGE")]),
        ([], {"add_stages": further("x", "-1.00")}, [("changes.addStages.0.amount", "NOT_POSITIVE")]),
        ([], {"fields": [FieldGiven("other", "x")]}, [("changes.fields.other", "UNKNOWN")]),
        ([], {"fields": [FieldGiven("scope", "")]}, [("changes.fields.scope", "MISSING")]),
        ([], {"about": [FieldGiven("earlier_claims", "MAYBE")]}, [("fields.earlier_claims", "NOT_AN_OPTION")]),
    ]
    for stages, given, wrong in cases:
        with pytest.raises(InvalidInput) as raised:
            await made.proposed(*stages, **given)
        assert [(each.path, each.code) for each in raised.value.fields] == wrong
    async with refused("UNCHANGED"):
        await made.proposed(await made.change(1, title="Stage 1"))
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        await made.proposed(await made.change(1, title="x"), by=await somebody())
    assert (await Supplement.all().count(), await Entry.all().count()) == (0, entries)


async def test_only_an_effective_contract_has_supplements() -> None:
    made = await amending()
    await Contract.filter(id=made.contract.id).update(state="TERMINATED")
    async with refused("WRONG_STATE"):
        await made.proposed(add_stages=further("More", "1.00"))
