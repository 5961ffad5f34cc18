"""The next invoice on a contract: which side issues it, which document it is, and all that stands in its way now."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from documents.invoicing.invoice import DocumentKind
from models.calendar import calendar
from models.contracts.contract import Contract, ContractSide, ContractStage, stages_of
from models.database.fetching import by_column, by_key
from models.invoices.allowance import open_minors
from models.invoices.details import TaxDetails, details_in
from models.invoices.invoice import Invoice, InvoiceState, TaxProfile
from models.invoices.jurisdictions import Rule, Supply, jurisdictions, kind_for, obstacles_of, rule_for
from models.invoices.obstacles import (
    BUYER,
    SELLER,
    Obstacle,
    Obstructed,
    no_details,
    nothing_left,
    nothing_to_invoice,
    requested_before,
)
from models.invoices.taxes import amounts_of
from models.money import Money, major

Profiles = Mapping[UUID, TaxProfile]


@dataclass(frozen=True, slots=True)
class ProspectLine:
    """What an invoice on all of a stage that can be invoiced would say."""

    stage_number: int
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class Expected:
    """The amounts of an invoice that was asked for, as it would state them now, and the rate of its tax."""

    tax_basis_points: int
    # As the invoice says it, in the language of the contract; None if it says nothing of it.
    tax_reason: str | None
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class Prospect:
    """An invoice that a side would issue, as the side `by` is told of it.

    `ahead` is what stands in its way whatever the law says: that nothing is left to be invoiced, for example. `left`
    is what can be invoiced of each stage, by its number, in minor units.
    """

    contract: Contract
    side: ContractSide
    by: ContractSide
    seller: TaxProfile | None
    buyer: TaxDetails | None
    on: date
    ahead: Sequence[Obstacle] = ()
    left: Mapping[int, int] = field(default_factory=dict)

    @property
    def supply(self) -> Supply | None:
        """None before the seller has described its taxes: the rules are those of its country."""
        of, seller = self.contract, self.seller
        if seller is None:
            return None
        is_agreed = seller.agrees_to_self_billing
        return Supply(of.kind, self.side, seller.details, self.buyer, self.on, of.currency, of.language, is_agreed)

    @property
    def kind(self) -> DocumentKind | None:
        """Which document it is; None if the side issues none, or while that is not known."""
        supply = self.supply
        return None if supply is None else kind_for(supply)

    @property
    def obstacles(self) -> list[Obstacle]:
        """All that stands in its way; empty if it can be issued now."""
        return [*self.ahead, *self._of_law()]

    @property
    def tax_basis_points(self) -> int | None:
        """The rate of its tax; None while the law has something against it."""
        rule = self._rule()
        return None if rule is None else rule.basis_points

    @property
    def tax_reason(self) -> str | None:
        """Why it has that tax or none, as it says itself; None if it says nothing, or the law objects to it."""
        rule = self._rule()
        return None if rule is None else rule.reason

    @property
    def lines(self) -> list[ProspectLine]:
        """What it would say of each stage of which something can be invoiced; empty while the law has objections."""
        rule, currency = self._rule(), self.contract.currency
        if rule is None:
            return []
        found = [(number, amounts_of(minor, rule)) for number, minor in self.left.items() if minor > 0]
        return [
            ProspectLine(number, *(Money(minor, currency) for minor in (of.net, of.tax, of.gross)))
            for number, of in found
        ]

    def expected(self, gross: int) -> Expected | None:
        """What it would state of an amount in minor units; None while the law has something against it."""
        rule, currency = self._rule(), self.contract.currency
        if rule is None:
            return None
        of = amounts_of(gross, rule)
        amounts = (Money(minor, currency) for minor in (of.net, of.tax, of.gross))
        return Expected(rule.basis_points, rule.reason, *amounts)

    def _rule(self) -> Rule | None:
        supply = self.supply
        return None if supply is None or any(self._of_law()) else rule_for(supply)

    def _of_law(self) -> Iterator[Obstacle]:
        supply = self.supply
        missing = [side for side, said in ((SELLER, self.seller), (BUYER, self.buyer)) if said is None]
        # What one can do oneself comes first.
        for side in sorted(missing, key=lambda side: side is not self.by):
            yield no_details(side, by=self.by)
        if supply is not None:
            yield from obstacles_of(supply, by=self.by)

    def check(self) -> tuple[Supply, TaxDetails]:
        """What is invoiced, and the tax details of its buyer; refuses it with everything that stands in the way."""
        if found := self.obstacles:
            raise Obstructed(found)
        supply = self.supply
        assert supply is not None
        assert supply.buyer is not None
        return supply, supply.buyer


async def prospects_on(contracts: Sequence[Contract], sides: Sequence[ContractSide], *, at: datetime) -> list[Prospect]:
    """The next invoice on each contract, for a side of it: of all stages together, with a few statements.

    It is that of the side itself where the rules of the seller's country and the seller let it issue one.
    """
    profiles = await profiles_on(contracts)
    stages = await stages_of([each.id for each in contracts])
    every = [stage for of in stages.values() for stage in of]
    left = await open_minors(every, {each.id: each for each in contracts}, at=at)
    open_of = dict(zip((each.id for each in every), left, strict=True))
    waiting = await _requested([each.id for each in contracts])
    found = []
    for contract, by in zip(contracts, sides, strict=True):
        ahead = [*of_stages([(open_of[each.id], each.id in waiting) for each in stages[contract.id]], by=by)]
        by_side = {side: prospect(contract, side, by, profiles, at, ahead=ahead) for side in ContractSide}
        issued = by_side[_issuer(by_side[SELLER], by_side[BUYER], by)]
        found.append(replace(issued, left={each.number: open_of[each.id] for each in stages[contract.id]}))
    return found


async def prospects_of(
    invoices: Sequence[Invoice], contracts: Mapping[UUID, Contract], *, by: Mapping[UUID, ContractSide], at: datetime
) -> list[Prospect]:
    """What was asked for, as it would be issued now; `by` has the side that is told, by contract."""
    profiles = await profiles_on(contracts.values())
    stages = await by_key(ContractStage, {each.stage_id for each in invoices})
    held = list(stages.values())
    left = dict(zip((each.id for each in held), await open_minors(held, contracts, at=at), strict=True))
    return [
        prospect_of(each, contracts[each.contract_id], by[each.contract_id], profiles, left[each.stage_id], at)
        for each in invoices
    ]


def prospect_of(
    invoice: Invoice, contract: Contract, by: ContractSide, profiles: Profiles, left: int, at: datetime
) -> Prospect:
    """An invoice that has no number yet, of a stage of which so much can be invoiced."""
    ahead = of_amount(invoice.gross_minor, left, invoice.currency)
    return prospect(contract, invoice.side, by, profiles, at, given=invoice.buyer_details_json, ahead=ahead)


def prospect(
    contract: Contract,
    side: ContractSide,
    by: ContractSide,
    profiles: Profiles,
    at: datetime,
    *,
    given: Mapping[str, object] | None = None,
    ahead: Iterable[Obstacle] = (),
) -> Prospect:
    """An invoice of a side at an instant; `given` are tax details of the buyer for this invoice alone."""
    buyer = profiles.get(contract.awarder_id)
    details = details_in(given) if given is not None else buyer.details if buyer else None
    return Prospect(contract, side, by, profiles.get(contract.receiver_id), details, day_of(at), tuple(ahead))


async def profiles_on(contracts: Collection[Contract]) -> dict[UUID, TaxProfile]:
    """The tax profiles of both sides of each contract, by party."""
    parties = {party for each in contracts for party in (each.awarder_id, each.receiver_id)}
    return {each.party_id: each for each in await by_column(TaxProfile, "party_id", list(parties))}


def of_stages(stages: Iterable[tuple[int, bool]], *, by: ContractSide) -> Iterator[Obstacle]:
    """What stands in the way at stages: how much of each can be invoiced, and whether that is asked for already."""
    waiting = [is_requested for left, is_requested in stages if left > 0]
    if not waiting:
        yield nothing_to_invoice()
    elif all(waiting):
        yield requested_before(by=by)


def of_amount(gross: int, left: int, currency: str) -> Iterator[Obstacle]:
    """What stands in the way of an amount if so much can be invoiced, both in minor units."""
    if gross > left:
        yield nothing_left(major(max(left, 0), currency), currency)


def day_of(at: datetime) -> date:
    """The day of an instant, where the calendar is."""
    return at.astimezone(calendar().zone).date()


def _issuer(sellers: Prospect, buyers: Prospect, by: ContractSide) -> ContractSide:
    """The side that issues the invoice: the one that asks, if it may; the seller if neither may."""
    supply = sellers.supply
    if supply is None or supply.seller.country not in jurisdictions():
        return SELLER
    may = [side for side, each in ((SELLER, sellers), (BUYER, buyers)) if each.kind is not None]
    return by if by in may else next(iter(may), SELLER)


async def _requested(contracts: Sequence[UUID]) -> set[UUID]:
    """The stages of contracts for which an invoice is asked."""
    found = await by_column(Invoice, "contract_id", contracts, also=f"state = '{InvoiceState.REQUESTED}'")
    return {each.stage_id for each in found}
