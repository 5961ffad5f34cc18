"""An effective contract whose stages are paid for in a sandbox, made by verbs in the tests' own process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from models.accounts.parties import PartyKind
from models.accounts.viewer import Viewer
from models.contracts.contract import Contract, ContractStage, stages_of
from models.database import in_database, rows
from models.escrow.cases import actions_of, stage_cases_of
from models.escrow.funding import fund_stage, missing_of
from models.escrow.refunding import answer_refund, request_refund
from models.escrow.releasing import release_stage
from models.escrow.working import accept_work, request_rework, submit_work
from models.ledger.account import AccountRow, fees, of_party, outside
from models.money import MoneyGiven, major
from models.payments.payment import Payment
from models.payments.sending import checkout
from tests.support.domain.paying import Till, till
from tests.support.domain.supplementing import Amending, amending


@dataclass
class Escrow:
    """Both sides of an effective contract with stages of 1000.00 and 2000.00 USD, and the sandbox."""

    till: Till
    deal: Amending

    @property
    def contract(self) -> UUID:
        return self.deal.contract.id

    @property
    def awarder(self) -> Viewer:
        return self.deal.made.awarder

    @property
    def receiver(self) -> Viewer:
        return self.deal.made.receiver

    async def stage(self, number: int) -> ContractStage:
        return next(each for each in (await stages_of([self.contract]))[self.contract] if each.number == number)

    async def states(self) -> list[str]:
        return [each.state.value for each in (await stages_of([self.contract]))[self.contract]]

    async def sums(self, number: int) -> tuple[int, int, int, int]:
        """What of a stage is funded, released, refunded and held."""
        found = await self.stage(number)
        return found.funded_minor, found.released_minor, found.refunded_minor, found.held_minor

    async def actions(self, number: int, by: Viewer) -> list[str]:
        found = await stage_cases_of([await self.stage(number)])
        return [each.value for each in actions_of(found, by)[0]]

    async def begun(self, number: int, **changes: Any) -> Payment:
        """A payment for a stage, whose payer can pay it now."""
        stage = await self.stage(number)
        given = {"expected_amount": money(missing_of(stage), stage.currency), "expected_version": stage.version}
        payment = await fund_stage(stage, **{**given, "by": self.awarder, **changes})
        return await checkout(payment.id)

    async def pays(self, payment: Payment, how: str = "SUCCEEDED") -> None:
        await self.till.sandbox.press(payment.provider_ref, how)
        await self.till.hear()

    async def funded(self, number: int) -> ContractStage:
        await self.pays(await self.begun(number))
        return await self.stage(number)

    async def submitted(self, number: int, **given: Any) -> ContractStage:
        await submit_work(await self.stage(number), **{"note": "Here it is.", "by": self.receiver, **given})
        return await self.stage(number)

    async def accepted(self, number: int) -> ContractStage:
        stage = await self.stage(number)
        await accept_work(stage, expected_version=stage.version, by=self.awarder)
        return await self.stage(number)

    async def reworked(self, number: int) -> ContractStage:
        await request_rework(await self.stage(number), note="The colours.", by=self.awarder)
        return await self.stage(number)

    async def released(self, number: int, minor: int | None = None) -> ContractStage:
        stage = await self.stage(number)
        held, part = money(stage.held_minor, stage.currency), money(minor, stage.currency) if minor else None
        version = stage.version
        await release_stage(stage, expected_amount=held, amount=part, expected_version=version, by=self.awarder)
        return await self.stage(number)

    async def refund_requested(self, number: int) -> ContractStage:
        await request_refund(await self.stage(number), reason="Too late.", by=self.awarder)
        return await self.stage(number)

    async def refund_answered(self, number: int, *, agree: bool) -> ContractStage:
        await answer_refund(await self.stage(number), agree=agree, note="So be it.", by=self.receiver)
        return await self.stage(number)

    async def done(self, number: int) -> ContractStage:
        """A stage that is funded, worked, accepted and released."""
        await self.funded(number)
        await self.submitted(number)
        await self.accepted(number)
        return await self.released(number)

    async def confirmed(self) -> None:
        """The provider carries out what it was asked for, and says so."""
        await self.till.settle_all()
        await self.till.hear()

    async def balance(self, by: Viewer | None = None) -> int:
        """What a side can dispose of; without one, what the platform has earned."""
        if by is None:
            return await summed(fees("USD").id)
        party = self.deal.made.house if by is self.awarder else self.deal.made.firm
        row = await AccountRow.get_or_none(id=of_party(party.id, "USD").id)
        return row.balance_minor if row else 0

    async def outside(self) -> int:
        """What has come in by the provider and not gone out again."""
        return -await summed(outside("USD").id)

    async def present(self) -> Contract:
        return await Contract.get(id=self.contract)


async def summed(account: UUID) -> int:
    found = await rows(
        "SELECT COALESCE(sum(amount_minor), 0) AS minor FROM ledger_posting WHERE account_id = ?", in_database(account)
    )
    return int(found[0]["minor"])


def money(minor: int, currency: str = "USD") -> MoneyGiven:
    return MoneyGiven(Decimal(major(minor, currency)), currency)


@asynccontextmanager
async def escrow(folder: Path, *amounts: str, kind: PartyKind = PartyKind.ENTERPRISE) -> AsyncIterator[Escrow]:
    with till(folder) as made:
        yield Escrow(made, await amending(kind, *amounts))
