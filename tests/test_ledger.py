"""The ledger: balanced transfers, what the database itself refuses, and balances that are the sum of postings."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest
from tortoise.exceptions import IntegrityError

from models.changes import change
from models.database import in_database, rows
from models.ids import new_id
from models.ledger.account import Account, AccountRow, Journal, Posting, PostingKind, fees, of_party, of_stage, outside
from models.ledger.transfers import About, Line, transfer, transfer_last
from tests.conftest import DIALECT

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]
K = PostingKind


async def moved(key: str, *lines: tuple[Account, PostingKind, int]) -> bool:
    async with change() as running:
        return await transfer(key, [Line(*each) for each in lines], About(running.at))


async def paid(stage: UUID, payer: UUID, minor: int, key: str = "pay") -> bool:
    eur = "EUR"
    return await moved(
        key,
        (outside(eur), K.PAID_IN, -minor),
        (of_party(payer, eur), K.PAID_IN, minor),
        (of_party(payer, eur), K.FUNDED, -minor),
        (of_stage(stage, eur), K.FUNDED, minor),
    )


async def balance(account: Account) -> int:
    return (await AccountRow.get(id=account.id)).balance_minor


async def postings() -> list[tuple[str, int, int | None]]:
    return [
        (each.account.kind.value, each.amount_minor, each.balance_after_minor)
        for each in await Posting.all().order_by("id").prefetch_related("account")
    ]


async def test_a_transfer_keeps_the_balance_after_each_of_its_postings() -> None:
    """ES-1: postings balance, and balances are sums of postings; summed accounts have no balance in their row."""
    stage, payer, receiver = new_id(), new_id(), new_id()
    assert await paid(stage, payer, 1_000)
    release = [(of_stage(stage, "EUR"), K.RELEASED, -400), (of_party(receiver, "EUR"), K.RELEASED, 400)]
    fee = [(of_party(receiver, "EUR"), K.FEE, -20), (fees("EUR"), K.FEE, 20)]
    assert await moved("release", *release, *fee)
    assert await postings() == [
        ("OUTSIDE", -1_000, None),
        ("PARTY", 1_000, 1_000),
        ("PARTY", -1_000, 0),
        ("STAGE", 1_000, 1_000),
        ("STAGE", -400, 600),
        ("PARTY", 400, 400),
        ("PARTY", -20, 380),
        ("FEE", 20, None),
    ]
    assert await balance(of_stage(stage, "EUR")) == 600
    assert await balance(of_party(receiver, "EUR")) == 380
    assert await balance(of_party(payer, "EUR")) == 0
    assert (await balance(fees("EUR")), await balance(outside("EUR"))) == (0, 0)


async def test_a_command_has_an_effect_once() -> None:
    """ES-5: the same key moves nothing more."""
    stage, payer = new_id(), new_id()
    assert [await paid(stage, payer, 1_000), await paid(stage, payer, 1_000)] == [True, False]
    assert await balance(of_stage(stage, "EUR")) == 1_000
    assert await Journal.all().count() == 1


async def test_a_transfer_that_comes_last_is_the_same_one_and_undoes_the_change_that_it_fails() -> None:
    payer, stage, eur = new_id(), new_id(), "EUR"

    async def last(minor: int, *, alone: bool, key: str = "last") -> None:
        async with change() as running:
            if not alone:
                await transfer(f"before {key}", [Line(*each) for each in paid_in], About(running.at))
            lines = [Line(of_party(payer, eur), K.FUNDED, -minor), Line(of_stage(stage, eur), K.FUNDED, minor)]
            transfer_last(key, lines, About(running.at))
            assert await Journal.filter(key=key).count() == known

    paid_in, known = [(outside(eur), K.PAID_IN, -700), (of_party(payer, eur), K.PAID_IN, 700)], 0
    for alone in (False, True):
        with pytest.raises(IntegrityError):
            await last(701, alone=alone)
        assert await Posting.all().count() == await Journal.all().count() == 0
    await last(300, alone=False)
    await last(100, alone=True, key="other")
    known = 1
    await last(100, alone=True, key="other")
    assert (await balance(of_party(payer, eur)), await balance(of_stage(stage, eur))) == (300, 400)
    assert await Journal.all().count() == 3


async def test_nothing_is_moved_that_is_not_there() -> None:
    """ES-12: no account becomes negative, and what was refused has left nothing."""
    stage, payer = new_id(), new_id()
    await paid(stage, payer, 1_000)
    before = await postings()
    for account in (of_stage(stage, "EUR"), of_stage(new_id(), "EUR")):
        with pytest.raises(IntegrityError):
            await moved("much", (account, K.RELEASED, -1_001), (of_party(payer, "EUR"), K.RELEASED, 1_001))
    assert (await postings(), await Journal.all().count()) == (before, 1)


@pytest.mark.parametrize(
    "lines",
    [
        [(of_party(new_id(), "EUR"), 5), (outside("EUR"), -4)],
        [(of_party(new_id(), "EUR"), 5), (outside("USD"), -5)],
        [(of_party(new_id(), "EUR"), 5)],
    ],
)
async def test_what_is_not_balanced_a_currency_is_refused_by_the_database(lines: Sequence[tuple[Account, int]]) -> None:
    """ES-1."""
    with pytest.raises(IntegrityError):
        await moved("lopsided", *((account, K.PAID_IN, minor) for account, minor in lines))
    assert await postings() == []


POST = (
    "INSERT INTO ledger_posting (journal_id, account_id, kind, currency, amount_minor) "
    "SELECT {journal}, id, 'PAID_IN', {currency}, 5 FROM ledger_account WHERE kind = 'STAGE'"
)

# In itself it is balanced.
TWICE = (
    "INSERT INTO ledger_posting (journal_id, account_id, kind, currency, amount_minor) "
    "SELECT {journal}, id, 'PAID_IN', currency, CASE kind WHEN 'STAGE' THEN 5 ELSE -5 END "
    "FROM ledger_account WHERE kind IN ('STAGE', 'OUTSIDE')"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_posting SET amount_minor = 3",
        "DELETE FROM ledger_posting",
        "UPDATE ledger_journal SET key = 'other'",
        "DELETE FROM ledger_journal",
        "DELETE FROM ledger_account",
        "UPDATE ledger_account SET currency = 'USD'",
        "UPDATE ledger_account SET balance_minor = -1",
        "INSERT INTO ledger_journal (id, key, at) SELECT owner_id, 'empty', at FROM ledger_account, ledger_journal "
        "WHERE kind = 'STAGE'",
        POST.format(journal="(SELECT id FROM ledger_journal)", currency="currency"),
        TWICE.format(journal="(SELECT id FROM ledger_journal)"),
        TWICE.format(journal="(SELECT owner_id FROM ledger_account WHERE kind = 'STAGE')"),
        POST.format(journal="(SELECT owner_id FROM ledger_account WHERE kind = 'STAGE')", currency="currency"),
        POST.format(journal="(SELECT owner_id FROM ledger_account WHERE kind = 'STAGE')", currency="'USD'"),
    ],
)
async def test_the_database_itself_keeps_the_ledger(statement: str) -> None:
    """ES-1: append-only; no posting into a sealed journal, without a journal, or in another currency."""
    await paid(new_id(), new_id(), 1_000)
    before = await postings()
    with pytest.raises(Exception, match=r"ledger|journal|account|constraint|FOREIGN KEY|violates"):
        async with change():
            await rows(statement)
    assert await postings() == before


@pytest.mark.skipif(DIALECT != "postgres", reason="SQLite has one writer")
async def test_nobody_posts_into_a_journal_that_is_being_written() -> None:
    """ES-1: a journal has the postings that came with it, also before the others can see it."""
    await paid(new_id(), new_id(), 1_000)
    written, refused = asyncio.Event(), asyncio.Event()
    found: list[UUID] = []

    async def write() -> None:
        async with change():
            await paid(new_id(), new_id(), 1_000, key="second")
            found.append((await Journal.get(key="second")).id)
            written.set()
            await refused.wait()

    async def intrude() -> None:
        await written.wait()
        try:
            with pytest.raises(IntegrityError):
                async with change():
                    await rows(TWICE.format(journal=f"'{found[0]}'::uuid"))
        finally:
            refused.set()

    await asyncio.gather(write(), intrude())
    assert await Posting.filter(journal_id=found[0]).count() == 4
    assert await Posting.all().count() == 8


async def test_transfers_at_once_make_an_account_once() -> None:
    """Each round is the first of a receiver and of a currency, so the accounts of both are made by all of them."""
    stage = new_id()
    for code in ("EUR", "USD", "GBP", "JPY", "KWD"):
        await moved(f"in {code}", (outside(code), K.PAID_IN, -4_000), (of_stage(stage, code), K.FUNDED, 4_000))
        receiver = of_party(new_id(), code)
        lines = [(of_stage(stage, code), K.RELEASED, -100), (receiver, K.RELEASED, 95), (fees(code), K.FEE, 5)]
        others = [[(outside(code), K.PAID_IN, -95), (receiver, K.PAID_IN, 95)], lines]
        await asyncio.gather(*(moved(f"{code} {number}", *others[number % 2]) for number in range(20)))
        assert await balance(receiver) == 20 * 95


async def test_transfers_at_once_lose_nothing() -> None:
    """Forty into one account, by as many connections as there are."""
    stage, receiver = new_id(), new_id()
    await paid(stage, new_id(), 4_000)

    async def release(number: int) -> None:
        await moved(
            f"release {number}",
            (of_stage(stage, "EUR"), K.RELEASED, -100),
            (of_party(receiver, "EUR"), K.RELEASED, 95),
            (fees("EUR"), K.FEE, 5),
        )

    await asyncio.gather(*(release(number) for number in range(40)))
    assert await balance(of_stage(stage, "EUR")) == 0
    assert await balance(of_party(receiver, "EUR")) == 3_800
    earned = await rows(
        "SELECT sum(amount_minor) AS minor FROM ledger_posting WHERE account_id = ?", in_database(fees("EUR").id)
    )
    assert int(earned[0]["minor"]) == 200
