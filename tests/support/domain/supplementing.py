"""An effective contract and supplements to it, made by verbs in the tests' own process."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.accounts.parties import Party, PartyKind
from models.accounts.viewer import Viewer
from models.contracts.contract import Contract, ContractSide, stages_of
from models.contracts.supplement import Supplement, supplement_book_of
from models.contracts.terms import StageGiven
from models.ids import Ref
from models.journal import Entry
from models.supplements.approving import approve_supplement, cancel_supplement, reject_supplement
from models.supplements.proposing import prepare_supplement, propose_supplement
from models.supplements.signing import sign_supplement
from models.supplements.terms import ChangesGiven, StageChangeGiven, SupplementGiven
from models.templates.standard import keep_library
from tests.support.domain.deal import PASSWORD, Deal, deal, stages
from tests.support.domain.scenes import scene

A, R = ContractSide.AWARDER, ContractSide.RECEIVER


@dataclass
class Amending:
    """The two sides of an effective contract with two stages, of 1000.00 and 2000.00 USD."""

    made: Deal
    contract: Contract

    def who(self, side: ContractSide) -> tuple[Party, Viewer]:
        made = self.made
        return (made.house, made.awarder) if side is A else (made.firm, made.receiver)

    async def stage(self, number: int) -> Ref:
        found = (await stages_of([self.contract.id]))[self.contract.id]
        return ref_of(next(each.id for each in found if each.number == number))

    async def change(self, number: int, **given: Any) -> StageChangeGiven:
        return StageChangeGiven(await self.stage(number), **given)

    async def proposed(self, *stages: StageChangeGiven, by: Viewer | None = None, **given: Any) -> Supplement:
        """A supplement that the awarder proposes."""
        by = by or self.made.awarder
        fields = given.pop("about", ())
        given = SupplementGiven("Less is needed.", ChangesGiven(stages=list(stages), **given), fields)
        made = await prepare_supplement(self.contract, given, by=by)
        return await propose_supplement(self.contract, made, by=by)

    async def approved(self, supplement: Supplement, side: ContractSide = R, *, by: Viewer | None = None) -> Supplement:
        party, usual = self.who(side)
        return await approve_supplement(supplement, party, digest=supplement.digest, by=by or usual)

    async def signed(self, supplement: Supplement, side: ContractSide, *, by: Viewer | None = None) -> Supplement:
        party, usual = self.who(side)
        return await sign_supplement(supplement, party, digest=supplement.digest, password=PASSWORD, by=by or usual)

    async def rejected(self, supplement: Supplement, side: ContractSide = R) -> Supplement:
        party, by = self.who(side)
        return await reject_supplement(supplement, party, reason="No.", by=by)

    async def cancelled(self, supplement: Supplement, side: ContractSide = A) -> Supplement:
        party, by = self.who(side)
        return await cancel_supplement(supplement, party, by=by)

    async def active(self, *stages: StageChangeGiven, **given: Any) -> Supplement:
        supplement = await self.approved(await self.proposed(*stages, **given))
        return await self.signed(await self.signed(supplement, R), A)


def ref_of(stage: UUID) -> Ref:
    return Ref("stage", stage, "")


def further(title: str, amount: str) -> list[StageGiven]:
    return [StageGiven(title, Decimal(amount))]


async def amending(kind: PartyKind = PartyKind.ENTERPRISE, *amounts: str) -> Amending:
    """A contract with stages of these amounts, of which the two usual ones are the default."""
    return await scene(("amending", kind, amounts), lambda: _amending(kind, *amounts))


async def _amending(kind: PartyKind, *amounts: str) -> Amending:
    await keep_library()
    price = f"{sum(map(Decimal, amounts or ('3000.00',))):.2f}"
    made = await deal(kind=kind, price=price)
    return Amending(made, await made.effective(**({"stages": stages(*amounts)} if amounts else {})))


async def actions_on(supplement: Supplement) -> list[str]:
    """The actions in the supplement's journal, in order."""
    found = await Entry.filter(book=supplement_book_of(supplement.id)).order_by("seq")
    return [each.action for each in found]
