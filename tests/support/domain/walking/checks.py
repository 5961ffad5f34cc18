"""What the database, the ledger and the provider have, against what the dictionary says."""

from collections import Counter
from uuid import UUID

from models.contracts.contract import Contract
from models.database import key_in_database, rows, uuid_of
from models.ledger.account import AccountRow, fees, of_party, outside
from models.ledger.auditing import audit
from tests.support.domain.due import check_due_moves
from tests.support.domain.escrowing import summed
from tests.support.domain.reckoned import A, R, Stage
from tests.support.domain.walking.ground import Ground

SHOWN = "state, amount_minor, funded_minor, released_minor, refunded_minor, fee_minor, version"
GONE_OUT = (
    "SELECT kind, party_id, currency, state, sum(amount_minor) AS minor FROM payment WHERE kind <> 'PAY_IN' "
    "GROUP BY kind, party_id, currency, state"
)
STATES = ("PENDING", "SUCCEEDED", "FAILED", "CANCELLED")


async def check(stage: Stage, *, is_same: bool = False) -> None:
    """The stage that was touched is as the dictionary has it; what was refused has left its version as it was."""
    (row,) = await rows(f"SELECT {SHOWN} FROM contract_stage WHERE id = ?", key_in_database(stage.id))
    *found, version = row.values()
    assert tuple(found) == stage.shown()
    assert version == stage.version if is_same else version >= stage.version
    stage.version = version


async def check_stages(ground: Ground, *, is_same: bool = False) -> None:
    """The same for all stages at once."""
    stages = {each.id: each for deal in ground.deals for each in deal.stages}
    for row in await rows(f"SELECT id, {SHOWN} FROM contract_stage"):
        key, *found, version = row.values()
        stage = stages.pop(uuid_of(key))
        assert tuple(found) == stage.shown(), stage
        assert version == stage.version or not is_same, stage
        stage.version = version
    assert not stages


async def know_outcomes(ground: Ground) -> dict[tuple[str, str], int]:
    """Takes back what could not be paid; all that was ever sent is there, whatever became of it."""
    sums: Counter[tuple[str, UUID, str, str]] = Counter()
    for row in await rows(GONE_OUT):
        sums[row["kind"], uuid_of(row["party_id"]), row["currency"], row["state"]] = int(row["minor"])
    for deal in {each.currency: each for each in ground.deals}.values():
        awarder, receiver = deal.made.who(A)[0].id, deal.made.who(R)[0].id
        refunds = {state: sums["REFUND", awarder, deal.currency, state] for state in STATES}
        assert sum(refunds.values()) == deal.book.refunds
        for party, purse, more in ((awarder, deal.book.awarder, refunds), (receiver, deal.book.receiver, {})):
            sent = {state: sums["PAY_OUT", party, deal.currency, state] for state in STATES}
            assert sum(sent.values()) == purse.sent
            back = sum(each.get(state, 0) for each in (sent, more) for state in ("FAILED", "CANCELLED"))
            purse.balance += back - purse.back
            purse.back = back
    return {(kind, state): minor for (kind, _, _, state), minor in sums.items()}


async def check_all(ground: Ground) -> None:
    """Every cent is somewhere: with a side, with the platform, in a stage, or on its way."""
    await check_stages(ground)
    await know_outcomes(ground)
    assert await audit() == []
    await check_due_moves()
    for deal in ground.deals:
        assert (await Contract.get(id=deal.made.contract.id)).state == deal.state
    sent: Counter[str] = Counter()
    for row in await rows(GONE_OUT):
        sent[row["currency"]] += int(row["minor"]) if row["state"] == "SUCCEEDED" else 0
    for deal in {each.currency: each for each in ground.deals}.values():
        currency, book = deal.currency, deal.book
        assert await summed(fees(currency).id) == book.fees
        assert -await summed(outside(currency).id) == book.paid_in - sent[currency]
        for side in (A, R):
            account = of_party(deal.made.who(side)[0].id, currency)
            row = await AccountRow.get_or_none(id=account.id)
            assert (row.balance_minor if row else 0) == deal.purse(side).balance
