"""Steps with the money of several contracts: done by the verbs, and worked out beforehand by the dictionary."""

import itertools
import random
from collections import Counter, deque
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import UUID

from models.accounts.viewer import Viewer
from models.calendar import calendar
from models.clockwork import catch_up
from models.contracts.contract import Contract, ContractSide, ContractStage, stages_of
from models.contracts.terminating import accept_termination, decline_termination, propose_termination
from models.database import in_database, instant_in_database, key_in_database, placeholders, rows, uuid_of
from models.disputes.answering import answer_dispute
from models.disputes.dispute import Dispute, Settlement
from models.disputes.opening import open_dispute
from models.disputes.ruling import rule_dispute
from models.disputes.settling import accept_settlement, propose_settlement
from models.disputes.withdrawing import withdraw_dispute
from models.errors import Refusal
from models.escrow.funding import fund_stage
from models.escrow.paying_out import request_payout
from models.escrow.refunding import answer_refund, request_refund, withdraw_refund
from models.escrow.releasing import release_stage
from models.escrow.working import accept_work, request_rework, submit_work
from models.ledger.account import AccountRow, fees, of_party, outside
from models.ledger.auditing import audit
from models.money import MoneyGiven
from models.payments.notices import receive, take_next
from models.payments.payment import Payment, PaymentState
from models.payments.reconciling import reconcile
from models.payments.sending import advance, checkout
from models.terms import terms, use_terms
from models.work.claiming import claim_work_item
from models.work.item import WorkItem, WorkItemState
from resolvers.once import once
from tests.support.domain.due import check_due_moves
from tests.support.domain.escrowing import money, summed
from tests.support.domain.inside import DAY, START, Time
from tests.support.domain.paying import Till
from tests.support.domain.reckoned import CHANGEABLE, DISPUTABLE, RAISABLE, SETTLED, UNDECIDED, A, Book, Purse, R, Stage
from tests.support.domain.supplementing import Amending, further

SHOWN = "state, amount_minor, funded_minor, released_minor, refunded_minor, fee_minor, version"
GONE_OUT = (
    "SELECT kind, party_id, currency, state, sum(amount_minor) AS minor FROM payment WHERE kind <> 'PAY_IN' "
    "GROUP BY kind, party_id, currency, state"
)
ON_ITS_WAY = "SELECT 1 AS one FROM payment WHERE state = 'PENDING' AND kind <> 'PAY_IN' LIMIT 1"
# Refunds that have failed and were not tried again, of a party in a currency.
FAILED_ONCE = (
    "SELECT f.amount_minor AS minor FROM payment f WHERE f.party_id = ? AND f.currency = ? AND f.kind = 'REFUND' "
    "AND f.state = 'FAILED' AND NOT EXISTS (SELECT 1 FROM payment a WHERE a.key = 'again:' || f.id) ORDER BY f.id"
)
# What is likely to be possible in a state of a stage, or of the dispute about it; other steps are tried, too.
LIKELY = {
    "AWAITING_FUNDS": ["fund"] * 5 + ["begin", "fail", "pay", "pay_unheard"],
    "FUNDED": ["submit"] * 5 + ["request_refund"],
    "SUBMITTED": ["accept"] * 4 + ["rework"] * 2 + ["open", "do_wrong"],
    "REWORK": ["submit"] * 4 + ["request_refund", "open"],
    "ACCEPTED": ["release", "release_part", "release_part", "retry", "open", "do_wrong"],
    "PARTLY_RELEASED": ["release", "release_part", "release_part", "release_part", "retry", "open"],
    "REFUND_REQUESTED": ["agree", "object", "open", "take_back"],
    "OPENED": ["say", "say", "withdraw", "propose"],
    "ANSWERED": ["propose", "propose", "withdraw"],
    "NEGOTIATING": ["accept_settlement", "accept_settlement", "propose", "withdraw"],
    "MEDIATION": ["rule", "rule", "say", "propose", "accept_settlement"],
}
AT_ANY_TIME = ["let_pass"] * 4 + ["confirm"] * 4 + ["pay_out", "hear_again", "change_rate", "do_wrong", "pay"]
KINDS = sorted({kind for kinds in LIKELY.values() for kind in kinds} | set(AT_ANY_TIME))
# One in so many steps: they make and sign documents, or end everything at once.
SELDOM = {"supplement": 400, "terminate": 4_000}
RATES = (0, 1, 333, 500, 1_234, 10_000)
# How the provider behaves when it is asked for what is due; mostly well.
MANNERS: list[dict[str, object]] = [
    *({"twice": True, "repeats": 3}, {"refunds": "FAILED"}, {"pays_out": "FAILED"}, {"answers": "REFUSES"}),
    *({"answers": "LOST"}, {"answers": "AWAY"}, {}, {}, {}, {}, {}, {}),
]


class Step(NamedTuple):
    """What is done with which stage of which contract; `size` decides about amounts and sides."""

    kind: str
    contract: int = 0
    stage: int = 0
    size: int = 0


@dataclass
class Deal:
    """A contract with what is known of it."""

    made: Amending
    book: Book
    stages: list[Stage]
    rows: dict[UUID, ContractStage]
    state: str = "EFFECTIVE"

    @property
    def is_over(self) -> bool:
        return self.state in {"COMPLETED", "TERMINATED"}

    @property
    def currency(self) -> str:
        return self.made.contract.currency

    def viewer(self, side: ContractSide) -> Viewer:
        return self.made.who(side)[1]


@dataclass
class Walk:
    """The contracts of two parties, and a provider: each step is done for real, and checked."""

    till: Till
    deals: list[Deal]
    mediator: Viewer
    time: Time
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    disputes: dict[UUID, Dispute] = field(default_factory=dict)
    # The payments that the provider knows, the latest of them, for notices that come late and again.
    refs: dict[UUID, str] = field(default_factory=dict)
    heard: deque[str] = field(default_factory=lambda: deque(maxlen=30))
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def is_over(self) -> bool:
        return all(deal.is_over for deal in self.deals)

    def next_step(self, chance: random.Random) -> Step:
        """A step that has something to do, as a rule."""
        live = [place for place, deal in enumerate(self.deals) if not deal.is_over] or range(len(self.deals))
        contract = chance.choice(live) if chance.random() < 0.97 else chance.randrange(len(self.deals))
        stages, size = self.deals[contract].stages, chance.randrange(10**9)
        live = [place for place, each in enumerate(stages) if each.state not in SETTLED] or range(len(stages))
        stage = chance.choice(live) if chance.random() < 0.95 else chance.randrange(len(stages))
        state = stages[stage].quarrel.state if stages[stage].quarrel else stages[stage].state
        dice, seldom = chance.random(), next((each for each in SELDOM if not chance.randrange(SELDOM[each])), None)
        if seldom is not None:
            kind = seldom
        elif dice < 0.15:
            kind = chance.choice(AT_ANY_TIME)
        else:
            kind = chance.choice(KINDS if dice > 0.8 else LIKELY.get(state, KINDS))
        return Step(kind, contract, stage, size)

    async def take(self, step: Step) -> None:
        deal = self.deals[step.contract % len(self.deals)]
        stage = deal.stages[step.stage % len(deal.stages)]
        was_done = await getattr(self, step.kind)(deal, stage, step.size)
        (self.done if was_done else self.refused)[step.kind] += 1
        self._follow(deal)
        await self.check(stage, is_same=not was_done)

    def _follow(self, deal: Deal) -> None:
        """Where the contract stands by what has become of its stages."""
        states = {each.state for each in deal.stages}
        if deal.state == "EFFECTIVE" and "FUNDED" in states:
            deal.state = "PERFORMING"
        if deal.state == "PERFORMING" and states <= SETTLED:
            deal.state = "COMPLETED"

    async def tried(self, act: Awaitable[Any], *, is_allowed: bool) -> Any:
        """What it answers; None if it is refused, as the dictionary has said before."""
        try:
            answer = await act
        except Refusal:
            if is_allowed:
                raise
            return None
        assert is_allowed, "this has to be refused"
        return answer

    # ---------- paying in

    async def begin(self, deal: Deal, stage: Stage, _: int) -> bool:
        await self._forget_ended(deal, stage)
        is_allowed = stage.state == "AWAITING_FUNDS" and not deal.is_over and stage.lacks % deal.book.step == 0
        given = {"expected_amount": money(stage.lacks, deal.currency), "expected_version": stage.version}
        payment = await self.tried(fund_stage(deal.rows[stage.id], **given, by=deal.viewer(A)), is_allowed=is_allowed)
        if payment is None:
            return False
        # One that waits for as much is the same one.
        former = [key for key, minor in stage.waiting.items() if minor == stage.lacks]
        assert [payment.id] == former if former else payment.id not in stage.waiting
        stage.waiting[payment.id] = stage.lacks
        self.refs[payment.id] = (await checkout(payment.id)).provider_ref
        return True

    async def fund(self, deal: Deal, stage: Stage, size: int) -> bool:
        return await self.begin(deal, stage, size) and await self.pay(deal, stage, size)

    async def pay(self, deal: Deal, stage: Stage, size: int) -> bool:
        """Some payment that waits is paid, as late as that may be; the notice of it can come often."""
        await self._forget_ended(deal, stage)
        if (key := self._some(stage, size)) is None:
            return False
        if size % 5 == 0:
            self.till.behave(twice=True, repeats=2)
        await self._press(key, "SUCCEEDED")
        self.till.behave()
        await self.till.hear()
        stage.arrive(stage.waiting.pop(key), self.time.now)
        return True

    async def pay_unheard(self, deal: Deal, stage: Stage, size: int) -> bool:
        """It is paid, and no notice comes."""
        if stage.unheard is not None or (key := await self._some_or_begun(deal, stage, size)) is None:
            return False
        self.till.behave(drops=True)
        await self._press(key, "SUCCEEDED")
        self.till.behave()
        stage.unheard = key
        return True

    async def fail(self, deal: Deal, stage: Stage, size: int) -> bool:
        if (key := await self._some_or_begun(deal, stage, size)) is None:
            return False
        await self._press(key, "FAILED" if size % 2 else "CANCELLED")
        await self.till.hear()
        del stage.waiting[key]
        return True

    def _some(self, stage: Stage, size: int) -> UUID | None:
        found = [key for key in stage.waiting if key != stage.unheard]
        return found[size % len(found)] if found else None

    async def _some_or_begun(self, deal: Deal, stage: Stage, size: int) -> UUID | None:
        await self._forget_ended(deal, stage)
        if not stage.waiting:
            await self.begin(deal, stage, size)
        return self._some(stage, size)

    async def _forget_ended(self, deal: Deal, stage: Stage) -> None:
        """Nobody pays any more what was overtaken, and called off, nor a page whose day is over."""
        for key in [each for each in stage.waiting if each != stage.unheard]:
            payment, page = await Payment.get(id=key), await self.till.sandbox.find(self.refs[key])
            assert page is not None
            if payment.state is PaymentState.PENDING and payment.called_off_at is None:
                is_wanted = stage.state == "AWAITING_FUNDS" and not deal.is_over
                assert is_wanted, "it should have been called off"
                assert stage.waiting[key] == stage.lacks, "it should have been called off"
                if page.state == "PENDING":
                    continue
            ended = payment if payment.is_settled else await advance(payment)
            assert ended.state is PaymentState.CANCELLED
            del stage.waiting[key], self.refs[key]

    async def _press(self, key: UUID, state: str) -> None:
        self.heard.append(self.refs[key])
        await self.till.sandbox.press(self.refs.pop(key), state)

    # ---------- work and releases

    async def submit(self, deal: Deal, stage: Stage, _: int) -> bool:
        act = submit_work(deal.rows[stage.id], note="Here it is.", by=deal.viewer(R))
        if await self.tried(act, is_allowed=stage.state in {"FUNDED", "REWORK"}) is None:
            return False
        stage.submit(self.time.now)
        return True

    async def rework(self, deal: Deal, stage: Stage, _: int) -> bool:
        act = request_rework(deal.rows[stage.id], note="The colours.", by=deal.viewer(A))
        if await self.tried(act, is_allowed=stage.state == "SUBMITTED") is None:
            return False
        stage.due = None
        stage.move(self.time.now, "REWORK")
        return True

    async def accept(self, deal: Deal, stage: Stage, _: int) -> bool:
        act = accept_work(deal.rows[stage.id], expected_version=stage.version, by=deal.viewer(A))
        if await self.tried(act, is_allowed=stage.state == "SUBMITTED") is None:
            return False
        stage.due = None
        stage.move(self.time.now, "ACCEPTED")
        return True

    async def release(self, deal: Deal, stage: Stage, _: int) -> bool:
        return await self._release(deal, stage, stage.held)

    async def release_part(self, deal: Deal, stage: Stage, size: int) -> bool:
        return await self._release(deal, stage, 1 + size % max(stage.held, 7))

    async def _release(self, deal: Deal, stage: Stage, part: int) -> bool:
        is_allowed = stage.state in {"ACCEPTED", "PARTLY_RELEASED"} and part <= stage.held
        if await self.tried(self._releasing(deal, stage, part), is_allowed=is_allowed) is None:
            return False
        stage.release(part, self.time.now)
        return True

    def _releasing(self, deal: Deal, stage: Stage, part: int, **changes: Any) -> Awaitable[ContractStage]:
        given = {
            "expected_amount": money(stage.held, deal.currency),
            "amount": money(part, deal.currency),
            "expected_version": stage.version,
            "by": deal.viewer(A),
        }
        return release_stage(deal.rows[stage.id], **{**given, **changes})

    async def retry(self, deal: Deal, stage: Stage, size: int) -> bool:
        """A release with a key, once more with the same key, and with the key and another input."""
        part, by, key = 1 + size % max(stage.held, 7), deal.viewer(A), f"key-{next(self.numbers)}"
        is_allowed = stage.state in {"ACCEPTED", "PARTLY_RELEASED"} and part <= stage.held

        def asked(minor: int) -> Awaitable[Any]:
            given = [str(stage.id), minor]
            return once(by, "releaseStage", key, given, lambda: self._releasing(deal, stage, minor))

        first = await self.tried(asked(part), is_allowed=is_allowed)
        if first is None:
            return False
        assert (await asked(part)).id == first.id
        await self.tried(asked(part + 1), is_allowed=False)
        stage.release(part, self.time.now)
        return True

    # ---------- refunds

    async def request_refund(self, deal: Deal, stage: Stage, _: int) -> bool:
        act = request_refund(deal.rows[stage.id], reason="Too late.", by=deal.viewer(A))
        if await self.tried(act, is_allowed=stage.state in {"FUNDED", "REWORK"}) is None:
            return False
        stage.request_refund(self.time.now)
        return True

    async def take_back(self, deal: Deal, stage: Stage, _: int) -> bool:
        act = withdraw_refund(deal.rows[stage.id], by=deal.viewer(A))
        if await self.tried(act, is_allowed=stage.state == "REFUND_REQUESTED") is None:
            return False
        stage.take_back(self.time.now)
        return True

    async def agree(self, deal: Deal, stage: Stage, _: int) -> bool:
        act = answer_refund(deal.rows[stage.id], agree=True, by=deal.viewer(R))
        if await self.tried(act, is_allowed=stage.state == "REFUND_REQUESTED") is None:
            return False
        stage.refund(stage.held, self.time.now)
        return True

    async def object(self, deal: Deal, stage: Stage, _: int) -> bool:
        is_allowed = stage.state == "REFUND_REQUESTED" and stage.grounds.get(R) != stage.ground
        act = answer_refund(deal.rows[stage.id], agree=False, note="We are nearly done.", by=deal.viewer(R))
        if await self.tried(act, is_allowed=is_allowed) is None:
            return False
        stage.open(R, self.time.now)
        return True

    # ---------- disputes

    async def open(self, deal: Deal, stage: Stage, size: int) -> bool:
        side = self._side(size)
        is_allowed = stage.state in DISPUTABLE and stage.grounds.get(side) != stage.ground
        act = open_dispute(deal.rows[stage.id], reason="It is not what we agreed.", by=deal.viewer(side))
        if await self.tried(act, is_allowed=is_allowed) is None:
            return False
        stage.open(side, self.time.now)
        return True

    async def say(self, deal: Deal, stage: Stage, size: int) -> bool:
        if (quarrel := stage.quarrel) is None:
            return await self.open(deal, stage, size)
        side = self._side(size)
        dispute, (party, by) = await self._dispute(stage), deal.made.who(side)
        await answer_dispute(dispute, party, body="We say otherwise.", by=by)
        if quarrel.state == "OPENED" and side is not quarrel.side:
            quarrel.state, quarrel.due = "ANSWERED", calendar().after(self.time.now, 10)
        return True

    async def propose(self, deal: Deal, stage: Stage, size: int) -> bool:
        if (quarrel := stage.quarrel) is None:
            return await self.open(deal, stage, size)
        side, receiver = self._side(size // 2), size % (stage.held + 1)
        dispute, (party, by) = await self._dispute(stage), deal.made.who(side)
        parts = {
            "to_receiver": money(receiver, deal.currency),
            "to_awarder": money(stage.held - receiver, deal.currency),
        }
        act = propose_settlement(dispute, party, **parts, expected_version=dispute.version, by=by)
        if await self.tried(act, is_allowed=quarrel.state != "OPENED") is None:
            return False
        quarrel.proposal = side, receiver, stage.held - receiver
        quarrel.state = "NEGOTIATING" if quarrel.state == "ANSWERED" else quarrel.state
        return True

    async def accept_settlement(self, deal: Deal, stage: Stage, size: int) -> bool:
        if (quarrel := stage.quarrel) is None:
            return await self.accept(deal, stage, size)
        side = self._side(size)
        dispute, (party, by) = await self._dispute(stage), deal.made.who(side)
        stands = await Settlement.get_or_none(dispute_id=dispute.id, live_key=dispute.id)
        assert (stands is not None) == (quarrel.proposal is not None)
        is_allowed = quarrel.proposal is not None and quarrel.proposal[0] is not side
        act = accept_settlement(dispute, party, digest=stands.digest if stands else "0" * 64, by=by)
        if await self.tried(act, is_allowed=is_allowed) is None:
            return False
        stage.divide(*quarrel.proposal[1:], self.time.now)
        return True

    async def withdraw(self, deal: Deal, stage: Stage, size: int) -> bool:
        if (quarrel := stage.quarrel) is None:
            return await self.open(deal, stage, size)
        side, dispute = self._side(size), await self._dispute(stage)
        is_allowed = quarrel.state != "MEDIATION" and quarrel.side is side
        given = {"reason": "We have talked.", "expected_version": dispute.version, "by": deal.viewer(side)}
        if await self.tried(withdraw_dispute(dispute, **given), is_allowed=is_allowed) is None:
            return False
        stage.withdraw(side, self.time.now)
        return True

    async def rule(self, deal: Deal, stage: Stage, size: int) -> bool:
        if (quarrel := stage.quarrel) is None:
            return await self.open(deal, stage, size)
        dispute, is_allowed = await self._dispute(stage), quarrel.state == "MEDIATION"
        item = await WorkItem.get_or_none(subject_id=dispute.id)
        assert (item is not None) == is_allowed
        if item is not None and item.state is WorkItemState.WAITING:
            await claim_work_item(item, expected_version=item.version, by=self.mediator)
        receiver = size % (stage.held + 1)
        parts = {
            "to_receiver": money(receiver, deal.currency),
            "to_awarder": money(stage.held - receiver, deal.currency),
        }
        act = rule_dispute(dispute, **parts, reason="Half of it runs.", by=self.mediator)
        if await self.tried(act, is_allowed=is_allowed) is None:
            return False
        stage.divide(receiver, stage.held - receiver, self.time.now)
        return True

    def _parts(self, deal: Deal, stage: Stage, receiver: int) -> dict[str, MoneyGiven]:
        currency = deal.currency
        return {"to_receiver": money(receiver, currency), "to_awarder": money(stage.held - receiver, currency)}

    async def _dispute(self, stage: Stage) -> Dispute:
        return await Dispute.get(live_key=stage.id)

    def _side(self, size: int) -> ContractSide:
        return A if size % 2 else R

    # ---------- the whole contract

    async def supplement(self, deal: Deal, stage: Stage, size: int) -> bool:
        """A supplement that lowers, raises or removes a stage, or adds one; both sides sign it."""
        how, part = size % 4, size // 4
        raised = deal.stages[0].amount if how == 3 else stage.amount + 1 + part % min(stage.amount, 10**6)
        wanted = (max(stage.released, 1) + part % stage.amount, raised, None, raised)[how]
        is_changeable = stage.state in CHANGEABLE and wanted != stage.amount
        is_allowed = (
            how == 3
            or (is_changeable and (wanted or stage.amount) <= stage.amount)
            or (is_changeable and stage.state in RAISABLE)
        )
        if wanted is None:
            is_allowed = is_changeable and not stage.released and self._counted(deal) > 1
        made = deal.made
        made.contract = await Contract.get(id=made.contract.id)
        if how == 3:
            changes, given = [], {"add_stages": further("One more", str(money(wanted, deal.currency).amount))}
        else:
            said = {"remove": True} if wanted is None else {"amount": money(wanted, deal.currency).amount}
            changes, given = [await made.change(stage.number, **said)], {}
        is_allowed = is_allowed and not deal.is_over
        proposed = await self.tried(made.proposed(*changes, **given), is_allowed=is_allowed)
        if proposed is None:
            return False
        await made.signed(await made.signed(await made.approved(proposed), R), A)
        if how == 3:
            await self._know_further(deal, wanted)
        else:
            stage.change(wanted, self.time.now)
        for each in deal.stages:
            each.restate(self.time.now)
        await self.check_stages()
        return True

    def _counted(self, deal: Deal) -> int:
        return sum(each.state != "CANCELLED" for each in deal.stages)

    async def _know_further(self, deal: Deal, amount: int) -> None:
        """The stage that a supplement has added."""
        key = deal.made.contract.id
        row = (await stages_of([key]))[key][-1]
        rate = deal.made.contract.fee_basis_points
        assert row.number == len(deal.stages) + 1
        deal.rows[row.id] = row
        deal.stages.append(Stage(deal.book, rate, row.number, amount, row.id, "PLANNED"))

    async def terminate(self, deal: Deal, _: Stage, size: int) -> bool:
        """Both sides end the contract, unless somebody has to decide about a stage."""
        one, other = (deal.made.who(side) for side in (self._side(size), self._side(size).other))
        contract, is_allowed = deal.made.contract, not deal.is_over
        proposing = propose_termination(contract, one[0], reason="We part as friends.", by=one[1])
        if await self.tried(proposing, is_allowed=is_allowed) is None:
            return False
        is_allowed = not {each.state for each in deal.stages} & UNDECIDED
        if await self.tried(accept_termination(contract, other[0], by=other[1]), is_allowed=is_allowed) is None:
            await decline_termination(contract, one[0], by=one[1])
            return False
        for each in deal.stages:
            each.terminate(self.time.now)
        deal.state = "TERMINATED"
        await self.check_stages()
        return True

    # ---------- the clock, the provider, the operator

    async def let_pass(self, _: Deal, __: Stage, size: int) -> bool:
        self.time.now += (1 + size % 9) * DAY
        # Else each further one is compared with all that they were ever told.
        await rows("UPDATE notification SET read_at = ? WHERE read_at IS NULL", instant_in_database(self.time.now))
        while await catch_up():
            pass
        for deal in self.deals:
            for stage in deal.stages:
                stage.let_pass(self.time.now)
            self._follow(deal)
        # A move of the clock raises no version.
        await self.check_stages(is_same=True)
        return True

    async def confirm(self, _: Deal, __: Stage, size: int) -> bool:
        """The provider is asked for all that is due, and says what has become of it, or fails to."""
        self.till.behave(**MANNERS[size % len(MANNERS)])
        await self.till.settle_all()
        self.till.behave()
        await self.till.hear()
        await self._hear_late()
        await self._know_outcomes()
        return True

    async def hear_again(self, _: Deal, __: Stage, size: int) -> bool:
        """A notice that comes late, under another id, and twice."""
        known = [*self.heard, *self.refs.values()]
        if not known:
            return False
        body = f'{{"id": "again-{next(self.numbers)}", "object": "{known[size % len(known)]}"}}'.encode()
        for _ in range(2):
            assert await receive("sandbox", self.till.sandbox.headers_of(body), body)
        while await take_next():
            pass
        await self._hear_late()
        return True

    async def pay_out(self, deal: Deal, _: Stage, size: int) -> bool:
        side = self._side(size)
        purse, (party, by) = self._purse(deal, side), deal.made.who(side)
        failed = [int(row["minor"]) for row in await rows(FAILED_ONCE, in_database(party.id), deal.currency)]
        act = request_payout(party, currency=deal.currency, by=by)
        if await self.tried(act, is_allowed=purse.balance >= deal.book.step) is None:
            return False
        # First what could not go back is tried again, each of it as a whole.
        for minor in failed:
            if minor <= purse.balance:
                purse.balance -= minor
                deal.book.refunds += minor
        purse.pay_out(deal.book.step)
        return True

    async def change_rate(self, _: Deal, __: Stage, size: int) -> bool:
        """The operator sets another fee, which no contract that is drafted feels."""
        use_terms(replace(terms(), fee_basis_points=RATES[size % len(RATES)]))
        return True

    async def do_wrong(self, deal: Deal, stage: Stage, size: int) -> bool:
        """What is never allowed, whatever the state: stale versions, wrong amounts and currencies, wrong sides."""
        row, currency, held = deal.rows[stage.id], deal.currency, max(stage.held, 1)
        lacks = {"expected_amount": money(max(stage.lacks, 1), currency), "expected_version": stage.version}
        funding: list[dict[str, Any]] = [
            {"expected_version": stage.version - 1},
            {"expected_amount": money(stage.lacks + 1 + size % 9, currency)},
            {"expected_amount": money(max(stage.lacks, 1), "USD")},
            {"by": deal.viewer(R)},
        ]
        releasing: list[dict[str, Any]] = [
            {"amount": money(stage.held + 1 + size % 9, currency)},
            {"expected_amount": money(stage.held + 1, currency)},
            {"amount": money(held, "USD")},
            {"expected_version": stage.version - 1},
            {"by": deal.viewer(R)},
        ]
        acts = [
            *(fund_stage(row, **{**lacks, "by": deal.viewer(A), **each}) for each in funding),
            *(self._releasing(deal, stage, held, **each) for each in releasing),
            accept_work(row, expected_version=stage.version, by=deal.viewer(R)),
            submit_work(row, note="Mine.", by=deal.viewer(A)),
            request_refund(row, reason="Mine.", by=deal.viewer(R)),
        ]
        place = size % len(acts)
        for other in acts[:place] + acts[place + 1 :]:
            other.close()
        await self.tried(acts[place], is_allowed=False)
        return False

    async def _hear_late(self) -> None:
        """Takes over what was paid without a notice, and was looked up meanwhile."""
        if not (stages := self._unheard()):
            return
        keys = list(map(key_in_database, stages))
        found = await rows(f"SELECT id, state FROM payment WHERE id IN ({placeholders(keys)})", *keys)
        for row in found:
            stage, key = stages[uuid_of(row["id"])], uuid_of(row["id"])
            if row["state"] != "PENDING":
                assert row["state"] == "SUCCEEDED"
                stage.unheard = None
                stage.arrive(stage.waiting.pop(key), self.time.now)
                await self.check(stage)
        for deal in self.deals:
            self._follow(deal)

    def _unheard(self) -> dict[UUID, Stage]:
        return {each.unheard: each for deal in self.deals for each in deal.stages if each.unheard}

    async def _know_outcomes(self) -> dict[tuple[str, str], int]:
        """Takes back what could not be paid; all that was ever sent is there, whatever became of it."""
        sums: Counter[tuple[str, UUID, str, str]] = Counter()
        for row in await rows(GONE_OUT):
            sums[row["kind"], uuid_of(row["party_id"]), row["currency"], row["state"]] = int(row["minor"])
        for deal in {each.currency: each for each in self.deals}.values():
            awarder, receiver = deal.made.who(A)[0].id, deal.made.who(R)[0].id
            refunds = {state: sums["REFUND", awarder, deal.currency, state] for state in self.STATES}
            assert sum(refunds.values()) == deal.book.refunds
            for party, purse, more in ((awarder, deal.book.awarder, refunds), (receiver, deal.book.receiver, {})):
                sent = {state: sums["PAY_OUT", party, deal.currency, state] for state in self.STATES}
                assert sum(sent.values()) == purse.sent
                back = sum(each.get(state, 0) for each in (sent, more) for state in ("FAILED", "CANCELLED"))
                purse.balance += back - purse.back
                purse.back = back
        return {(kind, state): minor for (kind, _, _, state), minor in sums.items()}

    STATES = ("PENDING", "SUCCEEDED", "FAILED", "CANCELLED")

    def _purse(self, deal: Deal, side: ContractSide) -> Purse:
        return deal.book.awarder if side is A else deal.book.receiver

    # ---------- checks

    async def check(self, stage: Stage, *, is_same: bool = False) -> None:
        """The stage that was touched is as the dictionary has it; what was refused has left its version as it was."""
        (row,) = await rows(f"SELECT {SHOWN} FROM contract_stage WHERE id = ?", key_in_database(stage.id))
        *found, version = row.values()
        assert tuple(found) == stage.shown()
        assert version == stage.version if is_same else version >= stage.version
        stage.version = version

    async def check_stages(self, *, is_same: bool = False) -> None:
        """The same for all stages at once."""
        stages = {each.id: each for deal in self.deals for each in deal.stages}
        for row in await rows(f"SELECT id, {SHOWN} FROM contract_stage"):
            key, *found, version = row.values()
            stage = stages.pop(uuid_of(key))
            assert tuple(found) == stage.shown(), stage
            assert version == stage.version or not is_same, stage
            stage.version = version
        assert not stages

    async def check_all(self) -> None:
        """Every cent is somewhere: with a side, with the platform, in a stage, or on its way."""
        await self.check_stages()
        await self._know_outcomes()
        assert await audit() == []
        await check_due_moves()
        for deal in self.deals:
            assert (await Contract.get(id=deal.made.contract.id)).state == deal.state
        sent: Counter[str] = Counter()
        for row in await rows(GONE_OUT):
            sent[row["currency"]] += int(row["minor"]) if row["state"] == "SUCCEEDED" else 0
        for deal in {each.currency: each for each in self.deals}.values():
            currency, book = deal.currency, deal.book
            assert await summed(fees(currency).id) == book.fees
            assert -await summed(outside(currency).id) == book.paid_in - sent[currency]
            for side in (A, R):
                account = of_party(deal.made.who(side)[0].id, currency)
                row = await AccountRow.get_or_none(id=account.id)
                assert (row.balance_minor if row else 0) == self._purse(deal, side).balance

    async def end(self) -> None:
        """All that is on its way arrives; then the provider has moved what the dictionary says, and not a cent else."""
        while self._unheard() or await rows(ON_ITS_WAY):
            self.time.now += DAY
            await self.till.settle_all()
            await self.till.hear()
            await self._hear_late()
        for deal in self.deals:
            for stage in deal.stages:
                stage.let_pass(self.time.now)
        while await catch_up():
            pass
        await self.till.settle_all()
        await self.till.hear()
        await self.check_all()
        assert await reconcile(START, self.time.now + DAY) == []
