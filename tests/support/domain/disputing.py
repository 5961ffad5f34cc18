"""A dispute about a stage that is paid for, with a mediator, made by verbs in the tests' own process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.accounts.parties import Party, PartyKind
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide
from models.disputes.answering import answer_dispute
from models.disputes.cases import actions_of
from models.disputes.dispute import Dispute, Settlement, latest_disputes
from models.disputes.opening import open_dispute
from models.disputes.ruling import rule_dispute
from models.disputes.settling import accept_settlement, propose_settlement
from models.disputes.withdrawing import withdraw_dispute
from models.work.claiming import claim_work_item
from models.work.item import WorkItem
from tests.support.domain.escrowing import Escrow, escrow, money
from tests.support.domain.inside import somebody

AWARDER, RECEIVER = ContractSide.AWARDER, ContractSide.RECEIVER


@dataclass
class Quarrel:
    """Both sides of a contract whose stages hold money, and a mediator who is close to neither."""

    made: Escrow
    mediator: Viewer
    # The stage that it is about.
    number: int = 1

    def viewer(self, side: ContractSide) -> Viewer:
        return self.made.awarder if side is AWARDER else self.made.receiver

    def party(self, side: ContractSide) -> Party:
        return self.made.deal.made.house if side is AWARDER else self.made.deal.made.firm

    async def dispute(self) -> Dispute:
        """The open dispute about the stage, or the last one."""
        stage = await self.made.stage(self.number)
        return (await latest_disputes([stage.id]))[stage.id]

    async def opened(self, side: ContractSide = RECEIVER, number: int | None = None) -> Dispute:
        self.number = number or self.number
        stage = await self.made.stage(self.number)
        return await open_dispute(stage, reason="It is not what we agreed.", by=self.viewer(side))

    async def submitted(self, side: ContractSide = RECEIVER) -> Dispute:
        """A dispute about a stage of 1000.00 USD whose work was submitted."""
        await self.made.funded(1)
        await self.made.submitted(1)
        return await self.opened(side)

    async def said(self, side: ContractSide, body: str = "We say otherwise.", **given: Any) -> Dispute:
        given = {"attachment_ids": (), "by": self.viewer(side), **given}
        return await answer_dispute(await self.dispute(), self.party(side), body=body, **given)

    async def proposed(self, side: ContractSide, receiver: int, awarder: int, **given: Any) -> Settlement:
        dispute = await self.dispute()
        parts = {"to_receiver": money(receiver), "to_awarder": money(awarder)}
        given = {**parts, "expected_version": dispute.version, "by": self.viewer(side), **given}
        await propose_settlement(dispute, self.party(side), **given)
        return await Settlement.get(dispute_id=dispute.id, voided_at=None)

    async def accepted(self, side: ContractSide, digest: str) -> Dispute:
        return await accept_settlement(await self.dispute(), self.party(side), digest=digest, by=self.viewer(side))

    async def withdrawn(self, side: ContractSide, **given: Any) -> Dispute:
        dispute = await self.dispute()
        given = {"expected_version": dispute.version, "by": self.viewer(side), **given}
        return await withdraw_dispute(dispute, reason="We have talked.", **given)

    async def item(self) -> WorkItem:
        return await WorkItem.get(subject_id=(await self.dispute()).id)

    async def claimed(self, by: Viewer | None = None) -> WorkItem:
        item = await self.item()
        return await claim_work_item(item, expected_version=item.version, by=by or self.mediator)

    async def ruled(self, receiver: int, awarder: int, **given: Any) -> Dispute:
        parts = {"to_receiver": money(receiver), "to_awarder": money(awarder), "reason": "Half of it runs."}
        return await rule_dispute(await self.dispute(), **{**parts, "by": self.mediator, **given})

    async def actions(self, by: Viewer) -> list[str]:
        return [each.value for each in (await actions_of([await self.dispute()], by))[0]]


@asynccontextmanager
async def quarrel(folder: Path, kind: PartyKind = PartyKind.ENTERPRISE) -> AsyncIterator[Quarrel]:
    async with escrow(folder, kind=kind) as made:
        yield Quarrel(made, await somebody(StaffRole.MEDIATOR))
