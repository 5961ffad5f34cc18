"""Executing a supplement on paper, as contracts are: a copy to print, the scan, and somebody of the staff who compares.

Nobody who compares is named to the parties (ST-3): their name stands in the journal of the work item.
"""

from uuid import UUID

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.changes import change
from models.contracts.approving import side_for
from models.contracts.cases import side_in
from models.contracts.contract import ContractSide
from models.contracts.executing import (
    COPIES,
    Comparison,
    Copy,
    as_compared,
    check_own_upload,
    compared,
    comparison,
    make_copy,
    queue_scan,
    with_copy,
    with_scan,
)
from models.contracts.supplement import UNDECIDED, Supplement, SupplementState
from models.database.writing import write
from models.decisions import Decision, decide
from models.errors import not_allowed
from models.limits import count
from models.states import wrong_state
from models.supplements.cases import MACHINE, SupplementAction, SupplementCase, case_of, supplement_held
from models.supplements.ending import end
from models.supplements.keeping import begin_waiting, keep, note, pause_waiting, tell_followers
from models.supplements.signing import execute
from models.supplements.telling import tell_inconsistent
from models.work.item import WorkItemKind
from models.work.keeping import finish

At = Decision[SupplementCase, SupplementState]


async def prepare_supplement_copy(supplement: Supplement, *, by: Viewer) -> Copy:
    """A copy of the supplement to print; refuses what `print_supplement` would refuse, too."""
    case = await case_of(supplement)
    _side_that_prints(case, by)
    await count(COPIES, by.user.id)
    return await make_copy(case.signable, by=by)


async def print_supplement(supplement: Supplement, copy: Copy, *, by: Viewer) -> Supplement:
    """Keeps a copy that a member of one of the sides has made to print."""
    async with change():
        case, by = await supplement_held(supplement.id, by)
        side = _side_that_prints(case, by)
        await write(*await with_copy(case.signable, copy, by=by))
        await note(case.supplement, "PRINTED", by=by.user.id, side=side, sha256=copy.sha256)
        tell_followers(case.supplement, case.contract, by=by.user.id)
    return await Supplement.get(id=supplement.id)


async def lodge_supplement_scan(supplement: Supplement, party: Party, upload_id: UUID, *, by: Viewer) -> Supplement:
    """Hands in the scan of what a side has signed on paper; another one of the same side begins anew.

    It counts once somebody of the staff, who is close to neither party, has compared it (EB-9). If the effective terms
    are not those any more that the supplement stands on, it becomes STALE instead.
    """
    await check_own_upload(upload_id, by)
    async with decide(MACHINE, SupplementAction.LODGE_SCAN, supplement.id, by=by) as decision:
        case, supplement = decision.case, decision.case.supplement
        side = side_for(case.contract_case, party, decision.by)
        if decision.target is SupplementState.STALE:
            await end(case, decision.target, by=by.user.id, side=side)
        else:
            await _lodge(decision, party, side, upload_id)
    return await Supplement.get(id=supplement.id)


async def _lodge(decision: At, party: Party, side: ContractSide, upload: UUID) -> None:
    case, supplement, by = decision.case, decision.case.supplement, decision.by.user.id
    scan, also = await with_scan(case.signable, side, upload, by=decision.by, at=decision.at)
    pause_waiting(supplement)
    await queue_scan(
        case.item,
        WorkItemKind.SUPPLEMENT_SCAN_VERIFICATION,
        supplement.id,
        parties=(party.id, case.contract.party_of(side.other)),
        title=case.signable.name,
        by=by,
        at=decision.at,
    )
    source = decision.source
    await keep(supplement, case.contract, "SCAN_LODGED", by=by, source=source, side=side, also=also, scan=scan)


async def verify_supplement_scan(
    supplement: Supplement,
    party: Party,
    *,
    printed_code: str,
    pages: int,
    matches: bool,
    note: str | None = None,
    by: Viewer,
) -> Supplement:
    """Says whether a scan shows the whole supplement, signed by that side.

    That it does is refused (WRONG_COPY) if the code on its pages, or their number, is not that of this supplement. If
    it does not, the side executes again, and reads the note.
    """
    said = comparison(printed_code=printed_code, pages=pages, matches=matches, note=note)
    action = SupplementAction.VERIFY_SCAN if matches else SupplementAction.REJECT_SCAN
    async with decide(MACHINE, action, supplement.id, by=by) as decision:
        await _answer(decision, party, said)
        assert decision.case.item is not None
        await finish(decision.case.item, by=decision.by.user.id)
    return await Supplement.get(id=supplement.id)


async def _answer(decision: At, party: Party, said: Comparison) -> None:
    case, supplement, contract = decision.case, decision.case.supplement, decision.case.contract
    at, source = decision.at, decision.source
    scan = compared(case.signable, contract.side_of(party.id), said, by=decision.by.user.id, at=at)
    side, also = scan.side, (as_compared(scan),)
    if decision.target is SupplementState.STALE:
        await end(case, decision.target, by=None, side=side)
    elif said.matches:
        await execute(case, decision.target, side, "SCAN_VERIFIED", by=None, at=at, also=also)
    else:
        begin_waiting(supplement, at)
        await keep(
            supplement, contract, "SCAN_REJECTED", by=None, source=source, side=side, reason=said.note, also=also
        )
        await tell_inconsistent(supplement, contract, case.demand, side, said.note or "")


def _side_that_prints(case: SupplementCase, by: Viewer) -> ContractSide:
    """The side of this viewer; refuses whoever belongs to neither party, or does not see the draft of the other one.

    Refuses to print what nobody can sign any more, too.
    """
    side = side_in(case.sides(by))
    if side is None or (case.supplement.proposed_at is None and side is not case.supplement.side):
        raise not_allowed("You do not act for a party of this contract.")
    if case.supplement.state not in UNDECIDED:
        raise wrong_state("supplement", case.supplement.state, UNDECIDED)
    return side
