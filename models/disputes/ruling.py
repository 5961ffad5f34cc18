"""Ruling: the mediator who has claimed the dispute divides what is held, once, with reasons (ES-6, ST-3)."""

from models.accounts.viewer import Viewer
from models.decisions import decide
from models.disputes.cases import MACHINE, DisputeAction
from models.disputes.dispute import Dispute
from models.disputes.dividing import check_part, check_whole, divide
from models.disputes.keeping import end, keep
from models.disputes.telling import tell_ruled
from models.escrow.completing import end_if_settled
from models.inputs import Checks
from models.money import MoneyGiven

MOST_IN_REASON = 10_000


async def rule_dispute(
    dispute: Dispute,
    *,
    to_receiver: MoneyGiven,
    to_awarder: MoneyGiven,
    reason: str,
    expected_version: int | None = None,
    by: Viewer,
) -> Dispute:
    """Divides exactly what is held between both sides; nobody who is close to one of them rules (ST-2).

    Refuses with WRONG_AMOUNT if the two amounts are not together what is held.
    """
    async with decide(MACHINE, DisputeAction.RULE, dispute.id, expected_version=expected_version, by=by) as decision:
        case, row, at = decision.case, decision.case.dispute, decision.at
        checks, currency = Checks(), case.stage.currency
        receiver = check_part(checks, "toReceiver", to_receiver, currency)
        awarder = check_part(checks, "toAwarder", to_awarder, currency)
        reason = checks.reason(reason, most=MOST_IN_REASON)
        checks.refuse()
        check_whole(case, receiver, awarder)
        mediator = decision.by.user.id
        await divide(case, receiver, awarder, "RULED", at=at, by=mediator, side=None)
        end(row, decision.target, at, reason=reason)
        await keep(case, "DISPUTE_RULED", by=mediator, source=decision.source, side=None, reason=reason)
        await tell_ruled(case)
        await end_if_settled(case.stage_case, at=at, by=None)
    return case.dispute
