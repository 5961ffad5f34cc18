"""Steps with the money of several contracts: done by the verbs, and worked out beforehand by the dictionary."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from models.clockwork import catch_up
from models.database import rows
from models.payments.reconciling import reconcile
from tests.support.domain.inside import DAY, START
from tests.support.domain.reckoned import SETTLED, Stage
from tests.support.domain.walking import changes, disputes, payments, stages, surroundings, wrong
from tests.support.domain.walking.checks import check, check_all
from tests.support.domain.walking.ground import Deal, Ground
from tests.support.domain.walking.surroundings import hear_late, unheard

Act = Callable[[Ground, Deal, Stage, int], Awaitable[bool]]
ON_ITS_WAY = "SELECT 1 AS one FROM payment WHERE state = 'PENDING' AND kind <> 'PAY_IN' LIMIT 1"
ACTS: dict[str, Act] = {
    "begin": payments.begin,
    "fund": payments.fund,
    "pay": payments.pay,
    "pay_unheard": payments.pay_unheard,
    "fail": payments.fail,
    "submit": stages.submit,
    "rework": stages.rework,
    "accept": stages.accept,
    "release": stages.release,
    "release_part": stages.release_part,
    "retry": stages.retry,
    "request_refund": stages.ask_back,
    "take_back": stages.take_back,
    "agree": stages.agree,
    "object": stages.object_to_it,
    "open": disputes.open_one,
    "say": disputes.say,
    "propose": disputes.propose,
    "accept_settlement": disputes.accept_proposal,
    "withdraw": disputes.withdraw,
    "rule": disputes.rule,
    "supplement": changes.supplement,
    "terminate": changes.terminate,
    "let_pass": surroundings.let_pass,
    "confirm": surroundings.confirm,
    "hear_again": surroundings.hear_again,
    "pay_out": surroundings.pay_out,
    "change_rate": surroundings.change_rate,
    "do_wrong": wrong.do_wrong,
}
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


class Step(NamedTuple):
    """What is done with which stage of which contract; `size` decides about amounts and sides."""

    kind: str
    contract: int = 0
    stage: int = 0
    size: int = 0


@dataclass
class Walk:
    """Steps on a ground: each is done for real, and checked."""

    ground: Ground
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def is_over(self) -> bool:
        return all(deal.is_over for deal in self.ground.deals)

    def next_step(self, chance: random.Random) -> Step:
        """A step that has something to do, as a rule."""
        deals = self.ground.deals
        live = [place for place, deal in enumerate(deals) if not deal.is_over] or range(len(deals))
        contract = chance.choice(live) if chance.random() < 0.97 else chance.randrange(len(deals))
        known, size = deals[contract].stages, chance.randrange(10**9)
        live = [place for place, each in enumerate(known) if each.state not in SETTLED] or range(len(known))
        stage = chance.choice(live) if chance.random() < 0.95 else chance.randrange(len(known))
        state = known[stage].quarrel.state if known[stage].quarrel else known[stage].state
        dice, seldom = chance.random(), next((each for each in SELDOM if not chance.randrange(SELDOM[each])), None)
        if seldom is not None:
            kind = seldom
        elif dice < 0.15:
            kind = chance.choice(AT_ANY_TIME)
        else:
            kind = chance.choice(KINDS if dice > 0.8 else LIKELY.get(state, KINDS))
        return Step(kind, contract, stage, size)

    async def take(self, step: Step) -> None:
        deal = self.ground.deals[step.contract % len(self.ground.deals)]
        stage = deal.stages[step.stage % len(deal.stages)]
        was_done = await ACTS[step.kind](self.ground, deal, stage, step.size)
        (self.done if was_done else self.refused)[step.kind] += 1
        deal.follow()
        await check(stage, is_same=not was_done)

    async def check_all(self) -> None:
        await check_all(self.ground)

    async def end(self) -> None:
        """All that is on its way arrives; then the provider has moved what the dictionary says, and not a cent else."""
        ground = self.ground
        while unheard(ground) or await rows(ON_ITS_WAY):
            ground.time.now += DAY
            await ground.till.settle_all()
            await ground.till.hear()
            await hear_late(ground)
        for deal in ground.deals:
            for stage in deal.stages:
                stage.let_pass(ground.time.now)
        while await catch_up():
            pass
        await ground.till.settle_all()
        await ground.till.hear()
        await check_all(ground)
        assert await reconcile(START, ground.time.now + DAY) == []
