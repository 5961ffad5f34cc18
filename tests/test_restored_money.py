"""Restored backups of money: what moved since is listed and taken over from the provider, and nothing moves twice."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from models import database as orm
from models.clock import now
from models.ledger.auditing import audit
from models.payments.notices import receive, take_next
from models.payments.payment import DifferenceKind, Payment, PaymentKind, PaymentState
from tests.support.api.server import main
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.escrowing import Escrow, escrow
from tests.support.domain.paying import differences, due
from tests.test_reconciling import onboarded
from tests.test_restoring import backed_up, restored

pytestmark = pytest.mark.everywhere


class Books:
    """A contract with three stages, whose receiver can be paid out, and the backup that is put back."""

    def __init__(self, made: Escrow, databases: Postgres | Sqlite, url: str, folder: Path) -> None:
        self.made, self.databases, self.url, self.folder = made, databases, url, folder

    def back_up(self) -> None:
        backed_up(self.databases, self.url, self.folder / "backup")

    async def restore(self) -> None:
        await orm.disconnect()
        restored(self.databases, self.url, self.folder / "backup")
        await orm.connect(self.url)

    def reconciled(self) -> tuple[int, list[str]]:
        """The exit code of the command, and the kinds of the differences that it lists."""
        days = [f"{now() + timedelta(days=number):%Y-%m-%d}" for number in (-1, 2)]
        sandbox = str(self.folder / "sandbox.sqlite3")
        ended = main("reconcile", *days, env={"DATABASE_URL": self.url, "SANDBOX_FILE": sandbox, "SMTP_URL": "none"})
        kinds = "|".join(each.value for each in DifferenceKind)
        return ended.returncode, sorted(re.findall(rf"\b({kinds})\b", ended.stdout + ended.stderr))

    async def paid_out_there(self) -> list[int]:
        """What the provider has paid out, in minor units."""
        things = [each async for each in self.made.till.things()]
        found = [await self.made.till.sandbox.look_up(each) for each in things]
        return [each.minor for each in found if each and each.kind == "PAY_OUT" and each.state == "SUCCEEDED"]

    async def notice(self, id: str, thing: str) -> None:
        body = json.dumps({"id": id, "object": thing}).encode()
        assert await receive("sandbox", self.made.till.sandbox.headers_of(body), body)
        while await take_next():
            pass


@pytest.fixture
async def books(databases: Postgres | Sqlite, database: str, tmp_path: Path) -> AsyncIterator[Books]:
    async with escrow(tmp_path, "1000.00", "2000.00", "500.00") as made:
        yield Books(made, databases, database, tmp_path)


async def until_the_backup(books: Books) -> UUID:
    """The work of the first stage is accepted, and the second one has a payment that waits for its payer."""
    made = books.made
    await made.funded(1)
    await made.submitted(1)
    await made.accepted(1)
    await onboarded(made)
    pending = await made.begun(2)
    books.back_up()
    return pending.id


async def test_es1_what_moved_since_the_backup_is_taken_over_once(books: Books) -> None:
    """ES-1, ES-2: a payment that waited settles, one that was lost is found by its key, and nothing is paid twice."""
    made = books.made
    pending = await Payment.get(id=await until_the_backup(books))
    await made.pays(pending)
    await made.pays(await made.begun(3))
    await made.released(1)
    await made.confirmed()
    assert (await made.outside(), await books.paid_out_there()) == (255_000, [95_000])
    assert books.reconciled() == (0, [])
    await books.restore()
    assert (await made.outside(), await made.states()) == (100_000, ["ACCEPTED", "AWAITING_FUNDS", "AWAITING_FUNDS"])
    assert books.reconciled() == (3, ["MISSING_HERE", "MISSING_HERE", "OTHER_STATE"])
    # The provider is asked about what waits, and tells it twice besides.
    await due(pending)
    await made.till.settle_all()
    for number in range(2):
        await books.notice(f"again {number}", pending.provider_ref)
    assert await made.sums(2) == (200_000, 0, 0, 200_000)
    # The payer funds the third stage again, and has paid already.
    assert (await made.begun(3)).state is PaymentState.SUCCEEDED
    assert await made.sums(3) == (50_000, 0, 0, 50_000)
    await made.released(1)
    await made.confirmed()
    assert (await made.outside(), await made.balance(made.receiver), await made.balance()) == (255_000, 0, 5_000)
    assert await books.paid_out_there() == [95_000]
    assert await Payment.filter(state=PaymentState.SUCCEEDED).count() == 4
    assert (books.reconciled(), await audit()) == ((0, []), [])


async def test_es2_another_amount_is_not_paid_out_instead_of_what_was(books: Books) -> None:
    """After the restore a part is released: nothing more goes out, and an operator is told."""
    made = books.made
    await until_the_backup(books)
    await made.released(1)
    await made.confirmed()
    await books.restore()
    await made.released(1, 40_000)
    await made.confirmed()
    payout = await Payment.get(kind=PaymentKind.PAY_OUT)
    assert (payout.state, payout.amount_minor) == (PaymentState.PENDING, 38_000)
    assert await books.paid_out_there() == [95_000]
    assert await differences() == [("OTHER_AMOUNT", payout.id, "380.00 USD", "950.00 USD")]
    assert (books.reconciled()[0], await audit()) == (3, [])
