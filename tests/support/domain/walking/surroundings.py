"""Steps that belong to no stage: the clock, the provider, payouts, and the operator."""

from dataclasses import replace
from uuid import UUID

from models.clockwork import catch_up
from models.database import in_database, instant_in_database, key_in_database, placeholders, rows, uuid_of
from models.escrow.paying_out import request_payout
from models.payments.notices import receive, take_next
from models.terms import terms, use_terms
from tests.support.domain.inside import DAY
from tests.support.domain.reckoned import Stage
from tests.support.domain.walking.checks import check, check_stages, know_outcomes
from tests.support.domain.walking.ground import Deal, Ground, side_of, tried

# Refunds that have failed and were not tried again, of a party in a currency.
FAILED_ONCE = (
    "SELECT f.amount_minor AS minor FROM payment f WHERE f.party_id = ? AND f.currency = ? AND f.kind = 'REFUND' "
    "AND f.state = 'FAILED' AND NOT EXISTS (SELECT 1 FROM payment a WHERE a.key = 'again:' || f.id) ORDER BY f.id"
)
RATES = (0, 1, 333, 500, 1_234, 10_000)
# How the provider behaves when it is asked for what is due; mostly well.
MANNERS: list[dict[str, object]] = [
    *({"twice": True, "repeats": 3}, {"refunds": "FAILED"}, {"pays_out": "FAILED"}, {"answers": "REFUSES"}),
    *({"answers": "LOST"}, {"answers": "AWAY"}, {}, {}, {}, {}, {}, {}),
]


async def let_pass(ground: Ground, _: Deal, __: Stage, size: int) -> bool:
    ground.time.now += (1 + size % 9) * DAY
    # Else each further one is compared with all that they were ever told.
    await rows("UPDATE notification SET read_at = ? WHERE read_at IS NULL", instant_in_database(ground.time.now))
    while await catch_up():
        pass
    for deal in ground.deals:
        for stage in deal.stages:
            stage.let_pass(ground.time.now)
        deal.follow()
    # A move of the clock raises no version.
    await check_stages(ground, is_same=True)
    return True


async def confirm(ground: Ground, _: Deal, __: Stage, size: int) -> bool:
    """The provider is asked for all that is due, and says what has become of it, or fails to."""
    ground.till.behave(**MANNERS[size % len(MANNERS)])
    await ground.till.settle_all()
    ground.till.behave()
    await ground.till.hear()
    await hear_late(ground)
    await know_outcomes(ground)
    return True


async def hear_again(ground: Ground, _: Deal, __: Stage, size: int) -> bool:
    """A notice that comes late, under another id, and twice."""
    known = [*ground.heard, *ground.refs.values()]
    if not known:
        return False
    body = f'{{"id": "again-{next(ground.numbers)}", "object": "{known[size % len(known)]}"}}'.encode()
    for _ in range(2):
        assert await receive("sandbox", ground.till.sandbox.headers_of(body), body)
    while await take_next():
        pass
    await hear_late(ground)
    return True


async def pay_out(_: Ground, deal: Deal, __: Stage, size: int) -> bool:
    side = side_of(size)
    purse, (party, by) = deal.purse(side), deal.made.who(side)
    failed = [int(row["minor"]) for row in await rows(FAILED_ONCE, in_database(party.id), deal.currency)]
    act = request_payout(party, currency=deal.currency, by=by)
    if await tried(act, is_allowed=purse.balance >= deal.book.step) is None:
        return False
    # First what could not go back is tried again, each of it as a whole.
    for minor in failed:
        if minor <= purse.balance:
            purse.balance -= minor
            deal.book.refunds += minor
    purse.pay_out(deal.book.step)
    return True


async def change_rate(_: Ground, __: Deal, ___: Stage, size: int) -> bool:
    """The operator sets another fee, which no contract that is drafted feels."""
    use_terms(replace(terms(), fee_basis_points=RATES[size % len(RATES)]))
    return True


async def hear_late(ground: Ground) -> None:
    """Takes over what was paid without a notice, and was looked up meanwhile."""
    if not (stages := unheard(ground)):
        return
    keys = list(map(key_in_database, stages))
    found = await rows(f"SELECT id, state FROM payment WHERE id IN ({placeholders(keys)})", *keys)
    for row in found:
        stage, key = stages[uuid_of(row["id"])], uuid_of(row["id"])
        if row["state"] != "PENDING":
            assert row["state"] == "SUCCEEDED"
            stage.unheard = None
            stage.arrive(stage.waiting.pop(key), ground.time.now)
            await check(stage)
    for deal in ground.deals:
        deal.follow()


def unheard(ground: Ground) -> dict[UUID, Stage]:
    return {each.unheard: each for deal in ground.deals for each in deal.stages if each.unheard}
