"""Histories of supplements: what is effective at any instant, and two acts on one contract at once (CO-9)."""

import asyncio
import random
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.clock import now
from models.contracts.contract import Contract, stages_of
from models.contracts.effective import effective_terms
from models.contracts.supplement import Supplement, SupplementState
from models.errors import Refusal
from models.journal import first_broken
from tests.conftest import DIALECT
from tests.support.domain.supplementing import A, Amending, R, amending, further

pytestmark = pytest.mark.usefixtures("database")
MOMENT = timedelta(microseconds=1)


async def test_co9_the_effective_terms_of_any_instant_are_the_fold_of_the_history() -> None:
    """Random supplements, of which some end before they are active, against amounts that are kept by hand."""
    made, rolled = await amending(), random.Random(9)
    held, last = {1: Decimal("1000.00"), 2: Decimal("2000.00")}, 2
    assert made.contract.effective_at is not None
    history: list[tuple[datetime, dict[int, Decimal]]] = [(made.contract.effective_at, dict(held))]
    for _ in range(6):
        number, amount = rolled.choice(list(held)), Decimal(rolled.randint(1, 10**7)) / 100
        is_removed = len(held) > 1 and rolled.random() < 0.3
        change = await made.change(number, **({"remove": True} if is_removed else {"amount": amount}))
        supplement = await made.proposed(change, add_stages=further("More", f"{amount}"))
        if rolled.random() < 0.3:
            await rolled.choice((made.rejected, made.cancelled))(supplement)
            # Its number is not given again, but a stage that it would have added never was.
            continue
        supplement = await made.signed(await made.signed(await made.approved(supplement), R), A)
        last += 1
        held = {**held, number: amount, last: amount}
        if is_removed:
            del held[number]
        history.append((supplement.activated_at, dict(held)))
        await check_history(made, history)
    assert {each.state for each in await Supplement.all()} > {SupplementState.ACTIVE}
    rows = (await stages_of([made.contract.id]))[made.contract.id]
    shown = {each.number: each.amount.amount for each in rows if each.state == "AWAITING_FUNDS"}
    contract = await Contract.get(id=made.contract.id)
    assert (shown, contract.total.amount) == (held, sum(held.values()))


async def check_history(made: Amending, history: list[tuple[datetime, dict[int, Decimal]]]) -> None:
    assert await effective_terms(made.contract, history[0][0] - MOMENT) is None
    ends = [at for at, _ in history[1:]] + [now() + timedelta(days=9)]
    for (begin, held), end in zip(history, ends, strict=True):
        for at in (begin, begin + (end - begin) / 2, end - MOMENT):
            found = await effective_terms(made.contract, at)
            assert found is not None
            said = {each["number"]: Decimal(each["amount"]) for each in found.terms["stages"]}
            assert (said, Decimal(found.terms["total"]["amount"])) == (held, sum(held.values()))


async def outcomes(*acts: Any) -> list[str]:
    """The states that acts at once lead to, or the codes by which they are refused."""
    found = await asyncio.gather(*acts, return_exceptions=True)
    for each in found:
        assert isinstance(each, Supplement | Refusal), each
    return sorted(each.code if isinstance(each, Refusal) else each.state.value for each in found)


@pytest.mark.skipif(DIALECT == "sqlite", reason="SQLite has one writer at a time")
async def test_co9_of_two_proposals_at_once_one_is_made() -> None:
    made = await amending()
    acts = [made.proposed(add_stages=further("More", "1.00"), by=by) for by in (made.made.awarder, made.made.receiver)]
    found = await outcomes(*acts)
    assert "PROPOSED" in found
    # The later one finds the other one pending, already when its document is to be made or once it is.
    assert set(found) - {"PROPOSED"} <= {"SUPPLEMENT_PENDING", "STALE"}
    assert await Supplement.all().count() == 1


@pytest.mark.skipif(DIALECT == "sqlite", reason="SQLite has one writer at a time")
async def test_co9_a_signature_and_a_cancellation_at_once_have_one_effect() -> None:
    made = await amending()
    for _ in range(3):
        supplement = await made.signed(await made.approved(await made.proposed(add_stages=further("x", "1.00"))), R)
        before = (await Contract.get(id=made.contract.id)).total_minor
        found = await outcomes(made.signed(supplement, A), made.cancelled(supplement))
        supplement, contract = await Supplement.get(id=supplement.id), await Contract.get(id=made.contract.id)
        assert found == sorted([supplement.state.value, "WRONG_STATE"])
        assert contract.total_minor - before == (100 if supplement.state == "ACTIVE" else 0)
        assert await first_broken(f"supplement:{supplement.id}") is None
