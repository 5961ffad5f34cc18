"""A sandbox of payments in the tests' own process, and payments that need no stage."""

import itertools
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.changes import change
from models.clock import now
from models.ledger.account import PostingKind, of_payment, outside
from models.ledger.transfers import About, Line, transfer
from models.money import Money
from models.payments.beginning import begin
from models.payments.notices import receive, take_next
from models.payments.payment import Payment, PaymentDifference, PaymentKind
from models.payments.provider import use_provider
from models.payments.sending import checkout, send_next
from providers.sandbox import Manners, Sandbox
from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.domain.inside import party_of
from tests.support.waiting import until

_numbers = itertools.count(1)


@dataclass
class Till:
    """The sandbox, and somebody who pays."""

    sandbox: Sandbox

    def behave(self, **manners: object) -> None:
        self.sandbox.behave(Manners(**manners))  # type: ignore[arg-type] # by name

    async def begun(self, by: Viewer, minor: int = 1_000, currency: str = "EUR", key: str | None = None) -> Payment:
        return await begun(by, minor, currency, key)

    async def paid(self, by: Viewer, minor: int = 1_000, currency: str = "EUR") -> Payment:
        """A payment that has come in and is settled here."""
        payment = await checkout((await self.begun(by, minor, currency)).id)
        await self.sandbox.press(payment.provider_ref, "SUCCEEDED")
        await self.hear()
        return await Payment.get(id=payment.id)

    async def hear(self) -> int:
        """Hands over every notice that waits, in the order of the sandbox, and takes them; returns how many."""
        heard = 0
        while (row := self.sandbox._claim_notice()) is not None:
            body = f'{{"id": "{row["id"]}", "object": "{row["thing"]}"}}'.encode()
            assert await receive("sandbox", self.sandbox.headers_of(body), body)
            self.sandbox._forget_notice(row["number"])
            heard += 1
        while await take_next():
            pass
        return heard

    async def things(self) -> AsyncIterator[str]:
        """The ids of everything that the sandbox was asked for."""
        with self.sandbox._open() as base:
            for row in base.execute("SELECT id FROM thing ORDER BY rowid").fetchall():
                yield row["id"]

    async def settle_all(self) -> None:
        """Sends what is due, until nothing is."""
        while await send_next():
            pass

    async def refund(self, original: Payment, minor: int) -> Payment:
        return await refunded(original, minor)


async def begun(by: Viewer, minor: int = 1_000, currency: str = "EUR", key: str | None = None) -> Payment:
    """A payment that comes in from the user's party, and that the provider has not heard of."""
    async with change():
        return await begin(
            PaymentKind.PAY_IN,
            Money(minor, currency),
            key=key or f"key-{next(_numbers)}",
            party=(await party_of(by)).id,
            by=by.id,
        )


async def refunded(original: Payment, minor: int) -> Payment:
    """A refund that was begun, whose money is on its way out."""
    async with change():
        payment = await begin(
            PaymentKind.REFUND,
            Money(minor, original.currency),
            key=f"key-{next(_numbers)}",
            party=original.party_id,
            original=original.id,
            by=None,
        )
        await _cleared(payment)
        return payment


async def paid_out(party: UUID, minor: int, currency: str = "EUR") -> Payment:
    """Money for a receiver, which is on its way out, and of which the provider has not heard."""
    async with change():
        key = f"key-{next(_numbers)}"
        payment = await begin(PaymentKind.PAY_OUT, Money(minor, currency), key=key, party=party, by=None)
        await _cleared(payment)
        return payment


async def _cleared(payment: Payment) -> None:
    """Lets the ledger have what goes out: these payments are for no stage that it could come from."""
    minor, currency = payment.amount_minor, payment.currency
    lines = [
        Line(outside(currency), PostingKind.PAID_IN, -minor),
        Line(of_payment(payment.id, currency), PostingKind.PAID_IN, minor),
    ]
    await transfer(f"cleared:{payment.id}", lines, About(now(), None, None, None))


async def verified(by: Viewer) -> Party:
    """The user's party, which staff have verified."""
    party = await party_of(by)
    await Party.filter(id=party.id).update(verified_at=now())
    return await Party.get(id=party.id)


@contextmanager
def till(folder: Path, kind: type[Sandbox] = Sandbox) -> Iterator[Till]:
    """A sandbox whose file is in the folder, as the provider of this process; its time is that of the tests."""
    sandbox = kind(
        folder / "sandbox.sqlite3",
        server="http://127.0.0.1:1",
        notices="http://127.0.0.1:1/payments/notices/sandbox",
        key="k" * 32,
        clock=lambda: now().timestamp(),
    )
    use_provider(sandbox)
    try:
        yield Till(sandbox)
    finally:
        use_provider(None)


async def differences() -> list[tuple[str, UUID | None, str, str]]:
    """Every difference that was noted: its kind, the payment, and what is said here and there."""
    found = await PaymentDifference.all().order_by("id")
    return [(each.kind.value, each.payment_id, each.here, each.there) for each in found]


# ---------- of a running server


def base_of(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"


def sandbox_of(server: Server) -> Sandbox:
    """The sandbox of a running server, by the file that they share."""
    notices = f"{base_of(server)}/payments/notices/sandbox"
    return Sandbox(Path(server.environment["SANDBOX_FILE"]), server=base_of(server), notices=notices)


async def due(payment: Payment, **said: Any) -> Payment:
    """Makes a payment due, for whatever server sends it."""
    await Payment.filter(id=payment.id).update(due_at=now(), **said)
    return await Payment.get(id=payment.id)


async def sent(payment: Payment) -> Payment:
    await until(lambda: Payment.exists(id=payment.id, provider_ref__not_isnull=True))
    return await Payment.get(id=payment.id)


async def settled(payment: Payment) -> Payment:
    await until(lambda: Payment.exists(id=payment.id, settled_at__not_isnull=True))
    return await Payment.get(id=payment.id)


def token_in(page: str) -> str:
    (found,) = re.findall(r'name="token" value="([0-9a-f]{64})"', page)
    return found


async def press(url: str, act: str) -> str:
    """Loads a page of the sandbox, presses one of its buttons, and returns what the next page says."""
    async with http_client() as client:
        form = {"token": token_in((await client.get(url)).text), "act": act}
        given = {"data": form, "headers": {"Sec-Fetch-Site": "same-origin"}}
        answer = await client.post(url, **given, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.text
