"""The money against a small model: whatever is done, in any order, each stage holds what a dictionary says."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.accounts.parties import PartyKind
from models.accounts.users import StaffRole
from models.calendar import calendar
from models.clockwork import catch_up
from models.contracts.contract import ContractSide
from models.database import in_database, rows
from models.errors import Refusal
from models.ledger.account import Account, fees, outside
from models.ledger.auditing import audit
from models.payments.payment import Payment, PaymentKind, PaymentState
from tests.support.domain.disputing import Quarrel
from tests.support.domain.escrowing import Escrow, escrow, money
from tests.support.domain.inside import Time, somebody
from tests.support.domain.supplementing import amending

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]
A, R = ContractSide.AWARDER, ContractSide.RECEIVER
STAGES = 8
WHOLE = 100_000
SETTLED = {"RELEASED", "REFUNDED", "SETTLED"}
PLATFORM = (
    "SELECT COALESCE(sum(p.amount_minor), 0) AS minor FROM ledger_posting p "
    "JOIN ledger_journal j ON j.id = p.journal_id "
    "WHERE p.account_id = ? AND j.stage_id IN (SELECT id FROM contract_stage WHERE contract_id = ?)"
)
DISPUTABLE = {"SUBMITTED", "REWORK", "ACCEPTED", "PARTLY_RELEASED", "REFUND_REQUESTED"}


@dataclass
class Stage:
    """What the model knows of a stage."""

    state: str = "AWAITING_FUNDS"
    funded: int = 0
    released: int = 0
    refunded: int = 0
    # What was first submitted, when the clock acts, and on which grounds a side cannot open a dispute again.
    was_submitted: bool = False
    due: datetime | None = None
    submissions: int = 0
    withdrawn: set[object] = field(default_factory=set)

    @property
    def held(self) -> int:
        return self.funded - self.released - self.refunded

    def release(self, minor: int) -> None:
        self.released += minor
        self.state = "PARTLY_RELEASED" if self.held else ("SETTLED" if self.refunded else "RELEASED")
        self.due = None

    def refund(self) -> None:
        self.refunded += self.held
        self.state, self.due = "SETTLED" if self.released else "REFUNDED", None


class Model:
    """The real stages beside their model: each step is done by the verbs, and told to the dictionary."""

    def __init__(self, made: Escrow, quarrel: Quarrel, time: Time) -> None:
        self.made, self.quarrel, self.time = made, quarrel, time
        self.stages = {number: Stage() for number in range(1, STAGES + 1)}
        self.steps: list[Callable[[int, int], Awaitable[None]]] = [
            *(self.fund, self.fund_twice, self.submit, self.submit, self.rework, self.accept, self.accept),
            *(self.release, self.release_part, self.release_part, self.refund, self.agree),
            *(self.settle, self.withdraw, self.let_pass, self.confirm, self.do_wrong),
        ]

    async def step(self, which: int, number: int, size: int) -> None:
        number = number % STAGES + 1
        await self.steps[which % len(self.steps)](number, size)
        await self.check(number)

    async def tried(self, act: Awaitable[object], *, is_allowed: bool) -> bool:
        """Whether it was done, which the model has said before."""
        try:
            await act
        except Refusal:
            assert not is_allowed
            return False
        assert is_allowed
        return True

    async def fund(self, number: int, _: int) -> None:
        stage = self.stages[number]
        if await self.tried(self.made.begun(number), is_allowed=stage.state == "AWAITING_FUNDS"):
            paid = await self._waiting(number)
            await self.made.pays(paid)
            await self.made.till.hear()
            stage.state, stage.funded = "FUNDED", WHOLE

    async def fund_twice(self, number: int, size: int) -> None:
        """Two payments that both come in: the second one goes back."""
        if self.stages[number].state != "AWAITING_FUNDS":
            return
        await self.made.pays(await self.made.begun(number), "FAILED" if size % 2 else "CANCELLED")
        await self.fund(number, size)

    async def submit(self, number: int, _: int) -> None:
        stage = self.stages[number]
        if await self.tried(self.made.submitted(number), is_allowed=stage.state in {"FUNDED", "REWORK"}):
            stage.state, stage.was_submitted = "SUBMITTED", True
            stage.submissions += 1
            stage.due = calendar().after(self.time.now, 10)

    async def rework(self, number: int, _: int) -> None:
        stage = self.stages[number]
        if await self.tried(self.made.reworked(number), is_allowed=stage.state == "SUBMITTED"):
            stage.state, stage.due = "REWORK", None

    async def accept(self, number: int, _: int) -> None:
        stage = self.stages[number]
        if await self.tried(self.made.accepted(number), is_allowed=stage.state == "SUBMITTED"):
            stage.state, stage.due = "ACCEPTED", None

    async def release(self, number: int, _: int) -> None:
        stage = self.stages[number]
        if await self.tried(self.made.released(number), is_allowed=stage.state in {"ACCEPTED", "PARTLY_RELEASED"}):
            stage.release(stage.held)

    async def release_part(self, number: int, size: int) -> None:
        stage = self.stages[number]
        part = 1 + size % WHOLE
        is_allowed = stage.state in {"ACCEPTED", "PARTLY_RELEASED"} and part <= stage.held
        if await self.tried(self.made.released(number, part), is_allowed=is_allowed):
            stage.release(part)

    async def refund(self, number: int, _: int) -> None:
        stage = self.stages[number]
        if await self.tried(self.made.refund_requested(number), is_allowed=stage.state in {"FUNDED", "REWORK"}):
            stage.state = "REFUND_REQUESTED"
            stage.due = None if stage.was_submitted else self.time.now + timedelta(days=7)

    async def agree(self, number: int, _: int) -> None:
        stage = self.stages[number]
        is_allowed = stage.state == "REFUND_REQUESTED"
        if await self.tried(self.made.refund_answered(number, agree=True), is_allowed=is_allowed):
            stage.refund()

    async def settle(self, number: int, size: int) -> None:
        """A dispute that both sides divide."""
        stage = self.stages[number]
        if await self._opened(number):
            receiver = size % (stage.held + 1)
            await self.quarrel.said(A)
            proposed = await self.quarrel.proposed(R, receiver, stage.held - receiver)
            await self.quarrel.accepted(A, proposed.digest)
            stage.released += receiver
            stage.refunded += stage.held
            left = "SETTLED" if stage.released else "REFUNDED"
            stage.state, stage.due = left if stage.refunded else "RELEASED", None

    async def withdraw(self, number: int, _: int) -> None:
        stage = self.stages[number]
        former = stage.state
        if await self._opened(number):
            await self.quarrel.withdrawn(R)
            stage.withdrawn.add(self._ground(stage, former))
            stage.state = former
            if former == "SUBMITTED":
                stage.due = calendar().after(self.time.now, 10)
            elif former == "REFUND_REQUESTED":
                stage.due = None if stage.was_submitted else self.time.now + timedelta(days=7)

    async def let_pass(self, _: int, size: int) -> None:
        """Time passes, and the clock does what is due, twice over."""
        self.time.now += timedelta(days=1 + size % 9)
        while await catch_up():
            pass
        for stage in self.stages.values():
            if stage.due is not None and stage.due <= self.time.now:
                if stage.state == "SUBMITTED":
                    stage.release(stage.held)
                else:
                    stage.refund()

    async def confirm(self, _: int, __: int) -> None:
        await self.made.confirmed()

    async def do_wrong(self, number: int, size: int) -> None:
        """A stale version, a wrong amount, another currency, the wrong side: refused, each of them."""
        stage = await self.made.stage(number)
        wrong = [
            {"expected_version": stage.version - 1},
            {"expected_amount": money(1 + size)},
            {"expected_amount": money(WHOLE, "EUR")},
            {"by": self.made.receiver},
        ]
        if size + 1 != WHOLE:
            given = {"expected_amount": money(WHOLE), **wrong[size % len(wrong)]}
            await self.tried(self.made.begun(number, **given), is_allowed=False)

    async def check(self, number: int) -> None:
        """The stage that was touched is as the model has it."""
        stage, row = self.stages[number], await self.made.stage(number)
        found = (row.state.value, row.funded_minor, row.released_minor, row.refunded_minor, row.fee_minor)
        fee = (stage.released * 500 + 5_000) // 10_000
        assert found == (stage.state, stage.funded, stage.released, stage.refunded, fee)

    async def check_all(self) -> None:
        """Every cent is somewhere: with a side, with the platform, in a stage, or on its way."""
        for number in self.stages:
            await self.check(number)
        assert await audit() == []
        await self.made.confirmed()
        assert await audit() == []
        stages = self.stages.values()
        fee = sum((each.released * 500 + 5_000) // 10_000 for each in stages)
        assert await self._platform(fees("USD")) == fee
        assert await self.made.balance(self.made.receiver) == sum(each.released for each in stages) - fee
        assert await self.made.balance(self.made.awarder) == 0
        assert -await self._platform(outside("USD")) == sum(each.funded - each.refunded for each in stages)
        is_over = all(each.state in SETTLED for each in stages)
        assert ((await self.made.present()).state == "COMPLETED") == is_over

    async def _platform(self, account: Account) -> int:
        """What this contract has left in an account of the platform, which other contracts use, too."""
        found = await rows(PLATFORM, in_database(account.id), in_database(self.made.contract))
        return int(found[0]["minor"])

    def _ground(self, stage: Stage, state: str) -> object:
        return state, stage.submissions

    async def _opened(self, number: int) -> bool:
        stage = self.stages[number]
        is_allowed = stage.state in DISPUTABLE and self._ground(stage, stage.state) not in stage.withdrawn
        return await self.tried(self.quarrel.opened(R, number), is_allowed=is_allowed)

    async def _waiting(self, number: int) -> Payment:
        stage = await self.made.stage(number)
        return await Payment.get(stage_id=stage.id, kind=PaymentKind.PAY_IN, state=PaymentState.PENDING)


@pytest.fixture
async def model(tmp_path: Path, time: Time) -> AsyncIterator[Callable[[], Awaitable[Model]]]:
    """Makes models, each of a contract of its own."""
    async with escrow(tmp_path, *["1000.00"] * STAGES) as first:
        made = [first]
        mediator = await somebody(StaffRole.MEDIATOR)

        async def fresh() -> Model:
            found = (
                made.pop() if made else Escrow(first.till, await amending(PartyKind.ENTERPRISE, *["1000.00"] * STAGES))
            )
            return Model(found, Quarrel(found, mediator), time)

        yield fresh


STEPS = st.lists(st.tuples(st.integers(0, 999), st.integers(0, STAGES - 1), st.integers(0, WHOLE - 1)), min_size=60)


@settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(steps=STEPS)
async def test_money_is_where_the_model_has_it(
    model: Callable[[], Awaitable[Model]], steps: list[tuple[int, int, int]]
) -> None:
    """ES-1, ES-2, ES-5, ES-7, ES-8, ES-9 and ES-13, in any order."""
    at = await model()
    for step in steps:
        await at.step(*step)
    await at.check_all()
