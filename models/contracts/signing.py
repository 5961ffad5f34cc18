"""Signing a contract: in order, by somebody who may sign at that moment, with their password, and only once (CO-6).

The signature is made before the decision, of the file that the decision then finds, or it is thrown away.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from documents.canonical import canonical
from models.accounts.parties import Party
from models.accounts.users import check_own_password
from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.clock import now
from models.contracts.approving import check_digest, side_for
from models.contracts.authority import authority
from models.contracts.cases import MACHINE, ContractAction, ContractCase, case_of, contract_held
from models.contracts.contract import (
    Contract,
    ContractFile,
    ContractFileRole,
    ContractSide,
    ContractState,
    Execution,
    ExecutionMode,
    ExecutionState,
    execution_key,
)
from models.contracts.facts import ContractEffective
from models.contracts.keeping import begin_waiting, keep
from models.contracts.telling import tell_effective, tell_turn
from models.database.writing import Write, inserted
from models.errors import Conflict
from models.facts import follow_up
from models.files.attaching import attach
from models.files.file import File
from models.files.store import keep_made, whole
from models.ids import shown
from signatures.authority import Identity
from signatures.signing import Place, sign

FORM = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """A signed file that waits for its decision: what it was made of, and what it rests on."""

    base: UUID
    file: File
    sha256: str
    evidence: str
    at: datetime


async def sign_contract(
    contract: Contract, party: Party, *, digest: str, password: str, origin: str = "", by: Viewer
) -> Contract:
    """Signs the version of this digest for a side; the contract is effective once both have executed it (CO-4).

    Signing it again changes nothing. Refuses the digest of another version (STALE), whoever may not sign for the party
    at this moment, and a side whose turn it is not.
    """
    case = await case_of(contract)
    side = side_for(case, party, by)
    check_digest(contract, digest)
    is_done = side in case.executed
    if not is_done:
        MACHINE.check(ContractAction.SIGN, case, by)
    await check_own_password(by.user, password, session=by.session_id, origin=origin)
    if not is_done:
        await _decide(case, party, digest, await _signed(case, side, party, by), by)
    return await Contract.get(id=contract.id)


async def _signed(case: ContractCase, side: ContractSide, party: Party, by: Viewer) -> Signature:
    """The file with this signature behind those that it has; a side that executes on paper adds none."""
    contract, at = case.contract, now()
    base = file_to_sign(case)
    pdf = await whole(await File.get(id=base))
    evidence = canonical(_evidence(case, side, party, by, at))
    page, left, bottom, right, top = case.version_row.places[side.value]
    signed = await sign(
        pdf,
        authority=await authority(),
        signer=Identity(by.user.name, party.name, str(shown(by.user.id))),
        statement=f"Signs contract {contract.number}, version {contract.version}, for {party.name}",
        evidence=evidence,
        at=at,
        place=Place(int(page), left, bottom, right, top),
    )
    name = f"{contract.number}-v{contract.version}-signed.pdf"
    file = await keep_made(signed, name=name, media_type="application/pdf", by=by)
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(signed).hexdigest())
    return Signature(base, file, sha256, evidence.decode(), at)


def file_to_sign(case: ContractCase) -> UUID:
    """What the next signature is added to: the file with those before, or the unsigned document."""
    signed = [each for each in case.executions if each.state is ExecutionState.EXECUTED]
    return signed[-1].file_id if signed else case.version_row.file_id


def _evidence(case: ContractCase, side: ContractSide, party: Party, by: Viewer, at: datetime) -> dict[str, object]:
    """The record that a signature names by its hash: who has signed what, for whom, when, and how they were known."""
    contract = case.contract
    session = by.session_id and hashlib.sha256(by.session_id.bytes).hexdigest()
    return {
        "form": FORM,
        "contract": {"id": str(shown(contract.id)), "number": contract.number, "version": contract.version},
        "terms": {"sha256": contract.digest},
        "document": {"sha256": case.version_row.file_sha256},
        "party": {"id": str(shown(party.id)), "name": party.name, "side": side.value},
        "signer": {
            "id": str(shown(by.user.id)),
            "name": by.user.name,
            "email": by.user.email,
            "role": by.roles[party.id].value,
        },
        "authentication": {"method": "password entered again", "session": session},
        "at": at.isoformat(timespec="microseconds"),
    }


async def _decide(case: ContractCase, party: Party, digest: str, signature: Signature, by: Viewer) -> None:
    async with change():
        case, by = await contract_held(case.contract.id, by)
        contract, at, source = case.contract, stamp(), case.state
        side = side_for(case, party, by)
        check_digest(contract, digest)
        if side in case.executed:
            return
        target = MACHINE.check(ContractAction.SIGN, case, by)
        if signature.base != file_to_sign(case):
            raise Conflict(contract.version)
        await attach([signature.file.id], by=by, most=1)
        execution = Execution(
            contract_id=contract.id,
            number=contract.version,
            side=side,
            mode=ExecutionMode.ONLINE,
            state=ExecutionState.EXECUTED,
            digest=digest.lower(),
            signer_id=by.user.id,
            file_id=signature.file.id,
            made_at=signature.at,
            executed_at=signature.at,
            evidence=signature.evidence,
            live_key=execution_key(contract.id, contract.version, side),
        )
        file = ContractFile(
            contract_id=contract.id,
            file_id=signature.file.id,
            number=contract.version,
            role=ContractFileRole.SIGNED,
            sha256=signature.sha256,
        )
        facts: dict[str, Any] = {
            "evidence": hashlib.sha256(signature.evidence.encode()).hexdigest(),
            "pdf": signature.sha256,
        }
        also = (inserted(execution), inserted(file))
        await execute(case, target, source, side, "SIGNED", by=by.user.id, at=at, also=also, **facts)


async def execute(
    case: ContractCase,
    target: ContractState,
    source: ContractState,
    side: ContractSide,
    action: str,
    *,
    by: UUID,
    at: datetime,
    also: tuple[Write, ...],
    **facts: Any,
) -> None:
    """A side has executed: the contract is effective, or waits for the other side. The caller has locked it."""
    contract, demand = case.contract, case.demand
    assert demand is not None
    contract.state = target
    if target is ContractState.EFFECTIVE:
        contract.effective_at = at
    begin_waiting(contract, at)
    await keep(contract, action, by=by, source=source, side=side, also=also, **facts)
    if target is ContractState.EFFECTIVE:
        await follow_up(ContractEffective(demand, contract, by))
        await tell_effective(contract, demand, by=by)
    else:
        await tell_turn(contract, demand, side.other, by=by)
