"""Executing a contract on paper (CO-5): lodging a scan, and somebody of the staff who compares it (EB-9)."""

import pytest

from documents.canonical import printed_code
from models.accounts.parties import MemberRole, Membership
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.clock import now
from models.contracts.approving import refuse_contract
from models.contracts.checking import document_check
from models.contracts.contract import Contract, ContractSide, ContractVersion
from models.contracts.execution import ContractFile, Execution
from models.contracts.offline import lodge_scan, prepare_copy, print_contract, verify_scan
from models.files.store import keep_made
from models.ids import new_id
from models.journal import Entry
from models.notifications.kinds import Notification
from models.supplements.bundling import bundle_of
from models.work.claiming import claim_work_item
from models.work.item import WorkItem
from models.work.item import book_of as book_of_item
from resolvers.contracts import executions_of, notes_of
from resolvers.finding import seen
from tests.support.domain.deal import Deal, deal, entries
from tests.support.domain.inside import refused, somebody
from tests.test_bundle import broken, unpacked

A, R = ContractSide.AWARDER, ContractSide.RECEIVER
pytestmark = pytest.mark.usefixtures("database")


class Paper:
    """A contract that both sides have approved, and a professional."""

    def __init__(self, made: Deal, contract: Contract, professional: Viewer) -> None:
        self.made, self.contract, self.professional = made, contract, professional

    async def lodged(self, side: ContractSide, content: bytes = b"%PDF-1.7 signed") -> Contract:
        by = self.made.awarder if side is A else self.made.receiver
        party = self.made.house if side is A else self.made.firm
        scan = await keep_made(content + new_id().bytes, name="scan.pdf", media_type="application/pdf", by=by)
        return await lodge_scan(self.contract, party, scan.id, by=by)

    async def item(self) -> WorkItem:
        return await WorkItem.get(subject_id=self.contract.id, live_key__not_isnull=True)

    async def claimed(self, by: Viewer | None = None) -> None:
        item = await self.item()
        await claim_work_item(item, expected_version=item.version, by=by or self.professional)

    async def compared(self, side: ContractSide, *, by: Viewer | None = None, **said: object) -> Contract:
        version = await ContractVersion.get(contract_id=self.contract.id, number=self.contract.version)
        given = {"printed_code": printed_code(version.digest).lower(), "pages": version.pages, "matches": True, **said}
        party = self.made.house if side is A else self.made.firm
        return await verify_scan(self.contract, party, by=by or self.professional, **given)  # type: ignore[arg-type] # a mapping

    async def verified(self, side: ContractSide) -> Contract:
        await self.lodged(side)
        await self.claimed()
        return await self.compared(side)


@pytest.fixture
async def paper(database: str) -> Paper:  # noqa: ARG001 - connects
    made = await deal()
    return Paper(made, await made.approved(await made.drafted()), await somebody(StaffRole.PROFESSIONAL))


async def test_co5_a_contract_that_both_sides_sign_on_paper_is_effective_once_both_scans_were_compared(
    paper: Paper,
) -> None:
    contract = await paper.lodged(R)
    assert (contract.state, contract.expires_at) == ("VERIFYING_OFFLINE", None)
    assert (await paper.item()).title == contract.number
    await paper.claimed()
    assert await seen("contract", {contract.id}, paper.professional)
    contract = await paper.compared(R)
    assert contract.state == "PARTLY_EXECUTED"
    assert contract.expires_at is not None
    assert not await seen("contract", {contract.id}, paper.professional)
    contract = await paper.verified(A)
    assert contract.state == "EFFECTIVE"
    executions = await Execution.filter(contract_id=contract.id).order_by("id")
    assert [(each.side, each.mode, each.state) for each in executions] == [
        (R, "OFFLINE", "VERIFIED"),
        (A, "OFFLINE", "VERIFIED"),
    ]
    assert [action for action, _ in await entries(contract.id)][-4:] == ["SCAN_LODGED", "SCAN_VERIFIED"] * 2


@pytest.mark.parametrize("paper_side", [R, A])
async def test_co5_one_side_signs_on_paper_and_the_other_one_here(paper: Paper, paper_side: ContractSide) -> None:
    for side in (R, A):
        contract = await (paper.verified(side) if side is paper_side else paper.made.signed(paper.contract, side))
    assert contract.state == "EFFECTIVE"


async def test_eb9_whoever_is_close_to_a_party_does_not_compare_its_scan_and_neither_does_anybody_else(
    paper: Paper,
) -> None:
    await paper.lodged(R)
    # Close to the other party than the one whose scan it is.
    near, late = await somebody(StaffRole.PROFESSIONAL), await somebody(StaffRole.PROFESSIONAL)
    await Membership.create(party=paper.made.house, user=near.user, role=MemberRole.MEMBER, joined_at=now())
    async with refused("CONFLICT_OF_INTEREST"):
        await paper.claimed(near)
    await paper.claimed(late)
    await Membership.create(party=paper.made.house, user=late.user, role=MemberRole.MEMBER, joined_at=now())
    async with refused("NOT_ALLOWED"):
        await paper.compared(R, by=late)
    for nobody in (paper.professional, paper.made.receiver, paper.made.awarder, await somebody()):
        async with refused("NOT_ALLOWED"):
            await paper.compared(R, by=nobody)
    assert (await Contract.get(id=paper.contract.id)).state == "VERIFYING_OFFLINE"


async def test_st3_the_parties_never_learn_who_has_compared(paper: Paper) -> None:
    contract = await paper.verified(R)
    who = str(paper.professional.user.id)
    assert all(who not in str(facts) for _, facts in await entries(contract.id))
    assert not await Entry.filter(book=f"contract:{contract.id}", actor_id=paper.professional.user.id).exists()
    assert not await StoredEvent.filter(stream=contract.stream, actor_id=paper.professional.user.id).exists()
    item = await WorkItem.get(subject_id=contract.id)
    assert await Entry.filter(book=book_of_item(item.id), actor_id=paper.professional.user.id).count() == 2


@pytest.mark.parametrize("wrong", [{"printed_code": "7ZZZ-0A1B-2C3D-4E5F"}, {"pages": 99}])
async def test_co5_another_code_or_number_of_pages_is_no_copy_of_this_version(
    paper: Paper, wrong: dict[str, object]
) -> None:
    await paper.lodged(R)
    await paper.claimed()
    async with refused("WRONG_COPY"):
        await paper.compared(R, **wrong)
    async with refused("WRONG_STATE"):
        await paper.compared(A)
    assert (await Contract.get(id=paper.contract.id)).state == "VERIFYING_OFFLINE"


async def test_co5_what_does_not_match_is_said_to_its_side_which_executes_again(paper: Paper) -> None:
    await paper.lodged(R)
    await paper.claimed()
    async with refused("INVALID_INPUT"):
        await paper.compared(R, matches=False)
    contract = await paper.compared(R, matches=False, note="The last page is missing.")
    assert contract.state == "CONSISTENCY_FAILED"
    assert contract.expires_at is not None
    told = await Notification.filter(subject_id=contract.id, kind="CONTRACT_INCONSISTENT")
    assert [(each.user_id, each.facts["reason"]) for each in told] == [
        (paper.made.receiver.user.id, "The last page is missing.")
    ]
    async with refused("NOT_YOUR_TURN"):
        await paper.made.signed(contract, A)
    (shown,) = await executions_of([contract], viewer=None)
    for viewer, said in ((paper.made.receiver, "The last page is missing."), (paper.made.awarder, None)):
        assert await notes_of(shown, viewer=viewer) == [said, None]
    assert (await paper.verified(R)).state == "PARTLY_EXECUTED"
    states = await Execution.filter(contract_id=contract.id, side=R).order_by("id").values_list("state", "live_key")
    assert [(state, key is None) for state, key in states] == [("FAILED", True), ("VERIFIED", False)]


async def test_after_a_scan_that_does_not_match_a_side_can_sign_here_instead(paper: Paper) -> None:
    contract = await paper.made.signed(paper.contract, R)
    await paper.lodged(A)
    await paper.claimed()
    contract = await paper.compared(A, matches=False, note="Nobody has signed it.")
    assert (await paper.made.signed(contract, A)).state == "EFFECTIVE"


async def test_co5_a_scan_that_is_replaced_begins_anew(paper: Paper) -> None:
    await paper.lodged(R)
    first = await paper.item()
    await paper.claimed()
    await paper.lodged(R, b"%PDF-1.7 better")
    second = await paper.item()
    assert (second.id != first.id, second.assignee_id) == (True, None)
    assert (await WorkItem.get(id=first.id)).state == "DONE"
    assert not await seen("contract", {paper.contract.id}, paper.professional)
    async with refused("NOT_ALLOWED"):
        await paper.compared(R)
    await paper.claimed()
    assert (await paper.compared(R)).state == "PARTLY_EXECUTED"


async def test_co2_a_revision_makes_scans_void_as_well_and_takes_them_from_the_queue(paper: Paper) -> None:
    contract = await paper.lodged(R)
    contract = await paper.made.revised(contract, stages=None, language="de")
    assert (contract.state, contract.version) == ("NEGOTIATING", 2)
    assert await Execution.filter(contract_id=contract.id, live_key__not_isnull=True).count() == 0
    assert (await WorkItem.get(subject_id=contract.id)).state == "DONE"


async def test_refusing_a_contract_takes_its_scan_from_the_queue(paper: Paper) -> None:
    contract = await refuse_contract(await paper.lodged(R), paper.made.house, reason="No.", by=paper.made.awarder)
    assert contract.state == "REFUSED"
    assert (await WorkItem.get(subject_id=contract.id)).state == "DONE"


async def test_only_signers_lodge_scans_in_their_turn_as_pdf_or_image(paper: Paper) -> None:
    made = paper.made
    async with refused("NOT_YOUR_TURN"):
        await paper.lodged(A)
    text = await keep_made(b"signed", name="scan.txt", media_type="text/plain", by=made.receiver)
    async with refused("WRONG_TYPE"):
        await lodge_scan(paper.contract, made.firm, text.id, by=made.receiver)
    for by, code in ((made.awarder, "NOT_YOUR_TURN"), (await somebody(), "NOT_ALLOWED")):
        theirs = await keep_made(b"%PDF", name="scan.pdf", media_type="application/pdf", by=by)
        async with refused(code):
            await lodge_scan(paper.contract, made.firm, theirs.id, by=by)
    other = await keep_made(b"%PDF", name="scan.pdf", media_type="application/pdf", by=made.awarder)
    async with refused("NOT_FOUND"):
        await lodge_scan(paper.contract, made.firm, other.id, by=made.receiver)


async def test_co12_copies_to_print_are_files_of_their_own_that_anybody_can_check(paper: Paper) -> None:
    made, contract = paper.made, paper.contract
    copy = await prepare_copy(contract, by=made.receiver)
    await print_contract(contract, copy, by=made.receiver)
    (file,) = await ContractFile.filter(contract_id=contract.id, role="PRINT")
    unsigned = await ContractFile.get(contract_id=contract.id, role="UNSIGNED")
    assert file.sha256 != unsigned.sha256
    assert ((await document_check(file.sha256)).kind, (await document_check(file.sha256)).version) == ("PRINT", 1)
    action, facts = (await entries(contract.id))[-1]
    assert (action, facts["sha256"], facts["side"]) == ("PRINTED", file.sha256, "RECEIVER")
    async with refused("NOT_ALLOWED"):
        await prepare_copy(contract, by=await somebody())
    late = await prepare_copy(contract, by=made.receiver)
    await made.revised(contract, language="de")
    async with refused("CONFLICT"):
        await print_contract(contract, late, by=made.receiver)


async def test_the_bundle_of_a_mixed_contract_has_the_scan_and_the_signature(paper: Paper) -> None:
    await paper.verified(R)
    contract = await paper.made.signed(await Contract.get(id=paper.contract.id), A)
    bundle = await bundle_of(contract, by=paper.made.awarder)
    assert await broken(bundle) == []
    assert {"scans/RECEIVER.pdf", "signed.pdf", "evidence/1.json"} <= {*unpacked(bundle)}
    assert str(paper.professional.user.id) not in unpacked(bundle)["journal.json"].decode()
