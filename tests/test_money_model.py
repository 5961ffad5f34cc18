"""The money against a small model: whatever is done, in any order, each stage holds what a dictionary says."""

import os
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import pytest
import uvloop

from models import database as orm
from models.accounts.parties import Party
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.clock import now
from models.contracts.contract import ContractStage, stages_of
from models.files.store import use_store
from models.money import major
from models.payments.payment import PayoutAccount, PayoutAccountState
from models.pressing import close_press
from models.templates.standard import keep_library
from models.terms import terms, use_terms
from providers.sandbox import Sandbox
from tests.conftest import DIALECT
from tests.support.api.services import Postgres, Sqlite, quickest_place, temporary_directory
from tests.support.direct import Kept, directly
from tests.support.domain.deal import Shelf, deal, deal_between, stages
from tests.support.domain.inside import START, Time, somebody
from tests.support.domain.paying import till
from tests.support.domain.reckoned import Book, Stage
from tests.support.domain.supplementing import Amending
from tests.support.domain.walking.ground import Deal, Ground
from tests.support.domain.walking.walk import KINDS, SELDOM, Step, Walk
from tests.support.seeds import SEED

pytestmark = pytest.mark.everywhere
# The currency of each contract, and the rate of the fee that it is drafted with.
CONTRACTS = [("EUR", 500), ("EUR", 333), ("JPY", 500), ("JPY", 10_000), ("KWD", 1_234), ("KWD", 0)]
# The stages of each, in minor units: also such that hardly have a fee, and such that no double holds with a fraction.
AMOUNTS = [100_000, 99_999, 1, 3, 10, 333, 7_777_777, 9_999_999_999_999]
# As with Stripe: what is paid in, out and back in these are multiples, and what is released in parts is not.
STEPS = {"KWD": 10}
# Everything is compared after so many steps, and at the end of each walk. A walk that has ended its contracts goes on
# up to a multiple of so many steps: nothing happens to them any more.
CHECK_EACH, FURTHER, MOST = 400, 100, 700
# Of the long form, in one process.
LONG, TELL_EACH = int(os.environ.get("MONEY_STEPS", "500000")), 5_000

Begin = Callable[[], Awaitable[Walk]]


class Ready:
    """Contracts of two parties that are effective, in a database that each walk has its own copy of."""

    sandbox = Sandbox

    def __init__(self, databases: Postgres | Sqlite, url: str, made: list[Amending], mediator: Viewer) -> None:
        self._databases, self._url, self._made, self._mediator = databases, url, made, mediator

    @asynccontextmanager
    async def walk(self, time: Time) -> AsyncIterator[Walk]:
        before, time.now = terms(), START
        url = await self._databases.create(self._url)
        await orm.connect(url)
        with temporary_directory(quickest_place()) as place, till(Path(place), self.sandbox) as made:
            made.sandbox.step_in = lambda currency: STEPS.get(currency, 1)  # type: ignore[method-assign]
            try:
                yield Walk(Ground(made, await self._deals(), self._mediator, time))
            finally:
                await made.sandbox.close()
                use_terms(before)
                await orm.disconnect()
                await self._databases.drop(url)

    async def _deals(self) -> list[Deal]:
        books = {currency: Book(STEPS.get(currency, 1)) for currency, _ in CONTRACTS}
        known = await stages_of([each.contract.id for each in self._made])
        deals = []
        for made, (currency, rate) in zip(self._made, CONTRACTS, strict=True):
            rows = known[made.contract.id]
            found = [
                Stage(books[currency], rate, each.number, each.amount_minor, each.id, version=each.version)
                for each in rows
            ]
            deals.append(Deal(replace(made), books[currency], found, {each.id: each for each in rows}))
        return deals


def _known(row: ContractStage, book: Book, rate: int) -> Stage:
    return Stage(book, rate, row.number, row.amount_minor, row.id, version=row.version)


@asynccontextmanager
async def made_ready(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Ready]:
    url = await databases.create(template)
    await orm.connect(url)
    made, shelf, before = [], Shelf(), terms()
    try:
        await keep_library()
        for currency, rate in CONTRACTS:
            use_terms(replace(before, fee_basis_points=rate))
            minors = [minor * STEPS.get(currency, 1) for minor in AMOUNTS]
            amounts = [str(major(minor, currency)) for minor in minors]
            given = {"price": str(major(sum(minors), currency)), "currency": currency}
            if made:
                first = made[0].made
                found = await deal_between((first.house, first.awarder), (first.firm, first.receiver), **given)
            else:
                found = await deal(**given)
            made.append(Amending(found, await found.effective(stages=stages(*amounts))))
        for party in (made[0].made.house, made[0].made.firm):
            await _can_be_paid(party)
        mediator = await somebody(StaffRole.MEDIATOR)
    finally:
        use_terms(before)
        await orm.disconnect()
    use_store(shelf)
    yield Ready(databases, url, made, mediator)
    await databases.drop(url)


@pytest.fixture(scope="module")
async def ready(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Ready]:
    async with made_ready(databases, template) as ready:
        yield ready


async def _can_be_paid(party: Party) -> None:
    await Party.filter(id=party.id).update(verified_at=now())
    active = PayoutAccountState.ACTIVE
    await PayoutAccount.create(party=party, provider="sandbox", provider_ref=party.name, state=active, made_at=now())


async def go(ready: Ready, time: Time, seed: int, most: int) -> Walk:
    """A walk with what this seed makes up, until every contract is over, and then a little further.

    If it fails, the error has the shortest list of steps that was found to fail.
    """
    steps: list[Step] = []
    chance = random.Random(seed)
    async with ready.walk(time) as walk:
        try:
            while len(steps) < most and (not walk.is_over or len(steps) % FURTHER):
                steps.append(walk.next_step(chance))
                await walk.take(steps[-1])
                if len(steps) % CHECK_EACH == 0:
                    await walk.check_all()
            await walk.end()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong
            failure = error
        else:
            return walk
    shortest = await shortened(ready, time, steps)
    shown = ", ".join(f"Step{tuple(each)}" for each in shortest)
    raise AssertionError(f"seed {seed} fails after {len(steps)} steps, and so do these: [{shown}]") from failure


async def shortened(ready: Ready, time: Time, steps: Sequence[Step]) -> Sequence[Step]:
    """Fewer steps that fail, too: pieces are left out, smaller and smaller ones."""
    piece = len(steps) // 2
    while piece:
        place = 0
        while place < len(steps):
            fewer = [*steps[:place], *steps[place + piece :]]
            if await fails(ready, time, fewer):
                steps = fewer
            else:
                place += piece
        piece //= 2
    return steps


async def fails(ready: Ready, time: Time, steps: Sequence[Step]) -> bool:
    async with ready.walk(time) as walk:
        try:
            for step in steps:
                await walk.take(step)
            await walk.end()
        except Exception:  # noqa: BLE001 - as above
            return True
    return False


# What has failed once, in its shortest form.
FOUND: dict[str, list[Step]] = {
    "es9 what was paid in unheard is looked up before the provider's list is compared": [Step("pay_unheard", 1, 2, 5)],
    "co9 the work of a stage that a supplement takes away is not accepted by the clock": [
        *(Step("fund"), Step("submit"), Step("supplement", size=2), Step("let_pass", size=8), Step("let_pass", size=8)),
    ],
    "es9 what of a refund the provider cannot move stays with who paid until it adds up": [
        *(Step("fund", 4), Step("supplement", 4, size=4 * 555_554), Step("request_refund", 4)),
        *(Step("let_pass", size=8), Step("pay_out", 4, size=1), Step("confirm", size=6)),
    ],
}


@pytest.mark.parametrize("steps", FOUND.values(), ids=FOUND)
async def test_what_was_found_is_mended(ready: Ready, time: Time, steps: list[Step]) -> None:
    async with ready.walk(time) as walk:
        for step in steps:
            await walk.take(step)
        assert walk.done.total() == len(steps)
        await walk.end()


async def test_money_is_where_the_model_has_it(ready: Ready, time: Time) -> None:
    """ES-1, ES-2, ES-4 to ES-9, ES-11 to ES-13, CO-9 and CO-11, in any order."""
    walk = await go(ready, time, SEED, MOST)
    assert set(KINDS) <= {*walk.done, *walk.refused}


@pytest.mark.soak
@pytest.mark.timeout(6 * 60 * 60)
def test_money_is_where_the_model_has_it_for_long(
    databases: Postgres | Sqlite, template: str, time: Time, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same, many times: how often each kind of step was done, and how often it was refused as it has to be."""

    def say(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{DIALECT}: {text}")
            sys.stdout.flush()

    # With the loop of the server, and without threads: half of the time went there.
    with directly():
        uvloop.run(walk_for_long(databases, template, time, say))


async def walk_for_long(databases: Postgres | Sqlite, template: str, time: Time, say: Callable[[str], None]) -> None:
    done, refused, walks, taken, told = Counter(), Counter(), 0, 0, 0
    began, spent = perf_counter(), process_time()

    def cost() -> str:
        return f"{taken} steps in {walks} walks, {perf_counter() - began:.0f} s, {process_time() - spent:.0f} s of CPU"

    async with made_ready(databases, template) as ready:
        ready.sandbox = Kept
        try:
            while taken < LONG:
                walk = await go(ready, time, SEED + walks, MOST)
                done += walk.done
                refused += walk.refused
                walks, taken = walks + 1, done.total() + refused.total()
                if taken >= told + TELL_EACH:
                    told = taken
                    say(cost())
        finally:
            # The loop does not end before the processes that it has started.
            await close_press()
    kinds = ", ".join(f"{kind} {done[kind]}+{refused[kind]}" for kind in (*KINDS, *SELDOM))
    say(f"{cost()}; seeds from {SEED}; {done.total()} done and {refused.total()} refused as they have to be: {kinds}")
    if told:
        assert min(done[kind] for kind in (*KINDS, *SELDOM) if kind != "do_wrong") > 0
