"""Contracts that have ended with money released, made by verbs in the tests' own process, and reviews of them."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from models.accounts.members import create_party
from models.accounts.parties import Party, PartyKind
from models.accounts.viewer import Viewer
from models.changes import change
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.contracts.terminating import accept_termination, propose_termination
from models.money import major
from models.reviews.review import KEYS, Review, ReviewDirection
from models.reviews.writing import ScoreGiven, write_review
from tests.support.domain.deal import Deal, deal, deal_between, known, stages
from tests.support.domain.escrowing import Escrow
from tests.support.domain.inside import somebody
from tests.support.domain.paying import till
from tests.support.domain.scenes import scene
from tests.support.domain.supplementing import Amending

A, R = ContractSide.AWARDER, ContractSide.RECEIVER


@dataclass
class Ended:
    """The two sides of a contract that has ended."""

    made: Deal
    contract: Contract

    def who(self, side: ContractSide) -> tuple[Party, Viewer]:
        made = self.made
        return (made.house, made.awarder) if side is A else (made.firm, made.receiver)

    async def reviewed(self, side: ContractSide, *points: int, by: Viewer | None = None, **given: Any) -> Review:
        """What this side writes; the same points on every key if one number is given."""
        party, usual = self.who(side)
        body = given.pop("body", "They did what they said.")
        return await write_review(
            self.contract, party, scores=scores(side, *points), body=body, by=by or usual, **given
        )


def scores(side: ContractSide, *points: int) -> list[ScoreGiven]:
    keys = KEYS[ReviewDirection.by(side)]
    given = points * len(keys) if len(points) == 1 else points
    return [ScoreGiven(key, each) for key, each in zip(keys, given, strict=True)]


async def enterprise(name: str) -> tuple[Party, Viewer]:
    """An enterprise with its owner."""
    owner = await somebody(is_verified=True)
    return await create_party(name=name, kind=PartyKind.ENTERPRISE, by=owner), await known(owner)


async def worked(
    awarding: tuple[Party, Viewer], receiving: tuple[Party, Viewer], *points: int, released: int = 100_000
) -> Ended:
    """An ended contract of these two; with two numbers, both have reviewed it: the awarder, then the receiver."""
    on = await ended(await deal_between(awarding, receiving), released)
    for side, each in zip(ContractSide, points, strict=False):
        await on.reviewed(side, each)
    return on


async def rating(party: Party) -> tuple[int, int, int]:
    """What a party is ordered by: total, parts and count."""
    found = await Party.get(id=party.id)
    return found.rating_total, found.rating_parts, found.rating_count


async def mark_released(contract: Contract, minor: int) -> None:
    """Stands for what the escrow releases of the first stage, where there is no provider, or another currency."""
    async with change():
        await ContractStage.filter(contract_id=contract.id, number=1).update(funded_minor=minor, released_minor=minor)


async def ended(made: Deal, released: int = 100_000) -> Ended:
    """The contract of a deal, of which a first stage of so many cents is paid, and which both sides terminate then."""
    contract = await made.effective(stages=stages(str(major(released or 100, "USD")), "100.00"))
    if released:
        await paid(made, contract, 1)
    return Ended(made, await terminated(made, contract))


async def completed(made: Deal) -> Ended:
    """The contract of a deal whose only stage is paid."""
    contract = await made.effective(stages=stages("1000.00"))
    await paid(made, contract, 1)
    return Ended(made, await Contract.get(id=contract.id))


async def paid(made: Deal, contract: Contract, stage: int) -> None:
    """The stage is funded, its work is handed in and accepted, and what is held for it is released."""
    with TemporaryDirectory() as folder, till(Path(folder)) as box:
        await Escrow(box, Amending(made, contract)).done(stage)


async def terminated(made: Deal, contract: Contract) -> Contract:
    contract = await propose_termination(contract, made.house, reason="All is done.", by=made.awarder)
    return await accept_termination(contract, made.firm, by=made.receiver)


async def reviewing(released: int = 100_000, *, kind: PartyKind = PartyKind.ENTERPRISE) -> Ended:
    return await scene(("reviewing", released, kind), lambda: _reviewing(released, kind))


async def _reviewing(released: int, kind: PartyKind) -> Ended:
    return await ended(await deal(kind=kind), released)
