"""Executing a contract on paper: a copy to print, the scan of what was signed, and somebody of the staff who compares.

Nobody who compares is named to the parties (ST-3): their name stands in the journal of the work item.
"""

from uuid import UUID

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.changes import change
from models.contracts.approving import side_for
from models.contracts.cases import MACHINE, ContractAction, ContractCase, case_of, contract_held, side_in
from models.contracts.contract import UNSETTLED, Contract, ContractState
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
from models.contracts.keeping import begin_waiting, keep
from models.contracts.signing import execute
from models.contracts.telling import tell_inconsistent
from models.decisions import Decision, decide
from models.errors import Conflict, not_allowed
from models.limits import count
from models.states import wrong_state
from models.work.item import WorkItemKind
from models.work.keeping import finish

At = Decision[ContractCase, ContractState]


async def prepare_copy(contract: Contract, *, by: Viewer) -> Copy:
    """A copy of the present version to print; refuses what `print_contract` would refuse, too."""
    case = await case_of(contract)
    _check_may_print(case, by)
    await count(COPIES, by.user.id)
    return await make_copy(case.signable, by=by)


async def print_contract(contract: Contract, copy: Copy, *, by: Viewer) -> Contract:
    """Keeps a copy that a member of one of the sides has made to print."""
    async with change():
        case, by = await contract_held(contract.id, by)
        _check_may_print(case, by)
        if copy.digest != case.contract.digest:
            raise Conflict(case.version)
        also, side = await with_copy(case.signable, copy, by=by), side_in(case.sides(by))
        await keep(case.contract, "PRINTED", by=by.user.id, source=None, side=side, also=also, sha256=copy.sha256)
    return await Contract.get(id=contract.id)


async def lodge_scan(contract: Contract, party: Party, upload_id: UUID, *, by: Viewer) -> Contract:
    """Hands in the scan of what a side has signed on paper; another one of the same side begins anew.

    It counts once somebody of the staff, who is close to neither party, has compared it (EB-9).
    """
    await check_own_upload(upload_id, by)
    async with decide(MACHINE, ContractAction.LODGE_SCAN, contract.id, by=by) as decision:
        case, contract = decision.case, decision.case.contract
        side = side_for(case, party, decision.by)
        scan, also = await with_scan(case.signable, side, upload_id, by=decision.by, at=decision.at)
        contract.state = decision.target
        begin_waiting(contract, decision.at)
        await queue_scan(
            case.item,
            WorkItemKind.SCAN_VERIFICATION,
            contract.id,
            parties=(party.id, contract.party_of(side.other)),
            title=contract.number,
            by=by.user.id,
            at=decision.at,
        )
        await keep(contract, "SCAN_LODGED", by=by.user.id, source=decision.source, side=side, also=also, scan=scan)
    return await Contract.get(id=contract.id)


async def verify_scan(
    contract: Contract,
    party: Party,
    *,
    printed_code: str,
    pages: int,
    matches: bool,
    note: str | None = None,
    by: Viewer,
) -> Contract:
    """Says whether a scan shows the whole present version, signed by that side.

    That it does is refused (WRONG_COPY) if the code on its pages, or their number, is not that of this version. If it
    does not, the side executes again, and reads the note.
    """
    said = comparison(printed_code=printed_code, pages=pages, matches=matches, note=note)
    action = ContractAction.VERIFY_SCAN if matches else ContractAction.REJECT_SCAN
    async with decide(MACHINE, action, contract.id, by=by) as decision:
        await _answer(decision, party, said)
        assert decision.case.item is not None
        await finish(decision.case.item, by=decision.by.user.id)
    return await Contract.get(id=contract.id)


async def _answer(decision: At, party: Party, said: Comparison) -> None:
    case, contract, source = decision.case, decision.case.contract, decision.source
    scan = compared(case.signable, contract.side_of(party.id), said, by=decision.by.user.id, at=decision.at)
    side, also = scan.side, (as_compared(scan),)
    if said.matches:
        await execute(case, decision.target, source, side, "SCAN_VERIFIED", by=None, at=decision.at, also=also)
        return
    contract.state = decision.target
    begin_waiting(contract, decision.at)
    await keep(contract, "SCAN_REJECTED", by=None, source=source, side=side, reason=said.note, also=also)
    assert case.demand is not None
    await tell_inconsistent(contract, case.demand, side, said.note or "")


def _check_may_print(case: ContractCase, by: Viewer) -> None:
    """Refuses whoever belongs to neither party, and to print what nobody can sign any more."""
    if side_in(case.sides(by)) is None:
        raise not_allowed("You do not act for a party of this contract.")
    if case.state not in UNSETTLED:
        raise wrong_state("contract", case.state, UNSETTLED)
