"""The money of stages by a dictionary: what the rules say of each step, worked out without the platform's own code."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from models.calendar import calendar
from models.contracts.contract import ContractSide
from tests.support.domain.inside import DAY

A, R = ContractSide.AWARDER, ContractSide.RECEIVER
SETTLED = {"RELEASED", "REFUNDED", "SETTLED", "CANCELLED"}
DISPUTABLE = {"SUBMITTED", "REWORK", "ACCEPTED", "PARTLY_RELEASED", "REFUND_REQUESTED"}
RAISABLE = {"PLANNED", "AWAITING_FUNDS", "FUNDED"}
CHANGEABLE = RAISABLE | {"SUBMITTED", "REWORK", "ACCEPTED", "PARTLY_RELEASED"}
UNDECIDED = {"SUBMITTED", "DISPUTED"}


@dataclass
class Purse:
    """What a party can dispose of in a currency, and what of it has ever been on its way out."""

    balance: int = 0
    sent: int = 0
    # Of what was sent, and of what was refunded to it: what could not be paid and came back.
    back: int = 0

    def pay_out(self, step: int) -> None:
        """All that the provider can move goes out."""
        minor = self.balance - self.balance % step
        self.sent += minor
        self.balance -= minor


@dataclass
class Quarrelled:
    """An open dispute: who has opened it, how far it is, and what is proposed by whom."""

    side: ContractSide | None
    state: str
    due: datetime | None = None
    proposal: tuple[ContractSide, int, int] | None = None


@dataclass
class Book:
    """All that is known of the money in one currency, whichever contract it is of."""

    # What the provider moves multiples of.
    step: int = 1
    awarder: Purse = field(default_factory=Purse)
    receiver: Purse = field(default_factory=Purse)
    fees: int = 0
    paid_in: int = 0
    # What was ever on its way back to the awarder.
    refunds: int = 0


@dataclass
class Stage:
    """What is known of a stage."""

    book: Book
    rate: int
    number: int
    amount: int
    id: UUID
    state: str = "AWAITING_FUNDS"
    version: int = 0
    funded: int = 0
    released: int = 0
    refunded: int = 0
    fee: int = 0
    submitted: datetime | None = None
    # When the clock accepts or refunds, and since when nothing has happened.
    due: datetime | None = None
    moved: datetime | None = None
    told: int = 0
    former: str = ""
    # What each side has withdrawn a dispute about.
    grounds: dict[ContractSide, object] = field(default_factory=dict)
    quarrel: Quarrelled | None = None
    # The payments that wait for their payer; and one that was paid there, of which nobody has heard here.
    waiting: dict[UUID, int] = field(default_factory=dict)
    unheard: UUID | None = None

    @property
    def held(self) -> int:
        return self.funded - self.released - self.refunded

    @property
    def lacks(self) -> int:
        return self.amount - (self.funded - self.refunded)

    @property
    def ground(self) -> object:
        return self.state, self.submitted

    def shown(self) -> tuple[object, ...]:
        return self.state, self.amount, self.funded, self.released, self.refunded, self.fee

    def move(self, at: datetime, state: str | None = None) -> None:
        self.state, self.moved, self.told = state or self.state, at, 0

    def arrive(self, minor: int, at: datetime) -> None:
        """A payment has come in: it funds the stage, or goes back at once."""
        self.book.paid_in += minor
        if self.state != "AWAITING_FUNDS" or minor > self.lacks:
            self.book.refunds += minor
            return
        self.funded += minor
        self.move(at, None if self.lacks else "FUNDED")

    def submit(self, at: datetime) -> None:
        self.submitted, self.due = at, calendar().after(at, 10)
        self.move(at, "SUBMITTED")

    def release(self, minor: int, at: datetime) -> None:
        self.pay_receiver(minor)
        self.move(at, "PARTLY_RELEASED" if self.held else ("SETTLED" if self.refunded else "RELEASED"))
        self.due = None

    def pay_receiver(self, minor: int) -> None:
        """The receiver gets a part less the fee, which is at any time the fee of all that was released (ES-8)."""
        if not minor:
            return
        self.released += minor
        fee = (self.released * self.rate * 2 + 10_000) // 20_000
        self.book.receiver.balance += minor - (fee - self.fee)
        self.book.fees += fee - self.fee
        self.fee = fee
        self.book.receiver.pay_out(self.book.step)

    def pay_back(self, minor: int) -> None:
        """What the provider cannot move stays with the awarder."""
        self.refunded += minor
        rest = minor % self.book.step
        self.book.refunds += minor - rest
        self.book.awarder.balance += rest

    def refund(self, minor: int, at: datetime) -> None:
        self.pay_back(minor)
        self.move(at, None if self.held else ("SETTLED" if self.released else "REFUNDED"))
        if not self.held:
            self.due, self.former = None, ""

    def request_refund(self, at: datetime) -> None:
        self.former = self.state
        self.due = None if self.submitted else at + timedelta(days=7)
        self.move(at, "REFUND_REQUESTED")

    def take_back(self, at: datetime) -> None:
        self.move(at, self.former)
        self.due, self.former = None, ""

    def open(self, side: ContractSide | None, at: datetime) -> None:
        self.former, self.due = self.state, None
        due = calendar().after(at, 5) if side else None
        self.quarrel = Quarrelled(side, "OPENED" if side else "MEDIATION", due)
        self.move(at, "DISPUTED")

    def divide(self, receiver: int, awarder: int, at: datetime) -> None:
        self.pay_receiver(receiver)
        self.pay_back(awarder)
        left = "SETTLED" if self.released else "REFUNDED"
        self.move(at, left if self.refunded else "RELEASED")
        self.quarrel, self.former = None, ""

    def withdraw(self, side: ContractSide, at: datetime) -> None:
        self.move(at, self.former)
        self.quarrel, self.former = None, ""
        if self.state == "SUBMITTED":
            self.due = calendar().after(at, 10)
        elif self.state == "REFUND_REQUESTED":
            self.former = "REWORK" if self.submitted else "FUNDED"
            self.due = None if self.submitted else at + timedelta(days=7)
        self.grounds[side] = self.ground

    def change(self, wanted: int | None, at: datetime) -> None:
        """A supplement gives it another amount, or takes it away (None): what it no longer takes goes back once."""
        excess = self.held - max((wanted or 0) - self.released, 0)
        if excess > 0:
            self.refund(excess, at)
        if wanted is not None:
            self.amount = wanted
        elif self.state not in SETTLED:
            self.state = "CANCELLED"

    def restate(self, at: datetime) -> None:
        """What follows from a supplement for every stage: it waits for what it lacks, and for no more."""
        if self.state == "PLANNED" or (self.state == "FUNDED" and self.lacks):
            self.move(at, "AWAITING_FUNDS")
        elif self.state == "AWAITING_FUNDS" and not self.lacks:
            self.move(at, "FUNDED")

    def terminate(self, at: datetime) -> None:
        if self.state in SETTLED:
            return
        if self.held and self.state in {"ACCEPTED", "PARTLY_RELEASED"}:
            self.release(self.held, at)
        elif self.held:
            self.refund(self.held, at)
        else:
            self.state = "CANCELLED"

    def let_pass(self, at: datetime) -> None:
        """What the clock does at a time, one move after the other."""
        while self._moves(at):
            pass

    def _moves(self, at: datetime) -> bool:
        quarrel = self.quarrel
        if quarrel is not None:
            if quarrel.due is None or quarrel.due > at:
                return False
            if quarrel.state == "OPENED" and self._silence_loses(quarrel):
                is_awarder = quarrel.side is R
                self.divide(self.held if is_awarder else 0, 0 if is_awarder else self.held, at)
            else:
                quarrel.state, quarrel.due = "MEDIATION", None
            return True
        if self.due is not None and self.due <= at:
            if self.state == "SUBMITTED":
                self.release(self.held, at)
            else:
                self.refund(self.held, at)
            return True
        return self._idles(at)

    def _silence_loses(self, quarrel: Quarrelled) -> bool:
        if quarrel.side is R:
            return self.submitted is not None
        return self.former == "REFUND_REQUESTED" and self.submitted is None

    def _idles(self, at: datetime) -> bool:
        if self.moved is None or not self.held or self.told > 1 or self.moved + (60, 90)[self.told] * DAY > at:
            return False
        self.told += 1
        if self.told == 2:
            self.open(None, at)
        return True
