"""Steps that change a whole contract: supplements, and its termination."""

from models.contracts.contract import Contract, stages_of
from models.contracts.terminating import accept_termination, decline_termination, propose_termination
from tests.support.domain.escrowing import money
from tests.support.domain.reckoned import CHANGEABLE, RAISABLE, UNDECIDED, A, R, Stage
from tests.support.domain.supplementing import further
from tests.support.domain.walking.checks import check_stages
from tests.support.domain.walking.ground import Deal, Ground, side_of, tried


async def supplement(ground: Ground, deal: Deal, stage: Stage, size: int) -> bool:
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
        is_allowed = is_changeable and not stage.released and _counted(deal) > 1
    made = deal.made
    made.contract = await Contract.get(id=made.contract.id)
    if how == 3:
        changes, given = [], {"add_stages": further("One more", str(money(wanted, deal.currency).amount))}
    else:
        said = {"remove": True} if wanted is None else {"amount": money(wanted, deal.currency).amount}
        changes, given = [await made.change(stage.number, **said)], {}
    is_allowed = is_allowed and not deal.is_over
    proposed = await tried(made.proposed(*changes, **given), is_allowed=is_allowed)
    if proposed is None:
        return False
    await made.signed(await made.signed(await made.approved(proposed), R), A)
    if how == 3:
        await _know_further(deal, wanted)
    else:
        stage.change(wanted, ground.time.now)
    for each in deal.stages:
        each.restate(ground.time.now)
    await check_stages(ground)
    return True


def _counted(deal: Deal) -> int:
    return sum(each.state != "CANCELLED" for each in deal.stages)


async def _know_further(deal: Deal, amount: int) -> None:
    """The stage that a supplement has added."""
    key = deal.made.contract.id
    row = (await stages_of([key]))[key][-1]
    rate = deal.made.contract.fee_basis_points
    assert row.number == len(deal.stages) + 1
    deal.rows[row.id] = row
    deal.stages.append(Stage(deal.book, rate, row.number, amount, row.id, "PLANNED"))


async def terminate(ground: Ground, deal: Deal, _: Stage, size: int) -> bool:
    """Both sides end the contract, unless somebody has to decide about a stage."""
    one, other = (deal.made.who(side) for side in (side_of(size), side_of(size).other))
    contract, is_allowed = deal.made.contract, not deal.is_over
    proposing = propose_termination(contract, one[0], reason="We part as friends.", by=one[1])
    if await tried(proposing, is_allowed=is_allowed) is None:
        return False
    is_allowed = not {each.state for each in deal.stages} & UNDECIDED
    if await tried(accept_termination(contract, other[0], by=other[1]), is_allowed=is_allowed) is None:
        await decline_termination(contract, one[0], by=one[1])
        return False
    for each in deal.stages:
        each.terminate(ground.time.now)
    deal.state = "TERMINATED"
    await check_stages(ground)
    return True
