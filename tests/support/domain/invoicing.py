"""A contract with stages that were released, and invoices on them, made by verbs in the tests' own process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from models.accounts.parties import Party, PartyKind
from models.accounts.viewer import Viewer
from models.clock import clock
from models.contracts.contract import Contract, ContractStage, StageState, stages_of
from models.invoices.crediting import credit_invoice
from models.invoices.details import TaxDetails
from models.invoices.invoice import CreditNote, Invoice
from models.invoices.issuing import invoice_stage, issue_invoice
from models.invoices.profile import describe_taxes
from models.invoices.requesting import reject_invoice, request_invoice
from models.money import MoneyGiven, digits
from models.templates.standard import keep_library
from tests.support.domain.deal import Deal, deal, stages
from tests.support.domain.scenes import scene

# Within the years that the rules of every jurisdiction cover.
AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
GERMAN = TaxDetails("The Firm GmbH", ("Weg 1",), "Berlin", "DE", "10115", "DE136695976", "12/345/67890", "HRB 1")
FRENCH = TaxDetails("The House SARL", ("Rue 2",), "Lyon", "FR", "69001", "FR40303265045")
AMERICAN = TaxDetails("The House Inc.", ("1 Main Street",), "Springfield", "US", "12345", None, "12-3456789")
BERLINER = TaxDetails("The House GmbH", ("Weg 2",), "Berlin", "DE", "10117", None, "99/888/77777")
CHINESE = TaxDetails("Li Wei", ("1 Nanjing Road",), "Shanghai", "CN", "200001", None, "310101199001011234")
HOUSE_OF_CHINA = TaxDetails("The House Co., Ltd.", ("2 Nanjing Road",), "Shanghai", "CN", "200001", None, "91310000")
JAPANESE = TaxDetails("The Firm KK", ("1-1 Chiyoda",), "Tokyo", "JP", "100-0001", None, "T1234567890123")
TOKYOITE = TaxDetails("The House KK", ("2-2 Chiyoda",), "Tokyo", "JP", "100-0002", None, "T9876543210987")


@dataclass
class Billing:
    """The two sides of an effective contract, whose parties have described their taxes."""

    made: Deal
    contract: Contract

    @property
    def awarder(self) -> Viewer:
        return self.made.awarder

    @property
    def receiver(self) -> Viewer:
        return self.made.receiver

    def money(self, amount: str) -> MoneyGiven:
        return MoneyGiven(Decimal(amount), self.contract.currency)

    async def stage(self, number: int = 1) -> ContractStage:
        found = (await stages_of([self.contract.id]))[self.contract.id]
        return next(each for each in found if each.number == number)

    async def released(self, amount: str, number: int = 1) -> ContractStage:
        """The stage, of which so much was released in all."""
        stage = await self.stage(number)
        minor = int(Decimal(amount).scaleb(digits(stage.currency)))
        funded, state = max(stage.funded_minor, minor), StageState.PARTLY_RELEASED
        await ContractStage.filter(id=stage.id).update(funded_minor=funded, released_minor=minor, state=state)
        return await self.stage(number)

    async def described(self, party: Party, details: TaxDetails, *, by: Viewer, **given: Any) -> None:
        await describe_taxes(party, details, by=by, **given)

    async def requested(self, number: int = 1, details: TaxDetails | None = None) -> Invoice:
        return await request_invoice(await self.stage(number), details, by=self.awarder)

    async def issued(self, invoice: Invoice, *, by: Viewer | None = None, **given: Any) -> Invoice:
        return await issue_invoice(invoice, by=by or self.receiver, **given)

    async def rejected(self, invoice: Invoice, **given: Any) -> Invoice:
        return await reject_invoice(invoice, reason="No.", by=self.receiver, **given)

    async def invoiced(self, amount: str | None = None, *, number: int = 1, by: Viewer | None = None) -> Invoice:
        given = None if amount is None else self.money(amount)
        return await invoice_stage(await self.stage(number), amount=given, by=by or self.receiver)

    async def credited(self, invoice: Invoice, amount: str, *, by: Viewer | None = None, **given: Any) -> CreditNote:
        by = by or self.receiver
        return await credit_invoice(invoice, amount=self.money(amount), reason="Less was done.", by=by, **given)


async def billing(
    seller: TaxDetails | None = GERMAN,
    buyer: TaxDetails | None = FRENCH,
    *,
    kind: PartyKind = PartyKind.ENTERPRISE,
    currency: str = "EUR",
    amounts: tuple[str, ...] = ("1000.00", "2000.00"),
    agrees: bool = False,
    **terms: Any,
) -> Billing:
    """A contract with stages of these amounts, of which nothing was released yet."""
    make = partial(_billing, seller, buyer, kind=kind, currency=currency, amounts=amounts, agrees=agrees, **terms)
    return await make() if terms else await scene(("billing", seller, buyer, kind, currency, amounts, agrees), make)


async def _billing(
    seller: TaxDetails | None,
    buyer: TaxDetails | None,
    *,
    kind: PartyKind,
    currency: str,
    amounts: tuple[str, ...],
    agrees: bool,
    **terms: Any,
) -> Billing:
    await keep_library()
    total = sum(map(Decimal, amounts))
    made = await deal(kind=kind, price=f"{total:f}", currency=currency)
    contract = await made.effective(stages=stages(*amounts), **terms)
    found = Billing(made, contract)
    if seller is not None:
        await found.described(made.firm, seller, by=made.receiver, agrees_to_self_billing=agrees)
    if buyer is not None:
        await found.described(made.house, buyer, by=made.awarder)
    return found


@contextmanager
def in_covered_years() -> Iterator[None]:
    with clock(lambda: AT):
        yield


@contextmanager
def from_covered_years_on() -> Iterator[None]:
    """The clock begins there and goes on, as live events need it."""
    behind = datetime.now(UTC) - AT
    with clock(lambda: datetime.now(UTC) - behind):
        yield


async def numbers_of(seller: Party) -> list[str]:
    """All numbers in the seller's series, sorted."""
    invoices = await Invoice.filter(seller_id=seller.id, number__not_isnull=True).values_list("number", flat=True)
    notes = await CreditNote.filter(seller_id=seller.id).values_list("number", flat=True)
    return sorted([*invoices, *notes])


def amounts(invoice: Invoice | CreditNote) -> tuple[int | None, int | None, int]:
    """Net, tax and gross, in minor units."""
    return invoice.net_minor, invoice.tax_minor, invoice.gross_minor
