"""The record of a contract: its journal, which both sides read and can check, and in which no staff is named (ST-3)."""

import ast
import re
from pathlib import Path

import pytest

from models.accounts.parties import MemberRole
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.books import RecordOrder
from models.contracts.contract import Contract, ContractSide, ContractState, book_of
from models.contracts.downloads import log_download
from models.contracts.execution import Execution
from models.contracts.supplement import supplement_book_of
from models.demands.ending import assign_manager
from models.files.file import File
from models.journal import Entry, broken_in, first_broken, texts_of
from models.pages import Window
from models.supplements.bundling import bundle_of
from models.supplements.downloads import log_supplement_download
from models.work.item import WorkItem
from models.work.item import book_of as book_of_item
from resolvers.contract_records import entries_for, first_broken_seqs_of
from resolvers.finding import seen
from tests.support.domain.deal import colleague, deal
from tests.support.domain.inside import somebody
from tests.support.domain.supplementing import amending, further
from tests.test_contract_offline import Paper, paper

ROOT = Path(__file__).parents[1]
# What writes an entry into the record of a contract, with its action among its arguments.
WRITING = {"keep", "note", "execute", "keep_stage", "note_of", "divide"}
A, R = ContractSide.AWARDER, ContractSide.RECEIVER
pytestmark = pytest.mark.usefixtures("database")
__all__ = ["paper"]


async def record(contract: Contract, by: Viewer | None, book: str | None = None) -> list[Entry]:
    page = await entries_for(by, contract, book or book_of(contract.id), RecordOrder.OLDEST, Window(first=100))
    return page.rows


async def test_wb10_both_sides_read_and_check_the_same_record_and_nobody_else_reads_it() -> None:
    made = await deal()
    contract = await made.signed(await made.approved(await made.drafted()), R)
    manager = await somebody(StaffRole.RESOURCE_MANAGER)
    await assign_manager(made.demand, manager.user.id, by=await somebody(StaffRole.ADMINISTRATOR))
    found = await record(contract, made.awarder)
    assert [each.action for each in found] == ["DRAFTED", "APPROVED", "APPROVED", "SIGNED"]
    assert [each.facts["side"] for each in found] == ["AWARDER", "AWARDER", "RECEIVER", "RECEIVER"]
    assert [each.digest for each in await record(contract, made.receiver)] == [each.digest for each in found]
    assert broken_in(found, length=4, digest=found[-1].digest) is None
    assert await first_broken_seqs_of([contract], viewer=made.receiver) == [None]
    member = await colleague(made.firm, MemberRole.MEMBER)
    assert len(await record(contract, member)) == 4
    for nobody in (None, manager, await somebody(), await somebody(StaffRole.ADMINISTRATOR)):
        assert await record(contract, nobody) == []
    # Whoever is named in it can be looked up.
    assert made.awarder.user.id in await seen("user", [made.awarder.user.id], member)
    assert await seen("user", [made.awarder.user.id], await somebody()) == {}


async def test_why_a_scan_does_not_match_is_for_its_own_side_alone(paper: Paper) -> None:
    await paper.lodged(R)
    await paper.claimed()
    contract = await paper.compared(R, matches=False, note="Page 3 is missing.")
    theirs, others = [(await record(contract, by))[-1] for by in (paper.made.receiver, paper.made.awarder)]
    assert (theirs.action, [each.text for each in texts_of(theirs)]) == ("SCAN_REJECTED", ["Page 3 is missing."])
    assert [(each.text, each.salt) for each in texts_of(others)] == [(None, None)]
    assert theirs.digest == others.digest
    assert [each.digest for each in texts_of(theirs)] == [each.digest for each in texts_of(others)]
    assert await first_broken(book_of(contract.id)) is None
    # A professional who has the contract before them does not read its record.
    assert await record(contract, paper.professional) == []


async def test_a_bundle_that_anybody_may_get_says_nothing_that_is_for_one_side_alone(paper: Paper) -> None:
    await paper.lodged(R)
    await paper.claimed()
    await paper.compared(R, matches=False, note="Page 3 is missing.")
    await paper.verified(R)
    contract = await paper.made.signed(paper.contract, A)
    assert contract.state == "EFFECTIVE"
    for by in (paper.made.receiver, paper.made.awarder):
        # Nothing in it is compressed.
        assert b"Page 3 is missing." not in await bundle_of(contract, by=by)


async def test_st3_a_download_by_a_professional_names_nobody_to_the_parties(paper: Paper) -> None:
    await paper.lodged(R)
    await paper.claimed()
    scan = await File.get(id=(await Execution.get(contract_id=paper.contract.id)).file_id)
    await log_download(scan, by=paper.professional)
    await log_download(scan, by=paper.made.awarder)
    last = (await record(paper.contract, paper.made.awarder))[-2:]
    assert [(each.action, each.actor_id, each.facts["side"]) for each in last] == [
        ("DOWNLOADED", None, None),
        ("DOWNLOADED", paper.made.awarder.user.id, "AWARDER"),
    ]
    item = await WorkItem.get(subject_id=paper.contract.id)
    noted = await Entry.filter(book=book_of_item(item.id), action="DOWNLOADED")
    assert [(each.actor_id, each.facts["file"]) for each in noted] == [(paper.professional.user.id, "SCAN")]


async def test_the_record_of_a_supplement_is_read_with_it_and_a_draft_leaves_no_trace_in_the_contracts() -> None:
    made = await amending()
    before = len(await record(made.contract, made.made.receiver))
    member = await colleague(made.made.house, MemberRole.MEMBER)
    draft = await made.proposed(add_stages=further("More", "1.00"), by=member)
    assert len(await record(made.contract, made.made.receiver)) == before
    assert draft.id not in await seen("supplement", [draft.id], made.made.receiver)
    assert await seen("user", [member.user.id], made.made.receiver) == {}
    await made.approved(draft, A)
    active = await made.signed(await made.signed(await made.approved(draft, R), R), A)
    for reader in (await somebody(StaffRole.PROFESSIONAL), made.made.receiver):
        await log_supplement_download(await File.get(id=active.file_id), by=reader)
    book = supplement_book_of(active.id)
    found = await record(made.contract, made.made.receiver, book)
    acts = ["DRAFTED", "APPROVED", "APPROVED", "SIGNED", "SIGNED", "DOWNLOADED", "DOWNLOADED"]
    assert [each.action for each in found] == acts
    # Nobody of the staff is named.
    assert [(each.actor_id, each.facts["side"]) for each in found[-2:]] == [
        (None, None),
        (made.made.receiver.user.id, "RECEIVER"),
    ]
    assert member.user.id in await seen("user", [member.user.id], made.made.receiver)
    *_, last, stage = await record(made.contract, made.made.receiver)
    assert (last.action, last.actor_id, last.facts["side"]) == ("SUPPLEMENTED", made.made.awarder.user.id, "AWARDER")
    # The stage that it adds waits for money.
    assert (stage.action, stage.actor_id, stage.facts["target"]) == ("RESTATED", None, "AWAITING_FUNDS")


def test_the_front_end_has_words_for_every_action() -> None:
    """EB-13: nothing that is written into the record of a contract is shown as a code."""
    names = (ROOT / "web/src/contracts/names.ts").read_text(encoding="utf-8").partition("contractActions")[2]
    known = set(re.findall(r"^  ([A-Z_]+): msg", names, re.MULTILINE))
    written = {ContractState.REFUSED.value, ContractState.EXPIRED.value}
    for area in ("contracts", "escrow", "disputes", "invoices"):
        for path in sorted((ROOT / "models" / area).glob("*.py")):
            prefix = "INVOICE_" if "from models.invoices.keeping import" in path.read_text(encoding="utf-8") else ""
            written |= _written_in(path, prefix)
    for name in ("activating", "bundling"):
        written |= _written_in(ROOT / f"models/supplements/{name}.py", "")
    assert known == written


def _written_in(path: Path, prefix: str) -> set[str]:
    """The actions that the verbs of a module write into the record of a contract, as they stand in its text."""
    found: set[str] = set()
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in WRITING:
            named = [each.value for each in call.args if isinstance(each, ast.Constant)]
            found |= {prefix + each for each in named if isinstance(each, str)}
    return found
