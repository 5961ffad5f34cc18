"""The record of a party: what its settled contracts say of it, once there are five of them (RP-6)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from models.calendar import calendar
from models.contracts.contract import BINDING, Contract, ContractStage, ContractState, stages_of
from models.database.fetching import by_column
from models.disputes.dispute import Dispute
from models.reviews.ties import tied_among
from models.reviews.worth import counts

LEAST_SETTLED = 5
_SETTLED = "state IN ('COMPLETED', 'TERMINATED')"
_OPEN = "state IN ({})".format(", ".join(f"'{state}'" for state in sorted(BINDING)))


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """What the settled contracts of a party say; shares are from 0 to 1."""

    completed_count: int
    on_time_share: float
    repeat_share: float
    disputed_share: float
    open_count: int


async def records_of(parties: Sequence[UUID]) -> list[WorkRecord | None]:
    """The record of each party; None with fewer than five settled contracts that count.

    What does not count in a rating does not count here either: contracts of affiliates, and crumbs (RP-4).
    """
    settled = await _settled_of(parties)
    enough = {party: found for party, found in settled.items() if len(found) >= LEAST_SETTLED}
    if not enough:
        return [None for _ in parties]
    contracts = [contract for found in enough.values() for contract in found]
    late = _late(await stages_of([contract.id for contract in contracts]))
    disputed = await disputed_among([contract.id for contract in contracts])
    running = await _of_parties(list(enough), _OPEN)
    return [
        _record(party, enough[party], late, disputed, len(running[party])) if party in enough else None
        for party in parties
    ]


async def disputed_among(contracts: Collection[UUID]) -> set[UUID]:
    """Which of the contracts had a dispute that a side has opened and not withdrawn."""
    stood = "side IS NOT NULL AND state <> 'WITHDRAWN'"
    return {each.contract_id for each in await by_column(Dispute, "contract_id", contracts, also=stood)}


async def _settled_of(parties: Sequence[UUID]) -> dict[UUID, list[Contract]]:
    found = await _of_parties(parties, _SETTLED)
    contracts = {contract.id: contract for each in found.values() for contract in each}
    released = {key: sum(s.released_minor for s in of) for key, of in (await stages_of(list(contracts))).items()}
    others = {_other(contract, party) for party, each in found.items() for contract in each}
    tied = await tied_among(parties, others) if others else set()
    return {
        party: [
            contract
            for contract in each
            if counts(released[contract.id], contract.currency) and (party, _other(contract, party)) not in tied
        ]
        for party, each in found.items()
    }


async def _of_parties(parties: Sequence[UUID], condition: str) -> dict[UUID, list[Contract]]:
    """The contracts of each party on either side."""
    found: dict[UUID, list[Contract]] = {party: [] for party in parties}
    for contract in await by_column(Contract, "awarder_id", parties, also=condition):
        found[contract.awarder_id].append(contract)
    for contract in await by_column(Contract, "receiver_id", parties, also=condition):
        found[contract.receiver_id].append(contract)
    return found


def _record(
    party: UUID, settled: Sequence[Contract], late: Collection[UUID], disputed: Collection[UUID], running: int
) -> WorkRecord:
    done = [contract.id for contract in settled if contract.receiver_id == party]
    partners = Counter(_other(contract, party) for contract in settled)
    return WorkRecord(
        completed_count=sum(contract.state is ContractState.COMPLETED for contract in settled),
        # Who only awards hands nothing in late.
        on_time_share=1 - _share(late, done),
        repeat_share=sum(times for times in partners.values() if times > 1) / len(settled),
        disputed_share=_share(disputed, [contract.id for contract in settled]),
        open_count=running,
    )


def _share(some: Collection[UUID], among: Sequence[UUID]) -> float:
    return sum(each in some for each in among) / len(among) if among else 0.0


def _late(stages: Mapping[UUID, Iterable[ContractStage]]) -> set[UUID]:
    """The contracts of which the work of a stage was handed in after its day."""
    return {contract for contract, each in stages.items() if any(map(_is_late, each))}


def _is_late(stage: ContractStage) -> bool:
    if stage.due_on is None or stage.submitted_at is None:
        return False
    return bool(stage.submitted_at.astimezone(calendar().zone).date() > stage.due_on)


def _other(contract: Contract, party: UUID) -> UUID:
    return contract.receiver_id if contract.awarder_id == party else contract.awarder_id
